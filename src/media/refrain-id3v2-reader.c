/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "refrain-id3v2.h"

#include <string.h>

static void
read_text (const RefrainId3v2Frame *frame, char **field)
{
  gsize n = 0;
  const guint8 *bytes = g_bytes_get_data (frame->payload, &n);
  guint8 encoding = bytes[0];

  bytes++;
  n--;
  if (*field == NULL)
    *field = refrain_id3v2_take_text (encoding, &bytes, &n);
}

static void
read_described (const RefrainId3v2Frame *frame, RefrainTags *tags)
{
  const guint8 *rest = NULL;
  gsize n = 0;
  const guint8 *bytes = g_bytes_get_data (frame->payload, NULL);
  g_autofree char *description = refrain_id3v2_take_description (frame, &rest, &n);
  g_autofree char *text = NULL;

  if (rest == NULL)
    return;
  text = refrain_id3v2_take_text (bytes[0], &rest, &n);
  if (strcmp (frame->id, "TXXX") == 0)
    {
      if (*description != '\0')
        refrain_tags_add_extra (tags, description, text);
    }
  else if (strcmp (frame->id, "USLT") == 0)
    {
      if (tags->lyrics == NULL)
        {
          tags->lyrics = g_steal_pointer (&text);
          if (memcmp (bytes + 1, "und", 3) != 0 && g_ascii_isalpha (bytes[1]))
            tags->lyrics_language = g_utf8_make_valid ((const char *) bytes + 1, 3);
        }
    }
  else if (tags->comment == NULL && *description == '\0')
    {
      tags->comment = g_steal_pointer (&text);
    }
}

static void
read_picture (const RefrainId3v2Frame *frame, RefrainTags *tags)
{
  gsize n = 0;
  const guint8 *bytes = g_bytes_get_data (frame->payload, &n);
  guint8 encoding = bytes[0];
  g_autofree char *type = NULL;
  g_autofree char *description = NULL;
  const guint8 *start = bytes;

  bytes++;
  n--;
  type = refrain_id3v2_take_text (0, &bytes, &n);
  if (n < 2 || tags->cover != NULL)
    return;
  bytes++;
  n--;
  description = refrain_id3v2_take_text (encoding, &bytes, &n);
  if (n == 0)
    return;
  tags->cover = g_bytes_new_from_bytes (frame->payload, (gsize) (bytes - start), n);
  tags->cover_type = g_steal_pointer (&type);
}

static void
read_link (const RefrainId3v2Frame *frame, char **field)
{
  gsize n = 0;
  const guint8 *bytes = g_bytes_get_data (frame->payload, &n);

  if (*field == NULL)
    *field = refrain_id3v2_take_text (0, &bytes, &n);
}

static void
read_frame (const RefrainId3v2Frame *frame, RefrainTags *tags)
{
  const struct
  {
    const char *id;
    char **field;
  } texts[] = {
    { "TIT2", &tags->title }, { "TPE1", &tags->artist }, { "TALB", &tags->album },
    { "TCON", &tags->genre }, { "TDRC", &tags->date },   { "TSSE", &tags->encoder },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (strcmp (frame->id, texts[i].id) == 0)
      read_text (frame, texts[i].field);
  if (strcmp (frame->id, "TBPM") == 0)
    {
      g_autofree char *bpm = NULL;

      read_text (frame, &bpm);
      tags->bpm = (guint) CLAMP (g_ascii_strtod (bpm, NULL), 0, 10000);
    }
  else if (strcmp (frame->id, "WOAS") == 0)
    read_link (frame, &tags->source_url);
  else if (strcmp (frame->id, "APIC") == 0)
    read_picture (frame, tags);
  else if (strcmp (frame->id, "TXXX") == 0 || strcmp (frame->id, "COMM") == 0
           || strcmp (frame->id, "USLT") == 0)
    read_described (frame, tags);
}

/**
 * refrain_id3v2_read:
 * @fd: an open mp3 file
 * @size: its size in bytes
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what the file says about itself, or %NULL on error
 */
RefrainTags *
refrain_id3v2_read (int fd, guint64 size, GError **error)
{
  g_autoptr (GPtrArray) frames = refrain_id3v2_read_frames (fd, size, error);
  g_autoptr (RefrainTags) tags = refrain_tags_new ();

  if (frames == NULL)
    return NULL;
  for (guint i = 0; i < frames->len; i++)
    read_frame (g_ptr_array_index (frames, i), tags);
  return g_steal_pointer (&tags);
}
