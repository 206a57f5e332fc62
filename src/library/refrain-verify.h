/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-library.h"

G_BEGIN_DECLS

typedef struct _RefrainVerifyResult RefrainVerifyResult;

/** RefrainVerifyResult: what a look at every saved file found. */
struct _RefrainVerifyResult
{
  GPtrArray *files; /* (owned) (element-type RefrainSavedFile): as they are now */
  guint n_proven;
  guint n_missing;
  guint n_changed;
};

/**
 * RefrainVerifyProgressFunc:
 * @n_done: files looked at
 * @n_total: files in all
 * @user_data: the caller's data
 *
 * Called in the main loop.
 */
typedef void (*RefrainVerifyProgressFunc) (guint n_done, guint n_total, gpointer user_data);

void refrain_verify_async (RefrainLibrary *library,
                           const char *folder,
                           RefrainVerifyProgressFunc progress,
                           gpointer progress_data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
RefrainVerifyResult *
refrain_verify_finish (RefrainLibrary *library, GAsyncResult *result, GError **error);
void refrain_verify_result_free (RefrainVerifyResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainVerifyResult, refrain_verify_result_free)

G_END_DECLS
