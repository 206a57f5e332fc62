# SPDX-FileCopyrightText: 2026 The Refrain contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scores of the songs that are played on old instruments: each gives (take 1, take 2)."""

from dataclasses import replace

from .score import Part, Take


HARBOUR = """
b4/1 d5/1.5 b4/.5 a4/1 | a4/1.5 f#4/.5 a4/2 | g4/1 b4/1 e5/1.5 d5/.5 | e5/1 d5/.5 c5/.5 g4/2
| b4/1 d5/1.5 g5/.5 f#5/1 | d5/1.5 e5/.5 d5/1 a4/1 | c5/1 b4/.5 a4/.5 g4/1 e4/1 | g4/4"""
HARBOUR_CHORDS = "G G G D/F# Em C G D C G G"


def harbour_lights():
    """Folk: picked guitar and a flute; then slower, felt piano and mouth organ."""
    first = Take(
        92,
        HARBOUR_CHORDS,
        (
            Part("arp", "steel", "0 3 2 4 1 3 2 4", 0.5, -0.2, 55),
            Part("bass", "upright", "R...5...", 0.38, 0.0, 31, 2),
            Part("melody", "flute", HARBOUR, 0.34, 0.15, enter=2),
            Part("pad", "strings", gain=0.13, low=50, enter=6),
            Part("drum", "shaker", "..o...x...o...x.", 0.35, 0.3, enter=2, leave=10),
        ),
        loudness=-15,
    )
    second = Take(
        80,
        HARBOUR_CHORDS,
        (
            Part("arp", "piano", "0 2 3 4 3 2 3 2", 0.3, 0.1, 53),
            Part("arp", "nylon", "0 . . 3 . . 4 .", 0.42, -0.35, 55, 2),
            Part("pad", "strings", gain=0.2, low=50, enter=4),
            Part("melody", "harmonica", HARBOUR, 0.4, 0.0, enter=2),
        ),
        shift=3,
        wet=0.35,
        room=2.4,
        loudness=-17,
        seed=2,
    )
    return first, second


PAPER_MAP = """
a4/2 c5/1 | g4/2 e4/1 | f4/1 a4/1 d5/1 | d5/2 c5/1 | c5/1 a4/1 f4/1 | bb4/2 a4/1
| g4/1 a4/1 bb4/1 | a4/3 | f5/2 e5/1 | e5/1 d5/1 c5/1 | d5/2 a4/1 | bb4/1 c5/1 d5/1
| c5/2 f4/1 | g4/1 bb4/1 d5/1 | c5/2 e4/1 | f4/3"""
PAPER_CHORDS = "F C/E Dm Bb F/A Gm C7 F F C/E Dm Bb F/A Gm C7 F"


def paper_map():
    """Chamber waltz: piano and strings; then guitar and a voice, with an introduction."""
    first = Take(
        94,
        PAPER_CHORDS + " F",
        (
            Part("arp", "piano", "0 2 3 4 3 2", 0.28, -0.15, 53),
            Part("melody", "piano", PAPER_MAP, 0.5, 0.1),
            Part("pad", "strings", gain=0.22, low=48, enter=8),
            Part("bass", "upright", "R..", 0.3, 0, 29, 4),
        ),
        beats=3,
        wet=0.35,
        room=2.2,
        loudness=-17.5,
        stereo=True,
        kbps=46,
    )
    second = Take(
        108,
        "F Bb " + PAPER_CHORDS + " F",
        (
            Part("arp", "nylon", "0 . 2 3 4 3", 0.5, -0.3, 53),
            Part("arp", "bell", ". . . 5 . .", 0.16, 0.45, 60, 10),
            Part("melody", "voice", PAPER_MAP, 0.5, 0.05, enter=2),
            Part("bass", "upright", "R.5", 0.34, 0, 29, 2),
            Part("drum", "brush", ".xo", 0.5, 0.25, enter=6),
        ),
        beats=3,
        shift=-3,
        loudness=-15.5,
        seed=6,
    )
    return first, second


TEAHOUSE = """
a4/1.5 b4/.5 d5/2 | b4/1 a4/.5 f#4/.5 e4/2 | d4/1 e4/1 f#4/1 a4/1 | b4/1.5 a4/.5 e4/2
| f#5/1.5 e5/.5 d5/1 b4/1 | d5/1 b4/.5 a4/.5 f#4/2 | e4/1 f#4/.5 a4/.5 b4/1 e4/1 | d4/4"""


def after_rain():
    """Pentatonic: long zither and bamboo flute; then the zither alone takes the tune."""
    first = Take(
        76,
        "D D Bm G A D Bm Em,A D D",
        (
            Part("arp", "zither", "0 . 1 2 3 . 4 . 5 . 4 . 3 . 2 .", 0.62, -0.25, 57),
            Part("melody", "flute", TEAHOUSE, 0.42, 0.2, enter=1),
            Part("pad", "pad", gain=0.16, low=50, enter=5),
            Part("drum", "dum", "x.......", 0.3, enter=5),
        ),
        wet=0.4,
        room=2.8,
        loudness=-16.5,
        stereo=True,
        kbps=46,
    )
    second = Take(
        66,
        "D Bm G A D Bm Em,A D D",
        (
            Part("melody", "zither", TEAHOUSE, 0.6, 0.1),
            Part("arp", "nylon", "0 . 2 . 3 . 2 .", 0.5, -0.35, 52, 0),
            Part("arp", "bell", ". . . . . . 5 .", 0.16, 0.5, 62, 4),
            Part("pad", "strings", gain=0.14, low=50, enter=4),
        ),
        shift=-2,
        wet=0.4,
        room=2.6,
        loudness=-18,
        seed=10,
    )
    return first, second


BIRCH = """
e5/2 c5/1 | a4/2 c5/1 | b4/2 g#4/1 | e4/3 | g#4/1 b4/1 d5/1 | e5/1 d5/1 b4/1 | c5/2 b4/1
| a4/3 | f5/2 e5/1 | d5/2 f5/1 | e5/2 d5/1 | c5/3 | b4/1 c5/1 d5/1 | e5/1 b4/1 g#4/1 | a4/3
| a4/3"""
BIRCH_MIDDLE = """
a5/2 f5/1 | g5/2 e5/1 | f5/1 d5/1 b4/1 | c5/3 | d5/1 e5/1 f5/1 | e5/2 c5/1 | b4/1 d5/1 g#4/1
| a4/3"""
BIRCH_CHORDS = "Am Am E7 E7 E7 E7 Am Am Dm Dm Am Am E7 E7 Am Am"


def birch_waltz():
    """Waltz: accordion; then a longer one, with the tremolo lute and a middle part in major."""
    pulse = (
        Part("bass", "upright", "R..", 0.42, 0, 33),
        Part("comp", "nylon", ".xo", 0.48, -0.3, 57),
    )
    first = Take(
        148,
        "Am E7 " + BIRCH_CHORDS + " Am",
        pulse
        + (
            Part("melody", "accordion", BIRCH, 0.42, 0.1, enter=2),
            Part("pad", "strings", gain=0.13, low=52, enter=10),
        ),
        beats=3,
        loudness=-13.5,
    )
    second = Take(
        138,
        "Am E7 " + BIRCH_CHORDS + " F C G C Dm Am E7 Am Am",
        pulse
        + (
            Part("melody", "tremolo_lute", BIRCH, 0.42, 0.2, enter=2),
            Part("melody", "accordion", BIRCH_MIDDLE, 0.36, -0.1, enter=18),
            Part("melody", "tremolo_lute", BIRCH_MIDDLE, 0.26, 0.3, enter=18, octave=-1),
        ),
        beats=3,
        shift=-2,
        loudness=-15,
        seed=16,
    )
    return first, second


WINDOW = """
d4/1 eb4/.5 f#4/.5 g4/1 a4/1 | bb4/.5 a4/.5 g4/.5 f#4/.5 a4/2 | g4/1 eb4/.5 c4/.5 eb4/1 g4/1
| f#4/.5 g4/.5 f#4/.5 eb4/.5 d4/2 | d5/1.5 c5/.5 bb4/1 a4/1
| bb4/.5 c5/.5 d5/.5 c5/.5 bb4/1 g4/1 | g4/.5 bb4/.5 a4/.5 g4/.5 eb4/1 c4/1
| f#4/.5 eb4/.5 d4/3"""
WINDOW_CHORDS = "D5 D5 Cm D Gm Gm Eb,Cm D"


def sea_window():
    """Hijaz: lute and goblet drum; then flute over a drone, with the sea."""
    drum = (
        Part("drum", "dum", "x.....x...x.....", 0.45),
        Part("drum", "tek", "..x.x.......x.o.", 0.4, 0.2),
    )
    first = Take(
        100,
        "D5 " + WINDOW_CHORDS + " D5",
        drum
        + (
            Part("melody", "lute", WINDOW, 0.75, 0.1, enter=1),
            Part("bass", "upright", "R..R..5.", 0.36, 0, 33, 1),
            Part("pad", "strings", gain=0.14, low=50, enter=5),
        ),
        loudness=-13,
    )
    second = Take(
        84,
        WINDOW_CHORDS + " D5",
        (
            Part("drum", "wave", "x.o.", 0.2, -0.3, leave=8),
            Part("melody", "flute", WINDOW, 0.4, 0, octave=0),
            Part("arp", "lute", "0 . 1 2 . 2 3 .", 0.45, 0.3, 50),
            Part("pad", "pad", gain=0.2, low=50),
            Part("drum", "dum", "x.....o.........", 0.4, enter=4),
        ),
        shift=3,
        wet=0.38,
        room=2.4,
        loudness=-16.5,
        stereo=True,
        seed=18,
        kbps=46,
    )
    return first, second


MONSOON = """
b3/.5 d4/.5 e4/1 f#4/.5 e4/.5 d4/1 | e4/.5 f#4/.5 g4/1 b4/.5 a4/.5 g4/1
| f#4/.5 g4/.5 a4/.5 f#4/.5 e4/1 d4/1 | b3/.5 d4/.5 c4/3 | e4/.5 g4/.5 b4/1 c5/2
| d5/.5 e5/.5 d5/.5 c5/.5 b4/1 a4/1 | g4/.5 a4/.5 f#4/.5 g4/.5 e4/1 d4/1 | b3/.5 d4/.5 c4/3"""


def first_rain():
    """Sitar and tabla over a drone; then sung, with piano-like zither and claps."""
    drone = (Part("arp", "zither", "0 . 2 . 1 . 1 .", 0.5, -0.4, 48),)
    first = Take(
        86,
        "C5 C5 C5 D C5 C5 C5 G C5 C5",
        drone
        + (
            Part("melody", "sitar", MONSOON, 0.8, 0.1, enter=1),
            Part("drum", "tabla_low", "x.....x...o.x...", 0.42, -0.1, enter=1),
            Part("drum", "tabla_high", "x.ox..o.x.x...oo", 0.3, 0.2, enter=1),
        ),
        wet=0.3,
        room=2.2,
        loudness=-14.5,
    )
    second = Take(
        96,
        "C5 C5 C5 C D C C D/C G C C",
        drone
        + (
            Part("melody", "voice", MONSOON, 0.5, 0, enter=2, octave=0),
            Part("melody", "sitar", MONSOON.split("|", 4)[4], 0.35, 0.35, enter=6),
            Part("pad", "strings", gain=0.16, low=52, enter=4),
            Part("bass", "synth_bass", "R.......5...R...", 0.26, 0, 29, 2),
            Part("drum", "tabla_low", "x...o...x.....o.", 0.42, -0.1, enter=2),
            Part("drum", "clap", "....x.......x...", 0.16, 0.2, enter=6),
        ),
        shift=2,
        loudness=-13.5,
        seed=20,
    )
    return first, second


ROOFS = """
a4/1 d5/.5 e5/.5 f5/1 e5/.5 d5/.5 | a4/1.5 f4/.5 a4/2 | bb4/1 d5/.5 e5/.5 g5/1 f5/.5 e5/.5
| d5/1.5 bb4/.5 g4/2 | c#5/.5 e5/.5 g5/.5 e5/.5 c#5/1 a4/1 | bb4/.5 a4/.5 g4/.5 e4/.5 c#5/2
| d5/1 f5/.5 e5/.5 d5/1 a4/1 | a4/.5 b4/.5 c#5/.5 e5/.5 a4/2"""
ROOFS_SECOND = """
f5/1 a5/.5 f5/.5 d5/1 f5/1 | f#5/1 d5/.5 a4/.5 c5/2 | bb4/.5 d5/.5 g5/1 f5/.5 d5/.5 bb4/1
| a4/.5 bb4/.5 d5/1 g4/2 | f4/.5 a4/.5 d5/1 f5/.5 e5/.5 d5/1
| c#5/.5 d5/.5 e5/.5 g5/.5 f5/.5 e5/.5 c#5/1 | d5/2 a4/1 f4/1 | d5/4"""
ROOFS_CHORDS = "Dm Dm Gm Gm A7 A7 Dm A7"
ROOFS_CHORDS_SECOND = "Dm D7 Gm Gm Dm A7 Dm Dm"


def paper_roofs():
    """Swing: guitars and accordion; then piano trio, shorter, ending on the second part."""
    walk = Part("bass", "upright", "R.5.R.5.", 0.44, 0, 31)
    first = Take(
        140,
        "Dm A7 " + ROOFS_CHORDS + " " + ROOFS_CHORDS_SECOND,
        (
            walk,
            Part("comp", "muted", "x.x.x.x.", 0.95, -0.3, 57),
            Part("comp", "muted", "..o...o.", 0.5, -0.3, 62),
            Part("melody", "accordion", ROOFS, 0.42, 0.1, enter=2),
            Part("melody", "steel", ROOFS_SECOND, 0.6, 0.2, enter=10),
            Part("pad", "accordion", gain=0.09, low=57, enter=10),
        ),
        swing=0.14,
        wet=0.16,
        room=1.2,
        loudness=-13,
    )
    second = Take(
        122,
        "Dm A7 " + ROOFS_CHORDS_SECOND + " Dm",
        (
            replace(walk, pattern="R.3.5.3."),
            Part("comp", "piano", "x..o..o.", 0.34, -0.25, 57),
            Part("melody", "piano", ROOFS_SECOND, 0.4, 0.1, enter=2),
            Part("drum", "brush", "o.x.o.x.", 0.55, 0.3),
            Part("drum", "hat", "..x...x.", 0.22, 0.4),
        ),
        swing=0.15,
        shift=-2,
        loudness=-15.5,
        seed=22,
    )
    return first, second
