/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_SONG_COVER (refrain_song_cover_get_type ())
G_DECLARE_FINAL_TYPE (RefrainSongCover, refrain_song_cover, REFRAIN, SONG_COVER, AdwBin)

void refrain_song_cover_bind (RefrainSongCover *self, RefrainContext *context, RefrainClip *clip);
gboolean refrain_song_cover_shows_video (RefrainSongCover *self);
GtkWidget *refrain_song_cover_get_window (RefrainSongCover *self);

G_END_DECLS
