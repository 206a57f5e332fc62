/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-saved-file.h"
#include "refrain-store.h"

G_BEGIN_DECLS

gboolean refrain_store_files_put (RefrainConnection *connection,
                                  const RefrainSavedFile *file,
                                  GError **error);
GPtrArray *
refrain_store_files_list (RefrainConnection *connection, gint64 clip_row, GError **error);
GPtrArray *refrain_store_files_list_of (RefrainConnection *connection,
                                        const gint64 *clip_rows,
                                        guint n_rows,
                                        GError **error);
gboolean refrain_store_files_set_health (RefrainConnection *connection,
                                         const char *path,
                                         RefrainFileHealth health,
                                         gint64 verified_at,
                                         GError **error);

G_END_DECLS
