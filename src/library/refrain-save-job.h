/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-covers.h"
#include "refrain-library.h"
#include "refrain-save-item.h"

G_BEGIN_DECLS

gboolean refrain_save_job_can_start (RefrainSaveItem *item);
void refrain_save_job_async (RefrainLibrary *library,
                             RefrainCovers *covers,
                             RefrainSaveItem *item,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean refrain_save_job_finish (RefrainLibrary *library, GAsyncResult *result, GError **error);

G_END_DECLS
