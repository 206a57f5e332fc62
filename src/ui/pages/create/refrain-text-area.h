/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_TEXT_AREA (refrain_text_area_get_type ())
G_DECLARE_FINAL_TYPE (RefrainTextArea, refrain_text_area, REFRAIN, TEXT_AREA, GtkWidget)

GtkTextView *refrain_text_area_get_view (RefrainTextArea *self);
char *refrain_text_area_dup_text (RefrainTextArea *self);
void refrain_text_area_set_text (RefrainTextArea *self, const char *text);
void refrain_text_area_set_error (RefrainTextArea *self, const char *error);

G_END_DECLS
