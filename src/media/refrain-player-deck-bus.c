/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a deck learns from its pipeline. The bus is the only way out of GStreamer's threads. */

#include "refrain-player-deck-private.h"
#include "refrain-media-error.h"

static void
note_progress (RefrainPlayerDeck *self)
{
  self->progress_time = g_get_monotonic_time ();
}

static void
tell_changed (RefrainPlayerDeck *self)
{
  if (!self->closed && !self->failed)
    self->listener->changed (self, self->user_data);
}

/**
 * refrain_player_deck_fail:
 * @self: a deck
 * @error: (transfer full): why
 *
 * Reports the first error; what comes after it is an echo.
 */
void
refrain_player_deck_fail (RefrainPlayerDeck *self, GError *error)
{
  g_autoptr (GError) owned = error;

  if (self->closed || self->failed)
    return;
  /* The last position is asked for while the pipeline still knows. */
  refrain_player_deck_get_position (self);
  self->failed = TRUE;
  self->listener->failed (self, owned, self->user_data);
}

/**
 * refrain_player_deck_do_seek:
 * @self: a deck that does not seek at the moment
 * @position_us: where to go
 *
 * Exact, so that two takes can be compared; that costs about a millisecond.
 */
void
refrain_player_deck_do_seek (RefrainPlayerDeck *self, gint64 position_us)
{
  if (self->duration_us > 0)
    position_us = MIN (position_us, self->duration_us);
  if (!self->seekable
      || !gst_element_seek_simple (self->pipeline, GST_FORMAT_TIME,
                                   GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE,
                                   position_us * (gint64) GST_USECOND))
    return;
  /* The source tries again from there. */
  g_clear_error (&self->late_error);
  self->seeking = TRUE;
  self->seek_us = position_us;
  note_progress (self);
}

static void
ask_duration (RefrainPlayerDeck *self)
{
  gint64 duration_ns;

  if (gst_element_query_duration (self->pipeline, GST_FORMAT_TIME, &duration_ns) && duration_ns > 0)
    self->duration_us = duration_ns / GST_USECOND;
}

static void
ask_seekable (RefrainPlayerDeck *self)
{
  g_autoptr (GstQuery) query = gst_query_new_seeking (GST_FORMAT_TIME);
  gboolean seekable = FALSE;

  if (gst_element_query (self->pipeline, query))
    gst_query_parse_seeking (query, NULL, &seekable, NULL, NULL);
  self->seekable = seekable;
}

/* The pipeline stands: after loading, or after a seek. */
static void
handle_standing (RefrainPlayerDeck *self)
{
  gboolean was_seeking = self->seeking;

  note_progress (self);
  ask_duration (self);
  ask_seekable (self);
  self->seeking = FALSE;
  self->facts.started = TRUE;
  if (!self->ready && !was_seeking && self->start_us > 0)
    refrain_player_deck_do_seek (self, self->start_us);
  else if (self->seek_next >= 0)
    refrain_player_deck_do_seek (self, self->seek_next);
  self->seek_next = -1;
  if (self->seeking)
    return;

  if (!self->ready)
    {
      self->ready = TRUE;
      self->wanted = GST_STATE_PAUSED;
      self->listener->ready (self, self->user_data);
      refrain_player_deck_apply (self);
    }
  else if (was_seeking)
    self->listener->seeked (self, self->seek_us, self->user_data);
  tell_changed (self);
}

static void
handle_buffering (RefrainPlayerDeck *self, GstMessage *message)
{
  int percent;

  gst_message_parse_buffering (message, &percent);
  if (percent == self->buffering || self->late_error != NULL)
    return;
  self->buffering = percent;
  note_progress (self);
  refrain_player_deck_apply (self);
  tell_changed (self);
}

static void
handle_collection (RefrainPlayerDeck *self, GstMessage *message)
{
  g_autoptr (GstStreamCollection) collection = NULL;

  gst_message_parse_stream_collection (message, &collection);
  for (guint i = 0; collection != NULL && i < gst_stream_collection_get_size (collection); i++)
    {
      GstStream *stream = gst_stream_collection_get_stream (collection, i);
      if (gst_stream_get_stream_type (stream) & GST_STREAM_TYPE_VIDEO)
        self->has_video = TRUE;
      if (gst_stream_get_stream_type (stream) & (GST_STREAM_TYPE_AUDIO | GST_STREAM_TYPE_VIDEO))
        self->facts.started = TRUE;
    }
  note_progress (self);
  if (!self->ready)
    self->named_time = self->progress_time;
  tell_changed (self);
}

static void
handle_selected (RefrainPlayerDeck *self, GstMessage *message)
{
  guint n_audio = 0, n_video = 0;

  for (guint i = 0; i < gst_message_streams_selected_get_size (message); i++)
    {
      g_autoptr (GstStream) stream = gst_message_streams_selected_get_stream (message, i);
      GstStreamType type = gst_stream_get_stream_type (stream);
      n_audio += (type & GST_STREAM_TYPE_AUDIO) != 0;
      n_video += (type & GST_STREAM_TYPE_VIDEO) != 0;
    }
  note_progress (self);
  self->named_time = 0;
  /* Pictures alone will do when they are shown. */
  if (n_audio == 0 && (n_video == 0 || (self->facts.missing != NULL && self->video_sink == NULL)))
    refrain_player_deck_fail (self, refrain_player_error_no_stream (&self->facts));
}

static void
handle_element (RefrainPlayerDeck *self, GstMessage *message)
{
  refrain_player_facts_learn (&self->facts, message);
  if (refrain_player_facts_is_page (&self->facts))
    refrain_player_deck_fail (self, refrain_player_error_no_stream (&self->facts));
}

static gboolean
is_about_source (const GError *error)
{
  return error->code == REFRAIN_MEDIA_ERROR_NETWORK
         || error->code == REFRAIN_MEDIA_ERROR_NOT_ALLOWED
         || error->code == REFRAIN_MEDIA_ERROR_NOT_FOUND;
}

static void
handle_error (RefrainPlayerDeck *self, GstMessage *message)
{
  g_autofree char *log = refrain_player_uri_for_log (self->facts.uri);
  g_autoptr (GError) error = NULL;

  /* The debug text is left out: it holds the whole address. */
  gst_message_parse_error (message, &error, NULL);
  g_debug ("Playing %s failed: %s %d", log, g_quark_to_string (error->domain), error->code);
  GError *reason = refrain_player_error_from_message (message, &self->facts);
  if (is_about_source (reason) && self->ready)
    /* What has come is played to its end first. */
    {
      g_clear_error (&self->late_error);
      self->late_error = reason;
      /* Nothing more comes to wait for. */
      self->buffering = 100;
      refrain_player_deck_apply (self);
      tell_changed (self);
    }
  else
    refrain_player_deck_fail (self, reason);
}

static void
handle_end (RefrainPlayerDeck *self)
{
  if (self->closed || self->failed)
    return;
  if (self->late_error != NULL)
    {
      refrain_player_deck_fail (self, g_steal_pointer (&self->late_error));
      return;
    }
  refrain_player_deck_get_position (self);
  self->failed = TRUE;
  self->listener->ended (self, self->user_data);
}

/* Going through PAUSED makes the pipeline choose another. */
static void
choose_clock (RefrainPlayerDeck *self)
{
  gst_element_set_state (self->pipeline, GST_STATE_PAUSED);
  self->wanted = GST_STATE_PAUSED;
  refrain_player_deck_apply (self);
}

static void
handle_message (RefrainPlayerDeck *self, GstMessage *message)
{
  gboolean is_own = GST_MESSAGE_SRC (message) == GST_OBJECT (self->pipeline);

  switch ((guint) GST_MESSAGE_TYPE (message))
    {
    case GST_MESSAGE_ERROR:
      handle_error (self, message);
      break;
    case GST_MESSAGE_EOS:
      handle_end (self);
      break;
    case GST_MESSAGE_ASYNC_DONE:
      if (is_own)
        handle_standing (self);
      break;
    case GST_MESSAGE_BUFFERING:
      handle_buffering (self, message);
      break;
    case GST_MESSAGE_STREAM_COLLECTION:
      handle_collection (self, message);
      break;
    case GST_MESSAGE_STREAMS_SELECTED:
      handle_selected (self, message);
      break;
    case GST_MESSAGE_ELEMENT:
      handle_element (self, message);
      break;
    case GST_MESSAGE_DURATION_CHANGED:
      ask_duration (self);
      tell_changed (self);
      break;
    case GST_MESSAGE_STREAM_START:
      note_progress (self);
      break;
    case GST_MESSAGE_LATENCY:
      gst_bin_recalculate_latency (GST_BIN (self->pipeline));
      break;
    case GST_MESSAGE_CLOCK_LOST:
      choose_clock (self);
      break;
    default:
      break;
    }
}

/**
 * refrain_player_deck_message_cb:
 * @bus: the bus of the pipeline
 * @message: a message
 * @user_data: the deck
 *
 * The watch on the bus.
 *
 * Returns: whether to go on
 */
gboolean
refrain_player_deck_message_cb (GstBus *bus, GstMessage *message, gpointer user_data)
{
  RefrainPlayerDeck *self = g_rc_box_acquire (user_data);

  if (!self->failed)
    handle_message (self, message);
  gboolean go_on = !self->closed;
  refrain_player_deck_unref (self);
  return go_on;
}

/**
 * refrain_player_deck_sift_cb:
 * @bus: the bus of the pipeline
 * @message: a message
 * @user_data: nothing: this runs on GStreamer's threads
 *
 * Keeps from the main loop what nobody reads, so that it is not woken many times a second.
 *
 * Returns: whether the message goes on
 */
GstBusSyncReply
refrain_player_deck_sift_cb (GstBus *bus, GstMessage *message, gpointer user_data)
{
  const guint unread = GST_MESSAGE_TAG | GST_MESSAGE_STATE_CHANGED | GST_MESSAGE_STREAM_STATUS
                       | GST_MESSAGE_QOS | GST_MESSAGE_NEW_CLOCK;

  if ((GST_MESSAGE_TYPE (message) & unread) == 0 || GST_MESSAGE_TYPE_IS_EXTENDED (message))
    return GST_BUS_PASS;
  gst_message_unref (message);
  return GST_BUS_DROP;
}
