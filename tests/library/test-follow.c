/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library-fixture.h"

#include <string.h>

/* Two programs on one library: the window is this one, and beside it runs refrain-cli. */

#define PROMISED_MS 1000
/* Sanitizers make everything slow. */
#define SLOW_MS 10000

typedef struct
{
  Fixture *fixture;
  const char *id;
} Wanted;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture_set_up (fixture, data);
  refrain_context_start_services (fixture->context);
}

/* Runs refrain-cli on the same library. Returns: what it printed */
static char *
run_cli (Fixture *fixture, const char *const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) argv = NULL;
  GAsyncResult *pending = NULL;
  char *out = NULL;

  g_strv_builder_add_many (builder, g_getenv ("REFRAIN_CLI"), "--json", "--data-dir",
                           fixture->data_dir, NULL);
  g_strv_builder_addv (builder, (const char **) arguments);
  argv = g_strv_builder_end (builder);
  g_subprocess_launcher_setenv (launcher, "REFRAIN_KEYRING", "none", TRUE);
  g_subprocess_launcher_setenv (launcher, "HOME", fixture->dir, TRUE);
  child = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (child, NULL, NULL, store_result, &pending);
  result = wait_for_result (&pending);
  g_subprocess_communicate_utf8_finish (child, result, &out, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (child));
  return out;
}

static char *
dup_member (const char *json, const char *name)
{
  g_autofree char *before = g_strdup_printf ("\"%s\" : \"", name);
  const char *start = strstr (json, before);

  g_assert_nonnull (start);
  start += strlen (before);
  return g_strndup (start, strcspn (start, "\""));
}

static gboolean
is_listed (gpointer data)
{
  const Wanted *wanted = data;

  return find_task (wanted->fixture, wanted->id) != NULL;
}

/* What the other program asked for is in the list a moment after it has ended, and is watched. */
static void
test_follows (Fixture *fixture, gconstpointer data)
{
  const char *const arguments[] = { "submit", "--describe", "a slow boat", NULL };
  gint64 limit = g_getenv ("ASAN_OPTIONS") != NULL ? SLOW_MS : PROMISED_MS;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *out = run_cli (fixture, arguments);
      gint64 ended = g_get_monotonic_time ();
      g_autofree char *id = dup_member (out, "id");
      Wanted wanted = { fixture, id };
      RefrainTask *task;

      wait_until (is_listed, &wanted);
      g_assert_cmpint ((g_get_monotonic_time () - ended) / 1000, <=, limit);
      task = find_task (fixture, id);
      g_assert_cmpint (refrain_task_get_record (task)->submit_state, ==, REFRAIN_SUBMIT_STATE_SENT);
      g_assert_true (
          refrain_watcher_is_watching (refrain_context_get_watcher (fixture->context), task));
    }
  g_assert_cmpuint (refrain_demo_gateway_get_submit_count (fixture->demo), ==, 3);
}

static gboolean
has_left (gpointer data)
{
  Fixture *fixture = data;

  return refrain_demo_gateway_get_submit_count (fixture->demo) == 1;
}

/* Another program that starts while this one waits for an answer does not call that lost. */
static void
test_beside_a_sender (Fixture *fixture, gconstpointer data)
{
  RefrainSubmitter *submitter = refrain_context_get_submitter (fixture->context);
  const char *const arguments[] = { "show", "task:1", NULL };
  g_autoptr (RefrainRequest) request = refrain_request_new (REFRAIN_REQUEST_DESCRIBE);
  g_autoptr (RefrainSubmission) submission = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  g_autofree char *state = NULL;
  GAsyncResult *pending = NULL;

  refrain_request_set (&request->description, "a slow boat");
  refrain_demo_gateway_set_latency_ms (fixture->demo, 3000);
  refrain_submitter_submit_async (submitter, fixture->source, request, NULL, store_result,
                                  &pending);
  wait_until (has_left, fixture);
  out = run_cli (fixture, arguments);
  state = dup_member (out, "submit");
  g_assert_cmpstr (state, ==, "sending");

  result = wait_for_result (&pending);
  submission = refrain_submitter_submit_finish (submitter, result, &error);
  g_assert_no_error (error);
  g_assert_no_error (submission->error);
  g_assert_cmpint (refrain_task_get_record (submission->task)->submit_state, ==,
                   REFRAIN_SUBMIT_STATE_SENT);
}

static gboolean
is_known_to_be_sent (gpointer data)
{
  Fixture *fixture = data;
  RefrainTask *task = refrain_library_find_task (fixture->library, 1);

  return task != NULL && refrain_task_get_record (task)->submit_state == REFRAIN_SUBMIT_STATE_SENT;
}

/* This program shows the request of the other one while that still sends it. */
static void
test_shows_a_sender (Fixture *fixture, gconstpointer data)
{
  const char *const arguments[] = { "submit", "--describe", "a slow boat", NULL };
  g_autofree char *out = run_cli (fixture, arguments);

  wait_until (is_known_to_be_sent, fixture);
  g_assert_cmpuint (g_list_model_get_n_items (refrain_library_get_tasks (fixture->library)), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/follow/another-program", Fixture, NULL, set_up, test_follows, fixture_tear_down);
  g_test_add ("/follow/beside-a-sender", Fixture, NULL, set_up, test_beside_a_sender,
              fixture_tear_down);
  g_test_add ("/follow/one-row", Fixture, NULL, set_up, test_shows_a_sender, fixture_tear_down);

  return g_test_run ();
}
