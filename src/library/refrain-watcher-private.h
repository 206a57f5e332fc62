/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-library-private.h"
#include "refrain-watch-line.h"
#include "refrain-watcher.h"

G_BEGIN_DECLS

struct _RefrainWatcher
{
  GObject parent_instance;

  RefrainLibrary *library;   /* (owned) */
  GHashTable *watched;       /* (owned) (element-type RefrainTask Watch) */
  GHashTable *lines;         /* (owned) (element-type gint64* Line): by the gateway's row */
  GNetworkMonitor *network;  /* (owned) */
  GCancellable *cancellable; /* (owned) */
  guint timer;
  guint told; /* how many are watched, as others know */
  gboolean started;
  gboolean paused;
};

/* What is known of one task that is watched. */
typedef struct
{
  gint64 due;         /* UTC ms; 0 while it is being asked for */
  gint64 gateway_row; /* the task's, at hand where very many are looked through */
  guint n_failures;
  gboolean ended; /* it has said so; only its videos are waited for */
} RefrainWatch;

void refrain_watcher_look_at (RefrainWatcher *self, RefrainTask *task);
void refrain_watcher_plan (RefrainWatcher *self);
void refrain_watcher_poll_source (RefrainWatcher *self, RefrainSource *source, gint64 now);
void refrain_watcher_schedule (RefrainTask *task, RefrainWatch *watch, gint64 retry_after);

G_END_DECLS
