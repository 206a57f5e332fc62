/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"
#include "refrain-task.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_TASK_DETAILS (refrain_task_details_get_type ())
G_DECLARE_FINAL_TYPE (RefrainTaskDetails, refrain_task_details, REFRAIN, TASK_DETAILS, GtkBox)

GtkWidget *refrain_task_details_new (RefrainContext *context, RefrainTask *task);

G_END_DECLS
