# SPDX-FileCopyrightText: 2026 The Refrain contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Videos: the take's cover with a moving spectrum and slow waves over it, and its own sound."""

import math
import subprocess

import cairo
import numpy as np

from .covers import paint
from .drawing import TURN, rgb
from .encode import run
from .scenes import SCENES
from .synth import RATE

FPS = 24
BARS = 24
AUDIO_KBPS = 40
BITEXACT = ("-fflags", "+bitexact", "-flags", "+bitexact")  # no dates or versions


def spectrum(mix, frames):
    """Return the height (0 to 1) of every bar in every frame, calm enough to look at."""
    mono, size = mix.mean(axis=0), 4096
    padded = np.concatenate((np.zeros(size // 2), mono, np.zeros(size)))
    edges = np.geomspace(70, 6000, BARS + 1) * size / RATE
    heights = np.zeros((frames, BARS))
    for frame in range(frames):
        start = min(int(frame * RATE / FPS), padded.size - size)
        power = np.abs(np.fft.rfft(padded[start : start + size] * np.hanning(size))) ** 2
        for bar in range(BARS):
            low = int(edges[bar])
            heights[frame, bar] = power[low : max(low + 1, int(edges[bar + 1]))].mean()
    level = np.clip((10 * np.log10(heights + 1e-6) + 5) / 55, 0, 1)
    for frame in range(1, frames):
        level[frame] = np.maximum(level[frame], level[frame - 1] * 0.9)
    return level


def draw_waves(ctx, width, height, seconds, colour):
    """Three translucent waves that cross the foot of the picture."""
    for index in range(3):
        ctx.new_path()
        ctx.move_to(0, height)
        for x in range(0, width + 12, 12):
            swing = math.sin(
                x / width * TURN * (0.8 + 0.3 * index) + seconds * (0.7 + 0.25 * index) + index * 2
            )
            ctx.line_to(x, height * (0.86 + 0.035 * index) + swing * height * 0.03)
        ctx.line_to(width, height)
        ctx.close_path()
        ctx.set_source_rgba(*rgb(colour), 0.20)
        ctx.fill()


def draw_bars(ctx, width, height, levels, colour):
    """The spectrum as round bars, mirrored about the middle."""
    step = width * 0.8 / (2 * BARS)
    ctx.set_line_cap(cairo.LINE_CAP_ROUND)
    ctx.set_line_width(step * 0.5)
    ctx.set_source_rgba(*rgb(colour), 0.9)
    for index in range(2 * BARS):
        bar = abs(index - BARS) if index < BARS else index - BARS
        x = width * 0.1 + (index + 0.5) * step
        tall = height * 0.16 * levels[min(bar, BARS - 1)]
        ctx.move_to(x, height * 0.93)
        ctx.line_to(x, height * 0.93 - tall - 0.1)
    ctx.stroke()


def frames_of(slug, take, mix, seconds, width, height):
    """Yield the frames of a video as raw BGRx pictures."""
    back, count = paint(slug, take, width), int(seconds * FPS)
    levels, palette = spectrum(mix, count), SCENES[slug][1][take - 1]
    for frame in range(count):
        surface = cairo.ImageSurface(cairo.FORMAT_RGB24, width, height)
        ctx = cairo.Context(surface)
        ctx.set_source_surface(back, 0, (height - width) * 0.6)
        ctx.paint()
        draw_waves(ctx, width, height, frame / FPS, palette[0])
        draw_bars(ctx, width, height, levels[frame], palette[2])
        surface.flush()
        yield bytes(surface.get_data())


def encode_pass(number, frames, size, kbps, log, out):
    """Run one of the two passes of the H.264 encoder over the frames."""
    source = f"-f rawvideo -pix_fmt bgr0 -s {size} -r {FPS} -i -"
    quality = f"-profile:v main -preset slow -tune animation -g 96 -threads 1 -b:v {kbps}k"
    command = ["ffmpeg", "-v", "error", "-y", *source.split(), "-c:v", "libx264", *quality.split()]
    command += ["-pix_fmt", "yuv420p", "-pass", str(number), "-passlogfile", str(log), *BITEXACT]
    with subprocess.Popen(command + ["-f", "mp4", str(out)], stdin=subprocess.PIPE) as encoder:
        for frame in frames:
            encoder.stdin.write(frame)
        encoder.stdin.close()
        if encoder.wait() != 0:
            raise SystemExit("ffmpeg failed to encode a video")


def join(picture, wave_path, out):
    """Put picture and sound into one file that can play while it loads."""
    sound = f"-c:v copy -c:a aac -b:a {AUDIO_KBPS}k -ac 1 -map_metadata -1 -movflags +faststart"
    inputs = ["-i", str(picture), "-i", str(wave_path)]
    run(["ffmpeg", "-v", "error", "-y", *inputs, *sound.split(), *BITEXACT, str(out)])


def make_video(song, take, mix, wave_path, out, limit):
    """Write the video of a take, of at most limit bytes."""
    seconds = mix.shape[1] / RATE
    width, height = (480, 480) if song.square else (480, 270)
    kbps = int((limit * 0.86 * 8 / 1000) / seconds - AUDIO_KBPS)
    picture, log = wave_path.with_suffix(".h264.mp4"), wave_path.with_suffix(".log")
    for number in (1, 2):
        frames = frames_of(song.slug, take, mix, seconds, width, height)
        encode_pass(number, frames, f"{width}x{height}", kbps, log, picture)
    join(picture, wave_path, out)
    if out.stat().st_size > limit:
        raise SystemExit(f"{out.name} has {out.stat().st_size} bytes, more than {limit}")
