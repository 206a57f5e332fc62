/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-task.h"

G_BEGIN_DECLS

/**
 * RefrainTaskStatus: what the user has to know of a task: how it was sent, how far it is, and
 * whether anybody asks for it.
 * @REFRAIN_TASK_STATUS_SENDING: on its way to the gateway
 * @REFRAIN_TASK_STATUS_RUNNING: the gateway makes it, and is asked for it
 * @REFRAIN_TASK_STATUS_STOPPED: the user wants it not to be asked for
 * @REFRAIN_TASK_STATUS_EXPIRED: it has not ended in a day, so it is not asked for any more
 * @REFRAIN_TASK_STATUS_MAYBE: it left, and nobody knows whether it arrived
 * @REFRAIN_TASK_STATUS_REFUSED: the gateway did not take it
 * @REFRAIN_TASK_STATUS_NOT_SENT: it never left
 * @REFRAIN_TASK_STATUS_FAILED: the gateway took it and could not make it
 * @REFRAIN_TASK_STATUS_COMPLETE: it is made
 */
typedef enum
{
  REFRAIN_TASK_STATUS_SENDING,
  REFRAIN_TASK_STATUS_RUNNING,
  REFRAIN_TASK_STATUS_STOPPED,
  REFRAIN_TASK_STATUS_EXPIRED,
  REFRAIN_TASK_STATUS_MAYBE,
  REFRAIN_TASK_STATUS_REFUSED,
  REFRAIN_TASK_STATUS_NOT_SENT,
  REFRAIN_TASK_STATUS_FAILED,
  REFRAIN_TASK_STATUS_COMPLETE,
} RefrainTaskStatus;

RefrainTaskStatus refrain_task_status_of (const RefrainTaskRecord *record);
gboolean refrain_task_status_is_under_way (RefrainTaskStatus status);
const char *refrain_task_status_get_word (RefrainTaskStatus status);
const char *refrain_task_status_get_style (RefrainTaskStatus status);
const char *refrain_task_status_get_icon_name (RefrainTaskStatus status);
const char *refrain_task_status_get_heading (RefrainTaskStatus status);

G_END_DECLS
