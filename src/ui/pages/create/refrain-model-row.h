/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_MODEL_ROW (refrain_model_row_get_type ())
G_DECLARE_FINAL_TYPE (RefrainModelRow, refrain_model_row, REFRAIN, MODEL_ROW, AdwEntryRow)

void refrain_model_row_set_models (RefrainModelRow *self, const char *const *models);

G_END_DECLS
