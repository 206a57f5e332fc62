/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-stream-sink.h"

/**
 * RefrainStreamSink:
 *
 * The end of a stream into which bytes are put. A write ends when they have found room, and costs
 * no thread while it waits. There is no writing but by g_output_stream_write_async() and its kin.
 */
struct _RefrainStreamSink
{
  GOutputStream parent_instance;

  RefrainStream *stream; /* (owned) */
  GSource *cancelled;    /* (owned) (nullable): while a write waits that can be cancelled */
};

G_DEFINE_FINAL_TYPE (RefrainStreamSink, refrain_stream_sink, G_TYPE_OUTPUT_STREAM)

static void
forget_cancelled (RefrainStreamSink *self)
{
  if (self->cancelled != NULL)
    g_source_destroy (self->cancelled);
  g_clear_pointer (&self->cancelled, g_source_unref);
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  RefrainStreamSink *self = user_data;

  refrain_stream_drop_write (self->stream);
  return G_SOURCE_REMOVE;
}

static void
watch_cancelled (RefrainStreamSink *self, GCancellable *cancellable, GMainContext *context)
{
  self->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_static_name (self->cancelled, "refrain-stream-sink");
  g_source_set_callback (self->cancelled, G_SOURCE_FUNC (cancelled_cb), self, NULL);
  g_source_attach (self->cancelled, context);
}

static gssize
refrain_stream_sink_write (GOutputStream *stream,
                           const void *buffer,
                           gsize count,
                           GCancellable *cancellable,
                           GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "would block");
  return -1;
}

static void
refrain_stream_sink_write_async (GOutputStream *stream,
                                 const void *buffer,
                                 gsize count,
                                 int priority,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  RefrainStreamSink *self = REFRAIN_STREAM_SINK (stream);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GMainContext) context = g_main_context_ref (g_task_get_context (task));

  g_task_set_source_tag (task, refrain_stream_sink_write_async);
  g_task_set_priority (task, priority);
  forget_cancelled (self);
  if (refrain_stream_write (self->stream, buffer, count, task) && cancellable != NULL)
    watch_cancelled (self, cancellable, context);
}

static gssize
refrain_stream_sink_write_finish (GOutputStream *stream, GAsyncResult *result, GError **error)
{
  forget_cancelled (REFRAIN_STREAM_SINK (stream));
  return g_task_propagate_int (G_TASK (result), error);
}

static void
refrain_stream_sink_finalize (GObject *object)
{
  RefrainStreamSink *self = REFRAIN_STREAM_SINK (object);

  forget_cancelled (self);
  refrain_stream_unref (self->stream);

  G_OBJECT_CLASS (refrain_stream_sink_parent_class)->finalize (object);
}

static void
refrain_stream_sink_class_init (RefrainStreamSinkClass *klass)
{
  GOutputStreamClass *stream_class = G_OUTPUT_STREAM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = refrain_stream_sink_finalize;
  stream_class->write_fn = refrain_stream_sink_write;
  stream_class->write_async = refrain_stream_sink_write_async;
  stream_class->write_finish = refrain_stream_sink_write_finish;
}

static void
refrain_stream_sink_init (RefrainStreamSink *self)
{
}

/**
 * refrain_stream_sink_new:
 * @stream: where the bytes go
 *
 * Closing the sink does not end @stream: only who fetches knows whether all has come.
 *
 * Returns: (transfer full): a sink
 */
GOutputStream *
refrain_stream_sink_new (RefrainStream *stream)
{
  RefrainStreamSink *self = g_object_new (REFRAIN_TYPE_STREAM_SINK, NULL);

  self->stream = refrain_stream_ref (stream);
  return G_OUTPUT_STREAM (self);
}
