/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-library-private.h"

#include "refrain-store-ledger.h"

/* The list of tasks: its order, what the user takes off it, and how long a task takes. */

typedef struct
{
  gint64 row_id;
  gboolean removed;
} SetRemoved;

/* The newest first. */
static int
compare_tasks (gconstpointer a, gconstpointer b, gpointer unused)
{
  const RefrainTaskRecord *one = refrain_task_get_record ((RefrainTask *) a);
  const RefrainTaskRecord *other = refrain_task_get_record ((RefrainTask *) b);

  if (one->added_at != other->added_at)
    return one->added_at < other->added_at ? 1 : -1;
  return one->row_id < other->row_id ? 1 : one->row_id > other->row_id ? -1 : 0;
}

/* Private to the layer: has a task stand in the list, in its place, unless it was removed. Most of
 * the time it is there already, and a long list is not searched for that. */
void
refrain_library_put_task (RefrainLibrary *self, RefrainTask *task)
{
  gboolean wanted = refrain_task_get_record (task)->removed_at == 0;
  gboolean listed = g_hash_table_contains (self->listed_tasks, task);
  guint position;

  if (listed && !wanted && g_list_store_find (self->tasks, task, &position))
    {
      g_hash_table_remove (self->listed_tasks, task);
      g_list_store_remove (self->tasks, position);
    }
  else if (!listed && wanted)
    {
      g_hash_table_add (self->listed_tasks, task);
      g_list_store_insert_sorted (self->tasks, task, compare_tasks, NULL);
    }
}

/* Private to the layer: a task was given its id, and the ledger made one row of it and of another
 * that was opened by that id before. */
void
refrain_library_drop_twins (RefrainLibrary *self, RefrainTask *task)
{
  const RefrainTaskRecord *record = refrain_task_get_record (task);

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->tasks)); i > 0; i--)
    {
      g_autoptr (RefrainTask) other = g_list_model_get_item (G_LIST_MODEL (self->tasks), i - 1);
      const RefrainTaskRecord *known = refrain_task_get_record (other);

      if (other == task || known->gateway_row != record->gateway_row
          || g_strcmp0 (known->facts->id, record->facts->id) != 0)
        continue;
      g_hash_table_remove (self->listed_tasks, other);
      g_list_store_remove (self->tasks, i - 1);
      g_hash_table_remove (self->tasks_by_row, &known->row_id);
      g_signal_emit_by_name (self, "task-removed", other);
    }
}

static gpointer
learn_times_job (RefrainConnection *connection, gpointer data, GError **error)
{
  return refrain_store_ledger_typical_times (connection, error);
}

static void
times_learned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainLibrary) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *times = refrain_store_run_finish (REFRAIN_STORE (source), result, &error);

  if (times == NULL)
    return;

  g_clear_pointer (&self->typical_times, g_ptr_array_unref);
  self->typical_times = times;
}

/* Private to the layer: some task has ended. */
void
refrain_library_learn_times (RefrainLibrary *self)
{
  refrain_store_run_async (self->store, learn_times_job, NULL, NULL,
                           (GDestroyNotify) g_ptr_array_unref, self->cancellable, times_learned_cb,
                           g_object_ref (self));
}

static gpointer
set_removed_job (RefrainConnection *connection, gpointer data, GError **error)
{
  GArray *changes = data;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (
      (GDestroyNotify) refrain_task_record_free);

  for (guint i = 0; i < changes->len; i++)
    {
      const SetRemoved *change = &g_array_index (changes, SetRemoved, i);
      RefrainTaskRecord *record = refrain_store_ledger_set_removed (connection, change->row_id,
                                                                    change->removed, error);

      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, record);
    }

  return g_steal_pointer (&records);
}

static void
removed_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainLibrary) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = refrain_store_run_finish (REFRAIN_STORE (source), result, &error);

  if (records == NULL)
    {
      g_warning ("The list of tasks could not be changed: %s", error->message);
      return;
    }

  refrain_library_merge_tasks (self, records, NULL);
  refrain_library_queue_changed (self);
}

static void
set_removed (RefrainLibrary *self, GPtrArray *tasks, gboolean removed)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (SetRemoved));

  for (guint i = 0; i < tasks->len; i++)
    {
      SetRemoved change = { refrain_task_get_row_id (g_ptr_array_index (tasks, i)), removed };

      g_array_append_val (changes, change);
    }
  refrain_store_run_async (self->store, set_removed_job, changes, (GDestroyNotify) g_array_unref,
                           (GDestroyNotify) g_ptr_array_unref, NULL, removed_set_cb,
                           g_object_ref (self));
}

/**
 * refrain_library_remove_tasks:
 * @self: a library
 * @tasks: (element-type RefrainTask): tasks
 *
 * Takes tasks off the list, and watches them no longer. Their songs stay.
 */
void
refrain_library_remove_tasks (RefrainLibrary *self, GPtrArray *tasks)
{
  g_return_if_fail (REFRAIN_IS_LIBRARY (self));

  set_removed (self, tasks, TRUE);
}

/**
 * refrain_library_restore_tasks:
 * @self: a library
 * @tasks: (element-type RefrainTask): tasks that were removed
 *
 * Puts them back where they were.
 */
void
refrain_library_restore_tasks (RefrainLibrary *self, GPtrArray *tasks)
{
  g_return_if_fail (REFRAIN_IS_LIBRARY (self));

  set_removed (self, tasks, FALSE);
}

/**
 * refrain_library_get_typical_ms:
 * @self: a library
 * @task: a task
 *
 * Learned from the last tasks that were made with the same model at the same gateway.
 *
 * Returns: how long such a task usually takes in milliseconds, 0 when that is not known yet
 */
gint64
refrain_library_get_typical_ms (RefrainLibrary *self, RefrainTask *task)
{
  const RefrainTaskRecord *record = refrain_task_get_record (task);

  g_return_val_if_fail (REFRAIN_IS_LIBRARY (self), 0);

  for (guint i = 0; self->typical_times != NULL && i < self->typical_times->len; i++)
    {
      const RefrainTypicalTime *time = g_ptr_array_index (self->typical_times, i);

      if (time->gateway_row == record->gateway_row
          && g_strcmp0 (time->model, record->facts->model) == 0)
        return time->median_ms;
    }

  return 0;
}
