/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_VERIFY_ROW (refrain_verify_row_get_type ())
G_DECLARE_FINAL_TYPE (RefrainVerifyRow, refrain_verify_row, REFRAIN, VERIFY_ROW, AdwActionRow)

void refrain_verify_row_set_library (RefrainVerifyRow *self, RefrainLibrary *library);
gboolean refrain_verify_row_is_running (RefrainVerifyRow *self);

G_END_DECLS
