/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-player-deck.h"
#include "refrain-player-error.h"

G_BEGIN_DECLS

struct _RefrainPlayerDeck
{
  const RefrainPlayerDeckListener *listener;
  gpointer user_data;
  GstElement *pipeline;        /* (owned) (nullable) */
  GstElement *video_sink;      /* (owned) (nullable) */
  RefrainStreamOpener *opener; /* (owned) */
  gboolean own_video_sink;
  guint bus_watch;
  guint failure_idle;
  GError *setup_error; /* (owned) (nullable): waits for failure_idle */
  GError *late_error;  /* (owned) (nullable): told when what has come is played */
  RefrainPlayerFacts facts;

  gboolean closed;   /* nobody listens any more */
  gboolean failed;   /* has reported an error or its end */
  gint64 named_time; /* monotonic: when the streams were named that none is chosen of yet, or 0 */
  gboolean ready;    /* stands or has stood at its start */
  gboolean playing;  /* is to play */
  GstState wanted;   /* what the pipeline was brought to last */
  gboolean silent;
  gboolean has_video;
  gboolean seekable;
  int buffering;      /* percent */
  gint64 start_us;    /* where to go before anything is heard */
  gboolean seeking;   /* a seek is under way */
  gint64 seek_us;     /* where to */
  gint64 seek_next;   /* where to go after that; -1 for nowhere */
  gint64 duration_us; /* -1 while unknown */
  gint64 position_us; /* as it was asked last */

  gint64 stall_us;
  gint64 progress_time; /* monotonic: when something came last */
  gint64 progress_us;   /* the position then */
};

void refrain_player_deck_unref (RefrainPlayerDeck *self);
void refrain_player_deck_apply (RefrainPlayerDeck *self);
void refrain_player_deck_do_seek (RefrainPlayerDeck *self, gint64 position_us);
void refrain_player_deck_fail (RefrainPlayerDeck *self, GError *error);
GstBusSyncReply refrain_player_deck_sift_cb (GstBus *bus, GstMessage *message, gpointer user_data);
gboolean refrain_player_deck_message_cb (GstBus *bus, GstMessage *message, gpointer user_data);

G_END_DECLS
