/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-cli-session.h"

G_BEGIN_DECLS

gboolean refrain_cli_source_read_key (RefrainCliSession *session,
                                      const RefrainCliOptions *options,
                                      GError **error);
RefrainSource *refrain_cli_source_choose (RefrainCliSession *session,
                                          const RefrainCliOptions *options,
                                          const char *otherwise,
                                          GError **error);
char *refrain_cli_source_find_name (RefrainCliSession *session,
                                    const RefrainCliOptions *options,
                                    GError **error);

G_END_DECLS
