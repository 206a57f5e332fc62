/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-prompt-row.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainPromptRow:
 *
 * Something that was asked for before. Its buttons activate "history.choose", "history.pin" and
 * "history.remove" with the prompt's row.
 */
struct _RefrainPromptRow
{
  GtkWidget parent_instance;

  RefrainPrompt *prompt; /* (owned) (nullable) */
  gboolean showing;      /* the buttons change by us */
  GtkWidget *content;
  GtkCheckButton *choose;
  GtkLabel *summary;
  GtkLabel *detail;
  GtkToggleButton *pin;
  GtkWidget *remove;
};

G_DEFINE_FINAL_TYPE (RefrainPromptRow, refrain_prompt_row, GTK_TYPE_WIDGET)

static char *
dup_detail (RefrainPrompt *prompt)
{
  const RefrainPromptRecord *record = refrain_prompt_get_record (prompt);
  const RefrainRequest *request = refrain_prompt_get_request (prompt);
  g_autoptr (GDateTime) used = g_date_time_new_from_unix_local (record->used_at / 1000);
  g_autofree char *date = used != NULL ? g_date_time_format (used, "%x") : g_strdup ("");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  if (request->mode == REFRAIN_REQUEST_LYRICS)
    g_strv_builder_add (builder, _ ("Lyrics only"));
  if (record->style != NULL)
    g_strv_builder_add (builder, record->style);
  if (record->model != NULL)
    g_strv_builder_add (builder, record->model);
  g_strv_builder_add (builder, date);
  if (record->uses > 1)
    {
      g_autofree char *uses = g_strdup_printf (
          ngettext ("used %u time", "used %u times", record->uses), record->uses);

      g_strv_builder_add (builder, uses);
    }
  parts = g_strv_builder_end (builder);
  return g_strjoinv (" · ", parts);
}

static void
toggled_cb (RefrainPromptRow *self)
{
  if (!self->showing && self->prompt != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "history.choose", "(xb)",
                                refrain_prompt_get_record (self->prompt)->row_id,
                                gtk_check_button_get_active (self->choose));
}

static void
pin_clicked_cb (RefrainPromptRow *self)
{
  if (!self->showing && self->prompt != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "history.pin", "(xb)",
                                refrain_prompt_get_record (self->prompt)->row_id,
                                gtk_toggle_button_get_active (self->pin));
}

static void
show_prompt (RefrainPromptRow *self)
{
  const RefrainPromptRecord *record = refrain_prompt_get_record (self->prompt);
  g_autofree char *detail = dup_detail (self->prompt);
  const char *pin = record->pinned ? _ ("Unpin") : _ ("Pin to the Top");
  g_autofree char *choose = g_strdup_printf (_ ("Choose “%s” for comparison"), record->summary);

  gtk_label_set_text (self->summary, record->summary);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->summary), record->summary);
  gtk_label_set_text (self->detail, detail);
  gtk_toggle_button_set_active (self->pin, record->pinned);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->pin), pin);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pin), GTK_ACCESSIBLE_PROPERTY_LABEL, pin,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choose), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  choose, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  record->summary, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->remove), "x", record->row_id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->remove), "history.remove");
}

static void
refrain_prompt_row_dispose (GObject *object)
{
  RefrainPromptRow *self = REFRAIN_PROMPT_ROW (object);

  g_clear_object (&self->prompt);
  gtk_widget_dispose_template (GTK_WIDGET (self), REFRAIN_TYPE_PROMPT_ROW);

  G_OBJECT_CLASS (refrain_prompt_row_parent_class)->dispose (object);
}

static void
refrain_prompt_row_class_init (RefrainPromptRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = refrain_prompt_row_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/pages/create/refrain-prompt-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainPromptRow, content);
  gtk_widget_class_bind_template_child (widget_class, RefrainPromptRow, choose);
  gtk_widget_class_bind_template_child (widget_class, RefrainPromptRow, summary);
  gtk_widget_class_bind_template_child (widget_class, RefrainPromptRow, detail);
  gtk_widget_class_bind_template_child (widget_class, RefrainPromptRow, pin);
  gtk_widget_class_bind_template_child (widget_class, RefrainPromptRow, remove);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, pin_clicked_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
refrain_prompt_row_init (RefrainPromptRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * refrain_prompt_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
refrain_prompt_row_new (void)
{
  return g_object_new (REFRAIN_TYPE_PROMPT_ROW, NULL);
}

/**
 * refrain_prompt_row_set_prompt:
 * @self: a row
 * @prompt: (nullable): what it shows
 */
void
refrain_prompt_row_set_prompt (RefrainPromptRow *self, RefrainPrompt *prompt)
{
  g_return_if_fail (REFRAIN_IS_PROMPT_ROW (self));

  g_set_object (&self->prompt, prompt);
  self->showing = TRUE;
  if (prompt != NULL)
    show_prompt (self);
  self->showing = FALSE;
}

/**
 * refrain_prompt_row_get_prompt:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
RefrainPrompt *
refrain_prompt_row_get_prompt (RefrainPromptRow *self)
{
  g_return_val_if_fail (REFRAIN_IS_PROMPT_ROW (self), NULL);

  return self->prompt;
}

/**
 * refrain_prompt_row_set_chosen:
 * @self: a row
 * @chosen: whether its prompt is to be compared
 */
void
refrain_prompt_row_set_chosen (RefrainPromptRow *self, gboolean chosen)
{
  g_return_if_fail (REFRAIN_IS_PROMPT_ROW (self));

  self->showing = TRUE;
  gtk_check_button_set_active (self->choose, chosen);
  self->showing = FALSE;
}
