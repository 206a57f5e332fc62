/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-store-files.h"

#include "refrain-statement.h"

#define SELECT_FILES                                                                               \
  "SELECT f.clip_row, c.clip_id, f.kind, f.path, f.sha256, f.bytes, f.verified_at, f.health"       \
  " FROM files f JOIN clips c ON c.id = f.clip_row"

/**
 * refrain_store_files_put:
 * @connection: the database
 * @file: a file that was saved; one at the same path takes its place
 * @error: return location for an error
 *
 * Returns: whether it was recorded
 */
gboolean
refrain_store_files_put (RefrainConnection *connection,
                         const RefrainSavedFile *file,
                         GError **error)
{
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection,
      "INSERT OR REPLACE INTO files (clip_row, kind, path, sha256, bytes, verified_at, health)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      error);

  if (statement == NULL)
    return FALSE;

  refrain_statement_bind_int (statement, 1, file->clip_row);
  refrain_statement_bind_text (statement, 2, refrain_file_kind_to_string (file->kind));
  refrain_statement_bind_text (statement, 3, file->path);
  refrain_statement_bind_text (statement, 4, file->sha256);
  refrain_statement_bind_int (statement, 5, file->bytes);
  refrain_statement_bind_int (statement, 6, file->verified_at);
  refrain_statement_bind_text (statement, 7, refrain_file_health_to_string (file->health));
  return refrain_statement_run (statement, error);
}

static GPtrArray *
read_rows (RefrainStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (
      (GDestroyNotify) refrain_saved_file_free);
  GError *step_error = NULL;

  while (refrain_statement_step (statement, &step_error))
    {
      RefrainSavedFile *file = refrain_saved_file_new ();

      file->clip_row = refrain_statement_get_int (statement, 0);
      file->clip_id = refrain_statement_dup_text (statement, 1);
      file->kind = refrain_file_kind_from_string (refrain_statement_get_text (statement, 2));
      file->path = refrain_statement_dup_text (statement, 3);
      file->sha256 = refrain_statement_dup_text (statement, 4);
      file->bytes = refrain_statement_get_int (statement, 5);
      file->verified_at = refrain_statement_get_int (statement, 6);
      file->health = refrain_file_health_from_string (refrain_statement_get_text (statement, 7));
      g_ptr_array_add (list, file);
    }
  if (step_error == NULL)
    return g_steal_pointer (&list);

  g_propagate_error (error, step_error);
  return NULL;
}

/**
 * refrain_store_files_list:
 * @connection: the database
 * @clip_row: a clip's row, 0 for the files of all clips
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type RefrainSavedFile): the files
 */
GPtrArray *
refrain_store_files_list (RefrainConnection *connection, gint64 clip_row, GError **error)
{
  g_autoptr (RefrainStatement) statement = NULL;

  if (clip_row != 0)
    return refrain_store_files_list_of (connection, &clip_row, 1, error);

  statement = refrain_connection_prepare (connection, SELECT_FILES " ORDER BY f.path", error);
  return statement != NULL ? read_rows (statement, error) : NULL;
}

/**
 * refrain_store_files_list_of:
 * @connection: the database
 * @clip_rows: (array length=n_rows): clips' rows
 * @n_rows: how many, at least one
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type RefrainSavedFile): the files of these clips,
 *   each clip's in the order of their paths
 */
GPtrArray *
refrain_store_files_list_of (RefrainConnection *connection,
                             const gint64 *clip_rows,
                             guint n_rows,
                             GError **error)
{
  g_autofree char *rows = refrain_statement_join_rows (clip_rows, n_rows);
  g_autofree char *sql = g_strdup_printf (SELECT_FILES " WHERE f.clip_row IN (%s) ORDER BY f.path",
                                          rows);
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (connection, sql, error);

  return statement != NULL ? read_rows (statement, error) : NULL;
}

/**
 * refrain_store_files_set_health:
 * @connection: the database
 * @path: a saved file's path
 * @health: what a look at it found
 * @verified_at: when, as UTC milliseconds; kept only for a proven file
 * @error: return location for an error
 *
 * Returns: whether it was recorded
 */
gboolean
refrain_store_files_set_health (RefrainConnection *connection,
                                const char *path,
                                RefrainFileHealth health,
                                gint64 verified_at,
                                GError **error)
{
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection,
      "UPDATE files SET health = ?2,"
      " verified_at = CASE WHEN ?2 = 'proven' THEN ?3 ELSE verified_at END WHERE path = ?1",
      error);

  if (statement == NULL)
    return FALSE;

  refrain_statement_bind_text (statement, 1, path);
  refrain_statement_bind_text (statement, 2, refrain_file_health_to_string (health));
  refrain_statement_bind_int (statement, 3, verified_at);
  return refrain_statement_run (statement, error);
}
