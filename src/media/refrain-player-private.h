/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-player.h"
#include "refrain-player-deck.h"

G_BEGIN_DECLS

typedef enum
{
  PROP_STATE = 1,
  PROP_WANTS_PLAYING,
  PROP_URI,
  PROP_POSITION,
  PROP_DURATION,
  PROP_SEEKABLE,
  PROP_BUFFERING,
  PROP_HAS_VIDEO,
  PROP_SILENT,
  PROP_VOLUME,
  PROP_MUTED,
  PROP_VIDEO_ENABLED,
  PROP_AUDIO_SINK,
  PROP_STALL_TIMEOUT,
  N_PROPS,
} RefrainPlayerProperty;

/* What others see of the decks, kept so that only changes are told. */
typedef struct
{
  RefrainPlayerState state;
  gint64 duration_us;
  gboolean seekable;
  double buffering;
  gboolean has_video;
  gboolean silent;
} RefrainPlayerView;

struct _RefrainPlayer
{
  GObject parent_instance;

  char *uri;               /* (owned) (nullable) */
  gint64 start_us;         /* where playing begins when nothing is loaded */
  gboolean wants_playing;  /* plays, or will as soon as it can */
  RefrainPlayerDeck *deck; /* (owned) (nullable): what is heard */
  RefrainPlayerDeck *next; /* (owned) (nullable): what is being changed over to */
  guint next_tries;
  guint stuck_tries; /* how often in a row the same was loaded again */
  guint commit_timer;
  guint tick; /* runs only while something is expected */
  guint tick_ms;
  RefrainPlayerView view;

  double volume; /* cubic */
  gboolean muted;
  gboolean video_enabled;
  char *audio_sink; /* (owned) (nullable) */
  guint stall_ms;

  GstElement *video_sink; /* (owned) (nullable) */
  RefrainVideoFrameFunc frame_func;
  gpointer frame_data;
  GDestroyNotify frame_destroy;

  RefrainStreamOpenFunc open_func; /* (nullable) */
  gpointer open_data;
  GDestroyNotify open_destroy;
};

GParamSpec *refrain_player_get_pspec (RefrainPlayerProperty property);
void refrain_player_emit_seeked (RefrainPlayer *self, gint64 position_us);
void refrain_player_emit_ended (RefrainPlayer *self);
void refrain_player_emit_error (RefrainPlayer *self, const GError *error);

void refrain_player_load (RefrainPlayer *self);
void refrain_player_unload (RefrainPlayer *self);
void refrain_player_reload (RefrainPlayer *self);
void refrain_player_change_over (RefrainPlayer *self, const char *uri);
void refrain_player_drop_next (RefrainPlayer *self);
void refrain_player_refresh (RefrainPlayer *self);
double refrain_player_get_linear_volume (RefrainPlayer *self);

G_END_DECLS
