/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-connection-private.h"

#include "refrain-store-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How long one process waits for another, which holds the lock for one transaction. */
#define BUSY_MILLISECONDS 10000
#define RETRY_MILLISECONDS 5

struct _RefrainConnection
{
  sqlite3 *handle;
  gboolean read_only;
};

static int
compare_text (void *unused, int a_length, const void *a, int b_length, const void *b)
{
  g_autofree char *first = g_strndup (a, (gsize) a_length);
  g_autofree char *second = g_strndup (b, (gsize) b_length);

  return g_utf8_collate (first, second);
}

static RefrainStoreError
code_of (int result)
{
  switch (result & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return REFRAIN_STORE_ERROR_BUSY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return REFRAIN_STORE_ERROR_CORRUPT;
    case SQLITE_FULL:
      return REFRAIN_STORE_ERROR_FULL;
    case SQLITE_READONLY:
      return REFRAIN_STORE_ERROR_TOO_NEW;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return REFRAIN_STORE_ERROR_CANNOT_OPEN;
    default:
      return REFRAIN_STORE_ERROR_FAILED;
    }
}

static char *
describe (RefrainConnection *self, int result)
{
  const char *detail = self->handle != NULL ? sqlite3_errmsg (self->handle)
                                            : sqlite3_errstr (result);

  switch (code_of (result))
    {
    case REFRAIN_STORE_ERROR_BUSY:
      return g_strdup (_ ("The library is in use by another program. Try again in a moment."));
    case REFRAIN_STORE_ERROR_CORRUPT:
      return g_strdup_printf (_ ("The library’s database is damaged (%s)."), detail);
    case REFRAIN_STORE_ERROR_FULL:
      return g_strdup (_ ("The disk is full. Make room, then try again; nothing was lost."));
    case REFRAIN_STORE_ERROR_TOO_NEW:
      return g_strdup (_ ("The library cannot be changed: it was made by a newer version, or its "
                          "folder is read-only."));
    case REFRAIN_STORE_ERROR_CANNOT_OPEN:
      return g_strdup_printf (_ ("The library’s folder cannot be opened (%s)."), detail);
    case REFRAIN_STORE_ERROR_FAILED:
    default:
      return g_strdup_printf (_ ("The library’s database reports an error (%s)."), detail);
    }
}

/* Private to the layer: turns SQLite's result into an error in words. */
void
refrain_connection_set_error (RefrainConnection *self, int result, GError **error)
{
  g_autofree char *message = describe (self, result);

  g_set_error_literal (error, REFRAIN_STORE_ERROR, (int) code_of (result), message);
}

sqlite3 *
refrain_connection_get_handle (RefrainConnection *self)
{
  return self->handle;
}

/* SQLite does not wait by itself for another process that makes the same switch at the same time,
 * as it would end in a deadlock: one of the two has to let go and try again. */
static gboolean
switch_to_wal (RefrainConnection *self, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + BUSY_MILLISECONDS * G_TIME_SPAN_MILLISECOND;
  int result = sqlite3_exec (self->handle, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);

  while ((result & 0xff) == SQLITE_BUSY && g_get_monotonic_time () < deadline)
    {
      sqlite3_sleep (RETRY_MILLISECONDS);
      result = sqlite3_exec (self->handle, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
    }
  if (result == SQLITE_OK)
    return TRUE;

  refrain_connection_set_error (self, result, error);
  return FALSE;
}

static gboolean
configure (RefrainConnection *self, GError **error)
{
  sqlite3_busy_timeout (self->handle, BUSY_MILLISECONDS);
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_create_collation (self->handle, "people", SQLITE_UTF8, NULL, compare_text);

  /* FULL: what was written is there after a power cut. WAL: readers never wait for a writer. */
  return (self->read_only
          || (switch_to_wal (self, error)
              && refrain_connection_execute (self, "PRAGMA synchronous = FULL", error)))
         && refrain_connection_execute (self, "PRAGMA foreign_keys = ON", error);
}

/**
 * refrain_connection_open:
 * @path: the database's file; made when missing, unless @read_only
 * @read_only: whether to refuse every change
 * @error: return location for a %REFRAIN_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): a connection, for one thread at a time
 */
RefrainConnection *
refrain_connection_open (const char *path, gboolean read_only, GError **error)
{
  g_autoptr (RefrainConnection) self = g_new0 (RefrainConnection, 1);
  int flags = read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  int result;

  self->read_only = read_only;
  result = sqlite3_open_v2 (path, &self->handle, flags | SQLITE_OPEN_NOMUTEX, NULL);
  if (result != SQLITE_OK)
    {
      refrain_connection_set_error (self, result, error);
      return NULL;
    }
  if (!configure (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * refrain_connection_close:
 * @self: (transfer full) (nullable): a connection; its statements must be gone
 */
void
refrain_connection_close (RefrainConnection *self)
{
  if (self == NULL)
    return;

  sqlite3_close_v2 (self->handle);
  g_free (self);
}

/**
 * refrain_connection_is_read_only:
 * @self: a connection
 *
 * Returns: whether it refuses every change
 */
gboolean
refrain_connection_is_read_only (RefrainConnection *self)
{
  return self->read_only;
}

/**
 * refrain_connection_execute:
 * @self: a connection
 * @sql: one or more statements without parameters
 * @error: return location for a %REFRAIN_STORE_ERROR
 *
 * Returns: whether all of them succeeded
 */
gboolean
refrain_connection_execute (RefrainConnection *self, const char *sql, GError **error)
{
  int result = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  if (result == SQLITE_OK)
    return TRUE;

  refrain_connection_set_error (self, result, error);
  return FALSE;
}

/**
 * refrain_connection_prepare:
 * @self: a connection
 * @sql: one statement
 * @error: return location for a %REFRAIN_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): the statement
 */
RefrainStatement *
refrain_connection_prepare (RefrainConnection *self, const char *sql, GError **error)
{
  sqlite3_stmt *handle = NULL;
  int result = sqlite3_prepare_v2 (self->handle, sql, -1, &handle, NULL);

  if (result != SQLITE_OK)
    {
      refrain_connection_set_error (self, result, error);
      return NULL;
    }

  return refrain_statement_new (self, handle);
}

/**
 * refrain_connection_get_last_row:
 * @self: a connection
 *
 * Returns: the row that was inserted last
 */
gint64
refrain_connection_get_last_row (RefrainConnection *self)
{
  return sqlite3_last_insert_rowid (self->handle);
}

/**
 * refrain_connection_get_n_changes:
 * @self: a connection
 *
 * Returns: how many rows the last statement changed
 */
int
refrain_connection_get_n_changes (RefrainConnection *self)
{
  return sqlite3_changes (self->handle);
}

/**
 * refrain_connection_begin:
 * @self: a connection
 * @error: return location for a %REFRAIN_STORE_ERROR
 *
 * Begins a transaction that holds the write lock from its start, so that two processes never both
 * read before one of them writes.
 *
 * Returns: whether it began
 */
gboolean
refrain_connection_begin (RefrainConnection *self, GError **error)
{
  return refrain_connection_execute (self, "BEGIN IMMEDIATE", error);
}

/**
 * refrain_connection_commit:
 * @self: a connection
 * @error: return location for a %REFRAIN_STORE_ERROR
 *
 * Returns: whether everything since refrain_connection_begin() is on disk; if not, nothing is
 */
gboolean
refrain_connection_commit (RefrainConnection *self, GError **error)
{
  if (refrain_connection_execute (self, "COMMIT", error))
    return TRUE;

  refrain_connection_rollback (self);
  return FALSE;
}

/**
 * refrain_connection_rollback:
 * @self: a connection
 *
 * Undoes everything since refrain_connection_begin().
 */
void
refrain_connection_rollback (RefrainConnection *self)
{
  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

/**
 * refrain_connection_query_int:
 * @self: a connection
 * @sql: a statement that gives one number
 * @error: return location for a %REFRAIN_STORE_ERROR
 *
 * Returns: the number, -1 on error or when there is no row
 */
gint64
refrain_connection_query_int (RefrainConnection *self, const char *sql, GError **error)
{
  sqlite3_stmt *handle = NULL;
  gint64 number = -1;
  int result = sqlite3_prepare_v2 (self->handle, sql, -1, &handle, NULL);

  if (result == SQLITE_OK)
    {
      result = sqlite3_step (handle);
      if (result == SQLITE_ROW)
        number = sqlite3_column_int64 (handle, 0);
    }
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    refrain_connection_set_error (self, result, error);
  sqlite3_finalize (handle);

  return number;
}
