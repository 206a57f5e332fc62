/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "refrain-magic.h"
#include "refrain-media-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Enough to see past a page's opening comment and over a few frames of an mp3. */
#define SNIFF_BYTES (16 * 1024)
/* Some taggers leave zeros between their tag and the first frame. */
#define MAX_PADDING 4096

static const struct
{
  const char *extension;
  const char *content_type;
} formats[] = {
  [REFRAIN_MEDIA_FORMAT_UNKNOWN] = { "bin", "application/octet-stream" },
  [REFRAIN_MEDIA_FORMAT_MP3] = { "mp3", "audio/mpeg" },
  [REFRAIN_MEDIA_FORMAT_MP4] = { "mp4", "video/mp4" },
  [REFRAIN_MEDIA_FORMAT_M4A] = { "m4a", "audio/mp4" },
  [REFRAIN_MEDIA_FORMAT_WAV] = { "wav", "audio/x-wav" },
  [REFRAIN_MEDIA_FORMAT_FLAC] = { "flac", "audio/flac" },
  [REFRAIN_MEDIA_FORMAT_OGG] = { "ogg", "audio/ogg" },
  [REFRAIN_MEDIA_FORMAT_OPUS] = { "opus", "audio/ogg" },
  [REFRAIN_MEDIA_FORMAT_WEBM] = { "webm", "video/webm" },
  [REFRAIN_MEDIA_FORMAT_JPEG] = { "jpg", "image/jpeg" },
  [REFRAIN_MEDIA_FORMAT_PNG] = { "png", "image/png" },
  [REFRAIN_MEDIA_FORMAT_WEBP] = { "webp", "image/webp" },
  [REFRAIN_MEDIA_FORMAT_GIF] = { "gif", "image/gif" },
  [REFRAIN_MEDIA_FORMAT_HTML] = { "html", "text/html" },
  [REFRAIN_MEDIA_FORMAT_JSON] = { "json", "application/json" },
  [REFRAIN_MEDIA_FORMAT_TEXT] = { "txt", "text/plain" },
};

static gboolean
starts_with (const guint8 *bytes, gsize n, const char *magic, gsize length)
{
  return n >= length && memcmp (bytes, magic, length) == 0;
}

static gboolean
starts_with_tag (const char *text, gsize n, const char *tag)
{
  return n >= strlen (tag) && g_ascii_strncasecmp (text, tag, strlen (tag)) == 0;
}

/* Returns 0 without an ID3v2 header, otherwise the length of the whole tag. */
static guint64
measure_id3 (const guint8 *bytes, gsize n)
{
  if (n < 10 || memcmp (bytes, "ID3", 3) != 0 || bytes[3] == 0xff || bytes[4] == 0xff)
    return 0;
  for (int i = 6; i < 10; i++)
    if (bytes[i] & 0x80)
      return 0;

  guint64 size = (guint64) bytes[6] << 21 | bytes[7] << 14 | bytes[8] << 7 | bytes[9];
  return size + 10 + (bytes[5] & 0x10 ? 10 : 0);
}

/* Two frames which agree: two bytes of sync alone turn up in any compressed data. */
static gboolean
is_mp3_stream (const guint8 *bytes, gsize n)
{
  RefrainMp3Frame first;
  RefrainMp3Frame second;

  if (!refrain_magic_parse_mp3_frame (bytes, n, &first))
    return FALSE;
  if (n < (gsize) first.length + 4)
    return TRUE;
  bytes += first.length;
  n -= first.length;
  if (starts_with (bytes, n, "TAG", 3) || starts_with (bytes, n, "APETAGEX", 8))
    return TRUE;
  return refrain_magic_parse_mp3_frame (bytes, n, &second) && second.rate == first.rate
         && second.mpeg1 == first.mpeg1;
}

static RefrainMediaFormat
sniff_after_id3 (const guint8 *bytes, gsize n)
{
  gsize skipped = 0;

  while (skipped < n && skipped < MAX_PADDING && bytes[skipped] == 0)
    skipped++;
  bytes += skipped;
  n -= skipped;

  if (starts_with (bytes, n, "fLaC", 4))
    return REFRAIN_MEDIA_FORMAT_FLAC;
  if (is_mp3_stream (bytes, n))
    return REFRAIN_MEDIA_FORMAT_MP3;
  return REFRAIN_MEDIA_FORMAT_UNKNOWN;
}

static RefrainMediaFormat
sniff_container (const guint8 *bytes, gsize n)
{
  if (n >= 12 && memcmp (bytes + 4, "ftyp", 4) == 0)
    {
      if (memcmp (bytes + 8, "M4A", 3) == 0 || memcmp (bytes + 8, "M4B", 3) == 0)
        return REFRAIN_MEDIA_FORMAT_M4A;
      if (memcmp (bytes + 8, "avif", 4) == 0 || memcmp (bytes + 8, "hei", 3) == 0
          || memcmp (bytes + 8, "mif1", 4) == 0)
        return REFRAIN_MEDIA_FORMAT_UNKNOWN;
      return REFRAIN_MEDIA_FORMAT_MP4;
    }
  if (n >= 12 && memcmp (bytes, "RIFF", 4) == 0)
    {
      if (memcmp (bytes + 8, "WAVE", 4) == 0)
        return REFRAIN_MEDIA_FORMAT_WAV;
      if (memcmp (bytes + 8, "WEBP", 4) == 0)
        return REFRAIN_MEDIA_FORMAT_WEBP;
    }
  if (starts_with (bytes, n, "OggS", 4))
    return n >= 36 && memcmp (bytes + 28, "OpusHead", 8) == 0 ? REFRAIN_MEDIA_FORMAT_OPUS
                                                              : REFRAIN_MEDIA_FORMAT_OGG;
  if (starts_with (bytes, n, "fLaC", 4))
    return REFRAIN_MEDIA_FORMAT_FLAC;
  /* Matroska shares the first four bytes; its kind is named near by. */
  if (starts_with (bytes, n, "\x1a\x45\xdf\xa3", 4)
      && g_strstr_len ((const char *) bytes, (gssize) MIN (n, 64), "webm"))
    return REFRAIN_MEDIA_FORMAT_WEBM;
  return REFRAIN_MEDIA_FORMAT_UNKNOWN;
}

static RefrainMediaFormat
sniff_image (const guint8 *bytes, gsize n)
{
  if (starts_with (bytes, n, "\xff\xd8\xff", 3))
    return REFRAIN_MEDIA_FORMAT_JPEG;
  if (starts_with (bytes, n, "\x89PNG\r\n\x1a\n", 8))
    return REFRAIN_MEDIA_FORMAT_PNG;
  if (starts_with (bytes, n, "GIF87a", 6) || starts_with (bytes, n, "GIF89a", 6))
    return REFRAIN_MEDIA_FORMAT_GIF;
  return REFRAIN_MEDIA_FORMAT_UNKNOWN;
}

static gboolean
is_text (const guint8 *bytes, gsize n)
{
  const char *end = NULL;

  if (starts_with (bytes, n, "\xff\xfe", 2) || starts_with (bytes, n, "\xfe\xff", 2))
    return TRUE;
  for (gsize i = 0; i < n; i++)
    if (bytes[i] < 0x20 && strchr ("\t\n\r\f\x1b", bytes[i]) == NULL)
      return FALSE;
    else if (bytes[i] == 0)
      return FALSE;
  if (g_utf8_validate_len ((const char *) bytes, n, &end))
    return TRUE;
  /* The last character may be cut by the end of what was read. */
  n -= (gsize) ((const guint8 *) end - bytes);
  return g_utf8_get_char_validated (end, (gssize) n) == (gunichar) -2;
}

static gboolean
is_json (const char *text, gsize n)
{
  gsize next = 1;

  if (n == 0 || (text[0] != '{' && text[0] != '['))
    return FALSE;
  while (next < n && g_ascii_isspace (text[next]))
    next++;
  if (next == n)
    return TRUE;
  return text[0] == '{' ? text[next] == '"' || text[next] == '}'
                        : strchr ("{[\"]-0123456789tfn", text[next]) != NULL;
}

static RefrainMediaFormat
sniff_text (const guint8 *bytes, gsize n)
{
  static const char *const openings[] = { "<!doctype html", "<html", "<head",   "<body", "<title",
                                          "<script",        "<meta", "<center", "<h1",   "<div" };
  const char *text = (const char *) bytes;

  if (starts_with (bytes, n, "\xef\xbb\xbf", 3))
    {
      text += 3;
      n -= 3;
    }
  for (gboolean more = TRUE; more;)
    {
      const char *end = NULL;

      for (; n > 0 && g_ascii_isspace (*text); n--)
        text++;
      more = n >= 4 && memcmp (text, "<!--", 4) == 0
             && (end = g_strstr_len (text, (gssize) n, "-->")) != NULL;
      if (more)
        {
          n -= (gsize) (end + 3 - text);
          text = end + 3;
        }
    }

  for (gsize i = 0; i < G_N_ELEMENTS (openings); i++)
    if (starts_with_tag (text, n, openings[i]))
      return REFRAIN_MEDIA_FORMAT_HTML;
  if (n == 0 || !is_text ((const guint8 *) text, n))
    return REFRAIN_MEDIA_FORMAT_UNKNOWN;
  if (starts_with_tag (text, n, "<?xml") && g_strstr_len (text, (gssize) n, "<html"))
    return REFRAIN_MEDIA_FORMAT_HTML;
  return is_json (text, n) ? REFRAIN_MEDIA_FORMAT_JSON : REFRAIN_MEDIA_FORMAT_TEXT;
}

/**
 * refrain_magic_parse_mp3_frame:
 * @bytes: where a frame may begin
 * @n: how many bytes are there; 4 are needed
 * @frame: (out caller-allocates): what its header says
 *
 * Reads one MPEG audio layer III header. Free bit rates are refused, as no encoder in use makes
 * them and they cannot be told from chance.
 *
 * Returns: whether a sane frame begins at @bytes
 */
gboolean
refrain_magic_parse_mp3_frame (const guint8 *bytes, gsize n, RefrainMp3Frame *frame)
{
  static const guint kbits_1[] = {
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320
  };
  static const guint kbits_2[] = { 0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160 };
  static const guint rates[] = { 44100, 48000, 32000 };

  if (n < 4 || bytes[0] != 0xff || (bytes[1] & 0xe0) != 0xe0)
    return FALSE;

  guint version = bytes[1] >> 3 & 3;
  guint layer = bytes[1] >> 1 & 3;
  guint bitrate = bytes[2] >> 4;
  guint rate = bytes[2] >> 2 & 3;

  if (version == 1 || layer != 1 || bitrate == 0 || bitrate == 15 || rate == 3
      || (bytes[3] & 3) == 2)
    return FALSE;

  frame->mpeg1 = version == 3;
  frame->rate = rates[rate] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
  frame->samples = frame->mpeg1 ? 1152 : 576;
  frame->mono = bytes[3] >> 6 == 3;
  frame->length = (frame->mpeg1 ? 144000 * kbits_1[bitrate] : 72000 * kbits_2[bitrate])
                      / frame->rate
                  + (bytes[2] >> 1 & 1);
  return TRUE;
}

/**
 * refrain_magic_sniff:
 * @bytes: (array length=n): the beginning of a file
 * @n: how many bytes are known; a few thousand are plenty
 *
 * Says what a file is by its first bytes. A file whose ID3 tag is longer than @n is taken for an
 * mp3; refrain_magic_sniff_fd() looks behind it.
 *
 * Returns: the format, or %REFRAIN_MEDIA_FORMAT_UNKNOWN
 */
RefrainMediaFormat
refrain_magic_sniff (const guint8 *bytes, gsize n)
{
  RefrainMediaFormat format;
  gboolean tagged = FALSE;

  for (guint64 tag; (tag = measure_id3 (bytes, n)) > 0; tagged = TRUE)
    {
      if (tag >= n)
        return REFRAIN_MEDIA_FORMAT_MP3;
      bytes += tag;
      n -= (gsize) tag;
    }
  if (tagged)
    return sniff_after_id3 (bytes, n);
  if (n == 0)
    return REFRAIN_MEDIA_FORMAT_UNKNOWN;

  format = sniff_image (bytes, n);
  if (format == REFRAIN_MEDIA_FORMAT_UNKNOWN)
    format = sniff_container (bytes, n);
  if (format == REFRAIN_MEDIA_FORMAT_UNKNOWN && is_mp3_stream (bytes, n))
    format = REFRAIN_MEDIA_FORMAT_MP3;
  if (format == REFRAIN_MEDIA_FORMAT_UNKNOWN)
    format = sniff_text (bytes, n);
  return format;
}

/**
 * refrain_magic_sniff_fd:
 * @fd: an open file
 * @size: its size in bytes
 * @error: return location for an error
 *
 * Like refrain_magic_sniff() for a whole file: looks behind ID3 tags of any length. It blocks.
 *
 * Returns: the format; %REFRAIN_MEDIA_FORMAT_UNKNOWN may mean that @error is set
 */
RefrainMediaFormat
refrain_magic_sniff_fd (int fd, guint64 size, GError **error)
{
  g_autofree guint8 *bytes = g_malloc (SNIFF_BYTES);
  guint64 offset = 0;

  /* Each round passes at least the ten bytes of a tag's header; no honest file has many tags. */
  for (int tags = 0; tags < 16; tags++)
    {
      gsize n = (gsize) MIN (size - offset, SNIFF_BYTES);
      guint64 tag;

      if (!refrain_media_read_at (fd, offset, bytes, n, error))
        return REFRAIN_MEDIA_FORMAT_UNKNOWN;
      tag = measure_id3 (bytes, n);
      if (tag == 0)
        return offset > 0 ? sniff_after_id3 (bytes, n) : refrain_magic_sniff (bytes, n);
      if (tag >= size - offset)
        return REFRAIN_MEDIA_FORMAT_MP3;
      offset += tag;
    }

  return REFRAIN_MEDIA_FORMAT_UNKNOWN;
}

/**
 * refrain_magic_read_be:
 * @width: how many bytes the number has, up to 8
 * @bytes: the number, which need not be aligned
 *
 * Returns: the number, most significant byte first
 */
guint64
refrain_magic_read_be (gsize width, const guint8 *bytes)
{
  guint64 value = 0;

  for (gsize i = 0; i < width; i++)
    value = value << 8 | bytes[i];
  return value;
}

/* Every marker up to the end of the image; between scans only escaped or restart bytes may pass. */
static gboolean
reaches_jpeg_end (const guint8 *bytes, gsize n)
{
  gsize at = 2;

  while (at + 1 < n)
    {
      guint8 marker = bytes[at + 1];

      if (bytes[at] != 0xff || marker == 0 || marker == 0xff || marker == 0x01
          || (marker >= 0xd0 && marker <= 0xd8))
        {
          at++;
          continue;
        }
      if (marker == 0xd9)
        return TRUE;
      if (at + 4 > n || refrain_magic_read_be (2, bytes + at + 2) < 2)
        return FALSE;
      at += 2 + (gsize) refrain_magic_read_be (2, bytes + at + 2);
    }

  return FALSE;
}

static gboolean
reaches_png_end (const guint8 *bytes, gsize n)
{
  gsize at = 8;

  while (n - at >= 12)
    {
      guint32 length = (guint32) refrain_magic_read_be (4, bytes + at);

      if (length > n - at - 12)
        return FALSE;
      if (memcmp (bytes + at + 4, "IEND", 4) == 0)
        return TRUE;
      at += 12 + (gsize) length;
    }

  return FALSE;
}

/**
 * refrain_magic_check_image:
 * @format: what refrain_magic_sniff() said
 * @bytes: (array length=n): the whole file
 * @n: its size in bytes
 * @error: return location for an error
 *
 * Checks that an image is whole by its structure, without decoding it.
 *
 * Returns: %TRUE when its end is there, otherwise %REFRAIN_MEDIA_ERROR_TRUNCATED
 */
gboolean
refrain_magic_check_image (RefrainMediaFormat format, const guint8 *bytes, gsize n, GError **error)
{
  gboolean whole = FALSE;

  if (n < 12)
    whole = FALSE;
  else if (format == REFRAIN_MEDIA_FORMAT_JPEG)
    whole = reaches_jpeg_end (bytes, n);
  else if (format == REFRAIN_MEDIA_FORMAT_PNG)
    whole = reaches_png_end (bytes, n);
  else if (format == REFRAIN_MEDIA_FORMAT_WEBP)
    whole = (guint64) GUINT32_SWAP_LE_BE ((guint32) refrain_magic_read_be (4, bytes + 4)) + 8 <= n;
  else if (format == REFRAIN_MEDIA_FORMAT_GIF)
    whole = bytes[n - 1] == 0x3b;

  if (!whole)
    g_set_error_literal (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_TRUNCATED,
                         _ ("The picture ends early"));
  return whole;
}

/**
 * refrain_media_format_is_audio:
 * @format: a format
 *
 * Returns: whether files of @format are there to be heard; an mp4 counts as video
 */
gboolean
refrain_media_format_is_audio (RefrainMediaFormat format)
{
  return format == REFRAIN_MEDIA_FORMAT_MP3 || format == REFRAIN_MEDIA_FORMAT_M4A
         || (format >= REFRAIN_MEDIA_FORMAT_WAV && format <= REFRAIN_MEDIA_FORMAT_OPUS);
}

/**
 * refrain_media_format_is_video:
 * @format: a format
 *
 * Returns: whether files of @format may hold moving pictures
 */
gboolean
refrain_media_format_is_video (RefrainMediaFormat format)
{
  return format == REFRAIN_MEDIA_FORMAT_MP4 || format == REFRAIN_MEDIA_FORMAT_WEBM;
}

/**
 * refrain_media_format_is_image:
 * @format: a format
 *
 * Returns: whether files of @format are pictures
 */
gboolean
refrain_media_format_is_image (RefrainMediaFormat format)
{
  return format >= REFRAIN_MEDIA_FORMAT_JPEG && format <= REFRAIN_MEDIA_FORMAT_GIF;
}

/**
 * refrain_media_format_get_extension:
 * @format: a format
 *
 * Returns: (transfer none): the extension for a file name, without a dot
 */
const char *
refrain_media_format_get_extension (RefrainMediaFormat format)
{
  return formats[format].extension;
}

/**
 * refrain_media_format_get_content_type:
 * @format: a format
 *
 * Returns: (transfer none): the MIME type
 */
const char *
refrain_media_format_get_content_type (RefrainMediaFormat format)
{
  return formats[format].content_type;
}
