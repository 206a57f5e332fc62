/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-http.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

void refrain_http_exchange (SoupSession *session, const RefrainHttpRequest *request, GTask *task);
GError *refrain_http_describe_error (const GError *error, const char *url);
char *refrain_http_resolve_redirect (const char *url, const char *location, GError **error);
GError *
refrain_http_redirect_error (const char *target, guint status, gboolean once, gboolean has_key);
RefrainHttpResponse *refrain_http_response_new (SoupMessage *message);

G_END_DECLS
