/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"
#include "refrain-task-entry.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_TASK_ROW (refrain_task_row_get_type ())
G_DECLARE_FINAL_TYPE (RefrainTaskRow, refrain_task_row, REFRAIN, TASK_ROW, GtkBox)

GtkWidget *refrain_task_row_new (RefrainContext *context);
void refrain_task_row_set_entry (RefrainTaskRow *self, RefrainTaskEntry *entry);
RefrainTaskEntry *refrain_task_row_get_entry (RefrainTaskRow *self);
void refrain_task_row_set_narrow (RefrainTaskRow *self, gboolean narrow);
void refrain_task_row_set_selecting (RefrainTaskRow *self, gboolean selecting);
void refrain_task_row_show_menu (RefrainTaskRow *self, double x, double y);
void refrain_task_row_update_age (RefrainTaskRow *self);
gboolean refrain_task_row_is_focused (RefrainTaskRow *self);

G_END_DECLS
