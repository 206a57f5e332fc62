/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-records.h"
#include "refrain-store.h"

G_BEGIN_DECLS

/** REFRAIN_STORE_OWN_ID: begins the id of a task that its gateway has given none. */
#define REFRAIN_STORE_OWN_ID "refrain:"

GPtrArray *refrain_store_tasks_put (RefrainConnection *connection,
                                    gint64 gateway_row,
                                    GPtrArray *tasks,
                                    GPtrArray *raws,
                                    GError **error);
GPtrArray *refrain_store_tasks_list (RefrainConnection *connection, guint limit, GError **error);
GPtrArray *
refrain_store_tasks_list_since (RefrainConnection *connection, gint64 since, GError **error);
GPtrArray *refrain_store_tasks_list_unsure (RefrainConnection *connection, GError **error);
RefrainTaskRecord *
refrain_store_tasks_get (RefrainConnection *connection, gint64 row, GError **error);
gboolean refrain_store_tasks_merge (RefrainConnection *connection,
                                    gint64 row,
                                    const RefrainTaskFacts *news,
                                    const char *raw,
                                    GError **error);
RefrainTaskRecord *
refrain_store_tasks_find (RefrainConnection *connection, const char *task_id, GError **error);
char *refrain_store_tasks_get_raw (RefrainConnection *connection, gint64 row_id, GError **error);

G_END_DECLS
