# SPDX-FileCopyrightText: 2026 The Refrain contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Percussion: every function returns one mono hit; see synth.py for the pitched instruments."""

from functools import lru_cache

import numpy as np

from .synth import RATE, TAU, noise_source, soft_noise


def clock(seconds):
    """Return the time in seconds of every sample."""
    return np.arange(int(seconds * RATE)) / RATE


def drop(time, high, low, speed):
    """Return a sine that falls from high to low Hz."""
    return np.sin(TAU * np.cumsum(low + (high - low) * np.exp(-time / speed)) / RATE)


def hiss(time, width, sharp):
    """Return noise without its low part; a larger width keeps more of the middle."""
    noise = noise_source(width, sharp).standard_normal(time.size)
    return noise - np.convolve(noise, np.ones(width) / width, "same")


def kick():
    """Soft bass drum."""
    time = clock(0.35)
    return drop(time, 130, 47, 0.035) * np.exp(-time / 0.11) * np.minimum(time / 0.002, 1)


def snare():
    """Snare with a short shell tone."""
    time = clock(0.25)
    shell = 0.5 * drop(time, 240, 180, 0.02) * np.exp(-time / 0.06)
    return shell + 0.5 * hiss(time, 9, 1) * np.exp(-time / 0.07)


def brush():
    """Brush swept over a snare."""
    time = clock(0.3)
    shape = np.sin(np.pi * np.minimum(time / 0.24, 1)) ** 1.5
    return 0.25 * hiss(time, 7, 2) * shape


def rim():
    """Rim click."""
    time = clock(0.08)
    return (
        1.1 * (np.sin(TAU * 820 * time) + 0.5 * np.sin(TAU * 1310 * time)) * np.exp(-time / 0.014)
    )


def hat():
    """Closed hi-hat."""
    time = clock(0.09)
    return 0.5 * hiss(time, 4, 3) * np.exp(-time / 0.022)


def shaker():
    """Shaker."""
    time = clock(0.12)
    return 0.55 * hiss(time, 5, 4) * np.minimum(time / 0.025, 1) * np.exp(-time / 0.03)


def clap():
    """Several hands."""
    time = clock(0.25)
    shape = sum(np.exp(-np.abs(time - at) / 0.006) for at in (0.004, 0.015, 0.027))
    tail = np.exp(-np.maximum(time - 0.03, 0) / 0.05) * (time > 0.027)
    return 0.5 * hiss(time, 14, 5) * (shape + 0.7 * tail)


def dum():
    """Low stroke of a goblet drum."""
    time = clock(0.4)
    return drop(time, 150, 88, 0.03) * np.exp(-time / 0.12) * np.minimum(time / 0.002, 1)


def tek():
    """High stroke of a goblet drum."""
    time = clock(0.12)
    tone = np.sin(TAU * 610 * time) + 0.6 * np.sin(TAU * 985 * time)
    return (0.7 * tone + 0.4 * hiss(time, 8, 6)) * np.exp(-time / 0.025)


def tabla_low():
    """Left tabla with its rising bend."""
    time = clock(0.5)
    return np.sin(TAU * np.cumsum(82 + 26 * np.minimum(time / 0.16, 1)) / RATE) * np.exp(
        -time / 0.16
    )


def tabla_high():
    """Right tabla, tuned."""
    time = clock(0.35)
    tone = sum(a * np.sin(TAU * 261.6 * k * time) for k, a in ((1, 0.5), (2, 0.4), (3, 0.2)))
    return 1.2 * tone * np.exp(-time / 0.09)


def wave():
    """One long breath of the sea."""
    time = clock(5.0)
    surf = soft_noise(time.size, noise_source(7), 18) - soft_noise(time.size, noise_source(7), 160)
    return 0.8 * surf * np.sin(np.pi * time / 5.0) ** 3


DRUMS = {
    f.__name__: f
    for f in (kick, snare, brush, rim, hat, shaker, clap, dum, tek, tabla_low, tabla_high, wave)
}


@lru_cache(maxsize=None)
def hit(name):
    """Return one hit of the named drum."""
    return DRUMS[name]()
