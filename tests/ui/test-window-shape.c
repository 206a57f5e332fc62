/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The whole window: how narrow it gets, what its buttons are called, that it rests and goes. */

#include "config.h"

#include "window-fixture.h"

#define IDLE_MILLISECONDS 1000
#define MAX_TRIES 15

static GtkSelectionModel *
get_selection (WindowFixture *fixture)
{
  GtkWidget *grid = window_fixture_find (GTK_WIDGET (fixture->window->songs_page),
                                         GTK_TYPE_GRID_VIEW, NULL);

  return gtk_grid_view_get_model (GTK_GRID_VIEW (grid));
}

static int
get_minimum_width (WindowFixture *fixture)
{
  int minimum;

  gtk_widget_measure (GTK_WIDGET (fixture->window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL,
                      NULL, NULL);
  return minimum;
}

/* A page that was just shown may yet have to hear how much room there is. */
static gboolean
fits_phone (WindowFixture *fixture)
{
  return get_minimum_width (fixture) <= 360;
}

static gboolean
is_folded (WindowFixture *fixture)
{
  return adw_flap_get_folded (fixture->window->flap)
         && !adw_flap_get_reveal_flap (fixture->window->flap);
}

static gboolean
is_unfolded (WindowFixture *fixture)
{
  return !adw_flap_get_folded (fixture->window->flap)
         && adw_flap_get_reveal_flap (fixture->window->flap);
}

static void
test_widths (WindowFixture *fixture, gconstpointer unused)
{
  static const char *const views[] = { "songs", "unheard", "keepers", "at-risk", "tasks" };

  window_fixture_resize (fixture, 1400, 800);
  window_fixture_wait (fixture, is_unfolded, "the sidebar beside the songs");
  window_fixture_activate (fixture, "win.play-clip", "x", window_fixture_get_row (fixture, 0));
  window_fixture_resize (fixture, 360, 800);
  window_fixture_wait (fixture, is_folded, "the sidebar to fold");
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      window_fixture_activate (fixture, "win.show-view", "s", views[i]);
      window_fixture_wait (fixture, fits_phone, views[i]);
    }
  window_fixture_activate (fixture, "win.open-clip", "x", window_fixture_get_row (fixture, 0));
  window_fixture_wait (fixture, fits_phone, "a song's page that is narrow enough");
  window_fixture_resize (fixture, 1400, 800);
  window_fixture_wait (fixture, is_unfolded, "the sidebar to come back");
}

static gboolean
has_name (GtkWidget *button)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (button);

  /* A tooltip is a description: without a name a screen reader says the name of a class. */
  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL)
         || window_fixture_find (button, GTK_TYPE_LABEL, NULL) != NULL;
}

static void
assert_named (GtkWidget *root)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_get_mapped (child))
        continue;
      if ((GTK_IS_BUTTON (child) && !GTK_IS_MENU_BUTTON (root)) || GTK_IS_MENU_BUTTON (child))
        {
          if (gtk_widget_get_ancestor (child, GTK_TYPE_WINDOW_CONTROLS) == NULL
              && !has_name (child))
            g_error ("A %s “%s” has no name", G_OBJECT_TYPE_NAME (child),
                     gtk_widget_get_tooltip_text (child));
        }
      assert_named (child);
    }
}

static void
test_names (WindowFixture *fixture, gconstpointer unused)
{
  static const char *const views[] = { "songs", "keepers", "tasks" };

  window_fixture_activate (fixture, "win.play-clip", "x", window_fixture_get_row (fixture, 0));
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      window_fixture_activate (fixture, "win.show-view", "s", views[i]);
      assert_named (GTK_WIDGET (fixture->window));
    }
  window_fixture_activate (fixture, "win.show-view", "s", "songs");
  window_fixture_wait (fixture, window_fixture_has_songs, "the songs");
  gtk_selection_model_select_all (get_selection (fixture));
  g_settings_set_string (fixture->settings, "view-mode", "list");
  assert_named (GTK_WIDGET (fixture->window));
  window_fixture_activate (fixture, "win.open-clip", "x", window_fixture_get_row (fixture, 0));
  assert_named (GTK_WIDGET (fixture->window));
}

static gboolean
count_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
updated_cb (GdkFrameClock *clock, gpointer user_data)
{
  (*(guint *) user_data)++;
}

/* Runs the main loop for a time. Returns how many frames were made meanwhile. */
static guint
count_frames (WindowFixture *fixture, guint milliseconds)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (fixture->window));
  guint n_frames = 0;
  gboolean over = FALSE;
  gulong handler = g_signal_connect (clock, "update", G_CALLBACK (updated_cb), &n_frames);

  g_timeout_add (milliseconds, count_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
  return n_frames;
}

/* Covers may come late on a slow machine; a window that animates without end never rests. */
static void
assert_rests (WindowFixture *fixture)
{
  guint n_tries = 0;

  while (count_frames (fixture, IDLE_MILLISECONDS) > 2)
    g_assert_cmpuint (++n_tries, <, MAX_TRIES);
}

static void
test_idle (WindowFixture *fixture, gconstpointer unused)
{
  static const char *const views[] = { "songs", "keepers", "tasks" };

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      window_fixture_activate (fixture, "win.show-view", "s", views[i]);
      assert_rests (fixture);
    }
  window_fixture_activate (fixture, "win.show-view", "s", "songs");
  window_fixture_wait (fixture, window_fixture_has_songs, "the songs");
  window_fixture_activate (fixture, "win.open-clip", "x", window_fixture_get_row (fixture, 0));
  assert_rests (fixture);
}

static void
test_closes (WindowFixture *fixture, gconstpointer unused)
{
  gpointer song;
  gpointer songs;
  gpointer tasks;

  window_fixture_activate (fixture, "win.show-view", "s", "tasks");
  window_fixture_activate (fixture, "win.open-clip", "x", window_fixture_get_row (fixture, 0));
  window_fixture_activate (fixture, "win.play-clip", "x", window_fixture_get_row (fixture, 0));
  song = window_fixture_get_page (fixture);
  songs = fixture->window->songs_page;
  tasks = fixture->window->tasks_page;
  g_object_add_weak_pointer (song, &song);
  g_object_add_weak_pointer (songs, &songs);
  g_object_add_weak_pointer (tasks, &tasks);
  window_fixture_close (fixture);
  while (song != NULL || songs != NULL || tasks != NULL)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(path, func)                                                                            \
  g_test_add ("/window/" path, WindowFixture, NULL, window_fixture_set_up_songs, func,             \
              window_fixture_tear_down)
  ADD ("widths", test_widths);
  ADD ("names", test_names);
  ADD ("idle", test_idle);
  ADD ("closes", test_closes);

  return g_test_run ();
}
