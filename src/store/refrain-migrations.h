/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-connection.h"

G_BEGIN_DECLS

guint refrain_migrations_get_version (void);
gboolean refrain_migrations_apply (RefrainConnection *connection, GError **error);
gboolean refrain_migrations_is_too_new (RefrainConnection *connection);

G_END_DECLS
