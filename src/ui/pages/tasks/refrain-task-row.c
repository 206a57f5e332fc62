/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-task-row.h"

#include "refrain-cover.h"
#include "refrain-state-pill.h"
#include "refrain-task-details.h"
#include "refrain-task-words.h"

#include <glib/gi18n-lib.h>

#define MAX_COVERS 4
#define COVER_SIZE 40
#define REVEAL_MILLISECONDS 150

/**
 * RefrainTaskRow:
 *
 * A row of the Tasks page: a heading, or a task, which opens to its details. The details are made
 * when they are first shown and go when they are hidden.
 */
struct _RefrainTaskRow
{
  GtkBox parent_instance;

  RefrainCovers *refrain_covers; /* (owned) */
  RefrainTaskEntry *entry;       /* (owned) (nullable) */
  GSignalGroup *entry_group;     /* (owned) */
  GSignalGroup *task_group;      /* (owned) */
  RefrainCover *covers[MAX_COVERS];
  GtkWidget *heading;
  GtkLabel *heading_title;
  GtkLabel *heading_count;
  GtkWidget *card;
  GtkWidget *header;
  GtkStack *state_stack;
  GtkSpinner *spinner;
  GtkImage *icon;
  GtkLabel *summary;
  GtkLabel *result;
  RefrainStatePill *pill;
  GtkLabel *facts;
  GtkBox *covers_box;
  GtkWidget *expander;
  GtkRevealer *revealer;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (RefrainTaskRow, refrain_task_row, GTK_TYPE_BOX)

typedef enum
{
  PROP_EXPANDED = 1,
} RefrainTaskRowProperty;

static GParamSpec *properties[PROP_EXPANDED + 1];

static RefrainTask *
get_task (RefrainTaskRow *self)
{
  return self->entry != NULL ? refrain_task_entry_get_task (self->entry) : NULL;
}

static gboolean
is_expanded (RefrainTaskRow *self)
{
  return self->entry != NULL && refrain_task_entry_get_expanded (self->entry);
}

static void
set_label (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

static void
show_icon (RefrainTaskRow *self, const char *icon_name, const char *style)
{
  static const char *const styles[] = { "success", "warning", "error" };

  gtk_image_set_from_icon_name (self->icon, icon_name);
  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), styles[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), style);
}

static void
show_state (RefrainTaskRow *self, RefrainTask *task)
{
  const RefrainTaskFacts *facts = refrain_task_get_facts (task);
  gboolean running = !refrain_task_state_is_terminal (facts->state);
  g_autofree char *result = refrain_task_words_dup_plain_result (task);

  gtk_stack_set_visible_child_name (self->state_stack, running ? "spinner" : "icon");
  gtk_spinner_set_spinning (self->spinner, running);
  if (facts->state == REFRAIN_TASK_STATE_FAILED)
    show_icon (self, "dialog-error-symbolic", "error");
  else if (result != NULL)
    show_icon (self, "dialog-warning-symbolic", "warning");
  else
    show_icon (self, "emblem-ok-symbolic", "success");

  refrain_state_pill_set_task_state (self->pill, facts->state, facts->state_word);
  /* What must be said plainly is said before anything is opened, and once. */
  set_label (self->result, result != NULL ? result : "");
  gtk_widget_set_visible (GTK_WIDGET (self->result), result != NULL && !is_expanded (self));
}

static void
show_covers (RefrainTaskRow *self, RefrainTask *task)
{
  GListModel *clips = refrain_task_get_clips (task);
  guint n_clips = g_list_model_get_n_items (clips);

  for (guint i = 0; i < MAX_COVERS; i++)
    {
      g_autoptr (RefrainClip) clip = g_list_model_get_item (clips, i);

      refrain_cover_set_clip (self->covers[i], self->narrow ? NULL : clip);
      gtk_widget_set_visible (GTK_WIDGET (self->covers[i]), clip != NULL);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->covers_box), n_clips > 0 && !self->narrow);
}

static void
task_changed_cb (RefrainTaskRow *self)
{
  RefrainTask *task = get_task (self);
  g_autofree char *summary = NULL;

  if (task == NULL)
    return;

  summary = refrain_task_dup_summary (task);
  set_label (self->summary, *summary != '\0' ? summary : _ ("Untitled"));
  show_state (self, task);
  show_covers (self, task);
  refrain_task_row_update_age (self);
}

static void
show_expanded (RefrainTaskRow *self, gboolean animate)
{
  RefrainTask *task = get_task (self);
  gboolean expanded = task != NULL && is_expanded (self);

  if (expanded && gtk_revealer_get_child (self->revealer) == NULL)
    gtk_revealer_set_child (self->revealer, refrain_task_details_new (self->refrain_covers, task));
  gtk_revealer_set_transition_duration (self->revealer, animate ? REVEAL_MILLISECONDS : 0);
  gtk_revealer_set_reveal_child (self->revealer, expanded);
  if (!expanded && !gtk_revealer_get_child_revealed (self->revealer))
    gtk_revealer_set_child (self->revealer, NULL);

  gtk_button_set_icon_name (GTK_BUTTON (self->expander),
                            expanded ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->result),
                          *gtk_label_get_text (self->result) != '\0' && !expanded);
  gtk_widget_set_tooltip_text (self->expander, expanded ? _ ("Hide Details") : _ ("Show Details"));
  if (task != NULL)
    {
      gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, expanded,
                                   -1);
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_STATE_EXPANDED,
                                   expanded, -1);
    }
  else
    gtk_accessible_reset_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXPANDED]);
}

static void
expanded_changed_cb (RefrainTaskRow *self)
{
  show_expanded (self, TRUE);
}

static void
child_revealed_cb (RefrainTaskRow *self)
{
  if (!gtk_revealer_get_child_revealed (self->revealer) && !is_expanded (self))
    gtk_revealer_set_child (self->revealer, NULL);
}

static void
count_changed_cb (RefrainTaskRow *self)
{
  guint count = refrain_task_entry_get_count (self->entry);
  const char *title = refrain_task_group_get_title (refrain_task_entry_get_group (self->entry));
  g_autofree char *number = g_strdup_printf ("%u", count);
  g_autofree char *name = NULL;

  if (get_task (self) != NULL)
    return;

  /* Translators: a heading and how many tasks stand under it */
  name = g_strdup_printf (_ ("%s, %u"), title, count);
  set_label (self->heading_title, title);
  set_label (self->heading_count, number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  RefrainTaskRow *self = user_data;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (!gtk_widget_contains (self->header, x, y) || get_task (self) == NULL)
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  refrain_task_entry_set_expanded (self->entry, !is_expanded (self));
}

static void
refrain_task_row_dispose (GObject *object)
{
  RefrainTaskRow *self = REFRAIN_TASK_ROW (object);

  g_clear_object (&self->entry_group);
  g_clear_object (&self->task_group);
  g_clear_object (&self->entry);
  g_clear_object (&self->refrain_covers);

  G_OBJECT_CLASS (refrain_task_row_parent_class)->dispose (object);
}

static void
refrain_task_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((RefrainTaskRowProperty) prop_id)
    {
    case PROP_EXPANDED:
      g_value_set_boolean (value, is_expanded (REFRAIN_TASK_ROW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
refrain_task_row_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  RefrainTaskRow *self = REFRAIN_TASK_ROW (object);

  switch ((RefrainTaskRowProperty) prop_id)
    {
    case PROP_EXPANDED:
      if (get_task (self) != NULL)
        refrain_task_entry_set_expanded (self->entry, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* Headings as well, so that the arrow keys pass them. */
static gboolean
refrain_task_row_grab_focus (GtkWidget *widget)
{
  RefrainTaskRow *self = REFRAIN_TASK_ROW (widget);

  return gtk_widget_grab_focus (get_task (self) != NULL ? self->expander : self->heading);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/pages/tasks/refrain-task-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskRow, heading);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskRow, heading_title);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskRow, heading_count);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskRow, card);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskRow, header);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskRow, state_stack);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskRow, summary);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskRow, result);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskRow, pill);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskRow, facts);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskRow, covers_box);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskRow, expander);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskRow, revealer);
  gtk_widget_class_bind_template_callback (widget_class, child_revealed_cb);
}

static void
refrain_task_row_class_init (RefrainTaskRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = refrain_task_row_dispose;
  object_class->get_property = refrain_task_row_get_property;
  object_class->set_property = refrain_task_row_set_property;
  widget_class->grab_focus = refrain_task_row_grab_focus;

  properties[PROP_EXPANDED] = g_param_spec_boolean ("expanded", NULL, NULL, FALSE,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                                        | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (REFRAIN_TYPE_STATE_PILL);
  bind_template (widget_class);
  gtk_widget_class_install_property_action (widget_class, "task.expanded", "expanded");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
refrain_task_row_init (RefrainTaskRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < MAX_COVERS; i++)
    {
      self->covers[i] = REFRAIN_COVER (refrain_cover_new (NULL, COVER_SIZE));
      gtk_box_append (self->covers_box, GTK_WIDGET (self->covers[i]));
    }
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (self->header, GTK_EVENT_CONTROLLER (click));

  self->entry_group = g_signal_group_new (REFRAIN_TYPE_TASK_ENTRY);
  g_signal_group_connect_swapped (self->entry_group, "notify::expanded",
                                  G_CALLBACK (expanded_changed_cb), self);
  g_signal_group_connect_swapped (self->entry_group, "notify::count", G_CALLBACK (count_changed_cb),
                                  self);
  self->task_group = g_signal_group_new (REFRAIN_TYPE_TASK);
  g_signal_group_connect_swapped (self->task_group, "notify::state", G_CALLBACK (task_changed_cb),
                                  self);
  g_signal_group_connect_swapped (self->task_group, "notify::clips", G_CALLBACK (task_changed_cb),
                                  self);
}

/**
 * refrain_task_row_new:
 * @covers: cover art
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
refrain_task_row_new (RefrainCovers *covers)
{
  RefrainTaskRow *self = g_object_new (REFRAIN_TYPE_TASK_ROW, NULL);

  self->refrain_covers = g_object_ref (covers);
  for (guint i = 0; i < MAX_COVERS; i++)
    refrain_cover_set_covers (self->covers[i], covers);
  return GTK_WIDGET (self);
}

/**
 * refrain_task_row_set_entry:
 * @self: a row
 * @entry: (nullable): what it shows
 */
void
refrain_task_row_set_entry (RefrainTaskRow *self, RefrainTaskEntry *entry)
{
  RefrainTask *task;

  g_return_if_fail (REFRAIN_IS_TASK_ROW (self));

  if (!g_set_object (&self->entry, entry))
    return;

  task = get_task (self);
  g_signal_group_set_target (self->entry_group, entry);
  g_signal_group_set_target (self->task_group, task);
  gtk_revealer_set_child (self->revealer, NULL);
  gtk_widget_set_visible (self->card, task != NULL);
  gtk_widget_set_visible (self->heading, task == NULL);
  gtk_spinner_set_spinning (self->spinner, FALSE);
  if (entry != NULL)
    {
      count_changed_cb (self);
      task_changed_cb (self);
    }
  show_expanded (self, FALSE);
}

/**
 * refrain_task_row_get_entry:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
RefrainTaskEntry *
refrain_task_row_get_entry (RefrainTaskRow *self)
{
  g_return_val_if_fail (REFRAIN_IS_TASK_ROW (self), NULL);

  return self->entry;
}

/**
 * refrain_task_row_set_narrow:
 * @self: a row
 * @narrow: whether there is no room for covers
 */
void
refrain_task_row_set_narrow (RefrainTaskRow *self, gboolean narrow)
{
  g_return_if_fail (REFRAIN_IS_TASK_ROW (self));

  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  if (get_task (self) != NULL)
    show_covers (self, get_task (self));
}

/**
 * refrain_task_row_update_age:
 * @self: a row
 *
 * Says anew how long ago the task began, and nothing else.
 */
void
refrain_task_row_update_age (RefrainTaskRow *self)
{
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *line = NULL;
  g_autofree char *name = NULL;
  RefrainTask *task;

  g_return_if_fail (REFRAIN_IS_TASK_ROW (self));

  task = get_task (self);
  if (task == NULL)
    return;

  now = g_date_time_new_now_local ();
  line = refrain_task_words_dup_facts_line (task, now);
  set_label (self->facts, line);
  name = g_strdup_printf ("%s, %s, %s", gtk_label_get_text (self->summary),
                          refrain_state_pill_get_text (self->pill), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

/**
 * refrain_task_row_is_focused:
 * @self: a row
 *
 * Returns: whether the row itself has the focus, and nothing in its details
 */
gboolean
refrain_task_row_is_focused (RefrainTaskRow *self)
{
  g_return_val_if_fail (REFRAIN_IS_TASK_ROW (self), FALSE);

  return gtk_widget_is_focus (self->expander);
}
