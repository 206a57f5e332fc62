/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-repeat-button.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainRepeatButton:
 *
 * Shows how a queue repeats. What a click on it changes is for others to decide.
 */
struct _RefrainRepeatButton
{
  GtkToggleButton parent_instance;
};

G_DEFINE_FINAL_TYPE (RefrainRepeatButton, refrain_repeat_button, GTK_TYPE_TOGGLE_BUTTON)

static void
refrain_repeat_button_class_init (RefrainRepeatButtonClass *klass)
{
}

static void
refrain_repeat_button_init (RefrainRepeatButton *self)
{
}

/**
 * refrain_repeat_button_set_repeat:
 * @self: a button
 * @repeat: how the queue repeats
 */
void
refrain_repeat_button_set_repeat (RefrainRepeatButton *self, RefrainRepeat repeat)
{
  const char *name = repeat == REFRAIN_REPEAT_OFF   ? _ ("Repeat: Off")
                     : repeat == REFRAIN_REPEAT_ALL ? _ ("Repeat: All Songs")
                                                    : _ ("Repeat: This Song");

  g_return_if_fail (REFRAIN_IS_REPEAT_BUTTON (self));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self), repeat != REFRAIN_REPEAT_OFF);
  gtk_button_set_icon_name (GTK_BUTTON (self), repeat == REFRAIN_REPEAT_ONE
                                                   ? "media-playlist-repeat-song-symbolic"
                                                   : "media-playlist-repeat-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
