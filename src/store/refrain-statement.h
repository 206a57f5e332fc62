/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-connection.h"

G_BEGIN_DECLS

void refrain_statement_free (RefrainStatement *self);
void refrain_statement_bind_int (RefrainStatement *self, int index, gint64 value);
void refrain_statement_bind_double (RefrainStatement *self, int index, double value);
void refrain_statement_bind_text (RefrainStatement *self, int index, const char *value);
gboolean refrain_statement_step (RefrainStatement *self, GError **error);
gboolean refrain_statement_run (RefrainStatement *self, GError **error);
void refrain_statement_reset (RefrainStatement *self);
gint64 refrain_statement_get_int (RefrainStatement *self, int column);
double refrain_statement_get_double (RefrainStatement *self, int column);
const char *refrain_statement_get_text (RefrainStatement *self, int column);
char *refrain_statement_dup_text (RefrainStatement *self, int column);
char *refrain_statement_join_rows (const gint64 *rows, guint n_rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainStatement, refrain_statement_free)

G_END_DECLS
