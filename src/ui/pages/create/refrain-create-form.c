/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-create-form-private.h"

#include "refrain-entry-row.h"
#include "refrain-model.h"

/**
 * RefrainCreateForm:
 *
 * All that can be asked of a gateway. It takes any request and gives it back as it was; what the
 * chosen tab does not show is kept, too, but not sent.
 */
G_DEFINE_FINAL_TYPE (RefrainCreateForm, refrain_create_form, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_SOURCE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static const char *
get_text (gpointer editable)
{
  return gtk_editable_get_text (GTK_EDITABLE (editable));
}

static RefrainRequestMode
get_mode (RefrainCreateForm *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "custom") == 0
             ? REFRAIN_REQUEST_CUSTOM
             : REFRAIN_REQUEST_DESCRIBE;
}

static void
update (RefrainCreateForm *self)
{
  const RefrainModel *model = refrain_model_find (get_text (self->model));
  g_autofree char *description = refrain_text_area_dup_text (self->description);
  g_autofree char *mode_flaw = refrain_create_form_dup_mode_flaw (self);

  refrain_lyrics_editor_set_limit (self->lyrics, model->lyrics_limit);
  refrain_style_entry_set_limit (self->style, model->style_limit);
  refrain_counter_set_count (self->description_counter, (guint) g_utf8_strlen (description, -1));
  gtk_widget_set_visible (self->mode_note_box, mode_flaw != NULL);
  gtk_label_set_text (self->mode_note, or_empty (mode_flaw));
}

static void
changed_cb (RefrainCreateForm *self)
{
  if (self->filling)
    return;

  refrain_create_form_clear_errors (self);
  update (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
models_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainCreateForm) self = user_data;
  g_auto (GStrv) models = refrain_forms_list_models_finish (REFRAIN_FORMS (source), result, NULL);

  if (models != NULL && self->context != NULL)
    refrain_model_row_set_models (self->model, (const char *const *) models);
}

static void
styles_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainCreateForm) self = user_data;
  g_auto (GStrv) styles = refrain_forms_list_styles_finish (REFRAIN_FORMS (source), result, NULL);

  if (styles != NULL && self->context != NULL)
    refrain_style_entry_set_styles (self->style, (const char *const *) styles);
}

/* Jobs of the store end in the order in which they were given. */
static void
list_models (RefrainCreateForm *self)
{
  RefrainSource *source = refrain_create_form_get_source (self);

  if (source != NULL)
    refrain_forms_list_models_async (refrain_context_get_forms (self->context), source,
                                     self->cancellable, models_listed_cb, g_object_ref (self));
}

static void
gateway_changed_cb (RefrainCreateForm *self)
{
  GListModel *sources = adw_combo_row_get_model (self->gateway);

  gtk_widget_set_visible (GTK_WIDGET (self->gateway),
                          sources != NULL && g_list_model_get_n_items (sources) > 1);
  if (self->context == NULL)
    return;

  list_models (self);
  changed_cb (self);
  g_signal_emit (self, signals[SIGNAL_SOURCE_CHANGED], 0);
}

static gboolean
takes_songs (gpointer item, gpointer unused)
{
  RefrainGateway *gateway = refrain_source_get_gateway (item);

  return refrain_gateway_can_submit (gateway, REFRAIN_REQUEST_DESCRIBE)
         || refrain_gateway_can_submit (gateway, REFRAIN_REQUEST_CUSTOM);
}

static char *
dup_source_name (gpointer this, gpointer user_data)
{
  return g_strdup (refrain_source_get_name (this));
}

static void
refrain_create_form_dispose (GObject *object)
{
  RefrainCreateForm *self = REFRAIN_CREATE_FORM (object);

  self->filling = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);
  g_clear_pointer (&self->settings, refrain_request_free);
  if (self->gateway != NULL)
    adw_combo_row_set_model (self->gateway, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REFRAIN_TYPE_CREATE_FORM);

  G_OBJECT_CLASS (refrain_create_form_parent_class)->dispose (object);
}

static void
refrain_create_form_finalize (GObject *object)
{
  g_clear_object (&REFRAIN_CREATE_FORM (object)->cancellable);

  G_OBJECT_CLASS (refrain_create_form_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (REFRAIN_TYPE_ADVANCED_ROW);
  g_type_ensure (REFRAIN_TYPE_COUNTER);
  g_type_ensure (REFRAIN_TYPE_EXTEND_ROW);
  g_type_ensure (REFRAIN_TYPE_LYRICS_EDITOR);
  g_type_ensure (REFRAIN_TYPE_MODEL_ROW);
  g_type_ensure (REFRAIN_TYPE_STYLE_ENTRY);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/pages/create/refrain-create-form.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainCreateForm, content);
  gtk_widget_class_bind_template_child (widget_class, RefrainCreateForm, switcher);
  gtk_widget_class_bind_template_child (widget_class, RefrainCreateForm, mode_note_box);
  gtk_widget_class_bind_template_child (widget_class, RefrainCreateForm, mode_note);
  gtk_widget_class_bind_template_child (widget_class, RefrainCreateForm, extend);
  gtk_widget_class_bind_template_child (widget_class, RefrainCreateForm, stack);
  gtk_widget_class_bind_template_child (widget_class, RefrainCreateForm, description);
  gtk_widget_class_bind_template_child (widget_class, RefrainCreateForm, description_counter);
  gtk_widget_class_bind_template_child (widget_class, RefrainCreateForm, title);
  gtk_widget_class_bind_template_child (widget_class, RefrainCreateForm, style);
  gtk_widget_class_bind_template_child (widget_class, RefrainCreateForm, lyrics);
  gtk_widget_class_bind_template_child (widget_class, RefrainCreateForm, instrumental);
  gtk_widget_class_bind_template_child (widget_class, RefrainCreateForm, gateway);
  gtk_widget_class_bind_template_child (widget_class, RefrainCreateForm, model);
  gtk_widget_class_bind_template_child (widget_class, RefrainCreateForm, advanced);
}

static void
refrain_create_form_class_init (RefrainCreateFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = refrain_create_form_dispose;
  object_class->finalize = refrain_create_form_finalize;

  /**
   * RefrainCreateForm::changed:
   * @self: a form
   *
   * Something else stands in it.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", REFRAIN_TYPE_CREATE_FORM, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * RefrainCreateForm::source-changed:
   * @self: a form
   *
   * Another gateway is chosen, or there is none any more.
   */
  signals[SIGNAL_SOURCE_CHANGED] = g_signal_new ("source-changed", REFRAIN_TYPE_CREATE_FORM,
                                                 G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                 G_TYPE_NONE, 0);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
refrain_create_form_init (RefrainCreateForm *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  refrain_entry_row_name (self->title);
  {
    const struct
    {
      gpointer widget;
      const char *signal;
    } sources[] = {
      { self->stack, "notify::visible-child" },
      { self->extend, "changed" },
      { self->description, "changed" },
      { self->title, "changed" },
      { self->style, "changed" },
      { refrain_lyrics_editor_get_area (self->lyrics), "changed" },
      { self->instrumental, "notify::active" },
      { self->model, "changed" },
      { self->advanced, "changed" },
    };

    for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
      g_signal_connect_object (sources[i].widget, sources[i].signal, G_CALLBACK (changed_cb), self,
                               G_CONNECT_SWAPPED);
  }
  g_signal_connect_object (self->gateway, "notify::selected-item", G_CALLBACK (gateway_changed_cb),
                           self, G_CONNECT_SWAPPED);
}

/**
 * refrain_create_form_set_context:
 * @self: a form
 * @context: the services
 */
void
refrain_create_form_set_context (RefrainCreateForm *self, RefrainContext *context)
{
  RefrainLibrary *library = refrain_context_get_library (context);
  g_autoptr (RefrainSource) preferred = refrain_library_find_source (library, NULL);
  g_autoptr (GtkFilterListModel) sources = NULL;
  g_autoptr (GtkExpression) name = gtk_cclosure_expression_new (
      G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (dup_source_name), NULL, NULL);

  g_return_if_fail (REFRAIN_IS_CREATE_FORM (self));

  self->context = g_object_ref (context);
  refrain_extend_row_set_context (self->extend, context);
  sources = gtk_filter_list_model_new (
      g_object_ref (refrain_library_get_sources (library)),
      GTK_FILTER (gtk_custom_filter_new (takes_songs, NULL, NULL)));
  adw_combo_row_set_expression (self->gateway, name);
  adw_combo_row_set_model (self->gateway, G_LIST_MODEL (sources));
  g_signal_connect_object (sources, "items-changed", G_CALLBACK (gateway_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  if (preferred != NULL)
    refrain_create_form_choose_source (self, refrain_source_get_name (preferred));
  gateway_changed_cb (self);
  refrain_create_form_reload_suggestions (self);
}

/**
 * refrain_create_form_dup_request:
 * @self: a form
 *
 * Returns: (transfer full): all that stands in it, on the other tab as well
 */
RefrainRequest *
refrain_create_form_dup_request (RefrainCreateForm *self)
{
  RefrainRequest *request;
  g_autofree char *description = NULL;
  g_autofree char *lyrics = NULL;

  g_return_val_if_fail (REFRAIN_IS_CREATE_FORM (self), NULL);

  request = refrain_request_new (get_mode (self));
  description = refrain_text_area_dup_text (self->description);
  lyrics = refrain_text_area_dup_text (refrain_lyrics_editor_get_area (self->lyrics));
  refrain_request_set (&request->description, description);
  refrain_request_set (&request->lyrics, lyrics);
  refrain_request_set (&request->title, get_text (self->title));
  refrain_request_set (&request->style, get_text (self->style));
  refrain_request_set (&request->model, get_text (self->model));
  request->instrumental = gtk_switch_get_active (self->instrumental);
  refrain_extend_row_read (self->extend, request);
  refrain_advanced_row_read (self->advanced, request);
  return request;
}

/* Drops what the user does not see, unless it is the settings of the song that the form was made
 * like, and was left alone. */
static void
drop_hidden (RefrainCreateForm *self, char **member, const char *settings)
{
  if (self->settings == NULL || g_strcmp0 (*member, settings) != 0)
    refrain_request_set (member, NULL);
}

/**
 * refrain_create_form_dup_outgoing:
 * @self: a form
 *
 * Returns: (transfer full): what is sent: of what the other mode shows, only what came with the
 *   settings of refrain_create_form_make_like()
 */
RefrainRequest *
refrain_create_form_dup_outgoing (RefrainCreateForm *self)
{
  RefrainRequest *request = refrain_create_form_dup_request (self);
  static const RefrainRequest nothing = { 0 };
  const RefrainRequest *settings = self->settings != NULL && self->settings->mode == request->mode
                                       ? self->settings
                                       : &nothing;

  if (request->mode == REFRAIN_REQUEST_CUSTOM)
    {
      drop_hidden (self, &request->description, settings->description);
      return request;
    }

  drop_hidden (self, &request->lyrics, settings->lyrics);
  drop_hidden (self, &request->title, settings->title);
  drop_hidden (self, &request->style, settings->style);
  return request;
}

/**
 * refrain_create_form_make_like:
 * @self: a form
 * @request: the settings of a song
 *
 * Fills the form so that what is sent is the very same request, as long as nothing is changed.
 */
void
refrain_create_form_make_like (RefrainCreateForm *self, const RefrainRequest *request)
{
  g_return_if_fail (REFRAIN_IS_CREATE_FORM (self));

  refrain_create_form_set_request (self, request);
  self->settings = refrain_request_copy (request);
}

/**
 * refrain_create_form_set_request:
 * @self: a form
 * @request: what shall stand in it
 */
void
refrain_create_form_set_request (RefrainCreateForm *self, const RefrainRequest *request)
{
  g_return_if_fail (REFRAIN_IS_CREATE_FORM (self));

  self->filling = TRUE;
  g_clear_pointer (&self->settings, refrain_request_free);
  gtk_stack_set_visible_child_name (
      self->stack, request->mode == REFRAIN_REQUEST_CUSTOM ? "custom" : "describe");
  refrain_text_area_set_text (self->description, request->description);
  refrain_text_area_set_text (refrain_lyrics_editor_get_area (self->lyrics), request->lyrics);
  gtk_editable_set_text (GTK_EDITABLE (self->title), or_empty (request->title));
  gtk_editable_set_text (GTK_EDITABLE (self->style), or_empty (request->style));
  gtk_editable_set_text (GTK_EDITABLE (self->model), or_empty (request->model));
  gtk_switch_set_active (self->instrumental, request->instrumental);
  refrain_extend_row_fill (self->extend, request);
  refrain_advanced_row_fill (self->advanced, request);
  self->filling = FALSE;
  changed_cb (self);
}

/**
 * refrain_create_form_get_source:
 * @self: a form
 *
 * Returns: (transfer none) (nullable): the gateway that is chosen; %NULL when none takes requests
 */
RefrainSource *
refrain_create_form_get_source (RefrainCreateForm *self)
{
  g_return_val_if_fail (REFRAIN_IS_CREATE_FORM (self), NULL);

  return adw_combo_row_get_selected_item (self->gateway);
}

/**
 * refrain_create_form_choose_source:
 * @self: a form
 * @name: (nullable): the name of a gateway; nothing changes when there is none of it
 */
void
refrain_create_form_choose_source (RefrainCreateForm *self, const char *name)
{
  GListModel *sources = adw_combo_row_get_model (self->gateway);

  g_return_if_fail (REFRAIN_IS_CREATE_FORM (self));

  for (guint i = 0; name != NULL && sources != NULL && i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr (RefrainSource) source = g_list_model_get_item (sources, i);

      if (g_strcmp0 (refrain_source_get_name (source), name) == 0)
        adw_combo_row_set_selected (self->gateway, i);
    }
}

/**
 * refrain_create_form_focus:
 * @self: a form
 *
 * Moves the keyboard to where the user starts.
 */
void
refrain_create_form_focus (RefrainCreateForm *self)
{
  g_return_if_fail (REFRAIN_IS_CREATE_FORM (self));

  gtk_widget_grab_focus (get_mode (self) == REFRAIN_REQUEST_CUSTOM
                             ? GTK_WIDGET (self->title)
                             : GTK_WIDGET (self->description));
}

/**
 * refrain_create_form_reload_suggestions:
 * @self: a form
 *
 * Styles and models were used.
 */
void
refrain_create_form_reload_suggestions (RefrainCreateForm *self)
{
  g_return_if_fail (REFRAIN_IS_CREATE_FORM (self));

  list_models (self);
  refrain_forms_list_styles_async (refrain_context_get_forms (self->context), self->cancellable,
                                   styles_listed_cb, g_object_ref (self));
}

/**
 * refrain_create_form_insert_lyrics:
 * @self: a form
 * @title: (nullable): used when there is none yet
 * @lyrics: what shall be sung
 *
 * Puts lyrics in the place of those that stand there, as one step that can be undone.
 */
void
refrain_create_form_insert_lyrics (RefrainCreateForm *self, const char *title, const char *lyrics)
{
  g_return_if_fail (REFRAIN_IS_CREATE_FORM (self));

  gtk_stack_set_visible_child_name (self->stack, "custom");
  refrain_lyrics_editor_replace (self->lyrics, lyrics);
  if (title != NULL && *get_text (self->title) == '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->title), title);
  gtk_widget_grab_focus (GTK_WIDGET (self->lyrics));
}

/**
 * refrain_create_form_undo_lyrics:
 * @self: a form
 *
 * Takes the last change of the lyrics back.
 */
void
refrain_create_form_undo_lyrics (RefrainCreateForm *self)
{
  g_return_if_fail (REFRAIN_IS_CREATE_FORM (self));

  refrain_lyrics_editor_undo (self->lyrics);
}
