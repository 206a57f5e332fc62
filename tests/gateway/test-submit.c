/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "gateway-client.h"
#include "http-server.h"

#include <string.h>

#define KEY "k-secret-1"

/* A submit goes out once, whatever happens to it. */

static char *
reply_cb (const HttpServerRequest *request, gpointer user_data)
{
  return user_data != NULL ? g_strdup (user_data) : NULL;
}

static void
start (Client *client, HttpServer **server, const char *family, const char *reply)
{
  g_autofree char *address = NULL;

  *server = http_server_new (reply_cb, (gpointer) reply);
  address = http_server_url (*server, "");
  client_init_family (client, address, KEY, family);
  refrain_gateway_set_submit_patience (client->gateway, 1);
}

static void
stop (Client *client, HttpServer *server)
{
  client_clear (client);
  http_server_free (server);
}

static RefrainRequest *
describe (void)
{
  RefrainRequest *request = refrain_request_new (REFRAIN_REQUEST_DESCRIBE);

  refrain_request_set (&request->description, "a lighthouse");
  return request;
}

static void
test_fates (void)
{
  g_autofree char *good = http_reply (200, "", "{\"code\":\"success\",\"data\":\"t-1\"}");
  g_autofree char *refused = http_reply (
      403, "", "{\"code\":\"quota_not_enough\",\"message\":\"nothing left, 12 < 40\"}");
  g_autofree char *busy = http_reply (429, "Retry-After: 7\r\n", "{\"message\":\"slowly\"}");
  g_autofree char *broken = http_reply (500, "", "{\"detail\":\"oops\"}");
  g_autofree char *page = http_reply (200, "Content-Type: text/html\r\n", "<html>Panel</html>");
  g_autofree char *moved = http_reply (307, "Location: https://new.example/suno\r\n", "");
  g_autofree char *unsafe = http_reply (302, "Location: file:///x\r\n", "");
  const struct
  {
    const char *reply;
    RefrainSubmitFate fate;
    const char *says;
  } cases[] = {
    { good, REFRAIN_SUBMIT_ACCEPTED, NULL },
    { refused, REFRAIN_SUBMIT_REFUSED, "nothing left, 12 < 40" },
    { busy, REFRAIN_SUBMIT_REFUSED, "slowly" },
    { broken, REFRAIN_SUBMIT_UNKNOWN, "oops" },
    { page, REFRAIN_SUBMIT_UNKNOWN, "web page" },
    { moved, REFRAIN_SUBMIT_REFUSED, "https://new.example/suno" },
    { unsafe, REFRAIN_SUBMIT_REFUSED, "redirect" },
    { HTTP_HOLD, REFRAIN_SUBMIT_UNKNOWN, "in time" },
    { "HTTP/1.1 200 X\r\nContent-Length: 99\r\n\r\n{\"code\"", REFRAIN_SUBMIT_UNKNOWN, "" },
    { "HTTP/1.1 200 X\r\nContent-Length: 99\r\n\r\n{\"code\"" HTTP_HOLD, REFRAIN_SUBMIT_UNKNOWN,
      "in time" },
    { NULL, REFRAIN_SUBMIT_UNKNOWN, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RefrainRequest) request = describe ();
      g_autoptr (RefrainSubmitResult) result = NULL;
      HttpServer *server;
      Client client;

      g_test_message ("%s", cases[i].reply);
      start (&client, &server, NULL, cases[i].reply);
      result = client_submit (&client, request, NULL);
      g_assert_cmpint (result->fate, ==, cases[i].fate);
      g_assert_true ((result->error == NULL) == (cases[i].fate == REFRAIN_SUBMIT_ACCEPTED));
      g_assert_true ((result->task_id != NULL) == (cases[i].fate == REFRAIN_SUBMIT_ACCEPTED));
      if (cases[i].says != NULL)
        g_assert_nonnull (strstr (result->error->message, cases[i].says));
      g_assert_cmpuint (http_server_count (server, ""), ==, 1);
      g_assert_cmpuint (http_server_count (server, "POST /suno/submit/music "), ==, 1);
      if (cases[i].fate != REFRAIN_SUBMIT_ACCEPTED)
        g_assert_null (strstr (result->error->message, KEY));
      if (cases[i].reply == busy)
        g_assert_cmpint (refrain_gateway_error_get_retry_after (result->error), ==, 7000);
      stop (&client, server);
    }
}

/* Without a key nothing but the submit itself stands against following. */
static void
test_redirect_without_key (void)
{
  g_autofree char *moved = http_reply (307, "Location: /elsewhere\r\n", "");
  g_autoptr (RefrainRequest) request = describe ();
  g_autoptr (RefrainSubmitResult) result = NULL;
  HttpServer *server;
  Client client;

  start (&client, &server, NULL, moved);
  refrain_gateway_set_key (client.gateway, NULL);
  result = client_submit (&client, request, NULL);
  g_assert_cmpint (result->fate, ==, REFRAIN_SUBMIT_REFUSED);
  g_assert_nonnull (strstr (result->error->message, "/elsewhere"));
  g_assert_cmpuint (http_server_count (server, ""), ==, 1);
  stop (&client, server);
}

static void
test_what_is_sent (void)
{
  static const struct
  {
    const char *family;
    const char *line;
    const char *key;
    const char *body;
  } cases[] = {
    { "new-api", "POST /suno/submit/music ", "Authorization: Bearer " KEY,
      "{\"gpt_description_prompt\":\"a lighthouse\",\"make_instrumental\":false}" },
    { "goapi", "POST /api/suno/v1/music ", "X-API-Key: " KEY, "\"custom_mode\":false" },
    { "sunoapi", "POST /api/v1/generate ", "Authorization: Bearer " KEY, "\"customMode\":false" },
    { "acedata", "POST /suno/audios ", "Authorization: Bearer " KEY, "\"action\":\"generate\"" },
    { "gcui", "POST /api/generate ", "Authorization: Bearer " KEY, "\"prompt\":\"a lighthouse\"" },
    { "raw", "POST /generate/description-mode ", "Authorization: Bearer " KEY,
      "\"gpt_description_prompt\":\"a lighthouse\"" },
  };
  g_autofree char *reply = http_reply (200, "", "{\"task_id\":\"t-1\"}");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RefrainRequest) request = describe ();
      g_autoptr (RefrainSubmitResult) result = NULL;
      HttpServer *server;
      Client client;

      start (&client, &server, cases[i].family, reply);
      result = client_submit (&client, request, NULL);
      g_assert_cmpstr (result->task_id, ==, "t-1");
      g_assert_cmpuint (http_server_count (server, cases[i].line), ==, 1);
      g_assert_true (http_server_saw (server, cases[i].key));
      g_assert_true (http_server_saw (server, cases[i].body));
      g_assert_true (http_server_saw (server, "Content-Type: application/json"));
      stop (&client, server);
    }
}

static void
test_not_sent (void)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (RefrainRequest) request = describe ();
  g_autoptr (RefrainRequest) lyrics = refrain_request_new (REFRAIN_REQUEST_LYRICS);
  g_autofree char *address = NULL;
  RefrainSubmitResult *result;
  HttpServer *server;
  Client client;

  refrain_request_set (&lyrics->description, "x");
  start (&client, &server, "raw", NULL);
  address = http_server_url (server, "");
  g_assert_true (refrain_gateway_can_submit (client.gateway, REFRAIN_REQUEST_DESCRIBE));
  g_assert_false (refrain_gateway_can_submit (client.gateway, REFRAIN_REQUEST_LYRICS));
  result = client_submit (&client, lyrics, NULL);
  g_assert_cmpint (result->fate, ==, REFRAIN_SUBMIT_NOT_SENT);
  g_assert_cmpuint (strlen (result->error->message), >, 10);
  refrain_submit_result_free (result);

  g_cancellable_cancel (cancelled);
  result = client_submit (&client, request, cancelled);
  g_assert_cmpint (result->fate, ==, REFRAIN_SUBMIT_NOT_SENT);
  g_assert_error (result->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  refrain_submit_result_free (result);
  g_assert_cmpuint (http_server_count (server, ""), ==, 0);
  stop (&client, server);

  /* Nobody listens there any more. */
  client_init_family (&client, address, KEY, NULL);
  result = client_submit (&client, request, NULL);
  g_assert_cmpint (result->fate, ==, REFRAIN_SUBMIT_NOT_SENT);
  g_assert_error (result->error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_UNREACHABLE);
  refrain_submit_result_free (result);
  client_clear (&client);

  client_init_family (&client, "http://no-such-host.invalid", KEY, NULL);
  result = client_submit (&client, request, NULL);
  g_assert_cmpint (result->fate, ==, REFRAIN_SUBMIT_NOT_SENT);
  refrain_submit_result_free (result);
  client_clear (&client);
}

/* TLS with somebody who speaks none: nothing was said yet. */
static void
test_no_tls (void)
{
  g_autoptr (RefrainRequest) request = describe ();
  g_autoptr (RefrainSubmitResult) result = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *address = NULL;
  HttpServer *server;
  Client client;

  server = http_server_new (reply_cb, NULL);
  plain = http_server_url (server, "");
  address = g_strconcat ("https", plain + strlen ("http"), NULL);
  client_init_family (&client, address, KEY, NULL);
  refrain_gateway_set_submit_patience (client.gateway, 1);
  result = client_submit (&client, request, NULL);
  g_assert_cmpint (result->fate, ==, REFRAIN_SUBMIT_NOT_SENT);
  stop (&client, server);
}

static gboolean
saw_request_cb (gpointer user_data)
{
  return http_server_count (user_data, "POST ") > 0;
}

static void
test_cancelled_on_the_way (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RefrainRequest) request = describe ();
  g_autoptr (RefrainSubmitResult) result = NULL;
  HttpServer *server;
  Client client;

  start (&client, &server, NULL, HTTP_HOLD);
  client_start_submit (&client, request, cancellable);
  client_wait_until (saw_request_cb, server);
  g_cancellable_cancel (cancellable);
  result = client_wait_submit (&client);
  g_assert_cmpint (result->fate, ==, REFRAIN_SUBMIT_UNKNOWN);
  g_assert_error (result->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  stop (&client, server);
}

/* The connection that the fetch used stays open, and dies with the next request on it. */
static char *
keep_alive_cb (const HttpServerRequest *request, gpointer user_data)
{
  static const char body[] = "{\"code\":\"success\",\"data\":{\"task_id\":\"t\",\"data\":[]}}";

  if (g_str_equal (request->method, "POST"))
    return NULL;

  return g_strdup_printf ("HTTP/1.1 200 X\r\nContent-Length: %" G_GSIZE_FORMAT
                          "\r\n\r\n%s" HTTP_HOLD,
                          strlen (body), body);
}

static void
test_stale_connection (void)
{
  g_autoptr (RefrainRequest) request = describe ();
  HttpServer *server = http_server_new (keep_alive_cb, NULL);
  g_autofree char *address = http_server_url (server, "");
  Client client;

  client_init_family (&client, address, KEY, NULL);
  for (guint i = 1; i <= 3; i++)
    {
      g_autoptr (RefrainSubmitResult) result = NULL;

      client_fetch_one (&client, "t");
      g_assert_nonnull (client_find (&client, "t"));
      result = client_submit (&client, request, NULL);
      g_assert_cmpint (result->fate, ==, REFRAIN_SUBMIT_UNKNOWN);
      g_assert_cmpuint (http_server_count (server, "POST "), ==, i);
    }
  stop (&client, server);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/submit/fates", test_fates);
  g_test_add_func ("/submit/redirect-without-key", test_redirect_without_key);
  g_test_add_func ("/submit/what-is-sent", test_what_is_sent);
  g_test_add_func ("/submit/not-sent", test_not_sent);
  g_test_add_func ("/submit/no-tls", test_no_tls);
  g_test_add_func ("/submit/cancelled-on-the-way", test_cancelled_on_the_way);
  g_test_add_func ("/submit/stale-connection", test_stale_connection);

  return g_test_run ();
}
