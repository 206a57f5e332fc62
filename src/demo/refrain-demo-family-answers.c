/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-demo-answers.h"
#include "refrain-demo-family-answers.h"

/* How the other families write what the root of the demo gateway writes in its own way. */

static JsonNode *
take_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

static void
set_text (JsonObject *object, const char *name, const char *value)
{
  json_object_set_string_member (object, name, value != NULL ? value : "");
}

static gboolean
is_lyrics (RefrainDemoTask *task)
{
  return g_str_equal (task->action, "LYRICS");
}

static const char *
get_status (RefrainDemoState *state, RefrainDemoTask *task)
{
  return refrain_demo_task_get_status (task, refrain_demo_state_get_now (state));
}

static gboolean
is_status (RefrainDemoState *state, RefrainDemoTask *task, const char *status)
{
  return g_str_equal (get_status (state, task), status);
}

/* What a raw clip says, which every family says by names of its own. */
static JsonObject *
get_raw (JsonNode *clip, JsonObject **metadata)
{
  JsonObject *object = json_node_get_object (clip);

  *metadata = json_object_get_object_member (object, "metadata");
  return object;
}

/**
 * refrain_demo_names_copy:
 * @from: what a raw clip says
 * @to: what gets it by other names; null is left out
 * @names: (array length=n_names): the names
 * @n_names: how many there are
 */
void
refrain_demo_names_copy (JsonObject *from,
                         JsonObject *to,
                         const RefrainDemoName *names,
                         gsize n_names)
{
  for (gsize i = 0; i < n_names; i++)
    {
      JsonNode *member = json_object_get_member (from, names[i].from);

      if (member != NULL && !JSON_NODE_HOLDS_NULL (member))
        json_object_set_member (to, names[i].to, json_node_copy (member));
    }
}

/**
 * refrain_demo_add_words:
 * @task: a task of lyrics
 * @object: gets them
 */
void
refrain_demo_add_words (RefrainDemoTask *task, JsonObject *object)
{
  set_text (object, "title", task->text_title);
  set_text (object, "text", task->text);
  set_text (object, "status", "complete");
}

static JsonNode *
wrap (int code, const char *text_name, const char *text, JsonNode *data)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "code", code);
  json_object_set_string_member (object, text_name, text);
  json_object_set_member (object, "data", data);
  return take_object (object);
}

static JsonNode *
build_id (const char *name, const char *id)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, name, id);
  return take_object (object);
}

/* GoAPI */

/**
 * refrain_demo_goapi_error:
 * @reply: filled in
 * @status: the HTTP status that belongs to it
 * @code: the word for machines
 * @message: the sentence for people
 *
 * Writes an error as GoAPI does.
 */
void
refrain_demo_goapi_error (RefrainDemoReply *reply,
                          guint status,
                          const char *code,
                          const char *message)
{
  refrain_demo_reply_set_json (
      reply, status, wrap ((int) status, "message", message, json_node_new (JSON_NODE_NULL)));
}

/**
 * refrain_demo_goapi_submitted:
 *
 * Returns: (transfer full): the answer of GoAPI to the submit that made the task
 */
JsonNode *
refrain_demo_goapi_submitted (RefrainDemoState *state, RefrainDemoTask *task)
{
  return wrap (200, "message", "success", build_id ("task_id", task->id));
}

/**
 * refrain_demo_goapi_task:
 *
 * Returns: (transfer full): the task as GoAPI answers it, as far as it has come by now
 */
JsonNode *
refrain_demo_goapi_task (RefrainDemoState *state, RefrainDemoTask *task)
{
  gboolean done = is_status (state, task, "SUCCESS");
  JsonObject *data;

  if (!is_lyrics (task))
    {
      task->envelope = REFRAIN_DEMO_ENVELOPE_GOAPI;
      return refrain_demo_answers_envelope (state, task);
    }

  data = json_object_new ();
  set_text (data, "task_id", task->id);
  if (done)
    refrain_demo_add_words (task, data);
  set_text (data, "status", done ? "completed" : "processing");
  set_text (data, "input", task->request);
  return wrap (200, "message", "success", take_object (data));
}

/* sunoapi.org and kie.ai: every error comes with HTTP 200. */

/**
 * refrain_demo_sunoapi_error:
 * @reply: filled in
 * @status: the HTTP status that belongs to it
 * @code: the word for machines
 * @message: the sentence for people
 *
 * Writes an error as sunoapi.org does.
 */
void
refrain_demo_sunoapi_error (RefrainDemoReply *reply,
                            guint status,
                            const char *code,
                            const char *message)
{
  refrain_demo_reply_set_json (reply, SOUP_STATUS_OK,
                               wrap ((int) status, "msg", message, json_node_new (JSON_NODE_NULL)));
}

/**
 * refrain_demo_sunoapi_submitted:
 *
 * Returns: (transfer full): the answer of sunoapi.org to the submit that made the task
 */
JsonNode *
refrain_demo_sunoapi_submitted (RefrainDemoState *state, RefrainDemoTask *task)
{
  return wrap (200, "msg", "success", build_id ("taskId", task->id));
}

static JsonObject *
build_camel_clip (RefrainDemoState *state, RefrainDemoTake *take, gboolean complete)
{
  static const RefrainDemoName names[] = { { "id", "id" },
                                           { "title", "title" },
                                           { "image_url", "imageUrl" },
                                           { "model_name", "modelName" },
                                           { "created_at", "createTime" } };
  static const RefrainDemoName inner_names[] = { { "tags", "tags" },
                                                 { "prompt", "prompt" },
                                                 { "duration", "duration" } };
  g_autoptr (JsonNode) clip = refrain_demo_answers_clip (state, take);
  JsonObject *metadata;
  JsonObject *raw = get_raw (clip, &metadata);
  JsonObject *object = json_object_new ();

  refrain_demo_names_copy (raw, object, names, G_N_ELEMENTS (names));
  refrain_demo_names_copy (metadata, object, inner_names, G_N_ELEMENTS (inner_names));
  json_object_set_string_member (object, complete ? "audioUrl" : "streamAudioUrl",
                                 json_object_get_string_member (raw, "audio_url"));
  if (!complete)
    set_text (object, "audioUrl", NULL);
  return object;
}

static JsonNode *
build_camel_response (RefrainDemoState *state, RefrainDemoTask *task, guint *n_complete)
{
  JsonObject *response = json_object_new ();
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < task->takes->len; i++)
    {
      RefrainDemoTake *take = g_ptr_array_index (task->takes, i);
      RefrainDemoStage stage = refrain_demo_take_get_stage (take,
                                                            refrain_demo_state_get_now (state));

      *n_complete += stage == REFRAIN_DEMO_STAGE_COMPLETE;
      if (stage == REFRAIN_DEMO_STAGE_STREAMING || stage == REFRAIN_DEMO_STAGE_COMPLETE)
        json_array_add_object_element (
            list, build_camel_clip (state, take, stage == REFRAIN_DEMO_STAGE_COMPLETE));
    }
  if (is_lyrics (task) && is_status (state, task, "SUCCESS"))
    {
      JsonObject *words = json_object_new ();

      refrain_demo_add_words (task, words);
      json_array_add_object_element (list, words);
    }
  set_text (response, "taskId", task->id);
  json_object_set_array_member (response, is_lyrics (task) ? "data" : "sunoData", list);
  return take_object (response);
}

/**
 * refrain_demo_sunoapi_task:
 *
 * Returns: (transfer full): the task as sunoapi.org answers it, as far as it has come by now
 */
JsonNode *
refrain_demo_sunoapi_task (RefrainDemoState *state, RefrainDemoTask *task)
{
  const char *status = get_status (state, task);
  const char *word = "PENDING";
  JsonObject *data = json_object_new ();
  guint n_complete = 0;
  JsonNode *response = build_camel_response (state, task, &n_complete);

  if (g_str_equal (status, "SUCCESS"))
    word = "SUCCESS";
  else if (g_str_equal (status, "FAILURE"))
    word = is_lyrics (task) ? "GENERATE_LYRICS_FAILED" : "GENERATE_AUDIO_FAILED";
  else if (n_complete > 0)
    word = "FIRST_SUCCESS";
  else if (g_str_equal (status, "IN_PROGRESS") && !is_lyrics (task))
    word = "TEXT_SUCCESS";

  set_text (data, "taskId", task->id);
  set_text (data, "param", task->request);
  json_object_set_member (data, "response", response);
  set_text (data, "status", word);
  set_text (data, "type", is_lyrics (task) ? "LYRICS" : "GENERATE");
  if (task->fail_reason != NULL)
    set_text (data, "errorMessage", task->fail_reason);
  else
    json_object_set_null_member (data, "errorMessage");
  return wrap (200, "msg", "success", take_object (data));
}

/* Ace Data Cloud */

static JsonObject *
build_ace_error (const char *code, const char *message)
{
  JsonObject *error = json_object_new ();
  JsonObject *object = json_object_new ();

  json_object_set_string_member (error, "code", code);
  json_object_set_string_member (error, "message", message);
  json_object_set_boolean_member (object, "success", FALSE);
  json_object_set_object_member (object, "error", error);
  return object;
}

/**
 * refrain_demo_acedata_error:
 * @reply: filled in
 * @status: the HTTP status that belongs to it
 * @code: the word for machines
 * @message: the sentence for people
 *
 * Writes an error as Ace Data Cloud does.
 */
void
refrain_demo_acedata_error (RefrainDemoReply *reply,
                            guint status,
                            const char *code,
                            const char *message)
{
  refrain_demo_reply_set_json (reply, status, take_object (build_ace_error (code, message)));
}

static JsonObject *
build_ace_clip (RefrainDemoState *state, RefrainDemoTake *take)
{
  static const char *const states[] = { "pending", "pending", "running", "succeeded", "error" };
  static const RefrainDemoName names[] = { { "id", "id" },
                                           { "title", "title" },
                                           { "image_url", "image_url" },
                                           { "audio_url", "audio_url" },
                                           { "video_url", "video_url" },
                                           { "created_at", "created_at" },
                                           { "model_name", "model" } };
  static const RefrainDemoName inner_names[] = { { "prompt", "lyric" },
                                                 { "tags", "style" },
                                                 { "gpt_description_prompt", "prompt" },
                                                 { "error_message", "error_message" },
                                                 { "duration", "duration" } };
  g_autoptr (JsonNode) clip = refrain_demo_answers_clip (state, take);
  JsonObject *metadata;
  JsonObject *raw = get_raw (clip, &metadata);
  JsonObject *object = json_object_new ();

  refrain_demo_names_copy (raw, object, names, G_N_ELEMENTS (names));
  refrain_demo_names_copy (metadata, object, inner_names, G_N_ELEMENTS (inner_names));
  set_text (object, "state",
            states[refrain_demo_take_get_stage (take, refrain_demo_state_get_now (state))]);
  return object;
}

static JsonObject *
build_ace_response (RefrainDemoState *state, RefrainDemoTask *task)
{
  JsonObject *object = json_object_new ();
  JsonArray *list;

  json_object_set_boolean_member (object, "success", TRUE);
  set_text (object, "task_id", task->id);
  if (is_lyrics (task))
    {
      JsonObject *words = json_object_new ();

      refrain_demo_add_words (task, words);
      json_object_set_object_member (object, "data", words);
      return object;
    }

  list = json_array_new ();
  for (guint i = 0; i < task->takes->len; i++)
    json_array_add_object_element (list,
                                   build_ace_clip (state, g_ptr_array_index (task->takes, i)));
  json_object_set_array_member (object, "data", list);
  return object;
}

/**
 * refrain_demo_acedata_submitted:
 *
 * Lyrics come at once; songs have to be asked for.
 *
 * Returns: (transfer full): the answer of Ace Data Cloud to the submit that made the task
 */
JsonNode *
refrain_demo_acedata_submitted (RefrainDemoState *state, RefrainDemoTask *task)
{
  if (!is_lyrics (task))
    return build_id ("task_id", task->id);

  task->fixed_age = REFRAIN_DEMO_AGE_FINISHED;
  return take_object (build_ace_response (state, task));
}

/**
 * refrain_demo_acedata_task:
 *
 * Returns: (transfer full): the task as Ace Data Cloud answers it, as far as it has come by now
 */
JsonNode *
refrain_demo_acedata_task (RefrainDemoState *state, RefrainDemoTask *task)
{
  JsonObject *object = json_object_new ();
  JsonNode *request = task->request != NULL ? json_from_string (task->request, NULL) : NULL;

  set_text (object, "id", task->id);
  if (request != NULL)
    json_object_set_member (object, "request", request);
  if (task->fail_reason != NULL)
    json_object_set_object_member (object, "response",
                                   build_ace_error ("api_error", task->fail_reason));
  else if (is_status (state, task, "NOT_START"))
    json_object_set_null_member (object, "response");
  else
    json_object_set_object_member (object, "response", build_ace_response (state, task));
  return take_object (object);
}
