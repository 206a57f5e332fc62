/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-migrations.h"

#include "refrain-store-error.h"

#include <glib/gi18n-lib.h>

/* One entry a version, never changed once released: a database of any age walks through the rest.
 */
static const char *const migrations[] = {
  /* 1 */
  "CREATE TABLE gateways ("
  "  id INTEGER PRIMARY KEY,"
  "  name TEXT NOT NULL UNIQUE,"
  "  address TEXT NOT NULL,"
  "  family TEXT NOT NULL DEFAULT 'new-api',"
  "  is_demo INTEGER NOT NULL DEFAULT 0,"
  "  added_at INTEGER NOT NULL);"

  "CREATE TABLE tasks ("
  "  id INTEGER PRIMARY KEY,"
  "  gateway_row INTEGER NOT NULL REFERENCES gateways(id),"
  "  task_id TEXT NOT NULL,"
  "  kind TEXT NOT NULL,"
  "  state TEXT NOT NULL,"
  "  state_word TEXT, fail_reason TEXT, model TEXT, request TEXT,"
  "  lyrics_title TEXT, lyrics_text TEXT,"
  "  progress REAL NOT NULL DEFAULT -1,"
  "  submitted_at INTEGER NOT NULL DEFAULT 0,"
  "  started_at INTEGER NOT NULL DEFAULT 0,"
  "  finished_at INTEGER NOT NULL DEFAULT 0,"
  "  added_at INTEGER NOT NULL,"
  "  updated_at INTEGER NOT NULL,"
  "  UNIQUE (gateway_row, task_id));"

  /* Apart from the tasks: a raw answer is large and read one at a time. */
  "CREATE TABLE task_raws ("
  "  task_row INTEGER PRIMARY KEY REFERENCES tasks(id) ON DELETE CASCADE,"
  "  raw TEXT NOT NULL);"

  "CREATE TABLE clips ("
  "  id INTEGER PRIMARY KEY,"
  "  gateway_row INTEGER NOT NULL REFERENCES gateways(id),"
  "  task_row INTEGER NOT NULL REFERENCES tasks(id) ON DELETE CASCADE,"
  "  position INTEGER NOT NULL,"
  "  clip_id TEXT NOT NULL,"
  "  title TEXT, style TEXT, lyrics TEXT, description TEXT, model TEXT, version TEXT,"
  "  audio_url TEXT, stream_url TEXT, video_url TEXT, image_url TEXT, image_large_url TEXT,"
  "  error_type TEXT, error_message TEXT, parent_id TEXT,"
  "  state TEXT NOT NULL,"
  "  duration REAL NOT NULL DEFAULT -1,"
  "  created_at INTEGER NOT NULL DEFAULT 0,"
  "  instrumental INTEGER NOT NULL DEFAULT 0,"
  "  liked INTEGER NOT NULL DEFAULT 0,"
  "  verdict TEXT NOT NULL DEFAULT 'unheard',"
  "  plays INTEGER NOT NULL DEFAULT 0,"
  "  added_at INTEGER NOT NULL,"
  "  search_text TEXT NOT NULL DEFAULT '',"
  "  UNIQUE (gateway_row, clip_id));"
  "CREATE INDEX clips_by_task ON clips (task_row, position);"
  "CREATE INDEX clips_by_created ON clips (created_at, id);"
  "CREATE INDEX clips_by_clip_id ON clips (clip_id);"

  "CREATE TABLE files ("
  "  id INTEGER PRIMARY KEY,"
  "  clip_row INTEGER NOT NULL REFERENCES clips(id) ON DELETE CASCADE,"
  "  kind TEXT NOT NULL,"
  "  path TEXT NOT NULL,"
  "  sha256 TEXT NOT NULL,"
  "  bytes INTEGER NOT NULL,"
  "  verified_at INTEGER NOT NULL,"
  "  health TEXT NOT NULL DEFAULT 'proven',"
  "  UNIQUE (path));"
  "CREATE INDEX files_by_clip ON files (clip_row, kind);",

  /* 2: the ledger. A task is a row before the gateway knows of it; until it has an id of the
   * gateway's, one of ours stands in its place (see the ledger). */
  "ALTER TABLE tasks ADD COLUMN submit_state TEXT NOT NULL DEFAULT 'none';"
  "ALTER TABLE tasks ADD COLUMN submit_error TEXT;"
  "ALTER TABLE tasks ADD COLUMN submit_owner TEXT;"
  "ALTER TABLE tasks ADD COLUMN sent_request TEXT;"
  "ALTER TABLE tasks ADD COLUMN sent_at INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE tasks ADD COLUMN watch TEXT NOT NULL DEFAULT 'auto';"
  "ALTER TABLE tasks ADD COLUMN watched_since INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE tasks ADD COLUMN removed_at INTEGER NOT NULL DEFAULT 0;"
  "CREATE INDEX tasks_by_added ON tasks (added_at, id);"
  "CREATE INDEX tasks_by_updated ON tasks (updated_at);"
  "CREATE INDEX tasks_sending ON tasks (submit_state) WHERE submit_state = 'sending';"

  /* What was learned of a gateway: whether it answers batches. */
  "ALTER TABLE gateways ADD COLUMN batch TEXT NOT NULL DEFAULT 'unknown';"

  "CREATE TABLE gateway_models ("
  "  gateway_row INTEGER NOT NULL REFERENCES gateways(id) ON DELETE CASCADE,"
  "  model TEXT NOT NULL,"
  "  used_at INTEGER NOT NULL,"
  "  PRIMARY KEY (gateway_row, model)) WITHOUT ROWID;"

  "CREATE TABLE drafts ("
  "  name TEXT PRIMARY KEY,"
  "  body TEXT NOT NULL,"
  "  updated_at INTEGER NOT NULL) WITHOUT ROWID;"

  "CREATE TABLE prompts ("
  "  id INTEGER PRIMARY KEY,"
  "  request TEXT NOT NULL UNIQUE,"
  "  summary TEXT NOT NULL,"
  "  style TEXT, model TEXT,"
  "  search_text TEXT NOT NULL,"
  "  used_at INTEGER NOT NULL,"
  "  uses INTEGER NOT NULL DEFAULT 1,"
  "  pinned INTEGER NOT NULL DEFAULT 0);"
  "CREATE INDEX prompts_by_use ON prompts (pinned, used_at);",
};

/**
 * refrain_migrations_get_version:
 *
 * Returns: the version of the schema that this program writes
 */
guint
refrain_migrations_get_version (void)
{
  return G_N_ELEMENTS (migrations);
}

/**
 * refrain_migrations_is_too_new:
 * @connection: a connection
 *
 * Returns: whether a newer program has written the database
 */
gboolean
refrain_migrations_is_too_new (RefrainConnection *connection)
{
  return refrain_connection_query_int (connection, "PRAGMA user_version", NULL)
         > (gint64) G_N_ELEMENTS (migrations);
}

/* Fails as well on a version that no program has ever written. */
static gboolean
read_version (RefrainConnection *connection, gint64 *version, GError **error)
{
  GError *read_error = NULL;

  *version = refrain_connection_query_int (connection, "PRAGMA user_version", &read_error);
  if (read_error == NULL && *version < 0)
    g_set_error_literal (&read_error, REFRAIN_STORE_ERROR, REFRAIN_STORE_ERROR_CORRUPT,
                         _ ("The library’s database is damaged (its version makes no sense)."));
  if (read_error == NULL)
    return TRUE;

  g_propagate_error (error, read_error);
  return FALSE;
}

/* One step, inside a transaction, which it ends when it succeeds. */
static gboolean
migrate_from (RefrainConnection *connection, gint64 version, GError **error)
{
  g_autofree char *set_version = g_strdup_printf ("PRAGMA user_version = %d", (int) version + 1);

  return refrain_connection_execute (connection, migrations[version], error)
         && refrain_connection_execute (connection, set_version, error)
         && refrain_connection_commit (connection, error);
}

/**
 * refrain_migrations_apply:
 * @connection: a connection that may write
 * @error: return location for a %REFRAIN_STORE_ERROR
 *
 * Brings the schema to today's version, each step whole or not at all. Two processes that start
 * together do not disturb each other. A newer schema is left alone.
 *
 * Returns: whether the schema is today's, or newer
 */
gboolean
refrain_migrations_apply (RefrainConnection *connection, GError **error)
{
  gint64 version;

  if (!read_version (connection, &version, error))
    return FALSE;

  while (version < (gint64) G_N_ELEMENTS (migrations))
    {
      if (!refrain_connection_begin (connection, error))
        return FALSE;

      /* Asked again under the lock: another process may have been faster. */
      if (!read_version (connection, &version, error))
        {
          refrain_connection_rollback (connection);
          return FALSE;
        }
      if (version >= (gint64) G_N_ELEMENTS (migrations))
        {
          refrain_connection_rollback (connection);
          break;
        }
      if (!migrate_from (connection, version, error))
        {
          refrain_connection_rollback (connection);
          return FALSE;
        }
      version++;
    }

  return TRUE;
}
