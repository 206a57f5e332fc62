/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-request.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_ADVANCED_ROW (refrain_advanced_row_get_type ())
G_DECLARE_FINAL_TYPE (
    RefrainAdvancedRow, refrain_advanced_row, REFRAIN, ADVANCED_ROW, AdwExpanderRow)

void refrain_advanced_row_fill (RefrainAdvancedRow *self, const RefrainRequest *request);
void refrain_advanced_row_read (RefrainAdvancedRow *self, RefrainRequest *request);
char *refrain_advanced_row_dup_flaw (RefrainAdvancedRow *self);
void refrain_advanced_row_show_flaw (RefrainAdvancedRow *self);

G_END_DECLS
