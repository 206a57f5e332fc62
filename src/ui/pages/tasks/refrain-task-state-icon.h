/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-task-status.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_TASK_STATE_ICON (refrain_task_state_icon_get_type ())
G_DECLARE_FINAL_TYPE (
    RefrainTaskStateIcon, refrain_task_state_icon, REFRAIN, TASK_STATE_ICON, GtkWidget)

void refrain_task_state_icon_show (RefrainTaskStateIcon *self,
                                   RefrainTaskStatus status,
                                   gboolean lacks_something);
void refrain_task_state_icon_rest (RefrainTaskStateIcon *self);

G_END_DECLS
