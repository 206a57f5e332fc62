/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-entry-row.h"

/* What the toolkit's own row of text leaves to us: who only hears the window has the text's name
 * and what is wrong with it said where the keyboard is. */

static GtkAccessible *
get_text (AdwEntryRow *row)
{
  return GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (row)));
}

/**
 * refrain_entry_row_name:
 * @row: a row with a title
 *
 * Has its text named after its title.
 */
void
refrain_entry_row_name (AdwEntryRow *row)
{
  gtk_accessible_update_property (get_text (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);
}

/**
 * refrain_entry_row_set_error:
 * @row: a row
 * @error: (nullable): what is wrong with its text
 */
void
refrain_entry_row_set_error (AdwEntryRow *row, const char *error)
{
  if (error != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  gtk_accessible_update_state (
      get_text (row), GTK_ACCESSIBLE_STATE_INVALID,
      error != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (get_text (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  error != NULL ? error : "", -1);
}
