/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-clip-facts.h"
#include "refrain-saved-file.h"
#include "refrain-task-facts.h"

G_BEGIN_DECLS

typedef struct _RefrainClipRecord RefrainClipRecord;

/**
 * RefrainClipRecord: a clip as the store has it: what the gateway said, and what the user did.
 *
 * The two never mix: a poll rewrites @facts and leaves everything else alone.
 */
struct _RefrainClipRecord
{
  gint64 row_id;
  gint64 task_row;
  gint64 added_at;         /* UTC ms: when this library first saw the clip */
  char *gateway;           /* (owned): the gateway's name */
  RefrainClipFacts *facts; /* (owned) */
  GPtrArray *files;        /* (owned) (element-type RefrainSavedFile) */
  RefrainVerdict verdict;
  guint plays;
};

RefrainClipRecord *refrain_clip_record_new (void);
RefrainClipRecord *refrain_clip_record_copy (const RefrainClipRecord *record);
void refrain_clip_record_free (RefrainClipRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainClipRecord, refrain_clip_record_free)

typedef struct _RefrainTaskRecord RefrainTaskRecord;

/** RefrainTaskRecord: a task as the store has it. */
struct _RefrainTaskRecord
{
  gint64 row_id;
  gint64 gateway_row;
  gint64 added_at;         /* UTC ms */
  gint64 updated_at;       /* UTC ms: when the gateway last said something of it */
  char *gateway;           /* (owned): the gateway's name */
  RefrainTaskFacts *facts; /* (owned): its clips are empty, @clips has them */
  GPtrArray *clips;        /* (owned) (element-type RefrainClipRecord) */
};

RefrainTaskRecord *refrain_task_record_new (void);
void refrain_task_record_free (RefrainTaskRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainTaskRecord, refrain_task_record_free)

G_END_DECLS
