/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_SONG_ACTIONS (refrain_song_actions_get_type ())
G_DECLARE_FINAL_TYPE (RefrainSongActions, refrain_song_actions, REFRAIN, SONG_ACTIONS, GtkBox)

void
refrain_song_actions_bind (RefrainSongActions *self, RefrainContext *context, RefrainClip *clip);
void refrain_song_actions_set_menu (RefrainSongActions *self, GMenuModel *menu);

G_END_DECLS
