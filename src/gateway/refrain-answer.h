/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-task-facts.h"

G_BEGIN_DECLS

/** REFRAIN_ANSWER_MAX_BYTES: a longer body is refused. */
#define REFRAIN_ANSWER_MAX_BYTES (64 * 1024 * 1024)
/** REFRAIN_ANSWER_MAX_DEPTH: deeper nesting is refused. */
#define REFRAIN_ANSWER_MAX_DEPTH 64
/** REFRAIN_ANSWER_MAX_CLIPS: an answer with more clips is refused. */
#define REFRAIN_ANSWER_MAX_CLIPS 10000

typedef struct _RefrainAnswer RefrainAnswer;

/** RefrainAnswer: what one answer of a gateway means. */
struct _RefrainAnswer
{
  GPtrArray *tasks; /* (owned) (element-type RefrainTaskFacts) */
  GPtrArray *raws;  /* (owned) (element-type utf8): each task's own JSON, as it came */
};

RefrainAnswer *
refrain_answer_parse (const char *body, gsize length, guint http_status, GError **error);
void refrain_answer_free (RefrainAnswer *answer);
RefrainTaskFacts *refrain_answer_find_task (const RefrainAnswer *answer, const char *task_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainAnswer, refrain_answer_free)

G_END_DECLS
