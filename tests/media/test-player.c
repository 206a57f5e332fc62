/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-media-error.h"
#include "refrain-http.h"
#include "refrain-playback-stream.h"
#include "refrain-player.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>

#define WAIT_S 60
#define SONG_MS 6000
#define SHORT_MS 600

/* Media made once for all tests, and two servers: a well-behaved one and one that breaks off. */
typedef struct
{
  char *folder;
  GBytes *song;
  GBytes *brief;
  RefrainHttp *http;
  SoupServer *server;
  GSocketService *rude;
  char *base;
  char *rude_base;
  char *closed_base;
  int may_close; /* atomic */
  guint n_requests;
  char *agent;
  gboolean had_credentials;
} World;

static World world;

typedef struct
{
  RefrainPlayer *player;
  GArray *states;
  GError *error;
  guint n_errors;
  guint n_ended;
  guint n_seeked;
  guint n_positions;
  guint n_frames;
  int width;
  int height;
  char *next_uri;
} Fixture;

typedef gboolean (*Condition) (Fixture *fixture);

static gboolean
timeout_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_CONTINUE;
}

static gboolean
wait_for (Fixture *fixture, Condition condition)
{
  gboolean late = FALSE;
  guint timer = g_timeout_add_seconds (WAIT_S, timeout_cb, &late);

  while (!condition (fixture) && !late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
  return condition (fixture);
}

static gboolean
has_element (const char *name)
{
  g_autoptr (GstElementFactory) factory = gst_element_factory_find (name);
  return factory != NULL;
}

static void
run_pipeline (const char *description)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (description, &error);
  g_assert_no_error (error);
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);

  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND,
                                                               GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_nonnull (message);
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_EOS);
  gst_element_set_state (pipeline, GST_STATE_NULL);
}

static GBytes *
make_song (const char *name, guint milliseconds)
{
  g_autofree char *path = g_build_filename (world.folder, name, NULL);
  g_autofree char *description = g_strdup_printf (
      "audiotestsrc num-buffers=%u samplesperbuffer=441 wave=pink-noise ! audio/x-raw,rate=44100,"
      "channels=2 ! lamemp3enc ! xingmux ! filesink location=%s",
      milliseconds / 10, path);
  char *data;
  gsize size;

  run_pipeline (description);
  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  return g_bytes_new_take (data, size);
}

static char *
address (const char *path)
{
  return g_strconcat (world.base, path, NULL);
}

static void
answer_cb (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer user_data)
{
  static const char page[] = "<!DOCTYPE html><html><head><title>Sign in</title></head>"
                             "<body><p>Please sign in to go on.</p></body></html>";
  SoupMessageHeaders *request = soup_server_message_get_request_headers (message);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SoupMessageBody *body = soup_server_message_get_response_body (message);

  world.n_requests++;
  g_free (world.agent);
  world.agent = g_strdup (soup_message_headers_get_one (request, "User-Agent"));
  world.had_credentials |= soup_message_headers_get_one (request, "Authorization") != NULL
                           || soup_message_headers_get_one (request, "Cookie") != NULL;
  if (g_str_has_prefix (path, "/status/"))
    {
      soup_server_message_set_status (message, (guint) atoi (path + strlen ("/status/")), NULL);
      return;
    }
  soup_server_message_set_status (message, 200, NULL);
  if (g_str_has_prefix (path, "/page"))
    {
      const char *type = g_str_equal (path, "/page") ? "text/html" : "audio/mpeg";
      soup_server_message_set_response (message, type, SOUP_MEMORY_STATIC, page, strlen (page));
      return;
    }
  if (g_str_equal (path, "/json"))
    {
      soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC,
                                        "{\"detail\":\"gone\"}", 17);
      return;
    }
  soup_message_headers_set_content_type (headers, "audio/mpeg", NULL);
  if (!g_str_equal (path, "/empty"))
    soup_message_body_append_bytes (body,
                                    g_str_has_prefix (path, "/brief") ? world.brief : world.song);
}

/* Answers by path: how much of the song comes, and whether the connection is held open then. */
static gboolean
rude_cb (GThreadedSocketService *service,
         GSocketConnection *connection,
         GObject *source,
         gpointer user_data)
{
  char request[4096] = "";
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  gsize size = g_bytes_get_size (world.song), part = 0;
  const char *data = g_bytes_get_data (world.song, NULL);

  if (g_input_stream_read (in, request, sizeof request - 1, NULL, NULL) <= 0)
    return TRUE;
  gboolean hold = strstr (request, "/hold") != NULL;
  if (strstr (request, "-third") != NULL)
    part = size / 3;
  if (strstr (request, "ange: bytes=0-") == NULL && strstr (request, "ange: bytes=") != NULL)
    part = 0;
  g_autofree char *head = g_strdup_printf (
      "HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\n%s%" G_GSIZE_FORMAT
      "\r\nConnection: close\r\n\r\n",
      strstr (request, "/nothing") ? "X-Length: " : "Content-Length: ", size);
  g_output_stream_write_all (out, head, strlen (head), NULL, NULL, NULL);
  g_output_stream_write_all (out, data, part, NULL, NULL, NULL);
  while (strstr (request, "/wait") != NULL && !g_atomic_int_get (&world.may_close))
    g_thread_yield ();
  /* Until the other side hangs up. */
  while (hold && g_input_stream_read (in, request, sizeof request, NULL, NULL) > 0)
    ;
  return TRUE;
}

/* A port that was free a moment ago. */
static void
find_closed_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);

  world.closed_base = g_strdup_printf ("http://127.0.0.1:%u", port);
  g_socket_listener_close (listener);
}

static void
start_servers (void)
{
  g_autoptr (GError) error = NULL;
  world.server = soup_server_new (NULL, NULL);
  soup_server_add_handler (world.server, NULL, answer_cb, NULL, NULL);
  g_assert_true (soup_server_listen_local (world.server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  g_assert_no_error (error);
  GSList *uris = soup_server_get_uris (world.server);
  world.base = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  world.rude = g_threaded_socket_service_new (8);
  g_signal_connect (world.rude, "run", G_CALLBACK (rude_cb), NULL);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) got = NULL;
  g_assert_true (g_socket_listener_add_address (G_SOCKET_LISTENER (world.rude), wanted,
                                                G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
                                                &got, NULL));
  world.rude_base = g_strdup_printf ("http://127.0.0.1:%d",
                                     g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got)));
}

static void
state_cb (RefrainPlayer *player, GParamSpec *pspec, Fixture *fixture)
{
  RefrainPlayerState state = refrain_player_get_state (player);
  g_array_append_val (fixture->states, state);
}

static void
position_cb (RefrainPlayer *player, GParamSpec *pspec, Fixture *fixture)
{
  fixture->n_positions++;
}

static void
ended_cb (RefrainPlayer *player, Fixture *fixture)
{
  fixture->n_ended++;
  if (fixture->next_uri == NULL)
    return;
  refrain_player_set_uri (player, fixture->next_uri, 0);
  refrain_player_play (player);
  g_clear_pointer (&fixture->next_uri, g_free);
}

static void
seeked_cb (RefrainPlayer *player, gint64 position_us, Fixture *fixture)
{
  fixture->n_seeked++;
}

static void
error_cb (RefrainPlayer *player, const GError *error, Fixture *fixture)
{
  fixture->n_errors++;
  g_clear_error (&fixture->error);
  fixture->error = g_error_copy (error);
}

static void
open_with_http (RefrainPlayer *player)
{
  refrain_player_set_stream_opener (player, refrain_playback_stream_open, g_object_ref (world.http),
                                    g_object_unref);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->states = g_array_new (FALSE, FALSE, sizeof (RefrainPlayerState));
  fixture->player = refrain_player_new ();
  open_with_http (fixture->player);
  refrain_player_set_audio_sink (fixture->player, "fakesink sync=true");
  g_signal_connect (fixture->player, "notify::state", G_CALLBACK (state_cb), fixture);
  g_signal_connect (fixture->player, "ended", G_CALLBACK (ended_cb), fixture);
  g_signal_connect (fixture->player, "seeked", G_CALLBACK (seeked_cb), fixture);
  g_signal_connect (fixture->player, "error", G_CALLBACK (error_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->player);
  g_array_unref (fixture->states);
  g_clear_error (&fixture->error);
  g_free (fixture->next_uri);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
is_over (Fixture *fixture)
{
  return fixture->n_ended > 0 || fixture->n_errors > 0;
}

static gboolean
is_playing (Fixture *fixture)
{
  return refrain_player_get_state (fixture->player) == REFRAIN_PLAYER_PLAYING || is_over (fixture);
}

static gboolean
is_paused (Fixture *fixture)
{
  return refrain_player_get_state (fixture->player) == REFRAIN_PLAYER_PAUSED || is_over (fixture);
}

static gboolean
is_at_one_second (Fixture *fixture)
{
  return refrain_player_get_position (fixture->player) >= G_TIME_SPAN_SECOND || is_over (fixture);
}

static gboolean
has_seeked (Fixture *fixture)
{
  return fixture->n_seeked > 0 || is_over (fixture);
}

static void
assert_states (Fixture *fixture, const RefrainPlayerState *expected, guint n)
{
  guint at = 0;

  /* The buffer may run low and fill again at any time on a busy machine. */
  for (guint i = 0; i < fixture->states->len; i++)
    {
      RefrainPlayerState state = g_array_index (fixture->states, RefrainPlayerState, i);
      if (at < n && state == expected[at])
        at++;
      else
        g_assert_true (state == REFRAIN_PLAYER_BUFFERING || state == REFRAIN_PLAYER_PLAYING);
    }
  g_assert_cmpuint (at, ==, n);
}

static void
test_to_end (Fixture *fixture, gconstpointer data)
{
  static const RefrainPlayerState expected[] = { REFRAIN_PLAYER_LOADING, REFRAIN_PLAYER_PLAYING,
                                                 REFRAIN_PLAYER_STOPPED };
  g_autofree char *uri = address ("/brief.mp3?token=x");

  refrain_player_set_uri (fixture->player, uri, 0);
  g_assert_cmpint (refrain_player_get_state (fixture->player), ==, REFRAIN_PLAYER_STOPPED);
  refrain_player_play (fixture->player);
  g_assert_cmpint (refrain_player_get_state (fixture->player), ==, REFRAIN_PLAYER_LOADING);
  g_assert_true (wait_for (fixture, is_playing));
  g_assert_no_error (fixture->error);
  g_assert_cmpint (ABS (refrain_player_get_duration (fixture->player) - SHORT_MS * 1000), <,
                   150000);
  g_assert_true (refrain_player_get_seekable (fixture->player));
  g_assert_false (refrain_player_get_has_video (fixture->player));
  g_assert_true (wait_for (fixture, is_over));
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->n_ended, ==, 1);
  assert_states (fixture, expected, G_N_ELEMENTS (expected));
  g_assert_cmpint (refrain_player_get_position (fixture->player), ==, 0);
  g_assert_false (refrain_player_get_wants_playing (fixture->player));
  g_assert_cmpstr (world.agent, ==, "Refrain/test");
  g_assert_false (world.had_credentials);
}

static gboolean
has_ended_twice (Fixture *fixture)
{
  return fixture->n_ended == 2 || fixture->n_errors > 0;
}

static void
test_next_without_stop (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = address ("/brief.mp3");

  fixture->next_uri = address ("/brief-2.mp3");
  refrain_player_set_uri (fixture->player, uri, 0);
  refrain_player_play (fixture->player);
  g_assert_true (wait_for (fixture, has_ended_twice));
  g_assert_no_error (fixture->error);
  for (guint i = 0; i + 1 < fixture->states->len; i++)
    g_assert_cmpint (g_array_index (fixture->states, RefrainPlayerState, i), !=,
                     REFRAIN_PLAYER_STOPPED);
}

static void
test_pause_and_seek (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = address ("/song.mp3");

  refrain_player_set_uri (fixture->player, uri, 2 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (refrain_player_get_position (fixture->player), ==, 2 * G_TIME_SPAN_SECOND);
  refrain_player_pause (fixture->player);
  g_assert_true (wait_for (fixture, is_paused));
  g_assert_no_error (fixture->error);
  g_assert_cmpint (refrain_player_get_position (fixture->player), ==, 2 * G_TIME_SPAN_SECOND);

  refrain_player_seek (fixture->player, 1 * G_TIME_SPAN_SECOND);
  refrain_player_seek (fixture->player, 3 * G_TIME_SPAN_SECOND);
  refrain_player_seek (fixture->player, 4 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (refrain_player_get_position (fixture->player), ==, 4 * G_TIME_SPAN_SECOND);
  g_assert_true (wait_for (fixture, has_seeked));
  g_assert_cmpint (refrain_player_get_position (fixture->player), ==, 4 * G_TIME_SPAN_SECOND);

  g_signal_connect (fixture->player, "notify::position", G_CALLBACK (position_cb), fixture);
  refrain_player_toggle (fixture->player);
  g_assert_true (wait_for (fixture, is_over));
  g_assert_no_error (fixture->error);
  /* Two seconds were left: at most four notifications a second, and those of the end. */
  g_assert_cmpuint (fixture->n_positions, >=, 3);
  g_assert_cmpuint (fixture->n_positions, <=, 11);
}

static void
test_stop_asks_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = address ("/song.mp3");
  guint before = world.n_requests;

  refrain_player_set_uri (fixture->player, uri, 0);
  refrain_player_seek (fixture->player, G_TIME_SPAN_SECOND);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (world.n_requests, ==, before);
  refrain_player_play (fixture->player);
  g_assert_true (wait_for (fixture, is_playing));
  g_assert_cmpint (refrain_player_get_position (fixture->player), >=, G_TIME_SPAN_SECOND);
  refrain_player_stop (fixture->player);
  g_assert_cmpint (refrain_player_get_state (fixture->player), ==, REFRAIN_PLAYER_STOPPED);
  g_assert_cmpint (refrain_player_get_position (fixture->player), ==, 0);
  g_assert_false (refrain_player_get_wants_playing (fixture->player));
  refrain_player_set_uri (fixture->player, NULL, 0);
  refrain_player_play (fixture->player);
  g_assert_cmpint (refrain_player_get_state (fixture->player), ==, REFRAIN_PLAYER_STOPPED);
}

static gboolean
has_swapped (Fixture *fixture)
{
  return g_str_has_suffix (refrain_player_get_uri (fixture->player), "other.mp3")
         || is_over (fixture);
}

static void
test_swap (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = address ("/song.mp3");
  g_autofree char *other = address ("/other.mp3");

  refrain_player_set_uri (fixture->player, uri, 0);
  refrain_player_play (fixture->player);
  g_assert_true (wait_for (fixture, is_at_one_second));
  gint64 before_us = refrain_player_get_position (fixture->player);
  gint64 start = g_get_monotonic_time ();
  refrain_player_swap_uri (fixture->player, other);
  g_assert_true (wait_for (fixture, has_swapped));
  g_assert_no_error (fixture->error);
  gint64 expected_us = before_us + g_get_monotonic_time () - start;
  gint64 got_us = refrain_player_get_position (fixture->player);
  g_test_message ("Off by %" G_GINT64_FORMAT " µs", got_us - expected_us);
  g_assert_cmpint (ABS (got_us - expected_us), <, 300 * G_TIME_SPAN_MILLISECOND);
  for (guint i = 0; i < fixture->states->len; i++)
    g_assert_cmpint (g_array_index (fixture->states, RefrainPlayerState, i), !=,
                     REFRAIN_PLAYER_STOPPED);
  g_assert_true (refrain_player_get_wants_playing (fixture->player));

  refrain_player_pause (fixture->player);
  gint64 paused_us = refrain_player_get_position (fixture->player);
  refrain_player_swap_uri (fixture->player, uri);
  refrain_player_swap_uri (fixture->player, other);
  while (!g_str_has_suffix (refrain_player_get_uri (fixture->player), "other.mp3"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (ABS (refrain_player_get_position (fixture->player) - paused_us), <, 30000);
  g_assert_cmpint (refrain_player_get_state (fixture->player), ==, REFRAIN_PLAYER_PAUSED);
}

static void
test_swap_fails (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = address ("/song.mp3");
  g_autofree char *gone = address ("/status/404");

  refrain_player_set_uri (fixture->player, uri, 0);
  refrain_player_play (fixture->player);
  g_assert_true (wait_for (fixture, is_playing));
  refrain_player_swap_uri (fixture->player, gone);
  g_assert_true (wait_for (fixture, is_over));
  g_assert_error (fixture->error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_NOT_FOUND);
  g_assert_cmpstr (refrain_player_get_uri (fixture->player), ==, uri);
  g_assert_cmpint (refrain_player_get_state (fixture->player), ==, REFRAIN_PLAYER_PLAYING);
}

typedef struct
{
  const char *name;
  const char
      *path; /* "!" for the rude server, "?" for none; a whole address when it has a scheme */
  int code;
  guint stall_ms;
  const char *says;
} ErrorCase;

static const ErrorCase error_cases[] = {
  { "404", "/status/404", REFRAIN_MEDIA_ERROR_NOT_FOUND, 0, "no longer" },
  { "410", "/status/410", REFRAIN_MEDIA_ERROR_NOT_FOUND, 0, "no longer" },
  { "403", "/status/403", REFRAIN_MEDIA_ERROR_NOT_ALLOWED, 0, "refuses" },
  { "500", "/status/500", REFRAIN_MEDIA_ERROR_NETWORK, 0, "500" },
  { "page", "/page", REFRAIN_MEDIA_ERROR_NOT_MEDIA, 0, "web page" },
  { "page-as-audio", "/page.mp3", REFRAIN_MEDIA_ERROR_NOT_MEDIA, 0, "web page" },
  { "json", "/json", REFRAIN_MEDIA_ERROR_NOT_MEDIA, 0, "web page" },
  { "empty", "/empty", REFRAIN_MEDIA_ERROR_EMPTY, 0, "nothing" },
  { "empty-no-length", "!/nothing", REFRAIN_MEDIA_ERROR_EMPTY, 0, "nothing" },
  { "cut", "!/cut-third", REFRAIN_MEDIA_ERROR_NETWORK, 0, "broke off" },
  { "stalled", "!/hold", REFRAIN_MEDIA_ERROR_NETWORK, 1200, "sent nothing" },
  { "stalled-midway", "!/hold-third", REFRAIN_MEDIA_ERROR_NETWORK, 1200, "sent nothing" },
  { "refused", "?/x.mp3", REFRAIN_MEDIA_ERROR_NETWORK, 0, "reached" },
  { "no-file", "file:///nonexistent/x.mp3", REFRAIN_MEDIA_ERROR_NOT_FOUND, 0, "no longer" },
  { "empty-file", "file:///dev/null", REFRAIN_MEDIA_ERROR_EMPTY, 0, "empty" },
  { "camera", "v4l2:///dev/video0", REFRAIN_MEDIA_ERROR_UNSUPPORTED, 0, "address" },
};

static void
test_error (Fixture *fixture, gconstpointer data)
{
  const ErrorCase *c = data;
  g_autofree char *uri = NULL;

  if (strstr (c->path, "://") != NULL)
    uri = g_strdup (c->path);
  else if (*c->path == '!')
    uri = g_strconcat (world.rude_base, c->path + 1, NULL);
  else if (*c->path == '?')
    uri = g_strconcat (world.closed_base, c->path + 1, NULL);
  else
    uri = address (c->path);
  if (c->stall_ms != 0)
    refrain_player_set_stall_timeout (fixture->player, c->stall_ms);
  refrain_player_set_uri (fixture->player, uri, 0);
  refrain_player_play (fixture->player);
  g_assert_cmpuint (fixture->n_errors, ==, 0);
  g_assert_true (wait_for (fixture, is_over));
  g_assert_error (fixture->error, REFRAIN_MEDIA_ERROR, c->code);
  g_test_message ("%s", fixture->error->message);
  if (c->says != NULL)
    g_assert_nonnull (strstr (fixture->error->message, c->says));
  g_assert_null (strstr (fixture->error->message, "://"));
  g_assert_cmpuint (fixture->n_ended, ==, 0);
  g_assert_cmpint (refrain_player_get_state (fixture->player), ==, REFRAIN_PLAYER_STOPPED);
  g_assert_false (refrain_player_get_wants_playing (fixture->player));
}

static gboolean
has_loaded (Fixture *fixture)
{
  RefrainPlayerState state = refrain_player_get_state (fixture->player);
  return (state != REFRAIN_PLAYER_LOADING && state != REFRAIN_PLAYER_STOPPED) || is_over (fixture);
}

static void
test_cut_while_playing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = g_strconcat (world.rude_base, "/wait-third", NULL);

  refrain_player_set_uri (fixture->player, uri, 0);
  refrain_player_play (fixture->player);
  g_assert_true (wait_for (fixture, has_loaded));
  g_assert_no_error (fixture->error);
  g_atomic_int_set (&world.may_close, TRUE);
  /* What has come is heard to its end, and playing can go on from there. */
  g_assert_true (wait_for (fixture, is_over));
  g_assert_error (fixture->error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_NETWORK);
  g_assert_nonnull (strstr (fixture->error->message, "broke off"));
  g_assert_cmpuint (fixture->n_ended, ==, 0);
  g_assert_cmpint (refrain_player_get_position (fixture->player), >, 1500000);
  g_assert_cmpint (refrain_player_get_position (fixture->player), <, 2500000);
}

static void
frame_cb (RefrainVideoFrame *frame, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->n_frames++;
  fixture->width = refrain_video_frame_get_width (frame);
  fixture->height = refrain_video_frame_get_height (frame);
  gsize stride = refrain_video_frame_get_stride (frame);
  g_assert_cmpuint (stride, >=, (gsize) fixture->width * 4);
  g_assert_cmpuint (g_bytes_get_size (refrain_video_frame_get_bytes (frame)), ==,
                    stride * (gsize) fixture->height);
  const guint8 *pixel = g_bytes_get_data (refrain_video_frame_get_bytes (frame), NULL);
  /* The picture is red. */
  g_assert_cmpuint (pixel[0], <, 30);
  g_assert_cmpuint (pixel[2], >, 200);
  g_assert_cmpuint (pixel[3], ==, 255);
}

static gboolean
has_frames (Fixture *fixture)
{
  return fixture->n_frames >= 5 || is_over (fixture);
}

static void
count_cb (gpointer data)
{
  (*(guint *) data)++;
}

/* Three seconds of sound and a red picture; NULL, and the test skipped, when that cannot be made.
 */
static char *
make_clip (void)
{
  if (!has_element ("vp8enc") || !has_element ("webmmux") || !has_element ("vorbisenc"))
    {
      g_test_skip ("GStreamer has no VP8 or Vorbis encoder here");
      return NULL;
    }
  g_autofree char *path = g_build_filename (world.folder, "clip.webm", NULL);
  g_autofree char *description = g_strdup_printf (
      "videotestsrc num-buffers=75 pattern=red ! video/x-raw,width=160,height=90,framerate=25/1 ! "
      "vp8enc deadline=1 ! queue ! webmmux name=mux ! filesink location=%s "
      "audiotestsrc num-buffers=300 samplesperbuffer=441 ! audio/x-raw,rate=44100 ! vorbisenc ! "
      "queue ! mux.",
      path);
  run_pipeline (description);
  return g_filename_to_uri (path, NULL, NULL);
}

static void
test_video (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = make_clip ();
  guint n_destroyed = 0;

  if (uri == NULL)
    return;
  refrain_player_set_frame_func (fixture->player, frame_cb, fixture, NULL);
  refrain_player_set_uri (fixture->player, uri, 0);
  refrain_player_play (fixture->player);
  g_assert_true (wait_for (fixture, is_playing));
  g_assert_no_error (fixture->error);
  g_assert_true (refrain_player_get_has_video (fixture->player));
  g_assert_cmpuint (fixture->n_frames, ==, 0);

  /* Pictures come in while the song goes on. */
  refrain_player_set_video_enabled (fixture->player, TRUE);
  g_assert_true (wait_for (fixture, has_frames));
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->n_frames, >=, 5);
  g_assert_cmpint (fixture->width, ==, 160);
  g_assert_cmpint (fixture->height, ==, 90);

  refrain_player_set_frame_func (fixture->player, NULL, &n_destroyed, count_cb);
  refrain_player_set_frame_func (fixture->player, NULL, NULL, NULL);
  g_assert_cmpuint (n_destroyed, ==, 1);
  refrain_player_set_uri (fixture->player, uri, 2500 * G_TIME_SPAN_MILLISECOND);
  refrain_player_play (fixture->player);
  g_assert_true (wait_for (fixture, is_over));
  g_assert_no_error (fixture->error);
}

static void
handoff_cb (GstElement *sink, GstBuffer *buffer, GstPad *pad, gpointer data)
{
  g_atomic_int_inc ((int *) data);
}

static gboolean
has_handoffs (Fixture *fixture)
{
  return g_atomic_int_get ((int *) &fixture->n_frames) > 0 || is_over (fixture);
}

static void
test_video_sink (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = make_clip ();
  g_autoptr (GstElement) sink = NULL;

  if (uri == NULL)
    return;
  sink = gst_object_ref_sink (gst_element_factory_make ("fakesink", NULL));
  g_object_set (sink, "sync", TRUE, "signal-handoffs", TRUE, NULL);
  g_signal_connect (sink, "handoff", G_CALLBACK (handoff_cb), &fixture->n_frames);
  refrain_player_set_video_sink (fixture->player, sink);
  refrain_player_set_video_enabled (fixture->player, TRUE);
  refrain_player_set_uri (fixture->player, uri, 0);
  refrain_player_play (fixture->player);
  g_assert_true (wait_for (fixture, has_handoffs));
  g_assert_true (wait_for (fixture, is_playing));
  /* The one sink moves from the old pipeline to the new. */
  fixture->n_frames = 0;
  refrain_player_swap_uri (fixture->player, uri);
  g_assert_true (wait_for (fixture, has_handoffs));
  refrain_player_set_video_enabled (fixture->player, FALSE);
  g_assert_true (wait_for (fixture, is_playing));
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->n_ended, ==, 0);
  refrain_player_stop (fixture->player);
  g_signal_handlers_disconnect_by_func (sink, handoff_cb, &fixture->n_frames);
}

static void
test_stream (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = g_strconcat (world.rude_base, "/nothing-third", NULL);

  /* No length is promised: what comes is all, and there is no going back in it. */
  refrain_player_set_uri (fixture->player, uri, 0);
  refrain_player_play (fixture->player);
  g_assert_true (wait_for (fixture, is_playing));
  g_assert_false (refrain_player_get_seekable (fixture->player));
  gint64 position_us = refrain_player_get_position (fixture->player);
  refrain_player_seek (fixture->player, 1900000);
  g_assert_cmpint (refrain_player_get_position (fixture->player) - position_us, <, 500000);
  g_assert_true (wait_for (fixture, is_over));
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->n_ended, ==, 1);
}

static guint
count_threads (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/task", 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static gboolean
thread_count_fell (Fixture *fixture)
{
  return count_threads () <= fixture->n_frames;
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
test_no_threads_left (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = address ("/song.mp3");

  /* Pools of GLib and GStreamer keep a few idle threads; none may be added by each player. */
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (RefrainPlayer) player = refrain_player_new ();
      open_with_http (player);
      refrain_player_set_audio_sink (player, "fakesink sync=true");
      refrain_player_set_uri (player, uri, 0);
      refrain_player_play (player);
      while (refrain_player_get_state (player) == REFRAIN_PLAYER_LOADING)
        g_main_context_iteration (NULL, TRUE);
      if (i == 3)
        fixture->n_frames = count_threads () + 2;
    }
  guint timer = g_timeout_add (20, wake_cb, NULL);
  g_assert_true (wait_for (fixture, thread_count_fell));
  g_source_remove (timer);
}

static void
test_volume (Fixture *fixture, gconstpointer data)
{
  refrain_player_set_volume (fixture->player, 0.5);
  g_assert_cmpfloat (refrain_player_get_volume (fixture->player), ==, 0.5);
  refrain_player_set_volume (fixture->player, 7);
  g_assert_cmpfloat (refrain_player_get_volume (fixture->player), ==, 1);
  refrain_player_set_muted (fixture->player, TRUE);
  g_assert_true (refrain_player_get_muted (fixture->player));
  g_assert_cmpfloat (refrain_player_get_volume (fixture->player), ==, 1);
}

static void
test_no_sound_card (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = address ("/brief.mp3");

  refrain_player_set_audio_sink (fixture->player, NULL);
  refrain_player_set_uri (fixture->player, uri, 0);
  refrain_player_play (fixture->player);
  g_assert_true (wait_for (fixture, is_over));
  g_assert_no_error (fixture->error);
}

static void
add (const char *path, gconstpointer data, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

static void
clear_world (void)
{
  const char *const names[] = { "song.mp3", "brief.mp3", "clip.webm" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (world.folder, names[i], NULL);
      g_unlink (path);
    }
  g_rmdir (world.folder);
  g_free (world.folder);
  g_free (world.base);
  g_free (world.rude_base);
  g_free (world.closed_base);
  g_free (world.agent);
  g_socket_service_stop (world.rude);
  g_socket_listener_close (G_SOCKET_LISTENER (world.rude));
  g_object_unref (world.rude);
  g_object_unref (world.server);
  g_assert_finalize_object (world.http);
  g_bytes_unref (world.song);
  g_bytes_unref (world.brief);
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
  g_unsetenv ("http_proxy");
  g_unsetenv ("all_proxy");
  g_unsetenv ("PULSE_SERVER");
  g_test_init (&argc, &argv, NULL);
  set_fatal_warnings ();
  gst_init (NULL, NULL);
  if (!has_element ("playbin3") || !has_element ("lamemp3enc"))
    {
      g_print ("1..0 # SKIP GStreamer lacks playbin3 or lamemp3enc\n");
      return 0;
    }
  world.folder = g_dir_make_tmp ("refrain-player-XXXXXX", NULL);
  world.song = make_song ("song.mp3", SONG_MS);
  world.brief = make_song ("brief.mp3", SHORT_MS);
  world.http = refrain_http_new ("Refrain/test");
  start_servers ();
  find_closed_port ();

  add ("/player/to-end", NULL, test_to_end);
  add ("/player/next-without-stop", NULL, test_next_without_stop);
  add ("/player/pause-and-seek", NULL, test_pause_and_seek);
  add ("/player/stop-asks-nothing", NULL, test_stop_asks_nothing);
  add ("/player/swap", NULL, test_swap);
  add ("/player/swap-fails", NULL, test_swap_fails);
  for (guint i = 0; i < G_N_ELEMENTS (error_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/player/error/%s", error_cases[i].name);
      add (path, &error_cases[i], test_error);
    }
  add ("/player/cut-while-playing", NULL, test_cut_while_playing);
  add ("/player/video", NULL, test_video);
  add ("/player/video-sink", NULL, test_video_sink);
  add ("/player/stream", NULL, test_stream);
  add ("/player/volume", NULL, test_volume);
  add ("/player/no-sound-card", NULL, test_no_sound_card);
  add ("/player/no-threads-left", NULL, test_no_threads_left);
  int status = g_test_run ();
  clear_world ();
  return status;
}
