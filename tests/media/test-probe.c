/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-media-error.h"
#include "refrain-probe.h"
#include "refrain-tagger.h"

#include <glib/gstdio.h>
#include <gst/gst.h>
#include <string.h>

#define TONE                                                                                       \
  "audiotestsrc num-buffers=100 samplesperbuffer=1152 ! audio/x-raw,rate=44100 ! audioconvert ! "
#define TONE_MS (100 * 1152 * 1000 / 44100)
#define FILM                                                                                       \
  "videotestsrc num-buffers=30 ! video/x-raw,width=64,height=64,framerate=30/1 ! videoconvert ! "  \
  "x264enc speed-preset=ultrafast ! h264parse ! "
#define AAC TONE "voaacenc ! aacparse ! "
#define PICTURE "videotestsrc num-buffers=1 pattern=snow ! videoconvert ! "

typedef struct
{
  char *dir;
  char *path;
} Fixture;

/* A file, what is done to it, and what is said about it then. */
typedef struct
{
  const char *name;
  const char *pipeline;
  RefrainMediaKind expected;
  RefrainMediaFormat format;
  gboolean audio;
  gboolean video;
  int keep_percent; /* the rest is cut off; 0 keeps all */
  int code;         /* of the error, -1 for none */
} Case;

#define WHOLE(name, pipeline, kind, format, audio, video)                                          \
  {                                                                                                \
    name, pipeline, REFRAIN_MEDIA_KIND_##kind, REFRAIN_MEDIA_FORMAT_##format, audio, video, 0, -1  \
  }
#define CUT(name, pipeline, kind, percent)                                                         \
  {                                                                                                \
    name, pipeline, REFRAIN_MEDIA_KIND_##kind, REFRAIN_MEDIA_FORMAT_UNKNOWN, FALSE, FALSE,         \
        percent, REFRAIN_MEDIA_ERROR_TRUNCATED                                                     \
  }
#define WRONG(name, pipeline, kind, code)                                                          \
  {                                                                                                \
    name, pipeline, REFRAIN_MEDIA_KIND_##kind, REFRAIN_MEDIA_FORMAT_UNKNOWN, FALSE, FALSE, 0,      \
        REFRAIN_MEDIA_ERROR_##code                                                                 \
  }

static const Case cases[] = {
  WHOLE ("mp3", TONE "lamemp3enc ! xingmux", AUDIO, MP3, TRUE, FALSE),
  WHOLE ("mp3-plain", TONE "lamemp3enc target=bitrate cbr=true", AUDIO, MP3, TRUE, FALSE),
  WHOLE ("mp3-mpeg2",
         TONE "audioresample ! audio/x-raw,rate=22050,channels=1 ! lamemp3enc",
         AUDIO,
         MP3,
         TRUE,
         FALSE),
  WHOLE ("mp3-any",
         TONE "lamemp3enc ! xingmux ! taginject tags=\"title=x\" ! id3v2mux",
         ANY,
         MP3,
         TRUE,
         FALSE),
  WHOLE ("mp4", FILM "mux. " AAC "mp4mux name=mux", VIDEO, MP4, TRUE, TRUE),
  WHOLE ("mp4-as-audio", FILM "mux. " AAC "mp4mux faststart=true name=mux", AUDIO, MP4, TRUE, TRUE),
  WHOLE ("mp4-silent", FILM "mp4mux", VIDEO, MP4, FALSE, TRUE),
  WHOLE ("m4a", AAC "mp4mux", AUDIO, M4A, TRUE, FALSE),
  WHOLE ("wav", TONE "wavenc", AUDIO, WAV, TRUE, FALSE),
  WHOLE ("flac", TONE "flacenc", AUDIO, FLAC, TRUE, FALSE),
  WHOLE ("ogg", TONE "vorbisenc ! oggmux", AUDIO, OGG, TRUE, FALSE),
  WHOLE ("opus", TONE "audioresample ! opusenc ! oggmux", AUDIO, OPUS, TRUE, FALSE),
  WHOLE ("jpeg", PICTURE "jpegenc", IMAGE, JPEG, FALSE, FALSE),
  WHOLE ("png", PICTURE "pngenc", IMAGE, PNG, FALSE, FALSE),
  CUT ("mp3-cut", TONE "lamemp3enc ! xingmux", AUDIO, 50),
  CUT ("mp3-plain-cut", TONE "lamemp3enc target=bitrate cbr=true", AUDIO, 51),
  CUT ("mp4-cut", FILM "mux. " AAC "mp4mux name=mux", VIDEO, 90),
  CUT ("mp4-fast-cut", FILM "mux. " AAC "mp4mux faststart=true name=mux", VIDEO, 90),
  CUT ("wav-cut", TONE "wavenc", AUDIO, 60),
  CUT ("flac-cut", TONE "flacenc", AUDIO, 60),
  CUT ("jpeg-cut", PICTURE "jpegenc", IMAGE, 90),
  CUT ("png-cut", PICTURE "pngenc", IMAGE, 90),
  WRONG ("picture-not-audio", PICTURE "jpegenc", AUDIO, NOT_MEDIA),
  WRONG ("audio-not-picture", TONE "lamemp3enc ! xingmux", IMAGE, NOT_MEDIA),
  WRONG ("audio-not-video", TONE "lamemp3enc ! xingmux", VIDEO, NOT_MEDIA),
  WRONG ("m4a-not-video", AAC "mp4mux", VIDEO, EMPTY),
  WRONG ("silent-not-audio", FILM "mp4mux", AUDIO, EMPTY),
};

typedef struct
{
  const char *name;
  const char *bytes;
  int code;
  const char *message;
} Page;

static const Page pages[] = {
  { "empty", "", REFRAIN_MEDIA_ERROR_EMPTY, "The file is empty" },
  { "html", "<!DOCTYPE html><html>Sign in</html>", REFRAIN_MEDIA_ERROR_NOT_MEDIA,
    "The file is a web page (HTML), not audio" },
  { "json", "{\"error\": \"not found\"}", REFRAIN_MEDIA_ERROR_NOT_MEDIA,
    "The file is a message (JSON), not audio" },
  { "text", "not found", REFRAIN_MEDIA_ERROR_NOT_MEDIA, "The file is text, not audio" },
  { "unknown", "\x01\x02\x03\x04", REFRAIN_MEDIA_ERROR_NOT_MEDIA, "The file is not audio" },
};

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->dir = g_dir_make_tmp ("refrain-probe-XXXXXX", NULL);
  /* The name is no help on purpose. */
  fixture->path = g_build_filename (fixture->dir, "a \"file\" ! of unknown kind.mp3", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->dir), ==, 0);
  g_free (fixture->path);
  g_free (fixture->dir);
}

/* Returns: %FALSE, and skips the test, without the elements */
static gboolean
make (Fixture *fixture, const char *description)
{
  g_autofree char *full = g_strdup_printf ("%s ! filesink name=sink", description);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (full, &error);
  g_autoptr (GstElement) sink = NULL;
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GstMessage) message = NULL;

  if (error != NULL)
    {
      g_test_skip (error->message);
      return FALSE;
    }
  sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  g_object_set (sink, "location", fixture->path, NULL);
  bus = gst_element_get_bus (pipeline);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  message = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  g_assert_nonnull (message);
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_EOS);
  return TRUE;
}

static void
cut (Fixture *fixture, int percent)
{
  g_autofree char *bytes = NULL;
  gsize n;

  g_assert_true (g_file_get_contents (fixture->path, &bytes, &n, NULL));
  g_assert_true (
      g_file_set_contents (fixture->path, bytes, (gssize) (n * (gsize) percent / 100), NULL));
}

static void
test_case (Fixture *fixture, gconstpointer data)
{
  const Case *wanted = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainProbe) probe = NULL;

  if (!make (fixture, wanted->pipeline))
    return;
  if (wanted->keep_percent > 0)
    cut (fixture, wanted->keep_percent);
  probe = refrain_probe_file (fixture->path, wanted->expected, NULL, &error);

  if (wanted->code >= 0)
    {
      g_assert_null (probe);
      g_assert_error (error, REFRAIN_MEDIA_ERROR, wanted->code);
      g_test_message ("%s", error->message);
      return;
    }
  g_assert_no_error (error);
  g_assert_nonnull (probe);
  g_assert_cmpint (probe->format, ==, wanted->format);
  g_assert_cmpint (probe->has_audio, ==, wanted->audio);
  g_assert_cmpint (probe->has_video, ==, wanted->video);
  g_assert_cmpuint (probe->decoded_frames, ==, wanted->video ? 30 : 0);
  if (wanted->audio)
    {
      /* Encoders pad the ends. */
      g_assert_cmpint (ABS (probe->duration_ms - TONE_MS), <, 150);
      g_assert_cmpuint (probe->decoded_bytes, >, 0);
    }
  else
    g_assert_cmpint (ABS (probe->duration_ms - (wanted->video ? 1000 : 0)), <, 50);
}

static void
test_page (Fixture *fixture, gconstpointer data)
{
  const Page *page = data;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, page->bytes, -1, NULL));
  g_assert_null (refrain_probe_file (fixture->path, REFRAIN_MEDIA_KIND_AUDIO, NULL, &error));
  g_assert_error (error, REFRAIN_MEDIA_ERROR, page->code);
  g_assert_cmpstr (error->message, ==, page->message);
}

static void
test_not_there (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (refrain_probe_file (fixture->path, REFRAIN_MEDIA_KIND_ANY, NULL, &error));
  g_assert_error (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (refrain_probe_file (fixture->dir, REFRAIN_MEDIA_KIND_ANY, NULL, &error));
  g_assert_error (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_NOT_MEDIA);
}

static void
test_cut_message (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!make (fixture,
             "audiotestsrc num-buffers=300 samplesperbuffer=4410 ! audio/x-raw,rate=44100 ! "
             "audioconvert ! "
             "lamemp3enc target=bitrate cbr=true bitrate=64 ! xingmux"))
    return;
  cut (fixture, 40);
  g_assert_null (refrain_probe_file (fixture->path, REFRAIN_MEDIA_KIND_AUDIO, NULL, &error));
  g_assert_error (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_TRUNCATED);
  g_assert_cmpstr (error->message, ==, "The file ends early: 12 s of 30 s");
}

/* A stretch of something else in the middle: a decoder would pass over it. */
static void
test_garbage (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize n;

  if (!make (fixture, TONE "lamemp3enc target=bitrate cbr=true"))
    return;
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &n, NULL));
  memset (bytes + n / 2, 'x', 2000);
  g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize) n, NULL));
  g_assert_null (refrain_probe_file (fixture->path, REFRAIN_MEDIA_KIND_AUDIO, NULL, &error));
  g_assert_error (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_FAILED);
  g_test_message ("%s", error->message);
}

/* The codec's name is changed to one nobody has heard of. */
static void
test_missing_decoder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  char *name;
  gsize n;

  if (!make (fixture, AAC "mp4mux"))
    return;
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &n, NULL));
  name = memmem (bytes, n, "mp4a", 4);
  memcpy (name, "zqzq", 4);
  g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize) n, NULL));
  g_assert_null (refrain_probe_file (fixture->path, REFRAIN_MEDIA_KIND_AUDIO, NULL, &error));
  g_assert_error (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_UNSUPPORTED);
  g_test_message ("%s", error->message);
}

/* A file with tags of ours at its beginning is as good as before. */
static void
test_tagged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *out = g_strconcat (fixture->path, ".tagged", NULL);
  g_autoptr (RefrainTags) tags = refrain_tags_new ();
  g_autoptr (RefrainProbe) before = NULL;
  g_autoptr (RefrainProbe) after = NULL;
  g_autoptr (GError) error = NULL;

  if (!make (fixture, TONE "lamemp3enc ! xingmux"))
    return;
  tags->title = g_strdup ("Title");
  tags->lyrics = g_strnfill (100 * 1000, 'a');
  g_assert_true (refrain_tagger_write (fixture->path, out, REFRAIN_MEDIA_FORMAT_MP3, tags, NULL,
                                       NULL, &error));
  before = refrain_probe_file (fixture->path, REFRAIN_MEDIA_KIND_AUDIO, NULL, &error);
  g_assert_no_error (error);
  after = refrain_probe_file (out, REFRAIN_MEDIA_KIND_AUDIO, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (before->duration_ms, ==, after->duration_ms);
  g_assert_cmpuint (before->decoded_bytes, ==, after->decoded_bytes);
  g_unlink (out);
}

static gpointer
cancel_thread (gpointer data)
{
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread;

  /* Long enough that it cannot be through before the other thread runs. */
  if (!make (fixture, "audiotestsrc wave=silence num-buffers=600 samplesperbuffer=44100 ! "
                      "audio/x-raw,rate=44100 ! flacenc"))
    return;
  thread = g_thread_new ("cancel", cancel_thread, cancellable);
  g_assert_null (refrain_probe_file (fixture->path, REFRAIN_MEDIA_KIND_AUDIO, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  g_clear_error (&error);
  g_assert_null (refrain_probe_file (fixture->path, REFRAIN_MEDIA_KIND_AUDIO, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gpointer
probe_thread (gpointer data)
{
  return refrain_probe_file (data, REFRAIN_MEDIA_KIND_AUDIO, NULL, NULL);
}

static void
test_threads (Fixture *fixture, gconstpointer data)
{
  GThread *threads[4];

  if (!make (fixture, TONE "lamemp3enc ! xingmux"))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("probe", probe_thread, fixture->path);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (RefrainProbe) probe = g_thread_join (threads[i]);

      g_assert_nonnull (probe);
    }
}

static void
add (const char *name, gconstpointer data, void (*function) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strdup_printf ("/media/probe/%s", name);

  g_test_add (path, Fixture, data, set_up, function, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    add (cases[i].name, &cases[i], test_case);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    add (pages[i].name, &pages[i], test_page);
  add ("not-there", NULL, test_not_there);
  add ("cut-message", NULL, test_cut_message);
  add ("garbage", NULL, test_garbage);
  add ("missing-decoder", NULL, test_missing_decoder);
  add ("tagged", NULL, test_tagged);
  add ("cancel", NULL, test_cancel);
  add ("threads", NULL, test_threads);
  return g_test_run ();
}
