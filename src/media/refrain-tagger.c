/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "refrain-id3v2.h"
#include "refrain-media-error.h"
#include "refrain-mp4-editor.h"
#include "refrain-tagger.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define CHUNK (256 * 1024)

/* The new file: the beginning of the old one, a new tag, the rest of the old one. */
typedef struct
{
  guint64 head; /* bytes kept before the tag */
  GBytes *tag;  /* (owned) (nullable) */
  guint64 tail; /* where the bytes kept behind the tag begin */
  guint64 end;  /* and where they end */
} Splice;

static gboolean
plan_mp3 (int fd, guint64 size, const RefrainTags *tags, Splice *splice, GError **error)
{
  g_autoptr (GPtrArray) old = NULL;

  if (!refrain_id3v2_locate (fd, size, &splice->tail, &splice->end, error))
    return FALSE;
  old = refrain_id3v2_read_frames (fd, size, error);
  if (old == NULL)
    return FALSE;
  splice->head = 0;
  splice->tag = refrain_id3v2_build (tags, old, error);
  return splice->tag != NULL;
}

static gboolean
plan_mp4 (int fd, guint64 size, const RefrainTags *tags, Splice *splice, GError **error)
{
  g_auto (RefrainMp4Layout) layout = { 0 };
  g_autoptr (GError) local_error = NULL;

  if (!refrain_mp4_scan (fd, size, &layout, error))
    return FALSE;
  splice->tag = refrain_mp4_edit_moov (fd, &layout, tags, &local_error);
  if (splice->tag != NULL)
    {
      splice->head = layout.moov.offset;
      splice->tail = layout.moov.offset + layout.moov.length;
      return TRUE;
    }
  /* Better a file without tags than none. */
  if (g_error_matches (local_error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_UNSUPPORTED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* A page must never become a file that looks like music because a tag was put in front of it. */
static gboolean
check_format (int fd, guint64 size, RefrainMediaFormat format, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  RefrainMediaFormat found = refrain_magic_sniff_fd (fd, size, &local_error);
  gboolean is_mp4 = found == REFRAIN_MEDIA_FORMAT_MP4 || found == REFRAIN_MEDIA_FORMAT_M4A;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (found == format)
    return TRUE;
  if (is_mp4 && (format == REFRAIN_MEDIA_FORMAT_MP4 || format == REFRAIN_MEDIA_FORMAT_M4A))
    return TRUE;
  g_set_error (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_NOT_MEDIA,
               _ ("The file is not what it should be (%s)"),
               refrain_media_format_get_extension (format));
  return FALSE;
}

static gboolean
plan (int fd,
      guint64 size,
      RefrainMediaFormat format,
      const RefrainTags *tags,
      Splice *splice,
      GError **error)
{
  *splice = (Splice){ .head = 0, .tail = 0, .end = size };

  if (format == REFRAIN_MEDIA_FORMAT_MP3)
    {
      guint64 start;
      guint64 end;

      /* Says what is wrong with a tag more exactly than the check could. */
      if (!refrain_id3v2_locate (fd, size, &start, &end, error))
        return FALSE;
    }
  if (!check_format (fd, size, format, error))
    return FALSE;
  if (format == REFRAIN_MEDIA_FORMAT_MP3)
    return plan_mp3 (fd, size, tags, splice, error);
  if (format == REFRAIN_MEDIA_FORMAT_MP4 || format == REFRAIN_MEDIA_FORMAT_M4A)
    return plan_mp4 (fd, size, tags, splice, error);
  return TRUE;
}

static gboolean
write_all (int fd, const guint8 *bytes, gsize n, const char *path, GError **error)
{
  while (n > 0)
    {
      ssize_t written = write (fd, bytes, n);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        {
          refrain_media_set_errno (error, written < 0 ? errno : EIO, path);
          return FALSE;
        }
      bytes += written;
      n -= (gsize) written;
    }
  return TRUE;
}

static gboolean
copy_range (int from,
            guint64 start,
            guint64 end,
            int to,
            const char *path,
            GCancellable *cancellable,
            GError **error)
{
  g_autofree guint8 *chunk = g_malloc (CHUNK);

  while (start < end)
    {
      gsize n = (gsize) MIN (end - start, CHUNK);

      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !refrain_media_read_at (from, start, chunk, n, error)
          || !write_all (to, chunk, n, path, error))
        return FALSE;
      start += n;
    }
  return TRUE;
}

static gboolean
write_splice (int from,
              const Splice *splice,
              int to,
              const char *path,
              GCancellable *cancellable,
              GError **error)
{
  gsize n = 0;
  const guint8 *tag = splice->tag != NULL ? g_bytes_get_data (splice->tag, &n) : NULL;

  if (!copy_range (from, 0, splice->head, to, path, cancellable, error)
      || !write_all (to, tag, n, path, error)
      || !copy_range (from, splice->tail, splice->end, to, path, cancellable, error))
    return FALSE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (fsync (to) < 0)
    {
      refrain_media_set_errno (error, errno, path);
      return FALSE;
    }
  return TRUE;
}

static gboolean
write_file (
    int from, const Splice *splice, const char *path, GCancellable *cancellable, GError **error)
{
  int to = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644);
  gboolean ok;

  if (to < 0)
    {
      refrain_media_set_errno (error, errno, path);
      return FALSE;
    }
  ok = write_splice (from, splice, to, path, cancellable, error);
  /* Some file systems report a full disk no earlier than here. */
  if (close (to) < 0 && errno != EINTR && ok)
    {
      refrain_media_set_errno (error, errno, path);
      ok = FALSE;
    }
  if (!ok)
    g_unlink (path);
  return ok;
}

/**
 * refrain_tagger_write:
 * @in_path: (type filename): a saved media file
 * @out_path: (type filename): a file that does not exist yet
 * @format: what refrain_probe_file() said @in_path is
 * @tags: what to say in it
 * @tagged: (out) (optional): whether @tags were written: only mp3, mp4 and m4a can carry them, and
 *   of mp4 not those in fragments, with encrypted parts or a packed index; all others are copied
 *   unchanged
 * @cancellable: (nullable): a way to stop it
 * @error: return location for an error
 *
 * Copies a media file to a new one with tags in it. Sound and pictures stay byte for byte; only
 * tags and, in an mp4, the index change. The new file is on the disk (synced) on success and does
 * not exist after any error. This blocks: call it on a worker thread.
 *
 * Returns: %TRUE on success; otherwise a #RefrainMediaError or %G_IO_ERROR_CANCELLED
 */
gboolean
refrain_tagger_write (const char *in_path,
                      const char *out_path,
                      RefrainMediaFormat format,
                      const RefrainTags *tags,
                      gboolean *tagged,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GBytes) tag = NULL;
  guint64 size;
  Splice splice;
  gboolean ok;
  int fd;

  g_return_val_if_fail (in_path != NULL && out_path != NULL && tags != NULL, FALSE);

  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || !refrain_media_open (in_path, &fd, &size, error))
    return FALSE;
  ok = plan (fd, size, format, tags, &splice, error);
  tag = splice.tag;
  ok = ok && write_file (fd, &splice, out_path, cancellable, error);
  g_close (fd, NULL);
  if (ok && tagged != NULL)
    *tagged = tag != NULL;
  return ok;
}

/**
 * refrain_tagger_read:
 * @path: (type filename): a saved media file
 * @tags: (out) (transfer full): what it says about itself
 * @error: return location for an error
 *
 * Reads the tags of an mp3, mp4 or m4a. A file of another format yields empty tags. This blocks.
 *
 * Returns: %TRUE on success
 */
gboolean
refrain_tagger_read (const char *path, RefrainTags **tags, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  RefrainMediaFormat format;
  guint64 size;
  int fd;

  *tags = NULL;
  if (!refrain_media_open (path, &fd, &size, error))
    return FALSE;
  format = refrain_magic_sniff_fd (fd, size, &local_error);
  if (local_error == NULL && format == REFRAIN_MEDIA_FORMAT_MP3)
    *tags = refrain_id3v2_read (fd, size, &local_error);
  else if (local_error == NULL
           && (format == REFRAIN_MEDIA_FORMAT_MP4 || format == REFRAIN_MEDIA_FORMAT_M4A))
    *tags = refrain_mp4_read (fd, size, &local_error);
  else if (local_error == NULL)
    *tags = refrain_tags_new ();
  g_close (fd, NULL);

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return *tags != NULL;
}

static gboolean
digest_range (GChecksum *checksum, int fd, guint64 start, guint64 end, GError **error)
{
  g_autofree guint8 *chunk = g_malloc (CHUNK);

  while (start < end)
    {
      gsize n = (gsize) MIN (end - start, CHUNK);

      if (!refrain_media_read_at (fd, start, chunk, n, error))
        return FALSE;
      g_checksum_update (checksum, chunk, (gssize) n);
      start += n;
    }
  return TRUE;
}

static gboolean
digest_payload (
    GChecksum *checksum, int fd, guint64 size, RefrainMediaFormat format, GError **error)
{
  g_auto (RefrainMp4Layout) layout = { 0 };
  guint64 start = 0;
  guint64 end = size;

  if (format == REFRAIN_MEDIA_FORMAT_MP4 || format == REFRAIN_MEDIA_FORMAT_M4A)
    {
      if (!refrain_mp4_scan (fd, size, &layout, error))
        return FALSE;
      for (guint i = 0; i < layout.media->len; i++)
        {
          RefrainMp4Span *span = &g_array_index (layout.media, RefrainMp4Span, i);

          if (!digest_range (checksum, fd, span->offset, span->offset + span->length, error))
            return FALSE;
        }
      return TRUE;
    }
  if (format == REFRAIN_MEDIA_FORMAT_MP3 && !refrain_id3v2_locate (fd, size, &start, &end, error))
    return FALSE;
  return digest_range (checksum, fd, start, end, error);
}

/**
 * refrain_media_audio_digest:
 * @path: (type filename): a saved media file
 * @format: what it is
 * @error: return location for an error
 *
 * Hashes the sound (and the pictures) alone: between the tags of an mp3, the `mdat` atoms of an
 * mp4, any other file as a whole. Tagging does not change it. This blocks.
 *
 * Returns: (transfer full) (nullable): the SHA-256 in hexadecimal, or %NULL on error
 */
char *
refrain_media_audio_digest (const char *path, RefrainMediaFormat format, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint64 size;
  gboolean ok;
  int fd;

  if (!refrain_media_open (path, &fd, &size, error))
    return NULL;
  ok = digest_payload (checksum, fd, size, format, error);
  g_close (fd, NULL);
  return ok ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}
