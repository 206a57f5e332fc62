/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-family.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_GATEWAY_KIND_ROW (refrain_gateway_kind_row_get_type ())
G_DECLARE_FINAL_TYPE (
    RefrainGatewayKindRow, refrain_gateway_kind_row, REFRAIN, GATEWAY_KIND_ROW, AdwComboRow)

const char *refrain_gateway_kind_row_get_family (RefrainGatewayKindRow *self);
void refrain_gateway_kind_row_set_family (RefrainGatewayKindRow *self, const char *family);
void refrain_gateway_kind_row_set_found (RefrainGatewayKindRow *self, const RefrainFamily *family);

G_END_DECLS
