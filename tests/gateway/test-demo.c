/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "gateway-client.h"

#include "refrain-demo-gateway.h"

#include <string.h>

#define KEY "k-secret-1"

static RefrainDemoGateway *
start (Client *client)
{
  RefrainDemoGateway *demo = refrain_demo_gateway_new (g_getenv ("REFRAIN_DEMO_MEDIA"));
  g_autoptr (GError) error = NULL;

  g_assert_true (refrain_demo_gateway_start (demo, 0, &error));
  g_assert_no_error (error);
  client_init (client, refrain_demo_gateway_get_address (demo), KEY);
  return demo;
}

static void
stop (Client *client, RefrainDemoGateway *demo)
{
  client_clear (client);
  refrain_demo_gateway_stop (demo);
  g_assert_finalize_object (demo);
}

/* What each scenario of the demo gateway is for a user: a task, or an error in words. */
static void
test_errors (void)
{
  static const struct
  {
    const char *id;
    RefrainGatewayError code;
  } cases[] = {
    { "fail-quota", REFRAIN_GATEWAY_ERROR_QUOTA },
    { "fail-auth", REFRAIN_GATEWAY_ERROR_AUTH },
    { "not-found", REFRAIN_GATEWAY_ERROR_NOT_FOUND },
    { "html", REFRAIN_GATEWAY_ERROR_BAD_ANSWER },
    { "html-502", REFRAIN_GATEWAY_ERROR_BAD_ANSWER },
    { "empty", REFRAIN_GATEWAY_ERROR_BAD_ANSWER },
    { "cut", REFRAIN_GATEWAY_ERROR_UNREACHABLE },
    { "truncated", REFRAIN_GATEWAY_ERROR_BAD_ANSWER },
    { "error-200", REFRAIN_GATEWAY_ERROR_GATEWAY },
    { "upstream-json", REFRAIN_GATEWAY_ERROR_GATEWAY },
    { "detail", REFRAIN_GATEWAY_ERROR_GATEWAY },
    { "deep", REFRAIN_GATEWAY_ERROR_BAD_ANSWER },
    { "big", REFRAIN_GATEWAY_ERROR_BAD_ANSWER },
    { "redirect", REFRAIN_GATEWAY_ERROR_BAD_ANSWER },
    { "redirect-file", REFRAIN_GATEWAY_ERROR_BAD_ANSWER },
  };
  Client client;
  RefrainDemoGateway *demo = start (&client);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      client_fetch_one (&client, cases[i].id);
      g_test_message ("%s", cases[i].id);
      g_assert_error (client_find_error (&client, cases[i].id), REFRAIN_GATEWAY_ERROR,
                      (gint) cases[i].code);
      g_assert_cmpuint (strlen (client_find_error (&client, cases[i].id)->message), >, 3);
      g_assert_null (strstr (client_find_error (&client, cases[i].id)->message, KEY));
    }
  g_assert_false (refrain_demo_gateway_media_saw_key (demo));
  stop (&client, demo);
}

static void
test_states (void)
{
  static const struct
  {
    const char *id;
    RefrainTaskState state;
  } cases[] = {
    { "fail-moderation", REFRAIN_TASK_STATE_FAILED },
    { "forbidden", REFRAIN_TASK_STATE_COMPLETE },
    { "queued", REFRAIN_TASK_STATE_QUEUED },
    { "null", REFRAIN_TASK_STATE_RUNNING },
    { "half", REFRAIN_TASK_STATE_FAILED },
    { "no-clips", REFRAIN_TASK_STATE_COMPLETE },
    { "unknown-word", REFRAIN_TASK_STATE_RUNNING },
    { "ndjson", REFRAIN_TASK_STATE_COMPLETE },
    { "camel", REFRAIN_TASK_STATE_COMPLETE },
    { "top-array", REFRAIN_TASK_STATE_COMPLETE },
    { "map-clips", REFRAIN_TASK_STATE_COMPLETE },
    { "lyrics-task", REFRAIN_TASK_STATE_COMPLETE },
    { "hostile-names", REFRAIN_TASK_STATE_COMPLETE },
  };
  Client client;
  RefrainDemoGateway *demo = start (&client);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      client_fetch_one (&client, cases[i].id);
      g_test_message ("%s", cases[i].id);
      g_assert_nonnull (client_find (&client, cases[i].id));
      g_assert_cmpint (client_find (&client, cases[i].id)->state, ==, cases[i].state);
    }
  client_fetch_one (&client, "half");
  g_assert_cmpuint (client_find (&client, "half")->clips->len, ==, 2);
  client_fetch_one (&client, "map-clips");
  g_assert_cmpuint (client_find (&client, "map-clips")->clips->len, ==, 2);
  client_fetch_one (&client, "lyrics-task");
  g_assert_nonnull (client_find (&client, "lyrics-task")->lyrics_text);
  client_fetch_one (&client, "forbidden");
  g_assert_cmpint (refrain_clip_facts_get_audio (
                       g_ptr_array_index (client_find (&client, "forbidden")->clips, 0)),
                   ==, REFRAIN_AUDIO_NONE);
  stop (&client, demo);
}

static void
test_patience (void)
{
  Client client;
  RefrainDemoGateway *demo = start (&client);

  refrain_gateway_set_patience (client.gateway, 3, 10);
  client_fetch_one (&client, "flaky");
  g_assert_nonnull (client_find (&client, "flaky"));
  g_assert_cmpuint (refrain_demo_gateway_count (demo, "GET /suno/fetch/flaky"), ==, 3);
  client_fetch_one (&client, "rate-limited");
  g_assert_nonnull (client_find (&client, "rate-limited"));
  g_assert_cmpuint (refrain_demo_gateway_count (demo, "GET /suno/fetch/rate-limited"), ==, 3);
  stop (&client, demo);
}

static void
test_whole_library (void)
{
  Client client;
  RefrainDemoGateway *demo = start (&client);
  g_auto (GStrv) ids = refrain_demo_gateway_dup_task_ids (demo);
  const char *mixed[] = { "no-such-task", ids[0], "half", NULL };

  g_assert_cmpuint (g_strv_length (ids), >, 0);
  client_fetch (&client, (const char *const *) ids, NULL);
  g_assert_cmpuint (client.result->tasks->len, ==, g_strv_length (ids));
  client_fetch (&client, mixed, NULL);
  g_assert_nonnull (client_find (&client, ids[0]));
  g_assert_nonnull (client_find (&client, "half"));
  g_assert_error (client_find_error (&client, "no-such-task"), REFRAIN_GATEWAY_ERROR,
                  REFRAIN_GATEWAY_ERROR_NOT_FOUND);
  g_assert_cmpuint (refrain_demo_gateway_get_submit_count (demo), ==, 0);
  stop (&client, demo);
}

static void
test_key (void)
{
  Client client;
  RefrainDemoGateway *demo = start (&client);

  refrain_demo_gateway_set_required_key (demo, KEY);
  g_assert_true (client_test (&client));
  refrain_demo_gateway_set_required_key (demo, "another");
  g_assert_false (client_test (&client));
  g_assert_error (client.error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_AUTH);
  stop (&client, demo);
}

static void
test_cancel (void)
{
  const char *ids[] = { "hang", NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Client client;
  RefrainDemoGateway *demo = start (&client);
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  client_start_fetch (&client, ids, cancellable);
  while (refrain_demo_gateway_count (demo, "GET /suno/fetch/hang") == 0
         && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_cancellable_cancel (cancellable);
  client_wait (&client);
  g_assert_error (client.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  while (refrain_demo_gateway_get_open_requests (demo) > 0 && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (refrain_demo_gateway_get_open_requests (demo), ==, 0);
  stop (&client, demo);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/gateway-demo/errors", test_errors);
  g_test_add_func ("/gateway-demo/states", test_states);
  g_test_add_func ("/gateway-demo/patience", test_patience);
  g_test_add_func ("/gateway-demo/whole-library", test_whole_library);
  g_test_add_func ("/gateway-demo/key", test_key);
  g_test_add_func ("/gateway-demo/cancel", test_cancel);

  return g_test_run ();
}
