/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-task-row.h"

#include "refrain-cover.h"
#include "refrain-state-pill.h"
#include "refrain-task-details.h"
#include "refrain-task-menu.h"
#include "refrain-task-state-icon.h"
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

  RefrainContext *context;   /* (owned) */
  RefrainTaskEntry *entry;   /* (owned) (nullable) */
  GSignalGroup *entry_group; /* (owned) */
  GSignalGroup *task_group;  /* (owned) */
  GtkWidget *menu;           /* (unowned) (nullable): made when it is first opened */
  RefrainCover *covers[MAX_COVERS];
  GtkWidget *heading;
  GtkLabel *heading_title;
  GtkLabel *heading_count;
  GtkWidget *card;
  GtkWidget *header;
  GtkCheckButton *check;
  RefrainTaskStateIcon *state_icon;
  GtkLabel *summary;
  GtkLabel *result;
  RefrainStatePill *pill;
  GtkLabel *facts;
  GtkBox *covers_box;
  GtkWidget *expander;
  GtkRevealer *revealer;
  gboolean narrow;
  gboolean selecting;
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
show_state (RefrainTaskRow *self, RefrainTask *task)
{
  const RefrainTaskFacts *facts = refrain_task_get_facts (task);
  RefrainTaskStatus status = refrain_task_status_of (refrain_task_get_record (task));
  g_autofree char *result = refrain_task_words_dup_plain_result (task);

  refrain_task_state_icon_show (self->state_icon, status, result != NULL);
  if (refrain_task_status_get_word (status) != NULL)
    refrain_state_pill_set_text (self->pill, refrain_task_status_get_word (status),
                                 refrain_task_status_get_style (status));
  else
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
tell_name (RefrainTaskRow *self)
{
  g_autofree char *name = g_strdup_printf ("%s, %s, %s", gtk_label_get_text (self->summary),
                                           refrain_state_pill_get_text (self->pill),
                                           gtk_label_get_text (self->facts));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (self->summary), -1);
}

static void
task_changed_cb (RefrainTaskRow *self)
{
  RefrainTask *task = get_task (self);
  g_autofree char *summary = NULL;

  if (task == NULL)
    return;

  summary = refrain_task_words_dup_summary (task);
  set_label (self->summary, summary);
  show_state (self, task);
  show_covers (self, task);
  refrain_task_row_update_age (self);
  tell_name (self);
}

static void
selected_changed_cb (RefrainTaskRow *self)
{
  gtk_check_button_set_active (self->check, self->entry != NULL
                                                && refrain_task_entry_get_selected (self->entry));
}

static void
check_toggled_cb (RefrainTaskRow *self)
{
  if (get_task (self) != NULL)
    refrain_task_entry_set_selected (self->entry, gtk_check_button_get_active (self->check));
}

static void
show_expanded (RefrainTaskRow *self, gboolean animate)
{
  RefrainTask *task = get_task (self);
  gboolean expanded = task != NULL && is_expanded (self);

  if (expanded && gtk_revealer_get_child (self->revealer) == NULL)
    gtk_revealer_set_child (self->revealer, refrain_task_details_new (self->context, task));
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
  if (self->selecting)
    refrain_task_entry_set_selected (self->entry, !refrain_task_entry_get_selected (self->entry));
  else
    refrain_task_entry_set_expanded (self->entry, !is_expanded (self));
}

static void
menu_pressed_cb (GtkGesture *gesture, int n_press, double x, double y, gpointer user_data)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  refrain_task_row_show_menu (user_data, x, y);
}

static void
long_pressed_cb (GtkGestureLongPress *gesture, double x, double y, gpointer user_data)
{
  menu_pressed_cb (GTK_GESTURE (gesture), 1, x, y, user_data);
}

static void
refrain_task_row_dispose (GObject *object)
{
  RefrainTaskRow *self = REFRAIN_TASK_ROW (object);

  g_clear_object (&self->entry_group);
  g_clear_object (&self->task_group);
  g_clear_object (&self->entry);
  g_clear_object (&self->context);
  g_clear_pointer (&self->menu, gtk_widget_unparent);

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
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskRow, check);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskRow, state_icon);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskRow, summary);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskRow, result);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskRow, pill);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskRow, facts);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskRow, covers_box);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskRow, expander);
  gtk_widget_class_bind_template_child (widget_class, RefrainTaskRow, revealer);
  gtk_widget_class_bind_template_callback (widget_class, child_revealed_cb);
  gtk_widget_class_bind_template_callback (widget_class, check_toggled_cb);
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
  g_type_ensure (REFRAIN_TYPE_TASK_STATE_ICON);
  bind_template (widget_class);
  gtk_widget_class_install_property_action (widget_class, "task.expanded", "expanded");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
refrain_task_row_init (RefrainTaskRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *right = gtk_gesture_click_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < MAX_COVERS; i++)
    {
      self->covers[i] = REFRAIN_COVER (refrain_cover_new (NULL, COVER_SIZE));
      gtk_box_append (self->covers_box, GTK_WIDGET (self->covers[i]));
    }
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (self->header, GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (right), GDK_BUTTON_SECONDARY);
  g_signal_connect (right, "pressed", G_CALLBACK (menu_pressed_cb), self);
  gtk_widget_add_controller (self->header, GTK_EVENT_CONTROLLER (right));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  g_signal_connect (long_press, "pressed", G_CALLBACK (long_pressed_cb), self);
  gtk_widget_add_controller (self->header, GTK_EVENT_CONTROLLER (long_press));

  self->entry_group = g_signal_group_new (REFRAIN_TYPE_TASK_ENTRY);
  g_signal_group_connect_swapped (self->entry_group, "notify::expanded",
                                  G_CALLBACK (expanded_changed_cb), self);
  g_signal_group_connect_swapped (self->entry_group, "notify::selected",
                                  G_CALLBACK (selected_changed_cb), self);
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
 * @context: the services
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
refrain_task_row_new (RefrainContext *context)
{
  RefrainTaskRow *self = g_object_new (REFRAIN_TYPE_TASK_ROW, NULL);

  self->context = g_object_ref (context);
  for (guint i = 0; i < MAX_COVERS; i++)
    refrain_cover_set_covers (self->covers[i], refrain_context_get_covers (context));
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
  refrain_task_state_icon_rest (self->state_icon);
  if (entry != NULL)
    {
      count_changed_cb (self);
      task_changed_cb (self);
      selected_changed_cb (self);
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
 * refrain_task_row_set_selecting:
 * @self: a row
 * @selecting: whether tasks are being selected: a click selects then, and opens nothing
 */
void
refrain_task_row_set_selecting (RefrainTaskRow *self, gboolean selecting)
{
  g_return_if_fail (REFRAIN_IS_TASK_ROW (self));

  self->selecting = !!selecting;
  gtk_widget_set_visible (GTK_WIDGET (self->check), selecting);
}

/**
 * refrain_task_row_show_menu:
 * @self: a row
 * @x: where the user points, in the row's header
 * @y: where the user points, in the row's header
 *
 * Opens the menu of what can be done with the task. Does nothing for a heading.
 */
void
refrain_task_row_show_menu (RefrainTaskRow *self, double x, double y)
{
  RefrainSubmitter *submitter = refrain_context_get_submitter (self->context);
  g_autoptr (GMenuModel) menu = NULL;

  g_return_if_fail (REFRAIN_IS_TASK_ROW (self));

  if (get_task (self) == NULL)
    return;

  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (NULL);
      gtk_widget_set_parent (self->menu, self->header);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
    }
  menu = refrain_task_menu_new (get_task (self),
                                refrain_submitter_can_find (submitter, get_task (self)));
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), menu);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu),
                               &(const GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/**
 * refrain_task_row_update_age:
 * @self: a row
 *
 * Says anew how long ago the task began, and nothing else: whoever listens is not told every
 * second.
 */
void
refrain_task_row_update_age (RefrainTaskRow *self)
{
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *line = NULL;
  RefrainTask *task;

  g_return_if_fail (REFRAIN_IS_TASK_ROW (self));

  task = get_task (self);
  if (task == NULL)
    return;

  now = g_date_time_new_now_local ();
  line = refrain_task_words_dup_facts_line (
      task, refrain_library_get_typical_ms (refrain_context_get_library (self->context), task),
      now);
  set_label (self->facts, line);
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
