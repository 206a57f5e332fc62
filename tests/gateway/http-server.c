/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "http-server.h"

#include <string.h>

struct _HttpServer
{
  GSocketService *service; /* (owned) */
  HttpServerFunc func;
  gpointer user_data;
  GMutex mutex;
  GPtrArray *log; /* (owned) (element-type utf8): every request's head */
  guint n_open;
  guint16 port;
};

/* Reads one request. Returns FALSE when the client went away. */
static gboolean
read_request (GInputStream *input, GString *text, gsize *body_start)
{
  gsize length = 0;
  const char *blank = NULL;
  char chunk[4096];

  for (;;)
    {
      gssize n;

      blank = strstr (text->str, "\r\n\r\n");
      if (blank != NULL)
        {
          g_autofree char *head = g_ascii_strdown (text->str, blank - text->str);
          const char *announced = strstr (head, "\r\ncontent-length:");

          *body_start = (gsize) (blank + 4 - text->str);
          length = announced != NULL
                       ? g_ascii_strtoull (announced + strlen ("\r\ncontent-length:"), NULL, 10)
                       : 0;
          if (text->len >= *body_start + length)
            return TRUE;
        }
      n = g_input_stream_read (input, chunk, sizeof chunk, NULL, NULL);
      if (n <= 0)
        return FALSE;
      g_string_append_len (text, chunk, n);
    }
}

static void
send_reply (GIOStream *stream, char *reply)
{
  gsize length = strlen (reply);
  gboolean hold = g_str_has_suffix (reply, HTTP_HOLD);
  char byte;

  if (hold)
    length--;
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), reply, length, NULL, NULL,
                             NULL);
  /* Comes back when the client closes its end. */
  if (hold)
    g_input_stream_read (g_io_stream_get_input_stream (stream), &byte, 1, NULL, NULL);
}

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection *connection,
        GObject *source,
        gpointer user_data)
{
  HttpServer *server = user_data;
  g_autoptr (GString) text = g_string_new (NULL);
  gsize body_start = 0;

  g_mutex_lock (&server->mutex);
  server->n_open++;
  g_mutex_unlock (&server->mutex);
  if (read_request (g_io_stream_get_input_stream (G_IO_STREAM (connection)), text, &body_start))
    {
      g_autofree char *line = g_strndup (text->str, strcspn (text->str, "\r"));
      g_auto (GStrv) words = g_strsplit (line, " ", 3);
      g_autofree char *head = g_ascii_strdown (text->str, (gssize) body_start);
      HttpServerRequest request = { words[0], words[1], head, text->str + body_start };
      g_autofree char *reply = NULL;

      g_mutex_lock (&server->mutex);
      g_ptr_array_add (server->log, g_strdup (text->str));
      g_mutex_unlock (&server->mutex);
      reply = server->func (&request, server->user_data);
      if (reply != NULL)
        send_reply (G_IO_STREAM (connection), reply);
    }
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  g_mutex_lock (&server->mutex);
  server->n_open--;
  g_mutex_unlock (&server->mutex);
  return TRUE;
}

HttpServer *
http_server_new (HttpServerFunc func, gpointer user_data)
{
  HttpServer *server = g_new0 (HttpServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  g_mutex_init (&server->mutex);
  server->func = func;
  server->user_data = user_data;
  server->log = g_ptr_array_new_with_free_func (g_free);
  server->service = g_threaded_socket_service_new (-1);
  g_socket_listener_add_address (G_SOCKET_LISTENER (server->service), any, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  server->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  g_signal_connect (server->service, "run", G_CALLBACK (run_cb), server);
  g_socket_service_start (server->service);
  return server;
}

guint
http_server_get_open (HttpServer *server)
{
  guint n_open;

  g_mutex_lock (&server->mutex);
  n_open = server->n_open;
  g_mutex_unlock (&server->mutex);
  return n_open;
}

/* Free the client first: a connection that it holds open keeps a thread here. */
void
http_server_free (HttpServer *server)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  g_socket_service_stop (server->service);
  g_socket_listener_close (G_SOCKET_LISTENER (server->service));
  while (http_server_get_open (server) > 0 && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_thread_yield ();
  g_assert_cmpuint (http_server_get_open (server), ==, 0);
  g_object_unref (server->service);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_ptr_array_unref (server->log);
  g_mutex_clear (&server->mutex);
  g_free (server);
}

char *
http_server_url (HttpServer *server, const char *path)
{
  return g_strdup_printf ("http://127.0.0.1:%u%s", server->port, path);
}

/* How many requests began with @start, as "GET /a". */
guint
http_server_count (HttpServer *server, const char *start)
{
  guint n = 0;

  g_mutex_lock (&server->mutex);
  for (guint i = 0; i < server->log->len; i++)
    n += g_str_has_prefix (g_ptr_array_index (server->log, i), start);
  g_mutex_unlock (&server->mutex);
  return n;
}

/* Whether any request held @text anywhere. */
gboolean
http_server_saw (HttpServer *server, const char *text)
{
  gboolean saw = FALSE;

  g_mutex_lock (&server->mutex);
  for (guint i = 0; i < server->log->len; i++)
    saw = saw || strstr (g_ptr_array_index (server->log, i), text) != NULL;
  g_mutex_unlock (&server->mutex);
  return saw;
}

char *
http_reply (guint status, const char *headers, const char *body)
{
  return g_strdup_printf ("HTTP/1.1 %u X\r\nConnection: close\r\nContent-Length: %" G_GSIZE_FORMAT
                          "\r\n%s\r\n%s",
                          status, strlen (body), headers, body);
}
