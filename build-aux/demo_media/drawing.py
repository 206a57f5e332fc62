# SPDX-FileCopyrightText: 2026 The Refrain contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Brushes shared by the cover scenes; every scene is drawn on a square of SIZE units."""

import math

import cairo

SIZE = 720
TURN = 2 * math.pi


def rgb(colour):
    """Return (red, green, blue) of "#rrggbb", each 0 to 1."""
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))


def mix(first, second, amount):
    """Return the colour between two "#rrggbb", amount of the way."""
    pairs = zip(rgb(first), rgb(second))
    return "#" + "".join(f"{round(255 * (a + (b - a) * amount)):02x}" for a, b in pairs)


def use(ctx, colour, alpha=1.0):
    """Choose a colour to paint with."""
    ctx.set_source_rgba(*rgb(colour), alpha)


def sky(ctx, colours, top=0, bottom=SIZE):
    """Fill the width between top and bottom with a vertical run of colours."""
    gradient = cairo.LinearGradient(0, top, 0, bottom)
    for index, colour in enumerate(colours):
        gradient.add_color_stop_rgb(index / (len(colours) - 1), *rgb(colour))
    ctx.rectangle(0, top, SIZE, bottom - top)
    ctx.set_source(gradient)
    ctx.fill()


def disc(ctx, x, y, radius, colour, alpha=1.0):
    """Fill a circle."""
    use(ctx, colour, alpha)
    ctx.arc(x, y, radius, 0, TURN)
    ctx.fill()


def ring(ctx, x, y, radius, width, colour, alpha=1.0, flat=1.0):
    """Stroke a circle, or with flat below 1 a lying ellipse."""
    ctx.save()
    ctx.translate(x, y)
    ctx.scale(1, flat)
    ctx.new_path()
    ctx.arc(0, 0, radius, 0, TURN)
    ctx.restore()
    use(ctx, colour, alpha)
    ctx.set_line_width(width)
    ctx.stroke()


def glow(ctx, x, y, radius, colour, alpha=0.8):
    """Paint light that fades to nothing at radius."""
    gradient = cairo.RadialGradient(x, y, 0, x, y, radius)
    for stop, share in ((0, 1), (0.25, 0.55), (0.55, 0.18), (1, 0)):
        gradient.add_color_stop_rgba(stop, *rgb(colour), alpha * share)
    ctx.set_source(gradient)
    ctx.arc(x, y, radius, 0, TURN)
    ctx.fill()


def polygon(ctx, points, colour, alpha=1.0):
    """Fill a polygon."""
    ctx.new_path()
    for point in points:
        ctx.line_to(*point)
    ctx.close_path()
    use(ctx, colour, alpha)
    ctx.fill()


def line(ctx, points, width, colour, alpha=1.0):
    """Stroke an open line with round ends."""
    ctx.new_path()
    for point in points:
        ctx.line_to(*point)
    ctx.set_line_cap(cairo.LINE_CAP_ROUND)
    ctx.set_line_join(cairo.LINE_JOIN_ROUND)
    ctx.set_line_width(width)
    use(ctx, colour, alpha)
    ctx.stroke()


def ridge(rng, height, rise, detail=4):
    """Return the points of a rolling skyline about height, from edge to edge."""
    waves = [
        (rng.uniform(0.6, 1.3) * k, rng.uniform(0, TURN), rise / k) for k in range(1, detail + 1)
    ]
    return [
        (x, height + sum(a * math.sin(f * x / SIZE * TURN + p) for f, p, a in waves))
        for x in range(-8, SIZE + 16, 8)
    ]


def hill(ctx, points, colour, alpha=1.0):
    """Fill everything below a skyline."""
    polygon(ctx, points + [(SIZE + 8, SIZE + 8), (-8, SIZE + 8)], colour, alpha)


def paper(ctx, points, colour, depth=10):
    """Lay a sheet of cut paper, with its soft shadow."""
    for step in range(depth, 0, -2):
        polygon(ctx, [(x + step * 0.4, y - step * 0.8) for x, y in points], "#000000", 0.045)
    polygon(ctx, points, colour)


def mist(ctx, colour, top, bottom, alpha):
    """Paint a band that is dense in its middle and clear at its edges."""
    gradient = cairo.LinearGradient(0, top, 0, bottom)
    for stop, share in ((0, 0), (0.3, 0.5), (0.6, 1), (0.8, 0.6), (1, 0)):
        gradient.add_color_stop_rgba(stop, *rgb(colour), alpha * share)
    ctx.set_source(gradient)
    ctx.rectangle(0, top, SIZE, bottom - top)
    ctx.fill()


def stars(ctx, rng, count, colour, bottom=SIZE):
    """Scatter small stars above bottom."""
    for _ in range(count):
        disc(
            ctx,
            rng.uniform(0, SIZE),
            rng.uniform(0, bottom),
            rng.uniform(0.8, 2.4),
            colour,
            rng.uniform(0.35, 0.95),
        )


def petal(ctx, x, y, length, width, angle, colour, alpha=1.0):
    """Fill one petal that grows from (x, y)."""
    ctx.save()
    ctx.translate(x, y)
    ctx.rotate(angle)
    ctx.move_to(0, 0)
    ctx.curve_to(length * 0.3, -width, length * 0.8, -width * 0.7, length, 0)
    ctx.curve_to(length * 0.8, width * 0.7, length * 0.3, width, 0, 0)
    use(ctx, colour, alpha)
    ctx.fill()
    ctx.restore()


def house(ctx, rng, x, y, width, height, wall, lit, shadow=None):
    """Draw a house with a gable and lit windows, its ground at y."""
    roof = height * 0.22
    polygon(
        ctx,
        [
            (x, y),
            (x, y - height),
            (x + width / 2, y - height - roof),
            (x + width, y - height),
            (x + width, y),
        ],
        wall,
    )
    if shadow:
        polygon(
            ctx,
            [
                (x + width * 0.72, y),
                (x + width * 0.72, y - height - roof * 0.56),
                (x + width, y - height),
                (x + width, y),
            ],
            shadow,
            0.5,
        )
    columns, rows = max(1, int(width // 34)), max(1, int(height // 44))
    for column in range(columns):
        for row in range(rows):
            if rng.random() < 0.55:
                left = x + width * (column + 0.5) / columns - 7
                use(ctx, lit, rng.uniform(0.7, 1))
                ctx.rectangle(left, y - height + 12 + row * 42, 14, 19)
                ctx.fill()
