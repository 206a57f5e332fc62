/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-stream-opener.h"
#include "refrain-stream-sink.h"

#include <string.h>

#define WAIT_S 60
/* More than a stream holds. */
#define MUCH (3 * 1024 * 1024)

/* One stream with what is written to it and what has become of that. */
typedef struct
{
  RefrainStream *stream;
  GOutputStream *sink;
  GCancellable *cancellable;
  char *data;
  gsize written;
  GError *error;
  gboolean done;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->stream = refrain_stream_new (NULL);
  fixture->sink = refrain_stream_sink_new (fixture->stream);
  fixture->cancellable = g_cancellable_new ();
  fixture->data = g_malloc (MUCH);
  for (gsize i = 0; i < MUCH; i++)
    fixture->data[i] = (char) (i * 7 + i / 1000);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_assert_finalize_object (fixture->sink);
  g_assert_finalize_object (fixture->cancellable);
  refrain_stream_unref (fixture->stream);
  g_clear_error (&fixture->error);
  g_free (fixture->data);
}

static gboolean
late_cb (gpointer data)
{
  g_error ("nothing happened for %d seconds", WAIT_S);
  return G_SOURCE_REMOVE;
}

static void
wait_until_done (Fixture *fixture)
{
  guint guard = g_timeout_add_seconds (WAIT_S, late_cb, NULL);

  while (!fixture->done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (guard);
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, &fixture->written,
                                    &fixture->error);
  fixture->done = TRUE;
}

static void
write_much (Fixture *fixture)
{
  g_output_stream_write_all_async (fixture->sink, fixture->data, MUCH, G_PRIORITY_DEFAULT,
                                   fixture->cancellable, written_cb, fixture);
  settle ();
}

static GByteArray *
read_all (RefrainStream *stream, GError **error)
{
  GByteArray *got = g_byte_array_new ();
  GBytes *bytes;

  while ((bytes = refrain_stream_read (stream, error)) != NULL)
    {
      g_byte_array_append (got, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
      g_bytes_unref (bytes);
    }
  return got;
}

static void
test_back_pressure (Fixture *fixture, gconstpointer unused)
{
  gsize held = 0;

  write_much (fixture);
  g_assert_false (fixture->done);
  refrain_stream_set_flushing (fixture->stream, TRUE);
  g_assert_null (refrain_stream_read (fixture->stream, NULL));
  refrain_stream_set_flushing (fixture->stream, FALSE);
  /* Nobody runs the main loop meanwhile: what is there now, and what waited at the door. */
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GBytes) bytes = refrain_stream_read (fixture->stream, NULL);

      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                       fixture->data + held, g_bytes_get_size (bytes));
      held += g_bytes_get_size (bytes);
      g_assert_cmpuint (held, <=, 2 * 512 * 1024);
    }
  settle ();
  g_assert_false (fixture->done);
  g_assert_cmpuint (held, <, MUCH);
  refrain_stream_close (fixture->stream);
  wait_until_done (fixture);
}

static void
test_reader_closes (Fixture *fixture, gconstpointer unused)
{
  write_much (fixture);
  refrain_stream_close (fixture->stream);
  wait_until_done (fixture);
  g_assert_nonnull (fixture->error);
  g_assert_true (g_cancellable_is_cancelled (refrain_stream_get_cancellable (fixture->stream)));

  /* Whoever writes now is told at once. */
  g_clear_error (&fixture->error);
  fixture->done = FALSE;
  write_much (fixture);
  wait_until_done (fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

static void
test_writer_fails (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "late");
  g_autoptr (GError) got = NULL;
  g_autoptr (GByteArray) bytes = NULL;

  write_much (fixture);
  refrain_stream_end (fixture->stream, error);
  wait_until_done (fixture);
  g_assert_nonnull (fixture->error);
  /* What has come before is not lost. */
  bytes = read_all (fixture->stream, &got);
  g_assert_cmpuint (bytes->len, >, 0);
  g_assert_cmpmem (bytes->data, bytes->len, fixture->data, bytes->len);
  g_assert_error (got, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
}

/* A fetch that was given up is no wish of the reader's. */
static void
test_fetch_cancelled (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "given up");
  g_autoptr (GError) got = NULL;

  refrain_stream_end (fixture->stream, error);
  g_assert_null (refrain_stream_read (fixture->stream, &got));
  g_assert_error (got, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

static void
test_write_cancelled (Fixture *fixture, gconstpointer unused)
{
  write_much (fixture);
  g_cancellable_cancel (fixture->cancellable);
  wait_until_done (fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_answer (Fixture *fixture, gconstpointer unused)
{
  RefrainStreamAnswer given = { .status = 206,
                                .content_type = "audio/mpeg",
                                .etag = "\"1\"",
                                .content_length = 90,
                                .offset = 10,
                                .total = 100,
                                .ranges = TRUE };
  const RefrainStreamAnswer *got;

  refrain_stream_set_answer (fixture->stream, &given);
  given.status = 500;
  refrain_stream_set_answer (fixture->stream, &given);
  refrain_stream_end (fixture->stream, NULL);
  got = refrain_stream_wait (fixture->stream, NULL);
  g_assert_cmpuint (got->status, ==, 206);
  g_assert_cmpstr (got->content_type, ==, "audio/mpeg");
  g_assert_cmpint (got->total, ==, 100);
  g_assert_null (refrain_stream_read (fixture->stream, NULL));
}

static void
test_no_answer (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  refrain_stream_end (fixture->stream, NULL);
  g_assert_null (refrain_stream_wait (fixture->stream, &error));
  g_assert_nonnull (error);
}

static gpointer
wait_in_thread (gpointer stream)
{
  GError *error = NULL;

  g_assert_null (refrain_stream_wait (stream, &error));
  return error;
}

static gpointer
read_in_thread (gpointer stream)
{
  GError *error = NULL;

  g_assert_null (refrain_stream_read (stream, &error));
  return error;
}

/* A reader that waits is woken by each thing that ends its waiting. */
static void
test_woken (Fixture *fixture, gconstpointer unused)
{
  const GThreadFunc readers[] = { wait_in_thread, read_in_thread };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (readers); i++)
    {
      g_autoptr (RefrainStream) stream = refrain_stream_new (NULL);
      GThread *thread = g_thread_new ("reader", readers[i / 2], stream);
      g_autoptr (GError) error = NULL;

      g_thread_yield ();
      if (i % 2 == 0)
        refrain_stream_set_flushing (stream, TRUE);
      else
        refrain_stream_close (stream);
      error = g_thread_join (thread);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

static gpointer
read_all_in_thread (gpointer stream)
{
  GError *error = NULL;
  GByteArray *got = read_all (stream, &error);

  g_assert_no_error (error);
  return got;
}

static void
test_concurrent (Fixture *fixture, gconstpointer unused)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (RefrainStream) stream = refrain_stream_new (NULL);
      g_autoptr (GOutputStream) sink = refrain_stream_sink_new (stream);
      GThread *thread = g_thread_new ("reader", read_all_in_thread, stream);
      g_autoptr (GByteArray) got = NULL;

      fixture->done = FALSE;
      g_output_stream_write_all_async (sink, fixture->data, MUCH, G_PRIORITY_DEFAULT,
                                       fixture->cancellable, written_cb, fixture);
      wait_until_done (fixture);
      g_assert_no_error (fixture->error);
      refrain_stream_end (stream, NULL);
      got = g_thread_join (thread);
      g_assert_cmpmem (got->data, got->len, fixture->data, MUCH);
    }
}

static gpointer
close_in_thread (gpointer stream)
{
  g_autoptr (GBytes) bytes = refrain_stream_read (stream, NULL);

  refrain_stream_close (stream);
  return NULL;
}

/* Both sides let go at any moment. */
static void
test_closed_midway (Fixture *fixture, gconstpointer unused)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (RefrainStream) stream = refrain_stream_new (NULL);
      GOutputStream *sink = refrain_stream_sink_new (stream);
      GThread *thread = g_thread_new ("reader", close_in_thread, stream);

      fixture->done = FALSE;
      g_clear_error (&fixture->error);
      g_output_stream_write_all_async (sink, fixture->data, MUCH, G_PRIORITY_DEFAULT,
                                       refrain_stream_get_cancellable (stream), written_cb,
                                       fixture);
      wait_until_done (fixture);
      g_assert_nonnull (fixture->error);
      g_thread_join (thread);
      settle ();
      g_assert_finalize_object (sink);
    }
}

static void
open_cb (RefrainStream *stream, const char *uri, gint64 offset, gpointer user_data)
{
  g_assert_cmpstr (uri, ==, "http://127.0.0.1/a");
  g_assert_cmpint (offset, ==, 7);
  (*(guint *) user_data)++;
}

static void
test_opener (Fixture *fixture, gconstpointer unused)
{
  guint n_opened = 0;
  g_autoptr (RefrainStreamOpener) opener = refrain_stream_opener_new (open_cb, &n_opened);
  g_autoptr (RefrainStream) left = refrain_stream_new (NULL);
  g_autoptr (RefrainStream) late = refrain_stream_new (NULL);
  g_autoptr (GError) error = NULL;

  refrain_stream_opener_open (opener, fixture->stream, "http://127.0.0.1/a", 7);
  g_assert_cmpuint (n_opened, ==, 0);
  settle ();
  g_assert_cmpuint (n_opened, ==, 1);

  /* Its reader has gone on before its turn came. */
  refrain_stream_opener_open (opener, left, "http://127.0.0.1/a", 7);
  refrain_stream_close (left);
  settle ();
  g_assert_cmpuint (n_opened, ==, 1);

  refrain_stream_opener_open (opener, late, "http://127.0.0.1/a", 7);
  refrain_stream_opener_close (opener);
  g_assert_true (g_cancellable_is_cancelled (refrain_stream_get_cancellable (fixture->stream)));
  settle ();
  g_assert_cmpuint (n_opened, ==, 1);
  g_assert_null (refrain_stream_wait (late, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/stream/back-pressure", test_back_pressure);
  add ("/stream/reader-closes", test_reader_closes);
  add ("/stream/writer-fails", test_writer_fails);
  add ("/stream/fetch-cancelled", test_fetch_cancelled);
  add ("/stream/write-cancelled", test_write_cancelled);
  add ("/stream/answer", test_answer);
  add ("/stream/no-answer", test_no_answer);
  add ("/stream/woken", test_woken);
  add ("/stream/concurrent", test_concurrent);
  add ("/stream/closed-midway", test_closed_midway);
  add ("/stream/opener", test_opener);
  return g_test_run ();
}
