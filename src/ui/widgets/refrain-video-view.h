/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-playback.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_VIDEO_VIEW (refrain_video_view_get_type ())
G_DECLARE_FINAL_TYPE (RefrainVideoView, refrain_video_view, REFRAIN, VIDEO_VIEW, GtkWidget)

GtkWidget *refrain_video_view_new (RefrainPlayback *playback, RefrainClip *clip);
void refrain_video_view_set_in_window (RefrainVideoView *self, gboolean in_window);
void refrain_video_view_set_fullscreened (RefrainVideoView *self, gboolean fullscreened);
void refrain_video_view_set_hide_delay (RefrainVideoView *self, guint milliseconds);
gboolean refrain_video_view_get_controls_visible (RefrainVideoView *self);
GdkPaintable *refrain_video_view_get_paintable (RefrainVideoView *self);

G_END_DECLS
