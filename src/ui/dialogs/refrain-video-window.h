/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-playback.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_VIDEO_WINDOW (refrain_video_window_get_type ())
G_DECLARE_FINAL_TYPE (RefrainVideoWindow, refrain_video_window, REFRAIN, VIDEO_WINDOW, AdwWindow)

GtkWidget *refrain_video_window_new (RefrainPlayback *playback, RefrainClip *clip);
void refrain_video_window_set_only_fullscreen (RefrainVideoWindow *self, gboolean only_fullscreen);

G_END_DECLS
