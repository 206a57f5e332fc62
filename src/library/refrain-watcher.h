/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-library.h"

G_BEGIN_DECLS

#define REFRAIN_TYPE_WATCHER (refrain_watcher_get_type ())
G_DECLARE_FINAL_TYPE (RefrainWatcher, refrain_watcher, REFRAIN, WATCHER, GObject)

RefrainWatcher *refrain_watcher_new (RefrainLibrary *library);
void refrain_watcher_start (RefrainWatcher *self);
void refrain_watcher_poll_now (RefrainWatcher *self);
void refrain_watcher_set_paused (RefrainWatcher *self, gboolean paused);
guint refrain_watcher_get_n_watched (RefrainWatcher *self);
gboolean refrain_watcher_is_watching (RefrainWatcher *self, RefrainTask *task);
void refrain_watcher_stop_task (RefrainWatcher *self, RefrainTask *task);
void refrain_watcher_resume_task (RefrainWatcher *self, RefrainTask *task);

G_END_DECLS
