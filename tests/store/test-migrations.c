/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include "refrain-migrations.h"

#define N_AT_ONCE 6
#define N_ROUNDS 8

/* The first version as it was released, whatever is in the program today. */
static const char version_1[]
    = "CREATE TABLE gateways ("
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
      "CREATE INDEX files_by_clip ON files (clip_row, kind);";

static const char songs_of_version_1[]
    = "INSERT INTO gateways (id, name, address, added_at) VALUES (3, 'Home', 'http://127.0.0.1:9', "
      "1);"
      "INSERT INTO tasks (id, gateway_row, task_id, kind, state, request, added_at, updated_at) "
      "VALUES"
      " (5, 3, 'old-1', 'music', 'complete', '{\"prompt\":\"x\"}', 1000, 2000),"
      " (6, 3, 'old-2', 'music', 'running', NULL, 3000, 4000);"
      "INSERT INTO task_raws VALUES (5, '{}');"
      "INSERT INTO clips (id, gateway_row, task_row, position, clip_id, title, state, verdict, "
      "added_at)"
      " VALUES (7, 3, 5, 0, 'clip-1', 'Boat', 'complete', 'keep', 1000);"
      "INSERT INTO files (clip_row, kind, path, sha256, bytes, verified_at)"
      " VALUES (7, 'audio', '/music/boat.mp3', 'aa', 5, 1500);"
      "PRAGMA user_version = 1";

static void
assert_today (RefrainConnection *connection)
{
  g_assert_cmpint (store_fixture_ask (connection, "PRAGMA user_version"), ==,
                   refrain_migrations_get_version ());
  g_assert_cmpint (store_fixture_ask (connection,
                                      "SELECT count(*) FROM sqlite_schema WHERE type = 'table'"
                                      " AND name IN ('gateways', 'tasks', 'task_raws', 'clips',"
                                      " 'files')"),
                   ==, 5);
  g_assert_false (refrain_migrations_is_too_new (connection));
  store_fixture_assert_whole (connection);
}

static void
test_empty (StoreFixture *fixture, gconstpointer unused)
{
  fixture->connection = store_fixture_connect (fixture->path);
  assert_today (fixture->connection);
  g_assert_cmpint (store_fixture_ask (fixture->connection, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (store_fixture_ask (fixture->connection, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (store_fixture_ask (fixture->connection,
                                      "SELECT journal_mode = 'wal' FROM pragma_journal_mode"),
                   ==, 1);
}

/* A library of today is left as it is, whatever it holds. */
static void
test_again (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture->connection = store_fixture_connect (fixture->path);
  store_fixture_put_gateway (fixture->connection, "Home");
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (refrain_migrations_apply (fixture->connection, &error));
      g_assert_no_error (error);
    }
  g_assert_cmpint (store_fixture_ask (fixture->connection, "SELECT count(*) FROM gateways"), ==, 1);
  assert_today (fixture->connection);
}

/* Something in the way of the third table: the first two are not left behind. */
static void
test_fails_half_way (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture->connection = refrain_connection_open (fixture->path, FALSE, &error);
  g_assert_no_error (error);
  store_fixture_execute (fixture->connection,
                         "CREATE TABLE clips (old TEXT); INSERT INTO clips VALUES ('dear')");

  for (guint i = 0; i < 2; i++)
    {
      g_assert_false (refrain_migrations_apply (fixture->connection, &error));
      g_assert_error (error, REFRAIN_STORE_ERROR, REFRAIN_STORE_ERROR_FAILED);
      g_clear_error (&error);
      g_assert_cmpint (store_fixture_ask (fixture->connection, "PRAGMA user_version"), ==, 0);
      g_assert_cmpint (store_fixture_ask (fixture->connection, "SELECT count(*) FROM clips"), ==,
                       1);
      g_assert_cmpint (
          store_fixture_ask (fixture->connection, "SELECT count(*) FROM sqlite_schema"), ==, 1);
    }

  /* Nothing is left open: once the way is free, it goes through. */
  store_fixture_execute (fixture->connection, "DROP TABLE clips");
  g_assert_true (refrain_migrations_apply (fixture->connection, &error));
  g_assert_no_error (error);
  assert_today (fixture->connection);
}

/* A library of the first version, with all that the user has in it. */
static void
test_from_version_1 (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tasks = NULL;
  const RefrainTaskRecord *task;
  const RefrainClipRecord *clip;

  fixture->connection = refrain_connection_open (fixture->path, FALSE, &error);
  g_assert_no_error (error);
  store_fixture_execute (fixture->connection, version_1);
  store_fixture_execute (fixture->connection, songs_of_version_1);
  g_clear_pointer (&fixture->connection, refrain_connection_close);

  fixture->connection = store_fixture_connect (fixture->path);
  assert_today (fixture->connection);
  tasks = refrain_store_tasks_list (fixture->connection, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tasks->len, ==, 2);
  task = g_ptr_array_index (tasks, 1);
  g_assert_cmpstr (task->facts->id, ==, "old-1");
  g_assert_cmpint (task->submit_state, ==, REFRAIN_SUBMIT_STATE_NONE);
  g_assert_cmpint (task->watch, ==, REFRAIN_WATCH_AUTO);
  g_assert_cmpint (task->sent_at, ==, 0);
  g_assert_cmpint (task->removed_at, ==, 0);
  g_assert_cmpuint (task->clips->len, ==, 1);
  clip = g_ptr_array_index (task->clips, 0);
  g_assert_cmpstr (clip->facts->title, ==, "Boat");
  g_assert_cmpint (clip->verdict, ==, REFRAIN_VERDICT_KEEP);
  g_assert_cmpuint (clip->files->len, ==, 1);
}

static void
test_read_only (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture->connection = refrain_connection_open (fixture->path, FALSE, &error);
  g_assert_no_error (error);
  g_clear_pointer (&fixture->connection, refrain_connection_close);
  fixture->connection = refrain_connection_open (fixture->path, TRUE, &error);
  g_assert_no_error (error);
  g_assert_true (refrain_connection_is_read_only (fixture->connection));

  g_assert_false (refrain_migrations_apply (fixture->connection, &error));
  g_assert_error (error, REFRAIN_STORE_ERROR, REFRAIN_STORE_ERROR_TOO_NEW);
}

/* A process that opens the database the moment it is told to. */
static int
run_opener (const char *path, const char *name)
{
  g_autoptr (RefrainConnection) connection = store_fixture_connect (path);

  assert_today (connection);
  store_fixture_put_gateway (connection, name);
  return 0;
}

static void
test_processes_at_once (StoreFixture *fixture, gconstpointer unused)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autofree char *path = g_strdup_printf ("%s/library-%u.db", fixture->folder, round);
      g_autoptr (GPtrArray) children = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (RefrainConnection) connection = NULL;
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < N_AT_ONCE; i++)
        {
          g_autofree char *name = g_strdup_printf ("gateway-%u", i);

          g_ptr_array_add (children, store_fixture_spawn ("--opener", path, name));
        }
      for (guint i = 0; i < N_AT_ONCE; i++)
        {
          g_subprocess_wait_check (g_ptr_array_index (children, i), NULL, &error);
          g_assert_no_error (error);
        }

      connection = store_fixture_connect (path);
      assert_today (connection);
      g_assert_cmpint (store_fixture_ask (connection, "SELECT count(*) FROM gateways"), ==,
                       N_AT_ONCE);
    }
}

typedef struct
{
  const char *path;
  gint *n_waiting; /* those that have not come to the start yet */
} Racer;

static gpointer
race (gpointer data)
{
  Racer *racer = data;
  g_autoptr (RefrainConnection) connection = NULL;

  g_atomic_int_add (racer->n_waiting, -1);
  while (g_atomic_int_get (racer->n_waiting) > 0)
    g_thread_yield ();
  connection = store_fixture_connect (racer->path);
  assert_today (connection);
  return NULL;
}

static void
test_connections_at_once (StoreFixture *fixture, gconstpointer unused)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autofree char *path = g_strdup_printf ("%s/library-%u.db", fixture->folder, round);
      gint n_waiting = N_AT_ONCE;
      Racer racer = { path, &n_waiting };
      GThread *threads[N_AT_ONCE];

      for (guint i = 0; i < N_AT_ONCE; i++)
        threads[i] = g_thread_new ("racer", race, &racer);
      for (guint i = 0; i < N_AT_ONCE; i++)
        g_thread_join (threads[i]);
    }
}

int
main (int argc, char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], "--opener"))
    return run_opener (argv[2], argv[3]);

  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/store/migrations/" name, StoreFixture, NULL, store_fixture_make_folder, func,      \
              store_fixture_tear_down)
  ADD ("empty", test_empty);
  ADD ("again", test_again);
  ADD ("fails-half-way", test_fails_half_way);
  ADD ("from-version-1", test_from_version_1);
  ADD ("read-only", test_read_only);
  ADD ("processes-at-once", test_processes_at_once);
  ADD ("connections-at-once", test_connections_at_once);
#undef ADD

  return g_test_run ();
}
