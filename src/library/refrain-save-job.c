/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-save-job.h"

#include "refrain-gateway-error.h"
#include "refrain-library-error.h"
#include "refrain-media-error.h"
#include "refrain-publish.h"
#include "refrain-save-item-private.h"
#include "refrain-schedule.h"
#include "refrain-store-files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_ATTEMPTS 3
/* A media host that wants more patience is an error to show, not a song that never comes. */
#define LONGEST_WAIT (60 * 1000)
#define MAX_AUDIO_BYTES (G_GINT64_CONSTANT (1) << 30)
#define MAX_VIDEO_BYTES (G_GINT64_CONSTANT (4) << 30)

/* One file from its address to the ledger, step by step. Steps that block run in a worker. */
typedef struct
{
  RefrainCovers *covers;   /* (owned) */
  RefrainSaveItem *item;   /* (owned) */
  RefrainPublish *publish; /* (owned) */
  char *url;               /* (owned) (nullable): %NULL for lyrics */
  GOutputStream *sink;     /* (owned) (nullable): the part */
  RefrainSavedFile *saved; /* (owned) (nullable) */
  int lock_fd;             /* -1 = not held */
  guint n_attempts;
  gboolean was_known;
} Job;

static void start_download (GTask *task);

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->lock_fd >= 0)
    close (job->lock_fd);
  g_clear_object (&job->sink);
  g_clear_pointer (&job->publish, refrain_publish_free);
  g_clear_pointer (&job->saved, refrain_saved_file_free);
  g_clear_object (&job->covers);
  g_clear_object (&job->item);
  g_free (job->url);
  g_free (job);
}

/* Which address holds what is wanted; an error in words when there is none. */
static char *
choose_address (const RefrainClipFacts *facts, RefrainFileKind kind, GError **error)
{
  const char *url = NULL;
  gboolean ended = refrain_clip_state_is_terminal (facts->state);

  if (kind == REFRAIN_FILE_AUDIO)
    url = facts->audio_url;
  else if (kind == REFRAIN_FILE_VIDEO)
    url = facts->video_url;
  else if (kind == REFRAIN_FILE_COVER)
    url = facts->image_large_url != NULL ? facts->image_large_url : facts->image_url;
  if (url != NULL)
    return g_strdup (url);

  if (!ended)
    g_set_error_literal (error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_NOT_READY,
                         _ ("The song is still being made. Save it when it is complete."));
  else if (facts->state == REFRAIN_CLIP_STATE_ERROR)
    g_set_error (error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_NO_FILE,
                 _ ("The song failed, so there is no file: %s"),
                 facts->error_message != NULL ? facts->error_message : _ ("no reason was given"));
  else if (kind == REFRAIN_FILE_AUDIO)
    g_set_error_literal (error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_NO_FILE,
                         _ ("The song is complete, but the gateway offers no file of it."));
  else
    g_set_error (error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_NO_FILE,
                 kind == REFRAIN_FILE_VIDEO ? _ ("The gateway offers no video of this song.")
                                            : _ ("The gateway offers no cover of this song."));
  return NULL;
}

/* What a media host's answer means before its body is looked at. */
static gboolean
check_response (const RefrainHttpResponse *response, GError **error)
{
  const char *type = response->content_type != NULL ? response->content_type : "";

  if (response->status == 404 || response->status == 410)
    g_set_error (
        error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_REFUSED,
        _ ("The file is no longer at its address (HTTP status %u). Fetch the task again to "
           "ask for a fresh address."),
        response->status);
  else if (response->status == 401 || response->status == 403)
    g_set_error (error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_REFUSED,
                 _ ("The media host refuses the file (HTTP status %u). Its address may have "
                    "expired: fetch the task again."),
                 response->status);
  else if (response->status != 200)
    g_propagate_error (error,
                       refrain_gateway_error_new (
                           response->status == 429 ? REFRAIN_GATEWAY_ERROR_RATE_LIMITED
                                                   : REFRAIN_GATEWAY_ERROR_GATEWAY,
                           response->status, NULL, _ ("The media host answered with an error.")));
  else if (response->received == 0)
    g_set_error_literal (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_EMPTY,
                         _ ("The file at this address is empty. Try again later."));
  else if (g_str_has_prefix (type, "text/") || g_str_equal (type, "application/json"))
    g_set_error (error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_NOT_MEDIA,
                 _ ("The address answered with a page (%s), not with the file."), type);
  else
    return TRUE;

  return FALSE;
}

/* Whether @fd still is what stands at @path: another program may have renamed or removed it between
 * our open and our lock. */
static gboolean
is_at (int fd, const char *path)
{
  struct stat opened;
  struct stat named;

  return fstat (fd, &opened) == 0 && lstat (path, &named) == 0 && opened.st_ino == named.st_ino
         && opened.st_dev == named.st_dev;
}

/* What the disk says of a part, in words; everything else has its words already. */
static GError *
describe_disk_error (Job *job, GError *error)
{
  const char *folder = refrain_save_item_get_folder (job->item);
  GError *described = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || (error->domain != G_IO_ERROR && error->domain != G_FILE_ERROR))
    return error;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    g_set_error (&described, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_FOLDER,
                 _ ("The disk is full. Make room, then save again; no half file was left in %s."),
                 folder);
  else
    g_set_error (&described, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_FOLDER,
                 _ ("%s cannot be written: %s. Choose another folder in Preferences."), folder,
                 error->message);
  g_error_free (error);
  return described;
}

/* Takes @task and @error. */
static void
fail (GTask *task, GError *error)
{
  Job *job = g_task_get_task_data (task);

  /* Nothing half-done stays; but the part of another program is not ours to remove. */
  if (job->lock_fd >= 0 && is_at (job->lock_fd, job->publish->part_path))
    g_unlink (job->publish->part_path);
  g_task_return_error (task, describe_disk_error (job, error));
  g_object_unref (task);
}

static gpointer
record_job (RefrainConnection *connection, gpointer data, GError **error)
{
  refrain_store_files_put (connection, data, error);
  return NULL;
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  RefrainLibrary *library = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  refrain_store_run_finish (REFRAIN_STORE (source), result, &error);
  if (error != NULL)
    {
      fail (task, error);
      return;
    }

  refrain_library_reload_clip (library, job->publish->clip->row_id);
  refrain_save_item_finish (job->item, job->saved->path, job->was_known);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* The file is on disk under its name: it goes into the ledger whatever happens now. */
static void
record (GTask *task)
{
  RefrainLibrary *library = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);

  refrain_store_run_async (refrain_library_get_store (library), record_job,
                           refrain_saved_file_copy (job->saved),
                           (GDestroyNotify) refrain_saved_file_free, NULL, NULL, recorded_cb, task);
}

static void
publish_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  RefrainSavedFile *saved;

  if (job->sink != NULL && !g_output_stream_close (job->sink, cancellable, &error))
    saved = NULL;
  else
    saved = refrain_publish_run (job->publish, cancellable, &error);

  if (saved != NULL)
    g_task_return_pointer (task, saved, (GDestroyNotify) refrain_saved_file_free);
  else
    g_task_return_error (task, error);
}

static void
published_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  job->saved = g_task_propagate_pointer (G_TASK (result), &error);
  if (job->saved != NULL)
    record (task);
  else
    fail (task, error);
}

static void
run_step (GTask *task, GTaskThreadFunc func, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) step = g_task_new (g_task_get_source_object (task),
                                       g_task_get_cancellable (task), callback, task);

  /* What a worker has done is taken over even if the user has cancelled meanwhile: a file that
   * stands under its name must be recorded. */
  g_task_set_check_cancellable (step, FALSE);
  g_task_set_task_data (step, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (step, func);
}

static void
start_publishing (GTask *task)
{
  Job *job = g_task_get_task_data (task);

  refrain_save_item_set_state (job->item, REFRAIN_SAVE_PROVING);
  run_step (task, publish_in_thread, published_cb);
}

static gboolean
retry_cb (gpointer user_data)
{
  start_download (user_data);
  return G_SOURCE_REMOVE;
}

/* Tries again after a while, or at once when the user cancels: then the next step sees it. */
static void
wait_and_retry (GTask *task, guint delay)
{
  g_autoptr (GSource) wait = g_timeout_source_new (MIN (delay, LONGEST_WAIT));
  g_autoptr (GSource) cancelled = g_cancellable_source_new (g_task_get_cancellable (task));

  g_source_set_dummy_callback (cancelled);
  g_source_add_child_source (wait, cancelled);
  g_source_set_callback (wait, retry_cb, task, NULL);
  g_source_attach (wait, NULL);
}

static void
downloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (RefrainHttpResponse) response = refrain_http_send_finish (REFRAIN_HTTP (source),
                                                                       result, &error);

  if (response != NULL && check_response (response, &error))
    start_publishing (task);
  else if (refrain_gateway_error_is_passing (error) && ++job->n_attempts < MAX_ATTEMPTS)
    {
      guint delay = refrain_schedule_retry_delay (
          job->n_attempts, response != NULL ? response->retry_after : -1, g_random_double ());

      g_error_free (error);
      wait_and_retry (task, delay);
    }
  else
    fail (task, error);
}

static void
progress_cb (gint64 received, gint64 total, gpointer user_data)
{
  refrain_save_item_set_progress (user_data, received, total);
}

/* Returns: a locked descriptor of the part, or -1 with errno set */
static int
lock_part (const char *path)
{
  for (;;)
    {
      int fd = open (path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
      int saved_errno;

      if (fd < 0)
        return -1;
      if (flock (fd, LOCK_EX | LOCK_NB) == 0 && is_at (fd, path))
        return fd;
      saved_errno = errno;
      close (fd);
      if (saved_errno == EWOULDBLOCK)
        {
          errno = saved_errno;
          return -1;
        }
    }
}

/* Opens the part for this program alone, and empties it: it may be left over from a crash. */
static void
open_part_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr (GFile) file = g_file_new_for_path (job->publish->part_path);
  GError *error = NULL;
  int saved_errno;

  g_clear_object (&job->sink);
  if (job->lock_fd >= 0)
    {
      /* A write of the attempt before may still be under way; it goes to a file without a name. */
      g_unlink (job->publish->part_path);
      close (job->lock_fd);
      job->lock_fd = -1;
    }
  if (g_task_return_error_if_cancelled (task))
    return;

  job->lock_fd = lock_part (job->publish->part_path);
  if (job->lock_fd < 0 || ftruncate (job->lock_fd, 0) != 0)
    {
      saved_errno = errno;
      if (saved_errno == EWOULDBLOCK)
        g_task_return_new_error (task, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_BUSY, "%s",
                                 _ ("Another program is saving this song right now."));
      else
        g_task_return_new_error (
            task, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_FOLDER,
            _ ("%s cannot be written: %s. Choose another folder in Preferences."),
            refrain_save_item_get_folder (job->item), g_strerror (saved_errno));
      return;
    }

  job->sink = G_OUTPUT_STREAM (g_file_append_to (file, G_FILE_CREATE_NONE, cancellable, &error));
  if (job->sink != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
part_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  RefrainLibrary *library = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  RefrainHttpRequest request = {
    .url = job->url,
    .sink = job->sink,
    .max_bytes = job->publish->kind == REFRAIN_FILE_VIDEO ? MAX_VIDEO_BYTES : MAX_AUDIO_BYTES,
    .progress = progress_cb,
    .progress_data = job->item,
  };

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      fail (task, error);
      return;
    }

  if (job->url == NULL)
    {
      start_publishing (task);
      return;
    }
  refrain_save_item_set_state (job->item, REFRAIN_SAVE_FETCHING);
  refrain_http_send_async (refrain_library_get_http (library), &request,
                           g_task_get_cancellable (task), downloaded_cb, task);
}

/* Lyrics need no download, but a part of their own all the same. */
static void
start_download (GTask *task)
{
  run_step (task, open_part_in_thread, part_opened_cb);
}

static void
cover_came_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Job *job = g_task_get_task_data (task);

  /* A song without its cover is better than no song. */
  job->publish->cover = refrain_covers_fetch_finish (REFRAIN_COVERS (source), result, NULL);
  start_download (task);
}

/* Makes the folder, and looks for the same file saved before. */
static void
prepare_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  const RefrainPublish *publish = job->publish;
  const GPtrArray *files = publish->clip->files;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (g_mkdir_with_parents (publish->folder, 0755) != 0)
    {
      g_task_return_new_error (task, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_FOLDER,
                               _ ("%s cannot be made: %s. Choose another folder in Preferences."),
                               publish->folder, g_strerror (errno));
      return;
    }

  for (guint i = 0; i < files->len; i++)
    {
      const RefrainSavedFile *file = g_ptr_array_index (files, i);
      g_autofree char *folder = g_path_get_dirname (file->path);
      GStatBuf stat_buffer;

      if (file->kind != publish->kind || file->health != REFRAIN_FILE_PROVEN
          || g_stat (file->path, &stat_buffer) != 0 || stat_buffer.st_size != file->bytes)
        continue;
      if (g_strcmp0 (folder, publish->folder) == 0)
        job->saved = refrain_saved_file_copy (file);
      else
        job->saved = refrain_publish_copy (publish, file, cancellable, NULL);
      if (job->saved != NULL)
        break;
    }
  g_task_return_boolean (task, TRUE);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Job *job = g_task_get_task_data (task);
  const RefrainClipFacts *facts = job->publish->clip->facts;
  const char *cover = facts->image_large_url != NULL ? facts->image_large_url : facts->image_url;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    fail (task, error);
  else if (job->saved != NULL)
    {
      job->was_known = TRUE;
      record (task);
    }
  else if (job->publish->kind == REFRAIN_FILE_LYRICS)
    start_download (task);
  else if ((job->url = choose_address (facts, job->publish->kind, &error)) == NULL)
    fail (task, error);
  else
    {
      job->publish->source_url = g_strdup (job->url);
      if (cover != NULL && job->publish->kind != REFRAIN_FILE_COVER)
        refrain_covers_fetch_async (job->covers, cover, g_task_get_cancellable (task),
                                    cover_came_cb, task);
      else
        start_download (task);
    }
}

/* Private to the layer: whether the song is not still being made. A job may fail for other reasons.
 */
gboolean
refrain_save_job_can_start (RefrainSaveItem *item)
{
  const RefrainClipFacts *facts = refrain_clip_get_facts (refrain_save_item_get_clip (item));
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;

  if (facts == NULL)
    return TRUE;

  url = choose_address (facts, refrain_save_item_get_kind (item), &error);
  return !g_error_matches (error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_NOT_READY);
}

/* Private to the layer: saves one file of a clip and records it. */
void
refrain_save_job_async (RefrainLibrary *library,
                        RefrainCovers *covers,
                        RefrainSaveItem *item,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  const RefrainClipRecord *record = refrain_clip_get_record (refrain_save_item_get_clip (item));
  GTask *task = g_task_new (library, refrain_save_item_get_cancellable (item), callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, refrain_save_job_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, job_free);
  job->lock_fd = -1;
  job->item = g_object_ref (item);
  job->covers = g_object_ref (covers);
  if (record == NULL || record->facts->id == NULL)
    {
      g_task_return_new_error (task, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_NOT_FOUND, "%s",
                               _ ("Nothing is known of this song yet."));
      g_object_unref (task);
      return;
    }

  job->publish = refrain_publish_new (record, refrain_save_item_get_kind (item),
                                      refrain_save_item_get_folder (item),
                                      refrain_save_item_get_name_template (item));
  run_step (task, prepare_in_thread, prepared_cb);
}

gboolean
refrain_save_job_finish (RefrainLibrary *library, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_save_job_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
