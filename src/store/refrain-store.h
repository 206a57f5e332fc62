/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-connection.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_STORE (refrain_store_get_type ())
G_DECLARE_FINAL_TYPE (RefrainStore, refrain_store, REFRAIN, STORE, GObject)

/**
 * RefrainStoreFunc:
 * @connection: the database
 * @data: the job's own data
 * @error: return location for an error
 *
 * One job, run in the store's own thread.
 *
 * Returns: (nullable): the result; %NULL is a result as well as long as @error stays unset
 */
typedef gpointer (*RefrainStoreFunc) (RefrainConnection *connection, gpointer data, GError **error);

RefrainStore *refrain_store_new (const char *path);
void refrain_store_open_async (RefrainStore *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean refrain_store_open_finish (RefrainStore *self,
                                    GAsyncResult *result,
                                    gboolean *read_only,
                                    GError **error);
void refrain_store_run_async (RefrainStore *self,
                              RefrainStoreFunc func,
                              gpointer data,
                              GDestroyNotify data_free,
                              GDestroyNotify result_free,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
void refrain_store_flush (RefrainStore *self);
gpointer refrain_store_run_finish (RefrainStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
