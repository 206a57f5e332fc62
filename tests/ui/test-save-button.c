/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The saving button: saves of demo songs, and of songs that are not there. */

#include "refrain-save-button.h"
#include "refrain-save-row.h"
#include "tasks-fixture.h"

static GtkWidget *
show_button (TasksFixture *fixture)
{
  GtkWidget *button = refrain_save_button_new (fixture->context);

  adw_toast_overlay_set_child (fixture->overlay, button);
  gtk_window_present (fixture->window);
  return button;
}

static RefrainClip *
get_clip (TasksFixture *fixture, const char *task_id)
{
  RefrainTask *task;
  const char *const ids[] = { task_id, NULL };
  RefrainSource *source = tasks_fixture_add_source (
      fixture, task_id, refrain_demo_gateway_get_address (fixture->demo));

  tasks_fixture_fetch (fixture, source, ids);
  task = tasks_fixture_find_task (fixture, task_id);
  g_assert_nonnull (task);
  return g_list_model_get_item (refrain_task_get_clips (task), 0);
}

static RefrainSaver *
get_saver (TasksFixture *fixture)
{
  RefrainSaver *saver = refrain_context_get_saver (fixture->context);
  g_autofree char *folder = g_build_filename (fixture->folder, "saved", NULL);

  refrain_saver_set_folder (saver, folder);
  return saver;
}

static gboolean
is_idle (gpointer saver)
{
  return refrain_saver_get_n_unfinished (saver) == 0;
}

typedef struct
{
  GtkWidget *popover;
  const char *title;
  GtkWidget *row;
} FindRow;

static gboolean
has_row (gpointer data)
{
  FindRow *find = data;

  find->row = tasks_find_widget (find->popover, REFRAIN_TYPE_SAVE_ROW, find->title);
  return find->row != NULL;
}

static GtkWidget *
wait_for_row (GtkWidget *button, const char *title)
{
  GtkMenuButton *menu = GTK_MENU_BUTTON (gtk_widget_get_first_child (button));
  FindRow find = { GTK_WIDGET (gtk_menu_button_get_popover (menu)), title, NULL };

  gtk_menu_button_popup (menu);
  tasks_fixture_wait (has_row, &find);
  return find.row;
}

static void
assert_name (GtkWidget *button, const char *name)
{
  gtk_test_accessible_assert_property (gtk_widget_get_first_child (button),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, name);
}

static void
test_saved (void)
{
  TasksFixture fixture = { 0 };
  RefrainSaver *saver;
  RefrainClip *clip;
  GtkWidget *button;
  GtkWidget *row;
  g_autoptr (RefrainSaveItem) item = NULL;
  g_autofree char *expected = NULL;

  tasks_fixture_set_up (&fixture);
  saver = get_saver (&fixture);
  button = show_button (&fixture);
  g_assert_false (gtk_widget_get_visible (button));
  clip = get_clip (&fixture, "demo-harbour-lights");
  refrain_saver_save (saver, clip, REFRAIN_FILE_AUDIO | REFRAIN_FILE_COVER);
  g_assert_true (gtk_widget_get_visible (button));
  assert_name (button, "Saving 1 of 2 files");

  row = wait_for_row (button, "Song");
  tasks_fixture_wait (is_idle, saver);
  assert_name (button, "2 files saved");
  g_assert_cmpstr (refrain_save_row_get_status (REFRAIN_SAVE_ROW (row)), ==, "Saved");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Harbour Lights, Song, Saved");
  g_assert_null (tasks_find_widget (row, GTK_TYPE_BUTTON, "Cancel"));
  g_signal_emit_by_name (tasks_find_widget (row, GTK_TYPE_BUTTON, "Show in Files"), "clicked");
  item = g_list_model_get_item (refrain_saver_get_items (saver), 0);
  expected = g_strdup_printf ("show-folder '%s'", refrain_save_item_get_path (item));
  g_assert_cmpstr (g_ptr_array_index (fixture.activated, 0), ==, expected);

  g_assert_true (gtk_widget_activate_action (button, "saves.clear-finished", NULL));
  g_assert_false (gtk_widget_get_visible (button));
  g_clear_object (&item);
  g_object_unref (clip);
  tasks_fixture_tear_down (&fixture);
}

static void
test_failed (void)
{
  TasksFixture fixture = { 0 };
  RefrainSaver *saver;
  g_autoptr (RefrainClip) clip = NULL;
  g_autoptr (RefrainSaveItem) item = NULL;
  g_autofree char *expected = NULL;
  GtkWidget *button;
  GtkWidget *row;

  tasks_fixture_set_up (&fixture);
  saver = get_saver (&fixture);
  button = show_button (&fixture);
  clip = get_clip (&fixture, "audio-404");
  refrain_saver_save (saver, clip, REFRAIN_FILE_AUDIO);
  row = wait_for_row (button, "Song");
  tasks_fixture_wait (is_idle, saver);
  assert_name (button, "0 files saved, 1 failed");
  item = g_list_model_get_item (refrain_saver_get_items (saver), 0);
  g_assert_cmpstr (refrain_save_row_get_status (REFRAIN_SAVE_ROW (row)), ==,
                   refrain_save_item_get_error (item)->message);
  g_signal_emit_by_name (tasks_find_widget (row, GTK_TYPE_BUTTON, "Try Again"), "clicked");
  expected = g_strdup_printf ("save-clip (%d, 1)", (int) refrain_clip_get_row_id (clip));
  g_assert_cmpstr (g_ptr_array_index (fixture.activated, 0), ==, expected);
  g_clear_object (&item);
  g_clear_object (&clip);
  tasks_fixture_tear_down (&fixture);
}

static void
test_cancelled (void)
{
  TasksFixture fixture = { 0 };
  RefrainSaver *saver;
  g_autoptr (RefrainClip) clip = NULL;
  GtkWidget *button;
  GtkWidget *row;

  tasks_fixture_set_up (&fixture);
  saver = get_saver (&fixture);
  button = show_button (&fixture);
  clip = get_clip (&fixture, "audio-stall");
  refrain_saver_save (saver, clip, REFRAIN_FILE_AUDIO);
  row = wait_for_row (button, "Song");
  g_assert_true (gtk_widget_activate_action (row, "save-row.cancel", NULL));
  tasks_fixture_wait (is_idle, saver);
  g_assert_cmpstr (refrain_save_row_get_status (REFRAIN_SAVE_ROW (row)), ==, "Cancelled");
  g_assert_nonnull (tasks_find_widget (row, GTK_TYPE_BUTTON, "Try Again"));

  refrain_saver_save (saver, clip, REFRAIN_FILE_AUDIO);
  assert_name (button, "Saving 2 of 2 files");
  g_assert_true (gtk_widget_activate_action (button, "saves.cancel-all", NULL));
  tasks_fixture_wait (is_idle, saver);
  g_clear_object (&clip);
  tasks_fixture_tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/save-button/saved", test_saved);
  g_test_add_func ("/save-button/failed", test_failed);
  g_test_add_func ("/save-button/cancelled", test_cancelled);
  return g_test_run ();
}
