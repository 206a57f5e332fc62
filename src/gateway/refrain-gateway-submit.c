/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-gateway-private.h"

#include "refrain-address.h"
#include "refrain-gateway-error.h"
#include "refrain-request-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Some gateways write the lyrics before they answer. */
#define LYRICS_SECONDS 150
/* What cannot be read is kept for a person to look at, but not without an end. */
#define MAX_RAW_BYTES (256 * 1024)

/* Submitting is the one call that may cost money. It is made once and never again: there is no loop
 * in this file, and none around it. */

/* An answer on its way through the reader. */
typedef struct
{
  GBytes *bytes; /* (owned) */
  guint status;
  gint64 retry_after;
  RefrainSubmitResult *result; /* (owned) (nullable) */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->bytes, g_bytes_unref);
  g_clear_pointer (&reading->result, refrain_submit_result_free);
  g_free (reading);
}

/* Takes @error. */
static RefrainSubmitResult *
result_new (gboolean begun, GError *error)
{
  RefrainSubmitResult *result = g_new0 (RefrainSubmitResult, 1);

  result->fate = refrain_submit_decide (begun, NULL, error);
  result->error = error;
  return result;
}

static void
return_result (GTask *task, RefrainSubmitResult *result)
{
  g_task_return_pointer (task, result, (GDestroyNotify) refrain_submit_result_free);
}

static char *
dup_raw (const char *body, gsize length, gboolean readable)
{
  return g_utf8_make_valid (body, (gssize) (readable ? length : MIN (length, MAX_RAW_BYTES)));
}

static RefrainSubmitResult *
read_answer (Reading *reading, gboolean ids_are_clips)
{
  RefrainSubmitResult *result = g_new0 (RefrainSubmitResult, 1);
  gsize length;
  const char *data = g_bytes_get_data (reading->bytes, &length);
  const char *body = data != NULL ? data : "";
  g_autoptr (RefrainAnswer) answer = refrain_answer_parse (body, length, reading->status,
                                                           &result->error);

  if (result->error != NULL && reading->retry_after >= 0
      && result->error->domain == REFRAIN_GATEWAY_ERROR)
    refrain_gateway_error_set_retry_after (result->error, reading->retry_after);
  result->raw = dup_raw (body, length, answer != NULL);
  result->fate = refrain_submit_decide (TRUE, answer, result->error);
  if (result->fate == REFRAIN_SUBMIT_ACCEPTED)
    refrain_submit_result_take_answer (result, answer, ids_are_clips);
  else if (result->error == NULL)
    {
      const RefrainTaskFacts *task = answer->tasks->len > 0 ? g_ptr_array_index (answer->tasks, 0)
                                                            : NULL;

      result->error = refrain_gateway_error_new (
          result->fate == REFRAIN_SUBMIT_REFUSED ? REFRAIN_GATEWAY_ERROR_GATEWAY
                                                 : REFRAIN_GATEWAY_ERROR_BAD_ANSWER,
          reading->status, NULL,
          task != NULL && task->fail_reason != NULL
              ? task->fail_reason
              : _ ("The gateway answered, but named no task."));
    }

  return result;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  return_result (task, read_answer (task_data, refrain_gateway_get_family (source)->ids_are_clips));
}

/* Whatever came has come: nothing cancels the reading of it. */
static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  return_result (task, g_task_propagate_pointer (G_TASK (result), NULL));
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RefrainHttp *http = REFRAIN_HTTP (source);
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (RefrainHttpResponse) response = refrain_http_send_finish (http, result, &error);
  g_autoptr (GTask) inner = NULL;
  Reading *reading;

  if (response == NULL)
    {
      return_result (task, result_new (refrain_http_result_has_begun (http, result), error));
      return;
    }

  reading = g_new0 (Reading, 1);
  reading->bytes = g_steal_pointer (&response->bytes);
  reading->status = response->status;
  reading->retry_after = response->retry_after;
  inner = g_task_new (g_task_get_source_object (task), NULL, read_cb, g_object_ref (task));
  g_task_set_task_data (inner, reading, reading_free);
  g_task_run_in_thread (inner, read_in_thread);
}

static guint
choose_seconds (RefrainGateway *self, const RefrainRequest *request)
{
  guint seconds = refrain_gateway_get_submit_seconds (self);

  if (seconds != 0)
    return seconds;
  if (request->mode == REFRAIN_REQUEST_LYRICS)
    return LYRICS_SECONDS;

  return refrain_gateway_get_family (self)->submit_seconds;
}

static void
send_once (RefrainGateway *self, const RefrainRequest *request, GBytes *body, GTask *task)
{
  const RefrainFamily *family = refrain_gateway_get_family (self);
  g_autofree char *url = refrain_address_join (
      refrain_gateway_get_address (self), refrain_family_get_call (family, request)->path, NULL);
  g_autofree char *key_value = refrain_gateway_dup_key_value (self, url);
  guint seconds = choose_seconds (self, request);
  RefrainHttpRequest http_request = {
    .method = "POST",
    .url = url,
    .key_header = family->key_header,
    .key_value = key_value,
    .accept = "application/json",
    .body = body,
    .max_bytes = REFRAIN_ANSWER_MAX_BYTES + 1,
    .idle_seconds = seconds,
    .total_seconds = seconds * 2,
    .once = TRUE,
  };

  refrain_http_send_async (refrain_gateway_get_http (self), &http_request,
                           g_task_get_cancellable (task), sent_cb, task);
}

/**
 * refrain_gateway_submit_async:
 * @self: a gateway
 * @request: what shall be made
 * @cancellable: (nullable): to stop waiting; what was sent stays sent
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Sends a request, once. No error, redirect or broken connection makes it go out again.
 */
void
refrain_gateway_submit_async (RefrainGateway *self,
                              const RefrainRequest *request,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GBytes) body = NULL;

  g_return_if_fail (REFRAIN_IS_GATEWAY (self));

  g_task_set_source_tag (task, refrain_gateway_submit_async);
  /* A cancelled submit has a fate like any other. */
  g_task_set_check_cancellable (task, FALSE);
  body = refrain_request_to_body (request, refrain_gateway_get_family (self));
  if (body != NULL)
    {
      send_once (self, request, body, task);
      return;
    }

  return_result (task, result_new (FALSE, refrain_gateway_error_new (
                                              REFRAIN_GATEWAY_ERROR_GATEWAY, 0, NULL,
                                              _ ("Gateways of this kind do not offer this."))));
  g_object_unref (task);
}

/**
 * refrain_gateway_submit_finish:
 * @self: a gateway
 * @result: the outcome
 *
 * Returns: (transfer full): what is known of the submit, never %NULL
 */
RefrainSubmitResult *
refrain_gateway_submit_finish (RefrainGateway *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_gateway_submit_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
