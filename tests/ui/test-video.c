/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "song-fixture.h"

#include "refrain-song-cover.h"
#include "refrain-video-paintable.h"
#include "refrain-video-view.h"
#include "refrain-video-window.h"

/* One page that shows a song with a video, and what was made for it. */
typedef struct
{
  TasksFixture tasks;
  RefrainClip *clip;
  RefrainPlayback *playback;
  RefrainPlayer *player;
  GtkWidget *page;
  RefrainSongCover *cover;
} VideoFixture;

static void
set_up (VideoFixture *fixture)
{
  song_fixture_set_up (&fixture->tasks);
  fixture->playback = refrain_context_get_playback (fixture->tasks.context);
  fixture->player = refrain_playback_get_player (fixture->playback);
  fixture->clip = song_fixture_fetch (&fixture->tasks, "demo-harbour-lights", 0);
  fixture->page = song_fixture_show (&fixture->tasks, fixture->clip);
  fixture->cover = REFRAIN_SONG_COVER (
      tasks_find_widget (fixture->page, REFRAIN_TYPE_SONG_COVER, NULL));
}

static void
tear_down (VideoFixture *fixture)
{
  refrain_playback_stop (fixture->playback);
  g_clear_object (&fixture->clip);
  tasks_fixture_tear_down (&fixture->tasks);
}

static GtkWidget *
find_view (VideoFixture *fixture)
{
  return tasks_find_widget (GTK_WIDGET (fixture->cover), REFRAIN_TYPE_VIDEO_VIEW, NULL);
}

static gboolean
has_frames (gpointer view)
{
  GdkPaintable *paintable = refrain_video_view_get_paintable (view);

  return refrain_video_paintable_get_n_frames (REFRAIN_VIDEO_PAINTABLE (paintable)) >= 3;
}

static gboolean
is_playing (gpointer player)
{
  return refrain_player_get_state (player) == REFRAIN_PLAYER_PLAYING;
}

static gboolean
is_paused (gpointer player)
{
  return refrain_player_get_state (player) == REFRAIN_PLAYER_PAUSED;
}

/* Presses the button on the cover and waits for pictures. */
static GtkWidget *
play_video (VideoFixture *fixture)
{
  GtkWidget *button = tasks_find_widget (GTK_WIDGET (fixture->cover), GTK_TYPE_BUTTON,
                                         "Play _Video");
  GtkWidget *view;

  if (button == NULL)
    button = tasks_find_widget (GTK_WIDGET (fixture->cover), GTK_TYPE_BUTTON, "Play Video");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  view = find_view (fixture);
  g_assert_nonnull (view);
  tasks_fixture_wait (has_frames, view);
  tasks_fixture_wait (is_playing, fixture->player);
  return view;
}

static void
press (GtkWidget *view, guint keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (view);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
    }
}

static void
test_frames (void)
{
  VideoFixture fixture = { 0 };
  GtkWidget *view;
  GdkPaintable *paintable;
  g_autoptr (GdkPaintable) image = NULL;
  GtkWidget *scale;

  set_up (&fixture);
  view = play_video (&fixture);
  g_assert_true (refrain_song_cover_shows_video (fixture.cover));
  paintable = refrain_video_view_get_paintable (REFRAIN_VIDEO_VIEW (view));
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (paintable), ==, 480);
  g_assert_cmpint (gdk_paintable_get_intrinsic_height (paintable), ==, 270);
  g_assert_cmpfloat_with_epsilon (gdk_paintable_get_intrinsic_aspect_ratio (paintable), 480.0 / 270,
                                  0.001);
  image = gdk_paintable_get_current_image (paintable);
  g_assert_true (GDK_IS_TEXTURE (image));

  song_fixture_assert_named (view);
  scale = tasks_find_widget (view, GTK_TYPE_SCALE, NULL);
  gtk_test_accessible_assert_property (scale, GTK_ACCESSIBLE_PROPERTY_LABEL, "Position");
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (scale),
                                                   GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT));
  g_clear_object (&image);
  tear_down (&fixture);
}

static gboolean
has_gone_on (gpointer data)
{
  VideoFixture *fixture = data;
  gint64 *start = g_object_get_data (G_OBJECT (fixture->page), "start");

  return refrain_player_get_position (fixture->player) > *start + G_USEC_PER_SEC / 2;
}

/* Whoever does not look takes no pictures, though the video goes on. */
static void
test_detach (void)
{
  VideoFixture fixture = { 0 };
  g_autoptr (RefrainVideoPaintable) paintable = NULL;
  gint64 start;
  guint n_frames;

  set_up (&fixture);
  play_video (&fixture);
  paintable = refrain_video_paintable_get (fixture.player);
  refrain_video_paintable_unwatch (paintable);
  n_frames = refrain_video_paintable_get_n_frames (paintable);
  start = refrain_player_get_position (fixture.player);
  g_object_set_data (G_OBJECT (fixture.page), "start", &start);
  tasks_fixture_wait (has_gone_on, &fixture);
  g_assert_cmpuint (refrain_video_paintable_get_n_frames (paintable), ==, n_frames);

  refrain_video_paintable_watch (paintable);
  start = refrain_player_get_position (fixture.player);
  tasks_fixture_wait (has_gone_on, &fixture);
  g_assert_cmpuint (refrain_video_paintable_get_n_frames (paintable), >, n_frames);
  g_clear_object (&paintable);
  tear_down (&fixture);
}

static gboolean
controls_are_hidden (gpointer view)
{
  return !refrain_video_view_get_controls_visible (view);
}

static void
test_controls (void)
{
  VideoFixture fixture = { 0 };
  RefrainVideoView *view;

  set_up (&fixture);
  view = REFRAIN_VIDEO_VIEW (play_video (&fixture));
  g_assert_true (refrain_video_view_get_controls_visible (view));
  refrain_video_view_set_hide_delay (view, 1);
  tasks_fixture_wait (controls_are_hidden, view);

  /* A key shows them, and while it is paused they stay. */
  press (GTK_WIDGET (view), GDK_KEY_space);
  tasks_fixture_wait (is_paused, fixture.player);
  g_assert_true (refrain_video_view_get_controls_visible (view));
  g_assert_nonnull (tasks_find_widget (GTK_WIDGET (view), GTK_TYPE_BUTTON, "Play"));

  press (GTK_WIDGET (view), GDK_KEY_m);
  g_assert_true (refrain_player_get_muted (fixture.player));
  g_assert_nonnull (tasks_find_widget (GTK_WIDGET (view), GTK_TYPE_BUTTON, "Unmute"));
  press (GTK_WIDGET (view), GDK_KEY_M);
  g_assert_false (refrain_player_get_muted (fixture.player));

  press (GTK_WIDGET (view), GDK_KEY_space);
  tasks_fixture_wait (is_playing, fixture.player);
  tasks_fixture_wait (controls_are_hidden, view);
  tear_down (&fixture);
}

static gboolean
is_past_ten_seconds (gpointer player)
{
  return refrain_player_get_position (player) >= 10 * G_USEC_PER_SEC;
}

static gboolean
is_before_ten_seconds (gpointer player)
{
  return refrain_player_get_position (player) < 10 * G_USEC_PER_SEC;
}

static gboolean
is_seekable (gpointer player)
{
  return refrain_player_get_seekable (player);
}

static void
test_seek (void)
{
  VideoFixture fixture = { 0 };
  GtkWidget *view;
  GtkRange *scale;
  gboolean handled;

  set_up (&fixture);
  view = play_video (&fixture);
  tasks_fixture_wait (is_seekable, fixture.player);
  scale = GTK_RANGE (tasks_find_widget (view, GTK_TYPE_SCALE, NULL));
  g_signal_emit_by_name (scale, "change-value", GTK_SCROLL_JUMP, 12.0, &handled);
  tasks_fixture_wait (is_past_ten_seconds, fixture.player);
  press (view, GDK_KEY_Left);
  tasks_fixture_wait (is_before_ten_seconds, fixture.player);
  press (view, GDK_KEY_Right);
  tasks_fixture_wait (is_past_ten_seconds, fixture.player);
  tear_down (&fixture);
}

static gboolean
has_no_view (gpointer cover)
{
  return !refrain_song_cover_shows_video (cover);
}

/* Leaving the page takes nothing from the player any more; the sound goes on. */
static void
test_leave (void)
{
  VideoFixture fixture = { 0 };
  g_autoptr (RefrainVideoPaintable) paintable = NULL;
  guint n_frames;

  set_up (&fixture);
  play_video (&fixture);
  paintable = refrain_video_paintable_get (fixture.player);
  g_assert_true (refrain_video_paintable_is_watched (paintable));

  gtk_widget_set_visible (fixture.page, FALSE);
  tasks_fixture_wait (has_no_view, fixture.cover);
  g_assert_false (refrain_video_paintable_is_watched (paintable));
  g_assert_false (refrain_playback_shows_video (fixture.playback));
  n_frames = refrain_video_paintable_get_n_frames (paintable);
  tasks_fixture_wait (is_playing, fixture.player);
  g_assert_cmpuint (refrain_video_paintable_get_n_frames (paintable), ==, n_frames);

  gtk_widget_set_visible (fixture.page, TRUE);
  g_assert_false (refrain_song_cover_shows_video (fixture.cover));
  g_assert_finalize_object (g_steal_pointer (&paintable));
  tear_down (&fixture);
}

/* Another song takes the player: its playing is not disturbed by the video that goes. */
static void
test_other_song (void)
{
  VideoFixture fixture = { 0 };
  g_autoptr (RefrainClip) other = NULL;
  g_autoptr (RefrainClip) other_video = NULL;

  set_up (&fixture);
  other = song_fixture_fetch (&fixture.tasks, "demo-night-train", 1);
  other_video = song_fixture_fetch (&fixture.tasks, "demo-night-train", 0);
  play_video (&fixture);
  refrain_playback_play_clip (fixture.playback, other, NULL);
  g_assert_false (refrain_song_cover_shows_video (fixture.cover));
  g_assert_true (refrain_playback_get_clip (fixture.playback) == other);

  play_video (&fixture);
  refrain_playback_play_video (fixture.playback, other_video);
  g_assert_false (refrain_song_cover_shows_video (fixture.cover));
  g_assert_true (refrain_playback_shows_video (fixture.playback));
  g_assert_true (refrain_playback_get_clip (fixture.playback) == other_video);
  g_assert_true (refrain_player_get_wants_playing (fixture.player));
  tear_down (&fixture);
}

/* The window takes the video over without a gap, and gives it back when it closes. */
static void
test_window (void)
{
  VideoFixture fixture = { 0 };
  GtkWidget *view;
  GtkWidget *window;

  set_up (&fixture);
  view = play_video (&fixture);
  gtk_widget_activate_action (view, "video.open-window", NULL);
  window = refrain_song_cover_get_window (fixture.cover);
  g_assert_nonnull (window);
  g_assert_false (refrain_song_cover_shows_video (fixture.cover));
  g_assert_true (refrain_playback_shows_video (fixture.playback));
  g_assert_true (tasks_has_text (window, "Harbour Lights"));
  song_fixture_assert_named (window);
  view = tasks_find_widget (window, REFRAIN_TYPE_VIDEO_VIEW, NULL);
  tasks_fixture_wait (has_frames, view);

  press (view, GDK_KEY_Escape);
  g_assert_null (refrain_song_cover_get_window (fixture.cover));
  g_assert_true (refrain_song_cover_shows_video (fixture.cover));
  g_assert_true (refrain_playback_shows_video (fixture.playback));
  tasks_fixture_wait (is_playing, fixture.player);
  tear_down (&fixture);
}

/* A window whose page is gone ends the video with itself; and goes when something else plays. */
static void
test_window_alone (void)
{
  VideoFixture fixture = { 0 };
  g_autoptr (RefrainClip) other = NULL;
  gpointer window;

  set_up (&fixture);
  other = song_fixture_fetch (&fixture.tasks, "demo-night-train", 1);
  gtk_widget_activate_action (play_video (&fixture), "video.open-window", NULL);
  gtk_widget_set_visible (fixture.page, FALSE);
  g_assert_true (refrain_playback_shows_video (fixture.playback));
  gtk_window_close (GTK_WINDOW (refrain_song_cover_get_window (fixture.cover)));
  g_assert_false (refrain_playback_shows_video (fixture.playback));

  gtk_widget_set_visible (fixture.page, TRUE);
  gtk_widget_activate_action (play_video (&fixture), "video.open-window", NULL);
  window = refrain_song_cover_get_window (fixture.cover);
  g_object_add_weak_pointer (window, &window);
  refrain_playback_play_clip (fixture.playback, other, NULL);
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (refrain_playback_get_clip (fixture.playback) == other);
  g_assert_true (refrain_player_get_wants_playing (fixture.player));
  tear_down (&fixture);
}

static gboolean
offers_retry (gpointer view)
{
  return tasks_find_widget (view, GTK_TYPE_BUTTON, "_Try Again") != NULL;
}

static void
test_error (void)
{
  VideoFixture fixture = { 0 };
  GtkWidget *view;

  song_fixture_set_up (&fixture.tasks);
  fixture.playback = refrain_context_get_playback (fixture.tasks.context);
  fixture.clip = song_fixture_fetch (&fixture.tasks, "video-404", 0);
  fixture.page = song_fixture_show (&fixture.tasks, fixture.clip);
  fixture.cover = REFRAIN_SONG_COVER (
      tasks_find_widget (fixture.page, REFRAIN_TYPE_SONG_COVER, NULL));
  refrain_playback_play_video (fixture.playback, fixture.clip);
  view = find_view (&fixture);
  g_assert_nonnull (view);
  tasks_fixture_wait (offers_retry, view);
  g_assert_true (refrain_video_view_get_controls_visible (REFRAIN_VIDEO_VIEW (view)));
  gtk_widget_activate_action (view, "video.retry", NULL);
  g_assert_false (offers_retry (view));
  tasks_fixture_wait (offers_retry, view);
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/video/frames", test_frames);
  g_test_add_func ("/video/detach", test_detach);
  g_test_add_func ("/video/controls", test_controls);
  g_test_add_func ("/video/seek", test_seek);
  g_test_add_func ("/video/leave", test_leave);
  g_test_add_func ("/video/other-song", test_other_song);
  g_test_add_func ("/video/window", test_window);
  g_test_add_func ("/video/window-alone", test_window_alone);
  g_test_add_func ("/video/error", test_error);

  return g_test_run ();
}
