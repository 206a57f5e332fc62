/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-cli-session.h"

G_BEGIN_DECLS

/** REFRAIN_CLI_ROW: begins the name of a task by its row in the library. */
#define REFRAIN_CLI_ROW "task:"

gint64 refrain_cli_load_parse_row (const char *id);
char *refrain_cli_load_name_row (gint64 row);
GPtrArray *refrain_cli_load_unsure (RefrainCliSession *session, GError **error);
RefrainTaskRecord *
refrain_cli_load_task (RefrainCliSession *session, const char *task_id, GError **error);
char *refrain_cli_load_raw (RefrainCliSession *session, gint64 task_row, GError **error);
GPtrArray *refrain_cli_load_clips (RefrainCliSession *session, GArray *rows, GError **error);
gint64 refrain_cli_load_find_clip (RefrainCliSession *session,
                                   const char *clip_id,
                                   const char *gateway,
                                   GError **error);
GPtrArray *refrain_cli_load_tasks_of (RefrainCliSession *session, GPtrArray *clips, GError **error);
gboolean refrain_cli_load_refresh (RefrainCliSession *session, GPtrArray *tasks, GError **error);
GArray *refrain_cli_load_rows (RefrainCliSession *session,
                               const RefrainCliOptions *options,
                               const char *gateway,
                               GError **error);

G_END_DECLS
