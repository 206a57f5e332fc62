/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-store-clips.h"

#include "refrain-statement.h"

#include <string.h>

/* Which clips, in which order: a query as SQL. */

#define SAVED_AUDIO                                                                                \
  "EXISTS (SELECT 1 FROM files f WHERE f.clip_row = c.id AND f.kind = 'audio'"                     \
  " AND f.health = 'proven')"
#define AT_RISK "c.state = 'complete' AND c.audio_url IS NOT NULL AND NOT " SAVED_AUDIO

/* The list of tasks: what is on it, and what of it waits for the user. The same as
 * refrain_task_record_needs_attention(). */
#define ON_LIST "removed_at = 0"
#define NEEDS_ATTENTION                                                                            \
  "state = 'failed' OR submit_state = 'maybe' OR (watch = 'expired' AND state <> 'complete')"

/* A task came to be when its first take did: takes that a gateway made in turn with those of
 * another task stay together. */
#define CREATED                                                                                    \
  "(SELECT CASE first.created_at WHEN 0 THEN first.added_at ELSE first.created_at END"             \
  " FROM clips first WHERE first.task_row = c.task_row ORDER BY first.position, first.id LIMIT 1)"

/* Well below the length from which SQLite refuses a LIKE pattern, each character escaped. */
#define MAX_PATTERN_WORD 10000

static const char *
get_view_condition (RefrainView view)
{
  switch (view)
    {
    case REFRAIN_VIEW_UNHEARD:
      return "c.verdict = 'unheard' AND c.state != 'error'";
    case REFRAIN_VIEW_KEEPERS:
      return "c.verdict = 'keep'";
    case REFRAIN_VIEW_LATER:
      return "c.verdict = 'later'";
    case REFRAIN_VIEW_REJECTED:
      return "c.verdict = 'reject'";
    case REFRAIN_VIEW_UNSAVED:
      return "NOT " SAVED_AUDIO;
    case REFRAIN_VIEW_AT_RISK:
      return AT_RISK;
    case REFRAIN_VIEW_SAVED:
      return SAVED_AUDIO;
    case REFRAIN_VIEW_ALL:
    default:
      return "1";
    }
}

static const char *
get_sort_column (RefrainSort sort)
{
  switch (sort)
    {
    case REFRAIN_SORT_TITLE:
      return "coalesce(c.title, '') COLLATE people";
    case REFRAIN_SORT_STYLE:
      return "coalesce(c.style, '') COLLATE people";
    case REFRAIN_SORT_DURATION:
      return "c.duration";
    case REFRAIN_SORT_MODEL:
      return "coalesce(c.model, '')";
    case REFRAIN_SORT_CREATED:
    default:
      return CREATED;
    }
}

/* LIKE is the faster way to look for a word, but takes none that is very long. */
static gboolean
is_pattern (const char *word)
{
  return strlen (word) <= MAX_PATTERN_WORD;
}

/* "%" and "_" in a word mean themselves. */
static char *
build_pattern (const char *word)
{
  g_autoptr (GString) pattern = g_string_new ("%");

  for (const char *p = word; *p != '\0'; p++)
    {
      if (*p == '%' || *p == '_' || *p == '\\')
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *p);
    }
  g_string_append_c (pattern, '%');
  return g_strdup (pattern->str);
}

static char *
build_sql (const RefrainQuery *query, char **words)
{
  g_autoptr (GString) sql = g_string_new ("SELECT c.id FROM clips c WHERE ");
  const char *direction = query->ascending ? "ASC" : "DESC";

  g_string_append (sql, get_view_condition (query->view));
  if (query->task_row != 0)
    g_string_append_printf (sql, " AND c.task_row = %" G_GINT64_FORMAT, query->task_row);
  for (guint i = 0; words[i] != NULL; i++)
    g_string_append_printf (sql,
                            is_pattern (words[i]) ? " AND c.search_text LIKE ?%u ESCAPE '\\'"
                                                  : " AND instr (c.search_text, ?%u) > 0",
                            i + 1);
  /* Takes of one task stay side by side and in their order, whichever way the list runs. */
  g_string_append_printf (sql, " ORDER BY %s %s, c.task_row %s, c.position ASC, c.id ASC",
                          get_sort_column (query->sort), direction, direction);
  if (query->limit != 0)
    g_string_append_printf (sql, " LIMIT %u", query->limit);

  return g_strdup (sql->str);
}

static GArray *
read_ids (RefrainStatement *statement, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *step_error = NULL;

  while (refrain_statement_step (statement, &step_error))
    {
      gint64 id = refrain_statement_get_int (statement, 0);

      g_array_append_val (ids, id);
    }
  if (step_error != NULL)
    {
      g_propagate_error (error, step_error);
      return NULL;
    }

  return g_steal_pointer (&ids);
}

/**
 * refrain_store_clips_query:
 * @connection: the database
 * @query: which clips, in which order
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the clips' rows
 */
GArray *
refrain_store_clips_query (RefrainConnection *connection, const RefrainQuery *query, GError **error)
{
  g_auto (GStrv) words = refrain_query_split_words (query);
  g_autofree char *sql = build_sql (query, words);
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return NULL;

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *pattern = is_pattern (words[i]) ? build_pattern (words[i])
                                                       : g_strdup (words[i]);

      refrain_statement_bind_text (statement, (int) i + 1, pattern);
    }

  return read_ids (statement, error);
}

/**
 * refrain_store_clips_find:
 * @connection: the database
 * @clip_id: a gateway's id of a clip, or the beginning of one
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the rows of the clips that fit; those
 * of the whole id when there are any
 */
GArray *
refrain_store_clips_find (RefrainConnection *connection, const char *clip_id, GError **error)
{
  g_autoptr (RefrainStatement) exact = refrain_connection_prepare (
      connection, "SELECT id FROM clips WHERE clip_id = ?1 ORDER BY id", error);
  g_autoptr (RefrainStatement) prefix = refrain_connection_prepare (
      connection,
      "SELECT id FROM clips WHERE substr(clip_id, 1, length(?1)) = ?1 ORDER BY id LIMIT 10", error);
  g_autoptr (GArray) ids = NULL;

  if (exact == NULL || prefix == NULL)
    return NULL;

  refrain_statement_bind_text (exact, 1, clip_id);
  ids = read_ids (exact, error);
  if (ids == NULL || ids->len > 0)
    return g_steal_pointer (&ids);

  refrain_statement_bind_text (prefix, 1, clip_id);
  return read_ids (prefix, error);
}

/**
 * refrain_store_clips_count:
 * @connection: the database
 * @counts: (out): how many clips each view holds
 * @error: return location for an error
 *
 * Returns: whether they could be counted
 */
gboolean
refrain_store_clips_count (RefrainConnection *connection, RefrainCounts *counts, GError **error)
{
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection,
      "SELECT count(*), sum(c.verdict = 'unheard' AND c.state != 'error'), sum(c.verdict = 'keep'),"
      " sum(" AT_RISK "),"
      " (SELECT count(*) FROM tasks WHERE " ON_LIST " AND NOT (" NEEDS_ATTENTION ")"
      "  AND state NOT IN ('complete', 'failed')),"
      " (SELECT count(*) FROM tasks WHERE " ON_LIST " AND (" NEEDS_ATTENTION ")) FROM clips c",
      error);

  if (statement == NULL || !refrain_statement_step (statement, error))
    return FALSE;

  counts->all = (guint) refrain_statement_get_int (statement, 0);
  counts->unheard = (guint) refrain_statement_get_int (statement, 1);
  counts->keepers = (guint) refrain_statement_get_int (statement, 2);
  counts->at_risk = (guint) refrain_statement_get_int (statement, 3);
  counts->running_tasks = (guint) refrain_statement_get_int (statement, 4);
  counts->attention_tasks = (guint) refrain_statement_get_int (statement, 5);
  return TRUE;
}
