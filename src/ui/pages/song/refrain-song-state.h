/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_SONG_STATE (refrain_song_state_get_type ())
G_DECLARE_FINAL_TYPE (RefrainSongState, refrain_song_state, REFRAIN, SONG_STATE, GtkBox)

void refrain_song_state_bind (RefrainSongState *self, RefrainContext *context, RefrainClip *clip);

G_END_DECLS
