/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-library-private.h"

/* Before a gateway is asked: its key, and what was learned of it. */

typedef struct
{
  gint64 row_id;
  const char *batch;
} SetBatch;

static const char *
batch_to_string (RefrainBatchSupport batch)
{
  return batch == REFRAIN_BATCH_YES ? "yes" : batch == REFRAIN_BATCH_NO ? "no" : "unknown";
}

static RefrainBatchSupport
batch_from_string (const char *name)
{
  if (g_strcmp0 (name, "yes") == 0)
    return REFRAIN_BATCH_YES;
  return g_strcmp0 (name, "no") == 0 ? REFRAIN_BATCH_NO : REFRAIN_BATCH_UNKNOWN;
}

static gpointer
set_batch_job (RefrainConnection *connection, gpointer data, GError **error)
{
  const SetBatch *change = data;

  refrain_store_gateways_set_batch (connection, change->row_id, change->batch, error);
  return NULL;
}

static void
batch_changed_cb (RefrainGateway *gateway, GParamSpec *pspec, gpointer user_data)
{
  RefrainLibrary *self = user_data;
  SetBatch change = { 0, batch_to_string (refrain_gateway_get_batch (gateway)) };

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->sources)); i++)
    {
      g_autoptr (RefrainSource) source = g_list_model_get_item (G_LIST_MODEL (self->sources), i);

      if (refrain_source_get_gateway (source) == gateway)
        change.row_id = refrain_source_get_row_id (source);
    }
  if (change.row_id != 0 && !self->read_only)
    refrain_store_run_async (self->store, set_batch_job, g_memdup2 (&change, sizeof change), g_free,
                             NULL, NULL, NULL, NULL);
}

static void
key_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autofree char *key = refrain_secrets_lookup_finish (REFRAIN_SECRETS (source), result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (key != NULL)
    refrain_gateway_set_key (refrain_source_get_gateway (g_task_get_task_data (task)), key);
  g_task_return_boolean (task, TRUE);
}

/* Private to the layer: has what is learned of a gateway remembered. */
void
refrain_library_watch_source (RefrainLibrary *self, RefrainSource *source)
{
  RefrainGateway *gateway = refrain_source_get_gateway (source);

  refrain_gateway_set_batch (gateway,
                             batch_from_string (refrain_source_get_record (source)->batch));
  g_signal_connect_object (gateway, "notify::batch", G_CALLBACK (batch_changed_cb), self, 0);
}

/* Private to the layer: looks up the key of a gateway that has none yet. */
void
refrain_library_ready_source_async (RefrainLibrary *self,
                                    RefrainSource *source,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, refrain_library_ready_source_async);
  g_task_set_task_data (task, g_object_ref (source), g_object_unref);
  if (!refrain_source_is_demo (source)
      && !refrain_gateway_has_key (refrain_source_get_gateway (source)))
    {
      refrain_secrets_lookup_async (self->secrets, refrain_source_get_address (source), cancellable,
                                    key_found_cb, task);
      return;
    }

  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

gboolean
refrain_library_ready_source_finish (RefrainLibrary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_library_ready_source_async),
                        FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
