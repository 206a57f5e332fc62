/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RefrainDemoSubmitForm:
 * @REFRAIN_DEMO_SUBMIT_STRING: `data` is the task id as a string
 * @REFRAIN_DEMO_SUBMIT_OBJECT: `data` is an object with a `task_id`
 * @REFRAIN_DEMO_SUBMIT_CLIPS: no task id at all, only `clips`, an array of raw clips
 *
 * The shapes in which gateways answer a submit.
 */
typedef enum
{
  REFRAIN_DEMO_SUBMIT_STRING,
  REFRAIN_DEMO_SUBMIT_OBJECT,
  REFRAIN_DEMO_SUBMIT_CLIPS,
} RefrainDemoSubmitForm;

/**
 * RefrainDemoChaos:
 * @REFRAIN_DEMO_CHAOS_ERROR: HTTP 500
 * @REFRAIN_DEMO_CHAOS_BUSY: HTTP 429 with Retry-After
 * @REFRAIN_DEMO_CHAOS_PAGE: a web page with HTTP 200
 * @REFRAIN_DEMO_CHAOS_DROP: a cut connection
 * @REFRAIN_DEMO_CHAOS_SILENCE: nothing, until the client gives up
 * @REFRAIN_DEMO_CHAOS_QUICK: all but the last, which takes its time
 *
 * What happens to requests that fail by chance.
 */
typedef enum
{
  REFRAIN_DEMO_CHAOS_ERROR = 1 << 0,
  REFRAIN_DEMO_CHAOS_BUSY = 1 << 1,
  REFRAIN_DEMO_CHAOS_PAGE = 1 << 2,
  REFRAIN_DEMO_CHAOS_DROP = 1 << 3,
  REFRAIN_DEMO_CHAOS_SILENCE = 1 << 4,
  REFRAIN_DEMO_CHAOS_QUICK = 0xf,
} RefrainDemoChaos;

#define REFRAIN_DEMO_N_CHAOS 5

/**
 * RefrainDemoLoss:
 * @REFRAIN_DEMO_LOSS_CUT: the connection is cut before the answer
 * @REFRAIN_DEMO_LOSS_ERROR: HTTP 500
 * @REFRAIN_DEMO_LOSS_SILENCE: nothing comes, until the client gives up
 *
 * How the answer to a request that was carried out gets lost.
 */
typedef enum
{
  REFRAIN_DEMO_LOSS_CUT,
  REFRAIN_DEMO_LOSS_ERROR,
  REFRAIN_DEMO_LOSS_SILENCE,
} RefrainDemoLoss;

/**
 * RefrainDemoBatch:
 * @REFRAIN_DEMO_BATCH_ON: many tasks can be asked for at once
 * @REFRAIN_DEMO_BATCH_GONE: that is answered with HTTP 404
 * @REFRAIN_DEMO_BATCH_PAGE: that is answered with a web page and HTTP 200
 *
 * Whether the gateway has a batch call.
 */
typedef enum
{
  REFRAIN_DEMO_BATCH_ON,
  REFRAIN_DEMO_BATCH_GONE,
  REFRAIN_DEMO_BATCH_PAGE,
} RefrainDemoBatch;

/**
 * RefrainDemoScenarioInfo:
 * @name: the task id to fetch
 * @description: what that does, in the user's language
 */
typedef struct
{
  const char *name;
  const char *description;
} RefrainDemoScenarioInfo;

#define REFRAIN_TYPE_DEMO_GATEWAY (refrain_demo_gateway_get_type ())
G_DECLARE_FINAL_TYPE (RefrainDemoGateway, refrain_demo_gateway, REFRAIN, DEMO_GATEWAY, GObject)

RefrainDemoGateway *refrain_demo_gateway_new (const char *media_dir);
gboolean refrain_demo_gateway_start (RefrainDemoGateway *self, guint16 port, GError **error);
void refrain_demo_gateway_stop (RefrainDemoGateway *self);
const char *refrain_demo_gateway_get_address (RefrainDemoGateway *self);
const char *refrain_demo_gateway_get_media_address (RefrainDemoGateway *self);
char **refrain_demo_gateway_dup_task_ids (RefrainDemoGateway *self);
RefrainDemoScenarioInfo *refrain_demo_gateway_list_scenarios (gsize *n_scenarios);

void refrain_demo_gateway_set_required_key (RefrainDemoGateway *self, const char *key);
void refrain_demo_gateway_set_submit_form (RefrainDemoGateway *self, RefrainDemoSubmitForm form);
void refrain_demo_gateway_set_time_scale (RefrainDemoGateway *self, double scale);
void refrain_demo_gateway_set_manual_clock (RefrainDemoGateway *self, gboolean manual);
void refrain_demo_gateway_advance (RefrainDemoGateway *self, guint milliseconds);
void refrain_demo_gateway_set_latency_ms (RefrainDemoGateway *self, guint milliseconds);
void refrain_demo_gateway_set_media_rate (RefrainDemoGateway *self, guint64 bytes_per_second);
gboolean
refrain_demo_gateway_set_chaos (RefrainDemoGateway *self, double probability, guint32 seed);
void refrain_demo_gateway_fail_next (RefrainDemoGateway *self,
                                     const char *pattern,
                                     guint times,
                                     guint status);
void refrain_demo_gateway_set_chaos_kinds (RefrainDemoGateway *self,
                                           RefrainDemoChaos kinds,
                                           gboolean spare_submits);
void refrain_demo_gateway_lose_next (RefrainDemoGateway *self,
                                     const char *pattern,
                                     guint times,
                                     RefrainDemoLoss loss);
void refrain_demo_gateway_set_batch (RefrainDemoGateway *self, RefrainDemoBatch batch);

guint refrain_demo_gateway_count (RefrainDemoGateway *self, const char *pattern);
guint refrain_demo_gateway_get_submit_count (RefrainDemoGateway *self);
guint refrain_demo_gateway_get_open_requests (RefrainDemoGateway *self);
gboolean refrain_demo_gateway_media_saw_key (RefrainDemoGateway *self);
char **refrain_demo_gateway_dup_log (RefrainDemoGateway *self);

G_END_DECLS
