/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The whole window: what it shows, where it leads, what its actions do to the library. */

#include "config.h"

#include "refrain-song-page.h"
#include "window-fixture.h"

#include <glib/gstdio.h>

static GtkWidget *
get_search_entry (WindowFixture *fixture)
{
  return window_fixture_find (GTK_WIDGET (fixture->window), GTK_TYPE_SEARCH_ENTRY, NULL);
}

static GtkSelectionModel *
get_selection (WindowFixture *fixture)
{
  GtkWidget *grid = window_fixture_find (GTK_WIDGET (fixture->window->songs_page),
                                         GTK_TYPE_GRID_VIEW, NULL);

  return gtk_grid_view_get_model (GTK_GRID_VIEW (grid));
}

static RefrainLibrary *
get_library (WindowFixture *fixture)
{
  return refrain_context_get_library (fixture->context);
}

static void
test_first_run (WindowFixture *fixture, gconstpointer unused)
{
  g_assert_cmpstr (window_fixture_get_root_page (fixture), ==, "welcome");
  window_fixture_activate (fixture, "win.start-demo", NULL);
  window_fixture_wait (fixture, window_fixture_has_songs, "the demo songs");
  g_assert_true (window_fixture_get_page (fixture) == GTK_WIDGET (fixture->window->songs_page));
  /* The demo has no key that could be lost. */
  g_assert_false (gtk_revealer_get_reveal_child (fixture->window->keyring_revealer));
}

static gboolean
is_main (WindowFixture *fixture)
{
  return g_strcmp0 (window_fixture_get_root_page (fixture), "main") == 0;
}

static void
put_source (WindowFixture *fixture, const char *address)
{
  g_autoptr (RefrainGatewayRecord) record = refrain_gateway_record_new (0, "Home", address, NULL,
                                                                        FALSE);

  refrain_library_put_source_async (get_library (fixture), record, NULL, NULL, NULL, NULL);
}

static void
test_first_gateway (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *button = window_fixture_find (GTK_WIDGET (fixture->window), GTK_TYPE_BUTTON,
                                           "_Connect a Gateway");

  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), ==,
                   "win.connect-gateway");
  put_source (fixture, refrain_demo_gateway_get_address (fixture->gateway));
  window_fixture_wait (fixture, is_main, "the first-run page to go");

  /* The tests have no keyring, so the user is told how long a key is kept. */
  g_assert_true (gtk_revealer_get_reveal_child (fixture->window->keyring_revealer));
  window_fixture_activate (fixture, "win.hide-keyring-bar", NULL);
  g_assert_false (gtk_revealer_get_reveal_child (fixture->window->keyring_revealer));
}

/* Closing while the demo songs are on their way must not touch what is gone. */
static void
test_close_early (WindowFixture *fixture, gconstpointer unused)
{
  window_fixture_activate (fixture, "win.start-demo", NULL);
  window_fixture_close (fixture);
}

static void
test_views (WindowFixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *name;
    RefrainView view;
  } views[] = { { "unheard", REFRAIN_VIEW_UNHEARD },
                { "keepers", REFRAIN_VIEW_KEEPERS },
                { "at-risk", REFRAIN_VIEW_AT_RISK },
                { "songs", REFRAIN_VIEW_ALL } };

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      RefrainClipList *list;

      window_fixture_activate (fixture, "win.show-view", "s", views[i].name);
      list = refrain_songs_page_get_list (fixture->window->songs_page);
      g_assert_cmpint (refrain_clip_list_get_query (list)->view, ==, views[i].view);
      g_assert_true (window_fixture_get_page (fixture) == GTK_WIDGET (fixture->window->songs_page));
    }

  window_fixture_activate (fixture, "win.show-view", "s", "tasks");
  g_assert_true (window_fixture_get_page (fixture) == GTK_WIDGET (fixture->window->tasks_page));
}

static void
test_back (WindowFixture *fixture, gconstpointer unused)
{
  GtkSelectionModel *selection = get_selection (fixture);
  GtkWidget *songs = window_fixture_get_page (fixture);
  GtkWidget *page;

  gtk_selection_model_select_item (selection, 4, TRUE);
  window_fixture_activate (fixture, "win.open-clip", "x", window_fixture_get_row (fixture, 4));
  page = window_fixture_get_page (fixture);
  g_assert_true (REFRAIN_IS_SONG_PAGE (page));
  /* The same song again is no further step. */
  window_fixture_activate (fixture, "win.open-clip", "x", window_fixture_get_row (fixture, 4));
  g_assert_true (window_fixture_get_page (fixture) == page);
  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);

  window_fixture_activate (fixture, "win.back", NULL);
  g_assert_true (window_fixture_get_page (fixture) == songs);
  g_assert_true (gtk_selection_model_is_selected (selection, 4));
  while (page != NULL)
    g_main_context_iteration (NULL, TRUE);
  /* There is no way further back. */
  window_fixture_activate (fixture, "win.back", NULL);
  g_assert_true (window_fixture_get_page (fixture) == songs);
}

static void
test_back_through_takes (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *pages[3];

  window_fixture_activate (fixture, "win.show-view", "s", "tasks");
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      pages[i] = window_fixture_get_page (fixture);
      window_fixture_activate (fixture, "win.open-clip", "x", window_fixture_get_row (fixture, i));
    }
  for (guint i = G_N_ELEMENTS (pages); i > 0; i--)
    {
      window_fixture_activate (fixture, "win.back", NULL);
      g_assert_true (window_fixture_get_page (fixture) == pages[i - 1]);
    }
}

static gboolean
is_searching (WindowFixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  GtkWidget *entry = get_search_entry (fixture);

  return focus != NULL && entry != NULL && gtk_widget_is_ancestor (focus, entry);
}

static gboolean
has_no_search (WindowFixture *fixture)
{
  return get_search_entry (fixture) == NULL;
}

static void
test_search (WindowFixture *fixture, gconstpointer unused)
{
  window_fixture_activate (fixture, "win.show-view", "s", "unheard");
  window_fixture_activate (fixture, "win.open-clip", "x", window_fixture_get_row (fixture, 0));
  window_fixture_activate (fixture, "win.search", NULL);
  g_assert_true (window_fixture_get_page (fixture) == GTK_WIDGET (fixture->window->songs_page));
  g_assert_cmpstr (fixture->window->view, ==, "unheard");
  window_fixture_wait (fixture, is_searching, "the search");

  /* Tasks have a search of their own; the form for new songs has none. */
  window_fixture_activate (fixture, "win.show-view", "s", "tasks");
  window_fixture_activate (fixture, "win.search", NULL);
  g_assert_cmpstr (fixture->window->view, ==, "tasks");
  window_fixture_activate (fixture, "win.show-view", "s", "create");
  window_fixture_activate (fixture, "win.search", NULL);
  g_assert_cmpstr (fixture->window->view, ==, "songs");
  window_fixture_activate (fixture, "win.back", NULL);
  window_fixture_wait (fixture, has_no_search, "the search to end");
}

static gboolean
is_keeper (WindowFixture *fixture)
{
  g_autoptr (RefrainClip) clip = refrain_clip_pool_get (
      refrain_library_get_pool (get_library (fixture)), fixture->row);

  return refrain_clip_get_verdict (clip) == REFRAIN_VERDICT_KEEP
         && refrain_library_get_counts (get_library (fixture))->keepers == 1;
}

static void
test_verdict (WindowFixture *fixture, gconstpointer unused)
{
  fixture->row = window_fixture_get_row (fixture, 2);
  window_fixture_activate (fixture, "win.verdict", "(xs)", fixture->row, "keep");
  window_fixture_wait (fixture, is_keeper, "the verdict");
  window_fixture_activate (fixture, "win.verdict", "(xs)", fixture->row, "no such verdict");
  g_assert_true (is_keeper (fixture));
}

static gboolean
is_saved (WindowFixture *fixture)
{
  g_autoptr (RefrainClip) clip = refrain_clip_pool_get (
      refrain_library_get_pool (get_library (fixture)), fixture->row);

  return refrain_clip_get_saved_kinds (clip) == REFRAIN_FILE_AUDIO
         && refrain_saver_get_n_unfinished (refrain_context_get_saver (fixture->context)) == 0;
}

static void
test_save (WindowFixture *fixture, gconstpointer unused)
{
  RefrainSaver *saver = refrain_context_get_saver (fixture->context);
  g_autoptr (RefrainSaveItem) item = NULL;
  const char *path;

  fixture->row = window_fixture_get_row (fixture, 1);
  window_fixture_activate (fixture, "win.save-clip", "(xu)", fixture->row, 0u);
  window_fixture_wait (fixture, is_saved, "the song to be saved");
  item = g_list_model_get_item (refrain_saver_get_items (saver), 0);
  path = refrain_save_item_get_path (item);
  g_assert_true (g_str_has_prefix (path, fixture->save_folder));
  g_assert_true (g_str_has_suffix (path, ".mp3"));
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
test_copy (WindowFixture *fixture, gconstpointer unused)
{
  g_autofree char *text = NULL;

  window_fixture_activate (fixture, "win.copy", "s", "first line\nsecond <line>");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->window)), NULL,
                                 text_read_cb, &text);
  while (text == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (text, ==, "first line\nsecond <line>");
}

static gboolean
shows_offline (WindowFixture *fixture)
{
  return gtk_revealer_get_reveal_child (fixture->window->offline_revealer)
         && window_fixture_find (GTK_WIDGET (fixture->window), GTK_TYPE_BUTTON, "_Retry") != NULL;
}

static gboolean
hides_offline (WindowFixture *fixture)
{
  return !gtk_revealer_get_reveal_child (fixture->window->offline_revealer);
}

static void
test_offline (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainTask) task = g_list_model_get_item (
      refrain_library_get_tasks (get_library (fixture)), 0);
  gint64 row = refrain_task_get_row_id (task);
  GtkWidget *retry;

  refrain_demo_gateway_stop (fixture->gateway);
  window_fixture_activate (fixture, "win.fetch-task", "x", row);
  window_fixture_wait (fixture, shows_offline, "the offline bar");
  window_fixture_start_gateway (fixture);
  window_fixture_activate (fixture, "win.fetch-task", "x", row);
  window_fixture_wait (fixture, hides_offline, "the offline bar to go");

  refrain_demo_gateway_stop (fixture->gateway);
  window_fixture_activate (fixture, "win.fetch-task", "x", row);
  window_fixture_wait (fixture, shows_offline, "the offline bar again");
  window_fixture_start_gateway (fixture);
  retry = window_fixture_find (GTK_WIDGET (fixture->window), GTK_TYPE_BUTTON, "_Retry");
  g_signal_emit_by_name (retry, "clicked");
  window_fixture_wait (fixture, hides_offline, "the retry to work");
}

/* No network is needed for what has been seen before. */
static void
test_reopen (WindowFixture *fixture, gconstpointer unused)
{
  window_fixture_close (fixture);
  refrain_demo_gateway_stop (fixture->gateway);
  window_fixture_open (fixture);
  window_fixture_wait (fixture, window_fixture_has_songs, "the songs of last time");
  window_fixture_activate (fixture, "win.open-clip", "x", window_fixture_get_row (fixture, 0));
  g_assert_true (REFRAIN_IS_SONG_PAGE (window_fixture_get_page (fixture)));
}

static void
test_broken_library (WindowFixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "library.db", NULL);
  g_autofree char *away = g_build_filename (fixture->folder, "away.db", NULL);
  g_autofree char *rubbish = g_strnfill (8192, 'x');
  GtkWidget *button;

  window_fixture_close (fixture);
  g_assert_cmpint (g_rename (path, away), ==, 0);
  g_assert_true (g_file_set_contents (path, rubbish, -1, NULL));
  window_fixture_open (fixture);
  g_assert_cmpstr (window_fixture_get_root_page (fixture), ==, "error");
  g_assert_nonnull (adw_status_page_get_description (fixture->window->error_page));

  button = window_fixture_find (GTK_WIDGET (fixture->window->error_page), GTK_TYPE_BUTTON,
                                "_Try Again");
  g_assert_nonnull (button);
  g_assert_cmpint (g_rename (away, path), ==, 0);
  g_signal_emit_by_name (button, "clicked");
  window_fixture_wait (fixture, window_fixture_has_songs, "the mended library");
}

static void
focus_song (WindowFixture *fixture)
{
  refrain_songs_page_focus (fixture->window->songs_page);
  g_assert_nonnull (refrain_window_get_focused_clip (fixture->window));
}

static void
test_keys (WindowFixture *fixture, gconstpointer unused)
{
  static const guint keys[] = { GDK_KEY_1, GDK_KEY_2, GDK_KEY_3, GDK_KEY_s, GDK_KEY_space };
  RefrainSaver *saver = refrain_context_get_saver (fixture->context);

  focus_song (fixture);
  fixture->row = refrain_clip_get_row_id (refrain_window_get_focused_clip (fixture->window));
  window_fixture_activate (fixture, "win.search", NULL);
  window_fixture_wait (fixture, is_searching, "the search");
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_false (window_fixture_press_key (fixture, keys[i], 0));
  g_assert_cmpuint (refrain_saver_get_n_unfinished (saver), ==, 0);
  g_assert_null (fixture->window->player_bar);

  window_fixture_activate (fixture, "win.back", NULL);
  focus_song (fixture);
  g_assert_false (window_fixture_press_key (fixture, GDK_KEY_1, GDK_CONTROL_MASK));
  g_assert_true (window_fixture_press_key (fixture, GDK_KEY_1, 0));
  window_fixture_wait (fixture, is_keeper, "the verdict by key");
  g_assert_true (window_fixture_press_key (fixture, GDK_KEY_s, 0));
  window_fixture_wait (fixture, is_saved, "the song to be saved by key");
}

/* In an open menu letters are mnemonics and space chooses. */
static void
test_keys_in_menu (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *button;
  GtkPopover *popover;

  window_fixture_activate (fixture, "win.open-clip", "x", window_fixture_get_row (fixture, 0));
  button = window_fixture_find (window_fixture_get_page (fixture), GTK_TYPE_MENU_BUTTON, NULL);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (button));
  gtk_widget_child_focus (GTK_WIDGET (popover), GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         GTK_WIDGET (popover)));
  g_assert_false (window_fixture_press_key (fixture, GDK_KEY_s, 0));
  g_assert_false (window_fixture_press_key (fixture, GDK_KEY_space, 0));
  gtk_popover_popdown (popover);
}

static void
test_shortcuts (WindowFixture *fixture, gconstpointer unused)
{
  GtkApplicationWindow *window = GTK_APPLICATION_WINDOW (fixture->window);
  GtkWidget *overlay = GTK_WIDGET (gtk_application_window_get_help_overlay (window));

  g_assert_nonnull (overlay);
  window_fixture_activate (fixture, "win.show-help-overlay", NULL);
  g_assert_true (gtk_widget_get_visible (overlay));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(path, set_up, func)                                                                    \
  g_test_add ("/window/" path, WindowFixture, NULL, set_up, func, window_fixture_tear_down)
  ADD ("first-run", window_fixture_set_up, test_first_run);
  ADD ("first-gateway", window_fixture_set_up, test_first_gateway);
  ADD ("close-early", window_fixture_set_up, test_close_early);
  ADD ("views", window_fixture_set_up_songs, test_views);
  ADD ("back", window_fixture_set_up_songs, test_back);
  ADD ("back-through-takes", window_fixture_set_up_songs, test_back_through_takes);
  ADD ("search", window_fixture_set_up_songs, test_search);
  ADD ("verdict", window_fixture_set_up_songs, test_verdict);
  ADD ("save", window_fixture_set_up_songs, test_save);
  ADD ("copy", window_fixture_set_up_songs, test_copy);
  ADD ("offline", window_fixture_set_up_songs, test_offline);
  ADD ("reopen", window_fixture_set_up_songs, test_reopen);
  ADD ("broken-library", window_fixture_set_up_songs, test_broken_library);
  ADD ("keys", window_fixture_set_up_songs, test_keys);
  ADD ("keys-in-menu", window_fixture_set_up_songs, test_keys_in_menu);
  ADD ("shortcuts", window_fixture_set_up, test_shortcuts);

  return g_test_run ();
}
