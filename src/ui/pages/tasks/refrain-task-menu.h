/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-task-status.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _RefrainTaskDeed RefrainTaskDeed;

/** RefrainTaskDeed: something that can be done with a task. */
struct _RefrainTaskDeed
{
  const char *action; /* takes the task's row */
  const char *label;  /* not translated yet */
  guint statuses;     /* bits, see RefrainTaskStatus: in which it can be done */
  guint needs;        /* bits, private */
  guint section;      /* of the menu */
};

GPtrArray *refrain_task_menu_list_deeds (RefrainTask *task, gboolean can_find);
GMenuModel *refrain_task_menu_new (RefrainTask *task, gboolean can_find);

G_END_DECLS
