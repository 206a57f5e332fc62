# SPDX-FileCopyrightText: 2026 The Refrain contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Instruments: every function turns a pitch and a length into a mono note.

Notes are sums of harmonics or loops of filtered noise, so nothing aliases. All are deterministic:
the noise in a note is seeded by its own pitch and length. The result is longer than the asked
seconds by the release of the instrument.
"""

from functools import lru_cache

import numpy as np

RATE = 32000
TAU = 2 * np.pi


def noise_source(*key):
    """Return a random generator that depends on the numbers in key alone."""
    return np.random.default_rng([int(abs(value) * 1000) for value in key])


def envelope(seconds, attack, release, sustain=1.0, decay=0.3):
    """Return attack, exponential decay to sustain, hold, and a smooth release."""
    held, tail = int(seconds * RATE), max(1, int(release * RATE))
    time = np.arange(held + tail) / RATE
    level = sustain + (1 - sustain) * np.exp(-np.maximum(time - attack, 0) / decay)
    level *= np.minimum(time / attack, 1) ** 1.5
    level[held:] *= np.cos(np.linspace(0, np.pi / 2, tail)) ** 2
    return level


def harmonics(phase, amplitudes):
    """Sum sin(k * phase) * amplitude[k - 1], by the recurrence of the sine (one sin, one cos)."""
    last, this, twice_cos = np.zeros_like(phase), np.sin(phase), 2 * np.cos(phase)
    out = np.zeros_like(phase)
    for amplitude in amplitudes:
        out += amplitude * this
        last, this = this, twice_cos * this - last
    return out


def vibrato_phase(freq, count, depth=0.0, speed=5.2, delay=0.35):
    """Return the running phase of a tone whose vibrato (depth as a ratio) sets in after delay."""
    time = np.arange(count) / RATE
    depth = depth * np.clip((time - delay) / 0.4, 0, 1)
    return TAU * np.cumsum(freq * (1 + depth * np.sin(TAU * speed * time))) / RATE


def rolloff(freq, cutoff, power=1.0, odd_only=False, limit=40):
    """Return harmonic amplitudes falling as 1/k**power and softly cut above cutoff Hz."""
    count = max(1, min(limit, int(0.42 * RATE / freq)))
    k = np.arange(1.0, count + 1)
    level = k**-power / (1 + (k * freq / cutoff) ** 4)
    return level * (k % 2) if odd_only else level


def soft_noise(count, rng, width):
    """Return noise, low-passed by a moving average of width samples."""
    noise = rng.standard_normal(count + width)
    return np.convolve(noise, np.ones(width) / width, "same")[:count]


def string(freq, seconds, ring, softness, position=0.2, loss=0.35, release=0.25):
    """Karplus-Strong string: a burst of noise runs round a loop that dulls and decays it.

    The loop is twice oversampled and re-sampled at the end, which gives the exact pitch.
    """
    period = int(round(2 * RATE / freq))
    loop = soft_noise(period, noise_source(freq, softness), 1 + int(softness))
    loop = loop - np.roll(loop, int(position * period))
    loop = (loop - loop.mean()) / (np.abs(loop).max() + 1e-9)
    gain = 0.001 ** (1 / (ring * freq))
    rounds = int((seconds + release) * freq) + 3
    table = np.empty((rounds, period))
    for row in range(rounds):
        table[row] = loop
        dull = 0.5 * (np.roll(loop, 1) + np.roll(loop, -1))
        loop = gain * ((1 - loss) * loop + loss * dull)
    level = envelope(seconds, 0.002, release)
    at = np.arange(level.size) * (freq * period / RATE)
    return np.interp(at, np.arange(table.size), table.ravel()) * level


def nylon(freq, seconds):
    """Nylon guitar, fingers."""
    return string(freq, seconds + 0.8, 3.2, 11, 0.23, 0.4) * 0.9


def steel(freq, seconds):
    """Steel guitar, brighter and longer."""
    return string(freq, seconds + 0.9, 4.5, 6, 0.17, 0.3) * 0.75


def muted(freq, seconds):
    """Swing guitar: short, dry chord strokes."""
    return string(freq, min(seconds, 0.16), 0.9, 8, 0.2, 0.6, 0.1) * 0.9


def zither(freq, seconds):
    """Long silk-and-metal string with a slow bend into the pitch."""
    return string(freq, seconds + 1.4, 5.5, 5, 0.12, 0.22, 0.5) * 0.7


def lute(freq, seconds):
    """Short-necked lute: two strings a little apart, quick decay."""
    first = string(freq, seconds + 0.3, 1.9, 8, 0.13, 0.42)
    second = string(freq * 1.0025, seconds + 0.3, 1.7, 9, 0.17, 0.42)
    return 0.5 * (first + second)


def sitar(freq, seconds):
    """Long string with a gentle buzz from its bridge."""
    dry = string(freq, seconds + 0.9, 4.2, 5, 0.09, 0.2, 0.4)
    buzz = np.tanh(3.2 * dry)
    return 0.35 * dry + 0.14 * buzz


def tremolo_lute(freq, seconds):
    """One note as a row of quick strokes."""
    stroke, step = string(freq, 0.22, 1.3, 6, 0.15, 0.4, 0.12), int(0.105 * RATE)
    strokes = max(1, int(seconds * RATE / step))
    out = np.zeros(strokes * step + stroke.size)
    for index in range(strokes):
        level = 0.75 if index % 2 else 0.95
        out[index * step : index * step + stroke.size] += level * stroke
    return out * 0.75


def upright(freq, seconds):
    """Plucked double bass."""
    body = string(freq, seconds + 0.1, 1.8, 40, 0.3, 0.5, 0.12)
    fundamental = np.sin(TAU * freq * np.arange(body.size) / RATE)
    return 0.65 * body + 0.34 * fundamental * envelope(seconds + 0.1, 0.01, 0.12, 0.35, 0.5)


def synth_bass(freq, seconds):
    """Round analogue bass."""
    level = envelope(seconds * 0.92, 0.006, 0.06, 0.55, 0.18)
    phase = vibrato_phase(freq, level.size)
    dark = harmonics(phase, rolloff(freq, 260, 1.0, limit=14))
    bright = harmonics(phase, rolloff(freq, 900, 1.0, limit=24))
    bite = np.exp(-np.arange(level.size) / (0.09 * RATE))
    return (dark + (bright - dark) * bite) * level * 0.62


def electric_piano(freq, seconds):
    """Two-operator FM with a tine, slow tremolo."""
    level = envelope(seconds + 0.2, 0.004, 0.25, 0.12, 0.9)
    time = np.arange(level.size) / RATE
    tine = 0.32 * np.exp(-time / 0.07) * np.sin(TAU * freq * 7.01 * time) * (freq * 8 < RATE / 2)
    index = 1.25 * np.exp(-time / 0.6) * min(1, 330 / freq)
    tone = np.sin(TAU * freq * time + index * np.sin(TAU * freq * time) + 0.35 * tine)
    return tone * level * (1 + 0.12 * np.sin(TAU * 4.3 * time)) * 0.6


def piano(freq, seconds):
    """Felt piano: stretched partials, high ones die first, a soft thump."""
    level = envelope(seconds + 0.25, 0.005, 0.3)
    time = np.arange(level.size) / RATE
    out = np.zeros(level.size)
    for k in range(1, 13):
        partial = k * freq * np.sqrt(1 + 0.0004 * k * k)
        if partial > 0.4 * RATE:
            break
        weight = k**-1.35 / (1 + (partial / 2600) ** 2)
        ring = 3.2 / (1 + 0.45 * k) * (220 / freq) ** 0.45 + 0.12
        beat = np.sin(TAU * partial * time) + 0.6 * np.sin(TAU * partial * 1.0007 * time + k)
        out += weight * beat * np.exp(-time / ring)
    thump = soft_noise(time.size, noise_source(freq), 30) * np.exp(-time / 0.02)
    return (out * 0.5 + 0.25 * thump) * level


def pad(freq, seconds):
    """Warm pad of three detuned voices that opens and closes slowly."""
    level = envelope(seconds, min(0.7, seconds * 0.35), 0.9)
    out = np.zeros(level.size)
    for ratio, offset in ((0.9965, 0.3), (1.0, 2.1), (1.0038, 4.4)):
        phase = vibrato_phase(freq * ratio, level.size, 0.0015, 0.4, 0) + offset
        out += harmonics(phase, rolloff(freq, 1500, 1.05, limit=20))
    return out * level * 0.25


def strings(freq, seconds):
    """Small string section with vibrato."""
    level = envelope(seconds, 0.18, 0.45)
    out = np.zeros(level.size)
    for ratio, speed in ((0.998, 4.9), (1.0015, 5.5)):
        phase = vibrato_phase(freq * ratio, level.size, 0.004, speed, 0.1)
        out += harmonics(phase + speed, rolloff(freq, 1900, 1.1, limit=22))
    return out * level * 0.3


def analogue(freq, seconds):
    """Bright detuned lead of night-drive music."""
    level = envelope(seconds * 0.96, 0.02, 0.22, 0.75, 0.3)
    out = np.zeros(level.size)
    for ratio in (0.996, 1.004):
        phase = vibrato_phase(freq * ratio, level.size, 0.004, 5.3)
        out += harmonics(phase + ratio * 9, rolloff(freq, 2300, 1.0, limit=26))
    return out * level * 0.33


def square(freq, seconds):
    """Band-limited square wave of old consoles."""
    level = envelope(seconds * 0.9, 0.004, 0.05, 0.6, 0.2)
    phase = vibrato_phase(freq, level.size, 0.005, 6, 0.2)
    return harmonics(phase, rolloff(freq, 4200, 1.0, True, 24)) * level * 0.55


def triangle(freq, seconds):
    """Soft triangle wave."""
    level = envelope(seconds * 0.9, 0.005, 0.06, 0.7, 0.3)
    return harmonics(vibrato_phase(freq, level.size), rolloff(freq, 5000, 2, True, 16)) * level


def flute(freq, seconds):
    """Wooden flute: few harmonics, breath, late vibrato, a small scoop into the note."""
    level = envelope(seconds * 0.97, 0.07, 0.14, 0.85, 0.5)
    time = np.arange(level.size) / RATE
    phase = vibrato_phase(freq, level.size, 0.006, 5.0, 0.3) - 2.0 * np.exp(-time / 0.03)
    tone = harmonics(phase, (1.0, 0.34, 0.13, 0.05, 0.02))
    breath = soft_noise(level.size, noise_source(freq, seconds), 6)
    return (tone + 0.09 * breath) * level * 0.55


def voice(freq, seconds):
    """A sung 'ah': harmonics shaped by three formants."""
    level = envelope(seconds * 0.97, 0.09, 0.2, 0.9, 0.5)
    count = max(1, min(30, int(6000 / freq)))
    heard = np.arange(1, count + 1) * freq
    shape = 0.12 * heard**0 / (1 + heard / 500)
    for centre, width, weight in ((650, 130, 1.0), (1080, 150, 0.5), (2650, 260, 0.16)):
        shape = shape + weight * np.exp(-(((heard - centre) / width) ** 2))
    shape = shape / np.sqrt((shape**2).sum())
    out = np.zeros(level.size)
    for ratio, speed in ((0.9985, 5.1), (1.0018, 5.6)):
        out += harmonics(vibrato_phase(freq * ratio, level.size, 0.008, speed, 0.25) + speed, shape)
    return out * level * 0.3


def accordion(freq, seconds):
    """Musette reeds: two sets, tuned apart so that they beat."""
    level = envelope(seconds * 0.96, 0.03, 0.07)
    out = np.zeros(level.size)
    for ratio in (0.9972, 1.0, 1.0034):
        phase = TAU * freq * ratio * np.arange(level.size) / RATE + ratio * 50
        out += harmonics(phase, rolloff(freq, 2100, 0.95, limit=20))
    return out * level * 0.22


def harmonica(freq, seconds):
    """Mouth organ: one odd-heavy reed with hand vibrato."""
    level = envelope(seconds * 0.96, 0.05, 0.1)
    phase = vibrato_phase(freq, level.size, 0.006, 5.8, 0.2)
    shape = rolloff(freq, 2400, 0.9, limit=20)
    shape[1::2] *= 0.6
    time = np.arange(level.size) / RATE
    return harmonics(phase, shape) * level * (1 + 0.15 * np.sin(TAU * 5.8 * time)) * 0.38


def partial_bell(freq, seconds, partials, ring):
    """Struck metal: free partials, each (ratio, level), high ones shorter."""
    count = int((seconds + ring) * RATE)
    time = np.arange(count) / RATE
    out = np.zeros(count)
    for ratio, level in partials:
        if freq * ratio < 0.42 * RATE:
            out += (
                level * np.sin(TAU * freq * ratio * time) * np.exp(-time * ratio**0.6 / ring * 3)
            )
    return out * np.minimum(time / 0.003, 1)


def bell(freq, seconds):
    """Soft glass bell."""
    return (
        partial_bell(freq, seconds, ((1, 0.8), (2.003, 0.3), (2.76, 0.22), (5.4, 0.06)), 2.6) * 0.6
    )


def music_box(freq, seconds):
    """Comb of a music box."""
    return (
        partial_bell(freq, seconds, ((1, 0.9), (2.0, 0.12), (4.07, 0.16), (6.6, 0.05)), 1.7) * 0.6
    )


INSTRUMENTS = {
    f.__name__: f
    for f in (
        nylon,
        steel,
        muted,
        zither,
        lute,
        sitar,
        tremolo_lute,
        upright,
        synth_bass,
        electric_piano,
        piano,
        pad,
        strings,
        analogue,
        square,
        triangle,
        flute,
        voice,
        accordion,
        harmonica,
        bell,
        music_box,
    )
}


@lru_cache(maxsize=600)
def play(name, midi, seconds):
    """Return one note of the named instrument; equal notes are computed once."""
    return INSTRUMENTS[name](440 * 2 ** ((midi - 69) / 12), seconds)
