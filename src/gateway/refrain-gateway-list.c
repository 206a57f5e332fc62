/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-gateway-private.h"

#include "refrain-address.h"
#include "refrain-gateway-error.h"

#include <glib/gi18n-lib.h>

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  RefrainAnswer *answer = refrain_gateway_call_finish (REFRAIN_GATEWAY (source), result, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) refrain_answer_free);
  else
    g_task_return_error (task, error);
}

/**
 * refrain_gateway_list_async:
 * @self: a gateway that can list
 * @cancellable: (nullable): to stop at once
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Asks for the latest songs, to look for one whose submit was never answered. Nothing is made and
 * nothing is charged.
 */
void
refrain_gateway_list_async (RefrainGateway *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *url = NULL;

  g_return_if_fail (REFRAIN_IS_GATEWAY (self));

  g_task_set_source_tag (task, refrain_gateway_list_async);
  if (!refrain_gateway_can_list (self))
    {
      g_task_return_error (
          task, refrain_gateway_error_new (REFRAIN_GATEWAY_ERROR_GATEWAY, 0, NULL,
                                           _ ("Gateways of this kind do not offer this.")));
      return;
    }

  url = refrain_address_join (refrain_gateway_get_address (self),
                              refrain_gateway_get_family (self)->list_path, NULL);
  refrain_gateway_call_async (self, url, NULL, cancellable, listed_cb, g_object_ref (task));
}

/**
 * refrain_gateway_list_finish:
 * @self: a gateway
 * @result: the outcome
 * @error: return location for a %REFRAIN_GATEWAY_ERROR
 *
 * Returns: (transfer full) (nullable): the latest songs, most often as clips of one task without an
 *   id, which are of different submits
 */
RefrainAnswer *
refrain_gateway_list_finish (RefrainGateway *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_gateway_list_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
