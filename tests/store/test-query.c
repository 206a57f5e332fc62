/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include <stdlib.h>
#include <string.h>

/* The ids of the clips that a query gives, in their order, with blanks between. */
static char *
ask (StoreFixture *fixture, const RefrainQuery *query)
{
  g_autoptr (GArray) rows = store_fixture_query (fixture, query);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      gint64 row = g_array_index (rows, gint64, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) clips = refrain_store_clips_load (fixture->connection, &row, 1, &error);
      const RefrainClipRecord *record;

      g_assert_no_error (error);
      g_assert_cmpuint (clips->len, ==, 1);
      record = g_ptr_array_index (clips, 0);
      g_assert_cmpint (record->row_id, ==, row);
      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", record->facts->id);
    }

  return g_strdup (ids->str);
}

static void
assert_view (StoreFixture *fixture, RefrainView view, const char *expected)
{
  RefrainQuery query = { .view = view, .sort = REFRAIN_SORT_TITLE, .ascending = TRUE };
  g_autofree char *ids = ask (fixture, &query);

  g_assert_cmpstr (ids, ==, expected);
}

static void
assert_sort (StoreFixture *fixture, RefrainSort sort, gboolean ascending, const char *expected)
{
  RefrainQuery query = { .sort = sort, .ascending = ascending };

  for (guint round = 0; round < 3; round++)
    {
      g_autofree char *ids = ask (fixture, &query);

      g_assert_cmpstr (ids, ==, expected);
    }
}

static void
assert_search (StoreFixture *fixture, const char *text, const char *expected)
{
  RefrainQuery query = { .text = (char *) text, .sort = REFRAIN_SORT_TITLE, .ascending = TRUE };
  g_autofree char *ids = ask (fixture, &query);

  g_assert_cmpstr (ids, ==, expected);
}

static void
set_verdict (StoreFixture *fixture, gint64 row, RefrainVerdict verdict)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (refrain_store_clips_set_verdict (fixture->connection, row, verdict, &error));
  g_assert_no_error (error);
}

/* A clip of a task of its own that is not the usual complete one. */
static void
put_other (StoreFixture *fixture, const char *id, RefrainClipState state)
{
  g_autofree char *task_id = g_strconcat ("task-", id, NULL);
  RefrainTaskFacts *task = store_fixture_task (task_id, REFRAIN_TASK_STATE_RUNNING);

  store_fixture_add_clip (task, id, state)->title = g_strdup (id);
  refrain_task_record_free (store_fixture_put (fixture, task));
}

/* One clip for each way to stand in the views; titles are the ids, so that they sort by them. */
static void
fill_views (StoreFixture *fixture)
{
  gint64 changed = store_fixture_put_song (fixture, "changed", "changed");
  gint64 cover = store_fixture_put_song (fixture, "cover", "cover");
  gint64 saved = store_fixture_put_song (fixture, "saved", "saved");

  put_other (fixture, "broken", REFRAIN_CLIP_STATE_ERROR);
  put_other (fixture, "no-file", REFRAIN_CLIP_STATE_COMPLETE);
  put_other (fixture, "queued", REFRAIN_CLIP_STATE_QUEUED);
  set_verdict (fixture, store_fixture_put_song (fixture, "keep", "keep"), REFRAIN_VERDICT_KEEP);
  set_verdict (fixture, store_fixture_put_song (fixture, "later", "later"), REFRAIN_VERDICT_LATER);
  set_verdict (fixture, store_fixture_put_song (fixture, "worse", "worse"), REFRAIN_VERDICT_REJECT);
  store_fixture_put_file (fixture, changed, REFRAIN_FILE_AUDIO, REFRAIN_FILE_CHANGED, "/m/c.mp3");
  store_fixture_put_file (fixture, cover, REFRAIN_FILE_COVER, REFRAIN_FILE_PROVEN, "/m/c.jpg");
  store_fixture_put_file (fixture, saved, REFRAIN_FILE_AUDIO, REFRAIN_FILE_PROVEN, "/m/s.mp3");
}

static void
test_views (StoreFixture *fixture, gconstpointer unused)
{
  fill_views (fixture);
  assert_view (fixture, REFRAIN_VIEW_ALL,
               "broken changed cover keep later no-file queued saved worse");
  assert_view (fixture, REFRAIN_VIEW_UNHEARD, "changed cover no-file queued saved");
  assert_view (fixture, REFRAIN_VIEW_KEEPERS, "keep");
  assert_view (fixture, REFRAIN_VIEW_LATER, "later");
  assert_view (fixture, REFRAIN_VIEW_REJECTED, "worse");
  assert_view (fixture, REFRAIN_VIEW_SAVED, "saved");
  assert_view (fixture, REFRAIN_VIEW_UNSAVED,
               "broken changed cover keep later no-file queued worse");
  assert_view (fixture, REFRAIN_VIEW_AT_RISK, "changed cover keep later worse");
}

static guint
get_length (StoreFixture *fixture, RefrainView view)
{
  RefrainQuery query = { .view = view };
  g_autoptr (GArray) rows = store_fixture_query (fixture, &query);

  return rows->len;
}

static void
assert_counts (StoreFixture *fixture)
{
  RefrainCounts counts = { 99, 99, 99, 99, 99, 99 };
  g_autoptr (GError) error = NULL;

  g_assert_true (refrain_store_clips_count (fixture->connection, &counts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.all, ==, get_length (fixture, REFRAIN_VIEW_ALL));
  g_assert_cmpuint (counts.unheard, ==, get_length (fixture, REFRAIN_VIEW_UNHEARD));
  g_assert_cmpuint (counts.keepers, ==, get_length (fixture, REFRAIN_VIEW_KEEPERS));
  g_assert_cmpuint (counts.at_risk, ==, get_length (fixture, REFRAIN_VIEW_AT_RISK));
  g_assert_cmpuint (counts.running_tasks, ==,
                    store_fixture_ask (fixture->connection,
                                       "SELECT count(*) FROM tasks"
                                       " WHERE state NOT IN ('complete', 'failed')"));
}

/* Counts equal the lengths of the views, in an empty library too. */
static void
test_counts (StoreFixture *fixture, gconstpointer unused)
{
  assert_counts (fixture);
  fill_views (fixture);
  assert_counts (fixture);
  g_assert_cmpuint (get_length (fixture, REFRAIN_VIEW_AT_RISK), ==, 5);
}

/* Two tasks of two takes each; created_at of the takes in the order a1 a2 b1 b2. */
static void
put_pairs (StoreFixture *fixture, const gint64 created[4])
{
  static const char *const ids[2][2] = { { "a1", "a2" }, { "b1", "b2" } };

  for (guint i = 0; i < 2; i++)
    {
      RefrainTaskFacts *task = store_fixture_task (i == 0 ? "a" : "b", REFRAIN_TASK_STATE_COMPLETE);

      for (guint j = 0; j < 2; j++)
        {
          RefrainClipFacts *clip = store_fixture_add_clip (task, ids[i][j],
                                                           REFRAIN_CLIP_STATE_COMPLETE);

          clip->created_at = created[2 * i + j];
          clip->title = g_strdup ("Same");
          clip->style = g_strdup ("folk");
          clip->model = g_strdup ("m");
          clip->duration = 60;
        }
      refrain_task_record_free (store_fixture_put (fixture, task));
    }
}

/* What runs and what waits for the user, without what was taken off the list. */
static void
test_task_counts (StoreFixture *fixture, gconstpointer unused)
{
  static const char *const changes[][3] = {
    /* what happens to every task, and how many run and need attention then */
    { "state = 'running'", "2", "0" },
    { "watch = 'stopped'", "2", "0" },
    { "watch = 'expired'", "0", "2" },
    { "watch = 'auto', submit_state = 'maybe', state = 'unknown'", "0", "2" },
    { "submit_state = 'not-sent', state = 'failed'", "0", "2" },
    { "removed_at = 1", "0", "0" },
    { "removed_at = 0, state = 'complete', watch = 'expired', submit_state = 'sent'", "0", "0" },
  };
  RefrainCounts counts = { 0 };
  g_autoptr (GError) error = NULL;

  put_pairs (fixture, (const gint64[]){ 1, 2, 3, 4 });
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *sql = g_strconcat ("UPDATE tasks SET ", changes[i][0], NULL);

      g_assert_true (refrain_connection_execute (fixture->connection, sql, &error));
      g_assert_no_error (error);
      g_assert_true (refrain_store_clips_count (fixture->connection, &counts, &error));
      g_assert_cmpuint (counts.running_tasks, ==, (guint) atoi (changes[i][1]));
      g_assert_cmpuint (counts.attention_tasks, ==, (guint) atoi (changes[i][2]));
    }
}

/* Equal keys: takes stay side by side and in their order both ways. */
static void
test_takes_with_equal_keys (StoreFixture *fixture, gconstpointer unused)
{
  const gint64 created[4] = { 1000, 1000, 1000, 1000 };

  put_pairs (fixture, created);
  for (guint sort = REFRAIN_SORT_CREATED; sort <= REFRAIN_SORT_MODEL; sort++)
    {
      assert_sort (fixture, (RefrainSort) sort, TRUE, "a1 a2 b1 b2");
      assert_sort (fixture, (RefrainSort) sort, FALSE, "b1 b2 a1 a2");
    }
}

/* A gateway makes two tasks at once: their takes come to be in turn. */
static void
test_takes_made_in_turn (StoreFixture *fixture, gconstpointer unused)
{
  const gint64 created[4] = { 1000, 1002, 1001, 1003 };

  put_pairs (fixture, created);
  assert_sort (fixture, REFRAIN_SORT_CREATED, TRUE, "a1 a2 b1 b2");
  assert_sort (fixture, REFRAIN_SORT_CREATED, FALSE, "b1 b2 a1 a2");
}

/* The gateway says no time: that of the first sight counts, which is one for the whole answer. */
static void
test_takes_without_a_time (StoreFixture *fixture, gconstpointer unused)
{
  const gint64 created[4] = { 0, 0, 0, 0 };

  put_pairs (fixture, created);
  store_fixture_execute (fixture->connection,
                         "UPDATE clips SET added_at = 5000 + 10 * task_row + position");
  assert_sort (fixture, REFRAIN_SORT_CREATED, TRUE, "a1 a2 b1 b2");
  assert_sort (fixture, REFRAIN_SORT_CREATED, FALSE, "b1 b2 a1 a2");
}

static void
put_sortable (StoreFixture *fixture, const char *id, const char *title, double duration, gint64 at)
{
  g_autofree char *task_id = g_strconcat ("task-", id, NULL);
  RefrainTaskFacts *task = store_fixture_task (task_id, REFRAIN_TASK_STATE_COMPLETE);
  RefrainClipFacts *clip = store_fixture_add_clip (task, id, REFRAIN_CLIP_STATE_COMPLETE);

  clip->title = g_strdup (title);
  clip->style = g_strdup (title);
  clip->model = g_strdup (title);
  clip->duration = duration;
  clip->created_at = at;
  refrain_task_record_free (store_fixture_put (fixture, task));
}

static void
test_sorts (StoreFixture *fixture, gconstpointer unused)
{
  put_sortable (fixture, "x", "Bell", 30, 3000);
  put_sortable (fixture, "y", NULL, REFRAIN_DURATION_UNKNOWN, 1000);
  put_sortable (fixture, "z", "Arch", 90, 2000);

  assert_sort (fixture, REFRAIN_SORT_CREATED, TRUE, "y z x");
  assert_sort (fixture, REFRAIN_SORT_CREATED, FALSE, "x z y");
  assert_sort (fixture, REFRAIN_SORT_DURATION, TRUE, "y x z");
  assert_sort (fixture, REFRAIN_SORT_DURATION, FALSE, "z x y");
  for (guint i = 0; i < 3; i++)
    {
      static const RefrainSort by_text[] = { REFRAIN_SORT_TITLE, REFRAIN_SORT_STYLE,
                                             REFRAIN_SORT_MODEL };

      assert_sort (fixture, by_text[i], TRUE, "y z x");
      assert_sort (fixture, by_text[i], FALSE, "x z y");
    }
}

static void
test_search (StoreFixture *fixture, gconstpointer unused)
{
  store_fixture_put_song (fixture, "k1", "Белая НОЧЬ");
  store_fixture_put_song (fixture, "k2", "夏の夜空に");
  store_fixture_put_song (fixture, "k3", "100% Straße_x");
  store_fixture_put_song (fixture, "k4", "1000 Strass y \\ z");

  assert_search (fixture, "ночь", "k1");
  assert_search (fixture, "НОЧЬ бел", "k1");
  assert_search (fixture, "ночь 夜", "");
  assert_search (fixture, "夜空", "k2");
  assert_search (fixture, "空", "k2");
  assert_search (fixture, "STRASSE", "k3");
  assert_search (fixture, "0%", "k3");
  assert_search (fixture, "%", "k3");
  assert_search (fixture, "_", "k3");
  assert_search (fixture, "e_x", "k3");
  assert_search (fixture, "\\", "k4");
  assert_search (fixture, "str 100", "k3 k4");
  assert_search (fixture, "  \t\n ", "k3 k4 k1 k2");
  assert_search (fixture, "'; DROP TABLE clips; --", "");
  assert_search (fixture, "?1", "");
}

/* Every text of a clip is searched, and a later answer's text takes the place of the earlier. */
static void
test_search_fields (StoreFixture *fixture, gconstpointer unused)
{
  RefrainTaskFacts *task = store_fixture_task ("t", REFRAIN_TASK_STATE_COMPLETE);
  RefrainClipFacts *clip = store_fixture_add_clip (task, "ident", REFRAIN_CLIP_STATE_COMPLETE);

  clip->title = g_strdup ("heading");
  clip->style = g_strdup ("polka");
  clip->lyrics = g_strdup ("[Verse]\nover the water");
  clip->description = g_strdup ("a wish");
  clip->model = g_strdup ("chirp");
  refrain_task_record_free (store_fixture_put (fixture, task));
  for (guint i = 0; i < 6; i++)
    {
      static const char *const words[] = { "HEAD", "pol", "water", "wish", "chirp", "ident" };

      assert_search (fixture, words[i], "ident");
    }
  assert_search (fixture, "heading polka over wish", "ident");

  task = store_fixture_task ("t", REFRAIN_TASK_STATE_COMPLETE);
  store_fixture_add_clip (task, "ident", REFRAIN_CLIP_STATE_COMPLETE)->title = g_strdup ("crown");
  refrain_task_record_free (store_fixture_put (fixture, task));
  assert_search (fixture, "heading", "");
  assert_search (fixture, "crown water", "ident");
}

/* A pasted novel finds what it finds, but is no error. */
static void
test_search_for_a_novel (StoreFixture *fixture, gconstpointer unused)
{
  g_autofree char *word = g_strnfill (200000, 'a');
  g_autofree char *wild = g_strnfill (60000, '%');
  g_autoptr (GString) words = g_string_new (NULL);

  store_fixture_put_song (fixture, "k1", "a");
  for (guint i = 0; i < 5000; i++)
    g_string_append (words, "a ");
  assert_search (fixture, word, "");
  assert_search (fixture, wild, "");
  assert_search (fixture, words->str, "k1");
}

static void
test_limit_and_task (StoreFixture *fixture, gconstpointer unused)
{
  const gint64 created[4] = { 1000, 1000, 2000, 2000 };
  RefrainQuery query = { .limit = 3 };
  g_autofree char *limited = NULL;
  g_autofree char *of_task = NULL;
  g_autofree char *words = NULL;

  put_pairs (fixture, created);
  limited = ask (fixture, &query);
  g_assert_cmpstr (limited, ==, "b1 b2 a1");

  query.limit = 0;
  query.task_row = store_fixture_ask (fixture->connection,
                                      "SELECT id FROM tasks WHERE task_id = 'a'");
  of_task = ask (fixture, &query);
  g_assert_cmpstr (of_task, ==, "a1 a2");

  query.text = (char *) "a2";
  query.view = REFRAIN_VIEW_UNHEARD;
  words = ask (fixture, &query);
  g_assert_cmpstr (words, ==, "a2");
}

/* Rows that are gone are left out; the others come. */
static void
test_load (StoreFixture *fixture, gconstpointer unused)
{
  gint64 rows[] = { store_fixture_put_song (fixture, "c1", "Pier"), 12345,
                    store_fixture_put_song (fixture, "c2", "Lamp") };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) some = refrain_store_clips_load (fixture->connection, rows, 3, &error);
  g_autoptr (GPtrArray) none = refrain_store_clips_load (fixture->connection, rows, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (some->len, ==, 2);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/store/query/" name, StoreFixture, NULL, store_fixture_set_up, func,                \
              store_fixture_tear_down)
  ADD ("views", test_views);
  ADD ("counts", test_counts);
  ADD ("task-counts", test_task_counts);
  ADD ("takes-with-equal-keys", test_takes_with_equal_keys);
  ADD ("takes-made-in-turn", test_takes_made_in_turn);
  ADD ("takes-without-a-time", test_takes_without_a_time);
  ADD ("sorts", test_sorts);
  ADD ("search", test_search);
  ADD ("search-fields", test_search_fields);
  ADD ("search-for-a-novel", test_search_for_a_novel);
  ADD ("limit-and-task", test_limit_and_task);
  ADD ("load", test_load);
#undef ADD

  return g_test_run ();
}
