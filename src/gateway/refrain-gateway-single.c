/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-gateway-single.h"

#include "refrain-gateway-error.h"
#include "refrain-gateway-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Asking for one task. Where a gateway gave clips but no task, the task's id is made of theirs, and
 * one is asked for after the other. */
typedef struct
{
  char *id;               /* (owned) */
  GStrv parts;            /* (owned): what is asked for */
  guint next;             /* the part that is asked for now */
  const char *path;       /* how it is asked for */
  RefrainTaskFacts *task; /* (owned) (nullable): what came so far */
  GString *raw;           /* (owned) */
  GError *missing;        /* (owned) (nullable): the last part was not known */
} Single;

static void ask (GTask *task);

static void
single_free (gpointer data)
{
  Single *single = data;

  g_free (single->id);
  g_strfreev (single->parts);
  g_clear_pointer (&single->task, refrain_task_facts_free);
  g_string_free (single->raw, TRUE);
  g_clear_error (&single->missing);
  g_free (single);
}

/* The answer may leave the id out, or name the task by another one. */
static RefrainTaskFacts *
find_task (RefrainAnswer *answer, const char *id)
{
  if (answer->tasks->len == 1)
    return g_ptr_array_index (answer->tasks, 0);

  return refrain_answer_find_task (answer, id);
}

/* The state of two halves: what one of them still waits for, the whole waits for. */
static RefrainTaskState
join_states (RefrainTaskState a, RefrainTaskState b)
{
  if (!refrain_task_state_is_terminal (a))
    return a;
  if (!refrain_task_state_is_terminal (b))
    return b;

  return a == REFRAIN_TASK_STATE_COMPLETE ? a : b;
}

static void
take_part (Single *single, const char *part, const RefrainTaskFacts *news, const char *raw)
{
  RefrainTaskState state;

  g_string_append_printf (single->raw, "%s%s", single->raw->len > 0 ? "," : "", raw);
  if (single->task == NULL)
    {
      single->task = refrain_task_facts_copy (news);
      state = news->state;
    }
  else
    {
      state = join_states (single->task->state, news->state);
      refrain_task_facts_merge (single->task, news);
    }
  single->task->state = state;
  if (single->parts[1] != NULL && news->clips->len == 1)
    {
      RefrainClipFacts *clip = g_ptr_array_index (single->task->clips,
                                                  single->task->clips->len - 1);

      if (clip->id == NULL)
        clip->id = g_strdup (part);
    }
}

/* It was asked for by this id, so this is the id it will be asked for again. */
static void
answer_task (GTask *task)
{
  Single *single = g_task_get_task_data (task);
  RefrainAnswer *answer = g_new0 (RefrainAnswer, 1);
  RefrainTaskFacts *facts = g_steal_pointer (&single->task);

  g_free (facts->id);
  facts->id = g_strdup (single->id);
  for (guint i = 0; i < facts->clips->len; i++)
    {
      RefrainClipFacts *clip = g_ptr_array_index (facts->clips, i);

      g_free (clip->task_id);
      clip->task_id = g_strdup (single->id);
    }
  answer->tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) refrain_task_facts_free);
  answer->raws = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (answer->tasks, facts);
  g_ptr_array_add (answer->raws, single->parts[1] != NULL
                                     ? g_strdup_printf ("[%s]", single->raw->str)
                                     : g_strdup (single->raw->str));
  g_task_return_pointer (task, answer, (GDestroyNotify) refrain_answer_free);
}

/* What is not known as a song may be a task of lyrics, which some families keep elsewhere. */
static gboolean
try_lyrics (GTask *task)
{
  Single *single = g_task_get_task_data (task);
  const char *path = refrain_gateway_get_family (g_task_get_source_object (task))
                         ->lyrics_fetch_path;

  if (path == NULL || single->path == path || single->parts[1] != NULL)
    return FALSE;

  single->path = path;
  ask (task);
  return TRUE;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Single *single = g_task_get_task_data (task);
  const char *part = single->parts[single->next];
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainAnswer) answer = refrain_gateway_call_finish (REFRAIN_GATEWAY (source), result,
                                                                  &error);
  RefrainTaskFacts *found = answer != NULL ? find_task (answer, part) : NULL;
  guint index;

  if (found != NULL && g_ptr_array_find (answer->tasks, found, &index))
    take_part (single, part, found, g_ptr_array_index (answer->raws, index));
  else if (answer != NULL
           || g_error_matches (error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_NOT_FOUND))
    {
      if (try_lyrics (task))
        return;
      g_clear_error (&single->missing);
      single->missing = error != NULL ? g_steal_pointer (&error)
                                      : refrain_gateway_error_new (
                                          REFRAIN_GATEWAY_ERROR_NOT_FOUND, 200, NULL,
                                          _ ("The gateway does not know this task."));
    }
  else
    {
      /* Half of a task would pass for the whole. */
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (single->parts[++single->next] != NULL)
    ask (task);
  else if (single->task != NULL)
    answer_task (task);
  else
    g_task_return_error (task, g_steal_pointer (&single->missing));
}

static void
ask (GTask *task)
{
  Single *single = g_task_get_task_data (task);

  refrain_gateway_ask_async (g_task_get_source_object (task), single->path,
                             single->parts[single->next], g_task_get_cancellable (task),
                             answered_cb, g_object_ref (task));
}

/**
 * refrain_gateway_single_async:
 * @self: a gateway
 * @id: a task's id, or its clips' with commas between them
 * @cancellable: (nullable): to stop at once
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Private to the layer: asks for one task.
 */
void
refrain_gateway_single_async (RefrainGateway *self,
                              const char *id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  const RefrainFamily *family = refrain_gateway_get_family (self);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Single *single = g_new0 (Single, 1);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) ids = g_strsplit (id, ",", -1);

  for (guint i = 0; !family->ids_are_clips && ids[i] != NULL && ids[1] != NULL; i++)
    {
      if (*ids[i] != '\0')
        g_strv_builder_add (parts, ids[i]);
    }
  single->parts = g_strv_builder_end (parts);
  if (single->parts[0] == NULL)
    {
      g_strfreev (single->parts);
      single->parts = g_strdupv ((char *[]){ (char *) id, NULL });
    }
  single->id = g_strdup (id);
  single->path = family->fetch_path;
  single->raw = g_string_new (NULL);
  g_task_set_source_tag (task, refrain_gateway_single_async);
  g_task_set_task_data (task, single, single_free);
  ask (task);
}

/**
 * refrain_gateway_single_finish:
 * @self: a gateway
 * @result: the outcome
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): an answer with exactly one task, under the id that was asked
 *   for
 */
RefrainAnswer *
refrain_gateway_single_finish (RefrainGateway *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_gateway_single_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
