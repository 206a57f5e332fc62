/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-library-private.h"

#include "refrain-clock.h"
#include "refrain-gateway-error.h"
#include "refrain-store-ledger.h"
#include "refrain-store-tasks.h"

#include <glib/gi18n-lib.h>

/* Asking gateways, and writing down what they say. */

typedef struct
{
  RefrainSource *source; /* (owned) */
  gint64 asked_at;       /* UTC ms */
  char **task_ids;
  GHashTable *errors; /* (nullable) */
} Fetch;

typedef struct
{
  gint64 gateway_row;
  gint64 asked_at; /* UTC ms */
  GPtrArray *tasks;
  GPtrArray *raws;
} Put;

typedef struct
{
  gint64 row_id;
  RefrainVerdict verdict;
} SetVerdict;

static void
fetch_free (gpointer data)
{
  Fetch *fetch = data;

  g_clear_object (&fetch->source);
  g_strfreev (fetch->task_ids);
  g_clear_pointer (&fetch->errors, g_hash_table_unref);
  g_free (fetch);
}

static void
put_free (gpointer data)
{
  Put *put = data;

  g_ptr_array_unref (put->tasks);
  g_ptr_array_unref (put->raws);
  g_free (put);
}

/* Whoever asks for a task that was taken off the list wants it back. One that was taken off while
 * it was asked for stays off. */
static gboolean
bring_back (RefrainConnection *connection, const Put *put, GPtrArray *records, GError **error)
{
  for (guint i = 0; i < records->len; i++)
    {
      const RefrainTaskRecord *record = g_ptr_array_index (records, i);
      RefrainTaskRecord *back;

      if (record->removed_at == 0 || record->removed_at >= put->asked_at)
        continue;
      back = refrain_store_ledger_set_removed (connection, record->row_id, FALSE, error);
      if (back == NULL)
        return FALSE;
      refrain_task_record_free (records->pdata[i]);
      records->pdata[i] = back;
    }

  return TRUE;
}

static gpointer
put_job (RefrainConnection *connection, gpointer data, GError **error)
{
  Put *put = data;
  g_autoptr (GPtrArray) records = refrain_store_tasks_put (connection, put->gateway_row, put->tasks,
                                                           put->raws, error);

  if (records == NULL || !bring_back (connection, put, records, error))
    return NULL;

  return g_steal_pointer (&records);
}

static void
put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RefrainLibrary *self = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) records = refrain_store_run_finish (REFRAIN_STORE (source), result, &error);
  RefrainFetchOutcome *outcome;

  if (records == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  outcome = g_new0 (RefrainFetchOutcome, 1);
  outcome->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  outcome->errors = g_steal_pointer (&fetch->errors);
  refrain_library_merge_tasks (self, records, outcome->tasks);
  if (records->len > 0)
    refrain_library_queue_changed (self);
  g_task_return_pointer (task, outcome, (GDestroyNotify) refrain_fetch_outcome_free);
}

/* Offline is when no answer came at all, to any of the questions. */
static gboolean
found_nobody (const RefrainFetchResult *result)
{
  GHashTableIter iter;
  gpointer error;

  if (result->tasks->len > 0)
    return FALSE;

  g_hash_table_iter_init (&iter, result->errors);
  while (g_hash_table_iter_next (&iter, NULL, &error))
    {
      if (!g_error_matches (error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_UNREACHABLE))
        return FALSE;
    }

  return g_hash_table_size (result->errors) > 0;
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  RefrainLibrary *self = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (RefrainFetchResult) fetched = refrain_gateway_fetch_finish (REFRAIN_GATEWAY (source),
                                                                         result, &error);
  Put *put;

  if (fetched == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  refrain_library_set_offline (self, found_nobody (fetched));
  fetch->errors = g_hash_table_ref (fetched->errors);
  put = g_new0 (Put, 1);
  put->gateway_row = refrain_source_get_row_id (fetch->source);
  put->asked_at = fetch->asked_at;
  put->tasks = g_ptr_array_ref (fetched->tasks);
  put->raws = g_ptr_array_ref (fetched->raws);
  /* What was answered is written down even if nobody waits for it any more. */
  refrain_store_run_async (self->store, put_job, put, put_free, (GDestroyNotify) g_ptr_array_unref,
                           NULL, put_cb, task);
}

/* Takes @task. */
static void
start_fetch (GTask *task)
{
  Fetch *fetch = g_task_get_task_data (task);

  refrain_gateway_fetch_async (refrain_source_get_gateway (fetch->source),
                               (const char *const *) fetch->task_ids, g_task_get_cancellable (task),
                               fetched_cb, task);
}

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (refrain_library_ready_source_finish (REFRAIN_LIBRARY (source), result, &error))
    {
      start_fetch (task);
      return;
    }

  g_task_return_error (task, error);
  g_object_unref (task);
}

static gpointer
raw_job (RefrainConnection *connection, gpointer data, GError **error)
{
  return refrain_store_tasks_get_raw (connection, *(gint64 *) data, error);
}

static void
raw_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *raw = refrain_store_run_finish (REFRAIN_STORE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, raw, g_free);
}

static gpointer
reload_job (RefrainConnection *connection, gpointer data, GError **error)
{
  return refrain_store_clips_load (connection, data, 1, error);
}

static void
reloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainLibrary) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = refrain_store_run_finish (REFRAIN_STORE (source), result, &error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      g_autoptr (RefrainClip) clip = refrain_clip_pool_apply (self->pool,
                                                              g_ptr_array_index (records, i));
    }
  refrain_library_queue_changed (self);
}

static gpointer
set_verdict_job (RefrainConnection *connection, gpointer data, GError **error)
{
  SetVerdict *change = data;

  refrain_store_clips_set_verdict (connection, change->row_id, change->verdict, error);
  return NULL;
}

/* A verdict on its way to the store. */
typedef struct
{
  RefrainLibrary *self; /* (owned) */
  gint64 row_id;
} VerdictCall;

static void
verdict_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree VerdictCall *call = user_data;
  g_autoptr (RefrainLibrary) self = call->self;
  g_autoptr (GError) error = NULL;

  refrain_store_run_finish (REFRAIN_STORE (source), result, &error);
  if (error != NULL)
    g_warning ("A verdict could not be kept: %s", error->message);
  /* What was read before it was written may have been shown since. */
  refrain_library_reload_clip (self, call->row_id);
}

/**
 * refrain_library_fetch_async:
 * @self: a library
 * @source: the gateway to ask
 * @task_ids: (array zero-terminated=1): ids of tasks
 * @cancellable: (nullable): to stop
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Asks a gateway for tasks and writes down what it says.
 */
void
refrain_library_fetch_async (RefrainLibrary *self,
                             RefrainSource *source,
                             const char *const *task_ids,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Fetch *fetch = g_new0 (Fetch, 1);

  g_return_if_fail (REFRAIN_IS_LIBRARY (self));

  g_task_set_source_tag (task, refrain_library_fetch_async);
  g_task_set_task_data (task, fetch, fetch_free);
  fetch->source = g_object_ref (source);
  fetch->asked_at = refrain_clock_now_ms ();
  fetch->task_ids = g_strdupv ((char **) task_ids);
  refrain_library_ready_source_async (self, source, cancellable, ready_cb, task);
}

/**
 * refrain_library_fetch_finish:
 * @self: a library
 * @result: the outcome
 * @error: return location for an error: cancelled, or not written down
 *
 * Returns: (transfer full) (nullable): each id's task or error
 */
RefrainFetchOutcome *
refrain_library_fetch_finish (RefrainLibrary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_library_fetch_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * refrain_fetch_outcome_free:
 * @outcome: (transfer full) (nullable): an outcome
 */
void
refrain_fetch_outcome_free (RefrainFetchOutcome *outcome)
{
  if (outcome == NULL)
    return;

  g_ptr_array_unref (outcome->tasks);
  g_hash_table_unref (outcome->errors);
  g_free (outcome);
}

/**
 * refrain_library_get_raw_async:
 * @self: a library
 * @task_row: a task's row
 * @cancellable: (nullable): to stop
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Reads a gateway's last answer about a task.
 */
void
refrain_library_get_raw_async (RefrainLibrary *self,
                               gint64 task_row,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, refrain_library_get_raw_async);
  refrain_store_run_async (self->store, raw_job, g_memdup2 (&task_row, sizeof task_row), g_free,
                           g_free, cancellable, raw_cb, task);
}

/**
 * refrain_library_get_raw_finish:
 * @self: a library
 * @result: the outcome
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): JSON text; %NULL without an error when none is kept
 */
char *
refrain_library_get_raw_finish (RefrainLibrary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_library_get_raw_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * refrain_library_reload_clip:
 * @self: a library
 * @row_id: a clip's row
 *
 * Reads a clip from the store again, since something was written about it.
 */
void
refrain_library_reload_clip (RefrainLibrary *self, gint64 row_id)
{
  g_return_if_fail (REFRAIN_IS_LIBRARY (self));

  refrain_store_run_async (self->store, reload_job, g_memdup2 (&row_id, sizeof row_id), g_free,
                           (GDestroyNotify) g_ptr_array_unref, self->cancellable, reloaded_cb,
                           g_object_ref (self));
}

/**
 * refrain_library_set_verdict:
 * @self: a library
 * @clip: a clip
 * @verdict: what the user thinks of it
 *
 * Shows at once and is written down in the background.
 */
void
refrain_library_set_verdict (RefrainLibrary *self, RefrainClip *clip, RefrainVerdict verdict)
{
  const RefrainClipRecord *record = refrain_clip_get_record (clip);
  g_autoptr (RefrainClipRecord) changed = NULL;
  SetVerdict *change;
  VerdictCall *call;

  if (record == NULL || record->verdict == verdict || self->read_only)
    return;

  changed = refrain_clip_record_copy (record);
  changed->verdict = verdict;
  refrain_clip_apply (clip, changed);

  change = g_new0 (SetVerdict, 1);
  change->row_id = refrain_clip_get_row_id (clip);
  change->verdict = verdict;
  call = g_new0 (VerdictCall, 1);
  call->self = g_object_ref (self);
  call->row_id = change->row_id;
  refrain_store_run_async (self->store, set_verdict_job, change, g_free, NULL, NULL, verdict_set_cb,
                           call);
  refrain_library_queue_changed (self);
}
