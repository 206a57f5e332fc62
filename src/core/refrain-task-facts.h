/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-clip-facts.h"

G_BEGIN_DECLS

#define REFRAIN_TYPE_TASK_FACTS (refrain_task_facts_get_type ())

/** REFRAIN_PROGRESS_UNKNOWN: the gateway has not said how far a task is. */
#define REFRAIN_PROGRESS_UNKNOWN (-1.0)

typedef struct _RefrainTaskFacts RefrainTaskFacts;

/**
 * RefrainTaskFacts: what a gateway has said of one task, as a plain value.
 *
 * Text is UTF-8 and %NULL where nothing was said.
 */
struct _RefrainTaskFacts
{
  char *id;           /* (owned) (nullable): %NULL for a bare list of clips */
  char *state_word;   /* (owned) (nullable): the gateway's own word */
  char *fail_reason;  /* (owned) (nullable): the gateway's own text, whole */
  char *model;        /* (owned) (nullable) */
  char *request;      /* (owned) (nullable): the request as a JSON object in text */
  char *lyrics_title; /* (owned) (nullable): result of a lyrics task */
  char *lyrics_text;  /* (owned) (nullable): result of a lyrics task */
  RefrainTaskKind kind;
  RefrainTaskState state;
  double progress; /* 0 to 1, or REFRAIN_PROGRESS_UNKNOWN; decoration, never a test of success */
  gint64 submitted_at; /* UTC ms, 0 = not said */
  gint64 started_at;   /* UTC ms, 0 = not said */
  gint64 finished_at;  /* UTC ms, 0 = not said */
  GPtrArray *clips;    /* (owned) (element-type RefrainClipFacts), never %NULL */
};

GType refrain_task_facts_get_type (void);
RefrainTaskFacts *refrain_task_facts_new (void);
RefrainTaskFacts *refrain_task_facts_copy (const RefrainTaskFacts *facts);
void refrain_task_facts_free (RefrainTaskFacts *facts);
RefrainClipFacts *refrain_task_facts_find_clip (const RefrainTaskFacts *facts, const char *clip_id);
void refrain_task_facts_merge (RefrainTaskFacts *known, const RefrainTaskFacts *news);
gboolean refrain_task_facts_is_settled (const RefrainTaskFacts *facts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainTaskFacts, refrain_task_facts_free)

G_END_DECLS
