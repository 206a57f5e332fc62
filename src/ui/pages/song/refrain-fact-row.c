/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-fact-row.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainFactRow:
 *
 * One fact of a song: its name and its value. What it shows may come from a gateway and is never
 * markup. A row without a value hides.
 */
struct _RefrainFactRow
{
  AdwActionRow parent_instance;

  GtkLabel *value;        /* (unowned) (nullable): a child */
  GtkWidget *copy_button; /* (unowned) (nullable): a child */
};

G_DEFINE_FINAL_TYPE (RefrainFactRow, refrain_fact_row, ADW_TYPE_ACTION_ROW)

static void
refrain_fact_row_class_init (RefrainFactRowClass *klass)
{
}

static void
refrain_fact_row_init (RefrainFactRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static GtkWidget *
add_button (RefrainFactRow *self, const char *icon, const char *tooltip, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                  -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
  return button;
}

/**
 * refrain_fact_row_new:
 * @name: what the fact is called
 *
 * Returns: (transfer floating): a row for a short value
 */
GtkWidget *
refrain_fact_row_new (const char *name)
{
  RefrainFactRow *self = g_object_new (REFRAIN_TYPE_FACT_ROW, "title", name, NULL);

  self->value = GTK_LABEL (
      g_object_new (GTK_TYPE_LABEL, "xalign", 1.0f, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                    "justify", GTK_JUSTIFY_RIGHT, "natural-wrap-mode", GTK_NATURAL_WRAP_NONE,
                    "max-width-chars", 24, "selectable", TRUE, "can-focus", FALSE, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->value), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->value), "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->value));
  return GTK_WIDGET (self);
}

/**
 * refrain_fact_row_new_id:
 * @name: what the id is of
 * @copy_tooltip: what its button does
 *
 * Returns: (transfer floating): a row for a long value that is wanted elsewhere
 */
GtkWidget *
refrain_fact_row_new_id (const char *name, const char *copy_tooltip)
{
  RefrainFactRow *self = g_object_new (REFRAIN_TYPE_FACT_ROW, "title", name, NULL);

  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 2);
  gtk_widget_add_css_class (GTK_WIDGET (self), "song-id");
  self->copy_button = add_button (self, "edit-copy-symbolic", copy_tooltip, "win.copy");
  return GTK_WIDGET (self);
}

static const char *
get_kind_name (RefrainFileKind kind)
{
  switch (kind)
    {
    case REFRAIN_FILE_VIDEO:
      return _ ("Video file");
    case REFRAIN_FILE_COVER:
      return _ ("Cover file");
    case REFRAIN_FILE_LYRICS:
      return _ ("Lyrics file");
    case REFRAIN_FILE_AUDIO:
    default:
      return _ ("Song file");
    }
}

static void
get_health (const RefrainSavedFile *file, const char **icon, const char **words)
{
  switch (file->health)
    {
    case REFRAIN_FILE_MISSING:
      *icon = "dialog-warning-symbolic";
      *words = _ ("Missing");
      break;
    case REFRAIN_FILE_CHANGED:
      *icon = "dialog-warning-symbolic";
      *words = _ ("Changed since it was saved");
      break;
    case REFRAIN_FILE_PROVEN:
    default:
      *icon = "refrain-saved-symbolic";
      *words = _ ("Checked");
    }
}

/**
 * refrain_fact_row_new_file:
 * @file: a saved file
 *
 * Returns: (transfer floating): a row that says where it is and how it is
 */
GtkWidget *
refrain_fact_row_new_file (const RefrainSavedFile *file)
{
  RefrainFactRow *self = g_object_new (REFRAIN_TYPE_FACT_ROW, "title", get_kind_name (file->kind),
                                       "visible", TRUE, NULL);
  g_autofree char *name = g_filename_display_basename (file->path);
  g_autofree char *path = g_filename_display_name (file->path);
  g_autofree char *exact = g_filename_to_utf8 (file->path, -1, NULL, NULL, NULL);
  g_autofree char *size = g_format_size ((guint64) MAX (file->bytes, 0));
  g_autofree char *subtitle = NULL;
  const char *icon;
  const char *words;
  GtkWidget *button;

  get_health (file, &icon, &words);
  subtitle = g_strdup_printf ("%s\n%s · %s", name, words, size);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 4);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), path);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (self), icon);
  if (file->health != REFRAIN_FILE_PROVEN)
    gtk_widget_add_css_class (GTK_WIDGET (self), "warning");
  if (exact == NULL)
    return GTK_WIDGET (self);

  button = add_button (self, "folder-open-symbolic", _ ("Show in Files"), "win.show-folder");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", exact);
  return GTK_WIDGET (self);
}

/**
 * refrain_fact_row_set_value:
 * @self: a row
 * @value: (nullable): the value; without one the row hides
 */
void
refrain_fact_row_set_value (RefrainFactRow *self, const char *value)
{
  g_return_if_fail (REFRAIN_IS_FACT_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self), value != NULL && *value != '\0');
  if (value == NULL)
    return;

  if (self->value != NULL && g_strcmp0 (gtk_label_get_text (self->value), value) != 0)
    gtk_label_set_text (self->value, value);
  else if (self->value == NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self), value);
  if (self->copy_button != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->copy_button), "s", value);
}
