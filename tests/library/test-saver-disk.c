/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library-fixture.h"

#include "refrain-media-error.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

/* Why a small disk of our own cannot be had here; %NULL when it can. */
static const char *no_mounts;

static RefrainSaver *
get_saver (Fixture *fixture)
{
  return refrain_context_get_saver (fixture->context);
}

static void
assert_folder_error (RefrainSaveItem *item, const char *word)
{
  const GError *error = refrain_save_item_get_error (item);

  g_assert_cmpint (refrain_save_item_get_state (item), ==, REFRAIN_SAVE_FAILED);
  g_assert_true (g_error_matches (error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_FOLDER)
                 || g_error_matches (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_IO));
  assert_words (error);
  g_assert_nonnull (strstr (error->message, word));
}

/* A file stands where the folder should be. */
static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);
  g_autofree char *deep = g_build_filename (fixture->save_dir, "deep", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (fixture->save_dir, "mine", -1, NULL));
  assert_folder_error (save_one (fixture, clip, REFRAIN_FILE_AUDIO), "another folder");
  assert_folder_error (save_one (fixture, clip, REFRAIN_FILE_LYRICS), "another folder");
  refrain_saver_set_folder (get_saver (fixture), deep);
  assert_folder_error (save_one (fixture, clip, REFRAIN_FILE_AUDIO), "another folder");
  g_assert_true (g_file_get_contents (fixture->save_dir, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");
}

static void
test_read_only_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = NULL;

  if (geteuid () == 0)
    {
      g_test_skip ("The superuser may write everywhere");
      return;
    }
  clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);
  g_assert_no_errno (g_mkdir (fixture->save_dir, 0555));
  assert_folder_error (save_one (fixture, clip, REFRAIN_FILE_AUDIO), "another folder");
  assert_folder_error (save_one (fixture, clip, REFRAIN_FILE_LYRICS), "another folder");
  g_assert_no_errno (g_chmod (fixture->save_dir, 0755));
}

/* A link planted under the part's name leads nowhere. */
static void
test_planted_link (Fixture *fixture, gconstpointer data)
{
  const RefrainFileKind kind = (RefrainFileKind) GPOINTER_TO_UINT (data);
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);
  g_autofree char *victim = g_build_filename (fixture->dir, "victim", NULL);
  g_autofree char *part = g_strdup_printf ("%s/Harbour Lights [95e030a4].%s.part",
                                           fixture->save_dir, refrain_file_kind_to_string (kind));
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (victim, "precious", -1, NULL));
  g_assert_no_errno (g_mkdir (fixture->save_dir, 0755));
  g_assert_no_errno (symlink (victim, part));
  save_one (fixture, clip, kind);
  g_assert_true (g_file_get_contents (victim, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "precious");
}

static gboolean
mount_small (Fixture *fixture, const char *options)
{
  if (no_mounts != NULL)
    {
      g_test_skip (no_mounts);
      return FALSE;
    }
  g_assert_no_errno (g_mkdir (fixture->save_dir, 0755));
  g_assert_no_errno (mount ("refrain", fixture->save_dir, "tmpfs", MS_NODEV, options));
  return TRUE;
}

/* Leaves @bytes of room on the small disk. */
static void
fill_disk (Fixture *fixture, gsize bytes, gsize size)
{
  g_autofree char *path = g_build_filename (fixture->save_dir, "ballast", NULL);
  g_autofree char *ballast = g_malloc0 (size - bytes);
  int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, ballast, size - bytes), ==, (gssize) (size - bytes));
  close (fd);
}

static void
assert_only_ballast (Fixture *fixture)
{
  g_autoptr (GPtrArray) names = list_folder (fixture->save_dir);
  g_autoptr (GPtrArray) ledger = list_ledger (fixture);

  g_assert_cmpuint (names->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (names, 0), ==, "ballast");
  g_assert_cmpuint (ledger->len, ==, 0);
}

/* The disk is full while the song comes, and while its tagged copy is written. */
static void
test_full (Fixture *fixture, gconstpointer data)
{
  static const gsize rooms[] = { 0, 16 * 1024, 64 * 1024, 200 * 1024 };
  const gsize size = 1024 * 1024;
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);
  g_autofree char *ballast = g_build_filename (fixture->save_dir, "ballast", NULL);

  if (!mount_small (fixture, "size=1m"))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      fill_disk (fixture, rooms[i], size);
      assert_folder_error (save_one (fixture, clip, REFRAIN_FILE_AUDIO), "ake room");
      assert_only_ballast (fixture);
    }
  fill_disk (fixture, 0, size);
  assert_folder_error (save_one (fixture, clip, REFRAIN_FILE_LYRICS), "ake room");
  assert_only_ballast (fixture);

  g_assert_no_errno (g_unlink (ballast));
  g_assert_cmpint (refrain_save_item_get_state (save_one (fixture, clip, REFRAIN_FILE_AUDIO)), ==,
                   REFRAIN_SAVE_DONE);
  g_assert_no_errno (umount2 (fixture->save_dir, MNT_DETACH));
}

static void
test_read_only_disk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);

  if (!mount_small (fixture, "size=1m"))
    return;
  g_assert_no_errno (
      mount ("refrain", fixture->save_dir, "tmpfs", MS_REMOUNT | MS_RDONLY | MS_NODEV, NULL));
  assert_folder_error (save_one (fixture, clip, REFRAIN_FILE_AUDIO), "another folder");
  assert_folder_error (save_one (fixture, clip, REFRAIN_FILE_LYRICS), "another folder");
  g_assert_no_errno (umount2 (fixture->save_dir, MNT_DETACH));
}

/* Before any thread is made: mounts of a thread's own would not be seen by the others. */
static void
find_out_about_mounts (void)
{
  if (unshare (CLONE_NEWNS) != 0 || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
    no_mounts = "A small disk cannot be mounted here";
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int argc, char **argv)
{
  find_out_about_mounts ();
  g_test_init (&argc, &argv, NULL);

  add ("/saver-disk/no-folder", test_no_folder);
  add ("/saver-disk/read-only-folder", test_read_only_folder);
  for (guint kind = REFRAIN_FILE_AUDIO; kind <= REFRAIN_FILE_LYRICS; kind <<= 1)
    {
      g_autofree char *path = g_strconcat (
          "/saver-disk/planted-link/", refrain_file_kind_to_string ((RefrainFileKind) kind), NULL);

      g_test_add (path, Fixture, GUINT_TO_POINTER (kind), fixture_set_up, test_planted_link,
                  fixture_tear_down);
    }
  add ("/saver-disk/full", test_full);
  add ("/saver-disk/read-only-disk", test_read_only_disk);
  return g_test_run ();
}
