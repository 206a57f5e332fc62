/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-library-private.h"

#include "refrain-address.h"
#include "refrain-library-error.h"
#include "refrain-store-error.h"

#include <glib/gi18n-lib.h>

/* The gateways of a library, and their keys. */

typedef struct
{
  RefrainGatewayRecord *record;
  char *key; /* (nullable): %NULL leaves the key alone */
} Put;

static void
put_free (gpointer data)
{
  Put *put = data;

  refrain_gateway_record_free (put->record);
  g_free (put->key);
  g_free (put);
}

static gpointer
put_job (RefrainConnection *connection, gpointer data, GError **error)
{
  gint64 row = refrain_store_gateways_put (connection, data, error);

  return row != 0 ? g_memdup2 (&row, sizeof row) : NULL;
}

static gpointer
remove_job (RefrainConnection *connection, gpointer data, GError **error)
{
  refrain_store_gateways_remove (connection, *(gint64 *) data, error);
  return NULL;
}

static gboolean
find_position (RefrainLibrary *self, gint64 row_id, guint *position)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->sources)); i++)
    {
      g_autoptr (RefrainSource) source = g_list_model_get_item (G_LIST_MODEL (self->sources), i);

      if (refrain_source_get_row_id (source) == row_id)
        {
          *position = i;
          return TRUE;
        }
    }

  return FALSE;
}

/* Puts a new object in the place of the old one: address and name of a source never change. */
static RefrainSource *
replace_source (RefrainLibrary *self, const RefrainGatewayRecord *record, const char *key)
{
  RefrainSource *source = refrain_source_new (self->http, record);
  guint position;

  if (key != NULL)
    refrain_gateway_set_key (refrain_source_get_gateway (source), key);
  refrain_library_watch_source (self, source);
  if (find_position (self, record->row_id, &position))
    g_list_store_splice (self->sources, position, 1, (gpointer *) &source, 1);
  else
    g_list_store_append (self->sources, source);

  return source;
}

static void
key_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RefrainLibrary *self = g_task_get_source_object (task);
  Put *put = g_task_get_task_data (task);
  GError *error = NULL;

  if (!refrain_secrets_store_finish (REFRAIN_SECRETS (source), result, &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, replace_source (self, put->record, put->key), g_object_unref);
}

static void
put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RefrainLibrary *self = g_task_get_source_object (task);
  Put *put = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree gint64 *row = refrain_store_run_finish (REFRAIN_STORE (source), result, &error);

  if (row == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  put->record->row_id = *row;
  if (put->key == NULL || put->record->is_demo)
    g_task_return_pointer (task, replace_source (self, put->record, NULL), g_object_unref);
  else
    refrain_secrets_store_async (self->secrets, put->record->address, put->record->name, put->key,
                                 g_task_get_cancellable (task), key_stored_cb, g_object_ref (task));
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RefrainLibrary *self = g_task_get_source_object (task);
  RefrainSource *removed = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  guint position;

  refrain_store_run_finish (REFRAIN_STORE (source), result, &error);
  if (error != NULL && !g_error_matches (error, REFRAIN_STORE_ERROR, REFRAIN_STORE_ERROR_FAILED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (error != NULL)
    {
      g_task_return_new_error (task, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_FAILED,
                               _ ("“%s” has tasks in the library, so it stays."),
                               refrain_source_get_name (removed));
      return;
    }

  if (find_position (self, refrain_source_get_row_id (removed), &position))
    g_list_store_remove (self->sources, position);
  refrain_secrets_store_async (self->secrets, refrain_source_get_address (removed), NULL, NULL,
                               NULL, NULL, NULL);
  g_task_return_boolean (task, TRUE);
}

/**
 * refrain_library_get_sources:
 * @self: a library
 *
 * Returns: (transfer none) (element-type RefrainSource): the gateways, the oldest first
 */
GListModel *
refrain_library_get_sources (RefrainLibrary *self)
{
  g_return_val_if_fail (REFRAIN_IS_LIBRARY (self), NULL);

  return G_LIST_MODEL (self->sources);
}

/**
 * refrain_library_set_default_source:
 * @self: a library
 * @row_id: a gateway's row, 0 for none in particular
 *
 * Has refrain_library_find_source() prefer that gateway when it is asked for any.
 */
void
refrain_library_set_default_source (RefrainLibrary *self, gint64 row_id)
{
  g_return_if_fail (REFRAIN_IS_LIBRARY (self));

  self->default_row = row_id;
}

/* How well a gateway fits where none is named: the user's choice, then one of their own. */
static guint
rate_source (RefrainLibrary *self, RefrainSource *source)
{
  if (refrain_source_get_row_id (source) == self->default_row)
    return 3;

  return refrain_source_is_demo (source) ? 1 : 2;
}

/**
 * refrain_library_find_source:
 * @self: a library
 * @name: (nullable): a gateway's name or address; %NULL for the default one, else the first one
 *   that is not the demo's, else the first
 *
 * Returns: (transfer full) (nullable): the gateway
 */
RefrainSource *
refrain_library_find_source (RefrainLibrary *self, const char *name)
{
  g_autoptr (RefrainSource) best = NULL;

  g_return_val_if_fail (REFRAIN_IS_LIBRARY (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->sources)); i++)
    {
      g_autoptr (RefrainSource) source = g_list_model_get_item (G_LIST_MODEL (self->sources), i);

      if (name != NULL ? g_strcmp0 (refrain_source_get_name (source), name) == 0
                             || g_strcmp0 (refrain_source_get_address (source), name) == 0
                       : best == NULL || rate_source (self, source) > rate_source (self, best))
        {
          g_set_object (&best, source);
          if (name != NULL)
            break;
        }
    }

  return g_steal_pointer (&best);
}

/**
 * refrain_library_find_source_by_row:
 * @self: a library
 * @row_id: a gateway's row
 *
 * Returns: (transfer full) (nullable): the gateway, whatever its name is now
 */
RefrainSource *
refrain_library_find_source_by_row (RefrainLibrary *self, gint64 row_id)
{
  guint position;

  g_return_val_if_fail (REFRAIN_IS_LIBRARY (self), NULL);

  return find_position (self, row_id, &position)
             ? g_list_model_get_item (G_LIST_MODEL (self->sources), position)
             : NULL;
}

/**
 * refrain_library_put_source_async:
 * @self: a library
 * @record: the gateway; with a row of 0 a new one
 * @key: (nullable): its key; empty forgets it, %NULL leaves it alone
 * @cancellable: (nullable): to stop
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Adds or changes a gateway. The key goes to the keyring.
 */
void
refrain_library_put_source_async (RefrainLibrary *self,
                                  const RefrainGatewayRecord *record,
                                  const char *key,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Put *put = g_new0 (Put, 1);

  g_return_if_fail (REFRAIN_IS_LIBRARY (self));

  g_task_set_source_tag (task, refrain_library_put_source_async);
  g_task_set_task_data (task, put, put_free);
  put->record = refrain_gateway_record_copy (record);
  put->key = g_strdup (key);
  refrain_store_run_async (self->store, put_job, refrain_gateway_record_copy (record),
                           (GDestroyNotify) refrain_gateway_record_free, g_free, cancellable,
                           put_cb, task);
}

/**
 * refrain_library_put_source_finish:
 * @self: a library
 * @result: the outcome
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the gateway
 */
RefrainSource *
refrain_library_put_source_finish (RefrainLibrary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_library_put_source_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * refrain_library_remove_source_async:
 * @self: a library
 * @source: a gateway
 * @cancellable: (nullable): to stop
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Removes a gateway that no task belongs to, and forgets its key.
 */
void
refrain_library_remove_source_async (RefrainLibrary *self,
                                     RefrainSource *source,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  gint64 row_id = refrain_source_get_row_id (source);

  g_return_if_fail (REFRAIN_IS_LIBRARY (self));

  g_task_set_source_tag (task, refrain_library_remove_source_async);
  g_task_set_task_data (task, g_object_ref (source), g_object_unref);
  refrain_store_run_async (self->store, remove_job, g_memdup2 (&row_id, sizeof row_id), g_free,
                           NULL, cancellable, removed_cb, task);
}

/**
 * refrain_library_remove_source_finish:
 * @self: a library
 * @result: the outcome
 * @error: return location for a %REFRAIN_LIBRARY_ERROR
 *
 * Returns: whether it is gone
 */
gboolean
refrain_library_remove_source_finish (RefrainLibrary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_library_remove_source_async),
                        FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
