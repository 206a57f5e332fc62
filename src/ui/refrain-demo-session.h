/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-library.h"

G_BEGIN_DECLS

#define REFRAIN_TYPE_DEMO_SESSION (refrain_demo_session_get_type ())
G_DECLARE_FINAL_TYPE (RefrainDemoSession, refrain_demo_session, REFRAIN, DEMO_SESSION, GObject)

RefrainDemoSession *refrain_demo_session_new (RefrainLibrary *library);
void refrain_demo_session_start_async (RefrainDemoSession *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
refrain_demo_session_start_finish (RefrainDemoSession *self, GAsyncResult *result, GError **error);
gboolean refrain_demo_session_is_wanted (RefrainDemoSession *self);

G_END_DECLS
