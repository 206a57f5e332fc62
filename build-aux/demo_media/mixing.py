# SPDX-FileCopyrightText: 2026 The Refrain contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The last steps of a mix: reverb, loudness, limiter, fades; on arrays (channels, samples)."""

import numpy as np

from .synth import RATE

CEILING = 10 ** (-2.2 / 20)  # the encoder may overshoot: stays below -1 dBFS after decoding


def convolve(signal, response):
    """Return signal * response by FFT, cut to the signal's length."""
    size = 1 << int(np.ceil(np.log2(signal.size + response.size)))
    spectrum = np.fft.rfft(signal, size) * np.fft.rfft(response, size)
    return np.fft.irfft(spectrum, size)[: signal.size]


def shape_spectrum(signal, response):
    """Filter by response(frequencies), a real curve (no change of phase)."""
    frequencies = np.fft.rfftfreq(signal.shape[-1], 1 / RATE)
    return np.fft.irfft(np.fft.rfft(signal) * response(frequencies), signal.shape[-1])


def room_response(seconds, seed):
    """Return decaying noise whose high part dies sooner, after a short gap."""
    rng = np.random.default_rng(seed)
    time = np.arange(int(seconds * 1.2 * RATE)) / RATE
    noise = rng.standard_normal(time.size)
    low = shape_spectrum(noise, lambda f: 1 / (1 + (f / 1500) ** 2))
    tail = low * 10 ** (-3 * time / seconds) + (noise - low) * 0.35 * 10 ** (-6 * time / seconds)
    tail *= np.minimum(time / 0.012, 1)
    tail = shape_spectrum(tail, lambda f: np.minimum(f / 160, 1))
    return np.concatenate((np.zeros(int(0.018 * RATE)), tail / np.sqrt((tail**2).sum())))


def add_room(dry, send, seconds, wet):
    """Return dry plus the reverb of send, different left and right."""
    rooms = [convolve(send[side], room_response(seconds, 41 + side)) for side in (0, 1)]
    return dry + wet * np.array(rooms)


def k_weight(frequencies):
    """Return an approximation of the loudness standard's weighting curve."""
    high_pass = 1 / (1 + (45 / np.maximum(frequencies, 1)) ** 4)
    shelf = 1 + 0.58 / (1 + (1500 / np.maximum(frequencies, 1)) ** 3)
    return high_pass * shelf


def loudness(mix):
    """Return integrated loudness in LUFS, gated, close to ITU-R BS.1770."""
    weighted = shape_spectrum(mix, k_weight)
    block = int(0.4 * RATE)
    count = mix.shape[1] // block
    power = (
        (weighted[:, : count * block].reshape(len(mix), count, block) ** 2).mean(axis=2).sum(axis=0)
    )
    power = power[power > 1e-7]
    gate = power.mean() / 10
    return -0.691 + 10 * np.log10(power[power > gate].mean())


def limit(mix):
    """Hold peaks under the ceiling with a look-ahead gain that moves smoothly."""
    block, reach = 64, 24
    peaks = np.abs(mix).max(axis=0)
    peaks = np.pad(peaks, (0, -peaks.size % block)).reshape(-1, block).max(axis=1)
    padded = np.pad(peaks, reach, mode="edge")
    window = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1)
    gain = np.minimum(1, CEILING / np.maximum(window.max(axis=1), 1e-9))
    kernel = np.hanning(2 * reach - 1)
    smooth = np.convolve(np.pad(gain, reach - 1, mode="edge"), kernel / kernel.sum(), "valid")
    at = (np.arange(mix.shape[1]) - block / 2) / block
    return np.clip(mix * np.interp(at, np.arange(smooth.size), smooth), -CEILING, CEILING)


def fade(mix, seconds):
    """Fade in over 20 ms and out over seconds."""
    count, head = int(seconds * RATE), int(0.02 * RATE)
    mix[:, :head] *= np.linspace(0, 1, head)
    mix[:, -count:] *= np.cos(np.linspace(0, np.pi / 2, count)) ** 1.5
    return mix


def air(frequencies):
    """Return the tone of the whole mix: no rumble, a little more treble, nothing above 12 kHz."""
    shelf = 1 + 0.7 / (1 + (2200 / np.maximum(frequencies, 1)) ** 2)
    return np.minimum(frequencies / 35, 1) * shelf / (1 + (frequencies / 11500) ** 6)


def trim(mix):
    """Cut the silence after the last sound that can be heard."""
    heard = np.flatnonzero(np.abs(mix).max(axis=0) > 0.004 * np.abs(mix).max())
    return mix[:, : heard[-1] + RATE // 4]


def master(dry, send, take):
    """Return the finished mix of a take at its loudness."""
    mix = shape_spectrum(add_room(dry, send, take.room, take.wet), air)
    if not take.stereo:
        mix = mix.mean(axis=0, keepdims=True)
    mix = fade(trim(mix), min(2.2, take.tail))
    for _ in range(3):  # the limiter takes some loudness away
        mix = mix * 10 ** ((take.loudness - loudness(mix)) / 20)
        mix = limit(mix)
    return mix
