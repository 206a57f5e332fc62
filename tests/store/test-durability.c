/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#define N_KILLS 20
#define N_SOME 40

/* Two clips each, so that half a task can be told from a whole one. */
static gpointer
write_task (RefrainConnection *connection, gpointer data, GError **error)
{
  const char *id = data;
  g_autofree char *first = g_strconcat (id, "-first", NULL);
  g_autofree char *second = g_strconcat (id, "-second", NULL);
  g_autofree char *raw = g_strnfill (5000, 'r');
  g_autoptr (RefrainTaskFacts) task = store_fixture_task (id, REFRAIN_TASK_STATE_COMPLETE);
  g_autoptr (GPtrArray) tasks = g_ptr_array_new ();
  g_autoptr (GPtrArray) raws = g_ptr_array_new ();
  g_autoptr (GPtrArray) records = NULL;

  store_fixture_add_clip (task, first, REFRAIN_CLIP_STATE_COMPLETE)->lyrics = g_strnfill (900, 'a');
  store_fixture_add_clip (task, second, REFRAIN_CLIP_STATE_COMPLETE)->lyrics = g_strnfill (900,
                                                                                           'b');
  g_ptr_array_add (tasks, task);
  g_ptr_array_add (raws, raw);
  records = refrain_store_tasks_put (connection, 1, tasks, raws, error);
  return GINT_TO_POINTER (records != NULL && records->len == 1);
}

/* A process that writes tasks, for ever or some, and says so of each once it is written. */
static int
run_writer (const char *path, const char *name, gboolean for_ever)
{
  RefrainStore *store = refrain_store_new (path);

  for (guint i = 0; for_ever || i < N_SOME; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s-%u", name, i);
      g_autofree char *line = g_strconcat (id, "\n", NULL);
      g_autoptr (GError) error = NULL;

      g_assert_nonnull (store_fixture_run (store, write_task, id, &error));
      g_assert_no_error (error);
      if (write (STDOUT_FILENO, line, strlen (line)) != (gssize) strlen (line))
        return 1;
    }

  store_fixture_drop (store);
  return 0;
}

static void
assert_task_is_whole (StoreFixture *fixture, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainTaskRecord) record = refrain_store_tasks_find (fixture->connection, id, &error);

  g_assert_no_error (error);
  g_assert_nonnull (record);
  g_assert_cmpint (record->facts->state, ==, REFRAIN_TASK_STATE_COMPLETE);
  g_assert_cmpuint (record->clips->len, ==, 2);
}

static char *
read_line (GDataInputStream *lines)
{
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line (lines, NULL, NULL, &error);

  g_assert_no_error (error);
  return line;
}

/* Any moment of the next write will do. */
static void
let_some_microseconds_pass (void)
{
  gint64 end = g_get_monotonic_time () + g_test_rand_int_range (0, 3000);

  while (g_get_monotonic_time () < end)
    g_thread_yield ();
}

/* Starts a writer, kills it somewhere in the middle of a write, and returns what it said. */
static GPtrArray *
kill_a_writer (const char *path, const char *name)
{
  GPtrArray *said = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GSubprocess) child = store_fixture_spawn ("--write", path, name);
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (
      g_subprocess_get_stdout_pipe (child));
  guint n_first = (guint) g_test_rand_int_range (1, 12);
  char *line;

  while (said->len < n_first && (line = read_line (lines)) != NULL)
    g_ptr_array_add (said, line);
  g_assert_cmpuint (said->len, ==, n_first);

  let_some_microseconds_pass ();
  g_subprocess_send_signal (child, SIGKILL);
  while ((line = read_line (lines)) != NULL)
    g_ptr_array_add (said, line);
  g_subprocess_wait (child, NULL, NULL);
  g_assert_true (g_subprocess_get_if_signaled (child));
  return said;
}

static void
test_killed_while_writing (StoreFixture *fixture, gconstpointer unused)
{
  guint n_said = 0;

  g_clear_pointer (&fixture->connection, refrain_connection_close);
  for (guint round = 0; round < N_KILLS; round++)
    {
      g_autofree char *name = g_strdup_printf ("round%u", round);
      g_autoptr (GPtrArray) said = kill_a_writer (fixture->path, name);

      fixture->connection = store_fixture_connect (fixture->path);
      store_fixture_assert_whole (fixture->connection);
      for (guint i = 0; i < said->len; i++)
        assert_task_is_whole (fixture, said->pdata[i]);

      /* What was not acknowledged is there whole or not at all. */
      g_assert_cmpint (
          store_fixture_ask (fixture->connection,
                             "SELECT count(*) FROM tasks t WHERE state != 'complete'"
                             " OR NOT EXISTS (SELECT 1 FROM task_raws r"
                             " WHERE r.task_row = t.id AND length(r.raw) = 5000)"
                             " OR (SELECT count(*) FROM clips c WHERE c.task_row = t.id"
                             " AND length(c.lyrics) = 900) != 2"),
          ==, 0);
      n_said += said->len;
      g_assert_cmpint (store_fixture_ask (fixture->connection, "SELECT count(*) FROM tasks"), >=,
                       n_said);
      g_clear_pointer (&fixture->connection, refrain_connection_close);
    }
  g_test_message ("%u acknowledged writes, all there", n_said);
}

static void
test_two_writers (StoreFixture *fixture, gconstpointer unused)
{
  static const char *const names[] = { "left", "right" };
  GSubprocess *children[2];

  for (guint i = 0; i < 2; i++)
    children[i] = store_fixture_spawn ("--write-some", fixture->path, names[i]);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_subprocess_wait_check (children[i], NULL, &error);
      g_assert_no_error (error);
      g_object_unref (children[i]);
    }

  store_fixture_assert_whole (fixture->connection);
  g_assert_cmpint (store_fixture_ask (fixture->connection, "SELECT count(*) FROM tasks"), ==,
                   2 * N_SOME);
  for (guint i = 0; i < 2 * N_SOME; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s-%u", names[i % 2], i / 2);

      assert_task_is_whole (fixture, id);
    }
}

/* A reader is not in the way of a writer, and sees one state from its beginning to its end. */
static void
test_reader_beside_a_writer (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainConnection) reader = store_fixture_connect (fixture->path);

  store_fixture_put_song (fixture, "c1", "Pier");
  store_fixture_execute (reader, "BEGIN");
  g_assert_cmpint (store_fixture_ask (reader, "SELECT count(*) FROM clips"), ==, 1);
  store_fixture_put_song (fixture, "c2", "Lamp");
  g_assert_cmpint (store_fixture_ask (reader, "SELECT count(*) FROM clips"), ==, 1);
  store_fixture_execute (reader, "COMMIT");
  g_assert_cmpint (store_fixture_ask (reader, "SELECT count(*) FROM clips"), ==, 2);
}

int
main (int argc, char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], "--write"))
    return run_writer (argv[2], argv[3], TRUE);
  if (argc == 4 && g_str_equal (argv[1], "--write-some"))
    return run_writer (argv[2], argv[3], FALSE);

  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/store/durability/" name, StoreFixture, NULL, store_fixture_set_up, func,           \
              store_fixture_tear_down)
  ADD ("killed-while-writing", test_killed_while_writing);
  ADD ("two-writers", test_two_writers);
  ADD ("reader-beside-a-writer", test_reader_beside_a_writer);
#undef ADD

  return g_test_run ();
}
