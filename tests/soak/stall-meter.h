/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

void stall_meter_start (guint budget_ms);
void stall_meter_reset (void);
double stall_meter_get_longest_ms (void);
void stall_meter_print (const char *what);
