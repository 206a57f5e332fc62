/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-gateway-private.h"

#include "refrain-address.h"
#include "refrain-gateway-error.h"
#include "refrain-json-write.h"
#include "refrain-schedule.h"

#include <string.h>

/* One question and its answer. */

/* One call with its retries. */
typedef struct
{
  char *url;
  GBytes *body;
  guint n_failures;
  guint retry_source;
  gulong cancelled_id;
} Call;

typedef struct
{
  GBytes *bytes;
  guint status;
  gint64 retry_after;
} Parse;

static void send_call (GTask *task);

static void
call_free (gpointer data)
{
  Call *call = data;

  g_clear_handle_id (&call->retry_source, g_source_remove);
  g_clear_pointer (&call->body, g_bytes_unref);
  g_free (call->url);
  g_free (call);
}

static void
parse_free (gpointer data)
{
  Parse *parse = data;

  g_clear_pointer (&parse->bytes, g_bytes_unref);
  g_free (parse);
}

/* A large answer takes longer than a frame to parse, so a worker does it. */
static void
parse_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Parse *parse = task_data;
  gsize length;
  const char *body = g_bytes_get_data (parse->bytes, &length);
  GError *error = NULL;
  RefrainAnswer *answer = refrain_answer_parse (body != NULL ? body : "", length, parse->status,
                                                &error);

  if (answer != NULL)
    {
      g_task_return_pointer (task, answer, (GDestroyNotify) refrain_answer_free);
      return;
    }

  if (error->domain == REFRAIN_GATEWAY_ERROR && parse->retry_after >= 0)
    refrain_gateway_error_set_retry_after (error, parse->retry_after);
  g_task_return_error (task, error);
}

static void
stop_waiting (GTask *task)
{
  Call *call = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  g_clear_handle_id (&call->retry_source, g_source_remove);
  if (call->cancelled_id != 0)
    g_signal_handler_disconnect (cancellable, call->cancelled_id);
  call->cancelled_id = 0;
}

static gboolean
retry_cb (gpointer user_data)
{
  GTask *task = user_data;
  Call *call = g_task_get_task_data (task);

  call->retry_source = 0;
  stop_waiting (task);
  send_call (g_object_ref (task));
  return G_SOURCE_REMOVE;
}

/* Waiting between two attempts ends at once when nobody wants the answer any more: the call is made
 * and finds itself cancelled. */
static void
wait_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  Call *call = g_task_get_task_data (task);
  guint waiting = call->retry_source;

  call->retry_source = g_idle_add_full (G_PRIORITY_DEFAULT, retry_cb, g_object_ref (task),
                                        g_object_unref);
  if (waiting != 0)
    g_source_remove (waiting);
}

/* Answers with @error, or waits and asks again. Takes @task and @error. */
static void
fail_or_retry (GTask *task, GError *error)
{
  RefrainGateway *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  guint delay;

  call->n_failures++;
  if (!refrain_gateway_error_is_passing (error)
      || call->n_failures >= refrain_gateway_get_max_attempts (self))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  delay = refrain_schedule_retry_delay (
      call->n_failures, refrain_gateway_error_get_retry_after (error), g_random_double ());
  g_error_free (error);
  if (cancellable != NULL)
    call->cancelled_id = g_signal_connect (cancellable, "cancelled", G_CALLBACK (wait_cancelled_cb),
                                           task);
  call->retry_source = g_timeout_add_full (G_PRIORITY_DEFAULT, delay, retry_cb, task,
                                           g_object_unref);
}

static void
parsed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  RefrainAnswer *answer = g_task_propagate_pointer (G_TASK (result), &error);

  if (answer == NULL)
    {
      fail_or_retry (task, error);
      return;
    }

  g_task_return_pointer (task, answer, (GDestroyNotify) refrain_answer_free);
  g_object_unref (task);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  g_autoptr (RefrainHttpResponse) response = refrain_http_send_finish (REFRAIN_HTTP (source),
                                                                       result, &error);
  g_autoptr (GTask) parse_task = NULL;
  Parse *parse;

  if (response == NULL)
    {
      fail_or_retry (task, error);
      return;
    }

  parse = g_new0 (Parse, 1);
  parse->bytes = g_steal_pointer (&response->bytes);
  parse->status = response->status;
  parse->retry_after = response->retry_after;
  parse_task = g_task_new (g_task_get_source_object (task), g_task_get_cancellable (task),
                           parsed_cb, task);
  g_task_set_task_data (parse_task, parse, parse_free);
  g_task_run_in_thread (parse_task, parse_in_thread);
}

/* Takes @task. */
static void
send_call (GTask *task)
{
  RefrainGateway *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  guint seconds = refrain_gateway_get_answer_seconds (self);
  g_autofree char *key_value = refrain_gateway_dup_key_value (self, call->url);
  RefrainHttpRequest request = {
    .method = call->body != NULL ? "POST" : "GET",
    .url = call->url,
    .key_header = refrain_gateway_get_family (self)->key_header,
    .key_value = key_value,
    .accept = "application/json",
    .body = call->body,
    /* One byte more than the reader takes, so that the reader says that it is too long. */
    .max_bytes = REFRAIN_ANSWER_MAX_BYTES + 1,
    .idle_seconds = seconds,
    .total_seconds = seconds * 4,
  };

  refrain_http_send_async (refrain_gateway_get_http (self), &request, g_task_get_cancellable (task),
                           answered_cb, task);
}

/**
 * refrain_gateway_call_async:
 * @self: a gateway
 * @url: what is asked
 * @body: (nullable): with one it is a POST
 * @cancellable: (nullable): to stop at once
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Private to the layer: makes one call, again on passing errors, and reads the answer. Never for a
 * submit.
 */
void
refrain_gateway_call_async (RefrainGateway *self,
                            const char *url,
                            GBytes *body,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  g_task_set_source_tag (task, refrain_gateway_call_async);
  g_task_set_task_data (task, call, call_free);
  call->url = g_strdup (url);
  call->body = body != NULL ? g_bytes_ref (body) : NULL;
  send_call (task);
}

/**
 * refrain_gateway_call_finish:
 * @self: a gateway
 * @result: the outcome
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the answer
 */
RefrainAnswer *
refrain_gateway_call_finish (RefrainGateway *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_gateway_call_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * refrain_gateway_ask_async:
 * @self: a gateway
 * @path: the family's path for it, with "%s" for the id
 * @id: a task's id, or several clips' with commas between them
 * @cancellable: (nullable): to stop at once
 * @callback: called with the outcome, for refrain_gateway_call_finish()
 * @user_data: for @callback
 *
 * Private to the layer: asks for one task as its family wants to be asked.
 */
void
refrain_gateway_ask_async (RefrainGateway *self,
                           const char *path,
                           const char *id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  const RefrainFamily *family = refrain_gateway_get_family (self);
  g_autofree char *url = refrain_address_join (refrain_gateway_get_address (self), path, id);
  g_autoptr (GBytes) body = NULL;

  if (family->fetch_body != NULL && path == family->fetch_path)
    {
      g_auto (GStrv) parts = g_strsplit (family->fetch_body, "%s", 2);
      g_autofree char *quoted = refrain_json_write_text (id);
      char *text = g_strconcat (parts[0], quoted, parts[1], NULL);

      body = g_bytes_new_take (text, strlen (text));
    }
  refrain_gateway_call_async (self, url, body, cancellable, callback, user_data);
}
