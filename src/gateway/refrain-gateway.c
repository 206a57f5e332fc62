/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-gateway-private.h"

#include "refrain-address.h"
#include "refrain-gateway-error.h"
#include "refrain-schedule.h"

#include <glib/gi18n-lib.h>

#define DEFAULT_ATTEMPTS 3
#define DEFAULT_ANSWER_SECONDS 30

/**
 * RefrainGateway:
 *
 * One gateway: a base address, a family, and a key that lives in memory only and goes to the
 * gateway's own origin only. Use it from the main loop.
 */
struct _RefrainGateway
{
  GObject parent_instance;

  RefrainHttp *http; /* (owned) */
  char *name;        /* (owned) */
  char *address;     /* (owned): normalized */
  char *key;         /* (owned) (nullable) */
  const RefrainFamily *family;
  guint max_attempts;
  guint answer_seconds;
};

G_DEFINE_FINAL_TYPE (RefrainGateway, refrain_gateway, G_TYPE_OBJECT)

/* One call with its retries. */
typedef struct
{
  char *method;
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
  g_free (call->method);
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
  if (!refrain_gateway_error_is_passing (error) || call->n_failures >= self->max_attempts)
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
  g_autofree char *key_value = NULL;
  RefrainHttpRequest request = {
    .method = call->method,
    .url = call->url,
    .key_header = self->family->key_header,
    .accept = "application/json",
    .body = call->body,
    /* One byte more than the reader takes, so that the reader says that it is too long. */
    .max_bytes = REFRAIN_ANSWER_MAX_BYTES + 1,
    .idle_seconds = self->answer_seconds,
    .total_seconds = self->answer_seconds * 4,
  };

  if (self->key != NULL && refrain_address_same_origin (self->address, call->url))
    {
      g_auto (GStrv) parts = g_strsplit (self->family->key_format, "%s", 2);

      key_value = g_strconcat (parts[0], self->key, parts[1], NULL);
      request.key_value = key_value;
    }

  refrain_http_send_async (self->http, &request, g_task_get_cancellable (task), answered_cb, task);
}

static void
refrain_gateway_finalize (GObject *object)
{
  RefrainGateway *self = REFRAIN_GATEWAY (object);

  g_clear_object (&self->http);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->key, g_free);

  G_OBJECT_CLASS (refrain_gateway_parent_class)->finalize (object);
}

static void
refrain_gateway_class_init (RefrainGatewayClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = refrain_gateway_finalize;
}

static void
refrain_gateway_init (RefrainGateway *self)
{
  self->max_attempts = DEFAULT_ATTEMPTS;
  self->answer_seconds = DEFAULT_ANSWER_SECONDS;
}

/**
 * refrain_gateway_new:
 * @http: the door to the network
 * @name: the user's name for the gateway
 * @address: a base address made by refrain_address_normalize()
 * @family: (nullable): the family's name
 *
 * Returns: (transfer full): a gateway without a key
 */
RefrainGateway *
refrain_gateway_new (RefrainHttp *http, const char *name, const char *address, const char *family)
{
  RefrainGateway *self = g_object_new (REFRAIN_TYPE_GATEWAY, NULL);

  self->http = g_object_ref (http);
  self->name = g_strdup (name);
  self->address = g_strdup (address);
  self->family = refrain_family_find (family);
  return self;
}

/**
 * refrain_gateway_get_name:
 * @self: a gateway
 *
 * Returns: (transfer none): the user's name for it
 */
const char *
refrain_gateway_get_name (RefrainGateway *self)
{
  g_return_val_if_fail (REFRAIN_IS_GATEWAY (self), NULL);

  return self->name;
}

/**
 * refrain_gateway_get_address:
 * @self: a gateway
 *
 * Returns: (transfer none): its base address
 */
const char *
refrain_gateway_get_address (RefrainGateway *self)
{
  g_return_val_if_fail (REFRAIN_IS_GATEWAY (self), NULL);

  return self->address;
}

/**
 * refrain_gateway_set_key:
 * @self: a gateway
 * @key: (nullable): the key; a gateway on a LAN may need none
 */
void
refrain_gateway_set_key (RefrainGateway *self, const char *key)
{
  g_return_if_fail (REFRAIN_IS_GATEWAY (self));

  g_free (self->key);
  self->key = key != NULL && *key != '\0' ? g_strdup (key) : NULL;
}

/**
 * refrain_gateway_has_key:
 * @self: a gateway
 *
 * Returns: whether a key was set
 */
gboolean
refrain_gateway_has_key (RefrainGateway *self)
{
  g_return_val_if_fail (REFRAIN_IS_GATEWAY (self), FALSE);

  return self->key != NULL;
}

/**
 * refrain_gateway_set_patience:
 * @self: a gateway
 * @max_attempts: how many times a call is made when the error is a passing one
 * @answer_seconds: give up on one attempt after so long without a byte
 */
void
refrain_gateway_set_patience (RefrainGateway *self, guint max_attempts, guint answer_seconds)
{
  g_return_if_fail (REFRAIN_IS_GATEWAY (self));
  g_return_if_fail (max_attempts > 0 && answer_seconds > 0);

  self->max_attempts = max_attempts;
  self->answer_seconds = answer_seconds;
}

/* Private to the layer: the family's table row. */
const RefrainFamily *
refrain_gateway_get_family (RefrainGateway *self)
{
  return self->family;
}

/* Private to the layer: makes one call, again on passing errors, and reads the answer. */
void
refrain_gateway_call_async (RefrainGateway *self,
                            const char *method,
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
  call->method = g_strdup (method);
  call->url = g_strdup (url);
  call->body = body != NULL ? g_bytes_ref (body) : NULL;
  send_call (task);
}

RefrainAnswer *
refrain_gateway_call_finish (RefrainGateway *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_gateway_call_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
