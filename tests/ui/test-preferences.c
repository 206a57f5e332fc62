/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Preferences: the preview of names, the folder, the gateways, and the look at saved files. */

#include "config.h"

#include "tasks-fixture.h"

#include "refrain-gateway-row.h"
#include "refrain-preferences-window.h"
#include "refrain-saving-page.h"
#include "refrain-store-files.h"
#include "refrain-verify-row.h"

#include <glib/gstdio.h>

typedef struct
{
  TasksFixture base;
  GSettings *settings;
  GtkWidget *window;
  RefrainSavingPage *saving;
  RefrainVerifyRow *verify;
} PreferencesFixture;

#define child(fixture, name)                                                                       \
  (G_OBJECT (gtk_widget_get_template_child (GTK_WIDGET ((fixture)->saving),                        \
                                            REFRAIN_TYPE_SAVING_PAGE, name)))

static void
set_up (PreferencesFixture *fixture, gconstpointer data)
{
  tasks_fixture_set_up (&fixture->base);
  fixture->settings = g_settings_new (REFRAIN_APPLICATION_ID);
  fixture->window = refrain_preferences_window_new (fixture->base.context, fixture->base.presenter,
                                                    fixture->settings);
  fixture->saving = REFRAIN_SAVING_PAGE (
      gtk_widget_get_template_child (fixture->window, REFRAIN_TYPE_PREFERENCES_WINDOW, "saving"));
  fixture->verify = REFRAIN_VERIFY_ROW (child (fixture, "verify"));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
tear_down (PreferencesFixture *fixture, gconstpointer data)
{
  static const char *const keys[] = { "name-template",   "save-folder",       "save-video",
                                      "default-gateway", "notify-task-ended", "keep-watching" };
  gpointer window = fixture->window;
  gpointer settings = fixture->settings;
  gpointer saving = fixture->saving;

  g_object_add_weak_pointer (G_OBJECT (saving), &saving);

  g_object_add_weak_pointer (G_OBJECT (fixture->window), &window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  tasks_fixture_wait (is_gone, &window);
  tasks_fixture_wait (is_gone, &saving);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (fixture->settings, keys[i]);
  /* News of a change is on its way to it for a moment. */
  g_object_add_weak_pointer (G_OBJECT (fixture->settings), &settings);
  g_clear_object (&fixture->settings);
  tasks_fixture_wait (is_gone, &settings);
  tasks_fixture_tear_down (&fixture->base);
}

static void
test_template (PreferencesFixture *fixture, gconstpointer data)
{
  GtkWidget *reset = GTK_WIDGET (child (fixture, "reset_template"));

  g_assert_cmpstr (refrain_saving_page_get_preview (fixture->saving), ==,
                   "Paper Lanterns [7c41f0a2].mp3");
  g_assert_false (gtk_widget_get_visible (reset));
  gtk_editable_set_text (GTK_EDITABLE (child (fixture, "name_template")), "{date} {title} {model}");
  g_assert_cmpstr (refrain_saving_page_get_preview (fixture->saving), ==,
                   "2026-09-03 Paper Lanterns chirp-v4 [7c41f0a2].mp3");
  g_autofree char *kept = g_settings_get_string (fixture->settings, "name-template");
  g_assert_cmpstr (kept, ==, "{date} {title} {model}");
  g_assert_true (gtk_widget_get_visible (reset));
  g_signal_emit_by_name (reset, "clicked");
  g_assert_cmpstr (refrain_saving_page_get_preview (fixture->saving), ==,
                   "Paper Lanterns [7c41f0a2].mp3");
  /* A name is never a path. */
  gtk_editable_set_text (GTK_EDITABLE (child (fixture, "name_template")), "../{title}");
  g_assert_null (strchr (refrain_saving_page_get_preview (fixture->saving), '/'));
}

static void
test_folder (PreferencesFixture *fixture, gconstpointer data)
{
  AdwActionRow *row = ADW_ACTION_ROW (child (fixture, "folder"));
  GtkWidget *reset = GTK_WIDGET (child (fixture, "reset_folder"));
  g_autofree char *usual = g_strdup (adw_action_row_get_subtitle (row));

  g_assert_false (gtk_widget_get_visible (reset));
  g_settings_set_string (fixture->settings, "save-folder", "/elsewhere/songs");
  g_assert_cmpstr (adw_action_row_get_subtitle (row), ==, "/elsewhere/songs");
  g_assert_true (gtk_widget_get_visible (reset));
  g_signal_emit_by_name (reset, "clicked");
  g_assert_cmpstr (adw_action_row_get_subtitle (row), ==, usual);
}

static void
test_switches (PreferencesFixture *fixture, gconstpointer data)
{
  gtk_switch_set_active (GTK_SWITCH (child (fixture, "save_video")), TRUE);
  g_assert_true (g_settings_get_boolean (fixture->settings, "save-video"));
}

static void
test_gateways (PreferencesFixture *fixture, gconstpointer data)
{
  g_assert_true (tasks_has_text (fixture->window, "No gateway yet"));
  tasks_fixture_add_source (&fixture->base, "Demo <songs>", "http://127.0.0.1:1");
  g_assert_false (tasks_has_text (fixture->window, "No gateway yet"));
  g_assert_true (tasks_has_text (fixture->window, "Demo <songs>"));
  /* The demo's is not to be edited. */
  g_assert_false (tasks_has_text (fixture->window, "http://127.0.0.1:1"));
}

static void
source_put_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(gpointer *) user_data = refrain_library_put_source_finish (REFRAIN_LIBRARY (object), result,
                                                               &error);
  g_assert_no_error (error);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static RefrainSource *
add_gateway (PreferencesFixture *fixture, const char *name, const char *address, const char *family)
{
  g_autoptr (RefrainGatewayRecord) record = refrain_gateway_record_new (0, name, address, family,
                                                                        FALSE);
  gpointer source = NULL;

  refrain_library_put_source_async (refrain_context_get_library (fixture->base.context), record,
                                    NULL, NULL, source_put_cb, &source);
  tasks_fixture_wait (is_set, &source);
  return source;
}

static GtkWidget *
find_gateway (GtkWidget *root, const char *name)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found;

      if (REFRAIN_IS_GATEWAY_ROW (child)
          && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (child)), name) == 0)
        return child;
      found = find_gateway (child, name);
      if (found != NULL)
        return found;
    }

  return NULL;
}

typedef struct
{
  GtkWidget *row;
  const char *words;
} Words;

static gboolean
says (gpointer data)
{
  const Words *words = data;
  const char *text = adw_action_row_get_subtitle (ADW_ACTION_ROW (words->row));

  return text != NULL && strstr (text, words->words) != NULL;
}

/* Which one makes new songs, of which kind each is, and whether it answers. */
static void
test_several_gateways (PreferencesFixture *fixture, gconstpointer data)
{
  RefrainLibrary *library = refrain_context_get_library (fixture->base.context);
  g_autofree char *address = g_strconcat (refrain_demo_gateway_get_address (fixture->base.demo),
                                          "/goapi", NULL);
  g_autoptr (RefrainSource) first = add_gateway (fixture, "First", "http://127.0.0.1:1", NULL);
  g_autoptr (RefrainSource) second = add_gateway (fixture, "Second", address, "goapi");
  g_autoptr (RefrainSource) chosen = NULL;
  Words words = { find_gateway (fixture->window, "Second"), "GoAPI · http://127.0.0.1" };
  GtkWidget *choice;

  g_assert_true (says (&words));
  choice = tasks_find_widget (words.row, GTK_TYPE_CHECK_BUTTON, NULL);
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (choice)));
  gtk_test_accessible_assert_property (choice, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Make New Songs with “Second”");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (choice), TRUE);
  chosen = refrain_library_find_source (library, NULL);
  g_assert_true (chosen == second);
  g_assert_cmpint (g_settings_get_int64 (fixture->settings, "default-gateway"), ==,
                   refrain_source_get_row_id (second));

  tasks_press (words.row, "Test Connection");
  words.words = "This gateway answers";
  tasks_fixture_wait (says, &words);
  words.row = find_gateway (fixture->window, "First");
  tasks_press (words.row, "Test Connection");
  words.words = "the connection was refused";
  tasks_fixture_wait (says, &words);
}

static void
test_tasks (PreferencesFixture *fixture, gconstpointer data)
{
  GObject *notify = gtk_widget_get_template_child (fixture->window, REFRAIN_TYPE_PREFERENCES_WINDOW,
                                                   "notify");
  GObject *keep = gtk_widget_get_template_child (fixture->window, REFRAIN_TYPE_PREFERENCES_WINDOW,
                                                 "keep_watching");
  g_autofree char *choice = NULL;

  g_assert_true (gtk_switch_get_active (GTK_SWITCH (notify)));
  gtk_switch_set_active (GTK_SWITCH (notify), FALSE);
  g_assert_false (g_settings_get_boolean (fixture->settings, "notify-task-ended"));
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (keep)), ==, 0);
  adw_combo_row_set_selected (ADW_COMBO_ROW (keep), 1);
  choice = g_settings_get_string (fixture->settings, "keep-watching");
  g_assert_cmpstr (choice, ==, "yes");
}

static gboolean
has_ended (gpointer row)
{
  return !refrain_verify_row_is_running (row);
}

static const char *
get_words (PreferencesFixture *fixture)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (fixture->verify));
}

static void
verify (PreferencesFixture *fixture)
{
  GtkWidget *button = adw_action_row_get_activatable_widget (ADW_ACTION_ROW (fixture->verify));

  g_signal_emit_by_name (button, "clicked");
  g_assert_true (refrain_verify_row_is_running (fixture->verify));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "_Cancel");
}

static gpointer
record_job (RefrainConnection *connection, gpointer data, GError **error)
{
  refrain_store_files_put (connection, data, error);
  return NULL;
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  refrain_store_run_finish (REFRAIN_STORE (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

/* Enters a file into the ledger, as if it had been saved. */
static char *
add_file (PreferencesFixture *fixture, RefrainFileKind kind, const char *name)
{
  g_autoptr (RefrainSavedFile) file = refrain_saved_file_new ();
  g_autoptr (GError) error = NULL;
  gboolean recorded = FALSE;

  file->path = g_build_filename (fixture->base.folder, name, NULL);
  g_assert_true (g_file_set_contents (file->path, name, -1, &error));
  g_assert_no_error (error);
  file->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);
  file->bytes = (gint64) strlen (name);
  file->clip_row = 1;
  file->clip_id = g_strdup ("clip");
  file->kind = kind;
  refrain_store_run_async (
      refrain_library_get_store (refrain_context_get_library (fixture->base.context)), record_job,
      file, NULL, NULL, NULL, recorded_cb, &recorded);
  tasks_fixture_wait (is_true, &recorded);
  return g_strdup (file->path);
}

static void
test_verify (PreferencesFixture *fixture, gconstpointer data)
{
  const char *const ids[] = { "demo-harbour-lights", NULL };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  verify (fixture);
  tasks_fixture_wait (has_ended, fixture->verify);
  g_assert_cmpstr (get_words (fixture), ==, "No file was saved yet.");

  tasks_fixture_fetch (
      &fixture->base,
      tasks_fixture_add_source (&fixture->base, "Demo",
                                refrain_demo_gateway_get_address (fixture->base.demo)),
      ids);
  first = add_file (fixture, REFRAIN_FILE_AUDIO, "one.mp3");
  second = add_file (fixture, REFRAIN_FILE_COVER, "one.jpg");
  verify (fixture);
  tasks_fixture_wait (has_ended, fixture->verify);
  g_assert_cmpstr (get_words (fixture), ==, "All 2 saved files are what they were.");

  g_assert_no_errno (g_unlink (first));
  verify (fixture);
  tasks_fixture_wait (has_ended, fixture->verify);
  g_assert_cmpstr (get_words (fixture), ==,
                   "1 of 2 files is what it was. 1 is missing. Save those songs again.");
}

static void
test_verify_cancel (PreferencesFixture *fixture, gconstpointer data)
{
  verify (fixture);
  g_signal_emit_by_name (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (fixture->verify)),
                         "clicked");
  tasks_fixture_wait (has_ended, fixture->verify);
  g_assert_cmpstr (get_words (fixture), ==, "Stopped. Nothing was changed.");
}

/* Closing the window while files are read leaves nothing behind. */
static void
test_verify_close (PreferencesFixture *fixture, gconstpointer data)
{
  verify (fixture);
}

static void
test_help (PreferencesFixture *fixture, gconstpointer data)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (
      "/io/github/refrain_music/Refrain/gtk/help-overlay.ui");
  GtkWidget *window = GTK_WIDGET (gtk_builder_get_object (builder, "help_overlay"));

  g_assert_true (GTK_IS_SHORTCUTS_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
add (const char *path, void (*test) (PreferencesFixture *, gconstpointer))
{
  g_test_add (path, PreferencesFixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  adw_init ();
  g_test_init (&argc, &argv, NULL);
  add ("/preferences/template", test_template);
  add ("/preferences/folder", test_folder);
  add ("/preferences/switches", test_switches);
  add ("/preferences/gateways", test_gateways);
  add ("/preferences/several-gateways", test_several_gateways);
  add ("/preferences/tasks", test_tasks);
  add ("/preferences/verify", test_verify);
  add ("/preferences/verify-cancel", test_verify_cancel);
  add ("/preferences/verify-close", test_verify_close);
  add ("/preferences/help", test_help);
  return g_test_run ();
}
