/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-request-json.h"

#include "refrain-json-read.h"
#include "refrain-json-write.h"

#include <string.h>

/* Reading requests as any gateway stores them, and as we write them. */

typedef const char *const Names[];

static Names inner_names = { "input", NULL };
static Names described_names = { "gpt_description_prompt", "gptDescriptionPrompt", NULL };
static Names prompt_names = { "prompt", NULL };
static Names lyrics_names = { "lyric", "lyrics", NULL };
static Names title_names = { "title", NULL };
static Names style_names = { "tags", "style", NULL };
static Names negative_names = { "negative_tags", "negativeTags", "style_negative", NULL };
static Names model_names = { "mv", "model", "model_name", NULL };
static Names operation_names = { "task", NULL };
static Names action_names = { "action", NULL };
static Names clip_names = { "continue_clip_id", "continueClipId", "audio_id", "audioId", NULL };
static Names task_names = { "task_id", "taskId", NULL };
static Names at_names = { "continue_at", "continueAt", NULL };
static Names instrumental_names = { "make_instrumental", "makeInstrumental", "instrumental", NULL };
static Names custom_names = { "custom_mode", "customMode", "custom", "defaultParamFlag", NULL };
/* What is between the gateway and whoever called it, not between the user and the song. */
static Names calling_names = { "callBackUrl", "callbackUrl", "callback_url",
                               "notify_hook", "wait_audio",  "async",
                               NULL };

/* A request that is being read. Some families put most of it into an object inside. */
typedef struct
{
  JsonNode *root;
  JsonNode *inner; /* (nullable) */
} Source;

static JsonNode *
find (const Source *source, const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      JsonNode *node = refrain_json_member (source->inner, names[i]);

      if (refrain_json_is_null (node))
        node = refrain_json_member (source->root, names[i]);
      if (!refrain_json_is_null (node))
        return node;
    }

  return NULL;
}

/* Text as it is, its blank space included. */
static char *
dup_text (JsonNode *node)
{
  if (node != NULL && JSON_NODE_HOLDS_VALUE (node)
      && json_node_get_value_type (node) == G_TYPE_STRING)
    return g_utf8_make_valid (json_node_get_string (node), -1);

  return refrain_json_joined_text (node);
}

static void
take_text (const Source *source, const char *const *names, char **member)
{
  for (guint i = 0; names[i] != NULL && *member == NULL; i++)
    {
      const char *const one[] = { names[i], NULL };
      g_autofree char *text = dup_text (find (source, one));

      refrain_request_set (member, text);
    }
}

static gboolean
has_member (const Source *source, const char *const *names)
{
  return find (source, names) != NULL;
}

/* A gateway writes 0 where nothing was said, but only where there is nothing to extend. */
static double
read_time (const Source *source, gboolean extends)
{
  double seconds;

  if (!refrain_json_number (find (source, at_names), &seconds) || seconds < 0
      || (seconds == 0 && !extends))
    return REFRAIN_EXTEND_AT_END;

  return seconds;
}

static gboolean
is_listed (const char *name, const char *const *names)
{
  return g_strv_contains (names, name);
}

static gboolean
is_known (const char *name)
{
  const char *const *const lists[] = {
    inner_names,    described_names,    prompt_names,    lyrics_names, title_names, style_names,
    negative_names, model_names,        operation_names, action_names, clip_names,  task_names,
    at_names,       instrumental_names, custom_names,    calling_names
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      if (is_listed (name, lists[i]))
        return TRUE;
    }

  return FALSE;
}

/* Whether @node is what gateways fill in where the user said nothing. */
static gboolean
is_filler (const char *name, JsonNode *node)
{
  gboolean is_id = g_str_has_suffix (name, "_id") || g_str_has_suffix (name, "Id")
                   || g_str_equal (name, "id");

  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_object_get_size (json_node_get_object (node)) == 0;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) == 0;

  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return *json_node_get_string (node) == '\0';
    case G_TYPE_BOOLEAN:
      return !json_node_get_boolean (node);
    case G_TYPE_INT64:
      return is_id && json_node_get_int (node) == 0;
    default:
      return FALSE;
    }
}

/* What has no place in a request, in a fixed order. */
static JsonObject *
collect_unknown (JsonNode *node)
{
  JsonObject *object = refrain_json_object (node);
  g_autoptr (GList) names = object != NULL ? json_object_get_members (object) : NULL;
  JsonObject *unknown = json_object_new ();

  names = g_list_sort (g_steal_pointer (&names), (GCompareFunc) strcmp);
  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonNode *value = json_object_get_member (object, l->data);

      if (!is_known (l->data) && !is_filler (l->data, value))
        json_object_set_member (unknown, l->data, json_node_copy (value));
    }

  return unknown;
}

static void
read_extra (const Source *source, RefrainRequest *request)
{
  g_autoptr (JsonObject) extra = collect_unknown (source->root);
  g_autoptr (JsonObject) inner = collect_unknown (source->inner);
  g_autofree char *text = NULL;

  if (json_object_get_size (inner) > 0)
    json_object_set_object_member (extra, "input", json_object_ref (inner));
  if (json_object_get_size (extra) == 0)
    return;

  text = refrain_json_write_object (extra);
  refrain_request_set (&request->extra, text);
}

/* Whether nothing but the words stands there, as where only lyrics are asked for. */
static gboolean
is_words_only (const Source *source, const RefrainRequest *request)
{
  gboolean plain_model = request->model == NULL || g_str_equal (request->model, "default")
                         || g_str_has_prefix (request->model, "remi");

  return plain_model && has_member (source, prompt_names) && !has_member (source, action_names)
         && !has_member (source, instrumental_names) && !has_member (source, custom_names)
         && !has_member (source, style_names) && !has_member (source, title_names)
         && request->extra == NULL && request->extend_clip_id == NULL;
}

/* Where `prompt` is the only text, it is what the song shall be about or its very words. */
static RefrainRequestMode
guess_mode (const Source *source, const RefrainRequest *request, const char *prompt)
{
  static Names model_name = { "model", NULL };
  static Names waiting_names = { "wait_audio", NULL };
  gboolean has_own = request->title != NULL || request->style != NULL || request->lyrics != NULL;
  gboolean custom;

  if (refrain_json_boolean (find (source, custom_names), &custom))
    return custom || (request->description == NULL && has_own && prompt == NULL)
               ? REFRAIN_REQUEST_CUSTOM
               : REFRAIN_REQUEST_DESCRIBE;
  if (request->lyrics != NULL)
    return REFRAIN_REQUEST_CUSTOM;
  if (request->description != NULL)
    return REFRAIN_REQUEST_DESCRIBE;
  if (prompt != NULL && is_words_only (source, request) && strchr (prompt, '\n') == NULL
      && *prompt != '[')
    return REFRAIN_REQUEST_LYRICS;
  if (has_own || request->extend_clip_id != NULL)
    return REFRAIN_REQUEST_CUSTOM;
  /* A family that knows two calls by one name for both says no title where it describes. */
  if (has_member (source, waiting_names) || has_member (source, action_names)
      || has_member (source, model_name))
    return has_member (source, title_names) || has_member (source, style_names)
               ? REFRAIN_REQUEST_CUSTOM
               : REFRAIN_REQUEST_DESCRIBE;

  return prompt != NULL || request->instrumental ? REFRAIN_REQUEST_CUSTOM
                                                 : REFRAIN_REQUEST_DESCRIBE;
}

/* `action` is an operation in one family, and the kind of the task in others. */
static void
read_action (const Source *source, RefrainRequest *request, gboolean *is_lyrics)
{
  g_autofree char *action = dup_text (find (source, action_names));

  if (action == NULL || g_ascii_strcasecmp (action, "music") == 0
      || g_str_equal (action, "generate"))
    return;
  if (g_ascii_strcasecmp (action, "lyrics") == 0)
    *is_lyrics = TRUE;
  else if (request->operation == NULL
           && !(g_str_equal (action, "extend") && request->extend_clip_id != NULL))
    refrain_request_set (&request->operation, action);
}

static void
read_parts (const Source *source, RefrainRequest *request)
{
  gboolean instrumental;

  take_text (source, described_names, &request->description);
  take_text (source, lyrics_names, &request->lyrics);
  take_text (source, title_names, &request->title);
  take_text (source, style_names, &request->style);
  take_text (source, negative_names, &request->negative_style);
  take_text (source, model_names, &request->model);
  take_text (source, operation_names, &request->operation);
  take_text (source, clip_names, &request->extend_clip_id);
  take_text (source, task_names, &request->extend_task_id);
  request->extend_at = read_time (source, request->extend_clip_id != NULL);
  if (refrain_json_boolean (find (source, instrumental_names), &instrumental))
    request->instrumental = instrumental;
}

/* The words of a custom song; but where these have a name of their own, and in every other request,
 * it is what the song shall be about. */
static void
read_prompt (RefrainRequest *request, const char *prompt)
{
  if (request->mode == REFRAIN_REQUEST_CUSTOM && request->lyrics == NULL)
    refrain_request_set (&request->lyrics, prompt);
  else if (request->description == NULL)
    refrain_request_set (&request->description, prompt);
  else if (request->lyrics == NULL)
    refrain_request_set (&request->lyrics, prompt);
}

/* As gateways store it. */
static void
read_foreign (const Source *source, RefrainRequest *request)
{
  g_autofree char *prompt = NULL;
  gboolean is_lyrics = FALSE;

  read_parts (source, request);
  read_extra (source, request);
  read_action (source, request, &is_lyrics);
  take_text (source, prompt_names, &prompt);
  request->mode = is_lyrics ? REFRAIN_REQUEST_LYRICS : guess_mode (source, request, prompt);
  if (prompt != NULL)
    read_prompt (request, prompt);
  /* Without anything to go on from, this is the id that the gateway gave to the task itself. */
  if (request->extend_clip_id == NULL && request->operation == NULL)
    g_clear_pointer (&request->extend_task_id, g_free);
}

/* As refrain_request_to_json() writes it. */
static void
read_own (const Source *source, const char *mode, RefrainRequest *request)
{
  static Names extra_names = { "extra", NULL };

  read_parts (source, request);
  take_text (source, prompt_names, &request->lyrics);
  take_text (source, extra_names, &request->extra);
  request->extend_at = read_time (source, TRUE);
  request->mode = refrain_request_mode_from_string (mode);
}

/**
 * refrain_request_from_json:
 * @json: (nullable): a request as any gateway stores it, or made by refrain_request_to_json()
 *
 * Takes any family's names, documents inside of text and values of any type. What has no place in
 * a request goes to its extra members; what gateways fill in or need for themselves is left out.
 *
 * Returns: (transfer full) (nullable): the request, %NULL when @json is no JSON object
 */
RefrainRequest *
refrain_request_from_json (const char *json)
{
  g_autoptr (JsonNode) root = json != NULL ? refrain_json_parse (json, -1) : NULL;
  g_autoptr (JsonNode) storage = NULL;
  g_autofree char *mode = NULL;
  Source source = { root, NULL };
  RefrainRequest *request;

  if (refrain_json_object (root) == NULL)
    return NULL;

  source.inner = refrain_json_unwrap (refrain_json_member (root, inner_names[0]), &storage);
  if (refrain_json_object (source.inner) == NULL)
    source.inner = NULL;
  request = refrain_request_new (REFRAIN_REQUEST_DESCRIBE);
  mode = refrain_json_text (refrain_json_member (root, "mode"));
  if (mode != NULL
      && g_str_equal (refrain_request_mode_to_string (refrain_request_mode_from_string (mode)),
                      mode))
    read_own (&source, mode, request);
  else
    read_foreign (&source, request);

  return request;
}
