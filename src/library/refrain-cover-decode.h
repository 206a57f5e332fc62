/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/** REFRAIN_COVER_MAX_BYTES: a longer cover is not fetched. */
#define REFRAIN_COVER_MAX_BYTES (20 * 1024 * 1024)

GdkPixbuf *refrain_cover_decode (GBytes *bytes, guint size, GError **error);
gboolean refrain_cover_is_image (GBytes *bytes);

G_END_DECLS
