/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "refrain-magic.h"
#include "refrain-media-error.h"
#include "refrain-mp4-editor.h"
#include "refrain-mp4-ilst.h"
#include "refrain-mp4-offsets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOOV REFRAIN_MP4_TYPE ('m', 'o', 'o', 'v')
#define UDTA REFRAIN_MP4_TYPE ('u', 'd', 't', 'a')
#define META REFRAIN_MP4_TYPE ('m', 'e', 't', 'a')
#define HDLR REFRAIN_MP4_TYPE ('h', 'd', 'l', 'r')
#define ILST REFRAIN_MP4_TYPE ('i', 'l', 's', 't')
#define MDIR REFRAIN_MP4_TYPE ('m', 'd', 'i', 'r')
#define APPL REFRAIN_MP4_TYPE ('a', 'p', 'p', 'l')

#define MAX_TEXT (16 * 1024 * 1024)
#define MAX_COVER (64 * 1024 * 1024)

/* The atoms of a meta atom begin behind version and flags, which QuickTime leaves out. */
static void
enter_meta (const RefrainMp4Atom *meta, const guint8 **bytes, gsize *n)
{
  gsize skip = MIN (meta->body_size, 4);

  if (meta->body_size >= 8 && refrain_magic_read_be (4, meta->body + 4) == HDLR)
    skip = 0;
  *bytes = meta->body + skip;
  *n = meta->body_size - skip;
}

/* Whether it holds the kind of tags which players read. */
static gboolean
is_tag_meta (const RefrainMp4Atom *atom)
{
  const guint8 *bytes;
  gsize n;
  RefrainMp4Atom handler;

  if (atom->type != META)
    return FALSE;
  enter_meta (atom, &bytes, &n);
  if (refrain_mp4_find (bytes, n, HDLR, &handler))
    return handler.body_size >= 12 && refrain_magic_read_be (4, handler.body + 8) == MDIR;
  return refrain_mp4_find (bytes, n, ILST, &handler);
}

static void
append_handler (GByteArray *to)
{
  guint begin = refrain_mp4_begin (to, HDLR);
  guint8 body[25] = { 0 };

  refrain_mp4_write (4, body + 8, MDIR);
  refrain_mp4_write (4, body + 12, APPL);
  g_byte_array_append (to, body, sizeof body);
  refrain_mp4_end (to, begin);
}

/* @meta is %NULL when the file has none. */
static gboolean
append_meta (GByteArray *to, const RefrainTags *tags, const RefrainMp4Atom *meta)
{
  static const guint8 no_flags[4] = { 0 };
  guint begin = refrain_mp4_begin (to, META);
  const guint8 *bytes = NULL;
  gsize n = 0;
  RefrainMp4Atom atom;
  RefrainMp4Atom ilst = { 0 };

  g_byte_array_append (to, no_flags, 4);
  append_handler (to);
  if (meta != NULL)
    enter_meta (meta, &bytes, &n);
  while (bytes != NULL && refrain_mp4_next (&bytes, &n, &atom))
    if (atom.type == ILST)
      ilst = atom;
    else if (atom.type != HDLR)
      g_byte_array_append (to, atom.start, (guint) atom.size);
  refrain_mp4_append_ilst (to, tags, ilst.body, ilst.body_size);
  refrain_mp4_end (to, begin);
  return n == 0;
}

/* @udta is %NULL when the file has none. */
static gboolean
append_udta (GByteArray *to, const RefrainTags *tags, const RefrainMp4Atom *udta)
{
  guint begin = refrain_mp4_begin (to, UDTA);
  const guint8 *bytes = udta != NULL ? udta->body : NULL;
  gsize n = udta != NULL ? udta->body_size : 0;
  gboolean ok = TRUE;
  gboolean done = FALSE;
  RefrainMp4Atom atom;

  while (bytes != NULL && refrain_mp4_next (&bytes, &n, &atom))
    if (!done && is_tag_meta (&atom))
      {
        ok = append_meta (to, tags, &atom) && ok;
        done = TRUE;
      }
    else
      g_byte_array_append (to, atom.start, (guint) atom.size);
  /* QuickTime ends the list with four zeros, which need not come back. */
  if (n == 4 && refrain_magic_read_be (4, bytes) == 0)
    n = 0;
  if (!done)
    append_meta (to, tags, NULL);
  refrain_mp4_end (to, begin);
  return ok && n == 0;
}

static gboolean
append_moov (GByteArray *to, const RefrainTags *tags, const guint8 *moov, gsize n)
{
  guint begin = refrain_mp4_begin (to, MOOV);
  gboolean ok = TRUE;
  gboolean done = FALSE;
  RefrainMp4Atom atom;

  while (refrain_mp4_next (&moov, &n, &atom))
    if (!done && atom.type == UDTA)
      {
        ok = append_udta (to, tags, &atom) && ok;
        done = TRUE;
      }
    else
      g_byte_array_append (to, atom.start, (guint) atom.size);
  if (!done)
    append_udta (to, tags, NULL);
  refrain_mp4_end (to, begin);
  return ok && n == 0;
}

static gboolean
fits (const RefrainTags *tags)
{
  const char *const texts[] = { tags->title, tags->artist, tags->album,   tags->genre,
                                tags->date,  tags->lyrics, tags->comment, tags->source_url };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL && strlen (texts[i]) > MAX_TEXT)
      return FALSE;
  return tags->cover == NULL || g_bytes_get_size (tags->cover) <= MAX_COVER;
}

/**
 * refrain_mp4_edit_moov:
 * @fd: an open mp4 file
 * @layout: where its parts lie
 * @tags: what to say
 * @error: return location for an error
 *
 * Builds the index anew with @tags in it, to be put exactly where the old one is. All else in the
 * file stays; what lies behind moves by the difference in size.
 *
 * Returns: (transfer full) (nullable): the whole `moov` atom. %REFRAIN_MEDIA_ERROR_UNSUPPORTED
 *   stands for a sound file whose index cannot be edited safely
 */
GBytes *
refrain_mp4_edit_moov (int fd,
                       const RefrainMp4Layout *layout,
                       const RefrainTags *tags,
                       GError **error)
{
  g_autoptr (GByteArray) moov = g_byte_array_new ();
  g_autofree guint8 *old = NULL;
  gint64 delta;
  gsize n;

  if (layout->fragmented)
    {
      g_set_error_literal (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_UNSUPPORTED,
                           _ ("An mp4 in fragments cannot be tagged"));
      return NULL;
    }
  if (!fits (tags))
    {
      g_set_error_literal (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_FAILED,
                           _ ("The cover or the text is too large for a tag"));
      return NULL;
    }
  old = refrain_mp4_read_moov (fd, layout, &n, error);
  if (old == NULL)
    return NULL;
  if (!append_moov (moov, tags, old, n))
    {
      refrain_mp4_set_damaged (error);
      return NULL;
    }

  delta = (gint64) moov->len - (gint64) layout->moov.length;
  if (!refrain_mp4_shift_offsets (moov->data + 8, moov->len - 8,
                                  layout->moov.offset + layout->moov.length, delta, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&moov));
}

/**
 * refrain_mp4_read:
 * @fd: an open mp4 file
 * @size: its size in bytes
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what the file says about itself, or %NULL on error
 */
RefrainTags *
refrain_mp4_read (int fd, guint64 size, GError **error)
{
  g_auto (RefrainMp4Layout) layout = { 0 };
  g_autoptr (RefrainTags) tags = refrain_tags_new ();
  g_autofree guint8 *moov = NULL;
  RefrainMp4Atom udta;
  RefrainMp4Atom meta;
  RefrainMp4Atom ilst;
  const guint8 *bytes;
  gsize n;

  if (!refrain_mp4_scan (fd, size, &layout, error))
    return NULL;
  moov = refrain_mp4_read_moov (fd, &layout, &n, error);
  if (moov == NULL)
    return NULL;
  if (!refrain_mp4_find (moov, n, UDTA, &udta))
    return g_steal_pointer (&tags);

  bytes = udta.body;
  n = udta.body_size;
  while (refrain_mp4_next (&bytes, &n, &meta))
    if (is_tag_meta (&meta))
      {
        const guint8 *list;
        gsize length;

        enter_meta (&meta, &list, &length);
        if (refrain_mp4_find (list, length, ILST, &ilst))
          refrain_mp4_read_ilst (ilst.body, ilst.body_size, tags);
        break;
      }
  return g_steal_pointer (&tags);
}
