/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-gateway.h"

G_BEGIN_DECLS

/**
 * RefrainGatewayVerdict: what is known of an address and a key
 * @REFRAIN_GATEWAY_UNTESTED: nothing yet, or something was changed since
 * @REFRAIN_GATEWAY_TESTING: the gateway is being asked
 * @REFRAIN_GATEWAY_GOOD: it answers, and takes the key when it was shown one
 * @REFRAIN_GATEWAY_WANTS_KEY: it answers, and was not shown a key yet
 * @REFRAIN_GATEWAY_BAD: it cannot be used like this
 */
typedef enum
{
  REFRAIN_GATEWAY_UNTESTED,
  REFRAIN_GATEWAY_TESTING,
  REFRAIN_GATEWAY_GOOD,
  REFRAIN_GATEWAY_WANTS_KEY,
  REFRAIN_GATEWAY_BAD,
} RefrainGatewayVerdict;

#define REFRAIN_TYPE_GATEWAY_CHECK (refrain_gateway_check_get_type ())
G_DECLARE_FINAL_TYPE (RefrainGatewayCheck, refrain_gateway_check, REFRAIN, GATEWAY_CHECK, GObject)

RefrainGatewayCheck *refrain_gateway_check_new (RefrainHttp *http, const char *family);
void refrain_gateway_check_set_family (RefrainGatewayCheck *self, const char *family);
const RefrainFamily *refrain_gateway_check_get_family (RefrainGatewayCheck *self);
void refrain_gateway_check_mean_key (RefrainGatewayCheck *self, const char *address);
void refrain_gateway_check_soon (RefrainGatewayCheck *self, const char *address, const char *key);
void refrain_gateway_check_run (RefrainGatewayCheck *self, const char *address, const char *key);
RefrainGatewayVerdict refrain_gateway_check_get_verdict (RefrainGatewayCheck *self);
const char *refrain_gateway_check_get_text (RefrainGatewayCheck *self);
const char *refrain_gateway_check_get_base (RefrainGatewayCheck *self, const char **path);

G_END_DECLS
