/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-style-entry.h"

#include "refrain-choice-button.h"
#include "refrain-counter.h"
#include "refrain-entry-row.h"
#include "refrain-style-tags.h"

#include <glib/gi18n-lib.h>

#define MAX_SUGGESTIONS 7

/**
 * RefrainStyleEntry:
 *
 * A style as tags with commas between them. It completes the tag at the caret from tags that were
 * used before, and offers whole styles in a list. The keyboard stays in the text all the time.
 */
struct _RefrainStyleEntry
{
  AdwEntryRow parent_instance;

  RefrainChoiceButton *history; /* (unowned): a child */
  RefrainCounter *counter;      /* (unowned): a child */
  GtkWidget *popover;           /* (unowned): a child */
  GtkListBox *list;             /* (unowned): in @popover */
  char **styles;                /* (owned) (nullable) */
  guint n_suggestions;
  guint suggest_source;
  gboolean completing; /* the text changes by us */
};

G_DEFINE_FINAL_TYPE (RefrainStyleEntry, refrain_style_entry, ADW_TYPE_ENTRY_ROW)

static void
hide (RefrainStyleEntry *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
take (RefrainStyleEntry *self, const char *tag)
{
  GtkEditable *editable = GTK_EDITABLE (self);
  int caret = gtk_editable_get_position (editable);
  g_autofree char *style = refrain_style_tags_complete (gtk_editable_get_text (editable), caret,
                                                        tag, &caret);

  self->completing = TRUE;
  gtk_editable_set_text (editable, style);
  gtk_editable_set_position (editable, caret);
  self->completing = FALSE;
  hide (self);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  take (user_data, gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (row))));
}

static void
fill (RefrainStyleEntry *self, char **tags)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; tags[i] != NULL; i++)
    {
      GtkWidget *label = gtk_label_new (tags[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
      gtk_list_box_append (self->list, label);
    }
}

/* The text changes before its caret moves. */
static gboolean
suggest_cb (gpointer user_data)
{
  RefrainStyleEntry *self = user_data;
  GtkEditable *editable = GTK_EDITABLE (self);
  g_auto (GStrv) tags = refrain_style_tags_suggest (
      (const char *const *) self->styles, gtk_editable_get_text (editable),
      gtk_editable_get_position (editable), MAX_SUGGESTIONS);

  self->suggest_source = 0;
  fill (self, tags);
  self->n_suggestions = g_strv_length (tags);
  if (self->n_suggestions > 0)
    gtk_popover_popup (GTK_POPOVER (self->popover));
  else
    hide (self);
  return G_SOURCE_REMOVE;
}

static gboolean
is_typed_into (RefrainStyleEntry *self)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self));

  return !self->completing && text != NULL && gtk_widget_is_focus (GTK_WIDGET (text));
}

/* Only while somebody types: a form that is filled in asks for nothing. */
static void
changed_cb (RefrainStyleEntry *self)
{
  const char *style = gtk_editable_get_text (GTK_EDITABLE (self));

  refrain_counter_set_count (self->counter, (guint) g_utf8_strlen (style, -1));
  if (is_typed_into (self) && self->suggest_source == 0)
    self->suggest_source = g_idle_add (suggest_cb, self);
}

static void
move_selection (RefrainStyleEntry *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row != NULL ? gtk_list_box_row_get_index (row) + step : step > 0 ? 0 : -1;

  row = index >= 0 ? gtk_list_box_get_row_at_index (self->list, index) : NULL;
  gtk_list_box_select_row (self->list, row);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                gpointer user_data)
{
  RefrainStyleEntry *self = user_data;
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (!gtk_widget_get_visible (self->popover) || (state & GDK_CONTROL_MASK) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_selection (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_selection (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      hide (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_Tab:
      if (row == NULL)
        return GDK_EVENT_PROPAGATE;
      row_activated_cb (self->list, row, self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
left_cb (GtkEventControllerFocus *controller, gpointer user_data)
{
  hide (user_data);
}

static void
chosen_cb (RefrainStyleEntry *self, const char *style)
{
  self->completing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self), style);
  self->completing = FALSE;
}

static void
refrain_style_entry_dispose (GObject *object)
{
  RefrainStyleEntry *self = REFRAIN_STYLE_ENTRY (object);

  g_clear_handle_id (&self->suggest_source, g_source_remove);
  g_clear_pointer (&self->popover, gtk_widget_unparent);

  G_OBJECT_CLASS (refrain_style_entry_parent_class)->dispose (object);
}

static void
refrain_style_entry_finalize (GObject *object)
{
  g_strfreev (REFRAIN_STYLE_ENTRY (object)->styles);

  G_OBJECT_CLASS (refrain_style_entry_parent_class)->finalize (object);
}

static void
refrain_style_entry_class_init (RefrainStyleEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = refrain_style_entry_dispose;
  object_class->finalize = refrain_style_entry_finalize;
}

static void
build_popover (RefrainStyleEntry *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_set_can_focus (GTK_WIDGET (self->list), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Suggested Tags"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "choices");
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  self->popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->popover, "menu");
  gtk_popover_set_child (GTK_POPOVER (self->popover), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

static void
refrain_style_entry_init (RefrainStyleEntry *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Style"));
  refrain_entry_row_name (ADW_ENTRY_ROW (self));
  self->counter = REFRAIN_COUNTER (refrain_counter_new ());
  refrain_counter_set_quiet (self->counter, TRUE);
  self->history = REFRAIN_CHOICE_BUTTON (refrain_choice_button_new (
      "document-open-recent-symbolic", _ ("Earlier Styles"), _ ("No style was used yet")));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), GTK_WIDGET (self->counter));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), GTK_WIDGET (self->history));
  build_popover (self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect_object (self->history, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
}

/**
 * refrain_style_entry_set_styles:
 * @self: an entry
 * @styles: styles that were used before, the last used first
 */
void
refrain_style_entry_set_styles (RefrainStyleEntry *self, const char *const *styles)
{
  g_return_if_fail (REFRAIN_IS_STYLE_ENTRY (self));

  g_strfreev (self->styles);
  self->styles = g_strdupv ((char **) styles);
  refrain_choice_button_set_choices (self->history, styles, NULL);
}

/**
 * refrain_style_entry_set_limit:
 * @self: an entry
 * @limit: how many characters count for certain
 */
void
refrain_style_entry_set_limit (RefrainStyleEntry *self, guint limit)
{
  g_return_if_fail (REFRAIN_IS_STYLE_ENTRY (self));

  refrain_counter_set_limit (self->counter, limit);
}

/**
 * refrain_style_entry_get_n_suggestions:
 * @self: an entry
 *
 * Returns: how many tags are suggested for the one at the caret
 */
guint
refrain_style_entry_get_n_suggestions (RefrainStyleEntry *self)
{
  g_return_val_if_fail (REFRAIN_IS_STYLE_ENTRY (self), 0);

  return self->n_suggestions;
}
