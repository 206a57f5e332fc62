/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_SONG_FACTS (refrain_song_facts_get_type ())
G_DECLARE_FINAL_TYPE (RefrainSongFacts, refrain_song_facts, REFRAIN, SONG_FACTS, GtkBox)

void refrain_song_facts_bind (RefrainSongFacts *self, RefrainContext *context, RefrainClip *clip);

G_END_DECLS
