/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-submit-result.h"

#include "refrain-gateway-error.h"

#include <string.h>

/* What gateways say when they have not even begun, whatever status stands above it. */
static const char *const refusals[] = {
  "quota",           "insufficient",       "not_enough",           "not enough",
  "invalid_request", "invalid request",    "invalid_param",        "invalid_action",
  "model_not_found", "get_channel_failed", "no available channel", "no_available_channel",
  "无可用渠道",      "sensitive",          "unauthorized",         "invalid_api_key",
  "rate_limit",      "rate limit",         "too many requests",    "no sessions available",
  "task_not_exist"
};

static gboolean
names_refusal (const char *text)
{
  g_autofree char *folded = text != NULL ? g_ascii_strdown (text, -1) : NULL;

  for (guint i = 0; folded != NULL && i < G_N_ELEMENTS (refusals); i++)
    {
      if (strstr (folded, refusals[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}

static char *
join_clip_ids (const RefrainTaskFacts *task)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < task->clips->len; i++)
    {
      const RefrainClipFacts *clip = g_ptr_array_index (task->clips, i);

      if (clip->id != NULL)
        g_string_append_printf (joined, "%s%s", joined->len > 0 ? "," : "", clip->id);
    }

  return joined->len > 0 ? g_strdup (joined->str) : NULL;
}

/* Lyrics may come at once and without any id. They are all there is, so nobody will ask for them,
 * but they need a name to be kept under. */
static char *
choose_id (const RefrainTaskFacts *task, gboolean ids_are_clips)
{
  g_autofree char *joined = join_clip_ids (task);
  g_autofree char *uuid = NULL;

  if (joined != NULL && (ids_are_clips || task->id == NULL))
    return g_steal_pointer (&joined);
  if (task->id != NULL)
    return g_strdup (task->id);
  if (task->lyrics_text == NULL)
    return NULL;

  uuid = g_uuid_string_random ();
  return g_strconcat ("lyrics-", uuid, NULL);
}

/* The status of the answer, or the one that a gateway writes into an answer of status 200. */
static guint
find_status (const GError *error)
{
  const char *word = refrain_gateway_error_get_code_word (error);
  guint status = refrain_gateway_error_get_http_status (error);
  guint64 number;

  if (status < 300 && word != NULL
      && g_ascii_string_to_unsigned (word, 10, 400, 599, &number, NULL))
    return (guint) number;

  return status;
}

/* An answer came whole, and it is an error. */
static RefrainSubmitFate
decide_error (const GError *error)
{
  gboolean readable = error->code != REFRAIN_GATEWAY_ERROR_BAD_ANSWER;
  guint status = find_status (error);

  /* What a server in between says when the gateway was too slow for it. */
  gboolean out_of_time = status == 408 || status == 499;

  /* What a code or a text is taken for by a single word of it is no proof here. */
  gboolean in_doubt = out_of_time || status >= 500;

  if (readable
      && ((!in_doubt
           && (error->code == REFRAIN_GATEWAY_ERROR_QUOTA
               || error->code == REFRAIN_GATEWAY_ERROR_RATE_LIMITED))
          || names_refusal (refrain_gateway_error_get_code_word (error))
          || names_refusal (error->message)))
    return REFRAIN_SUBMIT_REFUSED;
  /* "See other" may be what a server says when it is done. */
  if (in_doubt || status == 303)
    return REFRAIN_SUBMIT_UNKNOWN;
  if (status >= 300)
    return REFRAIN_SUBMIT_REFUSED;

  return readable ? REFRAIN_SUBMIT_REFUSED : REFRAIN_SUBMIT_UNKNOWN;
}

/* Whether @task can be asked for, or is all there already. */
static gboolean
can_be_followed (const RefrainTaskFacts *task)
{
  g_autofree char *id = choose_id (task, FALSE);

  return id != NULL;
}

/**
 * refrain_submit_decide:
 * @begun: whether any of the request may have reached the gateway
 * @answer: (nullable): what the gateway answered
 * @error: (nullable): what came instead of an answer
 *
 * The rule by which nothing is ever sent twice: whatever leaves a doubt is unknown, and only a
 * person may send that again.
 *
 * Returns: what is known of the submit
 */
RefrainSubmitFate
refrain_submit_decide (gboolean begun, const RefrainAnswer *answer, const GError *error)
{
  const RefrainTaskFacts *task = answer != NULL && answer->tasks->len > 0
                                     ? g_ptr_array_index (answer->tasks, 0)
                                     : NULL;

  if (task != NULL && can_be_followed (task))
    return REFRAIN_SUBMIT_ACCEPTED;
  if (task != NULL && task->state == REFRAIN_TASK_STATE_FAILED)
    return REFRAIN_SUBMIT_REFUSED;
  if (!begun)
    return REFRAIN_SUBMIT_NOT_SENT;
  if (error == NULL || error->domain != REFRAIN_GATEWAY_ERROR
      || error->code == REFRAIN_GATEWAY_ERROR_UNREACHABLE)
    return REFRAIN_SUBMIT_UNKNOWN;

  return decide_error (error);
}

/**
 * refrain_submit_result_take_answer:
 * @result: a result
 * @answer: the answer that accepts the request; what is taken is gone from it
 * @ids_are_clips: whether songs are asked for by their own ids in this family
 *
 * Fills in the task's id, and its facts when the answer has any beyond that.
 */
void
refrain_submit_result_take_answer (RefrainSubmitResult *result,
                                   RefrainAnswer *answer,
                                   gboolean ids_are_clips)
{
  g_autoptr (RefrainTaskFacts) task = g_ptr_array_steal_index (answer->tasks, 0);

  g_free (g_ptr_array_steal_index (answer->raws, 0));
  result->task_id = choose_id (task, ids_are_clips);
  if (task->clips->len == 0 && task->lyrics_text == NULL && task->state_word == NULL)
    return;

  g_free (task->id);
  task->id = g_strdup (result->task_id);
  for (guint i = 0; i < task->clips->len; i++)
    {
      RefrainClipFacts *clip = g_ptr_array_index (task->clips, i);

      g_free (clip->task_id);
      clip->task_id = g_strdup (result->task_id);
    }
  result->task = g_steal_pointer (&task);
}

/**
 * refrain_submit_result_free:
 * @result: (transfer full) (nullable): a result
 */
void
refrain_submit_result_free (RefrainSubmitResult *result)
{
  if (result == NULL)
    return;

  g_free (result->task_id);
  g_clear_pointer (&result->task, refrain_task_facts_free);
  g_free (result->raw);
  g_clear_error (&result->error);
  g_free (result);
}
