/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include "refrain-clock.h"
#include "refrain-store-ledger.h"

#define REQUEST "{\"mode\":\"describe\",\"gpt_description_prompt\":\"a slow boat\"}"

static RefrainTaskRecord *
begin (StoreFixture *fixture, const char *owner)
{
  g_autoptr (RefrainRequest) request = refrain_request_new (REFRAIN_REQUEST_DESCRIBE);
  g_autoptr (GError) error = NULL;
  RefrainTaskRecord *record;

  request->description = g_strdup ("a slow boat");
  request->model = g_strdup ("chirp-crow");
  record = refrain_store_ledger_begin (fixture->connection, fixture->gateway, request, REQUEST,
                                       owner, &error);
  g_assert_no_error (error);
  return record;
}

static RefrainTaskRecord *
accept_as (StoreFixture *fixture, gint64 row, const char *id, RefrainTaskState state)
{
  g_autoptr (RefrainTaskFacts) facts = store_fixture_task (id, state);
  g_autoptr (GError) error = NULL;
  RefrainTaskRecord *record = refrain_store_ledger_accept (fixture->connection, row, facts,
                                                           "{\"data\":\"x\"}", &error);

  g_assert_no_error (error);
  return record;
}

static RefrainTaskRecord *
settle (StoreFixture *fixture, gint64 row, RefrainSubmitState state, const char *reason)
{
  g_autoptr (GError) error = NULL;
  RefrainTaskRecord *record = refrain_store_ledger_settle (fixture->connection, row, state, reason,
                                                           &error);

  g_assert_no_error (error);
  return record;
}

static void
test_begin (StoreFixture *fixture, gconstpointer unused)
{
  gint64 before = refrain_clock_now_ms ();
  g_autoptr (RefrainTaskRecord) record = begin (fixture, "me");
  g_autoptr (RefrainTaskRecord) other = begin (fixture, "me");

  g_assert_null (record->facts->id);
  g_assert_cmpint (record->facts->state, ==, REFRAIN_TASK_STATE_SUBMITTED);
  g_assert_cmpint (record->submit_state, ==, REFRAIN_SUBMIT_STATE_SENDING);
  g_assert_cmpint (record->sent_at, >=, before);
  g_assert_cmpint (record->watch, ==, REFRAIN_WATCH_AUTO);
  g_assert_cmpstr (record->facts->model, ==, "chirp-crow");
  g_assert_cmpstr (record->sent_request, ==, REQUEST);
  g_assert_cmpstr (refrain_task_record_get_request (record), ==, REQUEST);
  /* The same words twice are two requests. */
  g_assert_cmpint (record->row_id, !=, other->row_id);
}

static void
test_sent (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainTaskRecord) begun = begin (fixture, "me");
  g_autoptr (RefrainTaskRecord) record = accept_as (fixture, begun->row_id, "task-1",
                                                    REFRAIN_TASK_STATE_QUEUED);
  g_autofree char *raw = refrain_store_tasks_get_raw (fixture->connection, begun->row_id, NULL);

  g_assert_cmpint (record->row_id, ==, begun->row_id);
  g_assert_cmpstr (record->facts->id, ==, "task-1");
  g_assert_cmpint (record->submit_state, ==, REFRAIN_SUBMIT_STATE_SENT);
  g_assert_cmpint (record->facts->state, ==, REFRAIN_TASK_STATE_QUEUED);
  g_assert_cmpstr (record->sent_request, ==, REQUEST);
  g_assert_cmpstr (raw, ==, "{\"data\":\"x\"}");
}

/* What each end says of the task. */
static void
test_settled (StoreFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    RefrainSubmitState state;
    RefrainTaskState task_state;
    gboolean failed;
  } rows[] = {
    { REFRAIN_SUBMIT_STATE_REFUSED, REFRAIN_TASK_STATE_FAILED, TRUE },
    { REFRAIN_SUBMIT_STATE_NOT_SENT, REFRAIN_TASK_STATE_FAILED, TRUE },
    { REFRAIN_SUBMIT_STATE_MAYBE, REFRAIN_TASK_STATE_UNKNOWN, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (RefrainTaskRecord) begun = begin (fixture, "me");
      g_autoptr (RefrainTaskRecord) record = settle (fixture, begun->row_id, rows[i].state,
                                                     "since it is so");

      g_assert_cmpint (record->submit_state, ==, rows[i].state);
      g_assert_cmpstr (record->submit_error, ==, "since it is so");
      g_assert_cmpint (record->facts->state, ==, rows[i].task_state);
      g_assert_cmpstr (record->facts->fail_reason, ==, rows[i].failed ? "since it is so" : NULL);
      g_assert_cmpint (record->facts->finished_at != 0, ==, rows[i].failed);
      g_assert_null (record->facts->id);
    }
}

static void
test_late_answer (StoreFixture *fixture, gconstpointer unused)
{
  static const RefrainSubmitState before[] = { REFRAIN_SUBMIT_STATE_MAYBE,
                                               REFRAIN_SUBMIT_STATE_REFUSED,
                                               REFRAIN_SUBMIT_STATE_NOT_SENT };

  for (gsize i = 0; i < G_N_ELEMENTS (before); i++)
    {
      g_autoptr (RefrainTaskRecord) begun = begin (fixture, "me");
      g_autoptr (RefrainTaskRecord) unsure = settle (fixture, begun->row_id, before[i],
                                                     "no answer");
      g_autofree char *id = g_strdup_printf ("task-%u", (guint) i);
      g_autoptr (RefrainTaskRecord) record = accept_as (fixture, begun->row_id, id,
                                                        REFRAIN_TASK_STATE_SUBMITTED);
      g_autoptr (RefrainTaskRecord) again = NULL;

      g_assert_cmpint (record->submit_state, ==, REFRAIN_SUBMIT_STATE_SENT);
      g_assert_null (record->submit_error);
      g_assert_null (record->facts->fail_reason);
      g_assert_cmpint (record->facts->state, ==, REFRAIN_TASK_STATE_SUBMITTED);
      /* What is known to be accepted stays so. */
      again = settle (fixture, begun->row_id, REFRAIN_SUBMIT_STATE_MAYBE, "no answer");
      g_assert_cmpint (again->submit_state, ==, REFRAIN_SUBMIT_STATE_SENT);
      g_assert_cmpint (again->facts->state, ==, REFRAIN_TASK_STATE_SUBMITTED);
      g_assert_null (again->submit_error);
    }
}

/* Somebody opened the task by its id before the answer to the submit was written down. */
static void
test_twin (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainTaskRecord) begun = begin (fixture, "me");
  RefrainTaskFacts *facts = store_fixture_task ("task-1", REFRAIN_TASK_STATE_COMPLETE);
  g_autoptr (RefrainTaskRecord) twin = NULL;
  g_autoptr (RefrainTaskRecord) record = NULL;

  facts->finished_at = 5000;
  store_fixture_set_text (
      &store_fixture_add_clip (facts, "clip-1", REFRAIN_CLIP_STATE_COMPLETE)->title, "Boat");
  twin = store_fixture_put (fixture, facts);
  record = accept_as (fixture, begun->row_id, "task-1", REFRAIN_TASK_STATE_SUBMITTED);

  g_assert_cmpint (record->row_id, ==, begun->row_id);
  g_assert_cmpstr (record->facts->id, ==, "task-1");
  g_assert_cmpint (record->submit_state, ==, REFRAIN_SUBMIT_STATE_SENT);
  g_assert_cmpint (record->facts->state, ==, REFRAIN_TASK_STATE_COMPLETE);
  g_assert_cmpuint (record->clips->len, ==, 1);
  g_assert_cmpint (store_fixture_ask (fixture->connection, "SELECT count(*) FROM tasks"), ==, 1);
  g_assert_cmpint (store_fixture_ask (fixture->connection, "SELECT count(*) FROM clips"), ==, 1);
  store_fixture_assert_whole (fixture->connection);
}

static gboolean
is_alive (const char *owner)
{
  return g_str_equal (owner, "alive");
}

static void
test_recover (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainTaskRecord) dead = begin (fixture, "dead");
  g_autoptr (RefrainTaskRecord) alive = begin (fixture, "alive");
  g_autoptr (RefrainTaskRecord) done = begin (fixture, "dead");
  g_autoptr (RefrainTaskRecord) sent = accept_as (fixture, done->row_id, "task-1",
                                                  REFRAIN_TASK_STATE_SUBMITTED);
  g_autoptr (RefrainTaskRecord) still = NULL;
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  g_autoptr (GError) error = NULL;
  const RefrainTaskRecord *record;

  first = refrain_store_ledger_recover (fixture->connection, is_alive, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first->len, ==, 1);
  record = g_ptr_array_index (first, 0);
  g_assert_cmpint (record->row_id, ==, dead->row_id);
  g_assert_cmpint (record->submit_state, ==, REFRAIN_SUBMIT_STATE_MAYBE);
  g_assert_nonnull (record->submit_error);
  still = refrain_store_tasks_get (fixture->connection, alive->row_id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (still->submit_state, ==, REFRAIN_SUBMIT_STATE_SENDING);
  second = refrain_store_ledger_recover (fixture->connection, is_alive, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (second->len, ==, 0);
}

static void
test_unsure (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainTaskRecord) first = begin (fixture, "me");
  g_autoptr (RefrainTaskRecord) second = begin (fixture, "me");
  g_autoptr (RefrainTaskRecord) third = begin (fixture, "me");
  g_autoptr (RefrainTaskRecord) maybe = settle (fixture, first->row_id, REFRAIN_SUBMIT_STATE_MAYBE,
                                                NULL);
  g_autoptr (RefrainTaskRecord) gone = settle (fixture, second->row_id, REFRAIN_SUBMIT_STATE_MAYBE,
                                               NULL);
  g_autoptr (RefrainTaskRecord) removed = refrain_store_ledger_set_removed (
      fixture->connection, second->row_id, TRUE, NULL);
  g_autoptr (GPtrArray) list = refrain_store_tasks_list_unsure (fixture->connection, NULL);

  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpint (((RefrainTaskRecord *) g_ptr_array_index (list, 0))->row_id, ==, first->row_id);
}

static void
test_removed (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainTaskRecord) begun = begin (fixture, "me");
  g_autoptr (RefrainTaskRecord) removed = refrain_store_ledger_set_removed (
      fixture->connection, begun->row_id, TRUE, NULL);
  g_autoptr (GPtrArray) without = refrain_store_tasks_list (fixture->connection, 10, NULL);
  g_autoptr (RefrainTaskRecord) restored = refrain_store_ledger_set_removed (
      fixture->connection, begun->row_id, FALSE, NULL);
  g_autoptr (GPtrArray) with = refrain_store_tasks_list (fixture->connection, 10, NULL);

  g_assert_cmpint (removed->removed_at, !=, 0);
  g_assert_cmpuint (without->len, ==, 0);
  g_assert_cmpint (restored->removed_at, ==, 0);
  g_assert_cmpuint (with->len, ==, 1);
}

static void
test_watch (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainTaskRecord) begun = begin (fixture, "me");
  g_autoptr (RefrainTaskRecord) stopped = refrain_store_ledger_set_watch (
      fixture->connection, begun->row_id, REFRAIN_WATCH_STOPPED, NULL);
  g_autoptr (RefrainTaskRecord) again = refrain_store_ledger_set_watch (
      fixture->connection, begun->row_id, REFRAIN_WATCH_AUTO, NULL);

  g_assert_cmpint (stopped->watch, ==, REFRAIN_WATCH_STOPPED);
  g_assert_cmpint (stopped->watched_since, ==, 0);
  g_assert_cmpint (again->watch, ==, REFRAIN_WATCH_AUTO);
  g_assert_cmpint (again->watched_since, >=, begun->added_at);
}

static void
test_no_row (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (refrain_store_ledger_settle (fixture->connection, 99, REFRAIN_SUBMIT_STATE_REFUSED,
                                              NULL, &error));
  g_assert_error (error, REFRAIN_STORE_ERROR, REFRAIN_STORE_ERROR_FAILED);
}

static void
test_typical_times (StoreFixture *fixture, gconstpointer unused)
{
  static const gint64 seconds[] = { 100, 300, 120, 90, 110 };
  g_autoptr (GPtrArray) times = NULL;
  const RefrainTypicalTime *time;

  for (gsize i = 0; i < G_N_ELEMENTS (seconds); i++)
    {
      g_autofree char *id = g_strdup_printf ("task-%u", (guint) i);
      RefrainTaskFacts *facts = store_fixture_task (id, REFRAIN_TASK_STATE_COMPLETE);
      g_autoptr (RefrainTaskRecord) record = NULL;

      facts->model = g_strdup ("chirp-crow");
      facts->submitted_at = 1000000;
      facts->finished_at = 1000000 + seconds[i] * 1000;
      record = store_fixture_put (fixture, facts);
    }
  times = refrain_store_ledger_typical_times (fixture->connection, NULL);
  g_assert_cmpuint (times->len, ==, 1);
  time = g_ptr_array_index (times, 0);
  g_assert_cmpint (time->gateway_row, ==, fixture->gateway);
  g_assert_cmpstr (time->model, ==, "chirp-crow");
  g_assert_cmpint (time->median_ms, ==, 110 * 1000);
  g_assert_cmpuint (time->n_tasks, ==, 5);
}

/* However many have ended, those that have not are all there. */
static void
test_list_has_all_open (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) list = NULL;
  guint n_open = 0;

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *id = g_strdup_printf ("task-%u", i);
      g_autoptr (RefrainTaskRecord) record = store_fixture_put (
          fixture, store_fixture_task (id, i < 6 ? REFRAIN_TASK_STATE_RUNNING
                                                 : REFRAIN_TASK_STATE_COMPLETE));
    }
  list = refrain_store_tasks_list (fixture->connection, 3, NULL);
  g_assert_cmpuint (list->len, ==, 9);
  for (guint i = 0; i < list->len; i++)
    n_open += ((RefrainTaskRecord *) g_ptr_array_index (list, i))->facts->state
              == REFRAIN_TASK_STATE_RUNNING;
  g_assert_cmpuint (n_open, ==, 6);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/store/ledger/" name, StoreFixture, NULL, store_fixture_set_up, func,               \
              store_fixture_tear_down)
  ADD ("begin", test_begin);
  ADD ("sent", test_sent);
  ADD ("settled", test_settled);
  ADD ("late-answer", test_late_answer);
  ADD ("twin", test_twin);
  ADD ("recover", test_recover);
  ADD ("unsure", test_unsure);
  ADD ("removed", test_removed);
  ADD ("watch", test_watch);
  ADD ("no-row", test_no_row);
  ADD ("typical-times", test_typical_times);
  ADD ("list-has-all-open", test_list_has_all_open);
#undef ADD

  return g_test_run ();
}
