/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-gateway-private.h"

#include "refrain-address.h"
#include "refrain-answer-private.h"
#include "refrain-gateway-error.h"
#include "refrain-gateway-single.h"

#include <string.h>

/* Asking for many tasks: batches where the gateway has them, then each missing one singly. */

#define BATCH_SIZE 50
/* These ids go into an address, which must not get too long. */
#define CLIPS_BATCH_SIZE 10
#define MAX_SINGLES_AT_ONCE 4

typedef struct
{
  RefrainFetchResult *result;
  GPtrArray *batches; /* (element-type GStrv): not asked for yet */
  GQueue singles;     /* (element-type utf8): not asked for yet */
  guint n_under_way;
  gboolean batch_denied; /* the gateway seems to have no batch call */
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

/* Singles that work show that the gateway is well, and that its batch call is not there. */
static void
learn_from_single (GTask *task, const GError *error)
{
  Fetch *fetch = g_task_get_task_data (task);

  if (fetch->batch_denied
      && (error == NULL
          || g_error_matches (error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_NOT_FOUND)))
    refrain_gateway_set_batch (g_task_get_source_object (task), REFRAIN_BATCH_NO);
}

static void
single_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Single *single = user_data;
  g_autoptr (GTask) task = single->task;
  g_autofree char *id = single->id;
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainAnswer) answer = refrain_gateway_single_finish (REFRAIN_GATEWAY (source),
                                                                    result, &error);

  fetch->n_under_way--;
  learn_from_single (task, error);
  if (answer != NULL)
    take_task (fetch, answer, 0);
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

/* Whether the batch call seems not to be there, rather than to be ill. Once it has worked, a stray
 * page means nothing. */
static gboolean
denies_batch (RefrainGateway *self, const GError *error)
{
  guint status = refrain_gateway_error_get_http_status (error);

  if (refrain_gateway_get_family (self)->ids_are_clips || concerns_every_call (error))
    return FALSE;
  if (status == 404 || status == 405 || status == 501)
    return TRUE;

  return error->code == REFRAIN_GATEWAY_ERROR_BAD_ANSWER && status >= 200 && status < 500
         && refrain_gateway_get_batch (self) != REFRAIN_BATCH_YES;
}

/* Sorts what came by the tasks that were asked for. */
static void
take_batch (Fetch *fetch, RefrainAnswer *answer, char **ids)
{
  for (guint i = 0; i < answer->tasks->len; i++)
    {
      const RefrainTaskFacts *found = g_ptr_array_index (answer->tasks, i);

      if (found->id != NULL && g_strv_contains ((const char *const *) ids, found->id)
          && !has_task (fetch, found->id))
        take_task (fetch, answer, i);
    }
}

static RefrainClipFacts *
find_clip (const RefrainAnswer *answer, const char *id)
{
  RefrainClipFacts *clip = NULL;

  for (guint i = 0; i < answer->tasks->len && clip == NULL; i++)
    clip = refrain_task_facts_find_clip (g_ptr_array_index (answer->tasks, i), id);

  return clip;
}

/* Makes tasks again of a list of clips, where tasks are known by their clips. */
static void
take_clips (Fetch *fetch, const RefrainAnswer *answer, char **ids)
{
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (ids[i], ",", -1);
      g_autoptr (RefrainTaskFacts) task = refrain_task_facts_new ();

      task->id = g_strdup (ids[i]);
      for (guint j = 0; parts[j] != NULL; j++)
        {
          const RefrainClipFacts *found = find_clip (answer, parts[j]);
          RefrainClipFacts *clip = found != NULL ? refrain_clip_facts_copy (found) : NULL;

          if (clip == NULL || refrain_task_facts_find_clip (task, parts[j]) != NULL)
            {
              refrain_clip_facts_free (clip);
              continue;
            }
          g_free (clip->task_id);
          clip->task_id = g_strdup (ids[i]);
          g_ptr_array_add (task->clips, clip);
        }
      if (task->clips->len == 0)
        continue;
      task->state = refrain_answer_derive_state (task);
      g_ptr_array_add (fetch->result->tasks, g_steal_pointer (&task));
      g_ptr_array_add (fetch->result->raws, g_strdup (g_ptr_array_index (answer->raws, 0)));
    }
}

static void
ask_singly (Fetch *fetch, char **ids)
{
  for (guint i = 0; ids[i] != NULL; i++)
    {
      if (!has_task (fetch, ids[i]))
        g_queue_push_tail (&fetch->singles, g_strdup (ids[i]));
    }
}

static void
give_up_batches (Fetch *fetch)
{
  fetch->batch_denied = TRUE;
  while (fetch->batches->len > 0)
    {
      g_auto (GStrv) ids = g_ptr_array_steal_index (fetch->batches, 0);

      ask_singly (fetch, ids);
    }
}

/* A gateway that is known to answer batches is in trouble when it does not: to ask it for each task
 * instead would make that worse. */
static gboolean
fails_every_call (RefrainGateway *self, const GError *error)
{
  return concerns_every_call (error)
         || (refrain_gateway_get_batch (self) == REFRAIN_BATCH_YES && !denies_batch (self, error)
             && refrain_gateway_error_is_passing (error));
}

static void
batch_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RefrainGateway *self = REFRAIN_GATEWAY (source);
  Fetch *fetch = g_task_get_task_data (task);
  g_auto (GStrv) ids = g_ptr_array_steal_index (fetch->batches, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainAnswer) answer = refrain_gateway_call_finish (self, result, &error);
  guint n_before = fetch->result->tasks->len;
  gboolean fails;

  fetch->n_under_way--;
  if (answer != NULL && refrain_gateway_get_family (self)->ids_are_clips)
    take_clips (fetch, answer, ids);
  else if (answer != NULL)
    take_batch (fetch, answer, ids);
  if (fetch->result->tasks->len > n_before && !refrain_gateway_get_family (self)->ids_are_clips)
    refrain_gateway_set_batch (self, REFRAIN_BATCH_YES);

  fails = answer == NULL && fails_every_call (self, error);
  for (guint i = 0; fails && ids[i] != NULL; i++)
    keep_error (fetch, ids[i], error);
  if (!fails)
    ask_singly (fetch, ids);
  if (answer == NULL && denies_batch (self, error))
    give_up_batches (fetch);
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
  Fetch *fetch = g_task_get_task_data (task);

  single->task = g_object_ref (task);
  single->id = id;
  fetch->n_under_way++;
  refrain_gateway_single_async (g_task_get_source_object (task), id, g_task_get_cancellable (task),
                                single_answered_cb, single);
}

static void
start_batch (GTask *task, char **ids)
{
  RefrainGateway *self = g_task_get_source_object (task);
  const RefrainFamily *family = refrain_gateway_get_family (self);
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (GBytes) body = NULL;
  g_autofree char *url = NULL;

  fetch->n_under_way++;
  if (family->ids_are_clips)
    {
      g_autofree char *joined = g_strjoinv (",", ids);

      refrain_gateway_ask_async (self, family->fetch_path, joined, g_task_get_cancellable (task),
                                 batch_answered_cb, g_object_ref (task));
      return;
    }

  body = build_batch_body (ids);
  url = refrain_address_join (refrain_gateway_get_address (self), family->batch_path, NULL);
  refrain_gateway_call_async (self, url, body, g_task_get_cancellable (task), batch_answered_cb,
                              g_object_ref (task));
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

/* Splits the ids into batches; one id alone is asked for by the plain call, and so is one that is
 * made of clips where a batch knows tasks only. */
static void
plan (Fetch *fetch, RefrainGateway *self, const char *const *task_ids)
{
  const RefrainFamily *family = refrain_gateway_get_family (self);
  gboolean has_batch = family->ids_are_clips
                       || (family->batch_path != NULL
                           && refrain_gateway_get_batch (self) != REFRAIN_BATCH_NO);
  guint size = family->ids_are_clips ? CLIPS_BATCH_SIZE : BATCH_SIZE;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; task_ids[i] != NULL; i++)
    {
      if (!g_hash_table_add (seen, (gpointer) task_ids[i]))
        continue;
      if (has_batch && (family->ids_are_clips || strchr (task_ids[i], ',') == NULL))
        g_ptr_array_add (ids, (gpointer) task_ids[i]);
      else
        g_queue_push_tail (&fetch->singles, g_strdup (task_ids[i]));
    }

  if (ids->len == 1)
    g_queue_push_tail (&fetch->singles, g_strdup (g_ptr_array_index (ids, 0)));
  for (guint i = 0; i < ids->len && ids->len > 1; i += size)
    {
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

      for (guint j = i; j < MIN (i + size, ids->len); j++)
        g_strv_builder_add (builder, g_ptr_array_index (ids, j));
      g_ptr_array_add (fetch->batches, g_strv_builder_end (builder));
    }
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
 * gateway has no such call, which is remembered. Passing errors are tried again with a growing
 * wait.
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
  plan (fetch, self, task_ids);
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
