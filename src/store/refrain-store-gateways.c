/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-store-gateways.h"

#include "refrain-clock.h"
#include "refrain-statement.h"
#include "refrain-store-error.h"

#include <glib/gi18n-lib.h>

/**
 * refrain_gateway_record_new:
 * @row_id: its row, 0 for a new one
 * @name: the user's name for it
 * @address: its base address, normalized
 * @family: (nullable): its family
 * @is_demo: whether it is the demo gateway, whose address changes at every start
 *
 * Returns: (transfer full): the record
 */
RefrainGatewayRecord *
refrain_gateway_record_new (
    gint64 row_id, const char *name, const char *address, const char *family, gboolean is_demo)
{
  RefrainGatewayRecord *record = g_new0 (RefrainGatewayRecord, 1);

  record->row_id = row_id;
  record->name = g_strdup (name);
  record->address = g_strdup (address);
  record->family = g_strdup (family != NULL ? family : "new-api");
  record->batch = g_strdup ("unknown");
  record->is_demo = is_demo;
  return record;
}

/**
 * refrain_gateway_record_copy:
 * @record: a record
 *
 * Returns: (transfer full): the same record
 */
RefrainGatewayRecord *
refrain_gateway_record_copy (const RefrainGatewayRecord *record)
{
  RefrainGatewayRecord *copy = refrain_gateway_record_new (
      record->row_id, record->name, record->address, record->family, record->is_demo);

  g_free (copy->batch);
  copy->batch = g_strdup (record->batch);
  return copy;
}

/**
 * refrain_gateway_record_free:
 * @record: (transfer full) (nullable): a record
 */
void
refrain_gateway_record_free (RefrainGatewayRecord *record)
{
  if (record == NULL)
    return;

  g_free (record->name);
  g_free (record->address);
  g_free (record->family);
  g_free (record->batch);
  g_free (record);
}

/**
 * refrain_store_gateways_list:
 * @connection: the database
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type RefrainGatewayRecord): all, the oldest first
 */
GPtrArray *
refrain_store_gateways_list (RefrainConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (
      (GDestroyNotify) refrain_gateway_record_free);
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection, "SELECT id, name, address, family, is_demo, batch FROM gateways ORDER BY id",
      error);
  GError *step_error = NULL;

  if (statement == NULL)
    return NULL;

  while (refrain_statement_step (statement, &step_error))
    {
      RefrainGatewayRecord *record = refrain_gateway_record_new (
          refrain_statement_get_int (statement, 0), refrain_statement_get_text (statement, 1),
          refrain_statement_get_text (statement, 2), refrain_statement_get_text (statement, 3),
          refrain_statement_get_int (statement, 4) != 0);

      g_free (record->batch);
      record->batch = refrain_statement_dup_text (statement, 5);
      g_ptr_array_add (list, record);
    }
  if (step_error != NULL)
    {
      g_propagate_error (error, step_error);
      return NULL;
    }

  return g_steal_pointer (&list);
}

/* The row that @statement gives. What it writes is on disk only once it has run to its end. */
static gint64
step_to_end (RefrainStatement *statement, GError **error)
{
  GError *step_error = NULL;
  gint64 row = 0;

  while (refrain_statement_step (statement, &step_error))
    row = refrain_statement_get_int (statement, 0);
  if (step_error != NULL)
    {
      g_propagate_error (error, step_error);
      return 0;
    }
  if (row == 0)
    g_set_error_literal (error, REFRAIN_STORE_ERROR, REFRAIN_STORE_ERROR_FAILED,
                         _ ("The gateway is no longer there. Add it again."));

  return row;
}

/**
 * refrain_store_gateways_put:
 * @connection: the database
 * @record: a gateway; one with a row is changed, one with a name that exists takes its place
 * @error: return location for an error
 *
 * Returns: the gateway's row, 0 on error
 */
gint64
refrain_store_gateways_put (RefrainConnection *connection,
                            const RefrainGatewayRecord *record,
                            GError **error)
{
  g_autoptr (RefrainStatement) statement = NULL;

  if (record->row_id != 0)
    statement = refrain_connection_prepare (
        connection,
        /* What was learned of another address says nothing of this one. */
        "UPDATE gateways SET batch = CASE WHEN address = ?2 AND family = ?3 THEN batch"
        " ELSE 'unknown' END, name = ?1, address = ?2, family = ?3, is_demo = ?4 WHERE id = ?6"
        " RETURNING id",
        error);
  else
    statement = refrain_connection_prepare (
        connection,
        "INSERT INTO gateways (name, address, family, is_demo, added_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5)"
        " ON CONFLICT (name) DO UPDATE SET address = excluded.address,"
        " family = excluded.family, is_demo = excluded.is_demo RETURNING id",
        error);
  if (statement == NULL)
    return 0;

  refrain_statement_bind_text (statement, 1, record->name);
  refrain_statement_bind_text (statement, 2, record->address);
  refrain_statement_bind_text (statement, 3, record->family);
  refrain_statement_bind_int (statement, 4, record->is_demo);
  if (record->row_id != 0)
    refrain_statement_bind_int (statement, 6, record->row_id);
  else
    refrain_statement_bind_int (statement, 5, refrain_clock_now_ms ());

  return step_to_end (statement, error);
}

/**
 * refrain_store_gateways_set_batch:
 * @connection: the database
 * @row_id: a gateway's row
 * @batch: "yes", "no" or "unknown"
 * @error: return location for an error
 *
 * Remembers whether a gateway answers when it is asked for many tasks at once.
 *
 * Returns: whether it was recorded
 */
gboolean
refrain_store_gateways_set_batch (RefrainConnection *connection,
                                  gint64 row_id,
                                  const char *batch,
                                  GError **error)
{
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection, "UPDATE gateways SET batch = ?2 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;

  refrain_statement_bind_int (statement, 1, row_id);
  refrain_statement_bind_text (statement, 2, batch);
  return refrain_statement_run (statement, error);
}

/**
 * refrain_store_gateways_remove:
 * @connection: the database
 * @row_id: a gateway's row
 * @error: return location for an error
 *
 * Removes a gateway that has no tasks. One that has keeps its row, since its songs name it.
 *
 * Returns: whether it could be removed
 */
gboolean
refrain_store_gateways_remove (RefrainConnection *connection, gint64 row_id, GError **error)
{
  g_autofree char *count = g_strdup_printf (
      "SELECT count(*) FROM tasks WHERE gateway_row = %" G_GINT64_FORMAT, row_id);
  g_autoptr (RefrainStatement) statement = refrain_connection_prepare (
      connection, "DELETE FROM gateways WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  if (refrain_connection_query_int (connection, count, NULL) > 0)
    {
      g_set_error_literal (error, REFRAIN_STORE_ERROR, REFRAIN_STORE_ERROR_FAILED,
                           _ ("The gateway has songs in the library, so it stays."));
      return FALSE;
    }

  refrain_statement_bind_int (statement, 1, row_id);
  return refrain_statement_run (statement, error);
}
