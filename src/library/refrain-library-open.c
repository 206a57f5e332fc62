/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-library-private.h"

#include "refrain-store-tasks.h"

/* Opening a library, and its tasks as objects. */

/* The most tasks that have ended which the Tasks page holds; those that have not are all there. */
#define MAX_TASKS 2000
#define TASKS_AT_ONCE 200

/* What is read when the library opens. */
typedef struct
{
  GPtrArray *gateways;
  GPtrArray *tasks; /* (nullable): %NULL when they come later */
  RefrainCounts counts;
  gboolean read_only;
} Opened;

static void
opened_free (gpointer data)
{
  Opened *opened = data;

  g_clear_pointer (&opened->gateways, g_ptr_array_unref);
  g_clear_pointer (&opened->tasks, g_ptr_array_unref);
  g_free (opened);
}

/* The clips of a task as a model; the same model when they are the same clips. */
static GListModel *
build_clips (RefrainLibrary *self, const RefrainTaskRecord *record, RefrainTask *known)
{
  GListModel *before = known != NULL ? refrain_task_get_clips (known) : NULL;
  GListStore *clips = g_list_store_new (REFRAIN_TYPE_CLIP);
  gboolean same = before != NULL && g_list_model_get_n_items (before) == record->clips->len;

  for (guint i = 0; i < record->clips->len; i++)
    {
      g_autoptr (RefrainClip) clip = refrain_clip_pool_apply (self->pool,
                                                              g_ptr_array_index (record->clips, i));
      g_autoptr (GObject) old = before != NULL ? g_list_model_get_object (before, i) : NULL;

      same = same && old == G_OBJECT (clip);
      g_list_store_append (clips, clip);
    }

  if (same)
    {
      g_object_unref (clips);
      return g_object_ref (before);
    }
  return G_LIST_MODEL (clips);
}

/* Reads the tasks and how many clips each view holds: what a library of any size has a lot of. */
static gboolean
read_contents (RefrainConnection *connection, Opened *opened, GError **error)
{
  opened->tasks = refrain_store_tasks_list (connection, MAX_TASKS, error);

  return opened->tasks != NULL && refrain_store_clips_count (connection, &opened->counts, error);
}

static gpointer
open_job (RefrainConnection *connection, gpointer data, GError **error)
{
  Opened *opened = g_new0 (Opened, 1);

  opened->read_only = refrain_connection_is_read_only (connection);
  opened->gateways = refrain_store_gateways_list (connection, error);
  if (opened->gateways == NULL
      || (!GPOINTER_TO_INT (data) && !read_contents (connection, opened, error)))
    g_clear_pointer (&opened, opened_free);

  return opened;
}

static gpointer
contents_job (RefrainConnection *connection, gpointer data, GError **error)
{
  Opened *opened = g_new0 (Opened, 1);

  if (!read_contents (connection, opened, error))
    g_clear_pointer (&opened, opened_free);

  return opened;
}

/* Puts tasks at the end of the list at one stroke. */
static void
take_tasks (RefrainLibrary *self, const Opened *opened, guint first, guint n_tasks)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = first; i < first + n_tasks; i++)
    {
      const RefrainTaskRecord *record = g_ptr_array_index (opened->tasks, i);
      RefrainTask *task;
      g_autoptr (GListModel) clips = NULL;

      if (g_hash_table_contains (self->tasks_by_row, &record->row_id))
        continue;
      clips = build_clips (self, record, NULL);
      task = refrain_task_new (record, clips);
      g_hash_table_insert (self->tasks_by_row, g_memdup2 (&record->row_id, sizeof record->row_id),
                           task);
      g_hash_table_add (self->listed_tasks, task);
      g_ptr_array_add (tasks, g_object_ref (task));
    }

  g_list_store_splice (self->tasks, g_list_model_get_n_items (G_LIST_MODEL (self->tasks)), 0,
                       tasks->pdata, tasks->len);
}

static void
take_counts (RefrainLibrary *self, const Opened *opened)
{
  self->counts = opened->counts;
  refrain_library_learn_times (self);
  g_signal_emit_by_name (self, "counts-changed");
}

/* Takes some more of the tasks: all of them at once would be felt. */
static gboolean
take_some_cb (gpointer user_data)
{
  RefrainLibrary *self = user_data;
  const Opened *opened = self->contents;
  guint n_tasks = MIN (opened->tasks->len - self->n_taken, TASKS_AT_ONCE);

  take_tasks (self, opened, self->n_taken, n_tasks);
  self->n_taken += n_tasks;
  if (self->n_taken < opened->tasks->len)
    return G_SOURCE_CONTINUE;

  self->contents_source = 0;
  g_clear_pointer (&self->contents, opened_free);
  return G_SOURCE_REMOVE;
}

static void
contents_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainLibrary) self = user_data;
  g_autoptr (GError) error = NULL;
  Opened *opened = refrain_store_run_finish (REFRAIN_STORE (source), result, &error);

  if (opened != NULL && !g_cancellable_is_cancelled (self->cancellable))
    {
      take_counts (self, opened);
      self->contents = opened;
      self->contents_free = opened_free;
      self->contents_source = g_idle_add_full (G_PRIORITY_LOW, take_some_cb, self, NULL);
    }
  else if (opened != NULL)
    opened_free (opened);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("The tasks cannot be read: %s", error->message);
}

static gboolean
read_contents_cb (gpointer user_data)
{
  RefrainLibrary *self = user_data;

  self->contents_source = 0;
  refrain_store_run_async (self->store, contents_job, NULL, NULL, opened_free, self->cancellable,
                           contents_read_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
take_opened (RefrainLibrary *self, const Opened *opened)
{
  self->opened = TRUE;
  self->read_only = opened->read_only;
  for (guint i = 0; i < opened->gateways->len; i++)
    {
      g_autoptr (RefrainSource) entry = refrain_source_new (
          self->http, g_ptr_array_index (opened->gateways, i));

      refrain_library_watch_source (self, entry);

      g_list_store_append (self->sources, entry);
    }
  if (opened->tasks != NULL)
    {
      take_tasks (self, opened, 0, opened->tasks->len);
      take_counts (self, opened);
    }
  else if (self->contents_source == 0)
    /* After the first rows have been asked for and painted. */
    self->contents_source = g_idle_add_full (G_PRIORITY_LOW, read_contents_cb, self, NULL);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainLibrary) self = user_data;
  g_autoptr (GPtrArray) openers = g_steal_pointer (&self->openers);
  g_autoptr (GError) error = NULL;
  Opened *opened = refrain_store_run_finish (REFRAIN_STORE (source), result, &error);

  if (opened != NULL)
    {
      take_opened (self, opened);
      opened_free (opened);
    }
  for (guint i = 0; i < openers->len; i++)
    {
      GTask *task = g_ptr_array_index (openers, i);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
    }
}

/* Private to the layer: brings the task objects up to date. New ones take their place in the list,
 * those that the user removed leave it. */
void
refrain_library_merge_tasks (RefrainLibrary *self, GPtrArray *records, GPtrArray *out)
{
  gboolean ended = FALSE;
  gboolean named;

  for (guint i = 0; i < records->len; i++)
    {
      const RefrainTaskRecord *record = g_ptr_array_index (records, i);
      RefrainTask *task = g_hash_table_lookup (self->tasks_by_row, &record->row_id);
      g_autoptr (GListModel) clips = build_clips (self, record, task);

      named = task != NULL && refrain_task_get_facts (task)->id == NULL
              && record->facts->id != NULL;
      ended = ended
              || (record->facts->state == REFRAIN_TASK_STATE_COMPLETE && task != NULL
                  && refrain_task_get_facts (task)->state != record->facts->state);
      if (task != NULL)
        refrain_task_apply (task, record, clips);
      else
        {
          task = refrain_task_new (record, clips);
          g_hash_table_insert (self->tasks_by_row,
                               g_memdup2 (&record->row_id, sizeof record->row_id), task);
        }
      if (named)
        refrain_library_drop_twins (self, task);
      refrain_library_put_task (self, task);
      g_signal_emit_by_name (self, "task-changed", task);
      if (out != NULL)
        g_ptr_array_add (out, g_object_ref (task));
    }
  if (ended)
    refrain_library_learn_times (self);
}

/**
 * refrain_library_open_async:
 * @self: a library
 * @cancellable: (nullable): to stop
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Reads what is known from the store. No network is needed, and none is asked. Several calls open
 * it once; an open library answers at once.
 */
void
refrain_library_open_async (RefrainLibrary *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (REFRAIN_IS_LIBRARY (self));

  g_task_set_source_tag (task, refrain_library_open_async);
  if (self->opened)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (self->openers != NULL)
    {
      g_ptr_array_add (self->openers, g_steal_pointer (&task));
      return;
    }

  self->openers = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->openers, g_steal_pointer (&task));
  refrain_store_run_async (self->store, open_job, GINT_TO_POINTER (self->defers_tasks), NULL,
                           opened_free, NULL, opened_cb, g_object_ref (self));
}

/**
 * refrain_library_defer_tasks:
 * @self: a library that is not open yet
 *
 * Has the tasks and the counts read when the main loop has nothing better to do, so that a window
 * shows its first songs without waiting for them. Both models fill then.
 */
void
refrain_library_defer_tasks (RefrainLibrary *self)
{
  g_return_if_fail (REFRAIN_IS_LIBRARY (self));

  self->defers_tasks = TRUE;
}

/**
 * refrain_library_open_finish:
 * @self: a library
 * @result: the outcome
 * @error: return location for a %REFRAIN_STORE_ERROR
 *
 * Returns: whether the library can be used
 */
gboolean
refrain_library_open_finish (RefrainLibrary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_library_open_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
