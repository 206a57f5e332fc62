/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-records.h"
#include "refrain-source.h"
#include "refrain-verify.h"

G_BEGIN_DECLS

void refrain_cli_print_tasks (GString *out, GPtrArray *tasks, gboolean in_full);
void refrain_cli_print_clips (GString *out, GPtrArray *clips, guint total);
void refrain_cli_print_gateways (GString *out, GPtrArray *sources);
void refrain_cli_print_verify (GString *out, const RefrainVerifyResult *result);

G_END_DECLS
