/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-player.h"

G_BEGIN_DECLS

/**
 * RefrainPlayerDeck:
 *
 * One pipeline that plays one address. A player has one, and a second while it changes over.
 */
typedef struct _RefrainPlayerDeck RefrainPlayerDeck;

/**
 * RefrainPlayerDeckOptions:
 * @uri: the address
 * @start_us: where to begin, in microseconds
 * @audio_sink: (nullable): a description as gst-launch takes it, or %NULL for the system's sink
 * @video: whether to decode video
 * @video_sink: (nullable) (transfer none): where video goes; %NULL for @frame_func
 * @frame_func: (nullable): gets the pictures, with the user data of the listener
 * @open_func: (nullable): fetches http and https addresses
 * @open_data: for @open_func; outlives the deck
 * @stall_ms: how long nothing may come before the deck gives up
 * @volume: linear
 * @muted: whether to be silent
 *
 * All that a deck needs to know; copied.
 */
typedef struct
{
  const char *uri;
  gint64 start_us;
  const char *audio_sink;
  gboolean video;
  GstElement *video_sink;
  RefrainVideoFrameFunc frame_func;
  RefrainStreamOpenFunc open_func;
  gpointer open_data;
  guint stall_ms;
  double volume;
  gboolean muted;
} RefrainPlayerDeckOptions;

/**
 * RefrainPlayerDeckListener:
 * @ready: stands at its start; comes once
 * @changed: the state, the duration, the buffering or what it holds has changed
 * @seeked: stands somewhere else
 * @ended: has played to the end
 * @failed: cannot go on
 *
 * Called on the main context, from a message of the pipeline. The deck may be closed inside each.
 */
typedef struct
{
  void (*ready) (RefrainPlayerDeck *deck, gpointer user_data);
  void (*changed) (RefrainPlayerDeck *deck, gpointer user_data);
  void (*seeked) (RefrainPlayerDeck *deck, gint64 position_us, gpointer user_data);
  void (*ended) (RefrainPlayerDeck *deck, gpointer user_data);
  void (*failed) (RefrainPlayerDeck *deck, const GError *error, gpointer user_data);
} RefrainPlayerDeckListener;

RefrainPlayerDeck *refrain_player_deck_new (const RefrainPlayerDeckOptions *options,
                                            const RefrainPlayerDeckListener *listener,
                                            gpointer user_data);
void refrain_player_deck_close (RefrainPlayerDeck *self);
void refrain_player_deck_start (RefrainPlayerDeck *self);
void refrain_player_deck_set_playing (RefrainPlayerDeck *self, gboolean playing);
void refrain_player_deck_set_video_active (RefrainPlayerDeck *self, gboolean active);
void refrain_player_deck_set_volume (RefrainPlayerDeck *self, double volume, gboolean muted);
void refrain_player_deck_seek (RefrainPlayerDeck *self, gint64 position_us);
void refrain_player_deck_check_stall (RefrainPlayerDeck *self);
gboolean refrain_player_deck_is_stuck (RefrainPlayerDeck *self);

const char *refrain_player_deck_get_uri (RefrainPlayerDeck *self);
RefrainPlayerState refrain_player_deck_get_state (RefrainPlayerDeck *self);
gint64 refrain_player_deck_get_position (RefrainPlayerDeck *self);
gint64 refrain_player_deck_get_duration (RefrainPlayerDeck *self);
gboolean refrain_player_deck_get_seekable (RefrainPlayerDeck *self);
double refrain_player_deck_get_buffering (RefrainPlayerDeck *self);
gboolean refrain_player_deck_has_video (RefrainPlayerDeck *self);
gboolean refrain_player_deck_is_silent (RefrainPlayerDeck *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainPlayerDeck, refrain_player_deck_close)

G_END_DECLS
