/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "refrain-magic.h"
#include "refrain-media-error.h"
#include "refrain-mp4-atoms.h"
#include "refrain-mp4-offsets.h"

#include <glib/gi18n-lib.h>

#define TRAK REFRAIN_MP4_TYPE ('t', 'r', 'a', 'k')
#define MDIA REFRAIN_MP4_TYPE ('m', 'd', 'i', 'a')
#define MINF REFRAIN_MP4_TYPE ('m', 'i', 'n', 'f')
#define STBL REFRAIN_MP4_TYPE ('s', 't', 'b', 'l')
#define STCO REFRAIN_MP4_TYPE ('s', 't', 'c', 'o')
#define CO64 REFRAIN_MP4_TYPE ('c', 'o', '6', '4')
#define SAIO REFRAIN_MP4_TYPE ('s', 'a', 'i', 'o')
#define CMOV REFRAIN_MP4_TYPE ('c', 'm', 'o', 'v')

typedef struct
{
  guint64 from;
  gint64 delta;
} Shift;

static gboolean
set_unsupported (GError **error)
{
  g_set_error_literal (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_UNSUPPORTED,
                       _ ("This kind of mp4 cannot be tagged without changing its contents"));
  return FALSE;
}

/* @table begins with version, flags and the number of entries. */
static gboolean
shift_table (guint8 *table, gsize n, gsize width, const Shift *shift, GError **error)
{
  guint32 count;

  if (n < 8)
    return refrain_mp4_set_damaged (error);
  count = (guint32) refrain_magic_read_be (4, table + 4);
  if (count > (n - 8) / width)
    return refrain_mp4_set_damaged (error);

  for (guint32 i = 0; i < count; i++)
    {
      guint8 *entry = table + 8 + i * width;
      guint64 offset = refrain_magic_read_be (width, entry);

      if (offset < shift->from)
        continue;
      /* The sum is right modulo 2^64 for a negative shift as well. */
      offset += (guint64) shift->delta;
      if (width == 4 && offset > G_MAXUINT32)
        return set_unsupported (error);
      refrain_mp4_write (width, entry, offset);
    }

  return TRUE;
}

/* Goes no deeper than trak, mdia, minf, stbl, whatever the file nests. */
static gboolean
shift_list (guint8 *list, gsize n, int depth, const Shift *shift, GError **error)
{
  static const guint32 path[] = { TRAK, MDIA, MINF, STBL };
  const guint8 *next = list;
  RefrainMp4Atom atom;

  while (refrain_mp4_next (&next, &n, &atom))
    {
      guint8 *body = list + (atom.body - list);
      gboolean ok = TRUE;

      if (depth < 4 && atom.type == path[depth])
        ok = shift_list (body, atom.body_size, depth + 1, shift, error);
      else if (depth == 4 && atom.type == STCO)
        ok = shift_table (body, atom.body_size, 4, shift, error);
      else if (depth == 4 && atom.type == CO64)
        ok = shift_table (body, atom.body_size, 8, shift, error);
      else if ((depth == 4 && atom.type == SAIO) || (depth == 0 && atom.type == CMOV))
        ok = set_unsupported (error);
      if (!ok)
        return FALSE;
    }

  return n == 0 || refrain_mp4_set_damaged (error);
}

/**
 * refrain_mp4_shift_offsets:
 * @moov: the body of an index, changed in place
 * @n: its length in bytes
 * @from: the first place in the file that moves
 * @delta: by how many bytes it moves
 * @error: return location for an error
 *
 * Corrects the places of all chunks of media which lie at or behind @from.
 *
 * Returns: %TRUE on success. %REFRAIN_MEDIA_ERROR_UNSUPPORTED stands for an index that is packed,
 *   encrypted, or has no room for the new numbers
 */
gboolean
refrain_mp4_shift_offsets (guint8 *moov, gsize n, guint64 from, gint64 delta, GError **error)
{
  Shift shift = { from, delta };

  return shift_list (moov, n, 0, &shift, error);
}
