/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-cli-session.h"

G_BEGIN_DECLS

RefrainRequest *refrain_cli_request_build (RefrainCliSession *session,
                                           const RefrainCliOptions *options,
                                           char **gateway,
                                           GError **error);

G_END_DECLS
