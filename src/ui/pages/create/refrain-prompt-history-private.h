/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-diff-view.h"
#include "refrain-prompt-history.h"
#include "refrain-prompt-row.h"

G_BEGIN_DECLS

struct _RefrainPromptHistory
{
  AdwWindow parent_instance;

  RefrainForms *forms;       /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the search under way */
  GListStore *prompts;       /* (owned) (element-type RefrainPrompt): those on show */
  GPtrArray *rows;           /* (owned) (element-type RefrainPromptRow): live, not owned */
  GPtrArray *deleted;        /* (owned) (element-type RefrainPrompt): not forgotten yet */
  GPtrArray *chosen;         /* (owned) (element-type RefrainPrompt): at most two */
  guint n_differences;
  GtkWidget *back;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkEditable *search;
  GtkStack *list_stack;
  GtkListView *list;
  AdwStatusPage *error_page;
  GtkLabel *hint;
  GtkLabel *diff_hint;
  RefrainDiffView *diff;
};

gboolean refrain_prompt_history_contains (GPtrArray *prompts, gint64 row_id, guint *position);
RefrainPrompt *
refrain_prompt_history_find_shown (RefrainPromptHistory *self, gint64 row_id, guint *position);
void refrain_prompt_history_update_row (RefrainPromptHistory *self, RefrainPromptRow *row);
void refrain_prompt_history_update_chosen (RefrainPromptHistory *self);
void refrain_prompt_history_install_comparing (GtkWidgetClass *widget_class);

G_END_DECLS
