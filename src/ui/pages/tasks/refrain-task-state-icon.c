/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-task-state-icon.h"

/**
 * RefrainTaskStateIcon:
 *
 * A task's status as a picture. The words beside it say the same, so nobody has to see it.
 */
struct _RefrainTaskStateIcon
{
  GtkWidget parent_instance;

  GtkWidget *spinner; /* (unowned): a child */
  GtkWidget *image;   /* (unowned): a child */
  const char *style;  /* (nullable): the style class that is set now */
};

G_DEFINE_FINAL_TYPE (RefrainTaskStateIcon, refrain_task_state_icon, GTK_TYPE_WIDGET)

static void
refrain_task_state_icon_dispose (GObject *object)
{
  RefrainTaskStateIcon *self = REFRAIN_TASK_STATE_ICON (object);

  g_clear_pointer (&self->spinner, gtk_widget_unparent);
  g_clear_pointer (&self->image, gtk_widget_unparent);

  G_OBJECT_CLASS (refrain_task_state_icon_parent_class)->dispose (object);
}

static void
refrain_task_state_icon_class_init (RefrainTaskStateIconClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = refrain_task_state_icon_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
refrain_task_state_icon_init (RefrainTaskStateIcon *self)
{
  self->spinner = gtk_spinner_new ();
  self->image = gtk_image_new ();
  gtk_widget_set_parent (self->spinner, GTK_WIDGET (self));
  gtk_widget_set_parent (self->image, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * refrain_task_state_icon_show:
 * @self: an icon
 * @status: a task's status
 * @lacks_something: whether it is complete without what was asked for
 */
void
refrain_task_state_icon_show (RefrainTaskStateIcon *self,
                              RefrainTaskStatus status,
                              gboolean lacks_something)
{
  gboolean lacks = status == REFRAIN_TASK_STATUS_COMPLETE && lacks_something;
  const char *icon_name = lacks ? "dialog-warning-symbolic"
                                : refrain_task_status_get_icon_name (status);
  const char *style = lacks ? "warning" : refrain_task_status_get_style (status);

  g_return_if_fail (REFRAIN_IS_TASK_STATE_ICON (self));

  gtk_widget_set_visible (self->spinner, icon_name == NULL);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), icon_name == NULL);
  gtk_widget_set_visible (self->image, icon_name != NULL);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), icon_name);
  if (self->style != NULL)
    gtk_widget_remove_css_class (self->image, self->style);
  if (style != NULL)
    gtk_widget_add_css_class (self->image, style);
  self->style = style;
}

/**
 * refrain_task_state_icon_rest:
 * @self: an icon
 *
 * Stops what moves: out of sight it would go on asking for frames.
 */
void
refrain_task_state_icon_rest (RefrainTaskStateIcon *self)
{
  g_return_if_fail (REFRAIN_IS_TASK_STATE_ICON (self));

  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), FALSE);
}
