/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean
refrain_id3v2_check_sound (int fd, guint64 size, GCancellable *cancellable, GError **error);

G_END_DECLS
