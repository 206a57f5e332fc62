/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-records.h"
#include "refrain-request.h"
#include "refrain-store.h"

G_BEGIN_DECLS

typedef struct _RefrainTypicalTime RefrainTypicalTime;

/** RefrainTypicalTime: how long tasks of one model usually take at one gateway. */
struct _RefrainTypicalTime
{
  gint64 gateway_row;
  char *model;      /* (owned) (nullable) */
  gint64 median_ms; /* from being submitted to the end */
  guint n_tasks;    /* of how many tasks that is the median */
};

/**
 * RefrainOwnerFunc:
 * @owner: who was sending, as given to refrain_store_ledger_begin()
 *
 * Returns: whether that program still runs
 */
typedef gboolean (*RefrainOwnerFunc) (const char *owner);

RefrainTaskRecord *refrain_store_ledger_begin (RefrainConnection *connection,
                                               gint64 gateway_row,
                                               const RefrainRequest *request,
                                               const char *request_json,
                                               const char *owner,
                                               GError **error);
RefrainTaskRecord *refrain_store_ledger_accept (RefrainConnection *connection,
                                                gint64 row,
                                                const RefrainTaskFacts *facts,
                                                const char *raw,
                                                GError **error);
RefrainTaskRecord *refrain_store_ledger_settle (RefrainConnection *connection,
                                                gint64 row,
                                                RefrainSubmitState state,
                                                const char *reason,
                                                GError **error);
GPtrArray *refrain_store_ledger_recover (RefrainConnection *connection,
                                         RefrainOwnerFunc is_alive,
                                         GError **error);
RefrainTaskRecord *refrain_store_ledger_set_watch (RefrainConnection *connection,
                                                   gint64 row,
                                                   RefrainWatchState watch,
                                                   GError **error);
RefrainTaskRecord *refrain_store_ledger_set_removed (RefrainConnection *connection,
                                                     gint64 row,
                                                     gboolean removed,
                                                     GError **error);
GPtrArray *refrain_store_ledger_typical_times (RefrainConnection *connection, GError **error);
void refrain_typical_time_free (RefrainTypicalTime *time);

G_END_DECLS
