/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-cover-folder.h"

#include <glib/gstdio.h>

/* A file of the folder. */
typedef struct
{
  char *path;
  gint64 used_at; /* unix seconds */
  gint64 bytes;
} CoverFile;

static void
cover_file_free (gpointer data)
{
  CoverFile *file = data;

  g_free (file->path);
  g_free (file);
}

static int
compare_use (gconstpointer a, gconstpointer b)
{
  const CoverFile *first = *(const CoverFile *const *) a;
  const CoverFile *second = *(const CoverFile *const *) b;

  return (first->used_at > second->used_at) - (first->used_at < second->used_at);
}

static GPtrArray *
list_files (const char *folder)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (cover_file_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      CoverFile *file = g_new0 (CoverFile, 1);
      GStatBuf stat_buffer = { 0 };

      file->path = g_build_filename (folder, name, NULL);
      if (g_stat (file->path, &stat_buffer) == 0)
        {
          file->used_at = stat_buffer.st_mtime;
          file->bytes = stat_buffer.st_size;
        }
      g_ptr_array_add (files, file);
    }

  return files;
}

/**
 * refrain_cover_folder_write:
 * @path: where to keep a cover
 * @bytes: the cover
 *
 * Keeps a cover on disk, whole or not at all. That it cannot be kept is no error: it is shown all
 * the same. Blocks; call it in a worker.
 */
void
refrain_cover_folder_write (const char *path, GBytes *bytes)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (g_mkdir_with_parents (folder, 0700) != 0
      || !g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT,
                                    0600, &error))
    g_debug ("A cover is not kept: %s", error != NULL ? error->message : "no folder");
}

/**
 * refrain_cover_folder_prune:
 * @folder: where covers are kept
 * @budget: bytes that may stay
 *
 * Removes covers until the rest fits, the longest unused first. Blocks; call it in a worker.
 */
void
refrain_cover_folder_prune (const char *folder, gint64 budget)
{
  g_autoptr (GPtrArray) files = list_files (folder);
  gint64 total = 0;

  for (guint i = 0; i < files->len; i++)
    total += ((const CoverFile *) g_ptr_array_index (files, i))->bytes;

  g_ptr_array_sort (files, compare_use);
  for (guint i = 0; i < files->len && total > budget; i++)
    {
      const CoverFile *file = g_ptr_array_index (files, i);

      if (g_unlink (file->path) == 0)
        total -= file->bytes;
    }
}
