/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "list-fixture.h"

static void
count_cb (GObject *object, GParamSpec *pspec, guint *n)
{
  (*n)++;
}

static void
wait_until_loaded (RefrainClip *clip)
{
  while (!refrain_clip_is_loaded (clip))
    g_main_context_iteration (NULL, TRUE);
}

/* The clip is the pool's, empty at first, and tells once when it is loaded; its block with it. */
static void
test_loaded_on_demand (ListFixture *self, gconstpointer unused)
{
  GListModel *model = G_LIST_MODEL (self->list);
  g_autoptr (RefrainClip) clip = NULL;
  g_autoptr (RefrainClip) of_pool = NULL;
  g_autoptr (RefrainClip) neighbour = NULL;
  g_autoptr (RefrainClip) far_away = NULL;
  guint n_loaded = 0;

  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *id = g_strdup_printf ("c%03u", i);

      list_fixture_put (self, id);
    }
  list_fixture_unfollow (self);
  list_fixture_ask (self, REFRAIN_VIEW_ALL, TRUE, NULL);
  list_fixture_settle (self);

  clip = g_list_model_get_item (model, 130);
  of_pool = refrain_clip_pool_lookup (self->pool, refrain_clip_get_row_id (clip));
  g_assert_true (of_pool == clip);
  g_assert_false (refrain_clip_is_loaded (clip));
  g_signal_connect (clip, "notify::loaded", G_CALLBACK (count_cb), &n_loaded);
  wait_until_loaded (clip);
  g_assert_cmpuint (n_loaded, ==, 1);
  g_assert_cmpstr (refrain_clip_get_facts (clip)->title, ==, "c130");

  neighbour = g_list_model_get_item (model, 131);
  g_assert_true (refrain_clip_is_loaded (neighbour));
  g_assert_cmpstr (refrain_clip_get_facts (neighbour)->title, ==, "c131");
  far_away = g_list_model_get_item (model, 299);
  g_assert_false (refrain_clip_is_loaded (far_away));
  wait_until_loaded (far_away);
  g_assert_cmpuint (n_loaded, ==, 1);
}

/* What is scrolled away from does not stay for ever. */
static void
test_clips_do_not_pile_up (ListFixture *self, gconstpointer unused)
{
  GListModel *model = G_LIST_MODEL (self->list);
  guint n_alive = 0;
  guint n_rows;
  const gint64 *rows;

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *id = g_strdup_printf ("c%03u", i);

      list_fixture_put (self, id);
    }
  list_fixture_unfollow (self);
  list_fixture_ask (self, REFRAIN_VIEW_ALL, TRUE, NULL);
  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (RefrainClip) clip = g_list_model_get_item (model, i);

      wait_until_loaded (clip);
    }
  list_fixture_settle (self);

  rows = refrain_clip_list_get_rows (self->list, &n_rows);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (RefrainClip) clip = refrain_clip_pool_lookup (self->pool, rows[i]);

      n_alive += clip != NULL;
    }
  g_assert_cmpuint (n_alive, <, 600);
}

static gpointer
raise_flag (RefrainConnection *connection, gpointer data, GError **error)
{
  g_atomic_int_set ((gint *) data, 1);
  return NULL;
}

static void
drop_answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  refrain_store_run_finish (REFRAIN_STORE (source), result, NULL);
}

/* The answer to a query has come, but nobody has looked at it yet. */
static void
let_answer_come (ListFixture *self, gint *flag)
{
  refrain_store_run_async (self->store, raise_flag, flag, NULL, NULL, NULL, drop_answer_cb, NULL);
  while (g_atomic_int_get (flag) == 0)
    g_thread_yield ();
}

/* Asked for at one position and moved to another before it is read: it is read all the same. */
static void
test_asked_for_before_a_splice (ListFixture *self, gconstpointer unused)
{
  g_autoptr (RefrainClip) clip = NULL;
  gint flag = 0;

  list_fixture_put (self, "wanted");
  list_fixture_unfollow (self);
  list_fixture_ask (self, REFRAIN_VIEW_ALL, FALSE, NULL);
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *id = g_strdup_printf ("c%03u", i);

      list_fixture_put (self, id);
    }

  refrain_clip_list_refresh (self->list);
  let_answer_come (self, &flag);
  clip = g_list_model_get_item (G_LIST_MODEL (self->list), 0);
  list_fixture_settle (self);
  list_fixture_settle (self);
  g_assert_true (refrain_clip_is_loaded (clip));
  g_assert_cmpstr (refrain_clip_get_facts (clip)->title, ==, "wanted");
}

/* The list goes away in the middle of queries and loads; clips that somebody holds stay empty. */
static void
test_dispose_under_way (ListFixture *self, gconstpointer unused)
{
  g_autoptr (RefrainClip) clip = NULL;
  gpointer watch;

  list_fixture_put (self, "a");
  list_fixture_ask (self, REFRAIN_VIEW_ALL, FALSE, NULL);
  list_fixture_settle (self);
  g_ptr_array_set_size (self->shadow, 0);
  g_signal_handlers_disconnect_by_data (self->list, self);
  for (guint how = 0; how < 3; how++)
    {
      RefrainClipList *list = how == 0 ? g_steal_pointer (&self->list)
                                       : refrain_clip_list_new (self->store, self->pool);

      watch = list;
      g_object_add_weak_pointer (G_OBJECT (list), &watch);
      refrain_clip_list_refresh (list);
      if (how == 0)
        clip = g_list_model_get_item (G_LIST_MODEL (list), 0);
      refrain_clip_list_refresh (list);
      if (how == 2)
        g_object_run_dispose (G_OBJECT (list));
      g_object_unref (list);
      list_fixture_settle (self);
      list_fixture_settle (self);
      g_assert_null (watch);
    }
}

/* A load that failed costs nothing but itself: the clip can be asked for again. */
static void
test_load_fails (ListFixture *self, gconstpointer unused)
{
  GListModel *model = G_LIST_MODEL (self->list);
  g_autoptr (RefrainClip) clip = NULL;
  g_autoptr (RefrainClip) again = NULL;

  list_fixture_put (self, "a");
  list_fixture_unfollow (self);
  list_fixture_ask (self, REFRAIN_VIEW_ALL, FALSE, NULL);
  store_fixture_execute (self->base.connection, "ALTER TABLE gateways RENAME TO hidden");
  clip = g_list_model_get_item (model, 0);
  list_fixture_settle (self);
  list_fixture_settle (self);
  g_assert_false (refrain_clip_is_loaded (clip));

  store_fixture_execute (self->base.connection, "ALTER TABLE hidden RENAME TO gateways");
  again = g_list_model_get_item (model, 0);
  g_assert_true (again == clip);
  list_fixture_settle (self);
  list_fixture_settle (self);
  g_assert_true (refrain_clip_is_loaded (clip));
}

/* Removed between the answer and the load: it is not kept waiting for. */
static void
test_row_is_gone (ListFixture *self, gconstpointer unused)
{
  gpointer watch;

  list_fixture_put (self, "a");
  list_fixture_unfollow (self);
  list_fixture_ask (self, REFRAIN_VIEW_ALL, FALSE, NULL);
  store_fixture_execute (self->base.connection, "DELETE FROM clips");
  watch = g_list_model_get_item (G_LIST_MODEL (self->list), 0);
  list_fixture_settle (self);
  list_fixture_settle (self);
  g_assert_false (refrain_clip_is_loaded (watch));
  g_object_unref (watch);

  list_fixture_refresh (self);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/store/clip-loading/" name, ListFixture, NULL, list_fixture_set_up, func,           \
              list_fixture_tear_down)
  ADD ("loaded-on-demand", test_loaded_on_demand);
  ADD ("clips-do-not-pile-up", test_clips_do_not_pile_up);
  ADD ("asked-for-before-a-splice", test_asked_for_before_a_splice);
  ADD ("dispose-under-way", test_dispose_under_way);
  ADD ("load-fails", test_load_fails);
  ADD ("row-is-gone", test_row_is_gone);
#undef ADD

  return g_test_run ();
}
