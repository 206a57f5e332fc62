/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"
#include "refrain-error-presenter.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_GATEWAYS_PAGE (refrain_gateways_page_get_type ())
G_DECLARE_FINAL_TYPE (
    RefrainGatewaysPage, refrain_gateways_page, REFRAIN, GATEWAYS_PAGE, AdwPreferencesPage)

void refrain_gateways_page_set_context (RefrainGatewaysPage *self,
                                        RefrainContext *context,
                                        RefrainErrorPresenter *presenter,
                                        GSettings *settings);

G_END_DECLS
