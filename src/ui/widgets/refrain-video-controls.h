/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-player.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_VIDEO_CONTROLS (refrain_video_controls_get_type ())
G_DECLARE_FINAL_TYPE (RefrainVideoControls, refrain_video_controls, REFRAIN, VIDEO_CONTROLS, GtkBox)

void refrain_video_controls_set_player (RefrainVideoControls *self, RefrainPlayer *player);
void refrain_video_controls_set_in_window (RefrainVideoControls *self, gboolean in_window);
void refrain_video_controls_set_fullscreened (RefrainVideoControls *self, gboolean fullscreened);

G_END_DECLS
