/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_GATEWAY_ROW (refrain_gateway_row_get_type ())
G_DECLARE_FINAL_TYPE (RefrainGatewayRow, refrain_gateway_row, REFRAIN, GATEWAY_ROW, AdwActionRow)

GtkWidget *refrain_gateway_row_new (RefrainContext *context, RefrainSource *source);
RefrainSource *refrain_gateway_row_get_source (RefrainGatewayRow *self);
void
refrain_gateway_row_set_choice (RefrainGatewayRow *self, RefrainGatewayRow *group, gboolean chosen);
void refrain_gateway_row_forget (RefrainGatewayRow *self);

G_END_DECLS
