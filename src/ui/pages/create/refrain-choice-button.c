/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-choice-button.h"

#define MAX_HEIGHT 320

/**
 * RefrainChoiceButton:
 *
 * A button in a row of free text: it opens a list of what may be taken instead of being typed.
 */
struct _RefrainChoiceButton
{
  GtkWidget parent_instance;

  GtkWidget *button;      /* (unowned): our only child */
  GtkWidget *popover;     /* (unowned): of @button */
  GtkListBox *list;       /* (unowned): in @popover */
  GtkWidget *placeholder; /* (unowned): of @list */
};

G_DEFINE_FINAL_TYPE (RefrainChoiceButton, refrain_choice_button, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  RefrainChoiceButton *self = user_data;

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, g_object_get_data (G_OBJECT (row), "choice"));
}

static GtkWidget *
build_row (const char *choice, const char *detail)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (choice);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 34);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  if (detail != NULL)
    {
      GtkWidget *beside = gtk_label_new (detail);

      gtk_widget_add_css_class (beside, "dim-label");
      gtk_box_append (GTK_BOX (box), beside);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "choice", g_strdup (choice), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, choice,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail != NULL ? detail : "",
                                  -1);
  return row;
}

static GtkWidget *
build_popover (RefrainChoiceButton *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->placeholder = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->placeholder, "dim-label");
  gtk_widget_set_margin_top (self->placeholder, 12);
  gtk_widget_set_margin_bottom (self->placeholder, 12);
  gtk_widget_set_visible (self->placeholder, TRUE);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_placeholder (self->list, self->placeholder);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "choices");
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_size_request (scroller, 240, -1);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_widget_add_css_class (popover, "menu");
  return popover;
}

static void
refrain_choice_button_dispose (GObject *object)
{
  RefrainChoiceButton *self = REFRAIN_CHOICE_BUTTON (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (refrain_choice_button_parent_class)->dispose (object);
}

static void
refrain_choice_button_class_init (RefrainChoiceButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = refrain_choice_button_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  /**
   * RefrainChoiceButton::chosen:
   * @self: a button
   * @choice: what was chosen
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", REFRAIN_TYPE_CHOICE_BUTTON, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1,
                                         G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
refrain_choice_button_init (RefrainChoiceButton *self)
{
  self->button = gtk_menu_button_new ();
  self->popover = build_popover (self);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

/**
 * refrain_choice_button_new:
 * @icon_name: what it shows
 * @name: what it is for
 * @placeholder: what the list says while there is nothing to choose
 *
 * Returns: (transfer floating): a button
 */
GtkWidget *
refrain_choice_button_new (const char *icon_name, const char *name, const char *placeholder)
{
  RefrainChoiceButton *self = g_object_new (REFRAIN_TYPE_CHOICE_BUTTON, NULL);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), icon_name);
  gtk_widget_set_tooltip_text (self->button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_label_set_text (GTK_LABEL (self->placeholder), placeholder);
  return GTK_WIDGET (self);
}

/**
 * refrain_choice_button_set_choices:
 * @self: a button
 * @choices: what may be chosen
 * @get_detail: (nullable) (scope call): what is said beside each
 */
void
refrain_choice_button_set_choices (RefrainChoiceButton *self,
                                   const char *const *choices,
                                   RefrainChoiceDetail get_detail)
{
  GtkListBoxRow *row;

  g_return_if_fail (REFRAIN_IS_CHOICE_BUTTON (self));

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; choices[i] != NULL; i++)
    gtk_list_box_append (
        self->list, build_row (choices[i], get_detail != NULL ? get_detail (choices[i]) : NULL));
}
