/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-video-view.h"

#include "refrain-video-controls.h"
#include "refrain-video-paintable.h"

#include <glib/gi18n-lib.h>

#define HIDE_MILLISECONDS 2500
#define STEP_US (5 * G_USEC_PER_SEC)

/**
 * RefrainVideoView:
 *
 * Shows the video of one clip, with controls that hide while it plays and nothing moves. It takes
 * pictures from the player only while it is on show; when the last view of a video goes, playback
 * goes on with the sound alone.
 */
struct _RefrainVideoView
{
  GtkWidget parent_instance;

  RefrainPlayback *playback;        /* (owned) */
  RefrainClip *clip;                /* (owned) */
  RefrainVideoPaintable *paintable; /* (owned) */
  GSignalGroup *player_group;       /* (owned): its target is set while on show */
  GtkApplication *inhibitor;        /* (owned) (nullable): whom the cookie is from */
  guint inhibit_cookie;
  guint hide_timer;
  guint hide_ms;
  double pointer_x;
  double pointer_y;
  gboolean watching;

  GtkWidget *overlay;
  GtkPicture *picture;
  GtkSpinner *spinner;
  GtkWidget *error_box;
  GtkLabel *error_label;
  GtkRevealer *revealer;
  RefrainVideoControls *controls;
};

G_DEFINE_FINAL_TYPE (RefrainVideoView, refrain_video_view, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_TOGGLE_FULLSCREEN,
  SIGNAL_OPEN_WINDOW,
  SIGNAL_ESCAPE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static RefrainPlayer *
get_player (RefrainVideoView *self)
{
  return refrain_playback_get_player (self->playback);
}

static gboolean
shows_clip (RefrainVideoView *self)
{
  return refrain_playback_shows_video (self->playback)
         && refrain_playback_get_clip (self->playback) == self->clip;
}

/* Nothing is hidden that is needed: an error, a pause, or what the pointer is on. */
static gboolean
may_hide (RefrainVideoView *self)
{
  return refrain_player_get_state (get_player (self)) == REFRAIN_PLAYER_PLAYING
         && !gtk_widget_get_visible (self->error_box)
         && (gtk_widget_get_state_flags (GTK_WIDGET (self->controls)) & GTK_STATE_FLAG_PRELIGHT)
                == 0;
}

static gboolean
hide_cb (gpointer user_data)
{
  RefrainVideoView *self = user_data;

  if (!may_hide (self))
    return G_SOURCE_CONTINUE;

  self->hide_timer = 0;
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "none");
  return G_SOURCE_REMOVE;
}

static void
show_controls (RefrainVideoView *self)
{
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
  g_clear_handle_id (&self->hide_timer, g_source_remove);
  if (self->watching && refrain_player_get_wants_playing (get_player (self)))
    self->hide_timer = g_timeout_add (self->hide_ms, hide_cb, self);
}

/* The screen stays on while a video plays, and not a moment longer. */
static void
update_inhibit (RefrainVideoView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gboolean wanted = self->watching && shows_clip (self)
                    && refrain_player_get_state (get_player (self)) == REFRAIN_PLAYER_PLAYING;

  if (wanted == (self->inhibit_cookie != 0))
    return;
  if (!wanted)
    {
      gtk_application_uninhibit (self->inhibitor, self->inhibit_cookie);
      self->inhibit_cookie = 0;
      g_clear_object (&self->inhibitor);
    }
  else if (GTK_IS_WINDOW (root) && gtk_window_get_application (GTK_WINDOW (root)) != NULL)
    {
      g_set_object (&self->inhibitor, gtk_window_get_application (GTK_WINDOW (root)));
      self->inhibit_cookie = gtk_application_inhibit (
          self->inhibitor, GTK_WINDOW (root), GTK_APPLICATION_INHIBIT_IDLE, _ ("A video plays"));
    }
}

static void
update_state (RefrainVideoView *self)
{
  RefrainPlayer *player = get_player (self);
  RefrainPlayerState state = refrain_player_get_state (player);
  gboolean wants = refrain_player_get_wants_playing (player);
  gboolean waits = wants && (state == REFRAIN_PLAYER_LOADING || state == REFRAIN_PLAYER_BUFFERING);

  gtk_spinner_set_spinning (self->spinner, waits);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), waits);
  if (state == REFRAIN_PLAYER_LOADING || state == REFRAIN_PLAYER_PLAYING)
    gtk_widget_set_visible (self->error_box, FALSE);
  show_controls (self);
  update_inhibit (self);
}

static void
error_cb (RefrainPlayback *playback, RefrainClip *clip, const GError *error, gpointer user_data)
{
  RefrainVideoView *self = user_data;

  if (clip != self->clip || !refrain_playback_shows_video (playback))
    return;

  gtk_label_set_text (self->error_label, error->message);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->error_label), error->message);
  gtk_widget_set_visible (self->error_box, TRUE);
  update_state (self);
}

static void
seek_by (RefrainVideoView *self, gint64 step_us)
{
  RefrainPlayer *player = get_player (self);
  gint64 duration = refrain_player_get_duration (player);
  gint64 target = MAX (refrain_player_get_position (player) + step_us, 0);

  refrain_player_seek (player, duration > 0 ? MIN (target, duration) : target);
  show_controls (self);
}

static void
toggle (GtkWidget *widget, const char *name, GVariant *parameter)
{
  refrain_playback_toggle (REFRAIN_VIDEO_VIEW (widget)->playback);
}

static void
mute (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RefrainPlayer *player = get_player (REFRAIN_VIDEO_VIEW (widget));

  refrain_player_set_muted (player, !refrain_player_get_muted (player));
}

static void
retry (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RefrainVideoView *self = REFRAIN_VIDEO_VIEW (widget);

  gtk_widget_set_visible (self->error_box, FALSE);
  refrain_playback_play_video (self->playback, self->clip);
}

static void
open_window (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_OPEN_WINDOW], 0);
}

static void
fullscreen (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_TOGGLE_FULLSCREEN], 0);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer user_data)
{
  RefrainVideoView *self = user_data;
  gboolean handled = FALSE;

  show_controls (self);
  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (gdk_keyval_to_lower (keyval))
    {
    case GDK_KEY_space:
      return gtk_widget_activate_action (GTK_WIDGET (self), "video.toggle", NULL);
    case GDK_KEY_Left:
      seek_by (self, -STEP_US);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
      seek_by (self, STEP_US);
      return GDK_EVENT_STOP;
    case GDK_KEY_m:
      return gtk_widget_activate_action (GTK_WIDGET (self), "video.mute", NULL);
    case GDK_KEY_f:
      return gtk_widget_activate_action (GTK_WIDGET (self), "video.fullscreen", NULL);
    case GDK_KEY_Escape:
      g_signal_emit (self, signals[SIGNAL_ESCAPE], 0, &handled);
      return handled;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
motion_cb (RefrainVideoView *self, double x, double y)
{
  /* A change of what lies under a resting pointer is told as motion too. */
  if (ABS (x - self->pointer_x) < 1 && ABS (y - self->pointer_y) < 1)
    return;

  self->pointer_x = x;
  self->pointer_y = y;
  show_controls (self);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  RefrainVideoView *self = user_data;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (n_press == 2)
    g_signal_emit (self, signals[SIGNAL_TOGGLE_FULLSCREEN], 0);
}

static void
refrain_video_view_map (GtkWidget *widget)
{
  RefrainVideoView *self = REFRAIN_VIDEO_VIEW (widget);

  GTK_WIDGET_CLASS (refrain_video_view_parent_class)->map (widget);

  self->watching = TRUE;
  refrain_video_paintable_watch (self->paintable);
  g_signal_group_set_target (self->player_group, get_player (self));
  refrain_video_controls_set_player (self->controls, get_player (self));
  update_state (self);
}

static void
refrain_video_view_unmap (GtkWidget *widget)
{
  RefrainVideoView *self = REFRAIN_VIDEO_VIEW (widget);

  /* First, since what follows may make others close what we are in. */
  GTK_WIDGET_CLASS (refrain_video_view_parent_class)->unmap (widget);

  self->watching = FALSE;
  g_signal_group_set_target (self->player_group, NULL);
  refrain_video_controls_set_player (self->controls, NULL);
  refrain_video_paintable_unwatch (self->paintable);
  g_clear_handle_id (&self->hide_timer, g_source_remove);
  update_inhibit (self);
  if (!refrain_video_paintable_is_watched (self->paintable) && shows_clip (self))
    refrain_playback_leave_video (self->playback);
}

static void
refrain_video_view_dispose (GObject *object)
{
  RefrainVideoView *self = REFRAIN_VIDEO_VIEW (object);

  g_clear_handle_id (&self->hide_timer, g_source_remove);
  g_clear_object (&self->player_group);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  g_clear_object (&self->paintable);
  g_clear_object (&self->clip);
  g_clear_object (&self->playback);

  G_OBJECT_CLASS (refrain_video_view_parent_class)->dispose (object);
}

static void
install_signals (GType type)
{
  /* The user asks for the whole screen, or for leaving it. */
  signals[SIGNAL_TOGGLE_FULLSCREEN] = g_signal_new ("toggle-fullscreen", type, G_SIGNAL_RUN_LAST, 0,
                                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* The user asks for a window of its own. */
  signals[SIGNAL_OPEN_WINDOW] = g_signal_new ("open-window", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                              NULL, G_TYPE_NONE, 0);
  /* Escape was pressed; TRUE says that something was left by it. */
  signals[SIGNAL_ESCAPE] = g_signal_new ("escape", type, G_SIGNAL_RUN_LAST, 0,
                                         g_signal_accumulator_true_handled, NULL, NULL,
                                         G_TYPE_BOOLEAN, 0);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/widgets/refrain-video-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainVideoView, overlay);
  gtk_widget_class_bind_template_child (widget_class, RefrainVideoView, picture);
  gtk_widget_class_bind_template_child (widget_class, RefrainVideoView, spinner);
  gtk_widget_class_bind_template_child (widget_class, RefrainVideoView, error_box);
  gtk_widget_class_bind_template_child (widget_class, RefrainVideoView, error_label);
  gtk_widget_class_bind_template_child (widget_class, RefrainVideoView, revealer);
  gtk_widget_class_bind_template_child (widget_class, RefrainVideoView, controls);
}

static void
refrain_video_view_class_init (RefrainVideoViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = refrain_video_view_dispose;
  widget_class->map = refrain_video_view_map;
  widget_class->unmap = refrain_video_view_unmap;

  g_type_ensure (REFRAIN_TYPE_VIDEO_CONTROLS);
  install_signals (G_TYPE_FROM_CLASS (klass));
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "video.toggle", NULL, toggle);
  gtk_widget_class_install_action (widget_class, "video.mute", NULL, mute);
  gtk_widget_class_install_action (widget_class, "video.retry", NULL, retry);
  gtk_widget_class_install_action (widget_class, "video.open-window", NULL, open_window);
  gtk_widget_class_install_action (widget_class, "video.fullscreen", NULL, fullscreen);
  gtk_widget_class_set_css_name (widget_class, "videoview");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_controllers (RefrainVideoView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (show_controls), self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  /* On the picture alone: a double click on a control is two clicks on it. */
  gtk_widget_add_controller (GTK_WIDGET (self->picture), GTK_EVENT_CONTROLLER (click));
}

static void
refrain_video_view_init (RefrainVideoView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->hide_ms = HIDE_MILLISECONDS;
  self->player_group = g_signal_group_new (REFRAIN_TYPE_PLAYER);
  g_signal_group_connect_swapped (self->player_group, "notify::state", G_CALLBACK (update_state),
                                  self);
  g_signal_group_connect_swapped (self->player_group, "notify::wants-playing",
                                  G_CALLBACK (update_state), self);
  add_controllers (self);
}

/**
 * refrain_video_view_new:
 * @playback: what plays
 * @clip: the clip whose video this is
 *
 * Returns: (transfer floating): a view; playing the video is the caller's to start
 */
GtkWidget *
refrain_video_view_new (RefrainPlayback *playback, RefrainClip *clip)
{
  RefrainVideoView *self = g_object_new (REFRAIN_TYPE_VIDEO_VIEW, NULL);

  self->playback = g_object_ref (playback);
  self->clip = g_object_ref (clip);
  self->paintable = refrain_video_paintable_get (get_player (self));
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (self->paintable));
  g_signal_connect_object (playback, "error", G_CALLBACK (error_cb), self, 0);
  return GTK_WIDGET (self);
}

/**
 * refrain_video_view_set_in_window:
 * @self: a view
 * @in_window: whether it has a window of its own already, with room for a volume slider
 */
void
refrain_video_view_set_in_window (RefrainVideoView *self, gboolean in_window)
{
  g_return_if_fail (REFRAIN_IS_VIDEO_VIEW (self));

  refrain_video_controls_set_in_window (self->controls, in_window);
}

/**
 * refrain_video_view_set_fullscreened:
 * @self: a view
 * @fullscreened: whether it has the whole screen: what its button then leaves
 */
void
refrain_video_view_set_fullscreened (RefrainVideoView *self, gboolean fullscreened)
{
  g_return_if_fail (REFRAIN_IS_VIDEO_VIEW (self));

  refrain_video_controls_set_fullscreened (self->controls, fullscreened);
}

/**
 * refrain_video_view_set_hide_delay:
 * @self: a view
 * @milliseconds: how long nothing moves before the controls hide
 */
void
refrain_video_view_set_hide_delay (RefrainVideoView *self, guint milliseconds)
{
  g_return_if_fail (REFRAIN_IS_VIDEO_VIEW (self));

  self->hide_ms = milliseconds;
  show_controls (self);
}

/**
 * refrain_video_view_get_controls_visible:
 * @self: a view
 *
 * Returns: whether the controls are shown
 */
gboolean
refrain_video_view_get_controls_visible (RefrainVideoView *self)
{
  g_return_val_if_fail (REFRAIN_IS_VIDEO_VIEW (self), FALSE);

  return gtk_revealer_get_reveal_child (self->revealer);
}

/**
 * refrain_video_view_get_paintable:
 * @self: a view
 *
 * Returns: (transfer none): the pictures
 */
GdkPaintable *
refrain_video_view_get_paintable (RefrainVideoView *self)
{
  g_return_val_if_fail (REFRAIN_IS_VIDEO_VIEW (self), NULL);

  return GDK_PAINTABLE (self->paintable);
}
