/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-application.h"

#include "config.h"

#include "refrain-background.h"
#include "refrain-notifier.h"
#include "refrain-sleep.h"
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

  RefrainContext *context;       /* (owned) (nullable) */
  GSettings *settings;           /* (owned) (nullable) */
  RefrainNotifier *notifier;     /* (owned) (nullable) */
  RefrainBackground *background; /* (owned) (nullable) */
  RefrainSleep *sleep;           /* (owned) (nullable) */
  char *data_dir;                /* (owned) (nullable): where the user wants the library */
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
  RefrainApplication *self = user_data;

  if (self->background != NULL)
    refrain_background_quit (self->background);
  else
    g_application_quit (G_APPLICATION (self));
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

/* Something that a notification asks for. */
typedef struct
{
  RefrainApplication *self; /* (owned) */
  char *name;               /* (owned): the action's */
  gint64 row_id;
} Wish;

static void
wish_free (Wish *wish)
{
  g_object_unref (wish->self);
  g_free (wish->name);
  g_free (wish);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

/* Shows the song that came of a task, or the task where none did. */
static void
show_task (RefrainApplication *self, GtkWidget *window, gint64 row_id)
{
  RefrainTask *task = refrain_library_find_task (refrain_context_get_library (self->context),
                                                 row_id);
  g_autoptr (RefrainClip) clip = NULL;

  if (task != NULL && refrain_task_get_facts (task)->state == REFRAIN_TASK_STATE_COMPLETE)
    clip = g_list_model_get_item (refrain_task_get_clips (task), 0);
  if (clip != NULL)
    gtk_widget_activate_action (window, "win.open-clip", "x", refrain_clip_get_row_id (clip));
  else if (task != NULL)
    gtk_widget_activate_action (window, "win.open-task", "x", row_id);
  else
    gtk_widget_activate_action (window, "win.show-view", "s", "tasks");
}

static void
wish_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  GtkWidget *window = GTK_WIDGET (get_window (wish->self));

  /* The window shows what went wrong. */
  if (!refrain_library_open_finish (REFRAIN_LIBRARY (source), result, NULL) || window == NULL)
    return;

  if (g_str_equal (wish->name, "play-clip"))
    gtk_widget_activate_action (window, "win.play-clip", "x", wish->row_id);
  else if (g_str_equal (wish->name, "save-clip"))
    gtk_widget_activate_action (window, "win.save-clip", "(xu)", wish->row_id, 0u);
  else
    show_task (wish->self, window, wish->row_id);
}

/* A notification may be older than the window, and older than the program. */
static void
wish_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RefrainApplication *self = user_data;
  Wish *wish = g_new0 (Wish, 1);

  wish->self = g_object_ref (self);
  wish->name = g_strdup (g_action_get_name (G_ACTION (action)));
  wish->row_id = g_variant_get_int64 (parameter);
  g_application_activate (G_APPLICATION (self));
  refrain_library_open_async (refrain_context_get_library (self->context), NULL, wish_opened_cb,
                              wish);
}

static const GActionEntry actions[] = {
  { .name = "show-task", .activate = wish_cb, .parameter_type = "x" },
  { .name = "play-clip", .activate = wish_cb, .parameter_type = "x" },
  { .name = "save-clip", .activate = wish_cb, .parameter_type = "x" },
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
  { "win.create", { "<Control>n" } },
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

static gboolean
is_shown_cb (RefrainTask *task, gpointer user_data)
{
  GtkWindow *window = get_window (user_data);

  return window != NULL && gtk_window_is_active (window)
         && refrain_window_shows_task (REFRAIN_WINDOW (window), task);
}

static void
default_gateway_cb (RefrainApplication *self)
{
  refrain_library_set_default_source (refrain_context_get_library (self->context),
                                      g_settings_get_int64 (self->settings, "default-gateway"));
}

/* What is there for as long as the program runs, whether it has a window or not. */
static void
ensure_helpers (RefrainApplication *self)
{
  if (self->settings != NULL)
    return;

  self->settings = g_settings_new (REFRAIN_APPLICATION_ID);
  g_signal_connect_object (self->settings, "changed::default-gateway",
                           G_CALLBACK (default_gateway_cb), self, G_CONNECT_SWAPPED);
  default_gateway_cb (self);
  self->notifier = refrain_notifier_new (G_APPLICATION (self), self->context, self->settings,
                                         is_shown_cb, self);
  self->background = refrain_background_new (GTK_APPLICATION (self), self->context, self->settings);
  self->sleep = refrain_sleep_new (refrain_context_get_watcher (self->context));
}

static void
refrain_application_activate (GApplication *application)
{
  RefrainApplication *self = REFRAIN_APPLICATION (application);
  RefrainWindow *window;

  if (get_window (self) != NULL)
    {
      refrain_background_stay (self->background);
      gtk_window_present (get_window (self));
      return;
    }

  ensure_helpers (self);
  window = refrain_window_new (ADW_APPLICATION (self), self->context, self->settings);
  refrain_background_look_after (self->background, GTK_WINDOW (window));
  refrain_window_open_library (window, self->demo);
  gtk_window_present (GTK_WINDOW (window));
}

static void
refrain_application_shutdown (GApplication *application)
{
  RefrainApplication *self = REFRAIN_APPLICATION (application);
  g_autoptr (RefrainStore) store = NULL;

  G_APPLICATION_CLASS (refrain_application_parent_class)->shutdown (application);

  if (self->context != NULL)
    store = g_object_ref (refrain_library_get_store (refrain_context_get_library (self->context)));

  g_clear_object (&self->notifier);
  g_clear_object (&self->background);
  g_clear_object (&self->sleep);
  g_clear_object (&self->context);
  g_clear_object (&self->settings);
  /* Nobody runs the main loop any more, and what was done last is still on its way to the disk. */
  if (store != NULL)
    refrain_store_flush (store);
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
