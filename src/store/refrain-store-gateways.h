/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-records.h"
#include "refrain-store.h"

G_BEGIN_DECLS

typedef struct _RefrainGatewayRecord RefrainGatewayRecord;

/** RefrainGatewayRecord: a gateway as the store has it. Its key is never here. */
struct _RefrainGatewayRecord
{
  gint64 row_id;
  char *name;    /* (owned) */
  char *address; /* (owned): normalized */
  char *family;  /* (owned) */
  char *batch;   /* (owned): "yes", "no" or "unknown": whether it answers batches */
  gboolean is_demo;
};

RefrainGatewayRecord *refrain_gateway_record_new (
    gint64 row_id, const char *name, const char *address, const char *family, gboolean is_demo);
RefrainGatewayRecord *refrain_gateway_record_copy (const RefrainGatewayRecord *record);
void refrain_gateway_record_free (RefrainGatewayRecord *record);

GPtrArray *refrain_store_gateways_list (RefrainConnection *connection, GError **error);
gint64 refrain_store_gateways_put (RefrainConnection *connection,
                                   const RefrainGatewayRecord *record,
                                   GError **error);
gboolean refrain_store_gateways_set_batch (RefrainConnection *connection,
                                           gint64 row_id,
                                           const char *batch,
                                           GError **error);
gboolean
refrain_store_gateways_remove (RefrainConnection *connection, gint64 row_id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainGatewayRecord, refrain_gateway_record_free)

G_END_DECLS
