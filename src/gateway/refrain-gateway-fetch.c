/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-gateway-private.h"

#include "refrain-address.h"
#include "refrain-gateway-error.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

/* Asking for many tasks: batches where the gateway has them, then each missing one singly. */

#define BATCH_SIZE 50
#define MAX_SINGLES_AT_ONCE 4

typedef struct
{
  RefrainFetchResult *result;
  GPtrArray *batches; /* (element-type GStrv): not asked for yet */
  GQueue singles;     /* (element-type utf8): not asked for yet */
  guint n_under_way;
} Fetch;

/* One id that is asked for alone. */
typedef struct
{
  GTask *task;
  char *id;
} Single;

static void advance (GTask *task);

static RefrainFetchResult *
fetch_result_new (void)
{
  RefrainFetchResult *result = g_new0 (RefrainFetchResult, 1);

  result->tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) refrain_task_facts_free);
  result->raws = g_ptr_array_new_with_free_func (g_free);
  result->errors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) g_error_free);
  return result;
}

static void
fetch_free (gpointer data)
{
  Fetch *fetch = data;

  g_clear_pointer (&fetch->result, refrain_fetch_result_free);
  g_ptr_array_unref (fetch->batches);
  g_queue_clear_full (&fetch->singles, g_free);
  g_free (fetch);
}

static void
take_task (Fetch *fetch, RefrainAnswer *answer, guint index)
{
  g_ptr_array_add (fetch->result->tasks, answer->tasks->pdata[index]);
  g_ptr_array_add (fetch->result->raws, answer->raws->pdata[index]);
  answer->tasks->pdata[index] = refrain_task_facts_new ();
  answer->raws->pdata[index] = NULL;
}

static gboolean
has_task (Fetch *fetch, const char *id)
{
  for (guint i = 0; i < fetch->result->tasks->len; i++)
    {
      const RefrainTaskFacts *task = g_ptr_array_index (fetch->result->tasks, i);

      if (g_strcmp0 (task->id, id) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
keep_error (Fetch *fetch, const char *id, const GError *error)
{
  g_hash_table_replace (fetch->result->errors, g_strdup (id), g_error_copy (error));
}

/* What one id, asked for alone, was answered with. The answer may leave the id out. */
static void
take_single (Fetch *fetch, const char *id, RefrainAnswer *answer)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < answer->tasks->len; i++)
    {
      RefrainTaskFacts *task = g_ptr_array_index (answer->tasks, i);

      if (answer->tasks->len == 1)
        {
          /* It was asked for by this id, so this is the id it will be asked for again. */
          g_free (task->id);
          task->id = g_strdup (id);
        }
      if (g_strcmp0 (task->id, id) == 0)
        {
          for (guint j = 0; j < task->clips->len; j++)
            {
              RefrainClipFacts *clip = g_ptr_array_index (task->clips, j);

              g_free (clip->task_id);
              clip->task_id = g_strdup (id);
            }
          take_task (fetch, answer, i);
          return;
        }
    }

  error = refrain_gateway_error_new (REFRAIN_GATEWAY_ERROR_NOT_FOUND, 200, NULL,
                                     _ ("The gateway does not know this task."));
  keep_error (fetch, id, error);
}

static void
single_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Single *single = user_data;
  g_autoptr (GTask) task = single->task;
  g_autofree char *id = single->id;
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainAnswer) answer = refrain_gateway_call_finish (REFRAIN_GATEWAY (source), result,
                                                                  &error);

  fetch->n_under_way--;
  if (answer != NULL)
    take_single (fetch, id, answer);
  else
    keep_error (fetch, id, error);
  advance (task);
}

/* Whether an error of the batch call would meet every single call, too. */
static gboolean
concerns_every_call (const GError *error)
{
  return error->domain != REFRAIN_GATEWAY_ERROR || error->code == REFRAIN_GATEWAY_ERROR_AUTH
         || error->code == REFRAIN_GATEWAY_ERROR_UNREACHABLE
         || error->code == REFRAIN_GATEWAY_ERROR_RATE_LIMITED;
}

static void
batch_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  g_auto (GStrv) ids = g_ptr_array_steal_index (fetch->batches, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainAnswer) answer = refrain_gateway_call_finish (REFRAIN_GATEWAY (source), result,
                                                                  &error);

  fetch->n_under_way--;
  for (guint i = 0; answer != NULL && i < answer->tasks->len; i++)
    {
      const RefrainTaskFacts *found = g_ptr_array_index (answer->tasks, i);

      if (found->id != NULL && g_strv_contains ((const char *const *) ids, found->id)
          && !has_task (fetch, found->id))
        take_task (fetch, answer, i);
    }
  for (guint i = 0; ids[i] != NULL; i++)
    {
      if (answer == NULL && concerns_every_call (error))
        keep_error (fetch, ids[i], error);
      else if (!has_task (fetch, ids[i]))
        g_queue_push_tail (&fetch->singles, g_strdup (ids[i]));
    }
  advance (task);
}

static GBytes *
build_batch_body (char **ids)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  char *text;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "ids");
  json_builder_begin_array (builder);
  for (guint i = 0; ids[i] != NULL; i++)
    json_builder_add_string_value (builder, ids[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  return g_bytes_new_take (text, strlen (text));
}

static void
start_single (GTask *task, char *id)
{
  Single *single = g_new (Single, 1);
  RefrainGateway *self = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);
  g_autofree char *url = refrain_address_join (refrain_gateway_get_address (self),
                                               refrain_gateway_get_family (self)->fetch_path, id);

  single->task = g_object_ref (task);
  single->id = id;
  fetch->n_under_way++;
  refrain_gateway_call_async (self, "GET", url, NULL, g_task_get_cancellable (task),
                              single_answered_cb, single);
}

static void
start_batch (GTask *task, char **ids)
{
  RefrainGateway *self = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (GBytes) body = build_batch_body (ids);
  g_autofree char *url = refrain_address_join (refrain_gateway_get_address (self),
                                               refrain_gateway_get_family (self)->batch_path, NULL);

  fetch->n_under_way++;
  refrain_gateway_call_async (self, "POST", url, body, g_task_get_cancellable (task),
                              batch_answered_cb, g_object_ref (task));
}

/* Starts what may be started next, and answers when nothing is left. */
static void
advance (GTask *task)
{
  Fetch *fetch = g_task_get_task_data (task);

  if (g_task_get_completed (task))
    return;
  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      if (fetch->n_under_way == 0)
        g_task_return_error_if_cancelled (task);
      return;
    }

  if (fetch->batches->len > 0)
    {
      if (fetch->n_under_way == 0)
        start_batch (task, g_ptr_array_index (fetch->batches, 0));
      return;
    }
  while (!g_queue_is_empty (&fetch->singles) && fetch->n_under_way < MAX_SINGLES_AT_ONCE)
    start_single (task, g_queue_pop_head (&fetch->singles));
  if (fetch->n_under_way == 0)
    g_task_return_pointer (task, g_steal_pointer (&fetch->result),
                           (GDestroyNotify) refrain_fetch_result_free);
}

/* Splits the ids into batches; one id alone is asked for by the plain call. */
static void
plan (Fetch *fetch, const char *const *task_ids, gboolean has_batch)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; task_ids[i] != NULL; i++)
    {
      if (g_hash_table_add (seen, (gpointer) task_ids[i]))
        g_ptr_array_add (ids, (gpointer) task_ids[i]);
    }

  for (guint i = 0; i < ids->len && (ids->len == 1 || !has_batch); i++)
    g_queue_push_tail (&fetch->singles, g_strdup (g_ptr_array_index (ids, i)));
  for (guint i = 0; i < ids->len && ids->len > 1 && has_batch; i += BATCH_SIZE)
    {
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

      for (guint j = i; j < MIN (i + BATCH_SIZE, ids->len); j++)
        g_strv_builder_add (builder, g_ptr_array_index (ids, j));
      g_ptr_array_add (fetch->batches, g_strv_builder_end (builder));
    }
}

static void
test_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainAnswer) answer = refrain_gateway_call_finish (REFRAIN_GATEWAY (source), result,
                                                                  &error);

  /* The id does not exist, so being told so is the best answer there is. */
  if (answer != NULL
      || g_error_matches (error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_NOT_FOUND))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * refrain_gateway_fetch_async:
 * @self: a gateway
 * @task_ids: (array zero-terminated=1): ids of tasks
 * @cancellable: (nullable): to stop at once
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Asks for tasks: several by the batch call, and singly for those that it leaves out or when the
 * gateway has no such call. Passing errors are tried again with a growing wait.
 */
void
refrain_gateway_fetch_async (RefrainGateway *self,
                             const char *const *task_ids,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Fetch *fetch = g_new0 (Fetch, 1);

  g_task_set_source_tag (task, refrain_gateway_fetch_async);
  g_task_set_task_data (task, fetch, fetch_free);
  g_queue_init (&fetch->singles);
  fetch->result = fetch_result_new ();
  fetch->batches = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  plan (fetch, task_ids, refrain_gateway_get_family (self)->batch_path != NULL);
  advance (task);
}

/**
 * refrain_gateway_fetch_finish:
 * @self: a gateway
 * @result: the outcome
 * @error: return location for an error: only cancellation; what failed for one id stands in the
 *   result
 *
 * Returns: (transfer full) (nullable): each id's task or error
 */
RefrainFetchResult *
refrain_gateway_fetch_finish (RefrainGateway *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_gateway_fetch_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * refrain_fetch_result_free:
 * @result: (transfer full) (nullable): a result
 */
void
refrain_fetch_result_free (RefrainFetchResult *result)
{
  if (result == NULL)
    return;

  g_ptr_array_unref (result->tasks);
  g_ptr_array_unref (result->raws);
  g_hash_table_unref (result->errors);
  g_free (result);
}

/**
 * refrain_gateway_test_async:
 * @self: a gateway
 * @cancellable: (nullable): to stop at once
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Finds out whether a gateway of the known kind answers at the address and takes the key. Nothing
 * is made and nothing is charged.
 */
void
refrain_gateway_test_async (RefrainGateway *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *url = refrain_address_join (refrain_gateway_get_address (self),
                                               refrain_gateway_get_family (self)->fetch_path,
                                               "connection-test");

  g_task_set_source_tag (task, refrain_gateway_test_async);
  refrain_gateway_call_async (self, "GET", url, NULL, cancellable, test_answered_cb, task);
}

/**
 * refrain_gateway_test_finish:
 * @self: a gateway
 * @result: the outcome
 * @error: return location for a %REFRAIN_GATEWAY_ERROR that says in words what is wrong
 *
 * Returns: whether the gateway can be used
 */
gboolean
refrain_gateway_test_finish (RefrainGateway *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_gateway_test_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
