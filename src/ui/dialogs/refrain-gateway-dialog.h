/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"
#include "refrain-error-presenter.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_GATEWAY_DIALOG (refrain_gateway_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
    RefrainGatewayDialog, refrain_gateway_dialog, REFRAIN, GATEWAY_DIALOG, AdwWindow)

GtkWidget *refrain_gateway_dialog_new (RefrainContext *context,
                                       RefrainErrorPresenter *presenter,
                                       RefrainSource *source);

G_END_DECLS
