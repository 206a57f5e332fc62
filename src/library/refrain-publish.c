/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-publish.h"

#include "config.h"

#include "refrain-clock.h"
#include "refrain-library-error.h"
#include "refrain-media-error.h"
#include "refrain-probe.h"
#include "refrain-tagger.h"
#include "refrain-text.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define COPY_BYTES (256 * 1024)
/* How many names are tried when others are taken by files of somebody else. */
#define MAX_NAMES 100
/* A decoded song may be so much shorter than announced. */
#define DURATION_SHARE 0.9
#define DURATION_SLACK_MS 3000

/* From a download to a saved file: proven, tagged, synced, renamed, hashed. Blocks; runs in a
 * worker. Until the rename nothing stands under the file's own name. */

static void
set_errno (GError **error, int saved_errno, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (saved_errno == ENOSPC || saved_errno == EDQUOT)
    g_set_error (error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_FOLDER,
                 _ ("The disk is full. Make room, then save again; no half file was left at %s."),
                 shown);
  else
    g_set_error (error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_FOLDER,
                 _ ("%s cannot be written: %s. Choose another folder in Preferences."), shown,
                 g_strerror (saved_errno));
}

/* What was written to the folder's list of names is on disk as well. */
static void
sync_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd >= 0)
    {
      /* Some file systems do not sync folders; nothing more can be done there. */
      (void) fsync (fd);
      close (fd);
    }
}

static RefrainMediaKind
expected_kind (RefrainFileKind kind)
{
  switch (kind)
    {
    case REFRAIN_FILE_VIDEO:
      return REFRAIN_MEDIA_KIND_VIDEO;
    case REFRAIN_FILE_COVER:
      return REFRAIN_MEDIA_KIND_IMAGE;
    case REFRAIN_FILE_AUDIO:
    case REFRAIN_FILE_LYRICS:
    default:
      return REFRAIN_MEDIA_KIND_AUDIO;
    }
}

/* A song that decodes well, but ends long before the gateway said, was cut on the way. */
static gboolean
check_duration (const RefrainPublish *publish, const RefrainProbe *probe, GError **error)
{
  double announced = publish->clip->facts->duration * 1000;

  if (publish->kind != REFRAIN_FILE_AUDIO || announced <= 0
      || (double) probe->duration_ms + DURATION_SLACK_MS >= announced * DURATION_SHARE)
    return TRUE;

  g_set_error (
      error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_TRUNCATED,
      _ ("The file ends early: %d s of %d s. Try again; the address may serve a cut copy."),
      (int) (probe->duration_ms / 1000), (int) (announced / 1000));
  return FALSE;
}

static RefrainTags *
build_tags (const RefrainPublish *publish)
{
  const RefrainClipFacts *facts = publish->clip->facts;
  RefrainTags *tags = refrain_tags_new ();
  g_autofree char *date = refrain_time_to_iso8601 (facts->created_at);

  tags->title = g_strdup (facts->title);
  tags->artist = g_strdup (publish->clip->gateway);
  tags->album = g_strdup (facts->title);
  tags->genre = g_strdup (facts->style);
  tags->comment = g_strdup (facts->description);
  tags->lyrics = g_strdup (facts->lyrics);
  /* ID3 takes whole seconds and no zone. */
  tags->date = date != NULL ? g_strndup (date, strlen ("2026-09-03T18:21:07")) : NULL;
  tags->encoder = g_strdup ("Refrain " REFRAIN_VERSION);
  tags->source_url = g_strdup (publish->source_url);
  tags->cover = publish->cover != NULL ? g_bytes_ref (publish->cover) : NULL;
  refrain_tags_add_extra (tags, "REFRAIN_CLIP_ID", facts->id);
  refrain_tags_add_extra (tags, "REFRAIN_TASK_ID", facts->task_id);
  refrain_tags_add_extra (tags, "REFRAIN_PARENT_ID", facts->parent_id);
  refrain_tags_add_extra (tags, "REFRAIN_MODEL", facts->model);
  refrain_tags_add_extra (tags, "REFRAIN_PROMPT", facts->description);
  refrain_tags_add_extra (tags, "REFRAIN_GATEWAY", publish->clip->gateway);
  refrain_tags_add_extra (tags, "REFRAIN_CREATED", date);
  return tags;
}

static char *
build_name (const RefrainPublish *publish, const char *extension)
{
  const RefrainClipFacts *facts = publish->clip->facts;
  g_autofree char *date = refrain_time_to_iso8601 (facts->created_at);

  if (date != NULL)
    date[strlen ("2026-09-03")] = '\0';
  return refrain_text_file_name (publish->name_template, facts->title, facts->style, facts->model,
                                 date, facts->id, extension);
}

/* Whether @path holds exactly what is to be saved: covers and lyrics have no tags to know them by.
 */
static gboolean
is_same_file (const char *path, const RefrainSavedFile *file)
{
  g_autofree char *sha256 = NULL;
  GStatBuf stat_buffer;
  gint64 bytes;

  return g_lstat (path, &stat_buffer) == 0 && S_ISREG (stat_buffer.st_mode)
         && stat_buffer.st_size == file->bytes
         && refrain_publish_hash_file (path, &sha256, &bytes, NULL, NULL)
         && g_strcmp0 (sha256, file->sha256) == 0;
}

/* Whether the file at @path is this clip's own, left by a crash or by a library that has been lost
 * since. */
static gboolean
is_own_file (const RefrainPublish *publish, const char *path, const RefrainSavedFile *file)
{
  g_autoptr (RefrainTags) tags = NULL;

  if (is_same_file (path, file))
    return TRUE;

  return refrain_tagger_read (path, &tags, NULL)
         && g_strcmp0 (refrain_tags_get_extra (tags, "REFRAIN_CLIP_ID"), publish->clip->facts->id)
                == 0;
}

static char *
number_name (const char *name, guint number)
{
  const char *dot = strrchr (name, '.');

  if (number == 0)
    return g_strdup (name);

  return g_strdup_printf ("%.*s (%u)%s", (int) (dot - name), name, number + 1, dot);
}

/* Moves @path to the clip's own name, beside whatever else has taken that name. */
static char *
move_into_place (const RefrainPublish *publish,
                 const RefrainSavedFile *file,
                 const char *path,
                 const char *name,
                 GError **error)
{
  for (guint i = 0; i < MAX_NAMES; i++)
    {
      g_autofree char *candidate = number_name (name, i);
      g_autofree char *target = g_build_filename (publish->folder, candidate, NULL);
      int result = renameat2 (AT_FDCWD, path, AT_FDCWD, target, RENAME_NOREPLACE);

      if (result != 0 && errno == EEXIST)
        {
          if (!is_own_file (publish, target, file))
            continue;
          result = g_rename (path, target);
        }
      else if (result != 0 && (errno == EINVAL || errno == ENOSYS)
               && !g_file_test (target, G_FILE_TEST_EXISTS))
        result = g_rename (path, target);

      if (result == 0)
        return g_steal_pointer (&target);
      if (errno != EINVAL && errno != ENOSYS)
        {
          set_errno (error, errno, target);
          return NULL;
        }
    }

  set_errno (error, EEXIST, name);
  return NULL;
}

static gboolean
sync_file (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  if (fd < 0 || fsync (fd) != 0)
    {
      set_errno (error, errno, path);
      if (fd >= 0)
        close (fd);
      return FALSE;
    }

  close (fd);
  return TRUE;
}

/* From a proven file at @ready to the record of a saved one. Removes @ready on failure. */
static RefrainSavedFile *
finish (const RefrainPublish *publish,
        const char *ready,
        const char *extension,
        GCancellable *cancellable,
        GError **error)
{
  g_autoptr (RefrainSavedFile) file = refrain_saved_file_new ();
  g_autofree char *name = build_name (publish, extension);

  file->clip_id = g_strdup (publish->clip->facts->id);
  file->clip_row = publish->clip->row_id;
  file->kind = publish->kind;
  file->verified_at = refrain_clock_now_ms ();
  if (sync_file (ready, error)
      && refrain_publish_hash_file (ready, &file->sha256, &file->bytes, cancellable, error)
      && !g_cancellable_set_error_if_cancelled (cancellable, error))
    file->path = move_into_place (publish, file, ready, name, error);
  if (file->path == NULL)
    {
      g_unlink (ready);
      return NULL;
    }

  sync_folder (publish->folder);
  return g_steal_pointer (&file);
}

static RefrainSavedFile *
publish_lyrics (const RefrainPublish *publish, GCancellable *cancellable, GError **error)
{
  const RefrainClipFacts *facts = publish->clip->facts;
  g_autofree char *text = g_strdup_printf ("%s\n\n%s\n", facts->title != NULL ? facts->title : "",
                                           facts->lyrics != NULL ? facts->lyrics : "");
  FILE *stream = fopen (publish->part_path, "we");

  if (stream == NULL || fputs (text, stream) == EOF || fflush (stream) == EOF)
    {
      set_errno (error, errno, publish->part_path);
      if (stream != NULL)
        fclose (stream);
      g_unlink (publish->part_path);
      return NULL;
    }

  fclose (stream);
  return finish (publish, publish->part_path, "txt", cancellable, error);
}

static RefrainSavedFile *
publish_media (const RefrainPublish *publish, GCancellable *cancellable, GError **error)
{
  g_autofree char *tagged_path = g_strconcat (publish->part_path, ".tagged", NULL);
  g_autoptr (RefrainProbe) probe = refrain_probe_file (
      publish->part_path, expected_kind (publish->kind), cancellable, error);
  g_autoptr (RefrainTags) tags = NULL;
  const char *extension;

  if (probe == NULL || !check_duration (publish, probe, error))
    return NULL;

  extension = refrain_media_format_get_extension (probe->format);
  if (publish->kind == REFRAIN_FILE_COVER)
    return finish (publish, publish->part_path, extension, cancellable, error);

  tags = build_tags (publish);
  /* Left over by a crash; the tagger makes a new file and refuses to touch an old one. */
  g_unlink (tagged_path);
  if (!refrain_tagger_write (publish->part_path, tagged_path, probe->format, tags, NULL,
                             cancellable, error))
    return NULL;

  return finish (publish, tagged_path, extension, cancellable, error);
}

/**
 * refrain_publish_new:
 * @clip: the clip
 * @kind: what to save of it
 * @folder: where the file goes
 * @name_template: how it is named, see refrain_text_file_name()
 *
 * Returns: (transfer full): a publication without cover and source
 */
RefrainPublish *
refrain_publish_new (const RefrainClipRecord *clip,
                     RefrainFileKind kind,
                     const char *folder,
                     const char *name_template)
{
  RefrainPublish *publish = g_new0 (RefrainPublish, 1);

  publish->clip = refrain_clip_record_copy (clip);
  publish->kind = kind;
  publish->folder = g_strdup (folder);
  publish->name_template = g_strdup (name_template);
  publish->part_path = refrain_publish_dup_part_path (publish);
  return publish;
}

/**
 * refrain_publish_free:
 * @publish: (transfer full) (nullable): a publication
 */
void
refrain_publish_free (RefrainPublish *publish)
{
  if (publish == NULL)
    return;

  refrain_clip_record_free (publish->clip);
  g_free (publish->part_path);
  g_free (publish->folder);
  g_free (publish->name_template);
  g_free (publish->source_url);
  g_free (publish->request);
  g_clear_pointer (&publish->cover, g_bytes_unref);
  g_free (publish);
}

/**
 * refrain_publish_dup_part_path:
 * @publish: a publication
 *
 * Returns: (transfer full): where the download goes until it is proven: beside the file
 */
char *
refrain_publish_dup_part_path (const RefrainPublish *publish)
{
  g_autofree char *ending = g_strconcat (refrain_file_kind_to_string (publish->kind), ".part",
                                         NULL);
  g_autofree char *name = build_name (publish, ending);

  return g_build_filename (publish->folder, name, NULL);
}

/**
 * refrain_publish_run:
 * @publish: a publication whose part has been downloaded; lyrics need none
 * @cancellable: (nullable): to stop
 * @error: return location for a %REFRAIN_MEDIA_ERROR (what came is no good) or a
 *   %REFRAIN_LIBRARY_ERROR (the folder is no good)
 *
 * Proves that the part is what it should be, tags a copy without touching the sound, brings it to
 * disk and only then gives it its name. The part is removed in any case.
 *
 * Returns: (transfer full) (nullable): the saved file
 */
RefrainSavedFile *
refrain_publish_run (const RefrainPublish *publish, GCancellable *cancellable, GError **error)
{
  RefrainSavedFile *file = publish->kind == REFRAIN_FILE_LYRICS
                               ? publish_lyrics (publish, cancellable, error)
                               : publish_media (publish, cancellable, error);

  /* A saved cover or text was the part itself; what stands there now would be another program's. */
  if (file == NULL || publish->kind == REFRAIN_FILE_AUDIO || publish->kind == REFRAIN_FILE_VIDEO)
    g_unlink (publish->part_path);
  return file;
}

/**
 * refrain_publish_copy:
 * @publish: a publication
 * @original: the same, saved before somewhere else
 * @cancellable: (nullable): to stop
 * @error: return location for an error
 *
 * A good file is never fetched twice: it is copied, if it still is what was saved.
 *
 * Returns: (transfer full) (nullable): the saved file
 */
RefrainSavedFile *
refrain_publish_copy (const RefrainPublish *publish,
                      const RefrainSavedFile *original,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GFile) from = g_file_new_for_path (original->path);
  g_autoptr (GFile) to = g_file_new_for_path (publish->part_path);
  g_autofree char *sha256 = NULL;
  const char *dot = strrchr (original->path, '.');
  gint64 bytes;

  if (!g_file_copy (from, to, G_FILE_COPY_OVERWRITE, cancellable, NULL, NULL, error)
      || !refrain_publish_hash_file (publish->part_path, &sha256, &bytes, cancellable, error))
    {
      g_unlink (publish->part_path);
      return NULL;
    }
  if (g_strcmp0 (sha256, original->sha256) != 0)
    {
      g_unlink (publish->part_path);
      g_set_error_literal (error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_NOT_MEDIA,
                           _ ("The saved file has been changed since."));
      return NULL;
    }

  return finish (publish, publish->part_path, dot != NULL ? dot + 1 : "bin", cancellable, error);
}

/**
 * refrain_publish_hash_file:
 * @path: a file
 * @sha256: (out): its SHA-256 in hexadecimal
 * @bytes: (out): its size
 * @cancellable: (nullable): to stop
 * @error: return location for a #GFileError or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the whole file could be read
 */
gboolean
refrain_publish_hash_file (
    const char *path, char **sha256, gint64 *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *buffer = g_malloc (COPY_BYTES);
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gssize n = 0;

  *bytes = 0;
  while (fd >= 0 && !g_cancellable_is_cancelled (cancellable)
         && (n = read (fd, buffer, COPY_BYTES)) > 0)
    {
      g_checksum_update (checksum, buffer, n);
      *bytes += n;
    }

  if (fd < 0 || n < 0)
    g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (errno), "%s",
                 g_strerror (errno));
  if (fd >= 0)
    close (fd);
  if (fd < 0 || n < 0 || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  *sha256 = g_strdup (g_checksum_get_string (checksum));
  return TRUE;
}
