/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-player-deck-private.h"
#include "refrain-player-sink.h"
#include "refrain-player-stop.h"
#include "refrain-stream-src.h"

/* Choosing among the streams of a file is a matter of milliseconds. */
#define STUCK_US G_TIME_SPAN_SECOND
/* How long a sink that somebody else owns is waited for. */
#define SINK_PATIENCE_MS 500

static void
release_opener (gpointer data, GClosure *closure)
{
  refrain_stream_opener_unref (data);
}

/* GStreamer may make the source on a thread of its own. */
static void
source_setup_cb (GstElement *playbin, GstElement *source, gpointer opener)
{
  if (REFRAIN_IS_STREAM_SRC (source))
    refrain_stream_src_set_opener (REFRAIN_STREAM_SRC (source), opener);
}

static void
clear_deck (gpointer data)
{
  RefrainPlayerDeck *self = data;

  gst_clear_object (&self->pipeline);
  gst_clear_object (&self->video_sink);
  g_clear_pointer (&self->opener, refrain_stream_opener_unref);
  g_clear_error (&self->setup_error);
  g_clear_error (&self->late_error);
  refrain_player_facts_clear (&self->facts);
}

void
refrain_player_deck_unref (RefrainPlayerDeck *self)
{
  g_rc_box_release_full (self, clear_deck);
}

static void
set_up_sinks (RefrainPlayerDeck *self, const RefrainPlayerDeckOptions *options)
{
  GstElement *audio = refrain_player_sink_new (options->audio_sink, &self->silent);
  g_object_set (self->pipeline, "audio-sink", audio, NULL);
  if (!options->video)
    return;

  /* One that another pipeline does not let go of cannot be used. */
  self->own_video_sink = options->video_sink == NULL
                         || GST_OBJECT_PARENT (options->video_sink) != NULL;
  GstElement *sink = options->video_sink;
  if (self->own_video_sink)
    sink = refrain_video_sink_new (options->frame_func, self->user_data);
  if (sink == NULL)
    return;
  self->video_sink = gst_object_ref_sink (sink);
  g_object_set (self->pipeline, "video-sink", sink, NULL);
}

/**
 * refrain_player_deck_new:
 * @options: what to play and how
 * @listener: (transfer none): static functions
 * @user_data: for @listener and the frame function
 *
 * Makes a deck; nothing is asked of the network before refrain_player_deck_start().
 *
 * Returns: (transfer full): a deck
 */
RefrainPlayerDeck *
refrain_player_deck_new (const RefrainPlayerDeckOptions *options,
                         const RefrainPlayerDeckListener *listener,
                         gpointer user_data)
{
  RefrainPlayerDeck *self = g_rc_box_new0 (RefrainPlayerDeck);

  self->listener = listener;
  self->user_data = user_data;
  self->facts.uri = g_strdup (options->uri);
  self->facts.content_length = -1;
  self->start_us = MAX (options->start_us, 0);
  self->seek_next = -1;
  self->duration_us = -1;
  self->buffering = 100;
  self->opener = refrain_stream_opener_new (options->open_func, options->open_data);
  self->stall_us = options->stall_ms * G_TIME_SPAN_MILLISECOND;
  self->progress_time = g_get_monotonic_time ();
  self->pipeline = gst_element_factory_make ("playbin3", NULL);
  if (self->pipeline == NULL)
    return self;
  gst_object_ref_sink (self->pipeline);

  gst_util_set_object_arg (G_OBJECT (self->pipeline), "flags",
                           options->video ? "audio+video+soft-volume+buffering"
                                          : "audio+soft-volume+buffering");
  g_object_set (self->pipeline, "uri", options->uri, NULL);
  refrain_player_deck_set_volume (self, options->volume, options->muted);
  g_signal_connect_data (self->pipeline, "source-setup", G_CALLBACK (source_setup_cb),
                         refrain_stream_opener_ref (self->opener), release_opener, 0);
  set_up_sinks (self, options);
  return self;
}

/**
 * refrain_player_deck_close:
 * @self: (transfer full): a deck
 *
 * Lets go of it: nothing is called any more and nothing more is fetched. Its threads are ended in
 * the background, as a server or a sound device may hold them up for a moment.
 */
void
refrain_player_deck_close (RefrainPlayerDeck *self)
{
  self->closed = TRUE;
  g_clear_handle_id (&self->bus_watch, g_source_remove);
  g_clear_handle_id (&self->failure_idle, g_source_remove);
  refrain_stream_opener_close (self->opener);
  if (self->video_sink != NULL && self->own_video_sink)
    refrain_video_sink_detach (self->video_sink);
  if (self->pipeline != NULL)
    {
      g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);
      gst_bus_set_flushing (bus, TRUE);
      /* A sink that somebody else owns is to be free again when this returns. */
      if (self->video_sink == NULL || self->own_video_sink)
        refrain_player_stop_later (self->pipeline);
      else if (refrain_player_stop_now (self->pipeline, SINK_PATIENCE_MS))
        g_object_set (self->pipeline, "video-sink", NULL, NULL);
    }
  refrain_player_deck_unref (self);
}

static gboolean
report_setup_error_cb (gpointer data)
{
  RefrainPlayerDeck *self = data;

  self->failure_idle = 0;
  refrain_player_deck_fail (self, g_steal_pointer (&self->setup_error));
  return G_SOURCE_REMOVE;
}

/* Later, so that no caller is called back from inside its own call. */
static void
fail_later (RefrainPlayerDeck *self, GError *error)
{
  g_clear_error (&self->setup_error);
  self->setup_error = error;
  if (self->failure_idle == 0)
    self->failure_idle = g_idle_add (report_setup_error_cb, self);
}

/* Addresses come from strangers; GStreamer would open cameras and screens for some. */
static gboolean
may_play (const char *uri)
{
  g_autofree char *scheme = g_uri_parse_scheme (uri);

  return g_strcmp0 (scheme, "http") == 0 || g_strcmp0 (scheme, "https") == 0
         || g_strcmp0 (scheme, "file") == 0;
}

/**
 * refrain_player_deck_start:
 * @self: a deck
 *
 * Begins to load. It pauses when it is ready unless refrain_player_deck_set_playing() was called.
 */
void
refrain_player_deck_start (RefrainPlayerDeck *self)
{
  g_autofree char *log = refrain_player_uri_for_log (self->facts.uri);

  g_debug ("Loading %s", log);
  if (self->pipeline == NULL)
    {
      fail_later (self, refrain_player_error_no_player ());
      return;
    }
  if (!may_play (self->facts.uri))
    {
      fail_later (self, refrain_player_error_bad_address ());
      return;
    }
  g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);
  gst_bus_set_sync_handler (bus, refrain_player_deck_sift_cb, NULL, NULL);
  self->bus_watch = gst_bus_add_watch (bus, refrain_player_deck_message_cb, self);
  self->progress_time = g_get_monotonic_time ();
  if (gst_element_set_state (self->pipeline, GST_STATE_PAUSED) == GST_STATE_CHANGE_FAILURE)
    /* A message with the reason comes first when there is one. */
    fail_later (self, refrain_player_error_no_player ());
}

/**
 * refrain_player_deck_apply:
 * @self: a deck
 *
 * Brings the pipeline to the state that target and buffering ask for.
 */
void
refrain_player_deck_apply (RefrainPlayerDeck *self)
{
  GstState wanted;

  if (self->closed || self->pipeline == NULL || !self->ready)
    return;
  wanted = self->playing && self->buffering >= 100 ? GST_STATE_PLAYING : GST_STATE_PAUSED;
  if (wanted == self->wanted)
    return;
  self->wanted = wanted;
  self->progress_time = g_get_monotonic_time ();
  gst_element_set_state (self->pipeline, wanted);
}

/**
 * refrain_player_deck_set_playing:
 * @self: a deck
 * @playing: whether to play as soon and as long as possible
 */
void
refrain_player_deck_set_playing (RefrainPlayerDeck *self, gboolean playing)
{
  self->playing = playing;
  refrain_player_deck_apply (self);
}

/**
 * refrain_player_deck_set_video_active:
 * @self: a deck
 * @active: whether pictures are handed over
 */
void
refrain_player_deck_set_video_active (RefrainPlayerDeck *self, gboolean active)
{
  if (self->video_sink != NULL && self->own_video_sink)
    refrain_video_sink_set_active (self->video_sink, active);
}

/**
 * refrain_player_deck_set_volume:
 * @self: a deck
 * @volume: linear, 0 to 1
 * @muted: whether to be silent
 */
void
refrain_player_deck_set_volume (RefrainPlayerDeck *self, double volume, gboolean muted)
{
  if (self->pipeline != NULL)
    g_object_set (self->pipeline, "volume", volume, "mute", muted, NULL);
}

/**
 * refrain_player_deck_seek:
 * @self: a deck
 * @position_us: where to go, in microseconds
 *
 * While one seek is under way only the last of further ones is kept.
 */
void
refrain_player_deck_seek (RefrainPlayerDeck *self, gint64 position_us)
{
  position_us = MAX (position_us, 0);
  if (!self->ready && !self->seeking)
    self->start_us = position_us;
  else if (self->seeking)
    self->seek_next = position_us;
  else
    refrain_player_deck_do_seek (self, position_us);
}

/**
 * refrain_player_deck_check_stall:
 * @self: a deck
 *
 * To be called a few times a second while something is expected of the deck. Fails it when nothing
 * has come for too long.
 */
void
refrain_player_deck_check_stall (RefrainPlayerDeck *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->ready && !self->playing && !self->seeking)
    self->progress_time = now;
  else if (self->ready && self->wanted == GST_STATE_PLAYING)
    {
      gint64 position_us = refrain_player_deck_get_position (self);
      if (position_us != self->progress_us)
        self->progress_time = now;
      self->progress_us = position_us;
    }
  if (self->failed || now - self->progress_time < self->stall_us)
    return;
  guint seconds = (guint) MAX (self->stall_us / G_TIME_SPAN_SECOND, 1);
  GError *error = g_steal_pointer (&self->late_error);
  refrain_player_deck_fail (
      self, error != NULL ? error : refrain_player_error_stalled (&self->facts, seconds));
}

/**
 * refrain_player_deck_is_stuck:
 * @self: a deck
 *
 * GStreamer 1.22 now and then, on a busy machine, knows the streams of a file and never chooses
 * among them: no data is lacking, and yet nothing is decoded. The same file loads well when it is
 * loaded again.
 *
 * Returns: whether it has come to that
 */
gboolean
refrain_player_deck_is_stuck (RefrainPlayerDeck *self)
{
  return !self->failed && !self->ready && self->named_time != 0
         && g_get_monotonic_time () - self->named_time > STUCK_US;
}

/**
 * refrain_player_deck_get_uri:
 * @self: a deck
 *
 * Returns: (transfer none): its address
 */
const char *
refrain_player_deck_get_uri (RefrainPlayerDeck *self)
{
  return self->facts.uri;
}

/**
 * refrain_player_deck_get_state:
 * @self: a deck
 *
 * Returns: what it does now
 */
RefrainPlayerState
refrain_player_deck_get_state (RefrainPlayerDeck *self)
{
  if (!self->ready)
    return REFRAIN_PLAYER_LOADING;
  if (!self->playing)
    return REFRAIN_PLAYER_PAUSED;
  return self->buffering >= 100 ? REFRAIN_PLAYER_PLAYING : REFRAIN_PLAYER_BUFFERING;
}

/**
 * refrain_player_deck_get_position:
 * @self: a deck
 *
 * Returns: where it stands, or is on its way to, in microseconds
 */
gint64
refrain_player_deck_get_position (RefrainPlayerDeck *self)
{
  gint64 position_ns;

  if (self->seek_next >= 0)
    return self->seek_next;
  if (self->seeking)
    return self->seek_us;
  if (!self->ready)
    return self->start_us;
  if (gst_element_query_position (self->pipeline, GST_FORMAT_TIME, &position_ns))
    self->position_us = position_ns / GST_USECOND;
  return self->position_us;
}

/**
 * refrain_player_deck_get_duration:
 * @self: a deck
 *
 * Returns: the length in microseconds, or -1 while unknown
 */
gint64
refrain_player_deck_get_duration (RefrainPlayerDeck *self)
{
  return self->duration_us;
}

/**
 * refrain_player_deck_get_seekable:
 * @self: a deck
 *
 * Returns: whether it can go to another place; known when it is ready
 */
gboolean
refrain_player_deck_get_seekable (RefrainPlayerDeck *self)
{
  return self->seekable;
}

/**
 * refrain_player_deck_get_buffering:
 * @self: a deck
 *
 * Returns: how full the buffer is, from 0 to 1
 */
double
refrain_player_deck_get_buffering (RefrainPlayerDeck *self)
{
  return self->buffering / 100.0;
}

/**
 * refrain_player_deck_has_video:
 * @self: a deck
 *
 * Returns: whether there are pictures at the address, decoded or not
 */
gboolean
refrain_player_deck_has_video (RefrainPlayerDeck *self)
{
  return self->has_video;
}

/**
 * refrain_player_deck_is_silent:
 * @self: a deck
 *
 * Returns: whether there was nothing to be heard with
 */
gboolean
refrain_player_deck_is_silent (RefrainPlayerDeck *self)
{
  return self->silent;
}
