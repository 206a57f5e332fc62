/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-forms-private.h"

/* What is typed is on the disk this soon after the last key, and this soon after the first one. */
#define DRAFT_NAME "create"
#define DRAFT_MILLISECONDS 300

/**
 * RefrainForms:
 *
 * What the form for new songs remembers: its draft, what was asked for before, and the styles and
 * models that were used.
 */
G_DEFINE_FINAL_TYPE (RefrainForms, refrain_forms, G_TYPE_OBJECT)

enum
{
  SIGNAL_DRAFT_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gpointer
put_draft_job (RefrainConnection *connection, gpointer data, GError **error)
{
  refrain_store_forms_put_draft (connection, DRAFT_NAME, data, error);
  return NULL;
}

/* The form does not outlive what it is told of, but what it wrote may. */
static void
draft_put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GWeakRef *weak = user_data;
  g_autoptr (RefrainForms) self = g_weak_ref_get (weak);

  refrain_store_run_finish (REFRAIN_STORE (source), result, &error);
  if (error != NULL && self != NULL)
    g_signal_emit (self, signals[SIGNAL_DRAFT_FAILED], 0, error);
  else if (error != NULL)
    g_warning ("The draft could not be kept: %s", error->message);
  g_weak_ref_clear (weak);
  g_free (weak);
}

static void
write_draft (RefrainForms *self)
{
  GWeakRef *weak;

  if (self->draft == NULL)
    return;

  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, self);
  refrain_store_run_async (refrain_library_get_store (self->library), put_draft_job,
                           g_steal_pointer (&self->draft), g_free, NULL, NULL, draft_put_cb, weak);
}

static gboolean
write_draft_cb (gpointer user_data)
{
  RefrainForms *self = user_data;

  self->draft_source = 0;
  write_draft (self);
  return G_SOURCE_REMOVE;
}

static void
refrain_forms_dispose (GObject *object)
{
  RefrainForms *self = REFRAIN_FORMS (object);

  g_clear_handle_id (&self->draft_source, g_source_remove);
  if (self->library != NULL)
    write_draft (self);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (refrain_forms_parent_class)->dispose (object);
}

static void
refrain_forms_class_init (RefrainFormsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = refrain_forms_dispose;

  /**
   * RefrainForms::draft-failed:
   * @self: the forms
   * @error: a %REFRAIN_STORE_ERROR
   *
   * What stands in the form is not on the disk. It is tried again at the next change.
   */
  signals[SIGNAL_DRAFT_FAILED] = g_signal_new ("draft-failed", REFRAIN_TYPE_FORMS,
                                               G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                               1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
refrain_forms_init (RefrainForms *self)
{
}

/**
 * refrain_forms_new:
 * @library: the library
 *
 * Returns: (transfer full): its forms
 */
RefrainForms *
refrain_forms_new (RefrainLibrary *library)
{
  RefrainForms *self = g_object_new (REFRAIN_TYPE_FORMS, NULL);

  self->library = g_object_ref (library);
  return self;
}

static void
job_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gpointer value = refrain_store_run_finish (REFRAIN_STORE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, value, g_task_get_task_data (task));
}

/* Private to the layer: runs a job of the store; @data is freed with g_free(). */
void
refrain_forms_run (RefrainForms *self,
                   gpointer tag,
                   RefrainStoreFunc job,
                   gpointer data,
                   GDestroyNotify result_free,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, result_free, NULL);
  refrain_store_run_async (refrain_library_get_store (self->library), job, data, g_free,
                           result_free, cancellable, job_done_cb, task);
}

/* Private to the layer: what the job of refrain_forms_run() returned. */
gpointer
refrain_forms_finish (RefrainForms *self, gpointer tag, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
get_draft_job (RefrainConnection *connection, gpointer data, GError **error)
{
  return refrain_store_forms_get_draft (connection, DRAFT_NAME, error);
}

/**
 * refrain_forms_load_draft_async:
 * @self: the forms
 * @cancellable: (nullable): to stop
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Reads what stood in the form when it was last seen.
 */
void
refrain_forms_load_draft_async (RefrainForms *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (REFRAIN_IS_FORMS (self));

  refrain_forms_run (self, refrain_forms_load_draft_async, get_draft_job, NULL, g_free, cancellable,
                     callback, user_data);
}

/**
 * refrain_forms_load_draft_finish:
 * @self: the forms
 * @result: the outcome
 * @gateway: (out) (optional) (nullable) (transfer full): the name of the gateway that was chosen
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what stood in the form; %NULL without an error when nothing
 */
RefrainRequest *
refrain_forms_load_draft_finish (RefrainForms *self,
                                 GAsyncResult *result,
                                 char **gateway,
                                 GError **error)
{
  g_autofree char *text = refrain_forms_finish (self, refrain_forms_load_draft_async, result,
                                                error);
  g_autoptr (GVariant) body = NULL;
  g_autoptr (GVariant) dict = NULL;
  const char *name;

  if (text != NULL)
    body = g_variant_parse (G_VARIANT_TYPE ("(sa{sv})"), text, NULL, NULL, NULL);
  if (body == NULL)
    return NULL;

  g_variant_get (body, "(&s@a{sv})", &name, &dict);
  if (gateway != NULL)
    *gateway = *name != '\0' ? g_strdup (name) : NULL;
  return refrain_request_new_from_variant (dict);
}

/**
 * refrain_forms_keep_draft:
 * @self: the forms
 * @request: all that stands in the form
 * @gateway: (nullable): the name of the gateway that is chosen
 *
 * Call it at every change: it is written down soon, also when the form is left or the program ends.
 */
void
refrain_forms_keep_draft (RefrainForms *self, const RefrainRequest *request, const char *gateway)
{
  g_autoptr (GVariant) body = NULL;

  g_return_if_fail (REFRAIN_IS_FORMS (self));

  body = g_variant_ref_sink (g_variant_new ("(s@a{sv})", gateway != NULL ? gateway : "",
                                            refrain_request_to_variant (request)));
  g_free (self->draft);
  self->draft = g_variant_print (body, TRUE);
  if (self->draft_source == 0)
    self->draft_source = g_timeout_add (DRAFT_MILLISECONDS, write_draft_cb, self);
}
