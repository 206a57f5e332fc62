/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-family.h"
#include "refrain-gateway.h"

G_BEGIN_DECLS

void refrain_gateway_call_async (RefrainGateway *self,
                                 const char *method,
                                 const char *url,
                                 GBytes *body,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
RefrainAnswer *
refrain_gateway_call_finish (RefrainGateway *self, GAsyncResult *result, GError **error);
const RefrainFamily *refrain_gateway_get_family (RefrainGateway *self);

G_END_DECLS
