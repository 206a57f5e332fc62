/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-store-ledger.h"

#include "refrain-clock.h"
#include "refrain-statement.h"
#include "refrain-store-error.h"
#include "refrain-store-tasks.h"

#include <glib/gi18n-lib.h>

/* The ledger of what was asked for. A task is a row from the moment in which the user wants it;
 * only then is it sent. Whatever happens next, the row says how far it came:
 *
 *   sending ──→ sent       the gateway named it
 *           ├─→ refused    the gateway said no
 *           ├─→ not-sent   nothing ever left
 *           └─→ maybe      it left and no answer was heard ──→ sent, once it is found
 *
 * A row is never sent a second time. To try again is another row. */

/* How many of the last tasks tell how long one takes. */
#define TYPICAL_TASKS "40"

/* Another row of the task that the gateway of row ?1 calls ?2. */
#define TWIN                                                                                       \
  " FROM tasks b JOIN tasks a ON a.gateway_row = b.gateway_row"                                    \
  " WHERE a.id = ?1 AND b.task_id = ?2 AND b.id <> ?1"

/* Ends @statement and reads the task that it was about. */
static RefrainTaskRecord *
run_and_get (RefrainConnection *connection, RefrainStatement *statement, gint64 row, GError **error)
{
  RefrainTaskRecord *record;
  GError *own_error = NULL;

  if (!refrain_statement_run (statement, error))
    return NULL;

  record = refrain_store_tasks_get (connection, row, &own_error);
  if (record == NULL && own_error == NULL)
    g_set_error_literal (&own_error, REFRAIN_STORE_ERROR, REFRAIN_STORE_ERROR_FAILED,
                         _ ("The task is no longer in the library."));
  if (own_error != NULL)
    g_propagate_error (error, own_error);
  return record;
}

/**
 * refrain_store_ledger_begin:
 * @connection: the database
 * @gateway_row: the gateway that will be asked
 * @request: what for
 * @request_json: the same as text
 * @owner: names the program that sends it, so that another one can tell whether it still runs
 * @error: return location for an error
 *
 * Writes down a task before it is sent. When this returns it is on the disk.
 *
 * Returns: (transfer full) (nullable): the task, %REFRAIN_SUBMIT_STATE_SENDING
 */
RefrainTaskRecord *
refrain_store_ledger_begin (RefrainConnection *connection,
                            gint64 gateway_row,
                            const RefrainRequest *request,
                            const char *request_json,
                            const char *owner,
                            GError **error)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *own_id = g_strconcat (REFRAIN_STORE_OWN_ID, uuid, NULL);
  RefrainTaskKind kind = request->mode == REFRAIN_REQUEST_LYRICS ? REFRAIN_TASK_KIND_LYRICS
                                                                 : REFRAIN_TASK_KIND_MUSIC;
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection,
      "INSERT INTO tasks (gateway_row, task_id, kind, state, model, request, sent_request,"
      " submit_state, submit_owner, submitted_at, sent_at, added_at, updated_at)"
      " VALUES (?1, ?2, ?3, 'submitted', ?4, ?5, ?5, 'sending', ?6, ?7, ?7, ?7, ?7)",
      error);

  if (statement == NULL)
    return NULL;

  refrain_statement_bind_int (statement, 1, gateway_row);
  refrain_statement_bind_text (statement, 2, own_id);
  refrain_statement_bind_text (statement, 3, refrain_task_kind_to_string (kind));
  refrain_statement_bind_text (statement, 4, request->model);
  refrain_statement_bind_text (statement, 5, request_json);
  refrain_statement_bind_text (statement, 6, owner);
  refrain_statement_bind_int (statement, 7, refrain_clock_now_ms ());
  if (!refrain_statement_run (statement, error))
    return NULL;

  return refrain_store_tasks_get (connection, refrain_connection_get_last_row (connection), error);
}

/* Gives the row the gateway's id. Somebody may have opened the task by that id before the answer to
 * the submit was written down: that row goes, and its takes and what was said of it move here. */
static gboolean
take_id (RefrainConnection *connection, gint64 row, const char *task_id, GError **error)
{
  static const char *const steps[] = {
    "UPDATE clips SET task_row = ?1 WHERE task_row = (SELECT b.id" TWIN ")",
    "UPDATE OR REPLACE task_raws SET task_row = ?1 WHERE task_row = (SELECT b.id" TWIN ")",
    "UPDATE tasks SET (state, state_word, fail_reason, progress, started_at, finished_at) = ("
    "  SELECT b.state, b.state_word, b.fail_reason, b.progress, b.started_at, b.finished_at" TWIN
    ") WHERE id = ?1 AND EXISTS (SELECT 1" TWIN ")",
    "DELETE FROM tasks WHERE task_id = ?2 AND id <> ?1"
    " AND gateway_row = (SELECT gateway_row FROM tasks WHERE id = ?1)",
    "UPDATE tasks SET task_id = ?2 WHERE id = ?1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (RefrainStatement) statement = refrain_connection_prepare (connection, steps[i],
                                                                           error);

      if (statement == NULL)
        return FALSE;
      refrain_statement_bind_int (statement, 1, row);
      refrain_statement_bind_text (statement, 2, task_id);
      if (!refrain_statement_run (statement, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_accepted (RefrainConnection *connection, gint64 row, GError **error)
{
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection,
      "UPDATE tasks SET submit_state = 'sent', submit_error = NULL, submit_owner = NULL,"
      " updated_at = ?2,"
      /* What only said that nobody knew is over; what a gateway said stays. */
      " watched_since = CASE WHEN submit_state = 'sent' THEN watched_since ELSE ?2 END,"
      " watch = CASE WHEN submit_state = 'sent' THEN watch ELSE 'auto' END,"
      " finished_at = CASE WHEN submit_state = 'sent' THEN finished_at ELSE 0 END,"
      " fail_reason = CASE WHEN submit_state = 'sent' THEN fail_reason END,"
      " state = CASE WHEN state IN ('failed', 'unknown') AND submit_state <> 'sent'"
      "         THEN 'submitted' ELSE state END"
      " WHERE id = ?1",
      error);

  if (statement == NULL)
    return FALSE;

  refrain_statement_bind_int (statement, 1, row);
  refrain_statement_bind_int (statement, 2, refrain_clock_now_ms ());
  return refrain_statement_run (statement, error);
}

/**
 * refrain_store_ledger_accept:
 * @connection: the database
 * @row: a task that was sent
 * @facts: what the gateway said; has the task's id
 * @raw: (nullable): its answer
 * @error: return location for an error
 *
 * The gateway has taken the task. This holds whatever the row said before: an answer that came late
 * is still an answer.
 *
 * Returns: (transfer full) (nullable): the task as it is now
 */
RefrainTaskRecord *
refrain_store_ledger_accept (RefrainConnection *connection,
                             gint64 row,
                             const RefrainTaskFacts *facts,
                             const char *raw,
                             GError **error)
{
  g_return_val_if_fail (facts->id != NULL, NULL);

  if (!refrain_connection_begin (connection, error))
    return NULL;
  if (!write_accepted (connection, row, error) || !take_id (connection, row, facts->id, error)
      || !refrain_store_tasks_merge (connection, row, facts, raw, error))
    {
      refrain_connection_rollback (connection);
      return NULL;
    }
  if (!refrain_connection_commit (connection, error))
    return NULL;

  return refrain_store_tasks_get (connection, row, error);
}

/**
 * refrain_store_ledger_settle:
 * @connection: the database
 * @row: a task that was sent
 * @state: refused, not sent, or perhaps accepted
 * @reason: (nullable): why, in the gateway's own words where there are some
 * @error: return location for an error
 *
 * A task that is known to be accepted stays so.
 *
 * Returns: (transfer full) (nullable): the task as it is now
 */
RefrainTaskRecord *
refrain_store_ledger_settle (RefrainConnection *connection,
                             gint64 row,
                             RefrainSubmitState state,
                             const char *reason,
                             GError **error)
{
  gboolean failed = state == REFRAIN_SUBMIT_STATE_REFUSED || state == REFRAIN_SUBMIT_STATE_NOT_SENT;
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection,
      "UPDATE tasks SET submit_state = ?2, submit_error = ?3, submit_owner = NULL,"
      " fail_reason = CASE WHEN ?4 THEN ?3 END, state = CASE WHEN ?4 THEN 'failed' ELSE 'unknown'"
      " END, finished_at = CASE WHEN ?4 THEN ?5 ELSE 0 END, updated_at = ?5"
      " WHERE id = ?1 AND submit_state <> 'sent'"
      /* Whoever does not know gives way to whoever does. */
      " AND (?2 <> 'maybe' OR submit_state = 'sending')",
      error);

  if (statement == NULL)
    return NULL;

  refrain_statement_bind_int (statement, 1, row);
  refrain_statement_bind_text (statement, 2, refrain_submit_state_to_string (state));
  refrain_statement_bind_text (statement, 3, reason);
  refrain_statement_bind_int (statement, 4, failed);
  refrain_statement_bind_int (statement, 5, refrain_clock_now_ms ());
  return run_and_get (connection, statement, row, error);
}

typedef struct
{
  gint64 row;
  char *owner;
} Sending;

static void
sending_clear (gpointer data)
{
  g_free (((Sending *) data)->owner);
}

static GArray *
list_sending (RefrainConnection *connection, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Sending));
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection, "SELECT id, submit_owner FROM tasks WHERE submit_state = 'sending'", error);
  GError *step_error = NULL;

  g_array_set_clear_func (list, sending_clear);
  if (statement == NULL)
    return NULL;
  while (refrain_statement_step (statement, &step_error))
    {
      Sending sending = { refrain_statement_get_int (statement, 0),
                          refrain_statement_dup_text (statement, 1) };

      g_array_append_val (list, sending);
    }
  if (step_error == NULL)
    return g_steal_pointer (&list);

  g_propagate_error (error, step_error);
  return NULL;
}

/**
 * refrain_store_ledger_recover:
 * @connection: the database
 * @is_alive: tells whether an owner still runs
 * @error: return location for an error
 *
 * Tasks whose sender ended before it heard an answer may have been accepted: nobody can tell, so
 * that is what they say from now on.
 *
 * Returns: (transfer full) (nullable) (element-type RefrainTaskRecord): those tasks
 */
GPtrArray *
refrain_store_ledger_recover (RefrainConnection *connection,
                              RefrainOwnerFunc is_alive,
                              GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (
      (GDestroyNotify) refrain_task_record_free);
  g_autoptr (GArray) sending = list_sending (connection, error);

  if (sending == NULL)
    return NULL;

  for (guint i = 0; i < sending->len; i++)
    {
      const Sending *each = &g_array_index (sending, Sending, i);
      RefrainTaskRecord *record;

      if (each->owner != NULL && is_alive (each->owner))
        continue;
      record = refrain_store_ledger_settle (
          connection, each->row, REFRAIN_SUBMIT_STATE_MAYBE,
          _ ("Refrain was ended while this was on its way to the gateway."), error);
      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, record);
    }

  return g_steal_pointer (&records);
}

/**
 * refrain_store_ledger_set_watch:
 * @connection: the database
 * @row: a task's row
 * @watch: whether it is asked for by itself from now on
 * @error: return location for an error
 *
 * To watch a task again starts its deadline anew.
 *
 * Returns: (transfer full) (nullable): the task as it is now
 */
RefrainTaskRecord *
refrain_store_ledger_set_watch (RefrainConnection *connection,
                                gint64 row,
                                RefrainWatchState watch,
                                GError **error)
{
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection,
      "UPDATE tasks SET watch = ?2, updated_at = ?3,"
      " watched_since = CASE WHEN ?2 = 'auto' THEN ?3 ELSE watched_since END WHERE id = ?1",
      error);

  if (statement == NULL)
    return NULL;

  refrain_statement_bind_int (statement, 1, row);
  refrain_statement_bind_text (statement, 2, refrain_watch_state_to_string (watch));
  refrain_statement_bind_int (statement, 3, refrain_clock_now_ms ());
  return run_and_get (connection, statement, row, error);
}

/**
 * refrain_store_ledger_set_removed:
 * @connection: the database
 * @row: a task's row
 * @removed: whether it is off the list
 * @error: return location for an error
 *
 * Takes a task off the list of tasks, or puts it back. Its songs stay where they are.
 *
 * Returns: (transfer full) (nullable): the task as it is now
 */
RefrainTaskRecord *
refrain_store_ledger_set_removed (RefrainConnection *connection,
                                  gint64 row,
                                  gboolean removed,
                                  GError **error)
{
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection,
      "UPDATE tasks SET removed_at = CASE WHEN ?2 THEN ?3 ELSE 0 END, updated_at = ?3"
      " WHERE id = ?1",
      error);

  if (statement == NULL)
    return NULL;

  refrain_statement_bind_int (statement, 1, row);
  refrain_statement_bind_int (statement, 2, removed);
  refrain_statement_bind_int (statement, 3, refrain_clock_now_ms ());
  return run_and_get (connection, statement, row, error);
}

/**
 * refrain_store_ledger_typical_times:
 * @connection: the database
 * @error: return location for an error
 *
 * Learns from the last tasks that were made how long one takes, by gateway and model.
 *
 * Returns: (transfer full) (nullable) (element-type RefrainTypicalTime): what was learnt
 */
GPtrArray *
refrain_store_ledger_typical_times (RefrainConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (
      (GDestroyNotify) refrain_typical_time_free);
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection,
      "WITH ended AS (SELECT gateway_row, model, finished_at - submitted_at AS took,"
      "  row_number() OVER (PARTITION BY gateway_row, model ORDER BY finished_at DESC) AS age"
      "  FROM tasks WHERE state = 'complete' AND kind = 'music' AND submitted_at > 0"
      "  AND finished_at > submitted_at),"
      " ranked AS (SELECT gateway_row, model, took,"
      "  row_number() OVER (PARTITION BY gateway_row, model ORDER BY took) AS place,"
      "  count(*) OVER (PARTITION BY gateway_row, model) AS n"
      "  FROM ended WHERE age <= " TYPICAL_TASKS ")"
      " SELECT gateway_row, model, took, n FROM ranked WHERE place = (n + 1) / 2",
      error);
  GError *step_error = NULL;

  if (statement == NULL)
    return NULL;
  while (refrain_statement_step (statement, &step_error))
    {
      RefrainTypicalTime *time = g_new0 (RefrainTypicalTime, 1);

      time->gateway_row = refrain_statement_get_int (statement, 0);
      time->model = refrain_statement_dup_text (statement, 1);
      time->median_ms = refrain_statement_get_int (statement, 2);
      time->n_tasks = (guint) refrain_statement_get_int (statement, 3);
      g_ptr_array_add (list, time);
    }
  if (step_error == NULL)
    return g_steal_pointer (&list);

  g_propagate_error (error, step_error);
  return NULL;
}

/**
 * refrain_typical_time_free:
 * @time: (transfer full) (nullable): a time
 */
void
refrain_typical_time_free (RefrainTypicalTime *time)
{
  if (time == NULL)
    return;

  g_free (time->model);
  g_free (time);
}
