/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-forms.h"

G_BEGIN_DECLS

struct _RefrainForms
{
  GObject parent_instance;

  RefrainLibrary *library; /* (owned) */
  char *draft;             /* (owned) (nullable): not written yet */
  guint draft_source;
};

void refrain_forms_run (RefrainForms *self,
                        gpointer tag,
                        RefrainStoreFunc job,
                        gpointer data,
                        GDestroyNotify result_free,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
gpointer
refrain_forms_finish (RefrainForms *self, gpointer tag, GAsyncResult *result, GError **error);

G_END_DECLS
