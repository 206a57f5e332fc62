/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library-fixture.h"

#include "refrain-gateway-error.h"

#include <glib/gstdio.h>
#include <string.h>

#define KEY "sk-a-key-that-nobody-may-see-4711"

static const char *const three_tasks[] = { HARBOUR_TASK, BICYCLE_TASK, TRAIN_TASK, NULL };

static void
ignore_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
}

static gboolean
is_list_ready (gpointer data)
{
  return refrain_clip_list_is_ready (data);
}

static RefrainClipList *
make_list (Fixture *fixture, RefrainView view)
{
  RefrainClipList *list = refrain_library_create_clip_list (fixture->library);
  g_autoptr (RefrainQuery) query = refrain_query_new ();

  query->view = view;
  refrain_clip_list_set_query (list, query);
  wait_until (is_list_ready, list);
  return list;
}

static char *
get_raw (Fixture *fixture, RefrainTask *task)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;
  char *raw;

  refrain_library_get_raw_async (fixture->library, refrain_task_get_row_id (task), NULL,
                                 store_result, &pending);
  result = wait_for_result (&pending);
  raw = refrain_library_get_raw_finish (fixture->library, result, &error);
  g_assert_no_error (error);
  return raw;
}

static void
test_new (Fixture *fixture, gconstpointer data)
{
  g_autofree char *database = g_build_filename (fixture->data_dir, "library.db", NULL);

  g_assert_true (g_file_test (database, G_FILE_TEST_IS_REGULAR));
  g_assert_cmpuint (g_list_model_get_n_items (refrain_library_get_tasks (fixture->library)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (refrain_library_get_sources (fixture->library)), ==,
                    1);
  g_assert_cmpuint (refrain_library_get_counts (fixture->library)->all, ==, 0);
  g_assert_false (refrain_library_is_read_only (fixture->library));
  g_assert_false (refrain_library_is_offline (fixture->library));
}

static void
test_reopen_offline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainFetchOutcome) outcome = fetch_ids (fixture, three_tasks);
  g_autoptr (RefrainClipList) list = NULL;

  g_assert_cmpuint (outcome->tasks->len, ==, 3);
  refrain_demo_gateway_stop (fixture->demo);
  g_clear_pointer (&outcome, refrain_fetch_outcome_free);
  fixture_reopen (fixture);

  g_assert_cmpuint (g_list_model_get_n_items (refrain_library_get_tasks (fixture->library)), ==, 3);
  for (guint i = 0; three_tasks[i] != NULL; i++)
    {
      RefrainTask *task = find_task (fixture, three_tasks[i]);
      g_autoptr (RefrainClip) clip = NULL;
      g_autofree char *raw = NULL;

      g_assert_nonnull (task);
      g_assert_true (refrain_library_find_task (fixture->library, refrain_task_get_row_id (task))
                     == task);
      g_assert_cmpint (refrain_task_get_facts (task)->state, ==, REFRAIN_TASK_STATE_COMPLETE);
      g_assert_cmpuint (g_list_model_get_n_items (refrain_task_get_clips (task)), ==, 2);
      clip = get_clip (task, 0);
      g_assert_nonnull (refrain_clip_get_facts (clip)->lyrics);
      g_assert_nonnull (refrain_clip_get_facts (clip)->audio_url);
      raw = get_raw (fixture, task);
      g_assert_nonnull (raw);
      g_assert_nonnull (strstr (raw, refrain_clip_get_facts (clip)->id));
    }
  list = make_list (fixture, REFRAIN_VIEW_ALL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 6);
  g_assert_cmpuint (refrain_library_get_counts (fixture->library)->all, ==, 6);
  /* Nothing was asked, so nothing is known to be unreachable. */
  g_assert_false (refrain_library_is_offline (fixture->library));
}

/* The newest first, and in the same order when the library is opened again. */
static void
test_task_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; three_tasks[i] != NULL; i++)
    fetch_task (fixture, three_tasks[i]);
  for (guint pass = 0; pass < 2; pass++)
    {
      GListModel *tasks = refrain_library_get_tasks (fixture->library);

      for (guint i = 0; i < 3; i++)
        {
          g_autoptr (RefrainTask) task = g_list_model_get_item (tasks, i);

          g_assert_cmpstr (refrain_task_get_facts (task)->id, ==, three_tasks[2 - i]);
        }
      fixture_reopen (fixture);
    }
}

static void
test_some_unknown (Fixture *fixture, gconstpointer data)
{
  const char *const ids[] = { HARBOUR_TASK, "no-such-task", "fail-moderation", "not-found", NULL };
  g_autoptr (RefrainFetchOutcome) outcome = fetch_ids (fixture, ids);
  const GError *error = g_hash_table_lookup (outcome->errors, "no-such-task");

  g_assert_cmpuint (outcome->tasks->len, ==, 2);
  g_assert_cmpuint (g_hash_table_size (outcome->errors), ==, 2);
  g_assert_true (g_error_matches (error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_NOT_FOUND));
  g_assert_nonnull (find_task (fixture, HARBOUR_TASK));
  g_assert_cmpint (refrain_task_get_facts (find_task (fixture, "fail-moderation"))->state, ==,
                   REFRAIN_TASK_STATE_FAILED);
  g_assert_null (find_task (fixture, "no-such-task"));
  g_assert_false (refrain_library_is_offline (fixture->library));
}

/* The same task asked for again is the same object with the same clips. */
static void
test_fetch_again (Fixture *fixture, gconstpointer data)
{
  RefrainTask *task = fetch_task (fixture, HARBOUR_TASK);
  g_autoptr (RefrainClip) clip = get_clip (task, 0);
  GListModel *clips = refrain_task_get_clips (task);

  g_assert_true (fetch_task (fixture, HARBOUR_TASK) == task);
  g_assert_true (refrain_task_get_clips (task) == clips);
  g_autoptr (RefrainClip) again = get_clip (task, 0);
  g_assert_true (again == clip);
  g_assert_cmpuint (g_list_model_get_n_items (refrain_library_get_tasks (fixture->library)), ==, 1);
}

static void
assert_not_in_files (const char *folder, const char *secret)
{
  g_autoptr (GPtrArray) names = list_folder (folder);

  g_assert_cmpuint (names->len, >, 0);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          assert_not_in_files (path, secret);
          continue;
        }
      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      g_assert_null (memmem (bytes, length, secret, strlen (secret)));
    }
}

static void
test_key (Fixture *fixture, gconstpointer data)
{
  const char *const ids[] = { HARBOUR_TASK, NULL };
  const char *address = refrain_demo_gateway_get_address (fixture->demo);
  gint64 row_id = refrain_source_get_row_id (fixture->source);
  g_autoptr (RefrainFetchOutcome) refused = NULL;
  g_autoptr (RefrainFetchOutcome) outcome = NULL;
  g_autoptr (RefrainClip) clip = NULL;

  refrain_demo_gateway_set_required_key (fixture->demo, KEY);
  refused = fetch_ids (fixture, ids);
  g_assert_cmpuint (refused->tasks->len, ==, 0);
  g_assert_true (g_error_matches (g_hash_table_lookup (refused->errors, HARBOUR_TASK),
                                  REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_AUTH));
  g_assert_false (refrain_library_is_offline (fixture->library));

  g_clear_object (&fixture->source);
  fixture->source = put_source (fixture, row_id, "Demo", address, KEY);
  outcome = fetch_ids (fixture, ids);
  g_assert_cmpuint (outcome->tasks->len, ==, 1);
  clip = get_clip (g_ptr_array_index (outcome->tasks, 0), 0);
  save_and_wait (fixture, clip, REFRAIN_FILE_AUDIO | REFRAIN_FILE_COVER);
  g_assert_cmpint (refrain_save_item_get_state (get_item (fixture, 0)), ==, REFRAIN_SAVE_DONE);
  g_assert_false (refrain_demo_gateway_media_saw_key (fixture->demo));
  assert_not_in_files (fixture->dir, KEY);

  /* A change of the name alone leaves the key as it is. */
  g_clear_object (&fixture->source);
  fixture->source = put_source (fixture, row_id, "Renamed", address, NULL);
  g_clear_pointer (&outcome, refrain_fetch_outcome_free);
  outcome = fetch_ids (fixture, ids);
  g_assert_cmpuint (outcome->tasks->len, ==, 1);

  /* An empty one forgets it. */
  g_clear_object (&fixture->source);
  fixture->source = put_source (fixture, row_id, "Renamed", address, "");
  g_clear_pointer (&outcome, refrain_fetch_outcome_free);
  outcome = fetch_ids (fixture, ids);
  g_assert_cmpuint (outcome->tasks->len, ==, 0);
  assert_not_in_files (fixture->dir, KEY);
}

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
test_offline (Fixture *fixture, gconstpointer data)
{
  const char *const ids[] = { HARBOUR_TASK, NULL };
  g_autofree char *address = g_strdup (refrain_demo_gateway_get_address (fixture->demo));
  guint n_notified = 0;
  g_autoptr (RefrainFetchOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;
  guint16 port = (guint16) atoi (strrchr (address, ':') + 1);

  g_signal_connect (fixture->library, "notify::offline", G_CALLBACK (count_cb), &n_notified);
  fetch_task (fixture, HARBOUR_TASK);
  g_assert_cmpuint (n_notified, ==, 0);

  refrain_demo_gateway_stop (fixture->demo);
  refrain_gateway_set_patience (refrain_source_get_gateway (fixture->source), 1, 5);
  outcome = fetch_ids (fixture, ids);
  g_assert_true (refrain_library_is_offline (fixture->library));
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_true (g_error_matches (g_hash_table_lookup (outcome->errors, HARBOUR_TASK),
                                  REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_UNREACHABLE));
  /* What was seen before is still here. */
  g_assert_nonnull (find_task (fixture, HARBOUR_TASK));

  g_assert_true (refrain_demo_gateway_start (fixture->demo, port, &error));
  g_assert_no_error (error);
  fetch_task (fixture, HARBOUR_TASK);
  g_assert_false (refrain_library_is_offline (fixture->library));
  g_assert_cmpuint (n_notified, ==, 2);
}

static RefrainClip *
find_in_list (RefrainClipList *list, RefrainClip *clip)
{
  guint position;

  g_assert_true (refrain_clip_list_find (list, refrain_clip_get_row_id (clip), &position));
  return g_list_model_get_item (G_LIST_MODEL (list), position);
}

static gboolean
has_one_keeper (gpointer data)
{
  return refrain_library_get_counts (data)->keepers == 1
         && refrain_library_get_counts (data)->unheard == 1;
}

static gboolean
has_one_item (gpointer data)
{
  return g_list_model_get_n_items (data) == 1;
}

static void
test_identity (Fixture *fixture, gconstpointer data)
{
  RefrainTask *task = fetch_task (fixture, HARBOUR_TASK);
  g_autoptr (RefrainClip) clip = get_clip (task, 0);
  g_autoptr (RefrainClipList) all = make_list (fixture, REFRAIN_VIEW_ALL);
  g_autoptr (RefrainClipList) unheard = make_list (fixture, REFRAIN_VIEW_UNHEARD);
  g_autoptr (RefrainClipList) keepers = make_list (fixture, REFRAIN_VIEW_KEEPERS);
  g_autoptr (RefrainClip) in_all = find_in_list (all, clip);
  g_autoptr (RefrainClip) in_unheard = find_in_list (unheard, clip);
  guint n_notified = 0;

  g_assert_true (in_all == clip);
  g_assert_true (in_unheard == clip);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (keepers)), ==, 0);

  g_signal_connect (clip, "notify::verdict", G_CALLBACK (count_cb), &n_notified);
  refrain_library_set_verdict (fixture->library, clip, REFRAIN_VERDICT_KEEP);
  g_assert_cmpint (refrain_clip_get_verdict (in_all), ==, REFRAIN_VERDICT_KEEP);
  g_assert_cmpuint (n_notified, ==, 1);
  wait_until (has_one_keeper, fixture->library);
  wait_until (has_one_item, keepers);
  wait_until (has_one_item, unheard);

  fetch_task (fixture, HARBOUR_TASK);
  g_assert_cmpint (refrain_clip_get_verdict (clip), ==, REFRAIN_VERDICT_KEEP);
}

static void
test_verdict_restart (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);
  g_autoptr (RefrainClip) again = NULL;

  refrain_library_set_verdict (fixture->library, clip, REFRAIN_VERDICT_KEEP);
  refrain_library_set_verdict (fixture->library, clip, REFRAIN_VERDICT_REJECT);
  g_clear_object (&clip);
  fixture_reopen (fixture);
  again = get_clip (find_task (fixture, HARBOUR_TASK), 0);
  g_assert_cmpint (refrain_clip_get_verdict (again), ==, REFRAIN_VERDICT_REJECT);
}

typedef struct
{
  RefrainLibrary *library;
  guint n_changed;
} Changes;

static void
changed_cb (RefrainLibrary *library, gpointer user_data)
{
  ((Changes *) user_data)->n_changed++;
}

static gboolean
has_changed (gpointer data)
{
  return ((Changes *) data)->n_changed > 0;
}

/* What was read before the user decided must not undo it. */
static void
test_verdict_late_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);

  refrain_library_reload_clip (fixture->library, refrain_clip_get_row_id (clip));
  refrain_library_set_verdict (fixture->library, clip, REFRAIN_VERDICT_LATER);
  g_assert_cmpint (refrain_clip_get_verdict (clip), ==, REFRAIN_VERDICT_LATER);
  /* The store answers in order, so after these everything asked before has come. */
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GPtrArray) files = list_ledger (fixture);

      g_assert_cmpuint (files->len, ==, 0);
    }
  g_assert_cmpint (refrain_clip_get_verdict (clip), ==, REFRAIN_VERDICT_LATER);
}

static gboolean
remove_source (Fixture *fixture, RefrainSource *source, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;

  refrain_library_remove_source_async (fixture->library, source, NULL, store_result, &pending);
  result = wait_for_result (&pending);
  return refrain_library_remove_source_finish (fixture->library, result, error);
}

static void
test_sources (Fixture *fixture, gconstpointer data)
{
  GListModel *sources = refrain_library_get_sources (fixture->library);
  g_autoptr (RefrainSource) second = put_source (fixture, 0, "Second", "http://127.0.0.1:9", NULL);
  g_autoptr (RefrainSource) renamed = NULL;
  g_autoptr (RefrainSource) found = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (sources), ==, 2);
  renamed = put_source (fixture, refrain_source_get_row_id (second), "Third", "http://127.0.0.1:9",
                        NULL);
  g_assert_cmpuint (g_list_model_get_n_items (sources), ==, 2);
  g_assert_cmpint (refrain_source_get_row_id (renamed), ==, refrain_source_get_row_id (second));
  found = refrain_library_find_source (fixture->library, "Third");
  g_assert_true (found == renamed);
  g_assert_null (refrain_library_find_source (fixture->library, "Second"));

  g_assert_true (remove_source (fixture, renamed, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (sources), ==, 1);

  fetch_task (fixture, HARBOUR_TASK);
  g_assert_false (remove_source (fixture, fixture->source, &error));
  g_assert_error (error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_FAILED);
  assert_words (error);
  g_assert_cmpuint (g_list_model_get_n_items (sources), ==, 1);

  g_clear_object (&found);
  g_clear_object (&second);
  g_clear_object (&renamed);
  fixture_reopen (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (refrain_library_get_sources (fixture->library)), ==,
                    1);
  g_assert_cmpstr (refrain_source_get_name (fixture->source), ==, "Demo");
}

/* The demo's gateway comes last, the user's choice first. */
static void
test_default_source (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainSource) second = put_source (fixture, 0, "Second", "http://127.0.0.1:9", NULL);
  g_autoptr (RefrainSource) third = put_source (fixture, 0, "Third", "http://127.0.0.1:8", NULL);
  g_autoptr (RefrainSource) first = refrain_library_find_source (fixture->library, NULL);
  g_autoptr (RefrainSource) chosen = NULL;
  g_autoptr (RefrainSource) gone = NULL;

  refrain_library_set_default_source (fixture->library, refrain_source_get_row_id (third));
  chosen = refrain_library_find_source (fixture->library, NULL);
  g_assert_true (chosen == third);
  g_assert_true (first != third);
  refrain_library_set_default_source (fixture->library, 4711);
  gone = refrain_library_find_source (fixture->library, NULL);
  g_assert_true (gone == first);
}

static void
test_counts (Fixture *fixture, gconstpointer data)
{
  const char *const ids[] = { HARBOUR_TASK, "queued", "forbidden", NULL };
  g_autoptr (RefrainFetchOutcome) outcome = fetch_ids (fixture, ids);
  const RefrainCounts *counts = refrain_library_get_counts (fixture->library);
  Changes changes = { 0 };

  g_assert_cmpuint (outcome->tasks->len, ==, 3);
  g_signal_connect (fixture->library, "counts-changed", G_CALLBACK (changed_cb), &changes);
  wait_until (has_changed, &changes);
  g_assert_cmpuint (counts->all, ==, 6);
  g_assert_cmpuint (counts->at_risk, ==, 2);
  g_assert_cmpuint (counts->running_tasks, ==, 1);
  g_assert_cmpuint (counts->keepers, ==, 0);
  g_signal_handlers_disconnect_by_data (fixture->library, &changes);
}

static void
test_cancel_fetch (Fixture *fixture, gconstpointer data)
{
  const char *const ids[] = { "hang", NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;

  refrain_library_fetch_async (fixture->library, fixture->source, ids, cancellable, store_result,
                               &pending);
  g_cancellable_cancel (cancellable);
  result = wait_for_result (&pending);
  g_assert_null (refrain_library_fetch_finish (fixture->library, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (refrain_library_is_offline (fixture->library));
}

/* The window is closed while an answer is on its way: what comes is still written down. */
static void
test_close_while_fetching (Fixture *fixture, gconstpointer data)
{
  const char *const ids[] = { HARBOUR_TASK, NULL };

  refrain_demo_gateway_set_latency_ms (fixture->demo, 50);
  refrain_library_fetch_async (fixture->library, fixture->source, ids, NULL, ignore_cb, NULL);
  fixture_reopen (fixture);
  g_assert_nonnull (find_task (fixture, HARBOUR_TASK));
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/library/new", test_new);
  add ("/library/reopen-offline", test_reopen_offline);
  add ("/library/task-order", test_task_order);
  add ("/library/some-unknown", test_some_unknown);
  add ("/library/fetch-again", test_fetch_again);
  add ("/library/key", test_key);
  add ("/library/offline", test_offline);
  add ("/library/identity", test_identity);
  add ("/library/verdict-restart", test_verdict_restart);
  add ("/library/verdict-late-answer", test_verdict_late_answer);
  add ("/library/sources", test_sources);
  add ("/library/default-source", test_default_source);
  add ("/library/counts", test_counts);
  add ("/library/cancel-fetch", test_cancel_fetch);
  add ("/library/close-while-fetching", test_close_while_fetching);
  return g_test_run ();
}
