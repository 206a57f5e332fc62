/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-gateway-dialog.h"

#include "refrain-gateway-form.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainGatewayDialog:
 *
 * Adds a gateway or changes one. Closes once it is kept; what goes wrong it says itself.
 */
struct _RefrainGatewayDialog
{
  AdwWindow parent_instance;

  RefrainContext *context;          /* (owned) */
  RefrainErrorPresenter *presenter; /* (owned): of the window behind, for good news */
  RefrainErrorPresenter *own;       /* (owned): for bad news, since the dialog stays then */
  RefrainSource *source;            /* (owned) (nullable) */
  GCancellable *cancellable;        /* (owned) */
  RefrainGatewayForm *form;         /* (unowned): ours, as a child */

  AdwToastOverlay *overlay;
  AdwPreferencesPage *page;
  AdwPreferencesGroup *remove_group;
  GtkWidget *save;
  GtkWidget *remove;
};

G_DEFINE_FINAL_TYPE (RefrainGatewayDialog, refrain_gateway_dialog, ADW_TYPE_WINDOW)

static void
update_save (RefrainGatewayDialog *self)
{
  gboolean bad = refrain_gateway_form_get_verdict (self->form) == REFRAIN_GATEWAY_BAD;

  gtk_button_set_label (GTK_BUTTON (self->save), bad ? _ ("_Save Anyway") : _ ("_Save"));
  gtk_widget_set_sensitive (self->save, refrain_gateway_form_get_can_save (self->form));
}

static void
set_busy (RefrainGatewayDialog *self, gboolean busy)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), !busy);
  gtk_widget_set_sensitive (self->remove, !busy);
  if (busy)
    gtk_widget_set_sensitive (self->save, FALSE);
  else
    update_save (self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainGatewayDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainSource) saved = refrain_gateway_form_save_finish (REFRAIN_GATEWAY_FORM (source),
                                                                      result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (saved == NULL)
    {
      set_busy (self, FALSE);
      refrain_error_presenter_show (self->own, _ ("Could not save the gateway"), error);
      return;
    }

  gtk_window_close (GTK_WINDOW (self));
}

static void
save_clicked_cb (RefrainGatewayDialog *self)
{
  set_busy (self, TRUE);
  refrain_gateway_form_save_async (self->form, NULL, saved_cb, g_object_ref (self));
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainGatewayDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean removed = refrain_library_remove_source_finish (REFRAIN_LIBRARY (source), result,
                                                           &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (!removed)
    {
      set_busy (self, FALSE);
      refrain_error_presenter_show (self->own, _ ("Could not remove the gateway"), error);
      return;
    }

  text = g_strdup_printf (_ ("“%s” removed"), refrain_source_get_name (self->source));
  if (self->presenter != NULL)
    refrain_error_presenter_toast (self->presenter, text);
  gtk_window_close (GTK_WINDOW (self));
}

static void
remove_response_cb (RefrainGatewayDialog *self, const char *response)
{
  if (g_strcmp0 (response, "remove") != 0)
    return;

  set_busy (self, TRUE);
  refrain_library_remove_source_async (refrain_context_get_library (self->context), self->source,
                                       NULL, removed_cb, g_object_ref (self));
}

static void
remove_clicked_cb (RefrainGatewayDialog *self)
{
  g_autofree char *heading = g_strdup_printf (_ ("Remove “%s”?"),
                                              refrain_source_get_name (self->source));
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (self), NULL,
      _ ("Refrain forgets the address and the key. A gateway that has songs in the library "
         "stays."));

  adw_message_dialog_set_heading (ADW_MESSAGE_DIALOG (dialog), heading);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "remove",
                                    _ ("_Remove"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "remove",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (remove_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
refrain_gateway_dialog_dispose (GObject *object)
{
  RefrainGatewayDialog *self = REFRAIN_GATEWAY_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->own);
  g_clear_object (&self->presenter);
  g_clear_object (&self->source);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (object), REFRAIN_TYPE_GATEWAY_DIALOG);

  G_OBJECT_CLASS (refrain_gateway_dialog_parent_class)->dispose (object);
}

static void
refrain_gateway_dialog_finalize (GObject *object)
{
  g_clear_object (&REFRAIN_GATEWAY_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (refrain_gateway_dialog_parent_class)->finalize (object);
}

static void
refrain_gateway_dialog_class_init (RefrainGatewayDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = refrain_gateway_dialog_dispose;
  object_class->finalize = refrain_gateway_dialog_finalize;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/dialogs/refrain-gateway-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainGatewayDialog, overlay);
  gtk_widget_class_bind_template_child (widget_class, RefrainGatewayDialog, page);
  gtk_widget_class_bind_template_child (widget_class, RefrainGatewayDialog, remove_group);
  gtk_widget_class_bind_template_child (widget_class, RefrainGatewayDialog, save);
  gtk_widget_class_bind_template_child (widget_class, RefrainGatewayDialog, remove);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
}

static void
refrain_gateway_dialog_init (RefrainGatewayDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->own = refrain_error_presenter_new (self->overlay);
}

/**
 * refrain_gateway_dialog_new:
 * @context: the services
 * @presenter: (nullable): of the window behind
 * @source: (nullable): the gateway to edit, %NULL to add one
 *
 * Returns: (transfer none): a dialog, to be made transient and presented
 */
GtkWidget *
refrain_gateway_dialog_new (RefrainContext *context,
                            RefrainErrorPresenter *presenter,
                            RefrainSource *source)
{
  RefrainGatewayDialog *self = g_object_new (
      REFRAIN_TYPE_GATEWAY_DIALOG, "title",
      source != NULL ? _ ("Edit Gateway") : _ ("Connect a Gateway"), NULL);

  self->context = g_object_ref (context);
  g_set_object (&self->presenter, presenter);
  g_set_object (&self->source, source);
  self->form = REFRAIN_GATEWAY_FORM (refrain_gateway_form_new (context, source));
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (self->form));
  if (source != NULL)
    adw_preferences_page_add (self->page, self->remove_group);
  g_signal_connect_object (self->form, "notify::can-save", G_CALLBACK (update_save), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "notify::verdict", G_CALLBACK (update_save), self,
                           G_CONNECT_SWAPPED);
  update_save (self);
  return GTK_WIDGET (self);
}
