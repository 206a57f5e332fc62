/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What can be asked of a player and set on it. */

#include "refrain-player-private.h"

#include <math.h>

static void
notify (RefrainPlayer *self, RefrainPlayerProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), refrain_player_get_pspec (property));
}

static void
apply_volume (RefrainPlayer *self)
{
  double volume = refrain_player_get_linear_volume (self);

  if (self->deck != NULL)
    refrain_player_deck_set_volume (self->deck, volume, self->muted);
  if (self->next != NULL)
    refrain_player_deck_set_volume (self->next, volume, self->muted);
}

/**
 * refrain_player_get_state:
 * @self: a player
 *
 * Returns: what it does now
 */
RefrainPlayerState
refrain_player_get_state (RefrainPlayer *self)
{
  return self->view.state;
}

/**
 * refrain_player_get_wants_playing:
 * @self: a player
 *
 * Returns: whether it plays or will as soon as it can: what a play button shows
 */
gboolean
refrain_player_get_wants_playing (RefrainPlayer *self)
{
  return self->wants_playing;
}

/**
 * refrain_player_get_uri:
 * @self: a player
 *
 * Returns: (transfer none) (nullable): the address; it may hold secrets
 */
const char *
refrain_player_get_uri (RefrainPlayer *self)
{
  return self->uri;
}

/**
 * refrain_player_get_position:
 * @self: a player
 *
 * Exact at the moment of the call. Notifications come at most four times a second, while playing,
 * and only when somebody listens.
 *
 * Returns: the position in microseconds
 */
gint64
refrain_player_get_position (RefrainPlayer *self)
{
  if (self->deck == NULL)
    return self->start_us;
  return refrain_player_deck_get_position (self->deck);
}

/**
 * refrain_player_get_duration:
 * @self: a player
 *
 * Returns: the length in microseconds, or -1 while unknown
 */
gint64
refrain_player_get_duration (RefrainPlayer *self)
{
  return self->view.duration_us;
}

/**
 * refrain_player_get_seekable:
 * @self: a player
 *
 * Returns: whether refrain_player_seek() has an effect
 */
gboolean
refrain_player_get_seekable (RefrainPlayer *self)
{
  return self->view.seekable;
}

/**
 * refrain_player_get_buffering:
 * @self: a player
 *
 * Returns: how full the buffer is, from 0 to 1
 */
double
refrain_player_get_buffering (RefrainPlayer *self)
{
  return self->view.buffering;
}

/**
 * refrain_player_get_has_video:
 * @self: a player
 *
 * Returns: whether there are pictures, shown or not
 */
gboolean
refrain_player_get_has_video (RefrainPlayer *self)
{
  return self->view.has_video;
}

/**
 * refrain_player_get_silent:
 * @self: a player
 *
 * Returns: whether what is loaded cannot be heard as there is no sound device
 */
gboolean
refrain_player_get_silent (RefrainPlayer *self)
{
  return self->view.silent;
}

/**
 * refrain_player_get_volume:
 * @self: a player
 *
 * Returns: the volume as a slider shows it, from 0 to 1
 */
double
refrain_player_get_volume (RefrainPlayer *self)
{
  return self->volume;
}

/**
 * refrain_player_set_volume:
 * @self: a player
 * @volume: from 0 to 1, as a slider shows it
 *
 * The ear hears the cube of it, so that half way sounds half as loud.
 */
void
refrain_player_set_volume (RefrainPlayer *self, double volume)
{
  g_return_if_fail (REFRAIN_IS_PLAYER (self) && !isnan (volume));

  volume = CLAMP (volume, 0, 1);
  if (self->volume == volume)
    return;
  self->volume = volume;
  apply_volume (self);
  notify (self, PROP_VOLUME);
}

/**
 * refrain_player_get_muted:
 * @self: a player
 *
 * Returns: whether it is silenced; the volume is kept
 */
gboolean
refrain_player_get_muted (RefrainPlayer *self)
{
  return self->muted;
}

/**
 * refrain_player_set_muted:
 * @self: a player
 * @muted: whether to be silent
 */
void
refrain_player_set_muted (RefrainPlayer *self, gboolean muted)
{
  g_return_if_fail (REFRAIN_IS_PLAYER (self));

  muted = !!muted;
  if (self->muted == muted)
    return;
  self->muted = muted;
  apply_volume (self);
  notify (self, PROP_MUTED);
}

/**
 * refrain_player_get_video_enabled:
 * @self: a player
 *
 * Returns: whether pictures are decoded
 */
gboolean
refrain_player_get_video_enabled (RefrainPlayer *self)
{
  return self->video_enabled;
}

/**
 * refrain_player_set_video_enabled:
 * @self: a player
 * @enabled: whether to decode pictures
 *
 * Off by default: a song whose pictures nobody sees costs only its sound. What plays goes on.
 */
void
refrain_player_set_video_enabled (RefrainPlayer *self, gboolean enabled)
{
  g_return_if_fail (REFRAIN_IS_PLAYER (self));

  enabled = !!enabled;
  if (self->video_enabled == enabled)
    return;
  self->video_enabled = enabled;
  if (self->view.state == REFRAIN_PLAYER_LOADING
      || (self->view.has_video && self->video_sink != NULL))
    refrain_player_reload (self);
  else if (self->deck != NULL && self->view.has_video)
    refrain_player_change_over (self, self->uri);
  notify (self, PROP_VIDEO_ENABLED);
}

/**
 * refrain_player_set_frame_func:
 * @self: a player
 * @func: (nullable): gets each picture on the main context
 * @user_data: for @func
 * @destroy: (nullable): frees @user_data
 *
 * Has an effect while #RefrainPlayer:video-enabled is on and no other video sink is set. Pictures
 * that come too fast for the main context are dropped.
 */
void
refrain_player_set_frame_func (RefrainPlayer *self,
                               RefrainVideoFrameFunc func,
                               gpointer user_data,
                               GDestroyNotify destroy)
{
  g_return_if_fail (REFRAIN_IS_PLAYER (self));

  GDestroyNotify old_destroy = self->frame_destroy;
  gpointer old_data = self->frame_data;

  self->frame_func = func;
  self->frame_data = user_data;
  self->frame_destroy = destroy;
  if (old_destroy != NULL)
    old_destroy (old_data);
}

/**
 * refrain_player_set_video_sink:
 * @self: a player
 * @sink: (nullable) (transfer floating): an element that shows pictures, or %NULL for the frame
 * function
 *
 * For a sink that draws by itself. Takes effect with the next address.
 */
void
refrain_player_set_video_sink (RefrainPlayer *self, GstElement *sink)
{
  g_return_if_fail (REFRAIN_IS_PLAYER (self));

  if (sink != NULL)
    gst_object_ref_sink (sink);
  gst_clear_object (&self->video_sink);
  self->video_sink = sink;
}

/**
 * refrain_player_set_audio_sink:
 * @self: a player
 * @description: (nullable): a sink as gst-launch describes it, or %NULL for the system's
 *
 * Takes effect with the next address.
 */
void
refrain_player_set_audio_sink (RefrainPlayer *self, const char *description)
{
  g_return_if_fail (REFRAIN_IS_PLAYER (self));

  if (g_strcmp0 (self->audio_sink, description) == 0)
    return;
  g_free (self->audio_sink);
  self->audio_sink = g_strdup (description);
  notify (self, PROP_AUDIO_SINK);
}

/**
 * refrain_player_set_stream_opener:
 * @self: a player with nothing loaded
 * @func: (nullable): fetches http and https addresses, on the main context; %NULL for nobody
 * @user_data: for @func
 * @destroy: (nullable): frees @user_data
 *
 * The player itself makes no connection: without an opener it plays nothing but files.
 */
void
refrain_player_set_stream_opener (RefrainPlayer *self,
                                  RefrainStreamOpenFunc func,
                                  gpointer user_data,
                                  GDestroyNotify destroy)
{
  g_return_if_fail (REFRAIN_IS_PLAYER (self));
  g_return_if_fail (self->deck == NULL && self->next == NULL);

  GDestroyNotify old_destroy = self->open_destroy;
  gpointer old_data = self->open_data;

  self->open_func = func;
  self->open_data = user_data;
  self->open_destroy = destroy;
  if (old_destroy != NULL)
    old_destroy (old_data);
}

/**
 * refrain_player_set_stall_timeout:
 * @self: a player
 * @milliseconds: how long nothing may come before the player gives up
 *
 * 20 seconds by default. Takes effect with the next address.
 */
void
refrain_player_set_stall_timeout (RefrainPlayer *self, guint milliseconds)
{
  g_return_if_fail (REFRAIN_IS_PLAYER (self));

  if (self->stall_ms == milliseconds)
    return;
  self->stall_ms = milliseconds;
  notify (self, PROP_STALL_TIMEOUT);
}
