/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-query.h"

#define MAX_WORDS 32

static const char *const sort_names[] = { "created", "title", "style", "duration", "model" };

/**
 * refrain_query_new:
 *
 * Returns: (transfer full): all clips, the newest first
 */
RefrainQuery *
refrain_query_new (void)
{
  return g_new0 (RefrainQuery, 1);
}

/**
 * refrain_query_copy:
 * @query: a query
 *
 * Returns: (transfer full): the same query
 */
RefrainQuery *
refrain_query_copy (const RefrainQuery *query)
{
  RefrainQuery *copy = g_memdup2 (query, sizeof *query);

  copy->text = g_strdup (query->text);
  return copy;
}

/**
 * refrain_query_free:
 * @query: (transfer full) (nullable): a query
 */
void
refrain_query_free (RefrainQuery *query)
{
  if (query == NULL)
    return;

  g_free (query->text);
  g_free (query);
}

/**
 * refrain_query_equal:
 * @a: a query
 * @b: a query
 *
 * Returns: whether both ask for the same clips in the same order
 */
gboolean
refrain_query_equal (const RefrainQuery *a, const RefrainQuery *b)
{
  return g_strcmp0 (a->text, b->text) == 0 && a->view == b->view && a->sort == b->sort
         && a->ascending == b->ascending && a->limit == b->limit && a->task_row == b->task_row;
}

/**
 * refrain_query_split_words:
 * @query: a query
 *
 * Returns: (transfer full) (array zero-terminated=1): the words of the text in folded case; a
 *   pasted novel is cut after some words
 */
char **
refrain_query_split_words (const RefrainQuery *query)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;
  guint n_words = 0;

  if (query->text != NULL)
    parts = g_strsplit_set (query->text, " \t\r\n", -1);
  for (guint i = 0; parts != NULL && parts[i] != NULL && n_words < MAX_WORDS; i++)
    {
      g_autofree char *folded = NULL;

      if (*parts[i] == '\0')
        continue;
      folded = g_utf8_casefold (parts[i], -1);
      g_strv_builder_add (builder, folded);
      n_words++;
    }

  return g_strv_builder_end (builder);
}

/**
 * refrain_sort_to_string:
 * @sort: an order
 *
 * Returns: (transfer none): its name in settings and on the command line
 */
const char *
refrain_sort_to_string (RefrainSort sort)
{
  return sort_names[sort];
}

/**
 * refrain_sort_from_string:
 * @name: (nullable): a name made by refrain_sort_to_string()
 * @sort: (out): the order
 *
 * Returns: %FALSE when there is no such order; @sort is then untouched
 */
gboolean
refrain_sort_from_string (const char *name, RefrainSort *sort)
{
  for (guint i = 0; i < G_N_ELEMENTS (sort_names); i++)
    {
      if (g_strcmp0 (sort_names[i], name) == 0)
        {
          *sort = (RefrainSort) i;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * refrain_sort_is_ascending_by_nature:
 * @sort: an order
 *
 * Returns: whether people expect this order from the small end: titles from A, dates from the
 *   newest
 */
gboolean
refrain_sort_is_ascending_by_nature (RefrainSort sort)
{
  return sort != REFRAIN_SORT_CREATED && sort != REFRAIN_SORT_DURATION;
}
