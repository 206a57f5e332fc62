/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-covers.h"
#include "refrain-library.h"
#include "refrain-player.h"
#include "refrain-queue.h"

G_BEGIN_DECLS

#define REFRAIN_TYPE_PLAYBACK (refrain_playback_get_type ())
G_DECLARE_FINAL_TYPE (RefrainPlayback, refrain_playback, REFRAIN, PLAYBACK, GObject)

RefrainPlayback *refrain_playback_new (RefrainLibrary *library, RefrainCovers *covers);
RefrainPlayer *refrain_playback_get_player (RefrainPlayback *self);
RefrainClip *refrain_playback_get_clip (RefrainPlayback *self);
gboolean refrain_playback_shows_video (RefrainPlayback *self);
void refrain_playback_play_clip (RefrainPlayback *self, RefrainClip *clip, RefrainClipList *list);
void refrain_playback_play_video (RefrainPlayback *self, RefrainClip *clip);
void refrain_playback_leave_video (RefrainPlayback *self);
void refrain_playback_toggle (RefrainPlayback *self);
void refrain_playback_next (RefrainPlayback *self);
void refrain_playback_previous (RefrainPlayback *self);
void refrain_playback_stop (RefrainPlayback *self);
gboolean refrain_playback_can_go_next (RefrainPlayback *self);
gboolean refrain_playback_can_go_previous (RefrainPlayback *self);
void refrain_playback_set_shuffle (RefrainPlayback *self, gboolean shuffle);
gboolean refrain_playback_get_shuffle (RefrainPlayback *self);
void refrain_playback_set_repeat (RefrainPlayback *self, RefrainRepeat repeat);
RefrainRepeat refrain_playback_get_repeat (RefrainPlayback *self);

G_END_DECLS
