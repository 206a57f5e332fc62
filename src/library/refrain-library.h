/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-clip-list.h"
#include "refrain-clip-pool.h"
#include "refrain-http.h"
#include "refrain-secrets.h"
#include "refrain-source.h"
#include "refrain-store-clips.h"
#include "refrain-store.h"
#include "refrain-task.h"

G_BEGIN_DECLS

#define REFRAIN_TYPE_LIBRARY (refrain_library_get_type ())
G_DECLARE_FINAL_TYPE (RefrainLibrary, refrain_library, REFRAIN, LIBRARY, GObject)

typedef struct _RefrainFetchOutcome RefrainFetchOutcome;

/** RefrainFetchOutcome: what came of asking for tasks. */
struct _RefrainFetchOutcome
{
  GPtrArray *tasks;   /* (owned) (element-type RefrainTask) */
  GHashTable *errors; /* (owned) (element-type utf8 GError): why others did not come, by id */
};

RefrainLibrary *
refrain_library_new (RefrainHttp *http, RefrainStore *store, RefrainSecrets *secrets);
RefrainHttp *refrain_library_get_http (RefrainLibrary *self);
RefrainStore *refrain_library_get_store (RefrainLibrary *self);
RefrainSecrets *refrain_library_get_secrets (RefrainLibrary *self);
RefrainClipPool *refrain_library_get_pool (RefrainLibrary *self);

void refrain_library_defer_tasks (RefrainLibrary *self);
void refrain_library_open_async (RefrainLibrary *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean refrain_library_open_finish (RefrainLibrary *self, GAsyncResult *result, GError **error);
gboolean refrain_library_is_read_only (RefrainLibrary *self);
void refrain_library_keep_backups (RefrainLibrary *self, const char *folder);
void refrain_library_follow (RefrainLibrary *self, const char *database);

GListModel *refrain_library_get_sources (RefrainLibrary *self);
RefrainSource *refrain_library_find_source (RefrainLibrary *self, const char *name);
void refrain_library_set_default_source (RefrainLibrary *self, gint64 row_id);
RefrainSource *refrain_library_find_source_by_row (RefrainLibrary *self, gint64 row_id);
void refrain_library_put_source_async (RefrainLibrary *self,
                                       const RefrainGatewayRecord *record,
                                       const char *key,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
RefrainSource *
refrain_library_put_source_finish (RefrainLibrary *self, GAsyncResult *result, GError **error);
void refrain_library_remove_source_async (RefrainLibrary *self,
                                          RefrainSource *source,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean
refrain_library_remove_source_finish (RefrainLibrary *self, GAsyncResult *result, GError **error);

void refrain_library_fetch_async (RefrainLibrary *self,
                                  RefrainSource *source,
                                  const char *const *task_ids,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
RefrainFetchOutcome *
refrain_library_fetch_finish (RefrainLibrary *self, GAsyncResult *result, GError **error);
void refrain_fetch_outcome_free (RefrainFetchOutcome *outcome);

GListModel *refrain_library_get_tasks (RefrainLibrary *self);
RefrainTask *refrain_library_find_task (RefrainLibrary *self, gint64 row_id);
RefrainClipList *refrain_library_create_clip_list (RefrainLibrary *self);
const RefrainCounts *refrain_library_get_counts (RefrainLibrary *self);
gboolean refrain_library_is_offline (RefrainLibrary *self);
void refrain_library_get_raw_async (RefrainLibrary *self,
                                    gint64 task_row,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
char *refrain_library_get_raw_finish (RefrainLibrary *self, GAsyncResult *result, GError **error);
void refrain_library_remove_tasks (RefrainLibrary *self, GPtrArray *tasks);
void refrain_library_restore_tasks (RefrainLibrary *self, GPtrArray *tasks);
gint64 refrain_library_get_typical_ms (RefrainLibrary *self, RefrainTask *task);
void refrain_library_set_verdict (RefrainLibrary *self, RefrainClip *clip, RefrainVerdict verdict);
void refrain_library_reload_clip (RefrainLibrary *self, gint64 row_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainFetchOutcome, refrain_fetch_outcome_free)

G_END_DECLS
