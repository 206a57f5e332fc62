/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-clip.h"

G_BEGIN_DECLS

#define REFRAIN_TYPE_CLIP_POOL (refrain_clip_pool_get_type ())
G_DECLARE_FINAL_TYPE (RefrainClipPool, refrain_clip_pool, REFRAIN, CLIP_POOL, GObject)

RefrainClipPool *refrain_clip_pool_new (void);
RefrainClip *refrain_clip_pool_get (RefrainClipPool *self, gint64 row_id);
RefrainClip *refrain_clip_pool_lookup (RefrainClipPool *self, gint64 row_id);
RefrainClip *refrain_clip_pool_apply (RefrainClipPool *self, const RefrainClipRecord *record);

G_END_DECLS
