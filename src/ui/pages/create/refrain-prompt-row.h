/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-prompt.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_PROMPT_ROW (refrain_prompt_row_get_type ())
G_DECLARE_FINAL_TYPE (RefrainPromptRow, refrain_prompt_row, REFRAIN, PROMPT_ROW, GtkWidget)

GtkWidget *refrain_prompt_row_new (void);
void refrain_prompt_row_set_prompt (RefrainPromptRow *self, RefrainPrompt *prompt);
RefrainPrompt *refrain_prompt_row_get_prompt (RefrainPromptRow *self);
void refrain_prompt_row_set_chosen (RefrainPromptRow *self, gboolean chosen);

G_END_DECLS
