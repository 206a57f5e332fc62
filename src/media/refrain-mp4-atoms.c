/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "refrain-magic.h"
#include "refrain-media-error.h"
#include "refrain-mp4-atoms.h"

#include <glib/gi18n-lib.h>

#define MAX_MOOV (64 * 1024 * 1024)
/* A fragmented film of many hours has some ten thousand. */
#define MAX_ATOMS 200000

#define MOOV REFRAIN_MP4_TYPE ('m', 'o', 'o', 'v')
#define MDAT REFRAIN_MP4_TYPE ('m', 'd', 'a', 't')
#define MOOF REFRAIN_MP4_TYPE ('m', 'o', 'o', 'f')
#define FTYP REFRAIN_MP4_TYPE ('f', 't', 'y', 'p')

/**
 * refrain_mp4_set_damaged:
 * @error: return location for an error
 *
 * Reports an index that contradicts itself.
 *
 * Returns: %FALSE
 */
gboolean
refrain_mp4_set_damaged (GError **error)
{
  g_set_error_literal (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_FAILED,
                       _ ("The file is damaged: its index makes no sense"));
  return FALSE;
}

static gboolean
set_truncated (GError **error)
{
  g_set_error_literal (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_TRUNCATED,
                       _ ("The file ends early: a part of it is missing"));
  return FALSE;
}

static gboolean
read_header (int fd,
             guint64 size,
             guint64 offset,
             guint32 *type,
             RefrainMp4Span *span,
             guint *header,
             GError **error)
{
  guint8 bytes[16];

  if (size - offset < 8)
    return set_truncated (error);
  if (!refrain_media_read_at (fd, offset, bytes, 8, error))
    return FALSE;

  *type = (guint32) refrain_magic_read_be (4, bytes + 4);
  *header = 8;
  span->offset = offset;
  span->length = refrain_magic_read_be (4, bytes);
  if (span->length == 0)
    span->length = size - offset;
  else if (span->length == 1)
    {
      if (size - offset < 16)
        return set_truncated (error);
      if (!refrain_media_read_at (fd, offset + 8, bytes + 8, 8, error))
        return FALSE;
      *header = 16;
      span->length = refrain_magic_read_be (8, bytes + 8);
    }

  if (span->length < *header)
    return refrain_mp4_set_damaged (error);
  if (span->length > size - offset)
    return set_truncated (error);
  return TRUE;
}

static gboolean
note_atom (RefrainMp4Layout *layout,
           guint32 type,
           const RefrainMp4Span *span,
           guint header,
           GError **error)
{
  RefrainMp4Span payload = { span->offset + header, span->length - header };

  if (span->offset == 0 && type != FTYP)
    {
      g_set_error_literal (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_NOT_MEDIA,
                           _ ("The file is not an mp4"));
      return FALSE;
    }
  if (type == MDAT)
    g_array_append_val (layout->media, payload);
  else if (type == MOOF)
    layout->fragmented = TRUE;
  else if (type == MOOV)
    {
      if (layout->moov.length > 0 || span->length > MAX_MOOV)
        return refrain_mp4_set_damaged (error);
      layout->moov = *span;
      layout->moov_header = header;
    }
  return TRUE;
}

/**
 * refrain_mp4_scan:
 * @fd: an open mp4 file
 * @size: its size in bytes
 * @layout: (out caller-allocates): where its parts lie; free it with refrain_mp4_layout_clear(),
 *   also after an error
 * @error: return location for an error
 *
 * Walks the outermost atoms. No length is trusted.
 *
 * Returns: %TRUE when the file has an index and media and each lies inside it; otherwise the error
 *   is %REFRAIN_MEDIA_ERROR_TRUNCATED, %REFRAIN_MEDIA_ERROR_FAILED or
 *   %REFRAIN_MEDIA_ERROR_NOT_MEDIA
 */
gboolean
refrain_mp4_scan (int fd, guint64 size, RefrainMp4Layout *layout, GError **error)
{
  guint64 offset = 0;

  *layout = (RefrainMp4Layout){ .media = g_array_new (FALSE, FALSE, sizeof (RefrainMp4Span)) };
  for (guint i = 0; offset < size; i++)
    {
      RefrainMp4Span span;
      guint32 type = 0;
      guint header = 0;

      if (i == MAX_ATOMS)
        return refrain_mp4_set_damaged (error);
      if (!read_header (fd, size, offset, &type, &span, &header, error)
          || !note_atom (layout, type, &span, header, error))
        return FALSE;
      offset += span.length;
    }

  if (layout->moov.length == 0 || layout->media->len == 0)
    return set_truncated (error);
  return TRUE;
}

/**
 * refrain_mp4_layout_clear:
 * @layout: what refrain_mp4_scan() filled
 */
void
refrain_mp4_layout_clear (RefrainMp4Layout *layout)
{
  g_clear_pointer (&layout->media, g_array_unref);
}

/**
 * refrain_mp4_read_moov:
 * @fd: an open mp4 file
 * @layout: where its parts lie
 * @n: (out): bytes of the result
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the index without its header; free it with g_free()
 */
guint8 *
refrain_mp4_read_moov (int fd, const RefrainMp4Layout *layout, gsize *n, GError **error)
{
  g_autofree guint8 *bytes = NULL;

  *n = (gsize) (layout->moov.length - layout->moov_header);
  bytes = g_malloc (*n + 1);
  if (!refrain_media_read_at (fd, layout->moov.offset + layout->moov_header, bytes, *n, error))
    return NULL;
  return g_steal_pointer (&bytes);
}

/**
 * refrain_mp4_next:
 * @bytes: (inout): where an atom begins, then where the next begins
 * @n: (inout): how many bytes are there, then how many are left
 * @atom: (out caller-allocates): the atom
 *
 * Takes one atom from a list of atoms. It always moves on by eight bytes or more.
 *
 * Returns: %FALSE at the end; @n is not 0 then when what is left makes no sense
 */
gboolean
refrain_mp4_next (const guint8 **bytes, gsize *n, RefrainMp4Atom *atom)
{
  gsize header = 8;
  guint64 size;

  if (*n < 8)
    return FALSE;
  size = refrain_magic_read_be (4, *bytes);
  if (size == 1)
    {
      if (*n < 16)
        return FALSE;
      header = 16;
      size = refrain_magic_read_be (8, *bytes + 8);
    }
  if (size < header || size > *n)
    return FALSE;

  atom->type = (guint32) refrain_magic_read_be (4, *bytes + 4);
  atom->start = *bytes;
  atom->size = (gsize) size;
  atom->body = *bytes + header;
  atom->body_size = (gsize) size - header;
  *bytes += atom->size;
  *n -= atom->size;
  return TRUE;
}

/**
 * refrain_mp4_find:
 * @bytes: a list of atoms
 * @n: its length in bytes
 * @type: what is looked for
 * @atom: (out caller-allocates): the first of them
 *
 * Returns: whether there is one
 */
gboolean
refrain_mp4_find (const guint8 *bytes, gsize n, guint32 type, RefrainMp4Atom *atom)
{
  while (refrain_mp4_next (&bytes, &n, atom))
    if (atom->type == type)
      return TRUE;
  return FALSE;
}

/**
 * refrain_mp4_begin:
 * @to: what is written to
 * @type: the atom's type
 *
 * Begins an atom.
 *
 * Returns: what refrain_mp4_end() wants to know
 */
guint
refrain_mp4_begin (GByteArray *to, guint32 type)
{
  guint8 header[8] = { 0 };
  guint begin = to->len;

  refrain_mp4_write (4, header + 4, type);
  g_byte_array_append (to, header, 8);
  return begin;
}

/**
 * refrain_mp4_end:
 * @to: what is written to
 * @begin: what refrain_mp4_begin() returned
 *
 * Ends an atom: its size is known now.
 */
void
refrain_mp4_end (GByteArray *to, guint begin)
{
  refrain_mp4_write (4, to->data + begin, to->len - begin);
}

/**
 * refrain_mp4_write:
 * @width: how many bytes the number has, up to 8
 * @to: room for it, which need not be aligned
 * @value: the number
 *
 * Writes a number, most significant byte first.
 */
void
refrain_mp4_write (gsize width, guint8 *to, guint64 value)
{
  for (gsize i = width; i > 0; i--, value >>= 8)
    to[i - 1] = (guint8) value;
}
