/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-video-controls.h"

#include "refrain-text.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainVideoControls:
 *
 * The controls over a video. They show what the player does and seek by themselves; everything
 * else is asked of the "video" actions of the view around them.
 */
struct _RefrainVideoControls
{
  GtkBox parent_instance;

  RefrainPlayer *player;      /* (owned) (nullable) */
  GSignalGroup *player_group; /* (owned) */
  GBinding *volume_binding;   /* (unowned) (nullable): a weak pointer */

  GtkScale *scale;
  GtkAdjustment *position;
  GtkAdjustment *volume;
  GtkLabel *time_label;
  GtkButton *play_button;
  GtkButton *mute_button;
  GtkWidget *volume_scale;
  GtkWidget *window_button;
  GtkButton *fullscreen_button;
};

G_DEFINE_FINAL_TYPE (RefrainVideoControls, refrain_video_controls, GTK_TYPE_BOX)

static void
set_button (GtkButton *button, const char *icon, const char *tooltip)
{
  gtk_button_set_icon_name (button, icon);
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                  -1);
}

static void
update_state (RefrainVideoControls *self)
{
  gboolean wants = refrain_player_get_wants_playing (self->player);

  set_button (self->play_button,
              wants ? "media-playback-pause-symbolic" : "media-playback-start-symbolic",
              wants ? _ ("Pause") : _ ("Play"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->scale), refrain_player_get_seekable (self->player));
}

static void
update_position (RefrainVideoControls *self)
{
  gint64 duration_us = refrain_player_get_duration (self->player);
  double duration = duration_us > 0 ? (double) duration_us / G_USEC_PER_SEC : 0;
  double now = (double) refrain_player_get_position (self->player) / G_USEC_PER_SEC;
  g_autofree char *now_text = refrain_text_format_duration (now);
  g_autofree char *whole_text = duration > 0 ? refrain_text_format_duration (duration) : NULL;
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;

  text = whole_text != NULL ? g_strdup_printf ("%s / %s", now_text, whole_text)
                            : g_strdup (now_text);
  /* Translators: where a video stands, and how long it is. */
  spoken = whole_text != NULL ? g_strdup_printf (_ ("%s of %s"), now_text, whole_text)
                              : g_strdup (now_text);
  gtk_adjustment_set_upper (self->position, MAX (duration, 1));
  gtk_adjustment_set_value (self->position, now);
  gtk_label_set_text (self->time_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  spoken, -1);
}

static void
update_volume (RefrainVideoControls *self)
{
  gboolean muted = refrain_player_get_muted (self->player);
  double volume = refrain_player_get_volume (self->player);
  const char *icon = muted || volume <= 0 ? "audio-volume-muted-symbolic"
                     : volume < 0.34      ? "audio-volume-low-symbolic"
                     : volume < 0.67      ? "audio-volume-medium-symbolic"
                                          : "audio-volume-high-symbolic";

  set_button (self->mute_button, icon, muted ? _ ("Unmute") : _ ("Mute"));
}

static gboolean
seek_cb (GtkRange *range, GtkScrollType scroll, double value, gpointer user_data)
{
  RefrainVideoControls *self = user_data;
  double upper = gtk_adjustment_get_upper (self->position);

  if (self->player != NULL)
    refrain_player_seek (self->player, (gint64) (CLAMP (value, 0, upper) * G_USEC_PER_SEC));
  return GDK_EVENT_PROPAGATE;
}

static void
refrain_video_controls_dispose (GObject *object)
{
  RefrainVideoControls *self = REFRAIN_VIDEO_CONTROLS (object);

  g_clear_weak_pointer (&self->volume_binding);
  g_clear_object (&self->player_group);
  g_clear_object (&self->player);

  G_OBJECT_CLASS (refrain_video_controls_parent_class)->dispose (object);
}

static void
refrain_video_controls_class_init (RefrainVideoControlsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = refrain_video_controls_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/widgets/refrain-video-controls.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainVideoControls, scale);
  gtk_widget_class_bind_template_child (widget_class, RefrainVideoControls, position);
  gtk_widget_class_bind_template_child (widget_class, RefrainVideoControls, volume);
  gtk_widget_class_bind_template_child (widget_class, RefrainVideoControls, time_label);
  gtk_widget_class_bind_template_child (widget_class, RefrainVideoControls, play_button);
  gtk_widget_class_bind_template_child (widget_class, RefrainVideoControls, mute_button);
  gtk_widget_class_bind_template_child (widget_class, RefrainVideoControls, volume_scale);
  gtk_widget_class_bind_template_child (widget_class, RefrainVideoControls, window_button);
  gtk_widget_class_bind_template_child (widget_class, RefrainVideoControls, fullscreen_button);
  gtk_widget_class_bind_template_callback (widget_class, seek_cb);
}

static void
connect_all (RefrainVideoControls *self, const char *const *signals, GCallback callback)
{
  for (guint i = 0; signals[i] != NULL; i++)
    g_signal_group_connect_swapped (self->player_group, signals[i], callback, self);
}

static void
refrain_video_controls_init (RefrainVideoControls *self)
{
  static const char *const states[] = { "notify::wants-playing", "notify::seekable", NULL };
  static const char *const positions[] = { "notify::position", "notify::duration", NULL };
  static const char *const volumes[] = { "notify::volume", "notify::muted", NULL };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->player_group = g_signal_group_new (REFRAIN_TYPE_PLAYER);
  connect_all (self, states, G_CALLBACK (update_state));
  connect_all (self, positions, G_CALLBACK (update_position));
  connect_all (self, volumes, G_CALLBACK (update_volume));
}

/**
 * refrain_video_controls_set_player:
 * @self: controls
 * @player: (nullable): the player to show and to steer; %NULL while the controls are out of sight,
 *   since a player that somebody listens to has work to do
 */
void
refrain_video_controls_set_player (RefrainVideoControls *self, RefrainPlayer *player)
{
  g_return_if_fail (REFRAIN_IS_VIDEO_CONTROLS (self));

  if (!g_set_object (&self->player, player))
    return;

  if (self->volume_binding != NULL)
    g_binding_unbind (self->volume_binding);
  g_clear_weak_pointer (&self->volume_binding);
  g_signal_group_set_target (self->player_group, player);
  if (player == NULL)
    return;

  g_set_weak_pointer (&self->volume_binding,
                      g_object_bind_property (player, "volume", self->volume, "value",
                                              G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL));
  update_state (self);
  update_position (self);
  update_volume (self);
}

/**
 * refrain_video_controls_set_in_window:
 * @self: controls
 * @in_window: whether the video has a window of its own already, with room for a volume slider
 */
void
refrain_video_controls_set_in_window (RefrainVideoControls *self, gboolean in_window)
{
  g_return_if_fail (REFRAIN_IS_VIDEO_CONTROLS (self));

  gtk_widget_set_visible (self->window_button, !in_window);
  gtk_widget_set_visible (self->volume_scale, in_window);
}

/**
 * refrain_video_controls_set_fullscreened:
 * @self: controls
 * @fullscreened: whether the video has the whole screen: what a button then leaves
 */
void
refrain_video_controls_set_fullscreened (RefrainVideoControls *self, gboolean fullscreened)
{
  g_return_if_fail (REFRAIN_IS_VIDEO_CONTROLS (self));

  set_button (self->fullscreen_button,
              fullscreened ? "view-restore-symbolic" : "view-fullscreen-symbolic",
              fullscreened ? _ ("Leave Full Screen") : _ ("Full Screen"));
}
