/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-demo-answers.h"
#include "refrain-demo-family-answers.h"

/* Families that know clips, and no tasks. */

static JsonNode *
take_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

static JsonNode *
build_text (const char *name, const char *text)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, name, text);
  return take_object (object);
}

/* gcui-art/suno-api: clips and nothing around them. */

/**
 * refrain_demo_gcui_error:
 * @reply: filled in
 * @status: the HTTP status that belongs to it
 * @code: the word for machines
 * @message: the sentence for people
 *
 * Writes an error as gcui-art/suno-api does.
 */
void
refrain_demo_gcui_error (RefrainDemoReply *reply,
                         guint status,
                         const char *code,
                         const char *message)
{
  refrain_demo_reply_set_json (reply, status, build_text ("error", message));
}

/**
 * refrain_demo_gcui_clips:
 * @takes: (element-type RefrainDemoTake): the takes
 *
 * Returns: (transfer full): the list of clips as gcui-art/suno-api answers it
 */
JsonNode *
refrain_demo_gcui_clips (RefrainDemoState *state, GPtrArray *takes)
{
  static const RefrainDemoName names[] = { { "id", "id" },
                                           { "title", "title" },
                                           { "image_url", "image_url" },
                                           { "audio_url", "audio_url" },
                                           { "video_url", "video_url" },
                                           { "created_at", "created_at" },
                                           { "model_name", "model_name" },
                                           { "status", "status" } };
  static const RefrainDemoName inner_names[] = { { "prompt", "lyric" },
                                                 { "prompt", "prompt" },
                                                 { "tags", "tags" },
                                                 { "type", "type" },
                                                 { "negative_tags", "negative_tags" },
                                                 { "gpt_description_prompt",
                                                   "gpt_description_prompt" },
                                                 { "error_message", "error_message" },
                                                 { "duration", "duration" } };
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < takes->len; i++)
    {
      g_autoptr (JsonNode) clip = refrain_demo_answers_clip (state, g_ptr_array_index (takes, i));
      JsonObject *raw = json_node_get_object (clip);
      JsonObject *object = json_object_new ();

      refrain_demo_names_copy (raw, object, names, G_N_ELEMENTS (names));
      refrain_demo_names_copy (json_object_get_object_member (raw, "metadata"), object, inner_names,
                               G_N_ELEMENTS (inner_names));
      json_array_add_object_element (list, object);
    }
  json_node_take_array (node, list);
  return node;
}

/**
 * refrain_demo_gcui_task:
 *
 * Returns: (transfer full): the task as gcui-art/suno-api answers it, as far as it has come by now
 */
JsonNode *
refrain_demo_gcui_task (RefrainDemoState *state, RefrainDemoTask *task)
{
  JsonObject *words;

  if (!g_str_equal (task->action, "LYRICS"))
    return refrain_demo_gcui_clips (state, task->takes);

  words = json_object_new ();
  refrain_demo_add_words (task, words);
  return take_object (words);
}

/* SunoAI-API */

/**
 * refrain_demo_raw_error:
 * @reply: filled in
 * @status: the HTTP status that belongs to it
 * @code: the word for machines
 * @message: the sentence for people
 *
 * Writes an error as SunoAI-API does.
 */
void
refrain_demo_raw_error (RefrainDemoReply *reply,
                        guint status,
                        const char *code,
                        const char *message)
{
  refrain_demo_reply_set_json (reply, status, build_text ("detail", message));
}

/**
 * refrain_demo_raw_submitted:
 *
 * The id in it is that of the batch, and nothing can be asked by it.
 *
 * Returns: (transfer full): the answer of SunoAI-API to the submit that made the task
 */
JsonNode *
refrain_demo_raw_submitted (RefrainDemoState *state, RefrainDemoTask *task)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", task->id);
  json_object_set_member (object, "clips", refrain_demo_answers_clips (state, task));
  json_object_set_string_member (object, "status", "complete");
  json_object_set_int_member (object, "batch_size", (gint64) task->takes->len);
  return take_object (object);
}

/**
 * refrain_demo_raw_clips:
 * @takes: (element-type RefrainDemoTake): the takes
 *
 * Returns: (transfer full): the list of clips as SunoAI-API answers it
 */
JsonNode *
refrain_demo_raw_clips (RefrainDemoState *state, GPtrArray *takes)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < takes->len; i++)
    json_array_add_element (list, refrain_demo_answers_clip (state, g_ptr_array_index (takes, i)));
  json_node_take_array (node, list);
  return node;
}
