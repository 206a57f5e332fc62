/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-submitter-private.h"

#include "refrain-library-error.h"
#include "refrain-request-json.h"
#include "refrain-store-ledger.h"
#include "refrain-store-tasks.h"
#include "refrain-submit-match.h"

#include <glib/gi18n-lib.h>

/* What to do about a request of which nobody knows whether it was accepted: look for it among the
 * gateway's songs, give it the id that the user has, or let the user say that nothing came of it.
 */

/* One request that is looked for. */
typedef struct
{
  RefrainTask *task;       /* (owned) */
  RefrainRequest *request; /* (owned) (nullable) */
  RefrainTaskFacts *facts; /* (owned) (nullable): what the gateway has */
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_clear_object (&search->task);
  g_clear_pointer (&search->request, refrain_request_free);
  g_clear_pointer (&search->facts, refrain_task_facts_free);
  g_free (search);
}

static GTask *
search_new (RefrainSubmitter *self,
            gpointer tag,
            RefrainTask *sought,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);
  const char *json = refrain_task_get_record (sought)->sent_request;

  search->task = g_object_ref (sought);
  search->request = json != NULL ? refrain_request_from_json (json) : NULL;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, search, search_free);
  return task;
}

static RefrainSource *
find_source (RefrainSubmitter *self, RefrainTask *task)
{
  return refrain_library_find_source_by_row (self->library,
                                             refrain_task_get_record (task)->gateway_row);
}

/* The clips of which the library knows nothing. */
static GPtrArray *
list_unknown (RefrainConnection *connection, GPtrArray *clips, GError **error)
{
  g_autoptr (GPtrArray) unknown = g_ptr_array_new ();

  for (guint i = 0; i < clips->len; i++)
    {
      RefrainClipFacts *clip = g_ptr_array_index (clips, i);
      g_autoptr (GArray) rows = clip->id != NULL
                                    ? refrain_store_clips_find (connection, clip->id, error)
                                    : g_array_new (FALSE, FALSE, sizeof (gint64));

      if (rows == NULL)
        return NULL;
      if (rows->len == 0)
        g_ptr_array_add (unknown, clip);
    }

  return g_steal_pointer (&unknown);
}

/* A task that is known by its takes is called by their ids. */
static RefrainTaskFacts *
facts_of_takes (GPtrArray *takes)
{
  RefrainTaskFacts *facts = refrain_task_facts_new ();
  g_autoptr (GString) id = g_string_new (NULL);

  for (guint i = 0; i < takes->len; i++)
    {
      const RefrainClipFacts *take = g_ptr_array_index (takes, i);

      g_string_append_printf (id, "%s%s", i > 0 ? "," : "", take->id);
      g_ptr_array_add (facts->clips, refrain_clip_facts_copy (take));
    }
  facts->id = g_string_free (g_steal_pointer (&id), FALSE);
  facts->state = REFRAIN_TASK_STATE_RUNNING;
  return facts;
}

static gpointer
match_job (RefrainConnection *connection, gpointer data, GError **error)
{
  const Search *search = data;
  const RefrainTaskRecord *record = refrain_task_get_record (search->task);
  g_autoptr (GPtrArray) unknown = list_unknown (connection, search->facts->clips, error);
  g_autoptr (GPtrArray) takes = NULL;
  g_autoptr (RefrainTaskFacts) facts = NULL;

  if (unknown == NULL)
    return NULL;

  takes = refrain_submit_match (search->request, record->sent_at, unknown);
  if (takes->len == 0)
    return NULL;

  facts = facts_of_takes (takes);
  return refrain_store_ledger_accept (connection, record->row_id, facts, NULL, error);
}

/* Two requests cannot have made the same task. */
static gboolean
is_of_another (RefrainConnection *connection, const Search *search, GError **error)
{
  const RefrainTaskRecord *own = refrain_task_get_record (search->task);
  g_autoptr (RefrainTaskRecord) twin = refrain_store_tasks_find (connection, search->facts->id,
                                                                 NULL);

  if (twin == NULL || twin->row_id == own->row_id || twin->gateway_row != own->gateway_row
      || twin->submit_state == REFRAIN_SUBMIT_STATE_NONE)
    return FALSE;

  g_set_error_literal (error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_REFUSED,
                       _ ("That is the id of another of your requests. Look for the one that "
                          "belongs to no task yet."));
  return TRUE;
}

static gpointer
accept_job (RefrainConnection *connection, gpointer data, GError **error)
{
  const Search *search = data;

  if (is_of_another (connection, search, error))
    return NULL;

  return refrain_store_ledger_accept (connection, refrain_task_get_row_id (search->task),
                                      search->facts, NULL, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (RefrainTaskRecord) record = refrain_store_run_finish (REFRAIN_STORE (source), result,
                                                                   &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (record != NULL)
    refrain_submitter_show (g_task_get_source_object (task), record);
  g_task_return_boolean (task, record != NULL);
}

/* Takes @task. */
static void
run (GTask *task, RefrainStoreFunc job)
{
  RefrainSubmitter *self = g_task_get_source_object (task);

  refrain_store_run_async (refrain_library_get_store (self->library), job,
                           g_task_get_task_data (task), NULL,
                           (GDestroyNotify) refrain_task_record_free, NULL, written_cb, task);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (RefrainAnswer) answer = refrain_gateway_list_finish (REFRAIN_GATEWAY (source), result,
                                                                  &error);

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  search->facts = refrain_task_facts_new ();
  for (guint i = 0; i < answer->tasks->len; i++)
    {
      const RefrainTaskFacts *facts = g_ptr_array_index (answer->tasks, i);

      for (guint j = 0; j < facts->clips->len; j++)
        g_ptr_array_add (search->facts->clips,
                         refrain_clip_facts_copy (g_ptr_array_index (facts->clips, j)));
    }
  run (task, match_job);
}

static void
find_ready_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr (RefrainSource) source = find_source (g_task_get_source_object (task), search->task);
  GError *error = NULL;

  if (!refrain_library_ready_source_finish (REFRAIN_LIBRARY (object), result, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  refrain_gateway_list_async (refrain_source_get_gateway (source), g_task_get_cancellable (task),
                              listed_cb, task);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (RefrainFetchOutcome) outcome = refrain_library_fetch_finish (REFRAIN_LIBRARY (source),
                                                                          result, &error);
  GHashTableIter iter;
  gpointer own;

  if (outcome != NULL && outcome->tasks->len > 0)
    {
      search->facts = refrain_task_facts_copy (
          refrain_task_get_facts (g_ptr_array_index (outcome->tasks, 0)));
      run (task, accept_job);
      return;
    }

  if (outcome != NULL)
    g_hash_table_iter_init (&iter, outcome->errors);
  if (outcome != NULL && g_hash_table_iter_next (&iter, NULL, &own))
    error = g_error_copy (own);
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
dismissed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainSubmitter) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainTaskRecord) record = refrain_store_run_finish (REFRAIN_STORE (source), result,
                                                                   &error);

  if (record != NULL)
    refrain_submitter_show (self, record);
  else
    g_warning ("The ledger could not be written: %s", error->message);
}

static gpointer
dismiss_job (RefrainConnection *connection, gpointer data, GError **error)
{
  return refrain_store_ledger_settle (connection, *(gint64 *) data, REFRAIN_SUBMIT_STATE_REFUSED,
                                      _ ("You said that the gateway has not accepted this."),
                                      error);
}

/**
 * refrain_submitter_can_find:
 * @self: a submitter
 * @task: a task that may have been accepted
 *
 * Returns: whether its gateway tells what it has made lately
 */
gboolean
refrain_submitter_can_find (RefrainSubmitter *self, RefrainTask *task)
{
  g_autoptr (RefrainSource) source = NULL;

  g_return_val_if_fail (REFRAIN_IS_SUBMITTER (self), FALSE);

  source = find_source (self, task);
  return source != NULL && refrain_task_get_record (task)->sent_request != NULL
         && refrain_gateway_can_list (refrain_source_get_gateway (source));
}

/**
 * refrain_submitter_find_async:
 * @self: a submitter
 * @task: a task for which refrain_submitter_can_find()
 * @cancellable: (nullable): to stop
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Looks for a request among the songs that its gateway made lately. Nothing is sent again.
 */
void
refrain_submitter_find_async (RefrainSubmitter *self,
                              RefrainTask *task,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (RefrainSource) source = NULL;

  g_return_if_fail (REFRAIN_IS_SUBMITTER (self));
  g_return_if_fail (refrain_submitter_can_find (self, task));

  source = find_source (self, task);
  refrain_library_ready_source_async (
      self->library, source, cancellable, find_ready_cb,
      search_new (self, refrain_submitter_find_async, task, cancellable, callback, user_data));
}

/**
 * refrain_submitter_find_finish:
 * @self: a submitter
 * @result: the outcome
 * @error: return location for an error
 *
 * Returns: whether it was found; %FALSE without an error when it is not there, or not yet
 */
gboolean
refrain_submitter_find_finish (RefrainSubmitter *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_submitter_find_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * refrain_submitter_adopt_async:
 * @self: a submitter
 * @task: a task that may have been accepted
 * @task_id: the id that the gateway gave it, as the user found out
 * @cancellable: (nullable): to stop
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Asks the gateway for that id, and makes both one task when it is there.
 */
void
refrain_submitter_adopt_async (RefrainSubmitter *self,
                               RefrainTask *task,
                               const char *task_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  const char *const ids[] = { task_id, NULL };
  g_autoptr (RefrainSource) source = NULL;
  GTask *search;

  g_return_if_fail (REFRAIN_IS_SUBMITTER (self));

  search = search_new (self, refrain_submitter_adopt_async, task, cancellable, callback, user_data);
  source = find_source (self, task);
  if (source != NULL)
    {
      refrain_library_fetch_async (self->library, source, ids, cancellable, fetched_cb, search);
      return;
    }

  g_task_return_new_error (search, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_NOT_FOUND,
                           _ ("The gateway of this task is no longer there. Add it again."));
  g_object_unref (search);
}

/**
 * refrain_submitter_adopt_finish:
 * @self: a submitter
 * @result: the outcome
 * @error: return location for an error
 *
 * Returns: whether the task has its id now
 */
gboolean
refrain_submitter_adopt_finish (RefrainSubmitter *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_submitter_adopt_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * refrain_submitter_dismiss:
 * @self: a submitter
 * @task: a task that may have been accepted
 *
 * The user has found out that nothing came of it.
 */
void
refrain_submitter_dismiss (RefrainSubmitter *self, RefrainTask *task)
{
  gint64 row_id = refrain_task_get_row_id (task);

  g_return_if_fail (REFRAIN_IS_SUBMITTER (self));

  refrain_store_run_async (
      refrain_library_get_store (self->library), dismiss_job, g_memdup2 (&row_id, sizeof row_id),
      g_free, (GDestroyNotify) refrain_task_record_free, NULL, dismissed_cb, g_object_ref (self));
}
