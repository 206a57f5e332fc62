/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-task-group.h"

#include <glib/gi18n-lib.h>

static gboolean
is_same_day (gint64 then, GDateTime *now)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (then / 1000);
  g_autoptr (GDateTime) local = NULL;
  int year;
  int month;
  int day;

  if (utc == NULL)
    return FALSE;

  local = g_date_time_to_timezone (utc, g_date_time_get_timezone (now));
  g_date_time_get_ymd (now, &year, &month, &day);
  /* A gateway whose clock runs ahead has finished it today, not tomorrow. */
  if (g_date_time_compare (local, now) > 0)
    return TRUE;

  return g_date_time_get_year (local) == year && g_date_time_get_month (local) == month
         && g_date_time_get_day_of_month (local) == day;
}

/**
 * refrain_task_group_choose:
 * @facts: what the gateway said of a task
 * @added_at: when the library first saw it, UTC ms
 * @now: now, in the user's time zone
 *
 * Returns: under which heading it stands. A task that failed needs attention however old it is;
 *   one of which the gateway said nothing yet is in progress.
 */
RefrainTaskGroup
refrain_task_group_choose (const RefrainTaskFacts *facts, gint64 added_at, GDateTime *now)
{
  gint64 then = facts->finished_at;

  if (facts->state == REFRAIN_TASK_STATE_FAILED)
    return REFRAIN_TASK_GROUP_NEEDS_ATTENTION;
  if (facts->state != REFRAIN_TASK_STATE_COMPLETE)
    return REFRAIN_TASK_GROUP_IN_PROGRESS;

  if (then == 0)
    then = facts->submitted_at;
  if (then == 0)
    then = added_at;
  return is_same_day (then, now) ? REFRAIN_TASK_GROUP_TODAY : REFRAIN_TASK_GROUP_EARLIER;
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
