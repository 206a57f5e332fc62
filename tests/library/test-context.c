/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library-fixture.h"

#include <string.h>

/* A thread that stays though nothing needs it any more. */
typedef struct
{
  const char *const *allowed;
  char *found;
} Threads;

/* Those that GLib keeps for the next one who needs them, and the server's. */
static const char *const allowed_threads[] = { "pool-",        "gmain",         "gdbus",
                                               "demo-gateway", "test-library-", NULL };

static gboolean
is_allowed (const char *name, const char *const *allowed)
{
  for (guint i = 0; allowed[i] != NULL; i++)
    {
      if (g_str_has_prefix (name, allowed[i]))
        return TRUE;
    }

  return FALSE;
}

static gboolean
are_threads_gone (gpointer data)
{
  Threads *threads = data;
  g_autoptr (GPtrArray) ids = NULL;

  /* Idle ones keep the name of what they did last. */
  g_thread_pool_stop_unused_threads ();
  ids = list_folder ("/proc/self/task");
  g_clear_pointer (&threads->found, g_free);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *path = g_strdup_printf ("/proc/self/task/%s/comm",
                                               (char *) g_ptr_array_index (ids, i));
      g_autofree char *name = NULL;

      if (!g_file_get_contents (path, &name, NULL, NULL) || is_allowed (name, threads->allowed))
        continue;
      g_free (threads->found);
      threads->found = g_steal_pointer (&name);
    }
  return threads->found == NULL;
}

static void
assert_no_thread_left (void)
{
  Threads threads = { .allowed = allowed_threads };

  if (!wait_at_most (10, are_threads_gone, &threads))
    g_error ("A thread is left: %s", threads.found);
}

static void
test_unopened (void)
{
  g_autofree char *dir = g_dir_make_tmp ("refrain-context-XXXXXX", NULL);
  RefrainContext *context = refrain_context_new (dir, dir, FALSE);

  g_assert_cmpstr (refrain_context_get_data_dir (context), ==, dir);
  g_assert_nonnull (refrain_context_get_library (context));
  g_assert_finalize_object (context);
  assert_no_thread_left ();
  remove_tree (dir);
}

static void
test_default_folder (void)
{
  g_autofree char *folder = refrain_context_dup_default_folder ();

  g_assert_true (g_path_is_absolute (folder));
  g_assert_true (g_str_has_suffix (folder, "/Refrain"));
}

static void
ignore_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
}

/* Everything has been used once; closing leaves nothing behind. */
static void
test_everything (Fixture *fixture, gconstpointer data)
{
  RefrainPlayback *playback = refrain_context_get_playback (fixture->context);
  RefrainCovers *covers = refrain_context_get_covers (fixture->context);
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);
  g_autofree char *cover = g_strdup (refrain_clip_get_facts (clip)->image_large_url);
  gpointer player = refrain_playback_get_player (playback);
  gpointer clip_pointer = clip;

  g_assert_true (refrain_context_get_playback (fixture->context) == playback);
  refrain_player_set_audio_sink (player, "fakesink sync=true");
  g_object_add_weak_pointer (player, &player);
  g_object_add_weak_pointer (clip_pointer, &clip_pointer);
  fetch_task (fixture, "queued");
  refrain_watcher_start (refrain_context_get_watcher (fixture->context));
  save_one (fixture, clip, REFRAIN_FILE_AUDIO);
  refrain_playback_play_clip (playback, clip, NULL);
  /* These are still on their way when the end comes. */
  refrain_covers_load_async (covers, cover, 100, NULL, ignore_cb, NULL);
  refrain_watcher_poll_now (refrain_context_get_watcher (fixture->context));
  refrain_saver_save (refrain_context_get_saver (fixture->context), clip, REFRAIN_FILE_VIDEO);
  refrain_library_set_verdict (fixture->library, clip, REFRAIN_VERDICT_KEEP);

  g_clear_object (&clip);
  fixture_close (fixture);
  g_assert_null (player);
  g_assert_null (clip_pointer);
  assert_no_thread_left ();
  g_assert_false (has_name_with (fixture->save_dir, ".part"));
}

static void
test_again_and_again (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 10; i++)
    {
      fetch_task (fixture, HARBOUR_TASK);
      fixture_reopen (fixture);
    }
  fixture_close (fixture);
  assert_no_thread_left ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/context/unopened", test_unopened);
  g_test_add_func ("/context/default-folder", test_default_folder);
  g_test_add ("/context/everything", Fixture, NULL, fixture_set_up, test_everything,
              fixture_tear_down);
  g_test_add ("/context/again-and-again", Fixture, NULL, fixture_set_up, test_again_and_again,
              fixture_tear_down);
  return g_test_run ();
}
