/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-demo-answers.h"
#include "refrain-demo-submit.h"
#include "refrain-demo-words.h"

#define DEFAULT_MODEL "chirp-v4"
#define DEFAULT_TAGS "warm indie pop, brushed drums, close voice"

static void
refuse (RefrainDemoReply *reply, const char *message)
{
  refrain_demo_reply_set_json (reply, SOUP_STATUS_BAD_REQUEST,
                               refrain_demo_answers_error ("invalid_request", message));
}

/**
 * refrain_demo_submit_dup_body:
 * @reply: filled in with the complaint when the body is no JSON object
 *
 * Returns: (transfer full) (nullable): the body of the request
 */
JsonObject *
refrain_demo_submit_dup_body (RefrainDemoExchange *exchange, RefrainDemoReply *reply)
{
  SoupMessageBody *body = soup_server_message_get_request_body (
      refrain_demo_exchange_get_message (exchange));
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  JsonNode *root;

  if (text == NULL || !json_parser_load_from_data (parser, text, (gssize) size, NULL))
    {
      refuse (reply, "The body of the request is not JSON");
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      refuse (reply, "The body of the request is not a JSON object");
      return NULL;
    }

  return json_node_dup_object (root);
}

/* Blank is the same as missing. */
static const char *
get_text (JsonObject *body, const char *name)
{
  const char *text = json_object_get_string_member_with_default (body, name, NULL);

  return text != NULL && *text != '\0' ? text : NULL;
}

static const char *
guess_version (const char *model)
{
  static const struct
  {
    const char *model;
    const char *version;
  } versions[] = {
    { "chirp-v3-0", "v3" },  { "chirp-v3-5", "v3.5" },          { "chirp-v4", "v4" },
    { "chirp-auk", "v4.5" }, { "chirp-auk-turbo", "v4.5-all" }, { "chirp-bluejay", "v4.5+" },
    { "chirp-crow", "v5" },  { "chirp-fenix", "v5.5" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      if (g_str_equal (versions[i].model, model))
        return versions[i].version;
    }

  return "";
}

static RefrainDemoTask *
create_task (RefrainDemoState *state, const char *action)
{
  g_autofree char *id = g_uuid_string_random ();
  RefrainDemoTask *task = refrain_demo_task_new (id, action);

  task->fixed_age = REFRAIN_DEMO_AGE_BY_CLOCK;
  task->submitted_at = refrain_demo_state_get_now (state);

  return task;
}

static RefrainDemoTake *
add_take (RefrainDemoState *state, RefrainDemoTask *task)
{
  g_autofree char *id = g_uuid_string_random ();

  return refrain_demo_task_borrow (task, id,
                                   refrain_demo_state_get_lender (state, state->next_take++));
}

static void
read_music (RefrainDemoTask *task, JsonObject *body)
{
  const char *model = get_text (body, "mv");
  const char *tags = get_text (body, "tags");

  task->describe = g_strdup (get_text (body, "gpt_description_prompt"));
  task->instrumental = json_object_get_boolean_member_with_default (body, "make_instrumental",
                                                                    FALSE);
  task->model = g_strdup (model != NULL ? model : DEFAULT_MODEL);
  task->model_version = g_strdup (guess_version (task->model));
  task->tags = g_strdup (tags == NULL && task->describe != NULL ? DEFAULT_TAGS : tags);
  task->negative_tags = g_strdup (get_text (body, "negative_tags"));
  task->continue_clip_id = g_strdup (get_text (body, "continue_clip_id"));
  task->continue_at = json_object_get_double_member_with_default (body, "continue_at", 0.0);
}

static void
answer_submit (RefrainDemoExchange *exchange, RefrainDemoReply *reply, RefrainDemoTask *task)
{
  RefrainDemoState *state = refrain_demo_exchange_get_state (exchange);
  g_autofree char *word = refrain_demo_exchange_dup_query (exchange, "form");
  RefrainDemoSubmitForm form = state->submit_form;
  JsonObject *object;
  JsonNode *node;

  if (g_strcmp0 (word, "object") == 0)
    form = REFRAIN_DEMO_SUBMIT_OBJECT;
  else if (g_strcmp0 (word, "clips") == 0)
    form = REFRAIN_DEMO_SUBMIT_CLIPS;
  else if (g_strcmp0 (word, "string") == 0)
    form = REFRAIN_DEMO_SUBMIT_STRING;

  node = json_node_new (JSON_NODE_VALUE);
  json_node_set_string (node, task->id);
  if (form != REFRAIN_DEMO_SUBMIT_STRING)
    {
      object = json_object_new ();
      if (form == REFRAIN_DEMO_SUBMIT_OBJECT)
        json_object_set_member (object, "task_id", node);
      else
        {
          json_node_unref (node);
          json_object_set_member (object, "clips", refrain_demo_answers_clips (state, task));
        }
      node = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (node, object);
    }

  refrain_demo_reply_set_json (
      reply, SOUP_STATUS_OK,
      form == REFRAIN_DEMO_SUBMIT_CLIPS ? node : refrain_demo_answers_wrap (node));
}

/**
 * refrain_demo_submit_dup_text:
 * @body: the body of a request
 *
 * Returns: (transfer full): it as text
 */
char *
refrain_demo_submit_dup_text (JsonObject *body)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, body);
  return json_to_string (node, FALSE);
}

/**
 * refrain_demo_submit_make_music:
 * @body: what is asked for, in the names of new-api
 * @flaw: (out) (transfer none): what is missing, when nothing is made
 *
 * Makes a task of two takes, whose sound and pictures are those of demo songs.
 *
 * Returns: (transfer none) (nullable): the task
 */
RefrainDemoTask *
refrain_demo_submit_make_music (RefrainDemoState *state, JsonObject *body, const char **flaw)
{
  RefrainDemoTask *task;

  if (get_text (body, "prompt") == NULL && get_text (body, "gpt_description_prompt") == NULL
      && get_text (body, "continue_clip_id") == NULL
      && !json_object_get_boolean_member_with_default (body, "make_instrumental", FALSE))
    {
      *flaw = "The request has neither prompt nor gpt_description_prompt";
      return NULL;
    }

  task = create_task (state, "MUSIC");
  read_music (task, body);
  for (guint i = 0; i < 2; i++)
    {
      RefrainDemoTake *take = add_take (state, task);
      const char *title = get_text (body, "title");
      const char *lyrics = get_text (body, "prompt");

      g_free (take->title);
      take->title = title == NULL && task->describe != NULL
                        ? refrain_demo_words_dup_title (task->describe)
                        : g_strdup (title);
      g_free (take->lyrics);
      take->lyrics = lyrics == NULL && task->describe != NULL && !task->instrumental
                         ? refrain_demo_words_dup_lyrics (task->describe)
                         : g_strdup (lyrics);
    }
  refrain_demo_state_take_task (state, task);
  return task;
}

/**
 * refrain_demo_submit_make_lyrics:
 * @body: what is asked for, in the names of new-api
 * @flaw: (out) (transfer none): what is missing, when nothing is made
 *
 * Makes a task that writes lyrics.
 *
 * Returns: (transfer none) (nullable): the task
 */
RefrainDemoTask *
refrain_demo_submit_make_lyrics (RefrainDemoState *state, JsonObject *body, const char **flaw)
{
  RefrainDemoTask *task;

  if (get_text (body, "prompt") == NULL)
    {
      *flaw = "The request has no prompt";
      return NULL;
    }

  task = create_task (state, "LYRICS");
  task->describe = g_strdup (get_text (body, "prompt"));
  task->text_title = refrain_demo_words_dup_title (task->describe);
  task->text = refrain_demo_words_dup_lyrics (task->describe);
  refrain_demo_state_take_task (state, task);
  return task;
}

static void
make_and_answer (RefrainDemoExchange *exchange,
                 RefrainDemoReply *reply,
                 RefrainDemoTask *(*make) (RefrainDemoState *, JsonObject *, const char **) )
{
  g_autoptr (JsonObject) body = refrain_demo_submit_dup_body (exchange, reply);
  const char *flaw = NULL;
  RefrainDemoTask *task;

  if (body == NULL)
    return;

  task = make (refrain_demo_exchange_get_state (exchange), body, &flaw);
  if (task == NULL)
    {
      refuse (reply, flaw);
      return;
    }

  task->request = refrain_demo_submit_dup_text (body);
  answer_submit (exchange, reply, task);
}

/**
 * refrain_demo_submit_music:
 * @reply: filled in
 *
 * Makes a task of songs, and answers as new-api does.
 */
void
refrain_demo_submit_music (RefrainDemoExchange *exchange, RefrainDemoReply *reply)
{
  make_and_answer (exchange, reply, refrain_demo_submit_make_music);
}

/**
 * refrain_demo_submit_lyrics:
 * @reply: filled in
 *
 * Makes a task of lyrics, and answers as new-api does.
 */
void
refrain_demo_submit_lyrics (RefrainDemoExchange *exchange, RefrainDemoReply *reply)
{
  make_and_answer (exchange, reply, refrain_demo_submit_make_lyrics);
}

/**
 * refrain_demo_submit_concat:
 * @reply: filled in
 *
 * Makes a task of one take, the whole song of an extended clip.
 */
void
refrain_demo_submit_concat (RefrainDemoExchange *exchange, RefrainDemoReply *reply)
{
  RefrainDemoState *state = refrain_demo_exchange_get_state (exchange);
  g_autoptr (JsonObject) body = refrain_demo_submit_dup_body (exchange, reply);
  const char *clip_id = body != NULL ? get_text (body, "clip_id") : NULL;
  RefrainDemoTake *from, *take;
  RefrainDemoTask *task;
  g_autofree char *id = g_uuid_string_random ();

  if (body == NULL)
    return;
  from = clip_id != NULL ? refrain_demo_state_find_take (state, clip_id) : NULL;
  if (from == NULL)
    {
      refuse (reply, "There is no clip with this clip_id");
      return;
    }

  task = create_task (state, "MUSIC");
  g_free (task->type);
  task->type = g_strdup ("concat");
  task->model = g_strdup (from->task->model);
  task->model_version = g_strdup (from->task->model_version);
  task->tags = g_strdup (from->task->tags);
  task->instrumental = from->task->instrumental;
  task->continue_clip_id = g_strdup (clip_id);
  take = refrain_demo_task_borrow (task, id, from);
  g_free (take->title);
  take->title = g_strdup_printf ("%s (whole song)", from->title != NULL ? from->title : "Untitled");
  refrain_demo_state_take_task (state, task);
  answer_submit (exchange, reply, task);
}
