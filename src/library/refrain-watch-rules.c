/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-watch-rules.h"

#define MINUTE (60 * 1000)

/* A video comes some minutes after its song, if at all. */
#define VIDEO_PATIENCE (10 * MINUTE)
/* A task that has not ended in a day is asked for only when the user does. */
#define DEADLINE (24 * 60 * MINUTE)

/**
 * refrain_watch_rules_get_age:
 * @task: a task
 * @now: UTC milliseconds
 *
 * Returns: milliseconds since it was submitted, or since it was first seen
 */
gint64
refrain_watch_rules_get_age (RefrainTask *task, gint64 now)
{
  const RefrainTaskRecord *record = refrain_task_get_record (task);
  gint64 since = record->facts->submitted_at != 0 ? record->facts->submitted_at : record->added_at;

  return MAX (0, now - since);
}

/**
 * refrain_watch_rules_may_ask:
 * @task: a task
 *
 * Returns: whether its gateway can be asked for it, and the user wants it to be
 */
gboolean
refrain_watch_rules_may_ask (RefrainTask *task)
{
  const RefrainTaskRecord *record = refrain_task_get_record (task);

  return record->facts->id != NULL && record->removed_at == 0
         && record->watch == REFRAIN_WATCH_AUTO;
}

/**
 * refrain_watch_rules_is_past_deadline:
 * @task: a task
 * @now: UTC milliseconds
 *
 * Returns: whether it was watched for so long that it most likely never ends
 */
gboolean
refrain_watch_rules_is_past_deadline (RefrainTask *task, gint64 now)
{
  gint64 since = refrain_task_get_record (task)->watched_since;

  return (since != 0 ? now - since : refrain_watch_rules_get_age (task, now)) >= DEADLINE;
}

/**
 * refrain_watch_rules_is_settled:
 * @task: a task
 * @now: UTC milliseconds
 *
 * Returns: whether asking again can hardly bring anything new: the task and its clips have ended,
 *   and videos have had their time to come
 */
gboolean
refrain_watch_rules_is_settled (RefrainTask *task, gint64 now)
{
  const RefrainTaskFacts *facts = refrain_task_get_facts (task);
  GListModel *clips = refrain_task_get_clips (task);
  gboolean video_may_come = facts->finished_at != 0 && now - facts->finished_at < VIDEO_PATIENCE;

  if (facts->state == REFRAIN_TASK_STATE_FAILED)
    return TRUE;
  if (facts->state != REFRAIN_TASK_STATE_COMPLETE)
    return FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (clips); i++)
    {
      g_autoptr (RefrainClip) clip = g_list_model_get_item (clips, i);
      const RefrainClipFacts *take = refrain_clip_get_facts (clip);

      if (take == NULL)
        continue;
      if (!refrain_clip_state_is_terminal (take->state)
          || (video_may_come && take->state == REFRAIN_CLIP_STATE_COMPLETE
              && take->video_url == NULL))
        return FALSE;
    }

  return TRUE;
}
