/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "refrain-demo-state.h"

G_BEGIN_DECLS

JsonNode *refrain_demo_answers_wrap (JsonNode *data);
JsonNode *refrain_demo_answers_error (const char *code, const char *message);
JsonNode *refrain_demo_answers_openai_error (const char *message);
JsonNode *refrain_demo_answers_task (RefrainDemoState *state, RefrainDemoTask *task);
JsonNode *refrain_demo_answers_envelope (RefrainDemoState *state, RefrainDemoTask *task);
JsonNode *refrain_demo_answers_clip (RefrainDemoState *state, RefrainDemoTake *take);
JsonNode *refrain_demo_answers_clips (RefrainDemoState *state, RefrainDemoTask *task);
JsonNode *refrain_demo_answers_clip_map (RefrainDemoState *state, RefrainDemoTask *task);
char *refrain_demo_answers_dup_address (RefrainDemoState *state,
                                        const RefrainDemoTake *take,
                                        RefrainDemoFileKind kind);

G_END_DECLS
