/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-demo-task.h"

G_BEGIN_DECLS

/* How the tasks of scenarios differ from a good, finished one. */
void refrain_demo_shape_good (RefrainDemoTask *task);
void refrain_demo_shape_moderation (RefrainDemoTask *task);
void refrain_demo_shape_forbidden (RefrainDemoTask *task);
void refrain_demo_shape_null (RefrainDemoTask *task);
void refrain_demo_shape_queued (RefrainDemoTask *task);
void refrain_demo_shape_streaming (RefrainDemoTask *task);
void refrain_demo_shape_half (RefrainDemoTask *task);
void refrain_demo_shape_no_clips (RefrainDemoTask *task);
void refrain_demo_shape_unknown_word (RefrainDemoTask *task);
void refrain_demo_shape_lyrics (RefrainDemoTask *task);
void refrain_demo_shape_hostile_names (RefrainDemoTask *task);
void refrain_demo_shape_fault (RefrainDemoTask *task);

G_END_DECLS
