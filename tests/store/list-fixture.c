/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "list-fixture.h"

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, ListFixture *self)
{
  self->n_signals++;
  self->position = position;
  self->removed = removed;
  self->added = added;

  g_assert_cmpuint (position + removed, <=, self->shadow->len);
  if (removed > 0)
    g_ptr_array_remove_range (self->shadow, position, removed);
  for (guint i = position; i < position + added; i++)
    g_ptr_array_insert (self->shadow, (gint) i, g_list_model_get_item (model, i));
  g_assert_cmpuint (self->shadow->len, ==, g_list_model_get_n_items (model));
}

static void
ready_cb (GObject *object, GParamSpec *pspec, ListFixture *self)
{
  self->n_answers++;
}

void
list_fixture_set_up (ListFixture *self, gconstpointer unused)
{
  store_fixture_set_up (&self->base, unused);
  self->store = refrain_store_new (self->base.path);
  self->pool = refrain_clip_pool_new ();
  self->list = refrain_clip_list_new (self->store, self->pool);
  self->shadow = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (self->list, "items-changed", G_CALLBACK (items_changed_cb), self);
  g_signal_connect (self->list, "notify::ready", G_CALLBACK (ready_cb), self);
}

static gpointer
do_nothing (RefrainConnection *connection, gpointer data, GError **error)
{
  return NULL;
}

/* Everything that was asked of the store has been answered. */
void
list_fixture_settle (ListFixture *self)
{
  g_autoptr (GError) error = NULL;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  store_fixture_run (self->store, do_nothing, NULL, &error);
  g_assert_no_error (error);
}

void
list_fixture_tear_down (ListFixture *self, gconstpointer unused)
{
  list_fixture_settle (self);
  g_clear_pointer (&self->shadow, g_ptr_array_unref);
  if (self->list != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->list, self);
      g_assert_finalize_object (self->list);
    }
  g_assert_finalize_object (self->pool);
  store_fixture_drop (self->store);
  store_fixture_tear_down (&self->base, unused);
}

void
list_fixture_wait_for_answer (ListFixture *self, guint n_before)
{
  while (self->n_answers == n_before)
    g_main_context_iteration (NULL, TRUE);
}

void
list_fixture_ask (ListFixture *self, RefrainView view, gboolean ascending, const char *text)
{
  RefrainQuery query = { .view = view, .ascending = ascending, .text = (char *) text };
  guint n_before = self->n_answers;

  refrain_clip_list_set_query (self->list, &query);
  list_fixture_wait_for_answer (self, n_before);
}

void
list_fixture_refresh (ListFixture *self)
{
  guint n_before = self->n_answers;

  refrain_clip_list_refresh (self->list);
  list_fixture_wait_for_answer (self, n_before);
}

gint64
list_fixture_put (ListFixture *self, const char *id)
{
  return store_fixture_put_song (&self->base, id, id);
}

/* Lets the list change without looking at the clips: a look at one has its block read. */
void
list_fixture_unfollow (ListFixture *self)
{
  g_signal_handlers_disconnect_by_func (self->list, items_changed_cb, self);
}
