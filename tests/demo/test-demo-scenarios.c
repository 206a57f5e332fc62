/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "demo-fixture.h"

#define WAIT_SECONDS 10

/* What a fetch of a scenario's task id gives. */
typedef struct
{
  const char *name;
  guint status;         /* 0 = no answer that can be read to its end */
  const char *contains; /* (nullable) */
} Expected;

static const Expected expected[] = {
  { "fail-moderation", 200, "\"status\":\"FAILURE\"" },
  { "fail-quota", 403, "quota_not_enough" },
  { "fail-auth", 401, "{\"error\":{\"message\":" },
  { "not-found", 400, "task_not_exist" },
  { "html", 200, "<!DOCTYPE html>" },
  { "html-502", 502, "<h1>502 Bad Gateway</h1>" },
  { "empty", 200, NULL },
  { "cut", 0, NULL },
  { "truncated", 200, "\"code\":\"success\"" },
  { "forbidden", 200, "/api/forbidden\"" },
  { "flaky", 503, "get_channel_failed" },
  { "flaky", 503, NULL },
  { "flaky", 200, "\"status\":\"SUCCESS\"" },
  { "flaky", 200, NULL },
  { "rate-limited", 429, NULL },
  { "rate-limited", 429, NULL },
  { "rate-limited", 200, "\"status\":\"SUCCESS\"" },
  { "error-200", 200, "\"code\":400,\"msg\":" },
  { "upstream-json", 500, "\"message\":\"{\\\"code\\\":\\\"upstream_busy\\\"" },
  { "detail", 422, "\"detail\":[" },
  { "queued", 200, "\"status\":\"QUEUED\"" },
  { "null", 200, "\"data\":null" },
  { "streaming", 200, "/audiopipe/?item_id=" },
  { "half", 200, "\"status\":\"FAILURE\"" },
  { "half", 200, "\"status\":\"complete\"" },
  { "no-clips", 200, "\"data\":[]" },
  { "unknown-word", 200, "PONDERING" },
  { "ndjson", 200, "\n{" },
  { "camel", 200, "\"sunoData\":[{" },
  { "top-array", 200, "[{\"id\":" },
  { "map-clips", 200, "{\"clips\":{" },
  { "lyrics-task", 200, "\"action\":\"LYRICS\",\"status\":\"SUCCESS\"" },
  { "deep", 200, "{\"data\":{\"data\":{\"data\":" },
  { "nul", 200, NULL },
  { "bad-utf8", 200, "\xff\xfe\xc3" },
  { "redirect", 302, NULL },
  { "redirect-file", 302, NULL },
  { "hostile-names", 200, "../../etc/passwd" },
  { "slow", 200, "\"status\":\"SUCCESS\"" },
};

/* Those that have a test of their own. */
static const char *const apart[] = { "hang", "big" };

/* What a scenario's media address gives. */
typedef struct
{
  const char *name;
  const char *key; /* of the address in the clip */
  guint status;    /* 0 = no answer that can be read to its end */
  const char *type;
  gssize size; /* -1 = any but none */
} ExpectedMedia;

static const ExpectedMedia expected_media[] = {
  { "audio-html", "audio_url", 200, "audio/mpeg", -1 },
  { "audio-html-typed", "audio_url", 200, "text/html", -1 },
  { "audio-404", "audio_url", 404, "text/plain", -1 },
  { "audio-403", "audio_url", 403, "text/plain", -1 },
  { "audio-410", "audio_url", 410, "text/plain", -1 },
  { "audio-500", "audio_url", 500, "text/plain", -1 },
  { "audio-cut", "audio_url", 0, NULL, -1 },
  { "audio-slow", "audio_url", 200, "audio/mpeg", AUDIO_SIZE },
  { "audio-empty", "audio_url", 200, "audio/mpeg", 0 },
  { "audio-text", "audio_url", 200, "text/plain", -1 },
  { "audio-truncated", "audio_url", 200, "audio/mpeg", AUDIO_SIZE / 2 },
  { "audio-png", "audio_url", 200, "image/png", -1 },
  { "audio-redirect", "audio_url", 302, NULL, -1 },
  { "audio-redirect-loop", "audio_url", 302, NULL, -1 },
  { "cover-html", "image_url", 200, "image/jpeg", -1 },
  { "cover-huge", "image_large_url", 200, "image/png", -1 },
  { "video-404", "video_url", 404, "text/plain", -1 },
  { "video-html", "video_url", 200, "video/mp4", -1 },
  /* The other files of such a task are good. */
  { "cover-html", "audio_url", 200, "audio/mpeg", AUDIO_SIZE },
  { "audio-404", "image_url", 200, "image/jpeg", 10 },
};

static gboolean
contains (Answer *answer, const char *text)
{
  gsize size;
  const char *data = g_bytes_get_data (answer->body, &size);

  return memmem (data, size, text, strlen (text)) != NULL;
}

static Answer *
fetch (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_strconcat ("/suno/fetch/", name, NULL);

  return get (fixture, path);
}

static char *
dup_clip_address (Fixture *fixture, const char *name, const char *key)
{
  g_autoptr (Answer) answer = fetch (fixture, name);
  g_autoptr (JsonNode) root = parse (answer);

  return g_strdup (json_object_get_string_member (get_clip (root, 0), key));
}

static void
test_answers (Fixture *fixture, gconstpointer data)
{
  refrain_demo_gateway_set_time_scale (fixture->gateway, 0.01);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (Answer) answer = fetch (fixture, expected[i].name);

      g_test_message ("%s", expected[i].name);
      g_assert_cmpuint (answer->status, ==, expected[i].status);
      g_assert_cmpint (answer->error != NULL, ==, expected[i].status == 0);
      if (expected[i].contains != NULL)
        g_assert_true (contains (answer, expected[i].contains));
    }
}

static void
test_answer_details (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Answer) limited = fetch (fixture, "rate-limited");
  g_autoptr (Answer) empty = fetch (fixture, "empty");
  g_autoptr (Answer) nul = fetch (fixture, "nul");
  g_autoptr (Answer) truncated = fetch (fixture, "truncated");
  g_autoptr (Answer) redirect = fetch (fixture, "redirect");
  g_autoptr (Answer) redirect_file = fetch (fixture, "redirect-file");
  g_autoptr (Answer) moved = get (fixture, get_header (redirect, "Location"));
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize size;
  const char *body = g_bytes_get_data (truncated->body, &size);

  g_assert_cmpstr (get_header (limited, "Retry-After"), ==, "1");
  g_assert_cmpuint (g_bytes_get_size (empty->body), ==, 0);
  g_assert_false (json_parser_load_from_data (parser, body, (gssize) size, NULL));
  body = g_bytes_get_data (nul->body, &size);
  g_assert_nonnull (memchr (body, '\0', size));
  g_assert_true (g_str_has_prefix (get_header (redirect, "Location"),
                                   refrain_demo_gateway_get_media_address (fixture->gateway)));
  g_assert_cmpuint (moved->status, ==, 200);
  g_assert_cmpstr (get_header (redirect_file, "Location"), ==, "file:///etc/passwd");
}

static void
test_failed_tasks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Answer) refused = fetch (fixture, "fail-moderation");
  g_autoptr (Answer) half = fetch (fixture, "half");
  g_autoptr (JsonNode) refused_root = parse (refused);
  g_autoptr (JsonNode) half_root = parse (half);
  const char *reason = json_object_get_string_member (get_task (refused_root), "fail_reason");
  JsonObject *metadata = json_object_get_object_member (get_clip (refused_root, 0), "metadata");

  g_assert_cmpstr (json_object_get_string_member (get_task (refused_root), "progress"), ==, "100%");
  g_assert_cmpstr (json_object_get_string_member (metadata, "error_message"), ==, reason);
  g_assert_true (g_str_has_suffix (
      json_object_get_string_member (get_clip (refused_root, 0), "audio_url"), "/None.mp3"));
  g_assert_cmpstr (json_object_get_string_member (get_clip (half_root, 0), "status"), ==, "error");
  g_assert_cmpstr (json_object_get_string_member (get_clip (half_root, 1), "status"), ==,
                   "complete");
}

static void
test_media (Fixture *fixture, gconstpointer data)
{
  refrain_demo_gateway_set_time_scale (fixture->gateway, 0.05);
  for (gsize i = 0; i < G_N_ELEMENTS (expected_media); i++)
    {
      const ExpectedMedia *wanted = &expected_media[i];
      g_autofree char *address = dup_clip_address (fixture, wanted->name, wanted->key);
      g_autoptr (Answer) answer = get (fixture, address);

      g_test_message ("%s %s", wanted->name, address);
      g_assert_cmpuint (answer->status, ==, wanted->status);
      if (wanted->type != NULL)
        g_assert_true (g_str_has_prefix (get_header (answer, "Content-Type"), wanted->type));
      if (answer->error == NULL && wanted->size >= 0)
        g_assert_cmpuint (g_bytes_get_size (answer->body), ==, (gsize) wanted->size);
      if (answer->error == NULL && wanted->size < 0)
        g_assert_cmpuint (g_bytes_get_size (answer->body), >, 0);
      if (g_str_equal (wanted->name, "audio-redirect-loop"))
        g_assert_cmpstr (get_header (answer, "Location"), ==, address);
    }
}

/* A song that breaks off can be gone on with, as it is by hosts that are merely flaky. */
static void
test_cut_media (Fixture *fixture, gconstpointer data)
{
  g_autofree char *address = dup_clip_address (fixture, "audio-cut", "audio_url");
  const char *path = strchr (address + strlen ("http://"), '/');
  gsize size;
  g_autofree char *text = raw_request (refrain_demo_gateway_get_media_address (fixture->gateway),
                                       path, &size, NULL);
  const char *body = strstr (text, "\r\n\r\n") + 4;

  g_assert_nonnull (strstr (text, "Content-Length: 83400\r\n"));
  g_assert_cmpuint (size - (gsize) (body - text), ==, AUDIO_SIZE / 2);
}

static void
test_cut_answer (Fixture *fixture, gconstpointer data)
{
  gsize size;
  g_autofree char *text = raw_request (refrain_demo_gateway_get_address (fixture->gateway),
                                       "/suno/fetch/cut", &size, NULL);
  const char *body = strstr (text, "\r\n\r\n") + 4;
  const char *length = strstr (text, "Content-Length: ") + strlen ("Content-Length: ");
  guint64 promised = g_ascii_strtoull (length, NULL, 10);

  g_assert_true (g_str_has_prefix (text, "HTTP/1.1 200"));
  g_assert_cmpuint (size - (gsize) (body - text), ==, promised / 2);
}

static void
test_big (Fixture *fixture, gconstpointer data)
{
  g_autofree char *address = g_strconcat (refrain_demo_gateway_get_address (fixture->gateway),
                                          "/suno/fetch/big", NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", address);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = soup_session_send (fixture->session, message, NULL, &error);
  g_autofree char *buffer = g_malloc (65536);
  char last[2] = "";
  gsize size = 0;
  gssize n_read;

  g_assert_no_error (error);
  g_assert_cmpint (soup_message_headers_get_encoding (soup_message_get_response_headers (message)),
                   ==, SOUP_ENCODING_CHUNKED);
  while ((n_read = g_input_stream_read (stream, buffer, 65536, NULL, &error)) > 0)
    {
      size += (gsize) n_read;
      last[0] = buffer[n_read - 1];
    }
  g_assert_no_error (error);
  g_assert_cmpuint (size, >, 64 * 1024 * 1024);
  g_assert_cmpuint (size, <, 65 * 1024 * 1024);
  g_assert_cmpstr (last, ==, "}");
}

/* A client in a thread of its own, for requests that may never end. */
typedef struct
{
  const char *address;
  char *path;
  GCancellable *cancellable;
  gsize size;
} Caller;

static gpointer
call_raw (gpointer data)
{
  Caller *caller = data;

  g_free (raw_request (caller->address, caller->path, &caller->size, caller->cancellable));

  return NULL;
}

static void
wait_for_open_requests (Fixture *fixture, guint n_requests)
{
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  while (refrain_demo_gateway_get_open_requests (fixture->gateway) != n_requests)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_thread_yield ();
    }
}

static void
test_hang_until_client_leaves (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Caller caller = { .path = (char *) "/suno/fetch/hang", .cancellable = cancellable };
  GThread *thread;

  caller.address = refrain_demo_gateway_get_address (fixture->gateway);
  thread = g_thread_new ("caller", call_raw, &caller);
  wait_for_open_requests (fixture, 1);
  g_cancellable_cancel (cancellable);
  g_thread_join (thread);
  g_assert_cmpuint (caller.size, ==, 0);
  wait_for_open_requests (fixture, 0);
}

static void
test_slow_by_the_clock (Fixture *fixture, gconstpointer data)
{
  Caller caller = { .path = (char *) "/suno/fetch/slow" };
  GThread *thread;

  refrain_demo_gateway_set_manual_clock (fixture->gateway, TRUE);
  caller.address = refrain_demo_gateway_get_address (fixture->gateway);
  thread = g_thread_new ("caller", call_raw, &caller);
  wait_for_open_requests (fixture, 1);
  refrain_demo_gateway_advance (fixture->gateway, 4999);
  g_assert_cmpuint (refrain_demo_gateway_get_open_requests (fixture->gateway), ==, 1);
  refrain_demo_gateway_advance (fixture->gateway, 1);
  g_thread_join (thread);
  g_assert_cmpuint (caller.size, >, 0);
}

static void
test_stop_while_requests_hang (Fixture *fixture, gconstpointer data)
{
  g_autofree char *stall = dup_clip_address (fixture, "audio-stall", "audio_url");
  g_autofree char *slow = dup_clip_address (fixture, "audio-slow", "audio_url");
  g_autofree char *media = g_strdup (refrain_demo_gateway_get_media_address (fixture->gateway));
  g_autofree char *gateway = g_strdup (refrain_demo_gateway_get_address (fixture->gateway));
  Caller callers[] = {
    { .address = gateway, .path = (char *) "/suno/fetch/hang" },
    { .address = gateway, .path = (char *) "/suno/fetch/slow" },
    { .address = media, .path = stall + strlen (media) },
    { .address = media, .path = slow + strlen (media) },
  };
  GThread *threads[G_N_ELEMENTS (callers)];

  for (gsize i = 0; i < G_N_ELEMENTS (callers); i++)
    threads[i] = g_thread_new ("caller", call_raw, &callers[i]);
  while (refrain_demo_gateway_count (fixture->gateway, "*") < 2 + G_N_ELEMENTS (callers))
    g_thread_yield ();
  wait_for_open_requests (fixture, G_N_ELEMENTS (callers));
  refrain_demo_gateway_stop (fixture->gateway);
  for (gsize i = 0; i < G_N_ELEMENTS (callers); i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (callers[0].size, ==, 0);
  g_assert_cmpuint (callers[1].size, ==, 0);
}

/* Connections that have asked for nothing yet must not hold up a stop either. */
static void
test_stop_with_half_a_request (Fixture *fixture, gconstpointer data)
{
  static const char request[] = "GET /suno/fetch/demo-one HTTP/1.1\r\nHo";
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = g_socket_client_connect_to_uri (
      client, refrain_demo_gateway_get_address (fixture->gateway), 80, NULL, NULL);
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autoptr (Answer) other = NULL;

  g_assert_true (g_output_stream_write_all (output, request, strlen (request), NULL, NULL, NULL));
  other = fetch (fixture, "demo-one");
  g_assert_cmpuint (other->status, ==, 200);
  refrain_demo_gateway_stop (fixture->gateway);
}

/* Neither side waits for us here: the gateway is stuck in a write that the client does not read. */
static void
test_stop_while_client_sleeps (Fixture *fixture, gconstpointer data)
{
  static const char request[] = "GET /suno/fetch/big HTTP/1.1\r\nHost: demo\r\n\r\n";
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = g_socket_client_connect_to_uri (
      client, refrain_demo_gateway_get_address (fixture->gateway), 80, NULL, NULL);
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  g_assert_true (g_output_stream_write_all (output, request, strlen (request), NULL, NULL, NULL));
  wait_for_open_requests (fixture, 1);
  refrain_demo_gateway_stop (fixture->gateway);
  g_assert_cmpuint (refrain_demo_gateway_get_open_requests (fixture->gateway), ==, 0);
}

static void
test_stall (Fixture *fixture, gconstpointer data)
{
  g_autofree char *address = dup_clip_address (fixture, "audio-stall", "audio_url");
  g_autoptr (SoupMessage) message = soup_message_new ("GET", address);
  g_autoptr (GInputStream) stream = soup_session_send (fixture->session, message, NULL, NULL);
  g_autofree char *buffer = g_malloc (AUDIO_SIZE);
  gsize n_read = 0;

  g_assert_nonnull (stream);
  g_assert_true (g_input_stream_read_all (stream, buffer, AUDIO_SIZE / 4, &n_read, NULL, NULL));
  g_assert_cmpuint (n_read, ==, AUDIO_SIZE / 4);
  g_assert_cmpuint (refrain_demo_gateway_get_open_requests (fixture->gateway), ==, 1);
  g_clear_object (&stream);
  soup_session_abort (fixture->session);
  wait_for_open_requests (fixture, 0);
}

static void
test_batch_of_scenarios (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Answer) answer = post (
      fixture, "/suno/fetch", "{\"ids\":[\"queued\",\"html\",\"half\",\"not-found\",\"flaky\"]}");
  g_autoptr (JsonNode) root = parse (answer);

  g_assert_cmpuint (
      json_array_get_length (json_object_get_array_member (json_node_get_object (root), "data")),
      ==, 3);
}

static gboolean
is_tested (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    if (g_str_equal (expected[i].name, name))
      return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (expected_media); i++)
    if (g_str_equal (expected_media[i].name, name))
      return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (apart); i++)
    if (g_str_equal (apart[i], name))
      return TRUE;

  return g_str_equal (name, "audio-stall");
}

static void
test_all_are_tested (void)
{
  gsize n_scenarios = 0;
  g_autofree RefrainDemoScenarioInfo *scenarios = refrain_demo_gateway_list_scenarios (
      &n_scenarios);

  g_assert_cmpuint (n_scenarios, >, 50);
  for (gsize i = 0; i < n_scenarios; i++)
    {
      g_test_message ("%s: %s", scenarios[i].name, scenarios[i].description);
      g_assert_cmpuint (strlen (scenarios[i].description), >, 0);
      g_assert_true (is_tested (scenarios[i].name));
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*func) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/demo/scenarios/answers", test_answers },
    { "/demo/scenarios/answer-details", test_answer_details },
    { "/demo/scenarios/failed-tasks", test_failed_tasks },
    { "/demo/scenarios/media", test_media },
    { "/demo/scenarios/cut-media", test_cut_media },
    { "/demo/scenarios/cut-answer", test_cut_answer },
    { "/demo/scenarios/big", test_big },
    { "/demo/scenarios/stall", test_stall },
    { "/demo/scenarios/hang-until-client-leaves", test_hang_until_client_leaves },
    { "/demo/scenarios/slow-by-the-clock", test_slow_by_the_clock },
    { "/demo/scenarios/stop-while-requests-hang", test_stop_while_requests_hang },
    { "/demo/scenarios/stop-while-client-sleeps", test_stop_while_client_sleeps },
    { "/demo/scenarios/stop-with-half-a-request", test_stop_with_half_a_request },
    { "/demo/scenarios/batch", test_batch_of_scenarios },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, fixture_set_up, tests[i].func, fixture_tear_down);
  g_test_add_func ("/demo/scenarios/all-are-tested", test_all_are_tested);

  return g_test_run ();
}
