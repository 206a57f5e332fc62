/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-create-page-private.h"

#include "refrain-play-time.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainCreatePage:
 *
 * Where new songs are asked for. What is typed is kept at every change and is here again at the
 * next start; nothing is cleared by sending it, since the next request is most often a variation.
 */
G_DEFINE_FINAL_TYPE (RefrainCreatePage, refrain_create_page, GTK_TYPE_WIDGET)

static void
keep_draft (RefrainCreatePage *self)
{
  RefrainSource *source = refrain_create_form_get_source (self->form);
  g_autoptr (RefrainRequest) request = refrain_create_form_dup_request (self->form);

  if (self->has_draft
      && !refrain_library_is_read_only (refrain_context_get_library (self->context)))
    refrain_forms_keep_draft (refrain_context_get_forms (self->context), request,
                              source != NULL ? refrain_source_get_name (source) : NULL);
}

static void
update_summary (RefrainCreatePage *self)
{
  RefrainSource *source = refrain_create_form_get_source (self->form);
  g_autoptr (RefrainRequest) request = refrain_create_form_dup_outgoing (self->form);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;
  g_autofree char *summary = NULL;

  g_strv_builder_add (builder, _ ("2 takes"));
  if (request->extend_clip_id != NULL && request->extend_at >= 0)
    {
      g_autofree char *time = refrain_play_time_format (
          (gint64) (request->extend_at * G_USEC_PER_SEC));
      /* Translators: a new song goes on from this time, such as "1:23", of another one */
      g_autofree char *from = g_strdup_printf (_ ("from %s on"), time);

      g_strv_builder_add (builder, from);
    }
  else if (request->extend_clip_id != NULL)
    g_strv_builder_add (builder, _ ("from the end on"));
  if (request->model != NULL)
    g_strv_builder_add (builder, request->model);
  if (source != NULL)
    g_strv_builder_add (builder, refrain_source_get_name (source));
  parts = g_strv_builder_end (builder);
  summary = g_strjoinv (" · ", parts);
  refrain_send_bar_set_summary (self->bar, self->sending ? _ ("Sending…") : summary);
}

static void
changed_cb (RefrainCreatePage *self)
{
  if (self->context == NULL)
    return;

  if (self->flawed)
    {
      self->flawed = FALSE;
      refrain_send_bar_hide_note (self->bar);
    }
  update_summary (self);
  keep_draft (self);
}

static void
update_state (RefrainCreatePage *self)
{
  const char *name = "form";

  if (refrain_library_is_read_only (refrain_context_get_library (self->context)))
    name = "read-only";
  else if (refrain_create_form_get_source (self->form) == NULL)
    name = "no-gateway";
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "create.send",
                                 self->has_draft && !self->sending && g_str_equal (name, "form"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "create.history",
                                 !g_str_equal (name, "read-only"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "create.clear", g_str_equal (name, "form"));
  refrain_send_bar_set_busy (self->bar, self->sending);
  update_summary (self);
}

/* What was chosen while the draft was read comes after it, so that it can be undone. */
static void
draft_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainCreatePage) self = user_data;
  g_autofree char *gateway = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainRequest) draft = refrain_forms_load_draft_finish (REFRAIN_FORMS (source),
                                                                      result, &gateway, &error);
  g_autoptr (RefrainRequest) typed = NULL;
  g_autoptr (RefrainRequest) nothing = refrain_request_new (REFRAIN_REQUEST_DESCRIBE);

  if (self->context == NULL)
    return;

  if (error != NULL)
    g_warning ("The draft could not be read: %s", error->message);
  /* Who types faster than the disk reads keeps what was typed. */
  typed = refrain_create_form_dup_request (self->form);
  if (draft != NULL && refrain_request_equal (typed, nothing))
    {
      refrain_create_form_choose_source (self->form, gateway);
      refrain_create_form_set_request (self->form, draft);
    }
  self->has_draft = TRUE;
  update_state (self);
  if (self->waiting != NULL)
    refrain_create_page_use_request (self, self->waiting, self->waiting_gateway);
  g_clear_pointer (&self->waiting, refrain_request_free);
  g_clear_pointer (&self->waiting_gateway, g_free);
}

static void
draft_failed_cb (RefrainCreatePage *self, const GError *error)
{
  g_autofree char *text = g_strdup_printf (
      _ ("What you type is not being kept, and would be lost if Refrain ended now: %s"),
      error->message);

  gtk_label_set_text (self->draft_label, text);
  gtk_revealer_set_reveal_child (self->draft_revealer, TRUE);
}

static void
hide_draft_bar_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_revealer_set_reveal_child (REFRAIN_CREATE_PAGE (widget)->draft_revealer, FALSE);
}

/* A text view would take the key for a new line. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                gpointer user_data)
{
  GdkModifierType held = state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK);

  if (held != GDK_CONTROL_MASK)
    return GDK_EVENT_PROPAGATE;

  switch (key)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      gtk_widget_activate_action (user_data, "create.send", NULL);
      return GDK_EVENT_STOP;
    case GDK_KEY_h:
      gtk_widget_activate_action (user_data, "create.history", NULL);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
refrain_create_page_dispose (GObject *object)
{
  RefrainCreatePage *self = REFRAIN_CREATE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), REFRAIN_TYPE_CREATE_PAGE);

  G_OBJECT_CLASS (refrain_create_page_parent_class)->dispose (object);
}

static void
refrain_create_page_finalize (GObject *object)
{
  RefrainCreatePage *self = REFRAIN_CREATE_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->waiting, refrain_request_free);
  g_clear_pointer (&self->waiting_gateway, g_free);
  g_clear_pointer (&self->replaced, refrain_request_free);
  g_clear_pointer (&self->replaced_gateway, g_free);

  G_OBJECT_CLASS (refrain_create_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (REFRAIN_TYPE_CREATE_FORM);
  g_type_ensure (REFRAIN_TYPE_SEND_BAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/pages/create/refrain-create-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainCreatePage, content);
  gtk_widget_class_bind_template_child (widget_class, RefrainCreatePage, header);
  gtk_widget_class_bind_template_child (widget_class, RefrainCreatePage, stack);
  gtk_widget_class_bind_template_child (widget_class, RefrainCreatePage, draft_revealer);
  gtk_widget_class_bind_template_child (widget_class, RefrainCreatePage, draft_label);
  gtk_widget_class_bind_template_child (widget_class, RefrainCreatePage, toasts);
  gtk_widget_class_bind_template_child (widget_class, RefrainCreatePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, RefrainCreatePage, form);
  gtk_widget_class_bind_template_child (widget_class, RefrainCreatePage, bar);
}

static void
refrain_create_page_class_init (RefrainCreatePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = refrain_create_page_dispose;
  object_class->finalize = refrain_create_page_finalize;

  bind_template (widget_class);
  refrain_create_page_install_sending (widget_class);
  refrain_create_page_install_filling (widget_class);
  gtk_widget_class_install_action (widget_class, "create.hide-draft-bar", NULL, hide_draft_bar_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
refrain_create_page_init (RefrainCreatePage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * refrain_create_page_new:
 * @context: the services
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
refrain_create_page_new (RefrainContext *context)
{
  RefrainCreatePage *self = g_object_new (REFRAIN_TYPE_CREATE_PAGE, NULL);
  RefrainForms *forms = refrain_context_get_forms (context);

  self->context = g_object_ref (context);
  refrain_create_form_set_context (self->form, context);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "source-changed", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (forms, "draft-failed", G_CALLBACK (draft_failed_cb), self,
                           G_CONNECT_SWAPPED);
  update_state (self);
  refrain_forms_load_draft_async (forms, self->cancellable, draft_loaded_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

/**
 * refrain_create_page_get_header:
 * @self: a page
 *
 * Returns: (transfer none): its header bar
 */
AdwHeaderBar *
refrain_create_page_get_header (RefrainCreatePage *self)
{
  g_return_val_if_fail (REFRAIN_IS_CREATE_PAGE (self), NULL);

  return self->header;
}

/**
 * refrain_create_page_focus:
 * @self: a page
 *
 * Moves the keyboard to where the user starts.
 */
void
refrain_create_page_focus (RefrainCreatePage *self)
{
  g_return_if_fail (REFRAIN_IS_CREATE_PAGE (self));

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "form") == 0)
    refrain_create_form_focus (self->form);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

/**
 * refrain_create_page_dup_request:
 * @self: a page
 *
 * Returns: (transfer full): all that stands in its form
 */
RefrainRequest *
refrain_create_page_dup_request (RefrainCreatePage *self)
{
  g_return_val_if_fail (REFRAIN_IS_CREATE_PAGE (self), NULL);

  return refrain_create_form_dup_request (self->form);
}

/**
 * refrain_create_page_is_ready:
 * @self: a page
 *
 * Returns: whether what stood here last time is here again
 */
gboolean
refrain_create_page_is_ready (RefrainCreatePage *self)
{
  g_return_val_if_fail (REFRAIN_IS_CREATE_PAGE (self), FALSE);

  return self->has_draft;
}

/**
 * refrain_create_page_is_sending:
 * @self: a page
 *
 * Returns: whether a request of this form is on its way
 */
gboolean
refrain_create_page_is_sending (RefrainCreatePage *self)
{
  g_return_val_if_fail (REFRAIN_IS_CREATE_PAGE (self), FALSE);

  return self->sending;
}

/* Private to the page. */
void
refrain_create_page_update (RefrainCreatePage *self)
{
  update_state (self);
}
