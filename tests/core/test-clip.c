/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-clip-pool.h"
#include "refrain-task.h"

static RefrainClipRecord *
new_record (gint64 row_id, const char *title)
{
  RefrainClipRecord *record = refrain_clip_record_new ();

  record->row_id = row_id;
  if (record->facts == NULL)
    record->facts = refrain_clip_facts_new ();
  record->facts->id = g_strdup ("one");
  record->facts->title = g_strdup (title);
  record->facts->state = REFRAIN_CLIP_STATE_COMPLETE;
  record->facts->audio_url = g_strdup ("https://cdn.example/one.mp3");
  return record;
}

static void
add_file (RefrainClipRecord *record, RefrainFileKind kind, RefrainFileHealth health)
{
  RefrainSavedFile *file = refrain_saved_file_new ();

  file->clip_id = g_strdup ("one");
  file->path = g_strdup ("/nowhere/one.mp3");
  file->sha256 = g_strdup ("");
  file->kind = kind;
  file->health = health;
  g_ptr_array_add (record->files, file);
}

static void
notify_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  g_hash_table_add (user_data, g_strdup (pspec->name));
}

static void
test_loading_notifies (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (RefrainClipRecord) record = new_record (7, "Harbour Lights");
  RefrainClip *clip = refrain_clip_new (7);

  g_signal_connect (clip, "notify", G_CALLBACK (notify_cb), seen);
  g_assert_false (refrain_clip_is_loaded (clip));
  g_assert_null (refrain_clip_get_facts (clip));
  g_assert_cmpint (refrain_clip_get_verdict (clip), ==, REFRAIN_VERDICT_UNHEARD);
  refrain_clip_apply (clip, record);
  g_assert_true (refrain_clip_is_loaded (clip));
  g_assert_true (g_hash_table_contains (seen, "loaded"));
  g_assert_true (g_hash_table_contains (seen, "title"));
  g_assert_true (g_hash_table_contains (seen, "facts"));
  g_assert_cmpstr (refrain_clip_get_facts (clip)->title, ==, "Harbour Lights");
  g_assert_true (refrain_clip_get_facts (clip) != record->facts);
  g_assert_finalize_object (clip);
}

static void
test_same_record_is_quiet (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (RefrainClipRecord) record = new_record (7, "Harbour Lights");
  RefrainClip *clip = refrain_clip_new (7);

  add_file (record, REFRAIN_FILE_AUDIO, REFRAIN_FILE_PROVEN);
  refrain_clip_apply (clip, record);
  g_signal_connect (clip, "notify", G_CALLBACK (notify_cb), seen);
  refrain_clip_apply (clip, record);
  g_assert_cmpuint (g_hash_table_size (seen), ==, 0);
  g_assert_finalize_object (clip);
}

static void
test_only_changes_notify (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (RefrainClipRecord) record = new_record (7, "Harbour Lights");
  RefrainClip *clip = refrain_clip_new (7);

  refrain_clip_apply (clip, record);
  g_signal_connect (clip, "notify", G_CALLBACK (notify_cb), seen);

  record->verdict = REFRAIN_VERDICT_KEEP;
  refrain_clip_apply (clip, record);
  g_assert_true (g_hash_table_contains (seen, "verdict"));
  g_assert_cmpuint (g_hash_table_size (seen), ==, 1);
  g_assert_cmpint (refrain_clip_get_verdict (clip), ==, REFRAIN_VERDICT_KEEP);

  g_hash_table_remove_all (seen);
  g_free (record->facts->title);
  record->facts->title = g_strdup ("Harbour Lights II");
  refrain_clip_apply (clip, record);
  g_assert_true (g_hash_table_contains (seen, "title"));
  g_assert_true (g_hash_table_contains (seen, "facts"));
  g_assert_false (g_hash_table_contains (seen, "verdict"));
  g_assert_false (g_hash_table_contains (seen, "style"));
  g_assert_false (g_hash_table_contains (seen, "audio"));

  g_hash_table_remove_all (seen);
  add_file (record, REFRAIN_FILE_AUDIO, REFRAIN_FILE_PROVEN);
  refrain_clip_apply (clip, record);
  g_assert_true (g_hash_table_contains (seen, "saved-kinds"));
  g_assert_false (g_hash_table_contains (seen, "title"));
  g_assert_finalize_object (clip);
}

static void
test_at_risk (void)
{
  g_autoptr (RefrainClipRecord) record = new_record (7, "Harbour Lights");
  RefrainClip *clip = refrain_clip_new (7);

  g_assert_false (refrain_clip_is_at_risk (clip));
  refrain_clip_apply (clip, record);
  g_assert_true (refrain_clip_is_at_risk (clip));
  g_assert_cmpuint (refrain_clip_get_saved_kinds (clip), ==, 0);

  /* A file that went missing protects nothing. */
  add_file (record, REFRAIN_FILE_AUDIO, REFRAIN_FILE_MISSING);
  refrain_clip_apply (clip, record);
  g_assert_true (refrain_clip_is_at_risk (clip));

  add_file (record, REFRAIN_FILE_AUDIO, REFRAIN_FILE_PROVEN);
  refrain_clip_apply (clip, record);
  g_assert_false (refrain_clip_is_at_risk (clip));
  g_assert_cmpuint (refrain_clip_get_saved_kinds (clip), ==, REFRAIN_FILE_AUDIO);
  g_assert_cmpint (refrain_clip_find_file (clip, REFRAIN_FILE_AUDIO)->health, ==,
                   REFRAIN_FILE_PROVEN);
  g_assert_null (refrain_clip_find_file (clip, REFRAIN_FILE_VIDEO));
  g_assert_finalize_object (clip);
}

static void
test_pool_has_one_object_per_row (void)
{
  RefrainClipPool *pool = refrain_clip_pool_new ();
  g_autoptr (RefrainClipRecord) record = new_record (7, "Harbour Lights");
  RefrainClip *first = refrain_clip_pool_get (pool, 7);
  RefrainClip *second = refrain_clip_pool_apply (pool, record);
  RefrainClip *other = refrain_clip_pool_get (pool, 8);

  g_assert_true (first == second);
  g_assert_true (first != other);
  g_assert_true (refrain_clip_is_loaded (first));
  g_assert_cmpint (refrain_clip_get_row_id (other), ==, 8);
  g_object_unref (second);
  g_assert_finalize_object (other);
  g_assert_finalize_object (first);
  g_assert_finalize_object (pool);
}

static void
test_pool_holds_weakly (void)
{
  RefrainClipPool *pool = refrain_clip_pool_new ();
  RefrainClip *clip = refrain_clip_pool_get (pool, 7);
  RefrainClip *again;

  again = refrain_clip_pool_lookup (pool, 7);
  g_assert_true (again == clip);
  g_object_unref (again);
  g_assert_finalize_object (clip);
  g_assert_null (refrain_clip_pool_lookup (pool, 7));
  clip = refrain_clip_pool_get (pool, 7);
  g_assert_false (refrain_clip_is_loaded (clip));
  g_assert_finalize_object (clip);
  g_assert_finalize_object (pool);
}

static void
test_clip_outlives_pool (void)
{
  RefrainClipPool *pool = refrain_clip_pool_new ();
  RefrainClip *clip = refrain_clip_pool_get (pool, G_MAXINT64);

  g_assert_finalize_object (pool);
  g_assert_cmpint (refrain_clip_get_row_id (clip), ==, G_MAXINT64);
  g_assert_finalize_object (clip);
}

static void
test_task_summary (void)
{
  RefrainTaskRecord *record = refrain_task_record_new ();
  g_autoptr (RefrainClipRecord) clip_record = new_record (7, "Harbour\nLights");
  RefrainClip *clip = refrain_clip_new (7);
  GListStore *clips = g_list_store_new (REFRAIN_TYPE_CLIP);
  RefrainTask *task;
  char *summary;

  record->row_id = 3;
  if (record->facts == NULL)
    record->facts = refrain_task_facts_new ();
  record->facts->id = g_strdup ("0a1b2c3d-ffff");
  task = refrain_task_new (record, G_LIST_MODEL (clips));
  g_assert_cmpint (refrain_task_get_row_id (task), ==, 3);
  g_assert_true (refrain_task_get_clips (task) == G_LIST_MODEL (clips));
  summary = refrain_task_dup_summary (task);
  g_assert_nonnull (strstr (summary, "0a1b2c3d"));
  g_free (summary);

  refrain_clip_apply (clip, clip_record);
  g_list_store_append (clips, clip);
  refrain_task_apply (task, record, G_LIST_MODEL (clips));
  summary = refrain_task_dup_summary (task);
  g_assert_cmpstr (summary, ==, "Harbour");
  g_free (summary);

  refrain_task_record_free (record);
  g_assert_finalize_object (task);
  g_assert_finalize_object (clips);
  g_assert_finalize_object (clip);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/clip/loading-notifies", test_loading_notifies);
  g_test_add_func ("/core/clip/same-record-is-quiet", test_same_record_is_quiet);
  g_test_add_func ("/core/clip/only-changes-notify", test_only_changes_notify);
  g_test_add_func ("/core/clip/at-risk", test_at_risk);
  g_test_add_func ("/core/clip-pool/one-object-per-row", test_pool_has_one_object_per_row);
  g_test_add_func ("/core/clip-pool/weak", test_pool_holds_weakly);
  g_test_add_func ("/core/clip-pool/clip-outlives-pool", test_clip_outlives_pool);
  g_test_add_func ("/core/task/summary", test_task_summary);

  return g_test_run ();
}
