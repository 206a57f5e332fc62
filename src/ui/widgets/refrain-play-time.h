/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *refrain_play_time_format (gint64 time_us);
char *refrain_play_time_describe (gint64 position_us, gint64 duration_us);

G_END_DECLS
