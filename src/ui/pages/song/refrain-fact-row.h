/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-saved-file.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_FACT_ROW (refrain_fact_row_get_type ())
G_DECLARE_FINAL_TYPE (RefrainFactRow, refrain_fact_row, REFRAIN, FACT_ROW, AdwActionRow)

GtkWidget *refrain_fact_row_new (const char *name);
GtkWidget *refrain_fact_row_new_id (const char *name, const char *copy_tooltip);
GtkWidget *refrain_fact_row_new_file (const RefrainSavedFile *file);
void refrain_fact_row_set_value (RefrainFactRow *self, const char *value);

G_END_DECLS
