/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include <string.h>

static RefrainClipRecord *
get_clip (const RefrainTaskRecord *record, guint i)
{
  g_assert_cmpuint (i, <, record->clips->len);
  return g_ptr_array_index (record->clips, i);
}

static RefrainTaskRecord *
find (StoreFixture *fixture, const char *id)
{
  g_autoptr (GError) error = NULL;
  RefrainTaskRecord *record = refrain_store_tasks_find (fixture->connection, id, &error);

  g_assert_no_error (error);
  return record;
}

static void
assert_task (StoreFixture *fixture, const char *id, RefrainTaskState state, guint n_clips)
{
  g_autoptr (RefrainTaskRecord) record = find (fixture, id);

  g_assert_nonnull (record);
  g_assert_cmpint (record->facts->state, ==, state);
  g_assert_cmpuint (record->clips->len, ==, n_clips);
}

/* The gateway knows the id and says nothing more. */
static RefrainTaskRecord *
put_bare (StoreFixture *fixture, const char *id)
{
  RefrainTaskFacts *task = refrain_task_facts_new ();
  RefrainTaskRecord *record;

  task->id = g_strdup (id);
  record = store_fixture_put (fixture, task);
  g_assert_cmpint (record->facts->state, ==, REFRAIN_TASK_STATE_UNKNOWN);
  g_assert_cmpstr (record->gateway, ==, "Home");
  g_assert_cmpint (record->gateway_row, ==, fixture->gateway);
  g_assert_cmpint (record->added_at, >, 0);
  return record;
}

/* The life of a task as a gateway tells it: nothing, queued, a stream, the file. */
static void
test_from_nothing_to_complete (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainTaskRecord) record = put_bare (fixture, "t1");
  RefrainTaskFacts *task;
  RefrainClipFacts *clip;
  gint64 row = record->row_id;

  task = store_fixture_task ("t1", REFRAIN_TASK_STATE_QUEUED);
  task->submitted_at = 1700000000000;
  task->request = g_strdup ("{\"prompt\":\"lamps\"}");
  refrain_task_record_free (g_steal_pointer (&record));
  record = store_fixture_put (fixture, task);
  g_assert_cmpint (record->row_id, ==, row);
  g_assert_cmpint (record->facts->state, ==, REFRAIN_TASK_STATE_QUEUED);

  task = store_fixture_task ("t1", REFRAIN_TASK_STATE_STREAMING);
  clip = store_fixture_add_clip (task, "c1", REFRAIN_CLIP_STATE_STREAMING);
  clip->stream_url = g_strdup ("http://127.0.0.1:9/stream");
  clip->title = g_strdup ("Pier");
  refrain_task_record_free (g_steal_pointer (&record));
  record = store_fixture_put (fixture, task);
  g_assert_cmpint (refrain_clip_facts_get_audio (get_clip (record, 0)->facts), ==,
                   REFRAIN_AUDIO_STREAMING);

  task = store_fixture_task ("t1", REFRAIN_TASK_STATE_COMPLETE);
  clip = store_fixture_add_clip (task, "c1", REFRAIN_CLIP_STATE_COMPLETE);
  clip->audio_url = g_strdup ("http://127.0.0.1:9/a.mp3");
  clip->duration = 123.5;
  refrain_task_record_free (g_steal_pointer (&record));
  record = store_fixture_put (fixture, task);
  g_assert_cmpint (record->facts->state, ==, REFRAIN_TASK_STATE_COMPLETE);
  g_assert_cmpint (record->facts->submitted_at, ==, 1700000000000);
  g_assert_cmpstr (record->facts->request, ==, "{\"prompt\":\"lamps\"}");
  g_assert_cmpstr (get_clip (record, 0)->facts->title, ==, "Pier");
  g_assert_cmpstr (get_clip (record, 0)->facts->task_id, ==, "t1");
  g_assert_cmpstr (get_clip (record, 0)->facts->audio_url, ==, "http://127.0.0.1:9/a.mp3");
  g_assert_cmpfloat (get_clip (record, 0)->facts->duration, ==, 123.5);
  assert_task (fixture, "t1", REFRAIN_TASK_STATE_COMPLETE, 1);
  g_assert_cmpint (store_fixture_ask (fixture->connection, "SELECT count(*) FROM tasks"), ==, 1);
}

/* Every column of a clip comes back as it went in. */
static void
test_each_fact_is_kept (StoreFixture *fixture, gconstpointer unused)
{
  RefrainTaskFacts *task = store_fixture_task ("t1", REFRAIN_TASK_STATE_RUNNING);
  RefrainClipFacts *clip = store_fixture_add_clip (task, "c1", REFRAIN_CLIP_STATE_ERROR);
  g_autoptr (RefrainClipFacts) expected = NULL;
  g_autoptr (RefrainTaskRecord) record = NULL;
  char **texts[] = { &clip->title,         &clip->style,           &clip->lyrics,
                     &clip->description,   &clip->model,           &clip->version,
                     &clip->audio_url,     &clip->stream_url,      &clip->video_url,
                     &clip->image_url,     &clip->image_large_url, &clip->error_type,
                     &clip->error_message, &clip->parent_id };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup_printf ("%u: ночь 夜 '\"%%_\\", i);
  clip->task_id = g_strdup ("t1");
  clip->duration = 61.25;
  clip->created_at = 1700000000123;
  clip->instrumental = TRUE;
  clip->liked = TRUE;
  expected = refrain_clip_facts_copy (clip);
  task->kind = REFRAIN_TASK_KIND_CONCAT;
  task->fail_reason = g_strdup ("why");
  task->model = g_strdup ("m");
  task->lyrics_title = g_strdup ("lt");
  task->lyrics_text = g_strdup ("lx");
  task->progress = 0.25;
  task->submitted_at = 1;
  task->started_at = 2;
  task->finished_at = 3;

  record = store_fixture_put (fixture, task);
  g_assert_true (refrain_clip_facts_equal (get_clip (record, 0)->facts, expected));
  g_assert_cmpint (record->facts->kind, ==, REFRAIN_TASK_KIND_CONCAT);
  g_assert_cmpstr (record->facts->fail_reason, ==, "why");
  g_assert_cmpstr (record->facts->model, ==, "m");
  g_assert_cmpstr (record->facts->lyrics_title, ==, "lt");
  g_assert_cmpstr (record->facts->lyrics_text, ==, "lx");
  g_assert_cmpfloat (record->facts->progress, ==, 0.25);
  g_assert_cmpint (record->facts->submitted_at, ==, 1);
  g_assert_cmpint (record->facts->started_at, ==, 2);
  g_assert_cmpint (record->facts->finished_at, ==, 3);
}

/* Addresses and clips that a later answer leaves out stay. */
static void
test_nothing_is_taken_back (StoreFixture *fixture, gconstpointer unused)
{
  RefrainTaskFacts *task = store_fixture_task ("t1", REFRAIN_TASK_STATE_COMPLETE);
  RefrainClipFacts *clip = store_fixture_add_clip (task, "c1", REFRAIN_CLIP_STATE_COMPLETE);
  g_autoptr (RefrainTaskRecord) first = NULL;
  g_autoptr (RefrainTaskRecord) second = NULL;

  clip->audio_url = g_strdup ("http://127.0.0.1:9/a.mp3");
  clip->video_url = g_strdup ("http://127.0.0.1:9/a.mp4");
  clip->image_url = g_strdup ("http://127.0.0.1:9/a.jpg");
  clip->lyrics = g_strdup ("la");
  clip->duration = 10;
  clip->created_at = 5;
  store_fixture_add_clip (task, "c2", REFRAIN_CLIP_STATE_COMPLETE)->title = g_strdup ("Two");
  first = store_fixture_put (fixture, task);

  task = store_fixture_task ("t1", REFRAIN_TASK_STATE_QUEUED);
  store_fixture_add_clip (task, "c1", REFRAIN_CLIP_STATE_SUBMITTED);
  second = store_fixture_put (fixture, task);
  g_assert_cmpint (second->facts->state, ==, REFRAIN_TASK_STATE_COMPLETE);
  g_assert_cmpuint (second->clips->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpint (get_clip (first, i)->row_id, ==, get_clip (second, i)->row_id);
      g_assert_true (
          refrain_clip_facts_equal (get_clip (first, i)->facts, get_clip (second, i)->facts));
    }
}

static void
test_failed_with_a_good_clip (StoreFixture *fixture, gconstpointer unused)
{
  RefrainTaskFacts *task = store_fixture_task ("t1", REFRAIN_TASK_STATE_FAILED);
  RefrainClipFacts *good = store_fixture_add_clip (task, "c1", REFRAIN_CLIP_STATE_COMPLETE);
  RefrainClipFacts *bad = store_fixture_add_clip (task, "c2", REFRAIN_CLIP_STATE_ERROR);
  g_autoptr (RefrainTaskRecord) record = NULL;

  task->fail_reason = g_strdup ("one of two was refused");
  good->audio_url = g_strdup ("http://127.0.0.1:9/a.mp3");
  bad->error_message = g_strdup ("refused");
  record = store_fixture_put (fixture, task);
  g_assert_cmpint (record->facts->state, ==, REFRAIN_TASK_STATE_FAILED);
  g_assert_cmpstr (record->facts->fail_reason, ==, "one of two was refused");
  g_assert_cmpuint (record->clips->len, ==, 2);
  g_assert_cmpint (refrain_clip_facts_get_audio (get_clip (record, 0)->facts), ==,
                   REFRAIN_AUDIO_READY);
  g_assert_cmpstr (get_clip (record, 1)->facts->error_message, ==, "refused");

  /* A later answer without the clip, and without the reason, costs neither. */
  refrain_task_record_free (g_steal_pointer (&record));
  record = store_fixture_put (fixture, store_fixture_task ("t1", REFRAIN_TASK_STATE_FAILED));
  g_assert_cmpstr (record->facts->fail_reason, ==, "one of two was refused");
  g_assert_cmpuint (record->clips->len, ==, 2);
}

static void
test_nameless_clips (StoreFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = NULL;

  for (guint round = 0; round < 3; round++)
    {
      RefrainTaskFacts *task = store_fixture_task ("t1", REFRAIN_TASK_STATE_RUNNING);
      g_autoptr (RefrainTaskRecord) record = NULL;

      for (guint i = 0; i < 2; i++)
        {
          RefrainClipFacts *clip = store_fixture_add_clip (task, NULL, REFRAIN_CLIP_STATE_QUEUED);

          clip->title = g_strdup_printf ("take %u", i);
        }
      record = store_fixture_put (fixture, task);
      g_assert_cmpuint (record->clips->len, ==, 2);
      g_assert_cmpstr (get_clip (record, 0)->facts->id, !=, get_clip (record, 1)->facts->id);
      g_assert_cmpstr (get_clip (record, 1)->facts->title, ==, "take 1");
      if (round == 0)
        id = g_strdup (get_clip (record, 0)->facts->id);
      g_assert_cmpstr (get_clip (record, 0)->facts->id, ==, id);
    }
}

static void
test_verdict_survives (StoreFixture *fixture, gconstpointer unused)
{
  gint64 row = store_fixture_put_song (fixture, "c1", "Pier");
  g_autoptr (RefrainTaskRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (
      refrain_store_clips_set_verdict (fixture->connection, row, REFRAIN_VERDICT_KEEP, &error));
  g_assert_no_error (error);
  store_fixture_put_file (fixture, row, REFRAIN_FILE_AUDIO, REFRAIN_FILE_PROVEN, "/music/a.mp3");
  g_assert_cmpint (store_fixture_put_song (fixture, "c1", "New name"), ==, row);

  record = find (fixture, "task-c1");
  g_assert_cmpint (get_clip (record, 0)->verdict, ==, REFRAIN_VERDICT_KEEP);
  g_assert_cmpuint (get_clip (record, 0)->files->len, ==, 1);
  g_assert_cmpstr (get_clip (record, 0)->facts->title, ==, "New name");
}

static gboolean
put_raw (StoreFixture *fixture, const char *const *ids, const char *const *raws, GError **error)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (
      (GDestroyNotify) refrain_task_facts_free);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_autoptr (GPtrArray) records = NULL;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      RefrainTaskFacts *task = store_fixture_task (*ids[i] != '\0' ? ids[i] : NULL,
                                                   REFRAIN_TASK_STATE_RUNNING);
      g_autofree char *clip_id = g_strconcat ("clip-", ids[i], NULL);

      store_fixture_add_clip (task, clip_id, REFRAIN_CLIP_STATE_QUEUED);
      g_ptr_array_add (tasks, task);
      g_ptr_array_add (texts, (gpointer) raws[i]);
    }

  records = refrain_store_tasks_put (fixture->connection, fixture->gateway, tasks, texts, error);
  return records != NULL;
}

static void
assert_raw (StoreFixture *fixture, const char *id, const char *expected)
{
  g_autoptr (RefrainTaskRecord) record = find (fixture, id);
  g_autoptr (GError) error = NULL;
  g_autofree char *raw = refrain_store_tasks_get_raw (fixture->connection, record->row_id, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (raw, ==, expected);
}

static void
test_raw_answers (StoreFixture *fixture, gconstpointer unused)
{
  const char *const ids[] = { "t1", "t2", "t3", NULL };
  const char *const first[] = { "{\"a\":1}", "{\"b\":1}", NULL };
  const char *const second[] = { "{\"a\":2}", NULL, "{\"c\":2}" };
  g_autoptr (GError) error = NULL;

  g_assert_true (put_raw (fixture, ids, first, &error));
  g_assert_true (put_raw (fixture, ids, second, &error));
  g_assert_no_error (error);
  assert_raw (fixture, "t1", "{\"a\":2}");
  assert_raw (fixture, "t2", "{\"b\":1}");
  assert_raw (fixture, "t3", "{\"c\":2}");
}

/* The raw answers stay beside their tasks when one without an id is left out between them. */
static void
test_without_an_id (StoreFixture *fixture, gconstpointer unused)
{
  const char *const ids[] = { "t1", "", "t3", NULL };
  const char *const raws[] = { "{\"a\":1}", "{\"b\":1}", "{\"c\":1}" };
  g_autoptr (GError) error = NULL;

  g_assert_true (put_raw (fixture, ids, raws, &error));
  g_assert_no_error (error);
  g_assert_cmpint (store_fixture_ask (fixture->connection, "SELECT count(*) FROM tasks"), ==, 2);
  g_assert_cmpint (store_fixture_ask (fixture->connection, "SELECT count(*) FROM clips"), ==, 2);
  assert_raw (fixture, "t1", "{\"a\":1}");
  assert_raw (fixture, "t3", "{\"c\":1}");
}

/* Whichever write of the last task fails, none of the others is left behind. */
static void
test_all_or_nothing (StoreFixture *fixture, gconstpointer unused)
{
  static const char *const writes[] = {
    "INSERT ON tasks WHEN NEW.task_id = 't3'",
    "UPDATE ON tasks WHEN NEW.task_id = 't3'",
    "INSERT ON task_raws WHEN NEW.raw = '{\"c\":1}'",
    "INSERT ON clips WHEN NEW.clip_id = 'clip-t3'",
    "UPDATE ON clips WHEN NEW.clip_id = 'clip-t3'",
  };
  const char *const ids[] = { "t1", "t2", "t3", NULL };
  const char *const raws[] = { "{\"a\":1}", "{\"b\":1}", "{\"c\":1}" };
  const char *const known[] = { "t1", NULL };
  const char *const known_raw[] = { "{\"a\":0}" };
  g_autoptr (GError) error = NULL;

  g_assert_true (put_raw (fixture, known, known_raw, &error));
  for (guint i = 0; i < G_N_ELEMENTS (writes); i++)
    {
      g_autofree char *sql = g_strdup_printf (
          "CREATE TRIGGER fails BEFORE %s BEGIN SELECT RAISE (ABORT, 'no'); END", writes[i]);

      store_fixture_execute (fixture->connection, sql);
      g_assert_false (put_raw (fixture, ids, raws, &error));
      g_assert_error (error, REFRAIN_STORE_ERROR, REFRAIN_STORE_ERROR_FAILED);
      g_clear_error (&error);
      store_fixture_execute (fixture->connection, "DROP TRIGGER fails");
      g_assert_cmpint (store_fixture_ask (fixture->connection, "SELECT count(*) FROM tasks"), ==,
                       1);
      g_assert_cmpint (store_fixture_ask (fixture->connection, "SELECT count(*) FROM clips"), ==,
                       1);
      assert_raw (fixture, "t1", "{\"a\":0}");
    }

  g_assert_true (put_raw (fixture, ids, raws, &error));
  g_assert_no_error (error);
  g_assert_cmpint (store_fixture_ask (fixture->connection, "SELECT count(*) FROM tasks"), ==, 3);
}

/* No space left: said in words, nothing written, and once there is room it goes through. */
static void
test_disk_is_full (StoreFixture *fixture, gconstpointer unused)
{
  const char *const ids[] = { "t1", "t2", NULL };
  g_autofree char *large = g_strnfill (400000, 'r');
  const char *const raws[] = { "{}", large };
  g_autofree char *limit = g_strdup_printf (
      "PRAGMA max_page_count = %d",
      (int) store_fixture_ask (fixture->connection, "PRAGMA page_count") + 10);
  g_autoptr (GError) error = NULL;

  store_fixture_execute (fixture->connection, limit);
  g_assert_false (put_raw (fixture, ids, raws, &error));
  g_assert_error (error, REFRAIN_STORE_ERROR, REFRAIN_STORE_ERROR_FULL);
  g_assert_nonnull (strstr (error->message, "full"));
  g_clear_error (&error);
  g_assert_cmpint (store_fixture_ask (fixture->connection, "SELECT count(*) FROM tasks"), ==, 0);

  store_fixture_execute (fixture->connection, "PRAGMA max_page_count = 1000000");
  g_assert_true (put_raw (fixture, ids, raws, &error));
  g_assert_no_error (error);
  store_fixture_assert_whole (fixture->connection);
}

/* The same ids at two gateways are two tasks and two clips. */
static void
test_two_gateways (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GArray) clips = NULL;
  g_autoptr (GError) error = NULL;
  gint64 first = store_fixture_put_song (fixture, "c1", "Here");

  fixture->gateway = store_fixture_put_gateway (fixture->connection, "Other");
  g_assert_cmpint (store_fixture_put_song (fixture, "c1", "There"), !=, first);

  list = refrain_store_tasks_list (fixture->connection, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((RefrainTaskRecord *) list->pdata[0])->gateway, ==, "Other");
  g_assert_cmpstr (get_clip (list->pdata[1], 0)->facts->title, ==, "Here");
  clips = refrain_store_clips_find (fixture->connection, "c1", &error);
  g_assert_cmpuint (clips->len, ==, 2);
}

static void
test_list_and_find (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GArray) prefix = NULL;
  g_autoptr (GArray) whole = NULL;
  g_autoptr (GArray) none = NULL;
  g_autoptr (GError) error = NULL;
  gint64 first = store_fixture_put_song (fixture, "ab", "One");

  store_fixture_put_song (fixture, "abc", "Two");
  store_fixture_put_song (fixture, "x%", "Three");
  list = refrain_store_tasks_list (fixture->connection, 2, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((RefrainTaskRecord *) list->pdata[0])->facts->id, ==, "task-x%");

  g_assert_null (refrain_store_tasks_find (fixture->connection, "task-", &error));
  g_assert_no_error (error);
  whole = refrain_store_clips_find (fixture->connection, "ab", &error);
  g_assert_cmpuint (whole->len, ==, 1);
  g_assert_cmpint (g_array_index (whole, gint64, 0), ==, first);
  prefix = refrain_store_clips_find (fixture->connection, "a", &error);
  g_assert_cmpuint (prefix->len, ==, 2);
  none = refrain_store_clips_find (fixture->connection, "%", &error);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/store/tasks/" name, StoreFixture, NULL, store_fixture_set_up, func,                \
              store_fixture_tear_down)
  ADD ("from-nothing-to-complete", test_from_nothing_to_complete);
  ADD ("each-fact-is-kept", test_each_fact_is_kept);
  ADD ("nothing-is-taken-back", test_nothing_is_taken_back);
  ADD ("failed-with-a-good-clip", test_failed_with_a_good_clip);
  ADD ("nameless-clips", test_nameless_clips);
  ADD ("verdict-survives", test_verdict_survives);
  ADD ("raw-answers", test_raw_answers);
  ADD ("without-an-id", test_without_an_id);
  ADD ("all-or-nothing", test_all_or_nothing);
  ADD ("disk-is-full", test_disk_is_full);
  ADD ("two-gateways", test_two_gateways);
  ADD ("list-and-find", test_list_and_find);
#undef ADD

  return g_test_run ();
}
