/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-cli-polling.h"
#include "refrain-cli-report.h"

G_BEGIN_DECLS

gboolean refrain_cli_fetch_run (RefrainCliSession *session,
                                RefrainSource *source,
                                RefrainCliPolling *polling,
                                RefrainCliReport *report,
                                GError **error);

G_END_DECLS
