/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-error-presenter.h"

#include "refrain-gateway-error.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainErrorPresenter:
 *
 * The one place that turns errors into something a user sees. It drops what was cancelled, shows
 * the rest as a toast whose "Details" has the whole text, and logs nothing that carries a secret.
 */
struct _RefrainErrorPresenter
{
  GObject parent_instance;

  AdwToastOverlay *overlay; /* (unowned): owns us, in the end */
};

G_DEFINE_FINAL_TYPE (RefrainErrorPresenter, refrain_error_presenter, G_TYPE_OBJECT)

/* What a toast's "Details" opens. */
typedef struct
{
  RefrainErrorPresenter *self; /* (owned) */
  char *heading;
  char *body;
} Details;

static void
details_free (gpointer data, GClosure *closure)
{
  Details *details = data;

  g_object_unref (details->self);
  g_free (details->heading);
  g_free (details->body);
  g_free (details);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (dialog));

  if (g_str_equal (response, "copy"))
    gdk_clipboard_set_text (clipboard, adw_message_dialog_get_body (dialog));
}

static void
button_clicked_cb (AdwToast *toast, gpointer user_data)
{
  Details *details = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (details->self->overlay));
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (root), details->heading, details->body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "copy", _ ("_Copy"), "close",
                                    _ ("C_lose"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
refrain_error_presenter_class_init (RefrainErrorPresenterClass *klass)
{
}

static void
refrain_error_presenter_init (RefrainErrorPresenter *self)
{
}

/**
 * refrain_error_presenter_new:
 * @overlay: where toasts appear; must outlive the presenter's last use
 *
 * Returns: (transfer full): a presenter
 */
RefrainErrorPresenter *
refrain_error_presenter_new (AdwToastOverlay *overlay)
{
  RefrainErrorPresenter *self = g_object_new (REFRAIN_TYPE_ERROR_PRESENTER, NULL);

  g_set_weak_pointer (&self->overlay, overlay);
  return self;
}

/**
 * refrain_error_presenter_describe:
 * @error: an error
 *
 * Returns: (transfer full): what happened and what to do, as one paragraph or two; fit for a page
 *   of its own or a dialog
 */
char *
refrain_error_presenter_describe (const GError *error)
{
  const char *hint = refrain_gateway_error_get_hint (error);

  return hint != NULL ? g_strdup_printf ("%s\n\n%s", error->message, hint)
                      : g_strdup (error->message);
}

/**
 * refrain_error_presenter_show:
 * @self: a presenter
 * @summary: what could not be done, in a few words: the toast's text
 * @error: why
 *
 * Tells the user. What was cancelled is not told: the user did it.
 */
void
refrain_error_presenter_show (RefrainErrorPresenter *self, const char *summary, const GError *error)
{
  AdwToast *toast;
  Details *details;

  g_return_if_fail (REFRAIN_IS_ERROR_PRESENTER (self));

  if (self->overlay == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  details = g_new0 (Details, 1);
  details->self = g_object_ref (self);
  details->heading = g_strdup (summary);
  details->body = refrain_error_presenter_describe (error);
  toast = adw_toast_new (summary);
  adw_toast_set_button_label (toast, _ ("_Details"));
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (button_clicked_cb), details,
                         details_free, 0);
  adw_toast_overlay_add_toast (self->overlay, toast);
}

/**
 * refrain_error_presenter_toast:
 * @self: a presenter
 * @text: what was done
 *
 * Tells of a result that the user waits for.
 */
void
refrain_error_presenter_toast (RefrainErrorPresenter *self, const char *text)
{
  g_autofree char *escaped = NULL;

  g_return_if_fail (REFRAIN_IS_ERROR_PRESENTER (self));

  if (self->overlay == NULL)
    return;

  /* A toast's title is markup, and a song's title may hold anything. */
  escaped = g_markup_escape_text (text, -1);
  adw_toast_overlay_add_toast (self->overlay, adw_toast_new (escaped));
}

/**
 * refrain_error_presenter_offer:
 * @self: a presenter
 * @text: what was done
 * @label: of a button: what can be done about it
 * @clicked: called with the toast and @data when the button is pressed
 * @data: (transfer full): for @clicked
 * @destroy_data: frees @data
 *
 * Tells of a result with a way to go on, or back.
 */
void
refrain_error_presenter_offer (RefrainErrorPresenter *self,
                               const char *text,
                               const char *label,
                               GCallback clicked,
                               gpointer data,
                               GClosureNotify destroy_data)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  g_return_if_fail (REFRAIN_IS_ERROR_PRESENTER (self));

  adw_toast_set_button_label (toast, label);
  g_signal_connect_data (toast, "button-clicked", clicked, data, destroy_data, 0);
  if (self->overlay != NULL)
    adw_toast_overlay_add_toast (self->overlay, toast);
  else
    g_object_unref (toast);
}
