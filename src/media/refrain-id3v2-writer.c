/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "refrain-id3v2.h"
#include "refrain-media-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Sizes are four bytes of seven bits. */
#define MAX_SIZE 0x0fffffffU
/* Lets other programs change a word in place; some readers warn about a last frame without any. */
#define PADDING 1024
#define UTF_8 3
#define FRONT_COVER 3

static void
append_syncsafe (GByteArray *to, guint size)
{
  guint8 bytes[4] = { size >> 21 & 0x7f, size >> 14 & 0x7f, size >> 7 & 0x7f, size & 0x7f };

  g_byte_array_append (to, bytes, 4);
}

static void
append_string (GByteArray *to, const char *text, gboolean terminate)
{
  g_byte_array_append (to, (const guint8 *) text, (guint) (strlen (text) + (terminate ? 1 : 0)));
}

static void
append_frame (GByteArray *to, const char *id, const guint8 *payload, gsize n)
{
  static const guint8 no_flags[2] = { 0 };

  /* The whole is refused later when it is too long for its own size. */
  if (n > MAX_SIZE || to->len > MAX_SIZE)
    {
      g_byte_array_set_size (to, MAX_SIZE + 1);
      return;
    }
  append_string (to, id, FALSE);
  append_syncsafe (to, (guint) n);
  g_byte_array_append (to, no_flags, 2);
  g_byte_array_append (to, payload, (guint) n);
}

static void
append_text_frame (GByteArray *to, const char *id, const char *text)
{
  g_autoptr (GByteArray) payload = g_byte_array_new ();
  g_autofree char *valid = NULL;
  guint8 encoding = UTF_8;

  if (text == NULL || *text == '\0')
    return;
  valid = g_utf8_make_valid (text, -1);
  g_byte_array_append (payload, &encoding, 1);
  append_string (payload, valid, FALSE);
  append_frame (to, id, payload->data, payload->len);
}

/* @language is %NULL for a TXXX frame. */
static void
append_described_frame (
    GByteArray *to, const char *id, const char *language, const char *description, const char *text)
{
  g_autoptr (GByteArray) payload = g_byte_array_new ();
  g_autofree char *valid = NULL;
  guint8 encoding = UTF_8;

  if (text == NULL || *text == '\0')
    return;
  valid = g_utf8_make_valid (text, -1);
  g_byte_array_append (payload, &encoding, 1);
  if (language != NULL)
    append_string (payload, language, FALSE);
  append_string (payload, description, TRUE);
  append_string (payload, valid, FALSE);
  append_frame (to, id, payload->data, payload->len);
}

/* A link is ISO-8859-1 with no byte to say so: everything outside of ASCII is escaped. */
static void
append_link_frame (GByteArray *to, const char *id, const char *address)
{
  g_autofree char *escaped = NULL;

  if (address == NULL || *address == '\0')
    return;
  escaped = g_uri_escape_string (address, "!#$%&'()*+,/:;=?@[]~", FALSE);
  append_frame (to, id, (const guint8 *) escaped, strlen (escaped));
}

static void
append_cover_frame (GByteArray *to, const RefrainTags *tags)
{
  g_autoptr (GByteArray) payload = g_byte_array_new ();
  const char *type = refrain_tags_get_cover_type (tags);
  guint8 encoding = UTF_8;
  guint8 kind = FRONT_COVER;
  const guint8 *picture;
  gsize n;

  if (type == NULL)
    return;
  picture = g_bytes_get_data (tags->cover, &n);
  if (n > MAX_SIZE)
    {
      g_byte_array_set_size (to, MAX_SIZE + 1);
      return;
    }
  g_byte_array_append (payload, &encoding, 1);
  append_string (payload, type, TRUE);
  g_byte_array_append (payload, &kind, 1);
  append_string (payload, "", TRUE);
  g_byte_array_append (payload, picture, (guint) n);
  append_frame (to, "APIC", payload->data, payload->len);
}

/* The frame knows no time zone and nothing below a second. */
static char *
trim_date (const char *date)
{
  gsize n = 0;

  if (date == NULL)
    return NULL;
  while (n < 19 && (g_ascii_isdigit (date[n]) || strchr ("-:T", date[n]) != NULL)
         && date[n] != '\0')
    n++;
  return n >= 4 ? g_strndup (date, n) : NULL;
}

static const char *
get_language (const RefrainTags *tags)
{
  const char *language = tags->lyrics_language;

  if (language == NULL || strlen (language) != 3)
    return "und";
  for (int i = 0; i < 3; i++)
    if (!g_ascii_islower (language[i]))
      return "und";
  return language;
}

static gboolean
replaces_picture (const RefrainTags *tags, const RefrainId3v2Frame *frame)
{
  gsize n = 0;
  const guint8 *bytes = g_bytes_get_data (frame->payload, &n);
  const guint8 *end = n > 1 ? memchr (bytes + 1, 0, n - 1) : NULL;

  if (tags->cover == NULL)
    return FALSE;
  /* "Other" is what careless writers put a front cover under. */
  return end == NULL || end + 1 >= bytes + n || end[1] == FRONT_COVER || end[1] == 0;
}

static gboolean
replaces_described (const RefrainTags *tags, const RefrainId3v2Frame *frame)
{
  const guint8 *rest = NULL;
  gsize n = 0;
  g_autofree char *description = refrain_id3v2_take_description (frame, &rest, &n);

  if (strcmp (frame->id, "TXXX") == 0)
    return refrain_tags_get_extra (tags, description) != NULL;
  /* A comment with a description is another program's note to itself. */
  return tags->comment != NULL && *description == '\0';
}

static gboolean
replaces (const RefrainTags *tags, const RefrainId3v2Frame *frame)
{
  const struct
  {
    const char *id;
    gboolean is_set;
  } ours[] = {
    { "TIT2", tags->title != NULL },
    { "TPE1", tags->artist != NULL },
    { "TALB", tags->album != NULL },
    { "TCON", tags->genre != NULL },
    { "TDRC", tags->date != NULL },
    { "TSSE", tags->encoder != NULL },
    { "TBPM", tags->bpm > 0 },
    { "USLT", tags->lyrics != NULL },
    { "WOAS", tags->source_url != NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ours); i++)
    if (strcmp (frame->id, ours[i].id) == 0)
      return ours[i].is_set;
  if (strcmp (frame->id, "APIC") == 0)
    return replaces_picture (tags, frame);
  if (strcmp (frame->id, "COMM") == 0 || strcmp (frame->id, "TXXX") == 0)
    return replaces_described (tags, frame);
  return FALSE;
}

static void
append_ours (GByteArray *to, const RefrainTags *tags)
{
  g_autofree char *date = trim_date (tags->date);

  append_text_frame (to, "TIT2", tags->title);
  append_text_frame (to, "TPE1", tags->artist);
  append_text_frame (to, "TALB", tags->album);
  append_text_frame (to, "TCON", tags->genre);
  append_text_frame (to, "TDRC", date);
  append_text_frame (to, "TSSE", tags->encoder);
  if (tags->bpm > 0)
    {
      g_autofree char *bpm = g_strdup_printf ("%u", tags->bpm);

      append_text_frame (to, "TBPM", bpm);
    }
  append_described_frame (to, "COMM", "XXX", "", tags->comment);
  append_described_frame (to, "USLT", get_language (tags), "", tags->lyrics);
  append_link_frame (to, "WOAS", tags->source_url);
  for (guint i = 0; i < tags->extras->len; i++)
    {
      RefrainTagExtra *extra = g_ptr_array_index (tags->extras, i);

      append_described_frame (to, "TXXX", NULL, extra->description, extra->value);
    }
  append_cover_frame (to, tags);
}

/**
 * refrain_id3v2_build:
 * @tags: what to say
 * @old_frames: (element-type RefrainId3v2Frame): what the file said before; those which @tags do
 *   not replace are kept
 * @error: return location for an error
 *
 * Builds an ID3v2.4 tag: UTF-8, no unsynchronisation, a little padding.
 *
 * Returns: (transfer full) (nullable): the whole tag; empty when there is nothing to say
 */
GBytes *
refrain_id3v2_build (const RefrainTags *tags, GPtrArray *old_frames, GError **error)
{
  static const guint8 version[6] = { 'I', 'D', '3', 4, 0, 0 };
  g_autoptr (GByteArray) frames = g_byte_array_new ();
  g_autoptr (GByteArray) tag = g_byte_array_new ();

  for (guint i = 0; i < old_frames->len; i++)
    {
      RefrainId3v2Frame *frame = g_ptr_array_index (old_frames, i);
      gsize n = 0;
      const guint8 *payload = g_bytes_get_data (frame->payload, &n);

      if (!replaces (tags, frame))
        append_frame (frames, frame->id, payload, n);
    }
  append_ours (frames, tags);

  if (frames->len > MAX_SIZE - PADDING)
    {
      g_set_error_literal (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_FAILED,
                           _ ("The cover or the text is too large for a tag"));
      return NULL;
    }
  if (frames->len > 0)
    {
      gsize used = frames->len;

      g_byte_array_set_size (frames, (guint) used + PADDING);
      memset (frames->data + used, 0, PADDING);
      g_byte_array_append (tag, version, 6);
      append_syncsafe (tag, frames->len);
      g_byte_array_append (tag, frames->data, frames->len);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&tag));
}
