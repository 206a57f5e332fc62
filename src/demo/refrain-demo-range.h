/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  REFRAIN_DEMO_RANGE_NONE,          /* send it all */
  REFRAIN_DEMO_RANGE_PART,          /* send a part */
  REFRAIN_DEMO_RANGE_UNSATISFIABLE, /* there is no such part */
} RefrainDemoRange;

RefrainDemoRange
refrain_demo_range_parse (const char *header, guint64 size, guint64 *start, guint64 *length);

G_END_DECLS
