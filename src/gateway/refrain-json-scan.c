/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-json-scan.h"

#include <string.h>

typedef struct
{
  guint depth;
  gsize n_values;
  gsize document_start;
  gboolean in_string;
  gboolean escaped;
} Scanner;

/* Steps over one byte inside a string. */
static void
step_string (Scanner *scanner, char c)
{
  if (scanner->escaped)
    scanner->escaped = FALSE;
  else if (c == '\\')
    scanner->escaped = TRUE;
  else if (c == '"')
    scanner->in_string = FALSE;
}

/* Whether JSON has @c outside its strings. Some parsers skip comments and take other quotes, and
 * would then see another nesting than was counted here. */
static gboolean
is_json_byte (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr (" \t\r\n,:+-.\"{}[]", c) != NULL);
}

/**
 * refrain_json_scan_last_document:
 * @text: UTF-8 text
 * @length: its length in bytes
 * @max_depth: the deepest nesting allowed
 * @max_values: the most values allowed, counted by their separators
 * @start: (out): where the last complete document begins
 * @end: (out): the byte after it
 *
 * Finds the last complete object or array in a body that may hold several (one a line, or two on
 * one line), and bounds depth and count before a parser that recurses and allocates sees it. It
 * does not check the grammar.
 *
 * Returns: %REFRAIN_JSON_SCAN_OK when a document was found
 */
RefrainJsonScan
refrain_json_scan_last_document (
    const char *text, gsize length, guint max_depth, gsize max_values, gsize *start, gsize *end)
{
  Scanner scanner = { 0 };
  gboolean found = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (scanner.in_string)
        step_string (&scanner, c);
      else if (scanner.depth > 0 && !is_json_byte (c))
        return REFRAIN_JSON_SCAN_STRANGE;
      else if (c == '"' && scanner.depth > 0)
        scanner.in_string = TRUE;
      else if (c == '{' || c == '[')
        {
          if (scanner.depth == 0)
            scanner.document_start = i;
          if (++scanner.depth > max_depth)
            return REFRAIN_JSON_SCAN_TOO_DEEP;
          if (++scanner.n_values > max_values)
            return REFRAIN_JSON_SCAN_TOO_MANY;
        }
      else if ((c == '}' || c == ']') && scanner.depth > 0)
        {
          if (--scanner.depth == 0)
            {
              *start = scanner.document_start;
              *end = i + 1;
              found = TRUE;
            }
        }
      else if (c == ',' && ++scanner.n_values > max_values)
        return REFRAIN_JSON_SCAN_TOO_MANY;
    }

  return found ? REFRAIN_JSON_SCAN_OK : REFRAIN_JSON_SCAN_CUT;
}
