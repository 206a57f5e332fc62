/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library-fixture.h"

#include "refrain-publish.h"
#include "refrain-verify.h"

#include <glib/gstdio.h>
#include <utime.h>

static GAsyncResult *
run_verify (Fixture *fixture, const char *folder, GCancellable *cancellable)
{
  GAsyncResult *pending = NULL;

  refrain_verify_async (fixture->library, folder, NULL, NULL, cancellable, store_result, &pending);
  return wait_for_result (&pending);
}

static void
assert_verify (
    Fixture *fixture, const char *folder, guint n_proven, guint n_missing, guint n_changed)
{
  g_autoptr (GAsyncResult) result = run_verify (fixture, folder, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainVerifyResult) found = refrain_verify_finish (fixture->library, result, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (found->n_proven, ==, n_proven);
  g_assert_cmpuint (found->n_missing, ==, n_missing);
  g_assert_cmpuint (found->n_changed, ==, n_changed);
  g_assert_cmpuint (found->files->len, ==, n_proven + n_missing + n_changed);
}

static RefrainFileHealth
get_health (Fixture *fixture, const char *path)
{
  g_autoptr (GPtrArray) ledger = list_ledger (fixture);

  for (guint i = 0; i < ledger->len; i++)
    {
      const RefrainSavedFile *file = g_ptr_array_index (ledger, i);

      if (g_strcmp0 (file->path, path) == 0)
        return file->health;
    }
  g_assert_not_reached ();
}

/* Saves a song with its lyrics. Returns: the song's path. */
static char *
save_song (Fixture *fixture, RefrainClip *clip)
{
  save_and_wait (fixture, clip, REFRAIN_FILE_AUDIO | REFRAIN_FILE_LYRICS);
  g_assert_cmpint (refrain_save_item_get_state (get_item (fixture, 0)), ==, REFRAIN_SAVE_DONE);
  return g_strdup (refrain_save_item_get_path (get_item (fixture, 0)));
}

static void
rewrite (const char *path, gsize drop, gsize flip)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  if (flip > 0)
    bytes[flip] ^= 0x01;
  g_assert_true (g_file_set_contents (path, bytes, (gssize) (length - drop), NULL));
}

static gboolean
has_no_saved_audio (gpointer data)
{
  const RefrainSavedFile *file = refrain_clip_find_file (data, REFRAIN_FILE_AUDIO);

  return file == NULL || file->health != REFRAIN_FILE_PROVEN;
}

static void
test_good (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);
  g_autofree char *path = NULL;
  struct utimbuf long_ago = { 1000000, 1000000 };

  assert_verify (fixture, NULL, 0, 0, 0);
  path = save_song (fixture, clip);
  assert_verify (fixture, NULL, 2, 0, 0);
  /* Sync tools change times; that is no damage. */
  g_assert_no_errno (utime (path, &long_ago));
  assert_verify (fixture, NULL, 2, 0, 0);
  g_assert_cmpint (get_health (fixture, path), ==, REFRAIN_FILE_PROVEN);
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  const char *kind = data;
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);
  g_autofree char *path = save_song (fixture, clip);
  gboolean missing = g_str_equal (kind, "missing");
  RefrainSaveItem *item;

  if (missing)
    g_assert_no_errno (g_unlink (path));
  else if (g_str_equal (kind, "truncated"))
    rewrite (path, 1, 0);
  else if (g_str_equal (kind, "bit"))
    rewrite (path, 0, 100000);
  else
    g_assert_true (g_file_set_contents (path, "<!DOCTYPE html><p>Sign in", -1, NULL));

  assert_verify (fixture, NULL, 1, missing, !missing);
  g_assert_cmpint (get_health (fixture, path), ==,
                   missing ? REFRAIN_FILE_MISSING : REFRAIN_FILE_CHANGED);
  /* Whoever shows the song sees it without asking. */
  wait_until (has_no_saved_audio, clip);

  /* A damaged file is no reason not to fetch the song again. */
  item = save_one (fixture, clip, REFRAIN_FILE_AUDIO);
  g_assert_cmpint (refrain_save_item_get_state (item), ==, REFRAIN_SAVE_DONE);
  g_assert_false (refrain_save_item_was_known (item));
}

/* What was found stays known, and is taken back when the file is. */
static void
test_comes_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);
  g_autofree char *path = save_song (fixture, clip);
  g_autofree char *away = g_strconcat (path, "-away", NULL);

  g_assert_no_errno (g_rename (path, away));
  assert_verify (fixture, NULL, 1, 1, 0);
  g_clear_object (&clip);
  fixture_reopen (fixture);
  g_assert_cmpint (get_health (fixture, path), ==, REFRAIN_FILE_MISSING);
  g_assert_no_errno (g_rename (away, path));
  assert_verify (fixture, NULL, 2, 0, 0);
  g_assert_cmpint (get_health (fixture, path), ==, REFRAIN_FILE_PROVEN);
}

static void
test_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);
  g_autofree char *path = save_song (fixture, clip);
  /* Its name begins like the other's, but it is another folder. */
  g_autofree char *other = g_strconcat (fixture->save_dir, "-2", NULL);
  g_autofree char *slash = g_strconcat (fixture->save_dir, "/", NULL);

  refrain_saver_set_folder (refrain_context_get_saver (fixture->context), other);
  refrain_saver_clear_finished (refrain_context_get_saver (fixture->context));
  save_and_wait (fixture, clip, REFRAIN_FILE_LYRICS);
  g_assert_no_errno (g_unlink (path));

  assert_verify (fixture, other, 1, 0, 0);
  assert_verify (fixture, fixture->save_dir, 1, 1, 0);
  assert_verify (fixture, slash, 1, 1, 0);
  assert_verify (fixture, fixture->dir, 2, 1, 0);
  assert_verify (fixture, "/", 2, 1, 0);
  assert_verify (fixture, "/no/such/folder", 0, 0, 0);
}

/* Big files, so that there is time for something to happen. Each holds its own number. */
static void
make_big_files (Fixture *fixture, gint64 clip_row, guint n_files)
{
  const gsize size = 48 * 1024 * 1024;
  g_autofree char *bytes = g_malloc0 (size);

  g_assert_no_errno (g_mkdir_with_parents (fixture->save_dir, 0755));
  for (guint i = 0; i < n_files; i++)
    {
      g_autoptr (RefrainSavedFile) file = refrain_saved_file_new ();

      bytes[0] = (char) i;
      file->clip_row = clip_row;
      file->clip_id = g_strdup (HARBOUR_1);
      file->path = g_strdup_printf ("%s/big-%u", fixture->save_dir, i);
      g_assert_true (g_file_set_contents (file->path, bytes, (gssize) size, NULL));
      g_assert_true (
          refrain_publish_hash_file (file->path, &file->sha256, &file->bytes, NULL, NULL));
      file->kind = REFRAIN_FILE_AUDIO;
      put_into_ledger (fixture, file);
    }
}

typedef struct
{
  GThread *main_thread;
  GCancellable *cancellable; /* (nullable): cancelled at the first call */
  guint n_calls;
  guint n_done;
  guint n_total;
} Progress;

static void
progress_cb (guint n_done, guint n_total, gpointer user_data)
{
  Progress *progress = user_data;

  g_assert_true (g_thread_self () == progress->main_thread);
  g_assert_cmpuint (n_done, <=, n_total);
  g_assert_cmpuint (n_done, >=, progress->n_done);
  progress->n_calls++;
  progress->n_done = n_done;
  progress->n_total = n_total;
  g_cancellable_cancel (progress->cancellable);
}

static void
test_progress (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);
  Progress progress = { .main_thread = g_thread_self () };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RefrainVerifyResult) found = NULL;
  GAsyncResult *pending = NULL;

  make_big_files (fixture, refrain_clip_get_row_id (clip), 6);
  refrain_verify_async (fixture->library, NULL, progress_cb, &progress, NULL, store_result,
                        &pending);
  result = wait_for_result (&pending);
  found = refrain_verify_finish (fixture->library, result, NULL);
  g_assert_cmpuint (found->n_proven, ==, 6);
  g_assert_cmpuint (progress.n_calls, >, 0);
  g_assert_cmpuint (progress.n_total, ==, 6);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Progress progress = { .main_thread = g_thread_self (), .cancellable = cancellable };
  g_autofree char *first = g_build_filename (fixture->save_dir, "big-0", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) ledger = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;

  make_big_files (fixture, refrain_clip_get_row_id (clip), 6);
  g_assert_no_errno (g_unlink (first));
  refrain_verify_async (fixture->library, NULL, progress_cb, &progress, cancellable, store_result,
                        &pending);
  result = wait_for_result (&pending);
  g_assert_null (refrain_verify_finish (fixture->library, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  ledger = list_ledger (fixture);
  for (guint i = 0; i < ledger->len; i++)
    {
      const RefrainSavedFile *file = g_ptr_array_index (ledger, i);

      g_assert_cmpint (file->health, ==, REFRAIN_FILE_PROVEN);
    }
}

static void
test_cancelled_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  result = run_verify (fixture, NULL, cancellable);
  g_assert_null (refrain_verify_finish (fixture->library, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
add (const char *path, gconstpointer data, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, fixture_set_up, test, fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/verify/good", NULL, test_good);
  add ("/verify/missing", "missing", test_damaged);
  add ("/verify/truncated", "truncated", test_damaged);
  add ("/verify/bit", "bit", test_damaged);
  add ("/verify/html", "html", test_damaged);
  add ("/verify/comes-back", NULL, test_comes_back);
  add ("/verify/folder", NULL, test_folder);
  add ("/verify/progress", NULL, test_progress);
  add ("/verify/cancel", NULL, test_cancel);
  add ("/verify/cancelled-before", NULL, test_cancelled_before);
  return g_test_run ();
}
