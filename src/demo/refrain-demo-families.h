/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-demo-exchange.h"

G_BEGIN_DECLS

/**
 * RefrainDemoFamily:
 *
 * A family of gateways that the demo gateway speaks below a path of its own, beside the one that it
 * speaks at its root.
 */
typedef struct _RefrainDemoFamily RefrainDemoFamily;

const RefrainDemoFamily *refrain_demo_families_find (const char *path);
gboolean
refrain_demo_families_is_submit (const RefrainDemoFamily *family, RefrainDemoExchange *exchange);
void refrain_demo_families_answer (const RefrainDemoFamily *family,
                                   RefrainDemoExchange *exchange,
                                   RefrainDemoReply *reply);

G_END_DECLS
