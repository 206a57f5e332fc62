/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-demo-answers.h"
#include "refrain-demo-media.h"
#include "refrain-demo-range.h"
#include "refrain-demo-scenarios.h"

/* A stream runs this much faster than the song is heard. */
#define STREAM_SPEED 8
#define MIN_STREAM_RATE 16384

/* Nothing that a client may send to the gateway alone must ever come here. */
static void
look_for_key (RefrainDemoExchange *exchange)
{
  RefrainDemoState *state = refrain_demo_exchange_get_state (exchange);
  SoupServerMessage *message = refrain_demo_exchange_get_message (exchange);
  g_autofree char *address = g_uri_to_string (soup_server_message_get_uri (message));
  SoupMessageHeadersIter iter;
  const char *name, *value;

  if (refrain_demo_exchange_get_header (exchange, "Authorization") != NULL
      || refrain_demo_exchange_get_header (exchange, "X-API-Key") != NULL)
    state->media_saw_key = TRUE;
  if (state->required_key == NULL)
    return;

  if (strstr (address, state->required_key) != NULL)
    state->media_saw_key = TRUE;
  soup_message_headers_iter_init (&iter, soup_server_message_get_request_headers (message));
  while (soup_message_headers_iter_next (&iter, &name, &value))
    {
      if (strstr (value, state->required_key) != NULL)
        state->media_saw_key = TRUE;
    }
}

static const char *
get_file_name (RefrainDemoTake *take, RefrainDemoFileKind kind, gint64 now)
{
  RefrainDemoStage stage = refrain_demo_take_get_stage (take, now);
  gboolean complete = stage == REFRAIN_DEMO_STAGE_COMPLETE;

  switch (kind)
    {
    case REFRAIN_DEMO_FILE_AUDIO:
      return complete ? take->audio : NULL;
    case REFRAIN_DEMO_FILE_VIDEO:
      return refrain_demo_take_has_video (take, now) ? take->video : NULL;
    case REFRAIN_DEMO_FILE_COVER:
      return complete || stage == REFRAIN_DEMO_STAGE_STREAMING ? take->cover : NULL;
    case REFRAIN_DEMO_FILE_COVER_LARGE:
      return complete || stage == REFRAIN_DEMO_STAGE_STREAMING ? take->cover_large : NULL;
    default:
      g_return_val_if_reached (NULL);
    }
}

/* Names are looked up, never joined to a folder: no path leads out. */
static gboolean
find_item (RefrainDemoState *state, const char *name, RefrainDemoMediaItem *item)
{
  static const struct
  {
    const char *before;
    const char *after;
    RefrainDemoFileKind kind;
  } shapes[] = {
    { "image_large_", ".jpeg", REFRAIN_DEMO_FILE_COVER_LARGE },
    { "image_", ".jpeg", REFRAIN_DEMO_FILE_COVER },
    { "", ".mp3", REFRAIN_DEMO_FILE_AUDIO },
    { "", ".mp4", REFRAIN_DEMO_FILE_VIDEO },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autofree char *id = NULL;
      const char *file_name;

      if (!g_str_has_prefix (name, shapes[i].before) || !g_str_has_suffix (name, shapes[i].after))
        continue;

      id = g_strdup (name + strlen (shapes[i].before));
      id[strlen (id) - strlen (shapes[i].after)] = '\0';
      item->take = refrain_demo_state_find_take (state, id);
      if (item->take == NULL)
        return FALSE;
      item->kind = shapes[i].kind;
      file_name = get_file_name (item->take, item->kind, refrain_demo_state_get_now (state));
      item->file = file_name != NULL ? refrain_demo_state_open_file (state, file_name) : NULL;
      return TRUE;
    }

  return FALSE;
}

static gboolean
is_unchanged (RefrainDemoExchange *exchange, RefrainDemoFile *file)
{
  const char *match = refrain_demo_exchange_get_header (exchange, "If-None-Match");
  const char *since = refrain_demo_exchange_get_header (exchange, "If-Modified-Since");

  if (match != NULL)
    return g_str_equal (match, "*") || strstr (match, file->etag) != NULL;

  return g_strcmp0 (since, file->last_modified) == 0;
}

static void
answer_file (RefrainDemoExchange *exchange, RefrainDemoFile *file, RefrainDemoReply *reply)
{
  const char *condition = refrain_demo_exchange_get_header (exchange, "If-Range");
  const char *header = refrain_demo_exchange_get_header (exchange, "Range");
  guint64 size = g_bytes_get_size (file->bytes);
  guint64 start = 0, length = 0;
  g_autoptr (GBytes) part = NULL;
  g_autofree char *content_range = NULL;

  soup_message_headers_replace (reply->headers, "Accept-Ranges", "bytes");
  soup_message_headers_replace (reply->headers, "ETag", file->etag);
  soup_message_headers_replace (reply->headers, "Last-Modified", file->last_modified);
  if (is_unchanged (exchange, file))
    {
      reply->status = SOUP_STATUS_NOT_MODIFIED;
      return;
    }
  if (refrain_demo_exchange_get_method (exchange) != SOUP_METHOD_GET
      || (condition != NULL && !g_str_equal (condition, file->etag)
          && !g_str_equal (condition, file->last_modified)))
    header = NULL;

  switch (refrain_demo_range_parse (header, size, &start, &length))
    {
    case REFRAIN_DEMO_RANGE_PART:
      part = g_bytes_new_from_bytes (file->bytes, start, length);
      content_range = g_strdup_printf ("bytes %" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT
                                       "/%" G_GUINT64_FORMAT,
                                       start, start + length - 1, size);
      refrain_demo_reply_set_bytes (reply, SOUP_STATUS_PARTIAL_CONTENT, file->content_type, part);
      break;
    case REFRAIN_DEMO_RANGE_UNSATISFIABLE:
      content_range = g_strdup_printf ("bytes */%" G_GUINT64_FORMAT, size);
      reply->status = SOUP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE;
      break;
    case REFRAIN_DEMO_RANGE_NONE:
    default:
      refrain_demo_reply_set_bytes (reply, SOUP_STATUS_OK, file->content_type, file->bytes);
      break;
    }
  if (content_range != NULL)
    soup_message_headers_replace (reply->headers, "Content-Range", content_range);
}

/* What a client hears before a song is done: no length, no ranges, not much faster than it plays.
 */
static gboolean
answer_stream (RefrainDemoExchange *exchange, RefrainDemoReply *reply)
{
  RefrainDemoState *state = refrain_demo_exchange_get_state (exchange);
  g_autofree char *id = refrain_demo_exchange_dup_query (exchange, "item_id");
  RefrainDemoTake *take = id != NULL ? refrain_demo_state_find_take (state, id) : NULL;
  RefrainDemoStage stage;
  RefrainDemoFile *file;
  double rate;

  if (take == NULL || take->audio == NULL)
    return FALSE;
  stage = refrain_demo_take_get_stage (take, refrain_demo_state_get_now (state));
  if (stage != REFRAIN_DEMO_STAGE_STREAMING && stage != REFRAIN_DEMO_STAGE_COMPLETE)
    return FALSE;
  file = refrain_demo_state_open_file (state, take->audio);
  if (file == NULL)
    return FALSE;

  rate = take->duration > 0.0
             ? (double) g_bytes_get_size (file->bytes) / take->duration * STREAM_SPEED
             : MIN_STREAM_RATE;
  refrain_demo_reply_set_bytes (reply, SOUP_STATUS_OK, "audio/mpeg", file->bytes);
  reply->content_length = REFRAIN_DEMO_LENGTH_CHUNKED;
  reply->rate = (guint64) (MAX (rate, MIN_STREAM_RATE)
                           / refrain_demo_clock_get_scale (state->clock));

  return TRUE;
}

/* Where the scenario "redirect" leads: what it asked for is here, for those who dare to follow. */
static gboolean
answer_moved (RefrainDemoState *state, RefrainDemoReply *reply)
{
  RefrainDemoTask *task = g_ptr_array_index (state->catalogue, 0);

  refrain_demo_reply_set_json (reply, SOUP_STATUS_OK, refrain_demo_answers_envelope (state, task));

  return TRUE;
}

static gboolean
route (RefrainDemoExchange *exchange, RefrainDemoReply *reply)
{
  RefrainDemoState *state = refrain_demo_exchange_get_state (exchange);
  const char *path = refrain_demo_exchange_get_path (exchange);
  const char *method = refrain_demo_exchange_get_method (exchange);
  g_auto (GStrv) parts = NULL;
  RefrainDemoMediaItem item = { 0 };
  const RefrainDemoScenario *scenario = NULL;

  if (method != SOUP_METHOD_GET && method != SOUP_METHOD_HEAD)
    return FALSE;
  if (g_str_equal (path, "/audiopipe/"))
    return answer_stream (exchange, reply);
  if (g_str_equal (path, "/moved.json"))
    return answer_moved (state, reply);

  parts = g_strsplit (path + 1, "/", 2);
  if (parts[0] != NULL && parts[1] != NULL)
    {
      scenario = refrain_demo_scenarios_find (parts[0]);
      if (scenario == NULL || scenario->serve == NULL)
        return FALSE;
    }
  if (parts[0] == NULL || !find_item (state, scenario != NULL ? parts[1] : parts[0], &item))
    return FALSE;

  if (item.file != NULL)
    answer_file (exchange, item.file, reply);
  if (scenario != NULL)
    scenario->serve (state, &item, reply);

  return item.file != NULL || scenario != NULL;
}

/**
 * refrain_demo_media_answer:
 *
 * Answers a request to the media host.
 */
void
refrain_demo_media_answer (RefrainDemoExchange *exchange)
{
  RefrainDemoState *state = refrain_demo_exchange_get_state (exchange);
  g_autoptr (RefrainDemoReply) reply = refrain_demo_reply_new ();

  look_for_key (exchange);
  if (!refrain_demo_trouble_strike (state->trouble, refrain_demo_exchange_get_request (exchange),
                                    FALSE, FALSE, reply)
      && !route (exchange, reply))
    {
      gboolean refused = g_str_equal (refrain_demo_exchange_get_path (exchange), "/api/forbidden");

      refrain_demo_reply_set_text (reply, refused ? SOUP_STATUS_FORBIDDEN : SOUP_STATUS_NOT_FOUND,
                                   "text/plain", refused ? "Forbidden\n" : "Not found\n");
    }
  if (state->media_rate > 0 && (reply->rate == 0 || reply->rate > state->media_rate))
    reply->rate = state->media_rate;

  refrain_demo_exchange_send (exchange, g_steal_pointer (&reply));
}
