/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-task-group.h"

G_BEGIN_DECLS

/** RefrainTaskShow: which tasks are shown. */
typedef enum
{
  REFRAIN_TASK_SHOW_ALL,
  REFRAIN_TASK_SHOW_IN_PROGRESS,
  REFRAIN_TASK_SHOW_ATTENTION,
  REFRAIN_TASK_SHOW_FAILED,
  REFRAIN_TASK_SHOW_FINISHED,
} RefrainTaskShow;

/** REFRAIN_N_TASK_SHOWS: how many choices there are. */
#define REFRAIN_N_TASK_SHOWS (REFRAIN_TASK_SHOW_FINISHED + 1)

/** REFRAIN_TASK_KIND_ANY: no kind in particular. */
#define REFRAIN_TASK_KIND_ANY (-1)

typedef struct _RefrainTaskFilter RefrainTaskFilter;

/** RefrainTaskFilter: which tasks the page shows, as a plain value. */
struct _RefrainTaskFilter
{
  RefrainTaskShow show;
  int kind;           /* a RefrainTaskKind, or REFRAIN_TASK_KIND_ANY */
  gint64 gateway_row; /* 0 = of every gateway */
  char **words;       /* (owned) (nullable): all have to occur; folded */
};

const char *refrain_task_show_to_string (RefrainTaskShow show);
RefrainTaskShow refrain_task_show_from_string (const char *name);
gboolean
refrain_task_show_has (RefrainTaskShow show, RefrainTaskGroup group, RefrainTaskState state);

void refrain_task_filter_set_text (RefrainTaskFilter *filter, const char *text);
gboolean refrain_task_filter_is_on (const RefrainTaskFilter *filter);
gboolean refrain_task_filter_matches (const RefrainTaskFilter *filter, RefrainTask *task);
gboolean refrain_task_filter_matches_text (const RefrainTaskFilter *filter, const char *text);
char *refrain_task_filter_dup_text (RefrainTask *task);

G_END_DECLS
