/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-request.h"
#include "refrain-text-diff.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_DIFF_VIEW (refrain_diff_view_get_type ())
G_DECLARE_FINAL_TYPE (RefrainDiffView, refrain_diff_view, REFRAIN, DIFF_VIEW, GtkWidget)

GtkWidget *refrain_diff_view_new (void);
void refrain_diff_view_clear (RefrainDiffView *self);
void refrain_diff_view_add (RefrainDiffView *self,
                            const char *heading,
                            const char *before,
                            const char *after,
                            RefrainDiffUnit unit);
guint refrain_diff_view_add_requests (RefrainDiffView *self,
                                      const RefrainRequest *before,
                                      const RefrainRequest *after);

G_END_DECLS
