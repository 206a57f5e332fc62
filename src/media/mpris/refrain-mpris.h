/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-player.h"
#include "refrain-queue.h"
#include "refrain-track.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define REFRAIN_MPRIS_NAME "org.mpris.MediaPlayer2.refrain"
#define REFRAIN_MPRIS_PATH "/org/mpris/MediaPlayer2"

#define REFRAIN_TYPE_MPRIS (refrain_mpris_get_type ())
G_DECLARE_FINAL_TYPE (RefrainMpris, refrain_mpris, REFRAIN, MPRIS, GObject)

RefrainMpris *refrain_mpris_new (GDBusConnection *connection,
                                 const char *identity,
                                 const char *desktop_entry,
                                 RefrainPlayer *player);
void refrain_mpris_set_track (RefrainMpris *self, RefrainTrack *track);
void refrain_mpris_set_can_go_next (RefrainMpris *self, gboolean can_go_next);
void refrain_mpris_set_can_go_previous (RefrainMpris *self, gboolean can_go_previous);
void refrain_mpris_set_shuffle (RefrainMpris *self, gboolean shuffle);
void refrain_mpris_set_repeat (RefrainMpris *self, RefrainRepeat repeat);

G_END_DECLS
