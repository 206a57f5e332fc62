/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-demo-media.h"

G_BEGIN_DECLS

/* Files that are not what they should be. */
void refrain_demo_fault_html (RefrainDemoState *state,
                              const RefrainDemoMediaItem *item,
                              RefrainDemoReply *reply);
void refrain_demo_fault_html_typed (RefrainDemoState *state,
                                    const RefrainDemoMediaItem *item,
                                    RefrainDemoReply *reply);
void refrain_demo_fault_404 (RefrainDemoState *state,
                             const RefrainDemoMediaItem *item,
                             RefrainDemoReply *reply);
void refrain_demo_fault_403 (RefrainDemoState *state,
                             const RefrainDemoMediaItem *item,
                             RefrainDemoReply *reply);
void refrain_demo_fault_410 (RefrainDemoState *state,
                             const RefrainDemoMediaItem *item,
                             RefrainDemoReply *reply);
void refrain_demo_fault_500 (RefrainDemoState *state,
                             const RefrainDemoMediaItem *item,
                             RefrainDemoReply *reply);
void refrain_demo_fault_cut (RefrainDemoState *state,
                             const RefrainDemoMediaItem *item,
                             RefrainDemoReply *reply);
void refrain_demo_fault_slow (RefrainDemoState *state,
                              const RefrainDemoMediaItem *item,
                              RefrainDemoReply *reply);
void refrain_demo_fault_stall (RefrainDemoState *state,
                               const RefrainDemoMediaItem *item,
                               RefrainDemoReply *reply);
void refrain_demo_fault_empty (RefrainDemoState *state,
                               const RefrainDemoMediaItem *item,
                               RefrainDemoReply *reply);
void refrain_demo_fault_text (RefrainDemoState *state,
                              const RefrainDemoMediaItem *item,
                              RefrainDemoReply *reply);
void refrain_demo_fault_truncated (RefrainDemoState *state,
                                   const RefrainDemoMediaItem *item,
                                   RefrainDemoReply *reply);
void refrain_demo_fault_png (RefrainDemoState *state,
                             const RefrainDemoMediaItem *item,
                             RefrainDemoReply *reply);
void refrain_demo_fault_redirect (RefrainDemoState *state,
                                  const RefrainDemoMediaItem *item,
                                  RefrainDemoReply *reply);
void refrain_demo_fault_redirect_loop (RefrainDemoState *state,
                                       const RefrainDemoMediaItem *item,
                                       RefrainDemoReply *reply);
void refrain_demo_fault_huge (RefrainDemoState *state,
                              const RefrainDemoMediaItem *item,
                              RefrainDemoReply *reply);

G_END_DECLS
