/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-demo-exchange.h"

G_BEGIN_DECLS

/* What a request to the media host asks for. */
typedef struct
{
  RefrainDemoTake *take; /* (unowned) */
  RefrainDemoFile *file; /* (unowned) (nullable) */
  RefrainDemoFileKind kind;
} RefrainDemoMediaItem;

void refrain_demo_media_answer (RefrainDemoExchange *exchange);

G_END_DECLS
