/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-text-diff.h"

#include <string.h>

/* The most cells of the table that is filled, two bytes each. What needs more is compared by larger
 * units, and in the end as a whole: nobody reads a finer comparison of such texts anyway. */
#define MAX_CELLS (2 * 1024 * 1024)

/* A word, a run of space, or a line: a piece of one of the texts. */
typedef struct
{
  const char *start;
  gsize length;
} Token;

static void
part_free (gpointer data)
{
  RefrainDiffPart *part = data;

  g_free (part->text);
  g_free (part);
}

/* What is written without spaces is compared character by character. */
static gboolean
stands_alone (gunichar character)
{
  return g_unichar_iswide (character)
         || (!g_unichar_isalnum (character) && !g_unichar_isspace (character)
             && !g_unichar_ismark (character) && character != '\'' && character != 0x2019);
}

static const char *
find_word_end (const char *start)
{
  gunichar first = g_utf8_get_char (start);
  const char *end = g_utf8_next_char (start);

  if (stands_alone (first) || first == '\n')
    return end;

  while (*end != '\0')
    {
      gunichar next = g_utf8_get_char (end);

      if (stands_alone (next) || next == '\n'
          || g_unichar_isspace (next) != g_unichar_isspace (first))
        break;
      end = g_utf8_next_char (end);
    }
  return end;
}

static const char *
find_line_end (const char *start)
{
  const char *end = strchr (start, '\n');

  return end != NULL ? end + 1 : start + strlen (start);
}

static GArray *
split (const char *text, RefrainDiffUnit unit)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (Token));

  while (*text != '\0')
    {
      const char *end = unit == REFRAIN_DIFF_WORDS ? find_word_end (text) : find_line_end (text);
      Token token = { text, (gsize) (end - text) };

      g_array_append_val (tokens, token);
      text = end;
    }
  return tokens;
}

/* The last line of a text is the same with and without an end. */
static gsize
get_content_length (const Token *token)
{
  gsize length = token->length;

  if (length > 1 && token->start[length - 1] == '\n')
    length--;
  return length;
}

static gboolean
equal (const Token *a, const Token *b)
{
  gsize length = get_content_length (a);

  return length == get_content_length (b) && memcmp (a->start, b->start, length) == 0;
}

/* A part, as long as it may still grow. */
typedef struct
{
  RefrainDiffKind kind;
  const char *start;
  gsize length;
} Run;

/* Of one kind what comes next follows in its text, too. */
static void
append (GArray *runs, RefrainDiffKind kind, const char *start, gsize length)
{
  Run *last = runs->len > 0 ? &g_array_index (runs, Run, runs->len - 1) : NULL;
  Run run = { kind, start, length };

  if (length == 0)
    return;

  if (last != NULL && last->kind == kind)
    last->length += length;
  else
    g_array_append_val (runs, run);
}

static GPtrArray *
copy_runs (GArray *runs)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (part_free);

  for (guint i = 0; i < runs->len; i++)
    {
      const Run *run = &g_array_index (runs, Run, i);
      RefrainDiffPart *part = g_new (RefrainDiffPart, 1);

      part->kind = run->kind;
      part->text = g_strndup (run->start, run->length);
      g_ptr_array_add (parts, part);
    }
  return parts;
}

static void
append_tokens (GArray *runs, RefrainDiffKind kind, const Token *tokens, guint n_tokens)
{
  if (n_tokens > 0)
    append (runs, kind, tokens[0].start,
            (gsize) (tokens[n_tokens - 1].start - tokens[0].start) + tokens[n_tokens - 1].length);
}

/* How long the longest common sequence of what follows each pair of positions is. */
static guint16 *
fill_table (const Token *a, guint n_a, const Token *b, guint n_b)
{
  guint16 *table = g_new0 (guint16, (gsize) (n_a + 1) * (n_b + 1));
  gsize width = n_b + 1;

  for (guint i = n_a; i-- > 0;)
    {
      for (guint j = n_b; j-- > 0;)
        {
          gsize here = i * width + j;

          table[here] = equal (&a[i], &b[j]) ? (guint16) (table[here + width + 1] + 1)
                                             : MAX (table[here + width], table[here + 1]);
        }
    }
  return table;
}

static void
walk (GArray *runs, const Token *a, guint n_a, const Token *b, guint n_b)
{
  g_autofree guint16 *table = fill_table (a, n_a, b, n_b);
  gsize width = n_b + 1;
  guint i = 0;
  guint j = 0;

  while (i < n_a && j < n_b)
    {
      gsize here = i * width + j;

      if (equal (&a[i], &b[j]))
        {
          append (runs, REFRAIN_DIFF_SAME, b[j].start, b[j].length);
          i++;
          j++;
        }
      else if (table[here + width] >= table[here + 1])
        {
          append (runs, REFRAIN_DIFF_REMOVED, a[i].start, a[i].length);
          i++;
        }
      else
        {
          append (runs, REFRAIN_DIFF_ADDED, b[j].start, b[j].length);
          j++;
        }
    }
  append_tokens (runs, REFRAIN_DIFF_REMOVED, a + i, n_a - i);
  append_tokens (runs, REFRAIN_DIFF_ADDED, b + j, n_b - j);
}

/* Returns whether the texts could be compared by this unit. */
static gboolean
compare (GArray *runs, const char *before, const char *after, RefrainDiffUnit unit)
{
  g_autoptr (GArray) old = split (before, unit);
  g_autoptr (GArray) new = split (after, unit);
  const Token *a = (const Token *) (gpointer) old->data;
  const Token *b = (const Token *) (gpointer) new->data;
  guint n_a = old->len;
  guint n_b = new->len;
  guint head = 0;
  guint tail = 0;

  while (head < n_a && head < n_b && equal (&a[head], &b[head]))
    head++;
  while (tail < n_a - head && tail < n_b - head && equal (&a[n_a - 1 - tail], &b[n_b - 1 - tail]))
    tail++;
  if ((guint64) (n_a - head - tail + 1) * (n_b - head - tail + 1) > MAX_CELLS
      || MIN (n_a, n_b) - head - tail > G_MAXUINT16)
    return FALSE;

  append_tokens (runs, REFRAIN_DIFF_SAME, b, head);
  walk (runs, a + head, n_a - head - tail, b + head, n_b - head - tail);
  append_tokens (runs, REFRAIN_DIFF_SAME, b + n_b - tail, tail);
  return TRUE;
}

/**
 * refrain_text_diff:
 * @before: (nullable): a text in UTF-8
 * @after: (nullable): another one
 * @unit: what is kept whole
 *
 * Finds out how one text becomes another. Texts that are too long for @unit are compared by lines,
 * or as a whole. What both have is given as @after has it.
 *
 * Returns: (transfer full) (element-type RefrainDiffPart): the parts in their order; two that
 *   follow each other are of different kinds
 */
GPtrArray *
refrain_text_diff (const char *before, const char *after, RefrainDiffUnit unit)
{
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (Run));

  before = before != NULL ? before : "";
  after = after != NULL ? after : "";
  if (compare (runs, before, after, unit)
      || (unit != REFRAIN_DIFF_LINES && compare (runs, before, after, REFRAIN_DIFF_LINES)))
    return copy_runs (runs);

  append (runs, REFRAIN_DIFF_REMOVED, before, strlen (before));
  append (runs, REFRAIN_DIFF_ADDED, after, strlen (after));
  return copy_runs (runs);
}
