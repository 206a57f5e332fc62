/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-raw-answer-text.h"

#include <string.h>

#define INDENT 2

/* The deepest indentation: an answer nested a thousand times shall not be mostly blanks. */
#define MAX_DEPTH 24

static void
break_line (GString *out, guint depth)
{
  g_string_append_c (out, '\n');
  g_string_append_printf (out, "%*s", (int) (MIN (depth, MAX_DEPTH) * INDENT), "");
}

/* Copies a string of JSON as it stands; returns what follows it. */
static const char *
copy_string (GString *out, const char *p)
{
  const char *end = p + 1;

  while (*end != '\0' && *end != '"')
    end += *end == '\\' && end[1] != '\0' ? 2 : 1;
  if (*end == '"')
    end++;
  g_string_append_len (out, p, end - p);

  return end;
}

static const char *
skip_blanks (const char *p)
{
  return p + strspn (p, " \t\r\n");
}

/* Copies a bracket and says where to go on; empty ones stay on one line. */
static const char *
copy_bracket (GString *out, const char *p, guint *depth)
{
  const char *next = skip_blanks (p + 1);

  if (*p == '{' || *p == '[')
    {
      g_string_append_c (out, *p);
      if (*next == '}' || *next == ']')
        {
          g_string_append_c (out, *next);
          return next + 1;
        }
      break_line (out, ++*depth);
      return next;
    }

  *depth = *depth > 0 ? *depth - 1 : 0;
  break_line (out, *depth);
  g_string_append_c (out, *p);
  return next;
}

/**
 * refrain_raw_answer_indent:
 * @text: what a gateway answered
 *
 * Sets JSON out in lines. Only blanks between its words change: numbers, escapes and everything
 * else stay as the gateway wrote them. What does not look like JSON stays as it is.
 *
 * Returns: (transfer full): the text to show
 */
char *
refrain_raw_answer_indent (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *p = skip_blanks (text);
  guint depth = 0;

  if (*p != '{' && *p != '[')
    return g_strdup (text);

  while (*p != '\0')
    {
      if (*p == '"')
        p = copy_string (out, p);
      else if (strchr ("{}[]", *p) != NULL)
        p = copy_bracket (out, p, &depth);
      else if (*p == ',')
        {
          g_string_append_c (out, ',');
          break_line (out, depth);
          p = skip_blanks (p + 1);
        }
      else if (*p == ':')
        {
          g_string_append (out, ": ");
          p = skip_blanks (p + 1);
        }
      else if (g_ascii_isspace (*p))
        p++;
      else
        g_string_append_c (out, *p++);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* One character for each of the text's, so that places are the same in both. */
static gunichar *
fold (const char *text, glong *length)
{
  gunichar *folded = g_utf8_to_ucs4_fast (text, -1, length);

  for (glong i = 0; i < *length; i++)
    folded[i] = g_unichar_tolower (folded[i]);

  return folded;
}

/**
 * refrain_raw_answer_find:
 * @text: where to look
 * @query: what to look for
 *
 * Finds text whatever its case; matches do not overlap.
 *
 * Returns: (transfer full) (element-type RefrainTextMatch): all matches in order
 */
GArray *
refrain_raw_answer_find (const char *text, const char *query)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (RefrainTextMatch));
  glong n_text;
  glong n_query;
  g_autofree gunichar *hay = fold (text, &n_text);
  g_autofree gunichar *needle = fold (query, &n_query);

  for (glong i = 0; n_query > 0 && i + n_query <= n_text; i++)
    {
      RefrainTextMatch match = { (guint) i, (guint) (i + n_query) };

      if (hay[i] != needle[0] || memcmp (hay + i, needle, (gsize) n_query * sizeof (gunichar)) != 0)
        continue;
      g_array_append_val (matches, match);
      i += n_query - 1;
    }

  return matches;
}
