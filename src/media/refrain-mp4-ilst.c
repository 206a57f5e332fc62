/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "refrain-magic.h"
#include "refrain-mp4-atoms.h"
#include "refrain-mp4-ilst.h"

#include <string.h>

#define ILST REFRAIN_MP4_TYPE ('i', 'l', 's', 't')
#define DATA REFRAIN_MP4_TYPE ('d', 'a', 't', 'a')
#define MEAN REFRAIN_MP4_TYPE ('m', 'e', 'a', 'n')
#define NAME REFRAIN_MP4_TYPE ('n', 'a', 'm', 'e')
#define FREEFORM REFRAIN_MP4_TYPE ('-', '-', '-', '-')
#define COVER REFRAIN_MP4_TYPE ('c', 'o', 'v', 'r')
#define TEMPO REFRAIN_MP4_TYPE ('t', 'm', 'p', 'o')
#define GENRE_NUMBER REFRAIN_MP4_TYPE ('g', 'n', 'r', 'e')

#define OUR_MEAN "io.github.refrain_music"
#define SOURCE_URL "SOURCE_URL"
#define LYRICS_LANGUAGE "LYRICS_LANGUAGE"

/* The kinds of a data atom's value. */
#define KIND_RESERVED 0
#define KIND_UTF8 1
#define KIND_GIF 12
#define KIND_JPEG 13
#define KIND_PNG 14
#define KIND_INTEGER 21

typedef struct
{
  guint32 type;
  gsize field; /* offset into RefrainTags */
} TextItem;

static const TextItem text_items[] = {
  { REFRAIN_MP4_TYPE (0xa9, 'n', 'a', 'm'), G_STRUCT_OFFSET (RefrainTags, title) },
  { REFRAIN_MP4_TYPE (0xa9, 'A', 'R', 'T'), G_STRUCT_OFFSET (RefrainTags, artist) },
  { REFRAIN_MP4_TYPE (0xa9, 'a', 'l', 'b'), G_STRUCT_OFFSET (RefrainTags, album) },
  { REFRAIN_MP4_TYPE (0xa9, 'g', 'e', 'n'), G_STRUCT_OFFSET (RefrainTags, genre) },
  { REFRAIN_MP4_TYPE (0xa9, 'd', 'a', 'y'), G_STRUCT_OFFSET (RefrainTags, date) },
  { REFRAIN_MP4_TYPE (0xa9, 't', 'o', 'o'), G_STRUCT_OFFSET (RefrainTags, encoder) },
  { REFRAIN_MP4_TYPE (0xa9, 'c', 'm', 't'), G_STRUCT_OFFSET (RefrainTags, comment) },
  { REFRAIN_MP4_TYPE (0xa9, 'l', 'y', 'r'), G_STRUCT_OFFSET (RefrainTags, lyrics) },
};

static void
append_data (GByteArray *to, guint32 kind, const guint8 *value, gsize n)
{
  guint begin = refrain_mp4_begin (to, DATA);
  guint8 header[8] = { 0 };

  refrain_mp4_write (4, header, kind);
  g_byte_array_append (to, header, 8);
  g_byte_array_append (to, value, (guint) n);
  refrain_mp4_end (to, begin);
}

static void
append_item (GByteArray *to, guint32 type, guint32 kind, const guint8 *value, gsize n)
{
  guint begin = refrain_mp4_begin (to, type);

  append_data (to, kind, value, n);
  refrain_mp4_end (to, begin);
}

static void
append_label (GByteArray *to, guint32 type, const char *text)
{
  static const guint8 no_flags[4] = { 0 };
  guint begin = refrain_mp4_begin (to, type);

  g_byte_array_append (to, no_flags, 4);
  g_byte_array_append (to, (const guint8 *) text, (guint) strlen (text));
  refrain_mp4_end (to, begin);
}

static void
append_freeform (GByteArray *to, const char *name, const char *value)
{
  g_autofree char *valid = NULL;
  guint begin;

  if (value == NULL || *value == '\0')
    return;
  valid = g_utf8_make_valid (value, -1);
  begin = refrain_mp4_begin (to, FREEFORM);
  append_label (to, MEAN, OUR_MEAN);
  append_label (to, NAME, name);
  append_data (to, KIND_UTF8, (const guint8 *) valid, strlen (valid));
  refrain_mp4_end (to, begin);
}

static gboolean
has_label (const RefrainMp4Atom *item, guint32 type, const char *text)
{
  RefrainMp4Atom label;

  return refrain_mp4_find (item->body, item->body_size, type, &label)
         && label.body_size == strlen (text) + 4
         && memcmp (label.body + 4, text, strlen (text)) == 0;
}

/* Returns: (transfer full) (nullable): the name of a freeform item of ours */
static char *
get_our_name (const RefrainMp4Atom *item)
{
  RefrainMp4Atom name;

  if (!has_label (item, MEAN, OUR_MEAN)
      || !refrain_mp4_find (item->body, item->body_size, NAME, &name) || name.body_size <= 4)
    return NULL;
  return g_utf8_make_valid ((const char *) name.body + 4, (gssize) name.body_size - 4);
}

static gboolean
replaces_freeform (const RefrainTags *tags, const RefrainMp4Atom *item)
{
  g_autofree char *name = get_our_name (item);

  if (name == NULL)
    return FALSE;
  if (strcmp (name, SOURCE_URL) == 0)
    return tags->source_url != NULL;
  if (strcmp (name, LYRICS_LANGUAGE) == 0)
    return tags->lyrics != NULL;
  return refrain_tags_get_extra (tags, name) != NULL;
}

static gboolean
replaces (const RefrainTags *tags, const RefrainMp4Atom *item)
{
  for (gsize i = 0; i < G_N_ELEMENTS (text_items); i++)
    if (item->type == text_items[i].type)
      return G_STRUCT_MEMBER (const char *, tags, text_items[i].field) != NULL;
  if (item->type == GENRE_NUMBER)
    return tags->genre != NULL;
  if (item->type == COVER)
    return tags->cover != NULL;
  if (item->type == TEMPO)
    return tags->bpm > 0;
  if (item->type == FREEFORM)
    return replaces_freeform (tags, item);
  return FALSE;
}

static void
append_cover (GByteArray *to, const RefrainTags *tags)
{
  const char *type = refrain_tags_get_cover_type (tags);
  guint32 kind = KIND_RESERVED;
  const guint8 *picture;
  gsize n;

  if (type == NULL)
    return;
  if (strcmp (type, "image/jpeg") == 0)
    kind = KIND_JPEG;
  else if (strcmp (type, "image/png") == 0)
    kind = KIND_PNG;
  else if (strcmp (type, "image/gif") == 0)
    kind = KIND_GIF;
  picture = g_bytes_get_data (tags->cover, &n);
  append_item (to, COVER, kind, picture, n);
}

static void
append_ours (GByteArray *to, const RefrainTags *tags)
{
  for (gsize i = 0; i < G_N_ELEMENTS (text_items); i++)
    {
      const char *text = G_STRUCT_MEMBER (const char *, tags, text_items[i].field);
      g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

      if (valid != NULL && *valid != '\0')
        append_item (to, text_items[i].type, KIND_UTF8, (const guint8 *) valid, strlen (valid));
    }
  if (tags->bpm > 0)
    {
      guint8 bpm[2];

      refrain_mp4_write (2, bpm, (guint16) MIN (tags->bpm, G_MAXINT16));
      append_item (to, TEMPO, KIND_INTEGER, bpm, 2);
    }
  append_freeform (to, SOURCE_URL, tags->source_url);
  if (tags->lyrics != NULL && *tags->lyrics != '\0')
    append_freeform (to, LYRICS_LANGUAGE, tags->lyrics_language);
  for (guint i = 0; i < tags->extras->len; i++)
    {
      RefrainTagExtra *extra = g_ptr_array_index (tags->extras, i);

      append_freeform (to, extra->description, extra->value);
    }
  append_cover (to, tags);
}

/**
 * refrain_mp4_append_ilst:
 * @to: what is written to
 * @tags: what to say
 * @old: (nullable): the body of the file's present `ilst`; what @tags do not replace is kept
 * @n: its length in bytes
 *
 * Writes an `ilst` atom. Facts without an atom of their own become `----` atoms whose mean is
 * `io.github.refrain_music`.
 */
void
refrain_mp4_append_ilst (GByteArray *to, const RefrainTags *tags, const guint8 *old, gsize n)
{
  guint begin = refrain_mp4_begin (to, ILST);
  RefrainMp4Atom item;

  while (old != NULL && refrain_mp4_next (&old, &n, &item))
    if (!replaces (tags, &item))
      g_byte_array_append (to, item.start, (guint) item.size);
  append_ours (to, tags);
  refrain_mp4_end (to, begin);
}

static void
read_text (const guint8 *value, gsize n, char **field)
{
  if (*field == NULL)
    *field = g_utf8_make_valid ((const char *) value, (gssize) n);
}

static void
read_freeform (const RefrainMp4Atom *item, const guint8 *value, gsize n, RefrainTags *tags)
{
  g_autofree char *name = get_our_name (item);
  g_autofree char *text = NULL;

  if (name == NULL || *name == '\0')
    return;
  text = g_utf8_make_valid ((const char *) value, (gssize) n);
  if (strcmp (name, SOURCE_URL) == 0)
    read_text (value, n, &tags->source_url);
  else if (strcmp (name, LYRICS_LANGUAGE) == 0)
    read_text (value, n, &tags->lyrics_language);
  else
    refrain_tags_add_extra (tags, name, text);
}

static void
read_item (const RefrainMp4Atom *item, RefrainTags *tags)
{
  RefrainMp4Atom data;
  const guint8 *value;
  gsize n;

  if (!refrain_mp4_find (item->body, item->body_size, DATA, &data) || data.body_size <= 8)
    return;
  value = data.body + 8;
  n = data.body_size - 8;

  for (gsize i = 0; i < G_N_ELEMENTS (text_items); i++)
    if (item->type == text_items[i].type)
      read_text (value, n, &G_STRUCT_MEMBER (char *, tags, text_items[i].field));
  if (item->type == TEMPO && n >= 2)
    tags->bpm = (guint16) refrain_magic_read_be (2, value);
  else if (item->type == FREEFORM)
    read_freeform (item, value, n, tags);
  else if (item->type == COVER && tags->cover == NULL)
    {
      tags->cover = g_bytes_new (value, n);
      tags->cover_type = g_strdup (refrain_tags_get_cover_type (tags));
    }
}

/**
 * refrain_mp4_read_ilst:
 * @bytes: the body of an `ilst` atom
 * @n: its length in bytes
 * @tags: what it says is added here
 */
void
refrain_mp4_read_ilst (const guint8 *bytes, gsize n, RefrainTags *tags)
{
  RefrainMp4Atom item;

  while (refrain_mp4_next (&bytes, &n, &item))
    read_item (&item, tags);
}
