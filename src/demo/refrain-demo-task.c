/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-demo-task.h"

static void
take_free (gpointer data)
{
  RefrainDemoTake *take = data;

  g_free (take->id);
  g_free (take->title);
  g_free (take->lyrics);
  g_free (take->audio);
  g_free (take->cover);
  g_free (take->cover_large);
  g_free (take->video);
  g_free (take->fault);
  g_free (take->audio_address);
  g_free (take->error_type);
  g_free (take->error_message);
  g_free (take);
}

/**
 * refrain_demo_task_new:
 * @id: the task id
 * @action: MUSIC or LYRICS
 *
 * Returns: (transfer full): a finished task without takes, of the new-api envelope
 */
RefrainDemoTask *
refrain_demo_task_new (const char *id, const char *action)
{
  RefrainDemoTask *self = g_new0 (RefrainDemoTask, 1);

  self->id = g_strdup (id);
  self->action = g_strdup (action);
  self->type = g_strdup ("gen");
  self->fixed_age = REFRAIN_DEMO_AGE_FINISHED;
  self->takes = g_ptr_array_new_with_free_func (take_free);

  return self;
}

/**
 * refrain_demo_task_free:
 * @self: (transfer full): a task, freed with its takes
 */
void
refrain_demo_task_free (RefrainDemoTask *self)
{
  g_free (self->id);
  g_free (self->action);
  g_free (self->model);
  g_free (self->model_version);
  g_free (self->tags);
  g_free (self->negative_tags);
  g_free (self->describe);
  g_free (self->request);
  g_free (self->type);
  g_free (self->continue_clip_id);
  g_free (self->created_at);
  g_free (self->status);
  g_free (self->fail_reason);
  g_free (self->text_title);
  g_free (self->text);
  g_ptr_array_unref (self->takes);
  g_free (self);
}

/**
 * refrain_demo_task_add_take:
 * @id: the clip id
 *
 * Returns: (transfer none): a new last take
 */
RefrainDemoTake *
refrain_demo_task_add_take (RefrainDemoTask *self, const char *id)
{
  RefrainDemoTake *take = g_new0 (RefrainDemoTake, 1);

  take->task = self;
  take->index = self->takes->len;
  take->id = g_strdup (id);
  g_ptr_array_add (self->takes, take);

  return take;
}

/**
 * refrain_demo_task_borrow:
 * @id: the clip id
 * @from: the take whose title, words, duration and files it has
 *
 * Returns: (transfer none): a new last take
 */
RefrainDemoTake *
refrain_demo_task_borrow (RefrainDemoTask *self, const char *id, const RefrainDemoTake *from)
{
  RefrainDemoTake *take = refrain_demo_task_add_take (self, id);

  take->title = g_strdup (from->title);
  take->lyrics = g_strdup (from->lyrics);
  take->duration = from->duration;
  take->audio = g_strdup (from->audio);
  take->cover = g_strdup (from->cover);
  take->cover_large = g_strdup (from->cover_large);
  take->video = g_strdup (from->video);

  return take;
}

/**
 * refrain_demo_task_get_age:
 * @now: the time of the gateway's clock, ms
 *
 * Returns: how far the task has come, in ms of its life
 */
gint64
refrain_demo_task_get_age (const RefrainDemoTask *self, gint64 now)
{
  if (self->fixed_age != REFRAIN_DEMO_AGE_BY_CLOCK)
    return self->fixed_age;

  return MAX (0, now - self->submitted_at);
}

/**
 * refrain_demo_task_get_status:
 * @now: the time of the gateway's clock, ms
 *
 * Returns: the state word of the new-api envelope
 */
const char *
refrain_demo_task_get_status (const RefrainDemoTask *self, gint64 now)
{
  gint64 age = refrain_demo_task_get_age (self, now);

  if (self->status != NULL)
    return self->status;
  if (age < REFRAIN_DEMO_AGE_SEEN)
    return "NOT_START";
  if (age < REFRAIN_DEMO_AGE_FIRST_STREAM)
    return "QUEUED";
  if (g_str_equal (self->action, "LYRICS"))
    return "SUCCESS";

  return age < REFRAIN_DEMO_AGE_COMPLETE ? "IN_PROGRESS" : "SUCCESS";
}

/**
 * refrain_demo_take_get_stage:
 * @now: the time of the gateway's clock, ms
 *
 * The first take is ahead of the others all the way, as it is with real gateways.
 *
 * Returns: how far the take has come
 */
RefrainDemoStage
refrain_demo_take_get_stage (const RefrainDemoTake *self, gint64 now)
{
  gint64 age = refrain_demo_task_get_age (self->task, now);
  gboolean first = self->index == 0;

  if (self->error_type != NULL)
    return REFRAIN_DEMO_STAGE_ERROR;
  if (age >= (first ? REFRAIN_DEMO_AGE_FIRST_COMPLETE : REFRAIN_DEMO_AGE_COMPLETE))
    return REFRAIN_DEMO_STAGE_COMPLETE;
  if (age >= (first ? REFRAIN_DEMO_AGE_FIRST_STREAM : REFRAIN_DEMO_AGE_SECOND_STREAM))
    return REFRAIN_DEMO_STAGE_STREAMING;

  return age >= REFRAIN_DEMO_AGE_SEEN ? REFRAIN_DEMO_STAGE_QUEUED : REFRAIN_DEMO_STAGE_SUBMITTED;
}

/**
 * refrain_demo_take_has_video:
 * @now: the time of the gateway's clock, ms
 *
 * Returns: whether there is a video and it is done: some time after the sound
 */
gboolean
refrain_demo_take_has_video (const RefrainDemoTake *self, gint64 now)
{
  return self->video != NULL && self->error_type == NULL
         && refrain_demo_task_get_age (self->task, now) >= REFRAIN_DEMO_AGE_VIDEO;
}
