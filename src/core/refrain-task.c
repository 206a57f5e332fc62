/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-task.h"
#include "refrain-text.h"

#define SUMMARY_CHARS 80

/**
 * RefrainTask:
 *
 * One task of the library, as views bind to it.
 */
struct _RefrainTask
{
  GObject parent_instance;

  RefrainTaskRecord *record; /* (owned) */
  GListModel *clips;         /* (owned) (element-type RefrainClip) */
  GError *poll_error; /* (owned) (nullable): why the gateway could not tell more, last time */
};

G_DEFINE_FINAL_TYPE (RefrainTask, refrain_task, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_CLIPS,
} RefrainTaskProperty;

static GParamSpec *properties[PROP_CLIPS + 1];

static void
refrain_task_finalize (GObject *object)
{
  RefrainTask *self = REFRAIN_TASK (object);

  g_clear_pointer (&self->record, refrain_task_record_free);
  g_clear_object (&self->clips);
  g_clear_error (&self->poll_error);

  G_OBJECT_CLASS (refrain_task_parent_class)->finalize (object);
}

static void
refrain_task_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RefrainTask *self = REFRAIN_TASK (object);

  switch ((RefrainTaskProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->record->facts->state);
      break;
    case PROP_CLIPS:
      g_value_set_object (value, self->clips);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
refrain_task_class_init (RefrainTaskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = refrain_task_finalize;
  object_class->get_property = refrain_task_get_property;

  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_CLIPS] = g_param_spec_object ("clips", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
refrain_task_init (RefrainTask *self)
{
}

/**
 * refrain_task_new:
 * @record: what the store has of the task
 * @clips: (element-type RefrainClip): its clips
 *
 * Returns: (transfer full): the task
 */
RefrainTask *
refrain_task_new (const RefrainTaskRecord *record, GListModel *clips)
{
  RefrainTask *self = g_object_new (REFRAIN_TYPE_TASK, NULL);

  /* The record's clips are dropped: the pool's objects stand for them. */
  self->record = refrain_task_record_copy_without_clips (record);
  self->clips = g_object_ref (clips);
  return self;
}

/**
 * refrain_task_get_row_id:
 * @self: a task
 *
 * Returns: the task's row in the store
 */
gint64
refrain_task_get_row_id (RefrainTask *self)
{
  g_return_val_if_fail (REFRAIN_IS_TASK (self), 0);

  return self->record->row_id;
}

/**
 * refrain_task_get_record:
 * @self: a task
 *
 * Returns: (transfer none): what is known, until the next refrain_task_apply()
 */
const RefrainTaskRecord *
refrain_task_get_record (RefrainTask *self)
{
  g_return_val_if_fail (REFRAIN_IS_TASK (self), NULL);

  return self->record;
}

/**
 * refrain_task_get_facts:
 * @self: a task
 *
 * Returns: (transfer none): what the gateway said, until the next refrain_task_apply(). Its clips
 *   are those of refrain_task_get_clips().
 */
const RefrainTaskFacts *
refrain_task_get_facts (RefrainTask *self)
{
  g_return_val_if_fail (REFRAIN_IS_TASK (self), NULL);

  return self->record->facts;
}

/**
 * refrain_task_get_clips:
 * @self: a task
 *
 * Returns: (transfer none) (element-type RefrainClip): the task's takes
 */
GListModel *
refrain_task_get_clips (RefrainTask *self)
{
  g_return_val_if_fail (REFRAIN_IS_TASK (self), NULL);

  return self->clips;
}

/**
 * refrain_task_apply:
 * @self: a task
 * @record: what the store has of it now
 * @clips: (element-type RefrainClip): its clips now
 */
void
refrain_task_apply (RefrainTask *self, const RefrainTaskRecord *record, GListModel *clips)
{
  g_return_if_fail (REFRAIN_IS_TASK (self));
  g_return_if_fail (record->row_id == self->record->row_id);

  refrain_task_record_free (self->record);
  self->record = refrain_task_record_copy_without_clips (record);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  if (g_set_object (&self->clips, clips))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLIPS]);
}

/**
 * refrain_task_get_poll_error:
 * @self: a task
 *
 * Returns: (transfer none) (nullable): why nothing could be learned of it when it was last asked
 * for; %NULL when something was
 */
const GError *
refrain_task_get_poll_error (RefrainTask *self)
{
  g_return_val_if_fail (REFRAIN_IS_TASK (self), NULL);

  return self->poll_error;
}

/**
 * refrain_task_set_poll_error:
 * @self: a task
 * @error: (nullable): why nothing could be learned of it just now
 *
 * Tells whoever listens for the state, as this is a part of how the task stands.
 */
void
refrain_task_set_poll_error (RefrainTask *self, const GError *error)
{
  gboolean changed;

  g_return_if_fail (REFRAIN_IS_TASK (self));

  changed = (error == NULL) != (self->poll_error == NULL)
            || (error != NULL && g_strcmp0 (error->message, self->poll_error->message) != 0);
  if (!changed)
    return;

  g_clear_error (&self->poll_error);
  self->poll_error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * refrain_task_dup_summary:
 * @self: a task
 *
 * Returns: (transfer full): one line that tells this task from others: a title, the first words of
 *   what was asked, or the id
 */
char *
refrain_task_dup_summary (RefrainTask *self)
{
  const RefrainTaskFacts *facts = refrain_task_get_facts (self);
  g_autoptr (RefrainClip) clip = g_list_model_get_item (self->clips, 0);
  const RefrainClipFacts *take = clip != NULL ? refrain_clip_get_facts (clip) : NULL;
  const char *text = facts->lyrics_title;

  if (text == NULL && take != NULL)
    text = take->title != NULL ? take->title : take->description;
  if (text == NULL && take != NULL)
    text = take->lyrics;
  if (text == NULL)
    text = facts->id != NULL ? facts->id : "";

  return refrain_text_first_line (text, SUMMARY_CHARS);
}
