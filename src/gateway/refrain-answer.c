/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-answer-private.h"

#include "refrain-gateway-error.h"
#include "refrain-json-scan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Far more than 10,000 clips of a hundred fields each. */
#define MAX_VALUES 2000000

static RefrainAnswer *
refrain_answer_new (void)
{
  RefrainAnswer *answer = g_new0 (RefrainAnswer, 1);

  answer->tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) refrain_task_facts_free);
  answer->raws = g_ptr_array_new_with_free_func (g_free);
  return answer;
}

static void
set_bad_answer (GError **error, guint http_status, const char *message)
{
  g_propagate_error (error, refrain_gateway_error_new (REFRAIN_GATEWAY_ERROR_BAD_ANSWER,
                                                       http_status, NULL, message));
}

static const char *
skip_lead (const char *body, const char *end)
{
  if (end - body >= 3 && memcmp (body, "\xef\xbb\xbf", 3) == 0)
    body += 3;
  while (body < end && strchr (" \t\r\n", *body) != NULL && *body != '\0')
    body++;

  return body;
}

/* Checks what a parser that recurses and allocates must not see. */
static gboolean
check_text (
    const char *body, gsize length, guint http_status, gsize *start, gsize *end, GError **error)
{
  switch (refrain_json_scan_last_document (body, length, REFRAIN_ANSWER_MAX_DEPTH, MAX_VALUES,
                                           start, end))
    {
    case REFRAIN_JSON_SCAN_CUT:
      set_bad_answer (error, http_status, _ ("The answer is cut off in the middle."));
      return FALSE;
    case REFRAIN_JSON_SCAN_TOO_DEEP:
      set_bad_answer (error, http_status, _ ("The answer is nested too deeply to be a gateway’s."));
      return FALSE;
    case REFRAIN_JSON_SCAN_TOO_MANY:
      set_bad_answer (error, http_status,
                      _ ("The answer holds too many values to be a gateway’s."));
      return FALSE;
    case REFRAIN_JSON_SCAN_STRANGE:
      set_bad_answer (error, http_status, _ ("The answer is not valid JSON."));
      return FALSE;
    case REFRAIN_JSON_SCAN_OK:
    default:
      return TRUE;
    }
}

/* Gives the one document in @body that counts. */
static JsonNode *
parse_document (const char *body, gsize length, guint http_status, char **document, GError **error)
{
  const char *first = skip_lead (body, body + length);
  gsize rest = length - (first - body);
  gsize start = 0;
  gsize end = 0;
  JsonNode *root;

  if (rest == 0 || (*first != '{' && *first != '['))
    {
      g_propagate_error (error, refrain_answer_not_json_error (first, rest, http_status));
      return NULL;
    }
  if (!g_utf8_validate (first, (gssize) rest, NULL))
    {
      set_bad_answer (
          error, http_status,
          _ ("The answer holds bytes that are no text. Something on the way broke it."));
      return NULL;
    }
  if (!check_text (first, rest, http_status, &start, &end, error))
    return NULL;

  root = refrain_json_parse (first + start, (gssize) (end - start));
  if (root == NULL)
    set_bad_answer (error, http_status, _ ("The answer is not valid JSON."));
  else
    *document = g_strndup (first + start, end - start);

  return root;
}

/* Whether anything was read that a caller can go by. */
static gboolean
says_something (const RefrainTaskFacts *task)
{
  return task->id != NULL || task->clips->len > 0 || task->lyrics_text != NULL
         || task->state_word != NULL;
}

static void
add_task (RefrainAnswer *answer, RefrainTaskFacts *task, const char *raw)
{
  g_ptr_array_add (answer->tasks, task);
  g_ptr_array_add (answer->raws, g_strdup (raw));
}

static void
read_batch (RefrainAnswer *answer, JsonNode *list)
{
  JsonArray *array = refrain_json_array (list);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      g_autoptr (RefrainTaskFacts) task = NULL;
      g_autofree char *raw = NULL;

      if (refrain_json_object (element) == NULL)
        continue;
      task = refrain_answer_read_task (element, element);
      raw = json_to_string (element, TRUE);
      if (says_something (task))
        add_task (answer, g_steal_pointer (&task), raw);
    }
}

/* A submit is answered by the new task's id and nothing else. */
static RefrainTaskFacts *
read_submit_id (JsonNode *data)
{
  g_autofree char *id = refrain_json_text (data);
  RefrainTaskFacts *task;

  /* "true" is no id. */
  if (id == NULL || json_node_get_value_type (data) == G_TYPE_BOOLEAN)
    return NULL;

  task = refrain_task_facts_new ();
  task->id = g_steal_pointer (&id);
  task->state = REFRAIN_TASK_STATE_SUBMITTED;
  return task;
}

/* Fills @answer. Returns FALSE when the document speaks of nothing that is known. */
static gboolean
read_document (RefrainAnswer *answer, JsonNode *root, const char *raw)
{
  g_autoptr (JsonNode) storage = NULL;
  JsonNode *member = refrain_json_member (root, "data");
  JsonNode *data = refrain_json_unwrap (member, &storage);
  g_autoptr (RefrainTaskFacts) task = NULL;

  if (refrain_answer_is_batch (root) || refrain_answer_is_batch (data))
    {
      read_batch (answer, refrain_answer_is_batch (root) ? root : data);
      return TRUE;
    }

  if (data != NULL && JSON_NODE_HOLDS_VALUE (data))
    task = read_submit_id (data);
  else if (refrain_json_is_null (data))
    task = refrain_answer_read_task (root, root);
  else
    task = refrain_answer_read_task (root, data);

  if (task != NULL && says_something (task))
    {
      add_task (answer, g_steal_pointer (&task), raw);
      return TRUE;
    }

  /* `"data": null` and an empty list are honest answers: nothing is known of what was asked. */
  return refrain_json_array (root) != NULL || refrain_json_array (data) != NULL
         || (member != NULL && JSON_NODE_HOLDS_NULL (member));
}

static gboolean
check_counts (const RefrainAnswer *answer, guint http_status, GError **error)
{
  gsize n_clips = 0;

  for (guint i = 0; i < answer->tasks->len; i++)
    {
      const RefrainTaskFacts *task = g_ptr_array_index (answer->tasks, i);

      n_clips += task->clips->len;
    }

  if (n_clips <= REFRAIN_ANSWER_MAX_CLIPS && answer->tasks->len <= REFRAIN_ANSWER_MAX_CLIPS)
    return TRUE;

  set_bad_answer (error, http_status, _ ("The answer holds more than 10,000 songs."));
  return FALSE;
}

/**
 * refrain_answer_parse:
 * @body: what came; need not end with a zero
 * @length: its length in bytes
 * @http_status: its status; 0 or 200 for a body without one
 * @error: return location for a %REFRAIN_GATEWAY_ERROR
 *
 * Reads what any gateway answers to a fetch, a batch fetch or a submit. Pure and safe in any
 * thread: whatever the bytes are, the outcome is an answer or an error, never half an answer.
 *
 * An answer without tasks means that the gateway knows none of those asked for.
 *
 * Returns: (transfer full) (nullable): the answer
 */
RefrainAnswer *
refrain_answer_parse (const char *body, gsize length, guint http_status, GError **error)
{
  g_autoptr (RefrainAnswer) answer = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *document = NULL;
  GError *refusal;

  if (length > REFRAIN_ANSWER_MAX_BYTES)
    {
      set_bad_answer (error, http_status, _ ("The answer is longer than 64 MiB."));
      return NULL;
    }

  root = parse_document (body, length, http_status, &document, error);
  if (root == NULL)
    return NULL;

  refusal = refrain_answer_read_error (root, http_status);
  if (refusal != NULL)
    {
      g_propagate_error (error, refusal);
      return NULL;
    }

  answer = refrain_answer_new ();
  if (!read_document (answer, root, document))
    {
      set_bad_answer (error, http_status,
                      _ ("The answer is JSON, but speaks of no task and no song."));
      return NULL;
    }
  if (!check_counts (answer, http_status, error))
    return NULL;

  return g_steal_pointer (&answer);
}

/**
 * refrain_answer_free:
 * @answer: (transfer full) (nullable): an answer
 */
void
refrain_answer_free (RefrainAnswer *answer)
{
  if (answer == NULL)
    return;

  g_ptr_array_unref (answer->tasks);
  g_ptr_array_unref (answer->raws);
  g_free (answer);
}

/**
 * refrain_answer_find_task:
 * @answer: an answer
 * @task_id: a task's id
 *
 * Returns: (transfer none) (nullable): what @answer says of the task
 */
RefrainTaskFacts *
refrain_answer_find_task (const RefrainAnswer *answer, const char *task_id)
{
  for (guint i = 0; i < answer->tasks->len; i++)
    {
      RefrainTaskFacts *task = g_ptr_array_index (answer->tasks, i);

      if (g_strcmp0 (task->id, task_id) == 0)
        return task;
    }

  return NULL;
}
