/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-task-entry.h"
#include "refrain-task-filter.h"

G_BEGIN_DECLS

#define REFRAIN_TYPE_TASK_ROWS (refrain_task_rows_get_type ())
G_DECLARE_FINAL_TYPE (RefrainTaskRows, refrain_task_rows, REFRAIN, TASK_ROWS, GObject)

RefrainTaskRows *refrain_task_rows_new (GListModel *tasks);
void refrain_task_rows_refresh (RefrainTaskRows *self);
const RefrainTaskFilter *refrain_task_rows_get_filter (RefrainTaskRows *self);
void refrain_task_rows_set_filter (RefrainTaskRows *self,
                                   RefrainTaskShow show,
                                   int kind,
                                   gint64 gateway_row);
void refrain_task_rows_set_text (RefrainTaskRows *self, const char *text);
guint refrain_task_rows_count (RefrainTaskRows *self, RefrainTaskShow show);
guint refrain_task_rows_count_under_way (RefrainTaskRows *self);
guint refrain_task_rows_count_shown (RefrainTaskRows *self);
guint refrain_task_rows_count_selected (RefrainTaskRows *self);
GPtrArray *refrain_task_rows_list_selected (RefrainTaskRows *self);
void refrain_task_rows_select_all (RefrainTaskRows *self, gboolean selected);
RefrainTaskEntry *refrain_task_rows_find (RefrainTaskRows *self, gint64 task_row, guint *position);

G_END_DECLS
