/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-playback-diagnosis.h"

#include "refrain-media-error.h"

#include <glib/gi18n-lib.h>

/* How much of an address is read to find out why it does not play. */
#define DIAGNOSIS_BYTES 512
#define DIAGNOSIS_SECONDS 10

/* What the address really answers: the player cannot tell one network failure from another. */
static GError *
explain (const RefrainHttpResponse *response, const GError *error)
{
  const char *type = response->content_type != NULL ? response->content_type : "";

  if (response->status == 401 || response->status == 403)
    return g_error_new (
        REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_NOT_ALLOWED,
        _ ("The media host refuses this song (HTTP status %u). Its address may have "
           "expired: fetch the task again."),
        response->status);
  if (response->status == 404 || response->status == 410)
    return g_error_new (REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_NOT_FOUND,
                        _ ("This song is no longer at its address (HTTP status %u). Fetch the task "
                           "again to ask for a fresh one."),
                        response->status);
  if (response->status >= 400)
    return g_error_new (REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_NETWORK,
                        _ ("The media host answered with an error (HTTP status %u). Try again "
                           "later."),
                        response->status);
  if (g_str_has_prefix (type, "text/html"))
    return g_error_new_literal (
        REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_NOT_MEDIA,
        _ ("The address answers with a web page, not with music. Fetch the task again to ask for a "
           "fresh address."));
  if (g_str_has_prefix (type, "text/") || g_str_has_prefix (type, "image/")
      || g_str_equal (type, "application/json"))
    return g_error_new (REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_NOT_MEDIA,
                        _ ("The address answers with something that is not music (%s). Fetch the "
                           "task again to ask for a fresh address."),
                        type);

  return g_error_copy (error);
}

static void
free_error (gpointer error)
{
  g_error_free (error);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *asked = NULL;
  g_autoptr (RefrainHttpResponse) response = refrain_http_send_finish (REFRAIN_HTTP (source),
                                                                       result, &asked);

  g_task_return_error (task,
                       response != NULL ? explain (response, g_task_get_task_data (task)) : asked);
}

/**
 * refrain_playback_diagnose_async:
 * @http: the door to the network
 * @address: what did not play
 * @played: what the player says of it
 * @cancellable: (nullable): to stop
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Asks the address for its first bytes to find out what it really answers.
 */
void
refrain_playback_diagnose_async (RefrainHttp *http,
                                 const char *address,
                                 const GError *played,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = g_task_new (http, cancellable, callback, user_data);
  RefrainHttpRequest request = {
    .url = address,
    .range = "bytes=0-511",
    .max_bytes = DIAGNOSIS_BYTES,
    .total_seconds = DIAGNOSIS_SECONDS,
    .truncate = TRUE,
  };

  g_task_set_source_tag (task, refrain_playback_diagnose_async);
  g_task_set_task_data (task, g_error_copy (played), free_error);
  refrain_http_send_async (http, &request, cancellable, asked_cb, task);
}

/**
 * refrain_playback_diagnose_finish:
 * @http: the door to the network
 * @result: the outcome
 *
 * Returns: (transfer full): why the address does not play, in words; or %G_IO_ERROR_CANCELLED
 */
GError *
refrain_playback_diagnose_finish (RefrainHttp *http, GAsyncResult *result)
{
  GError *error = NULL;

  g_return_val_if_fail (g_task_is_valid (result, http), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_playback_diagnose_async), NULL);

  g_task_propagate_boolean (G_TASK (result), &error);
  return error;
}
