/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "http-client.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_good (void)
{
  g_autoptr (HttpServer) server = http_server_new (http_client_reply_cb, NULL);
  g_autofree char *url = http_server_url (server, "/good");
  Outcome outcome = { 0 };

  http_client_ask_path (server, "/good", &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (outcome.response->status, ==, 200);
  g_assert_cmpstr (outcome.response->content_type, ==, "application/json");
  g_assert_cmpstr (outcome.response->etag, ==, "\"e1\"");
  g_assert_cmpstr (outcome.response->final_url, ==, url);
  g_assert_cmpint (outcome.response->content_length, ==, 7);
  g_assert_cmpint (outcome.response->received, ==, 7);
  g_assert_cmpint (outcome.response->retry_after, ==, -1);
  g_assert_cmpmem (g_bytes_get_data (outcome.response->bytes, NULL), 7, "{\"a\":1}", 7);
  g_assert_true (http_server_saw (server, "Test/1"));
  outcome_clear (&outcome);
}

static void
test_any_status_is_an_answer (void)
{
  g_autoptr (HttpServer) server = http_server_new (http_client_reply_cb, NULL);
  Outcome outcome = { 0 };

  http_client_ask_path (server, "/404", &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (outcome.response->status, ==, 404);
  outcome_clear (&outcome);
  http_client_ask_path (server, "/429", &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpint (outcome.response->retry_after, ==, 7000);
  outcome_clear (&outcome);
}

static void
test_request_is_sent_whole (void)
{
  g_autoptr (HttpServer) server = http_server_new (http_client_reply_cb, NULL);
  RefrainHttp *http = refrain_http_new ("Test/1");
  g_autofree char *url = http_server_url (server, "/good");
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"q\":1}", 7);
  RefrainHttpRequest request = { .url = url,
                                 .method = "POST",
                                 .key_header = "Authorization",
                                 .key_value = "Bearer k-1",
                                 .accept = "application/json",
                                 .range = "bytes=0-511",
                                 .body = body };
  Outcome outcome = { 0 };

  http_client_ask (http, &request, NULL, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpuint (http_server_count (server, "POST /good"), ==, 1);
  g_assert_true (http_server_saw (server, "Authorization: Bearer k-1"));
  g_assert_true (http_server_saw (server, "Accept: application/json"));
  g_assert_true (http_server_saw (server, "Content-Type: application/json"));
  g_assert_true (http_server_saw (server, "Range: bytes=0-511"));
  g_assert_true (http_server_saw (server, "{\"q\":1}"));
  outcome_clear (&outcome);
  http_client_settle (server);
  g_assert_finalize_object (http);
}

static void
headers_cb (const RefrainHttpResponse *response, gpointer user_data)
{
  RefrainHttpResponse *seen = user_data;

  g_assert_null (response->bytes);
  g_assert_cmpint (response->received, ==, 0);
  g_assert_cmpuint (seen->status, ==, 0);
  seen->status = response->status;
  seen->range_start = response->range_start;
  seen->range_total = response->range_total;
  seen->accepts_ranges = response->accepts_ranges;
}

/* The headers come once, before the body, and those of redirects do not count. */
static void
test_headers_of_a_part (void)
{
  g_autoptr (HttpServer) server = http_server_new (http_client_reply_cb, NULL);
  const char *paths[] = { "/to-part", "/parts", "/good" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      RefrainHttp *http = refrain_http_new ("Test/1");
      g_autofree char *url = http_server_url (server, paths[i]);
      RefrainHttpResponse seen = { 0 };
      RefrainHttpRequest request = { .url = url,
                                     .range = "bytes=3-",
                                     .if_range = "\"e1\"",
                                     .identity = TRUE,
                                     .headers = headers_cb,
                                     .headers_data = &seen };
      Outcome outcome = { 0 };

      http_client_ask (http, &request, NULL, &outcome);
      g_assert_no_error (outcome.error);
      g_assert_cmpuint (seen.status, ==, i == 0 ? 206 : 200);
      g_assert_cmpint (seen.range_start, ==, i == 0 ? 3 : -1);
      g_assert_cmpint (seen.range_total, ==, i == 0 ? 7 : -1);
      g_assert_true (seen.accepts_ranges == (i < 2));
      outcome_clear (&outcome);
      http_client_settle (server);
      g_assert_finalize_object (http);
    }
  g_assert_true (http_server_saw (server, "If-Range: \"e1\""));
  g_assert_true (http_server_saw (server, "Accept-Encoding: identity"));
}

static void
test_redirects (void)
{
  g_autoptr (HttpServer) other = http_server_new (http_client_reply_cb, NULL);
  g_autofree char *other_url = http_server_url (other, "/good");
  g_autoptr (HttpServer) server = http_server_new (http_client_reply_cb, other_url);
  const char *bad[] = { "/loop", "/file", "/nowhere" };
  Outcome outcome = { 0 };

  http_client_ask_path (server, "/to-good", &outcome);
  g_assert_no_error (outcome.error);
  g_assert_true (g_str_has_suffix (outcome.response->final_url, "/good"));
  outcome_clear (&outcome);
  http_client_ask_path (server, "/other", &outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpstr (outcome.response->final_url, ==, other_url);
  outcome_clear (&outcome);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      http_client_ask_path (server, bad[i], &outcome);
      g_assert_error (outcome.error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_BAD_ANSWER);
      outcome_clear (&outcome);
    }
  g_assert_cmpuint (http_server_count (server, "GET /loop"), <=, 20);
}

/* The key goes to no other host and to no other path of the same one. */
static void
test_key_never_follows (void)
{
  g_autoptr (HttpServer) other = http_server_new (http_client_reply_cb, NULL);
  g_autofree char *other_url = http_server_url (other, "/good");
  g_autoptr (HttpServer) server = http_server_new (http_client_reply_cb, other_url);
  const char *paths[] = { "/other", "/to-good", "/file" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      RefrainHttp *http = refrain_http_new ("Test/1");
      g_autofree char *url = http_server_url (server, paths[i]);
      RefrainHttpRequest request = { .url = url,
                                     .key_header = "Authorization",
                                     .key_value = "Bearer k-1" };
      Outcome outcome = { 0 };

      http_client_ask (http, &request, NULL, &outcome);
      g_assert_error (outcome.error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_BAD_ANSWER);
      g_assert_null (strstr (outcome.error->message, "k-1"));
      outcome_clear (&outcome);
      http_client_settle (server);
      g_assert_finalize_object (http);
    }
  g_assert_cmpuint (http_server_count (other, "GET"), ==, 0);
  g_assert_cmpuint (http_server_count (server, "GET /good"), ==, 0);
}

static void
test_redirect_rules (void)
{
  static const struct
  {
    const char *url;
    const char *location;
    const char *target;
  } cases[] = {
    { "https://h.example/a", "https://g.example/b", "https://g.example/b" },
    { "https://h.example/a", "/b?c=d", "https://h.example/b?c=d" },
    { "https://h.example/a/b", "c", "https://h.example/a/c" },
    { "https://h.example/a", "//g.example/b", "https://g.example/b" },
    { "http://h.example/a", "https://h.example/a", "https://h.example/a" },
    { "http://h.example/a", "http://g.example/b", "http://g.example/b" },
    { "https://h.example/a", "http://h.example/a", NULL },
    { "https://h.example/a", "HTTP://h.example/a", NULL },
    { "https://h.example/a", "file:///etc/passwd", NULL },
    { "http://h.example/a", "ftp://h.example/a", NULL },
    { "http://h.example/a", "data:text/plain,x", NULL },
    { "http://h.example/a", "javascript:alert(1)", NULL },
    { "http://h.example/a", "http://", NULL },
    { "http://h.example/a", "http://[::1", NULL },
    { "http://h.example/a", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *target = refrain_http_resolve_redirect (cases[i].url, cases[i].location,
                                                               &error);

      g_test_message ("%s → %s", cases[i].url, cases[i].location);
      g_assert_cmpstr (target, ==, cases[i].target);
      if (target == NULL)
        g_assert_error (error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_BAD_ANSWER);
    }
}

static void
test_size_cap (void)
{
  g_autoptr (HttpServer) server = http_server_new (http_client_reply_cb, NULL);
  const char *paths[] = { "/long", "/long-unannounced" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      RefrainHttp *http = refrain_http_new ("Test/1");
      g_autofree char *url = http_server_url (server, paths[i]);
      RefrainHttpRequest request = { .url = url, .max_bytes = 299999 };
      Outcome outcome = { 0 };

      http_client_ask (http, &request, NULL, &outcome);
      g_assert_error (outcome.error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_BAD_ANSWER);
      outcome_clear (&outcome);
      request.max_bytes = 300000;
      http_client_ask (http, &request, NULL, &outcome);
      g_assert_no_error (outcome.error);
      g_assert_cmpint (outcome.response->received, ==, 300000);
      outcome_clear (&outcome);
      request.max_bytes = 100001;
      request.truncate = TRUE;
      http_client_ask (http, &request, NULL, &outcome);
      g_assert_no_error (outcome.error);
      g_assert_cmpint (outcome.response->received, ==, 100001);
      g_assert_cmpuint (g_bytes_get_size (outcome.response->bytes), ==, 100001);
      outcome_clear (&outcome);
      http_client_settle (server);
      g_assert_finalize_object (http);
    }
}

static void
progress_cb (gint64 received, gint64 total, gpointer user_data)
{
  gint64 *last = user_data;

  g_assert_cmpint (received, >, *last);
  g_assert_cmpint (total, ==, 300000);
  *last = received;
}

static void
test_sink_and_progress (void)
{
  g_autoptr (HttpServer) server = http_server_new (http_client_reply_cb, NULL);
  RefrainHttp *http = refrain_http_new ("Test/1");
  GOutputStream *sink = g_memory_output_stream_new_resizable ();
  g_autofree char *url = http_server_url (server, "/long");
  gint64 last = 0;
  RefrainHttpRequest request = {
    .url = url, .sink = sink, .progress = progress_cb, .progress_data = &last
  };
  Outcome outcome = { 0 };

  http_client_ask (http, &request, NULL, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_null (outcome.response->bytes);
  g_assert_cmpint (last, ==, 300000);
  g_assert_cmpuint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (sink)), ==,
                    300000);
  outcome_clear (&outcome);
  http_client_settle (server);
  g_assert_finalize_object (http);
  g_assert_finalize_object (sink);
}

/* A file is written by another thread, which must not be left with bytes that are gone. */
static void
test_sink_is_a_file (void)
{
  g_autoptr (HttpServer) server = http_server_new (http_client_reply_cb, NULL);
  RefrainHttp *http = refrain_http_new ("Test/1");
  g_autofree char *folder = g_dir_make_tmp ("refrain-http-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "body", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GFileOutputStream *sink = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL);
  g_autofree char *url = http_server_url (server, "/long");
  g_autofree char *expected = g_strnfill (300000, 'x');
  g_autofree char *written = NULL;
  RefrainHttpRequest request = { .url = url, .sink = G_OUTPUT_STREAM (sink) };
  Outcome outcome = { 0 };
  gsize length;

  http_client_ask (http, &request, NULL, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_true (g_output_stream_close (G_OUTPUT_STREAM (sink), NULL, NULL));
  g_assert_true (g_file_get_contents (path, &written, &length, NULL));
  g_assert_cmpuint (length, ==, 300000);
  g_assert_cmpstr (written, ==, expected);
  g_assert_true (g_file_delete (file, NULL, NULL));
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  outcome_clear (&outcome);
  http_client_settle (server);
  g_assert_finalize_object (http);
  g_assert_finalize_object (sink);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/http/good", test_good);
  g_test_add_func ("/http/any-status", test_any_status_is_an_answer);
  g_test_add_func ("/http/request", test_request_is_sent_whole);
  g_test_add_func ("/http/headers-of-a-part", test_headers_of_a_part);
  g_test_add_func ("/http/redirects", test_redirects);
  g_test_add_func ("/http/redirect-rules", test_redirect_rules);
  g_test_add_func ("/http/key-never-follows", test_key_never_follows);
  g_test_add_func ("/http/size-cap", test_size_cap);
  g_test_add_func ("/http/sink", test_sink_and_progress);
  g_test_add_func ("/http/sink-file", test_sink_is_a_file);

  return g_test_run ();
}
