/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The page of songs: what it shows of a library, search, order, selection, by model and action. */

#include "config.h"

#include "refrain-clip-card.h"
#include "refrain-demo-gateway.h"
#include "refrain-songs-page.h"
#include "refrain-songs-state.h"

#include <glib/gstdio.h>

#define PATIENCE_SECONDS 20

typedef struct
{
  char *folder;
  RefrainDemoGateway *demo;
  RefrainContext *context;
  GSettings *settings;
  RefrainSongsPage *page;
  GtkWidget *window;
  gint64 opened_row;
} Fixture;

typedef gboolean (*Condition) (Fixture *fixture);

static gboolean
set_true_cb (gpointer flag)
{
  *(gboolean *) flag = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_for (Fixture *fixture, Condition condition)
{
  gboolean late = FALSE;
  guint source = g_timeout_add_seconds (PATIENCE_SECONDS, set_true_cb, &late);

  while (!condition (fixture) && !late)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (source);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainFetchOutcome) outcome = refrain_library_fetch_finish (REFRAIN_LIBRARY (source),
                                                                          result, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (outcome->errors), ==, 0);
  *(gboolean *) user_data = TRUE;
}

static void
source_put_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(RefrainSource **) user_data = refrain_library_put_source_finish (REFRAIN_LIBRARY (object),
                                                                     result, &error);
  g_assert_no_error (error);
}

static void
open_clip_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ((Fixture *) user_data)->opened_row = g_variant_get_int64 (parameter);
}

/* Puts every song of the demo gateway into the library. */
static void
fetch_songs (Fixture *fixture)
{
  RefrainLibrary *library = refrain_context_get_library (fixture->context);
  g_auto (GStrv) ids = refrain_demo_gateway_dup_task_ids (fixture->demo);
  g_autoptr (RefrainGatewayRecord) record = refrain_gateway_record_new (
      0, "Test", refrain_demo_gateway_get_address (fixture->demo), NULL, TRUE);
  g_autoptr (RefrainSource) source = NULL;
  gboolean fetched = FALSE;

  refrain_library_put_source_async (library, record, NULL, NULL, source_put_cb, &source);
  while (source == NULL)
    g_main_context_iteration (NULL, TRUE);
  refrain_library_fetch_async (library, source, (const char *const *) ids, NULL, fetched_cb,
                               &fetched);
  while (!fetched)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture *fixture, gconstpointer with_songs)
{
  static const GActionEntry entries[] = { { "open-clip", open_clip_cb, "x", NULL, NULL, { 0 } } };
  GSimpleActionGroup *group = g_simple_action_group_new ();
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("refrain-songs-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->demo = refrain_demo_gateway_new (g_getenv ("REFRAIN_DEMO_MEDIA"));
  g_assert_true (refrain_demo_gateway_start (fixture->demo, 0, &error));
  g_assert_no_error (error);
  fixture->context = refrain_context_new (fixture->folder, fixture->folder, FALSE);
  fixture->settings = g_settings_new (REFRAIN_APPLICATION_ID);
  if (with_songs != NULL)
    fetch_songs (fixture);

  fixture->page = refrain_songs_page_new (fixture->context, fixture->settings);
  fixture->window = gtk_window_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), fixture);
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));
  g_object_unref (group);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 700);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer with_songs)
{
  RefrainContext *context = fixture->context;

  g_object_add_weak_pointer (G_OBJECT (context), (gpointer *) &context);
  g_object_add_weak_pointer (G_OBJECT (fixture->page), (gpointer *) &fixture->page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->context);
  while (context != NULL || fixture->page != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_settings_reset (fixture->settings, "view-mode");
  g_settings_reset (fixture->settings, "sort");
  g_settings_reset (fixture->settings, "sort-ascending");
  g_object_unref (fixture->settings);
  refrain_demo_gateway_stop (fixture->demo);
  g_assert_finalize_object (fixture->demo);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (refrain_songs_page_get_list (fixture->page)));
}

static gboolean
has_all (Fixture *fixture)
{
  return count (fixture) == 26;
}

static gboolean
has_two (Fixture *fixture)
{
  return count (fixture) == 2;
}

static gboolean
has_none (Fixture *fixture)
{
  return count (fixture) == 0
         && refrain_clip_list_is_ready (refrain_songs_page_get_list (fixture->page));
}

static gboolean
first_is_loaded (Fixture *fixture)
{
  g_autoptr (RefrainClip) clip = g_list_model_get_item (
      G_LIST_MODEL (refrain_songs_page_get_list (fixture->page)), 0);

  return clip != NULL && refrain_clip_is_loaded (clip);
}

static GtkWidget *
find_child (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_child (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
test_shows_songs (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *card;

  wait_for (fixture, has_all);
  wait_for (fixture, first_is_loaded);
  card = find_child (GTK_WIDGET (fixture->page), REFRAIN_TYPE_CLIP_CARD);
  g_assert_nonnull (card);
  g_assert_nonnull (refrain_clip_card_get_clip (REFRAIN_CLIP_CARD (card)));
  gtk_test_accessible_assert_role (card, GTK_ACCESSIBLE_ROLE_GROUP);
  g_assert_true (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL));
}

static void
test_search (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *entry = find_child (GTK_WIDGET (fixture->page), GTK_TYPE_SEARCH_ENTRY);

  wait_for (fixture, has_all);
  refrain_songs_page_start_search (fixture->page);
  gtk_editable_set_text (GTK_EDITABLE (entry), "harbour LIGHTS");
  wait_for (fixture, has_two);
  gtk_editable_set_text (GTK_EDITABLE (entry), "no song has this");
  wait_for (fixture, has_none);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "songs.clear-search", NULL);
  wait_for (fixture, has_all);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
}

static void
test_order (Fixture *fixture, gconstpointer unused)
{
  RefrainClipList *list = refrain_songs_page_get_list (fixture->page);
  const gint64 *rows;
  gint64 newest;
  guint n_rows;

  wait_for (fixture, has_all);
  rows = refrain_clip_list_get_rows (list, &n_rows);
  newest = rows[0];
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "songs.sort", "s", "created-asc");
  do
    {
      g_main_context_iteration (NULL, TRUE);
      rows = refrain_clip_list_get_rows (list, &n_rows);
    }
  while (rows[0] == newest);
  g_assert_cmpint (rows[n_rows - 2], ==, newest);
  g_assert_true (g_settings_get_boolean (fixture->settings, "sort-ascending"));
}

static void
assert_mode (Fixture *fixture, const char *wanted)
{
  g_autofree char *mode = g_settings_get_string (fixture->settings, "view-mode");

  g_assert_cmpstr (mode, ==, wanted);
}

static void
test_list_mode (Fixture *fixture, gconstpointer unused)
{
  wait_for (fixture, has_all);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "songs.toggle-mode", NULL);
  assert_mode (fixture, "list");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "songs.toggle-mode", NULL);
  assert_mode (fixture, "grid");
}

static void
test_open (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *grid;
  const gint64 *rows;
  guint n_rows;

  wait_for (fixture, has_all);
  grid = find_child (GTK_WIDGET (fixture->page), GTK_TYPE_GRID_VIEW);
  gtk_widget_activate_action (grid, "list.activate-item", "u", 3);
  rows = refrain_clip_list_get_rows (refrain_songs_page_get_list (fixture->page), &n_rows);
  g_assert_cmpint (fixture->opened_row, ==, rows[3]);
}

static void
test_selection (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *grid;
  GtkWidget *bar;
  g_autoptr (GPtrArray) selected = NULL;

  wait_for (fixture, has_all);
  grid = find_child (GTK_WIDGET (fixture->page), GTK_TYPE_GRID_VIEW);
  g_assert_null (find_child (GTK_WIDGET (fixture->page), GTK_TYPE_ACTION_BAR));
  gtk_widget_activate_action (grid, "list.select-all", NULL);
  bar = find_child (GTK_WIDGET (fixture->page), GTK_TYPE_ACTION_BAR);
  g_assert_true (gtk_action_bar_get_revealed (GTK_ACTION_BAR (bar)));
  selected = refrain_songs_page_get_selected (fixture->page);
  g_assert_cmpuint (selected->len, ==, 26);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "songs.unselect", NULL);
  g_assert_false (gtk_action_bar_get_revealed (GTK_ACTION_BAR (bar)));
}

static void
test_empty (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *status;

  wait_for (fixture, has_none);
  status = find_child (GTK_WIDGET (fixture->page), ADW_TYPE_STATUS_PAGE);
  g_assert_true (gtk_widget_get_mapped (status));
  g_assert_cmpstr (adw_status_page_get_title (ADW_STATUS_PAGE (status)), ==, "No Songs Yet");
}

/* Says which widgets are to blame when a page is too wide. */
static void
print_wide (GtkWidget *widget, int depth)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (minimum < 150 || !gtk_widget_get_child_visible (widget))
    return;

  g_test_message ("%*s%s %d", depth, "", G_OBJECT_TYPE_NAME (widget), minimum);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    print_wide (child, depth + 2);
}

static gboolean
is_narrow (Fixture *fixture)
{
  int minimum;

  gtk_widget_measure (GTK_WIDGET (fixture->page), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL,
                      NULL, NULL);
  return minimum <= 360;
}

/* Some room is given back only once the page has become narrower. */
static void
test_narrow (Fixture *fixture, gconstpointer unused)
{
  wait_for (fixture, has_all);
  for (guint i = 0; i < 2; i++)
    {
      gint64 end = g_get_monotonic_time () + 2 * G_USEC_PER_SEC;

      while (!is_narrow (fixture) && g_get_monotonic_time () < end)
        {
          gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 700);
          g_main_context_iteration (NULL, FALSE);
        }
      if (!is_narrow (fixture))
        print_wide (GTK_WIDGET (fixture->page), 0);
      g_assert_true (is_narrow (fixture));
      gtk_widget_activate_action (GTK_WIDGET (fixture->page), "songs.toggle-mode", NULL);
    }
}

static void
test_columns (void)
{
  g_assert_cmpuint (refrain_songs_columns_for_width (360), ==, 2);
  g_assert_cmpuint (refrain_songs_columns_for_width (0), ==, 2);
  g_assert_cmpuint (refrain_songs_columns_for_width (800), ==, 4);
  g_assert_cmpuint (refrain_songs_columns_for_width (1400), ==, 7);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/io/github/refrain_music/Refrain/icons");

#define ADD(path, func, songs)                                                                     \
  g_test_add ("/songs-page/" path, Fixture, songs, set_up, func, tear_down)
  g_test_add_func ("/songs-page/columns", test_columns);
  ADD ("empty", test_empty, NULL);
  ADD ("shows-songs", test_shows_songs, "songs");
  ADD ("search", test_search, "songs");
  ADD ("order", test_order, "songs");
  ADD ("list-mode", test_list_mode, "songs");
  ADD ("open", test_open, "songs");
  ADD ("selection", test_selection, "songs");
  ADD ("narrow", test_narrow, "songs");

  return g_test_run ();
}
