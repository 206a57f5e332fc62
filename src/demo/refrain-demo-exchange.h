/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-demo-reply.h"
#include "refrain-demo-state.h"

G_BEGIN_DECLS

/**
 * RefrainDemoExchange:
 *
 * One request and the way its answer goes out. It lives until libsoup is done with the message.
 */
typedef struct _RefrainDemoExchange RefrainDemoExchange;

RefrainDemoExchange *
refrain_demo_exchange_begin (RefrainDemoState *state, SoupServerMessage *message, const char *host);
void refrain_demo_exchange_free (RefrainDemoExchange *self);
RefrainDemoState *refrain_demo_exchange_get_state (RefrainDemoExchange *self);
SoupServerMessage *refrain_demo_exchange_get_message (RefrainDemoExchange *self);
const char *refrain_demo_exchange_get_method (RefrainDemoExchange *self);
const char *refrain_demo_exchange_get_path (RefrainDemoExchange *self);
const char *refrain_demo_exchange_get_request (RefrainDemoExchange *self);
char *refrain_demo_exchange_dup_query (RefrainDemoExchange *self, const char *name);
const char *refrain_demo_exchange_get_header (RefrainDemoExchange *self, const char *name);
void refrain_demo_exchange_send (RefrainDemoExchange *self, RefrainDemoReply *reply);
void refrain_demo_exchange_abort (RefrainDemoExchange *self);

G_END_DECLS
