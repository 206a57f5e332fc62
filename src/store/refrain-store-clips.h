/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-query.h"
#include "refrain-records.h"
#include "refrain-store.h"

G_BEGIN_DECLS

typedef struct _RefrainCounts RefrainCounts;

/** RefrainCounts: how many clips each view of the library holds, and tasks its list. */
struct _RefrainCounts
{
  guint all;
  guint unheard;
  guint keepers;
  guint at_risk;
  guint running_tasks;   /* on the list, and not ended as far as is known */
  guint attention_tasks; /* on the list: failed, perhaps accepted, or no longer asked for */
};

GArray *refrain_store_clips_query (RefrainConnection *connection,
                                   const RefrainQuery *query,
                                   GError **error);
GPtrArray *refrain_store_clips_load (RefrainConnection *connection,
                                     const gint64 *row_ids,
                                     guint n_rows,
                                     GError **error);
GPtrArray *
refrain_store_clips_of_task (RefrainConnection *connection, gint64 task_row, GError **error);
GPtrArray *refrain_store_clips_of_tasks (RefrainConnection *connection,
                                         const gint64 *task_rows,
                                         guint n_rows,
                                         GError **error);
GArray *
refrain_store_clips_find (RefrainConnection *connection, const char *clip_id, GError **error);
gint64 refrain_store_clips_put (RefrainConnection *connection,
                                gint64 gateway_row,
                                gint64 task_row,
                                guint position,
                                const RefrainClipFacts *facts,
                                GError **error);
gboolean refrain_store_clips_set_verdict (RefrainConnection *connection,
                                          gint64 row_id,
                                          RefrainVerdict verdict,
                                          GError **error);
gboolean
refrain_store_clips_count (RefrainConnection *connection, RefrainCounts *counts, GError **error);

G_END_DECLS
