/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void refrain_cover_folder_write (const char *path, GBytes *bytes);
void refrain_cover_folder_prune (const char *folder, gint64 budget);

G_END_DECLS
