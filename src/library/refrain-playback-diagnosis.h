/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-http.h"

G_BEGIN_DECLS

void refrain_playback_diagnose_async (RefrainHttp *http,
                                      const char *address,
                                      const GError *played,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GError *refrain_playback_diagnose_finish (RefrainHttp *http, GAsyncResult *result);

G_END_DECLS
