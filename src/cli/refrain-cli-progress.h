/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void refrain_cli_progress_show (const char *format, ...) G_GNUC_PRINTF (1, 2);
void refrain_cli_progress_clear (void);

G_END_DECLS
