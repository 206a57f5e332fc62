/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-gateway.h"
#include "refrain-store-gateways.h"

G_BEGIN_DECLS

#define REFRAIN_TYPE_SOURCE (refrain_source_get_type ())
G_DECLARE_FINAL_TYPE (RefrainSource, refrain_source, REFRAIN, SOURCE, GObject)

RefrainSource *refrain_source_new (RefrainHttp *http, const RefrainGatewayRecord *record);
gint64 refrain_source_get_row_id (RefrainSource *self);
const RefrainGatewayRecord *refrain_source_get_record (RefrainSource *self);
RefrainGateway *refrain_source_get_gateway (RefrainSource *self);
const char *refrain_source_get_name (RefrainSource *self);
const char *refrain_source_get_address (RefrainSource *self);
gboolean refrain_source_is_demo (RefrainSource *self);

G_END_DECLS
