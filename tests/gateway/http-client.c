/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "http-client.h"

#include <string.h>

char *
http_client_reply_cb (const HttpServerRequest *request, gpointer other_url)
{
  const char *path = request->path;

  if (g_str_equal (path, "/good"))
    return http_reply (200, "Content-Type: Application/JSON; charset=utf-8\r\nETag: \"e1\"\r\n",
                       "{\"a\":1}");
  if (g_str_equal (path, "/part"))
    return http_reply (206, "Content-Range: bytes 3-6/7\r\nETag: \"e1\"\r\n", "\":1}");
  if (g_str_equal (path, "/parts"))
    return http_reply (200, "Accept-Ranges: bytes\r\n", "{}");
  if (g_str_equal (path, "/to-part"))
    return http_reply (302, "Location: /part\r\n", "");
  if (g_str_equal (path, "/404"))
    return http_reply (404, "", "gone");
  if (g_str_equal (path, "/429"))
    return http_reply (429, "Retry-After: 7\r\n", "slow down");
  if (g_str_equal (path, "/to-good"))
    return http_reply (302, "Location: /good\r\n", "");
  if (g_str_equal (path, "/loop"))
    return http_reply (302, "Location: /loop\r\n", "");
  if (g_str_equal (path, "/file"))
    return http_reply (302, "Location: file:///etc/passwd\r\n", "");
  if (g_str_equal (path, "/nowhere"))
    return http_reply (302, "", "");
  if (g_str_equal (path, "/other"))
    {
      g_autofree char *header = g_strdup_printf ("Location: %s\r\n", (char *) other_url);

      return http_reply (307, header, "");
    }
  if (g_str_has_prefix (path, "/long"))
    {
      g_autofree char *body = g_strnfill (300000, 'x');

      if (g_str_equal (path, "/long"))
        return http_reply (200, "", body);
      return g_strconcat ("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", body, NULL);
    }
  if (g_str_equal (path, "/hold"))
    return g_strdup (HTTP_HOLD);
  if (g_str_equal (path, "/hold-body"))
    return g_strdup ("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome" HTTP_HOLD);
  if (g_str_equal (path, "/cut"))
    return g_strdup ("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome");
  if (g_str_equal (path, "/cut-chunk"))
    return g_strdup ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nsome");
  if (g_str_equal (path, "/no-http"))
    return g_strdup ("SSH-2.0-nothing\r\n\r\n");
  return NULL;
}

void
http_client_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  g_assert_false (outcome->done);
  outcome->response = refrain_http_send_finish (REFRAIN_HTTP (source), result, &outcome->error);
  g_assert_true ((outcome->response == NULL) == (outcome->error != NULL));
  outcome->done = TRUE;
}

static gboolean
too_late_cb (gpointer user_data)
{
  g_error ("nothing happened for 20 seconds");
  return G_SOURCE_REMOVE;
}

void
http_client_wait (gboolean *flag)
{
  guint guard = g_timeout_add_seconds (20, too_late_cb, NULL);

  while (!*flag)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (guard);
}

void
outcome_clear (Outcome *outcome)
{
  g_clear_pointer (&outcome->response, refrain_http_response_free);
  g_clear_error (&outcome->error);
  outcome->done = FALSE;
}

/* Lets the library's own cleaning-up run before objects are counted. */
void
http_client_settle (HttpServer *server)
{
  gint64 end = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

  while (http_server_get_open (server) > 0 && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_thread_yield ();
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
http_client_ask (RefrainHttp *http,
                 RefrainHttpRequest *request,
                 GCancellable *cancellable,
                 Outcome *outcome)
{
  if (request->max_bytes == 0)
    request->max_bytes = 1 << 20;
  refrain_http_send_async (http, request, cancellable, http_client_sent_cb, outcome);
  http_client_wait (&outcome->done);
}

void
http_client_ask_path (HttpServer *server, const char *path, Outcome *outcome)
{
  RefrainHttp *http = refrain_http_new ("Test/1");
  g_autofree char *url = http_server_url (server, path);
  RefrainHttpRequest request = { .url = url };

  g_test_message ("%s", path);
  http_client_ask (http, &request, NULL, outcome);
  http_client_settle (server);
  g_assert_finalize_object (http);
}
