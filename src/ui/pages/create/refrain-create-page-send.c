/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-create-page-private.h"

#include "refrain-error-presenter.h"
#include "refrain-gateway-error.h"
#include "refrain-request-json.h"

#include <glib/gi18n-lib.h>

/* Sending what stands in the form: once, and saying what became of it. */

/* As it came, with what HTTP says of it. */
static char *
dup_details (const GError *error, const char *raw)
{
  GString *text = g_string_new (NULL);
  guint status = refrain_gateway_error_get_http_status (error);
  const char *word = refrain_gateway_error_get_code_word (error);

  if (status > 0)
    g_string_append_printf (text, "HTTP %u", status);
  if (word != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", word);
  if (text->len > 0)
    g_string_append (text, "\n\n");
  g_string_append (text, raw != NULL ? raw : error != NULL ? error->message : "");
  return g_string_free (text, FALSE);
}

static void
show_sent (RefrainCreatePage *self, RefrainTask *task)
{
  AdwToast *toast = adw_toast_new (_ ("Sent"));

  adw_toast_set_button_label (toast, _ ("Show _Tasks"));
  adw_toast_set_action_name (toast, "win.open-task");
  adw_toast_set_action_target (toast, "x", refrain_task_get_row_id (task));
  adw_toast_overlay_add_toast (self->toasts, toast);
  refrain_create_form_reload_suggestions (self->form);
}

static void
show_failure (RefrainCreatePage *self, const RefrainSubmission *submission)
{
  const RefrainTaskRecord *record = refrain_task_get_record (submission->task);
  const GError *error = submission->error;
  g_autofree char *reason = error != NULL ? refrain_error_presenter_describe (error)
                                          : g_strdup (record->submit_error);
  g_autofree char *details = dup_details (error, submission->raw);
  g_autofree char *advice = NULL;
  RefrainSendNote note = { .body = reason, .details = details };

  switch (record->submit_state)
    {
    case REFRAIN_SUBMIT_STATE_REFUSED:
      note.heading = _ ("The gateway refused this");
      break;
    case REFRAIN_SUBMIT_STATE_NOT_SENT:
      note.heading = _ ("Not sent: it never left this computer");
      note.button_label = _ ("_Try Again");
      note.action = "create.send";
      break;
    case REFRAIN_SUBMIT_STATE_NONE:
    case REFRAIN_SUBMIT_STATE_SENDING:
    case REFRAIN_SUBMIT_STATE_SENT:
    case REFRAIN_SUBMIT_STATE_MAYBE:
    default:
      advice = g_strdup_printf ("%s\n\n%s", _ ("Look in Tasks before you send it again."),
                                reason != NULL ? reason : "");
      note.heading = _ ("The gateway may have accepted this");
      note.body = g_strchomp (advice);
      note.button_label = _ ("Show _Task");
      note.action = "win.open-task";
      note.target = g_variant_new_int64 (record->row_id);
      note.is_warning = TRUE;
    }
  refrain_send_bar_show_note (self->bar, &note);
}

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainCreatePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainSubmission) submission = refrain_submitter_submit_finish (
      REFRAIN_SUBMITTER (source), result, &error);

  /* Closed meanwhile: the ledger knows it all the same. */
  if (self->context == NULL)
    return;

  self->sending = FALSE;
  refrain_create_page_update (self);
  if (submission == NULL)
    refrain_send_bar_show_note (self->bar,
                                &(const RefrainSendNote){
                                    .heading = _ ("Not sent: it could not be written down"),
                                    .body = error->message,
                                    .button_label = _ ("_Try Again"),
                                    .action = "create.send",
                                });
  else if (submission->error == NULL
           && refrain_task_get_record (submission->task)->submit_state == REFRAIN_SUBMIT_STATE_SENT)
    show_sent (self, submission->task);
  else
    show_failure (self, submission);
}

static void
send (RefrainCreatePage *self)
{
  g_autoptr (RefrainRequest) request = refrain_create_form_dup_outgoing (self->form);

  self->sending = TRUE;
  self->flawed = FALSE;
  refrain_send_bar_hide_note (self->bar);
  refrain_create_page_update (self);
  /* Not to be cancelled: who leaves the page does not stop it. */
  refrain_submitter_submit_async (refrain_context_get_submitter (self->context),
                                  refrain_create_form_get_source (self->form), request, NULL,
                                  submitted_cb, g_object_ref (self));
}

/* The ledger's text and the form's spell the same request differently. */
static RefrainRequest *
read_as_written (const RefrainRequest *request)
{
  g_autofree char *json = refrain_request_to_json (request);

  return refrain_request_from_json (json);
}

/* Whether this very request was sent before, and nobody knows what became of it, or knows it yet.
 */
static gboolean
may_be_made_already (RefrainCreatePage *self)
{
  GListModel *tasks = refrain_library_get_tasks (refrain_context_get_library (self->context));
  gint64 gateway = refrain_source_get_row_id (refrain_create_form_get_source (self->form));
  g_autoptr (RefrainRequest) outgoing = refrain_create_form_dup_outgoing (self->form);
  g_autoptr (RefrainRequest) request = read_as_written (outgoing);

  for (guint i = 0; request != NULL && i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (RefrainTask) task = g_list_model_get_item (tasks, i);
      const RefrainTaskRecord *record = refrain_task_get_record (task);
      g_autoptr (RefrainRequest) other = NULL;

      if ((record->submit_state != REFRAIN_SUBMIT_STATE_MAYBE
           && record->submit_state != REFRAIN_SUBMIT_STATE_SENDING)
          || record->gateway_row != gateway || record->sent_request == NULL)
        continue;
      other = refrain_request_from_json (record->sent_request);
      if (other != NULL && refrain_request_equal (request, other))
        return TRUE;
    }

  return FALSE;
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  RefrainCreatePage *self = user_data;

  self->asking = FALSE;
  if (g_str_equal (response, "send") && self->context != NULL && !self->sending)
    send (self);
}

static void
ask (RefrainCreatePage *self)
{
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Send It Again?"),
      _ ("The same request was sent before, and the gateway may have accepted it. If it has, you "
         "may be charged twice. Tasks shows what is known of it."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "send",
                                    _ ("_Send Again"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "send",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, 0);
  self->asking = TRUE;
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
send_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainCreatePage *self = REFRAIN_CREATE_PAGE (widget);
  g_autofree char *flaw = NULL;

  if (self->context == NULL || self->sending || self->asking || !self->has_draft
      || refrain_create_form_get_source (self->form) == NULL)
    return;

  flaw = refrain_create_form_find_flaw (self->form, NULL);
  if (flaw != NULL)
    {
      refrain_send_bar_show_note (self->bar,
                                  &(const RefrainSendNote){ .heading = flaw, .is_warning = TRUE });
      self->flawed = TRUE;
      refrain_create_form_show_flaw (self->form);
    }
  else if (may_be_made_already (self))
    ask (self);
  else
    send (self);
}

/* Private to the page. */
void
refrain_create_page_install_sending (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "create.send", NULL, send_cb);
}
