/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-demo-families.h"

#include "refrain-demo-family-answers.h"
#include "refrain-demo-submit.h"

#include <string.h>

#define LIST_LENGTH 20

typedef enum
{
  CALL_DESCRIBE,
  CALL_CUSTOM,
  CALL_LYRICS,
  CALL_TASK,        /* fetches a task of music */
  CALL_LYRICS_TASK, /* fetches a task of lyrics */
  CALL_ANY_TASK,
  CALL_CLIPS, /* fetches clips, or the latest ones when none are named */
} Call;

typedef struct
{
  const char *path;  /* what is left of it is the id, when it ends with a slash */
  const char *query; /* (nullable): where the id is */
  gboolean is_post;
  Call call;
} Route;

struct _RefrainDemoFamily
{
  const char *base;
  const char *key_header; /* (nullable): %NULL = whoever comes */
  const char *key_format;
  Route routes[6];
  RefrainDemoErrorFunc error;
  RefrainDemoTaskFunc submitted;
  RefrainDemoTaskFunc task; /* (nullable) */
  JsonNode *(*clips) (RefrainDemoState *state, GPtrArray *takes);
};

static const RefrainDemoFamily families[] = {
  {
      .base = "/goapi",
      .key_header = "X-API-Key",
      .key_format = "%s",
      .routes = { { "/api/suno/v1/music", NULL, TRUE, CALL_CUSTOM },
                  { "/api/suno/v1/lyrics", NULL, TRUE, CALL_LYRICS },
                  { "/api/suno/v1/music/", NULL, FALSE, CALL_TASK },
                  { "/api/suno/v1/lyrics/", NULL, FALSE, CALL_LYRICS_TASK } },
      .error = refrain_demo_goapi_error,
      .submitted = refrain_demo_goapi_submitted,
      .task = refrain_demo_goapi_task,
  },
  {
      .base = "/sunoapi",
      .key_header = "Authorization",
      .key_format = "Bearer %s",
      .routes = { { "/api/v1/generate", NULL, TRUE, CALL_CUSTOM },
                  { "/api/v1/generate/extend", NULL, TRUE, CALL_CUSTOM },
                  { "/api/v1/lyrics", NULL, TRUE, CALL_LYRICS },
                  { "/api/v1/generate/record-info", "taskId", FALSE, CALL_TASK },
                  { "/api/v1/lyrics/record-info", "taskId", FALSE, CALL_LYRICS_TASK } },
      .error = refrain_demo_sunoapi_error,
      .submitted = refrain_demo_sunoapi_submitted,
      .task = refrain_demo_sunoapi_task,
  },
  {
      .base = "/acedata",
      .key_header = "Authorization",
      .key_format = "Bearer %s",
      .routes = { { "/suno/audios", NULL, TRUE, CALL_DESCRIBE },
                  { "/suno/lyrics", NULL, TRUE, CALL_LYRICS },
                  { "/suno/tasks", NULL, TRUE, CALL_ANY_TASK } },
      .error = refrain_demo_acedata_error,
      .submitted = refrain_demo_acedata_submitted,
      .task = refrain_demo_acedata_task,
  },
  {
      .base = "/gcui",
      .routes = { { "/api/generate", NULL, TRUE, CALL_DESCRIBE },
                  { "/api/custom_generate", NULL, TRUE, CALL_CUSTOM },
                  { "/api/extend_audio", NULL, TRUE, CALL_CUSTOM },
                  { "/api/generate_lyrics", NULL, TRUE, CALL_LYRICS },
                  { "/api/get", "ids", FALSE, CALL_CLIPS } },
      .error = refrain_demo_gcui_error,
      .submitted = refrain_demo_gcui_task,
      .clips = refrain_demo_gcui_clips,
  },
  {
      .base = "/raw",
      .key_header = "Authorization",
      .key_format = "Bearer %s",
      .routes = { { "/generate", NULL, TRUE, CALL_CUSTOM },
                  { "/generate/description-mode", NULL, TRUE, CALL_CUSTOM },
                  { "/feed/", NULL, FALSE, CALL_CLIPS } },
      .error = refrain_demo_raw_error,
      .submitted = refrain_demo_raw_submitted,
      .clips = refrain_demo_raw_clips,
  },
};

static gboolean
is_submit (const Route *route)
{
  return route->call == CALL_DESCRIBE || route->call == CALL_CUSTOM || route->call == CALL_LYRICS;
}

/* Finds what is called, and the id that the path ends with. */
static const Route *
find_route (const RefrainDemoFamily *family, RefrainDemoExchange *exchange, const char **rest)
{
  const char *path = refrain_demo_exchange_get_path (exchange) + strlen (family->base);
  gboolean is_post = refrain_demo_exchange_get_method (exchange) == SOUP_METHOD_POST;

  for (gsize i = 0; i < G_N_ELEMENTS (family->routes) && family->routes[i].path != NULL; i++)
    {
      const Route *route = &family->routes[i];
      gsize length = strlen (route->path);

      *rest = path + length;
      if (route->is_post == is_post
          && (g_str_equal (path, route->path)
              || (g_str_has_suffix (route->path, "/") && g_str_has_prefix (path, route->path))))
        return route;
    }

  return NULL;
}

static gboolean
check_key (const RefrainDemoFamily *family, RefrainDemoExchange *exchange)
{
  const char *wanted = refrain_demo_exchange_get_state (exchange)->required_key;
  g_auto (GStrv) parts = NULL;
  g_autofree char *value = NULL;

  if (wanted == NULL || family->key_header == NULL)
    return TRUE;

  parts = g_strsplit (family->key_format, "%s", 2);
  value = g_strconcat (parts[0], wanted, parts[1], NULL);
  return g_strcmp0 (refrain_demo_exchange_get_header (exchange, family->key_header), value) == 0;
}

/* The names of new-api for those of the others. */
static const char *
translate (const char *name)
{
  static const struct
  {
    const char *theirs;
    const char *ours;
  } names[] = {
    { "style", "tags" },
    { "lyric", "prompt" },
    { "model", "mv" },
    { "instrumental", "make_instrumental" },
    { "negativeTags", "negative_tags" },
    { "style_negative", "negative_tags" },
    { "audioId", "continue_clip_id" },
    { "audio_id", "continue_clip_id" },
    { "continueAt", "continue_at" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_equal (names[i].theirs, name))
        return names[i].ours;
    }

  return name;
}

static void
translate_members (JsonObject *theirs, JsonObject *ours, gboolean prompt_describes)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, theirs);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      const char *our_name = translate (name);

      if (prompt_describes && g_str_equal (name, "prompt"))
        our_name = "gpt_description_prompt";
      if (JSON_NODE_HOLDS_OBJECT (value) && g_str_equal (name, "input"))
        translate_members (json_node_get_object (value), ours, prompt_describes);
      else
        json_object_set_member (ours, our_name, json_node_copy (value));
    }
}

static void
answer_submit (const RefrainDemoFamily *family,
               const Route *route,
               RefrainDemoExchange *exchange,
               RefrainDemoReply *reply)
{
  RefrainDemoState *state = refrain_demo_exchange_get_state (exchange);
  g_autoptr (JsonObject) body = refrain_demo_submit_dup_body (exchange, reply);
  g_autoptr (JsonObject) ours = json_object_new ();
  const char *flaw = "The body of the request is not a JSON object";
  RefrainDemoTask *task = NULL;

  if (body != NULL)
    {
      gboolean custom = json_object_get_boolean_member_with_default (body, "customMode", TRUE);

      translate_members (body, ours,
                         route->call == CALL_DESCRIBE || (route->call == CALL_CUSTOM && !custom));
      task = route->call == CALL_LYRICS ? refrain_demo_submit_make_lyrics (state, ours, &flaw)
                                        : refrain_demo_submit_make_music (state, ours, &flaw);
    }
  if (task == NULL)
    {
      family->error (reply, SOUP_STATUS_BAD_REQUEST, "invalid_request", flaw);
      return;
    }

  task->request = refrain_demo_submit_dup_text (body);
  refrain_demo_reply_set_json (reply, SOUP_STATUS_OK, family->submitted (state, task));
}

static void
answer_task (const RefrainDemoFamily *family,
             const Route *route,
             const char *id,
             RefrainDemoState *state,
             RefrainDemoReply *reply)
{
  RefrainDemoTask *task = id != NULL ? refrain_demo_state_find_task (state, id) : NULL;
  gboolean is_lyrics = task != NULL && g_str_equal (task->action, "LYRICS");

  if (task == NULL || (route->call == CALL_TASK && is_lyrics)
      || (route->call == CALL_LYRICS_TASK && !is_lyrics))
    family->error (reply, SOUP_STATUS_NOT_FOUND, "not_found", "task not found");
  else
    refrain_demo_reply_set_json (reply, SOUP_STATUS_OK, family->task (state, task));
}

static int
compare_tasks (gconstpointer a, gconstpointer b)
{
  const RefrainDemoTask *first = *(const RefrainDemoTask *const *) a;
  const RefrainDemoTask *second = *(const RefrainDemoTask *const *) b;

  if (first->submitted_at != second->submitted_at)
    return first->submitted_at > second->submitted_at ? -1 : 1;

  return strcmp (first->id, second->id);
}

/* The songs that were asked for since the start, the latest first, then some of the others. */
static GPtrArray *
list_latest (RefrainDemoState *state)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new ();
  GPtrArray *takes = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer task;

  g_hash_table_iter_init (&iter, state->tasks);
  while (g_hash_table_iter_next (&iter, NULL, &task))
    {
      if (((RefrainDemoTask *) task)->fixed_age == REFRAIN_DEMO_AGE_BY_CLOCK)
        g_ptr_array_add (tasks, task);
    }
  g_ptr_array_sort (tasks, compare_tasks);
  g_ptr_array_extend (tasks, state->catalogue, NULL, NULL);
  for (guint i = 0; i < tasks->len && takes->len < LIST_LENGTH; i++)
    g_ptr_array_extend (takes, ((RefrainDemoTask *) g_ptr_array_index (tasks, i))->takes, NULL,
                        NULL);

  return takes;
}

static void
answer_clips (const RefrainDemoFamily *family,
              const char *ids,
              RefrainDemoState *state,
              RefrainDemoReply *reply)
{
  g_autoptr (GPtrArray) takes = NULL;

  if (ids == NULL || *ids == '\0')
    takes = list_latest (state);
  else
    {
      g_auto (GStrv) parts = g_strsplit (ids, ",", -1);

      takes = g_ptr_array_new ();
      for (guint i = 0; parts[i] != NULL; i++)
        {
          RefrainDemoTake *take = refrain_demo_state_find_take (state, parts[i]);

          if (take != NULL)
            g_ptr_array_add (takes, take);
        }
    }
  refrain_demo_reply_set_json (reply, SOUP_STATUS_OK, family->clips (state, takes));
}

static void
answer_fetch (const RefrainDemoFamily *family,
              const Route *route,
              const char *rest,
              RefrainDemoExchange *exchange,
              RefrainDemoReply *reply)
{
  RefrainDemoState *state = refrain_demo_exchange_get_state (exchange);
  g_autofree char *id = NULL;

  if (route->is_post)
    {
      g_autoptr (JsonObject) body = refrain_demo_submit_dup_body (exchange, reply);

      if (body != NULL)
        id = g_strdup (json_object_get_string_member_with_default (body, "id", NULL));
    }
  else if (route->query != NULL)
    id = refrain_demo_exchange_dup_query (exchange, route->query);
  else
    id = g_uri_unescape_string (rest, NULL);

  if (route->call == CALL_CLIPS)
    answer_clips (family, id, state, reply);
  else
    answer_task (family, route, id, state, reply);
}

/**
 * refrain_demo_families_find:
 * @path: the path of a request
 *
 * Returns: (transfer none) (nullable): the family that is spoken there, %NULL at the root
 */
const RefrainDemoFamily *
refrain_demo_families_find (const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    {
      gsize length = strlen (families[i].base);

      if (g_str_has_prefix (path, families[i].base) && path[length] == '/')
        return &families[i];
    }

  return NULL;
}

/**
 * refrain_demo_families_is_submit:
 * @family: the family that is spoken
 *
 * Returns: whether the request asks for something to be made
 */
gboolean
refrain_demo_families_is_submit (const RefrainDemoFamily *family, RefrainDemoExchange *exchange)
{
  const char *rest;
  const Route *route = find_route (family, exchange, &rest);

  return route != NULL && is_submit (route);
}

/**
 * refrain_demo_families_answer:
 * @family: the family that is spoken
 * @reply: filled in
 *
 * Answers as gateways of that family do.
 */
void
refrain_demo_families_answer (const RefrainDemoFamily *family,
                              RefrainDemoExchange *exchange,
                              RefrainDemoReply *reply)
{
  const char *rest;
  const Route *route = find_route (family, exchange, &rest);

  if (!check_key (family, exchange))
    family->error (reply, SOUP_STATUS_UNAUTHORIZED, "invalid_token", "The key is not valid");
  else if (route == NULL)
    family->error (reply, SOUP_STATUS_NOT_FOUND, "not_found", "Not Found");
  else if (is_submit (route))
    answer_submit (family, route, exchange, reply);
  else
    answer_fetch (family, route, rest, exchange, reply);
}
