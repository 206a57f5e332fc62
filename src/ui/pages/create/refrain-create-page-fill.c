/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-create-page-private.h"

#include "refrain-prompt-history.h"
#include "refrain-write-lyrics.h"

#include <glib/gi18n-lib.h>

/* Filling the form in from elsewhere, which can always be undone. */

/* What was asked for when a clip was made, while it is being read. */
typedef struct
{
  RefrainCreatePage *self; /* (owned) */
  char *gateway;           /* (owned) */
} Question;

/* A model or a switch by itself is nothing that anybody would miss. */
static gboolean
says_something (const RefrainRequest *request)
{
  g_autoptr (RefrainRequest) rest = refrain_request_copy (request);
  g_autoptr (RefrainRequest) nothing = refrain_request_new (request->mode);

  refrain_request_set (&rest->model, NULL);
  rest->instrumental = FALSE;
  return !refrain_request_equal (rest, nothing);
}

/* Private to the page: fills the form in, and offers what stood there before. */
void
refrain_create_page_fill (RefrainCreatePage *self,
                          const RefrainRequest *request,
                          const char *gateway)
{
  RefrainSource *source = refrain_create_form_get_source (self->form);
  g_autoptr (RefrainRequest) before = refrain_create_form_dup_request (self->form);
  AdwToast *toast;

  g_free (self->replaced_gateway);
  self->replaced_gateway = g_strdup (source != NULL ? refrain_source_get_name (source) : NULL);
  refrain_create_form_choose_source (self->form, gateway);
  refrain_create_form_make_like (self->form, request);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  refrain_create_form_focus (self->form);
  if (!says_something (before) || refrain_request_equal (before, request))
    return;

  g_clear_pointer (&self->replaced, refrain_request_free);
  self->replaced = g_steal_pointer (&before);
  toast = adw_toast_new (says_something (request) ? _ ("Form replaced") : _ ("Form cleared"));
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "create.undo-fill");
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
undo_fill_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainCreatePage *self = REFRAIN_CREATE_PAGE (widget);
  g_autoptr (RefrainRequest) request = g_steal_pointer (&self->replaced);

  if (request == NULL)
    return;

  refrain_create_form_choose_source (self->form, self->replaced_gateway);
  refrain_create_form_set_request (self->form, request);
}

static void
clear_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainCreatePage *self = REFRAIN_CREATE_PAGE (widget);
  g_autoptr (RefrainRequest) before = refrain_create_form_dup_request (self->form);
  g_autoptr (RefrainRequest) nothing = refrain_request_new (before->mode);

  refrain_request_set (&nothing->model, before->model);
  refrain_create_page_fill (self, nothing, NULL);
  refrain_create_form_focus (self->form);
}

static void
prompt_used_cb (RefrainCreatePage *self, RefrainPrompt *prompt)
{
  refrain_create_page_use_request (self, refrain_prompt_get_request (prompt), NULL);
}

static void
history_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainCreatePage *self = REFRAIN_CREATE_PAGE (widget);
  GtkWidget *dialog = refrain_prompt_history_new (refrain_context_get_forms (self->context));

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (widget)));
  g_signal_connect_object (dialog, "used", G_CALLBACK (prompt_used_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
lyrics_written_cb (RefrainCreatePage *self, const char *title, const char *lyrics)
{
  AdwToast *toast = adw_toast_new (_ ("Lyrics inserted"));

  refrain_create_form_insert_lyrics (self->form, title, lyrics);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "create.undo-lyrics");
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
undo_lyrics_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  refrain_create_form_undo_lyrics (REFRAIN_CREATE_PAGE (widget)->form);
}

/* What is known of the song is what the lyrics are most likely about. */
static RefrainRequest *
guess_lyrics_request (RefrainCreatePage *self)
{
  g_autoptr (RefrainRequest) known = refrain_create_form_dup_request (self->form);
  RefrainRequest *request = refrain_request_new (REFRAIN_REQUEST_LYRICS);
  g_autofree char *words = NULL;

  if (known->title != NULL && known->style != NULL)
    words = g_strdup_printf ("%s (%s)", known->title, known->style);
  else
    words = g_strdup (known->title != NULL ? known->title : known->style);
  refrain_request_set (&request->description,
                       known->description != NULL ? known->description : words);
  return request;
}

static void
write_lyrics (RefrainCreatePage *self, const RefrainRequest *request)
{
  RefrainSource *source = refrain_create_form_get_source (self->form);
  g_autoptr (RefrainRequest) form = refrain_create_form_dup_request (self->form);
  GtkWidget *dialog;

  if (source == NULL)
    return;

  dialog = refrain_write_lyrics_new (self->context, source, request, form->lyrics);
  gtk_window_set_transient_for (GTK_WINDOW (dialog),
                                GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  g_signal_connect_object (dialog, "written", G_CALLBACK (lyrics_written_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
write_lyrics_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainCreatePage *self = REFRAIN_CREATE_PAGE (widget);
  g_autoptr (RefrainRequest) request = guess_lyrics_request (self);

  write_lyrics (self, request);
}

static void
clip_request_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (RefrainCreatePage) self = question->self;
  g_autofree char *gateway = question->gateway;
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainRequest) request = refrain_forms_request_of_clip_finish (REFRAIN_FORMS (source),
                                                                             result, &error);

  g_free (question);
  if (self->context == NULL)
    return;

  if (request != NULL)
    refrain_create_page_use_request (self, request, gateway);
  else if (error != NULL)
    refrain_send_bar_show_note (
        self->bar, &(const RefrainSendNote){ .heading = _ ("The settings cannot be read"),
                                             .body = error->message });
}

/* Private to the page. */
void
refrain_create_page_install_filling (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "create.undo-fill", NULL, undo_fill_cb);
  gtk_widget_class_install_action (widget_class, "create.clear", NULL, clear_cb);
  gtk_widget_class_install_action (widget_class, "create.history", NULL, history_cb);
  gtk_widget_class_install_action (widget_class, "create.write-lyrics", NULL, write_lyrics_cb);
  gtk_widget_class_install_action (widget_class, "create.undo-lyrics", NULL, undo_lyrics_cb);
}

/**
 * refrain_create_page_use_request:
 * @self: a page
 * @request: what shall stand in its form; one for lyrics opens what writes them
 * @gateway: (nullable): the name of the gateway to choose, if there is one
 *
 * Fills the form in. What stood there before can be had back.
 */
void
refrain_create_page_use_request (RefrainCreatePage *self,
                                 const RefrainRequest *request,
                                 const char *gateway)
{
  g_return_if_fail (REFRAIN_IS_CREATE_PAGE (self));

  if (!self->has_draft)
    {
      g_clear_pointer (&self->waiting, refrain_request_free);
      self->waiting = refrain_request_copy (request);
      g_free (self->waiting_gateway);
      self->waiting_gateway = g_strdup (gateway);
    }
  else if (request->mode == REFRAIN_REQUEST_LYRICS)
    {
      refrain_create_form_choose_source (self->form, gateway);
      write_lyrics (self, request);
    }
  else
    refrain_create_page_fill (self, request, gateway);
}

/**
 * refrain_create_page_use_task:
 * @self: a page
 * @task: a task
 *
 * Fills the form in with what was asked for.
 */
void
refrain_create_page_use_task (RefrainCreatePage *self, RefrainTask *task)
{
  g_autoptr (RefrainRequest) request = NULL;

  g_return_if_fail (REFRAIN_IS_CREATE_PAGE (self));

  request = refrain_forms_request_of_task (task);
  if (request != NULL)
    refrain_create_page_use_request (self, request, refrain_task_get_record (task)->gateway);
  else
    refrain_send_bar_show_note (
        self->bar,
        &(const RefrainSendNote){ .heading = _ ("Nobody knows what was asked for"),
                                  .body = _ ("The gateway does not tell, and there is no song yet "
                                             "to guess it from."),
                                  .is_warning = TRUE });
}

/**
 * refrain_create_page_use_clip:
 * @self: a page
 * @clip: a clip that is loaded
 *
 * Fills the form in with what was asked for when the clip was made.
 */
void
refrain_create_page_use_clip (RefrainCreatePage *self, RefrainClip *clip)
{
  Question *question = g_new0 (Question, 1);

  g_return_if_fail (REFRAIN_IS_CREATE_PAGE (self));

  question->self = g_object_ref (self);
  question->gateway = g_strdup (refrain_clip_get_record (clip)->gateway);
  refrain_forms_request_of_clip_async (refrain_context_get_forms (self->context), clip,
                                       self->cancellable, clip_request_cb, question);
}

/**
 * refrain_create_page_extend_clip:
 * @self: a page
 * @clip: a clip that is loaded
 *
 * Fills the form in with what goes on from the end of a song in its style. The lyrics are those
 * that come next, so they are left to the user.
 */
void
refrain_create_page_extend_clip (RefrainCreatePage *self, RefrainClip *clip)
{
  const RefrainClipFacts *facts = refrain_clip_get_facts (clip);
  g_autoptr (RefrainRequest) request = refrain_request_new (REFRAIN_REQUEST_CUSTOM);

  g_return_if_fail (REFRAIN_IS_CREATE_PAGE (self));

  refrain_request_set (&request->title, facts->title);
  refrain_request_set (&request->style, facts->style);
  refrain_request_set (&request->model, facts->model);
  refrain_request_set (&request->extend_clip_id, facts->id);
  refrain_request_set (&request->extend_task_id, facts->task_id);
  request->instrumental = facts->instrumental;
  refrain_create_page_use_request (self, request, refrain_clip_get_record (clip)->gateway);
}
