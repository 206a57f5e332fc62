/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean
refrain_mp4_shift_offsets (guint8 *moov, gsize n, guint64 from, gint64 delta, GError **error);

G_END_DECLS
