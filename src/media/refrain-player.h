/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-stream-opener.h"
#include "refrain-video-sink.h"

G_BEGIN_DECLS

/**
 * RefrainPlayerState:
 * @REFRAIN_PLAYER_STOPPED: nothing is loaded; an address may be set
 * @REFRAIN_PLAYER_LOADING: waits for the first sound
 * @REFRAIN_PLAYER_BUFFERING: would play, waits for data
 * @REFRAIN_PLAYER_PAUSED: stands
 * @REFRAIN_PLAYER_PLAYING: is heard
 */
typedef enum
{
  REFRAIN_PLAYER_STOPPED,
  REFRAIN_PLAYER_LOADING,
  REFRAIN_PLAYER_BUFFERING,
  REFRAIN_PLAYER_PAUSED,
  REFRAIN_PLAYER_PLAYING,
} RefrainPlayerState;

#define REFRAIN_TYPE_PLAYER_STATE (refrain_player_state_get_type ())
GType refrain_player_state_get_type (void);

#define REFRAIN_TYPE_PLAYER (refrain_player_get_type ())
G_DECLARE_FINAL_TYPE (RefrainPlayer, refrain_player, REFRAIN, PLAYER, GObject)

RefrainPlayer *refrain_player_new (void);

void refrain_player_set_uri (RefrainPlayer *self, const char *uri, gint64 start_us);
void refrain_player_swap_uri (RefrainPlayer *self, const char *uri);
void refrain_player_play (RefrainPlayer *self);
void refrain_player_pause (RefrainPlayer *self);
void refrain_player_toggle (RefrainPlayer *self);
void refrain_player_stop (RefrainPlayer *self);
void refrain_player_seek (RefrainPlayer *self, gint64 position_us);

RefrainPlayerState refrain_player_get_state (RefrainPlayer *self);
gboolean refrain_player_get_wants_playing (RefrainPlayer *self);
const char *refrain_player_get_uri (RefrainPlayer *self);
gint64 refrain_player_get_position (RefrainPlayer *self);
gint64 refrain_player_get_duration (RefrainPlayer *self);
gboolean refrain_player_get_seekable (RefrainPlayer *self);
double refrain_player_get_buffering (RefrainPlayer *self);
gboolean refrain_player_get_has_video (RefrainPlayer *self);
gboolean refrain_player_get_silent (RefrainPlayer *self);

double refrain_player_get_volume (RefrainPlayer *self);
void refrain_player_set_volume (RefrainPlayer *self, double volume);
gboolean refrain_player_get_muted (RefrainPlayer *self);
void refrain_player_set_muted (RefrainPlayer *self, gboolean muted);

gboolean refrain_player_get_video_enabled (RefrainPlayer *self);
void refrain_player_set_video_enabled (RefrainPlayer *self, gboolean enabled);
void refrain_player_set_frame_func (RefrainPlayer *self,
                                    RefrainVideoFrameFunc func,
                                    gpointer user_data,
                                    GDestroyNotify destroy);
void refrain_player_set_video_sink (RefrainPlayer *self, GstElement *sink);

void refrain_player_set_audio_sink (RefrainPlayer *self, const char *description);
void refrain_player_set_stream_opener (RefrainPlayer *self,
                                       RefrainStreamOpenFunc func,
                                       gpointer user_data,
                                       GDestroyNotify destroy);
void refrain_player_set_stall_timeout (RefrainPlayer *self, guint milliseconds);

G_END_DECLS
