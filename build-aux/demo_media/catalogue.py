# SPDX-FileCopyrightText: 2026 The Refrain contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the gateway says about the demo songs: titles, styles, models, dates, and the catalogue."""

import uuid
from dataclasses import dataclass

from .lyrics import LYRICS

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "demo.refrain-music.github.io")
VERSIONS = {
    "chirp-v3-5": "v3.5",
    "chirp-v4": "v4",
    "chirp-auk": "v4.5",
    "chirp-bluejay": "v4.5+",
    "chirp-crow": "v5",
    "chirp-fenix": "v5.5",
}


@dataclass(frozen=True)
class Song:
    """One request to the gateway; describe is None when the user wrote the lyrics."""

    slug: str
    title: str
    model: str
    created: str
    tags: str
    describe: str = None
    video: int = 0  # the take that has a video, counted from 1
    square: bool = False


SONGS = (
    Song(
        "harbour-lights",
        "Harbour Lights",
        "chirp-v4",
        "2026-08-03T18:21:07.120Z",
        "acoustic folk, warm, fingerpicked guitar, wooden flute",
        "a quiet folk song about boats coming home at dusk",
        1,
    ),
    Song(
        "what-if",
        "What If / Why Not?",
        "chirp-bluejay",
        "2026-08-11T09:02:44.981Z",
        "indie pop, hand claps, bright, four on the floor",
    ),
    Song(
        "after-rain",
        "雨过天青",
        "chirp-v3-5",
        "2026-08-19T13:47:30.004Z",
        "chinese traditional, guzheng, bamboo flute, calm",
        "雨后的小巷，古筝和竹笛，安静的茶馆",
    ),
    Song(
        "dawn-bicycle",
        "夜明けの自転車",
        "chirp-auk",
        "2026-08-30T21:15:59.640Z",
        "city pop, electric piano, female vocals, nostalgic",
        None,
        1,
    ),
    Song(
        "birch-waltz",
        "Берёзовый вальс",
        "chirp-v4",
        "2026-09-06T16:33:12.377Z",
        "waltz, accordion, balalaika, autumn, minor key",
        "грустный осенний вальс под гармонь",
    ),
    Song(
        "sunflower-radio",
        "Sunflower Radio 🌻",
        "chirp-crow",
        "2026-09-14T07:58:21.250Z",
        "chiptune, happy, summer, 8-bit",
    ),
    Song(
        "sea-window",
        "نافذة على البحر",
        "chirp-fenix",
        "2026-09-27T19:40:05.813Z",
        "arabic, oud, darbuka, maqam hijaz, longing",
        "أغنية هادئة عن البحر مع العود والدربكة",
    ),
    Song(
        "first-rain",
        "पहली बारिश",
        "chirp-auk",
        "2026-10-04T11:26:48.092Z",
        "hindi, sitar, tabla, monsoon, hopeful",
    ),
    Song(
        "paper-roofs",
        "Sous les toits de papier",
        "chirp-bluejay",
        "2026-10-15T20:09:33.700Z",
        "jazz manouche, swing, musette, accordion",
        "un swing manouche tendre sur les toits de la ville",
    ),
    Song(
        "night-train",
        "Nachtzug nach Nirgendwo",
        "chirp-crow",
        "2026-10-23T23:51:17.468Z",
        "synthwave, retro, driving bass, night",
        None,
        1,
        True,
    ),
    Song(
        "moss-and-satellites",
        "Moss and Satellites",
        "chirp-fenix",
        "2026-11-01T05:14:26.930Z",
        "ambient, instrumental, glass bells, slow, spacious",
        "slow ambient music for looking at the night sky from a forest",
    ),
    Song(
        "first-snow",
        "첫눈 오는 골목",
        "chirp-v3-5",
        "2026-11-09T14:05:52.215Z",
        "lo-fi, ballad, music box, electric piano, winter",
    ),
    Song(
        "paper-map",
        "The Slow Unfolding of a Paper Map on the Kitchen Table, Late in November",
        "chirp-fenix",
        "2026-11-18T17:37:40.556Z",
        "chamber folk, waltz, felt piano, strings, intimate",
    ),
)


def take_entry(song, number, seconds, files):
    """Return the catalogue's entry of one take; files maps audio, cover, cover_large, video."""
    return {
        "id": str(uuid.uuid5(NAMESPACE, f"{song.slug}/{number}")),
        "title": song.title,
        "duration": round(seconds, 2),
        "lyrics": LYRICS[song.slug].strip(),
        **files,
    }


def song_entry(song, index, takes):
    """Return the catalogue's entry of one song; the two styles of answer take turns."""
    return {
        "task_id": "demo-" + song.slug,
        "style_of_answer": ("new-api", "goapi")[index % 2],
        "model": song.model,
        "model_version": VERSIONS[song.model],
        "describe": song.describe,
        "tags": song.tags,
        "instrumental": not LYRICS[song.slug],
        "created_at": song.created,
        "takes": takes,
    }
