/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-task-group.h"

G_BEGIN_DECLS

#define REFRAIN_TYPE_TASK_ENTRY (refrain_task_entry_get_type ())
G_DECLARE_FINAL_TYPE (RefrainTaskEntry, refrain_task_entry, REFRAIN, TASK_ENTRY, GObject)

RefrainTaskEntry *refrain_task_entry_new (RefrainTask *task, RefrainTaskGroup group);
RefrainTask *refrain_task_entry_get_task (RefrainTaskEntry *self);
RefrainTaskGroup refrain_task_entry_get_group (RefrainTaskEntry *self);
void refrain_task_entry_set_group (RefrainTaskEntry *self, RefrainTaskGroup group);
gboolean refrain_task_entry_get_expanded (RefrainTaskEntry *self);
void refrain_task_entry_set_expanded (RefrainTaskEntry *self, gboolean expanded);
gboolean refrain_task_entry_get_selected (RefrainTaskEntry *self);
void refrain_task_entry_set_selected (RefrainTaskEntry *self, gboolean selected);
const char *refrain_task_entry_get_text (RefrainTaskEntry *self);
gboolean refrain_task_entry_has_text (RefrainTaskEntry *self);
void refrain_task_entry_forget_text (RefrainTaskEntry *self);
guint refrain_task_entry_get_count (RefrainTaskEntry *self);
void refrain_task_entry_set_count (RefrainTaskEntry *self, guint count);

G_END_DECLS
