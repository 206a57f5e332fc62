/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include "refrain-migrations.h"

#include <glib/gstdio.h>
#include <string.h>

#define ASSERT_SAYS(error, words) g_assert_nonnull (strstr ((error)->message, words))

static gpointer
count_tasks (RefrainConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (
      refrain_connection_query_int (connection, "SELECT count(*) FROM tasks", error));
}

static gpointer
put_gateway (RefrainConnection *connection, gpointer data, GError **error)
{
  g_autoptr (RefrainGatewayRecord) record = refrain_gateway_record_new (
      0, data, "http://127.0.0.1:9", NULL, FALSE);

  return GINT_TO_POINTER (refrain_store_gateways_put (connection, record, error));
}

static void
test_made_and_opened_again (StoreFixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a", "b", "library.db", NULL);

  for (guint round = 0; round < 2; round++)
    {
      RefrainStore *store = refrain_store_new (path);
      g_autoptr (GError) error = NULL;
      gboolean read_only = TRUE;

      g_assert_true (store_fixture_open (store, &read_only, &error));
      g_assert_no_error (error);
      g_assert_false (read_only);
      if (round == 0)
        g_assert_nonnull (store_fixture_run (store, put_gateway, (gpointer) "Home", &error));
      g_assert_no_error (error);
      store_fixture_drop (store);
    }

  fixture->connection = store_fixture_connect (path);
  g_assert_cmpint (store_fixture_ask (fixture->connection, "SELECT count(*) FROM gateways"), ==, 1);
  store_fixture_assert_whole (fixture->connection);
}

/* Opens the folder's database as the program of today does. */
static void
open_today (StoreFixture *fixture)
{
  fixture->connection = store_fixture_connect (fixture->path);
  fixture->gateway = store_fixture_put_gateway (fixture->connection, "Home");
}

/* Makes the database that a later version of the program would have left behind. */
static void
newer_set_up (StoreFixture *fixture, gconstpointer unused)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version = %u",
                                          refrain_migrations_get_version () + 1);

  store_fixture_set_up (fixture, unused);
  store_fixture_put_song (fixture, "c1", "Pier");
  store_fixture_execute (fixture->connection, "ALTER TABLE clips ADD COLUMN tempo REAL");
  store_fixture_execute (fixture->connection, sql);
  g_clear_pointer (&fixture->connection, refrain_connection_close);
}

static void
test_newer_is_read_only (StoreFixture *fixture, gconstpointer unused)
{
  RefrainStore *store = refrain_store_new (fixture->path);
  g_autoptr (GError) error = NULL;
  gboolean read_only = FALSE;
  gpointer count;

  g_assert_true (store_fixture_open (store, &read_only, &error));
  g_assert_no_error (error);
  g_assert_true (read_only);

  count = store_fixture_run (store, count_tasks, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (GPOINTER_TO_INT (count), ==, 1);

  g_assert_null (store_fixture_run (store, put_gateway, (gpointer) "Other", &error));
  g_assert_error (error, REFRAIN_STORE_ERROR, REFRAIN_STORE_ERROR_TOO_NEW);
  ASSERT_SAYS (error, "newer version");
  store_fixture_drop (store);
}

/* Every kind of write says why it cannot be; every read works. */
static void
test_newer_refuses_each_write (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (
      (GDestroyNotify) refrain_task_facts_free);
  g_autoptr (RefrainTaskRecord) record = NULL;
  g_autoptr (RefrainSavedFile) file = refrain_saved_file_new ();

  fixture->connection = refrain_connection_open (fixture->path, TRUE, &error);
  g_assert_no_error (error);

  g_ptr_array_add (tasks, store_fixture_task ("t2", REFRAIN_TASK_STATE_QUEUED));
  g_assert_null (refrain_store_tasks_put (fixture->connection, 1, tasks, NULL, &error));
  g_assert_error (error, REFRAIN_STORE_ERROR, REFRAIN_STORE_ERROR_TOO_NEW);
  g_clear_error (&error);
  g_assert_false (
      refrain_store_clips_set_verdict (fixture->connection, 1, REFRAIN_VERDICT_KEEP, &error));
  g_assert_error (error, REFRAIN_STORE_ERROR, REFRAIN_STORE_ERROR_TOO_NEW);
  g_clear_error (&error);
  file->clip_row = 1;
  file->kind = REFRAIN_FILE_AUDIO;
  file->path = g_strdup ("/music/a.mp3");
  file->sha256 = g_strdup ("a");
  g_assert_false (refrain_store_files_put (fixture->connection, file, &error));
  g_assert_error (error, REFRAIN_STORE_ERROR, REFRAIN_STORE_ERROR_TOO_NEW);
  g_clear_error (&error);

  record = refrain_store_tasks_find (fixture->connection, "task-c1", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (record->clips->len, ==, 1);
}

static void
assert_corrupt (const char *path)
{
  RefrainStore *store = refrain_store_new (path);
  g_autoptr (GError) error = NULL;
  gboolean read_only;

  g_assert_false (store_fixture_open (store, &read_only, &error));
  g_assert_error (error, REFRAIN_STORE_ERROR, REFRAIN_STORE_ERROR_CORRUPT);
  ASSERT_SAYS (error, "damaged");
  store_fixture_drop (store);
}

static void
test_no_database (StoreFixture *fixture, gconstpointer unused)
{
  static const char text[] = "This is a letter, and no database of any kind at all. "
                             "It is long enough to be taken for the head of one, were it one.";
  g_autofree char *after = NULL;

  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  assert_corrupt (fixture->path);

  /* Somebody's file is not written over. */
  g_assert_true (g_file_get_contents (fixture->path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, text);
}

/* Overwrites @length bytes at @offset of the file with rubbish. */
static void
damage (const char *path, gsize offset, gsize length)
{
  g_autofree char *data = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  g_assert_cmpuint (size, >=, offset + length);
  memset (data + offset, 0xa5, length);
  g_assert_true (g_file_set_contents (path, data, (gssize) size, NULL));
}

static void
test_damaged_schema (StoreFixture *fixture, gconstpointer unused)
{
  open_today (fixture);
  g_clear_pointer (&fixture->connection, refrain_connection_close);
  damage (fixture->path, 100, 2000);
  assert_corrupt (fixture->path);
}

/* The head is whole, a table is not: found when the table is read. */
static void
test_damaged_table (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (RefrainQuery) query = refrain_query_new ();
  gint64 root;
  gint64 size;

  open_today (fixture);
  store_fixture_put_song (fixture, "c1", "Pier");
  root = store_fixture_ask (fixture->connection,
                            "SELECT rootpage FROM sqlite_schema WHERE name = 'clips'");
  size = store_fixture_ask (fixture->connection, "PRAGMA page_size");
  g_clear_pointer (&fixture->connection, refrain_connection_close);
  damage (fixture->path, (gsize) ((root - 1) * size), (gsize) size);

  fixture->connection = store_fixture_connect (fixture->path);
  rows = refrain_store_clips_query (fixture->connection, query, &error);
  g_assert_null (rows);
  g_assert_error (error, REFRAIN_STORE_ERROR, REFRAIN_STORE_ERROR_CORRUPT);
}

/* The store tries again with every job, so that what was mended meanwhile is taken up. */
static void
assert_opens_once_cleared (const char *path, const char *obstacle)
{
  RefrainStore *store = refrain_store_new (path);
  g_autoptr (GError) error = NULL;
  gboolean read_only;

  for (guint i = 0; i < 2; i++)
    {
      g_assert_false (store_fixture_open (store, &read_only, &error));
      g_assert_error (error, REFRAIN_STORE_ERROR, REFRAIN_STORE_ERROR_CANNOT_OPEN);
      ASSERT_SAYS (error, "folder");
      g_clear_error (&error);
    }

  g_assert_cmpint (g_remove (obstacle), ==, 0);
  g_assert_nonnull (store_fixture_run (store, put_gateway, (gpointer) "Home", &error));
  g_assert_no_error (error);
  store_fixture_drop (store);
}

static void
test_folder_is_a_file (StoreFixture *fixture, gconstpointer unused)
{
  g_autofree char *obstacle = g_build_filename (fixture->folder, "taken", NULL);
  g_autofree char *path = g_build_filename (obstacle, "library.db", NULL);

  g_assert_true (g_file_set_contents (obstacle, "", 0, NULL));
  assert_opens_once_cleared (path, obstacle);
}

static void
test_file_is_a_folder (StoreFixture *fixture, gconstpointer unused)
{
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  assert_opens_once_cleared (fixture->path, fixture->path);
}

/* A version that no program has ever written is no reason to call the library open. */
static void
test_senseless_version (StoreFixture *fixture, gconstpointer unused)
{
  RefrainStore *store;
  g_autoptr (GError) error = NULL;
  gboolean read_only;

  open_today (fixture);
  store_fixture_execute (fixture->connection, "PRAGMA user_version = -1");
  g_clear_pointer (&fixture->connection, refrain_connection_close);

  store = refrain_store_new (fixture->path);
  g_assert_false (store_fixture_open (store, &read_only, &error));
  g_assert_error (error, REFRAIN_STORE_ERROR, REFRAIN_STORE_ERROR_CORRUPT);
  store_fixture_drop (store);
}

static gpointer
append_letter (RefrainConnection *connection, gpointer data, GError **error)
{
  g_string_append_c (data, (char) ('a' + ((GString *) data)->len));
  return NULL;
}

static void
count_answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *n_answers = user_data;
  g_autoptr (GError) error = NULL;

  refrain_store_run_finish (REFRAIN_STORE (source), result, &error);
  g_assert_true (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  (*n_answers)++;
}

/* Jobs run in order; a cancelled one is answered too, and the store outlives its owner till then.
 */
static void
test_jobs_outlive_their_owner (StoreFixture *fixture, gconstpointer unused)
{
  RefrainStore *store = refrain_store_new (fixture->path);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GString) letters = g_string_new (NULL);
  guint n_answers = 0;

  g_cancellable_cancel (cancelled);
  for (guint i = 0; i < 20; i++)
    refrain_store_run_async (store, append_letter, letters, NULL, NULL, i == 7 ? cancelled : NULL,
                             count_answer_cb, &n_answers);
  store_fixture_drop (store);
  g_assert_cmpuint (n_answers, ==, 20);
  g_assert_cmpuint (letters->len, >=, 19);
  g_assert_true (g_str_has_prefix ("abcdefghijklmnopqrst", letters->str));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, set_up, func)                                                                    \
  g_test_add ("/store/open/" name, StoreFixture, NULL, set_up, func, store_fixture_tear_down)
  ADD ("made-and-opened-again", store_fixture_make_folder, test_made_and_opened_again);
  ADD ("newer-is-read-only", newer_set_up, test_newer_is_read_only);
  ADD ("newer-refuses-each-write", newer_set_up, test_newer_refuses_each_write);
  ADD ("no-database", store_fixture_make_folder, test_no_database);
  ADD ("damaged-schema", store_fixture_make_folder, test_damaged_schema);
  ADD ("damaged-table", store_fixture_make_folder, test_damaged_table);
  ADD ("folder-is-a-file", store_fixture_make_folder, test_folder_is_a_file);
  ADD ("file-is-a-folder", store_fixture_make_folder, test_file_is_a_folder);
  ADD ("senseless-version", store_fixture_make_folder, test_senseless_version);
  ADD ("jobs-outlive-their-owner", store_fixture_make_folder, test_jobs_outlive_their_owner);
#undef ADD

  return g_test_run ();
}
