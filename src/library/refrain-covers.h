/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-http.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_COVERS (refrain_covers_get_type ())
G_DECLARE_FINAL_TYPE (RefrainCovers, refrain_covers, REFRAIN, COVERS, GObject)

RefrainCovers *refrain_covers_new (RefrainHttp *http, const char *folder, gsize memory_budget);
GdkPixbuf *refrain_covers_peek (RefrainCovers *self, const char *url, guint size);
void refrain_covers_load_async (RefrainCovers *self,
                                const char *url,
                                guint size,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GdkPixbuf *refrain_covers_load_finish (RefrainCovers *self, GAsyncResult *result, GError **error);
void refrain_covers_fetch_async (RefrainCovers *self,
                                 const char *url,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GBytes *refrain_covers_fetch_finish (RefrainCovers *self, GAsyncResult *result, GError **error);
char *refrain_covers_dup_cached_path (RefrainCovers *self, const char *url);
gsize refrain_covers_get_memory_used (RefrainCovers *self);

G_END_DECLS
