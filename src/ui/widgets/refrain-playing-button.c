/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-playing-button.h"

#include "refrain-cover.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainPlayingButton:
 *
 * The song that plays, or why it does not: its cover, title and style.
 */
struct _RefrainPlayingButton
{
  GtkButton parent_instance;

  RefrainCover *cover;
  GtkLabel *title;
  GtkLabel *subtitle;
};

G_DEFINE_FINAL_TYPE (RefrainPlayingButton, refrain_playing_button, GTK_TYPE_BUTTON)

static void
refrain_playing_button_class_init (RefrainPlayingButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (REFRAIN_TYPE_COVER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/widgets/refrain-playing-button.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainPlayingButton, cover);
  gtk_widget_class_bind_template_child (widget_class, RefrainPlayingButton, title);
  gtk_widget_class_bind_template_child (widget_class, RefrainPlayingButton, subtitle);
}

static void
refrain_playing_button_init (RefrainPlayingButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * refrain_playing_button_set_covers:
 * @self: a button
 * @covers: where covers come from
 */
void
refrain_playing_button_set_covers (RefrainPlayingButton *self, RefrainCovers *covers)
{
  g_return_if_fail (REFRAIN_IS_PLAYING_BUTTON (self));

  refrain_cover_set_covers (self->cover, covers);
}

/**
 * refrain_playing_button_set_song:
 * @self: a button
 * @clip: (nullable): what plays, as it is now; the button does not follow it
 * @failure: (nullable): why it does not play
 */
void
refrain_playing_button_set_song (RefrainPlayingButton *self, RefrainClip *clip, const char *failure)
{
  const RefrainClipFacts *facts = clip != NULL ? refrain_clip_get_facts (clip) : NULL;
  const char *title = facts != NULL && facts->title != NULL ? facts->title : _ ("Untitled");
  const char *style = facts != NULL && facts->style != NULL ? facts->style : "";
  const char *below = failure != NULL ? failure : style;
  g_autofree char *tooltip = *below != '\0' ? g_strdup_printf ("%s\n%s", title, below)
                                            : g_strdup (title);

  g_return_if_fail (REFRAIN_IS_PLAYING_BUTTON (self));

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->subtitle, failure != NULL ? _ ("Cannot be played") : style);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), failure != NULL || *style != '\0');
  gtk_widget_set_css_classes (
      GTK_WIDGET (self->subtitle),
      (const char *[]){ "caption", failure != NULL ? "error" : "dim-label", NULL });

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                  -1);
  refrain_cover_set_clip (self->cover, clip);
}
