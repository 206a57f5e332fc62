/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gint64 refrain_clock_now_ms (void);
gint64 refrain_time_from_number (double number);
gint64 refrain_time_from_text (const char *text);
char *refrain_time_to_iso8601 (gint64 ms);

G_END_DECLS
