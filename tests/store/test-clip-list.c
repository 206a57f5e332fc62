/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "list-fixture.h"

#define N_CLIPS 5000

static void
set_verdict (ListFixture *self, gint64 row, RefrainVerdict verdict)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (refrain_store_clips_set_verdict (self->base.connection, row, verdict, &error));
  g_assert_no_error (error);
}

static void
assert_splice (ListFixture *self, guint n_signals, guint position, guint removed, guint added)
{
  g_assert_cmpuint (self->n_signals, ==, n_signals);
  g_assert_cmpuint (self->position, ==, position);
  g_assert_cmpuint (self->removed, ==, removed);
  g_assert_cmpuint (self->added, ==, added);
}

/* The list is what the store answers, and the follower has the same objects. */
static void
assert_conforms (ListFixture *self)
{
  g_autoptr (GArray) expected = store_fixture_query (&self->base,
                                                     refrain_clip_list_get_query (self->list));
  GListModel *model = G_LIST_MODEL (self->list);
  guint n_rows = 0;
  const gint64 *rows = refrain_clip_list_get_rows (self->list, &n_rows);

  g_assert_cmpmem (rows, n_rows * sizeof *rows, expected->data, expected->len * sizeof *rows);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, n_rows);
  g_assert_cmpuint (self->shadow->len, ==, n_rows);
  g_assert_null (g_list_model_get_item (model, n_rows));
  g_assert_null (g_list_model_get_item (model, G_MAXUINT));
  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (RefrainClip) clip = g_list_model_get_item (model, i);

      g_assert_true (clip == self->shadow->pdata[i]);
      g_assert_cmpint (refrain_clip_get_row_id (clip), ==, rows[i]);
    }
}

static void
test_empty (ListFixture *self, gconstpointer unused)
{
  g_assert_false (refrain_clip_list_is_ready (self->list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (self->list), 0));
  g_assert_cmpuint (g_list_model_get_item_type (G_LIST_MODEL (self->list)), ==, REFRAIN_TYPE_CLIP);

  list_fixture_ask (self, REFRAIN_VIEW_ALL, FALSE, NULL);
  g_assert_true (refrain_clip_list_is_ready (self->list));
  g_assert_cmpuint (self->n_signals, ==, 0);
}

static void
test_one_splice (ListFixture *self, gconstpointer unused)
{
  gint64 rows[5];

  for (guint i = 0; i < 5; i++)
    {
      const char id[] = { (char) ('a' + i), '\0' };

      rows[i] = list_fixture_put (self, id);
    }
  list_fixture_ask (self, REFRAIN_VIEW_UNHEARD, FALSE, NULL);
  g_assert_true (refrain_clip_list_is_ready (self->list));
  assert_splice (self, 1, 0, 0, 5);

  list_fixture_put (self, "f");
  list_fixture_refresh (self);
  assert_splice (self, 2, 0, 0, 1); /* at the top: f e d c b a */

  set_verdict (self, rows[2], REFRAIN_VERDICT_KEEP);
  list_fixture_refresh (self);
  assert_splice (self, 3, 3, 1, 0); /* in the middle: f e d b a */

  list_fixture_refresh (self);
  assert_splice (self, 3, 3, 1, 0); /* no change, no signal */
  assert_conforms (self);

  set_verdict (self, rows[0], REFRAIN_VERDICT_KEEP);
  list_fixture_refresh (self);
  assert_splice (self, 4, 4, 1, 0); /* at the end: f e d b */

  set_verdict (self, rows[4], REFRAIN_VERDICT_KEEP);
  set_verdict (self, rows[2], REFRAIN_VERDICT_UNHEARD);
  list_fixture_refresh (self);
  assert_splice (self, 5, 1, 2, 2); /* f (e d) b -> f (d c) b */

  list_fixture_ask (self, REFRAIN_VIEW_REJECTED, FALSE, NULL);
  assert_splice (self, 6, 0, 4, 0);
  list_fixture_ask (self, REFRAIN_VIEW_LATER, FALSE, NULL);
  assert_splice (self, 6, 0, 4, 0);
  assert_conforms (self);
}

/* Only the answer to the newest query is shown, however many were asked. */
static void
test_late_answers_are_dropped (ListFixture *self, gconstpointer unused)
{
  static const char *const words[] = { "a", "ab", "abc", "" };
  guint n_before = self->n_answers;

  list_fixture_put (self, "a");
  list_fixture_put (self, "ab");
  list_fixture_put (self, "abc");
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      RefrainQuery query = { .text = (char *) words[i] };

      refrain_clip_list_set_query (self->list, &query);
    }
  list_fixture_settle (self);
  g_assert_cmpuint (self->n_answers, ==, n_before + 1);
  assert_splice (self, 1, 0, 0, 3);
  assert_conforms (self);
}

/* A query that fails leaves what was on show and says why. */
static void
test_query_fails (ListFixture *self, gconstpointer unused)
{
  list_fixture_put (self, "a");
  list_fixture_ask (self, REFRAIN_VIEW_ALL, FALSE, NULL);
  g_assert_null (refrain_clip_list_get_error (self->list));
  store_fixture_execute (self->base.connection, "ALTER TABLE clips RENAME TO hidden");
  list_fixture_refresh (self);
  g_assert_error (refrain_clip_list_get_error (self->list), REFRAIN_STORE_ERROR,
                  REFRAIN_STORE_ERROR_FAILED);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, 1);

  store_fixture_execute (self->base.connection, "ALTER TABLE hidden RENAME TO clips");
  list_fixture_refresh (self);
  g_assert_null (refrain_clip_list_get_error (self->list));
  assert_splice (self, 1, 0, 0, 1);
}

static void
put_many (ListFixture *self)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (
      (GDestroyNotify) refrain_task_facts_free);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_CLIPS / 2; i++)
    {
      g_autofree char *id = g_strdup_printf ("t%u", i);
      RefrainTaskFacts *task = store_fixture_task (id, REFRAIN_TASK_STATE_COMPLETE);

      for (guint j = 0; j < 2; j++)
        {
          g_autofree char *clip_id = g_strdup_printf ("c%u-%u", i, j);
          RefrainClipFacts *clip = store_fixture_add_clip (task, clip_id,
                                                           REFRAIN_CLIP_STATE_COMPLETE);

          clip->title = g_strdup_printf ("Song %u", i * 7919 % 1000);
          clip->created_at = 1 + i * 7907 % 2500;
        }
      g_ptr_array_add (tasks, task);
    }
  records = refrain_store_tasks_put (self->base.connection, self->base.gateway, tasks, NULL,
                                     &error);
  g_assert_no_error (error);
}

static void
wait_until_loaded (RefrainClip *clip)
{
  while (!refrain_clip_is_loaded (clip))
    g_main_context_iteration (NULL, TRUE);
}

/* Any change, from any query to any other, is one splice that a follower can follow. */
static void
test_conforms (ListFixture *self, gconstpointer unused)
{
  guint position = 0;

  put_many (self);
  for (guint step = 0; step < 40; step++)
    {
      RefrainQuery query = { .view = (RefrainView) g_test_rand_int_range (0, 8),
                             .sort = (RefrainSort) g_test_rand_int_range (0, 3),
                             .ascending = g_test_rand_bit (),
                             .limit = g_test_rand_bit () ? 0 : 777,
                             .text = (char *) (g_test_rand_bit () ? "7" : NULL) };
      guint n_before = self->n_answers;
      guint n_signals = self->n_signals;

      for (guint i = 0; i < 20; i++)
        set_verdict (self, g_test_rand_int_range (1, N_CLIPS + 1),
                     (RefrainVerdict) g_test_rand_int_range (0, 4));
      if (step % 4 == 3)
        refrain_clip_list_refresh (self->list);
      else
        refrain_clip_list_set_query (self->list, &query);
      list_fixture_wait_for_answer (self, n_before);
      g_assert_cmpuint (self->n_signals, <=, n_signals + 1);
      assert_conforms (self);
    }

  list_fixture_ask (self, REFRAIN_VIEW_ALL, FALSE, NULL);
  g_assert_cmpuint (self->shadow->len, ==, N_CLIPS);
  assert_conforms (self);
  for (guint i = 0; i < self->shadow->len; i++)
    wait_until_loaded (self->shadow->pdata[i]);
  g_assert_true (refrain_clip_list_find (
      self->list, refrain_clip_get_row_id (self->shadow->pdata[4321]), &position));
  g_assert_cmpuint (position, ==, 4321);
  g_assert_false (refrain_clip_list_find (self->list, N_CLIPS + 99, &position));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/store/clip-list/" name, ListFixture, NULL, list_fixture_set_up, func,              \
              list_fixture_tear_down)
  ADD ("empty", test_empty);
  ADD ("one-splice", test_one_splice);
  ADD ("late-answers-are-dropped", test_late_answers_are_dropped);
  ADD ("query-fails", test_query_fails);
  ADD ("conforms", test_conforms);
#undef ADD

  return g_test_run ();
}
