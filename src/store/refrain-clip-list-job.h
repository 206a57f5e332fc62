/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-query.h"
#include "refrain-store.h"

G_BEGIN_DECLS

/** RefrainClipListJob: what the store is asked for a list. */
typedef struct
{
  RefrainQuery *query; /* (owned) */
  guint n_records;     /* how many of the first rows to read at once */
} RefrainClipListJob;

/** RefrainClipListAnswer: what the store answers. */
typedef struct
{
  GArray *rows;       /* (element-type gint64) */
  GPtrArray *records; /* (element-type RefrainClipRecord): of the first rows */
} RefrainClipListAnswer;

void refrain_clip_list_job_free (gpointer data);
void refrain_clip_list_answer_free (gpointer data);
gpointer refrain_clip_list_job_run (RefrainConnection *connection, gpointer data, GError **error);

G_END_DECLS
