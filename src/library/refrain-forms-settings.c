/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-forms-private.h"

#include "refrain-request-json.h"
#include "refrain-store-tasks.h"

/* The settings of what was made before. */

static RefrainRequest *
read_request (const char *json, const RefrainClipFacts *clip)
{
  RefrainRequest *request = json != NULL ? refrain_request_from_json (json) : NULL;

  return request == NULL && clip != NULL ? refrain_request_new_from_clip (clip) : request;
}

/**
 * refrain_forms_request_of_task:
 * @task: a task
 *
 * Returns: (transfer full) (nullable): what was asked for, as far as the gateway tells or the clips
 *   let guess; %NULL when neither does
 */
RefrainRequest *
refrain_forms_request_of_task (RefrainTask *task)
{
  g_autoptr (RefrainClip) clip = g_list_model_get_item (refrain_task_get_clips (task), 0);

  return read_request (refrain_task_record_get_request (refrain_task_get_record (task)),
                       clip != NULL ? refrain_clip_get_facts (clip) : NULL);
}

static gpointer
get_task_job (RefrainConnection *connection, gpointer data, GError **error)
{
  return refrain_store_tasks_get (connection, *(gint64 *) data, error);
}

static void
task_of_clip_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (RefrainTaskRecord) record = refrain_store_run_finish (REFRAIN_STORE (source), result,
                                                                   &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (
        task,
        read_request (record != NULL ? refrain_task_record_get_request (record) : NULL,
                      refrain_clip_get_facts (g_task_get_task_data (task))),
        (GDestroyNotify) refrain_request_free);
}

/**
 * refrain_forms_request_of_clip_async:
 * @self: the forms
 * @clip: a clip that is loaded
 * @cancellable: (nullable): to stop
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Finds out what was asked for when the clip was made.
 */
void
refrain_forms_request_of_clip_async (RefrainForms *self,
                                     RefrainClip *clip,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  gint64 task_row;

  g_return_if_fail (REFRAIN_IS_FORMS (self) && refrain_clip_is_loaded (clip));

  task_row = refrain_clip_get_record (clip)->task_row;
  g_task_set_source_tag (task, refrain_forms_request_of_clip_async);
  g_task_set_task_data (task, g_object_ref (clip), g_object_unref);
  refrain_store_run_async (refrain_library_get_store (self->library), get_task_job,
                           g_memdup2 (&task_row, sizeof task_row), g_free,
                           (GDestroyNotify) refrain_task_record_free, cancellable, task_of_clip_cb,
                           task);
}

/**
 * refrain_forms_request_of_clip_finish:
 * @self: the forms
 * @result: the outcome
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the request that would make a song like it
 */
RefrainRequest *
refrain_forms_request_of_clip_finish (RefrainForms *self, GAsyncResult *result, GError **error)
{
  return refrain_forms_finish (self, refrain_forms_request_of_clip_async, result, error);
}
