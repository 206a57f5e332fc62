/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-demo-answers.h"

static JsonNode *
take_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);

  return node;
}

/* A missing text is "" in most places of real answers, null in a few. */
static void
set_text (JsonObject *object, const char *name, const char *value)
{
  json_object_set_string_member (object, name, value != NULL ? value : "");
}

static void
set_text_or_null (JsonObject *object, const char *name, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
  else
    json_object_set_null_member (object, name);
}

/**
 * refrain_demo_answers_wrap:
 * @data: (transfer full): what was asked for
 *
 * Returns: (transfer full): the new-api envelope around it
 */
JsonNode *
refrain_demo_answers_wrap (JsonNode *data)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "code", "success");
  json_object_set_string_member (object, "message", "");
  json_object_set_member (object, "data", data);

  return take_object (object);
}

/**
 * refrain_demo_answers_error:
 * @code: the word for machines
 * @message: the sentence for people
 *
 * Returns: (transfer full): an error of the task layer
 */
JsonNode *
refrain_demo_answers_error (const char *code, const char *message)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "code", code);
  json_object_set_string_member (object, "message", message);
  json_object_set_null_member (object, "data");

  return take_object (object);
}

/**
 * refrain_demo_answers_openai_error:
 * @message: the sentence for people
 *
 * Returns: (transfer full): an error of the layer that checks keys
 */
JsonNode *
refrain_demo_answers_openai_error (const char *message)
{
  JsonObject *error = json_object_new ();
  JsonObject *object = json_object_new ();

  json_object_set_string_member (error, "message", message);
  json_object_set_string_member (error, "type", "new_api_error");
  json_object_set_object_member (object, "error", error);

  return take_object (object);
}

/**
 * refrain_demo_answers_dup_address:
 * @kind: which of the take's files
 *
 * Returns: (transfer full): the final address of the file at the media host
 */
char *
refrain_demo_answers_dup_address (RefrainDemoState *state,
                                  const RefrainDemoTake *take,
                                  RefrainDemoFileKind kind)
{
  static const struct
  {
    const char *fault;
    const char *before;
    const char *after;
  } shapes[] = {
    [REFRAIN_DEMO_FILE_AUDIO] = { "audio-", "", ".mp3" },
    [REFRAIN_DEMO_FILE_VIDEO] = { "video-", "", ".mp4" },
    [REFRAIN_DEMO_FILE_COVER] = { "cover-", "image_", ".jpeg" },
    [REFRAIN_DEMO_FILE_COVER_LARGE] = { "cover-", "image_large_", ".jpeg" },
  };
  gboolean faulty = take->fault != NULL && g_str_has_prefix (take->fault, shapes[kind].fault);

  return g_strconcat (state->media_address != NULL ? state->media_address : "", faulty ? "/" : "",
                      faulty ? take->fault : "", "/", shapes[kind].before, take->id,
                      shapes[kind].after, NULL);
}

static char *
dup_audio_address (RefrainDemoState *state, RefrainDemoTake *take, RefrainDemoStage stage)
{
  if (take->audio_address != NULL)
    return g_str_has_prefix (take->audio_address, "/")
               ? g_strconcat (state->media_address, take->audio_address, NULL)
               : g_strdup (take->audio_address);

  switch (stage)
    {
    case REFRAIN_DEMO_STAGE_STREAMING:
      return g_strconcat (state->media_address, "/audiopipe/?item_id=", take->id, NULL);
    case REFRAIN_DEMO_STAGE_COMPLETE:
      return refrain_demo_answers_dup_address (state, take, REFRAIN_DEMO_FILE_AUDIO);
    case REFRAIN_DEMO_STAGE_ERROR:
      return g_strconcat (state->media_address, "/None.mp3", NULL);
    case REFRAIN_DEMO_STAGE_SUBMITTED:
    case REFRAIN_DEMO_STAGE_QUEUED:
    default:
      return g_strdup ("");
    }
}

static void
add_addresses (RefrainDemoState *state, RefrainDemoTake *take, JsonObject *object)
{
  gint64 now = refrain_demo_state_get_now (state);
  RefrainDemoStage stage = refrain_demo_take_get_stage (take, now);
  g_autofree char *audio = dup_audio_address (state, take, stage);
  g_autofree char *video = NULL;
  g_autofree char *cover = NULL;
  g_autofree char *cover_large = NULL;

  if (refrain_demo_take_has_video (take, now))
    video = refrain_demo_answers_dup_address (state, take, REFRAIN_DEMO_FILE_VIDEO);
  if (stage == REFRAIN_DEMO_STAGE_STREAMING || stage == REFRAIN_DEMO_STAGE_COMPLETE)
    {
      if (take->cover != NULL)
        cover = refrain_demo_answers_dup_address (state, take, REFRAIN_DEMO_FILE_COVER);
      if (take->cover_large != NULL)
        cover_large = refrain_demo_answers_dup_address (state, take, REFRAIN_DEMO_FILE_COVER_LARGE);
    }

  set_text (object, "audio_url", audio);
  set_text (object, "video_url", video);
  set_text_or_null (object, "image_url", cover);
  set_text_or_null (object, "image_large_url", cover_large);
  json_object_set_boolean_member (object, "is_video_pending",
                                  take->video != NULL && video == NULL
                                      && stage == REFRAIN_DEMO_STAGE_COMPLETE);
}

/* Where a song comes from: what it goes on from, or what it was joined of. */
static JsonArray *
build_history (RefrainDemoTask *task)
{
  JsonArray *history = json_array_new ();
  JsonObject *step = json_object_new ();

  json_object_set_string_member (step, "id", task->continue_clip_id);
  json_object_set_double_member (step, "continue_at", task->continue_at);
  json_object_set_string_member (step, "type", "gen");
  json_object_set_string_member (step, "source", "web");
  json_array_add_object_element (history, step);

  return history;
}

static void
add_history (RefrainDemoTask *task, JsonObject *object)
{
  gboolean joined = g_str_equal (task->type, "concat");

  json_object_set_null_member (object, "history");
  json_object_set_null_member (object, "concat_history");
  if (task->continue_clip_id == NULL)
    return;

  json_object_set_array_member (object, joined ? "concat_history" : "history",
                                build_history (task));
  if (!joined)
    {
      json_object_set_string_member (object, "continue_clip_id", task->continue_clip_id);
      json_object_set_double_member (object, "continue_at", task->continue_at);
    }
}

static JsonObject *
build_metadata (RefrainDemoTake *take, RefrainDemoStage stage)
{
  RefrainDemoTask *task = take->task;
  JsonObject *object = json_object_new ();

  set_text (object, "tags", task->tags);
  if (task->negative_tags != NULL)
    json_object_set_string_member (object, "negative_tags", task->negative_tags);
  set_text (object, "prompt", task->instrumental ? "" : take->lyrics);
  set_text_or_null (object, "gpt_description_prompt", task->describe);
  json_object_set_string_member (object, "audio_prompt_id", "");
  add_history (task, object);
  set_text (object, "type", task->type);
  if (stage == REFRAIN_DEMO_STAGE_COMPLETE && take->duration > 0.0)
    json_object_set_double_member (object, "duration", take->duration);
  else
    json_object_set_null_member (object, "duration");
  json_object_set_boolean_member (object, "make_instrumental", task->instrumental);
  json_object_set_boolean_member (object, "refund_credits", stage == REFRAIN_DEMO_STAGE_ERROR);
  json_object_set_boolean_member (object, "stream", TRUE);
  set_text_or_null (object, "error_type", take->error_type);
  set_text_or_null (object, "error_message", take->error_message);

  return object;
}

static gint64
get_submit_ms (RefrainDemoState *state, RefrainDemoTask *task)
{
  g_autoptr (GDateTime) date = NULL;

  if (task->created_at != NULL)
    date = g_date_time_new_from_iso8601 (task->created_at, NULL);
  if (date != NULL)
    return g_date_time_to_unix (date) * 1000 + g_date_time_get_microsecond (date) / 1000;

  return refrain_demo_clock_to_unix_ms (state->clock, task->submitted_at);
}

/* Takes are made a millisecond apart, so that an order by date is an order. */
static char *
dup_created_at (RefrainDemoState *state, RefrainDemoTake *take)
{
  gint64 ms = get_submit_ms (state, take->task) + take->index;
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (ms / 1000);
  g_autofree char *start = g_date_time_format (date, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%03dZ", start, (int) (ms % 1000));
}

/**
 * refrain_demo_answers_clip:
 *
 * Returns: (transfer full): the take as a raw clip, as far as it has come by now
 */
JsonNode *
refrain_demo_answers_clip (RefrainDemoState *state, RefrainDemoTake *take)
{
  static const char *const stages[] = { "submitted", "queued", "streaming", "complete", "error" };
  RefrainDemoStage stage = refrain_demo_take_get_stage (take, refrain_demo_state_get_now (state));
  JsonObject *object = json_object_new ();
  g_autofree char *created_at = dup_created_at (state, take);

  json_object_set_string_member (object, "id", take->id);
  add_addresses (state, take, object);
  set_text (object, "major_model_version", take->task->model_version);
  set_text (object, "model_name", take->task->model);
  json_object_set_object_member (object, "metadata", build_metadata (take, stage));
  json_object_set_boolean_member (object, "is_liked", FALSE);
  json_object_set_boolean_member (object, "is_handle_updated", FALSE);
  json_object_set_boolean_member (object, "is_trashed", FALSE);
  json_object_set_null_member (object, "reaction");
  json_object_set_string_member (object, "created_at", created_at);
  json_object_set_string_member (object, "status", stages[stage]);
  set_text (object, "title", take->title);
  json_object_set_int_member (object, "play_count", 0);
  json_object_set_int_member (object, "upvote_count", 0);
  json_object_set_boolean_member (object, "is_public", FALSE);

  return take_object (object);
}

/**
 * refrain_demo_answers_clips:
 *
 * Returns: (transfer full): an array of the task's raw clips
 */
JsonNode *
refrain_demo_answers_clips (RefrainDemoState *state, RefrainDemoTask *task)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < task->takes->len; i++)
    json_array_add_element (array,
                            refrain_demo_answers_clip (state, g_ptr_array_index (task->takes, i)));
  json_node_take_array (node, array);

  return node;
}

/**
 * refrain_demo_answers_clip_map:
 *
 * Returns: (transfer full): an object with the task's raw clips under their ids
 */
JsonNode *
refrain_demo_answers_clip_map (RefrainDemoState *state, RefrainDemoTask *task)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < task->takes->len; i++)
    {
      RefrainDemoTake *take = g_ptr_array_index (task->takes, i);

      json_object_set_member (object, take->id, refrain_demo_answers_clip (state, take));
    }

  return take_object (object);
}

static JsonNode *
build_task_data (RefrainDemoState *state, RefrainDemoTask *task)
{
  JsonObject *object;

  if (refrain_demo_task_get_age (task, refrain_demo_state_get_now (state)) < REFRAIN_DEMO_AGE_SEEN)
    return json_node_new (JSON_NODE_NULL);
  if (!g_str_equal (task->action, "LYRICS"))
    return refrain_demo_answers_clips (state, task);
  if (!g_str_equal (refrain_demo_task_get_status (task, refrain_demo_state_get_now (state)),
                    "SUCCESS"))
    return json_node_new (JSON_NODE_NULL);

  object = json_object_new ();
  json_object_set_string_member (object, "id", task->id);
  json_object_set_string_member (object, "status", "complete");
  set_text (object, "title", task->text_title);
  set_text (object, "text", task->text);

  return take_object (object);
}

/**
 * refrain_demo_answers_task:
 *
 * Returns: (transfer full): the task as new-api writes it, without the envelope
 */
JsonNode *
refrain_demo_answers_task (RefrainDemoState *state, RefrainDemoTask *task)
{
  const char *status = refrain_demo_task_get_status (task, refrain_demo_state_get_now (state));
  gint64 submitted = get_submit_ms (state, task) / 1000;
  gboolean started = !g_str_equal (status, "NOT_START") && !g_str_equal (status, "QUEUED");
  gboolean terminal = g_str_equal (status, "SUCCESS") || g_str_equal (status, "FAILURE");
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "task_id", task->id);
  json_object_set_string_member (object, "action", task->action);
  json_object_set_string_member (object, "status", status);
  set_text (object, "fail_reason", task->fail_reason);
  json_object_set_int_member (object, "submit_time", submitted);
  json_object_set_int_member (object, "start_time", started ? submitted + 2 : 0);
  json_object_set_int_member (object, "finish_time", terminal ? submitted + 6 : 0);
  json_object_set_string_member (object, "progress", terminal ? "100%" : "0%");
  json_object_set_member (object, "data", build_task_data (state, task));

  return take_object (object);
}

/* The older envelope puts what stands in `input` beside what stands around it. */
static char *
dup_flat (JsonObject *request)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) flat = json_object_new ();
  JsonNode *input = json_object_get_member (request, "input");
  JsonObject *const sources[] = { request, input != NULL && JSON_NODE_HOLDS_OBJECT (input)
                                               ? json_node_get_object (input)
                                               : NULL };

  for (guint i = 0; i < G_N_ELEMENTS (sources) && sources[i] != NULL; i++)
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *value;

      json_object_iter_init_ordered (&iter, sources[i]);
      while (json_object_iter_next_ordered (&iter, &name, &value))
        {
          if (value != input)
            json_object_set_member (flat, name, json_node_copy (value));
        }
    }
  json_node_set_object (node, flat);
  return json_to_string (node, FALSE);
}

/* What was asked for, as the older envelope repeats it: JSON inside a string. */
static char *
dup_input (RefrainDemoTask *task)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object = json_object_new ();
  RefrainDemoTake *take = task->takes->len > 0 ? g_ptr_array_index (task->takes, 0) : NULL;
  gboolean custom = task->describe == NULL;
  g_autoptr (JsonNode) asked = task->request != NULL ? json_from_string (task->request, NULL)
                                                     : NULL;

  if (asked != NULL)
    {
      json_object_unref (object);
      return dup_flat (json_node_get_object (asked));
    }

  json_object_set_boolean_member (object, "custom_mode", custom);
  set_text (object, "gpt_description_prompt", task->describe);
  json_object_set_boolean_member (object, "make_instrumental", task->instrumental);
  set_text (object, "prompt", custom && take != NULL ? take->lyrics : NULL);
  set_text (object, "title", custom && take != NULL ? take->title : NULL);
  json_object_set_double_member (object, "continue_at", task->continue_at);
  set_text (object, "continue_clip_id", task->continue_clip_id);
  set_text (object, "mv", task->model);
  set_text (object, "tags", custom ? task->tags : NULL);
  node = take_object (object);

  return json_to_string (node, FALSE);
}

static JsonNode *
build_goapi (RefrainDemoState *state, RefrainDemoTask *task)
{
  const char *status = refrain_demo_task_get_status (task, refrain_demo_state_get_now (state));
  JsonObject *data = json_object_new ();
  JsonObject *object = json_object_new ();
  g_autofree char *input = dup_input (task);

  json_object_set_string_member (data, "task_id", task->id);
  json_object_set_string_member (data, "status",
                                 g_str_equal (status, "SUCCESS")   ? "completed"
                                 : g_str_equal (status, "FAILURE") ? "failed"
                                                                   : "processing");
  json_object_set_string_member (data, "input", input);
  json_object_set_member (data, "clips", refrain_demo_answers_clip_map (state, task));
  json_object_set_int_member (object, "code", 200);
  json_object_set_object_member (object, "data", data);
  json_object_set_string_member (object, "message", "success");

  return take_object (object);
}

/**
 * refrain_demo_answers_envelope:
 *
 * Returns: (transfer full): the whole answer to a fetch of the task, in the task's own envelope
 */
JsonNode *
refrain_demo_answers_envelope (RefrainDemoState *state, RefrainDemoTask *task)
{
  if (task->envelope == REFRAIN_DEMO_ENVELOPE_GOAPI)
    return build_goapi (state, task);

  return refrain_demo_answers_wrap (refrain_demo_answers_task (state, task));
}
