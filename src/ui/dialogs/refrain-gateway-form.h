/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"
#include "refrain-gateway-check.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_GATEWAY_FORM (refrain_gateway_form_get_type ())
G_DECLARE_FINAL_TYPE (
    RefrainGatewayForm, refrain_gateway_form, REFRAIN, GATEWAY_FORM, AdwPreferencesGroup)

GtkWidget *refrain_gateway_form_new (RefrainContext *context, RefrainSource *source);
RefrainGatewayVerdict refrain_gateway_form_get_verdict (RefrainGatewayForm *self);
const char *refrain_gateway_form_get_result (RefrainGatewayForm *self);
gboolean refrain_gateway_form_get_can_save (RefrainGatewayForm *self);
void refrain_gateway_form_test (RefrainGatewayForm *self);
void refrain_gateway_form_save_async (RefrainGatewayForm *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
RefrainSource *
refrain_gateway_form_save_finish (RefrainGatewayForm *self, GAsyncResult *result, GError **error);

G_END_DECLS
