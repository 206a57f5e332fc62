/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-clip-facts.h"
#include "refrain-request.h"

G_BEGIN_DECLS

GPtrArray *
refrain_submit_match (const RefrainRequest *request, gint64 sent_at, GPtrArray *candidates);

G_END_DECLS
