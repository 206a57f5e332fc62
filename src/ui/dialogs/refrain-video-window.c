/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-video-window.h"

#include "refrain-clip-text.h"
#include "refrain-video-view.h"

/**
 * RefrainVideoWindow:
 *
 * A video in a window of its own, which can fill the screen. It closes by itself when something
 * else plays.
 */
struct _RefrainVideoWindow
{
  AdwWindow parent_instance;

  RefrainPlayback *playback; /* (owned) */
  RefrainClip *clip;         /* (owned) */
  RefrainVideoView *view;    /* (unowned): a child */
  gboolean only_fullscreen;  /* leaving the full screen closes it */

  GtkBox *box;
  GtkWidget *header_bar;
  AdwWindowTitle *window_title;
};

G_DEFINE_FINAL_TYPE (RefrainVideoWindow, refrain_video_window, ADW_TYPE_WINDOW)

static void
playback_changed_cb (RefrainVideoWindow *self)
{
  /* Not when it is closing anyway: that ends the video, and tells of it. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self))
      && (!refrain_playback_shows_video (self->playback)
          || refrain_playback_get_clip (self->playback) != self->clip))
    gtk_window_close (GTK_WINDOW (self));
}

static void
leave_fullscreen (RefrainVideoWindow *self)
{
  if (self->only_fullscreen)
    gtk_window_close (GTK_WINDOW (self));
  else
    gtk_window_unfullscreen (GTK_WINDOW (self));
}

static void
toggle_fullscreen_cb (RefrainVideoWindow *self)
{
  if (self->only_fullscreen || gtk_window_is_fullscreen (GTK_WINDOW (self)))
    leave_fullscreen (self);
  else
    gtk_window_fullscreen (GTK_WINDOW (self));
}

static gboolean
escape_cb (RefrainVideoWindow *self)
{
  if (self->only_fullscreen || gtk_window_is_fullscreen (GTK_WINDOW (self)))
    leave_fullscreen (self);
  else
    gtk_window_close (GTK_WINDOW (self));

  return TRUE;
}

static void
fullscreened_changed_cb (RefrainVideoWindow *self)
{
  gboolean fullscreened = gtk_window_is_fullscreen (GTK_WINDOW (self));

  gtk_widget_set_visible (self->header_bar, !fullscreened);
  refrain_video_view_set_fullscreened (self->view, fullscreened || self->only_fullscreen);
}

static void
fullscreen (GtkWidget *widget, const char *name, GVariant *parameter)
{
  toggle_fullscreen_cb (REFRAIN_VIDEO_WINDOW (widget));
}

static void
refrain_video_window_dispose (GObject *object)
{
  RefrainVideoWindow *self = REFRAIN_VIDEO_WINDOW (object);

  if (self->playback != NULL)
    g_signal_handlers_disconnect_by_data (self->playback, self);

  G_OBJECT_CLASS (refrain_video_window_parent_class)->dispose (object);

  g_clear_object (&self->clip);
  g_clear_object (&self->playback);
}

static void
refrain_video_window_class_init (RefrainVideoWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = refrain_video_window_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/dialogs/refrain-video-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainVideoWindow, box);
  gtk_widget_class_bind_template_child (widget_class, RefrainVideoWindow, header_bar);
  gtk_widget_class_bind_template_child (widget_class, RefrainVideoWindow, window_title);
  gtk_widget_class_install_action (widget_class, "video-window.fullscreen", NULL, fullscreen);
}

static void
refrain_video_window_init (RefrainVideoWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * refrain_video_window_new:
 * @playback: what plays
 * @clip: the clip whose video plays
 *
 * Returns: (transfer none): a window that GTK owns; not shown yet
 */
GtkWidget *
refrain_video_window_new (RefrainPlayback *playback, RefrainClip *clip)
{
  RefrainVideoWindow *self = g_object_new (REFRAIN_TYPE_VIDEO_WINDOW, NULL);
  GtkWidget *view = refrain_video_view_new (playback, clip);
  g_autofree char *title = refrain_clip_text_title (clip);

  self->playback = g_object_ref (playback);
  self->clip = g_object_ref (clip);
  self->view = REFRAIN_VIDEO_VIEW (view);
  refrain_video_view_set_in_window (self->view, TRUE);
  gtk_widget_set_vexpand (view, TRUE);
  gtk_widget_add_css_class (view, "square");
  gtk_box_append (self->box, view);
  gtk_window_set_focus (GTK_WINDOW (self), view);
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->window_title, title);

  g_signal_connect_swapped (view, "toggle-fullscreen", G_CALLBACK (toggle_fullscreen_cb), self);
  g_signal_connect_swapped (view, "escape", G_CALLBACK (escape_cb), self);
  g_signal_connect_swapped (self, "notify::fullscreened", G_CALLBACK (fullscreened_changed_cb),
                            self);
  g_signal_connect_swapped (playback, "notify::video", G_CALLBACK (playback_changed_cb), self);
  g_signal_connect_swapped (playback, "notify::clip", G_CALLBACK (playback_changed_cb), self);
  return GTK_WIDGET (self);
}

/**
 * refrain_video_window_set_only_fullscreen:
 * @self: a window
 * @only_fullscreen: whether it is there for the full screen alone and closes when that is left
 */
void
refrain_video_window_set_only_fullscreen (RefrainVideoWindow *self, gboolean only_fullscreen)
{
  g_return_if_fail (REFRAIN_IS_VIDEO_WINDOW (self));

  self->only_fullscreen = only_fullscreen;
  if (only_fullscreen)
    gtk_window_fullscreen (GTK_WINDOW (self));
  fullscreened_changed_cb (self);
}
