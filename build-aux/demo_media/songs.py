# SPDX-FileCopyrightText: 2026 The Refrain contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The scores of the thirteen demo songs: a call of an entry gives (take 1, take 2)."""

from . import songs_folk, songs_modern

SCORES = {
    "harbour-lights": songs_folk.harbour_lights,
    "what-if": songs_modern.what_if,
    "paper-map": songs_folk.paper_map,
    "sunflower-radio": songs_modern.sunflower,
    "after-rain": songs_folk.after_rain,
    "dawn-bicycle": songs_modern.dawn_bicycle,
    "first-snow": songs_modern.first_snow,
    "birch-waltz": songs_folk.birch_waltz,
    "sea-window": songs_folk.sea_window,
    "first-rain": songs_folk.first_rain,
    "paper-roofs": songs_folk.paper_roofs,
    "night-train": songs_modern.night_train,
    "moss-and-satellites": songs_modern.moss,
}
