/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-take-card.h"

#include "refrain-clip-text.h"
#include "refrain-cover.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainTakeCard:
 *
 * One take of a task, small: opens it, or plays it where one is.
 */
struct _RefrainTakeCard
{
  GtkBox parent_instance;

  RefrainClip *clip; /* (owned) */
  guint number;      /* counted from 1 */
  gboolean current;

  GtkWidget *open_button;
  GtkWidget *play_button;
  RefrainCover *cover;
  GtkLabel *title;
  GtkLabel *detail;
};

G_DEFINE_FINAL_TYPE (RefrainTakeCard, refrain_take_card, GTK_TYPE_BOX)

static void
describe (GtkWidget *widget, const char *text)
{
  gtk_widget_set_tooltip_text (widget, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
update (RefrainTakeCard *self)
{
  g_autofree char *title = refrain_clip_text_title (self->clip);
  g_autofree char *length = refrain_clip_text_duration (self->clip);
  g_autofree char *state = refrain_clip_text_state (self->clip);
  /* Translators: one of the songs that came of one request. */
  g_autofree char *number = g_strdup_printf (_ ("Take %u"), self->number);
  const char *more = *state != '\0' ? state : length;
  g_autofree char *detail = *more != '\0' ? g_strdup_printf ("%s · %s", number, more)
                                          : g_strdup (number);
  g_autofree char *open = g_strdup_printf (
      self->current ? _ ("%s, %s: this song") : _ ("Open %s, %s"), title, detail);
  g_autofree char *play = g_strdup_printf (_ ("Play %s, %s"), title, number);
  RefrainAudioState audio = refrain_clip_get_audio (self->clip);

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->detail, detail);
  describe (self->open_button, open);
  describe (self->play_button, play);
  gtk_widget_set_visible (self->play_button,
                          audio == REFRAIN_AUDIO_READY || audio == REFRAIN_AUDIO_STREAMING
                              || (refrain_clip_get_saved_kinds (self->clip) & REFRAIN_FILE_AUDIO)
                                     != 0);
}

static void
refrain_take_card_dispose (GObject *object)
{
  g_clear_object (&REFRAIN_TAKE_CARD (object)->clip);

  G_OBJECT_CLASS (refrain_take_card_parent_class)->dispose (object);
}

static void
refrain_take_card_class_init (RefrainTakeCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = refrain_take_card_dispose;

  g_type_ensure (REFRAIN_TYPE_COVER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/pages/song/refrain-take-card.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainTakeCard, open_button);
  gtk_widget_class_bind_template_child (widget_class, RefrainTakeCard, play_button);
  gtk_widget_class_bind_template_child (widget_class, RefrainTakeCard, cover);
  gtk_widget_class_bind_template_child (widget_class, RefrainTakeCard, title);
  gtk_widget_class_bind_template_child (widget_class, RefrainTakeCard, detail);
}

static void
refrain_take_card_init (RefrainTakeCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * refrain_take_card_new:
 * @covers: cover art
 * @clip: a clip
 * @number: which take of its task it is, counted from 1
 * @current: whether it is the one on show
 *
 * Returns: (transfer floating): a card
 */
GtkWidget *
refrain_take_card_new (RefrainCovers *covers, RefrainClip *clip, guint number, gboolean current)
{
  RefrainTakeCard *self = g_object_new (REFRAIN_TYPE_TAKE_CARD, NULL);
  gint64 row = refrain_clip_get_row_id (clip);

  self->clip = g_object_ref (clip);
  self->number = number;
  self->current = current;
  refrain_cover_set_covers (self->cover, covers);
  refrain_cover_set_clip (self->cover, clip);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open_button), "x", row);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->play_button), "x", row);
  if (current)
    gtk_widget_add_css_class (self->open_button, "take-current");
  g_signal_connect_object (clip, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * refrain_take_card_get_clip:
 * @self: a card
 *
 * Returns: (transfer none): its clip
 */
RefrainClip *
refrain_take_card_get_clip (RefrainTakeCard *self)
{
  g_return_val_if_fail (REFRAIN_IS_TAKE_CARD (self), NULL);

  return self->clip;
}
