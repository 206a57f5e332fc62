/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-demo-answers.h"
#include "refrain-demo-families.h"
#include "refrain-demo-routes.h"
#include "refrain-demo-scenarios.h"
#include "refrain-demo-submit.h"

/* Base addresses with a path are served as well. */
static const char *
skip_base (const char *path)
{
  static const char *const bases[] = { "/api", "/v1" };

  for (gsize i = 0; i < G_N_ELEMENTS (bases); i++)
    {
      gsize length = strlen (bases[i]);

      if (g_str_has_prefix (path, bases[i]) && path[length] == '/')
        path += length;
    }

  return path;
}

static gboolean
check_key (RefrainDemoExchange *exchange)
{
  RefrainDemoState *state = refrain_demo_exchange_get_state (exchange);
  const char *sent = refrain_demo_exchange_get_header (exchange, "Authorization");
  g_autofree char *wanted = NULL;

  if (state->required_key == NULL)
    return TRUE;

  wanted = g_strconcat ("Bearer ", state->required_key, NULL);

  return g_strcmp0 (sent, wanted) == 0;
}

static void
answer_fetch (RefrainDemoExchange *exchange, const char *id, RefrainDemoReply *reply)
{
  RefrainDemoState *state = refrain_demo_exchange_get_state (exchange);
  const RefrainDemoScenario *scenario = refrain_demo_scenarios_find (id);
  RefrainDemoTask *task = refrain_demo_state_find_task (state, id);
  RefrainDemoTake *take = refrain_demo_state_find_take (state, id);

  /* Whoever was given only clips can ask by them. */
  if (task == NULL && take != NULL)
    task = take->task;

  if (task != NULL)
    refrain_demo_reply_set_json (reply, SOUP_STATUS_OK,
                                 refrain_demo_answers_envelope (state, task));
  else
    refrain_demo_reply_set_json (reply, SOUP_STATUS_BAD_REQUEST,
                                 refrain_demo_answers_error ("task_not_exist", "task_not_exist"));
  if (scenario != NULL && scenario->answer != NULL)
    scenario->answer (state, scenario, reply);
}

/* Real gateways answer a batch in the order of their database. */
static void
shuffle (GPtrArray *tasks)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (tasks->len);
  gpointer first = tasks->len > 0 ? g_ptr_array_index (tasks, 0) : NULL;

  for (guint i = tasks->len; i > 1; i--)
    {
      guint other = (guint) g_rand_int_range (rand, 0, (gint32) i);
      gpointer task = tasks->pdata[i - 1];

      tasks->pdata[i - 1] = tasks->pdata[other];
      tasks->pdata[other] = task;
    }
  if (tasks->len > 1 && tasks->pdata[0] == first)
    {
      tasks->pdata[0] = tasks->pdata[tasks->len - 1];
      tasks->pdata[tasks->len - 1] = first;
    }
}

static GPtrArray *
find_batch (RefrainDemoState *state, JsonArray *ids, const char *action)
{
  GPtrArray *tasks = g_ptr_array_new ();

  for (guint i = 0; i < json_array_get_length (ids); i++)
    {
      JsonNode *node = json_array_get_element (ids, i);
      const char *id = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
      RefrainDemoTask *task = id != NULL ? refrain_demo_state_find_task (state, id) : NULL;

      if (task != NULL && !g_ptr_array_find (tasks, task, NULL)
          && (action == NULL || g_ascii_strcasecmp (action, task->action) == 0))
        g_ptr_array_add (tasks, task);
    }
  shuffle (tasks);

  return tasks;
}

static void
answer_no_batch (RefrainDemoState *state, RefrainDemoReply *reply)
{
  if (state->batch == REFRAIN_DEMO_BATCH_PAGE)
    refrain_demo_reply_set_page (reply, SOUP_STATUS_OK);
  else
    refrain_demo_reply_set_json (
        reply, SOUP_STATUS_NOT_FOUND,
        refrain_demo_answers_openai_error ("Invalid URL (POST /suno/fetch)"));
}

static void
answer_batch (RefrainDemoExchange *exchange, RefrainDemoReply *reply)
{
  RefrainDemoState *state = refrain_demo_exchange_get_state (exchange);
  g_autoptr (JsonObject) body = refrain_demo_submit_dup_body (exchange, reply);
  g_autoptr (GPtrArray) tasks = NULL;
  JsonNode *ids, *data;
  const char *action;

  if (body == NULL)
    return;
  if (state->batch != REFRAIN_DEMO_BATCH_ON)
    {
      answer_no_batch (state, reply);
      return;
    }
  ids = json_object_get_member (body, "ids");
  action = json_object_get_string_member_with_default (body, "action", NULL);
  if (ids == NULL || !JSON_NODE_HOLDS_ARRAY (ids))
    {
      refrain_demo_reply_set_json (
          reply, SOUP_STATUS_BAD_REQUEST,
          refrain_demo_answers_error ("invalid_request", "ids is not a list"));
      return;
    }

  tasks = find_batch (state, json_node_get_array (ids),
                      action != NULL && *action != '\0' ? action : NULL);
  data = json_node_new (tasks->len > 0 ? JSON_NODE_ARRAY : JSON_NODE_NULL);
  if (tasks->len > 0)
    json_node_take_array (data, json_array_new ());
  for (guint i = 0; i < tasks->len; i++)
    json_array_add_element (json_node_get_array (data),
                            refrain_demo_answers_task (state, g_ptr_array_index (tasks, i)));
  refrain_demo_reply_set_json (reply, SOUP_STATUS_OK, refrain_demo_answers_wrap (data));
}

static void
route (RefrainDemoExchange *exchange, RefrainDemoReply *reply)
{
  static const struct
  {
    const char *path;
    void (*answer) (RefrainDemoExchange *exchange, RefrainDemoReply *reply);
  } posts[] = {
    { "/suno/fetch", answer_batch },
    { "/suno/submit/music", refrain_demo_submit_music },
    { "/suno/submit/lyrics", refrain_demo_submit_lyrics },
    { "/suno/submit/concat", refrain_demo_submit_concat },
  };
  const char *method = refrain_demo_exchange_get_method (exchange);
  const char *path = skip_base (refrain_demo_exchange_get_path (exchange));

  if (method == SOUP_METHOD_GET && g_str_has_prefix (path, "/suno/fetch/"))
    {
      g_autofree char *id = g_uri_unescape_string (path + strlen ("/suno/fetch/"), NULL);

      answer_fetch (exchange, id != NULL ? id : "", reply);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (posts); i++)
    {
      if (method == SOUP_METHOD_POST && g_str_equal (path, posts[i].path))
        {
          posts[i].answer (exchange, reply);
          return;
        }
    }

  refrain_demo_reply_set_page (reply, SOUP_STATUS_OK);
}

static void
answer_at_root (RefrainDemoExchange *exchange, gboolean is_call, RefrainDemoReply *reply)
{
  if (is_call && !check_key (exchange))
    refrain_demo_reply_set_json (reply, SOUP_STATUS_UNAUTHORIZED,
                                 refrain_demo_answers_openai_error ("Invalid token"));
  else
    route (exchange, reply);
}

/**
 * refrain_demo_routes_answer:
 *
 * Answers a request to the gateway itself.
 */
void
refrain_demo_routes_answer (RefrainDemoExchange *exchange)
{
  RefrainDemoState *state = refrain_demo_exchange_get_state (exchange);
  const char *request = refrain_demo_exchange_get_request (exchange);
  const char *whole_path = refrain_demo_exchange_get_path (exchange);
  const RefrainDemoFamily *family = refrain_demo_families_find (whole_path);
  const char *path = skip_base (whole_path);
  g_autoptr (RefrainDemoReply) reply = refrain_demo_reply_new ();
  gboolean is_call = family != NULL || g_str_has_prefix (path, "/suno/");
  gboolean is_submit = family != NULL
                           ? refrain_demo_families_is_submit (family, exchange)
                           : g_str_has_prefix (path, "/suno/submit/")
                                 && refrain_demo_exchange_get_method (exchange) == SOUP_METHOD_POST;

  if (is_submit)
    state->submit_count++;

  if (!refrain_demo_trouble_strike (state->trouble, request, is_call, is_submit, reply))
    {
      if (family != NULL)
        refrain_demo_families_answer (family, exchange, reply);
      else
        answer_at_root (exchange, is_call, reply);
      refrain_demo_trouble_lose (state->trouble, request, reply);
    }

  refrain_demo_exchange_send (exchange, g_steal_pointer (&reply));
}
