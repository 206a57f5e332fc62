/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "stream-server.h"

#include <stdio.h>
#include <string.h>

#define SMALL_BYTES 1000

struct _StreamServer
{
  GSocketService *service;
  GPtrArray *threads; /* one for each connection */
  GBytes *file;
  char *base;
  char *other;
  GMutex mutex;
  GCond cond;
  GString *requests; /* "/ranges 0 -, /ranges 300000 \"v1\"" */
  guint n_requests;
  guint n_open;
  gboolean released;
};

typedef struct
{
  StreamServer *server;
  GIOStream *connection;
  GInputStream *in;
  GOutputStream *out;
  char path[64];
  gint64 start; /* -1 when no part is asked for */
  char validator[64];
} Exchange;

static void
read_request (Exchange *exchange)
{
  char head[4096] = "";
  const char *range, *validator;

  for (gsize n = 0; n < sizeof head - 1 && strstr (head, "\r\n\r\n") == NULL;)
    {
      gssize got = g_input_stream_read (exchange->in, head + n, sizeof head - 1 - n, NULL, NULL);

      if (got <= 0)
        return;
      n += (gsize) got;
    }
  sscanf (head, "GET %63s", exchange->path);
  range = strstr (head, "\r\nRange: bytes=");
  validator = strstr (head, "\r\nIf-Range: ");
  exchange->start = range != NULL ? g_ascii_strtoll (range + 15, NULL, 10) : -1;
  if (validator == NULL || sscanf (validator, "\r\nIf-Range: %63s", exchange->validator) != 1)
    strcpy (exchange->validator, "-");
}

static void
note_request (Exchange *exchange)
{
  StreamServer *server = exchange->server;

  g_mutex_lock (&server->mutex);
  g_string_append_printf (server->requests, "%s%s %" G_GINT64_FORMAT " %s",
                          server->n_requests++ > 0 ? ", " : "", exchange->path, exchange->start,
                          exchange->validator);
  g_mutex_unlock (&server->mutex);
}

static void
send_text (Exchange *exchange, const char *text)
{
  g_output_stream_write_all (exchange->out, text, strlen (text), NULL, NULL, NULL);
}

static void
send_file (Exchange *exchange, gint64 start, gsize most)
{
  gsize size;
  const char *data = g_bytes_get_data (exchange->server->file, &size);

  g_output_stream_write_all (exchange->out, data + start, MIN (most, size - (gsize) start), NULL,
                             NULL, NULL);
}

static void
send_whole (Exchange *exchange, const char *headers)
{
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 200 OK\r\n%sConnection: close\r\n\r\n",
                                           headers);

  send_text (exchange, head);
  send_file (exchange, 0, G_MAXSIZE);
}

/* Promises all from the start on, and gives as much as it is told. */
static void
send_part (Exchange *exchange, gsize most)
{
  gint64 size = (gint64) g_bytes_get_size (exchange->server->file);
  gint64 start = MAX (exchange->start, 0);
  g_autofree char *head = g_strdup_printf (
      "HTTP/1.1 206 Partial Content\r\nContent-Length: %" G_GINT64_FORMAT
      "\r\nContent-Range: bytes %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT
      "\r\nETag: \"v1\"\r\nConnection: close\r\n\r\n",
      size - start, start, size - 1, size);

  send_text (exchange, head);
  send_file (exchange, start, most);
}

static void
send_redirect (Exchange *exchange, const char *target)
{
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 302 Found\r\nLocation: %s\r\n"
                                           "Content-Length: 0\r\nConnection: close\r\n\r\n",
                                           target);

  send_text (exchange, head);
}

static void
wait_for_hang_up (Exchange *exchange)
{
  char rest[256];

  while (g_input_stream_read (exchange->in, rest, sizeof rest, NULL, NULL) > 0)
    ;
}

static void
wait_for_release (StreamServer *server)
{
  g_mutex_lock (&server->mutex);
  while (!server->released)
    g_cond_wait (&server->cond, &server->mutex);
  g_mutex_unlock (&server->mutex);
}

static void
answer_trouble (Exchange *exchange)
{
  const char *path = exchange->path;
  gsize third = g_bytes_get_size (exchange->server->file) / 3;
  gboolean first = exchange->start <= 0;

  if (g_str_equal (path, "/cut-once"))
    send_part (exchange, first ? third : G_MAXSIZE);
  else if (g_str_equal (path, "/cut-always"))
    send_part (exchange, SMALL_BYTES);
  else if (g_str_equal (path, "/changed") && first)
    send_part (exchange, third);
  else if (g_str_equal (path, "/changed"))
    send_whole (exchange, "ETag: \"v2\"\r\n");
  else if (g_str_equal (path, "/hold"))
    {
      send_part (exchange, first ? third : G_MAXSIZE);
      if (first)
        wait_for_release (exchange->server);
    }
  else if (g_str_equal (path, "/no-parts") && exchange->start >= 0)
    send_text (exchange, "HTTP/1.1 416 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  else if (g_str_equal (path, "/no-parts"))
    send_whole (exchange, "");
  else if (g_str_equal (path, "/headers"))
    send_text (exchange, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
  if (g_str_equal (path, "/headers") || g_str_equal (path, "/silent"))
    wait_for_hang_up (exchange);
}

static void
answer (Exchange *exchange)
{
  const char *path = exchange->path;
  g_autofree char *text = NULL;

  if (g_str_equal (path, "/ranges"))
    send_part (exchange, G_MAXSIZE);
  else if (g_str_equal (path, "/plain"))
    {
      text = g_strdup_printf ("Content-Length: %" G_GSIZE_FORMAT "\r\n",
                              g_bytes_get_size (exchange->server->file));
      send_whole (exchange, text);
    }
  else if (g_str_equal (path, "/no-length"))
    send_whole (exchange, "");
  else if (g_str_equal (path, "/moved"))
    {
      text = g_strconcat (exchange->server->other, "/ranges", NULL);
      send_redirect (exchange, text);
    }
  else if (g_str_equal (path, "/to-file"))
    send_redirect (exchange, "file:///etc/passwd");
  else if (g_str_has_prefix (path, "/status/"))
    {
      text = g_strdup_printf (
          "HTTP/1.1 %s So\r\nContent-Length: 4\r\nConnection: close\r\n\r\nSo.\n",
          path + strlen ("/status/"));
      send_text (exchange, text);
    }
  else
    answer_trouble (exchange);
}

static void
count_open (StreamServer *server, int change)
{
  g_mutex_lock (&server->mutex);
  server->n_open = (guint) ((int) server->n_open + change);
  g_mutex_unlock (&server->mutex);
}

static gpointer
serve (gpointer data)
{
  g_autofree Exchange *exchange = data;

  read_request (exchange);
  if (*exchange->path != '\0')
    {
      note_request (exchange);
      answer (exchange);
    }
  g_io_stream_close (exchange->connection, NULL, NULL);
  g_object_unref (exchange->connection);
  count_open (exchange->server, -1);
  return NULL;
}

static gboolean
incoming_cb (GSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             gpointer user_data)
{
  StreamServer *server = user_data;
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->server = server;
  exchange->connection = G_IO_STREAM (g_object_ref (connection));
  exchange->in = g_io_stream_get_input_stream (exchange->connection);
  exchange->out = g_io_stream_get_output_stream (exchange->connection);
  count_open (server, 1);
  g_ptr_array_add (server->threads, g_thread_new ("serve", serve, exchange));
  return TRUE;
}

StreamServer *
stream_server_new (GBytes *file, const char *other)
{
  StreamServer *server = g_new0 (StreamServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) got = NULL;

  g_mutex_init (&server->mutex);
  g_cond_init (&server->cond);
  server->file = g_bytes_ref (file);
  server->other = g_strdup (other);
  server->requests = g_string_new (NULL);
  server->threads = g_ptr_array_new ();
  server->service = g_socket_service_new ();
  g_signal_connect (server->service, "incoming", G_CALLBACK (incoming_cb), server);
  g_assert_true (g_socket_listener_add_address (G_SOCKET_LISTENER (server->service), wanted,
                                                G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
                                                &got, NULL));
  server->base = g_strdup_printf ("http://127.0.0.1:%u",
                                  g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got)));
  return server;
}

/* All clients must have hung up. */
void
stream_server_free (StreamServer *server)
{
  stream_server_release (server);
  g_socket_service_stop (server->service);
  g_socket_listener_close (G_SOCKET_LISTENER (server->service));
  for (guint i = 0; i < server->threads->len; i++)
    g_thread_join (g_ptr_array_index (server->threads, i));
  g_ptr_array_unref (server->threads);
  g_object_unref (server->service);
  g_bytes_unref (server->file);
  g_string_free (server->requests, TRUE);
  g_mutex_clear (&server->mutex);
  g_cond_clear (&server->cond);
  g_free (server->base);
  g_free (server->other);
  g_free (server);
}

char *
stream_server_url (StreamServer *server, const char *path)
{
  return g_strconcat (server->base, path, NULL);
}

guint
stream_server_get_open (StreamServer *server)
{
  guint n;

  g_mutex_lock (&server->mutex);
  n = server->n_open;
  g_mutex_unlock (&server->mutex);
  return n;
}

guint
stream_server_count (StreamServer *server)
{
  guint n;

  g_mutex_lock (&server->mutex);
  n = server->n_requests;
  g_mutex_unlock (&server->mutex);
  return n;
}

char *
stream_server_describe (StreamServer *server)
{
  char *text;

  g_mutex_lock (&server->mutex);
  text = g_strdup (server->requests->str);
  g_mutex_unlock (&server->mutex);
  return text;
}

void
stream_server_release (StreamServer *server)
{
  g_mutex_lock (&server->mutex);
  server->released = TRUE;
  g_cond_broadcast (&server->cond);
  g_mutex_unlock (&server->mutex);
}
