/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-player-private.h"
#include "refrain-stream-src.h"

#define DEFAULT_STALL_MS 20000

enum
{
  SIGNAL_SEEKED,
  SIGNAL_ENDED,
  SIGNAL_ERROR,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RefrainPlayer, refrain_player, G_TYPE_OBJECT)

GType
refrain_player_state_get_type (void)
{
  static const GEnumValue values[] = {
    { REFRAIN_PLAYER_STOPPED, "REFRAIN_PLAYER_STOPPED", "stopped" },
    { REFRAIN_PLAYER_LOADING, "REFRAIN_PLAYER_LOADING", "loading" },
    { REFRAIN_PLAYER_BUFFERING, "REFRAIN_PLAYER_BUFFERING", "buffering" },
    { REFRAIN_PLAYER_PAUSED, "REFRAIN_PLAYER_PAUSED", "paused" },
    { REFRAIN_PLAYER_PLAYING, "REFRAIN_PLAYER_PLAYING", "playing" },
    { 0, NULL, NULL },
  };
  static gsize type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("RefrainPlayerState", values));
  return type;
}

static void
notify (RefrainPlayer *self, RefrainPlayerProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_wants_playing (RefrainPlayer *self, gboolean wants_playing)
{
  gboolean changed = self->wants_playing != wants_playing;

  self->wants_playing = wants_playing;
  if (self->deck == NULL)
    refrain_player_load (self);
  else
    {
      refrain_player_deck_set_playing (self->deck, wants_playing);
      refrain_player_refresh (self);
    }
  if (changed)
    notify (self, PROP_WANTS_PLAYING);
}

/* Begins again at the same place with the sinks as they are set now. */
void
refrain_player_reload (RefrainPlayer *self)
{
  if (self->deck == NULL)
    return;
  self->start_us = refrain_player_get_position (self);
  refrain_player_drop_next (self);
  g_clear_pointer (&self->deck, refrain_player_deck_close);
  refrain_player_load (self);
}

static void
refrain_player_dispose (GObject *object)
{
  RefrainPlayer *self = REFRAIN_PLAYER (object);

  refrain_player_drop_next (self);
  g_clear_pointer (&self->deck, refrain_player_deck_close);
  g_clear_handle_id (&self->tick, g_source_remove);
  refrain_player_set_frame_func (self, NULL, NULL, NULL);
  refrain_player_set_stream_opener (self, NULL, NULL, NULL);
  gst_clear_object (&self->video_sink);
  G_OBJECT_CLASS (refrain_player_parent_class)->dispose (object);
}

static void
refrain_player_finalize (GObject *object)
{
  RefrainPlayer *self = REFRAIN_PLAYER (object);

  g_free (self->uri);
  g_free (self->audio_sink);
  G_OBJECT_CLASS (refrain_player_parent_class)->finalize (object);
}

static void
refrain_player_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RefrainPlayer *self = REFRAIN_PLAYER (object);

  switch ((RefrainPlayerProperty) id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) self->view.state);
      break;
    case PROP_WANTS_PLAYING:
      g_value_set_boolean (value, self->wants_playing);
      break;
    case PROP_URI:
      g_value_set_string (value, self->uri);
      break;
    case PROP_POSITION:
      g_value_set_int64 (value, refrain_player_get_position (self));
      break;
    case PROP_DURATION:
      g_value_set_int64 (value, self->view.duration_us);
      break;
    case PROP_SEEKABLE:
      g_value_set_boolean (value, self->view.seekable);
      break;
    case PROP_BUFFERING:
      g_value_set_double (value, self->view.buffering);
      break;
    case PROP_HAS_VIDEO:
      g_value_set_boolean (value, self->view.has_video);
      break;
    case PROP_SILENT:
      g_value_set_boolean (value, self->view.silent);
      break;
    case PROP_VOLUME:
      g_value_set_double (value, self->volume);
      break;
    case PROP_MUTED:
      g_value_set_boolean (value, self->muted);
      break;
    case PROP_VIDEO_ENABLED:
      g_value_set_boolean (value, self->video_enabled);
      break;
    case PROP_AUDIO_SINK:
      g_value_set_string (value, self->audio_sink);
      break;
    case PROP_STALL_TIMEOUT:
      g_value_set_uint (value, self->stall_ms);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
refrain_player_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RefrainPlayer *self = REFRAIN_PLAYER (object);

  switch (id)
    {
    case PROP_VOLUME:
      refrain_player_set_volume (self, g_value_get_double (value));
      break;
    case PROP_MUTED:
      refrain_player_set_muted (self, g_value_get_boolean (value));
      break;
    case PROP_VIDEO_ENABLED:
      refrain_player_set_video_enabled (self, g_value_get_boolean (value));
      break;
    case PROP_AUDIO_SINK:
      refrain_player_set_audio_sink (self, g_value_get_string (value));
      break;
    case PROP_STALL_TIMEOUT:
      refrain_player_set_stall_timeout (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
install_read_only (void)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, REFRAIN_TYPE_PLAYER_STATE,
                                              REFRAIN_PLAYER_STOPPED, flags);
  properties[PROP_WANTS_PLAYING] = g_param_spec_boolean ("wants-playing", NULL, NULL, FALSE, flags);
  properties[PROP_URI] = g_param_spec_string ("uri", NULL, NULL, NULL, flags);
  properties[PROP_POSITION] = g_param_spec_int64 ("position", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_DURATION] = g_param_spec_int64 ("duration", NULL, NULL, -1, G_MAXINT64, -1,
                                                  flags);
  properties[PROP_SEEKABLE] = g_param_spec_boolean ("seekable", NULL, NULL, FALSE, flags);
  properties[PROP_BUFFERING] = g_param_spec_double ("buffering", NULL, NULL, 0, 1, 1, flags);
  properties[PROP_HAS_VIDEO] = g_param_spec_boolean ("has-video", NULL, NULL, FALSE, flags);
  properties[PROP_SILENT] = g_param_spec_boolean ("silent", NULL, NULL, FALSE, flags);
}

static void
install_writable (void)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_VOLUME] = g_param_spec_double ("volume", NULL, NULL, 0, 1, 1, flags);
  properties[PROP_MUTED] = g_param_spec_boolean ("muted", NULL, NULL, FALSE, flags);
  properties[PROP_VIDEO_ENABLED] = g_param_spec_boolean ("video-enabled", NULL, NULL, FALSE, flags);
  properties[PROP_AUDIO_SINK] = g_param_spec_string ("audio-sink", NULL, NULL, NULL, flags);
  properties[PROP_STALL_TIMEOUT] = g_param_spec_uint ("stall-timeout", NULL, NULL, 100, G_MAXINT,
                                                      DEFAULT_STALL_MS, flags);
}

static void
refrain_player_class_init (RefrainPlayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = refrain_player_dispose;
  object_class->finalize = refrain_player_finalize;
  object_class->get_property = refrain_player_get_property;
  object_class->set_property = refrain_player_set_property;
  install_read_only ();
  install_writable ();
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * RefrainPlayer::seeked:
   * @self: the player
   * @position_us: where it stands now
   *
   * The position has jumped.
   */
  signals[SIGNAL_SEEKED] = g_signal_new ("seeked", REFRAIN_TYPE_PLAYER, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  /**
   * RefrainPlayer::ended:
   * @self: the player
   *
   * The song was played to its end. A handler that sets and plays the next address goes on without
   * a stopped state in between; otherwise the player stops and stands at the start of the song.
   */
  signals[SIGNAL_ENDED] = g_signal_new ("ended", REFRAIN_TYPE_PLAYER, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  /**
   * RefrainPlayer::error:
   * @self: the player
   * @error: a #REFRAIN_MEDIA_ERROR in words for the user
   *
   * Something cannot be played. When the state is stopped that is the song itself, and playing
   * again goes on from where it broke off. In any other state it is an address that
   * refrain_player_swap_uri() was to go on with, and the song plays on as it did.
   */
  signals[SIGNAL_ERROR] = g_signal_new ("error", REFRAIN_TYPE_PLAYER, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1,
                                        G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
  if (gst_init_check (NULL, NULL, NULL))
    refrain_stream_src_register ();
}

static void
refrain_player_init (RefrainPlayer *self)
{
  self->view = (RefrainPlayerView){ .duration_us = -1, .buffering = 1 };
  self->volume = 1;
  self->stall_ms = DEFAULT_STALL_MS;
}

GParamSpec *
refrain_player_get_pspec (RefrainPlayerProperty property)
{
  return properties[property];
}

void
refrain_player_emit_seeked (RefrainPlayer *self, gint64 position_us)
{
  g_signal_emit (self, signals[SIGNAL_SEEKED], 0, position_us);
  notify (self, PROP_POSITION);
}

void
refrain_player_emit_ended (RefrainPlayer *self)
{
  g_signal_emit (self, signals[SIGNAL_ENDED], 0);
}

void
refrain_player_emit_error (RefrainPlayer *self, const GError *error)
{
  g_signal_emit (self, signals[SIGNAL_ERROR], 0, error);
}

/* Loudness is heard by the cube of the linear factor. */
double
refrain_player_get_linear_volume (RefrainPlayer *self)
{
  return self->volume * self->volume * self->volume;
}

/**
 * refrain_player_new:
 *
 * A player knows nothing of lists: it plays one address and says when that has ended. While it is
 * stopped or paused it has no timer and costs nothing.
 *
 * Returns: (transfer full): a new player
 */
RefrainPlayer *
refrain_player_new (void)
{
  return g_object_new (REFRAIN_TYPE_PLAYER, NULL);
}

/**
 * refrain_player_set_uri:
 * @self: a player
 * @uri: (nullable): an http, https or file address, or %NULL for nothing
 * @start_us: where to begin, in microseconds
 *
 * Replaces what is loaded. Nothing is opened before refrain_player_play() or
 * refrain_player_pause(), so that restoring a session costs no request. The player stays stopped
 * until then, except inside a handler of #RefrainPlayer::ended.
 */
void
refrain_player_set_uri (RefrainPlayer *self, const char *uri, gint64 start_us)
{
  g_return_if_fail (REFRAIN_IS_PLAYER (self));

  gboolean wanted = self->wants_playing;
  gboolean changed = g_strcmp0 (self->uri, uri) != 0;

  self->start_us = MAX (start_us, 0);
  self->wants_playing = FALSE;
  if (changed)
    {
      g_free (self->uri);
      self->uri = g_strdup (uri);
    }
  refrain_player_unload (self);
  if (changed)
    notify (self, PROP_URI);
  if (wanted != self->wants_playing)
    notify (self, PROP_WANTS_PLAYING);
  notify (self, PROP_POSITION);
}

/**
 * refrain_player_swap_uri:
 * @self: a player
 * @uri: another address of the same song
 *
 * Goes on at @uri from the same position. The new address is loaded beside the old one, which is
 * heard until both stand at the same place; #RefrainPlayer:uri changes then. When the new one fails
 * #RefrainPlayer::error says so and the old one goes on. With a sink given by
 * refrain_player_set_video_sink() and video on there is a short stop instead.
 */
void
refrain_player_swap_uri (RefrainPlayer *self, const char *uri)
{
  g_return_if_fail (REFRAIN_IS_PLAYER (self));
  g_return_if_fail (uri != NULL);

  if (self->deck != NULL && (self->video_sink == NULL || !self->video_enabled))
    {
      refrain_player_change_over (self, uri);
      return;
    }
  if (g_strcmp0 (self->uri, uri) != 0)
    {
      g_free (self->uri);
      self->uri = g_strdup (uri);
      notify (self, PROP_URI);
    }
  refrain_player_reload (self);
}

/**
 * refrain_player_play:
 * @self: a player
 *
 * Plays as soon as possible, from where it stands. Does nothing without an address.
 */
void
refrain_player_play (RefrainPlayer *self)
{
  g_return_if_fail (REFRAIN_IS_PLAYER (self));

  if (self->uri != NULL)
    set_wants_playing (self, TRUE);
}

/**
 * refrain_player_pause:
 * @self: a player
 *
 * Stands still. Loads the address when nothing is loaded, so that playing can begin at once.
 */
void
refrain_player_pause (RefrainPlayer *self)
{
  g_return_if_fail (REFRAIN_IS_PLAYER (self));

  if (self->uri != NULL)
    set_wants_playing (self, FALSE);
}

/**
 * refrain_player_toggle:
 * @self: a player
 *
 * Pauses what plays or is about to, plays otherwise.
 */
void
refrain_player_toggle (RefrainPlayer *self)
{
  g_return_if_fail (REFRAIN_IS_PLAYER (self));

  if (self->wants_playing)
    refrain_player_pause (self);
  else
    refrain_player_play (self);
}

/**
 * refrain_player_stop:
 * @self: a player
 *
 * Frees what is loaded and goes to the start of the song.
 */
void
refrain_player_stop (RefrainPlayer *self)
{
  g_return_if_fail (REFRAIN_IS_PLAYER (self));

  refrain_player_set_uri (self, self->uri, 0);
}

/**
 * refrain_player_seek:
 * @self: a player
 * @position_us: where to go, in microseconds
 *
 * Cheap enough to be called for each movement of a slider. Without effect when the address cannot
 * be played from another place, see #RefrainPlayer:seekable.
 */
void
refrain_player_seek (RefrainPlayer *self, gint64 position_us)
{
  g_return_if_fail (REFRAIN_IS_PLAYER (self));

  if (self->deck == NULL)
    self->start_us = MAX (position_us, 0);
  else
    refrain_player_deck_seek (self->deck, position_us);
  if (self->next != NULL)
    refrain_player_deck_seek (self->next, position_us);
  notify (self, PROP_POSITION);
}
