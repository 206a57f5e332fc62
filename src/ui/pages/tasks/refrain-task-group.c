/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-task-group.h"

#include <glib/gi18n-lib.h>

/**
 * refrain_task_group_get_day_start:
 * @now: now, in the user's time zone
 *
 * Returns: when the user's day began, UTC ms
 */
gint64
refrain_task_group_get_day_start (GDateTime *now)
{
  g_autoptr (GDateTime) midnight = NULL;
  int year;
  int month;
  int day;

  g_date_time_get_ymd (now, &year, &month, &day);
  midnight = g_date_time_new (g_date_time_get_timezone (now), year, month, day, 0, 0, 0);
  return g_date_time_to_unix (midnight != NULL ? midnight : now) * 1000;
}

/**
 * refrain_task_group_choose:
 * @record: a task
 * @day_start: when the user's day began, UTC ms
 *
 * Returns: under which heading it stands. A task that failed needs attention however old it is, and
 *   so does one of which nobody knows whether it was accepted; one of which the gateway said
 *   nothing yet is in progress.
 */
RefrainTaskGroup
refrain_task_group_choose (const RefrainTaskRecord *record, gint64 day_start)
{
  const RefrainTaskFacts *facts = record->facts;
  gint64 then = facts->finished_at;

  if (refrain_task_record_needs_attention (record))
    return REFRAIN_TASK_GROUP_NEEDS_ATTENTION;
  if (facts->state != REFRAIN_TASK_STATE_COMPLETE)
    return REFRAIN_TASK_GROUP_IN_PROGRESS;

  if (then == 0)
    then = facts->submitted_at;
  if (then == 0)
    then = record->added_at;
  /* A gateway whose clock runs ahead has finished it today, not tomorrow. */
  return then >= day_start ? REFRAIN_TASK_GROUP_TODAY : REFRAIN_TASK_GROUP_EARLIER;
}

/**
 * refrain_task_group_get_title:
 * @group: a heading
 *
 * Returns: (transfer none): its text, translated
 */
const char *
refrain_task_group_get_title (RefrainTaskGroup group)
{
  switch (group)
    {
    case REFRAIN_TASK_GROUP_IN_PROGRESS:
      return _ ("In Progress");
    case REFRAIN_TASK_GROUP_NEEDS_ATTENTION:
      return _ ("Needs Attention");
    case REFRAIN_TASK_GROUP_TODAY:
      return _ ("Finished Today");
    case REFRAIN_TASK_GROUP_EARLIER:
    default:
      return _ ("Finished Earlier");
    }
}
