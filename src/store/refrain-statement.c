/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-statement.h"

#include "refrain-connection-private.h"

struct _RefrainStatement
{
  RefrainConnection *connection; /* (unowned) */
  sqlite3_stmt *handle;
};

/* Private to the layer. Takes @handle. */
RefrainStatement *
refrain_statement_new (RefrainConnection *connection, sqlite3_stmt *handle)
{
  RefrainStatement *self = g_new0 (RefrainStatement, 1);

  self->connection = connection;
  self->handle = handle;
  return self;
}

/**
 * refrain_statement_free:
 * @self: (transfer full) (nullable): a statement
 */
void
refrain_statement_free (RefrainStatement *self)
{
  if (self == NULL)
    return;

  sqlite3_finalize (self->handle);
  g_free (self);
}

/**
 * refrain_statement_bind_int:
 * @self: a statement
 * @index: a parameter, from 1
 * @value: its value
 */
void
refrain_statement_bind_int (RefrainStatement *self, int index, gint64 value)
{
  sqlite3_bind_int64 (self->handle, index, value);
}

/**
 * refrain_statement_bind_double:
 * @self: a statement
 * @index: a parameter, from 1
 * @value: its value
 */
void
refrain_statement_bind_double (RefrainStatement *self, int index, double value)
{
  sqlite3_bind_double (self->handle, index, value);
}

/**
 * refrain_statement_bind_text:
 * @self: a statement
 * @index: a parameter, from 1
 * @value: (nullable): its value; copied
 */
void
refrain_statement_bind_text (RefrainStatement *self, int index, const char *value)
{
  sqlite3_bind_text (self->handle, index, value, -1, SQLITE_TRANSIENT);
}

/**
 * refrain_statement_step:
 * @self: a statement
 * @error: return location for a %REFRAIN_STORE_ERROR
 *
 * Returns: whether there is a row; %FALSE at the end and on error
 */
gboolean
refrain_statement_step (RefrainStatement *self, GError **error)
{
  int result = sqlite3_step (self->handle);

  if (result == SQLITE_ROW)
    return TRUE;
  if (result != SQLITE_DONE)
    refrain_connection_set_error (self->connection, result, error);

  return FALSE;
}

/**
 * refrain_statement_run:
 * @self: a statement that gives no rows
 * @error: return location for a %REFRAIN_STORE_ERROR
 *
 * Runs it once and makes it ready to be bound again.
 *
 * Returns: whether it succeeded
 */
gboolean
refrain_statement_run (RefrainStatement *self, GError **error)
{
  int result = sqlite3_step (self->handle);

  if (result != SQLITE_DONE && result != SQLITE_ROW)
    {
      refrain_connection_set_error (self->connection, result, error);
      sqlite3_reset (self->handle);
      return FALSE;
    }

  refrain_statement_reset (self);
  return TRUE;
}

/**
 * refrain_statement_reset:
 * @self: a statement
 *
 * Makes it ready to be bound and stepped again.
 */
void
refrain_statement_reset (RefrainStatement *self)
{
  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
}

/**
 * refrain_statement_get_int:
 * @self: a statement on a row
 * @column: a column, from 0
 *
 * Returns: its value, 0 for null
 */
gint64
refrain_statement_get_int (RefrainStatement *self, int column)
{
  return sqlite3_column_int64 (self->handle, column);
}

/**
 * refrain_statement_get_double:
 * @self: a statement on a row
 * @column: a column, from 0
 *
 * Returns: its value, 0 for null
 */
double
refrain_statement_get_double (RefrainStatement *self, int column)
{
  return sqlite3_column_double (self->handle, column);
}

/**
 * refrain_statement_get_text:
 * @self: a statement on a row
 * @column: a column, from 0
 *
 * Returns: (transfer none) (nullable): its value until the next step
 */
const char *
refrain_statement_get_text (RefrainStatement *self, int column)
{
  return (const char *) sqlite3_column_text (self->handle, column);
}

/**
 * refrain_statement_dup_text:
 * @self: a statement on a row
 * @column: a column, from 0
 *
 * Returns: (transfer full) (nullable): its value
 */
char *
refrain_statement_dup_text (RefrainStatement *self, int column)
{
  return g_strdup (refrain_statement_get_text (self, column));
}

/**
 * refrain_statement_join_rows:
 * @rows: (array length=n_rows): row ids
 * @n_rows: how many
 *
 * Returns: (transfer full): them as the inside of an SQL list
 */
char *
refrain_statement_join_rows (const gint64 *rows, guint n_rows)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", rows[i]);

  return g_strdup (text->str);
}
