/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-player-stop.h"

/* Ending a pipeline's threads. A server or a sound device may hold them up for a moment, and now
 * and then GStreamer 1.22 holds up itself for ever, when it is stopped while it still finds out
 * what it plays. So it never happens on the caller's thread. */

typedef struct
{
  gatomicrefcount ref_count;
  GMutex mutex;
  GCond cond;
  gboolean stopped;
} Stop;

static Stop *
stop_ref (Stop *stop)
{
  g_atomic_ref_count_inc (&stop->ref_count);
  return stop;
}

static void
stop_unref (gpointer data)
{
  Stop *stop = data;

  if (!g_atomic_ref_count_dec (&stop->ref_count))
    return;
  g_mutex_clear (&stop->mutex);
  g_cond_clear (&stop->cond);
  g_free (stop);
}

static void
stop_cb (GstElement *pipeline, gpointer data)
{
  Stop *stop = data;

  gst_element_set_state (pipeline, GST_STATE_NULL);
  if (stop == NULL)
    return;
  g_mutex_lock (&stop->mutex);
  stop->stopped = TRUE;
  g_cond_signal (&stop->cond);
  g_mutex_unlock (&stop->mutex);
}

/**
 * refrain_player_stop_later:
 * @pipeline: a pipeline
 *
 * Ends its threads in the background.
 */
void
refrain_player_stop_later (GstElement *pipeline)
{
  gst_element_call_async (pipeline, stop_cb, NULL, NULL);
}

/**
 * refrain_player_stop_now:
 * @pipeline: a pipeline
 * @patience_ms: how long to wait for it
 *
 * Ends its threads, in the background as well, and waits until they have ended.
 *
 * Returns: whether they have; if not they may later, and what the pipeline uses is not free yet
 */
gboolean
refrain_player_stop_now (GstElement *pipeline, guint patience_ms)
{
  gint64 deadline = g_get_monotonic_time () + patience_ms * G_TIME_SPAN_MILLISECOND;
  Stop *stop = g_new0 (Stop, 1);
  gboolean stopped;

  g_atomic_ref_count_init (&stop->ref_count);
  g_mutex_init (&stop->mutex);
  g_cond_init (&stop->cond);
  gst_element_call_async (pipeline, stop_cb, stop_ref (stop), stop_unref);
  g_mutex_lock (&stop->mutex);
  while (!stop->stopped && g_cond_wait_until (&stop->cond, &stop->mutex, deadline))
    ;
  stopped = stop->stopped;
  g_mutex_unlock (&stop->mutex);
  stop_unref (stop);
  return stopped;
}
