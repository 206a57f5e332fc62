/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-demo-exchange.h"

G_BEGIN_DECLS

void refrain_demo_routes_answer (RefrainDemoExchange *exchange);

G_END_DECLS
