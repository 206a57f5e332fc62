/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library-fixture.h"

#include "refrain-watch-rules.h"

#define LIFE_OF_A_TASK 9000 /* of the gateway's clock, videos included */

typedef struct
{
  Fixture *fixture;
  const char *id;
} Wanted;

static RefrainWatcher *
get_watcher (Fixture *fixture)
{
  return refrain_context_get_watcher (fixture->context);
}

/* Nothing else is given the watcher as its data, so this is its timer. */
static gboolean
has_timer (Fixture *fixture)
{
  return g_main_context_find_source_by_user_data (NULL, get_watcher (fixture)) != NULL;
}

static gboolean
is_watching_nothing (gpointer data)
{
  return refrain_watcher_get_n_watched (get_watcher (data)) == 0;
}

static gboolean
was_asked_again (gpointer data)
{
  Fixture *fixture = data;

  refrain_watcher_poll_now (get_watcher (fixture));
  return refrain_demo_gateway_count (fixture->demo, "GET /suno/fetch/*")
             + refrain_demo_gateway_count (fixture->demo, "POST /suno/fetch")
         >= 4;
}

static gboolean
is_complete (gpointer data)
{
  Wanted *wanted = data;
  RefrainTask *task = find_task (wanted->fixture, wanted->id);

  refrain_watcher_poll_now (get_watcher (wanted->fixture));
  return task != NULL && refrain_task_get_facts (task)->state == REFRAIN_TASK_STATE_COMPLETE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture_set_up (fixture, data);
  refrain_demo_gateway_set_manual_clock (fixture->demo, TRUE);
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  fetch_task (fixture, HARBOUR_TASK);
  refrain_watcher_start (get_watcher (fixture));
  refrain_watcher_poll_now (get_watcher (fixture));
  g_assert_cmpuint (refrain_watcher_get_n_watched (get_watcher (fixture)), ==, 0);
  g_assert_false (has_timer (fixture));
}

static void
test_until_complete (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = submit_task (fixture);
  Wanted wanted = { fixture, id };
  RefrainTask *task = fetch_task (fixture, id);
  g_autoptr (RefrainClip) clip = NULL;

  refrain_watcher_start (get_watcher (fixture));
  g_assert_cmpuint (refrain_watcher_get_n_watched (get_watcher (fixture)), ==, 1);
  g_assert_true (has_timer (fixture));
  refrain_demo_gateway_advance (fixture->demo, LIFE_OF_A_TASK);
  wait_until (is_complete, &wanted);

  g_assert_true (find_task (fixture, id) == task);
  g_assert_cmpuint (g_list_model_get_n_items (refrain_task_get_clips (task)), ==, 2);
  clip = get_clip (task, 0);
  g_assert_cmpint (refrain_clip_get_audio (clip), ==, REFRAIN_AUDIO_READY);
  g_assert_cmpuint (refrain_demo_gateway_get_submit_count (fixture->demo), ==, 1);
}

/* A task that is fetched after the start is taken up by itself. */
static void
test_taken_up_later (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = submit_task (fixture);
  Wanted wanted = { fixture, id };

  refrain_watcher_start (get_watcher (fixture));
  g_assert_false (has_timer (fixture));
  fetch_task (fixture, id);
  refrain_demo_gateway_advance (fixture->demo, LIFE_OF_A_TASK);
  wait_until (is_complete, &wanted);
}

/* After a restart the task is watched on. */
static void
test_restart (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = submit_task (fixture);
  Wanted wanted = { fixture, id };

  fetch_task (fixture, id);
  fixture_reopen (fixture);
  refrain_watcher_start (get_watcher (fixture));
  g_assert_cmpuint (refrain_watcher_get_n_watched (get_watcher (fixture)), ==, 1);
  refrain_demo_gateway_advance (fixture->demo, LIFE_OF_A_TASK);
  wait_until (is_complete, &wanted);
}

static void
test_failed (Fixture *fixture, gconstpointer data)
{
  RefrainTask *task = fetch_task (fixture, "fail-moderation");

  refrain_watcher_start (get_watcher (fixture));
  g_assert_cmpint (refrain_task_get_facts (task)->state, ==, REFRAIN_TASK_STATE_FAILED);
  g_assert_true (refrain_watch_rules_is_settled (task, 0));
  g_assert_cmpuint (refrain_watcher_get_n_watched (get_watcher (fixture)), ==, 0);
  g_assert_false (has_timer (fixture));
}

/* A key that is refused is not sent again and again. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  fetch_task (fixture, "queued");
  refrain_watcher_start (get_watcher (fixture));
  refrain_demo_gateway_set_required_key (fixture->demo, "another");
  refrain_watcher_poll_now (get_watcher (fixture));
  wait_until (is_watching_nothing, fixture);
  g_assert_false (has_timer (fixture));
  /* What was known stays. */
  g_assert_nonnull (find_task (fixture, "queued"));
}

/* Trouble that may pass is no reason to stop. */
static void
test_passing_trouble (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = submit_task (fixture);
  Wanted wanted = { fixture, id };

  fetch_task (fixture, id);
  refrain_gateway_set_patience (refrain_source_get_gateway (fixture->source), 1, 5);
  refrain_demo_gateway_fail_next (fixture->demo, "* /suno/fetch*", 2, 503);
  refrain_watcher_start (get_watcher (fixture));
  wait_until (was_asked_again, fixture);
  g_assert_cmpuint (refrain_watcher_get_n_watched (get_watcher (fixture)), ==, 1);
  refrain_demo_gateway_advance (fixture->demo, LIFE_OF_A_TASK);
  wait_until (is_complete, &wanted);
}

/* Many tasks are asked for in few requests. */
static void
test_batch (Fixture *fixture, gconstpointer data)
{
  const char *const ids[] = { "queued", "null", "streaming", "unknown-word", NULL };
  g_autoptr (RefrainFetchOutcome) outcome = fetch_ids (fixture, ids);
  guint n_before = refrain_demo_gateway_count (fixture->demo, "* /suno/fetch*");

  refrain_watcher_start (get_watcher (fixture));
  g_assert_cmpuint (refrain_watcher_get_n_watched (get_watcher (fixture)), ==, 4);
  refrain_watcher_poll_now (get_watcher (fixture));
  wait_until (was_asked_again, fixture);
  g_assert_cmpuint (n_before, >, 0);
  g_assert_cmpuint (refrain_watcher_get_n_watched (get_watcher (fixture)), ==, 4);
}

/* Another key may be the right one: what was given up for the old one is taken up again. */
static void
test_another_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainSource) source = NULL;

  fetch_task (fixture, "queued");
  refrain_watcher_start (get_watcher (fixture));
  refrain_demo_gateway_set_required_key (fixture->demo, "right");
  refrain_watcher_poll_now (get_watcher (fixture));
  wait_until (is_watching_nothing, fixture);
  source = put_source (fixture, refrain_source_get_row_id (fixture->source), "Demo",
                       refrain_demo_gateway_get_address (fixture->demo), "right");
  g_assert_cmpuint (refrain_watcher_get_n_watched (get_watcher (fixture)), ==, 1);
}

static gboolean
has_poll_error (gpointer data)
{
  return refrain_task_get_poll_error (data) != NULL;
}

static gboolean
has_no_poll_error (gpointer data)
{
  return refrain_task_get_poll_error (data) == NULL;
}

/* A gateway that knows a task no longer may know it again: it says so, and is asked on. */
static void
test_vanished (Fixture *fixture, gconstpointer data)
{
  RefrainTask *task = fetch_task (fixture, "queued");

  refrain_watcher_start (get_watcher (fixture));
  refrain_demo_gateway_fail_next (fixture->demo, "* /suno/fetch*", 1, 404);
  refrain_watcher_poll_now (get_watcher (fixture));
  wait_until (has_poll_error, task);
  assert_words (refrain_task_get_poll_error (task));
  g_assert_true (refrain_watcher_is_watching (get_watcher (fixture), task));
  g_assert_true (has_timer (fixture));
  refrain_watcher_poll_now (get_watcher (fixture));
  wait_until (has_no_poll_error, task);
}

static gboolean
is_stopped (gpointer data)
{
  return refrain_task_get_record (data)->watch == REFRAIN_WATCH_STOPPED;
}

static gboolean
is_auto (gpointer data)
{
  return refrain_task_get_record (data)->watch == REFRAIN_WATCH_AUTO;
}

/* What the user stops stays stopped, also after a restart, until it is taken up again. */
static void
test_stop_and_resume (Fixture *fixture, gconstpointer data)
{
  RefrainTask *task = fetch_task (fixture, "queued");

  refrain_watcher_start (get_watcher (fixture));
  refrain_watcher_stop_task (get_watcher (fixture), task);
  g_assert_cmpuint (refrain_watcher_get_n_watched (get_watcher (fixture)), ==, 0);
  g_assert_false (has_timer (fixture));
  wait_until (is_stopped, task);

  fixture_reopen (fixture);
  refrain_watcher_start (get_watcher (fixture));
  task = find_task (fixture, "queued");
  g_assert_false (refrain_watcher_is_watching (get_watcher (fixture), task));
  refrain_watcher_resume_task (get_watcher (fixture), task);
  g_assert_true (refrain_watcher_is_watching (get_watcher (fixture), task));
  wait_until (is_auto, task);
}

static gpointer
age_job (RefrainConnection *connection, gpointer data, GError **error)
{
  refrain_connection_execute (connection, "UPDATE tasks SET submitted_at = 1, added_at = 1", error);
  return NULL;
}

/* Has every task be as old as can be, as the next program sees them. */
static void
age_tasks (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;

  refrain_store_run_async (refrain_library_get_store (fixture->library), age_job, NULL, NULL, NULL,
                           NULL, store_result, &pending);
  result = wait_for_result (&pending);
  fixture_reopen (fixture);
}

static gboolean
is_expired (gpointer data)
{
  return refrain_task_get_record (data)->watch == REFRAIN_WATCH_EXPIRED;
}

/* After a day watching ends, not the task. */
static void
test_deadline (Fixture *fixture, gconstpointer data)
{
  RefrainTask *task;

  fetch_task (fixture, "queued");
  age_tasks (fixture);
  task = find_task (fixture, "queued");
  refrain_watcher_start (get_watcher (fixture));
  wait_until (is_expired, task);
  g_assert_false (refrain_watcher_is_watching (get_watcher (fixture), task));
  g_assert_cmpint (refrain_task_get_facts (task)->state, !=, REFRAIN_TASK_STATE_FAILED);
  /* It starts anew for who takes it up again. */
  refrain_watcher_resume_task (get_watcher (fixture), task);
  wait_until (is_auto, task);
  g_assert_true (refrain_watcher_is_watching (get_watcher (fixture), task));
}

/* Asleep, nothing is asked. */
static void
test_paused (Fixture *fixture, gconstpointer data)
{
  fetch_task (fixture, "queued");
  refrain_watcher_start (get_watcher (fixture));
  refrain_watcher_set_paused (get_watcher (fixture), TRUE);
  refrain_watcher_poll_now (get_watcher (fixture));
  g_assert_false (has_timer (fixture));
  refrain_watcher_set_paused (get_watcher (fixture), FALSE);
  g_assert_true (has_timer (fixture));
  wait_until (was_asked_again, fixture);
}

static void
count_end_cb (RefrainWatcher *watcher, RefrainTask *task, gpointer user_data)
{
  (*(guint *) user_data)++;
}

/* The end of a task is told once, though its videos are still waited for. */
static void
test_tells_end_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = submit_task (fixture);
  Wanted wanted = { fixture, id };
  guint n_ends = 0;

  fetch_task (fixture, id);
  fetch_task (fixture, HARBOUR_TASK);
  g_signal_connect (get_watcher (fixture), "task-ended", G_CALLBACK (count_end_cb), &n_ends);
  refrain_watcher_start (get_watcher (fixture));
  refrain_demo_gateway_advance (fixture->demo, LIFE_OF_A_TASK);
  wait_until (is_complete, &wanted);
  wait_until (was_asked_again, fixture);
  g_assert_cmpuint (n_ends, ==, 1);
}

static gboolean
has_open_request (gpointer data)
{
  Fixture *fixture = data;

  return refrain_demo_gateway_get_open_requests (fixture->demo) > 0;
}

static void
test_dispose_while_polling (Fixture *fixture, gconstpointer data)
{
  fetch_task (fixture, "queued");
  refrain_watcher_start (get_watcher (fixture));
  refrain_demo_gateway_set_latency_ms (fixture->demo, 90000);
  refrain_watcher_poll_now (get_watcher (fixture));
  wait_until (has_open_request, fixture);
  /* Asserts that nothing stays, long before the answer could come. */
  fixture_close (fixture);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/watcher/nothing", test_nothing);
  add ("/watcher/until-complete", test_until_complete);
  add ("/watcher/taken-up-later", test_taken_up_later);
  add ("/watcher/restart", test_restart);
  add ("/watcher/failed", test_failed);
  add ("/watcher/refused", test_refused);
  add ("/watcher/another-key", test_another_key);
  add ("/watcher/vanished", test_vanished);
  add ("/watcher/stop-and-resume", test_stop_and_resume);
  add ("/watcher/deadline", test_deadline);
  add ("/watcher/paused", test_paused);
  add ("/watcher/tells-end-once", test_tells_end_once);
  add ("/watcher/passing-trouble", test_passing_trouble);
  add ("/watcher/batch", test_batch);
  add ("/watcher/dispose-while-polling", test_dispose_while_polling);
  return g_test_run ();
}
