# SPDX-FileCopyrightText: 2026 The Refrain contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cover scenes of plants, skies, paper and pure shape.

A scene is a function (ctx, palette, rng, take): see scenes.py.
"""

import math

from .drawing import (
    SIZE,
    TURN,
    disc,
    glow,
    hill,
    line,
    mist,
    mix,
    paper,
    petal,
    polygon,
    ridge,
    ring,
    sky,
    use,
)


def tiles(ctx, pal, rng, take):
    """A wall of quarter circles that ask a question in shapes."""
    count = 3 + take
    side = SIZE / count
    for row in range(count):
        for column in range(count):
            back, front, spot = rng.sample(pal, 3)
            ctx.save()
            ctx.translate((column + 0.5) * side, (row + 0.5) * side)
            ctx.rotate(rng.randrange(4) * TURN / 4)
            ctx.rectangle(-side / 2 - 1, -side / 2 - 1, side + 2, side + 2)
            use(ctx, back)
            ctx.fill_preserve()
            ctx.clip()
            disc(ctx, -side / 2, -side / 2, side, front)
            if rng.random() < 0.6:
                disc(ctx, -side / 2, -side / 2, side * 0.6, back)
                disc(ctx, -side / 2, -side / 2, side * 0.3, spot)
            else:
                disc(ctx, side * 0.24, side * 0.24, side * 0.14, spot)
            ctx.restore()


def folded_map(ctx, pal, rng, take):
    """A paper map with contour lines, a sea, a way and a cross, folded in twelve."""
    land, sea, contour, way, table = pal
    use(ctx, table)
    ctx.paint()
    ctx.save()
    ctx.translate(SIZE / 2, SIZE / 2)
    ctx.rotate(-0.06 if take == 1 else 0.09)
    ctx.translate(-SIZE / 2, -SIZE / 2)
    paper(ctx, [(50, 60), (670, 60), (670, 660), (50, 660)], land, 22)
    ctx.rectangle(50, 60, 620, 600)
    ctx.clip()
    coast = [
        (x, 470 + 60 * math.sin(x / 95 + take) + 26 * math.sin(x / 37)) for x in range(40, 690, 8)
    ]
    polygon(ctx, coast + [(690, 700), (40, 700)], sea)
    for offset in range(3):
        line(ctx, [(x, y - 12 - 13 * offset) for x, y in coast], 2, sea, 0.7 - 0.2 * offset)
    for x, y, rings in ((210, 210, 7), (480, 300, 6), (560, 130, 4)):
        contours(ctx, rng, x, y, rings, contour)
    route = [(110 + 46 * k, 420 - 26 * k + 34 * math.sin(k * 0.9 + take)) for k in range(11)]
    ctx.set_dash([16, 13])
    line(ctx, route, 6, way)
    ctx.set_dash([])
    x, y = route[-1]
    line(ctx, [(x - 16, y - 16), (x + 16, y + 16)], 9, way)
    line(ctx, [(x - 16, y + 16), (x + 16, y - 16)], 9, way)
    for column in range(4):
        for row in range(3):
            shade = 0.10 if (column + row) % 2 else 0.0
            use(ctx, "#1a1a2e", shade)
            ctx.rectangle(50 + column * 155, 60 + row * 200, 155, 200)
            ctx.fill()
    ctx.restore()


def contours(ctx, rng, x, y, rings, colour):
    """Draw the lines of one summit."""
    wobble = [(k, rng.uniform(0, TURN), rng.uniform(0.02, 0.12)) for k in (2, 3, 5)]
    for index in range(1, rings + 1):
        points = []
        for step in range(73):
            angle = step * TURN / 72
            radius = index * 19 * (1 + sum(a * math.sin(k * angle + p) for k, p, a in wobble))
            points.append((x + radius * 1.25 * math.cos(angle), y + radius * math.sin(angle)))
        line(ctx, points, 2.2, colour, 0.75)


def sunflower(ctx, pal, rng, take):
    """A sunflower that sends rings like a radio mast."""
    back, wave, outer, inner, seed = pal
    use(ctx, back)
    ctx.paint()
    x, y = (360, 370) if take == 1 else (430, 420)
    for index in range(9, 0, -1):
        disc(ctx, x, y, 190 + index * 52, wave if index % 2 else back, 0.55)
    for layer, (length, width, colour) in enumerate(((250, 34, outer), (205, 30, inner))):
        for index in range(24):
            petal(
                ctx,
                x,
                y,
                length * rng.uniform(0.94, 1.04),
                width,
                (index + layer / 2) * TURN / 24,
                mix(colour, outer, rng.uniform(0, 0.35)),
            )
    disc(ctx, x, y, 116, seed)
    for index in range(1, 230):
        radius, angle = 7.2 * math.sqrt(index), index * 2.399963
        disc(
            ctx,
            x + radius * math.cos(angle),
            y + radius * math.sin(angle),
            2.4 + index / 110,
            mix(inner, seed, 0.25 + 0.45 * index / 230),
        )


def ink_hills(ctx, pal, rng, take):
    """Ink mountains in mist after rain, a seal-red sun, a roof at the foot."""
    paper_colour, sun, ink, glaze = pal
    sky(ctx, (mix(paper_colour, glaze, 0.5), paper_colour), 0, 520)
    use(ctx, paper_colour)
    ctx.rectangle(0, 520, SIZE, 200)
    ctx.fill()
    disc(ctx, 520 if take == 1 else 210, 190, 62, sun, 0.92)
    for index in range(5):
        height = 300 + index * 78
        tone = mix(mix(glaze, paper_colour, 0.55), ink, index / 4.6)
        hill(ctx, ridge(rng, height, 74 - 9 * index, 6), tone)
        mist(ctx, paper_colour, height, height + 190, 0.8 - 0.13 * index)
    for _ in range(26):
        x, y = rng.uniform(0, SIZE), rng.uniform(40, 420)
        line(ctx, [(x, y), (x - 7, y + rng.uniform(24, 60))], 1.6, ink, 0.22)
    x, y = (170, 612) if take == 1 else (500, 612)
    polygon(ctx, [(x - 90, y - 40), (x - 56, y - 74), (x + 56, y - 74), (x + 90, y - 40)], ink)
    line(ctx, [(x - 104, y - 50), (x - 86, y - 40), (x + 86, y - 40), (x + 104, y - 50)], 6, ink)
    for column in (-60, -20, 20, 60):
        line(ctx, [(x + column, y - 40), (x + column, y)], 6, ink)
    glow(ctx, x, y - 16, 64, sun, 0.6)


def birches(ctx, pal, rng, take):
    """Birch trunks and falling leaves, in three depths of wood."""
    back, glow_colour, bark, mark, leaf, red = pal
    sky(ctx, (mix(back, glow_colour, 0.3), back))
    glow(ctx, 470 if take == 1 else 250, 300, 420, glow_colour, 0.9)
    for depth, count in enumerate((9, 6, 4)):
        tone = mix(back, bark, 0.35 + 0.32 * depth)
        for index in range(count):
            x = (index + rng.uniform(0.2, 0.8)) * SIZE / count
            birch(ctx, rng, x, 14 + depth * 17, tone, mix(back, mark, 0.4 + 0.3 * depth))
        hill(ctx, ridge(rng, 600 + depth * 38, 14), mix(back, red, 0.3 + 0.25 * depth))
    for _ in range(70):
        petal(
            ctx,
            rng.uniform(0, SIZE),
            rng.uniform(0, SIZE),
            rng.uniform(18, 34),
            rng.uniform(6, 12),
            rng.uniform(0, TURN),
            leaf if rng.random() < 0.7 else red,
            0.92,
        )


def birch(ctx, rng, x, width, bark, mark):
    """One trunk with the dark marks of its bark."""
    lean = rng.uniform(-26, 26)
    polygon(
        ctx,
        [
            (x - width / 2, SIZE),
            (x + width / 2, SIZE),
            (x + lean + width * 0.36, 0),
            (x + lean - width * 0.36, 0),
        ],
        bark,
    )
    for _ in range(9):
        y = rng.uniform(10, 690)
        middle = x + lean * (1 - y / SIZE)
        side = rng.choice((-1, 1)) * width * 0.42
        polygon(
            ctx,
            [
                (middle + side, y - 5),
                (middle + side * rng.uniform(-0.3, 0.3), y),
                (middle + side, y + 5),
            ],
            mark,
        )


def lotus(ctx, pal, rng, take):
    """A lotus in the rings of the first drops."""
    top, low, ripple, outer, inner, heart = pal
    sky(ctx, (top, low))
    for _ in range(46):
        x, y, length = rng.uniform(0, SIZE + 60), rng.uniform(-20, 470), rng.uniform(40, 110)
        line(ctx, [(x, y), (x - length * 0.16, y + length)], 2.4, ripple, 0.32)
    spots = [(rng.uniform(60, 660), rng.uniform(500, 690), rng.randrange(2, 5)) for _ in range(6)]
    for x, y, rings in [(360, 560, 9)] + spots:
        for index in range(1, rings + 1):
            ring(ctx, x, y, index * 44, 3.4, ripple, 0.62 - index * 0.05, 0.26)
    x, y = 360, 540
    layers = (
        (250, 46, 1.32, 9, outer),
        (235, 48, 0.95, 7, mix(outer, inner, 0.45)),
        (212, 46, 0.55, 5, inner),
    )
    for length, width, spread, count, colour in layers:
        for index in sorted(range(count), key=lambda k: -abs(k - count // 2)):
            angle = -TURN / 4 + spread * (2 * index / (count - 1) - 1)
            scale = 1 if take == 1 else 0.9 + 0.12 * math.cos(index)
            petal(ctx, x, y, length * scale, width + 4, angle, mix(colour, top, 0.35))
            petal(ctx, x, y, length * scale - 5, width, angle, colour)
    glow(ctx, x, y - 60, 120, heart, 0.6)
    for side in (-1, 1):
        petal(ctx, x, y + 6, 190, 26, TURN / 4 - side * 1.42, mix(low, top, 0.4))


def star_trails(ctx, pal, rng, take):
    """Star trails round the pole, a satellite's line, mossy hills."""
    top, low, trail, moss, deep, spark = pal
    sky(ctx, (top, low))
    x, y = (300, 300) if take == 1 else (450, 250)
    for _ in range(100):
        radius, start = rng.uniform(20, 620), rng.uniform(0, TURN)
        ctx.new_path()
        ctx.arc(x, y, radius, start, start + rng.uniform(0.25, 0.8))
        use(ctx, mix(trail, spark, rng.random() * 0.6), rng.uniform(0.3, 0.9))
        ctx.set_line_width(rng.uniform(1.2, 3.2))
        ctx.stroke()
    line(ctx, [(60, 470), (640, 90)] if take == 1 else [(90, 120), (660, 420)], 2.2, spark, 0.9)
    spot = (470, 201) if take == 1 else (300, 230.5)
    glow(ctx, *spot, 46, spark, 1)
    disc(ctx, *spot, 5, spark)
    for layer in range(3):
        skyline = ridge(rng, 510 + layer * 62, 46 - layer * 10)
        hill(ctx, skyline, mix(moss, deep, layer / 2))
        for _ in range(60):
            px, py = rng.choice(skyline)
            disc(
                ctx,
                px + rng.uniform(-6, 6),
                py + rng.uniform(0, 46),
                rng.uniform(3, 11),
                mix(moss, deep, rng.uniform(0.1, 0.9)),
                0.8,
            )
