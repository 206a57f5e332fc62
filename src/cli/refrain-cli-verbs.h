/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-cli-report.h"

G_BEGIN_DECLS

/* What each command does; it leaves all that it has to say in @report. */
void refrain_cli_fetch (const RefrainCliOptions *options, RefrainCliReport *report);
void refrain_cli_decode (const RefrainCliOptions *options, RefrainCliReport *report);
void refrain_cli_list (const RefrainCliOptions *options, RefrainCliReport *report);
void refrain_cli_show (const RefrainCliOptions *options, RefrainCliReport *report);
void refrain_cli_raw (const RefrainCliOptions *options, RefrainCliReport *report);
void refrain_cli_save (const RefrainCliOptions *options, RefrainCliReport *report);
void refrain_cli_verify (const RefrainCliOptions *options, RefrainCliReport *report);
void refrain_cli_serve_demo (const RefrainCliOptions *options, RefrainCliReport *report);
void refrain_cli_submit (const RefrainCliOptions *options, RefrainCliReport *report);
void refrain_cli_lyrics (const RefrainCliOptions *options, RefrainCliReport *report);
void refrain_cli_gateways (const RefrainCliOptions *options, RefrainCliReport *report);
void refrain_cli_run (const RefrainCliOptions *options, RefrainCliReport *report);
char *refrain_cli_serve_demo_dup_scenarios (void);

G_END_DECLS
