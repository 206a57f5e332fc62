/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-model-row.h"

#include "refrain-choice-button.h"
#include "refrain-entry-row.h"
#include "refrain-model.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainModelRow:
 *
 * The name of a model: any that a gateway may know, with suggestions. People know models by their
 * versions, so these stand beside the names.
 */
struct _RefrainModelRow
{
  AdwEntryRow parent_instance;

  GtkLabel *version;            /* (unowned): a child */
  RefrainChoiceButton *choices; /* (unowned): a child */
};

G_DEFINE_FINAL_TYPE (RefrainModelRow, refrain_model_row, ADW_TYPE_ENTRY_ROW)

static const char *
get_version (const char *name)
{
  const RefrainModel *model = refrain_model_find (name);

  /* A name that nobody knows is given the newest model. */
  return g_ascii_strcasecmp (model->name, name) == 0 ? model->version : NULL;
}

static void
changed_cb (RefrainModelRow *self)
{
  const char *version = get_version (gtk_editable_get_text (GTK_EDITABLE (self)));

  gtk_label_set_text (self->version, version);
  gtk_widget_set_visible (GTK_WIDGET (self->version), version != NULL);
}

static void
chosen_cb (RefrainModelRow *self, const char *choice)
{
  gtk_editable_set_text (GTK_EDITABLE (self), choice);
}

static void
refrain_model_row_class_init (RefrainModelRowClass *klass)
{
}

static void
refrain_model_row_init (RefrainModelRow *self)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Model"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ ("Left empty, the gateway chooses"));
  self->version = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->version), "dim-label");
  gtk_widget_set_visible (GTK_WIDGET (self->version), FALSE);
  self->choices = REFRAIN_CHOICE_BUTTON (refrain_choice_button_new (
      "pan-down-symbolic", _ ("Suggested Models"), _ ("No suggestions yet")));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), GTK_WIDGET (self->version));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), GTK_WIDGET (self->choices));
  g_signal_connect_object (self->choices, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
  refrain_entry_row_name (ADW_ENTRY_ROW (self));
}

/**
 * refrain_model_row_set_models:
 * @self: a row
 * @models: names of models to suggest
 */
void
refrain_model_row_set_models (RefrainModelRow *self, const char *const *models)
{
  g_return_if_fail (REFRAIN_IS_MODEL_ROW (self));

  refrain_choice_button_set_choices (self->choices, models, get_version);
}
