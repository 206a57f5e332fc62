/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-task-status.h"

#include <glib/gi18n-lib.h>

/* One status, one row; what is %NULL is said in the gateway's own word, or not at all. */
static const struct
{
  const char *word;
  const char *style;     /* of the word and the icon */
  const char *icon_name; /* %NULL: a spinner */
  const char *heading;   /* of the text that says more */
} looks[] = {
  [REFRAIN_TASK_STATUS_SENDING] = { N_ ("Sending…"), "accent", NULL, NULL },
  [REFRAIN_TASK_STATUS_RUNNING] = { NULL, NULL, NULL, NULL },
  [REFRAIN_TASK_STATUS_STOPPED] = { N_ ("Not watched"), NULL, "media-playback-pause-symbolic",
                                    N_ ("Not watched any more") },
  [REFRAIN_TASK_STATUS_EXPIRED] = { N_ ("Not watched"), "warning", "media-playback-pause-symbolic",
                                    N_ ("Not watched any more") },
  [REFRAIN_TASK_STATUS_MAYBE] = { N_ ("May have been accepted"), "warning",
                                  "dialog-question-symbolic",
                                  N_ ("Nobody knows whether it was accepted") },
  [REFRAIN_TASK_STATUS_REFUSED] = { N_ ("Refused"), "error", "dialog-error-symbolic",
                                    N_ ("Why it was refused") },
  [REFRAIN_TASK_STATUS_NOT_SENT] = { N_ ("Not sent"), "error", "dialog-error-symbolic",
                                     N_ ("Why it was not sent") },
  [REFRAIN_TASK_STATUS_FAILED] = { NULL, "error", "dialog-error-symbolic", N_ ("Why it failed") },
  [REFRAIN_TASK_STATUS_COMPLETE] = { NULL, "success", "emblem-ok-symbolic",
                                     N_ ("What is missing") },
};

/**
 * refrain_task_status_of:
 * @record: a task
 *
 * Returns: what the user has to know of it
 */
RefrainTaskStatus
refrain_task_status_of (const RefrainTaskRecord *record)
{
  switch (record->submit_state)
    {
    case REFRAIN_SUBMIT_STATE_SENDING:
      return REFRAIN_TASK_STATUS_SENDING;
    case REFRAIN_SUBMIT_STATE_MAYBE:
      return REFRAIN_TASK_STATUS_MAYBE;
    case REFRAIN_SUBMIT_STATE_REFUSED:
      return REFRAIN_TASK_STATUS_REFUSED;
    case REFRAIN_SUBMIT_STATE_NOT_SENT:
      return REFRAIN_TASK_STATUS_NOT_SENT;
    case REFRAIN_SUBMIT_STATE_NONE:
    case REFRAIN_SUBMIT_STATE_SENT:
    default:
      break;
    }

  if (record->facts->state == REFRAIN_TASK_STATE_FAILED)
    return REFRAIN_TASK_STATUS_FAILED;
  if (record->facts->state == REFRAIN_TASK_STATE_COMPLETE)
    return REFRAIN_TASK_STATUS_COMPLETE;
  if (record->watch == REFRAIN_WATCH_STOPPED)
    return REFRAIN_TASK_STATUS_STOPPED;

  return record->watch == REFRAIN_WATCH_EXPIRED ? REFRAIN_TASK_STATUS_EXPIRED
                                                : REFRAIN_TASK_STATUS_RUNNING;
}

/**
 * refrain_task_status_is_under_way:
 * @status: a status
 *
 * Returns: whether something is about to happen, so that its time is worth counting
 */
gboolean
refrain_task_status_is_under_way (RefrainTaskStatus status)
{
  return status == REFRAIN_TASK_STATUS_SENDING || status == REFRAIN_TASK_STATUS_RUNNING;
}

/**
 * refrain_task_status_get_word:
 * @status: a status
 *
 * Returns: (transfer none) (nullable): a word or a few; %NULL where the gateway's own word tells
 */
const char *
refrain_task_status_get_word (RefrainTaskStatus status)
{
  return looks[status].word != NULL ? _ (looks[status].word) : NULL;
}

/**
 * refrain_task_status_get_style:
 * @status: a status
 *
 * Returns: (transfer none) (nullable): the style class of what shows it
 */
const char *
refrain_task_status_get_style (RefrainTaskStatus status)
{
  return looks[status].style;
}

/**
 * refrain_task_status_get_icon_name:
 * @status: a status
 *
 * Returns: (transfer none) (nullable): an icon; %NULL for a spinner
 */
const char *
refrain_task_status_get_icon_name (RefrainTaskStatus status)
{
  return looks[status].icon_name;
}

/**
 * refrain_task_status_get_heading:
 * @status: a status
 *
 * Returns: (transfer none) (nullable): what stands above the text that says more
 */
const char *
refrain_task_status_get_heading (RefrainTaskStatus status)
{
  return looks[status].heading != NULL ? _ (looks[status].heading) : NULL;
}
