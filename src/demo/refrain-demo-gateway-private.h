/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-demo-gateway.h"
#include "refrain-demo-state.h"

G_BEGIN_DECLS

typedef void (*RefrainDemoCallFunc) (RefrainDemoState *state, gpointer data);

void refrain_demo_gateway_call (RefrainDemoGateway *self, RefrainDemoCallFunc func, gpointer data);

G_END_DECLS
