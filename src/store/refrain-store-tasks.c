/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-store-tasks.h"

#include "refrain-clock.h"
#include "refrain-statement.h"
#include "refrain-store-clips.h"

#define COLUMNS                                                                                    \
  "t.id, t.gateway_row, g.name, t.task_id, t.kind, t.state, t.state_word, t.fail_reason, t.model," \
  " t.request, t.lyrics_title, t.lyrics_text, t.progress, t.submitted_at, t.started_at,"           \
  " t.finished_at, t.added_at, t.updated_at, t.submit_state, t.submit_error, t.sent_request,"      \
  " t.sent_at, t.watch, t.watched_since, t.removed_at"

/* The clips of so many tasks are read in one go. */
#define TASKS_AT_ONCE 500

#define SELECT_TASKS "SELECT " COLUMNS " FROM tasks t JOIN gateways g ON g.id = t.gateway_row"

static RefrainTaskRecord *
read_row (RefrainStatement *row)
{
  RefrainTaskRecord *record = refrain_task_record_new ();
  RefrainTaskFacts *facts = record->facts;

  record->row_id = refrain_statement_get_int (row, 0);
  record->gateway_row = refrain_statement_get_int (row, 1);
  record->gateway = refrain_statement_dup_text (row, 2);
  /* A task without an id of the gateway's has one of ours in its place. */
  if (!g_str_has_prefix (refrain_statement_get_text (row, 3), REFRAIN_STORE_OWN_ID))
    facts->id = refrain_statement_dup_text (row, 3);
  facts->kind = refrain_task_kind_from_string (refrain_statement_get_text (row, 4));
  facts->state = refrain_task_state_from_string (refrain_statement_get_text (row, 5));
  facts->state_word = refrain_statement_dup_text (row, 6);
  facts->fail_reason = refrain_statement_dup_text (row, 7);
  facts->model = refrain_statement_dup_text (row, 8);
  facts->request = refrain_statement_dup_text (row, 9);
  facts->lyrics_title = refrain_statement_dup_text (row, 10);
  facts->lyrics_text = refrain_statement_dup_text (row, 11);
  facts->progress = refrain_statement_get_double (row, 12);
  facts->submitted_at = refrain_statement_get_int (row, 13);
  facts->started_at = refrain_statement_get_int (row, 14);
  facts->finished_at = refrain_statement_get_int (row, 15);
  record->added_at = refrain_statement_get_int (row, 16);
  record->updated_at = refrain_statement_get_int (row, 17);
  record->submit_state = refrain_submit_state_from_string (refrain_statement_get_text (row, 18));
  record->submit_error = refrain_statement_dup_text (row, 19);
  record->sent_request = refrain_statement_dup_text (row, 20);
  record->sent_at = refrain_statement_get_int (row, 21);
  record->watch = refrain_watch_state_from_string (refrain_statement_get_text (row, 22));
  record->watched_since = refrain_statement_get_int (row, 23);
  record->removed_at = refrain_statement_get_int (row, 24);
  return record;
}

/* Gives the tasks from @first on their clips, those of all of them in one go. */
static gboolean
add_clips (
    RefrainConnection *connection, GPtrArray *tasks, guint first, guint n_tasks, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) by_row = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) clips = NULL;

  for (guint i = first; i < first + n_tasks; i++)
    {
      RefrainTaskRecord *task = g_ptr_array_index (tasks, i);

      g_array_append_val (rows, task->row_id);
      g_hash_table_insert (by_row, &task->row_id, task);
    }
  clips = refrain_store_clips_of_tasks (connection, (const gint64 *) (gpointer) rows->data,
                                        rows->len, error);
  if (clips == NULL)
    return FALSE;

  g_ptr_array_set_free_func (clips, NULL);
  for (guint i = 0; i < clips->len; i++)
    {
      RefrainClipRecord *clip = g_ptr_array_index (clips, i);
      RefrainTaskRecord *task = g_hash_table_lookup (by_row, &clip->task_row);

      g_ptr_array_add (task->clips, clip);
    }
  return TRUE;
}

/* Reads the rows of @statement and the clips of each. */
static GPtrArray *
read_rows (RefrainConnection *connection, RefrainStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (
      (GDestroyNotify) refrain_task_record_free);
  GError *step_error = NULL;

  while (refrain_statement_step (statement, &step_error))
    g_ptr_array_add (list, read_row (statement));
  if (step_error != NULL)
    {
      g_propagate_error (error, step_error);
      return NULL;
    }

  for (guint i = 0; i < list->len; i += TASKS_AT_ONCE)
    {
      if (!add_clips (connection, list, i, MIN (TASKS_AT_ONCE, list->len - i), error))
        return NULL;
    }

  return g_steal_pointer (&list);
}

/* The row of a task, made when it is new. */
static gint64
ensure_row (RefrainConnection *connection, gint64 gateway_row, const char *task_id, GError **error)
{
  gint64 now = refrain_clock_now_ms ();
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection,
      "INSERT INTO tasks (gateway_row, task_id, kind, state, added_at, updated_at)"
      " VALUES (?1, ?2, 'music', 'unknown', ?3, ?3)"
      " ON CONFLICT (gateway_row, task_id) DO UPDATE SET updated_at = ?3 RETURNING id",
      error);

  if (statement == NULL)
    return 0;

  refrain_statement_bind_int (statement, 1, gateway_row);
  refrain_statement_bind_text (statement, 2, task_id);
  refrain_statement_bind_int (statement, 3, now);
  return refrain_statement_step (statement, error) ? refrain_statement_get_int (statement, 0) : 0;
}

static gboolean
write_facts (RefrainConnection *connection,
             gint64 row,
             const RefrainTaskFacts *facts,
             GError **error)
{
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection,
      "UPDATE tasks SET kind = ?2, state = ?3, state_word = ?4, fail_reason = ?5, model = ?6,"
      " request = ?7, lyrics_title = ?8, lyrics_text = ?9, progress = ?10, submitted_at = ?11,"
      " started_at = ?12, finished_at = ?13 WHERE id = ?1",
      error);

  if (statement == NULL)
    return FALSE;

  refrain_statement_bind_int (statement, 1, row);
  refrain_statement_bind_text (statement, 2, refrain_task_kind_to_string (facts->kind));
  refrain_statement_bind_text (statement, 3, refrain_task_state_to_string (facts->state));
  refrain_statement_bind_text (statement, 4, facts->state_word);
  refrain_statement_bind_text (statement, 5, facts->fail_reason);
  refrain_statement_bind_text (statement, 6, facts->model);
  refrain_statement_bind_text (statement, 7, facts->request);
  refrain_statement_bind_text (statement, 8, facts->lyrics_title);
  refrain_statement_bind_text (statement, 9, facts->lyrics_text);
  refrain_statement_bind_double (statement, 10, facts->progress);
  refrain_statement_bind_int (statement, 11, facts->submitted_at);
  refrain_statement_bind_int (statement, 12, facts->started_at);
  refrain_statement_bind_int (statement, 13, facts->finished_at);
  return refrain_statement_run (statement, error);
}

static gboolean
write_raw (RefrainConnection *connection, gint64 row, const char *raw, GError **error)
{
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection, "INSERT OR REPLACE INTO task_raws (task_row, raw) VALUES (?1, ?2)", error);

  if (statement == NULL)
    return FALSE;

  refrain_statement_bind_int (statement, 1, row);
  refrain_statement_bind_text (statement, 2, raw);
  return refrain_statement_run (statement, error);
}

/* A take without an id of its own is known by its place in the task. */
static void
name_nameless_clips (RefrainTaskFacts *facts)
{
  for (guint i = 0; i < facts->clips->len; i++)
    {
      RefrainClipFacts *clip = g_ptr_array_index (facts->clips, i);

      if (clip->id == NULL)
        clip->id = g_strdup_printf ("%s-%u", facts->id, i + 1);
    }
}

/**
 * refrain_store_tasks_get:
 * @connection: the database
 * @row: a task's row
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the task; %NULL without an error when there is none
 */
RefrainTaskRecord *
refrain_store_tasks_get (RefrainConnection *connection, gint64 row, GError **error)
{
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection, SELECT_TASKS " WHERE t.id = ?1", error);
  g_autoptr (GPtrArray) list = NULL;

  if (statement == NULL)
    return NULL;

  refrain_statement_bind_int (statement, 1, row);
  list = read_rows (connection, statement, error);
  return list != NULL && list->len > 0 ? g_ptr_array_steal_index (list, 0) : NULL;
}

/* Merges what came into the row of a task. Private to the layer; inside a transaction. The known
 * clips carry their ids only: their own rows are merged one by one. */
gboolean
refrain_store_tasks_merge (RefrainConnection *connection,
                           gint64 row,
                           const RefrainTaskFacts *news,
                           const char *raw,
                           GError **error)
{
  g_autoptr (RefrainTaskFacts) named = refrain_task_facts_copy (news);
  g_autoptr (RefrainTaskRecord) known = refrain_store_tasks_get (connection, row, error);
  g_autoptr (GPtrArray) clips = NULL;

  if (known == NULL)
    return FALSE;

  name_nameless_clips (named);
  clips = g_ptr_array_ref (named->clips);
  refrain_task_facts_merge (known->facts, named);
  if (!write_facts (connection, row, known->facts, error)
      || (raw != NULL && !write_raw (connection, row, raw, error)))
    return FALSE;
  for (guint i = 0; i < clips->len; i++)
    {
      if (refrain_store_clips_put (connection, known->gateway_row, row, i,
                                   g_ptr_array_index (clips, i), error)
          == 0)
        return FALSE;
    }

  return TRUE;
}

/* Only inside a transaction. */
static RefrainTaskRecord *
put_one (RefrainConnection *connection,
         gint64 gateway_row,
         const RefrainTaskFacts *news,
         const char *raw,
         GError **error)
{
  gint64 row = ensure_row (connection, gateway_row, news->id, error);

  if (row == 0 || !refrain_store_tasks_merge (connection, row, news, raw, error))
    return NULL;

  return refrain_store_tasks_get (connection, row, error);
}

/**
 * refrain_store_tasks_put:
 * @connection: the database
 * @gateway_row: the gateway that answered
 * @tasks: (element-type RefrainTaskFacts): what it said; tasks without an id are left out
 * @raws: (nullable) (element-type utf8): each task's own JSON
 * @error: return location for an error
 *
 * Writes what a gateway said, merged with what is known: nothing known is replaced by nothing, and
 * no clip is removed. All or nothing.
 *
 * Returns: (transfer full) (nullable) (element-type RefrainTaskRecord): the tasks as they are now
 */
GPtrArray *
refrain_store_tasks_put (RefrainConnection *connection,
                         gint64 gateway_row,
                         GPtrArray *tasks,
                         GPtrArray *raws,
                         GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (
      (GDestroyNotify) refrain_task_record_free);

  if (!refrain_connection_begin (connection, error))
    return NULL;

  for (guint i = 0; i < tasks->len; i++)
    {
      const RefrainTaskFacts *task = g_ptr_array_index (tasks, i);
      RefrainTaskRecord *record;

      if (task->id == NULL)
        continue;
      record = put_one (connection, gateway_row, task, raws != NULL ? raws->pdata[i] : NULL, error);
      if (record == NULL)
        {
          refrain_connection_rollback (connection);
          return NULL;
        }
      g_ptr_array_add (list, record);
    }

  return refrain_connection_commit (connection, error) ? g_steal_pointer (&list) : NULL;
}

/**
 * refrain_store_tasks_list:
 * @connection: the database
 * @limit: the most tasks that have ended to return; those that have not are all returned
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type RefrainTaskRecord): tasks, the newest first
 */
GPtrArray *
refrain_store_tasks_list (RefrainConnection *connection, guint limit, GError **error)
{
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection,
      SELECT_TASKS
      " WHERE t.removed_at = 0 AND (t.state NOT IN ('complete', 'failed')"
      " OR t.id IN (SELECT id FROM tasks WHERE removed_at = 0"
      "   AND state IN ('complete', 'failed') ORDER BY added_at DESC, id DESC LIMIT ?1))"
      " ORDER BY t.added_at DESC, t.id DESC",
      error);

  if (statement == NULL)
    return NULL;

  refrain_statement_bind_int (statement, 1, limit);
  return read_rows (connection, statement, error);
}

/**
 * refrain_store_tasks_list_since:
 * @connection: the database
 * @since: UTC milliseconds
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type RefrainTaskRecord): tasks that were written at
 *   @since or later, those that were taken off the list included, the oldest first
 */
GPtrArray *
refrain_store_tasks_list_since (RefrainConnection *connection, gint64 since, GError **error)
{
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection, SELECT_TASKS " WHERE t.updated_at >= ?1 ORDER BY t.added_at, t.id", error);

  if (statement == NULL)
    return NULL;

  refrain_statement_bind_int (statement, 1, since);
  return read_rows (connection, statement, error);
}

/**
 * refrain_store_tasks_list_unsure:
 * @connection: the database
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type RefrainTaskRecord): tasks that were sent and of
 *   which nobody knows whether they were accepted, the newest first; those that were taken off the
 *   list are left out
 */
GPtrArray *
refrain_store_tasks_list_unsure (RefrainConnection *connection, GError **error)
{
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection,
      SELECT_TASKS " WHERE t.submit_state = 'maybe' AND t.removed_at = 0"
                   " ORDER BY t.added_at DESC, t.id DESC",
      error);

  return statement != NULL ? read_rows (connection, statement, error) : NULL;
}

/**
 * refrain_store_tasks_find:
 * @connection: the database
 * @task_id: a gateway's id of a task
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the task; %NULL without an error when there is none
 */
RefrainTaskRecord *
refrain_store_tasks_find (RefrainConnection *connection, const char *task_id, GError **error)
{
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection, SELECT_TASKS " WHERE t.task_id = ?1 ORDER BY t.updated_at DESC LIMIT 1", error);
  g_autoptr (GPtrArray) list = NULL;

  if (statement == NULL)
    return NULL;

  refrain_statement_bind_text (statement, 1, task_id);
  list = read_rows (connection, statement, error);
  return list != NULL && list->len > 0 ? g_ptr_array_steal_index (list, 0) : NULL;
}

/**
 * refrain_store_tasks_get_raw:
 * @connection: the database
 * @row_id: a task's row
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the gateway's last answer about the task, as JSON text;
 * %NULL without an error when there is none
 */
char *
refrain_store_tasks_get_raw (RefrainConnection *connection, gint64 row_id, GError **error)
{
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection, "SELECT raw FROM task_raws WHERE task_row = ?1", error);

  if (statement == NULL)
    return NULL;

  refrain_statement_bind_int (statement, 1, row_id);
  return refrain_statement_step (statement, error) ? refrain_statement_dup_text (statement, 0)
                                                   : NULL;
}
