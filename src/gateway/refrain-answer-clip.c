/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-answer-private.h"

#include "refrain-text.h"

#include <string.h>

typedef const char *const Names[];

static Names audio_keys = { "audio_url", "audioUrl", "source_audio_url", "sourceAudioUrl", NULL };
static Names stream_keys = { "stream_audio_url", "streamAudioUrl", "source_stream_audio_url",
                             "sourceStreamAudioUrl", NULL };
static Names video_keys = { "video_url", "videoUrl", NULL };
static Names image_keys = { "image_url", "imageUrl", "source_image_url", "sourceImageUrl", NULL };
static Names image_large_keys = { "image_large_url", "imageLargeUrl", NULL };
static Names id_keys = { "id", "clip_id", "clipId", "song_id", "musicId", NULL };
static Names title_keys = { "title", "metadata.title", NULL };
static Names explicit_lyrics_keys = { "lyric", "lyrics", NULL };
static Names lyrics_keys = { "metadata.prompt", "prompt", "lyric", "lyrics", "text", NULL };
static Names description_keys = { "metadata.gpt_description_prompt", "gpt_description_prompt",
                                  "gptDescriptionPrompt", NULL };
static Names model_keys = { "model_name", "modelName", "model", "mv", NULL };
static Names version_keys = { "major_model_version", "majorModelVersion", NULL };
static Names created_keys = { "created_at", "createdAt", "createTime", "create_time", NULL };
static Names error_type_keys = { "metadata.error_type", "error_type", "errorType", NULL };
static Names error_message_keys = { "metadata.error_message", "error_message", "errorMessage",
                                    "fail_reason", NULL };
static Names parent_keys = { "metadata.continue_clip_id", "continue_clip_id",
                             "metadata.edited_clip_id", "metadata.stem_from_id", NULL };

/* Whether an address can be fetched: gateways write several kinds of "none" where one belongs. */
static gboolean
is_address (const char *text)
{
  g_autofree char *bare = NULL;

  if (!refrain_text_is_http_url (text))
    return FALSE;

  bare = g_strndup (text, strcspn (text, "?#"));
  return !g_str_has_suffix (bare, "/None.mp3") && !g_str_has_suffix (bare, "/None.mp4")
         && !g_str_has_suffix (bare, "/api/forbidden");
}

/* The stream that plays while a clip is made is told from a file only by how it looks. */
static gboolean
looks_like_stream (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *query = uri != NULL ? g_uri_get_query (uri) : NULL;

  if (uri == NULL)
    return FALSE;
  if (g_str_has_prefix (g_uri_get_host (uri), "audiopipe")
      || strstr (g_uri_get_path (uri), "/audiopipe") != NULL)
    return TRUE;

  return query != NULL
         && (g_str_has_prefix (query, "item_id=") || strstr (query, "&item_id=") != NULL);
}

static char *
first_address (JsonNode *node, const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *text = refrain_json_text (refrain_json_member (node, names[i]));

      if (is_address (text))
        return g_steal_pointer (&text);
    }

  return NULL;
}

/* Sorts the audio addresses into one that looks final and one that streams. */
static void
read_audio (JsonNode *node, RefrainClipFacts *clip)
{
  clip->stream_url = first_address (node, stream_keys);
  for (guint i = 0; audio_keys[i] != NULL; i++)
    {
      g_autofree char *text = refrain_json_text (refrain_json_member (node, audio_keys[i]));

      if (!is_address (text))
        continue;
      if (looks_like_stream (text))
        {
          if (clip->stream_url == NULL)
            clip->stream_url = g_steal_pointer (&text);
        }
      else if (clip->audio_url == NULL)
        clip->audio_url = g_steal_pointer (&text);
    }
}

/* What a clip is while its task's own state is all that is known. */
static RefrainClipState
state_from_task (RefrainTaskState task_state)
{
  switch (task_state)
    {
    case REFRAIN_TASK_STATE_COMPLETE:
      return REFRAIN_CLIP_STATE_COMPLETE;
    case REFRAIN_TASK_STATE_FAILED:
      return REFRAIN_CLIP_STATE_ERROR;
    case REFRAIN_TASK_STATE_STREAMING:
      return REFRAIN_CLIP_STATE_STREAMING;
    case REFRAIN_TASK_STATE_QUEUED:
    case REFRAIN_TASK_STATE_RUNNING:
      return REFRAIN_CLIP_STATE_QUEUED;
    case REFRAIN_TASK_STATE_SUBMITTED:
    case REFRAIN_TASK_STATE_UNKNOWN:
    default:
      return REFRAIN_CLIP_STATE_SUBMITTED;
    }
}

static void
read_state (JsonNode *node, RefrainTaskState task_state, RefrainClipFacts *clip)
{
  static Names state_keys = { "status", "state", NULL };
  g_autofree char *word = refrain_json_first_text (node, state_keys);

  if (refrain_clip_state_from_word (word, &clip->state))
    {
      /* "running" means queued until something can be heard. */
      if (clip->state == REFRAIN_CLIP_STATE_QUEUED
          && (clip->stream_url != NULL || clip->audio_url != NULL)
          && g_ascii_strcasecmp (word, "queued") != 0)
        clip->state = REFRAIN_CLIP_STATE_STREAMING;
    }
  else if (clip->error_message != NULL || clip->error_type != NULL)
    clip->state = REFRAIN_CLIP_STATE_ERROR;
  else if (clip->audio_url != NULL)
    clip->state = REFRAIN_CLIP_STATE_COMPLETE;
  else if (clip->stream_url != NULL)
    clip->state = REFRAIN_CLIP_STATE_STREAMING;
  else
    clip->state = state_from_task (task_state);

  /* An address of a clip that is still being made serves the part that exists. */
  if (clip->state != REFRAIN_CLIP_STATE_COMPLETE && clip->audio_url != NULL)
    {
      if (clip->stream_url == NULL)
        clip->stream_url = g_steal_pointer (&clip->audio_url);
      else
        g_clear_pointer (&clip->audio_url, g_free);
    }
}

/* Where a gateway has a field for the lyrics, `prompt` holds what was asked for instead. */
static void
read_words (JsonNode *node, RefrainClipFacts *clip)
{
  clip->description = refrain_json_first_text (node, description_keys);
  clip->lyrics = refrain_json_first_text (node, explicit_lyrics_keys);
  if (clip->lyrics == NULL)
    clip->lyrics = refrain_json_first_text (node, lyrics_keys);
  else if (clip->description == NULL)
    {
      clip->description = refrain_json_text (refrain_json_member (node, "prompt"));
      if (g_strcmp0 (clip->description, clip->lyrics) == 0)
        g_clear_pointer (&clip->description, g_free);
    }
}

static void
read_style (JsonNode *node, RefrainClipFacts *clip)
{
  static Names style_keys = { "metadata.tags", "tags", "style", "metadata.style", NULL };

  for (guint i = 0; style_keys[i] != NULL && clip->style == NULL; i++)
    clip->style = refrain_json_joined_text (refrain_json_path (node, style_keys[i]));
}

static double
read_duration (JsonNode *node)
{
  static Names duration_keys = { "metadata.duration", "duration", NULL };
  double seconds;

  for (guint i = 0; duration_keys[i] != NULL; i++)
    {
      if (refrain_json_number (refrain_json_path (node, duration_keys[i]), &seconds) && seconds > 0)
        return seconds;
    }

  return REFRAIN_DURATION_UNKNOWN;
}

static gboolean
read_flag (JsonNode *node, const char *const *names)
{
  gboolean value;

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (refrain_json_boolean (refrain_json_path (node, names[i]), &value))
        return value;
    }

  return FALSE;
}

static char *
read_parent (JsonNode *node)
{
  char *id = refrain_json_first_text (node, parent_keys);
  JsonArray *history = refrain_json_array (refrain_json_path (node, "metadata.history"));

  if (id == NULL && history != NULL && json_array_get_length (history) > 0)
    {
      JsonNode *last = json_array_get_element (history, json_array_get_length (history) - 1);

      id = refrain_json_text (refrain_json_member (last, "id"));
    }

  return id;
}

/**
 * refrain_answer_is_clip:
 * @node: (nullable): a node
 *
 * Returns: whether @node is an object that can only be one clip
 */
gboolean
refrain_answer_is_clip (JsonNode *node)
{
  JsonObject *object = refrain_json_object (node);
  const char *const *const groups[] = { audio_keys, stream_keys, video_keys };

  for (guint i = 0; object != NULL && i < G_N_ELEMENTS (groups); i++)
    {
      for (guint j = 0; groups[i][j] != NULL; j++)
        {
          if (json_object_has_member (object, groups[i][j]))
            return TRUE;
        }
    }

  return FALSE;
}

/**
 * refrain_answer_is_lyrics:
 * @node: (nullable): a node
 *
 * Returns: whether @node is the result of a lyrics task: text, and nothing to hear
 */
gboolean
refrain_answer_is_lyrics (JsonNode *node)
{
  g_autofree char *text = refrain_json_text (refrain_json_member (node, "text"));

  return text != NULL && !refrain_answer_is_clip (node);
}

/**
 * refrain_answer_read_clip:
 * @node: an object
 * @key: (nullable): the key that it stood under in a map of clips
 * @task_id: (nullable): its task
 * @task_state: its task's own state
 *
 * Returns: (transfer full): what the gateway says of the clip
 */
RefrainClipFacts *
refrain_answer_read_clip (JsonNode *node,
                          const char *key,
                          const char *task_id,
                          RefrainTaskState task_state)
{
  static Names instrumental_keys = { "metadata.make_instrumental", "make_instrumental",
                                     "instrumental", NULL };
  static Names liked_keys = { "is_liked", "isLiked", "liked", NULL };
  RefrainClipFacts *clip = refrain_clip_facts_new ();

  clip->id = refrain_json_first_text (node, id_keys);
  if (clip->id == NULL)
    clip->id = g_strdup (key);
  clip->task_id = g_strdup (task_id);
  clip->title = refrain_json_first_text (node, title_keys);
  read_style (node, clip);
  read_words (node, clip);
  clip->model = refrain_json_first_text (node, model_keys);
  clip->version = refrain_json_first_text (node, version_keys);
  clip->video_url = first_address (node, video_keys);
  clip->image_url = first_address (node, image_keys);
  clip->image_large_url = first_address (node, image_large_keys);
  clip->error_type = refrain_json_first_text (node, error_type_keys);
  clip->error_message = refrain_json_first_text (node, error_message_keys);
  clip->parent_id = read_parent (node);
  clip->duration = read_duration (node);
  clip->created_at = refrain_json_first_time (node, created_keys);
  clip->instrumental = read_flag (node, instrumental_keys);
  clip->liked = read_flag (node, liked_keys);
  read_audio (node, clip);
  read_state (node, task_state, clip);

  return clip;
}
