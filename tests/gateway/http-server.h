/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** HttpServer: a server on loopback that sends byte for byte what a test tells it to. */
typedef struct _HttpServer HttpServer;

/** HttpServerRequest: one request as it came. */
typedef struct
{
  const char *method;
  const char *path;    /* with its query, as sent */
  const char *headers; /* everything up to the blank line, in lower case */
  const char *body;
} HttpServerRequest;

/**
 * HttpServerFunc:
 *
 * Runs in a thread of the server. A reply that ends with HTTP_HOLD keeps the connection open until
 * the client closes it.
 *
 * Returns: (transfer full) (nullable): the whole reply; %NULL closes the connection
 */
typedef char *(*HttpServerFunc) (const HttpServerRequest *request, gpointer user_data);

#define HTTP_HOLD "\a"

HttpServer *http_server_new (HttpServerFunc func, gpointer user_data);
void http_server_free (HttpServer *server);
char *http_server_url (HttpServer *server, const char *path);
guint http_server_count (HttpServer *server, const char *start);
gboolean http_server_saw (HttpServer *server, const char *text);
guint http_server_get_open (HttpServer *server);
char *http_reply (guint status, const char *headers, const char *body);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HttpServer, http_server_free)

G_END_DECLS
