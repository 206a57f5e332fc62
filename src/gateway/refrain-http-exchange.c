/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-http-private.h"

#include "refrain-gateway-error.h"
#include "refrain-text.h"

#include <glib/gi18n-lib.h>

/* One request from the first byte that is sent to the last one that comes. */

#define CHUNK_BYTES (64 * 1024)
#define MAX_REDIRECTS 5
#define DEFAULT_IDLE_SECONDS 30

/* One request on its way. Lives until the last of the library's callbacks has come. */
typedef struct
{
  gatomicrefcount ref_count;
  GTask *task; /* (owned) (nullable): %NULL once answered */
  SoupSession *session;
  SoupMessage *message;
  GInputStream *body;
  GOutputStream *sink;
  gboolean sink_is_memory;
  GCancellable *inner; /* cancels the library's work; the caller's cancellable answers the task */
  gulong cancelled_id;
  guint idle_source;
  guint total_source;
  RefrainHttpResponse *response;
  char *url;
  char *method;
  char *key_header;
  char *key_value;
  char *accept;
  char *range;
  char *if_range;
  GBytes *request_body;
  GBytes *chunk; /* being written, perhaps by another thread */
  gint64 max_bytes;
  guint idle_seconds;
  guint n_redirects;
  gboolean truncate;
  gboolean once;
  gboolean identity;
  RefrainHttpProgressFunc progress;
  gpointer progress_data;
  RefrainHttpHeadersFunc headers;
  gpointer headers_data;
} Exchange;

static void start_message (Exchange *exchange);
static void read_chunk (Exchange *exchange);

static Exchange *
exchange_ref (Exchange *exchange)
{
  g_atomic_ref_count_inc (&exchange->ref_count);
  return exchange;
}

static void
exchange_unref (Exchange *exchange)
{
  if (!g_atomic_ref_count_dec (&exchange->ref_count))
    return;

  g_assert (exchange->task == NULL);
  g_clear_object (&exchange->session);
  g_clear_object (&exchange->message);
  g_clear_object (&exchange->body);
  g_clear_object (&exchange->sink);
  g_clear_object (&exchange->inner);
  g_clear_pointer (&exchange->response, refrain_http_response_free);
  g_clear_pointer (&exchange->request_body, g_bytes_unref);
  g_clear_pointer (&exchange->chunk, g_bytes_unref);
  g_free (exchange->url);
  g_free (exchange->method);
  g_free (exchange->key_header);
  g_free (exchange->key_value);
  g_free (exchange->accept);
  g_free (exchange->range);
  g_free (exchange->if_range);
  g_free (exchange);
}

static void
drop_closure_data (gpointer data, GClosure *closure)
{
  exchange_unref (data);
}

/* Takes the task so that it is answered exactly once, and stops everything that is under way. */
static GTask *
take_task (Exchange *exchange)
{
  GTask *task = g_steal_pointer (&exchange->task);

  g_clear_handle_id (&exchange->idle_source, g_source_remove);
  g_clear_handle_id (&exchange->total_source, g_source_remove);
  if (task != NULL && exchange->cancelled_id != 0)
    g_signal_handler_disconnect (g_task_get_cancellable (task), exchange->cancelled_id);
  exchange->cancelled_id = 0;

  return task;
}

static void
fail (Exchange *exchange, GError *error)
{
  g_autoptr (GTask) task = take_task (exchange);

  if (task == NULL)
    {
      g_error_free (error);
      return;
    }

  g_cancellable_cancel (exchange->inner);
  g_task_return_error (task, error);
}

static void
fail_from_library (Exchange *exchange, const GError *error)
{
  fail (exchange, refrain_http_describe_error (error, exchange->url));
}

static void
time_out (Exchange *exchange)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "time-out");

  fail_from_library (exchange, error);
}

static gboolean
idle_timed_out_cb (gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->idle_source = 0;
  time_out (exchange);
  return G_SOURCE_REMOVE;
}

static gboolean
total_timed_out_cb (gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->total_source = 0;
  time_out (exchange);
  return G_SOURCE_REMOVE;
}

/* While the sink has the bytes the server need not send any. */
static void
stop_idle_timer (Exchange *exchange)
{
  g_clear_handle_id (&exchange->idle_source, g_source_remove);
}

/* From now on the server is waited for. */
static void
restart_idle_timer (Exchange *exchange)
{
  stop_idle_timer (exchange);
  exchange->idle_source = g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, exchange->idle_seconds,
                                                      idle_timed_out_cb, exchange_ref (exchange),
                                                      (GDestroyNotify) exchange_unref);
}

static gboolean
answer_cancelled_cb (gpointer user_data)
{
  fail (user_data, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled"));
  return G_SOURCE_REMOVE;
}

/* Over HTTP/2 a cancelled request that has no headers yet does not end until the session's
 * time-out, so the caller is answered here and the library's late callback is ignored. */
static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  /* Never from inside g_cancellable_cancel(), which may run in any thread. */
  g_idle_add_full (G_PRIORITY_DEFAULT, answer_cancelled_cb, exchange_ref (user_data),
                   (GDestroyNotify) exchange_unref);
}

static void
finish_body (Exchange *exchange)
{
  g_autoptr (GTask) task = take_task (exchange);

  if (task == NULL)
    return;

  if (exchange->sink_is_memory)
    {
      g_output_stream_close (exchange->sink, NULL, NULL);
      exchange->response->bytes = g_memory_output_stream_steal_as_bytes (
          G_MEMORY_OUTPUT_STREAM (exchange->sink));
    }
  g_task_return_pointer (task, g_steal_pointer (&exchange->response),
                         (GDestroyNotify) refrain_http_response_free);
}

static void
chunk_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exchange *exchange = user_data;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&exchange->chunk, g_bytes_unref);
  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    fail_from_library (exchange, error);
  else if (exchange->task != NULL)
    {
      restart_idle_timer (exchange);
      read_chunk (exchange);
    }

  exchange_unref (exchange);
}

static gboolean
check_size (Exchange *exchange)
{
  if (exchange->response->received <= exchange->max_bytes)
    return TRUE;

  fail (exchange,
        refrain_gateway_error_new (REFRAIN_GATEWAY_ERROR_BAD_ANSWER, exchange->response->status,
                                   NULL, _ ("The answer is longer than is allowed.")));
  return FALSE;
}

/* Takes what has come. The sink must have the bytes for as long as it writes. */
static void
take_chunk (Exchange *exchange, GBytes *bytes)
{
  RefrainHttpResponse *response = exchange->response;
  gint64 size = (gint64) g_bytes_get_size (bytes);

  if (exchange->truncate)
    size = MIN (size, exchange->max_bytes - response->received);
  response->received += size;
  stop_idle_timer (exchange);
  if (exchange->progress != NULL)
    exchange->progress (response->received, response->content_length, exchange->progress_data);
  if (!check_size (exchange))
    return;

  exchange->chunk = g_bytes_new_from_bytes (bytes, 0, (gsize) size);
  g_output_stream_write_all_async (exchange->sink, g_bytes_get_data (exchange->chunk, NULL),
                                   (gsize) size, G_PRIORITY_DEFAULT, exchange->inner,
                                   chunk_written_cb, exchange_ref (exchange));
}

static void
chunk_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exchange *exchange = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result,
                                                               &error);
  gsize size = bytes != NULL ? g_bytes_get_size (bytes) : 0;

  if (exchange->task == NULL)
    ;
  else if (bytes == NULL)
    fail_from_library (exchange, error);
  else if (size == 0 || (exchange->truncate && exchange->response->received >= exchange->max_bytes))
    finish_body (exchange);
  else
    take_chunk (exchange, bytes);

  exchange_unref (exchange);
}

static void
read_chunk (Exchange *exchange)
{
  g_input_stream_read_bytes_async (exchange->body, CHUNK_BYTES, G_PRIORITY_DEFAULT, exchange->inner,
                                   chunk_read_cb, exchange_ref (exchange));
}

static gboolean
is_redirect (guint status)
{
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* Follows a redirect by hand: the library would carry the key and the scheme along. */
static void
follow_redirect (Exchange *exchange)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  const char *location = soup_message_headers_get_one (headers, "Location");
  g_autoptr (GError) error = NULL;
  g_autofree char *target = refrain_http_resolve_redirect (exchange->url, location, &error);

  if (target == NULL)
    {
      fail (exchange, g_steal_pointer (&error));
      return;
    }
  if (exchange->key_value != NULL || exchange->once || ++exchange->n_redirects > MAX_REDIRECTS)
    {
      fail (exchange,
            refrain_http_redirect_error (target, soup_message_get_status (exchange->message),
                                         exchange->once, exchange->key_value != NULL));
      return;
    }

  g_free (exchange->url);
  exchange->url = g_steal_pointer (&target);
  start_message (exchange);
}

static void
begin_body (Exchange *exchange, GInputStream *body)
{
  exchange->response = refrain_http_response_new (exchange->message);
  exchange->body = g_object_ref (body);
  restart_idle_timer (exchange);
  if (exchange->headers != NULL)
    exchange->headers (exchange->response, exchange->headers_data);
  if (!exchange->truncate && exchange->response->content_length > exchange->max_bytes)
    {
      exchange->response->received = exchange->response->content_length;
      check_size (exchange);
    }
  else
    read_chunk (exchange);
}

static void
headers_came_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exchange *exchange = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) body = soup_session_send_finish (SOUP_SESSION (source), result, &error);

  g_signal_handlers_disconnect_by_data (exchange->message, exchange);
  if (exchange->task == NULL)
    ;
  else if (body == NULL)
    fail_from_library (exchange, error);
  else if (is_redirect (soup_message_get_status (exchange->message)))
    follow_redirect (exchange);
  else
    begin_body (exchange, body);

  exchange_unref (exchange);
}

static void
set_headers (Exchange *exchange)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (exchange->message);

  if (exchange->key_value != NULL)
    soup_message_headers_replace (headers, exchange->key_header, exchange->key_value);
  if (exchange->accept != NULL)
    soup_message_headers_replace (headers, "Accept", exchange->accept);
  if (exchange->range != NULL)
    soup_message_headers_replace (headers, "Range", exchange->range);
  if (exchange->if_range != NULL)
    soup_message_headers_replace (headers, "If-Range", exchange->if_range);
  if (exchange->identity)
    soup_message_headers_replace (headers, "Accept-Encoding", "identity");
  if (exchange->key_header != NULL)
    soup_message_headers_replace (headers, "Content-Type", "application/json");
  if (exchange->request_body != NULL)
    soup_message_set_request_body_from_bytes (exchange->message, "application/json",
                                              exchange->request_body);
}

/* The connection stands, and what is written from now on may reach the server. */
static void
starting_cb (SoupMessage *message, gpointer user_data)
{
  Exchange *exchange = user_data;

  if (exchange->task != NULL)
    *(gboolean *) g_task_get_task_data (exchange->task) = TRUE;
}

/* The library is about to send it again, for whatever reason. */
static void
restarted_cb (SoupMessage *message, gpointer user_data)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED,
                                                  "again");

  fail_from_library (user_data, error);
}

/* A connection that was used before may have died unseen, and the library sends what it may send
 * again over another one. Whatever must not be sent twice gets a connection of its own. */
static void
forbid_sending_again (Exchange *exchange)
{
  soup_message_add_flags (exchange->message, SOUP_MESSAGE_NEW_CONNECTION);
  soup_message_disable_feature (exchange->message, SOUP_TYPE_AUTH_MANAGER);
  g_signal_connect (exchange->message, "restarted", G_CALLBACK (restarted_cb), exchange);
}

static void
start_message (Exchange *exchange)
{
  g_clear_object (&exchange->message);
  exchange->message = soup_message_new (exchange->method, exchange->url);
  soup_message_add_flags (exchange->message, SOUP_MESSAGE_NO_REDIRECT);
  if (exchange->once)
    forbid_sending_again (exchange);
  g_signal_connect (exchange->message, "starting", G_CALLBACK (starting_cb), exchange);
  set_headers (exchange);
  restart_idle_timer (exchange);
  soup_session_send_async (exchange->session, exchange->message, G_PRIORITY_DEFAULT,
                           exchange->inner, headers_came_cb, exchange_ref (exchange));
}

static Exchange *
exchange_new (SoupSession *session, const RefrainHttpRequest *request, GTask *task)
{
  Exchange *exchange = g_new0 (Exchange, 1);

  g_atomic_ref_count_init (&exchange->ref_count);
  exchange->task = task;
  exchange->session = g_object_ref (session);
  exchange->inner = g_cancellable_new ();
  exchange->url = g_strdup (request->url);
  exchange->method = g_strdup (request->method != NULL ? request->method : "GET");
  exchange->key_header = g_strdup (request->key_header);
  exchange->key_value = g_strdup (request->key_value);
  exchange->accept = g_strdup (request->accept);
  exchange->range = g_strdup (request->range);
  exchange->if_range = g_strdup (request->if_range);
  exchange->identity = request->identity;
  exchange->request_body = request->body != NULL ? g_bytes_ref (request->body) : NULL;
  exchange->max_bytes = request->max_bytes;
  exchange->idle_seconds = request->idle_seconds != 0 ? request->idle_seconds
                                                      : DEFAULT_IDLE_SECONDS;
  exchange->truncate = request->truncate;
  exchange->once = request->once;
  exchange->progress = request->progress;
  exchange->progress_data = request->progress_data;
  exchange->headers = request->headers;
  exchange->headers_data = request->headers_data;
  exchange->sink_is_memory = request->sink == NULL;
  exchange->sink = request->sink != NULL ? g_object_ref (request->sink)
                                         : g_memory_output_stream_new_resizable ();
  return exchange;
}

/* Private to the layer: sends a request and answers @task, whose data is a flag that is raised once
 * any of it may have left. Takes @task. */
void
refrain_http_exchange (SoupSession *session, const RefrainHttpRequest *request, GTask *task)
{
  Exchange *exchange = exchange_new (session, request, task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (request->total_seconds != 0)
    exchange->total_source = g_timeout_add_seconds_full (
        G_PRIORITY_DEFAULT, request->total_seconds, total_timed_out_cb, exchange_ref (exchange),
        (GDestroyNotify) exchange_unref);
  if (cancellable != NULL)
    exchange->cancelled_id = g_signal_connect_data (cancellable, "cancelled",
                                                    G_CALLBACK (cancelled_cb),
                                                    exchange_ref (exchange), drop_closure_data, 0);
  start_message (exchange);
  exchange_unref (exchange);
}
