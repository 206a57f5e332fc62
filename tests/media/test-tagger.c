/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-media-error.h"
#include "refrain-tagger.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <gst/gst.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char *dir;
  char *in;
  char *out;
  char *again;
  RefrainMediaFormat format;
} Fixture;

typedef struct
{
  const char *name;
  RefrainMediaFormat format;
  const char *pipeline; /* ended by a filesink; %NULL makes no file */
} Case;

#define MP3 "audiotestsrc num-buffers=80 samplesperbuffer=1152 ! audioconvert ! lamemp3enc ! "
#define FILM                                                                                       \
  "mp4mux name=mux %s ! filesink location=%s "                                                     \
  "videotestsrc num-buffers=30 ! video/x-raw,width=64,height=64,framerate=30/1 ! videoconvert ! "  \
  "x264enc speed-preset=ultrafast ! h264parse ! mux. "                                             \
  "audiotestsrc num-buffers=43 samplesperbuffer=1024 ! audioconvert ! voaacenc ! aacparse ! mux."

static const Case mp3_case = { "mp3", REFRAIN_MEDIA_FORMAT_MP3, "xingmux" };
static const Case mp3_tagged_case = { "mp3-tagged", REFRAIN_MEDIA_FORMAT_MP3,
                                      "xingmux ! taginject tags=\"title=Old,composer=Kept\" ! "
                                      "id3v2mux" };
static const Case mp4_case = { "mp4", REFRAIN_MEDIA_FORMAT_MP4, "" };
static const Case mp4_fast_case = { "mp4-fast", REFRAIN_MEDIA_FORMAT_MP4, "faststart=true" };
static const Case mp4_fragments_case = { "mp4-fragments", REFRAIN_MEDIA_FORMAT_MP4,
                                         "fragment-duration=200" };
static GBytes *large_cover;
static const Case empty_case = { "none", REFRAIN_MEDIA_FORMAT_UNKNOWN, NULL };

/* Returns: whether all elements are there and the end was reached */
static gboolean
run_pipeline (const char *description)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (description, &error);
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GstMessage) message = NULL;

  if (pipeline == NULL || error != NULL)
    {
      g_test_message ("No media: %s", error->message);
      return FALSE;
    }
  bus = gst_element_get_bus (pipeline);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  message = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  g_assert_nonnull (message);
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_EOS);
  return TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const Case *test_case = data;
  const char *extension = refrain_media_format_get_extension (test_case->format);
  g_autofree char *description = NULL;

  fixture->dir = g_dir_make_tmp ("refrain-tagger-XXXXXX", NULL);
  fixture->format = test_case->format;
  fixture->in = g_strdup_printf ("%s/in.%s", fixture->dir, extension);
  fixture->out = g_strdup_printf ("%s/out.%s", fixture->dir, extension);
  fixture->again = g_strdup_printf ("%s/again.%s", fixture->dir, extension);
  if (test_case->pipeline == NULL)
    return;
  if (fixture->format == REFRAIN_MEDIA_FORMAT_MP3)
    description = g_strdup_printf (MP3 "%s ! filesink location=%s", test_case->pipeline,
                                   fixture->in);
  else
    description = g_strdup_printf (FILM, test_case->pipeline, fixture->in);
  if (!run_pipeline (description))
    g_test_skip ("an encoder is not installed");
}

static void
remove_tree (const char *dir)
{
  g_autoptr (GDir) open_dir = g_dir_open (dir, 0, NULL);
  const char *name;

  while (open_dir != NULL && (name = g_dir_read_name (open_dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_tree (path);
      else
        g_unlink (path);
    }
  g_rmdir (dir);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_tree (fixture->dir);
  g_free (fixture->dir);
  g_free (fixture->in);
  g_free (fixture->out);
  g_free (fixture->again);
}

static gboolean
has_media (Fixture *fixture)
{
  return g_file_test (fixture->in, G_FILE_TEST_EXISTS);
}

/* A picture of more than a megabyte. */
static GBytes *
make_cover (void)
{
  g_autofree char *dir = g_dir_make_tmp ("refrain-cover-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "cover.jpg", NULL);
  g_autofree char *description = g_strdup_printf (
      "videotestsrc num-buffers=1 pattern=snow ! video/x-raw,width=1200,height=1200 ! "
      "videoconvert ! jpegenc quality=95 ! filesink location=%s",
      path);
  char *bytes = NULL;
  gsize n = 3;

  if (!run_pipeline (description) || !g_file_get_contents (path, &bytes, &n, NULL))
    bytes = g_strdup ("\xff\xd8\xff");
  g_unlink (path);
  g_rmdir (dir);
  return g_bytes_new_take (bytes, n);
}

static RefrainTags *
make_tags (void)
{
  RefrainTags *tags = refrain_tags_new ();
  g_autoptr (GString) lyrics = g_string_new (NULL);

  while (lyrics->len < 40 * 1024)
    g_string_append (lyrics, "[Verse]\nRain over the harbour 雨が降る\nيا ليل 🎵\n");
  g_string_append (lyrics, "The end");

  tags->title = g_strdup ("夜の歌 – أغنية الليل 🌙");
  tags->artist = g_strdup ("Ünïcode Örchestra");
  tags->album = g_strdup ("Take 2/3");
  tags->genre = g_strdup ("dream pop, slow, 70 bpm");
  tags->comment = g_strdup ("A song about rain; with “quotes” and\na second line");
  tags->lyrics = g_string_free (g_steal_pointer (&lyrics), FALSE);
  tags->lyrics_language = g_strdup ("jpn");
  tags->date = g_strdup ("2026-09-03T18:21:07");
  tags->encoder = g_strdup ("Refrain 0.1.0");
  tags->source_url = g_strdup ("https://media.example/a%20b.mp3?x=1&y=2");
  tags->bpm = 70;
  tags->cover = g_bytes_ref (large_cover);
  refrain_tags_add_extra (tags, "REFRAIN_TASK_ID", "0d7cb2f5-1111-4c3e-9d1c-0f1e2d3c4b5a");
  refrain_tags_add_extra (tags, "REFRAIN_PROMPT", "多言語 prompt 🎹");
  return tags;
}

static void
expect (const char *folder, const char *name, const char *value, gssize n)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (value != NULL)
    g_assert_true (g_file_set_contents (path, value, n, NULL));
}

static void
write_expected (const char *folder, const RefrainTags *tags)
{
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  expect (folder, "title", tags->title, -1);
  expect (folder, "artist", tags->artist, -1);
  expect (folder, "album", tags->album, -1);
  expect (folder, "genre", tags->genre, -1);
  expect (folder, "comment", tags->comment, -1);
  expect (folder, "lyrics", tags->lyrics, -1);
  expect (folder, "lyrics_language", tags->lyrics_language, -1);
  expect (folder, "date", tags->date, -1);
  expect (folder, "encoder", tags->encoder, -1);
  expect (folder, "source_url", tags->source_url, -1);
  expect (folder, "bpm", tags->bpm > 0 ? "70" : NULL, -1);
  for (guint i = 0; i < tags->extras->len; i++)
    {
      RefrainTagExtra *extra = g_ptr_array_index (tags->extras, i);

      expect (folder, extra->description, extra->value, -1);
    }
  if (tags->cover != NULL)
    {
      gsize n;
      const char *bytes = g_bytes_get_data (tags->cover, &n);

      expect (folder, "cover", bytes, (gssize) n);
      expect (folder, "cover_type", "image/jpeg", -1);
    }
}

static void
read_back (Fixture *fixture, const RefrainTags *tags)
{
  static const char *const readers[] = { "mutagen", "ffprobe", "exiftool" };
  g_autofree char *folder = g_build_filename (fixture->dir, "expected", NULL);
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "media", "read-back.py", NULL);

  write_expected (folder, tags);
  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      const char *argv[] = { "/usr/bin/python3", script, readers[i], fixture->out, folder, NULL };
      int status = 0;
      g_autofree char *wrong = NULL;

      if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, &wrong,
                         &status, NULL)
          || (WIFEXITED (status) && WEXITSTATUS (status) == 77))
        {
          g_test_message ("%s is not installed: not read back with it", readers[i]);
          continue;
        }
      if (status != 0)
        g_error ("%s", wrong);
    }
  remove_tree (folder);
}

/* What comes out of a decoder nobody here wrote; %NULL without one. */
static char *
hash_decoded (const char *path)
{
  const char *argv[] = { "ffmpeg", "-v",   "error", "-i",  path, "-map", "0:a",
                         "-map",   "0:V?", "-f",    "md5", "-",  NULL };
  char *out = NULL;
  g_autofree char *wrong = NULL;
  int status = 0;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, &wrong,
                     &status, NULL))
    {
      g_test_message ("ffmpeg is not installed: the decoded sound is not compared");
      return NULL;
    }
  g_assert_cmpstr (wrong, ==, "");
  g_assert_cmpint (status, ==, 0);
  return out;
}

static void
assert_same_media (const char *a, const char *b, RefrainMediaFormat format)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *digest_a = refrain_media_audio_digest (a, format, &error);
  g_autofree char *digest_b = refrain_media_audio_digest (b, format, &error);
  g_autofree char *decoded_a = hash_decoded (a);
  g_autofree char *decoded_b = hash_decoded (b);

  g_assert_no_error (error);
  g_assert_cmpstr (digest_a, ==, digest_b);
  g_assert_cmpuint (strlen (digest_a), ==, 64);
  g_assert_cmpstr (decoded_a, ==, decoded_b);
}

static GBytes *
load (const char *path)
{
  char *bytes = NULL;
  gsize n = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &n, NULL));
  return g_bytes_new_take (bytes, n);
}

static void
tag (Fixture *fixture, const char *in, const char *out, const RefrainTags *tags)
{
  g_autoptr (GError) error = NULL;
  gboolean tagged = FALSE;

  g_assert_true (refrain_tagger_write (in, out, fixture->format, tags, &tagged, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (tagged);
}

static void
assert_tags_equal (const RefrainTags *a, const RefrainTags *b)
{
  g_assert_cmpstr (a->title, ==, b->title);
  g_assert_cmpstr (a->artist, ==, b->artist);
  g_assert_cmpstr (a->album, ==, b->album);
  g_assert_cmpstr (a->genre, ==, b->genre);
  g_assert_cmpstr (a->comment, ==, b->comment);
  g_assert_cmpstr (a->lyrics, ==, b->lyrics);
  g_assert_cmpstr (a->lyrics_language, ==, b->lyrics_language);
  g_assert_cmpstr (a->date, ==, b->date);
  g_assert_cmpstr (a->encoder, ==, b->encoder);
  g_assert_cmpstr (a->source_url, ==, b->source_url);
  g_assert_cmpuint (a->bpm, ==, b->bpm);
  g_assert_true ((a->cover == NULL) == (b->cover == NULL));
  g_assert_true (a->cover == NULL || g_bytes_equal (a->cover, b->cover));
  g_assert_cmpuint (a->extras->len, ==, b->extras->len);
  for (guint i = 0; i < a->extras->len; i++)
    {
      RefrainTagExtra *extra = g_ptr_array_index (a->extras, i);

      g_assert_cmpstr (refrain_tags_get_extra (b, extra->description), ==, extra->value);
    }
}

static void
test_full (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainTags) tags = make_tags ();
  g_autoptr (RefrainTags) read = NULL;
  g_autoptr (GBytes) once = NULL;
  g_autoptr (GBytes) twice = NULL;

  if (!has_media (fixture))
    return;
  tag (fixture, fixture->in, fixture->out, tags);
  assert_same_media (fixture->in, fixture->out, fixture->format);
  read_back (fixture, tags);
  g_assert_true (refrain_tagger_read (fixture->out, &read, NULL));
  assert_tags_equal (tags, read);

  tag (fixture, fixture->out, fixture->again, tags);
  once = load (fixture->out);
  twice = load (fixture->again);
  g_assert_true (g_bytes_equal (once, twice));
}

/* %NULL leaves what is there, an empty value removes it; a cover can go again. */
static void
test_partial (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainTags) tags = make_tags ();
  g_autoptr (RefrainTags) change = refrain_tags_new ();
  g_autoptr (RefrainTags) read = NULL;

  if (!has_media (fixture))
    return;
  tag (fixture, fixture->in, fixture->again, tags);
  change->title = g_strdup ("Another title");
  change->comment = g_strdup ("");
  change->cover = g_bytes_new_static ("", 0);
  refrain_tags_add_extra (change, "REFRAIN_TASK_ID", "another id");
  tag (fixture, fixture->again, fixture->out, change);
  assert_same_media (fixture->in, fixture->out, fixture->format);

  g_free (tags->title);
  tags->title = g_strdup ("Another title");
  g_clear_pointer (&tags->comment, g_free);
  g_clear_pointer (&tags->cover, g_bytes_unref);
  refrain_tags_add_extra (tags, "REFRAIN_TASK_ID", "another id");
  read_back (fixture, tags);
  g_assert_true (refrain_tagger_read (fixture->out, &read, NULL));
  assert_tags_equal (tags, read);
}

static gboolean
contains (const char *path, const char *text, gsize n)
{
  g_autoptr (GBytes) bytes = load (path);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return memmem (data, size, text, n) != NULL;
}

/* A tag somebody else wrote at either end: one frame is replaced, the others stay, ID3v1 goes. */
static void
test_foreign_id3 (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainTags) tags = refrain_tags_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  char old[128] = "TAGOld ending";
  FILE *file;

  if (!has_media (fixture))
    return;
  before = refrain_media_audio_digest (fixture->in, fixture->format, NULL);
  file = fopen (fixture->in, "ab");
  g_assert_cmpuint (fwrite (old, 1, sizeof old, file), ==, sizeof old);
  fclose (file);
  tags->title = g_strdup ("New");
  tag (fixture, fixture->in, fixture->out, tags);

  after = refrain_media_audio_digest (fixture->out, fixture->format, NULL);
  g_assert_cmpstr (before, ==, after);
  g_assert_true (contains (fixture->in, "Old", 3));
  g_assert_false (contains (fixture->out, "Old", 3));
  g_assert_true (contains (fixture->out, "TCOM", 4));
  g_assert_true (contains (fixture->out, "Kept", 4));
}

static void
append_u (GByteArray *to, gsize width, guint64 value)
{
  for (gsize i = width; i > 0; i--)
    {
      guint8 byte = (guint8) (value >> (i - 1) * 8);

      g_byte_array_append (to, &byte, 1);
    }
}

static void
append_box (GByteArray *to, const char *type, GByteArray *body)
{
  append_u (to, 4, body->len + 8);
  g_byte_array_append (to, (const guint8 *) type, 4);
  g_byte_array_append (to, body->data, body->len);
}

/* An index before the media: the one chunk is where @offset says. */
static GByteArray *
make_small_mp4 (gsize width, const char *table, guint32 count, guint64 offset)
{
  static const char *const path[] = { "stbl", "minf", "mdia", "trak", "moov" };
  g_autoptr (GByteArray) inner = g_byte_array_new ();
  GByteArray *file = g_byte_array_new ();

  append_u (inner, 4, 0);
  append_u (inner, 4, count);
  append_u (inner, width, offset);
  for (gsize i = 0; i <= G_N_ELEMENTS (path); i++)
    {
      g_autoptr (GByteArray) outer = g_byte_array_new ();

      append_box (outer, i == 0 ? table : path[i - 1], inner);
      g_byte_array_unref (inner);
      inner = g_steal_pointer (&outer);
    }
  append_u (file, 4, 16);
  g_byte_array_append (file, (const guint8 *) "ftypisom\0\0\0\0", 12);
  g_byte_array_append (file, inner->data, inner->len);
  append_u (file, 4, 12);
  g_byte_array_append (file, (const guint8 *) "mdatSONG", 8);
  return file;
}

static void
save (const char *path, const void *bytes, gsize n)
{
  g_assert_true (g_file_set_contents (path, bytes, (gssize) n, NULL));
}

static void
test_offsets (Fixture *fixture, gconstpointer data)
{
  for (gsize width = 4; width <= 8; width += 4)
    {
      const char *table = width == 4 ? "stco" : "co64";
      g_autoptr (GByteArray) draft = make_small_mp4 (width, table, 1, 0);
      g_autoptr (GByteArray) file = make_small_mp4 (width, table, 1, draft->len - 4);
      g_autoptr (RefrainTags) tags = make_tags ();
      g_autoptr (GBytes) tagged = NULL;
      const guint8 *bytes;
      const guint8 *entry;
      guint64 offset = 0;
      gsize n;

      fixture->format = REFRAIN_MEDIA_FORMAT_MP4;
      save (fixture->in, file->data, file->len);
      tag (fixture, fixture->in, fixture->out, tags);
      tagged = load (fixture->out);
      bytes = g_bytes_get_data (tagged, &n);
      entry = memmem (bytes, n, table, 4);
      for (gsize i = 0; i < width; i++)
        offset = offset << 8 | entry[12 + i];
      g_assert_cmpuint (offset, >, 1024 * 1024);
      g_assert_cmpuint (offset, ==, n - 4);
      g_assert_cmpmem (bytes + offset, 4, "SONG", 4);
      g_unlink (fixture->out);
    }
}

/* The index of a large file may have a length of 64 bits. */
static void
test_wide_moov (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) wide = g_byte_array_new ();
  g_autoptr (RefrainTags) tags = make_tags ();
  g_autofree guint8 *bytes = NULL;
  gsize n;
  const guint8 *moov;
  gsize at;

  if (!has_media (fixture))
    return;
  g_assert_true (g_file_get_contents (fixture->in, (char **) &bytes, &n, NULL));
  moov = memmem (bytes, n, "moov", 4);
  at = (gsize) (moov - bytes) - 4;
  g_byte_array_append (wide, bytes, (guint) at);
  append_u (wide, 4, 1);
  g_byte_array_append (wide, moov, 4);
  append_u (wide, 8, n - at + 8);
  g_byte_array_append (wide, moov + 4, (guint) (n - at - 8));
  save (fixture->in, wide->data, wide->len);
  tag (fixture, fixture->in, fixture->out, tags);
  assert_same_media (fixture->in, fixture->out, fixture->format);
  read_back (fixture, tags);
}

static void
test_unchanged (Fixture *fixture, gconstpointer data)
{
  static const char wav[] = "RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x44\xac\0\0\x88\x58\x01\0"
                            "\x02\0\x10\0data\0\0\0\0";
  g_autoptr (RefrainTags) tags = make_tags ();
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GError) error = NULL;
  gboolean tagged = TRUE;

  if (fixture->format == REFRAIN_MEDIA_FORMAT_UNKNOWN)
    {
      fixture->format = REFRAIN_MEDIA_FORMAT_WAV;
      save (fixture->in, wav, sizeof wav - 1);
    }
  if (!has_media (fixture))
    return;
  g_assert_true (refrain_tagger_write (fixture->in, fixture->out, fixture->format, tags, &tagged,
                                       NULL, &error));
  g_assert_no_error (error);
  g_assert_false (tagged);
  before = load (fixture->in);
  after = load (fixture->out);
  g_assert_true (g_bytes_equal (before, after));
}

typedef struct
{
  const char *name;
  RefrainMediaFormat format;
  const char *bytes;
  gsize n;
  RefrainMediaError code;
} Hostile;

#define HOSTILE(name, format, bytes, code)                                                         \
  {                                                                                                \
    name, REFRAIN_MEDIA_FORMAT_##format, bytes, sizeof (bytes) - 1, REFRAIN_MEDIA_ERROR_##code     \
  }
#define FTYP                                                                                       \
  "\0\0\0\x10"                                                                                     \
  "ftypisom\0\0\0\0"
#define MDAT                                                                                       \
  "\0\0\0\x0c"                                                                                     \
  "mdatSONG"

static const Hostile hostiles[] = {
  HOSTILE ("empty", MP3, "", EMPTY),
  HOSTILE ("page", MP3, "<!DOCTYPE html><html><body>Sign in</body></html>", NOT_MEDIA),
  HOSTILE ("page-as-mp4", MP4, "<!DOCTYPE html><html><body>Sign in</body></html>", NOT_MEDIA),
  HOSTILE ("id3-beyond-end",
           MP3,
           "ID3\x04\0\0\x7f\x7f\x7f\x7f"
           "x",
           TRUNCATED),
  HOSTILE ("id3-alone", MP3, "ID3\x04\0\0\0\0\0\x02xx", EMPTY),
  HOSTILE ("id3-page", MP3, "ID3\x04\0\0\0\0\0\x02xx<html>", NOT_MEDIA),
  HOSTILE ("ftyp-alone", MP4, FTYP, TRUNCATED),
  HOSTILE ("no-moov", MP4, FTYP MDAT, TRUNCATED),
  HOSTILE ("no-mdat", MP4, FTYP "\0\0\0\x08moov", TRUNCATED),
  HOSTILE ("moov-beyond-end", MP4, FTYP MDAT "\0\0\x01\0moovxxxx", TRUNCATED),
  HOSTILE ("moov-open-ended", MP4, FTYP MDAT "\0\0\0\0moovxxxx", FAILED),
  HOSTILE ("moov-twice", MP4, FTYP MDAT "\0\0\0\x08moov\0\0\0\x08moov", FAILED),
  HOSTILE ("size-too-small", MP4, FTYP MDAT "\0\0\0\x04moov", FAILED),
  HOSTILE ("wide-too-small", MP4, FTYP MDAT "\0\0\0\x01moov\0\0\0\0\0\0\0\x08", FAILED),
  HOSTILE (
      "wide-bogus", MP4, FTYP MDAT "\0\0\0\x01moov\xff\xff\xff\xff\xff\xff\xff\xff", TRUNCATED),
  HOSTILE ("wide-cut", MP4, FTYP MDAT "\0\0\0\x01moov\0\0", TRUNCATED),
  HOSTILE ("inner-zero", MP4, FTYP MDAT "\0\0\0\x10moov\0\0\0\0trak", FAILED),
  HOSTILE ("inner-beyond-end", MP4, FTYP MDAT "\0\0\0\x10moov\0\0\0\xfftrak", FAILED),
  HOSTILE ("inner-wide-bogus",
           MP4,
           FTYP MDAT "\0\0\0\x18moov\0\0\0\x01udta\xff\xff\xff\xff\xff\xff\xff\xf0",
           FAILED),
  HOSTILE ("udta-garbage", MP4, FTYP MDAT "\0\0\0\x15moov\0\0\0\x0dudtagarba", FAILED),
  HOSTILE ("meta-garbage",
           MP4,
           FTYP MDAT
           "\0\0\0\x40moov\0\0\0\x38udta\0\0\0\x30meta\0\0\0\0\0\0\0\x1chdlr\0\0\0\0\0\0\0\0"
           "mdirappl\0\0\0\0\0\0\0\xffilst",
           FAILED),
  HOSTILE ("trailing-bytes", MP4, FTYP MDAT "\0\0\0\x08moov\0\0\0", TRUNCATED),
};

static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  const char *name = strrchr (g_test_get_path (), '/') + 1;
  g_autoptr (RefrainTags) tags = make_tags ();
  g_autoptr (RefrainTags) read = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (hostiles); i++)
    if (strcmp (hostiles[i].name, name) == 0)
      {
        save (fixture->in, hostiles[i].bytes, hostiles[i].n);
        g_assert_false (refrain_tagger_write (fixture->in, fixture->out, hostiles[i].format, tags,
                                              NULL, NULL, &error));
        g_test_message ("%s", error->message);
        g_assert_error (error, REFRAIN_MEDIA_ERROR, (int) hostiles[i].code);
        g_assert_false (g_file_test (fixture->out, G_FILE_TEST_EXISTS));
        refrain_tagger_read (fixture->in, &read, NULL);
      }
}

/* Broken anywhere, cut anywhere: an error or a file, never a crash and never half a file. */
static void
test_mutations (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainTags) tags = refrain_tags_new ();
  g_autofree guint8 *bytes = NULL;
  gsize n;
  gsize first;

  if (!has_media (fixture))
    return;
  tags->title = g_strdup ("Title");
  g_assert_true (g_file_get_contents (fixture->in, (char **) &bytes, &n, NULL));
  /* The index or the tag is where harm can be done. */
  first = fixture->format == REFRAIN_MEDIA_FORMAT_MP3
              ? 0
              : (gsize) ((guint8 *) memmem (bytes, n, "moov", 4) - bytes - 4);
  for (int i = 0; i < 400; i++)
    {
      g_autofree guint8 *broken = g_memdup2 (bytes, n);
      g_autoptr (RefrainTags) read = NULL;
      gsize length = i % 4 == 0 ? (gsize) g_test_rand_int_range (0, (int) n) : n;

      for (int j = 0; j < 3; j++)
        {
          gsize at = first + (gsize) g_test_rand_int_range (0, (int) MIN (n - first, 3000));

          broken[at] = g_test_rand_bit () ? 0xff : (guint8) g_test_rand_int ();
        }
      save (fixture->in, broken, length);
      if (!refrain_tagger_write (fixture->in, fixture->out, fixture->format, tags, NULL, NULL,
                                 NULL))
        g_assert_false (g_file_test (fixture->out, G_FILE_TEST_EXISTS));
      refrain_tagger_read (fixture->in, &read, NULL);
      g_free (refrain_media_audio_digest (fixture->in, fixture->format, NULL));
      g_unlink (fixture->out);
    }
}

static void
assert_fails (Fixture *fixture, GCancellable *cancellable, GQuark domain, int code)
{
  g_autoptr (RefrainTags) tags = make_tags ();
  g_autoptr (GError) error = NULL;

  g_assert_false (refrain_tagger_write (fixture->in, fixture->out, fixture->format, tags, NULL,
                                        cancellable, &error));
  g_assert_error (error, domain, code);
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *kept = NULL;

  if (!has_media (fixture))
    return;
  g_cancellable_cancel (cancellable);
  assert_fails (fixture, cancellable, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (fixture->out, G_FILE_TEST_EXISTS));

  /* A file that is there already belongs to somebody. */
  save (fixture->out, "mine", 4);
  assert_fails (fixture, NULL, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_IO);
  g_assert_true (g_file_get_contents (fixture->out, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "mine");

  if (geteuid () != 0)
    {
      g_unlink (fixture->out);
      g_assert_cmpint (g_chmod (fixture->dir, 0500), ==, 0);
      assert_fails (fixture, NULL, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_NOT_ALLOWED);
      g_assert_cmpint (g_chmod (fixture->dir, 0700), ==, 0);
    }
  else
    g_test_message ("A superuser may write everywhere: refused permission is not tested");

  g_unlink (fixture->in);
  assert_fails (fixture, NULL, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_NOT_FOUND);
}

/* A limit on the size of files breaks a write half way, for everyone and without a mount. */
static void
test_write_fails (Fixture *fixture, gconstpointer data)
{
  struct rlimit before;
  struct rlimit small = { 600 * 1024, RLIM_INFINITY };

  if (!has_media (fixture))
    return;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small.rlim_max = before.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  assert_fails (fixture, NULL, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_IO);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_false (g_file_test (fixture->out, G_FILE_TEST_EXISTS));
}

/* In a process of its own, as it needs its own view of what is mounted. */
static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autofree char *mount_point = g_build_filename (fixture->dir, "disk", NULL);

  if (geteuid () != 0)
    {
      g_test_skip ("a small disk cannot be mounted without privileges");
      return;
    }
  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }
  if (!has_media (fixture))
    return;
  g_assert_cmpint (g_mkdir (mount_point, 0700), ==, 0);
  if (unshare (CLONE_NEWNS) != 0 || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0
      || mount ("tmpfs", mount_point, "tmpfs", 0, "size=256k") != 0)
    {
      g_test_skip ("a small disk cannot be mounted here");
      return;
    }
  g_free (fixture->out);
  fixture->out = g_build_filename (mount_point, "out.mp3", NULL);
  assert_fails (fixture, NULL, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_IO);
  g_assert_false (g_file_test (fixture->out, G_FILE_TEST_EXISTS));
  umount (mount_point);
}

static void
add (const char *test, const Case *test_case, void (*function) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strdup_printf ("/media/tagger/%s/%s", test_case->name, test);

  g_test_add (path, Fixture, test_case, set_up, function, tear_down);
}

int
main (int argc, char **argv)
{
  const Case *const cases[] = { &mp3_case, &mp3_tagged_case, &mp4_case, &mp4_fast_case };
  int result;

  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);
  large_cover = make_cover ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      add ("partial", cases[i], test_partial);
      add ("mutations", cases[i], test_mutations);
      if (cases[i] != &mp3_tagged_case)
        add ("full", cases[i], test_full);
    }
  add ("foreign", &mp3_tagged_case, test_foreign_id3);
  add ("wide-moov", &mp4_case, test_wide_moov);
  add ("unchanged", &mp4_fragments_case, test_unchanged);
  add ("unchanged-wav", &empty_case, test_unchanged);
  add ("offsets", &empty_case, test_offsets);
  add ("refusals", &mp3_case, test_refusals);
  add ("write-fails", &mp3_case, test_write_fails);
  add ("full-disk", &mp3_case, test_full_disk);
  for (gsize i = 0; i < G_N_ELEMENTS (hostiles); i++)
    {
      g_autofree char *name = g_strdup_printf ("hostile/%s", hostiles[i].name);

      add (name, &empty_case, test_hostile);
    }
  result = g_test_run ();
  g_bytes_unref (large_cover);
  return result;
}
