/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-demo-media.h"

G_BEGIN_DECLS

typedef struct _RefrainDemoScenario RefrainDemoScenario;

/**
 * RefrainDemoScenario:
 * @name: the task id
 * @description: what it does
 * @shape: (nullable): makes its task out of a good, finished one; %NULL = there is no such task
 * @answer: (nullable): changes the answer to a fetch, which is the good one of its task if it has
 * one
 * @serve: (nullable): changes the answer to its media addresses, whose first part is @name
 *
 * Something that goes wrong on purpose.
 */
struct _RefrainDemoScenario
{
  const char *name;
  const char *description;
  void (*shape) (RefrainDemoTask *task);
  void (*answer) (RefrainDemoState *state,
                  const RefrainDemoScenario *scenario,
                  RefrainDemoReply *reply);
  void (*serve) (RefrainDemoState *state,
                 const RefrainDemoMediaItem *item,
                 RefrainDemoReply *reply);
};

const RefrainDemoScenario *refrain_demo_scenarios_get_all (gsize *n_scenarios);
const RefrainDemoScenario *refrain_demo_scenarios_find (const char *name);
void refrain_demo_scenarios_add_tasks (RefrainDemoState *state);
char *refrain_demo_scenarios_dup_clip_id (const char *name, guint index);

G_END_DECLS
