/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-demo-exchange.h"

/* A paced body goes out in this many slices a second. */
#define SLICES_PER_SECOND 20
#define MAX_SLICE 65536

struct _RefrainDemoExchange
{
  RefrainDemoState *state;    /* (unowned) */
  SoupServerMessage *message; /* (owned) */
  char *path;                 /* (owned) */
  char *request;              /* (owned): "METHOD /path" */
  guint64 serial;             /* in the log */
  RefrainDemoReply *reply;    /* (owned) (nullable): until it is sent */
  guint piece;                /* what goes out next */
  gsize offset;               /* in the piece */
  gboolean paused;            /* by us, before the status line */
  gboolean aborted;
  GSource *timer; /* (owned) (nullable) */
  GSource *watch; /* (owned) (nullable): tells when the client goes away */
};

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    {
      g_source_destroy (*source);
      g_clear_pointer (source, g_source_unref);
    }
}

static void
go_on (RefrainDemoExchange *self)
{
  self->paused = FALSE;
  soup_server_message_unpause (self->message);
}

/* libsoup notices a closed connection only when it next reads or writes; while it waits for us
 * nobody would. */
static gboolean
client_moved_cb (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  RefrainDemoExchange *self = user_data;
  GInputVector vector = { (char[1]){ 0 }, 1 };
  int flags = G_SOCKET_MSG_PEEK;
  gssize n_read = g_socket_receive_message (socket, NULL, &vector, 1, NULL, NULL, &flags, NULL,
                                            NULL);

  clear_source (&self->watch);
  if (n_read <= 0)
    refrain_demo_exchange_abort (self);

  return G_SOURCE_REMOVE;
}

static void
watch_client (RefrainDemoExchange *self)
{
  GSocket *socket = soup_server_message_get_socket (self->message);

  if (self->watch != NULL || socket == NULL)
    return;

  self->watch = g_socket_create_source (socket, G_IO_IN | G_IO_HUP, NULL);
  g_source_set_callback (self->watch, G_SOURCE_FUNC (client_moved_cb), self, NULL);
  g_source_attach (self->watch, self->state->context);
}

static void
start_timer (RefrainDemoExchange *self, GSource *source, GSourceFunc callback)
{
  clear_source (&self->timer);
  self->timer = source;
  g_source_set_callback (source, callback, self, NULL);
  g_source_attach (source, self->state->context);
}

static void
pause_message (RefrainDemoExchange *self)
{
  if (self->paused)
    return;

  self->paused = TRUE;
  soup_server_message_pause (self->message);
  watch_client (self);
}

static GBytes *
cut_slice (RefrainDemoExchange *self)
{
  GBytes *piece = g_ptr_array_index (self->reply->pieces, self->piece);
  gsize left = g_bytes_get_size (piece) - self->offset;
  gsize size = MAX_SLICE;
  GBytes *slice;

  if (self->reply->rate > 0)
    size = (gsize) MAX (self->reply->rate / SLICES_PER_SECOND, 1);
  size = MIN (size, left);
  slice = g_bytes_new_from_bytes (piece, self->offset, size);
  self->offset += size;
  if (size == left)
    {
      self->piece++;
      self->offset = 0;
    }

  return slice;
}

static void
end_body (RefrainDemoExchange *self)
{
  switch (self->reply->end)
    {
    case REFRAIN_DEMO_END_DONE:
      soup_message_body_complete (soup_server_message_get_response_body (self->message));
      break;
    case REFRAIN_DEMO_END_CUT:
      refrain_demo_exchange_abort (self);
      break;
    case REFRAIN_DEMO_END_STALL:
      watch_client (self);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
append_next (RefrainDemoExchange *self)
{
  g_autoptr (GBytes) slice = NULL;

  if (self->piece >= self->reply->pieces->len)
    {
      end_body (self);
      return;
    }

  slice = cut_slice (self);
  soup_message_body_append_bytes (soup_server_message_get_response_body (self->message), slice);
}

static gboolean
next_slice_cb (gpointer user_data)
{
  RefrainDemoExchange *self = user_data;

  clear_source (&self->timer);
  append_next (self);
  if (!self->aborted)
    soup_server_message_unpause (self->message);

  return G_SOURCE_REMOVE;
}

static void
wrote_chunk_cb (SoupServerMessage *message, gpointer user_data)
{
  RefrainDemoExchange *self = user_data;

  if (self->aborted)
    return;
  if (self->reply->rate == 0 || self->piece >= self->reply->pieces->len)
    {
      append_next (self);
      return;
    }

  watch_client (self);
  start_timer (self, g_timeout_source_new (1000 / SLICES_PER_SECOND), next_slice_cb);
}

static void
apply_headers (RefrainDemoExchange *self)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  SoupMessageHeadersIter iter;
  const char *name, *value;
  goffset length = self->reply->content_length;

  soup_server_message_set_status (self->message, self->reply->status, NULL);
  if (self->reply->content_type != NULL)
    soup_message_headers_replace (headers, "Content-Type", self->reply->content_type);
  soup_message_headers_iter_init (&iter, self->reply->headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    soup_message_headers_append (headers, name, value);

  if (length == REFRAIN_DEMO_LENGTH_CHUNKED)
    soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  else if (self->reply->status != SOUP_STATUS_NOT_MODIFIED)
    soup_message_headers_set_content_length (
        headers, length == REFRAIN_DEMO_LENGTH_FITTING
                     ? (goffset) refrain_demo_reply_get_size (self->reply)
                     : length);
}

static void
begin_reply (RefrainDemoExchange *self)
{
  SoupMessageBody *body = soup_server_message_get_response_body (self->message);

  clear_source (&self->watch);
  if (self->reply->silent)
    {
      if (self->reply->end == REFRAIN_DEMO_END_STALL)
        {
          pause_message (self);
          watch_client (self);
        }
      else
        refrain_demo_exchange_abort (self);
      return;
    }

  apply_headers (self);
  soup_message_body_set_accumulate (body, FALSE);
  /* A HEAD answer has the length of the body that it does not have. */
  if (soup_server_message_get_method (self->message) != SOUP_METHOD_HEAD
      && (self->reply->pieces->len > 0 || self->reply->end != REFRAIN_DEMO_END_DONE
          || self->reply->content_length == REFRAIN_DEMO_LENGTH_CHUNKED))
    {
      g_signal_connect (self->message, "wrote-chunk", G_CALLBACK (wrote_chunk_cb), self);
      append_next (self);
    }
  if (self->paused && !self->aborted)
    go_on (self);
}

static gboolean
delay_over_cb (gpointer user_data)
{
  RefrainDemoExchange *self = user_data;

  clear_source (&self->timer);
  begin_reply (self);

  return G_SOURCE_REMOVE;
}

static gboolean
latency_over_cb (gpointer user_data)
{
  RefrainDemoExchange *self = user_data;

  clear_source (&self->timer);
  if (self->reply->delay_ms > 0)
    start_timer (self, refrain_demo_clock_create_timer (self->state->clock, self->reply->delay_ms),
                 delay_over_cb);
  else
    begin_reply (self);

  return G_SOURCE_REMOVE;
}

static void
finished_cb (SoupServerMessage *message, gpointer user_data)
{
  RefrainDemoExchange *self = user_data;

  if (!self->aborted)
    refrain_demo_log_set_status (self->state->log, self->serial,
                                 soup_server_message_get_status (message));
  g_hash_table_remove (self->state->exchanges, self);
}

/**
 * refrain_demo_exchange_begin:
 * @message: a request that was just received
 * @host: the name of the host for the log
 *
 * Returns: (transfer none): the exchange; the state holds it until the message is finished
 */
RefrainDemoExchange *
refrain_demo_exchange_begin (RefrainDemoState *state, SoupServerMessage *message, const char *host)
{
  RefrainDemoExchange *self = g_new0 (RefrainDemoExchange, 1);
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));

  self->state = state;
  self->message = g_object_ref (message);
  self->path = g_strdup (path);
  self->request = g_strdup_printf ("%s %s", soup_server_message_get_method (message), path);
  self->serial = refrain_demo_log_add (state->log, host, self->request);
  g_hash_table_add (state->exchanges, self);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), self);

  return self;
}

/**
 * refrain_demo_exchange_free:
 * @self: (transfer full): an exchange that the state no longer holds
 */
void
refrain_demo_exchange_free (RefrainDemoExchange *self)
{
  clear_source (&self->timer);
  clear_source (&self->watch);
  g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_pointer (&self->reply, refrain_demo_reply_free);
  g_object_unref (self->message);
  g_free (self->path);
  g_free (self->request);
  g_free (self);
}

/**
 * refrain_demo_exchange_get_state:
 *
 * Returns: (transfer none): what the gateway knows
 */
RefrainDemoState *
refrain_demo_exchange_get_state (RefrainDemoExchange *self)
{
  return self->state;
}

/**
 * refrain_demo_exchange_get_message:
 *
 * Returns: (transfer none): libsoup's side of it
 */
SoupServerMessage *
refrain_demo_exchange_get_message (RefrainDemoExchange *self)
{
  return self->message;
}

/**
 * refrain_demo_exchange_get_method:
 *
 * Returns: the HTTP method
 */
const char *
refrain_demo_exchange_get_method (RefrainDemoExchange *self)
{
  return soup_server_message_get_method (self->message);
}

/**
 * refrain_demo_exchange_get_path:
 *
 * Returns: the path as it was asked for
 */
const char *
refrain_demo_exchange_get_path (RefrainDemoExchange *self)
{
  return self->path;
}

/**
 * refrain_demo_exchange_get_request:
 *
 * Returns: "METHOD /path"
 */
const char *
refrain_demo_exchange_get_request (RefrainDemoExchange *self)
{
  return self->request;
}

/**
 * refrain_demo_exchange_dup_query:
 *
 * Returns: (transfer full) (nullable): the value of @name in the query
 */
char *
refrain_demo_exchange_dup_query (RefrainDemoExchange *self, const char *name)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (self->message));
  g_autoptr (GHashTable) form = query != NULL ? soup_form_decode (query) : NULL;

  return form != NULL ? g_strdup (g_hash_table_lookup (form, name)) : NULL;
}

/**
 * refrain_demo_exchange_get_header:
 *
 * Returns: (nullable): the request's header @name
 */
const char *
refrain_demo_exchange_get_header (RefrainDemoExchange *self, const char *name)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (self->message),
                                       name);
}

/**
 * refrain_demo_exchange_send:
 * @reply: (transfer full): the answer
 *
 * Sends the answer, after the gateway's latency and the reply's own delay.
 */
void
refrain_demo_exchange_send (RefrainDemoExchange *self, RefrainDemoReply *reply)
{
  self->reply = reply;
  if (self->state->latency_ms == 0 && reply->delay_ms == 0)
    {
      begin_reply (self);
      return;
    }

  pause_message (self);
  if (self->state->latency_ms > 0)
    start_timer (self, g_timeout_source_new (self->state->latency_ms), latency_over_cb);
  else
    latency_over_cb (self);
}

/**
 * refrain_demo_exchange_abort:
 *
 * Closes the connection. The exchange is freed soon afterwards, from the main context.
 */
void
refrain_demo_exchange_abort (RefrainDemoExchange *self)
{
  GSocket *socket = soup_server_message_get_socket (self->message);

  if (self->aborted)
    return;

  self->aborted = TRUE;
  clear_source (&self->timer);
  clear_source (&self->watch);
  if (socket != NULL)
    g_socket_shutdown (socket, TRUE, TRUE, NULL);
  /* libsoup must try to write in order to see that the connection is gone. */
  if (soup_server_message_get_status (self->message) == 0)
    soup_server_message_set_status (self->message, SOUP_STATUS_INTERNAL_SERVER_ERROR, NULL);
  soup_message_body_append (soup_server_message_get_response_body (self->message),
                            SOUP_MEMORY_STATIC, " ", 1);
  go_on (self);
}
