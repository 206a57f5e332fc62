/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-prompt-history-private.h"

#include <glib/gi18n-lib.h>

/* Choosing two earlier requests, and what differs between them. */

/* Private to the window. */
void
refrain_prompt_history_update_row (RefrainPromptHistory *self, RefrainPromptRow *row)
{
  RefrainPrompt *prompt = refrain_prompt_row_get_prompt (row);

  refrain_prompt_row_set_chosen (
      row, prompt != NULL
               && refrain_prompt_history_contains (
                   self->chosen, refrain_prompt_get_record (prompt)->row_id, NULL));
}

/* Private to the window. */
void
refrain_prompt_history_update_chosen (RefrainPromptHistory *self)
{
  static const char *const hints[] = { N_ ("Tick two to compare them"), N_ ("Tick one more"),
                                       N_ ("Two are ticked") };

  for (guint i = 0; i < self->rows->len; i++)
    refrain_prompt_history_update_row (self, g_ptr_array_index (self->rows, i));
  gtk_label_set_text (self->hint, _ (hints[self->chosen->len]));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.compare", self->chosen->len == 2);
}

static void
choose_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainPromptHistory *self = REFRAIN_PROMPT_HISTORY (widget);
  g_autoptr (RefrainPrompt) prompt = NULL;
  gint64 row_id;
  gboolean chosen;
  guint position;

  g_variant_get (parameter, "(xb)", &row_id, &chosen);
  prompt = refrain_prompt_history_find_shown (self, row_id, NULL);
  if (refrain_prompt_history_contains (self->chosen, row_id, &position))
    g_ptr_array_remove_index (self->chosen, position);
  if (chosen && self->chosen->len == 2)
    g_ptr_array_remove_index (self->chosen, 0);
  if (chosen && prompt != NULL)
    g_ptr_array_add (self->chosen, g_steal_pointer (&prompt));
  refrain_prompt_history_update_chosen (self);
}

static void
compare_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainPromptHistory *self = REFRAIN_PROMPT_HISTORY (widget);
  RefrainPrompt *older;
  RefrainPrompt *newer;

  if (self->chosen->len != 2)
    return;

  older = g_ptr_array_index (self->chosen, 0);
  newer = g_ptr_array_index (self->chosen, 1);
  if (refrain_prompt_get_record (older)->used_at > refrain_prompt_get_record (newer)->used_at)
    {
      older = newer;
      newer = g_ptr_array_index (self->chosen, 0);
    }
  refrain_diff_view_clear (self->diff);
  self->n_differences = refrain_diff_view_add_requests (
      self->diff, refrain_prompt_get_request (older), refrain_prompt_get_request (newer));
  gtk_label_set_text (self->diff_hint,
                      self->n_differences == 0
                          ? _ ("They ask for the same.")
                          : _ ("“−” is what the older one has, “+” what the newer one has."));
  gtk_stack_set_visible_child_name (self->stack, "diff");
  gtk_widget_set_visible (self->back, TRUE);
  gtk_widget_grab_focus (self->back);
}

/* Private to the window. */
void
refrain_prompt_history_install_comparing (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "history.choose", "(xb)", choose_cb);
  gtk_widget_class_install_action (widget_class, "history.compare", NULL, compare_cb);
}
