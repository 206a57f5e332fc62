/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-http.h"
#include "refrain-media-error.h"
#include "refrain-playback-stream.h"
#include "refrain-player.h"
#include "refrain-stream-sink.h"
#include "refrain-stream-src.h"
#include "stream-server.h"

#include <string.h>

#define WAIT_S 60
/* More than streams and sockets hold. */
#define FILE_BYTES (12 * 1024 * 1024)
#define N_STOPS 200

/* A source with a sink that keeps every byte. */
typedef struct
{
  GBytes *file;
  StreamServer *server;
  StreamServer *other;
  RefrainHttp *http;
  RefrainStreamOpener *opener;
  GstElement *pipeline;
  GMutex mutex;
  GByteArray *got;
  GstMessage *last; /* the end or the first error */
  gboolean standing;
  guint status;
} Fixture;

typedef gboolean (*Condition) (Fixture *fixture);

static GBytes *
make_file (void)
{
  guint32 *data = g_malloc (FILE_BYTES);

  for (guint32 i = 0; i < FILE_BYTES / sizeof *data; i++)
    data[i] = i * 2654435761u;
  return g_bytes_new_take (data, FILE_BYTES);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *other = NULL;

  fixture->file = make_file ();
  fixture->other = stream_server_new (fixture->file, NULL);
  other = stream_server_url (fixture->other, "");
  fixture->server = stream_server_new (fixture->file, other);
  fixture->http = refrain_http_new ("Refrain/test");
  fixture->opener = refrain_stream_opener_new (refrain_playback_stream_open, fixture->http);
  fixture->got = g_byte_array_new ();
  g_mutex_init (&fixture->mutex);
}

static gboolean
late_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_CONTINUE;
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Other threads change what is waited for: it is looked at again now and then. */
static gboolean
wait_for (Fixture *fixture, Condition condition)
{
  gboolean late = FALSE;
  guint timer = g_timeout_add_seconds (WAIT_S, late_cb, &late);
  guint waker = g_timeout_add (5, wake_cb, NULL);

  while (!condition (fixture) && !late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
  g_source_remove (waker);
  return condition (fixture);
}

static gboolean
is_quiet (Fixture *fixture)
{
  return stream_server_get_open (fixture->server) == 0
         && stream_server_get_open (fixture->other) == 0;
}

static void
stop (Fixture *fixture)
{
  if (fixture->pipeline == NULL)
    return;
  g_autoptr (GstBus) bus = gst_element_get_bus (fixture->pipeline);

  gst_element_set_state (fixture->pipeline, GST_STATE_NULL);
  gst_bus_remove_watch (bus);
  gst_clear_object (&fixture->pipeline);
  g_clear_pointer (&fixture->last, gst_message_unref);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  stop (fixture);
  refrain_stream_opener_close (fixture->opener);
  refrain_stream_opener_unref (fixture->opener);
  /* Whatever was under way when the source stopped has been ended at the server, too. */
  stream_server_release (fixture->server);
  g_assert_true (wait_for (fixture, is_quiet));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->http);
  stream_server_free (fixture->server);
  stream_server_free (fixture->other);
  g_byte_array_unref (fixture->got);
  g_bytes_unref (fixture->file);
  g_mutex_clear (&fixture->mutex);
}

static void
handoff_cb (GstElement *sink, GstBuffer *buffer, GstPad *pad, gpointer user_data)
{
  Fixture *fixture = user_data;
  GstMapInfo map;

  g_assert_true (gst_buffer_map (buffer, &map, GST_MAP_READ));
  g_mutex_lock (&fixture->mutex);
  g_byte_array_append (fixture->got, map.data, (guint) map.size);
  g_mutex_unlock (&fixture->mutex);
  gst_buffer_unmap (buffer, &map);
}

static gboolean
message_cb (GstBus *bus, GstMessage *message, gpointer user_data)
{
  Fixture *fixture = user_data;
  const GstStructure *structure = gst_message_get_structure (message);

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ASYNC_DONE)
    fixture->standing = TRUE;
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ELEMENT
      && gst_structure_has_name (structure, "http-headers"))
    gst_structure_get_uint (structure, "http-status-code", &fixture->status);
  if (fixture->last == NULL && (GST_MESSAGE_TYPE (message) & (GST_MESSAGE_EOS | GST_MESSAGE_ERROR)))
    fixture->last = gst_message_ref (message);
  return G_SOURCE_CONTINUE;
}

static void
start (Fixture *fixture, const char *path, GstState state)
{
  g_autofree char *uri = stream_server_url (fixture->server, path);
  GstElement *source = gst_element_make_from_uri (GST_URI_SRC, uri, NULL, NULL);
  GstElement *sink = gst_element_factory_make ("fakesink", NULL);

  /* Nothing else in this program opens addresses. */
  g_assert_true (REFRAIN_IS_STREAM_SRC (source));
  refrain_stream_src_set_opener (REFRAIN_STREAM_SRC (source), fixture->opener);
  g_object_set (sink, "signal-handoffs", TRUE, NULL);
  g_signal_connect (sink, "handoff", G_CALLBACK (handoff_cb), fixture);
  fixture->pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  gst_bin_add_many (GST_BIN (fixture->pipeline), source, sink, NULL);
  g_assert_true (gst_element_link (source, sink));
  g_autoptr (GstBus) bus = gst_element_get_bus (fixture->pipeline);
  gst_bus_add_watch (bus, message_cb, fixture);
  gst_element_set_state (fixture->pipeline, state);
}

static gboolean
is_over (Fixture *fixture)
{
  return fixture->last != NULL;
}

static gboolean
is_standing (Fixture *fixture)
{
  return fixture->standing || is_over (fixture);
}

static void
assert_end (Fixture *fixture)
{
  g_autofree char *requests = stream_server_describe (fixture->server);

  g_assert_true (wait_for (fixture, is_over));
  g_test_message ("%s", requests);
  g_assert_cmpint (GST_MESSAGE_TYPE (fixture->last), ==, GST_MESSAGE_EOS);
}

static void
assert_file (Fixture *fixture, gsize from)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (fixture->file, &size);

  assert_end (fixture);
  g_assert_cmpuint (fixture->got->len, ==, size - from);
  g_assert_true (memcmp (fixture->got->data, data + from, size - from) == 0);
}

static void
assert_requests (Fixture *fixture, const char *expected)
{
  g_autofree char *requests = stream_server_describe (fixture->server);

  g_assert_cmpstr (requests, ==, expected);
}

static guint
assert_error (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *debug = NULL;
  const GstStructure *details = NULL;
  guint status = 0;

  g_assert_true (wait_for (fixture, is_over));
  g_assert_cmpint (GST_MESSAGE_TYPE (fixture->last), ==, GST_MESSAGE_ERROR);
  gst_message_parse_error (fixture->last, &error, &debug);
  gst_message_parse_error_details (fixture->last, &details);
  g_assert_true (error->domain == GST_RESOURCE_ERROR);
  g_assert_null (strstr (error->message, "127.0.0.1"));
  g_assert_true (debug == NULL || strstr (debug, "127.0.0.1") == NULL);
  if (details != NULL)
    gst_structure_get_uint (details, "http-status-code", &status);
  return status;
}

static void
test_whole (Fixture *fixture, gconstpointer path)
{
  start (fixture, path, GST_STATE_PLAYING);
  assert_file (fixture, 0);
  g_assert_cmpuint (stream_server_count (fixture->server), ==,
                    g_str_equal (path, "/no-parts") ? 2 : 1);
  g_assert_cmpuint (fixture->status, ==, g_str_equal (path, "/ranges") ? 206 : 200);
}

static gboolean
is_seekable (Fixture *fixture)
{
  g_autoptr (GstQuery) query = gst_query_new_seeking (GST_FORMAT_BYTES);
  gboolean seekable = FALSE;

  g_assert_true (gst_element_query (fixture->pipeline, query));
  gst_query_parse_seeking (query, NULL, &seekable, NULL, NULL);
  return seekable;
}

static void
test_seek (Fixture *fixture, gconstpointer unused)
{
  gint64 size = -1;

  start (fixture, "/ranges", GST_STATE_PAUSED);
  g_assert_true (wait_for (fixture, is_standing));
  g_assert_true (is_seekable (fixture));
  g_assert_true (gst_element_query_duration (fixture->pipeline, GST_FORMAT_BYTES, &size));
  g_assert_cmpint (size, ==, FILE_BYTES);

  fixture->standing = FALSE;
  g_assert_true (
      gst_element_seek_simple (fixture->pipeline, GST_FORMAT_BYTES, GST_SEEK_FLAG_FLUSH, 11000001));
  g_assert_true (wait_for (fixture, is_standing));
  g_byte_array_set_size (fixture->got, 0);
  fixture->standing = FALSE;
  g_assert_true (
      gst_element_seek_simple (fixture->pipeline, GST_FORMAT_BYTES, GST_SEEK_FLAG_FLUSH, 300000));
  g_assert_true (wait_for (fixture, is_standing));
  gst_element_set_state (fixture->pipeline, GST_STATE_PLAYING);
  assert_file (fixture, 300000);
  assert_requests (fixture, "/ranges 0 -, /ranges 11000001 \"v1\", /ranges 300000 \"v1\"");
}

/* What cannot be asked for from another byte on is played from its start only. */
static void
test_no_ranges (Fixture *fixture, gconstpointer path)
{
  start (fixture, path, GST_STATE_PAUSED);
  g_assert_true (wait_for (fixture, is_standing));
  g_assert_false (is_seekable (fixture));
  g_assert_false (
      gst_element_seek_simple (fixture->pipeline, GST_FORMAT_BYTES, GST_SEEK_FLAG_FLUSH, 300000));
  gst_element_set_state (fixture->pipeline, GST_STATE_PLAYING);
  assert_file (fixture, 0);
}

static void
test_cut_once (Fixture *fixture, gconstpointer unused)
{
  start (fixture, "/cut-once", GST_STATE_PLAYING);
  assert_file (fixture, 0);
  assert_requests (fixture, "/cut-once 0 -, /cut-once 4194304 \"v1\"");
}

/* It is asked again, but not for ever. */
static void
test_cut_always (Fixture *fixture, gconstpointer unused)
{
  start (fixture, "/cut-always", GST_STATE_PLAYING);
  assert_error (fixture);
  assert_requests (fixture, "/cut-always 0 -, /cut-always 1000 \"v1\"");
  g_assert_cmpuint (fixture->got->len, ==, 2000);
}

/* The rest of another file is no end to this one. */
static void
test_changed (Fixture *fixture, gconstpointer unused)
{
  start (fixture, "/changed", GST_STATE_PLAYING);
  assert_error (fixture);
  g_assert_cmpuint (fixture->got->len, ==, FILE_BYTES / 3);
}

static void
test_status (Fixture *fixture, gconstpointer path)
{
  start (fixture, path, GST_STATE_PLAYING);
  g_assert_cmpuint (assert_error (fixture), ==, atoi ((const char *) path + strlen ("/status/")));
  g_assert_cmpuint (fixture->got->len, ==, 0);
}

static void
test_moved (Fixture *fixture, gconstpointer unused)
{
  start (fixture, "/moved", GST_STATE_PLAYING);
  assert_file (fixture, 0);
  g_assert_cmpuint (stream_server_count (fixture->other), ==, 1);
}

static void
test_to_file (Fixture *fixture, gconstpointer unused)
{
  start (fixture, "/to-file", GST_STATE_PLAYING);
  assert_error (fixture);
  g_assert_cmpuint (fixture->got->len, ==, 0);
}

/* Without an opener there is no way to the network, and no waiting for one. */
static void
test_no_opener (Fixture *fixture, gconstpointer unused)
{
  refrain_stream_opener_close (fixture->opener);
  start (fixture, "/ranges", GST_STATE_PLAYING);
  assert_error (fixture);
  g_assert_cmpuint (stream_server_count (fixture->server), ==, 0);
}

/* The server lets go of a song that nobody has listened to for long. */
static void
test_dropped_in_pause (Fixture *fixture, gconstpointer unused)
{
  start (fixture, "/hold", GST_STATE_PAUSED);
  g_assert_true (wait_for (fixture, is_standing));
  stream_server_release (fixture->server);
  gst_element_set_state (fixture->pipeline, GST_STATE_PLAYING);
  assert_file (fixture, 0);
  assert_requests (fixture, "/hold 0 -, /hold 4194304 \"v1\"");
}

static void
impatient_headers_cb (const RefrainHttpResponse *response, gpointer user_data)
{
  const RefrainStreamAnswer answer = { .status = response->status,
                                       .content_length = response->content_length,
                                       .total = -1 };

  refrain_stream_set_answer (user_data, &answer);
}

static void
impatient_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainStream) stream = user_data;
  g_autoptr (GError) error = NULL;

  refrain_http_response_free (refrain_http_send_finish (REFRAIN_HTTP (source), result, &error));
  refrain_stream_end (stream, error);
}

/* Gives the server a second. */
static void
impatient_open (RefrainStream *stream, const char *uri, gint64 offset, gpointer http)
{
  g_autoptr (GOutputStream) sink = refrain_stream_sink_new (stream);
  RefrainHttpRequest request = { .url = uri,
                                 .sink = sink,
                                 .max_bytes = G_MAXINT64,
                                 .idle_seconds = 1,
                                 .headers = impatient_headers_cb,
                                 .headers_data = stream };

  refrain_http_send_async (http, &request, refrain_stream_get_cancellable (stream),
                           impatient_sent_cb, refrain_stream_ref (stream));
}

static gboolean
is_late (Fixture *fixture)
{
  return g_get_monotonic_time ()
         > *(gint64 *) g_object_get_data (G_OBJECT (fixture->http), "until");
}

/* A pause is no fault of the server, however long it is. */
static void
test_long_pause (Fixture *fixture, gconstpointer unused)
{
  gint64 until = g_get_monotonic_time () + 2500 * G_TIME_SPAN_MILLISECOND;

  refrain_stream_opener_unref (fixture->opener);
  fixture->opener = refrain_stream_opener_new (impatient_open, fixture->http);
  g_object_set_data (G_OBJECT (fixture->http), "until", &until);
  start (fixture, "/plain", GST_STATE_PAUSED);
  g_assert_true (wait_for (fixture, is_standing));
  g_assert_true (wait_for (fixture, is_late));
  gst_element_set_state (fixture->pipeline, GST_STATE_PLAYING);
  assert_file (fixture, 0);
  g_assert_cmpuint (stream_server_count (fixture->server), ==, 1);
}

static gboolean
has_request (Fixture *fixture)
{
  return stream_server_count (fixture->server) > 0;
}

/* The thread that waits for the server gives up at once: else this would not come back. */
static void
test_stop_at_once (Fixture *fixture, gconstpointer path)
{
  start (fixture, path, GST_STATE_PLAYING);
  g_assert_true (wait_for (fixture, has_request));
  stop (fixture);
}

static void
count_error_cb (RefrainPlayer *player, const GError *error, gpointer user_data)
{
  (*(guint *) user_data)++;
}

/* A song is left at any moment of its loading, over and over. */
static void
test_stop_while_connecting (Fixture *fixture, gconstpointer path)
{
  g_autofree char *uri = stream_server_url (fixture->server, path);
  RefrainPlayer *player = refrain_player_new ();
  gint64 longest_us = 0;
  guint n_errors = 0;

  refrain_player_set_audio_sink (player, "fakesink sync=true");
  refrain_player_set_stream_opener (player, refrain_playback_stream_open,
                                    g_object_ref (fixture->http), g_object_unref);
  g_signal_connect (player, "error", G_CALLBACK (count_error_cb), &n_errors);
  for (guint i = 0; i < N_STOPS; i++)
    {
      gint64 began_us;

      refrain_player_set_uri (player, uri, 0);
      refrain_player_play (player);
      for (guint j = 0; j < i % 10; j++)
        g_main_context_iteration (NULL, j % 3 != 2);
      began_us = g_get_monotonic_time ();
      refrain_player_stop (player);
      longest_us = MAX (longest_us, g_get_monotonic_time () - began_us);
    }
  g_test_message ("%u requests, longest stop %" G_GINT64_FORMAT " µs",
                  stream_server_count (fixture->server), longest_us);
  g_assert_cmpuint (n_errors, ==, 0);
  g_assert_cmpuint (stream_server_count (fixture->server), >, 0);
  g_assert_finalize_object (player);
}

static void
add (const char *path, gconstpointer data, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

/* Warnings are fatal as in every test, but for those of the media framework: a pipeline that is
 * stopped while it loads may complain, and no program of ours would notice. */
static void
set_fatal_warnings (void)
{
  static const char *const domains[] = { NULL, "GLib", "GLib-GIO", "GLib-GObject", "libsoup" };

  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    g_log_set_fatal_mask (domains[i],
                          G_LOG_FATAL_MASK | G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  set_fatal_warnings ();
  gst_init (NULL, NULL);
  refrain_stream_src_register ();
  add ("/stream-src/whole", "/ranges", test_whole);
  add ("/stream-src/whole-without-ranges", "/plain", test_whole);
  add ("/stream-src/whole-without-length", "/no-length", test_whole);
  add ("/stream-src/whole-when-no-parts", "/no-parts", test_whole);
  add ("/stream-src/seek", NULL, test_seek);
  add ("/stream-src/no-ranges", "/plain", test_no_ranges);
  add ("/stream-src/no-length", "/no-length", test_no_ranges);
  add ("/stream-src/cut-once", NULL, test_cut_once);
  add ("/stream-src/cut-always", NULL, test_cut_always);
  add ("/stream-src/changed", NULL, test_changed);
  add ("/stream-src/404", "/status/404", test_status);
  add ("/stream-src/403", "/status/403", test_status);
  add ("/stream-src/500", "/status/500", test_status);
  add ("/stream-src/moved", NULL, test_moved);
  add ("/stream-src/to-file", NULL, test_to_file);
  add ("/stream-src/no-opener", NULL, test_no_opener);
  add ("/stream-src/dropped-in-pause", NULL, test_dropped_in_pause);
  add ("/stream-src/long-pause", NULL, test_long_pause);
  add ("/stream-src/stop-at-once", "/silent", test_stop_at_once);
  add ("/stream-src/stop-at-once-midway", "/headers", test_stop_at_once);
  add ("/stream-src/stop-while-connecting", "/silent", test_stop_while_connecting);
  add ("/stream-src/stop-while-loading", "/headers", test_stop_while_connecting);
  add ("/stream-src/stop-while-coming", "/ranges", test_stop_while_connecting);
  return g_test_run ();
}
