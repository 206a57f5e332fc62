/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include "refrain-migrations.h"

#define N_AT_ONCE 6
#define N_ROUNDS 8

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
  ADD ("read-only", test_read_only);
  ADD ("processes-at-once", test_processes_at_once);
  ADD ("connections-at-once", test_connections_at_once);
#undef ADD

  return g_test_run ();
}
