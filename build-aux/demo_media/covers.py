# SPDX-FileCopyrightText: 2026 The Refrain contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Covers: a scene painted by cairo at any size, and its JPEG file."""

import random

import cairo
import numpy as np

from .drawing import SIZE
from .encode import run
from .scenes import SCENES


def paint(slug, take, pixels):
    """Return the cover of a take as a square cairo surface."""
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, pixels, pixels)
    ctx = cairo.Context(surface)
    ctx.scale(pixels / SIZE, pixels / SIZE)
    scene, palettes = SCENES[slug]
    scene(ctx, palettes[take - 1], random.Random(f"{slug}/{take}"), take)
    surface.flush()
    return surface


def to_rgb(surface):
    """Return the pixels of a surface as an array (height, width, 3)."""
    width, height = surface.get_width(), surface.get_height()
    pixels = np.ndarray((height, surface.get_stride() // 4, 4), np.uint8, surface.get_data())
    return np.ascontiguousarray(pixels[:, :width, 2::-1])


def write_jpeg(path, slug, take, pixels, quality, limit):
    """Write a cover, in the best quality that fits limit bytes."""
    header = f"P6 {pixels} {pixels} 255\n".encode()
    data = header + to_rgb(paint(slug, take, pixels)).tobytes()
    while True:
        jpeg = run(["cjpeg", "-quality", str(quality), "-optimize", "-progressive"], data)
        if len(jpeg) <= limit or quality <= 40:
            break
        quality -= 4
    path.write_bytes(jpeg)
