/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-gateway-check.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_GATEWAY_RESULT_ROW (refrain_gateway_result_row_get_type ())
G_DECLARE_FINAL_TYPE (
    RefrainGatewayResultRow, refrain_gateway_result_row, REFRAIN, GATEWAY_RESULT_ROW, AdwActionRow)

void refrain_gateway_result_row_show (RefrainGatewayResultRow *self,
                                      RefrainGatewayVerdict verdict,
                                      const char *text);

G_END_DECLS
