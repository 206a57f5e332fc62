/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-records.h"

G_BEGIN_DECLS

#define REFRAIN_TYPE_CLIP (refrain_clip_get_type ())
G_DECLARE_FINAL_TYPE (RefrainClip, refrain_clip, REFRAIN, CLIP, GObject)

RefrainClip *refrain_clip_new (gint64 row_id);
gint64 refrain_clip_get_row_id (RefrainClip *self);
gboolean refrain_clip_is_loaded (RefrainClip *self);
void refrain_clip_apply (RefrainClip *self, const RefrainClipRecord *record);
const RefrainClipRecord *refrain_clip_get_record (RefrainClip *self);
const RefrainClipFacts *refrain_clip_get_facts (RefrainClip *self);
const RefrainSavedFile *refrain_clip_find_file (RefrainClip *self, RefrainFileKind kind);
guint refrain_clip_get_saved_kinds (RefrainClip *self);
RefrainAudioState refrain_clip_get_audio (RefrainClip *self);
RefrainVerdict refrain_clip_get_verdict (RefrainClip *self);
gboolean refrain_clip_is_at_risk (RefrainClip *self);

G_END_DECLS
