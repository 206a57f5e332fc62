/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-play-button.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainPlayButton:
 *
 * Plays or pauses: it shows what it would do, and a spinner while a song takes its time to begin.
 */
struct _RefrainPlayButton
{
  GtkButton parent_instance;

  GtkStack *stack;
  GtkImage *icon;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (RefrainPlayButton, refrain_play_button, GTK_TYPE_BUTTON)

static void
refrain_play_button_class_init (RefrainPlayButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/widgets/refrain-play-button.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainPlayButton, stack);
  gtk_widget_class_bind_template_child (widget_class, RefrainPlayButton, icon);
  gtk_widget_class_bind_template_child (widget_class, RefrainPlayButton, spinner);
}

static void
refrain_play_button_init (RefrainPlayButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * refrain_play_button_set_state:
 * @self: a button
 * @wants: whether the user wants the song to play, so that the button pauses it
 * @waits: whether it is not heard yet
 */
void
refrain_play_button_set_state (RefrainPlayButton *self, gboolean wants, gboolean waits)
{
  g_return_if_fail (REFRAIN_IS_PLAY_BUTTON (self));

  gtk_image_set_from_icon_name (self->icon, wants ? "media-playback-pause-symbolic"
                                                  : "media-playback-start-symbolic");
  gtk_stack_set_visible_child (self->stack,
                               waits ? GTK_WIDGET (self->spinner) : GTK_WIDGET (self->icon));
  gtk_spinner_set_spinning (self->spinner, waits);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), wants ? _ ("Pause (Space)") : _ ("Play (Space)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  wants ? _ ("Pause") : _ ("Play"), -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, waits, -1);
}
