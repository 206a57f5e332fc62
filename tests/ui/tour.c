/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Does the main job by itself, in a window on whatever display there is, and takes pictures of it:
 * first run, demo songs, a song, playing, video, saving, tasks; narrow and wide, light and dark.
 *
 * Usage: tour DATA-DIR SAVE-DIR PICTURE-DIR [create]
 * With "create" only the page for new songs is visited. */

#include "config.h"

#include "tour.h"

#include "refrain-saver.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PATIENCE_SECONDS 60
/* Long enough for a transition to end, whatever the frame rate. */
#define SETTLE_MILLISECONDS 700

static gboolean
set_true_cb (gpointer flag)
{
  *(gboolean *) flag = TRUE;
  return G_SOURCE_REMOVE;
}

/* Runs the main loop until @condition holds; ends the program when it never does. */
void
tour_wait_for (Tour *tour, TourCondition condition, const char *what)
{
  gboolean late = FALSE;
  guint source = g_timeout_add_seconds (PATIENCE_SECONDS, set_true_cb, &late);

  while (!condition (tour) && !late)
    g_main_context_iteration (NULL, TRUE);
  if (late)
    {
      fprintf (stderr, "tour: waited in vain for %s\n", what);
      exit (1);
    }
  g_source_remove (source);
}

static void
settle (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, set_true_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* What the widget shows; a widget that is about to draw anew may have nothing for a moment. */
static GskRenderNode *
see (GtkWidget *widget, int width, int height)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GskRenderNode *node = NULL;

  for (guint i = 0; i < 50 && node == NULL; i++)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();

      gtk_widget_queue_draw (widget);
      settle (SETTLE_MILLISECONDS / 5);
      gdk_paintable_snapshot (paintable, snapshot, width, height);
      node = gtk_snapshot_free_to_node (snapshot);
    }

  return node;
}

void
tour_take_picture_of (Tour *tour, GtkWidget *widget, const char *name)
{
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autofree char *path = g_strdup_printf ("%s/%s.png", tour->picture_dir, name);
  int width;
  int height;

  settle (SETTLE_MILLISECONDS);
  width = gtk_widget_get_width (widget);
  height = gtk_widget_get_height (widget);
  node = see (widget, width, height);
  if (node == NULL)
    {
      fprintf (stderr, "tour: nothing to see for %s\n", name);
      exit (1);
    }

  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (widget)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  gdk_texture_save_to_png (texture, path);
  printf ("%s.png  %d × %d\n", name, width, height);
}

void
tour_take_picture (Tour *tour, const char *name)
{
  tour_take_picture_of (tour, GTK_WIDGET (tour->window), name);
}

static void
resize (Tour *tour, int width, int height)
{
  /* Again and again: sidebar and columns give their room away only once there is too little. */
  for (guint i = 0; i < 3; i++)
    {
      gtk_window_set_default_size (GTK_WINDOW (tour->window), width, height);
      settle (SETTLE_MILLISECONDS / 2);
    }
}

static void
set_dark (gboolean dark)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                           : ADW_COLOR_SCHEME_FORCE_LIGHT);
}

static GListModel *
get_tasks (Tour *tour)
{
  return refrain_library_get_tasks (refrain_context_get_library (tour->context));
}

RefrainClip *
tour_find_clip (Tour *tour, const char *task_id, guint take)
{
  GListModel *tasks = get_tasks (tour);

  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (RefrainTask) task = g_list_model_get_item (tasks, i);

      if (g_strcmp0 (refrain_task_get_facts (task)->id, task_id) == 0)
        return g_list_model_get_item (refrain_task_get_clips (task), take);
    }

  fprintf (stderr, "tour: there is no task %s\n", task_id);
  exit (1);
}

static gboolean
has_welcome (Tour *tour)
{
  return gtk_widget_get_mapped (GTK_WIDGET (tour->window));
}

static gboolean
has_songs (Tour *tour)
{
  return refrain_library_get_counts (refrain_context_get_library (tour->context))->all >= 20;
}

static gboolean
is_playing (Tour *tour)
{
  RefrainPlayer *player = refrain_playback_get_player (
      refrain_context_get_playback (tour->context));

  return refrain_player_get_state (player) == REFRAIN_PLAYER_PLAYING
         && refrain_player_get_position (player) > 2 * G_USEC_PER_SEC;
}

static gboolean
shows_video (Tour *tour)
{
  RefrainPlayer *player = refrain_playback_get_player (
      refrain_context_get_playback (tour->context));

  return is_playing (tour) && refrain_player_get_has_video (player);
}

static gboolean
has_saved (Tour *tour)
{
  return refrain_saver_get_n_unfinished (refrain_context_get_saver (tour->context)) == 0;
}

static gboolean
has_failures (Tour *tour)
{
  return g_list_model_get_n_items (get_tasks (tour)) >= 17;
}

void
tour_activate_row (Tour *tour, const char *action, RefrainClip *clip)
{
  gtk_widget_activate_action (GTK_WIDGET (tour->window), action, "x",
                              refrain_clip_get_row_id (clip));
}

void
tour_show_view (Tour *tour, const char *view)
{
  gtk_widget_activate_action (GTK_WIDGET (tour->window), "win.show-view", "s", view);
}

/* The same view narrow, middling and wide, and wide in the dark. */
void
tour_take_all_sizes (Tour *tour, const char *name)
{
  static const int widths[] = { 360, 800, 1400 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autofree char *full = g_strdup_printf ("%s-%d", name, widths[i]);

      resize (tour, widths[i], 860);
      tour_take_picture (tour, full);
    }
  {
    g_autofree char *full = g_strdup_printf ("%s-1400-dark", name);

    set_dark (TRUE);
    tour_take_picture (tour, full);
    set_dark (FALSE);
  }
  resize (tour, 1120, 760);
}

static void
visit_songs (Tour *tour)
{
  tour_show_view (tour, "songs");
  tour_take_all_sizes (tour, "songs-grid");
  g_settings_set_string (tour->settings, "view-mode", "list");
  tour_take_all_sizes (tour, "songs-list");
  g_settings_set_string (tour->settings, "view-mode", "grid");
  tour_show_view (tour, "keepers");
  tour_take_picture (tour, "empty-keepers");
  tour_show_view (tour, "songs");
}

static void
visit_song (Tour *tour)
{
  g_autoptr (RefrainClip) clip = tour_find_clip (tour, "demo-harbour-lights", 0);

  tour_activate_row (tour, "win.open-clip", clip);
  tour_take_all_sizes (tour, "song");
  tour_activate_row (tour, "win.play-clip", clip);
  tour_wait_for (tour, is_playing, "a song to play");
  tour_take_all_sizes (tour, "playing");
  tour_activate_row (tour, "win.play-video", clip);
  tour_wait_for (tour, shows_video, "a video to play");
  tour_take_picture (tour, "video");
  gtk_widget_activate_action (GTK_WIDGET (tour->window), "win.play-pause", NULL);
  gtk_widget_activate_action (GTK_WIDGET (tour->window), "win.back", NULL);
}

static void
save_songs (Tour *tour)
{
  static const char *const task_ids[] = { "demo-harbour-lights", "demo-night-train" };

  for (guint i = 0; i < G_N_ELEMENTS (task_ids); i++)
    {
      g_autoptr (RefrainClip) clip = tour_find_clip (tour, task_ids[i], 0);

      gtk_widget_activate_action (GTK_WIDGET (tour->window), "win.save-clip", "(xu)",
                                  refrain_clip_get_row_id (clip),
                                  (guint) (REFRAIN_FILE_AUDIO | REFRAIN_FILE_VIDEO
                                           | REFRAIN_FILE_COVER | REFRAIN_FILE_LYRICS));
    }
  tour_wait_for (tour, has_saved, "the songs to be saved");
}

static void
ignore_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainFetchOutcome) outcome = refrain_library_fetch_finish (REFRAIN_LIBRARY (source),
                                                                          result, &error);
}

static void
visit_tasks (Tour *tour)
{
  static const char *const ids[] = { "fail-moderation", "queued", "streaming",
                                     "forbidden",       "half",   NULL };
  RefrainLibrary *library = refrain_context_get_library (tour->context);
  g_autoptr (RefrainSource) source = refrain_library_find_source (library, NULL);

  refrain_library_fetch_async (library, source, ids, NULL, ignore_cb, NULL);
  tour_wait_for (tour, has_failures, "the tasks that go wrong");
  tour_show_view (tour, "tasks");
  tour_take_all_sizes (tour, "tasks");
}

GtkWindow *
tour_find_dialog (Tour *tour)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  for (GList *link = toplevels; link != NULL; link = link->next)
    {
      if (link->data != tour->window && gtk_widget_get_visible (link->data)
          && gtk_window_get_transient_for (link->data) == GTK_WINDOW (tour->window))
        return link->data;
    }

  fprintf (stderr, "tour: no dialog came up\n");
  exit (1);
}

static void
visit_dialogs (Tour *tour)
{
  static const struct
  {
    const char *action;
    const char *name;
  } dialogs[] = { { "win.open-by-id", "open-by-id" },
                  { "win.connect-gateway", "connect-gateway" },
                  { "win.preferences", "preferences" } };

  for (guint i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      GtkWindow *dialog;

      gtk_widget_activate_action (GTK_WIDGET (tour->window), dialogs[i].action, NULL);
      dialog = tour_find_dialog (tour);
      tour_take_picture_of (tour, GTK_WIDGET (dialog), dialogs[i].name);
      gtk_window_destroy (dialog);
    }
}

static void
activate_cb (GApplication *application, gpointer user_data)
{
  Tour *tour = user_data;

  g_application_hold (application);
  tour->window = refrain_window_new (tour->application, tour->context, tour->settings);
  gtk_window_present (GTK_WINDOW (tour->window));
  refrain_window_open_library (tour->window, FALSE);
  tour_wait_for (tour, has_welcome, "the window");
  tour_take_all_sizes (tour, "first-run");
  gtk_widget_activate_action (GTK_WIDGET (tour->window), "win.start-demo", NULL);
  tour_wait_for (tour, has_songs, "the demo songs");
  if (!tour->only_create)
    {
      visit_songs (tour);
      visit_song (tour);
      save_songs (tour);
      visit_tasks (tour);
      visit_dialogs (tour);
    }
  tour_visit_create (tour);
  gtk_window_destroy (GTK_WINDOW (tour->window));
  g_application_release (application);
}

int
main (int argc, char **argv)
{
  Tour tour = { 0 };
  g_autofree char *cache_dir = NULL;
  int status;

  if (argc < 4)
    {
      fprintf (stderr, "usage: tour DATA-DIR SAVE-DIR PICTURE-DIR [create]\n");
      return 2;
    }

  setlocale (LC_ALL, "");
  g_mkdir_with_parents (argv[3], 0755);
  cache_dir = g_build_filename (argv[1], "cache", NULL);
  tour.picture_dir = argv[3];
  tour.only_create = g_strcmp0 (argv[4], "create") == 0;
  tour.settings = g_settings_new (REFRAIN_APPLICATION_ID);
  g_settings_set_string (tour.settings, "save-folder", argv[2]);
  tour.context = refrain_context_new (argv[1], cache_dir, FALSE);
  tour.application = g_object_new (ADW_TYPE_APPLICATION, "application-id", REFRAIN_APPLICATION_ID,
                                   "resource-base-path", "/io/github/refrain_music/Refrain",
                                   "flags", G_APPLICATION_NON_UNIQUE, NULL);
  g_signal_connect (tour.application, "activate", G_CALLBACK (activate_cb), &tour);
  status = g_application_run (G_APPLICATION (tour.application), 1, argv);
  g_object_unref (tour.application);
  g_object_unref (tour.context);
  g_object_unref (tour.settings);
  return status;
}
