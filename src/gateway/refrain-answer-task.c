/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-answer-private.h"

#include "refrain-clock.h"

#include <string.h>

/* A map of clips has nothing but objects in it. */
static gboolean
is_map_of_objects (JsonNode *node)
{
  JsonObject *object = refrain_json_object (node);
  JsonObjectIter iter;
  JsonNode *member;

  if (object == NULL || json_object_get_size (object) == 0)
    return FALSE;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, NULL, &member))
    {
      if (refrain_json_object (member) == NULL)
        return FALSE;
    }

  return TRUE;
}

static void
add_clip (GPtrArray *found, JsonNode *node, const char *key)
{
  RefrainClipNode *clip = g_new (RefrainClipNode, 1);

  clip->node = node;
  clip->key = key;
  g_ptr_array_add (found, clip);
}

/* Maps have no order of their own: the date of making is the one people expect, then the id. */
static int
compare_clips (gconstpointer a, gconstpointer b)
{
  static const char *const created[] = { "created_at", "createdAt", "createTime", NULL };
  static const char *const ids[] = { "id", "clip_id", NULL };
  const RefrainClipNode *first = *(const RefrainClipNode *const *) a;
  const RefrainClipNode *second = *(const RefrainClipNode *const *) b;
  gint64 first_time = refrain_json_first_time (first->node, created);
  gint64 second_time = refrain_json_first_time (second->node, created);
  g_autofree char *first_id = NULL;
  g_autofree char *second_id = NULL;

  if (first_time != second_time)
    return first_time < second_time ? -1 : 1;

  first_id = refrain_json_first_text (first->node, ids);
  second_id = refrain_json_first_text (second->node, ids);
  return g_strcmp0 (first_id != NULL ? first_id : first->key,
                    second_id != NULL ? second_id : second->key);
}

static gboolean
collect_map (GPtrArray *found, JsonNode *node)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *member;

  json_object_iter_init (&iter, refrain_json_object (node));
  while (json_object_iter_next (&iter, &key, &member))
    add_clip (found, member, key);
  g_ptr_array_sort (found, compare_clips);

  return TRUE;
}

/* Collects the clips of an array, a map, or one object. Returns whether @node held any. */
static gboolean
collect (GPtrArray *found, JsonNode *node, gboolean map_allowed, GPtrArray *storage)
{
  JsonNode *inner = NULL;
  JsonArray *array;

  node = refrain_json_unwrap (node, &inner);
  if (inner != NULL)
    g_ptr_array_add (storage, inner);

  array = refrain_json_array (node);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (refrain_json_object (element) != NULL && !refrain_answer_is_lyrics (element))
        add_clip (found, element, NULL);
    }
  if (array == NULL && refrain_answer_is_clip (node))
    add_clip (found, node, NULL);
  else if (array == NULL && map_allowed && is_map_of_objects (node))
    collect_map (found, node);

  return found->len > 0;
}

static void
collect_playlist (GPtrArray *found, JsonNode *node)
{
  JsonArray *array = refrain_json_array (refrain_json_member (node, "playlist_clips"));

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *clip = refrain_json_member (json_array_get_element (array, i), "clip");

      if (refrain_json_object (clip) != NULL)
        add_clip (found, clip, NULL);
    }
}

/* The places below the task's own object, in the order in which they are tried. */
static gboolean
collect_below (GPtrArray *found, JsonNode *data, GPtrArray *storage)
{
  static const char *const paths[] = {
    "output.clips", "output.songs", "output.result", "musics", "result.suno_data", "data.data", NULL
  };
  JsonNode *inner = NULL;
  JsonNode *response = refrain_json_unwrap (refrain_json_member (data, "response"), &inner);

  if (inner != NULL)
    g_ptr_array_add (storage, inner);
  if (collect (found, refrain_json_member (data, "clips"), TRUE, storage)
      || collect (found, refrain_json_member (data, "data"), TRUE, storage)
      || collect (found, refrain_json_member (response, "sunoData"), FALSE, storage)
      || collect (found, refrain_json_member (response, "data"), FALSE, storage))
    return TRUE;

  for (guint i = 0; paths[i] != NULL; i++)
    {
      if (collect (found, refrain_json_path (data, paths[i]), FALSE, storage))
        return TRUE;
    }

  return FALSE;
}

/**
 * refrain_answer_find_clips:
 * @root: the whole answer
 * @data: (nullable): the part of it that speaks of one task
 * @storage: (element-type JsonNode): keeps alive what the clips stand in
 *
 * Tries the places where gateways put clips; the first that holds any is taken.
 *
 * Returns: (transfer full) (element-type RefrainClipNode): the clips
 */
GPtrArray *
refrain_answer_find_clips (JsonNode *root, JsonNode *data, GPtrArray *storage)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);

  if (refrain_json_array (root) != NULL)
    {
      collect (found, root, FALSE, storage);
      return found;
    }

  if (collect (found, refrain_json_member (root, "clips"), TRUE, storage)
      || (refrain_json_array (data) != NULL && collect (found, data, FALSE, storage))
      || collect_below (found, data, storage)
      || collect (found, refrain_json_path (root, "response.data"), FALSE, storage))
    return found;

  collect_playlist (found, root);
  if (found->len == 0)
    collect_playlist (found, data);
  if (found->len == 0 && refrain_answer_is_clip (data))
    add_clip (found, data, NULL);

  return found;
}

/* A document inside a document becomes part of the request; text that is no document does not. */
static char *
read_request (JsonNode *data)
{
  static const char *const names[] = { "input", "param", "request", "params", NULL };

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (JsonNode) storage = NULL;
      JsonNode *request = refrain_json_unwrap (refrain_json_member (data, names[i]), &storage);

      if (refrain_json_object (request) != NULL)
        return json_to_string (request, FALSE);
    }

  return NULL;
}

static char *
read_model (JsonNode *data, const char *request, const RefrainTaskFacts *task)
{
  static const char *const names[] = {
    "model", "model_name", "mv", "properties.origin_model_name", "properties.upstream_model_name",
    NULL
  };
  static const char *const request_names[] = { "mv", "model", NULL };
  char *model = refrain_json_first_text (data, names);

  if (model == NULL && request != NULL)
    {
      g_autoptr (JsonNode) node = refrain_json_parse (request, -1);

      model = refrain_json_first_text (node, request_names);
    }
  for (guint i = 0; model == NULL && i < task->clips->len; i++)
    {
      const RefrainClipFacts *clip = g_ptr_array_index (task->clips, i);

      model = g_strdup (clip->model);
    }

  return model;
}

static double
read_progress (JsonNode *data)
{
  JsonNode *node = refrain_json_member (data, "progress");
  g_autofree char *text = refrain_json_text (node);
  double progress;

  if (!refrain_json_number (node, &progress) || progress < 0)
    return REFRAIN_PROGRESS_UNKNOWN;
  if (g_str_has_suffix (text, "%") || progress > 1)
    progress /= 100;

  return MIN (progress, 1.0);
}

/* A word is text: some gateways put a number under the same name. */
static char *
read_state_word (JsonNode *root, JsonNode *data)
{
  JsonNode *const places[] = { data, root };
  static const char *const names[] = { "status", "state" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (names); j++)
        {
          g_autofree char *word = refrain_json_text (refrain_json_member (places[i], names[j]));

          if (word != NULL && !g_ascii_isdigit (*word) && strcmp (word, "true") != 0
              && strcmp (word, "false") != 0)
            return g_steal_pointer (&word);
        }
    }

  return NULL;
}

/**
 * refrain_answer_derive_state:
 * @task: a task whose clips are known
 *
 * Returns: its state when only its clips tell of it
 */
RefrainTaskState
refrain_answer_derive_state (const RefrainTaskFacts *task)
{
  gboolean all_terminal = TRUE;
  gboolean any_complete = FALSE;
  RefrainClipState furthest = REFRAIN_CLIP_STATE_SUBMITTED;

  if (task->lyrics_text != NULL)
    return REFRAIN_TASK_STATE_COMPLETE;
  if (task->clips->len == 0)
    return task->fail_reason != NULL ? REFRAIN_TASK_STATE_FAILED : REFRAIN_TASK_STATE_SUBMITTED;

  for (guint i = 0; i < task->clips->len; i++)
    {
      const RefrainClipFacts *clip = g_ptr_array_index (task->clips, i);

      all_terminal &= refrain_clip_state_is_terminal (clip->state);
      any_complete |= clip->state == REFRAIN_CLIP_STATE_COMPLETE;
      furthest = MAX (furthest, clip->state);
    }

  if (all_terminal)
    return any_complete ? REFRAIN_TASK_STATE_COMPLETE : REFRAIN_TASK_STATE_FAILED;
  if (furthest == REFRAIN_CLIP_STATE_SUBMITTED)
    return REFRAIN_TASK_STATE_SUBMITTED;
  if (furthest == REFRAIN_CLIP_STATE_QUEUED)
    return REFRAIN_TASK_STATE_QUEUED;

  return REFRAIN_TASK_STATE_STREAMING;
}

static char *
read_fail_reason (JsonNode *root, JsonNode *data, const RefrainTaskFacts *task)
{
  static const char *const names[] = {
    "fail_reason", "failReason",    "errorMessage", "error_message",
    "err_reason",  "error.message", "error",        "response.error.message",
    NULL
  };
  g_autofree char *reason = refrain_json_first_text (data, names);

  if (reason == NULL && data != root)
    reason = refrain_json_first_text (root, names);
  for (guint i = 0; reason == NULL && i < task->clips->len; i++)
    {
      const RefrainClipFacts *clip = g_ptr_array_index (task->clips, i);

      reason = g_strdup (clip->error_message);
    }
  if (reason == NULL)
    {
      /* Builds of 2026 put the reason where the address of the result belongs. */
      reason = refrain_json_text (refrain_json_member (data, "result_url"));
      if (reason != NULL && g_str_has_prefix (reason, "http"))
        g_clear_pointer (&reason, g_free);
    }

  return g_steal_pointer (&reason);
}

/* Of several texts the first is taken. */
static JsonNode *
first_element (JsonNode *node)
{
  JsonArray *list = refrain_json_array (node);

  return list != NULL && json_array_get_length (list) > 0 ? json_array_get_element (list, 0) : NULL;
}

static void
read_lyrics (JsonNode *root, JsonNode *data, RefrainTaskFacts *task)
{
  JsonNode *data_data = refrain_json_member (data, "data");
  JsonNode *response_data = refrain_json_path (data, "response.data");
  JsonNode *const places[] = { data,
                               data_data,
                               first_element (data_data),
                               refrain_json_member (root, "data"),
                               response_data,
                               first_element (response_data) };

  for (guint i = 0; i < G_N_ELEMENTS (places) && task->lyrics_text == NULL; i++)
    {
      if (!refrain_answer_is_lyrics (places[i]))
        continue;
      task->lyrics_text = refrain_json_text (refrain_json_member (places[i], "text"));
      task->lyrics_title = refrain_json_text (refrain_json_member (places[i], "title"));
      task->kind = REFRAIN_TASK_KIND_LYRICS;
    }
}

static void
read_times (JsonNode *data, RefrainTaskFacts *task)
{
  static const char *const submitted[] = { "submit_time", "submitTime",          "submitted_at",
                                           "created_at",  "metadata.created_at", "createTime",
                                           NULL };
  static const char *const started[] = { "start_time", "startTime", "started_at",
                                         "metadata.started_at", NULL };
  static const char *const finished[] = { "finish_time", "finishTime",        "finished_at",
                                          "ended_at",    "metadata.ended_at", "completeTime",
                                          NULL };

  task->submitted_at = refrain_json_first_time (data, submitted);
  task->started_at = refrain_json_first_time (data, started);
  task->finished_at = refrain_json_first_time (data, finished);
}

static void
read_clips (JsonNode *root, JsonNode *data, RefrainTaskFacts *task)
{
  g_autoptr (GPtrArray) storage = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  g_autoptr (GPtrArray) found = refrain_answer_find_clips (root, data, storage);

  for (guint i = 0; i < found->len; i++)
    {
      const RefrainClipNode *clip = g_ptr_array_index (found, i);
      g_autoptr (RefrainClipFacts) facts = refrain_answer_read_clip (clip->node, clip->key,
                                                                     task->id, task->state);
      RefrainClipFacts *same = refrain_task_facts_find_clip (task, facts->id);

      if (same != NULL)
        refrain_clip_facts_merge (same, facts);
      else
        g_ptr_array_add (task->clips, g_steal_pointer (&facts));
    }
}

/* The task's own id. A clip that stands alone has an id too, which is not its task's. */
static char *
read_task_id (JsonNode *root, JsonNode *data)
{
  static const char *const names[] = { "task_id", "taskId", "id", "jobId", NULL };
  static const char *const strict_names[] = { "task_id", "taskId", "jobId", NULL };
  char *id = refrain_json_first_text (data, refrain_answer_is_clip (data) ? strict_names : names);

  if (id == NULL && data != root)
    id = refrain_json_first_text (root, names);

  return id;
}

/**
 * refrain_answer_is_batch:
 * @node: (nullable): a node
 *
 * Returns: whether @node is an array of tasks, not of clips
 */
gboolean
refrain_answer_is_batch (JsonNode *node)
{
  JsonArray *array = refrain_json_array (node);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = refrain_json_object (json_array_get_element (array, i));

      if (object != NULL && json_object_has_member (object, "task_id")
          && json_object_has_member (object, "data"))
        return TRUE;
    }

  return FALSE;
}

/**
 * refrain_answer_read_task:
 * @root: the whole answer
 * @data: the part of it that speaks of one task: an object, an array of clips, or @root itself
 *
 * Returns: (transfer full): what the gateway says of the task
 */
RefrainTaskFacts *
refrain_answer_read_task (JsonNode *root, JsonNode *data)
{
  RefrainTaskFacts *task = refrain_task_facts_new ();
  g_autofree char *action = refrain_json_text (refrain_json_member (data, "action"));

  task->id = read_task_id (root, data);
  task->kind = refrain_task_kind_from_string (action);
  task->state_word = read_state_word (root, data);
  task->state = refrain_task_state_from_word (task->state_word);
  task->progress = read_progress (data);
  read_times (data, task);
  read_lyrics (root, data, task);
  read_clips (root, data, task);
  task->request = read_request (data);
  task->model = read_model (data, task->request, task);
  task->fail_reason = read_fail_reason (root, data, task);
  if (task->state_word == NULL)
    task->state = refrain_answer_derive_state (task);
  /* Stray text under an error's name is a reason only where something failed. */
  if (task->state != REFRAIN_TASK_STATE_FAILED)
    g_clear_pointer (&task->fail_reason, g_free);

  return task;
}
