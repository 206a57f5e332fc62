/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-player.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_VIDEO_PAINTABLE (refrain_video_paintable_get_type ())
G_DECLARE_FINAL_TYPE (
    RefrainVideoPaintable, refrain_video_paintable, REFRAIN, VIDEO_PAINTABLE, GObject)

RefrainVideoPaintable *refrain_video_paintable_get (RefrainPlayer *player);
void refrain_video_paintable_watch (RefrainVideoPaintable *self);
void refrain_video_paintable_unwatch (RefrainVideoPaintable *self);
gboolean refrain_video_paintable_is_watched (RefrainVideoPaintable *self);
guint refrain_video_paintable_get_n_frames (RefrainVideoPaintable *self);

G_END_DECLS
