# SPDX-FileCopyrightText: 2026 The Refrain contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a take's score (chords, melody, patterns) to a finished stereo mix.

Patterns are strings of steps that share a bar evenly. Chords are written one bar per word;
a comma splits a bar ("Em7,A7"). A melody is written in notes with their beats ("a4/1.5").
"""

import re
from dataclasses import dataclass, field

import numpy as np

from .drums import DRUMS, hit
from .synth import RATE, play

PITCHES = {"c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "b": 11}
QUALITIES = {
    "": (0, 4, 7),
    "m": (0, 3, 7),
    "7": (0, 4, 7, 10),
    "maj7": (0, 4, 7, 11),
    "m7": (0, 3, 7, 10),
    "sus4": (0, 5, 7),
    "sus2": (0, 2, 7),
    "add9": (0, 2, 4, 7),
    "m9": (0, 2, 3, 7, 10),
    "6": (0, 4, 7, 9),
    "5": (0, 7),
}
BASS_STEPS = {"R": 0, "3": None, "5": 7, "8": 12, "4": -5}


@dataclass(frozen=True)
class Part:
    """One instrument or drum and what it plays.

    kind: melody, arp, comp, bass, pad or drum; pattern: see the kind's function below;
    low: the lowest note of its chords; enter and leave: its first bar and the bar it stops at.
    """

    kind: str
    sound: str
    pattern: str = ""
    gain: float = 0.5
    pan: float = 0.0
    low: int = 52
    enter: int = 0
    leave: int = 999
    octave: int = 0


@dataclass(frozen=True)
class Take:
    """One arrangement of a song. loudness is in LUFS, room (reverb time) in seconds."""

    tempo: float
    chords: str
    parts: tuple
    beats: int = 4
    shift: int = 0
    swing: float = 0.0
    wet: float = 0.25
    room: float = 1.8
    loudness: float = -15.0
    stereo: bool = False
    kbps: int = 40
    tail: float = 2.6
    seed: int = field(default=1)


def note_number(name):
    """Return the MIDI number of a note such as f#4 or bb3."""
    letter, accidental, octave = re.fullmatch(r"([a-g])([#b]?)(\d)", name).groups()
    return PITCHES[letter] + {"#": 1, "b": -1, "": 0}[accidental] + 12 * (int(octave) + 1)


def parse_chord(name):
    """Return (bass pitch class, root pitch class, intervals) of a chord such as Bm7 or D/F#."""
    root, quality, bass = re.fullmatch(r"([A-G][#b]?)([^/]*)(?:/(.+))?", name).groups()
    pitch = note_number(root.lower() + "0") % 12
    low = note_number(bass.lower() + "0") % 12 if bass else pitch
    return low, pitch, QUALITIES[quality]


class Sheet:
    """The chords of a take, on its time line in beats."""

    def __init__(self, take):
        self.take = take
        self.spans = []
        bars = take.chords.split()
        for bar, word in enumerate(bars):
            names = word.split(",")
            length = take.beats / len(names)
            for index, name in enumerate(names):
                self.spans.append((bar * take.beats + index * length, length, parse_chord(name)))
        self.bars = len(bars)

    def at(self, beat):
        """Return the chord that sounds at a beat."""
        return [chord for start, _, chord in self.spans if start <= beat + 1e-6][-1]

    def bass(self, chord, low):
        """Return the bass note of a chord, at or above low."""
        return low + (chord[0] + self.take.shift - low) % 12

    def voicing(self, chord, low):
        """Return the chord's notes in the octave above low, then again one octave up."""
        close = sorted(low + (chord[1] + step + self.take.shift - low) % 12 for step in chord[2])
        return close + [note + 12 for note in close]


def steps(sheet, part, tokens):
    """Yield (index, beat, beats per step, token) of a pattern over the part's bars.

    The last bar of a take is its close: there only the first step sounds, as long as the bar.
    """
    beats, size = sheet.take.beats, sheet.take.beats / len(tokens)
    for bar in range(part.enter, min(part.leave, sheet.bars)):
        closing = bar == sheet.bars - 1
        for index, token in enumerate(tokens[:1] if closing else tokens):
            yield index, bar * beats + index * size, beats if closing else size, token


def swung(take, beat):
    """Return the beat, moved late when it is an off-beat eighth."""
    return beat + take.swing * (abs(beat % 1 - 0.5) < 0.13)


def melody_notes(sheet, part):
    """pattern: notes with beats; r is a rest; bars may be divided by |."""
    beat = part.enter * sheet.take.beats
    for word in part.pattern.replace("|", " ").split():
        name, _, length = word.partition("/")
        length = float(length or 1)
        if name != "r":
            yield beat, length, note_number(name) + sheet.take.shift + 12 * part.octave, 1.0
        beat += length


def arp_notes(sheet, part):
    """pattern: per step 0 (the bass note), 1.. (a note of the voicing) or a dot."""
    for _, beat, size, token in steps(sheet, part, part.pattern.split()):
        if token == ".":
            continue
        chord = sheet.at(beat)
        notes = [sheet.bass(chord, part.low - 12)] + sheet.voicing(chord, part.low)
        accent = 1.0 if beat % 1 < 0.01 else 0.8
        yield beat, max(size, 0.5), notes[min(int(token), len(notes) - 1)], accent


def comp_notes(sheet, part):
    """pattern: x a loud chord, o a soft one, a dot nothing; chords last until the next step."""
    for _, beat, size, token in steps(sheet, part, part.pattern):
        if token in "xo":
            chord = sheet.at(beat)
            for index, note in enumerate(sheet.voicing(chord, part.low)[: len(chord[2])]):
                yield beat + index * 0.015, size, note, (1.0 if token == "x" else 0.65) * 0.6


def bass_notes(sheet, part):
    """pattern: R root, 3 third, 5 fifth, 4 fifth below, 8 octave, a dot nothing."""
    for index, beat, size, token in steps(sheet, part, part.pattern):
        if token == ".":
            continue
        chord, after = sheet.at(beat), part.pattern[index + 1 :]
        jump = chord[2][1] if token == "3" else BASS_STEPS[token]
        hold = 1 + len(after) - len(after.lstrip(".")) if size < sheet.take.beats else 1
        yield beat, size * hold, sheet.bass(chord, part.low) + jump, 1.0


def pad_notes(sheet, part):
    """pattern: unused; every chord is held for as long as it lasts."""
    for beat, length, chord in sheet.spans:
        if part.enter * sheet.take.beats <= beat < part.leave * sheet.take.beats:
            for note in sheet.voicing(chord, part.low)[: len(chord[2])]:
                yield beat, length, note, 0.55


def drum_hits(sheet, part):
    """pattern: x a loud hit, o a soft one, a dot nothing."""
    for _, beat, size, token in steps(sheet, part, part.pattern):
        if token in "xo":
            yield beat, size, None, 1.0 if token == "x" else 0.55


KINDS = {
    "melody": melody_notes,
    "arp": arp_notes,
    "comp": comp_notes,
    "bass": bass_notes,
    "pad": pad_notes,
    "drum": drum_hits,
}


def render_part(sheet, part, count, rng):
    """Return one part, mono; a little unevenness in time and force keeps it human."""
    take, out = sheet.take, np.zeros(count)
    loose = 0.0 if part.kind in ("pad", "bass") else 0.006
    for beat, length, note, force in KINDS[part.kind](sheet, part):
        seconds = length * 60 / take.tempo
        sound = (
            hit(part.sound) if part.sound in DRUMS else play(part.sound, note, round(seconds, 3))
        )
        start = swung(take, beat) * 60 / take.tempo + 0.05 + rng.uniform(-loose, loose)
        first = int(max(start, 0) * RATE)
        sound = sound[: count - first]
        out[first : first + sound.size] += sound * force * rng.uniform(0.9, 1.05)
    return out * part.gain


def render(take):
    """Return the dry mix and the signal for the reverb, both of shape (2, samples)."""
    sheet, rng = Sheet(take), np.random.default_rng(take.seed)
    seconds = sheet.bars * take.beats * 60 / take.tempo + take.tail
    count = int(seconds * RATE)
    dry, send = np.zeros((2, count)), np.zeros((2, count))
    for part in take.parts:
        mono = render_part(sheet, part, count, rng)
        angle = (part.pan + 1) * np.pi / 4
        placed = np.outer((np.cos(angle), np.sin(angle)), mono)
        dry += placed
        send += placed * (0.3 if part.kind in ("bass", "drum") else 1.0)
    return dry, send
