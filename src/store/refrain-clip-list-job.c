/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-clip-list-job.h"

#include "refrain-store-clips.h"

/* The part of a list that runs in the store's thread. */

void
refrain_clip_list_job_free (gpointer data)
{
  RefrainClipListJob *job = data;

  refrain_query_free (job->query);
  g_free (job);
}

void
refrain_clip_list_answer_free (gpointer data)
{
  RefrainClipListAnswer *answer = data;

  g_clear_pointer (&answer->rows, g_array_unref);
  g_clear_pointer (&answer->records, g_ptr_array_unref);
  g_free (answer);
}

gpointer
refrain_clip_list_job_run (RefrainConnection *connection, gpointer data, GError **error)
{
  RefrainClipListJob *job = data;
  GArray *rows = refrain_store_clips_query (connection, job->query, error);
  RefrainClipListAnswer *answer;

  if (rows == NULL)
    return NULL;

  answer = g_new0 (RefrainClipListAnswer, 1);
  answer->rows = rows;
  if (job->n_records > 0 && rows->len > 0)
    answer->records = refrain_store_clips_load (connection, (const gint64 *) (gpointer) rows->data,
                                                MIN (job->n_records, rows->len), NULL);
  return answer;
}
