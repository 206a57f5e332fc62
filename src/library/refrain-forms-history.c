/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-forms-private.h"

#include "refrain-model.h"

/* What was used before: prompts, styles, and the models of a gateway. */

#define MAX_PROMPTS 500
#define MAX_STYLES 200
#define MAX_MODELS 40

static gpointer
list_prompts_job (RefrainConnection *connection, gpointer data, GError **error)
{
  return refrain_store_forms_list_prompts (connection, data, MAX_PROMPTS, error);
}

/**
 * refrain_forms_list_prompts_async:
 * @self: the forms
 * @text: (nullable): words that all must be found
 * @cancellable: (nullable): to stop
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Searches what was asked for before.
 */
void
refrain_forms_list_prompts_async (RefrainForms *self,
                                  const char *text,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (REFRAIN_IS_FORMS (self));

  refrain_forms_run (self, refrain_forms_list_prompts_async, list_prompts_job, g_strdup (text),
                     (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * refrain_forms_list_prompts_finish:
 * @self: the forms
 * @result: the outcome
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type RefrainPrompt): prompts, the pinned ones first,
 *   then the last used
 */
GListModel *
refrain_forms_list_prompts_finish (RefrainForms *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GPtrArray) records = refrain_forms_finish (self, refrain_forms_list_prompts_async,
                                                        result, error);
  g_autoptr (GPtrArray) prompts = g_ptr_array_new_with_free_func (g_object_unref);
  GListStore *store;

  if (records == NULL)
    return NULL;

  g_ptr_array_set_free_func (records, NULL);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (prompts, refrain_prompt_new (g_ptr_array_index (records, i)));
  store = g_list_store_new (REFRAIN_TYPE_PROMPT);
  g_list_store_splice (store, 0, 0, prompts->pdata, prompts->len);
  return G_LIST_MODEL (store);
}

typedef struct
{
  gint64 row_id;
  gboolean pinned;
} PinPrompt;

static gpointer
pin_prompt_job (RefrainConnection *connection, gpointer data, GError **error)
{
  const PinPrompt *change = data;

  refrain_store_forms_pin_prompt (connection, change->row_id, change->pinned, error);
  return NULL;
}

static gpointer
remove_prompt_job (RefrainConnection *connection, gpointer data, GError **error)
{
  refrain_store_forms_remove_prompt (connection, *(gint64 *) data, error);
  return NULL;
}

static void
prompt_changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  refrain_store_run_finish (REFRAIN_STORE (source), result, &error);
  if (error != NULL)
    g_warning ("The history of prompts could not be changed: %s", error->message);
}

/**
 * refrain_forms_pin_prompt:
 * @self: the forms
 * @prompt: a prompt
 * @pinned: whether it stays on top; shows at the next listing
 */
void
refrain_forms_pin_prompt (RefrainForms *self, RefrainPrompt *prompt, gboolean pinned)
{
  PinPrompt change = { refrain_prompt_get_record (prompt)->row_id, pinned };

  g_return_if_fail (REFRAIN_IS_FORMS (self));

  refrain_store_run_async (refrain_library_get_store (self->library), pin_prompt_job,
                           g_memdup2 (&change, sizeof change), g_free, NULL, NULL,
                           prompt_changed_cb, NULL);
}

/**
 * refrain_forms_remove_prompt:
 * @self: the forms
 * @prompt: a prompt to forget; what was made of it stays
 */
void
refrain_forms_remove_prompt (RefrainForms *self, RefrainPrompt *prompt)
{
  gint64 row_id = refrain_prompt_get_record (prompt)->row_id;

  g_return_if_fail (REFRAIN_IS_FORMS (self));

  refrain_store_run_async (refrain_library_get_store (self->library), remove_prompt_job,
                           g_memdup2 (&row_id, sizeof row_id), g_free, NULL, NULL,
                           prompt_changed_cb, NULL);
}

static gpointer
list_styles_job (RefrainConnection *connection, gpointer data, GError **error)
{
  return refrain_store_forms_list_styles (connection, MAX_STYLES, error);
}

/**
 * refrain_forms_list_styles_async:
 * @self: the forms
 * @cancellable: (nullable): to stop
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Reads the styles that were used before.
 */
void
refrain_forms_list_styles_async (RefrainForms *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (REFRAIN_IS_FORMS (self));

  refrain_forms_run (self, refrain_forms_list_styles_async, list_styles_job, NULL,
                     (GDestroyNotify) g_strfreev, cancellable, callback, user_data);
}

/**
 * refrain_forms_list_styles_finish:
 * @self: the forms
 * @result: the outcome
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): styles, the last used first
 */
char **
refrain_forms_list_styles_finish (RefrainForms *self, GAsyncResult *result, GError **error)
{
  return refrain_forms_finish (self, refrain_forms_list_styles_async, result, error);
}

/* Those that were used at the gateway come first, then those that are known to exist. */
static gpointer
list_models_job (RefrainConnection *connection, gpointer data, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) used = refrain_store_forms_list_models (connection, *(gint64 *) data, MAX_MODELS,
                                                         error);
  guint n_models;
  const RefrainModel *models = refrain_model_get_all (&n_models);

  if (used == NULL)
    return NULL;

  g_strv_builder_addv (builder, (const char **) used);
  for (guint i = 0; i < n_models; i++)
    {
      if (!g_strv_contains ((const char *const *) used, models[i].name))
        g_strv_builder_add (builder, models[i].name);
    }

  return g_strv_builder_end (builder);
}

/**
 * refrain_forms_list_models_async:
 * @self: the forms
 * @source: the gateway that will be asked
 * @cancellable: (nullable): to stop
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Reads suggestions for the model. Any other name may be used as well.
 */
void
refrain_forms_list_models_async (RefrainForms *self,
                                 RefrainSource *source,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  gint64 row_id = refrain_source_get_row_id (source);

  g_return_if_fail (REFRAIN_IS_FORMS (self));

  refrain_forms_run (self, refrain_forms_list_models_async, list_models_job,
                     g_memdup2 (&row_id, sizeof row_id), (GDestroyNotify) g_strfreev, cancellable,
                     callback, user_data);
}

/**
 * refrain_forms_list_models_finish:
 * @self: the forms
 * @result: the outcome
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): models, those that were used at the gateway first
 */
char **
refrain_forms_list_models_finish (RefrainForms *self, GAsyncResult *result, GError **error)
{
  return refrain_forms_finish (self, refrain_forms_list_models_async, result, error);
}
