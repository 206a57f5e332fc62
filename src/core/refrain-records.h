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

/**
 * RefrainTaskRecord: a task as the store has it.
 *
 * It exists from the moment in which the user asks for it, before the gateway has given it an id:
 * until then the id of its facts is %NULL.
 */
struct _RefrainTaskRecord
{
  gint64 row_id;
  gint64 gateway_row;
  gint64 added_at;      /* UTC ms */
  gint64 updated_at;    /* UTC ms: when the gateway last said something of it */
  gint64 sent_at;       /* UTC ms: when it was written down to be sent; 0 = it was not sent here */
  gint64 watched_since; /* UTC ms: where the deadline of watching counts from; 0 = @added_at */
  gint64 removed_at;    /* UTC ms: when the user took it off the list; 0 = it is on it */
  char *gateway;        /* (owned): the gateway's name */
  char *sent_request;   /* (owned) (nullable): what this library asked for, as JSON */
  char *submit_error;   /* (owned) (nullable): why it was not taken, or why nobody knows */
  RefrainSubmitState submit_state;
  RefrainWatchState watch;
  RefrainTaskFacts *facts; /* (owned): its clips are empty, @clips has them */
  GPtrArray *clips;        /* (owned) (element-type RefrainClipRecord) */
};

RefrainTaskRecord *refrain_task_record_new (void);
RefrainTaskRecord *refrain_task_record_copy_without_clips (const RefrainTaskRecord *record);
void refrain_task_record_free (RefrainTaskRecord *record);
const char *refrain_task_record_get_request (const RefrainTaskRecord *record);
gboolean refrain_task_record_needs_attention (const RefrainTaskRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainTaskRecord, refrain_task_record_free)

G_END_DECLS
