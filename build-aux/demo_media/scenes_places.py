# SPDX-FileCopyrightText: 2026 The Refrain contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cover scenes of towns, streets and journeys.

A scene is a function (ctx, palette, rng, take): see scenes.py.
"""

import math

from .drawing import (
    SIZE,
    TURN,
    disc,
    glow,
    hill,
    house,
    line,
    mix,
    paper,
    polygon,
    ridge,
    ring,
    sky,
    stars,
    use,
)


def harbour(ctx, pal, rng, take):
    """Houses round a bay at night, their lights in the water."""
    top, low, moon, land, wall, lit, water = pal
    shore = 400
    sky(ctx, (top, low), 0, shore)
    stars(ctx, rng, 50, moon, 200)
    moon_x = 540 if take == 1 else 190
    glow(ctx, moon_x, 130, 190, moon, 0.4)
    disc(ctx, moon_x, 130, 44, moon)
    hill(ctx, ridge(rng, 330, 50), land)
    hill(ctx, ridge(rng, 372, 26), mix(land, top, 0.55))
    x = 40
    while x < 640:
        width, height = rng.uniform(46, 84), rng.uniform(50, 110)
        house(ctx, rng, x, shore, width, height, mix(wall, land, rng.uniform(0, 0.5)), lit)
        x += width + rng.uniform(-4, 22)
    sky(ctx, (mix(low, water, 0.6), water, top), shore, SIZE)
    columns = [(moon_x, moon)] + [(rng.uniform(50, 670), lit) for _ in range(12)]
    for x, colour in columns:
        for step in range(16):
            reach = rng.uniform(6, 22) * (1 + step / 10)
            y = shore + 10 + step * step * 1.15
            line(ctx, [(x - reach, y), (x + reach, y)], 3.4, colour, 0.6 * (1 - step / 17))
    boat(ctx, 250 if take == 1 else 440, 520, wall, lit)


def boat(ctx, x, y, wood, lit):
    """A small boat with a lantern at its mast."""
    line(ctx, [(x, y), (x, y - 92)], 4, wood)
    glow(ctx, x, y - 94, 70, lit, 0.9)
    disc(ctx, x, y - 94, 6, lit)
    polygon(ctx, [(x - 74, y - 14), (x + 80, y - 18), (x + 52, y + 16), (x - 50, y + 16)], wood)
    line(ctx, [(x - 74, y - 14), (x + 80, y - 18)], 4, lit, 0.6)


def bicycle(ctx, pal, rng, take):
    """A bicycle on a slope before a banded sun over the sea."""
    top, low, sun, sea, road, frame = pal
    sky(ctx, (top, mix(top, low, 0.6), low), 0, 440)
    x = 400 if take == 1 else 300
    disc(ctx, x, 330, 190, sun)
    for index in range(6):
        use(ctx, mix(top, low, 0.75 + 0.04 * index))
        ctx.rectangle(0, 300 + index * 26, SIZE, 4 + index * 2.4)
        ctx.fill()
    sky(ctx, (mix(sea, low, 0.4), sea), 440, SIZE)
    for index in range(14):
        reach, y = rng.uniform(20, 150), 450 + index * 9
        line(ctx, [(x - reach, y), (x + reach * rng.uniform(0.6, 1.2), y)], 3, sun, 0.5)
    polygon(ctx, [(0, 540), (SIZE, 630), (SIZE, SIZE), (0, SIZE)], road)
    line(ctx, [(0, 546), (SIZE, 636)], 5, mix(road, sun, 0.45))
    for pole in (80, 330, 610):
        line(ctx, [(pole, 545 + pole / 8), (pole, 240 + pole / 9)], 6, road)
        line(ctx, [(pole - 26, 262 + pole / 9), (pole + 26, 262 + pole / 9)], 5, road)
    for offset in (0, 14):
        line(
            ctx,
            [
                (t, 252 + offset + t / 9 + 22 * math.sin(math.pi * ((t - 80) % 250) / 250))
                for t in range(0, SIZE + 10, 10)
            ],
            2,
            road,
        )
    draw_bicycle(ctx, 300 if take == 1 else 380, 512, frame)


def draw_bicycle(ctx, x, y, colour):
    """A bicycle that rolls down to the right."""
    ctx.save()
    ctx.translate(x, y)
    ctx.rotate(0.12)
    for wheel in (-78, 78):
        ring(ctx, wheel, 0, 52, 6, colour)
        for spoke in range(8):
            angle = spoke * TURN / 8 + 0.2
            rim = (wheel + 50 * math.cos(angle), 50 * math.sin(angle))
            line(ctx, [(wheel, 0), rim], 1.2, colour, 0.7)
    line(ctx, [(-78, 0), (-30, -70), (52, -74), (-8, 2), (-78, 0)], 6, colour)
    line(ctx, [(-8, 2), (-36, -88)], 6, colour)
    line(ctx, [(78, 0), (48, -98), (26, -108)], 6, colour)
    line(ctx, [(-56, -90), (-18, -92)], 10, colour)
    polygon(ctx, [(60, -96), (106, -98), (100, -62), (66, -60)], colour)
    ctx.restore()


def snow_alley(ctx, pal, rng, take):
    """An alley of small houses under first snow, one street lamp."""
    top, low, wall, lit, snow = pal
    sky(ctx, (top, low))
    for depth, (ground, scale) in enumerate(((470, 0.7), (545, 0.95), (640, 1.25))):
        tone = mix(low, wall, 0.4 + 0.3 * depth)
        x = -40 + 30 * take
        while x < SIZE:
            width, height = rng.uniform(90, 140) * scale, rng.uniform(90, 190) * scale
            if not 250 < x + width / 2 < 430 or depth == 0:
                house(ctx, rng, x, ground, width, height, tone, lit, top)
                roof = height * 0.22
                line(
                    ctx,
                    [
                        (x - 6, ground - height),
                        (x + width / 2, ground - height - roof),
                        (x + width + 6, ground - height),
                    ],
                    13 * scale,
                    snow,
                )
            x += width - rng.uniform(2, 12)
        hill(ctx, ridge(rng, ground, 7), mix(snow, low, 0.22 - 0.1 * depth))
    x = 330 if take == 1 else 390
    glow(ctx, x, 300, 230, lit, 0.75)
    line(ctx, [(x + 46, 640), (x + 46, 290), (x, 280)], 7, top)
    disc(ctx, x, 292, 14, lit)
    glow(ctx, x, 660, 150, lit, 0.5)
    for _ in range(130):
        disc(
            ctx,
            rng.uniform(0, SIZE),
            rng.uniform(0, SIZE),
            rng.uniform(1.6, 5),
            snow,
            rng.uniform(0.5, 1),
        )


def arch_window(ctx, pal, rng, take):
    """A tiled wall with an arched window on the sea by night."""
    wall, tile, line_colour, top, low, moon = pal
    use(ctx, wall)
    ctx.paint()
    for row in range(7):
        for column in range(7):
            star(ctx, column * 120, row * 120, 46, tile, line_colour)
    frame(ctx, 178, 60)
    use(ctx, line_colour)
    ctx.fill()
    frame(ctx, 160, 84)
    ctx.save()
    ctx.clip()
    sky(ctx, (top, low), 80, 450)
    stars(ctx, rng, 40, moon, 330)
    x = 420 if take == 1 else 310
    glow(ctx, x, 250, 130, moon, 0.5)
    crescent(ctx, x, 250, 46, moon)
    sky(ctx, (mix(low, top, 0.35), top), 450, SIZE)
    for index in range(16):
        reach = rng.uniform(12, 70)
        y = 458 + index * 10
        line(ctx, [(x - reach, y), (x + reach, y)], 3.4, moon, 0.7 - index * 0.035)
    polygon(ctx, [(220, 450), (300, 450), (262, 380)], wall, 0.95)
    polygon(ctx, [(208, 452), (312, 452), (292, 470), (226, 470)], line_colour)
    ctx.restore()
    use(ctx, line_colour)
    ctx.rectangle(150, 636, 420, 26)
    ctx.fill()


def crescent(ctx, x, y, radius, colour):
    """Fill a waxing moon, between two arcs."""
    ctx.new_path()
    ctx.arc_negative(x, y, radius, -1.2, 1.2)
    end = (x + radius * math.cos(1.2), radius * math.sin(1.2))
    inner = math.hypot(end[0] - x - 26, end[1])
    angle = math.atan2(end[1], end[0] - x - 26)
    ctx.arc(x + 26, y, inner, angle, TURN - angle)
    ctx.close_path()
    use(ctx, colour)
    ctx.fill()


def frame(ctx, half, top):
    """Trace the pointed arch of the window."""
    ctx.new_path()
    ctx.move_to(360 - half, 640)
    ctx.line_to(360 - half, top + 210)
    ctx.curve_to(360 - half, top + 90, 360 - half * 0.4, top + 50, 360, top)
    ctx.curve_to(360 + half * 0.4, top + 50, 360 + half, top + 90, 360 + half, top + 210)
    ctx.line_to(360 + half, 640)
    ctx.close_path()


def star(ctx, x, y, radius, fill, edge):
    """An eight-pointed star: two squares."""
    points = []
    for index in range(16):
        reach = radius if index % 2 == 0 else radius * 0.77
        points.append(
            (x + reach * math.cos(index * TURN / 16), y + reach * math.sin(index * TURN / 16))
        )
    polygon(ctx, points, fill)
    line(ctx, points + points[:1], 3, edge)
    ring(ctx, x, y, radius * 0.36, 3, edge)
    for index in range(4):
        angle = (index + 0.5) * TURN / 4
        reach = (math.cos(angle), math.sin(angle))
        line(ctx, [(x + k * reach[0], y + k * reach[1]) for k in (radius * 0.77, 60)], 3, edge)


def paper_roofs(ctx, pal, rng, take):
    """Layers of cut-paper roofs, a round moon, a cat on a ridge."""
    top, moon, near, far, warm = pal
    use(ctx, top)
    ctx.paint()
    x = 500 if take == 1 else 220
    for index in range(4):
        disc(ctx, x, 190, 210 - index * 38, mix(top, moon, 0.12 + 0.1 * index))
    disc(ctx, x, 190, 80, moon)
    for layer in range(4):
        skyline = roofline(rng, 330 + layer * 92)
        tone = mix(far, near, layer / 3)
        paper(ctx, skyline + [(SIZE + 20, SIZE + 20), (-20, SIZE + 20)], tone, 16)
        for slot in rng.sample(range(17), 9 if layer else 5):
            left = 10 + slot * 41 + rng.uniform(0, 12)
            y = 366 + layer * 92 + rng.uniform(0, 80 if layer == 3 else 14)
            paper(
                ctx,
                [(left, y), (left, y - 34), (left + 24, y - 34), (left + 24, y)],
                warm if rng.random() < 0.6 else mix(tone, top, 0.4),
                6,
            )
        if layer == 1:
            sitting = min((p for p in skyline if 120 < p[0] < 600), key=lambda p: p[1])
            cat(ctx, *sitting, mix(near, "#000000", 0.5))


def roofline(rng, height):
    """Return the points of a row of gables, mansards and chimneys."""
    points, x = [(-20, height)], -20
    while x < SIZE + 10:
        width, rise = rng.uniform(100, 170), rng.uniform(34, 92)
        if rng.random() < 0.5:
            points += [(x, height), (x + width * 0.5, height - rise), (x + width, height)]
        else:
            points += [
                (x, height),
                (x + 18, height - rise),
                (x + width - 50, height - rise),
                (x + width - 50, height - rise - 34),
                (x + width - 28, height - rise - 34),
                (x + width - 28, height - rise),
                (x + width - 18, height - rise),
                (x + width, height),
            ]
        x += width
    return points


def cat(ctx, x, y, colour):
    """A cat that sits and looks at the moon."""
    polygon(
        ctx,
        [(x - 22, y + 6), (x - 16, y - 34), (x - 6, y - 44), (x + 8, y - 42), (x + 20, y + 6)],
        colour,
    )
    disc(ctx, x - 2, y - 52, 15, colour)
    polygon(ctx, [(x - 16, y - 56), (x - 14, y - 76), (x - 3, y - 64)], colour)
    polygon(ctx, [(x + 12, y - 56), (x + 11, y - 76), (x + 0, y - 64)], colour)
    line(ctx, [(x + 16, y + 2), (x + 40, y - 2), (x + 48, y - 22), (x + 42, y - 34)], 7, colour)


def rails(ctx, pal, rng, take):
    """Rails that run to a glowing horizon through neon mountains."""
    top, low, sun, edge, ground = pal
    horizon = 400
    sky(ctx, (top, mix(top, low, 0.45), low), 0, horizon)
    stars(ctx, rng, 80, "#ffffff", 260)
    glow(ctx, 360, horizon, 330, sun, 0.85)
    if take == 1:
        ring(ctx, 360, 300, 120, 9, sun)
        ring(ctx, 360, 300, 146, 3, sun, 0.6)
    else:
        disc(ctx, 360, 310, 120, sun)
    for side in (-1, 1):
        peaks = [(360 + side * 90, horizon)]
        for index in range(1, 6):
            peaks += [
                (
                    360 + side * (60 + index * 62),
                    horizon - rng.uniform(40, 70) * (0.5 + index * 0.45),
                ),
                (360 + side * (92 + index * 62), horizon - 16 * index),
            ]
        peaks.append((360 + side * 460, horizon))
        polygon(ctx, peaks, mix(ground, top, 0.4))
        line(ctx, peaks, 3, edge, 0.9)
    use(ctx, ground)
    ctx.rectangle(0, horizon, SIZE, SIZE - horizon)
    ctx.fill()
    for index in range(14):
        y = horizon + 4 + index * index * 1.95
        reach = (y - horizon) * 0.62
        line(ctx, [(360 - reach, y), (360 + reach, y)], 1.5 + index * 0.75, edge, 0.85)
        line(ctx, [(0, y), (SIZE, y)], 1, edge, 0.25)
    for spread in (-9, -6, -4, -2.4, 2.4, 4, 6, 9):
        line(ctx, [(360, horizon), (360 + spread * 160, SIZE)], 1.5, edge, 0.35)
    for side in (-1, 1):
        rail = [(360 + side * 2, horizon), (360 + side * 130, SIZE), (360 + side * 152, SIZE)]
        polygon(ctx, rail, sun)
