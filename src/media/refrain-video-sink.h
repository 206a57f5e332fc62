/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/**
 * RefrainVideoFrame:
 *
 * One picture of a video, immutable and reference counted. Pixels are four bytes B, G, R, A, and A
 * is always 255, so that they can be shown as GDK_MEMORY_B8G8R8A8_PREMULTIPLIED on any machine.
 */
typedef struct _RefrainVideoFrame RefrainVideoFrame;

#define REFRAIN_TYPE_VIDEO_FRAME (refrain_video_frame_get_type ())
GType refrain_video_frame_get_type (void);
RefrainVideoFrame *refrain_video_frame_ref (RefrainVideoFrame *self);
void refrain_video_frame_unref (RefrainVideoFrame *self);
int refrain_video_frame_get_width (RefrainVideoFrame *self);
int refrain_video_frame_get_height (RefrainVideoFrame *self);
gsize refrain_video_frame_get_stride (RefrainVideoFrame *self);
double refrain_video_frame_get_pixel_aspect (RefrainVideoFrame *self);
GBytes *refrain_video_frame_get_bytes (RefrainVideoFrame *self);

/**
 * RefrainVideoFrameFunc:
 * @frame: (transfer none): the newest picture
 * @user_data: what was given with the function
 *
 * Called on the main context the sink was made in.
 */
typedef void (*RefrainVideoFrameFunc) (RefrainVideoFrame *frame, gpointer user_data);

GstElement *refrain_video_sink_new (RefrainVideoFrameFunc func, gpointer user_data);
void refrain_video_sink_set_active (GstElement *sink, gboolean active);
void refrain_video_sink_detach (GstElement *sink);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainVideoFrame, refrain_video_frame_unref)

G_END_DECLS
