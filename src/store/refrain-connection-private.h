/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-connection.h"

#include <sqlite3.h>

G_BEGIN_DECLS

sqlite3 *refrain_connection_get_handle (RefrainConnection *self);
void refrain_connection_set_error (RefrainConnection *self, int result, GError **error);
RefrainStatement *refrain_statement_new (RefrainConnection *connection, sqlite3_stmt *handle);

G_END_DECLS
