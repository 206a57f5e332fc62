/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-verify.h"

#include "refrain-clock.h"
#include "refrain-publish.h"
#include "refrain-store-files.h"

#include <glib/gstdio.h>
#include <string.h>

/* Looks at every saved file again: is it there, is it what was saved. */

typedef struct
{
  char *folder; /* (nullable): only files below it */
  GPtrArray *files;
  RefrainVerifyProgressFunc progress;
  gpointer progress_data;
  gint n_done; /* atomic: counted by the worker, shown by the main loop */
  guint n_total;
  guint progress_source;
} Verify;

static void
verify_free (gpointer data)
{
  Verify *verify = data;

  g_clear_handle_id (&verify->progress_source, g_source_remove);
  g_clear_pointer (&verify->files, g_ptr_array_unref);
  g_free (verify->folder);
  g_free (verify);
}

static gpointer
list_job (RefrainConnection *connection, gpointer data, GError **error)
{
  return refrain_store_files_list (connection, 0, error);
}

static gpointer
write_job (RefrainConnection *connection, gpointer data, GError **error)
{
  GPtrArray *files = data;

  if (!refrain_connection_begin (connection, error))
    return NULL;

  for (guint i = 0; i < files->len; i++)
    {
      const RefrainSavedFile *file = g_ptr_array_index (files, i);

      if (!refrain_store_files_set_health (connection, file->path, file->health, file->verified_at,
                                           error))
        {
          refrain_connection_rollback (connection);
          return NULL;
        }
    }
  refrain_connection_commit (connection, error);
  return NULL;
}

static gboolean
is_below (const char *path, const char *folder)
{
  gsize length = strlen (folder);

  return g_str_has_prefix (path, folder)
         && (path[length] == '/' || (length > 0 && folder[length - 1] == '/'));
}

static void
look_at (RefrainSavedFile *file, GCancellable *cancellable)
{
  g_autofree char *sha256 = NULL;
  GStatBuf stat_buffer;
  gint64 bytes;

  if (g_stat (file->path, &stat_buffer) != 0)
    file->health = REFRAIN_FILE_MISSING;
  else if (stat_buffer.st_size != file->bytes
           || !refrain_publish_hash_file (file->path, &sha256, &bytes, cancellable, NULL)
           || g_strcmp0 (sha256, file->sha256) != 0)
    file->health = REFRAIN_FILE_CHANGED;
  else
    {
      file->health = REFRAIN_FILE_PROVEN;
      file->verified_at = refrain_clock_now_ms ();
    }
}

static void
look_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Verify *verify = task_data;

  for (guint i = 0; i < verify->files->len; i++)
    {
      if (g_cancellable_is_cancelled (cancellable))
        break;
      look_at (g_ptr_array_index (verify->files, i), cancellable);
      g_atomic_int_inc (&verify->n_done);
    }

  /* A look that was broken off says nothing of the file it was broken off at. */
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, TRUE);
}

static gboolean
progress_cb (gpointer user_data)
{
  Verify *verify = user_data;

  verify->progress ((guint) g_atomic_int_get (&verify->n_done), verify->n_total,
                    verify->progress_data);
  return G_SOURCE_CONTINUE;
}

static RefrainVerifyResult *
build_result (Verify *verify)
{
  RefrainVerifyResult *result = g_new0 (RefrainVerifyResult, 1);

  result->files = g_steal_pointer (&verify->files);
  for (guint i = 0; i < result->files->len; i++)
    {
      const RefrainSavedFile *file = g_ptr_array_index (result->files, i);

      result->n_proven += file->health == REFRAIN_FILE_PROVEN;
      result->n_missing += file->health == REFRAIN_FILE_MISSING;
      result->n_changed += file->health == REFRAIN_FILE_CHANGED;
    }

  return result;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RefrainLibrary *library = g_task_get_source_object (task);
  Verify *verify = g_task_get_task_data (task);
  GError *error = NULL;

  refrain_store_run_finish (REFRAIN_STORE (source), result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < verify->files->len; i++)
    {
      const RefrainSavedFile *file = g_ptr_array_index (verify->files, i);
      g_autoptr (RefrainClip) clip = refrain_clip_pool_lookup (refrain_library_get_pool (library),
                                                               file->clip_row);

      if (clip != NULL)
        refrain_library_reload_clip (library, file->clip_row);
    }
  g_task_return_pointer (task, build_result (verify), (GDestroyNotify) refrain_verify_result_free);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  RefrainLibrary *library = g_task_get_source_object (task);
  Verify *verify = g_task_get_task_data (task);
  GError *error = NULL;

  g_clear_handle_id (&verify->progress_source, g_source_remove);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  refrain_store_run_async (refrain_library_get_store (library), write_job,
                           g_ptr_array_ref (verify->files), (GDestroyNotify) g_ptr_array_unref,
                           NULL, NULL, written_cb, task);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Verify *verify = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GTask) look = NULL;

  verify->files = refrain_store_run_finish (REFRAIN_STORE (source), result, &error);
  if (verify->files == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  for (guint i = verify->files->len; i > 0 && verify->folder != NULL; i--)
    {
      const RefrainSavedFile *file = g_ptr_array_index (verify->files, i - 1);

      if (!is_below (file->path, verify->folder))
        g_ptr_array_remove_index (verify->files, i - 1);
    }
  verify->n_total = verify->files->len;
  if (verify->progress != NULL)
    verify->progress_source = g_timeout_add (100, progress_cb, verify);

  look = g_task_new (g_task_get_source_object (task), g_task_get_cancellable (task), looked_cb,
                     task);
  g_task_set_task_data (look, verify, NULL);
  g_task_run_in_thread (look, look_in_thread);
}

/**
 * refrain_verify_async:
 * @library: the library
 * @folder: (nullable): look only at files below this folder
 * @progress: (nullable): called now and then
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop; nothing is then recorded
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Reads every saved file again and records which still are what was saved.
 */
void
refrain_verify_async (RefrainLibrary *library,
                      const char *folder,
                      RefrainVerifyProgressFunc progress,
                      gpointer progress_data,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task = g_task_new (library, cancellable, callback, user_data);
  Verify *verify = g_new0 (Verify, 1);

  g_task_set_source_tag (task, refrain_verify_async);
  g_task_set_task_data (task, verify, verify_free);
  verify->folder = folder != NULL ? g_canonicalize_filename (folder, NULL) : NULL;
  verify->progress = progress;
  verify->progress_data = progress_data;
  refrain_store_run_async (refrain_library_get_store (library), list_job, NULL, NULL,
                           (GDestroyNotify) g_ptr_array_unref, cancellable, listed_cb, task);
}

/**
 * refrain_verify_finish:
 * @library: the library
 * @result: the outcome
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what was found
 */
RefrainVerifyResult *
refrain_verify_finish (RefrainLibrary *library, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_verify_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * refrain_verify_result_free:
 * @result: (transfer full) (nullable): a result
 */
void
refrain_verify_result_free (RefrainVerifyResult *result)
{
  if (result == NULL)
    return;

  g_ptr_array_unref (result->files);
  g_free (result);
}
