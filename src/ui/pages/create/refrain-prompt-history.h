/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-forms.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_PROMPT_HISTORY (refrain_prompt_history_get_type ())
G_DECLARE_FINAL_TYPE (
    RefrainPromptHistory, refrain_prompt_history, REFRAIN, PROMPT_HISTORY, AdwWindow)

GtkWidget *refrain_prompt_history_new (RefrainForms *forms);
GListModel *refrain_prompt_history_get_prompts (RefrainPromptHistory *self);
void refrain_prompt_history_set_text (RefrainPromptHistory *self, const char *text);
guint refrain_prompt_history_get_n_differences (RefrainPromptHistory *self);

G_END_DECLS
