/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-save-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_SAVE_ROW (refrain_save_row_get_type ())
G_DECLARE_FINAL_TYPE (RefrainSaveRow, refrain_save_row, REFRAIN, SAVE_ROW, GtkBox)

GtkWidget *refrain_save_row_new (void);
void refrain_save_row_set_item (RefrainSaveRow *self, RefrainSaveItem *item);
const char *refrain_save_row_get_status (RefrainSaveRow *self);

G_END_DECLS
