/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_COUNTER (refrain_counter_get_type ())
G_DECLARE_FINAL_TYPE (RefrainCounter, refrain_counter, REFRAIN, COUNTER, GtkWidget)

GtkWidget *refrain_counter_new (void);
void refrain_counter_set_count (RefrainCounter *self, guint count);
void refrain_counter_set_limit (RefrainCounter *self, guint limit);
void refrain_counter_set_quiet (RefrainCounter *self, gboolean quiet);
gboolean refrain_counter_is_over (RefrainCounter *self);

G_END_DECLS
