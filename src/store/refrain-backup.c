/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-backup.h"

#include "refrain-connection-private.h"
#include "refrain-store-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* So many pages at a time that whoever waits for the database does not notice. */
#define PAGES_PER_STEP 128
#define PREFIX "library-"
#define SUFFIX ".db"
#define MAX_KEPT 7
#define MAX_ROUNDS 4
#define STALE_SECONDS (24 * 60 * 60)

/**
 * RefrainBackup:
 *
 * A copy of the database that is being made, a few pages at a time: what is written meanwhile is in
 * it as well. It takes its name once it is whole and on the disk, and the oldest ones go.
 */
struct _RefrainBackup
{
  char *folder;           /* (owned) */
  char *path;             /* (owned) */
  char *part;             /* (owned) */
  sqlite3 *target;        /* (owned) (nullable) */
  sqlite3_backup *backup; /* (owned) (nullable) */
  guint n_steps;
};

static char *
dup_name (gint64 now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now / 1000);

  return g_date_time_format (time, PREFIX "%Y-%m-%d" SUFFIX);
}

static void
set_error (GError **error, const char *path)
{
  g_set_error (error, REFRAIN_STORE_ERROR, REFRAIN_STORE_ERROR_FAILED,
               _ ("The library’s backup %s cannot be written. Check the disk."), path);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The names of the backups, the oldest first: their dates sort as text. */
static GPtrArray *
list_backups (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_prefix (name, PREFIX) && g_str_has_suffix (name, SUFFIX))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);
  return names;
}

/* Copies that were never completed, as their program was ended. */
static void
remove_stale_parts (const char *folder, gint64 now)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;

      if (g_str_has_prefix (name, PREFIX) && g_str_has_suffix (name, ".part")
          && g_stat (path, &info) == 0 && now / 1000 - (gint64) info.st_mtime > STALE_SECONDS)
        g_unlink (path);
    }
}

static void
remove_oldest (const char *folder)
{
  g_autoptr (GPtrArray) names = list_backups (folder);

  for (guint i = 0; i + MAX_KEPT < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

      g_unlink (path);
    }
}

static gboolean
sync_path (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean synced = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  return synced;
}

/* Closes the copy, and gives it its name when it is whole. */
static gboolean
publish (RefrainBackup *self, GError **error)
{
  gboolean whole = sqlite3_backup_finish (g_steal_pointer (&self->backup)) == SQLITE_OK;

  whole = sqlite3_close (g_steal_pointer (&self->target)) == SQLITE_OK && whole;
  if (whole && sync_path (self->part) && g_rename (self->part, self->path) == 0)
    {
      sync_path (self->folder);
      remove_oldest (self->folder);
      return TRUE;
    }

  set_error (error, self->path);
  return FALSE;
}

/**
 * refrain_backup_is_due:
 * @folder: where backups are
 * @now: UTC milliseconds
 *
 * Returns: whether there is none of today yet
 */
gboolean
refrain_backup_is_due (const char *folder, gint64 now)
{
  g_autofree char *name = dup_name (now);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return !g_file_test (path, G_FILE_TEST_EXISTS);
}

/**
 * refrain_backup_begin:
 * @connection: the database
 * @folder: where backups are; made when missing
 * @now: UTC milliseconds
 * @error: return location for a %REFRAIN_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): a copy that holds nothing yet; use it, and free it, in the
 *   thread of @connection only
 */
RefrainBackup *
refrain_backup_begin (RefrainConnection *connection, const char *folder, gint64 now, GError **error)
{
  g_autoptr (RefrainBackup) self = g_new0 (RefrainBackup, 1);
  g_autofree char *name = dup_name (now);

  self->folder = g_strdup (folder);
  self->path = g_build_filename (folder, name, NULL);
  /* Another program may be making one, too. */
  self->part = g_strdup_printf ("%s.%d.part", self->path, (int) getpid ());
  remove_stale_parts (folder, now);
  if (g_mkdir_with_parents (folder, 0700) != 0 || (g_unlink (self->part) != 0 && errno != ENOENT)
      || sqlite3_open_v2 (self->part, &self->target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                          NULL)
             != SQLITE_OK
      || (self->backup = sqlite3_backup_init (self->target, "main",
                                              refrain_connection_get_handle (connection), "main"))
             == NULL)
    {
      set_error (error, self->path);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * refrain_backup_step:
 * @self: a copy that is being made
 * @done: (out): whether it is complete, and has its name
 * @error: return location for a %REFRAIN_STORE_ERROR
 *
 * Copies some more of it.
 *
 * Returns: whether it goes on, or is done
 */
gboolean
refrain_backup_step (RefrainBackup *self, gboolean *done, GError **error)
{
  int result = sqlite3_backup_step (self->backup, PAGES_PER_STEP);

  guint n_pages = (guint) sqlite3_backup_pagecount (self->backup);

  /* Whatever another program writes has it begin anew: the rest is then copied at one stroke. */
  if (++self->n_steps > MAX_ROUNDS * (n_pages / PAGES_PER_STEP + 2) && result == SQLITE_OK)
    result = sqlite3_backup_step (self->backup, -1);
  *done = result == SQLITE_DONE;
  if (*done)
    return publish (self, error);
  if (result == SQLITE_OK || result == SQLITE_BUSY || result == SQLITE_LOCKED)
    return TRUE;

  set_error (error, self->path);
  return FALSE;
}

/**
 * refrain_backup_free:
 * @self: (transfer full) (nullable): a copy; one that is not complete leaves nothing behind
 */
void
refrain_backup_free (RefrainBackup *self)
{
  if (self == NULL)
    return;

  if (self->backup != NULL)
    sqlite3_backup_finish (self->backup);
  if (self->target != NULL)
    {
      sqlite3_close (self->target);
      g_unlink (self->part);
    }
  g_free (self->folder);
  g_free (self->path);
  g_free (self->part);
  g_free (self);
}
