/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-family.h"

G_BEGIN_DECLS

char *refrain_request_to_json (const RefrainRequest *request);
RefrainRequest *refrain_request_from_json (const char *json);
GBytes *refrain_request_to_body (const RefrainRequest *request, const RefrainFamily *family);

G_END_DECLS
