# SPDX-FileCopyrightText: 2026 The Refrain contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writing sound files with lame (its own tag keeps playback gapless) and measuring them."""

import subprocess
import wave

from .mixing import master
from .score import render
from .synth import RATE


def run(command, data=None):
    """Run a program, return its output; its own message is shown when it fails."""
    done = subprocess.run(command, input=data, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != 0:
        raise SystemExit(f"{command[0]} failed:\n{done.stderr.decode(errors='replace')}")
    return done.stdout


def write_wave(path, mix):
    """Write a mix (channels, samples) as 16-bit PCM."""
    samples = mix.T
    with wave.open(str(path), "wb") as out:
        out.setnchannels(samples.shape[1])
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes((samples * 32767).round().astype("<i2").tobytes())


def write_mp3(wave_path, mp3_path, take):
    """Encode with a LAME tag and no ID3 tag, as gateways deliver files."""
    mode = ["-m", "j", "--resample", "24"] if take.stereo else ["-m", "m", "--resample", "32"]
    run(
        [
            "lame",
            "--quiet",
            "-q",
            "0",
            "--abr",
            str(take.kbps),
            *mode,
            str(wave_path),
            str(mp3_path),
        ]
    )


def decoded_seconds(path):
    """Return the exact length of a sound file, by decoding it."""
    rate = RATE
    pcm = run(
        ["ffmpeg", "-v", "error", "-i", str(path), "-f", "s16le", "-ac", "1", "-ar", str(rate), "-"]
    )
    return len(pcm) / 2 / rate


def make_audio(take, wave_path, mp3_path):
    """Render a take to both files; return (mix, true seconds of the mp3)."""
    mix = master(*render(take), take)
    write_wave(wave_path, mix)
    write_mp3(wave_path, mp3_path, take)
    return mix, decoded_seconds(mp3_path)
