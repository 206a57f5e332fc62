/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-cli-text.h"

#include <string.h>

/* Text of a gateway on its way to a terminal: it must not be able to steer it. */

static gboolean
is_invisible_control (gunichar c)
{
  return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e)
         || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

static char *
clean (const char *text, gboolean keep_lines)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *out = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_invisible_control (c) || (c == '\r' && p[1] == '\n'))
        continue;
      if (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029)
        c = keep_lines ? '\n' : ' ';
      else if (g_unichar_iscntrl (c))
        c = ' ';
      g_string_append_unichar (out, c);
    }

  return g_string_free (out, FALSE);
}

/**
 * refrain_cli_text_line:
 * @text: (nullable): text from anywhere
 *
 * Returns: (transfer full): the same in one line, without anything that steers a terminal
 */
char *
refrain_cli_text_line (const char *text)
{
  return g_strstrip (clean (text, FALSE));
}

/**
 * refrain_cli_text_block:
 * @text: (nullable): text from anywhere
 *
 * Returns: (transfer full): the same with its lines, without anything that steers a terminal
 */
char *
refrain_cli_text_block (const char *text)
{
  return g_strchomp (clean (text, TRUE));
}

/**
 * refrain_cli_text_path:
 * @path: a file's name in the file system's encoding
 *
 * Returns: (transfer full): how it is shown
 */
char *
refrain_cli_text_path (const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  return clean (shown, FALSE);
}

static guint
get_cells (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;

  return g_unichar_iswide (c) ? 2 : 1;
}

/**
 * refrain_cli_text_width:
 * @text: clean UTF-8 text
 *
 * Returns: how many cells of a terminal it takes
 */
guint
refrain_cli_text_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += get_cells (g_utf8_get_char (p));

  return width;
}

/**
 * refrain_cli_text_fit:
 * @text: clean UTF-8 text
 * @width: the most cells
 *
 * Returns: (transfer full): @text, cut with an ellipsis when it is wider
 */
char *
refrain_cli_text_fit (const char *text, guint width)
{
  guint used = 0;
  const char *p = text;

  if (refrain_cli_text_width (text) <= width)
    return g_strdup (text);

  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      guint cells = get_cells (g_utf8_get_char (p));

      if (used + cells + 1 > width)
        break;
      used += cells;
    }

  return g_strdup_printf ("%.*s…", (int) (p - text), text);
}

/* The end of a number that begins at @start, written as short as it can be and still be the same.
 */
static const char *
append_number (GString *out, const char *start)
{
  static const char *const formats[] = { "%.15g", "%.16g" };
  gsize length = strspn (start, "+-.0123456789eE");
  g_autofree char *number = g_strndup (start, length);
  double value = g_ascii_strtod (number, NULL);
  char shorter[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (formats) && strpbrk (number, ".eE") != NULL; i++)
    {
      g_ascii_formatd (shorter, sizeof shorter, formats[i], value);
      if (strlen (shorter) < length && strpbrk (shorter, ".eE") != NULL
          && g_ascii_strtod (shorter, NULL) == value)
        {
          g_string_append (out, shorter);
          return start + length;
        }
    }

  g_string_append (out, number);
  return start + length;
}

/* Inside a string of JSON: what steers a terminal or is not allowed there is written as an escape.
 */
static void
append_escaped (GString *out, gunichar c)
{
  if (c == '\n')
    g_string_append (out, "\\n");
  else if (c == '\t')
    g_string_append (out, "\\t");
  else if (g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029 || is_invisible_control (c))
    g_string_append_printf (out, "\\u%04x", c);
  else
    g_string_append_unichar (out, c);
}

/**
 * refrain_cli_text_json:
 * @text: a JSON document
 * @shorten: whether numbers may be written another way, as short as they can be
 *
 * Returns: (transfer full): the same document: valid UTF-8, control characters as escapes
 */
char *
refrain_cli_text_json (const char *text, gboolean shorten)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *out = g_string_sized_new (strlen (valid));
  gboolean in_string = FALSE;
  const char *p = valid;

  while (*p != '\0')
    {
      gunichar c = g_utf8_get_char (p);

      if (shorten && !in_string && (g_ascii_isdigit (*p) || *p == '-'))
        {
          p = append_number (out, p);
          continue;
        }
      if (in_string && c == '\\' && p[1] != '\0' && !g_ascii_iscntrl (p[1]))
        {
          g_string_append_c (out, '\\');
          p++;
          c = g_utf8_get_char (p);
        }
      else if (c == '"')
        in_string = !in_string;
      if (in_string || !g_unichar_iscntrl (c))
        append_escaped (out, c);
      else if (g_unichar_isspace (c))
        g_string_append_unichar (out, c);
      p = g_utf8_next_char (p);
    }

  return g_string_free (out, FALSE);
}
