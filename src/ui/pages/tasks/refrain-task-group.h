/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-task.h"

G_BEGIN_DECLS

/** RefrainTaskGroup: under which heading a task stands, in the headings' order. */
typedef enum
{
  REFRAIN_TASK_GROUP_IN_PROGRESS,
  REFRAIN_TASK_GROUP_NEEDS_ATTENTION,
  REFRAIN_TASK_GROUP_TODAY,
  REFRAIN_TASK_GROUP_EARLIER,
} RefrainTaskGroup;

/** REFRAIN_N_TASK_GROUPS: how many headings there can be. */
#define REFRAIN_N_TASK_GROUPS (REFRAIN_TASK_GROUP_EARLIER + 1)

gint64 refrain_task_group_get_day_start (GDateTime *now);
RefrainTaskGroup refrain_task_group_choose (const RefrainTaskRecord *record, gint64 day_start);
const char *refrain_task_group_get_title (RefrainTaskGroup group);

G_END_DECLS
