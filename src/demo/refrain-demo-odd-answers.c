/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-demo-answers.h"
#include "refrain-demo-odd-answers.h"

#define SLOW_MS 5000
#define DEPTH 500
#define BLOCK 65536
#define N_BLOCKS 1024 /* of BLOCK: 64 MiB, and the rest of the document goes beyond */

static void
set_object (RefrainDemoReply *reply, JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  refrain_demo_reply_set_json (reply, SOUP_STATUS_OK, node);
}

static JsonObject *
build_camel_song (RefrainDemoState *state, RefrainDemoTake *take)
{
  g_autofree char *audio = refrain_demo_answers_dup_address (state, take, REFRAIN_DEMO_FILE_AUDIO);
  g_autofree char *cover = refrain_demo_answers_dup_address (state, take, REFRAIN_DEMO_FILE_COVER);
  g_autofree char *stream = g_strconcat (state->media_address, "/audiopipe/?item_id=", take->id,
                                         NULL);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", take->id);
  json_object_set_string_member (object, "audioUrl", audio);
  json_object_set_string_member (object, "streamAudioUrl", stream);
  json_object_set_string_member (object, "imageUrl", cover);
  json_object_set_string_member (object, "prompt", take->lyrics != NULL ? take->lyrics : "");
  json_object_set_string_member (object, "modelName",
                                 take->task->model != NULL ? take->task->model : "");
  json_object_set_string_member (object, "title", take->title != NULL ? take->title : "");
  json_object_set_string_member (object, "tags", take->task->tags != NULL ? take->task->tags : "");
  json_object_set_string_member (object, "createTime", "2026-09-03 18:21:07");
  json_object_set_double_member (object, "duration", take->duration);

  return object;
}

static void
insert_into_title (RefrainDemoReply *reply, const char *data, guint size)
{
  static const char mark[] = "\"title\":\"";
  g_autoptr (GBytes) body = refrain_demo_reply_dup_body (reply);
  gsize whole;
  const char *text = g_bytes_get_data (body, &whole);
  const char *title = g_strstr_len (text, (gssize) whole, mark);
  GByteArray *changed = g_byte_array_new ();
  g_autoptr (GBytes) result = NULL;
  gsize before;

  g_assert (title != NULL);
  before = (gsize) (title - text) + strlen (mark);
  g_byte_array_append (changed, (const guint8 *) text, (guint) before);
  g_byte_array_append (changed, (const guint8 *) data, size);
  g_byte_array_append (changed, (const guint8 *) text + before, (guint) (whole - before));
  result = g_byte_array_free_to_bytes (changed);
  refrain_demo_reply_set_bytes (reply, SOUP_STATUS_OK, "application/json", result);
}

/**
 * refrain_demo_odd_quota:
 *
 * The key has no money left.
 */
void
refrain_demo_odd_quota (RefrainDemoState *state,
                        const RefrainDemoScenario *scenario,
                        RefrainDemoReply *reply)
{
  refrain_demo_reply_set_json (
      reply, SOUP_STATUS_FORBIDDEN,
      refrain_demo_answers_error ("quota_not_enough", "The quota of this key is used up"));
}

/**
 * refrain_demo_odd_auth:
 *
 * The key is refused.
 */
void
refrain_demo_odd_auth (RefrainDemoState *state,
                       const RefrainDemoScenario *scenario,
                       RefrainDemoReply *reply)
{
  refrain_demo_reply_set_json (reply, SOUP_STATUS_UNAUTHORIZED,
                               refrain_demo_answers_openai_error ("Invalid token"));
}

/**
 * refrain_demo_odd_html:
 *
 * A web page, as from a wrong base address.
 */
void
refrain_demo_odd_html (RefrainDemoState *state,
                       const RefrainDemoScenario *scenario,
                       RefrainDemoReply *reply)
{
  refrain_demo_reply_set_page (reply, SOUP_STATUS_OK);
}

/**
 * refrain_demo_odd_html_502:
 *
 * A web page from a proxy whose gateway is down.
 */
void
refrain_demo_odd_html_502 (RefrainDemoState *state,
                           const RefrainDemoScenario *scenario,
                           RefrainDemoReply *reply)
{
  refrain_demo_reply_set_text (
      reply, SOUP_STATUS_BAD_GATEWAY, "text/html",
      "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>502 Bad "
      "Gateway</h1></body>\r\n</html>\r\n");
}

/**
 * refrain_demo_odd_empty:
 *
 * No body at all.
 */
void
refrain_demo_odd_empty (RefrainDemoState *state,
                        const RefrainDemoScenario *scenario,
                        RefrainDemoReply *reply)
{
  refrain_demo_reply_set_bytes (reply, SOUP_STATUS_OK, "application/json", NULL);
}

/**
 * refrain_demo_odd_slow:
 *
 * The good answer, late.
 */
void
refrain_demo_odd_slow (RefrainDemoState *state,
                       const RefrainDemoScenario *scenario,
                       RefrainDemoReply *reply)
{
  reply->delay_ms = SLOW_MS;
}

/**
 * refrain_demo_odd_hang:
 *
 * No answer until the client gives up.
 */
void
refrain_demo_odd_hang (RefrainDemoState *state,
                       const RefrainDemoScenario *scenario,
                       RefrainDemoReply *reply)
{
  reply->silent = TRUE;
  reply->end = REFRAIN_DEMO_END_STALL;
}

/**
 * refrain_demo_odd_cut:
 *
 * The connection ends in the middle of the body.
 */
void
refrain_demo_odd_cut (RefrainDemoState *state,
                      const RefrainDemoScenario *scenario,
                      RefrainDemoReply *reply)
{
  reply->content_length = (goffset) refrain_demo_reply_get_size (reply);
  refrain_demo_reply_keep (reply, (gsize) reply->content_length / 2);
  reply->end = REFRAIN_DEMO_END_CUT;
}

/**
 * refrain_demo_odd_truncated:
 *
 * Half a document, sent whole.
 */
void
refrain_demo_odd_truncated (RefrainDemoState *state,
                            const RefrainDemoScenario *scenario,
                            RefrainDemoReply *reply)
{
  refrain_demo_reply_keep (reply, refrain_demo_reply_get_size (reply) / 2);
}

/**
 * refrain_demo_odd_flaky:
 *
 * Out of service twice, then good.
 */
void
refrain_demo_odd_flaky (RefrainDemoState *state,
                        const RefrainDemoScenario *scenario,
                        RefrainDemoReply *reply)
{
  if (refrain_demo_state_count_attempt (state, scenario->name) < 2)
    refrain_demo_reply_set_json (
        reply, SOUP_STATUS_SERVICE_UNAVAILABLE,
        refrain_demo_answers_error ("get_channel_failed", "No channel is free right now"));
}

/**
 * refrain_demo_odd_rate_limited:
 *
 * Too many requests twice, then good.
 */
void
refrain_demo_odd_rate_limited (RefrainDemoState *state,
                               const RefrainDemoScenario *scenario,
                               RefrainDemoReply *reply)
{
  if (refrain_demo_state_count_attempt (state, scenario->name) >= 2)
    return;

  refrain_demo_reply_set_json (
      reply, REFRAIN_DEMO_STATUS_TOO_MANY_REQUESTS,
      refrain_demo_answers_openai_error ("Too many requests, wait a second"));
  soup_message_headers_replace (reply->headers, "Retry-After", "1");
}

/**
 * refrain_demo_odd_error_200:
 *
 * An error that says 200.
 */
void
refrain_demo_odd_error_200 (RefrainDemoState *state,
                            const RefrainDemoScenario *scenario,
                            RefrainDemoReply *reply)
{
  refrain_demo_reply_set_text (reply, SOUP_STATUS_OK, "application/json",
                               "{\"code\":400,\"msg\":\"This task belongs to another key\"}");
}

/**
 * refrain_demo_odd_upstream_json:
 *
 * An error with another one packed into its message.
 */
void
refrain_demo_odd_upstream_json (RefrainDemoState *state,
                                const RefrainDemoScenario *scenario,
                                RefrainDemoReply *reply)
{
  refrain_demo_reply_set_json (
      reply, SOUP_STATUS_INTERNAL_SERVER_ERROR,
      refrain_demo_answers_error ("fail_to_fetch_task",
                                  "{\"code\":\"upstream_busy\",\"message\":\"The song service is "
                                  "resting\",\"data\":null}"));
}

/**
 * refrain_demo_odd_detail:
 *
 * An error as Python services write it.
 */
void
refrain_demo_odd_detail (RefrainDemoState *state,
                         const RefrainDemoScenario *scenario,
                         RefrainDemoReply *reply)
{
  refrain_demo_reply_set_text (reply, SOUP_STATUS_UNPROCESSABLE_ENTITY, "application/json",
                               "{\"detail\":[{\"loc\":[\"path\",\"task_id\"],\"msg\":\"the id is "
                               "not a valid one\",\"type\":\"value_error\"}]}");
}

/**
 * refrain_demo_odd_ndjson:
 *
 * Two documents, of which the last one counts.
 */
void
refrain_demo_odd_ndjson (RefrainDemoState *state,
                         const RefrainDemoScenario *scenario,
                         RefrainDemoReply *reply)
{
  RefrainDemoTask *task = refrain_demo_state_find_task (state, scenario->name);
  g_autoptr (GBytes) last = refrain_demo_reply_dup_body (reply);
  g_autoptr (GBytes) newline = g_bytes_new_static ("\n", 1);

  task->fixed_age = REFRAIN_DEMO_AGE_SECOND_STREAM;
  refrain_demo_reply_set_json (reply, SOUP_STATUS_OK, refrain_demo_answers_envelope (state, task));
  task->fixed_age = REFRAIN_DEMO_AGE_FINISHED;
  reply->content_type = "application/x-ndjson";
  g_ptr_array_add (reply->pieces, g_bytes_ref (newline));
  g_ptr_array_add (reply->pieces, g_bytes_ref (last));
  g_ptr_array_add (reply->pieces, g_bytes_ref (newline));
}

/**
 * refrain_demo_odd_camel:
 *
 * The envelope of another family, in camel case.
 */
void
refrain_demo_odd_camel (RefrainDemoState *state,
                        const RefrainDemoScenario *scenario,
                        RefrainDemoReply *reply)
{
  RefrainDemoTask *task = refrain_demo_state_find_task (state, scenario->name);
  JsonArray *songs = json_array_new ();
  JsonObject *response = json_object_new ();
  JsonObject *data = json_object_new ();
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < task->takes->len; i++)
    json_array_add_object_element (songs,
                                   build_camel_song (state, g_ptr_array_index (task->takes, i)));
  json_object_set_string_member (response, "taskId", task->id);
  json_object_set_array_member (response, "sunoData", songs);
  json_object_set_string_member (data, "taskId", task->id);
  json_object_set_object_member (data, "response", response);
  json_object_set_string_member (data, "status", "SUCCESS");
  json_object_set_string_member (data, "type", "GENERATE");
  json_object_set_null_member (data, "errorCode");
  json_object_set_null_member (data, "errorMessage");
  json_object_set_int_member (object, "code", 200);
  json_object_set_string_member (object, "msg", "success");
  json_object_set_object_member (object, "data", data);
  set_object (reply, object);
}

/**
 * refrain_demo_odd_top_array:
 *
 * Clips and nothing around them.
 */
void
refrain_demo_odd_top_array (RefrainDemoState *state,
                            const RefrainDemoScenario *scenario,
                            RefrainDemoReply *reply)
{
  refrain_demo_reply_set_json (
      reply, SOUP_STATUS_OK,
      refrain_demo_answers_clips (state, refrain_demo_state_find_task (state, scenario->name)));
}

/**
 * refrain_demo_odd_map_clips:
 *
 * A map of clips that have their ids only as keys.
 */
void
refrain_demo_odd_map_clips (RefrainDemoState *state,
                            const RefrainDemoScenario *scenario,
                            RefrainDemoReply *reply)
{
  RefrainDemoTask *task = refrain_demo_state_find_task (state, scenario->name);
  JsonNode *map = refrain_demo_answers_clip_map (state, task);
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < task->takes->len; i++)
    {
      RefrainDemoTake *take = g_ptr_array_index (task->takes, i);

      json_object_remove_member (
          json_object_get_object_member (json_node_get_object (map), take->id), "id");
    }
  json_object_set_member (object, "clips", map);
  set_object (reply, object);
}

/**
 * refrain_demo_odd_deep:
 *
 * JSON deeper than anyone needs.
 */
void
refrain_demo_odd_deep (RefrainDemoState *state,
                       const RefrainDemoScenario *scenario,
                       RefrainDemoReply *reply)
{
  g_autoptr (GString) text = g_string_new ("{\"code\":\"success\",\"message\":\"\",\"data\":");

  for (guint i = 0; i < DEPTH; i++)
    g_string_append (text, "{\"data\":");
  g_string_append (text, "null");
  for (guint i = 0; i < DEPTH; i++)
    g_string_append_c (text, '}');
  g_string_append_c (text, '}');
  refrain_demo_reply_set_text (reply, SOUP_STATUS_OK, "application/json", text->str);
}

/**
 * refrain_demo_odd_nul:
 *
 * A NUL byte in a title.
 */
void
refrain_demo_odd_nul (RefrainDemoState *state,
                      const RefrainDemoScenario *scenario,
                      RefrainDemoReply *reply)
{
  insert_into_title (reply, "\0", 1);
}

/**
 * refrain_demo_odd_bad_utf8:
 *
 * Bytes in a title that are no UTF-8.
 */
void
refrain_demo_odd_bad_utf8 (RefrainDemoState *state,
                           const RefrainDemoScenario *scenario,
                           RefrainDemoReply *reply)
{
  insert_into_title (reply, "\xff\xfe\xc3", 3);
}

/**
 * refrain_demo_odd_big:
 *
 * More than anyone should read. One block of letters is sent over and over.
 */
void
refrain_demo_odd_big (RefrainDemoState *state,
                      const RefrainDemoScenario *scenario,
                      RefrainDemoReply *reply)
{
  g_autofree char *letters = g_strnfill (BLOCK, 'a');
  g_autoptr (GBytes) block = g_bytes_new (letters, BLOCK);

  refrain_demo_reply_set_text (
      reply, SOUP_STATUS_OK, "application/json",
      "{\"code\":\"success\",\"message\":\"\",\"data\":null,\"padding\":\"");
  for (guint i = 0; i < N_BLOCKS; i++)
    g_ptr_array_add (reply->pieces, g_bytes_ref (block));
  g_ptr_array_add (reply->pieces, g_bytes_new_static ("\"}", 2));
  reply->content_length = REFRAIN_DEMO_LENGTH_CHUNKED;
}

/**
 * refrain_demo_odd_redirect:
 *
 * Another host has it.
 */
void
refrain_demo_odd_redirect (RefrainDemoState *state,
                           const RefrainDemoScenario *scenario,
                           RefrainDemoReply *reply)
{
  g_autofree char *address = g_strconcat (state->media_address, "/moved.json", NULL);

  refrain_demo_reply_set_redirect (reply, address);
}

/**
 * refrain_demo_odd_redirect_file:
 *
 * A file of the client is asked for.
 */
void
refrain_demo_odd_redirect_file (RefrainDemoState *state,
                                const RefrainDemoScenario *scenario,
                                RefrainDemoReply *reply)
{
  refrain_demo_reply_set_redirect (reply, "file:///etc/passwd");
}
