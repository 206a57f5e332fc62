/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-task.h"

G_BEGIN_DECLS

/** RefrainRequestLine: one field of a request, for people. */
typedef struct
{
  char *name;  /* (owned): translated when it is a known field, else the gateway's own word */
  char *value; /* (owned): never empty */
} RefrainRequestLine;

char *refrain_task_words_dup_age (gint64 then, GDateTime *now);
gint64 refrain_task_words_get_start (RefrainTask *task);
char *refrain_task_words_dup_elapsed (RefrainTask *task, gint64 typical_ms, GDateTime *now);
char *refrain_task_words_dup_facts_line (RefrainTask *task, gint64 typical_ms, GDateTime *now);
char *refrain_task_words_dup_summary (RefrainTask *task);
char *refrain_task_words_dup_plain_result (RefrainTask *task);
GPtrArray *refrain_task_words_read_request (const char *request);

G_END_DECLS
