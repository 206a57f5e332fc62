/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-task-rows.h"

/**
 * RefrainTaskRows:
 *
 * The library's tasks under their headings, as one flat list. A task keeps its entry when it moves
 * to another group, so that what the page remembers of it stays. Changes that come together are
 * shown together, in one change of the list.
 */
struct _RefrainTaskRows
{
  GObject parent_instance;

  GListModel *tasks;   /* (owned) (element-type RefrainTask) */
  GPtrArray *rows;     /* (owned) (element-type RefrainTaskEntry) */
  GHashTable *by_task; /* (owned) (element-type RefrainTask RefrainTaskEntry) */
  GPtrArray *headings; /* (owned) (element-type RefrainTaskEntry): one a group */
  guint refresh_source;
};

static void refrain_task_rows_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RefrainTaskRows,
                               refrain_task_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      refrain_task_rows_list_model_init))

static gboolean
refresh_cb (gpointer user_data)
{
  RefrainTaskRows *self = user_data;

  self->refresh_source = 0;
  refrain_task_rows_refresh (self);
  return G_SOURCE_REMOVE;
}

static void
queue_refresh (RefrainTaskRows *self)
{
  /* Before the next frame is drawn. */
  if (self->refresh_source == 0)
    self->refresh_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, refresh_cb, self, NULL);
}

static RefrainTaskGroup
choose_group (RefrainTask *task, GDateTime *now)
{
  return refrain_task_group_choose (refrain_task_get_facts (task),
                                    refrain_task_get_record (task)->added_at, now);
}

static void
task_changed_cb (RefrainTask *task, GParamSpec *pspec, gpointer user_data)
{
  RefrainTaskRows *self = user_data;
  RefrainTaskEntry *entry = g_hash_table_lookup (self->by_task, task);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  if (entry != NULL && choose_group (task, now) != refrain_task_entry_get_group (entry))
    queue_refresh (self);
}

static void
entry_free (gpointer data)
{
  g_object_unref (data);
}

static RefrainTaskEntry *
ensure_entry (RefrainTaskRows *self, RefrainTask *task, RefrainTaskGroup group)
{
  RefrainTaskEntry *entry = g_hash_table_lookup (self->by_task, task);

  if (entry == NULL)
    {
      entry = refrain_task_entry_new (task, group);
      g_hash_table_insert (self->by_task, task, entry);
      g_signal_connect_object (task, "notify::state", G_CALLBACK (task_changed_cb), self, 0);
    }
  refrain_task_entry_set_group (entry, group);
  return entry;
}

/* Tells of the least part that differs, so that nothing else is bound anew. */
static void
replace_rows (RefrainTaskRows *self, GPtrArray *rows)
{
  g_autoptr (GPtrArray) before = self->rows;
  guint start = 0;
  guint end = 0;

  while (start < before->len && start < rows->len && before->pdata[start] == rows->pdata[start])
    start++;
  while (end < before->len - start && end < rows->len - start
         && before->pdata[before->len - 1 - end] == rows->pdata[rows->len - 1 - end])
    end++;

  self->rows = rows;
  if (start + end < before->len || start + end < rows->len)
    g_list_model_items_changed (G_LIST_MODEL (self), start, before->len - start - end,
                                rows->len - start - end);
}

static void
forget_missing (RefrainTaskRows *self, GHashTable *present)
{
  GHashTableIter iter;
  gpointer task;

  g_hash_table_iter_init (&iter, self->by_task);
  while (g_hash_table_iter_next (&iter, &task, NULL))
    {
      if (g_hash_table_contains (present, task))
        continue;
      g_signal_handlers_disconnect_by_func (task, task_changed_cb, self);
      g_hash_table_iter_remove (&iter);
    }
}

static GType
refrain_task_rows_get_item_type (GListModel *model)
{
  return REFRAIN_TYPE_TASK_ENTRY;
}

static guint
refrain_task_rows_get_n_items (GListModel *model)
{
  return REFRAIN_TASK_ROWS (model)->rows->len;
}

static gpointer
refrain_task_rows_get_item (GListModel *model, guint position)
{
  RefrainTaskRows *self = REFRAIN_TASK_ROWS (model);

  return position < self->rows->len ? g_object_ref (g_ptr_array_index (self->rows, position))
                                    : NULL;
}

static void
refrain_task_rows_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = refrain_task_rows_get_item_type;
  iface->get_n_items = refrain_task_rows_get_n_items;
  iface->get_item = refrain_task_rows_get_item;
}

static void
refrain_task_rows_dispose (GObject *object)
{
  RefrainTaskRows *self = REFRAIN_TASK_ROWS (object);

  g_clear_handle_id (&self->refresh_source, g_source_remove);

  G_OBJECT_CLASS (refrain_task_rows_parent_class)->dispose (object);
}

static void
refrain_task_rows_finalize (GObject *object)
{
  RefrainTaskRows *self = REFRAIN_TASK_ROWS (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->headings, g_ptr_array_unref);
  g_clear_pointer (&self->by_task, g_hash_table_unref);
  g_clear_object (&self->tasks);

  G_OBJECT_CLASS (refrain_task_rows_parent_class)->finalize (object);
}

static void
refrain_task_rows_class_init (RefrainTaskRowsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = refrain_task_rows_dispose;
  object_class->finalize = refrain_task_rows_finalize;
}

static void
refrain_task_rows_init (RefrainTaskRows *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->headings = g_ptr_array_new_with_free_func (g_object_unref);
  /* An entry keeps its task, so the key lives as long as the value. */
  self->by_task = g_hash_table_new_full (NULL, NULL, NULL, entry_free);
  for (guint group = 0; group < REFRAIN_N_TASK_GROUPS; group++)
    g_ptr_array_add (self->headings, refrain_task_entry_new (NULL, (RefrainTaskGroup) group));
}

/**
 * refrain_task_rows_new:
 * @tasks: (element-type RefrainTask): tasks, the newest first
 *
 * Returns: (transfer full): the tasks under headings; groups without a task have none
 */
RefrainTaskRows *
refrain_task_rows_new (GListModel *tasks)
{
  RefrainTaskRows *self = g_object_new (REFRAIN_TYPE_TASK_ROWS, NULL);

  self->tasks = g_object_ref (tasks);
  g_signal_connect_object (tasks, "items-changed", G_CALLBACK (queue_refresh), self,
                           G_CONNECT_SWAPPED);
  refrain_task_rows_refresh (self);
  return self;
}

/**
 * refrain_task_rows_refresh:
 * @self: rows
 *
 * Sorts the tasks into their groups now: what is new is shown, and what was today's yesterday is
 * earlier.
 */
void
refrain_task_rows_refresh (RefrainTaskRows *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GHashTable) present = g_hash_table_new (NULL, NULL);
  GPtrArray *groups[REFRAIN_N_TASK_GROUPS];
  GPtrArray *rows;

  g_return_if_fail (REFRAIN_IS_TASK_ROWS (self));

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  for (guint group = 0; group < REFRAIN_N_TASK_GROUPS; group++)
    groups[group] = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (self->tasks); i++)
    {
      g_autoptr (RefrainTask) task = g_list_model_get_item (self->tasks, i);
      RefrainTaskGroup group = choose_group (task, now);

      g_hash_table_add (present, task);
      g_ptr_array_add (groups[group], g_object_ref (ensure_entry (self, task, group)));
    }

  rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint group = 0; group < REFRAIN_N_TASK_GROUPS; group++)
    {
      RefrainTaskEntry *heading = g_ptr_array_index (self->headings, group);

      refrain_task_entry_set_count (heading, groups[group]->len);
      if (groups[group]->len > 0)
        g_ptr_array_add (rows, g_object_ref (heading));
      g_ptr_array_extend_and_steal (rows, groups[group]);
    }
  replace_rows (self, rows);
  forget_missing (self, present);
}

/**
 * refrain_task_rows_count:
 * @self: rows
 * @group: a group
 *
 * Returns: how many tasks stand under that heading
 */
guint
refrain_task_rows_count (RefrainTaskRows *self, RefrainTaskGroup group)
{
  g_return_val_if_fail (REFRAIN_IS_TASK_ROWS (self), 0);

  return refrain_task_entry_get_count (g_ptr_array_index (self->headings, group));
}

/**
 * refrain_task_rows_find:
 * @self: rows
 * @task_row: a task's row in the store
 * @position: (out): where it is
 *
 * Returns: (transfer none) (nullable): the task's entry
 */
RefrainTaskEntry *
refrain_task_rows_find (RefrainTaskRows *self, gint64 task_row, guint *position)
{
  g_return_val_if_fail (REFRAIN_IS_TASK_ROWS (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      RefrainTaskEntry *entry = g_ptr_array_index (self->rows, i);
      RefrainTask *task = refrain_task_entry_get_task (entry);

      if (task != NULL && refrain_task_get_row_id (task) == task_row)
        {
          *position = i;
          return entry;
        }
    }

  return NULL;
}
