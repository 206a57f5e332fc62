/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "refrain-id3v2.h"
#include "refrain-id3v2-sound.h"
#include "refrain-magic.h"
#include "refrain-media-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define WINDOW (128 * 1024)
/* What is looked at of a frame: enough for the header of the whole file inside the first. */
#define FRAME_BYTES 64

typedef struct
{
  int fd;
  guint8 *window; /* (owned) */
  guint64 offset; /* of the window in the file */
  gsize length;   /* of the window */
  guint64 end;    /* of the sound */
  guint64 frames;
  guint64 declared; /* frames the file says it has, 0 for unknown */
  guint64 samples;
  guint64 garbage;
  guint rate;
  guint spf;
  gboolean cut;
} Walk;

static gboolean
look_at (Walk *walk, guint64 at, const guint8 **bytes, gsize *n, GError **error)
{
  *n = (gsize) MIN (walk->end - at, FRAME_BYTES);
  if (at < walk->offset || at + *n > walk->offset + walk->length)
    {
      walk->offset = at;
      walk->length = (gsize) MIN (walk->end - at, WINDOW);
      if (!refrain_media_read_at (walk->fd, at, walk->window, walk->length, error))
        return FALSE;
    }
  *bytes = walk->window + (at - walk->offset);
  return TRUE;
}

/* The first frame may hold the number of all others instead of sound. */
static gboolean
read_declared (Walk *walk, const RefrainMp3Frame *frame, const guint8 *bytes, gsize n)
{
  gsize at = frame->mpeg1 ? (frame->mono ? 21 : 36) : (frame->mono ? 13 : 21);

  if (n >= at + 12 && (memcmp (bytes + at, "Xing", 4) == 0 || memcmp (bytes + at, "Info", 4) == 0))
    {
      if (bytes[at + 7] & 1)
        walk->declared = (guint32) refrain_magic_read_be (4, bytes + at + 8);
      return TRUE;
    }
  if (n >= 54 && memcmp (bytes + 36, "VBRI", 4) == 0)
    {
      walk->declared = (guint32) refrain_magic_read_be (4, bytes + 50);
      return TRUE;
    }
  return FALSE;
}

static gboolean
walk_frames (Walk *walk, guint64 at, GCancellable *cancellable, GError **error)
{
  gboolean first = TRUE;
  RefrainMp3Frame frame;
  const guint8 *bytes;
  gsize n;

  while (at < walk->end)
    {
      if (!look_at (walk, at, &bytes, &n, error)
          || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (refrain_magic_parse_mp3_frame (bytes, n, &frame))
        {
          walk->cut = at + frame.length > walk->end;
          walk->rate = frame.rate;
          walk->spf = frame.samples;
          if (walk->cut)
            return TRUE;
          if (!first || !read_declared (walk, &frame, bytes, n))
            {
              walk->frames++;
              walk->samples += frame.samples;
            }
          first = FALSE;
          at += frame.length;
          continue;
        }
      /* Other kinds of tags end the sound. */
      if (n >= 11 && (memcmp (bytes, "APETAGEX", 8) == 0 || memcmp (bytes, "LYRICSBEGIN", 11) == 0))
        return TRUE;
      if (n < 4 && bytes[0] == 0xff)
        walk->cut = TRUE;
      else if (!first && bytes[0] != 0)
        walk->garbage++;
      at++;
    }
  return TRUE;
}

static gboolean
judge_walk (const Walk *walk, GError **error)
{
  double rate = MAX (walk->rate, 1);
  double got = (double) walk->samples / rate;
  double wanted = (double) walk->declared * walk->spf / rate;

  if (walk->frames == 0)
    {
      g_set_error_literal (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_EMPTY,
                           _ ("The file holds no sound"));
      return FALSE;
    }
  /* Encoders disagree on whether the frame that says so counts. */
  if (walk->declared > walk->frames + 1)
    return refrain_media_set_cut (error, got, wanted);
  if (walk->cut && walk->declared == 0)
    return refrain_media_set_cut (error, got, 0);
  if (walk->garbage > 0)
    {
      g_autofree char *size = g_format_size (walk->garbage);

      g_set_error (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_FAILED,
                   _ ("The file is damaged: %s in it are not sound"), size);
      return FALSE;
    }
  return TRUE;
}

/**
 * refrain_id3v2_check_sound:
 * @fd: an open mp3 file
 * @size: its size in bytes
 * @cancellable: (nullable): a way to stop it
 * @error: return location for an error
 *
 * Walks all frames between the tags of an mp3 by their headers alone, which takes milliseconds. A
 * decoder passes over gaps and missing ends without a word.
 *
 * Returns: %TRUE when they follow each other without a gap up to the end and are as many as the
 *   file says; otherwise %REFRAIN_MEDIA_ERROR_TRUNCATED, %REFRAIN_MEDIA_ERROR_FAILED (damaged) or
 *   %REFRAIN_MEDIA_ERROR_EMPTY
 */
gboolean
refrain_id3v2_check_sound (int fd, guint64 size, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *window = g_malloc (WINDOW);
  Walk walk = { .fd = fd, .window = window };
  guint64 start;

  return refrain_id3v2_locate (fd, size, &start, &walk.end, error)
         && walk_frames (&walk, start, cancellable, error) && judge_walk (&walk, error);
}
