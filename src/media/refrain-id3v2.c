/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "refrain-id3v2.h"
#include "refrain-magic.h"
#include "refrain-media-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HEADER 10
#define ID3V1 128
#define ID3V1_EXTENDED 227
/* No honest file has more tags in a row, nor a larger one that is worth keeping. */
#define MAX_TAGS 16
#define MAX_TAG_BYTES (64 * 1024 * 1024)

typedef struct
{
  guint version;
  guint8 flags;
  guint64 start; /* of its frames */
  gsize length;  /* of its frames */
  guint64 end;   /* of the whole tag */
} Tag;

static guint32
read_syncsafe (const guint8 *bytes)
{
  return (guint32) (bytes[0] & 0x7f) << 21 | (guint32) (bytes[1] & 0x7f) << 14
         | (guint32) (bytes[2] & 0x7f) << 7 | (bytes[3] & 0x7f);
}

static void
free_frame (gpointer data)
{
  RefrainId3v2Frame *frame = data;

  g_bytes_unref (frame->payload);
  g_free (frame);
}

/* Sets @found to whether a tag begins at @offset. */
static gboolean
find_tag (int fd, guint64 size, guint64 offset, Tag *tag, gboolean *found, GError **error)
{
  guint8 header[HEADER];

  *found = FALSE;
  if (size - offset < HEADER)
    return TRUE;
  if (!refrain_media_read_at (fd, offset, header, HEADER, error))
    return FALSE;
  if (memcmp (header, "ID3", 3) != 0 || header[3] == 0xff || header[4] == 0xff
      || ((header[6] | header[7] | header[8] | header[9]) & 0x80))
    return TRUE;

  tag->version = header[3];
  tag->flags = header[5];
  tag->start = offset + HEADER;
  tag->length = read_syncsafe (header + 6);
  tag->end = tag->start + tag->length + (tag->version == 4 && header[5] & 0x10 ? HEADER : 0);
  if (tag->end > size)
    {
      g_set_error_literal (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_TRUNCATED,
                           _ ("The file ends inside its tag, before any sound"));
      return FALSE;
    }
  *found = TRUE;
  return TRUE;
}

static gboolean
has_magic_at (int fd, guint64 offset, const char *magic, gboolean *has, GError **error)
{
  guint8 bytes[4];
  gsize n = strlen (magic);

  if (!refrain_media_read_at (fd, offset, bytes, n, error))
    return FALSE;
  *has = memcmp (bytes, magic, n) == 0;
  return TRUE;
}

/**
 * refrain_id3v2_locate:
 * @fd: an open mp3 file
 * @size: its size in bytes
 * @audio_start: (out): the first byte behind all ID3v2 tags
 * @audio_end: (out): the first byte behind the sound: where an ID3v1 tag or the file ends
 * @error: return location for an error
 *
 * Finds the sound between the tags.
 *
 * Returns: %TRUE when there is any; a tag longer than the file is %REFRAIN_MEDIA_ERROR_TRUNCATED, a
 *   tag without anything behind it is %REFRAIN_MEDIA_ERROR_EMPTY
 */
gboolean
refrain_id3v2_locate (
    int fd, guint64 size, guint64 *audio_start, guint64 *audio_end, GError **error)
{
  guint64 start = 0;
  guint64 end = size;
  gboolean found = TRUE;
  Tag tag;

  for (int i = 0; i < MAX_TAGS && found; i++)
    {
      if (!find_tag (fd, size, start, &tag, &found, error))
        return FALSE;
      if (found)
        start = tag.end;
    }

  found = FALSE;
  if (end - start >= ID3V1 && !has_magic_at (fd, end - ID3V1, "TAG", &found, error))
    return FALSE;
  if (found)
    {
      end -= ID3V1;
      found = FALSE;
      if (end - start >= ID3V1_EXTENDED
          && !has_magic_at (fd, end - ID3V1_EXTENDED, "TAG+", &found, error))
        return FALSE;
      if (found)
        end -= ID3V1_EXTENDED;
    }

  if (start == end)
    {
      g_set_error_literal (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_EMPTY,
                           _ ("The file holds a tag but no sound"));
      return FALSE;
    }
  *audio_start = start;
  *audio_end = end;
  return TRUE;
}

/* Frames which ID3v2.4 has under another name, or not at all (an empty one). */
static const char *
translate_id (guint version, const char *id)
{
  static const char *const changed[][2] = {
    { "TYER", "TDRC" }, { "TORY", "TDOR" }, { "IPLS", "TIPL" }, { "TDAT", "" }, { "TIME", "" },
    { "TRDA", "" },     { "TSIZ", "" },     { "RVAD", "" },     { "EQUA", "" },
  };

  if (version == 3)
    for (gsize i = 0; i < G_N_ELEMENTS (changed); i++)
      if (strcmp (changed[i][0], id) == 0)
        return changed[i][1];
  return id;
}

static void
add_frame (GPtrArray *frames, const char *id, const guint8 *payload, gsize n)
{
  RefrainId3v2Frame *frame;

  if (*id == '\0' || n == 0)
    return;
  frame = g_new0 (RefrainId3v2Frame, 1);
  memcpy (frame->id, id, 4);
  frame->payload = g_bytes_new (payload, n);
  g_ptr_array_add (frames, frame);
}

/* Frames that are packed, encrypted or grouped are left out, and so is all behind a broken one. */
static void
parse_frames (GPtrArray *frames, guint version, const guint8 *bytes, gsize n)
{
  while (n >= HEADER && bytes[0] != 0)
    {
      char id[5] = { 0 };
      guint32 length = version == 4 ? read_syncsafe (bytes + 4)
                                    : (guint32) refrain_magic_read_be (4, bytes + 4);

      for (int i = 0; i < 4; i++)
        {
          if (!g_ascii_isupper (bytes[i]) && !g_ascii_isdigit (bytes[i]))
            return;
          id[i] = (char) bytes[i];
        }
      if (length > n - HEADER)
        return;
      if (bytes[9] == 0)
        add_frame (frames, translate_id (version, id), bytes + HEADER, length);
      bytes += HEADER + length;
      n -= HEADER + length;
    }
}

static gboolean
read_tag (int fd, const Tag *tag, GPtrArray *frames, GError **error)
{
  g_autofree guint8 *bytes = NULL;
  gsize skip = 0;

  /* Unsynchronised tags and those of version 2.2 are rare and not worth their code. */
  if ((tag->version != 3 && tag->version != 4) || tag->flags & 0x80 || tag->length > MAX_TAG_BYTES
      || tag->length < HEADER)
    return TRUE;

  bytes = g_malloc (tag->length);
  if (!refrain_media_read_at (fd, tag->start, bytes, tag->length, error))
    return FALSE;
  if (tag->flags & 0x40)
    skip = tag->version == 4 ? read_syncsafe (bytes) : (gsize) refrain_magic_read_be (4, bytes) + 4;
  if (skip < tag->length)
    parse_frames (frames, tag->version, bytes + skip, tag->length - skip);
  return TRUE;
}

/**
 * refrain_id3v2_read_frames:
 * @fd: an open mp3 file
 * @size: its size in bytes
 * @error: return location for an error
 *
 * Reads the frames of all ID3v2.3 and ID3v2.4 tags at the beginning of a file. What is damaged or
 * packed is left out.
 *
 * Returns: (transfer full) (element-type RefrainId3v2Frame) (nullable): the frames in order, or
 *   %NULL on error
 */
GPtrArray *
refrain_id3v2_read_frames (int fd, guint64 size, GError **error)
{
  g_autoptr (GPtrArray) frames = g_ptr_array_new_with_free_func (free_frame);
  guint64 offset = 0;
  gboolean found = TRUE;
  Tag tag;

  for (int i = 0; i < MAX_TAGS; i++)
    {
      if (!find_tag (fd, size, offset, &tag, &found, error))
        return NULL;
      if (!found)
        break;
      if (!read_tag (fd, &tag, frames, error))
        return NULL;
      offset = tag.end;
    }

  return g_steal_pointer (&frames);
}

/**
 * refrain_id3v2_take_text:
 * @encoding: the first byte of a frame with text
 * @bytes: (inout): where the text begins, then where what follows begins
 * @n: (inout): how many bytes are there, then how many are left
 *
 * Reads one text up to its terminator or the end.
 *
 * Returns: (transfer full): the text in UTF-8, empty when it cannot be read
 */
char *
refrain_id3v2_take_text (guint8 encoding, const guint8 **bytes, gsize *n)
{
  gboolean wide = encoding == 1 || encoding == 2;
  const guint8 *text = *bytes;
  gsize unit = wide ? 2 : 1;
  gsize length = 0;
  gsize passed;
  char *result;

  while (length + unit <= *n && (text[length] != 0 || (wide && text[length + 1] != 0)))
    length += unit;
  passed = MIN (length + unit, *n);
  *bytes += passed;
  *n -= passed;

  if (encoding == 3)
    return g_utf8_make_valid ((const char *) text, (gssize) length);
  result = g_convert ((const char *) text, (gssize) length, "UTF-8",
                      encoding == 0   ? "ISO-8859-1"
                      : encoding == 1 ? "UTF-16"
                                      : "UTF-16BE",
                      NULL, NULL, NULL);
  return result != NULL ? result : g_strdup ("");
}

/**
 * refrain_id3v2_take_description:
 * @frame: a TXXX, COMM or USLT frame
 * @rest: (out) (nullable): where what is described begins
 * @n: (out): its length in bytes
 *
 * Returns: (transfer full): the description, which may be empty
 */
char *
refrain_id3v2_take_description (const RefrainId3v2Frame *frame, const guint8 **rest, gsize *n)
{
  const guint8 *bytes = g_bytes_get_data (frame->payload, n);
  guint8 encoding = bytes[0];
  /* A comment and lyrics name their language first. */
  gsize skip = strcmp (frame->id, "TXXX") == 0 ? 1 : 4;

  if (*n < skip)
    {
      *n = 0;
      return g_strdup ("");
    }
  *n -= skip;
  *rest = bytes + skip;
  return refrain_id3v2_take_text (encoding, rest, n);
}
