/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-gateway.h"

#include <string.h>

static void
test_fetch_one (void)
{
  FakeGateway rules = { .required_key = FAKE_GATEWAY_KEY };
  HttpServer *server;
  Client client;

  fake_gateway_start (&client, &server, &rules, "");
  g_assert_true (refrain_gateway_has_key (client.gateway));
  client_fetch_one (&client, "t1");
  g_assert_cmpuint (client_find (&client, "t1")->clips->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (client.result->raws, 0), "clip-t1"));
  g_assert_cmpuint (http_server_count (server, "GET /suno/fetch/t1 "), ==, 1);
  g_assert_true (http_server_saw (server, "Authorization: Bearer " FAKE_GATEWAY_KEY));
  g_assert_true (http_server_saw (server, "Accept: application/json"));
  fake_gateway_stop (&client, server);
}

static void
test_no_key (void)
{
  FakeGateway rules = { 0 };
  HttpServer *server;
  Client client;

  fake_gateway_start (&client, &server, &rules, "");
  refrain_gateway_set_key (client.gateway, "");
  g_assert_false (refrain_gateway_has_key (client.gateway));
  client_fetch_one (&client, "t1");
  g_assert_nonnull (client_find (&client, "t1"));
  g_assert_false (http_server_saw (server, "Authorization"));
  fake_gateway_stop (&client, server);
}

static void
test_batch (void)
{
  const char *ids[] = { "t1", "t2", "no-such", "t3", "t2", NULL };
  FakeGateway rules = { 0 };
  HttpServer *server;
  Client client;

  fake_gateway_start (&client, &server, &rules, "");
  client_fetch (&client, ids, NULL);
  g_assert_cmpuint (client.result->tasks->len, ==, 3);
  g_assert_cmpuint (g_hash_table_size (client.result->errors), ==, 1);
  g_assert_error (client_find_error (&client, "no-such"), REFRAIN_GATEWAY_ERROR,
                  REFRAIN_GATEWAY_ERROR_NOT_FOUND);
  g_assert_cmpuint (http_server_count (server, "POST /suno/fetch "), ==, 1);
  g_assert_cmpuint (http_server_count (server, "GET /suno/fetch/t"), ==, 0);
  fake_gateway_stop (&client, server);
}

static void
test_batch_leaves_out (void)
{
  const char *ids[] = { "t1", "left-2", "left-3", "html-4", NULL };
  FakeGateway rules = { 0 };
  HttpServer *server;
  Client client;

  fake_gateway_start (&client, &server, &rules, "");
  client_fetch (&client, ids, NULL);
  g_assert_nonnull (client_find (&client, "left-2"));
  g_assert_nonnull (client_find (&client, "left-3"));
  g_assert_cmpuint (http_server_count (server, "GET /suno/fetch/left-2 "), ==, 1);
  fake_gateway_stop (&client, server);
}

/* Gateways that have no batch call say so in many ways. */
static void
test_no_batch_call (void)
{
  g_autofree char *html = http_reply (200, "Content-Type: text/html\r\n", "<html>Panel</html>");
  g_autofree char *gone = http_reply (404, "", "{\"error\":{\"message\":\"Invalid URL\"}}");
  g_autofree char *gone_html = http_reply (404, "", "<html>404</html>");
  g_autofree char *method = http_reply (405, "", "");
  g_autofree char *null = http_reply (200, "", "{\"code\":\"success\",\"data\":null}");
  g_autofree char *empty = http_reply (200, "", "");
  g_autofree char *other = http_reply (
      200, "", "{\"code\":\"success\",\"data\":[{\"task_id\":\"x\",\"data\":[]}]}");
  g_autofree char *twice = http_reply (
      200, "",
      "{\"code\":\"success\",\"data\":[{\"task_id\":\"t1\",\"status\":"
      "\"SUCCESS\",\"data\":[]},{\"task_id\":\"t1\",\"status\":"
      "\"SUCCESS\",\"data\":[]}]}");
  const char *replies[] = { html, gone, gone_html, method, null, empty, other, twice };
  const char *ids[] = { "t1", "t2", "no-3", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      FakeGateway rules = { .batch_reply = replies[i] };
      HttpServer *server;
      Client client;

      g_test_message ("%s", replies[i]);
      fake_gateway_start (&client, &server, &rules, "");
      client_fetch (&client, ids, NULL);
      g_assert_cmpuint (client.result->tasks->len, ==, 2);
      g_assert_nonnull (client_find (&client, "t1"));
      g_assert_nonnull (client_find (&client, "t2"));
      g_assert_error (client_find_error (&client, "no-3"), REFRAIN_GATEWAY_ERROR,
                      REFRAIN_GATEWAY_ERROR_NOT_FOUND);
      fake_gateway_stop (&client, server);
    }
}

static void
fetch_many (const char *batch_reply)
{
  FakeGateway rules = { .batch_reply = batch_reply };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;
  HttpServer *server;
  Client client;

  for (guint i = 0; i < 120; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s-%u", i % 40 == 7 ? "no" : "t", i);

      g_strv_builder_add (builder, id);
    }
  ids = g_strv_builder_end (builder);
  fake_gateway_start (&client, &server, &rules, "");
  client_fetch (&client, (const char *const *) ids, NULL);
  g_assert_cmpuint (client.result->tasks->len, ==, 117);
  g_assert_cmpuint (g_hash_table_size (client.result->errors), ==, 3);
  fake_gateway_stop (&client, server);
}

static void
test_many (void)
{
  g_autofree char *html = http_reply (200, "", "<html></html>");

  fetch_many (NULL);
  fetch_many (html);
}

static void
test_no_ids (void)
{
  const char *ids[] = { NULL };
  FakeGateway rules = { 0 };
  HttpServer *server;
  Client client;

  fake_gateway_start (&client, &server, &rules, "");
  client_fetch (&client, ids, NULL);
  g_assert_cmpuint (client.result->tasks->len, ==, 0);
  g_assert_cmpint (rules.n_calls, ==, 0);
  fake_gateway_stop (&client, server);
}

static void
test_base_path (void)
{
  const char *ids[] = { "t1", "t2", NULL };
  FakeGateway rules = { .prefix = "/api" };
  HttpServer *server = http_server_new (fake_gateway_reply_cb, &rules);
  g_autofree char *typed = http_server_url (server, "/api/");
  g_autofree char *address = NULL;
  Client client;

  address = g_strdup (typed);
  address[strlen (address) - 1] = '\0';
  client_init (&client, address, FAKE_GATEWAY_KEY);
  client_fetch (&client, ids, NULL);
  g_assert_cmpuint (client.result->tasks->len, ==, 2);
  client_fetch_one (&client, "t3");
  g_assert_nonnull (client_find (&client, "t3"));
  g_assert_cmpuint (http_server_count (server, "GET /api/suno/fetch/t3 "), ==, 1);
  fake_gateway_stop (&client, server);
}

static void
test_nasty_id (void)
{
  FakeGateway rules = { 0 };
  HttpServer *server;
  Client client;

  fake_gateway_start (&client, &server, &rules, "");
  client_fetch_one (&client, "../../admin?x#y/z");
  g_assert_cmpuint (http_server_count (server, "GET /suno/fetch/"), ==, 1);
  g_assert_cmpuint (http_server_count (server, "GET /admin"), ==, 0);
  fake_gateway_stop (&client, server);
}

static void
test_connection_outcomes (void)
{
  FakeGateway rules = { .required_key = FAKE_GATEWAY_KEY, .prefix = "/api" };
  HttpServer *server = http_server_new (fake_gateway_reply_cb, &rules);
  g_autofree char *good = http_server_url (server, "/api");
  g_autofree char *wrong_path = http_server_url (server, "");
  Client client;

  client_init (&client, good, FAKE_GATEWAY_KEY);
  g_assert_true (client_test (&client));
  refrain_gateway_set_key (client.gateway, "wrong");
  g_assert_false (client_test (&client));
  g_assert_error (client.error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_AUTH);
  refrain_gateway_set_key (client.gateway, NULL);
  g_assert_false (client_test (&client));
  g_assert_error (client.error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_AUTH);
  client_clear (&client);

  client_init (&client, wrong_path, FAKE_GATEWAY_KEY);
  g_assert_false (client_test (&client));
  g_assert_error (client.error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_BAD_ANSWER);
  g_assert_nonnull (refrain_gateway_error_get_hint (client.error));
  client_clear (&client);
  g_assert_cmpuint (http_server_count (server, "POST"), ==, 0);
  http_server_free (server);

  client_init (&client, good, FAKE_GATEWAY_KEY);
  g_assert_false (client_test (&client));
  g_assert_error (client.error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_UNREACHABLE);
  client_clear (&client);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/gateway/fetch/one", test_fetch_one);
  g_test_add_func ("/gateway/fetch/no-key", test_no_key);
  g_test_add_func ("/gateway/fetch/batch", test_batch);
  g_test_add_func ("/gateway/fetch/batch-leaves-out", test_batch_leaves_out);
  g_test_add_func ("/gateway/fetch/no-batch-call", test_no_batch_call);
  g_test_add_func ("/gateway/fetch/many", test_many);
  g_test_add_func ("/gateway/fetch/no-ids", test_no_ids);
  g_test_add_func ("/gateway/fetch/base-path", test_base_path);
  g_test_add_func ("/gateway/fetch/nasty-id", test_nasty_id);
  g_test_add_func ("/gateway/connection", test_connection_outcomes);

  return g_test_run ();
}
