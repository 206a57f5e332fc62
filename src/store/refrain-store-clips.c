/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-store-clips.h"

#include "refrain-clock.h"
#include "refrain-statement.h"
#include "refrain-store-files.h"

#include <string.h>

#define FACT_COLUMNS                                                                               \
  "clip_id, title, style, lyrics, description, model, version, audio_url, stream_url, video_url,"  \
  " image_url, image_large_url, error_type, error_message, parent_id, state, duration,"            \
  " created_at, instrumental, liked"

#define SELECT_CLIPS                                                                               \
  "SELECT c.id, c.task_row, c.added_at, c.verdict, c.plays, g.name, t.task_id, " FACT_COLUMNS      \
  " FROM (SELECT * FROM clips WHERE %s) c JOIN gateways g ON g.id = c.gateway_row"                 \
  " JOIN (SELECT id AS task_key, task_id FROM tasks) t ON t.task_key = c.task_row %s"

#define COLUMN_FACTS 7

/* The texts of the facts, in the order of their columns. */
static void
get_texts (RefrainClipFacts *facts, char **texts[15])
{
  char **const all[15] = { &facts->id,         &facts->title,         &facts->style,
                           &facts->lyrics,     &facts->description,   &facts->model,
                           &facts->version,    &facts->audio_url,     &facts->stream_url,
                           &facts->video_url,  &facts->image_url,     &facts->image_large_url,
                           &facts->error_type, &facts->error_message, &facts->parent_id };

  memcpy (texts, all, sizeof all);
}

static RefrainClipFacts *
read_facts (RefrainStatement *row, int column)
{
  RefrainClipFacts *facts = refrain_clip_facts_new ();
  char **texts[15];

  get_texts (facts, texts);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = refrain_statement_dup_text (row, column + (int) i);
  column += G_N_ELEMENTS (texts);
  facts->state = refrain_clip_state_from_string (refrain_statement_get_text (row, column));
  facts->duration = refrain_statement_get_double (row, column + 1);
  facts->created_at = refrain_statement_get_int (row, column + 2);
  facts->instrumental = refrain_statement_get_int (row, column + 3) != 0;
  facts->liked = refrain_statement_get_int (row, column + 4) != 0;
  return facts;
}

static RefrainClipRecord *
read_row (RefrainStatement *row)
{
  RefrainClipRecord *record = refrain_clip_record_new ();

  record->row_id = refrain_statement_get_int (row, 0);
  record->task_row = refrain_statement_get_int (row, 1);
  record->added_at = refrain_statement_get_int (row, 2);
  refrain_verdict_from_string (refrain_statement_get_text (row, 3), &record->verdict);
  record->plays = (guint) refrain_statement_get_int (row, 4);
  record->gateway = refrain_statement_dup_text (row, 5);
  refrain_clip_facts_free (record->facts);
  record->facts = read_facts (row, COLUMN_FACTS);
  record->facts->task_id = refrain_statement_dup_text (row, 6);
  return record;
}

/* Gives the clips their saved files, those of all clips in one go. */
static gboolean
add_files (RefrainConnection *connection, GPtrArray *clips, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) by_row = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) files = NULL;

  if (clips->len == 0)
    return TRUE;

  for (guint i = 0; i < clips->len; i++)
    {
      RefrainClipRecord *clip = g_ptr_array_index (clips, i);

      g_array_append_val (rows, clip->row_id);
      g_hash_table_insert (by_row, &clip->row_id, clip);
    }
  files = refrain_store_files_list_of (connection, (const gint64 *) (gpointer) rows->data,
                                       rows->len, error);
  if (files == NULL)
    return FALSE;

  g_ptr_array_set_free_func (files, NULL);
  for (guint i = 0; i < files->len; i++)
    {
      RefrainSavedFile *file = g_ptr_array_index (files, i);
      RefrainClipRecord *clip = g_hash_table_lookup (by_row, &file->clip_row);

      g_ptr_array_add (clip->files, file);
    }
  return TRUE;
}

/* Reads the rows of @statement and the saved files of each. */
static GPtrArray *
read_rows (RefrainConnection *connection, RefrainStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (
      (GDestroyNotify) refrain_clip_record_free);
  GError *step_error = NULL;

  while (refrain_statement_step (statement, &step_error))
    g_ptr_array_add (list, read_row (statement));
  if (step_error != NULL)
    {
      g_propagate_error (error, step_error);
      return NULL;
    }

  return add_files (connection, list, error) ? g_steal_pointer (&list) : NULL;
}

/* What search looks at, in folded case. */
static char *
build_search_text (const RefrainClipFacts *facts)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *const parts[] = { facts->title,  facts->style, facts->description,
                                facts->lyrics, facts->model, facts->id };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] != NULL)
        g_string_append_printf (text, "%s\n", parts[i]);
    }

  return g_utf8_casefold (text->str, (gssize) text->len);
}

static RefrainClipFacts *
find_known (RefrainConnection *connection,
            gint64 gateway_row,
            const char *clip_id,
            gint64 *row,
            GError **error)
{
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection, "SELECT id, " FACT_COLUMNS " FROM clips WHERE gateway_row = ?1 AND clip_id = ?2",
      error);

  *row = 0;
  if (statement == NULL)
    return NULL;

  refrain_statement_bind_int (statement, 1, gateway_row);
  refrain_statement_bind_text (statement, 2, clip_id);
  if (!refrain_statement_step (statement, error))
    return NULL;

  *row = refrain_statement_get_int (statement, 0);
  return read_facts (statement, 1);
}

static gint64
insert_row (RefrainConnection *connection,
            gint64 gateway_row,
            gint64 task_row,
            guint position,
            const char *clip_id,
            GError **error)
{
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection,
      "INSERT INTO clips (gateway_row, task_row, position, clip_id, state, added_at)"
      " VALUES (?1, ?2, ?3, ?4, 'submitted', ?5) RETURNING id",
      error);

  if (statement == NULL)
    return 0;

  refrain_statement_bind_int (statement, 1, gateway_row);
  refrain_statement_bind_int (statement, 2, task_row);
  refrain_statement_bind_int (statement, 3, position);
  refrain_statement_bind_text (statement, 4, clip_id);
  refrain_statement_bind_int (statement, 5, refrain_clock_now_ms ());
  return refrain_statement_step (statement, error) ? refrain_statement_get_int (statement, 0) : 0;
}

static gboolean
write_facts (RefrainConnection *connection, gint64 row, RefrainClipFacts *facts, GError **error)
{
  g_autofree char *search_text = build_search_text (facts);
  char **texts[15];
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection,
      "UPDATE clips SET (" FACT_COLUMNS ", search_text)"
      " = (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,"
      " ?21, ?22) WHERE id = ?1",
      error);

  if (statement == NULL)
    return FALSE;

  refrain_statement_bind_int (statement, 1, row);
  get_texts (facts, texts);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    refrain_statement_bind_text (statement, 2 + (int) i, *texts[i]);
  refrain_statement_bind_text (statement, 17, refrain_clip_state_to_string (facts->state));
  refrain_statement_bind_double (statement, 18, facts->duration);
  refrain_statement_bind_int (statement, 19, facts->created_at);
  refrain_statement_bind_int (statement, 20, facts->instrumental);
  refrain_statement_bind_int (statement, 21, facts->liked);
  refrain_statement_bind_text (statement, 22, search_text);
  return refrain_statement_run (statement, error);
}

/**
 * refrain_store_clips_put:
 * @connection: the database, inside a transaction
 * @gateway_row: the gateway that answered
 * @task_row: the clip's task
 * @position: its place among the takes of the task
 * @facts: what the gateway said; has an id
 * @error: return location for an error
 *
 * Writes a clip, merged with what is known of it. What the user did with it stays.
 *
 * Returns: the clip's row, 0 on error
 */
gint64
refrain_store_clips_put (RefrainConnection *connection,
                         gint64 gateway_row,
                         gint64 task_row,
                         guint position,
                         const RefrainClipFacts *facts,
                         GError **error)
{
  GError *find_error = NULL;
  gint64 row;
  g_autoptr (RefrainClipFacts) merged = find_known (connection, gateway_row, facts->id, &row,
                                                    &find_error);

  if (find_error != NULL)
    {
      g_propagate_error (error, find_error);
      return 0;
    }

  if (merged == NULL)
    {
      merged = refrain_clip_facts_copy (facts);
      row = insert_row (connection, gateway_row, task_row, position, facts->id, error);
    }
  else
    {
      refrain_clip_facts_merge (merged, facts);
    }

  return row != 0 && write_facts (connection, row, merged, error) ? row : 0;
}

/**
 * refrain_store_clips_load:
 * @connection: the database
 * @row_ids: (array length=n_rows): clips' rows
 * @n_rows: how many
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type RefrainClipRecord): the clips that exist, in no
 *   promised order
 */
GPtrArray *
refrain_store_clips_load (RefrainConnection *connection,
                          const gint64 *row_ids,
                          guint n_rows,
                          GError **error)
{
  g_autofree char *rows = refrain_statement_join_rows (row_ids, n_rows);
  g_autofree char *condition = g_strdup_printf ("id IN (%s)", rows);
  g_autofree char *sql = g_strdup_printf (SELECT_CLIPS, condition, "");
  g_autoptr (RefrainStatement) statement = NULL;

  statement = refrain_connection_prepare (connection, sql, error);

  return statement != NULL ? read_rows (connection, statement, error) : NULL;
}

/**
 * refrain_store_clips_of_task:
 * @connection: the database
 * @task_row: a task's row
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type RefrainClipRecord): its takes, in their order
 */
GPtrArray *
refrain_store_clips_of_task (RefrainConnection *connection, gint64 task_row, GError **error)
{
  return refrain_store_clips_of_tasks (connection, &task_row, 1, error);
}

/**
 * refrain_store_clips_of_tasks:
 * @connection: the database
 * @task_rows: (array length=n_rows): tasks' rows
 * @n_rows: how many
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type RefrainClipRecord): their takes; those of one
 *   task in their order
 */
GPtrArray *
refrain_store_clips_of_tasks (RefrainConnection *connection,
                              const gint64 *task_rows,
                              guint n_rows,
                              GError **error)
{
  g_autofree char *rows = refrain_statement_join_rows (task_rows, n_rows);
  g_autofree char *condition = g_strdup_printf ("task_row IN (%s)", rows);
  g_autofree char *sql = g_strdup_printf (SELECT_CLIPS, condition, "ORDER BY c.position, c.id");
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (connection, sql, error);

  return statement != NULL ? read_rows (connection, statement, error) : NULL;
}

/**
 * refrain_store_clips_set_verdict:
 * @connection: the database
 * @row_id: a clip's row
 * @verdict: what the user thinks of it
 * @error: return location for an error
 *
 * Returns: whether it was recorded
 */
gboolean
refrain_store_clips_set_verdict (RefrainConnection *connection,
                                 gint64 row_id,
                                 RefrainVerdict verdict,
                                 GError **error)
{
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection, "UPDATE clips SET verdict = ?2 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;

  refrain_statement_bind_int (statement, 1, row_id);
  refrain_statement_bind_text (statement, 2, refrain_verdict_to_string (verdict));
  return refrain_statement_run (statement, error);
}
