/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _RefrainConnection RefrainConnection;
typedef struct _RefrainStatement RefrainStatement;

RefrainConnection *refrain_connection_open (const char *path, gboolean read_only, GError **error);
void refrain_connection_close (RefrainConnection *self);
gboolean refrain_connection_is_read_only (RefrainConnection *self);
gboolean refrain_connection_execute (RefrainConnection *self, const char *sql, GError **error);
RefrainStatement *
refrain_connection_prepare (RefrainConnection *self, const char *sql, GError **error);
gint64 refrain_connection_get_last_row (RefrainConnection *self);
int refrain_connection_get_n_changes (RefrainConnection *self);
gboolean refrain_connection_begin (RefrainConnection *self, GError **error);
gboolean refrain_connection_commit (RefrainConnection *self, GError **error);
void refrain_connection_rollback (RefrainConnection *self);
gint64 refrain_connection_query_int (RefrainConnection *self, const char *sql, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainConnection, refrain_connection_close)

G_END_DECLS
