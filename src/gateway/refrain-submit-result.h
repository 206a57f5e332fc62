/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-answer.h"

G_BEGIN_DECLS

/**
 * RefrainSubmitFate: what is known of a submit once nothing more comes.
 * @REFRAIN_SUBMIT_ACCEPTED: the gateway makes it
 * @REFRAIN_SUBMIT_REFUSED: the gateway said no; nothing is made
 * @REFRAIN_SUBMIT_NOT_SENT: the gateway never heard of it; nothing is made
 * @REFRAIN_SUBMIT_UNKNOWN: it was sent, and nobody knows what came of it: it may be made, and paid
 *   for
 */
typedef enum
{
  REFRAIN_SUBMIT_ACCEPTED,
  REFRAIN_SUBMIT_REFUSED,
  REFRAIN_SUBMIT_NOT_SENT,
  REFRAIN_SUBMIT_UNKNOWN,
} RefrainSubmitFate;

typedef struct _RefrainSubmitResult RefrainSubmitResult;

/** RefrainSubmitResult: what came of one submit. */
struct _RefrainSubmitResult
{
  RefrainSubmitFate fate;
  char *task_id;          /* (owned) (nullable): set when it was accepted */
  RefrainTaskFacts *task; /* (owned) (nullable): when the answer says more than an id */
  char *raw;              /* (owned) (nullable): the answer as it came */
  GError *error;          /* (owned) (nullable): why it was not accepted */
};

RefrainSubmitFate
refrain_submit_decide (gboolean begun, const RefrainAnswer *answer, const GError *error);
void refrain_submit_result_take_answer (RefrainSubmitResult *result,
                                        RefrainAnswer *answer,
                                        gboolean ids_are_clips);
void refrain_submit_result_free (RefrainSubmitResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainSubmitResult, refrain_submit_result_free)

G_END_DECLS
