/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "refrain-id3v2-sound.h"
#include "refrain-media-error.h"
#include "refrain-mp4-atoms.h"
#include "refrain-probe.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <gst/audio/audio.h>
#include <gst/gst.h>
#include <gst/pbutils/pbutils.h>
#include <string.h>

/* How far behind the announced duration the end may lie: encoders round to their frames. */
#define SLACK_MS 500
#define SLACK_PERCENT 3
/* A decoder that says nothing for this long will never finish. */
#define PATIENCE (15 * GST_SECOND)
#define MAX_IMAGE (64 * 1024 * 1024)

/* One decoded stream. Written by its own streaming thread, read when that has ended. */
typedef struct
{
  gint *progress; /* (atomic) shared by all streams */
  gboolean is_video;
  GstAudioInfo info;
  guint64 bytes;
  guint64 buffers;
  GstClockTime played;
  GstClockTime first;
  GstClockTime last;
} Stream;

typedef struct
{
  GstElement *pipeline; /* (owned) */
  GstBus *bus;          /* (owned) */
  GMutex lock;
  GPtrArray *streams; /* (owned) (element-type Stream) guarded by lock */
  char *missing;      /* (owned) (nullable): what there is no decoder for */
  gint progress;      /* (atomic) */
} Decode;

static gboolean
set_error (GError **error, RefrainMediaError code, const char *message)
{
  g_set_error_literal (error, REFRAIN_MEDIA_ERROR, code, message);
  return FALSE;
}

static gboolean
set_not_media (GError **error, RefrainMediaFormat format, RefrainMediaKind expected)
{
  static const char *const messages[][4] = {
    { N_ ("The file is a web page (HTML), not media"),
      N_ ("The file is a web page (HTML), not audio"),
      N_ ("The file is a web page (HTML), not a video"),
      N_ ("The file is a web page (HTML), not a picture") },
    { N_ ("The file is a message (JSON), not media"),
      N_ ("The file is a message (JSON), not audio"),
      N_ ("The file is a message (JSON), not a video"),
      N_ ("The file is a message (JSON), not a picture") },
    { N_ ("The file is text, not media"), N_ ("The file is text, not audio"),
      N_ ("The file is text, not a video"), N_ ("The file is text, not a picture") },
    { N_ ("The file is not media"), N_ ("The file is not audio"), N_ ("The file is not a video"),
      N_ ("The file is not a picture") },
  };
  gsize row = format >= REFRAIN_MEDIA_FORMAT_HTML ? format - REFRAIN_MEDIA_FORMAT_HTML : 3;

  return set_error (error, REFRAIN_MEDIA_ERROR_NOT_MEDIA, _ (messages[row][expected]));
}

static gboolean
check_kind (RefrainMediaFormat format, RefrainMediaKind expected, GError **error)
{
  gboolean film = refrain_media_format_is_video (format);
  gboolean sound = refrain_media_format_is_audio (format);
  gboolean image = refrain_media_format_is_image (format);
  gboolean ok = film || sound || image;

  if (expected == REFRAIN_MEDIA_KIND_AUDIO)
    ok = film || sound;
  else if (expected == REFRAIN_MEDIA_KIND_VIDEO)
    ok = film;
  else if (expected == REFRAIN_MEDIA_KIND_IMAGE)
    ok = image;
  return ok || set_not_media (error, format, expected);
}

static gboolean
check_image (int fd, guint64 size, RefrainMediaFormat format, GError **error)
{
  g_autofree guint8 *bytes = NULL;

  if (size > MAX_IMAGE)
    return set_error (error, REFRAIN_MEDIA_ERROR_FAILED, _ ("The picture is far too large"));
  bytes = g_malloc (size);
  return refrain_media_read_at (fd, 0, bytes, (gsize) size, error)
         && refrain_magic_check_image (format, bytes, (gsize) size, error);
}

static gboolean
check_wav (int fd, guint64 size, GError **error)
{
  guint8 header[8];
  guint32 length;

  if (!refrain_media_read_at (fd, 0, header, sizeof header, error))
    return FALSE;
  length = GUINT32_SWAP_LE_BE ((guint32) refrain_magic_read_be (4, header + 4));
  /* Written as a stream, the header never learnt the length. */
  if (length == G_MAXUINT32 || length + (guint64) 8 <= size)
    return TRUE;
  return set_error (error, REFRAIN_MEDIA_ERROR_TRUNCATED, _ ("The file ends early"));
}

/* What the bytes tell without a decoder, which would often play what is left without a word. */
static gboolean
check_structure (
    int fd, guint64 size, RefrainMediaFormat format, GCancellable *cancellable, GError **error)
{
  if (format == REFRAIN_MEDIA_FORMAT_MP3)
    return refrain_id3v2_check_sound (fd, size, cancellable, error);
  if (format == REFRAIN_MEDIA_FORMAT_MP4 || format == REFRAIN_MEDIA_FORMAT_M4A)
    {
      g_auto (RefrainMp4Layout) layout = { 0 };

      return refrain_mp4_scan (fd, size, &layout, error);
    }
  if (format == REFRAIN_MEDIA_FORMAT_WAV)
    return check_wav (fd, size, error);
  if (refrain_media_format_is_image (format))
    return check_image (fd, size, format, error);
  return TRUE;
}

static void
note_buffer (Stream *stream, GstBuffer *buffer)
{
  GstClockTime pts = GST_BUFFER_PTS (buffer);
  gsize n = gst_buffer_get_size (buffer);

  stream->buffers++;
  stream->bytes += n;
  g_atomic_int_inc (stream->progress);
  if (!stream->is_video && stream->info.rate > 0 && stream->info.bpf > 0)
    stream->played += gst_util_uint64_scale (n / (gsize) stream->info.bpf, GST_SECOND,
                                             (guint64) stream->info.rate);
  if (GST_CLOCK_TIME_IS_VALID (pts))
    {
      GstClockTime end = pts
                         + (GST_BUFFER_DURATION_IS_VALID (buffer) ? GST_BUFFER_DURATION (buffer)
                                                                  : 0);

      stream->first = MIN (stream->first, pts);
      stream->last = MAX (stream->last, end);
    }
}

static GstPadProbeReturn
watch_pad_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  Stream *stream = user_data;

  if (info->type & GST_PAD_PROBE_TYPE_BUFFER)
    note_buffer (stream, GST_PAD_PROBE_INFO_BUFFER (info));
  else if (GST_EVENT_TYPE (GST_PAD_PROBE_INFO_EVENT (info)) == GST_EVENT_CAPS)
    {
      GstCaps *caps = NULL;

      gst_event_parse_caps (GST_PAD_PROBE_INFO_EVENT (info), &caps);
      if (!stream->is_video && !gst_audio_info_from_caps (&stream->info, caps))
        gst_audio_info_init (&stream->info);
    }
  return GST_PAD_PROBE_OK;
}

static void
pad_added_cb (GstElement *decoder, GstPad *pad, gpointer user_data)
{
  Decode *decode = user_data;
  GstElement *sink = gst_element_factory_make ("fakesink", NULL);
  g_autoptr (GstPad) sink_pad = gst_element_get_static_pad (sink, "sink");
  g_autoptr (GstCaps) caps = gst_pad_query_caps (pad, NULL);
  const char *name = gst_caps_is_empty (caps) || gst_caps_is_any (caps)
                         ? ""
                         : gst_structure_get_name (gst_caps_get_structure (caps, 0));

  /* Nothing waits for a clock or for the other streams. */
  g_object_set (sink, "sync", FALSE, "async", FALSE, NULL);
  gst_bin_add (GST_BIN (decode->pipeline), sink);
  if (g_str_has_prefix (name, "audio/") || g_str_has_prefix (name, "video/"))
    {
      Stream *stream = g_new0 (Stream, 1);

      stream->progress = &decode->progress;
      stream->is_video = g_str_has_prefix (name, "video/");
      stream->first = GST_CLOCK_TIME_NONE;
      g_mutex_lock (&decode->lock);
      g_ptr_array_add (decode->streams, stream);
      g_mutex_unlock (&decode->lock);
      gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM,
                         watch_pad_cb, stream, NULL);
    }
  gst_pad_link (pad, sink_pad);
  gst_element_sync_state_with_parent (sink);
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  GstBus *bus = user_data;

  /* Wakes the thread that waits for the bus. */
  gst_bus_post (bus, gst_message_new_application (NULL, gst_structure_new_empty ("cancelled")));
}

static void
clear_decode (Decode *decode)
{
  if (decode->pipeline != NULL)
    gst_element_set_state (decode->pipeline, GST_STATE_NULL);
  gst_clear_object (&decode->bus);
  gst_clear_object (&decode->pipeline);
  g_clear_pointer (&decode->streams, g_ptr_array_unref);
  g_clear_pointer (&decode->missing, g_free);
  g_mutex_clear (&decode->lock);
}

static gboolean
build_decode (Decode *decode, const char *path, GError **error)
{
  GstElement *source = NULL;
  GstElement *decoder = NULL;

  g_mutex_init (&decode->lock);
  decode->streams = g_ptr_array_new_with_free_func (g_free);
  /* Waits for a first call in another thread, which may still be reading the list of plugins. */
  if (!gst_init_check (NULL, NULL, error))
    return FALSE;

  source = gst_element_factory_make ("filesrc", NULL);
  decoder = gst_element_factory_make ("decodebin", NULL);
  decode->pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  decode->bus = gst_element_get_bus (decode->pipeline);
  if (source == NULL || decoder == NULL)
    {
      gst_clear_object (&source);
      gst_clear_object (&decoder);
      return set_error (error, REFRAIN_MEDIA_ERROR_UNSUPPORTED,
                        _ ("GStreamer is incomplete: install its base plugins"));
    }
  g_object_set (source, "location", path, NULL);
  /* Proof needs no display, and drivers differ in what they put up with. */
  g_object_set (decoder, "force-sw-decoders", TRUE, NULL);
  gst_bin_add_many (GST_BIN (decode->pipeline), source, decoder, NULL);
  gst_element_link (source, decoder);
  g_signal_connect (decoder, "pad-added", G_CALLBACK (pad_added_cb), decode);
  return TRUE;
}

static gboolean
set_missing (GError **error, const char *what)
{
  g_set_error (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_UNSUPPORTED,
               _ ("A decoder is missing: install the GStreamer plugin for “%s”"), what);
  return FALSE;
}

static gboolean
set_gst_error (const Decode *decode, GstMessage *message, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *details = NULL;

  gst_message_parse_error (message, &cause, &details);
  g_debug ("Decoding failed: %s (%s)", cause->message, details);
  if (decode->missing != NULL)
    return set_missing (error, decode->missing);
  if (g_error_matches (cause, GST_STREAM_ERROR, GST_STREAM_ERROR_CODEC_NOT_FOUND)
      || g_error_matches (cause, GST_CORE_ERROR, GST_CORE_ERROR_MISSING_PLUGIN))
    return set_missing (error, cause->message);
  if (cause->domain == GST_RESOURCE_ERROR)
    return set_error (error, REFRAIN_MEDIA_ERROR_IO, cause->message);
  g_set_error (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_FAILED,
               _ ("The file is damaged: it cannot be decoded (%s)"), cause->message);
  return FALSE;
}

/* A film may carry subtitles or data that nobody here needs to decode. */
static gboolean
is_missing_decoder (GstMessage *message)
{
  const GstStructure *structure = gst_message_get_structure (message);
  g_autoptr (GstCaps) caps = NULL;
  const char *name;

  if (!gst_is_missing_plugin_message (message))
    return FALSE;
  if (!gst_structure_get (structure, "detail", GST_TYPE_CAPS, &caps, NULL)
      || gst_caps_get_size (caps) == 0)
    return TRUE;
  name = gst_structure_get_name (gst_caps_get_structure (caps, 0));
  return g_str_has_prefix (name, "audio/") || g_str_has_prefix (name, "video/");
}

/* Returns: whether the end was reached */
static gboolean
wait_for_end (Decode *decode, GCancellable *cancellable, GError **error)
{
  const GstMessageType types = GST_MESSAGE_EOS | GST_MESSAGE_ERROR | GST_MESSAGE_ELEMENT
                               | GST_MESSAGE_APPLICATION;

  for (gint before = 0;;)
    {
      g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (decode->bus, PATIENCE, types);
      gint now = g_atomic_int_get (&decode->progress);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (message == NULL && now == before)
        return set_error (error, REFRAIN_MEDIA_ERROR_FAILED,
                          _ ("The file is damaged: decoding does not get on"));
      if (message == NULL)
        before = now;
      else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS)
        return TRUE;
      else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
        return set_gst_error (decode, message, error);
      else if (decode->missing == NULL && is_missing_decoder (message))
        decode->missing = gst_missing_plugin_message_get_description (message);
    }
}

static gboolean
run_decode (Decode *decode, gint64 *announced_ms, GCancellable *cancellable, GError **error)
{
  gulong handler = 0;
  gint64 announced = 0;
  gboolean ok;

  /* Runs at once when it is cancelled already. */
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb),
                                     gst_object_ref (decode->bus), gst_object_unref);
  gst_element_set_state (decode->pipeline, GST_STATE_PLAYING);
  ok = wait_for_end (decode, cancellable, error);
  g_cancellable_disconnect (cancellable, handler);
  if (ok && gst_element_query_duration (decode->pipeline, GST_FORMAT_TIME, &announced))
    *announced_ms = announced / GST_MSECOND;
  /* Ends the streaming threads: what they counted may be read from here on. */
  gst_element_set_state (decode->pipeline, GST_STATE_NULL);
  if (ok && decode->missing != NULL)
    return set_missing (error, decode->missing);
  return ok;
}

static void
sum_up (const Decode *decode, RefrainProbe *probe)
{
  for (guint i = 0; i < decode->streams->len; i++)
    {
      const Stream *stream = g_ptr_array_index (decode->streams, i);
      GstClockTime length = stream->played;

      if (stream->buffers == 0)
        continue;
      if (stream->is_video)
        {
          probe->has_video = TRUE;
          probe->decoded_frames += stream->buffers;
          length = stream->first != GST_CLOCK_TIME_NONE ? stream->last - stream->first : 0;
        }
      else
        {
          probe->has_audio = TRUE;
          probe->decoded_bytes += stream->bytes;
        }
      probe->duration_ms = MAX (probe->duration_ms, (gint64) (length / GST_MSECOND));
    }
}

static gboolean
judge (RefrainProbe *probe, gint64 announced_ms, RefrainMediaKind expected, GError **error)
{
  gint64 slack = MAX (SLACK_MS, announced_ms * SLACK_PERCENT / 100);

  if (!probe->has_audio && !probe->has_video)
    return set_error (error, REFRAIN_MEDIA_ERROR_EMPTY, _ ("There is nothing in the file to play"));
  if (expected == REFRAIN_MEDIA_KIND_AUDIO && !probe->has_audio)
    return set_error (error, REFRAIN_MEDIA_ERROR_EMPTY, _ ("The file holds no sound"));
  if (expected == REFRAIN_MEDIA_KIND_VIDEO && !probe->has_video)
    return set_error (error, REFRAIN_MEDIA_ERROR_EMPTY, _ ("The file holds no moving pictures"));
  /* Without a header, the length of an mp3 is a guess; its frames were counted instead. */
  if (probe->format != REFRAIN_MEDIA_FORMAT_MP3 && probe->duration_ms + slack < announced_ms)
    return refrain_media_set_cut (error, (double) probe->duration_ms / 1000,
                                  (double) announced_ms / 1000);
  if (probe->format == REFRAIN_MEDIA_FORMAT_MP4 && !probe->has_video)
    probe->format = REFRAIN_MEDIA_FORMAT_M4A;
  return TRUE;
}

static gboolean
decode_file (const char *path,
             RefrainProbe *probe,
             RefrainMediaKind expected,
             GCancellable *cancellable,
             GError **error)
{
  Decode decode = { 0 };
  gint64 announced_ms = 0;
  gboolean ok;

  ok = build_decode (&decode, path, error)
       && run_decode (&decode, &announced_ms, cancellable, error);
  if (ok)
    {
      sum_up (&decode, probe);
      ok = judge (probe, announced_ms, expected, error);
    }
  clear_decode (&decode);
  return ok;
}

static gboolean
inspect_file (const char *path,
              RefrainProbe *probe,
              RefrainMediaKind expected,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GError) local_error = NULL;
  guint64 size;
  int fd;

  if (!refrain_media_open (path, &fd, &size, error))
    return FALSE;
  probe->format = refrain_magic_sniff_fd (fd, size, &local_error);
  if (local_error == NULL && check_kind (probe->format, expected, &local_error))
    check_structure (fd, size, probe->format, cancellable, &local_error);
  g_close (fd, NULL);

  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * refrain_probe_file:
 * @path: (type filename): a saved file
 * @expected: what it should be
 * @cancellable: (nullable): a way to stop it
 * @error: return location for an error
 *
 * Proves that a file is what it should be: looks at its bytes, checks that its parts are all there,
 * and decodes all of it. Pictures are checked by their structure alone. This blocks, about a second
 * for five minutes of music: call it on a worker thread. It runs no main context.
 *
 * Returns: (transfer full) (nullable): what was found out, or %NULL with a #RefrainMediaError or
 *   %G_IO_ERROR_CANCELLED. The message is for users
 */
RefrainProbe *
refrain_probe_file (const char *path,
                    RefrainMediaKind expected,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (RefrainProbe) probe = g_new0 (RefrainProbe, 1);

  g_return_val_if_fail (path != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || !inspect_file (path, probe, expected, cancellable, error))
    return NULL;
  if (!refrain_media_format_is_image (probe->format)
      && !decode_file (path, probe, expected, cancellable, error))
    return NULL;
  return g_steal_pointer (&probe);
}

/**
 * refrain_probe_free:
 * @probe: (transfer full): what to free
 */
void
refrain_probe_free (RefrainProbe *probe)
{
  g_free (probe);
}
