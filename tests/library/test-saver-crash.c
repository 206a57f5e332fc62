/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library-fixture.h"

#include "refrain-probe.h"
#include "refrain-tagger.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_KILLS 10
#define ALL_KINDS                                                                                  \
  (REFRAIN_FILE_AUDIO | REFRAIN_FILE_VIDEO | REFRAIN_FILE_COVER | REFRAIN_FILE_LYRICS)

enum
{
  CHILD_SAVED = 0,
  CHILD_FAILED = 1,
  CHILD_BUSY = 3,
};

/* What the other program does: "--save DATA CACHE FOLDER ADDRESS TASKS KINDS", TASKS being ids
 * joined by commas. */
static int
run_child (char **arguments)
{
  g_auto (GStrv) ids = g_strsplit (arguments[4], ",", -1);
  Fixture fixture = { .data_dir = arguments[0],
                      .cache_dir = arguments[1],
                      .save_dir = arguments[2] };
  g_autoptr (RefrainFetchOutcome) outcome = NULL;
  RefrainSaver *saver;
  int status = CHILD_SAVED;

  fixture_open (&fixture);
  if (fixture.source == NULL)
    fixture.source = put_source (&fixture, 0, "Demo", arguments[3], NULL);
  outcome = fetch_ids (&fixture, (const char *const *) ids);
  saver = refrain_context_get_saver (fixture.context);
  for (guint i = 0; i < outcome->tasks->len; i++)
    {
      g_autoptr (RefrainClip) clip = get_clip (g_ptr_array_index (outcome->tasks, i), 0);

      refrain_saver_save (saver, clip, (guint) atoi (arguments[5]));
    }
  /* Tells that it is at it. */
  g_print (".\n");
  fflush (stdout);
  wait_for_saver (&fixture);
  for (guint i = 0; i < g_list_model_get_n_items (refrain_saver_get_items (saver)); i++)
    {
      const GError *error = refrain_save_item_get_error (get_item (&fixture, i));

      if (error == NULL)
        continue;
      status = g_error_matches (error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_BUSY)
                   ? CHILD_BUSY
                   : CHILD_FAILED;
      if (status == CHILD_FAILED)
        g_printerr ("%s\n", error->message);
    }
  g_clear_pointer (&outcome, refrain_fetch_outcome_free);
  fixture_close (&fixture);
  return status;
}

static GSubprocess *
start_child (Fixture *fixture, const char *data_dir, const char *tasks, guint kinds)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *kinds_text = g_strdup_printf ("%u", kinds);
  g_autoptr (GError) error = NULL;
  GSubprocess *child = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--save", data_dir, fixture->cache_dir,
      fixture->save_dir, refrain_demo_gateway_get_address (fixture->demo), tasks, kinds_text, NULL);

  g_assert_no_error (error);
  return child;
}

/* Returns once the child has begun to save. */
static void
wait_for_start (GSubprocess *child)
{
  char dot;

  g_assert_cmpint (g_input_stream_read (g_subprocess_get_stdout_pipe (child), &dot, 1, NULL, NULL),
                   ==, 1);
}

static int
wait_for_end (GSubprocess *child)
{
  g_assert_true (g_subprocess_wait (child, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (child));
  return g_subprocess_get_exit_status (child);
}

static void
assert_whole (const char *path)
{
  g_autoptr (RefrainProbe) probe = NULL;
  g_autoptr (RefrainTags) tags = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_str_has_suffix (path, ".txt"))
    {
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_true (g_str_has_suffix (text, "\n"));
      return;
    }
  probe = refrain_probe_file (path, REFRAIN_MEDIA_KIND_ANY, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (probe);
  if (g_str_has_suffix (path, ".jpg"))
    return;
  g_assert_true (refrain_tagger_read (path, &tags, &error));
  g_assert_nonnull (refrain_tags_get_extra (tags, "REFRAIN_CLIP_ID"));
}

/* Returns: how many files stand under their own names */
static guint
assert_folder_whole (Fixture *fixture)
{
  g_autoptr (GPtrArray) names = list_folder (fixture->save_dir);
  guint n_files = 0;

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (fixture->save_dir, g_ptr_array_index (names, i),
                                                NULL);

      if (strstr (path, ".part") != NULL)
        continue;
      assert_whole (path);
      n_files++;
    }
  return n_files;
}

static void
assert_ledger_right (Fixture *fixture)
{
  g_autoptr (GPtrArray) ledger = list_ledger (fixture);

  for (guint i = 0; i < ledger->len; i++)
    assert_saved_right (g_ptr_array_index (ledger, i));
}

static void
test_killed (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) ids = refrain_demo_gateway_dup_task_ids (fixture->demo);
  g_autofree char *tasks = g_strjoinv (",", ids);
  g_autoptr (GPtrArray) names = NULL;
  guint n_files;

  fixture_close (fixture);
  for (guint i = 0; i < N_KILLS; i++)
    {
      g_autoptr (GSubprocess) child = start_child (fixture, fixture->data_dir, tasks, ALL_KINDS);

      wait_for_start (child);
      g_usleep ((gulong) g_test_rand_int_range (0, 150) * 1000);
      g_subprocess_force_exit (child);
      g_assert_true (g_subprocess_wait (child, NULL, NULL));
      assert_folder_whole (fixture);
      fixture_open (fixture);
      assert_ledger_right (fixture);
      fixture_close (fixture);
    }

  /* Left to itself it saves the rest, and takes over what was left half-done. */
  g_autoptr (GSubprocess) last = start_child (fixture, fixture->data_dir, tasks,
                                              ALL_KINDS & ~REFRAIN_FILE_VIDEO);
  g_assert_cmpint (wait_for_end (last), ==, CHILD_SAVED);
  n_files = assert_folder_whole (fixture);
  g_assert_cmpuint (n_files, >=, 3 * g_strv_length (ids));
  fixture_open (fixture);
  assert_ledger_right (fixture);
  g_assert_false (has_name_with (fixture->save_dir, ".audio.part"));
  g_assert_false (has_name_with (fixture->save_dir, " (2)"));
}

/* What a crash has left is no obstacle, whatever it is. */
static void
test_leftovers (Fixture *fixture, gconstpointer data)
{
  static const char *const left[] = { "audio.part",  "audio.part.tagged", "cover.part",
                                      "lyrics.part", "video.part",        "video.part.tagged" };
  g_autofree char *ballast = g_malloc0 (900 * 1024);
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);

  g_assert_no_errno (g_mkdir (fixture->save_dir, 0755));
  for (gsize i = 0; i < G_N_ELEMENTS (left); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/Harbour Lights [95e030a4].%s", fixture->save_dir,
                                               left[i]);

      g_assert_true (g_file_set_contents (path, ballast, 900 * 1024, NULL));
    }
  save_and_wait (fixture, clip, ALL_KINDS);
  g_assert_cmpuint (assert_folder_whole (fixture), ==, 4);
  assert_ledger_right (fixture);
  g_assert_false (has_name_with (fixture->save_dir, ".part"));
}

static void
run_two (Fixture *fixture, gboolean one_library, guint kinds)
{
  g_autofree char *second_dir = one_library ? g_strdup (fixture->data_dir)
                                            : g_build_filename (fixture->dir, "second", NULL);
  g_autoptr (GSubprocess) first = NULL;
  g_autoptr (GSubprocess) second = NULL;
  int first_status;
  int second_status;

  first = start_child (fixture, fixture->data_dir, HARBOUR_TASK, kinds);
  second = start_child (fixture, second_dir, HARBOUR_TASK, kinds);
  first_status = wait_for_end (first);
  second_status = wait_for_end (second);
  g_assert_true (first_status == CHILD_SAVED || first_status == CHILD_BUSY);
  g_assert_true (second_status == CHILD_SAVED || second_status == CHILD_BUSY);
  /* Of several files each program may have got one. */
  if (kinds == REFRAIN_FILE_AUDIO)
    g_assert_true (first_status == CHILD_SAVED || second_status == CHILD_SAVED);
}

static void
test_two_programs (Fixture *fixture, gconstpointer data)
{
  gboolean one_library = GPOINTER_TO_INT (data);

  fixture_close (fixture);
  refrain_demo_gateway_set_media_rate (fixture->demo, 400000);
  run_two (fixture, one_library, REFRAIN_FILE_AUDIO);
  g_assert_cmpuint (assert_folder_whole (fixture), ==, 1);
  g_assert_false (has_name_with (fixture->save_dir, ".part"));
  fixture_open (fixture);
  assert_ledger_right (fixture);
}

/* Short files come so fast that every step meets every other. */
static void
test_two_programs_short (Fixture *fixture, gconstpointer data)
{
  fixture_close (fixture);
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (GPtrArray) names = NULL;

      run_two (fixture, FALSE, REFRAIN_FILE_LYRICS | REFRAIN_FILE_COVER);
      fixture_open (fixture);
      assert_ledger_right (fixture);
      fixture_close (fixture);
      g_assert_false (has_name_with (fixture->save_dir, ".part"));
      g_assert_cmpuint (assert_folder_whole (fixture), >=, 2);
      remove_tree (fixture->save_dir);
      remove_tree (fixture->data_dir);
    }
}

int
main (int argc, char **argv)
{
  if (argc == 8 && g_str_equal (argv[1], "--save"))
    return run_child (argv + 2);
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/saver-crash/killed", Fixture, NULL, fixture_set_up, test_killed, fixture_tear_down);
  g_test_add ("/saver-crash/leftovers", Fixture, NULL, fixture_set_up, test_leftovers,
              fixture_tear_down);
  g_test_add ("/saver-crash/two-programs", Fixture, GINT_TO_POINTER (FALSE), fixture_set_up,
              test_two_programs, fixture_tear_down);
  g_test_add ("/saver-crash/two-programs-one-library", Fixture, GINT_TO_POINTER (TRUE),
              fixture_set_up, test_two_programs, fixture_tear_down);
  g_test_add ("/saver-crash/two-programs-short", Fixture, NULL, fixture_set_up,
              test_two_programs_short, fixture_tear_down);
  return g_test_run ();
}
