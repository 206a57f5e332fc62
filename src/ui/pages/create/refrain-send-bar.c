/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-send-bar.h"

#include <glib/gi18n-lib.h>

/* More characters than that are scrolled. */
#define LONG_BODY 400

/**
 * RefrainSendBar:
 *
 * The bottom of the form: what will be sent, the button that sends it, and above them what became
 * of the last time.
 */
struct _RefrainSendBar
{
  GtkWidget parent_instance;

  char *details; /* (owned) (nullable) */
  GtkWidget *content;
  GtkRevealer *revealer;
  GtkWidget *note;
  GtkImage *icon;
  GtkLabel *heading;
  GtkLabel *body;
  GtkWidget *long_body;
  GtkLabel *long_label;
  GtkWidget *note_buttons;
  GtkWidget *details_button;
  GtkButton *note_button;
  GtkLabel *summary;
  GtkSpinner *spinner;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (RefrainSendBar, refrain_send_bar, GTK_TYPE_WIDGET)

static void
hide_note_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  refrain_send_bar_hide_note (REFRAIN_SEND_BAR (widget));
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (dialog));

  if (g_str_equal (response, "copy"))
    gdk_clipboard_set_text (clipboard, adw_message_dialog_get_body (dialog));
}

static void
details_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainSendBar *self = REFRAIN_SEND_BAR (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                              gtk_label_get_text (self->heading), self->details);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "copy", _ ("_Copy"), "close",
                                    _ ("C_lose"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
refrain_send_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), REFRAIN_TYPE_SEND_BAR);

  G_OBJECT_CLASS (refrain_send_bar_parent_class)->dispose (object);
}

static void
refrain_send_bar_finalize (GObject *object)
{
  g_free (REFRAIN_SEND_BAR (object)->details);

  G_OBJECT_CLASS (refrain_send_bar_parent_class)->finalize (object);
}

static void
refrain_send_bar_class_init (RefrainSendBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = refrain_send_bar_dispose;
  object_class->finalize = refrain_send_bar_finalize;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/pages/create/refrain-send-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainSendBar, content);
  gtk_widget_class_bind_template_child (widget_class, RefrainSendBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, RefrainSendBar, note);
  gtk_widget_class_bind_template_child (widget_class, RefrainSendBar, icon);
  gtk_widget_class_bind_template_child (widget_class, RefrainSendBar, heading);
  gtk_widget_class_bind_template_child (widget_class, RefrainSendBar, long_body);
  gtk_widget_class_bind_template_child (widget_class, RefrainSendBar, long_label);
  gtk_widget_class_bind_template_child (widget_class, RefrainSendBar, body);
  gtk_widget_class_bind_template_child (widget_class, RefrainSendBar, note_buttons);
  gtk_widget_class_bind_template_child (widget_class, RefrainSendBar, details_button);
  gtk_widget_class_bind_template_child (widget_class, RefrainSendBar, note_button);
  gtk_widget_class_bind_template_child (widget_class, RefrainSendBar, summary);
  gtk_widget_class_bind_template_child (widget_class, RefrainSendBar, spinner);
  gtk_widget_class_bind_template_child (widget_class, RefrainSendBar, button);
  gtk_widget_class_install_action (widget_class, "bar.hide-note", NULL, hide_note_cb);
  gtk_widget_class_install_action (widget_class, "bar.details", NULL, details_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
refrain_send_bar_init (RefrainSendBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Some gateways answer with whole pages: these must not push the form out. */
static void
show_body (RefrainSendBar *self, const char *body)
{
  gboolean is_long = g_utf8_strlen (body, -1) > LONG_BODY;

  gtk_label_set_text (self->body, is_long ? "" : body);
  gtk_label_set_text (self->long_label, is_long ? body : "");
  gtk_widget_set_visible (GTK_WIDGET (self->body), !is_long && *body != '\0');
  gtk_widget_set_visible (self->long_body, is_long);
}

/**
 * refrain_send_bar_set_summary:
 * @self: a bar
 * @summary: what will be sent
 */
void
refrain_send_bar_set_summary (RefrainSendBar *self, const char *summary)
{
  g_return_if_fail (REFRAIN_IS_SEND_BAR (self));

  gtk_label_set_text (self->summary, summary);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->summary), summary);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, summary, -1);
}

/**
 * refrain_send_bar_set_busy:
 * @self: a bar
 * @busy: whether something is being sent
 */
void
refrain_send_bar_set_busy (RefrainSendBar *self, gboolean busy)
{
  g_return_if_fail (REFRAIN_IS_SEND_BAR (self));

  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
}

/**
 * refrain_send_bar_show_note:
 * @self: a bar
 * @note: what to say
 */
void
refrain_send_bar_show_note (RefrainSendBar *self, const RefrainSendNote *note)
{
  g_return_if_fail (REFRAIN_IS_SEND_BAR (self));

  g_free (self->details);
  self->details = g_strdup (note->details);
  gtk_image_set_from_icon_name (self->icon, note->is_warning ? "dialog-warning-symbolic"
                                                             : "dialog-error-symbolic");
  gtk_label_set_text (self->heading, note->heading);
  show_body (self, note->body != NULL ? note->body : "");
  gtk_widget_set_visible (self->details_button, note->details != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->note_button), note->button_label != NULL);
  gtk_widget_set_visible (self->note_buttons, note->details != NULL || note->button_label != NULL);
  if (note->button_label != NULL)
    {
      gtk_button_set_label (self->note_button, note->button_label);
      gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->note_button), note->target);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->note_button), note->action);
    }
  if (note->is_warning)
    gtk_widget_add_css_class (self->note, "warning");
  else
    gtk_widget_remove_css_class (self->note, "warning");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->note), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  note->heading, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  note->body != NULL ? note->body : "", -1);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

/**
 * refrain_send_bar_hide_note:
 * @self: a bar
 *
 * Takes back what it said.
 */
void
refrain_send_bar_hide_note (RefrainSendBar *self)
{
  g_return_if_fail (REFRAIN_IS_SEND_BAR (self));

  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

/**
 * refrain_send_bar_has_note:
 * @self: a bar
 *
 * Returns: whether it says anything
 */
gboolean
refrain_send_bar_has_note (RefrainSendBar *self)
{
  g_return_val_if_fail (REFRAIN_IS_SEND_BAR (self), FALSE);

  return gtk_revealer_get_reveal_child (self->revealer);
}
