/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-json-write.h"

/* The library writes 0.3 as 0.29999999999999999, which people get to see. */

static void write_node (GString *text, JsonNode *node);

static void
write_number (GString *text, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (buffer, sizeof buffer, formats[i], number);
      if (g_ascii_strtod (buffer, NULL) == number)
        break;
    }
  g_string_append (text, buffer);
}

static void
write_object (GString *text, JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;
  gboolean first = TRUE;

  g_string_append_c (text, '{');
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      g_autofree char *quoted = refrain_json_write_text (name);

      g_string_append_printf (text, "%s%s:", first ? "" : ",", quoted);
      write_node (text, member);
      first = FALSE;
    }
  g_string_append_c (text, '}');
}

static void
write_array (GString *text, JsonArray *array)
{
  g_string_append_c (text, '[');
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      write_node (text, json_array_get_element (array, i));
    }
  g_string_append_c (text, ']');
}

static void
write_node (GString *text, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    write_object (text, json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    write_array (text, json_node_get_array (node));
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_DOUBLE)
    write_number (text, json_node_get_double (node));
  else
    {
      g_autofree char *value = json_to_string (node, FALSE);

      g_string_append (text, value);
    }
}

/**
 * refrain_json_write:
 * @node: a node
 *
 * Returns: (transfer full): it as text on one line, with numbers as short as they can be
 */
char *
refrain_json_write (JsonNode *node)
{
  GString *text = g_string_new (NULL);

  write_node (text, node);
  return g_string_free (text, FALSE);
}

/**
 * refrain_json_write_object:
 * @object: an object
 *
 * Returns: (transfer full): it as text, as refrain_json_write() does it
 */
char *
refrain_json_write_object (JsonObject *object)
{
  GString *text = g_string_new (NULL);

  write_object (text, object);
  return g_string_free (text, FALSE);
}

/**
 * refrain_json_write_text:
 * @text: any text; what is no UTF-8 in it is replaced
 *
 * Returns: (transfer full): it with quotes around and escapes inside
 */
char *
refrain_json_write_text (const char *text)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  json_node_set_string (node, valid);
  return json_to_string (node, FALSE);
}
