/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-video-sink.h"

#include <gst/app/gstappsink.h>
#include <gst/video/video.h>

struct _RefrainVideoFrame
{
  int width;
  int height;
  gsize stride;
  double pixel_aspect;
  GBytes *bytes; /* (owned) */
};

G_DEFINE_BOXED_TYPE (RefrainVideoFrame,
                     refrain_video_frame,
                     refrain_video_frame_ref,
                     refrain_video_frame_unref)

/* What the streaming thread and the main context share. */
typedef struct
{
  GMutex lock;
  GMainContext *context; /* (owned) */
  GstSample *newest;     /* (owned) (nullable): under the lock */
  gboolean pending;      /* an idle is on its way; under the lock */
  gboolean active;       /* main context only */
  RefrainVideoFrameFunc func;
  gpointer user_data;
} Mailbox;

#define MAILBOX_KEY "refrain-mailbox"

static void
clear_mailbox (gpointer data)
{
  Mailbox *box = data;

  g_clear_pointer (&box->newest, gst_sample_unref);
  g_main_context_unref (box->context);
  g_mutex_clear (&box->lock);
}

static void
release_mailbox (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_mailbox);
}

static void
unmap_frame (gpointer data)
{
  GstVideoFrame *mapped = data;

  gst_video_frame_unmap (mapped);
  g_free (mapped);
}

static void
clear_frame (gpointer data)
{
  RefrainVideoFrame *self = data;
  g_bytes_unref (self->bytes);
}

/* The pixels stay where the decoder put them; they are unmapped with the last reference. */
static RefrainVideoFrame *
new_frame (GstSample *sample)
{
  GstVideoInfo info;
  GstBuffer *buffer = gst_sample_get_buffer (sample);

  if (buffer == NULL || !gst_video_info_from_caps (&info, gst_sample_get_caps (sample)))
    return NULL;
  GstVideoFrame *mapped = g_new0 (GstVideoFrame, 1);
  if (!gst_video_frame_map (mapped, &info, buffer, GST_MAP_READ))
    {
      g_free (mapped);
      return NULL;
    }
  RefrainVideoFrame *self = g_atomic_rc_box_new0 (RefrainVideoFrame);
  self->width = GST_VIDEO_FRAME_WIDTH (mapped);
  self->height = GST_VIDEO_FRAME_HEIGHT (mapped);
  self->stride = (gsize) GST_VIDEO_FRAME_PLANE_STRIDE (mapped, 0);
  self->pixel_aspect = (double) GST_VIDEO_INFO_PAR_N (&info)
                       / MAX (GST_VIDEO_INFO_PAR_D (&info), 1);
  self->bytes = g_bytes_new_with_free_func (GST_VIDEO_FRAME_PLANE_DATA (mapped, 0),
                                            self->stride * (gsize) self->height, unmap_frame,
                                            mapped);
  return self;
}

static gboolean
deliver_cb (gpointer data)
{
  Mailbox *box = data;

  g_mutex_lock (&box->lock);
  /* While inactive the newest stays in the box: it is shown at once when the sink becomes active.
   */
  g_autoptr (GstSample) sample = box->active ? g_steal_pointer (&box->newest) : NULL;
  box->pending = FALSE;
  g_mutex_unlock (&box->lock);

  if (sample == NULL || box->func == NULL)
    return G_SOURCE_REMOVE;
  g_autoptr (RefrainVideoFrame) frame = new_frame (sample);
  if (frame != NULL)
    box->func (frame, box->user_data);
  return G_SOURCE_REMOVE;
}

/* Called with the lock held. */
static void
schedule (Mailbox *box)
{
  if (box->pending)
    return;
  box->pending = TRUE;
  g_autoptr (GSource) source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "refrain-video-frame");
  g_source_set_callback (source, deliver_cb, g_atomic_rc_box_acquire (box), release_mailbox);
  g_source_attach (source, box->context);
}

static void
take_sample (Mailbox *box, GstSample *sample)
{
  if (sample == NULL)
    return;
  g_mutex_lock (&box->lock);
  GstSample *late = box->newest;
  box->newest = sample;
  schedule (box);
  g_mutex_unlock (&box->lock);
  g_clear_pointer (&late, gst_sample_unref);
}

static GstFlowReturn
new_preroll_cb (GstAppSink *sink, gpointer data)
{
  take_sample (data, gst_app_sink_try_pull_preroll (sink, 0));
  return GST_FLOW_OK;
}

static GstFlowReturn
new_sample_cb (GstAppSink *sink, gpointer data)
{
  take_sample (data, gst_app_sink_try_pull_sample (sink, 0));
  return GST_FLOW_OK;
}

/**
 * refrain_video_sink_new:
 * @func: called with each picture, at its time, on the thread-default main context of the caller
 * @user_data: for @func
 *
 * Makes the video end of a pipeline. When the main context is busy older pictures are dropped. The
 * sink is born inactive: it holds the newest picture back until refrain_video_sink_set_active().
 *
 * Returns: (transfer floating) (nullable): the sink, or %NULL when GStreamer lacks its base plugins
 */
GstElement *
refrain_video_sink_new (RefrainVideoFrameFunc func, gpointer user_data)
{
  GstElement *sink = gst_element_factory_make ("appsink", NULL);
  if (sink == NULL)
    return NULL;

  Mailbox *box = g_atomic_rc_box_new0 (Mailbox);
  g_mutex_init (&box->lock);
  box->context = g_main_context_ref_thread_default ();
  box->func = func;
  box->user_data = user_data;

  g_autoptr (GstCaps) caps = gst_caps_from_string ("video/x-raw,format=BGRA");
  g_object_set (sink, "caps", caps, "max-buffers", 2u, "drop", TRUE, "sync", TRUE, NULL);
  GstAppSinkCallbacks callbacks = {
    .new_preroll = new_preroll_cb,
    .new_sample = new_sample_cb,
  };
  gst_app_sink_set_callbacks (GST_APP_SINK (sink), &callbacks, g_atomic_rc_box_acquire (box),
                              release_mailbox);
  g_object_set_data_full (G_OBJECT (sink), MAILBOX_KEY, box, release_mailbox);
  return sink;
}

/**
 * refrain_video_sink_set_active:
 * @sink: a sink made by refrain_video_sink_new()
 * @active: whether to hand pictures over
 *
 * To be called from the main context of the sink.
 */
void
refrain_video_sink_set_active (GstElement *sink, gboolean active)
{
  Mailbox *box = g_object_get_data (G_OBJECT (sink), MAILBOX_KEY);
  g_return_if_fail (box != NULL);

  g_mutex_lock (&box->lock);
  box->active = active;
  if (active && box->newest != NULL)
    schedule (box);
  g_mutex_unlock (&box->lock);
}

/**
 * refrain_video_sink_detach:
 * @sink: a sink made by refrain_video_sink_new()
 *
 * The function is not called again, even when the sink lives on for a while. To be called from the
 * main context of the sink.
 */
void
refrain_video_sink_detach (GstElement *sink)
{
  Mailbox *box = g_object_get_data (G_OBJECT (sink), MAILBOX_KEY);
  g_return_if_fail (box != NULL);

  refrain_video_sink_set_active (sink, FALSE);
  box->func = NULL;
}

/**
 * refrain_video_frame_ref:
 * @self: a frame
 *
 * Returns: (transfer full): @self
 */
RefrainVideoFrame *
refrain_video_frame_ref (RefrainVideoFrame *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * refrain_video_frame_unref:
 * @self: (transfer full): a frame
 *
 * Gives one reference back. Keep few frames: each holds one of the decoder's buffers.
 */
void
refrain_video_frame_unref (RefrainVideoFrame *self)
{
  g_atomic_rc_box_release_full (self, clear_frame);
}

/**
 * refrain_video_frame_get_width:
 * @self: a frame
 *
 * Returns: its width in pixels
 */
int
refrain_video_frame_get_width (RefrainVideoFrame *self)
{
  return self->width;
}

/**
 * refrain_video_frame_get_height:
 * @self: a frame
 *
 * Returns: its height in pixels
 */
int
refrain_video_frame_get_height (RefrainVideoFrame *self)
{
  return self->height;
}

/**
 * refrain_video_frame_get_stride:
 * @self: a frame
 *
 * Returns: how many bytes lie between the starts of two rows
 */
gsize
refrain_video_frame_get_stride (RefrainVideoFrame *self)
{
  return self->stride;
}

/**
 * refrain_video_frame_get_pixel_aspect:
 * @self: a frame
 *
 * Returns: width of a pixel through its height; the picture is to be shown that much wider
 */
double
refrain_video_frame_get_pixel_aspect (RefrainVideoFrame *self)
{
  return self->pixel_aspect;
}

/**
 * refrain_video_frame_get_bytes:
 * @self: a frame
 *
 * Returns: (transfer none): the pixels: stride × height bytes, not copied
 */
GBytes *
refrain_video_frame_get_bytes (RefrainVideoFrame *self)
{
  return self->bytes;
}
