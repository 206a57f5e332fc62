/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "window-fixture.h"

#include <glib/gstdio.h>

#define PATIENCE_SECONDS 20
#define N_SONGS 26
#define FRAME_PIXELS 24

static gboolean
set_true_cb (gpointer flag)
{
  *(gboolean *) flag = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
continue_cb (gpointer unused)
{
  return G_SOURCE_CONTINUE;
}

void
window_fixture_wait (WindowFixture *fixture, WindowCondition condition, const char *what)
{
  gboolean late = FALSE;
  guint source = g_timeout_add_seconds (PATIENCE_SECONDS, set_true_cb, &late);
  /* What other threads do may not wake us. */
  guint tick = g_timeout_add (20, continue_cb, NULL);

  while (!condition (fixture) && !late)
    g_main_context_iteration (NULL, TRUE);
  if (late)
    g_error ("Waited in vain for %s", what);
  g_source_remove (source);
  g_source_remove (tick);
}

static AdwApplication *
get_application (void)
{
  static AdwApplication *application;
  g_autoptr (GError) error = NULL;

  if (application != NULL)
    return application;

  application = g_object_new (ADW_TYPE_APPLICATION, "application-id", REFRAIN_APPLICATION_ID,
                              "resource-base-path", "/io/github/refrain_music/Refrain", "flags",
                              G_APPLICATION_NON_UNIQUE, NULL);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  return application;
}

void
window_fixture_start_gateway (WindowFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = NULL;

  g_assert_true (refrain_demo_gateway_start (fixture->gateway, fixture->port, &error));
  g_assert_no_error (error);
  uri = g_uri_parse (refrain_demo_gateway_get_address (fixture->gateway), G_URI_FLAGS_NONE, &error);
  g_assert_no_error (error);
  fixture->port = (guint16) g_uri_get_port (uri);
}

static gboolean
has_decided (WindowFixture *fixture)
{
  return g_strcmp0 (window_fixture_get_root_page (fixture), "blank") != 0
         && gtk_widget_get_mapped (GTK_WIDGET (fixture->window));
}

/* As the application does. */
void
window_fixture_open (WindowFixture *fixture)
{
  fixture->context = refrain_context_new (fixture->folder, fixture->folder, FALSE);
  fixture->window = refrain_window_new (fixture->application, fixture->context, fixture->settings);
  refrain_window_open_library (fixture->window, FALSE);
  gtk_window_present (GTK_WINDOW (fixture->window));
  window_fixture_wait (fixture, has_decided, "the library");
}

static gboolean
is_gone (WindowFixture *fixture)
{
  g_autofree char *journal = g_build_filename (fixture->folder, "library.db-wal", NULL);

  return fixture->context == NULL && fixture->window == NULL
         && (fixture->leaves_journal || !g_file_test (journal, G_FILE_TEST_EXISTS));
}

/* As its user does; nothing may be left. */
void
window_fixture_close (WindowFixture *fixture)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  g_object_add_weak_pointer (G_OBJECT (fixture->context), (gpointer *) &fixture->context);
  gtk_window_close (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->context);
  window_fixture_wait (fixture, is_gone, "window, services and the open library to go");
}

void
window_fixture_set_up (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture->application = get_application ();
  fixture->folder = g_dir_make_tmp ("refrain-window-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->save_folder = g_build_filename (fixture->folder, "saved", NULL);
  fixture->settings = g_settings_new (REFRAIN_APPLICATION_ID);
  g_settings_set_string (fixture->settings, "save-folder", fixture->save_folder);
  fixture->gateway = refrain_demo_gateway_new (g_getenv ("REFRAIN_DEMO_MEDIA"));
  window_fixture_start_gateway (fixture);
  window_fixture_open (fixture);
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
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainFetchOutcome) outcome = refrain_library_fetch_finish (REFRAIN_LIBRARY (source),
                                                                          result, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (outcome->errors), ==, 0);
}

gboolean
window_fixture_has_songs (WindowFixture *fixture)
{
  g_autoptr (RefrainClip) clip = NULL;

  if (g_strcmp0 (window_fixture_get_root_page (fixture), "main") != 0
      || g_list_model_get_n_items (
             G_LIST_MODEL (refrain_songs_page_get_list (fixture->window->songs_page)))
             != N_SONGS)
    return FALSE;

  clip = window_fixture_get_clip (fixture, 0);
  return refrain_clip_is_loaded (clip)
         && gtk_widget_get_mapped (GTK_WIDGET (fixture->window->songs_page));
}

void
window_fixture_set_up_songs (WindowFixture *fixture, gconstpointer unused)
{
  RefrainLibrary *library;
  g_autoptr (RefrainGatewayRecord) record = NULL;
  g_autoptr (RefrainSource) source = NULL;
  g_auto (GStrv) ids = NULL;

  window_fixture_set_up (fixture, unused);
  library = refrain_context_get_library (fixture->context);
  record = refrain_gateway_record_new (
      0, "Home", refrain_demo_gateway_get_address (fixture->gateway), NULL, FALSE);
  refrain_library_put_source_async (library, record, NULL, NULL, source_put_cb, &source);
  while (source == NULL)
    g_main_context_iteration (NULL, TRUE);
  ids = refrain_demo_gateway_dup_task_ids (fixture->gateway);
  refrain_library_fetch_async (library, source, (const char *const *) ids, NULL, fetched_cb, NULL);
  window_fixture_wait (fixture, window_fixture_has_songs, "the songs");
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

void
window_fixture_tear_down (WindowFixture *fixture, gconstpointer unused)
{
  static const char *const keys[] = { "save-folder", "window-width", "window-height", "view-mode" };

  if (fixture->window != NULL)
    window_fixture_close (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (fixture->settings, keys[i]);
  g_object_unref (fixture->settings);
  refrain_demo_gateway_stop (fixture->gateway);
  g_assert_finalize_object (fixture->gateway);
  remove_tree (fixture->folder);
  g_free (fixture->save_folder);
  g_free (fixture->folder);
}

/* Without a window manager the frame is part of the window. */
static gboolean
is_as_wide (GtkWidget *widget, int width)
{
  return ABS (gtk_widget_get_width (widget) - width) <= FRAME_PIXELS;
}

static gboolean
ask_for_size_cb (gpointer user_data)
{
  WindowFixture *fixture = user_data;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), fixture->width, fixture->height);
  return G_SOURCE_CONTINUE;
}

static gboolean
has_size (WindowFixture *fixture)
{
  return is_as_wide (GTK_WIDGET (fixture->window), fixture->width);
}

/* A window gets narrower in two steps: it can go on once its sidebar has folded. So it is asked for
 * again until it is there, as by somebody who drags its edge. */
void
window_fixture_resize (WindowFixture *fixture, int width, int height)
{
  guint asking = g_timeout_add (100, ask_for_size_cb, fixture);

  fixture->width = width;
  fixture->height = height;
  ask_for_size_cb (fixture);
  window_fixture_wait (fixture, has_size, "the window to be resized");
  g_source_remove (asking);
}

void
window_fixture_activate (WindowFixture *fixture, const char *action, const char *format, ...)
{
  g_autoptr (GVariant) target = NULL;
  va_list args;

  if (format != NULL)
    {
      va_start (args, format);
      target = g_variant_ref_sink (g_variant_new_va (format, NULL, &args));
      va_end (args);
    }
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (fixture->window), action, target));
}

const char *
window_fixture_get_root_page (WindowFixture *fixture)
{
  return gtk_stack_get_visible_child_name (fixture->window->root_stack);
}

GtkWidget *
window_fixture_get_page (WindowFixture *fixture)
{
  return gtk_stack_get_visible_child (fixture->window->stack);
}

RefrainClip *
window_fixture_get_clip (WindowFixture *fixture, guint position)
{
  return g_list_model_get_item (
      G_LIST_MODEL (refrain_songs_page_get_list (fixture->window->songs_page)), position);
}

gint64
window_fixture_get_row (WindowFixture *fixture, guint position)
{
  g_autoptr (RefrainClip) clip = window_fixture_get_clip (fixture, position);

  return refrain_clip_get_row_id (clip);
}

static gboolean
has_text (GtkWidget *widget, const char *text)
{
  if (text == NULL)
    return TRUE;
  if (GTK_IS_LABEL (widget))
    return g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0;

  return GTK_IS_BUTTON (widget)
         && (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), text) == 0
             || g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) == 0);
}

/* The first mapped widget of @type at or below @root, with @text as its text if that is given. */
GtkWidget *
window_fixture_find (GtkWidget *root, GType type, const char *text)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && has_text (root, text))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = gtk_widget_get_mapped (child) ? window_fixture_find (child, type, text)
                                                       : NULL;

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Gives a key to the window's own controllers. Returns whether one of them took it. */
gboolean
window_fixture_press_key (WindowFixture *fixture, guint key, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (
      GTK_WIDGET (fixture->window));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean taken = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
        continue;
      g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &taken);
      if (taken)
        return TRUE;
    }

  return FALSE;
}
