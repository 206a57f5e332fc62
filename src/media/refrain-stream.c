/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-stream.h"

/* About twenty seconds of a song. */
#define ROOM_BYTES (512 * 1024)

struct _RefrainStream
{
  GMutex mutex;
  GCond cond;                /* something that the reader waits for has come */
  GCancellable *cancellable; /* (owned): cancelled when nobody reads any more */
  char *etag;                /* (owned) (nullable): what the reader has a part of already */

  RefrainStreamAnswer answer; /* (owned): fixed once it is there */
  gboolean answered;
  GQueue chunks; /* (owned) (element-type GBytes) */
  gsize held;    /* bytes in @chunks */
  gboolean ended;
  GError *error; /* (owned) (nullable): why it has ended early */
  gboolean flushing;
  gboolean closed;

  GTask *write; /* (owned) (nullable): waits for room */
  gconstpointer write_data;
  gsize write_size;
};

static void
free_bytes (gpointer bytes)
{
  g_bytes_unref (bytes);
}

static void
clear_stream (gpointer data)
{
  RefrainStream *self = data;

  g_assert (self->write == NULL);
  g_queue_clear_full (&self->chunks, free_bytes);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_free (self->etag);
  g_free ((char *) self->answer.content_type);
  g_free ((char *) self->answer.etag);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
}

/* All helpers below are called with the mutex held. */

static gsize
take_bytes (RefrainStream *self, gconstpointer data, gsize size)
{
  gsize taken = MIN (size, ROOM_BYTES - self->held);

  if (taken > 0)
    g_queue_push_tail (&self->chunks, g_bytes_new (data, taken));
  self->held += taken;
  g_cond_broadcast (&self->cond);
  return taken;
}

static gboolean
is_stopped (RefrainStream *self, GError **error)
{
  if (!self->flushing && !self->closed)
    return FALSE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped");
  return TRUE;
}

/**
 * refrain_stream_new:
 * @etag: (nullable): names the version of the file that the reader wants to go on with
 *
 * Returns: (transfer full): a stream that nobody has answered yet
 */
RefrainStream *
refrain_stream_new (const char *etag)
{
  RefrainStream *self = g_atomic_rc_box_new0 (RefrainStream);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  g_queue_init (&self->chunks);
  self->cancellable = g_cancellable_new ();
  self->etag = g_strdup (etag);
  return self;
}

/**
 * refrain_stream_ref:
 * @self: a stream
 *
 * Returns: (transfer full): the stream
 */
RefrainStream *
refrain_stream_ref (RefrainStream *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * refrain_stream_unref:
 * @self: (transfer full): a stream
 */
void
refrain_stream_unref (RefrainStream *self)
{
  g_atomic_rc_box_release_full (self, clear_stream);
}

/**
 * refrain_stream_get_etag:
 * @self: a stream
 *
 * Returns: (transfer none) (nullable): names the version of the file that the reader has a part of
 */
const char *
refrain_stream_get_etag (RefrainStream *self)
{
  return self->etag;
}

/**
 * refrain_stream_get_cancellable:
 * @self: a stream
 *
 * Returns: (transfer none): is cancelled, in any thread, when nobody reads any more
 */
GCancellable *
refrain_stream_get_cancellable (RefrainStream *self)
{
  return self->cancellable;
}

/**
 * refrain_stream_set_answer:
 * @self: a stream
 * @answer: what the server says; copied
 *
 * To be called once, before the first bytes.
 */
void
refrain_stream_set_answer (RefrainStream *self, const RefrainStreamAnswer *answer)
{
  g_mutex_lock (&self->mutex);
  if (!self->answered)
    {
      self->answer = *answer;
      self->answer.content_type = g_strdup (answer->content_type);
      self->answer.etag = g_strdup (answer->etag);
      self->answered = TRUE;
      g_cond_broadcast (&self->cond);
    }
  g_mutex_unlock (&self->mutex);
}

/**
 * refrain_stream_write:
 * @self: a stream to which nothing is being written
 * @data: bytes; they must stay until @task has returned
 * @size: how many
 * @task: (transfer full): returns how many were taken, as g_output_stream_write_async() does; a
 *   %G_IO_ERROR_CLOSED when nobody reads any more
 *
 * Returns: whether @task waits for room
 */
gboolean
refrain_stream_write (RefrainStream *self, gconstpointer data, gsize size, GTask *task)
{
  gboolean closed, waits;
  gsize taken = 0;

  g_mutex_lock (&self->mutex);
  g_assert (self->write == NULL);
  closed = self->closed || self->ended;
  waits = !closed && size > 0 && self->held >= ROOM_BYTES;
  if (waits)
    {
      self->write = task;
      self->write_data = data;
      self->write_size = size;
    }
  else if (!closed)
    taken = take_bytes (self, data, size);
  g_mutex_unlock (&self->mutex);
  if (waits)
    return TRUE;

  if (closed)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "nobody reads");
  else
    g_task_return_int (task, (gssize) taken);
  g_object_unref (task);
  return FALSE;
}

/**
 * refrain_stream_drop_write:
 * @self: a stream
 *
 * What waits for room, if anything, waits no longer: its task returns %G_IO_ERROR_CANCELLED.
 */
void
refrain_stream_drop_write (RefrainStream *self)
{
  g_autoptr (GTask) task = NULL;

  g_mutex_lock (&self->mutex);
  task = g_steal_pointer (&self->write);
  g_mutex_unlock (&self->mutex);
  if (task != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
}

/**
 * refrain_stream_end:
 * @self: a stream
 * @error: (nullable): why no more comes, or %NULL when all has come
 *
 * Nothing more comes. The reader still gets what has come before.
 */
void
refrain_stream_end (RefrainStream *self, const GError *error)
{
  g_mutex_lock (&self->mutex);
  if (!self->ended)
    {
      self->ended = TRUE;
      /* "Cancelled" is what the reader is told of its own wish alone. */
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        self->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, error->message);
      else
        self->error = error != NULL ? g_error_copy (error) : NULL;
      g_cond_broadcast (&self->cond);
    }
  g_mutex_unlock (&self->mutex);
  refrain_stream_drop_write (self);
}

/**
 * refrain_stream_wait:
 * @self: a stream
 * @error: return location for an error: why there is no answer; %G_IO_ERROR_CANCELLED when the
 *   reader itself does not want to wait
 *
 * Waits for the answer; not for the main context to call.
 *
 * Returns: (transfer none) (nullable): what the server says
 */
const RefrainStreamAnswer *
refrain_stream_wait (RefrainStream *self, GError **error)
{
  const RefrainStreamAnswer *answer = NULL;

  g_mutex_lock (&self->mutex);
  while (!self->answered && !self->ended && !self->flushing && !self->closed)
    g_cond_wait (&self->cond, &self->mutex);
  if (is_stopped (self, error))
    ;
  else if (self->answered)
    answer = &self->answer;
  else if (self->error != NULL)
    g_propagate_error (error, g_error_copy (self->error));
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "no answer");
  g_mutex_unlock (&self->mutex);

  return answer;
}

/**
 * refrain_stream_read:
 * @self: a stream
 * @error: return location for an error: why no more comes; %G_IO_ERROR_CANCELLED when the reader
 *   itself does not want to wait
 *
 * Waits for the next bytes; not for the main context to call.
 *
 * Returns: (transfer full) (nullable): bytes; %NULL without an error when all have been read
 */
GBytes *
refrain_stream_read (RefrainStream *self, GError **error)
{
  g_autoptr (GTask) task = NULL;
  GBytes *bytes = NULL;
  gsize taken = 0;

  g_mutex_lock (&self->mutex);
  while (self->held == 0 && !self->ended && !self->flushing && !self->closed)
    g_cond_wait (&self->cond, &self->mutex);
  if (is_stopped (self, error))
    ;
  else if (self->held > 0)
    {
      bytes = g_queue_pop_head (&self->chunks);
      self->held -= g_bytes_get_size (bytes);
      task = g_steal_pointer (&self->write);
      if (task != NULL)
        taken = take_bytes (self, self->write_data, self->write_size);
    }
  else if (self->error != NULL)
    g_propagate_error (error, g_error_copy (self->error));
  g_mutex_unlock (&self->mutex);

  if (task != NULL)
    g_task_return_int (task, (gssize) taken);
  return bytes;
}

/**
 * refrain_stream_set_flushing:
 * @self: a stream
 * @flushing: whether waiting is refused
 *
 * Nothing is lost by it. From any thread.
 */
void
refrain_stream_set_flushing (RefrainStream *self, gboolean flushing)
{
  g_mutex_lock (&self->mutex);
  self->flushing = flushing;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

/**
 * refrain_stream_close:
 * @self: a stream
 *
 * Nobody reads any more. Ends all waiting, on both sides, and cancels the stream's cancellable.
 * From any thread, more than once if need be.
 */
void
refrain_stream_close (RefrainStream *self)
{
  g_mutex_lock (&self->mutex);
  self->closed = TRUE;
  g_queue_clear_full (&self->chunks, free_bytes);
  self->held = 0;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  refrain_stream_drop_write (self);
  g_cancellable_cancel (self->cancellable);
}
