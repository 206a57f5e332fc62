/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-gateway.h"

G_BEGIN_DECLS

void refrain_gateway_single_async (RefrainGateway *self,
                                   const char *id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
RefrainAnswer *
refrain_gateway_single_finish (RefrainGateway *self, GAsyncResult *result, GError **error);

G_END_DECLS
