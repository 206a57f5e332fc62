/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-gateway.h"

G_BEGIN_DECLS

/** REFRAIN_PROBE_ID: no task has this id, so asking for it makes nothing and costs nothing. */
#define REFRAIN_PROBE_ID "connection-test"

void refrain_gateway_call_async (RefrainGateway *self,
                                 const char *url,
                                 GBytes *body,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
RefrainAnswer *
refrain_gateway_call_finish (RefrainGateway *self, GAsyncResult *result, GError **error);
void refrain_gateway_ask_async (RefrainGateway *self,
                                const char *path,
                                const char *id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
RefrainHttp *refrain_gateway_get_http (RefrainGateway *self);
guint refrain_gateway_get_max_attempts (RefrainGateway *self);
guint refrain_gateway_get_answer_seconds (RefrainGateway *self);
guint refrain_gateway_get_submit_seconds (RefrainGateway *self);
char *refrain_gateway_dup_key_value (RefrainGateway *self, const char *url);

G_END_DECLS
