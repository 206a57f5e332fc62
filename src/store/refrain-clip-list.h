/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-clip-pool.h"
#include "refrain-query.h"
#include "refrain-store.h"

G_BEGIN_DECLS

#define REFRAIN_TYPE_CLIP_LIST (refrain_clip_list_get_type ())
G_DECLARE_FINAL_TYPE (RefrainClipList, refrain_clip_list, REFRAIN, CLIP_LIST, GObject)

RefrainClipList *refrain_clip_list_new (RefrainStore *store, RefrainClipPool *pool);
void refrain_clip_list_set_first_rows (RefrainClipList *self, guint first_rows);
void refrain_clip_list_set_query (RefrainClipList *self, const RefrainQuery *query);
const RefrainQuery *refrain_clip_list_get_query (RefrainClipList *self);
void refrain_clip_list_refresh (RefrainClipList *self);
gboolean refrain_clip_list_is_ready (RefrainClipList *self);
const GError *refrain_clip_list_get_error (RefrainClipList *self);
const gint64 *refrain_clip_list_get_rows (RefrainClipList *self, guint *n_rows);
gboolean refrain_clip_list_find (RefrainClipList *self, gint64 row_id, guint *position);

G_END_DECLS
