/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_COLUMNS (refrain_columns_get_type ())
G_DECLARE_FINAL_TYPE (RefrainColumns, refrain_columns, REFRAIN, COLUMNS, GtkWidget)

gboolean refrain_columns_is_wide (RefrainColumns *self);

G_END_DECLS
