/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include "refrain-backup.h"

#include <glib/gstdio.h>

#define DAY G_GINT64_CONSTANT (86400000)
/* 2026-01-31, at noon */
#define NOON G_GINT64_CONSTANT (1769860800000)

static char *
dup_folder (StoreFixture *fixture)
{
  g_autofree char *parent = g_path_get_dirname (fixture->path);

  return g_build_filename (parent, "backups", NULL);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n_files = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n_files++;
  return n_files;
}

static void
make_backup (RefrainConnection *connection, const char *folder, gint64 now)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainBackup) backup = refrain_backup_begin (connection, folder, now, &error);
  gboolean done = FALSE;

  g_assert_no_error (error);
  while (!done)
    {
      g_assert_true (refrain_backup_step (backup, &done, &error));
      g_assert_no_error (error);
    }
}

static void
empty_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/* What is written while the copy is made is in it, and the copy is a library like any other. */
static void
test_whole (StoreFixture *fixture, gconstpointer unused)
{
  g_autofree char *folder = dup_folder (fixture);
  g_autofree char *path = g_build_filename (folder, "library-2026-01-31.db", NULL);
  g_autoptr (RefrainBackup) backup = NULL;
  g_autoptr (RefrainConnection) copy = NULL;
  gboolean done = FALSE;

  fixture->connection = store_fixture_connect (fixture->path);
  store_fixture_put_gateway (fixture->connection, "Home");
  g_assert_true (refrain_backup_is_due (folder, NOON));
  backup = refrain_backup_begin (fixture->connection, folder, NOON, NULL);
  g_assert_nonnull (backup);
  store_fixture_put_gateway (fixture->connection, "Work");
  while (!done)
    g_assert_true (refrain_backup_step (backup, &done, NULL));
  g_assert_false (refrain_backup_is_due (folder, NOON + DAY / 4));
  g_assert_true (refrain_backup_is_due (folder, NOON + DAY));
  copy = store_fixture_connect (path);
  g_assert_cmpint (store_fixture_ask (copy, "SELECT count(*) FROM gateways"), ==, 2);
  store_fixture_assert_whole (copy);
  g_clear_pointer (&copy, refrain_connection_close);
  empty_folder (folder);
}

/* A copy that is given up leaves nothing behind that could be taken for a whole one. */
static void
test_given_up (StoreFixture *fixture, gconstpointer unused)
{
  g_autofree char *folder = dup_folder (fixture);
  RefrainBackup *backup;

  fixture->connection = store_fixture_connect (fixture->path);
  backup = refrain_backup_begin (fixture->connection, folder, NOON, NULL);
  g_assert_nonnull (backup);
  refrain_backup_free (backup);
  g_assert_cmpuint (count_files (folder), ==, 0);
  g_assert_true (refrain_backup_is_due (folder, NOON));
  empty_folder (folder);
}

/* A week of them is kept, and nothing else in the folder is touched. */
static void
test_rotation (StoreFixture *fixture, gconstpointer unused)
{
  g_autofree char *folder = dup_folder (fixture);
  g_autofree char *other = g_build_filename (folder, "notes.txt", NULL);
  g_autofree char *oldest = g_build_filename (folder, "library-2026-02-04.db", NULL);

  fixture->connection = store_fixture_connect (fixture->path);
  for (guint i = 0; i < 11; i++)
    {
      make_backup (fixture->connection, folder, NOON + (gint64) i * DAY);
      g_assert_true (g_file_set_contents (other, "mine", -1, NULL));
    }
  g_assert_cmpuint (count_files (folder), ==, 8);
  g_assert_true (g_file_test (oldest, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
  empty_folder (folder);
}

/* A folder that cannot be written is told of. */
static void
test_no_folder (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture->connection = store_fixture_connect (fixture->path);
  g_assert_null (refrain_backup_begin (fixture->connection, "/dev/null/backups", NOON, &error));
  g_assert_error (error, REFRAIN_STORE_ERROR, REFRAIN_STORE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "/dev/null/backups"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/backup/whole", StoreFixture, NULL, store_fixture_make_folder, test_whole,
              store_fixture_tear_down);
  g_test_add ("/backup/given-up", StoreFixture, NULL, store_fixture_make_folder, test_given_up,
              store_fixture_tear_down);
  g_test_add ("/backup/rotation", StoreFixture, NULL, store_fixture_make_folder, test_rotation,
              store_fixture_tear_down);
  g_test_add ("/backup/no-folder", StoreFixture, NULL, store_fixture_make_folder, test_no_folder,
              store_fixture_tear_down);

  return g_test_run ();
}
