/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-mpris.h"

G_BEGIN_DECLS

/* The properties of the player interface that change and are told; Position is only asked for. */
typedef enum
{
  REFRAIN_MPRIS_PLAYBACK_STATUS,
  REFRAIN_MPRIS_LOOP_STATUS,
  REFRAIN_MPRIS_SHUFFLE,
  REFRAIN_MPRIS_METADATA,
  REFRAIN_MPRIS_VOLUME,
  REFRAIN_MPRIS_CAN_GO_NEXT,
  REFRAIN_MPRIS_CAN_GO_PREVIOUS,
  REFRAIN_MPRIS_CAN_PLAY,
  REFRAIN_MPRIS_CAN_PAUSE,
  REFRAIN_MPRIS_CAN_SEEK,
  REFRAIN_MPRIS_N_PROPERTIES,
} RefrainMprisProperty;

struct _RefrainMpris
{
  GObject parent_instance;

  GDBusConnection *connection; /* (owned) */
  char *identity;              /* (owned) */
  char *desktop_entry;         /* (owned) */
  RefrainPlayer *player;       /* (owned) */
  RefrainTrack *track;         /* (owned) (nullable) */
  gboolean can_go_next;
  gboolean can_go_previous;
  gboolean shuffle;
  RefrainRepeat repeat;

  GCancellable *cancellable; /* (owned): of the request for the name */
  char *name;                /* (owned) (nullable): what was asked for */
  guint root_id;
  guint player_id;
  guint tell_idle;
  GVariant *told[REFRAIN_MPRIS_N_PROPERTIES]; /* (owned) (nullable): what clients know */
};

typedef enum
{
  REFRAIN_MPRIS_RAISE,
  REFRAIN_MPRIS_QUIT,
  REFRAIN_MPRIS_NEXT,
  REFRAIN_MPRIS_PREVIOUS,
  REFRAIN_MPRIS_STOP,
  REFRAIN_MPRIS_SET_SHUFFLE,
  REFRAIN_MPRIS_SET_REPEAT,
  REFRAIN_MPRIS_N_SIGNALS,
} RefrainMprisSignal;

void refrain_mpris_ask (RefrainMpris *self, RefrainMprisSignal what);
void refrain_mpris_ask_shuffle (RefrainMpris *self, gboolean shuffle);
void refrain_mpris_ask_repeat (RefrainMpris *self, RefrainRepeat repeat);

guint refrain_mpris_root_register (RefrainMpris *self, GError **error);
guint refrain_mpris_player_register (RefrainMpris *self, GError **error);
void refrain_mpris_player_tell (RefrainMpris *self);
void refrain_mpris_player_tell_seeked (RefrainMpris *self, gint64 position_us);

char *refrain_mpris_track_path (RefrainTrack *track);
GVariant *refrain_mpris_metadata (RefrainTrack *track, gint64 duration_us);

G_END_DECLS
