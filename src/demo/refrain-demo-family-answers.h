/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-demo-reply.h"
#include "refrain-demo-state.h"

G_BEGIN_DECLS

/** RefrainDemoName: what a family calls a member of a raw clip. */
typedef struct
{
  const char *from; /* in the raw clip */
  const char *to;
} RefrainDemoName;

/** RefrainDemoErrorFunc: writes an error as a family writes it. */
typedef void (*RefrainDemoErrorFunc) (RefrainDemoReply *reply,
                                      guint status,
                                      const char *code,
                                      const char *message);
/** RefrainDemoTaskFunc: a task as a family writes it, whole answer and all. */
typedef JsonNode *(*RefrainDemoTaskFunc) (RefrainDemoState *state, RefrainDemoTask *task);

void refrain_demo_names_copy (JsonObject *from,
                              JsonObject *to,
                              const RefrainDemoName *names,
                              gsize n_names);
void refrain_demo_add_words (RefrainDemoTask *task, JsonObject *object);

void refrain_demo_goapi_error (RefrainDemoReply *reply,
                               guint status,
                               const char *code,
                               const char *message);
JsonNode *refrain_demo_goapi_submitted (RefrainDemoState *state, RefrainDemoTask *task);
JsonNode *refrain_demo_goapi_task (RefrainDemoState *state, RefrainDemoTask *task);
void refrain_demo_sunoapi_error (RefrainDemoReply *reply,
                                 guint status,
                                 const char *code,
                                 const char *message);
JsonNode *refrain_demo_sunoapi_submitted (RefrainDemoState *state, RefrainDemoTask *task);
JsonNode *refrain_demo_sunoapi_task (RefrainDemoState *state, RefrainDemoTask *task);
void refrain_demo_acedata_error (RefrainDemoReply *reply,
                                 guint status,
                                 const char *code,
                                 const char *message);
JsonNode *refrain_demo_acedata_submitted (RefrainDemoState *state, RefrainDemoTask *task);
JsonNode *refrain_demo_acedata_task (RefrainDemoState *state, RefrainDemoTask *task);
void refrain_demo_gcui_error (RefrainDemoReply *reply,
                              guint status,
                              const char *code,
                              const char *message);
JsonNode *refrain_demo_gcui_task (RefrainDemoState *state, RefrainDemoTask *task);
JsonNode *refrain_demo_gcui_clips (RefrainDemoState *state, GPtrArray *takes);
void refrain_demo_raw_error (RefrainDemoReply *reply,
                             guint status,
                             const char *code,
                             const char *message);
JsonNode *refrain_demo_raw_submitted (RefrainDemoState *state, RefrainDemoTask *task);
JsonNode *refrain_demo_raw_clips (RefrainDemoState *state, GPtrArray *takes);

G_END_DECLS
