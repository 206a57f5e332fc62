/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-library.h"
#include "refrain-request.h"

G_BEGIN_DECLS

#define REFRAIN_TYPE_SUBMITTER (refrain_submitter_get_type ())
G_DECLARE_FINAL_TYPE (RefrainSubmitter, refrain_submitter, REFRAIN, SUBMITTER, GObject)

typedef struct _RefrainSubmission RefrainSubmission;

/** RefrainSubmission: what became of a request that was written down. */
struct _RefrainSubmission
{
  RefrainTask *task; /* (owned): its record says how far it came */
  GError *error;     /* (owned) (nullable): why the gateway has not taken it, or why nobody knows */
  char *raw;         /* (owned) (nullable): what the gateway answered, as it came */
};

RefrainSubmitter *refrain_submitter_new (RefrainLibrary *library);
void refrain_submitter_recover (RefrainSubmitter *self);
guint refrain_submitter_get_n_sending (RefrainSubmitter *self);

void refrain_submitter_submit_async (RefrainSubmitter *self,
                                     RefrainSource *source,
                                     const RefrainRequest *request,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
RefrainSubmission *
refrain_submitter_submit_finish (RefrainSubmitter *self, GAsyncResult *result, GError **error);

gboolean refrain_submitter_can_find (RefrainSubmitter *self, RefrainTask *task);
void refrain_submitter_find_async (RefrainSubmitter *self,
                                   RefrainTask *task,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean
refrain_submitter_find_finish (RefrainSubmitter *self, GAsyncResult *result, GError **error);
void refrain_submitter_adopt_async (RefrainSubmitter *self,
                                    RefrainTask *task,
                                    const char *task_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean
refrain_submitter_adopt_finish (RefrainSubmitter *self, GAsyncResult *result, GError **error);
void refrain_submitter_dismiss (RefrainSubmitter *self, RefrainTask *task);

void refrain_submission_free (RefrainSubmission *submission);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainSubmission, refrain_submission_free)

G_END_DECLS
