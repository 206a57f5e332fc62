/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-task-entry.h"

#include "refrain-task-filter.h"

/**
 * RefrainTaskEntry:
 *
 * One row of the Tasks page: a task with what the page remembers of it, or a heading.
 */
struct _RefrainTaskEntry
{
  GObject parent_instance;

  RefrainTask *task; /* (owned) (nullable): %NULL for a heading */
  char *text;        /* (owned) (nullable): what is searched, once it was looked for */
  RefrainTaskGroup group;
  guint count; /* tasks under a heading */
  gboolean expanded;
  gboolean selected;
};

G_DEFINE_FINAL_TYPE (RefrainTaskEntry, refrain_task_entry, G_TYPE_OBJECT)

typedef enum
{
  PROP_EXPANDED = 1,
  PROP_SELECTED,
  PROP_COUNT,
} RefrainTaskEntryProperty;

static GParamSpec *properties[PROP_COUNT + 1];

static void
refrain_task_entry_finalize (GObject *object)
{
  g_clear_object (&REFRAIN_TASK_ENTRY (object)->task);
  g_clear_pointer (&REFRAIN_TASK_ENTRY (object)->text, g_free);

  G_OBJECT_CLASS (refrain_task_entry_parent_class)->finalize (object);
}

static void
refrain_task_entry_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RefrainTaskEntry *self = REFRAIN_TASK_ENTRY (object);

  switch ((RefrainTaskEntryProperty) prop_id)
    {
    case PROP_EXPANDED:
      g_value_set_boolean (value, self->expanded);
      break;
    case PROP_SELECTED:
      g_value_set_boolean (value, self->selected);
      break;
    case PROP_COUNT:
      g_value_set_uint (value, self->count);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
refrain_task_entry_class_init (RefrainTaskEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = refrain_task_entry_finalize;
  object_class->get_property = refrain_task_entry_get_property;

  properties[PROP_EXPANDED] = g_param_spec_boolean ("expanded", NULL, NULL, FALSE, flags);
  properties[PROP_SELECTED] = g_param_spec_boolean ("selected", NULL, NULL, FALSE, flags);
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
refrain_task_entry_init (RefrainTaskEntry *self)
{
}

/**
 * refrain_task_entry_new:
 * @task: (nullable): a task; %NULL for a heading
 * @group: which group the entry belongs to
 *
 * Returns: (transfer full): the entry
 */
RefrainTaskEntry *
refrain_task_entry_new (RefrainTask *task, RefrainTaskGroup group)
{
  RefrainTaskEntry *self = g_object_new (REFRAIN_TYPE_TASK_ENTRY, NULL);

  g_set_object (&self->task, task);
  self->group = group;
  return self;
}

/**
 * refrain_task_entry_get_task:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): the task; %NULL for a heading
 */
RefrainTask *
refrain_task_entry_get_task (RefrainTaskEntry *self)
{
  g_return_val_if_fail (REFRAIN_IS_TASK_ENTRY (self), NULL);

  return self->task;
}

/**
 * refrain_task_entry_get_group:
 * @self: an entry
 *
 * Returns: which group it belongs to
 */
RefrainTaskGroup
refrain_task_entry_get_group (RefrainTaskEntry *self)
{
  g_return_val_if_fail (REFRAIN_IS_TASK_ENTRY (self), REFRAIN_TASK_GROUP_EARLIER);

  return self->group;
}

/**
 * refrain_task_entry_set_group:
 * @self: an entry
 * @group: which group it belongs to now
 */
void
refrain_task_entry_set_group (RefrainTaskEntry *self, RefrainTaskGroup group)
{
  g_return_if_fail (REFRAIN_IS_TASK_ENTRY (self));

  self->group = group;
}

/**
 * refrain_task_entry_get_expanded:
 * @self: an entry
 *
 * Returns: whether its details are shown
 */
gboolean
refrain_task_entry_get_expanded (RefrainTaskEntry *self)
{
  g_return_val_if_fail (REFRAIN_IS_TASK_ENTRY (self), FALSE);

  return self->expanded;
}

/**
 * refrain_task_entry_set_expanded:
 * @self: an entry
 * @expanded: whether its details are shown
 */
void
refrain_task_entry_set_expanded (RefrainTaskEntry *self, gboolean expanded)
{
  g_return_if_fail (REFRAIN_IS_TASK_ENTRY (self));

  expanded = !!expanded;
  if (self->expanded == expanded)
    return;

  self->expanded = expanded;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXPANDED]);
}

/**
 * refrain_task_entry_get_selected:
 * @self: an entry
 *
 * Returns: whether it is among those that the next action is for
 */
gboolean
refrain_task_entry_get_selected (RefrainTaskEntry *self)
{
  g_return_val_if_fail (REFRAIN_IS_TASK_ENTRY (self), FALSE);

  return self->selected;
}

/**
 * refrain_task_entry_set_selected:
 * @self: an entry of a task
 * @selected: whether it is among those that the next action is for
 */
void
refrain_task_entry_set_selected (RefrainTaskEntry *self, gboolean selected)
{
  g_return_if_fail (REFRAIN_IS_TASK_ENTRY (self));

  selected = !!selected;
  if (self->selected == selected)
    return;

  self->selected = selected;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

/**
 * refrain_task_entry_get_text:
 * @self: an entry of a task
 *
 * Returns: (transfer none): what is searched of the task; see refrain_task_filter_dup_text()
 */
const char *
refrain_task_entry_get_text (RefrainTaskEntry *self)
{
  g_return_val_if_fail (REFRAIN_IS_TASK_ENTRY (self), NULL);

  if (self->text == NULL)
    self->text = refrain_task_filter_dup_text (self->task);
  return self->text;
}

/**
 * refrain_task_entry_has_text:
 * @self: an entry of a task
 *
 * Returns: whether refrain_task_entry_get_text() takes no time
 */
gboolean
refrain_task_entry_has_text (RefrainTaskEntry *self)
{
  g_return_val_if_fail (REFRAIN_IS_TASK_ENTRY (self), FALSE);

  return self->text != NULL;
}

/**
 * refrain_task_entry_forget_text:
 * @self: an entry of a task that has changed
 */
void
refrain_task_entry_forget_text (RefrainTaskEntry *self)
{
  g_return_if_fail (REFRAIN_IS_TASK_ENTRY (self));

  g_clear_pointer (&self->text, g_free);
}

/**
 * refrain_task_entry_get_count:
 * @self: a heading
 *
 * Returns: how many tasks stand under it
 */
guint
refrain_task_entry_get_count (RefrainTaskEntry *self)
{
  g_return_val_if_fail (REFRAIN_IS_TASK_ENTRY (self), 0);

  return self->count;
}

/**
 * refrain_task_entry_set_count:
 * @self: a heading
 * @count: how many tasks stand under it
 */
void
refrain_task_entry_set_count (RefrainTaskEntry *self, guint count)
{
  g_return_if_fail (REFRAIN_IS_TASK_ENTRY (self));

  if (self->count == count)
    return;

  self->count = count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}
