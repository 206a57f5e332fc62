/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-text-area.h"

/**
 * RefrainTextArea:
 *
 * A text of several lines in a card. It grows with what is typed up to its greatest height and
 * scrolls from there on. Tab leaves it: no text here has tabs in it.
 */
struct _RefrainTextArea
{
  GtkWidget parent_instance;

  GtkScrolledWindow *scroller; /* (unowned): our only child */
  GtkTextView *view;           /* (unowned): in @scroller */
};

G_DEFINE_FINAL_TYPE (RefrainTextArea, refrain_text_area, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_LABEL = 1,
  PROP_MIN_HEIGHT,
  PROP_MAX_HEIGHT,
  PROP_MONOSPACE,
} RefrainTextAreaProperty;

static GParamSpec *properties[PROP_MONOSPACE + 1];

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
changed_cb (RefrainTextArea *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
refrain_text_area_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (REFRAIN_TEXT_AREA (widget)->view));
}

static void
refrain_text_area_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  RefrainTextArea *self = REFRAIN_TEXT_AREA (object);

  switch ((RefrainTextAreaProperty) prop_id)
    {
    case PROP_LABEL:
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      g_value_get_string (value), -1);
      break;
    case PROP_MIN_HEIGHT:
      gtk_scrolled_window_set_min_content_height (self->scroller, g_value_get_int (value));
      break;
    case PROP_MAX_HEIGHT:
      gtk_scrolled_window_set_max_content_height (self->scroller, g_value_get_int (value));
      break;
    case PROP_MONOSPACE:
      gtk_text_view_set_monospace (self->view, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
refrain_text_area_dispose (GObject *object)
{
  RefrainTextArea *self = REFRAIN_TEXT_AREA (object);

  if (self->scroller != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->scroller)));
  self->view = NULL;

  G_OBJECT_CLASS (refrain_text_area_parent_class)->dispose (object);
}

static void
refrain_text_area_class_init (RefrainTextAreaClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = refrain_text_area_dispose;
  object_class->set_property = refrain_text_area_set_property;
  widget_class->grab_focus = refrain_text_area_grab_focus;

  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_MIN_HEIGHT] = g_param_spec_int ("min-height", NULL, NULL, -1, G_MAXINT, -1,
                                                  flags);
  properties[PROP_MAX_HEIGHT] = g_param_spec_int ("max-height", NULL, NULL, -1, G_MAXINT, -1,
                                                  flags);
  properties[PROP_MONOSPACE] = g_param_spec_boolean ("monospace", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * RefrainTextArea::changed:
   * @self: a text area
   *
   * There is another text in it.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", REFRAIN_TYPE_TEXT_AREA, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "textarea");
}

static void
refrain_text_area_init (RefrainTextArea *self)
{
  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_top_margin (self->view, 12);
  gtk_text_view_set_bottom_margin (self->view, 12);
  gtk_text_view_set_left_margin (self->view, 12);
  gtk_text_view_set_right_margin (self->view, 12);
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (self->scroller, TRUE);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->view));
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_parent (GTK_WIDGET (self->scroller), GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * refrain_text_area_get_view:
 * @self: a text area
 *
 * Returns: (transfer none): its text view
 */
GtkTextView *
refrain_text_area_get_view (RefrainTextArea *self)
{
  g_return_val_if_fail (REFRAIN_IS_TEXT_AREA (self), NULL);

  return self->view;
}

/**
 * refrain_text_area_dup_text:
 * @self: a text area
 *
 * Returns: (transfer full): all that stands in it
 */
char *
refrain_text_area_dup_text (RefrainTextArea *self)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (REFRAIN_IS_TEXT_AREA (self), NULL);

  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (self->view), &start, &end);
  return gtk_text_buffer_get_text (gtk_text_view_get_buffer (self->view), &start, &end, TRUE);
}

/**
 * refrain_text_area_set_text:
 * @self: a text area
 * @text: (nullable): what shall stand in it; cannot be undone by its keys
 */
void
refrain_text_area_set_text (RefrainTextArea *self, const char *text)
{
  g_autofree char *now = refrain_text_area_dup_text (self);

  /* What stands there already keeps its history and its caret. */
  if (g_strcmp0 (now, text != NULL ? text : "") != 0)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text != NULL ? text : "", -1);
}

/**
 * refrain_text_area_set_error:
 * @self: a text area
 * @error: (nullable): what is wrong with its text
 */
void
refrain_text_area_set_error (RefrainTextArea *self, const char *error)
{
  g_return_if_fail (REFRAIN_IS_TEXT_AREA (self));

  if (error != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_STATE_INVALID,
      error != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  error != NULL ? error : "", -1);
}
