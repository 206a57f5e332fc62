/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gateway-client.h"
#include "http-server.h"

G_BEGIN_DECLS

#define FAKE_GATEWAY_KEY "k-secret-1"

/** FakeGateway: how the gateway of a test treats its calls. */
typedef struct
{
  const char *batch_reply; /* (nullable): the whole reply to the batch call; %NULL = a good one */
  const char *required_key;
  const char *redirect; /* (nullable): where every call is sent on to */
  const char *prefix;   /* below which the calls live */
  int n_failures;       /* that many calls fail first, with @failure */
  char *failure;
  gint64 times[64]; /* when each call came, monotonic */
  int n_calls;
} FakeGateway;

char *fake_gateway_reply_cb (const HttpServerRequest *request, gpointer user_data);
void fake_gateway_start (Client *client, HttpServer **server, FakeGateway *rules, const char *path);
void fake_gateway_stop (Client *client, HttpServer *server);

G_END_DECLS
