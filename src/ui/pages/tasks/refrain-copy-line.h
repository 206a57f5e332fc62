/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_COPY_LINE (refrain_copy_line_get_type ())
G_DECLARE_FINAL_TYPE (RefrainCopyLine, refrain_copy_line, REFRAIN, COPY_LINE, GtkBox)

GtkWidget *refrain_copy_line_new (const char *title, const char *text, const char *copy_label);
void refrain_copy_line_set_title (RefrainCopyLine *self, const char *title);
void refrain_copy_line_set_text (RefrainCopyLine *self, const char *text);
const char *refrain_copy_line_get_text (RefrainCopyLine *self);
void refrain_copy_line_set_monospace (RefrainCopyLine *self, gboolean monospace);
void refrain_copy_line_set_whole (RefrainCopyLine *self, gboolean whole);
void refrain_copy_text (GtkWidget *widget, const char *text);

G_END_DECLS
