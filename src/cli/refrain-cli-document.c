/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-cli-document.h"

#include "refrain-cli-error.h"
#include "refrain-cli-text.h"
#include "refrain-clock.h"
#include "refrain-gateway-error.h"
#include "refrain-json-read.h"

#include <math.h>

/* What the program prints with --json. Scripts depend on every name here. */

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  g_autofree char *valid = NULL;

  if (text == NULL)
    {
      json_object_set_null_member (object, name);
      return;
    }

  valid = g_utf8_make_valid (text, -1);
  json_object_set_string_member (object, name, valid);
}

static void
set_time (JsonObject *object, const char *name, gint64 ms)
{
  g_autofree char *text = refrain_time_to_iso8601 (ms);

  set_text (object, name, text);
}

static void
set_number (JsonObject *object, const char *name, double number, gboolean is_known)
{
  if (is_known && isfinite (number))
    json_object_set_double_member (object, name, number);
  else
    json_object_set_null_member (object, name);
}

static JsonObject *
build_file (const RefrainSavedFile *file, gboolean with_health)
{
  JsonObject *object = json_object_new ();

  set_text (object, "kind", refrain_file_kind_to_string (file->kind));
  set_text (object, "path", file->path);
  set_text (object, "sha256", file->sha256);
  json_object_set_int_member (object, "bytes", file->bytes);
  set_time (object, "verified_at", file->verified_at);
  if (with_health)
    set_text (object, "health", refrain_file_health_to_string (file->health));
  return object;
}

/* Only files that are what was saved, as far as anybody knows. */
static JsonArray *
build_files (GPtrArray *files)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < files->len; i++)
    {
      const RefrainSavedFile *file = g_ptr_array_index (files, i);

      if (file->health == REFRAIN_FILE_PROVEN)
        json_array_add_object_element (array, build_file (file, FALSE));
    }

  return array;
}

static JsonObject *
build_clip (const RefrainClipRecord *clip)
{
  const RefrainClipFacts *facts = clip->facts;
  RefrainAudioState audio = refrain_clip_facts_get_audio (facts);
  JsonObject *object = json_object_new ();

  set_text (object, "id", facts->id);
  set_text (object, "task_id", facts->task_id);
  set_text (object, "state", refrain_clip_state_to_string (facts->state));
  set_text (object, "title", facts->title);
  set_text (object, "style", facts->style);
  set_text (object, "lyrics", facts->lyrics);
  set_text (object, "description", facts->description);
  set_number (object, "duration", facts->duration, facts->duration >= 0);
  set_text (object, "model", facts->model);
  set_text (object, "version", facts->version);
  set_text (object, "audio_url", facts->audio_url);
  set_text (object, "stream_url", facts->stream_url);
  set_text (object, "video_url", facts->video_url);
  set_text (object, "image_url", facts->image_url);
  set_text (object, "image_large_url", facts->image_large_url);
  set_time (object, "created_at", facts->created_at);
  json_object_set_boolean_member (object, "instrumental", facts->instrumental);
  json_object_set_boolean_member (object, "liked", facts->liked);
  set_text (object, "error_type", facts->error_type);
  set_text (object, "error_message", facts->error_message);
  set_text (object, "audio", refrain_audio_state_to_string (audio));
  set_text (object, "verdict", refrain_verdict_to_string (clip->verdict));
  json_object_set_array_member (object, "files", build_files (clip->files));
  return object;
}

static JsonArray *
build_clips (GPtrArray *clips)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < clips->len; i++)
    json_array_add_object_element (array, build_clip (g_ptr_array_index (clips, i)));

  return array;
}

static void
set_request (JsonObject *object, const char *request)
{
  JsonNode *node = request != NULL ? refrain_json_parse (request, -1) : NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    json_object_set_member (object, "request", node);
  else
    {
      g_clear_pointer (&node, json_node_unref);
      json_object_set_null_member (object, "request");
    }
}

static JsonObject *
build_task (const RefrainTaskRecord *task)
{
  const RefrainTaskFacts *facts = task->facts;
  JsonObject *object = json_object_new ();

  set_text (object, "id", facts->id);
  set_text (object, "gateway", task->gateway);
  set_text (object, "kind", refrain_task_kind_to_string (facts->kind));
  set_text (object, "state", refrain_task_state_to_string (facts->state));
  set_text (object, "state_word", facts->state_word);
  set_number (object, "progress", facts->progress, facts->progress >= 0);
  set_text (object, "fail_reason", facts->fail_reason);
  set_time (object, "submitted_at", facts->submitted_at);
  set_time (object, "started_at", facts->started_at);
  set_time (object, "finished_at", facts->finished_at);
  set_text (object, "model", facts->model);
  set_request (object, facts->request);
  json_object_set_array_member (object, "clips", build_clips (task->clips));
  /* Only of what this library has sent. */
  if (task->submit_state != REFRAIN_SUBMIT_STATE_NONE)
    {
      set_text (object, "submit", refrain_submit_state_to_string (task->submit_state));
      json_object_set_int_member (object, "row", task->row_id);
    }
  return object;
}

static JsonObject *
build_lyrics (const RefrainTaskFacts *facts)
{
  JsonObject *object = json_object_new ();

  set_text (object, "task_id", facts->id);
  set_text (object, "title", facts->lyrics_title);
  set_text (object, "text", facts->lyrics_text);
  return object;
}

/**
 * refrain_cli_document_new_tasks:
 * @tasks: (nullable) (element-type RefrainTaskRecord): tasks with their clips
 *
 * Returns: (transfer full): the document of fetch, decode, show and save, without an error
 */
JsonObject *
refrain_cli_document_new_tasks (GPtrArray *tasks)
{
  JsonObject *document = json_object_new ();
  JsonArray *list = json_array_new ();
  JsonArray *lyrics = json_array_new ();

  for (guint i = 0; tasks != NULL && i < tasks->len; i++)
    {
      const RefrainTaskRecord *task = g_ptr_array_index (tasks, i);

      json_array_add_object_element (list, build_task (task));
      if (task->facts->lyrics_text != NULL)
        json_array_add_object_element (lyrics, build_lyrics (task->facts));
    }

  json_object_set_array_member (document, "tasks", list);
  json_object_set_array_member (document, "lyrics", lyrics);
  json_object_set_null_member (document, "error");
  return document;
}

/**
 * refrain_cli_document_new_clips:
 * @clips: (nullable) (element-type RefrainClipRecord): what is listed
 * @total: how many there are without a limit
 *
 * Returns: (transfer full): the document of list
 */
JsonObject *
refrain_cli_document_new_clips (GPtrArray *clips, guint total)
{
  JsonObject *document = json_object_new ();

  json_object_set_array_member (document, "clips",
                                clips != NULL ? build_clips (clips) : json_array_new ());
  json_object_set_int_member (document, "total", total);
  return document;
}

static JsonObject *
build_gateway (RefrainSource *source)
{
  const RefrainFamily *family = refrain_gateway_get_family (refrain_source_get_gateway (source));
  JsonObject *object = json_object_new ();

  set_text (object, "name", refrain_source_get_name (source));
  set_text (object, "address", refrain_source_get_address (source));
  set_text (object, "family", family->name);
  set_text (object, "family_title", family->title);
  json_object_set_boolean_member (object, "demo", refrain_source_is_demo (source));
  return object;
}

/**
 * refrain_cli_document_new_gateways:
 * @sources: (nullable) (element-type RefrainSource): gateways
 *
 * Returns: (transfer full): the document of gateways, without an error
 */
JsonObject *
refrain_cli_document_new_gateways (GPtrArray *sources)
{
  JsonObject *document = json_object_new ();
  JsonArray *list = json_array_new ();

  for (guint i = 0; sources != NULL && i < sources->len; i++)
    json_array_add_object_element (list, build_gateway (g_ptr_array_index (sources, i)));

  json_object_set_array_member (document, "gateways", list);
  json_object_set_null_member (document, "error");
  return document;
}

/**
 * refrain_cli_document_new_verify:
 * @result: (nullable): what was found
 *
 * Returns: (transfer full): the document of verify
 */
JsonObject *
refrain_cli_document_new_verify (const RefrainVerifyResult *result)
{
  JsonObject *document = json_object_new ();
  JsonArray *files = json_array_new ();

  for (guint i = 0; result != NULL && i < result->files->len; i++)
    json_array_add_object_element (files, build_file (g_ptr_array_index (result->files, i), TRUE));

  json_object_set_array_member (document, "files", files);
  json_object_set_int_member (document, "proven", result != NULL ? result->n_proven : 0);
  json_object_set_int_member (document, "missing", result != NULL ? result->n_missing : 0);
  json_object_set_int_member (document, "changed", result != NULL ? result->n_changed : 0);
  json_object_set_null_member (document, "error");
  return document;
}

/**
 * refrain_cli_document_set_error:
 * @document: a document
 * @error: what went wrong
 */
void
refrain_cli_document_set_error (JsonObject *document, const GError *error)
{
  JsonObject *object = json_object_new ();
  guint status = refrain_gateway_error_get_http_status (error);

  set_text (object, "code", refrain_cli_error_get_name (error));
  if (status != 0)
    json_object_set_int_member (object, "http_status", status);
  else
    json_object_set_null_member (object, "http_status");
  set_text (object, "message", error->message);
  set_text (object, "hint", refrain_cli_error_get_hint (error));
  json_object_set_object_member (document, "error", object);
}

/**
 * refrain_cli_document_to_text:
 * @document: a document
 *
 * Returns: (transfer full): JSON text without a line end
 */
char *
refrain_cli_document_to_text (JsonObject *document)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_node_set_object (root, document);
  text = json_to_string (root, TRUE);
  return refrain_cli_text_json (text, TRUE);
}
