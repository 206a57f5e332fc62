/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library-fixture.h"

#include "refrain-gateway-error.h"
#include "refrain-store-ledger.h"

#define LIFE_OF_A_TASK 9000 /* of the gateway's clock, videos included */
#define SUBMITS "POST */suno/submit/*"

static RefrainSubmitter *
get_submitter (Fixture *fixture)
{
  return refrain_context_get_submitter (fixture->context);
}

static guint
count_tasks (Fixture *fixture)
{
  return g_list_model_get_n_items (refrain_library_get_tasks (fixture->library));
}

static const RefrainTaskRecord *
peek_task (Fixture *fixture, guint position)
{
  g_autoptr (RefrainTask) task = g_list_model_get_item (
      refrain_library_get_tasks (fixture->library), position);

  g_assert_nonnull (task);
  return refrain_task_get_record (task);
}

static RefrainRequest *
describe (const char *words)
{
  RefrainRequest *request = refrain_request_new (REFRAIN_REQUEST_DESCRIBE);

  refrain_request_set (&request->description, words);
  refrain_request_set (&request->model, "chirp-crow");
  return request;
}

static RefrainSubmission *
submit (Fixture *fixture, const RefrainRequest *request)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;
  RefrainSubmission *submission;

  refrain_submitter_submit_async (get_submitter (fixture), fixture->source, request, NULL,
                                  store_result, &pending);
  g_assert_cmpuint (refrain_submitter_get_n_sending (get_submitter (fixture)), ==, 1);
  result = wait_for_result (&pending);
  submission = refrain_submitter_submit_finish (get_submitter (fixture), result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (refrain_submitter_get_n_sending (get_submitter (fixture)), ==, 0);
  return submission;
}

static RefrainSubmission *
submit_words (Fixture *fixture, const char *words)
{
  g_autoptr (RefrainRequest) request = describe (words);

  return submit (fixture, request);
}

static RefrainSubmitState
get_state (RefrainSubmission *submission)
{
  return refrain_task_get_record (submission->task)->submit_state;
}

static gboolean
is_complete (gpointer data)
{
  return refrain_task_get_facts (data)->state == REFRAIN_TASK_STATE_COMPLETE;
}

/* The task stands in the list with what was asked for before the gateway has heard of it. */
static void
test_written_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainRequest) request = describe ("rain on a tin roof");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RefrainSubmission) submission = NULL;
  GAsyncResult *pending = NULL;

  refrain_demo_gateway_set_latency_ms (fixture->demo, 300);
  refrain_submitter_submit_async (get_submitter (fixture), fixture->source, request, NULL,
                                  store_result, &pending);
  while (count_tasks (fixture) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (refrain_demo_gateway_get_submit_count (fixture->demo), ==, 0);
  g_assert_cmpint (peek_task (fixture, 0)->submit_state, ==, REFRAIN_SUBMIT_STATE_SENDING);
  g_assert_null (peek_task (fixture, 0)->facts->id);
  g_assert_nonnull (strstr (peek_task (fixture, 0)->sent_request, "rain on a tin roof"));
  result = wait_for_result (&pending);
  submission = refrain_submitter_submit_finish (get_submitter (fixture), result, NULL);
  g_assert_no_error (submission->error);
  g_assert_cmpint (get_state (submission), ==, REFRAIN_SUBMIT_STATE_SENT);
  g_assert_nonnull (refrain_task_get_facts (submission->task)->id);
  g_assert_cmpuint (refrain_demo_gateway_get_submit_count (fixture->demo), ==, 1);
}

/* Whatever shape the answer has, the task is found by it, and watched to its end. */
static void
test_accepted (Fixture *fixture, gconstpointer data)
{
  const RefrainDemoSubmitForm form = (RefrainDemoSubmitForm) GPOINTER_TO_INT (data);
  g_autoptr (RefrainSubmission) submission = NULL;

  refrain_demo_gateway_set_submit_form (fixture->demo, form);
  refrain_watcher_start (refrain_context_get_watcher (fixture->context));
  submission = submit_words (fixture, "a lighthouse keeper");
  g_assert_no_error (submission->error);
  g_assert_cmpint (get_state (submission), ==, REFRAIN_SUBMIT_STATE_SENT);
  g_assert_true (refrain_watcher_is_watching (refrain_context_get_watcher (fixture->context),
                                              submission->task));
  refrain_demo_gateway_advance (fixture->demo, LIFE_OF_A_TASK);
  refrain_watcher_poll_now (refrain_context_get_watcher (fixture->context));
  wait_until (is_complete, submission->task);
  g_assert_cmpuint (g_list_model_get_n_items (refrain_task_get_clips (submission->task)), ==, 2);
  g_assert_cmpuint (count_tasks (fixture), ==, 1);
  g_assert_cmpuint (refrain_demo_gateway_get_submit_count (fixture->demo), ==, 1);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainSubmission) submission = NULL;

  refrain_demo_gateway_fail_next (fixture->demo, SUBMITS, 1, 403);
  submission = submit_words (fixture, "something");
  g_assert_nonnull (submission->error);
  assert_words (submission->error);
  g_assert_cmpint (get_state (submission), ==, REFRAIN_SUBMIT_STATE_REFUSED);
  g_assert_cmpint (refrain_task_get_facts (submission->task)->state, ==, REFRAIN_TASK_STATE_FAILED);
  g_clear_pointer (&submission, refrain_submission_free);
  /* It stays, with the reason. */
  fixture_reopen (fixture);
  g_assert_cmpuint (count_tasks (fixture), ==, 1);
  g_assert_nonnull (peek_task (fixture, 0)->submit_error);
  g_assert_cmpstr (peek_task (fixture, 0)->submit_error, ==,
                   peek_task (fixture, 0)->facts->fail_reason);
}

static void
test_not_sent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainSubmission) submission = NULL;

  refrain_demo_gateway_stop (fixture->demo);
  submission = submit_words (fixture, "something");
  g_assert_error (submission->error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_UNREACHABLE);
  g_assert_cmpint (get_state (submission), ==, REFRAIN_SUBMIT_STATE_NOT_SENT);
  g_assert_true (refrain_library_is_offline (fixture->library));
}

/* The gateway took it and nobody heard so. It may have been accepted; that is all that is known,
 * and nothing sends it again: not the watcher, not the next start. */
static void
test_lost (Fixture *fixture, gconstpointer data)
{
  const RefrainDemoLoss loss = (RefrainDemoLoss) GPOINTER_TO_INT (data);
  g_autoptr (RefrainSubmission) submission = NULL;

  refrain_gateway_set_submit_patience (refrain_source_get_gateway (fixture->source), 1);
  refrain_demo_gateway_lose_next (fixture->demo, SUBMITS, 1, loss);
  submission = submit_words (fixture, "something");
  g_assert_nonnull (submission->error);
  g_assert_cmpint (get_state (submission), ==, REFRAIN_SUBMIT_STATE_MAYBE);
  g_assert_null (refrain_task_get_facts (submission->task)->id);
  g_clear_pointer (&submission, refrain_submission_free);

  fixture_reopen (fixture);
  refrain_context_start_services (fixture->context);
  refrain_watcher_poll_now (refrain_context_get_watcher (fixture->context));
  submission = submit_words (fixture, "something else");
  g_assert_cmpint (peek_task (fixture, 1)->submit_state, ==, REFRAIN_SUBMIT_STATE_MAYBE);
  g_assert_cmpuint (refrain_demo_gateway_get_submit_count (fixture->demo), ==, 2);
}

/* Puts another gateway of the fixture's server in the place of its first one. */
static void
use_family (Fixture *fixture, const char *family)
{
  g_autofree char *address = g_strconcat (refrain_demo_gateway_get_address (fixture->demo), "/",
                                          family, NULL);
  g_autoptr (RefrainGatewayRecord) record = refrain_gateway_record_new (0, family, address, family,
                                                                        FALSE);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;

  refrain_library_put_source_async (fixture->library, record, NULL, NULL, store_result, &pending);
  result = wait_for_result (&pending);
  g_clear_object (&fixture->source);
  fixture->source = refrain_library_put_source_finish (fixture->library, result, NULL);
  g_assert_nonnull (fixture->source);
}

static gboolean
find (Fixture *fixture, RefrainTask *task)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;
  gboolean found;

  refrain_submitter_find_async (get_submitter (fixture), task, NULL, store_result, &pending);
  result = wait_for_result (&pending);
  found = refrain_submitter_find_finish (get_submitter (fixture), result, &error);
  g_assert_no_error (error);
  return found;
}

/* A gateway that lists its songs is asked for them, and the lost one is recognised among others. */
static void
test_find (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainSubmission) other = NULL;
  g_autoptr (RefrainSubmission) lost = NULL;
  g_autoptr (RefrainSubmission) never = NULL;
  g_autoptr (RefrainClip) clip = NULL;

  use_family (fixture, "gcui");
  refrain_gateway_set_submit_patience (refrain_source_get_gateway (fixture->source), 1);
  other = submit_words (fixture, "the wrong one");
  g_assert_no_error (other->error);
  refrain_demo_gateway_lose_next (fixture->demo, "POST *", 1, REFRAIN_DEMO_LOSS_CUT);
  lost = submit_words (fixture, "the lost one");
  g_assert_cmpint (get_state (lost), ==, REFRAIN_SUBMIT_STATE_MAYBE);
  g_assert_true (refrain_submitter_can_find (get_submitter (fixture), lost->task));
  g_assert_true (find (fixture, lost->task));
  g_assert_cmpint (get_state (lost), ==, REFRAIN_SUBMIT_STATE_SENT);
  clip = get_clip (lost->task, 0);
  g_assert_cmpstr (refrain_clip_get_facts (clip)->description, ==, "the lost one");
  g_assert_cmpuint (g_list_model_get_n_items (refrain_task_get_clips (lost->task)), ==, 2);
  g_assert_cmpuint (refrain_demo_gateway_get_submit_count (fixture->demo), ==, 2);

  /* What was never accepted is not found, and not taken for another one. */
  refrain_demo_gateway_fail_next (fixture->demo, "POST *", 1, 500);
  never = submit_words (fixture, "the one that never was");
  g_assert_cmpint (get_state (never), ==, REFRAIN_SUBMIT_STATE_MAYBE);
  g_assert_false (find (fixture, never->task));
  g_assert_cmpint (get_state (never), ==, REFRAIN_SUBMIT_STATE_MAYBE);
}

/* The user has the id from elsewhere, and may have opened it by that id already: it is one task. */
static void
test_adopt (Fixture *fixture, gconstpointer opened_before)
{
  g_autofree char *id = submit_task (fixture);
  g_autoptr (RefrainSubmission) lost = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;

  g_assert_false (refrain_submitter_can_find (get_submitter (fixture), fetch_task (fixture, id)));
  refrain_gateway_set_submit_patience (refrain_source_get_gateway (fixture->source), 1);
  refrain_demo_gateway_fail_next (fixture->demo, SUBMITS, 1, 500);
  lost = submit_words (fixture, "something");
  g_assert_cmpint (get_state (lost), ==, REFRAIN_SUBMIT_STATE_MAYBE);
  refrain_submitter_adopt_async (get_submitter (fixture), lost->task, id, NULL, store_result,
                                 &pending);
  result = wait_for_result (&pending);
  g_assert_true (refrain_submitter_adopt_finish (get_submitter (fixture), result, &error));
  g_assert_no_error (error);
  g_assert_cmpint (get_state (lost), ==, REFRAIN_SUBMIT_STATE_SENT);
  g_assert_cmpstr (refrain_task_get_facts (lost->task)->id, ==, id);
  g_assert_cmpuint (count_tasks (fixture), ==, 1);
  g_clear_pointer (&lost, refrain_submission_free);
  g_clear_object (&result);
  fixture_reopen (fixture);
  g_assert_cmpuint (count_tasks (fixture), ==, 1);
}

static void
test_adopt_unknown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainSubmission) lost = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;

  refrain_demo_gateway_fail_next (fixture->demo, SUBMITS, 1, 500);
  lost = submit_words (fixture, "something");
  refrain_submitter_adopt_async (get_submitter (fixture), lost->task, "no-such-id", NULL,
                                 store_result, &pending);
  result = wait_for_result (&pending);
  g_assert_false (refrain_submitter_adopt_finish (get_submitter (fixture), result, &error));
  g_assert_error (error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_NOT_FOUND);
  g_assert_cmpint (get_state (lost), ==, REFRAIN_SUBMIT_STATE_MAYBE);
}

static gboolean
is_refused (gpointer data)
{
  return get_state (data) == REFRAIN_SUBMIT_STATE_REFUSED;
}

static void
test_dismiss (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainSubmission) lost = NULL;

  refrain_demo_gateway_fail_next (fixture->demo, SUBMITS, 1, 500);
  lost = submit_words (fixture, "something");
  refrain_submitter_dismiss (get_submitter (fixture), lost->task);
  wait_until (is_refused, lost);
}

static gpointer
begin_job (RefrainConnection *connection, gpointer data, GError **error)
{
  g_autoptr (RefrainRequest) request = describe ("cut off");
  RefrainTaskRecord *record = refrain_store_ledger_begin (
      connection, *(gint64 *) data, request, "{\"gpt_description_prompt\":\"cut off\"}",
      "no-such-machine 1 1", error);

  g_assert_nonnull (record);
  refrain_task_record_free (record);
  return NULL;
}

static gboolean
is_maybe (gpointer data)
{
  return peek_task (data, 0)->submit_state == REFRAIN_SUBMIT_STATE_MAYBE;
}

/* A program that was ended in mid-air has left a row behind; the next one says what that means. */
static void
test_recover (Fixture *fixture, gconstpointer data)
{
  gint64 row = refrain_source_get_row_id (fixture->source);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;

  refrain_store_run_async (refrain_library_get_store (fixture->library), begin_job, &row, NULL,
                           NULL, NULL, store_result, &pending);
  result = wait_for_result (&pending);
  fixture_reopen (fixture);
  g_assert_cmpint (peek_task (fixture, 0)->submit_state, ==, REFRAIN_SUBMIT_STATE_SENDING);
  refrain_context_start_services (fixture->context);
  wait_until (is_maybe, fixture);
  g_assert_nonnull (peek_task (fixture, 0)->submit_error);
  g_assert_cmpuint (refrain_demo_gateway_get_submit_count (fixture->demo), ==, 0);
}

static gboolean
has_none (gpointer data)
{
  return count_tasks (data) == 0;
}

static gboolean
has_one (gpointer data)
{
  return count_tasks (data) == 1;
}

/* What is taken off the list comes back where it was, also after a restart, and its songs stay. */
static void
test_remove (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainTask) task = g_object_ref (fetch_task (fixture, HARBOUR_TASK));
  g_autoptr (GPtrArray) tasks = g_ptr_array_new ();
  g_autoptr (RefrainClipList) list = NULL;

  g_ptr_array_add (tasks, task);
  refrain_library_remove_tasks (fixture->library, tasks);
  wait_until (has_none, fixture);
  g_assert_cmpuint (refrain_library_get_counts (fixture->library)->all, >=, 0);
  refrain_library_restore_tasks (fixture->library, tasks);
  wait_until (has_one, fixture);
  refrain_library_remove_tasks (fixture->library, tasks);
  wait_until (has_none, fixture);
  g_clear_object (&task);
  fixture_reopen (fixture);
  g_assert_cmpuint (count_tasks (fixture), ==, 0);
  g_assert_cmpuint (refrain_library_get_counts (fixture->library)->all, ==, 2);
  /* Whoever asks for it by its id wants it back. */
  fetch_task (fixture, HARBOUR_TASK);
  g_assert_cmpuint (count_tasks (fixture), ==, 1);
}

static void
add (const char *path, gconstpointer data, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, fixture_set_up, test, fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/submitter/written-first", NULL, test_written_first);
  add ("/submitter/accepted/string", GINT_TO_POINTER (REFRAIN_DEMO_SUBMIT_STRING), test_accepted);
  add ("/submitter/accepted/object", GINT_TO_POINTER (REFRAIN_DEMO_SUBMIT_OBJECT), test_accepted);
  add ("/submitter/accepted/clips", GINT_TO_POINTER (REFRAIN_DEMO_SUBMIT_CLIPS), test_accepted);
  add ("/submitter/refused", NULL, test_refused);
  add ("/submitter/not-sent", NULL, test_not_sent);
  add ("/submitter/lost/cut", GINT_TO_POINTER (REFRAIN_DEMO_LOSS_CUT), test_lost);
  add ("/submitter/lost/error", GINT_TO_POINTER (REFRAIN_DEMO_LOSS_ERROR), test_lost);
  add ("/submitter/lost/silence", GINT_TO_POINTER (REFRAIN_DEMO_LOSS_SILENCE), test_lost);
  add ("/submitter/find", NULL, test_find);
  add ("/submitter/adopt", NULL, test_adopt);
  add ("/submitter/adopt-unknown", NULL, test_adopt_unknown);
  add ("/submitter/dismiss", NULL, test_dismiss);
  add ("/submitter/recover", NULL, test_recover);
  add ("/submitter/remove", NULL, test_remove);

  return g_test_run ();
}
