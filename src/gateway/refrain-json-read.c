/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-json-read.h"

#include "refrain-answer.h"
#include "refrain-clock.h"
#include "refrain-json-scan.h"
#include "refrain-text.h"

#include <string.h>

/* The most values in a document, as bounded before it is parsed. */
#define MAX_VALUES 2000000

/* Every scalar may come as text, number, boolean or null; these readers take what comes. */

/**
 * refrain_json_object:
 * @node: (nullable): a node
 *
 * Returns: (transfer none) (nullable): the object in @node, %NULL when it holds anything else
 */
JsonObject *
refrain_json_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * refrain_json_array:
 * @node: (nullable): a node
 *
 * Returns: (transfer none) (nullable): the array in @node, %NULL when it holds anything else
 */
JsonArray *
refrain_json_array (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * refrain_json_is_null:
 * @node: (nullable): a node
 *
 * Returns: whether there is nothing: no node, or null
 */
gboolean
refrain_json_is_null (JsonNode *node)
{
  return node == NULL || JSON_NODE_HOLDS_NULL (node);
}

/**
 * refrain_json_member:
 * @node: (nullable): a node
 * @name: a member's name
 *
 * Returns: (transfer none) (nullable): the member, %NULL when @node is no object or has none
 */
JsonNode *
refrain_json_member (JsonNode *node, const char *name)
{
  JsonObject *object = refrain_json_object (node);

  return object != NULL ? json_object_get_member (object, name) : NULL;
}

/**
 * refrain_json_path:
 * @node: (nullable): a node
 * @path: members' names with dots between them
 *
 * Returns: (transfer none) (nullable): the node at the end of @path
 */
JsonNode *
refrain_json_path (JsonNode *node, const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);

  for (guint i = 0; names[i] != NULL && node != NULL; i++)
    node = refrain_json_member (node, names[i]);

  return node;
}

/**
 * refrain_json_parse:
 * @text: JSON text
 * @length: its length in bytes, -1 when it ends with a zero
 *
 * The parser recurses, and a document may come inside a string of another one, where nobody has
 * looked at it yet: so depth and count are checked here, before it sees anything.
 *
 * Returns: (transfer full) (nullable): the object or array in it
 */
JsonNode *
refrain_json_parse (const char *text, gssize length)
{
  g_autoptr (JsonParser) parser = NULL;
  JsonNode *root;
  gsize start;
  gsize end;

  if (length < 0)
    length = (gssize) strlen (text);
  if (refrain_json_scan_last_document (text, (gsize) length, REFRAIN_ANSWER_MAX_DEPTH, MAX_VALUES,
                                       &start, &end)
      != REFRAIN_JSON_SCAN_OK)
    return NULL;

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, length, NULL))
    return NULL;

  root = json_parser_get_root (parser);
  if (root == NULL || (!JSON_NODE_HOLDS_OBJECT (root) && !JSON_NODE_HOLDS_ARRAY (root)))
    return NULL;

  return json_node_ref (root);
}

/**
 * refrain_json_unwrap:
 * @node: (nullable): a node
 * @storage: (inout): keeps alive what is returned; the caller frees it
 *
 * Some gateways send a document as text inside a document.
 *
 * Returns: (transfer none) (nullable): the document in @node's text, else @node itself
 */
JsonNode *
refrain_json_unwrap (JsonNode *node, JsonNode **storage)
{
  const char *text;
  JsonNode *inner;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_STRING)
    return node;

  text = json_node_get_string (node);
  text += strspn (text, " \t\r\n");
  if (*text != '{' && *text != '[')
    return node;

  inner = refrain_json_parse (text, -1);
  if (inner == NULL)
    return node;

  g_clear_pointer (storage, json_node_unref);
  *storage = inner;
  return inner;
}

/**
 * refrain_json_text:
 * @node: (nullable): a node
 *
 * Returns: (transfer full) (nullable): the scalar in @node as text, %NULL for nothing or blank text
 */
char *
refrain_json_text (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;

  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      {
        /* An escaped lone surrogate is legal JSON, but no UTF-8. */
        g_autofree char *valid = g_utf8_make_valid (json_node_get_string (node), -1);

        return refrain_text_clean (valid);
      }
    case G_TYPE_INT64:
      return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
    case G_TYPE_DOUBLE:
      {
        char buffer[G_ASCII_DTOSTR_BUF_SIZE];

        return g_strdup (g_ascii_dtostr (buffer, sizeof buffer, json_node_get_double (node)));
      }
    case G_TYPE_BOOLEAN:
      return g_strdup (json_node_get_boolean (node) ? "true" : "false");
    default:
      return NULL;
    }
}

/**
 * refrain_json_first_text:
 * @node: (nullable): a node
 * @names: (array zero-terminated=1): paths below @node
 *
 * Returns: (transfer full) (nullable): the first text that is not blank
 */
char *
refrain_json_first_text (JsonNode *node, const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      char *text = refrain_json_text (refrain_json_path (node, names[i]));

      if (text != NULL)
        return text;
    }

  return NULL;
}

/**
 * refrain_json_joined_text:
 * @node: (nullable): a scalar, or an array of scalars
 *
 * Returns: (transfer full) (nullable): the text, an array's with commas between
 */
char *
refrain_json_joined_text (JsonNode *node)
{
  JsonArray *array = refrain_json_array (node);
  g_autoptr (GString) joined = NULL;

  if (array == NULL)
    return refrain_json_text (node);

  joined = g_string_new (NULL);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *text = refrain_json_text (json_array_get_element (array, i));

      if (text != NULL)
        g_string_append_printf (joined, "%s%s", joined->len > 0 ? ", " : "", text);
    }

  return joined->len > 0 ? g_strdup (joined->str) : NULL;
}

/**
 * refrain_json_number:
 * @node: (nullable): a node
 * @number: (out): the number
 *
 * Reads a number, or text that is a number with an optional per cent sign. Infinities and NaN are
 * no numbers.
 *
 * Returns: whether @node holds a number
 */
gboolean
refrain_json_number (JsonNode *node, double *number)
{
  g_autofree char *text = NULL;
  char *end = NULL;
  double value;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return FALSE;

  text = refrain_json_text (node);
  if (text == NULL)
    return FALSE;

  value = g_ascii_strtod (text, &end);
  if (end == text || (*end != '\0' && strcmp (end, "%") != 0) || !(value > -1e300 && value < 1e300))
    return FALSE;

  *number = value;
  return TRUE;
}

/**
 * refrain_json_boolean:
 * @node: (nullable): a node
 * @value: (out): the truth
 *
 * Returns: whether @node holds a truth: a boolean, a number, or "true" or "false"
 */
gboolean
refrain_json_boolean (JsonNode *node, gboolean *value)
{
  g_autofree char *text = refrain_json_text (node);
  double number;

  if (text == NULL)
    return FALSE;
  if (g_ascii_strcasecmp (text, "true") == 0 || g_ascii_strcasecmp (text, "false") == 0)
    {
      *value = g_ascii_strcasecmp (text, "true") == 0;
      return TRUE;
    }
  if (!refrain_json_number (node, &number))
    return FALSE;

  *value = number != 0.0;
  return TRUE;
}

/**
 * refrain_json_time:
 * @node: (nullable): a node
 *
 * Returns: UTC milliseconds, 0 for nothing or no time
 */
gint64
refrain_json_time (JsonNode *node)
{
  g_autofree char *text = refrain_json_text (node);

  return refrain_time_from_text (text);
}

/**
 * refrain_json_first_time:
 * @node: (nullable): a node
 * @names: (array zero-terminated=1): paths below @node
 *
 * Returns: the first time that is said, as UTC milliseconds, or 0
 */
gint64
refrain_json_first_time (JsonNode *node, const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      gint64 time = refrain_json_time (refrain_json_path (node, names[i]));

      if (time != 0)
        return time;
    }

  return 0;
}
