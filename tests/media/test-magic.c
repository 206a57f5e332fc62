/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-magic.h"
#include "refrain-media-error.h"

#include <string.h>

/* MPEG-1 layer III, 128 kbit/s, 44100 Hz: 417 bytes without padding. */
#define FRAME "\xff\xfb\x90\x00"
#define FRAME_LENGTH 417

typedef struct
{
  const char *name;
  const char *bytes;
  gsize n;
  RefrainMediaFormat format;
} Opening;

#define OPENING(name, bytes, format)                                                               \
  {                                                                                                \
    name, bytes, sizeof (bytes) - 1, format                                                        \
  }

static const Opening openings[] = {
  OPENING ("empty", "", REFRAIN_MEDIA_FORMAT_UNKNOWN),
  OPENING ("one-byte", "\xff", REFRAIN_MEDIA_FORMAT_UNKNOWN),
  OPENING ("mp3-short", FRAME "\0\0", REFRAIN_MEDIA_FORMAT_MP3),
  OPENING ("mp3-bad-version", "\xff\xeb\x90\x00", REFRAIN_MEDIA_FORMAT_UNKNOWN),
  OPENING ("mp3-bad-rate", "\xff\xfb\x9c\x00", REFRAIN_MEDIA_FORMAT_UNKNOWN),
  OPENING ("mp3-bad-bits", "\xff\xfb\xf0\x00", REFRAIN_MEDIA_FORMAT_UNKNOWN),
  OPENING ("adts", "\xff\xf1\x50\x80", REFRAIN_MEDIA_FORMAT_UNKNOWN),
  OPENING ("id3-long", "ID3\x04\0\0\0\0\x7f\0", REFRAIN_MEDIA_FORMAT_MP3),
  OPENING ("id3-mp3", "ID3\x04\0\0\0\0\0\x02xx" FRAME, REFRAIN_MEDIA_FORMAT_MP3),
  OPENING ("id3-twice", "ID3\x04\0\0\0\0\0\0ID3\x03\0\0\0\0\0\0" FRAME, REFRAIN_MEDIA_FORMAT_MP3),
  OPENING ("id3-zeros", "ID3\x04\0\0\0\0\0\0\0\0\0" FRAME, REFRAIN_MEDIA_FORMAT_MP3),
  OPENING ("id3-flac",
           "ID3\x04\0\0\0\0\0\0"
           "fLaC",
           REFRAIN_MEDIA_FORMAT_FLAC),
  OPENING ("id3-page", "ID3\x04\0\0\0\0\0\0<html>", REFRAIN_MEDIA_FORMAT_UNKNOWN),
  OPENING ("mp4",
           "\0\0\0\x18"
           "ftypisom\0\0\0\0",
           REFRAIN_MEDIA_FORMAT_MP4),
  OPENING ("m4a",
           "\0\0\0\x18"
           "ftypM4A \0\0\0\0",
           REFRAIN_MEDIA_FORMAT_M4A),
  OPENING ("avif",
           "\0\0\0\x18"
           "ftypavif\0\0\0\0",
           REFRAIN_MEDIA_FORMAT_UNKNOWN),
  OPENING ("wav", "RIFF\x24\0\0\0WAVEfmt ", REFRAIN_MEDIA_FORMAT_WAV),
  OPENING ("webp", "RIFF\x24\0\0\0WEBPVP8 ", REFRAIN_MEDIA_FORMAT_WEBP),
  OPENING ("flac", "fLaC\0\0\0\x22", REFRAIN_MEDIA_FORMAT_FLAC),
  OPENING ("ogg",
           "OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x1e\x01vorbis",
           REFRAIN_MEDIA_FORMAT_OGG),
  OPENING ("opus",
           "OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x13OpusHead\x01",
           REFRAIN_MEDIA_FORMAT_OPUS),
  OPENING (
      "webm", "\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm", REFRAIN_MEDIA_FORMAT_WEBM),
  OPENING ("jpeg", "\xff\xd8\xff\xe0\0\x10JFIF", REFRAIN_MEDIA_FORMAT_JPEG),
  OPENING ("png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", REFRAIN_MEDIA_FORMAT_PNG),
  OPENING ("gif", "GIF89a\x01\0\x01\0", REFRAIN_MEDIA_FORMAT_GIF),
  OPENING ("html", "<!DOCTYPE html><title>Sign in</title>", REFRAIN_MEDIA_FORMAT_HTML),
  OPENING ("html-late",
           "\xef\xbb\xbf\r\n <!-- a -->\n<!-- b --> <HTML lang=en>",
           REFRAIN_MEDIA_FORMAT_HTML),
  OPENING ("html-latin", "<html><p>caf\xe9", REFRAIN_MEDIA_FORMAT_HTML),
  OPENING ("xhtml", "<?xml version=\"1.0\"?><html/>", REFRAIN_MEDIA_FORMAT_HTML),
  OPENING ("xml", "<?xml version=\"1.0\"?><Error/>", REFRAIN_MEDIA_FORMAT_TEXT),
  OPENING ("html-open-comment", "<!-- never closed", REFRAIN_MEDIA_FORMAT_TEXT),
  OPENING ("json", " {\n \"code\": \"error\"}", REFRAIN_MEDIA_FORMAT_JSON),
  OPENING ("json-list", "[{}]", REFRAIN_MEDIA_FORMAT_JSON),
  OPENING ("text", "not found\n", REFRAIN_MEDIA_FORMAT_TEXT),
  OPENING ("text-cut", "\xe6\xad\x8c\xe6\xad", REFRAIN_MEDIA_FORMAT_TEXT),
  OPENING ("binary", "ab\0cd", REFRAIN_MEDIA_FORMAT_UNKNOWN),
};

static void
test_opening (gconstpointer data)
{
  const Opening *opening = data;
  /* Exactly as long as it is, so that a sanitizer sees a step too far. */
  g_autofree guint8 *bytes = g_memdup2 (opening->bytes, opening->n);

  g_assert_cmpint (refrain_magic_sniff (bytes, opening->n), ==, opening->format);
}

/* Every opening cut at every length: nothing is read behind the end. */
static void
test_cut_openings (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (openings); i++)
    for (gsize n = 0; n < openings[i].n; n++)
      {
        g_autofree guint8 *bytes = g_memdup2 (openings[i].bytes, n);

        refrain_magic_sniff (bytes, n);
      }
}

static void
test_second_frame (void)
{
  guint8 bytes[FRAME_LENGTH + 4] = { 0 };

  memcpy (bytes, FRAME, 4);
  g_assert_cmpint (refrain_magic_sniff (bytes, sizeof bytes), ==, REFRAIN_MEDIA_FORMAT_UNKNOWN);
  memcpy (bytes + FRAME_LENGTH, FRAME, 4);
  g_assert_cmpint (refrain_magic_sniff (bytes, sizeof bytes), ==, REFRAIN_MEDIA_FORMAT_MP3);
  /* The same, at 48000 Hz. */
  bytes[FRAME_LENGTH + 2] = 0x94;
  g_assert_cmpint (refrain_magic_sniff (bytes, sizeof bytes), ==, REFRAIN_MEDIA_FORMAT_UNKNOWN);
}

static void
test_frame (void)
{
  RefrainMp3Frame frame;

  g_assert_true (refrain_magic_parse_mp3_frame ((const guint8 *) "\xff\xfb\x92\xc0", 4, &frame));
  g_assert_cmpuint (frame.length, ==, FRAME_LENGTH + 1);
  g_assert_cmpuint (frame.samples, ==, 1152);
  g_assert_cmpuint (frame.rate, ==, 44100);
  g_assert_true (frame.mono);
  /* MPEG-2 at 64 kbit/s and 22050 Hz. */
  g_assert_true (refrain_magic_parse_mp3_frame ((const guint8 *) "\xff\xf3\x80\x00", 4, &frame));
  g_assert_cmpuint (frame.length, ==, 208);
  g_assert_cmpuint (frame.samples, ==, 576);
  g_assert_cmpuint (frame.rate, ==, 22050);
  g_assert_false (frame.mono);
}

static void
test_image_ends (void)
{
  static const char jpeg[] = "\xff\xd8\xff\xe0\0\x04"
                             "ab\xff\xda\0\x02"
                             "x\xff\0y\xff\xd0z\xff\xd9";
  static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\x01"
                            "IDATxcccc\0\0\0\0IENDcccc";
  static const char huge[] = "\x89PNG\r\n\x1a\n\xff\xff\xff\xff"
                             "IDATxcccc\0\0\0\0IENDcccc";
  const struct
  {
    RefrainMediaFormat format;
    const char *bytes;
    gsize n;
  } images[] = {
    { REFRAIN_MEDIA_FORMAT_JPEG, jpeg, sizeof jpeg - 1 },
    { REFRAIN_MEDIA_FORMAT_PNG, png, sizeof png - 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (images); i++)
    for (gsize n = 0; n <= images[i].n; n++)
      {
        g_autofree guint8 *bytes = g_memdup2 (images[i].bytes, n);
        g_autoptr (GError) error = NULL;

        if (refrain_magic_check_image (images[i].format, bytes, n, &error))
          g_assert_cmpuint (n, ==, images[i].n);
        else
          {
            g_assert_error (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_TRUNCATED);
            g_assert_cmpuint (n, <, images[i].n);
          }
      }
  g_assert_false (refrain_magic_check_image (REFRAIN_MEDIA_FORMAT_PNG, (const guint8 *) huge,
                                             sizeof huge - 1, NULL));
}

static void
test_names (void)
{
  g_assert_cmpstr (refrain_media_format_get_extension (REFRAIN_MEDIA_FORMAT_MP3), ==, "mp3");
  g_assert_cmpstr (refrain_media_format_get_content_type (REFRAIN_MEDIA_FORMAT_PNG), ==,
                   "image/png");
  g_assert_cmpstr (refrain_media_format_get_extension (REFRAIN_MEDIA_FORMAT_TEXT), ==, "txt");
  for (int i = REFRAIN_MEDIA_FORMAT_UNKNOWN; i <= REFRAIN_MEDIA_FORMAT_TEXT; i++)
    {
      gboolean unfit = i == REFRAIN_MEDIA_FORMAT_UNKNOWN || i >= REFRAIN_MEDIA_FORMAT_HTML;

      /* Each format is of exactly one class. */
      g_assert_cmpint (refrain_media_format_is_audio (i) + refrain_media_format_is_video (i)
                           + refrain_media_format_is_image (i),
                       ==, unfit ? 0 : 1);
      g_assert_nonnull (refrain_media_format_get_content_type (i));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (openings); i++)
    {
      g_autofree char *path = g_strdup_printf ("/media/magic/opening/%s", openings[i].name);

      g_test_add_data_func (path, &openings[i], test_opening);
    }
  g_test_add_func ("/media/magic/cut-openings", test_cut_openings);
  g_test_add_func ("/media/magic/second-frame", test_second_frame);
  g_test_add_func ("/media/magic/frame", test_frame);
  g_test_add_func ("/media/magic/image-ends", test_image_ends);
  g_test_add_func ("/media/magic/names", test_names);
  return g_test_run ();
}
