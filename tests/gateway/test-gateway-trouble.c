/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-gateway.h"

#include <string.h>

static void
test_failures_pass (void)
{
  g_autofree char *busy = http_reply (503, "", "{\"error\":{\"message\":\"No channel\"}}");
  FakeGateway rules = { .n_failures = 2, .failure = busy };
  HttpServer *server;
  Client client;

  fake_gateway_start (&client, &server, &rules, "");
  refrain_gateway_set_patience (client.gateway, 3, 10);
  client_fetch_one (&client, "t1");
  g_assert_nonnull (client_find (&client, "t1"));
  g_assert_cmpint (rules.n_calls, ==, 3);
  fake_gateway_stop (&client, server);
}

static void
test_patience_ends (void)
{
  g_autofree char *busy = http_reply (503, "", "{\"error\":{\"message\":\"No channel\"}}");
  FakeGateway rules = { .n_failures = 100, .failure = busy };
  HttpServer *server;
  Client client;

  fake_gateway_start (&client, &server, &rules, "");
  refrain_gateway_set_patience (client.gateway, 2, 10);
  client_fetch_one (&client, "t1");
  g_assert_error (client_find_error (&client, "t1"), REFRAIN_GATEWAY_ERROR,
                  REFRAIN_GATEWAY_ERROR_GATEWAY);
  g_assert_cmpstr (client_find_error (&client, "t1")->message, ==, "No channel");
  g_assert_cmpint (rules.n_calls, ==, 2);
  fake_gateway_stop (&client, server);
}

static void
test_rate_limit (void)
{
  g_autofree char *slow = http_reply (429, "Retry-After: 2\r\n", "{\"message\":\"Slow down\"}");
  FakeGateway rules = { .n_failures = 1, .failure = slow };
  HttpServer *server;
  Client client;

  fake_gateway_start (&client, &server, &rules, "");
  refrain_gateway_set_patience (client.gateway, 2, 10);
  client_fetch_one (&client, "t1");
  g_assert_nonnull (client_find (&client, "t1"));
  g_assert_cmpint (rules.n_calls, ==, 2);
  g_assert_cmpint (rules.times[1] - rules.times[0], >=, 2 * G_USEC_PER_SEC - 20000);

  rules.n_calls = 0;
  refrain_gateway_set_patience (client.gateway, 1, 10);
  client_fetch_one (&client, "t1");
  g_assert_error (client_find_error (&client, "t1"), REFRAIN_GATEWAY_ERROR,
                  REFRAIN_GATEWAY_ERROR_RATE_LIMITED);
  g_assert_cmpint (refrain_gateway_error_get_retry_after (client_find_error (&client, "t1")), ==,
                   2000);
  fake_gateway_stop (&client, server);
}

/* What will not pass is asked once. */
static void
test_refusals_are_final (void)
{
  static const struct
  {
    guint status;
    const char *body;
    RefrainGatewayError code;
  } cases[] = {
    { 401, "{\"error\":{\"message\":\"Bad token\"}}", REFRAIN_GATEWAY_ERROR_AUTH },
    { 403, "{\"code\":\"quota_not_enough\",\"message\":\"Empty\"}", REFRAIN_GATEWAY_ERROR_QUOTA },
    { 400, "{\"code\":\"task_not_exist\",\"message\":\"x\"}", REFRAIN_GATEWAY_ERROR_NOT_FOUND },
    { 200, "<html>Panel</html>", REFRAIN_GATEWAY_ERROR_BAD_ANSWER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *failure = http_reply (cases[i].status, "", cases[i].body);
      FakeGateway rules = { .n_failures = 100, .failure = failure };
      HttpServer *server;
      Client client;

      fake_gateway_start (&client, &server, &rules, "");
      refrain_gateway_set_patience (client.gateway, 3, 10);
      client_fetch_one (&client, "t1");
      g_assert_error (client_find_error (&client, "t1"), REFRAIN_GATEWAY_ERROR,
                      (gint) cases[i].code);
      g_assert_cmpint (rules.n_calls, ==, 1);
      fake_gateway_stop (&client, server);
    }
}

/* A wrong key is not tried on a hundred ids. */
static void
test_wrong_key_in_batch (void)
{
  const char *ids[] = { "t1", "t2", "t3", NULL };
  FakeGateway rules = { .required_key = "another" };
  HttpServer *server;
  Client client;

  fake_gateway_start (&client, &server, &rules, "");
  client_fetch (&client, ids, NULL);
  g_assert_cmpuint (g_hash_table_size (client.result->errors), ==, 3);
  g_assert_error (client_find_error (&client, "t2"), REFRAIN_GATEWAY_ERROR,
                  REFRAIN_GATEWAY_ERROR_AUTH);
  g_assert_cmpint (rules.n_calls, ==, 1);
  fake_gateway_stop (&client, server);
}

static void
test_redirect_keeps_key (void)
{
  FakeGateway other_rules = { 0 };
  HttpServer *other = http_server_new (fake_gateway_reply_cb, &other_rules);
  g_autofree char *other_url = http_server_url (other, "");
  FakeGateway rules = { .redirect = other_url };
  HttpServer *server;
  Client client;

  fake_gateway_start (&client, &server, &rules, "");
  client_fetch_one (&client, "t1");
  g_assert_error (client_find_error (&client, "t1"), REFRAIN_GATEWAY_ERROR,
                  REFRAIN_GATEWAY_ERROR_BAD_ANSWER);
  g_assert_cmpint (other_rules.n_calls, ==, 0);
  g_assert_false (client_test (&client));
  g_assert_cmpint (other_rules.n_calls, ==, 0);
  fake_gateway_stop (&client, server);
  http_server_free (other);
}

static void
test_silence (void)
{
  FakeGateway rules = { 0 };
  HttpServer *server;
  Client client;

  fake_gateway_start (&client, &server, &rules, "");
  refrain_gateway_set_patience (client.gateway, 1, 1);
  client_fetch_one (&client, "hold");
  g_assert_error (client_find_error (&client, "hold"), REFRAIN_GATEWAY_ERROR,
                  REFRAIN_GATEWAY_ERROR_UNREACHABLE);
  fake_gateway_stop (&client, server);
}

static void
test_cancel (void)
{
  const char *one[] = { "hold", NULL };
  const char *several[] = { "left-1", "t2", "left-hold", NULL };
  const char *const *sets[] = { one, several };
  FakeGateway rules = { 0 };
  HttpServer *server;
  Client client;

  fake_gateway_start (&client, &server, &rules, "");
  for (gsize i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      int before = g_atomic_int_get (&rules.n_calls);
      gint64 begin;

      client_start_fetch (&client, sets[i], cancellable);
      while (g_atomic_int_get (&rules.n_calls) == before)
        g_main_context_iteration (NULL, FALSE);
      begin = g_get_monotonic_time ();
      g_cancellable_cancel (cancellable);
      client_wait (&client);
      g_assert_error (client.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (g_get_monotonic_time () - begin, <, 2 * G_USEC_PER_SEC);
    }
  fake_gateway_stop (&client, server);
}

static void
test_cancel_while_waiting (void)
{
  g_autofree char *slow = http_reply (429, "Retry-After: 3600\r\n", "{\"message\":\"Slow down\"}");
  FakeGateway rules = { .n_failures = 100, .failure = slow };
  const char *ids[] = { "t1", NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  HttpServer *server;
  Client client;

  fake_gateway_start (&client, &server, &rules, "");
  refrain_gateway_set_patience (client.gateway, 5, 10);
  client_start_fetch (&client, ids, cancellable);
  while (g_atomic_int_get (&rules.n_calls) == 0 || http_server_get_open (server) > 0)
    g_main_context_iteration (NULL, FALSE);
  g_assert_false (client.done);
  g_cancellable_cancel (cancellable);
  client_wait (&client);
  g_assert_error (client.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (rules.n_calls, ==, 1);
  fake_gateway_stop (&client, server);
}

static void
test_cancelled_before (void)
{
  const char *ids[] = { "t1", "t2", NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  FakeGateway rules = { 0 };
  HttpServer *server;
  Client client;

  fake_gateway_start (&client, &server, &rules, "");
  g_cancellable_cancel (cancellable);
  client_fetch (&client, ids, cancellable);
  g_assert_error (client.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (rules.n_calls, ==, 0);
  fake_gateway_stop (&client, server);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/gateway/retry/failures-pass", test_failures_pass);
  g_test_add_func ("/gateway/retry/patience-ends", test_patience_ends);
  g_test_add_func ("/gateway/retry/rate-limit", test_rate_limit);
  g_test_add_func ("/gateway/retry/refusals", test_refusals_are_final);
  g_test_add_func ("/gateway/retry/wrong-key", test_wrong_key_in_batch);
  g_test_add_func ("/gateway/redirect", test_redirect_keeps_key);
  g_test_add_func ("/gateway/silence", test_silence);
  g_test_add_func ("/gateway/cancel", test_cancel);
  g_test_add_func ("/gateway/cancel-while-waiting", test_cancel_while_waiting);
  g_test_add_func ("/gateway/cancelled-before", test_cancelled_before);

  return g_test_run ();
}
