/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-task-entry.h"

G_BEGIN_DECLS

#define REFRAIN_TYPE_TASK_ROWS (refrain_task_rows_get_type ())
G_DECLARE_FINAL_TYPE (RefrainTaskRows, refrain_task_rows, REFRAIN, TASK_ROWS, GObject)

RefrainTaskRows *refrain_task_rows_new (GListModel *tasks);
void refrain_task_rows_refresh (RefrainTaskRows *self);
guint refrain_task_rows_count (RefrainTaskRows *self, RefrainTaskGroup group);
RefrainTaskEntry *refrain_task_rows_find (RefrainTaskRows *self, gint64 task_row, guint *position);

G_END_DECLS
