/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How a player works its decks: loading, changing over without a stop, and what they report. */

#include "refrain-player-private.h"
#include "refrain-player-error.h"

#define TICK_SHOWN_MS 250
#define TICK_UNSEEN_MS 1000
/* A second deck is made ready this far ahead of the first and waits for it. */
#define CHANGE_LEAD_US (120 * G_TIME_SPAN_MILLISECOND)
#define CHANGE_SLACK_US (60 * G_TIME_SPAN_MILLISECOND)
#define CHANGE_TRIES 4
#define STUCK_TRIES 3

static void
notify (RefrainPlayer *self, RefrainPlayerProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), refrain_player_get_pspec (property));
}

static gboolean
has_position_listener (RefrainPlayer *self)
{
  guint id = g_signal_lookup ("notify", G_TYPE_OBJECT);

  return g_signal_has_handler_pending (self, id, g_quark_from_static_string ("position"), FALSE)
         || g_signal_has_handler_pending (self, id, 0, FALSE);
}

static gboolean update_tick (RefrainPlayer *self);

static void
load_again_if_stuck (RefrainPlayer *self)
{
  gboolean deck_is_stuck = self->deck != NULL && refrain_player_deck_is_stuck (self->deck);
  gboolean next_is_stuck = self->next != NULL && refrain_player_deck_is_stuck (self->next);

  if ((!deck_is_stuck && !next_is_stuck) || self->stuck_tries >= STUCK_TRIES)
    return;
  g_debug ("Nothing was chosen to be played: loading again");
  self->stuck_tries++;
  if (deck_is_stuck)
    refrain_player_reload (self);
  else
    {
      g_autofree char *uri = g_strdup (refrain_player_deck_get_uri (self->next));
      refrain_player_change_over (self, uri);
    }
}

static gboolean
tick_cb (gpointer data)
{
  g_autoptr (RefrainPlayer) self = g_object_ref (data);

  if (self->view.state == REFRAIN_PLAYER_PLAYING && has_position_listener (self))
    notify (self, PROP_POSITION);
  if (self->deck != NULL)
    refrain_player_deck_check_stall (self->deck);
  if (self->next != NULL)
    refrain_player_deck_check_stall (self->next);
  load_again_if_stuck (self);
  return update_tick (self);
}

/* Starts, slows or stops the tick as needed. Returns whether the one that runs may go on. */
static gboolean
update_tick (RefrainPlayer *self)
{
  RefrainPlayerState state = self->view.state;
  guint wanted = 0;

  if (state == REFRAIN_PLAYER_PLAYING && !has_position_listener (self))
    wanted = TICK_UNSEEN_MS;
  else if (self->deck != NULL && state != REFRAIN_PLAYER_PAUSED)
    wanted = TICK_SHOWN_MS;
  if (self->next != NULL)
    wanted = TICK_SHOWN_MS;
  if (wanted == self->tick_ms)
    return wanted != 0;

  g_clear_handle_id (&self->tick, g_source_remove);
  self->tick_ms = wanted;
  if (wanted != 0)
    self->tick = g_timeout_add (wanted, tick_cb, self);
  return FALSE;
}

static RefrainPlayerView
read_view (RefrainPlayer *self)
{
  RefrainPlayerView view = { .state = REFRAIN_PLAYER_STOPPED, .duration_us = -1, .buffering = 1 };

  if (self->deck == NULL)
    return view;
  view.state = refrain_player_deck_get_state (self->deck);
  view.duration_us = refrain_player_deck_get_duration (self->deck);
  view.seekable = refrain_player_deck_get_seekable (self->deck);
  view.buffering = refrain_player_deck_get_buffering (self->deck);
  view.has_video = refrain_player_deck_has_video (self->deck);
  view.silent = refrain_player_deck_is_silent (self->deck);
  return view;
}

/**
 * refrain_player_refresh:
 * @self: a player
 *
 * Tells what has changed in the deck since the last time. The state comes last, so that whoever
 * hears of it finds the rest up to date.
 */
void
refrain_player_refresh (RefrainPlayer *self)
{
  RefrainPlayerView old = self->view;
  RefrainPlayerView now = read_view (self);
  g_autoptr (RefrainPlayer) kept = g_object_ref (self);

  self->view = now;
  update_tick (self);
  g_object_freeze_notify (G_OBJECT (self));
  if (old.duration_us != now.duration_us)
    notify (self, PROP_DURATION);
  if (old.seekable != now.seekable)
    notify (self, PROP_SEEKABLE);
  if (old.buffering != now.buffering)
    notify (self, PROP_BUFFERING);
  if (old.has_video != now.has_video)
    notify (self, PROP_HAS_VIDEO);
  if (old.silent != now.silent)
    notify (self, PROP_SILENT);
  if (old.state != now.state)
    notify (self, PROP_STATE);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
set_wants_playing (RefrainPlayer *self, gboolean wants_playing)
{
  if (self->wants_playing == wants_playing)
    return;
  self->wants_playing = wants_playing;
  notify (self, PROP_WANTS_PLAYING);
}

static void
take_uri (RefrainPlayer *self, const char *uri)
{
  if (g_strcmp0 (self->uri, uri) == 0)
    return;
  g_free (self->uri);
  self->uri = g_strdup (uri);
  notify (self, PROP_URI);
}

static void
show_frame (RefrainVideoFrame *frame, gpointer user_data)
{
  RefrainPlayer *self = user_data;

  if (self->frame_func != NULL)
    self->frame_func (frame, self->frame_data);
}

/* The second deck takes over. */
static void
commit (RefrainPlayer *self)
{
  g_autoptr (RefrainPlayerDeck) old = g_steal_pointer (&self->deck);
  g_autoptr (RefrainPlayer) kept = g_object_ref (self);

  g_clear_handle_id (&self->commit_timer, g_source_remove);
  self->deck = g_steal_pointer (&self->next);
  refrain_player_deck_set_playing (self->deck, self->wants_playing);
  refrain_player_deck_set_video_active (self->deck, TRUE);
  g_clear_pointer (&old, refrain_player_deck_close);
  take_uri (self, refrain_player_deck_get_uri (self->deck));
  refrain_player_refresh (self);
}

static gboolean
commit_cb (gpointer data)
{
  RefrainPlayer *self = data;

  self->commit_timer = 0;
  commit (self);
  return G_SOURCE_REMOVE;
}

static void
fail_next (RefrainPlayer *self, const GError *error)
{
  g_autoptr (GError) copy = g_error_copy (error);

  refrain_player_drop_next (self);
  refrain_player_refresh (self);
  refrain_player_emit_error (self, copy);
}

/* The second deck stands. Lets it take over when the first comes by, or sends it further ahead. */
static void
meet (RefrainPlayer *self)
{
  gint64 now_us = refrain_player_deck_get_position (self->deck);
  gint64 ahead_us = refrain_player_deck_get_position (self->next) - now_us;
  gboolean moving = refrain_player_deck_get_state (self->deck) == REFRAIN_PLAYER_PLAYING;
  gint64 slack_us = moving ? CHANGE_SLACK_US : G_TIME_SPAN_MILLISECOND;
  gint64 lead_us = moving ? CHANGE_LEAD_US * (gint64) (self->next_tries + 1) : 0;
  gboolean fits = ahead_us >= -slack_us
                  && (moving ? ahead_us <= G_TIME_SPAN_SECOND : ahead_us <= slack_us);

  g_clear_handle_id (&self->commit_timer, g_source_remove);
  if (!fits && !refrain_player_deck_get_seekable (self->next))
    {
      g_autoptr (GError) error = refrain_player_error_cannot_continue ();
      fail_next (self, error);
    }
  else if (!fits && self->next_tries++ < CHANGE_TRIES)
    refrain_player_deck_seek (self->next, now_us + lead_us);
  else if (fits && moving && ahead_us > G_TIME_SPAN_MILLISECOND)
    self->commit_timer = g_timeout_add ((guint) (ahead_us / G_TIME_SPAN_MILLISECOND), commit_cb,
                                        self);
  else
    commit (self);
}

static void
ready_cb (RefrainPlayerDeck *deck, gpointer user_data)
{
  RefrainPlayer *self = user_data;

  self->stuck_tries = 0;
  if (deck == self->next)
    meet (self);
  else
    refrain_player_deck_set_playing (deck, self->wants_playing);
}

static void
changed_cb (RefrainPlayerDeck *deck, gpointer user_data)
{
  RefrainPlayer *self = user_data;

  if (deck == self->deck)
    refrain_player_refresh (self);
}

static void
seeked_cb (RefrainPlayerDeck *deck, gint64 position_us, gpointer user_data)
{
  RefrainPlayer *self = user_data;

  if (deck == self->next)
    meet (self);
  else
    refrain_player_emit_seeked (self, position_us);
}

static void
ended_cb (RefrainPlayerDeck *deck, gpointer user_data)
{
  g_autoptr (RefrainPlayer) self = g_object_ref (user_data);

  if (deck == self->next)
    {
      /* It was sent past its end; the first one is about to end by itself. */
      refrain_player_drop_next (self);
      return;
    }
  /* A listener that goes on with the next song shall not be seen to stop in between. */
  g_object_freeze_notify (G_OBJECT (self));
  refrain_player_emit_ended (self);
  if (deck == self->deck)
    {
      self->start_us = 0;
      set_wants_playing (self, FALSE);
      refrain_player_unload (self);
      notify (self, PROP_POSITION);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

static void
failed_cb (RefrainPlayerDeck *deck, const GError *error, gpointer user_data)
{
  g_autoptr (RefrainPlayer) self = g_object_ref (user_data);

  if (deck == self->next)
    {
      fail_next (self, error);
      return;
    }
  if (self->next != NULL)
    {
      /* The new address may still do. */
      commit (self);
      return;
    }
  g_autoptr (GError) copy = g_error_copy (error);
  self->start_us = refrain_player_deck_get_position (deck);
  set_wants_playing (self, FALSE);
  refrain_player_unload (self);
  refrain_player_emit_error (self, copy);
}

static const RefrainPlayerDeckListener listener = {
  .ready = ready_cb,
  .changed = changed_cb,
  .seeked = seeked_cb,
  .ended = ended_cb,
  .failed = failed_cb,
};

static RefrainPlayerDeck *
new_deck (RefrainPlayer *self, const char *uri, gint64 start_us)
{
  RefrainPlayerDeckOptions options = {
    .uri = uri,
    .start_us = start_us,
    .audio_sink = self->audio_sink,
    .video = self->video_enabled,
    .video_sink = self->video_sink,
    .frame_func = show_frame,
    .open_func = self->open_func,
    .open_data = self->open_data,
    .stall_ms = self->stall_ms,
    .volume = refrain_player_get_linear_volume (self),
    .muted = self->muted,
  };
  return refrain_player_deck_new (&options, &listener, self);
}

/**
 * refrain_player_load:
 * @self: a player with an address and nothing loaded
 *
 * Begins to load the address.
 */
void
refrain_player_load (RefrainPlayer *self)
{
  self->deck = new_deck (self, self->uri, self->start_us);
  refrain_player_deck_set_playing (self->deck, self->wants_playing);
  refrain_player_deck_set_video_active (self->deck, TRUE);
  refrain_player_deck_start (self->deck);
  refrain_player_refresh (self);
}

/**
 * refrain_player_unload:
 * @self: a player
 *
 * Frees what is loaded.
 */
void
refrain_player_unload (RefrainPlayer *self)
{
  self->stuck_tries = 0;
  refrain_player_drop_next (self);
  g_clear_pointer (&self->deck, refrain_player_deck_close);
  refrain_player_refresh (self);
}

/**
 * refrain_player_drop_next:
 * @self: a player
 *
 * Gives up changing over.
 */
void
refrain_player_drop_next (RefrainPlayer *self)
{
  g_clear_handle_id (&self->commit_timer, g_source_remove);
  g_clear_pointer (&self->next, refrain_player_deck_close);
}

/**
 * refrain_player_change_over:
 * @self: a player with something loaded
 * @uri: where to go on; may be the address it has
 *
 * Loads @uri beside what is heard, and changes over when both stand at the same place.
 */
void
refrain_player_change_over (RefrainPlayer *self, const char *uri)
{
  gint64 position_us = refrain_player_deck_get_position (self->deck);
  gboolean moving = self->view.state == REFRAIN_PLAYER_PLAYING;

  refrain_player_drop_next (self);
  self->next_tries = 0;
  self->next = new_deck (self, uri, position_us + (moving ? CHANGE_LEAD_US : 0));
  refrain_player_deck_start (self->next);
  update_tick (self);
}
