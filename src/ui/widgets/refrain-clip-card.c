/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-clip-card.h"

#include "refrain-clip-text.h"
#include "refrain-cover.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainClipCard:
 *
 * A clip in a grid: its cover with what one needs to know on it, title and style.
 */
struct _RefrainClipCard
{
  GtkWidget parent_instance;

  GtkOverlay *overlay;      /* (unowned): template child */
  GtkWidget *play_button;   /* (unowned) (nullable): made after the first frame */
  RefrainCover *cover;      /* (unowned): template child */
  GtkWidget *menu;          /* (unowned) (nullable): made when first needed */
  GtkLabel *duration_label; /* (unowned): template child */
  GtkLabel *state_label;    /* (unowned): template child */
  GtkImage *mark_image;     /* (unowned): template child */
  GtkLabel *title_label;    /* (unowned): template child */
  GtkLabel *style_label;    /* (unowned): template child */
  RefrainClip *clip;        /* (owned) (nullable) */
  GSignalGroup *clip_group; /* (owned) */
  guint late_source;
  gboolean filled;
};

G_DEFINE_FINAL_TYPE (RefrainClipCard, refrain_clip_card, GTK_TYPE_WIDGET)

static void
set_badge (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static void
update_play_button (RefrainClipCard *self)
{
  gboolean playable = self->clip != NULL && refrain_clip_is_loaded (self->clip)
                      && (refrain_clip_get_audio (self->clip) <= REFRAIN_AUDIO_STREAMING
                          || refrain_clip_get_saved_kinds (self->clip) != 0);

  if (self->play_button != NULL)
    gtk_widget_set_visible (self->play_button, playable);
}

/* What shows only under the pointer is made after the first frame, which would wait for it. */
static gboolean
build_play_button_cb (gpointer user_data)
{
  RefrainClipCard *self = user_data;

  self->late_source = 0;
  self->play_button = gtk_button_new_from_icon_name ("media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (self->play_button, _ ("Play"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Play"), -1);
  gtk_widget_set_halign (self->play_button, GTK_ALIGN_START);
  gtk_widget_set_valign (self->play_button, GTK_ALIGN_END);
  gtk_widget_set_margin_start (self->play_button, 6);
  gtk_widget_set_margin_bottom (self->play_button, 6);
  gtk_widget_set_focusable (self->play_button, FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->play_button), "clip.play");
  gtk_widget_add_css_class (self->play_button, "osd");
  gtk_widget_add_css_class (self->play_button, "circular");
  gtk_widget_add_css_class (self->play_button, "card-play");
  gtk_overlay_add_overlay (self->overlay, self->play_button);
  update_play_button (self);
  return G_SOURCE_REMOVE;
}

static void
update (RefrainClipCard *self)
{
  const RefrainClipFacts *facts = refrain_clip_get_facts (self->clip);
  g_autofree char *title = refrain_clip_text_title (self->clip);
  g_autofree char *style = refrain_clip_text_style (self->clip);
  g_autofree char *state = refrain_clip_text_state (self->clip);
  g_autofree char *duration = refrain_clip_text_duration (self->clip);
  g_autofree char *description = refrain_clip_text_description (self->clip);
  const char *mark_text = NULL;
  const char *mark = refrain_clip_get_mark (self->clip, &mark_text);

  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->style_label, style);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title_label), title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->style_label), style);
  set_badge (self->state_label, state);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->state_label),
                               facts != NULL ? facts->error_message : NULL);
  set_badge (self->duration_label, duration);
  gtk_widget_set_visible (GTK_WIDGET (self->mark_image), mark != NULL);
  gtk_image_set_from_icon_name (self->mark_image, mark);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->mark_image), mark_text);
  update_play_button (self);
  self->filled = facts != NULL;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, description,
                                  -1);
}

static void
show_menu (RefrainClipCard *self, double x, double y)
{
  if (self->menu == NULL)
    {
      g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (
          "/io/github/refrain_music/Refrain/ui/widgets/refrain-clip-menu.ui");

      self->menu = gtk_popover_menu_new_from_model (
          G_MENU_MODEL (gtk_builder_get_object (builder, "clip_menu")));
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }

  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu),
                               &(const GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
pressed_cb (GtkGesture *gesture, int n_press, double x, double y, gpointer user_data)
{
  show_menu (user_data, x, y);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
long_pressed_cb (GtkGesture *gesture, double x, double y, gpointer user_data)
{
  show_menu (user_data, x, y);
}

static void
show_menu_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  show_menu (REFRAIN_CLIP_CARD (widget), gtk_widget_get_width (widget) / 2.0,
             gtk_widget_get_width (widget) / 2.0);
}

static void
refrain_clip_card_dispose (GObject *object)
{
  RefrainClipCard *self = REFRAIN_CLIP_CARD (object);
  GtkWidget *child;

  g_clear_handle_id (&self->late_source, g_source_remove);
  g_clear_object (&self->clip_group);
  g_clear_object (&self->clip);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->menu = NULL;
  self->play_button = NULL;

  G_OBJECT_CLASS (refrain_clip_card_parent_class)->dispose (object);
}

static void
refrain_clip_card_class_init (RefrainClipCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = refrain_clip_card_dispose;

  g_type_ensure (REFRAIN_TYPE_COVER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/widgets/refrain-clip-card.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainClipCard, cover);
  gtk_widget_class_bind_template_child (widget_class, RefrainClipCard, overlay);
  gtk_widget_class_bind_template_child (widget_class, RefrainClipCard, duration_label);
  gtk_widget_class_bind_template_child (widget_class, RefrainClipCard, state_label);
  gtk_widget_class_bind_template_child (widget_class, RefrainClipCard, mark_image);
  gtk_widget_class_bind_template_child (widget_class, RefrainClipCard, title_label);
  gtk_widget_class_bind_template_child (widget_class, RefrainClipCard, style_label);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "clip-card");

  refrain_clip_actions_install (widget_class);
  gtk_widget_class_install_action (widget_class, "clip.show-menu", NULL, show_menu_cb);
}

static void
refrain_clip_card_init (RefrainClipCard *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->late_source = g_idle_add_full (G_PRIORITY_LOW, build_play_button_cb, self, NULL);
  self->clip_group = g_signal_group_new (REFRAIN_TYPE_CLIP);
  g_signal_group_connect_swapped (self->clip_group, "notify::facts", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->clip_group, "notify::verdict", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->clip_group, "notify::saved-kinds", G_CALLBACK (update),
                                  self);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect (press, "pressed", G_CALLBACK (long_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
}

/**
 * refrain_clip_card_new:
 * @covers: cover art
 *
 * Returns: (transfer floating): a card of no clip
 */
GtkWidget *
refrain_clip_card_new (RefrainCovers *covers)
{
  RefrainClipCard *self = g_object_new (REFRAIN_TYPE_CLIP_CARD, NULL);

  refrain_cover_set_covers (self->cover, covers);
  return GTK_WIDGET (self);
}

/**
 * refrain_clip_card_set_clip:
 * @self: a card
 * @clip: (nullable): the clip to show
 */
void
refrain_clip_card_set_clip (RefrainClipCard *self, RefrainClip *clip)
{
  g_return_if_fail (REFRAIN_IS_CLIP_CARD (self));

  if (!g_set_object (&self->clip, clip))
    return;

  refrain_clip_actions_bind (GTK_WIDGET (self), clip);
  g_signal_group_set_target (self->clip_group, clip);
  refrain_cover_set_clip (self->cover, clip);
  /* A clip that is not loaded has nothing to say yet; its news come by notification. */
  if (clip != NULL && (refrain_clip_is_loaded (clip) || self->filled))
    update (self);
}

/**
 * refrain_clip_card_get_clip:
 * @self: a card
 *
 * Returns: (transfer none) (nullable): the clip that is shown
 */
RefrainClip *
refrain_clip_card_get_clip (RefrainClipCard *self)
{
  g_return_val_if_fail (REFRAIN_IS_CLIP_CARD (self), NULL);

  return self->clip;
}
