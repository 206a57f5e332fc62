/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "http-server.h"

#include "refrain-gateway-error.h"
#include "refrain-http-private.h"

G_BEGIN_DECLS

/** Outcome: what came of one request. */
typedef struct
{
  RefrainHttpResponse *response;
  GError *error;
  gboolean done;
} Outcome;

char *http_client_reply_cb (const HttpServerRequest *request, gpointer other_url);
void http_client_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data);
void http_client_wait (gboolean *flag);
void outcome_clear (Outcome *outcome);
void http_client_settle (HttpServer *server);
void http_client_ask (RefrainHttp *http,
                      RefrainHttpRequest *request,
                      GCancellable *cancellable,
                      Outcome *outcome);
void http_client_ask_path (HttpServer *server, const char *path, Outcome *outcome);

G_END_DECLS
