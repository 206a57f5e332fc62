/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-cli-report.h"
#include "refrain-cli-session.h"

G_BEGIN_DECLS

gboolean refrain_cli_saving_prepare (const char *folder, GError **error);
void refrain_cli_saving_run (RefrainCliSession *session,
                             RefrainCliReport *report,
                             GPtrArray *clips,
                             GString *out);

G_END_DECLS
