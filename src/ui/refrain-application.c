/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-application.h"

#include "config.h"

#include "refrain-window.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/**
 * RefrainApplication:
 *
 * The program: one window, its services, and the actions that concern neither songs nor pages.
 */
struct _RefrainApplication
{
  AdwApplication parent_instance;

  RefrainContext *context; /* (owned) (nullable) */
  GSettings *settings;     /* (owned) (nullable) */
  char *data_dir;          /* (owned) (nullable): where the user wants the library */
  gboolean demo;
};

G_DEFINE_FINAL_TYPE (RefrainApplication, refrain_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "version", 'v', 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
  { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the demo songs"), NULL },
  { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Keep the library in this folder"),
    N_ ("FOLDER") },
  { NULL },
};

/* The main window: a video's window may be the active one. */
static GtkWindow *
get_window (RefrainApplication *self)
{
  for (GList *link = gtk_application_get_windows (GTK_APPLICATION (self)); link != NULL;
       link = link->next)
    {
      if (REFRAIN_IS_WINDOW (link->data))
        return link->data;
    }

  return NULL;
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = get_window (user_data);

  /* Closing the window keeps its size. */
  if (window != NULL)
    gtk_window_close (window);
  g_application_quit (G_APPLICATION (user_data));
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = get_window (user_data);

  if (window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.preferences", NULL);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_show_about_window (get_window (user_data), "application-name", _ ("Refrain"),
                         "application-icon", REFRAIN_APPLICATION_ID, "version", REFRAIN_VERSION,
                         "developer-name", _ ("The Refrain contributors"), "license-type",
                         GTK_LICENSE_GPL_3_0, "website", "https://github.com/refrain-music/refrain",
                         "issue-url", "https://github.com/refrain-music/refrain/issues",
                         /* Translators: your names, one a line. */
                         "translator-credits", _ ("translator-credits"), NULL);
}

static const GActionEntry actions[] = {
  { .name = "quit", .activate = quit_cb },
  { .name = "preferences", .activate = preferences_cb },
  { .name = "about", .activate = about_cb },
};

static const struct
{
  const char *action;
  const char *accels[3];
} accelerators[] = {
  { "app.quit", { "<Control>q" } },
  { "app.preferences", { "<Control>comma" } },
  { "win.show-help-overlay", { "<Control>question" } },
  { "win.search", { "<Control>f" } },
  { "win.open-by-id", { "<Control>o" } },
  { "win.back", { "<Alt>Left" } },
  { "win.toggle-sidebar", { "F9" } },
  { "win.fullscreen", { "F11" } },
  { "win.next", { "<Control>Right" } },
  { "win.previous", { "<Control>Left" } },
  { "win.show-view::songs", { "<Alt>1" } },
  { "win.show-view::unheard", { "<Alt>2" } },
  { "win.show-view::keepers", { "<Alt>3" } },
  { "win.show-view::at-risk", { "<Alt>4" } },
  { "win.show-view::tasks", { "<Alt>5" } },
  { "window.close", { "<Control>w" } },
};

static void
library_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  /* The window asks as well, and shows what went wrong. */
  refrain_library_open_finish (REFRAIN_LIBRARY (source), result, NULL);
}

/* The database is read while the toolkit starts, which takes longer. */
static void
start_opening (RefrainApplication *self)
{
  const char *keyring = g_getenv ("REFRAIN_KEYRING");
  g_autofree char *cache_dir = NULL;
  RefrainLibrary *library;

  if (self->data_dir != NULL)
    cache_dir = g_build_filename (self->data_dir, "cache", NULL);
  self->context = refrain_context_new (self->data_dir, cache_dir, g_strcmp0 (keyring, "none") != 0);
  library = refrain_context_get_library (self->context);
  refrain_library_defer_tasks (library);
  refrain_library_open_async (library, NULL, library_opened_cb, NULL);
}

static int
refrain_application_handle_local_options (GApplication *application, GVariantDict *dict)
{
  RefrainApplication *self = REFRAIN_APPLICATION (application);

  if (g_variant_dict_contains (dict, "version"))
    {
      printf ("refrain %s\n", REFRAIN_VERSION);
      return 0;
    }

  self->demo = g_variant_dict_contains (dict, "demo");
  if (g_variant_dict_lookup (dict, "data-dir", "^ay", &self->data_dir))
    /* Another library is another instance. */
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  start_opening (self);
  return -1;
}

static void
refrain_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (refrain_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accelerators[i].action,
                                           accelerators[i].accels);
  gtk_window_set_default_icon_name (REFRAIN_APPLICATION_ID);
}

static void
refrain_application_activate (GApplication *application)
{
  RefrainApplication *self = REFRAIN_APPLICATION (application);
  RefrainWindow *window;

  if (get_window (self) != NULL)
    {
      gtk_window_present (get_window (self));
      return;
    }

  self->settings = g_settings_new (REFRAIN_APPLICATION_ID);
  window = refrain_window_new (ADW_APPLICATION (self), self->context, self->settings);
  refrain_window_open_library (window, self->demo);
  gtk_window_present (GTK_WINDOW (window));
}

static void
refrain_application_shutdown (GApplication *application)
{
  RefrainApplication *self = REFRAIN_APPLICATION (application);

  G_APPLICATION_CLASS (refrain_application_parent_class)->shutdown (application);

  g_clear_object (&self->context);
  g_clear_object (&self->settings);
}

static void
refrain_application_finalize (GObject *object)
{
  RefrainApplication *self = REFRAIN_APPLICATION (object);

  /* Still here when another instance was there already. */
  g_clear_object (&self->context);
  g_clear_pointer (&self->data_dir, g_free);

  G_OBJECT_CLASS (refrain_application_parent_class)->finalize (object);
}

static void
refrain_application_class_init (RefrainApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = refrain_application_finalize;
  application_class->handle_local_options = refrain_application_handle_local_options;
  application_class->startup = refrain_application_startup;
  application_class->activate = refrain_application_activate;
  application_class->shutdown = refrain_application_shutdown;
}

static void
refrain_application_init (RefrainApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * refrain_application_new:
 *
 * Returns: (transfer full): the program
 */
RefrainApplication *
refrain_application_new (void)
{
  return g_object_new (REFRAIN_TYPE_APPLICATION, "application-id", REFRAIN_APPLICATION_ID,
                       "resource-base-path", "/io/github/refrain_music/Refrain", NULL);
}
