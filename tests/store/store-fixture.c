/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include "refrain-migrations.h"
#include "refrain-statement.h"

#include <glib/gstdio.h>

/* A test that waits this long has failed. */
#define PATIENCE_SECONDS 60

typedef struct
{
  gboolean opens;
  gboolean read_only;
  gboolean done;
  gpointer value;
  GError *error;
} Answer;

/* Makes an empty folder and a path in it, nothing more. */
void
store_fixture_make_folder (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("refrain-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "library.db", NULL);
}

/* Opens a database at @path, brought up to date. */
RefrainConnection *
store_fixture_connect (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainConnection) connection = refrain_connection_open (path, FALSE, &error);

  g_assert_no_error (error);
  g_assert_nonnull (connection);
  g_assert_true (refrain_migrations_apply (connection, &error));
  g_assert_no_error (error);
  return g_steal_pointer (&connection);
}

gint64
store_fixture_put_gateway (RefrainConnection *connection, const char *name)
{
  g_autoptr (RefrainGatewayRecord) record = refrain_gateway_record_new (
      0, name, "http://127.0.0.1:9", NULL, FALSE);
  g_autoptr (GError) error = NULL;
  gint64 row = refrain_store_gateways_put (connection, record, &error);

  g_assert_no_error (error);
  g_assert_cmpint (row, >, 0);
  return row;
}

void
store_fixture_set_up (StoreFixture *fixture, gconstpointer unused)
{
  store_fixture_make_folder (fixture, unused);
  fixture->connection = store_fixture_connect (fixture->path);
  fixture->gateway = store_fixture_put_gateway (fixture->connection, "Home");
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_tree (child);
      else
        g_unlink (child); /* A store's thread that ends may be faster. */
    }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

void
store_fixture_tear_down (StoreFixture *fixture, gconstpointer unused)
{
  g_clear_pointer (&fixture->connection, refrain_connection_close);
  remove_tree (fixture->folder);
  g_clear_pointer (&fixture->folder, g_free);
  g_clear_pointer (&fixture->path, g_free);
}

/* The one number that @sql gives. */
gint64
store_fixture_ask (RefrainConnection *connection, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 number = refrain_connection_query_int (connection, sql, &error);

  g_assert_no_error (error);
  return number;
}

void
store_fixture_execute (RefrainConnection *connection, const char *sql)
{
  g_autoptr (GError) error = NULL;

  refrain_connection_execute (connection, sql, &error);
  g_assert_no_error (error);
}

/* SQLite itself finds nothing wrong with the file, and no row points at nothing. */
void
store_fixture_assert_whole (RefrainConnection *connection)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainStatement) check = refrain_connection_prepare (
      connection, "PRAGMA integrity_check", &error);

  g_assert_no_error (error);
  g_assert_true (refrain_statement_step (check, &error));
  g_assert_cmpstr (refrain_statement_get_text (check, 0), ==, "ok");
  g_assert_cmpint (store_fixture_ask (connection, "SELECT count(*) FROM pragma_foreign_key_check"),
                   ==, 0);
}

RefrainTaskFacts *
store_fixture_task (const char *id, RefrainTaskState state)
{
  RefrainTaskFacts *task = refrain_task_facts_new ();

  task->id = g_strdup (id);
  task->state = state;
  task->state_word = g_strdup (refrain_task_state_to_string (state));
  return task;
}

/* Returns: (transfer none): the clip, to be filled */
RefrainClipFacts *
store_fixture_add_clip (RefrainTaskFacts *task, const char *id, RefrainClipState state)
{
  RefrainClipFacts *clip = refrain_clip_facts_new ();

  clip->id = g_strdup (id);
  clip->state = state;
  g_ptr_array_add (task->clips, clip);
  return clip;
}

void
store_fixture_set_text (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

/* Takes @task. */
RefrainTaskRecord *
store_fixture_put (StoreFixture *fixture, RefrainTaskFacts *task)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (
      (GDestroyNotify) refrain_task_facts_free);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (tasks, task);
  records = refrain_store_tasks_put (fixture->connection, fixture->gateway, tasks, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 1);
  return g_ptr_array_steal_index (records, 0);
}

/* A complete task with one complete clip that has a file to save. Returns: the clip's row */
gint64
store_fixture_put_song (StoreFixture *fixture, const char *id, const char *title)
{
  g_autofree char *task_id = g_strconcat ("task-", id, NULL);
  RefrainTaskFacts *task = store_fixture_task (task_id, REFRAIN_TASK_STATE_COMPLETE);
  RefrainClipFacts *clip = store_fixture_add_clip (task, id, REFRAIN_CLIP_STATE_COMPLETE);
  g_autoptr (RefrainTaskRecord) record = NULL;

  clip->title = g_strdup (title);
  clip->audio_url = g_strdup ("http://127.0.0.1:9/a.mp3");
  record = store_fixture_put (fixture, task);
  return ((RefrainClipRecord *) g_ptr_array_index (record->clips, 0))->row_id;
}

void
store_fixture_put_file (StoreFixture *fixture,
                        gint64 clip_row,
                        RefrainFileKind kind,
                        RefrainFileHealth health,
                        const char *path)
{
  g_autoptr (RefrainSavedFile) file = refrain_saved_file_new ();
  g_autoptr (GError) error = NULL;

  file->clip_row = clip_row;
  file->kind = kind;
  file->health = health;
  file->path = g_strdup (path);
  file->sha256 = g_strnfill (64, 'a');
  file->bytes = 1234;
  file->verified_at = 1000;
  g_assert_true (refrain_store_files_put (fixture->connection, file, &error));
  g_assert_no_error (error);
}

GArray *
store_fixture_query (StoreFixture *fixture, const RefrainQuery *query)
{
  g_autoptr (GError) error = NULL;
  GArray *rows = refrain_store_clips_query (fixture->connection, query, &error);

  g_assert_no_error (error);
  g_assert_nonnull (rows);
  return rows;
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Runs the main context until @done. */
void
store_fixture_wait (gboolean *done)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;
  guint timer = g_timeout_add_seconds (PATIENCE_SECONDS, wake_cb, NULL);

  while (!*done)
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    }
  g_source_remove (timer);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  if (answer->opens)
    answer->value = GINT_TO_POINTER (refrain_store_open_finish (
        REFRAIN_STORE (source), result, &answer->read_only, &answer->error));
  else
    answer->value = refrain_store_run_finish (REFRAIN_STORE (source), result, &answer->error);
  answer->done = TRUE;
}

gboolean
store_fixture_open (RefrainStore *store, gboolean *read_only, GError **error)
{
  Answer answer = { .opens = TRUE };

  refrain_store_open_async (store, NULL, answered_cb, &answer);
  store_fixture_wait (&answer.done);
  *read_only = answer.read_only;
  if (answer.error != NULL)
    g_propagate_error (error, answer.error);
  return answer.value != NULL;
}

/* Gives @store away and waits until it is gone: its thread may be the last to let go of it. */
void
store_fixture_drop (RefrainStore *store)
{
  gpointer watch = store;

  g_object_add_weak_pointer (G_OBJECT (store), &watch);
  g_object_unref (store);
  for (gint64 deadline = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;
       g_atomic_pointer_get (&watch) != NULL;)
    {
      g_main_context_iteration (NULL, FALSE);
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    }
}

/* Runs one job and waits for what it returns. */
gpointer
store_fixture_run (RefrainStore *store, RefrainStoreFunc func, gpointer data, GError **error)
{
  Answer answer = { .opens = FALSE };

  refrain_store_run_async (store, func, data, NULL, NULL, NULL, answered_cb, &answer);
  store_fixture_wait (&answer.done);
  if (answer.error != NULL)
    g_propagate_error (error, answer.error);
  return answer.value;
}

/* Runs this very program again, as @role on @path; @name tells its kind apart. */
GSubprocess *
store_fixture_spawn (const char *role, const char *path, const char *name)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, self, role, path,
                                         name, NULL);

  g_assert_no_error (error);
  return child;
}
