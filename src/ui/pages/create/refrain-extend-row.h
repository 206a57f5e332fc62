/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"
#include "refrain-request.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_EXTEND_ROW (refrain_extend_row_get_type ())
G_DECLARE_FINAL_TYPE (RefrainExtendRow, refrain_extend_row, REFRAIN, EXTEND_ROW, GtkWidget)

void refrain_extend_row_set_context (RefrainExtendRow *self, RefrainContext *context);
void refrain_extend_row_fill (RefrainExtendRow *self, const RefrainRequest *request);
void refrain_extend_row_read (RefrainExtendRow *self, RefrainRequest *request);
gboolean refrain_extend_row_is_used (RefrainExtendRow *self);
gboolean refrain_extend_row_is_valid (RefrainExtendRow *self);
void refrain_extend_row_set_seconds (RefrainExtendRow *self, double seconds);
double refrain_extend_row_parse (const char *text);

G_END_DECLS
