# SPDX-FileCopyrightText: 2026 The Refrain contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scores of the songs with keyboards and synthesisers: each gives (take 1, take 2)."""

from dataclasses import replace

from .score import Part, Take


WHATIF = """
f#4/.5 f#4/.5 a4/1 d5/.5 a4/.5 b4/1 | a4/1.5 e4/.5 g4/.5 f#4/.5 e4/1
| f#4/.5 f#4/.5 b4/1 d5/.5 c#5/.5 b4/1 | b4/1.5 d5/.5 b4/1 r/1
| a4/.5 a4/.5 d5/1 f#5/.5 e5/.5 d5/1 | e5/1.5 c#5/.5 b4/.5 a4/.5 e4/1
| d5/.5 d5/.5 c#5/1 b4/.5 a4/.5 b4/1 | b4/.5 a4/.5 g4/1 a4/2"""


def what_if():
    """Indie pop: claps and voice; then a longer, faster take with a break and a bell answer."""
    band = (
        Part("comp", "electric_piano", "x..x..x.x..x..o.", 0.4, -0.25, 54),
        Part("bass", "synth_bass", "R.RR.R8.R.RR.R5.", 0.34, 0, 28, 1),
        Part("drum", "kick", "x...x...x...x...", 0.62, enter=2),
        Part("drum", "hat", "o.x.o.x.o.x.o.xo", 0.3, 0.35, enter=2),
        Part("drum", "clap", "....x.......x...", 0.34, -0.1, enter=2),
    )
    first = Take(
        118,
        "D G D A Bm G D A Bm G D",
        band
        + (
            Part("melody", "voice", WHATIF, 0.5, enter=2),
            Part("arp", "steel", "3 . 4 . 5 . 4 .", 0.5, 0.4, 57, 6),
        ),
        loudness=-13,
        wet=0.18,
    )
    second = Take(
        126,
        "D G D A Bm G D A Bm G Em7 G D A D A Bm G D",
        band
        + (
            Part("melody", "square", WHATIF, 0.2, -0.1, enter=2),
            Part("melody", "voice", WHATIF.split("|", 4)[4], 0.45, 0, enter=14),
            Part("arp", "bell", "4 . 3 . 5 . . 3", 0.28, 0.4, 60, 10, 14),
            Part("pad", "pad", gain=0.25, low=54, enter=10),
        ),
        shift=-2,
        loudness=-12,
        wet=0.2,
        seed=4,
    )
    return first, second


SUNFLOWER = """
g4/.5 c5/.5 e5/.5 g5/.5 e5/1 d5/.5 c5/.5 | d5/1 b4/.5 g4/.5 d5/1.5 r/.5
| c5/.5 e5/.5 a5/1 g5/.5 e5/.5 d5/.5 c5/.5 | a4/1 c5/.5 d5/.5 f5/1 e5/.5 d5/.5
| e5/.5 e5/.5 g5/1 e5/.5 c5/.5 d5/.5 e5/.5 | d5/.5 d5/.5 b4/1 g4/1 b4/.5 d5/.5
| e5/1 c5/.5 a4/.5 e5/.5 d5/.5 c5/1 | f5/.5 e5/.5 d5/.5 c5/.5 d5/1 b4/1 | c5/4"""
SUNFLOWER_CHORDS = "C F C G Am F C G Am F,G C"


def sunflower():
    """Chip pop; then the same tune as a sunny guitar strum, half the size."""
    first = Take(
        128,
        "C F " + SUNFLOWER_CHORDS,
        (
            Part("arp", "triangle", "1 2 3 4 1 2 3 4 1 2 3 4 3 2 3 4", 0.16, 0.35, 60),
            Part("bass", "synth_bass", "R.8.R.8.", 0.3, 0, 31, 2),
            Part("melody", "square", SUNFLOWER, 0.3, -0.1, enter=4),
            Part("drum", "kick", "x...x...x...x.x.", 0.55, enter=2),
            Part("drum", "snare", "....x.......x...", 0.34, enter=4),
            Part("drum", "hat", "..x...x...x...x.", 0.35, 0.3, enter=2),
        ),
        loudness=-12.5,
        wet=0.12,
        room=1.2,
    )
    second = Take(
        104,
        SUNFLOWER_CHORDS,
        (
            Part("comp", "nylon", "x..xo.xo", 0.4, -0.3, 55),
            Part("bass", "upright", "R..5R.5.", 0.36, 0, 31),
            Part("melody", "music_box", SUNFLOWER, 0.5, 0.15, enter=2),
            Part("melody", "flute", SUNFLOWER.split("|", 4)[4], 0.22, -0.1, enter=6),
            Part("drum", "shaker", "o.x.o.x.o.x.o.x.", 0.4, 0.4),
            Part("drum", "rim", "....x.......x.o.", 0.3, 0.2, enter=2),
        ),
        shift=2,
        loudness=-14,
        seed=8,
    )
    return first, second


BICYCLE = """
e5/.5 e5/.5 d5/.5 c5/1 a4/.5 c5/1 | b4/.5 b4/.5 c5/.5 d5/1 e5/.5 g#4/1
| a4/1.5 c5/.5 e5/1 g5/1 | e5/.5 d5/.5 c5/.5 bb4/1 c5/.5 r/1
| a4/.5 c5/.5 e5/.5 g5/1 e5/.5 f5/.5 e5/.5 | d5/1.5 b4/.5 g4/1 b4/.5 d5/.5
| e5/1 d5/.5 b4/.5 c5/1 e5/1 | d5/.5 c5/.5 a4/1 b4/1 d5/1 | c5/4"""
BICYCLE_CHORDS = "Fmaj7 E7 Am7 C7 Fmaj7 G Em7,Am7 Dm7,G7"


def dawn_bicycle():
    """City pop: electric piano and a singing lead; then a late-night take with analogue lead."""
    first = Take(
        110,
        "Fmaj7 G " + BICYCLE_CHORDS + " Cmaj7",
        (
            Part("comp", "electric_piano", "x..o..x...x.o...", 0.42, -0.2, 53),
            Part("bass", "synth_bass", "R..R..8.R.5.R.8.", 0.34, 0, 29),
            Part("melody", "voice", BICYCLE, 0.48, 0.05, enter=2),
            Part("arp", "muted", ". 3 . 4 . 3 4 .", 0.6, 0.45, 57),
            Part("drum", "kick", "x.....x.x.......", 0.6, enter=2),
            Part("drum", "snare", "....x.......x..o", 0.32, enter=2),
            Part("drum", "hat", "x.xox.xox.xox.xo", 0.24, 0.3),
        ),
        loudness=-13.5,
        wet=0.2,
    )
    second = Take(
        96,
        "Fmaj7 G " + BICYCLE_CHORDS + " Fmaj7 G Cmaj7",
        (
            Part("pad", "pad", gain=0.3, low=53),
            Part("comp", "electric_piano", "x.....o...x.....", 0.4, -0.3, 53),
            Part("bass", "synth_bass", "R.....5.R...8...", 0.32, 0, 29, 1),
            Part("melody", "analogue", BICYCLE, 0.32, 0.1, enter=2, octave=-1),
            Part("drum", "kick", "x.......x.o.....", 0.5, enter=2),
            Part("drum", "rim", "....x.......x...", 0.4, 0.2, enter=2),
            Part("drum", "shaker", "o.x.o.x.o.x.o.x.", 0.3, -0.4, enter=2),
        ),
        shift=2,
        swing=0.08,
        loudness=-14.5,
        wet=0.3,
        seed=12,
    )
    return first, second


FIRST_SNOW = """
e5/1 g5/1.5 e5/.5 d5/1 | c5/1 e5/1 a4/2 | f5/1 e5/.5 d5/.5 a4/1 c5/1 | b4/1 d5/1 g4/2
| g5/1 e5/.5 d5/.5 b4/2 | c5/.5 d5/.5 e5/1 g5/1 a5/1 | f5/1 d5/1 b4/1 d5/1 | c5/4"""
SNOW_CHORDS = "Cmaj7 Am7 Dm7 G7 Em7 Am7 Dm7,G7 Cmaj7"


def first_snow():
    """Slow beat with a music box; then piano and strings without drums."""
    first = Take(
        76,
        "Cmaj7 " + SNOW_CHORDS,
        (
            Part("comp", "electric_piano", "x...o...", 0.42, -0.2, 52),
            Part("bass", "upright", "R..R5...", 0.4, 0, 29, 1),
            Part("melody", "music_box", FIRST_SNOW, 0.42, 0.15, enter=1),
            Part("drum", "kick", "x....x..x.......", 0.55, enter=1),
            Part("drum", "rim", "....x.......x...", 0.4, 0.1, enter=1),
            Part("drum", "shaker", "o.x.o.x.o.x.o.x.", 0.3, 0.4, enter=1),
        ),
        swing=0.12,
        loudness=-14,
    )
    second = Take(
        70,
        SNOW_CHORDS + " Cmaj7",
        (
            Part("arp", "piano", "0 2 3 4 5 4 3 2", 0.27, -0.1, 52),
            Part("melody", "piano", FIRST_SNOW, 0.46, 0.1),
            Part("pad", "strings", gain=0.22, low=52, enter=3),
        ),
        shift=-4,
        wet=0.4,
        room=2.6,
        loudness=-17,
        stereo=True,
        seed=14,
        kbps=46,
    )
    return first, second


TRAIN = """
e5/1.5 c5/.5 a4/1 c5/1 | c5/1.5 a4/.5 f4/2 | g4/1 c5/1 e5/1 g5/1 | d5/3 b4/1
| e5/1.5 c5/.5 a5/2 | g5/1 f5/.5 e5/.5 c5/2 | e5/1 d5/.5 c5/.5 g4/2 | b4/1 c5/.5 d5/.5 d5/2"""
TRAIN_BEAT = (
    Part("drum", "kick", "x...x...x...x...", 0.6, enter=2),
    Part("drum", "snare", "....x.......x...", 0.4, enter=2),
    Part("drum", "hat", "..x...x...x...xo", 0.3, 0.3, enter=2),
)
TRAIN_RUN = Part("bass", "synth_bass", "RRRRRRRRRRRR8R5R", 0.3, 0, 33)


def night_train():
    """Night drive: running bass and analogue lead; then slower, a voice over arpeggios."""
    first = Take(
        112,
        "Am F Am F C G Am F C G Am",
        TRAIN_BEAT
        + (
            TRAIN_RUN,
            Part("pad", "pad", gain=0.32, low=52),
            Part("melody", "analogue", TRAIN, 0.36, 0.1, enter=2),
        ),
        loudness=-11.5,
        wet=0.3,
        room=2.0,
    )
    second = Take(
        98,
        "Am Am F C G Am F C G F G Am",
        (
            Part("arp", "electric_piano", "1 2 3 4 5 4 3 2 1 2 3 4 5 4 3 2", 0.3, 0.35, 57),
            Part("pad", "pad", gain=0.3, low=52),
            replace(TRAIN_RUN, pattern="R.R.R.R.R.R.R.8.", enter=3),
            Part("melody", "voice", TRAIN, 0.46, 0, enter=1),
            Part("drum", "kick", "x.......x.......", 0.5, enter=3),
            Part("drum", "clap", "............x...", 0.3, enter=3),
        ),
        shift=-3,
        loudness=-13.5,
        wet=0.34,
        room=2.4,
        seed=24,
        stereo=True,
        kbps=46,
    )
    return first, second


MOSS = """
g5/2 b5/2 | a5/3 f#5/1 | e5/2 g5/1 b5/1 | d6/4 | c6/1 b5/1 g5/2 | f#5/2 a5/2
| g5/1 e5/1 b4/2 | d5/4"""


def moss():
    """Ambient, in a wide room: glass bells over a pad; then flute, lower, with the sea."""
    first = Take(
        58,
        "Cmaj7 D/C Em7 G Cmaj7 D/C Em7 Cmaj7 Cmaj7",
        (
            Part("pad", "pad", gain=0.4, low=52),
            Part("melody", "bell", MOSS, 0.4, 0.2),
            Part("arp", "electric_piano", "0 . 3 . 5 . 4 .", 0.2, -0.35, 55, 2),
            Part("bass", "synth_bass", "R...", 0.16, 0, 36, 4),
        ),
        wet=0.6,
        room=4.0,
        loudness=-18,
        stereo=True,
        kbps=46,
        tail=4.5,
    )
    second = Take(
        66,
        "Cmaj7 D/C Em7 G Cmaj7 D/C Em7 Cmaj7 Cmaj7",
        (
            Part("pad", "strings", gain=0.22, low=48),
            Part("melody", "flute", MOSS, 0.34, 0.1, octave=-1),
            Part("arp", "bell", "5 . . 3 . . 4 .", 0.18, -0.4, 64, 2),
            Part("drum", "wave", "x..", 0.22, 0.3, leave=8),
        ),
        shift=-5,
        wet=0.55,
        room=3.4,
        loudness=-17,
        stereo=True,
        kbps=46,
        tail=4.0,
        seed=26,
    )
    return first, second
