/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-demo-exchange.h"

G_BEGIN_DECLS

char *refrain_demo_submit_dup_text (JsonObject *body);
RefrainDemoTask *
refrain_demo_submit_make_music (RefrainDemoState *state, JsonObject *body, const char **flaw);
RefrainDemoTask *
refrain_demo_submit_make_lyrics (RefrainDemoState *state, JsonObject *body, const char **flaw);
void refrain_demo_submit_music (RefrainDemoExchange *exchange, RefrainDemoReply *reply);
void refrain_demo_submit_lyrics (RefrainDemoExchange *exchange, RefrainDemoReply *reply);
void refrain_demo_submit_concat (RefrainDemoExchange *exchange, RefrainDemoReply *reply);
JsonObject *refrain_demo_submit_dup_body (RefrainDemoExchange *exchange, RefrainDemoReply *reply);

G_END_DECLS
