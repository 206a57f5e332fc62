# SPDX-FileCopyrightText: 2026 The Refrain contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which scene and which two palettes belong to a song.

A scene is a function (ctx, palette, rng, take): palette a list of "#rrggbb" that the function
names, rng a random.Random of the take, take 1 or 2.
"""

from . import scenes_nature, scenes_places

SCENES = {
    "harbour-lights": (
        scenes_places.harbour,
        (
            "#0d1b3e #3d4f8a #ffe9b8 #1d2a52 #141c38 #ffc861 #1b3566".split(),
            "#2a1238 #b4526a #ffe2c4 #4a2350 #261031 #ffb35c #5b2a58".split(),
        ),
    ),
    "what-if": (
        scenes_nature.tiles,
        (
            "#ff6b57 #ffd166 #118ab2 #073b4c #f7f3e8 #06d6a0".split(),
            "#7b2cbf #ff9e00 #ff5d8f #fdf0d5 #240046 #48bfe3".split(),
        ),
    ),
    "paper-map": (
        scenes_nature.folded_map,
        (
            "#f3e7cc #9cc5cf #b08d57 #c8452f #5a3b2c".split(),
            "#e9eddc #7fa6b8 #7d9367 #d2642a #2f4858".split(),
        ),
    ),
    "sunflower-radio": (
        scenes_nature.sunflower,
        (
            "#79c7e8 #a9e0f2 #ffb703 #ffd94a #5a3210".split(),
            "#f2785c #f79a77 #ffd23f #fff0a0 #4a1d2c".split(),
        ),
    ),
    "after-rain": (
        scenes_nature.ink_hills,
        ("#eef1ea #c8402f #23383c #7fb0ab".split(), "#f4ece0 #d9653b #2f2b45 #a7a3c4".split()),
    ),
    "dawn-bicycle": (
        scenes_places.bicycle,
        (
            "#355c9a #ffb49a #ffe8a3 #4a7fb0 #2b2d52 #1b1b36".split(),
            "#2c1a5a #f0668f #ffcf70 #4b3b96 #1c1240 #120a2c".split(),
        ),
    ),
    "first-snow": (
        scenes_places.snow_alley,
        (
            "#1f2a4d #6c7fae #2c365c #ffd27a #f4f7ff".split(),
            "#3a2447 #b58aa5 #4a2f55 #ffdf9e #fff6f2".split(),
        ),
    ),
    "birch-waltz": (
        scenes_nature.birches,
        (
            "#c8762a #ffdf8c #fbf6ea #2d2320 #f4b41a #b23a1e".split(),
            "#41627a #d6e6e0 #f6f8f5 #1f2a33 #e8b54a #8c4a3a".split(),
        ),
    ),
    "sea-window": (
        scenes_places.arch_window,
        (
            "#e9d3a8 #2c8c8a #8a4b2a #0b1f4b #3f77a8 #fff1c9".split(),
            "#c8dcd6 #c25b3f #27445c #2b1447 #c86b85 #ffe9d2".split(),
        ),
    ),
    "first-rain": (
        scenes_nature.lotus,
        (
            "#0f4c5c #2a9d8f #d7fff6 #e0518a #ffb3cf #ffe9a8".split(),
            "#3b1f5b #8a5a9e #f3e3ff #ff8a4c #ffd9a0 #fff3c0".split(),
        ),
    ),
    "paper-roofs": (
        scenes_places.paper_roofs,
        (
            "#27476e #fff0c2 #1d2f4f #7c9cc0 #ffcb69".split(),
            "#e08d6d #fff3dc #7b2d43 #e9b79a #ffe29a".split(),
        ),
    ),
    "night-train": (
        scenes_places.rails,
        (
            "#120833 #7a1f7c #ff4fa3 #37e2ff #0c0524".split(),
            "#04182f #0f6a76 #ffb347 #7dff9a #03101f".split(),
        ),
    ),
    "moss-and-satellites": (
        scenes_nature.star_trails,
        (
            "#061a2b #1d5c63 #bfe8df #4f8f4f #10301f #fff4c9".split(),
            "#1b0f33 #5b3f86 #e3d2ff #7a8f4a #1f2a1c #ffe0b0".split(),
        ),
    ),
}
