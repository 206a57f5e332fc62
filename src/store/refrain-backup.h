/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-connection.h"

G_BEGIN_DECLS

typedef struct _RefrainBackup RefrainBackup;

gboolean refrain_backup_is_due (const char *folder, gint64 now);
RefrainBackup *refrain_backup_begin (RefrainConnection *connection,
                                     const char *folder,
                                     gint64 now,
                                     GError **error);
gboolean refrain_backup_step (RefrainBackup *self, gboolean *done, GError **error);
void refrain_backup_free (RefrainBackup *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainBackup, refrain_backup_free)

G_END_DECLS
