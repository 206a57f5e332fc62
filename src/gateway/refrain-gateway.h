/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-family.h"
#include "refrain-http.h"
#include "refrain-submit-result.h"

G_BEGIN_DECLS

#define REFRAIN_TYPE_BATCH_SUPPORT (refrain_batch_support_get_type ())

/** RefrainBatchSupport: whether a gateway can be asked for many tasks at once. */
typedef enum
{
  REFRAIN_BATCH_UNKNOWN,
  REFRAIN_BATCH_YES,
  REFRAIN_BATCH_NO,
} RefrainBatchSupport;

GType refrain_batch_support_get_type (void);

#define REFRAIN_TYPE_GATEWAY (refrain_gateway_get_type ())
G_DECLARE_FINAL_TYPE (RefrainGateway, refrain_gateway, REFRAIN, GATEWAY, GObject)

typedef struct _RefrainFetchResult RefrainFetchResult;

/** RefrainFetchResult: what came of asking for several tasks. */
struct _RefrainFetchResult
{
  GPtrArray *tasks;   /* (owned) (element-type RefrainTaskFacts) */
  GPtrArray *raws;    /* (owned) (element-type utf8): each task's own JSON */
  GHashTable *errors; /* (owned) (element-type utf8 GError): why others did not come, by id */
};

RefrainGateway *
refrain_gateway_new (RefrainHttp *http, const char *name, const char *address, const char *family);
const char *refrain_gateway_get_name (RefrainGateway *self);
const char *refrain_gateway_get_address (RefrainGateway *self);
void refrain_gateway_set_key (RefrainGateway *self, const char *key);
gboolean refrain_gateway_has_key (RefrainGateway *self);
void refrain_gateway_set_patience (RefrainGateway *self, guint max_attempts, guint answer_seconds);
void refrain_gateway_set_submit_patience (RefrainGateway *self, guint seconds);
RefrainBatchSupport refrain_gateway_get_batch (RefrainGateway *self);
void refrain_gateway_set_batch (RefrainGateway *self, RefrainBatchSupport batch);
const RefrainFamily *refrain_gateway_get_family (RefrainGateway *self);
gboolean refrain_gateway_can_submit (RefrainGateway *self, RefrainRequestMode mode);
gboolean refrain_gateway_can_list (RefrainGateway *self);
void refrain_gateway_fetch_async (RefrainGateway *self,
                                  const char *const *task_ids,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
RefrainFetchResult *
refrain_gateway_fetch_finish (RefrainGateway *self, GAsyncResult *result, GError **error);
void refrain_fetch_result_free (RefrainFetchResult *result);
void refrain_gateway_test_async (RefrainGateway *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean refrain_gateway_test_finish (RefrainGateway *self, GAsyncResult *result, GError **error);
void refrain_gateway_list_async (RefrainGateway *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
RefrainAnswer *
refrain_gateway_list_finish (RefrainGateway *self, GAsyncResult *result, GError **error);
void refrain_gateway_submit_async (RefrainGateway *self,
                                   const RefrainRequest *request,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
RefrainSubmitResult *refrain_gateway_submit_finish (RefrainGateway *self, GAsyncResult *result);
void refrain_gateway_detect_async (RefrainHttp *http,
                                   const char *address,
                                   const char *key,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
const RefrainFamily *
refrain_gateway_detect_finish (RefrainHttp *http, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainFetchResult, refrain_fetch_result_free)

G_END_DECLS
