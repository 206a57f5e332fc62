/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-copy-line.h"

/**
 * RefrainCopyLine:
 *
 * A text with a small title above it, which can be selected and has a button that copies it whole.
 */
struct _RefrainCopyLine
{
  GtkBox parent_instance;

  GtkLabel *title;
  GtkLabel *text;
  GtkWidget *copy;
  gboolean whole; /* the title is copied as well */
};

G_DEFINE_FINAL_TYPE (RefrainCopyLine, refrain_copy_line, GTK_TYPE_BOX)

static void
copy_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainCopyLine *self = REFRAIN_COPY_LINE (widget);
  const char *text = gtk_label_get_text (self->text);
  g_autofree char *both = g_strconcat (gtk_label_get_text (self->title), "\n", text, NULL);

  refrain_copy_text (widget, self->whole ? both : text);
}

/* Not to the text, all of which would be selected. */
static gboolean
refrain_copy_line_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (REFRAIN_COPY_LINE (widget)->copy);
}

static void
refrain_copy_line_class_init (RefrainCopyLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->grab_focus = refrain_copy_line_grab_focus;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/pages/tasks/refrain-copy-line.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainCopyLine, title);
  gtk_widget_class_bind_template_child (widget_class, RefrainCopyLine, text);
  gtk_widget_class_bind_template_child (widget_class, RefrainCopyLine, copy);
  gtk_widget_class_install_action (widget_class, "copy-line.copy", NULL, copy_cb);
}

static void
refrain_copy_line_init (RefrainCopyLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * refrain_copy_line_new:
 * @title: (nullable): what the text is
 * @text: the text; never markup
 * @copy_label: what the button does, in header case
 *
 * Returns: (transfer floating): the line
 */
GtkWidget *
refrain_copy_line_new (const char *title, const char *text, const char *copy_label)
{
  RefrainCopyLine *self = g_object_new (REFRAIN_TYPE_COPY_LINE, NULL);

  gtk_widget_set_tooltip_text (self->copy, copy_label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  copy_label, -1);
  refrain_copy_line_set_title (self, title);
  refrain_copy_line_set_text (self, text);
  return GTK_WIDGET (self);
}

/**
 * refrain_copy_line_set_title:
 * @self: a line
 * @title: (nullable): what the text is
 */
void
refrain_copy_line_set_title (RefrainCopyLine *self, const char *title)
{
  g_return_if_fail (REFRAIN_IS_COPY_LINE (self));

  gtk_label_set_text (self->title, title != NULL ? title : "");
  gtk_widget_set_visible (GTK_WIDGET (self->title), title != NULL);
}

/**
 * refrain_copy_line_set_text:
 * @self: a line
 * @text: (nullable): the text; never markup
 */
void
refrain_copy_line_set_text (RefrainCopyLine *self, const char *text)
{
  g_return_if_fail (REFRAIN_IS_COPY_LINE (self));

  /* The same text again would lose what a user has selected of it. */
  text = text != NULL ? text : "";
  if (!g_str_equal (gtk_label_get_text (self->text), text))
    gtk_label_set_text (self->text, text);
}

/**
 * refrain_copy_line_get_text:
 * @self: a line
 *
 * Returns: (transfer none): the text
 */
const char *
refrain_copy_line_get_text (RefrainCopyLine *self)
{
  g_return_val_if_fail (REFRAIN_IS_COPY_LINE (self), NULL);

  return gtk_label_get_text (self->text);
}

/**
 * refrain_copy_line_set_monospace:
 * @self: a line
 * @monospace: whether every letter counts, as in an id
 */
void
refrain_copy_line_set_monospace (RefrainCopyLine *self, gboolean monospace)
{
  g_return_if_fail (REFRAIN_IS_COPY_LINE (self));

  if (monospace)
    gtk_widget_add_css_class (GTK_WIDGET (self->text), "monospace");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->text), "monospace");
}

/**
 * refrain_copy_line_set_whole:
 * @self: a line
 * @whole: whether the title is copied together with the text
 */
void
refrain_copy_line_set_whole (RefrainCopyLine *self, gboolean whole)
{
  g_return_if_fail (REFRAIN_IS_COPY_LINE (self));

  self->whole = whole;
}

/**
 * refrain_copy_text:
 * @widget: where the user is
 * @text: what to copy
 *
 * Copies with a word about it where a window offers that, as it does not in a dialog.
 */
void
refrain_copy_text (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_activate_action (widget, "win.copy", "s", text))
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}
