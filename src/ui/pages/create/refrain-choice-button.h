/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_CHOICE_BUTTON (refrain_choice_button_get_type ())
G_DECLARE_FINAL_TYPE (RefrainChoiceButton, refrain_choice_button, REFRAIN, CHOICE_BUTTON, GtkWidget)

/** RefrainChoiceDetail: what is said beside a choice. Returns: (transfer none) (nullable). */
typedef const char *(*RefrainChoiceDetail) (const char *choice);

GtkWidget *
refrain_choice_button_new (const char *icon_name, const char *name, const char *placeholder);
void refrain_choice_button_set_choices (RefrainChoiceButton *self,
                                        const char *const *choices,
                                        RefrainChoiceDetail get_detail);

G_END_DECLS
