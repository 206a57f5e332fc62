/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-library.h"

G_BEGIN_DECLS

struct _RefrainLibrary
{
  GObject parent_instance;

  RefrainHttp *http;         /* (owned) */
  RefrainStore *store;       /* (owned) */
  RefrainSecrets *secrets;   /* (owned) */
  RefrainClipPool *pool;     /* (owned) */
  GListStore *sources;       /* (owned) (element-type RefrainSource) */
  GListStore *tasks;         /* (owned) (element-type RefrainTask): the newest first */
  GHashTable *tasks_by_row;  /* (owned) (element-type gint64* RefrainTask) */
  GHashTable *listed_tasks;  /* (owned) (element-type RefrainTask): those that @tasks has */
  GCancellable *cancellable; /* (owned): of everything that only refreshes */
  GPtrArray *openers;        /* (owned) (nullable) (element-type GTask): wait until it is open */
  GPtrArray *typical_times;  /* (owned) (nullable) (element-type RefrainTypicalTime) */
  GFileMonitor *monitor;     /* (owned) (nullable): of what other programs write */
  RefrainCounts counts;
  gint64
      data_version; /* of the database, when it was last looked at; only other programs raise it */
  gint64 default_row; /* the gateway that is asked for songs unless another is named; 0 = any */
  gint64 followed_ms; /* what was written before is known */
  guint follow_source;
  guint backup_source;
  char *backup_folder; /* (owned) (nullable) */
  guint changed_source;
  gpointer contents;            /* (owned) (nullable): read, and not all in the list yet */
  GDestroyNotify contents_free; /* frees @contents */
  guint n_taken;                /* of the tasks in @contents */
  guint contents_source;
  gboolean read_only;
  gboolean offline;
  gboolean defers_tasks;
  gboolean opened;
};

void refrain_library_merge_tasks (RefrainLibrary *self, GPtrArray *records, GPtrArray *out);
void refrain_library_set_offline (RefrainLibrary *self, gboolean offline);
void refrain_library_queue_changed (RefrainLibrary *self);
void refrain_library_learn_times (RefrainLibrary *self);
void refrain_library_drop_twins (RefrainLibrary *self, RefrainTask *task);
void refrain_library_put_task (RefrainLibrary *self, RefrainTask *task);
void refrain_library_watch_source (RefrainLibrary *self, RefrainSource *source);
void refrain_library_ready_source_async (RefrainLibrary *self,
                                         RefrainSource *source,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean
refrain_library_ready_source_finish (RefrainLibrary *self, GAsyncResult *result, GError **error);

G_END_DECLS
