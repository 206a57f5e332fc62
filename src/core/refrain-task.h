/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-clip.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_TASK (refrain_task_get_type ())
G_DECLARE_FINAL_TYPE (RefrainTask, refrain_task, REFRAIN, TASK, GObject)

RefrainTask *refrain_task_new (const RefrainTaskRecord *record, GListModel *clips);
gint64 refrain_task_get_row_id (RefrainTask *self);
const RefrainTaskRecord *refrain_task_get_record (RefrainTask *self);
const RefrainTaskFacts *refrain_task_get_facts (RefrainTask *self);
GListModel *refrain_task_get_clips (RefrainTask *self);
void refrain_task_apply (RefrainTask *self, const RefrainTaskRecord *record, GListModel *clips);
const GError *refrain_task_get_poll_error (RefrainTask *self);
void refrain_task_set_poll_error (RefrainTask *self, const GError *error);
char *refrain_task_dup_summary (RefrainTask *self);

G_END_DECLS
