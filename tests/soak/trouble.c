/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library-fixture.h"
#include "soak-common.h"
#include "stall-meter.h"

#include <stdio.h>
#include <stdlib.h>

/* A gateway that answers nearly every third call with an error, a web page or nothing at all: each
 * task reaches its end all the same, and none is sent twice.
 *
 *   trouble [TASKS]        asks as fast as it may
 *   trouble TASKS slow     asks as the program does by itself; takes minutes
 */

#define BUDGET_MS 8
#define AT_ONCE 8
#define SHARE_OF_TROUBLE 0.3
#define POLL_MILLISECONDS 100
#define PATIENCE_SECONDS 120
#define SLOW_PATIENCE_SECONDS 1800

typedef struct
{
  Fixture fixture;
  guint n_tasks;
  guint n_asked;
  guint n_answered;
  guint n_ended; /* as the watcher told */
} Trouble;

static void submit_next (Trouble *trouble);

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Trouble *trouble = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainSubmission) submission = refrain_submitter_submit_finish (
      REFRAIN_SUBMITTER (source), result, &error);

  g_assert_no_error (error);
  g_assert_no_error (submission->error);
  trouble->n_answered++;
  submit_next (trouble);
}

static void
submit_next (Trouble *trouble)
{
  g_autoptr (RefrainRequest) request = NULL;

  if (trouble->n_asked == trouble->n_tasks)
    return;

  request = refrain_request_new (REFRAIN_REQUEST_DESCRIBE);
  request->description = g_strdup_printf ("song %u", trouble->n_asked++);
  refrain_submitter_submit_async (refrain_context_get_submitter (trouble->fixture.context),
                                  trouble->fixture.source, request, NULL, answered_cb, trouble);
}

static void
task_ended_cb (RefrainWatcher *watcher, RefrainTask *task, gpointer user_data)
{
  Trouble *trouble = user_data;

  trouble->n_ended++;
}

static gboolean
poll_cb (gpointer user_data)
{
  refrain_watcher_poll_now (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
is_done (gpointer data)
{
  const Trouble *trouble = data;

  return trouble->n_answered == trouble->n_tasks && trouble->n_ended == trouble->n_tasks;
}

static void
check_all (Trouble *trouble)
{
  GListModel *tasks = refrain_library_get_tasks (trouble->fixture.library);

  g_assert_cmpuint (g_list_model_get_n_items (tasks), ==, trouble->n_tasks);
  g_assert_cmpuint (refrain_demo_gateway_get_submit_count (trouble->fixture.demo), ==,
                    trouble->n_tasks);
  for (guint i = 0; i < trouble->n_tasks; i++)
    {
      g_autoptr (RefrainTask) task = g_list_model_get_item (tasks, i);

      g_assert_cmpint (refrain_task_get_facts (task)->state, ==, REFRAIN_TASK_STATE_COMPLETE);
      g_assert_cmpint (refrain_task_get_record (task)->submit_state, ==, REFRAIN_SUBMIT_STATE_SENT);
      g_assert_cmpuint (g_list_model_get_n_items (refrain_task_get_clips (task)), ==, 2);
    }
}

static void
run (Trouble *trouble, gboolean slow)
{
  RefrainWatcher *watcher = refrain_context_get_watcher (trouble->fixture.context);
  RefrainDemoGateway *demo = trouble->fixture.demo;
  gint64 start = g_get_monotonic_time ();
  guint timer = 0;
  guint n_single;
  guint n_batches;
  double seconds;

  refrain_context_start_services (trouble->fixture.context);
  g_signal_connect (watcher, "task-ended", G_CALLBACK (task_ended_cb), trouble);
  for (guint i = 0; i < AT_ONCE; i++)
    submit_next (trouble);
  if (!slow)
    timer = g_timeout_add (POLL_MILLISECONDS, poll_cb, watcher);
  if (!wait_at_most (slow ? SLOW_PATIENCE_SECONDS : PATIENCE_SECONDS, is_done, trouble))
    {
      print_open_tasks (trouble->fixture.library);
      g_error ("%u sent, %u ended of %u", trouble->n_answered, trouble->n_ended, trouble->n_tasks);
    }
  g_clear_handle_id (&timer, g_source_remove);

  seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  n_single = refrain_demo_gateway_count (demo, "GET /suno/fetch/*");
  n_batches = refrain_demo_gateway_count (demo, "POST /suno/fetch");
  printf ("%u tasks, all complete, each sent once, after %.0f s\n", trouble->n_tasks, seconds);
  printf ("%u batches and %u single polls, %.0f calls a minute\n", n_batches, n_single,
          (n_batches + n_single) * 60 / seconds);
  stall_meter_print ("trouble");
}

int
main (int argc, char *argv[])
{
  gboolean slow = argc > 2;
  Trouble trouble = { .n_tasks = argc > 1 ? (guint) atoi (argv[1]) : 60 };

  fixture_set_up (&trouble.fixture, NULL);
  refrain_demo_gateway_set_time_scale (trouble.fixture.demo, slow ? 1.0 : 0.5);
  g_assert_true (refrain_demo_gateway_set_chaos (trouble.fixture.demo, SHARE_OF_TROUBLE, 7));
  refrain_demo_gateway_set_chaos_kinds (
      trouble.fixture.demo,
      (RefrainDemoChaos) (REFRAIN_DEMO_CHAOS_QUICK | (slow ? REFRAIN_DEMO_CHAOS_SILENCE : 0)),
      TRUE);
  /* A gateway that says nothing at all is given up after some seconds. */
  if (slow)
    refrain_gateway_set_patience (refrain_source_get_gateway (trouble.fixture.source), 3, 2);
  stall_meter_start (BUDGET_MS);
  run (&trouble, slow);
  check_all (&trouble);
  fixture_tear_down (&trouble.fixture, NULL);
  return 0;
}
