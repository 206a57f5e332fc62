/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void refrain_entry_row_name (AdwEntryRow *row);
void refrain_entry_row_set_error (AdwEntryRow *row, const char *error);

G_END_DECLS
