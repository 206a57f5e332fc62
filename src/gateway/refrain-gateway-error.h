/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define REFRAIN_GATEWAY_ERROR (refrain_gateway_error_quark ())

/**
 * RefrainGatewayError: why a gateway gave no answer that can be used.
 * @REFRAIN_GATEWAY_ERROR_AUTH: the gateway refused the key
 * @REFRAIN_GATEWAY_ERROR_NOT_FOUND: the gateway knows no such task
 * @REFRAIN_GATEWAY_ERROR_QUOTA: the account has nothing left
 * @REFRAIN_GATEWAY_ERROR_RATE_LIMITED: asked too often
 * @REFRAIN_GATEWAY_ERROR_BAD_ANSWER: what came is not a gateway's answer
 * @REFRAIN_GATEWAY_ERROR_UNREACHABLE: nothing came
 * @REFRAIN_GATEWAY_ERROR_GATEWAY: the gateway said no for any other reason
 */
typedef enum
{
  REFRAIN_GATEWAY_ERROR_AUTH,
  REFRAIN_GATEWAY_ERROR_NOT_FOUND,
  REFRAIN_GATEWAY_ERROR_QUOTA,
  REFRAIN_GATEWAY_ERROR_RATE_LIMITED,
  REFRAIN_GATEWAY_ERROR_BAD_ANSWER,
  REFRAIN_GATEWAY_ERROR_UNREACHABLE,
  REFRAIN_GATEWAY_ERROR_GATEWAY,
} RefrainGatewayError;

GQuark refrain_gateway_error_quark (void);
GError *refrain_gateway_error_new (RefrainGatewayError code,
                                   guint http_status,
                                   const char *code_word,
                                   const char *message);
void refrain_gateway_error_set_retry_after (GError *error, gint64 milliseconds);
guint refrain_gateway_error_get_http_status (const GError *error);
const char *refrain_gateway_error_get_code_word (const GError *error);
gint64 refrain_gateway_error_get_retry_after (const GError *error);
gboolean refrain_gateway_error_is_passing (const GError *error);
const char *refrain_gateway_error_get_name (const GError *error);
const char *refrain_gateway_error_get_hint (const GError *error);

G_END_DECLS
