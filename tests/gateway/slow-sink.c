/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "slow-sink.h"

/** SlowSink: takes its time over the first write, and none over the others. */
struct _SlowSink
{
  GOutputStream parent_instance;

  guint milliseconds;
  gsize size;
};

G_DEFINE_FINAL_TYPE (SlowSink, slow_sink, G_TYPE_OUTPUT_STREAM)

static gboolean
take_cb (gpointer user_data)
{
  GTask *task = user_data;

  g_task_return_int (task, GPOINTER_TO_INT (g_task_get_task_data (task)));
  return G_SOURCE_REMOVE;
}

static void
slow_sink_write_async (GOutputStream *stream,
                       const void *buffer,
                       gsize count,
                       int priority,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  SlowSink *self = SLOW_SINK (stream);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_task_data (task, GINT_TO_POINTER ((int) count), NULL);
  g_timeout_add_full (G_PRIORITY_DEFAULT, self->size == 0 ? self->milliseconds : 0, take_cb, task,
                      g_object_unref);
  self->size += count;
}

static gssize
slow_sink_write_finish (GOutputStream *stream, GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}

static void
slow_sink_class_init (SlowSinkClass *klass)
{
  G_OUTPUT_STREAM_CLASS (klass)->write_async = slow_sink_write_async;
  G_OUTPUT_STREAM_CLASS (klass)->write_finish = slow_sink_write_finish;
}

static void
slow_sink_init (SlowSink *self)
{
}

GOutputStream *
slow_sink_new (guint milliseconds)
{
  SlowSink *self = g_object_new (SLOW_TYPE_SINK, NULL);

  self->milliseconds = milliseconds;
  return G_OUTPUT_STREAM (self);
}

gsize
slow_sink_get_size (SlowSink *self)
{
  return self->size;
}
