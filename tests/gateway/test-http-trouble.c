/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "http-client.h"
#include "slow-sink.h"

#include <string.h>

static void
test_time_outs (void)
{
  g_autoptr (HttpServer) server = http_server_new (http_client_reply_cb, NULL);
  const char *paths[] = { "/hold", "/hold-body" };

  for (gsize i = 0; i < 2 * G_N_ELEMENTS (paths); i++)
    {
      RefrainHttp *http = refrain_http_new ("Test/1");
      g_autofree char *url = http_server_url (server, paths[i / 2]);
      RefrainHttpRequest request = { .url = url,
                                     .idle_seconds = i % 2 == 0 ? 1 : 60,
                                     .total_seconds = i % 2 == 0 ? 0 : 1 };
      Outcome outcome = { 0 };

      g_test_message ("%s, %u seconds idle", paths[i / 2], request.idle_seconds);
      http_client_ask (http, &request, NULL, &outcome);
      g_assert_error (outcome.error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_UNREACHABLE);
      g_assert_true (refrain_gateway_error_is_passing (outcome.error));
      outcome_clear (&outcome);
      http_client_settle (server);
      g_assert_cmpuint (http_server_get_open (server), ==, 0);
      g_assert_finalize_object (http);
    }
}

/* A sink that takes long is no fault of the server's. */
static void
test_slow_sink (void)
{
  g_autoptr (HttpServer) server = http_server_new (http_client_reply_cb, NULL);
  const char *paths[] = { "/long", "/hold-body" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      RefrainHttp *http = refrain_http_new ("Test/1");
      g_autoptr (GOutputStream) sink = slow_sink_new (2500);
      g_autofree char *url = http_server_url (server, paths[i]);
      RefrainHttpRequest request = { .url = url, .sink = sink, .idle_seconds = 1 };
      Outcome outcome = { 0 };

      http_client_ask (http, &request, NULL, &outcome);
      if (i == 0)
        {
          g_assert_no_error (outcome.error);
          g_assert_cmpuint (slow_sink_get_size (SLOW_SINK (sink)), ==, 300000);
        }
      else
        /* Then it is the server's turn again. */
        g_assert_error (outcome.error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_UNREACHABLE);
      outcome_clear (&outcome);
      http_client_settle (server);
      g_assert_finalize_object (http);
    }
}

static void
cancel_when_received_cb (gint64 received, gint64 total, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
test_cancel (void)
{
  g_autoptr (HttpServer) server = http_server_new (http_client_reply_cb, NULL);
  const char *paths[] = { "/hold", "/hold-body" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      RefrainHttp *http = refrain_http_new ("Test/1");
      GCancellable *cancellable = g_cancellable_new ();
      g_autofree char *url = http_server_url (server, paths[i]);
      RefrainHttpRequest request = { .url = url,
                                     .max_bytes = 1000,
                                     .progress = cancel_when_received_cb,
                                     .progress_data = cancellable };
      Outcome outcome = { 0 };
      g_autofree char *start = g_strconcat ("GET ", paths[i], NULL);
      gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

      refrain_http_send_async (http, &request, cancellable, http_client_sent_cb, &outcome);
      while (http_server_count (server, start) < i % 2 + (i == 0) && g_get_monotonic_time () < end)
        g_main_context_iteration (NULL, FALSE);
      if (i == 0)
        g_cancellable_cancel (cancellable);
      http_client_wait (&outcome.done);
      g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      outcome_clear (&outcome);
      http_client_settle (server);
      g_assert_cmpuint (http_server_get_open (server), ==, 0);
      g_assert_finalize_object (http);
      g_assert_finalize_object (cancellable);
    }
}

static void
test_cancelled_before (void)
{
  g_autoptr (HttpServer) server = http_server_new (http_client_reply_cb, NULL);
  RefrainHttp *http = refrain_http_new ("Test/1");
  GCancellable *cancellable = g_cancellable_new ();
  g_autofree char *url = http_server_url (server, "/good");
  RefrainHttpRequest request = { .url = url };
  Outcome outcome = { 0 };

  g_cancellable_cancel (cancellable);
  http_client_ask (http, &request, cancellable, &outcome);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  outcome_clear (&outcome);
  g_assert_cmpuint (http_server_count (server, "GET"), ==, 0);
  g_assert_finalize_object (http);
  g_assert_finalize_object (cancellable);
}

static void
test_broken (void)
{
  const char *paths[] = { "/cut", "/cut-chunk", "/close", "/no-http" };
  g_autoptr (HttpServer) server = http_server_new (http_client_reply_cb, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      Outcome outcome = { 0 };

      http_client_ask_path (server, paths[i], &outcome);
      g_assert_error (outcome.error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_UNREACHABLE);
      g_assert_cmpuint (strlen (outcome.error->message), >, 10);
      g_assert_true (refrain_gateway_error_is_passing (outcome.error));
      outcome_clear (&outcome);
    }
}

static void
test_unreachable (void)
{
  HttpServer *gone = http_server_new (http_client_reply_cb, NULL);
  g_autofree char *refused = http_server_url (gone, "/good");
  const char *urls[] = { refused, "http://no-such-host.invalid/", "https://no-such-host.invalid/" };

  http_server_free (gone);
  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      RefrainHttp *http = refrain_http_new ("Test/1");
      RefrainHttpRequest request = { .url = urls[i] };
      Outcome outcome = { 0 };

      http_client_ask (http, &request, NULL, &outcome);
      g_test_message ("%s", outcome.error->message);
      g_assert_error (outcome.error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_UNREACHABLE);
      outcome_clear (&outcome);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_finalize_object (http);
    }
}

static void
test_no_http_address (void)
{
  const char *urls[] = { "file:///etc/passwd", "ftp://h.example/", "", "h.example" };

  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      RefrainHttp *http = refrain_http_new ("Test/1");
      RefrainHttpRequest request = { .url = urls[i] };
      Outcome outcome = { 0 };

      http_client_ask (http, &request, NULL, &outcome);
      g_assert_error (outcome.error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_BAD_ANSWER);
      outcome_clear (&outcome);
      g_assert_finalize_object (http);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/http/broken", test_broken);
  g_test_add_func ("/http/unreachable", test_unreachable);
  g_test_add_func ("/http/no-http-address", test_no_http_address);
  g_test_add_func ("/http/time-outs", test_time_outs);
  g_test_add_func ("/http/slow-sink", test_slow_sink);
  g_test_add_func ("/http/cancel", test_cancel);
  g_test_add_func ("/http/cancelled-before", test_cancelled_before);

  return g_test_run ();
}
