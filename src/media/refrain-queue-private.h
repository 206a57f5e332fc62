/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-queue.h"

G_BEGIN_DECLS

struct _RefrainQueue
{
  GPtrArray *ids; /* (owned) (element-type GRefString): in list order */
  GArray *order;  /* (owned) (element-type guint): place → index; a permutation of all indexes */
  int place;      /* where in the order the current one is; -1 for none */
  RefrainRepeat repeat;
  gboolean shuffle;
  GRand *rand; /* (owned) */
};

/* Shared by the parts of the queue only. */
GPtrArray *refrain_queue_new_ids (const char *const *ids, guint n_ids);
void refrain_queue_shuffle_vals (RefrainQueue *self, guint *vals, guint n);
void refrain_queue_deal (RefrainQueue *self, int index);
int refrain_queue_find_place (const RefrainQueue *self, guint index);
guint refrain_queue_index_at (const RefrainQueue *self, guint place);

G_END_DECLS
