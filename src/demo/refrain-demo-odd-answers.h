/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-demo-scenarios.h"

G_BEGIN_DECLS

/* Answers to a fetch that are not what they should be. */
void refrain_demo_odd_quota (RefrainDemoState *state,
                             const RefrainDemoScenario *scenario,
                             RefrainDemoReply *reply);
void refrain_demo_odd_auth (RefrainDemoState *state,
                            const RefrainDemoScenario *scenario,
                            RefrainDemoReply *reply);
void refrain_demo_odd_html (RefrainDemoState *state,
                            const RefrainDemoScenario *scenario,
                            RefrainDemoReply *reply);
void refrain_demo_odd_html_502 (RefrainDemoState *state,
                                const RefrainDemoScenario *scenario,
                                RefrainDemoReply *reply);
void refrain_demo_odd_empty (RefrainDemoState *state,
                             const RefrainDemoScenario *scenario,
                             RefrainDemoReply *reply);
void refrain_demo_odd_slow (RefrainDemoState *state,
                            const RefrainDemoScenario *scenario,
                            RefrainDemoReply *reply);
void refrain_demo_odd_hang (RefrainDemoState *state,
                            const RefrainDemoScenario *scenario,
                            RefrainDemoReply *reply);
void refrain_demo_odd_cut (RefrainDemoState *state,
                           const RefrainDemoScenario *scenario,
                           RefrainDemoReply *reply);
void refrain_demo_odd_truncated (RefrainDemoState *state,
                                 const RefrainDemoScenario *scenario,
                                 RefrainDemoReply *reply);
void refrain_demo_odd_flaky (RefrainDemoState *state,
                             const RefrainDemoScenario *scenario,
                             RefrainDemoReply *reply);
void refrain_demo_odd_rate_limited (RefrainDemoState *state,
                                    const RefrainDemoScenario *scenario,
                                    RefrainDemoReply *reply);
void refrain_demo_odd_error_200 (RefrainDemoState *state,
                                 const RefrainDemoScenario *scenario,
                                 RefrainDemoReply *reply);
void refrain_demo_odd_upstream_json (RefrainDemoState *state,
                                     const RefrainDemoScenario *scenario,
                                     RefrainDemoReply *reply);
void refrain_demo_odd_detail (RefrainDemoState *state,
                              const RefrainDemoScenario *scenario,
                              RefrainDemoReply *reply);
void refrain_demo_odd_ndjson (RefrainDemoState *state,
                              const RefrainDemoScenario *scenario,
                              RefrainDemoReply *reply);
void refrain_demo_odd_camel (RefrainDemoState *state,
                             const RefrainDemoScenario *scenario,
                             RefrainDemoReply *reply);
void refrain_demo_odd_top_array (RefrainDemoState *state,
                                 const RefrainDemoScenario *scenario,
                                 RefrainDemoReply *reply);
void refrain_demo_odd_map_clips (RefrainDemoState *state,
                                 const RefrainDemoScenario *scenario,
                                 RefrainDemoReply *reply);
void refrain_demo_odd_deep (RefrainDemoState *state,
                            const RefrainDemoScenario *scenario,
                            RefrainDemoReply *reply);
void refrain_demo_odd_nul (RefrainDemoState *state,
                           const RefrainDemoScenario *scenario,
                           RefrainDemoReply *reply);
void refrain_demo_odd_bad_utf8 (RefrainDemoState *state,
                                const RefrainDemoScenario *scenario,
                                RefrainDemoReply *reply);
void refrain_demo_odd_big (RefrainDemoState *state,
                           const RefrainDemoScenario *scenario,
                           RefrainDemoReply *reply);
void refrain_demo_odd_redirect (RefrainDemoState *state,
                                const RefrainDemoScenario *scenario,
                                RefrainDemoReply *reply);
void refrain_demo_odd_redirect_file (RefrainDemoState *state,
                                     const RefrainDemoScenario *scenario,
                                     RefrainDemoReply *reply);

G_END_DECLS
