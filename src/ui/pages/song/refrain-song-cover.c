/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-song-cover.h"

#include "refrain-cover.h"
#include "refrain-video-view.h"
#include "refrain-video-window.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainSongCover:
 *
 * The large cover of a song, with a control to play it. While the song's video plays here, the
 * video takes the cover's place, at the same size.
 */
struct _RefrainSongCover
{
  AdwBin parent_instance;

  RefrainContext *context; /* (owned) (nullable) */
  RefrainClip *clip;       /* (owned) (nullable) */
  GtkWidget *view;         /* (unowned) (nullable): a child */
  GtkWidget *window;       /* (unowned) (nullable): a weak pointer */

  GtkWidget *overlay;
  RefrainCover *cover;
  GtkWidget *play_button;
  GtkWidget *video_button;
};

G_DEFINE_FINAL_TYPE (RefrainSongCover, refrain_song_cover, ADW_TYPE_BIN)

static void update_video (RefrainSongCover *self);

static gboolean
plays_video (RefrainSongCover *self)
{
  RefrainPlayback *playback = refrain_context_get_playback (self->context);

  return refrain_playback_shows_video (playback)
         && refrain_playback_get_clip (playback) == self->clip;
}

static void
update_buttons (RefrainSongCover *self)
{
  RefrainPlayback *playback = refrain_context_get_playback (self->context);
  const RefrainClipFacts *facts = refrain_clip_get_facts (self->clip);
  RefrainAudioState audio = refrain_clip_get_audio (self->clip);
  gboolean plays = refrain_playback_get_clip (playback) == self->clip
                   && refrain_player_get_wants_playing (refrain_playback_get_player (playback));
  const char *label = plays ? _ ("Pause Song") : _ ("Play Song");

  gtk_widget_set_visible (self->play_button,
                          audio == REFRAIN_AUDIO_READY || audio == REFRAIN_AUDIO_STREAMING
                              || (refrain_clip_get_saved_kinds (self->clip) & REFRAIN_FILE_AUDIO)
                                     != 0);
  gtk_button_set_icon_name (GTK_BUTTON (self->play_button), plays
                                                                ? "media-playback-pause-symbolic"
                                                                : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (self->play_button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_widget_set_visible (
      self->video_button,
      facts != NULL
          && (facts->video_url != NULL
              || (refrain_clip_get_saved_kinds (self->clip) & REFRAIN_FILE_VIDEO) != 0));
}

static void
window_gone_cb (RefrainSongCover *self)
{
  g_clear_weak_pointer (&self->window);
  /* Before the window's own view goes: so the video never lacks a view and plays on here. */
  update_video (self);
}

static gboolean
close_request_cb (RefrainSongCover *self)
{
  window_gone_cb (self);
  return GDK_EVENT_PROPAGATE;
}

static void
open_window (RefrainSongCover *self, gboolean fullscreen)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *window;

  if (self->window != NULL)
    {
      gtk_window_present (GTK_WINDOW (self->window));
      return;
    }

  window = refrain_video_window_new (refrain_context_get_playback (self->context), self->clip);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_application (GTK_WINDOW (window),
                                gtk_window_get_application (GTK_WINDOW (root)));
  g_signal_connect_object (window, "close-request", G_CALLBACK (close_request_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "destroy", G_CALLBACK (window_gone_cb), self, G_CONNECT_SWAPPED);
  if (fullscreen)
    refrain_video_window_set_only_fullscreen (REFRAIN_VIDEO_WINDOW (window), TRUE);
  gtk_window_present (GTK_WINDOW (window));
  g_set_weak_pointer (&self->window, window);
  update_video (self);
}

static void
open_window_cb (RefrainSongCover *self)
{
  open_window (self, FALSE);
}

static void
open_fullscreen_cb (RefrainSongCover *self)
{
  open_window (self, TRUE);
}

static void
show_view (RefrainSongCover *self)
{
  self->view = refrain_video_view_new (refrain_context_get_playback (self->context), self->clip);
  gtk_widget_set_size_request (self->view, -1, 200);
  g_signal_connect_swapped (self->view, "open-window", G_CALLBACK (open_window_cb), self);
  g_signal_connect_swapped (self->view, "toggle-fullscreen", G_CALLBACK (open_fullscreen_cb), self);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->view);
  gtk_widget_grab_focus (self->view);
}

static void
hide_view (RefrainSongCover *self)
{
  gboolean had_focus = gtk_widget_get_focus_child (self->overlay) == self->view;
  GtkWidget *view = g_steal_pointer (&self->view);

  /* Taken away first: going out of sight may change what plays, and come back to here. */
  gtk_overlay_remove_overlay (GTK_OVERLAY (self->overlay), view);
  if (had_focus && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (self->play_button);
}

static void
update_video (RefrainSongCover *self)
{
  gboolean wanted;

  /* Not while the page is being left: GTK is on its way through the children. */
  if (self->context == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  wanted = plays_video (self) && self->window == NULL;
  if (wanted && self->view == NULL)
    show_view (self);
  else if (!wanted && self->view != NULL)
    hide_view (self);
}

static void
playback_changed_cb (RefrainSongCover *self)
{
  update_buttons (self);
  update_video (self);
}

static void
play_clicked_cb (RefrainSongCover *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "song-page.play", NULL);
}

static void
refrain_song_cover_map (GtkWidget *widget)
{
  RefrainSongCover *self = REFRAIN_SONG_COVER (widget);

  /* Left over from when the page was left: a widget that has the focus must not be taken away
   * while GTK hides what is around it, so that was put off. */
  if (self->view != NULL && !plays_video (self))
    hide_view (self);

  GTK_WIDGET_CLASS (refrain_song_cover_parent_class)->map (widget);

  update_video (self);
}

static void
refrain_song_cover_dispose (GObject *object)
{
  RefrainSongCover *self = REFRAIN_SONG_COVER (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->clip);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (refrain_song_cover_parent_class)->dispose (object);
}

static void
refrain_song_cover_class_init (RefrainSongCoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = refrain_song_cover_dispose;
  widget_class->map = refrain_song_cover_map;

  g_type_ensure (REFRAIN_TYPE_COVER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/pages/song/refrain-song-cover.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainSongCover, overlay);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongCover, cover);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongCover, play_button);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongCover, video_button);
}

static void
refrain_song_cover_init (RefrainSongCover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->play_button, "clicked", G_CALLBACK (play_clicked_cb), self);
}

/**
 * refrain_song_cover_bind:
 * @self: a cover
 * @context: the services
 * @clip: the clip whose cover it is
 *
 * To be called once.
 */
void
refrain_song_cover_bind (RefrainSongCover *self, RefrainContext *context, RefrainClip *clip)
{
  RefrainPlayback *playback = refrain_context_get_playback (context);

  g_return_if_fail (REFRAIN_IS_SONG_COVER (self) && self->clip == NULL);

  self->context = g_object_ref (context);
  self->clip = g_object_ref (clip);
  refrain_cover_set_covers (self->cover, refrain_context_get_covers (context));
  refrain_cover_set_clip (self->cover, clip);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->video_button), "x",
                                    refrain_clip_get_row_id (clip));
  g_signal_connect_object (clip, "notify", G_CALLBACK (update_buttons), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (playback, "notify::clip", G_CALLBACK (playback_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (playback, "notify::video", G_CALLBACK (playback_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (refrain_playback_get_player (playback), "notify::wants-playing",
                           G_CALLBACK (update_buttons), self, G_CONNECT_SWAPPED);
  playback_changed_cb (self);
}

/**
 * refrain_song_cover_shows_video:
 * @self: a cover
 *
 * Returns: whether the video has the cover's place
 */
gboolean
refrain_song_cover_shows_video (RefrainSongCover *self)
{
  g_return_val_if_fail (REFRAIN_IS_SONG_COVER (self), FALSE);

  return self->view != NULL && gtk_widget_get_mapped (self->view);
}

/**
 * refrain_song_cover_get_window:
 * @self: a cover
 *
 * Returns: (transfer none) (nullable): the window that the video was moved to
 */
GtkWidget *
refrain_song_cover_get_window (RefrainSongCover *self)
{
  g_return_val_if_fail (REFRAIN_IS_SONG_COVER (self), NULL);

  return self->window;
}
