/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-request-json.h"

#include "refrain-json-read.h"
#include "refrain-json-write.h"
#include "refrain-model.h"

#include <math.h>
#include <string.h>

/* Writing requests: our own text, and the bodies of every family. The mode stands in our own text
 * under a name of its own, because no gateway needs one there. */

static JsonNode *
text_node (const char *text)
{
  JsonNode *node;

  if (text == NULL || *text == '\0')
    return NULL;

  node = json_node_new (JSON_NODE_VALUE);
  json_node_set_string (node, text);
  return node;
}

static JsonNode *
boolean_node (gboolean value)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  json_node_set_boolean (node, value);
  return node;
}

/* Some gateways take whole seconds only, so whole ones are sent as such. */
static JsonNode *
seconds_node (double seconds)
{
  JsonNode *node;

  if (!(seconds >= 0 && seconds < 1e9))
    return NULL;

  node = json_node_new (JSON_NODE_VALUE);
  if (seconds == floor (seconds))
    json_node_set_int (node, (gint64) seconds);
  else
    json_node_set_double (node, seconds);
  return node;
}

/* A known model's version, "v4.5+", in the spelling of another family. */
static JsonNode *
version_node (const char *name, RefrainPart part)
{
  guint n_models;
  const RefrainModel *models = refrain_model_get_all (&n_models);
  g_autoptr (GString) spelled = NULL;

  for (guint i = 0; name != NULL && i < n_models && spelled == NULL; i++)
    {
      if (g_ascii_strcasecmp (models[i].name, name) == 0)
        spelled = g_string_new (models[i].version);
    }
  if (spelled == NULL)
    return text_node (name);

  if (part == REFRAIN_PART_MODEL_AS_VERSION)
    {
      g_string_replace (spelled, "-", "", 0);
      g_string_replace (spelled, "+", "plus", 0);
      g_string_replace (spelled, ".", "_", 0);
      g_string_ascii_up (spelled);
    }
  else
    {
      g_string_replace (spelled, "+", "-plus", 0);
      g_string_replace (spelled, ".", "-", 0);
      g_string_prepend (spelled, "chirp-");
    }
  return text_node (spelled->str);
}

static JsonNode *
part_node (const RefrainRequest *request, RefrainPart part)
{
  gboolean extends = request->extend_clip_id != NULL;

  switch (part)
    {
    case REFRAIN_PART_DESCRIPTION:
      return text_node (request->description);
    case REFRAIN_PART_LYRICS:
      return text_node (request->lyrics);
    case REFRAIN_PART_TITLE:
      return text_node (request->title);
    case REFRAIN_PART_STYLE:
      return text_node (request->style);
    case REFRAIN_PART_NEGATIVE_STYLE:
      return text_node (request->negative_style);
    case REFRAIN_PART_MODEL:
      return text_node (request->model);
    case REFRAIN_PART_MODEL_AS_VERSION:
    case REFRAIN_PART_MODEL_BY_VERSION:
      return version_node (request->model, part);
    case REFRAIN_PART_OPERATION:
      return text_node (request->operation);
    case REFRAIN_PART_EXTEND_CLIP:
      return text_node (request->extend_clip_id);
    case REFRAIN_PART_EXTEND_TASK:
      return text_node (request->extend_task_id);
    case REFRAIN_PART_EXTEND_AT:
      return extends ? seconds_node (request->extend_at) : NULL;
    case REFRAIN_PART_INSTRUMENTAL:
      return boolean_node (request->instrumental);
    case REFRAIN_PART_CONSTANT:
    default:
      return NULL;
    }
}

/* Sets a member below @object, unless it has one; a path's objects are made. Takes @node. */
static void
set_path (JsonObject *object, const char *path, JsonNode *node)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);
  guint last = g_strv_length (names) - 1;

  for (guint i = 0; i < last; i++)
    {
      JsonNode *member = json_object_get_member (object, names[i]);

      if (member == NULL || !JSON_NODE_HOLDS_OBJECT (member))
        json_object_set_object_member (object, names[i], json_object_new ());
      object = json_object_get_object_member (object, names[i]);
    }
  if (json_object_has_member (object, names[last]))
    json_node_unref (node);
  else
    json_object_set_member (object, names[last], node);
}

/* Adds what @object lacks, in objects within it as well. */
static void
merge_object (JsonObject *object, JsonObject *extra)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, extra);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      JsonNode *known = json_object_get_member (object, name);

      if (known == NULL)
        json_object_set_member (object, name, json_node_copy (value));
      else if (JSON_NODE_HOLDS_OBJECT (known) && JSON_NODE_HOLDS_OBJECT (value))
        merge_object (json_node_get_object (known), json_node_get_object (value));
    }
}

/**
 * refrain_request_to_json:
 * @request: a request
 *
 * Returns: (transfer full): all of @request as JSON text, the same text for equal requests;
 *   refrain_request_from_json() gives an equal request back
 */
char *
refrain_request_to_json (const RefrainRequest *request)
{
  static const struct
  {
    const char *name;
    RefrainPart part;
  } members[] = {
    { "gpt_description_prompt", REFRAIN_PART_DESCRIPTION },
    { "prompt", REFRAIN_PART_LYRICS },
    { "title", REFRAIN_PART_TITLE },
    { "tags", REFRAIN_PART_STYLE },
    { "negative_tags", REFRAIN_PART_NEGATIVE_STYLE },
    { "make_instrumental", REFRAIN_PART_INSTRUMENTAL },
    { "mv", REFRAIN_PART_MODEL },
    { "task", REFRAIN_PART_OPERATION },
    { "task_id", REFRAIN_PART_EXTEND_TASK },
    { "continue_clip_id", REFRAIN_PART_EXTEND_CLIP },
  };
  g_autoptr (JsonObject) object = json_object_new ();
  JsonNode *node;

  json_object_set_string_member (object, "mode", refrain_request_mode_to_string (request->mode));
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      node = part_node (request, members[i].part);
      if (node != NULL)
        json_object_set_member (object, members[i].name, node);
    }
  /* A time without a song is half of a draft. */
  node = seconds_node (request->extend_at);
  if (node != NULL)
    json_object_set_member (object, "continue_at", node);
  /* As text: it may be half typed, and shall come back as it was. */
  node = text_node (request->extra);
  if (node != NULL)
    json_object_set_member (object, "extra", node);

  return refrain_json_write_object (object);
}

/**
 * refrain_request_to_body:
 * @request: a request
 * @family: for whom
 *
 * Members that say nothing are left out, unless the family wants them. What is extra is added at
 * the top, and replaces nothing.
 *
 * Returns: (transfer full) (nullable): the body of the submit, %NULL when the family has no call
 *   for such a request
 */
GBytes *
refrain_request_to_body (const RefrainRequest *request, const RefrainFamily *family)
{
  const RefrainSubmitCall *call = refrain_family_get_call (family, request);
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonNode) extra = NULL;
  char *text;

  if (call == NULL)
    return NULL;

  object = json_object_new ();
  for (guint i = 0; call->fields[i].path != NULL; i++)
    {
      const RefrainField *field = &call->fields[i];
      JsonNode *node = part_node (request, field->part);

      if (node == NULL && field->fallback != NULL)
        node = json_from_string (field->fallback, NULL);
      if (node != NULL)
        set_path (object, field->path, node);
    }
  extra = request->extra != NULL ? refrain_json_parse (request->extra, -1) : NULL;
  if (refrain_json_object (extra) != NULL)
    merge_object (object, refrain_json_object (extra));

  text = refrain_json_write_object (object);
  return g_bytes_new_take (text, strlen (text));
}
