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
  GCancellable *cancellable; /* (owned): of everything that only refreshes */
  GPtrArray *openers;        /* (owned) (nullable) (element-type GTask): wait until it is open */
  RefrainCounts counts;
  guint changed_source;
  guint contents_source;
  gboolean read_only;
  gboolean offline;
  gboolean defers_tasks;
  gboolean opened;
};

void refrain_library_merge_tasks (RefrainLibrary *self, GPtrArray *records, GPtrArray *out);
void refrain_library_set_offline (RefrainLibrary *self, gboolean offline);
void refrain_library_queue_changed (RefrainLibrary *self);

G_END_DECLS
