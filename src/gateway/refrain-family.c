/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-family.h"

#include <string.h>

/* What every call that makes a song takes, in the names of new-api. */
#define NEW_API_EXTEND(prefix)                                                                     \
  { prefix "task_id", REFRAIN_PART_EXTEND_TASK, NULL },                                            \
      { prefix "continue_clip_id", REFRAIN_PART_EXTEND_CLIP, NULL },                               \
  {                                                                                                \
    prefix "continue_at", REFRAIN_PART_EXTEND_AT, NULL                                             \
  }

/* Stock builds drop what they do not know, and resellers know more: so what is set is sent. */
static const RefrainField new_api_describe[] = {
  { "gpt_description_prompt", REFRAIN_PART_DESCRIPTION, "\"\"" },
  { "prompt", REFRAIN_PART_LYRICS, NULL },
  { "title", REFRAIN_PART_TITLE, NULL },
  { "tags", REFRAIN_PART_STYLE, NULL },
  { "negative_tags", REFRAIN_PART_NEGATIVE_STYLE, NULL },
  { "make_instrumental", REFRAIN_PART_INSTRUMENTAL, NULL },
  { "mv", REFRAIN_PART_MODEL, NULL },
  { "task", REFRAIN_PART_OPERATION, NULL },
  NEW_API_EXTEND (""),
  { NULL },
};

static const RefrainField new_api_custom[] = {
  { "prompt", REFRAIN_PART_LYRICS, "\"\"" },
  { "title", REFRAIN_PART_TITLE, "\"\"" },
  { "tags", REFRAIN_PART_STYLE, "\"\"" },
  { "negative_tags", REFRAIN_PART_NEGATIVE_STYLE, NULL },
  { "make_instrumental", REFRAIN_PART_INSTRUMENTAL, NULL },
  { "mv", REFRAIN_PART_MODEL, NULL },
  { "task", REFRAIN_PART_OPERATION, NULL },
  NEW_API_EXTEND (""),
  { NULL },
};

static const RefrainField prompt_only[] = {
  { "prompt", REFRAIN_PART_DESCRIPTION, "\"\"" },
  { NULL },
};

static const RefrainField goapi_describe[] = {
  { "custom_mode", REFRAIN_PART_CONSTANT, "false" },
  { "mv", REFRAIN_PART_MODEL, NULL },
  { "input.gpt_description_prompt", REFRAIN_PART_DESCRIPTION, "\"\"" },
  { "input.prompt", REFRAIN_PART_LYRICS, NULL },
  { "input.title", REFRAIN_PART_TITLE, NULL },
  { "input.tags", REFRAIN_PART_STYLE, NULL },
  { "input.negative_tags", REFRAIN_PART_NEGATIVE_STYLE, NULL },
  { "input.make_instrumental", REFRAIN_PART_INSTRUMENTAL, NULL },
  NEW_API_EXTEND ("input."),
  { NULL },
};

static const RefrainField goapi_custom[] = {
  { "custom_mode", REFRAIN_PART_CONSTANT, "true" },
  { "mv", REFRAIN_PART_MODEL, NULL },
  { "input.prompt", REFRAIN_PART_LYRICS, "\"\"" },
  { "input.title", REFRAIN_PART_TITLE, "\"\"" },
  { "input.tags", REFRAIN_PART_STYLE, "\"\"" },
  { "input.negative_tags", REFRAIN_PART_NEGATIVE_STYLE, NULL },
  { "input.make_instrumental", REFRAIN_PART_INSTRUMENTAL, NULL },
  { "input.task", REFRAIN_PART_OPERATION, NULL },
  NEW_API_EXTEND ("input."),
  { NULL },
};

/* The address to call back is required. Nobody listens here, and a name below "invalid" belongs to
 * nobody for ever, so what is called back reaches nobody else. */
#define NO_CALLBACK                                                                                \
  {                                                                                                \
    "callBackUrl", REFRAIN_PART_CONSTANT, "\"https://refrain.invalid/\""                           \
  }

static const RefrainField sunoapi_describe[] = {
  { "customMode", REFRAIN_PART_CONSTANT, "false" },
  { "prompt", REFRAIN_PART_DESCRIPTION, "\"\"" },
  { "instrumental", REFRAIN_PART_INSTRUMENTAL, NULL },
  { "model", REFRAIN_PART_MODEL_AS_VERSION, "\"V4_5\"" },
  NO_CALLBACK,
  { NULL },
};

static const RefrainField sunoapi_custom[] = {
  { "customMode", REFRAIN_PART_CONSTANT, "true" },
  { "prompt", REFRAIN_PART_LYRICS, NULL },
  { "style", REFRAIN_PART_STYLE, "\"\"" },
  { "title", REFRAIN_PART_TITLE, "\"\"" },
  { "negativeTags", REFRAIN_PART_NEGATIVE_STYLE, NULL },
  { "instrumental", REFRAIN_PART_INSTRUMENTAL, NULL },
  { "model", REFRAIN_PART_MODEL_AS_VERSION, "\"V4_5\"" },
  NO_CALLBACK,
  { NULL },
};

static const RefrainField sunoapi_extend[] = {
  { "defaultParamFlag", REFRAIN_PART_CONSTANT, "true" },
  { "audioId", REFRAIN_PART_EXTEND_CLIP, NULL },
  { "continueAt", REFRAIN_PART_EXTEND_AT, NULL },
  { "prompt", REFRAIN_PART_LYRICS, NULL },
  { "prompt", REFRAIN_PART_DESCRIPTION, NULL },
  { "style", REFRAIN_PART_STYLE, "\"\"" },
  { "title", REFRAIN_PART_TITLE, "\"\"" },
  { "negativeTags", REFRAIN_PART_NEGATIVE_STYLE, NULL },
  { "instrumental", REFRAIN_PART_INSTRUMENTAL, NULL },
  { "model", REFRAIN_PART_MODEL_AS_VERSION, "\"V4_5\"" },
  NO_CALLBACK,
  { NULL },
};

static const RefrainField sunoapi_lyrics[] = {
  { "prompt", REFRAIN_PART_DESCRIPTION, "\"\"" },
  NO_CALLBACK,
  { NULL },
};

/* Without `async` the answer comes when the songs are ready. */
static const RefrainField acedata_describe[] = {
  { "action", REFRAIN_PART_OPERATION, "\"generate\"" },
  { "prompt", REFRAIN_PART_DESCRIPTION, "\"\"" },
  { "custom", REFRAIN_PART_CONSTANT, "false" },
  { "title", REFRAIN_PART_TITLE, NULL },
  { "style", REFRAIN_PART_STYLE, NULL },
  { "style_negative", REFRAIN_PART_NEGATIVE_STYLE, NULL },
  { "instrumental", REFRAIN_PART_INSTRUMENTAL, NULL },
  { "model", REFRAIN_PART_MODEL_BY_VERSION, NULL },
  { "async", REFRAIN_PART_CONSTANT, "true" },
  { NULL },
};

static const RefrainField acedata_custom[] = {
  { "action", REFRAIN_PART_OPERATION, "\"generate\"" },
  { "prompt", REFRAIN_PART_DESCRIPTION, NULL },
  { "custom", REFRAIN_PART_CONSTANT, "true" },
  { "lyric", REFRAIN_PART_LYRICS, NULL },
  { "title", REFRAIN_PART_TITLE, NULL },
  { "style", REFRAIN_PART_STYLE, NULL },
  { "style_negative", REFRAIN_PART_NEGATIVE_STYLE, NULL },
  { "instrumental", REFRAIN_PART_INSTRUMENTAL, NULL },
  { "model", REFRAIN_PART_MODEL_BY_VERSION, NULL },
  { "async", REFRAIN_PART_CONSTANT, "true" },
  { NULL },
};

static const RefrainField acedata_extend[] = {
  { "action", REFRAIN_PART_OPERATION, "\"extend\"" },
  { "audio_id", REFRAIN_PART_EXTEND_CLIP, NULL },
  { "continue_at", REFRAIN_PART_EXTEND_AT, NULL },
  { "prompt", REFRAIN_PART_DESCRIPTION, NULL },
  { "custom", REFRAIN_PART_CONSTANT, "true" },
  { "lyric", REFRAIN_PART_LYRICS, NULL },
  { "title", REFRAIN_PART_TITLE, NULL },
  { "style", REFRAIN_PART_STYLE, NULL },
  { "style_negative", REFRAIN_PART_NEGATIVE_STYLE, NULL },
  { "instrumental", REFRAIN_PART_INSTRUMENTAL, NULL },
  { "model", REFRAIN_PART_MODEL_BY_VERSION, NULL },
  { "async", REFRAIN_PART_CONSTANT, "true" },
  { NULL },
};

static const RefrainField acedata_lyrics[] = {
  { "prompt", REFRAIN_PART_DESCRIPTION, "\"\"" },
  { "model", REFRAIN_PART_MODEL, "\"default\"" },
  { NULL },
};

static const RefrainField gcui_describe[] = {
  { "prompt", REFRAIN_PART_DESCRIPTION, "\"\"" },
  { "make_instrumental", REFRAIN_PART_INSTRUMENTAL, NULL },
  { "model", REFRAIN_PART_MODEL, NULL },
  { "wait_audio", REFRAIN_PART_CONSTANT, "false" },
  { NULL },
};

static const RefrainField gcui_custom[] = {
  { "prompt", REFRAIN_PART_LYRICS, "\"\"" },
  { "tags", REFRAIN_PART_STYLE, "\"\"" },
  { "title", REFRAIN_PART_TITLE, "\"\"" },
  { "negative_tags", REFRAIN_PART_NEGATIVE_STYLE, NULL },
  { "make_instrumental", REFRAIN_PART_INSTRUMENTAL, NULL },
  { "model", REFRAIN_PART_MODEL, NULL },
  { "wait_audio", REFRAIN_PART_CONSTANT, "false" },
  { NULL },
};

static const RefrainField gcui_extend[] = {
  { "audio_id", REFRAIN_PART_EXTEND_CLIP, NULL },
  { "continue_at", REFRAIN_PART_EXTEND_AT, NULL },
  { "prompt", REFRAIN_PART_LYRICS, NULL },
  { "prompt", REFRAIN_PART_DESCRIPTION, "\"\"" },
  { "tags", REFRAIN_PART_STYLE, "\"\"" },
  { "title", REFRAIN_PART_TITLE, "\"\"" },
  { "negative_tags", REFRAIN_PART_NEGATIVE_STYLE, NULL },
  { "model", REFRAIN_PART_MODEL, NULL },
  { "wait_audio", REFRAIN_PART_CONSTANT, "false" },
  { NULL },
};

static const char *const goapi_hosts[] = { "goapi.ai", NULL };
static const char *const sunoapi_hosts[] = { "sunoapi.org", "kie.ai", NULL };
static const char *const acedata_hosts[] = { "acedata.cloud", NULL };

static const RefrainFamily families[] = {
  {
      .name = "new-api",
      .title = "New API / Suno-API",
      .key_header = "Authorization",
      .key_format = "Bearer %s",
      .describe = { "/suno/submit/music", new_api_describe },
      .custom = { "/suno/submit/music", new_api_custom },
      .lyrics = { "/suno/submit/lyrics", prompt_only },
      .submit_seconds = 90,
      .fetch_path = "/suno/fetch/%s",
      .batch_path = "/suno/fetch",
  },
  {
      .name = "goapi",
      .title = "GoAPI",
      .hosts = goapi_hosts,
      .key_header = "X-API-Key",
      .key_format = "%s",
      .describe = { "/api/suno/v1/music", goapi_describe },
      .custom = { "/api/suno/v1/music", goapi_custom },
      .lyrics = { "/api/suno/v1/lyrics", prompt_only },
      .submit_seconds = 90,
      .fetch_path = "/api/suno/v1/music/%s",
      .lyrics_fetch_path = "/api/suno/v1/lyrics/%s",
  },
  {
      .name = "sunoapi",
      .title = "sunoapi.org / kie.ai",
      .hosts = sunoapi_hosts,
      .key_header = "Authorization",
      .key_format = "Bearer %s",
      .describe = { "/api/v1/generate", sunoapi_describe },
      .custom = { "/api/v1/generate", sunoapi_custom },
      .extend = { "/api/v1/generate/extend", sunoapi_extend },
      .lyrics = { "/api/v1/lyrics", sunoapi_lyrics },
      .submit_seconds = 90,
      .fetch_path = "/api/v1/generate/record-info?taskId=%s",
      .lyrics_fetch_path = "/api/v1/lyrics/record-info?taskId=%s",
  },
  {
      .name = "acedata",
      .title = "Ace Data Cloud",
      .hosts = acedata_hosts,
      .key_header = "Authorization",
      .key_format = "Bearer %s",
      .describe = { "/suno/audios", acedata_describe },
      .custom = { "/suno/audios", acedata_custom },
      .extend = { "/suno/audios", acedata_extend },
      .lyrics = { "/suno/lyrics", acedata_lyrics },
      /* Some of these answer only when the songs are ready, whatever they are asked. */
      .submit_seconds = 300,
      .fetch_path = "/suno/tasks",
      .fetch_body = "{\"id\":%s,\"action\":\"retrieve\"}",
  },
  {
      .name = "gcui",
      .title = "gcui-art/suno-api",
      .key_header = "Authorization",
      .key_format = "Bearer %s",
      .describe = { "/api/generate", gcui_describe },
      .custom = { "/api/custom_generate", gcui_custom },
      .extend = { "/api/extend_audio", gcui_extend },
      .lyrics = { "/api/generate_lyrics", prompt_only },
      .submit_seconds = 90,
      .fetch_path = "/api/get?ids=%s",
      .list_path = "/api/get",
      .ids_are_clips = TRUE,
  },
  {
      .name = "raw",
      .title = "SunoAI-API",
      .key_header = "Authorization",
      .key_format = "Bearer %s",
      .describe = { "/generate/description-mode", new_api_describe },
      .custom = { "/generate", new_api_custom },
      .submit_seconds = 90,
      .fetch_path = "/feed/%s",
      .ids_are_clips = TRUE,
  },
};

/**
 * refrain_family_find:
 * @name: (nullable): a family's name
 *
 * Returns: (transfer none): the family, the first one for any unknown name
 */
const RefrainFamily *
refrain_family_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      if (g_strcmp0 (families[i].name, name) == 0)
        return &families[i];
    }

  return &families[0];
}

static gboolean
is_below (const char *host, const char *known)
{
  gsize length = strlen (host);
  gsize known_length = strlen (known);

  if (length < known_length || g_ascii_strcasecmp (host + length - known_length, known) != 0)
    return FALSE;

  return length == known_length || host[length - known_length - 1] == '.';
}

/**
 * refrain_family_find_by_address:
 * @address: an address made by refrain_address_normalize()
 *
 * Returns: (transfer none) (nullable): the family that the address's host is known to be of
 */
const RefrainFamily *
refrain_family_find_by_address (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  for (guint i = 0; host != NULL && i < G_N_ELEMENTS (families); i++)
    {
      for (guint j = 0; families[i].hosts != NULL && families[i].hosts[j] != NULL; j++)
        {
          if (is_below (host, families[i].hosts[j]))
            return &families[i];
        }
    }

  return NULL;
}

/**
 * refrain_family_get_all:
 * @n_families: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_families): the families, the most common first
 */
const RefrainFamily *
refrain_family_get_all (guint *n_families)
{
  *n_families = G_N_ELEMENTS (families);
  return families;
}

/**
 * refrain_family_get_call:
 * @family: a family
 * @request: a request
 *
 * Returns: (transfer none) (nullable): how @request is sent, %NULL when the family has no call for
 *   it
 */
const RefrainSubmitCall *
refrain_family_get_call (const RefrainFamily *family, const RefrainRequest *request)
{
  const RefrainSubmitCall *call = &family->describe;

  if (request->mode == REFRAIN_REQUEST_LYRICS)
    call = &family->lyrics;
  else if (request->extend_clip_id != NULL && family->extend.path != NULL)
    call = &family->extend;
  else if (request->mode == REFRAIN_REQUEST_CUSTOM)
    call = &family->custom;

  return call->path != NULL ? call : NULL;
}
