/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-window-private.h"

#include <glib/gi18n-lib.h>

/* Below this width the sidebar lies over the content. */
#define FOLD_WIDTH 720
#define DEMO_MILLISECONDS 500

/**
 * RefrainWindow:
 *
 * The shell: sidebar, pages and player bar. Its actions are the public face that pages use.
 */
G_DEFINE_FINAL_TYPE (RefrainWindow, refrain_window, ADW_TYPE_APPLICATION_WINDOW)

/* Runs outside of the allocation, in which the flap must not be told to change. */
static gboolean
fold_cb (gpointer user_data)
{
  RefrainWindow *self = user_data;

  self->fold_source = 0;
  if (self->narrow)
    adw_flap_set_reveal_flap (self->flap, FALSE);
  adw_flap_set_fold_policy (self->flap, self->narrow ? ADW_FLAP_FOLD_POLICY_ALWAYS
                                                     : ADW_FLAP_FOLD_POLICY_NEVER);
  if (!self->narrow)
    adw_flap_set_reveal_flap (self->flap, TRUE);

  return G_SOURCE_REMOVE;
}

static void
refrain_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RefrainWindow *self = REFRAIN_WINDOW (widget);
  gboolean narrow = width < FOLD_WIDTH;

  if (narrow != self->narrow)
    {
      self->narrow = narrow;
      if (self->fold_source == 0)
        self->fold_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fold_cb, self, NULL);
    }
  GTK_WIDGET_CLASS (refrain_window_parent_class)->size_allocate (widget, width, height, baseline);
}

static gboolean
refrain_window_close_request (GtkWindow *window)
{
  RefrainWindow *self = REFRAIN_WINDOW (window);
  int width;
  int height;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));

  return GTK_WINDOW_CLASS (refrain_window_parent_class)->close_request (window);
}

/* Only who has a gateway of their own has a key to lose. */
static void
keyring_changed_cb (RefrainWindow *self)
{
  RefrainLibrary *library = refrain_context_get_library (self->context);
  RefrainSecrets *secrets = refrain_library_get_secrets (library);
  g_autoptr (RefrainSource) source = refrain_library_find_source (library, NULL);

  gtk_revealer_set_reveal_child (self->keyring_revealer, refrain_secrets_is_session_only (secrets)
                                                             && source != NULL
                                                             && !refrain_source_is_demo (source));
}

static void
hide_keyring_bar_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_revealer_set_reveal_child (REFRAIN_WINDOW (widget)->keyring_revealer, FALSE);
}

static void
offline_changed_cb (RefrainWindow *self)
{
  gtk_revealer_set_reveal_child (
      self->offline_revealer,
      refrain_library_is_offline (refrain_context_get_library (self->context)));
}

static void
demo_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean started = refrain_demo_session_start_finish (REFRAIN_DEMO_SESSION (source), result,
                                                        &error);

  /* Closed meanwhile. */
  if (self->context == NULL)
    return;

  if (self->welcome_page != NULL)
    refrain_welcome_page_set_busy (self->welcome_page, FALSE, NULL);
  if (!started)
    refrain_error_presenter_show (self->presenter, _ ("The demo songs cannot be shown"), error);
  else
    refrain_window_show_main (self);
}

/* Made when it is shown: most starts are not the first. */
static void
show_welcome (RefrainWindow *self)
{
  if (self->welcome_page == NULL)
    {
      self->welcome_page = REFRAIN_WELCOME_PAGE (refrain_welcome_page_new (self->context));
      gtk_widget_set_vexpand (GTK_WIDGET (self->welcome_page), TRUE);
      gtk_box_append (self->welcome_box, GTK_WIDGET (self->welcome_page));
    }
  gtk_stack_set_visible_child_name (self->root_stack, "welcome");
}

static void
start_demo (RefrainWindow *self)
{
  if (self->welcome_page != NULL)
    refrain_welcome_page_set_busy (self->welcome_page, TRUE, _ ("Fetching the demo songs…"));
  refrain_demo_session_start_async (self->demo, self->cancellable, demo_started_cb,
                                    g_object_ref (self));
}

static void
start_demo_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  start_demo (REFRAIN_WINDOW (widget));
}

/* The demo's songs are in the library already; its gateway can wait until they are on show. */
static gboolean
start_demo_later_cb (gpointer user_data)
{
  RefrainWindow *self = user_data;

  self->demo_source = 0;
  start_demo (self);
  return G_SOURCE_REMOVE;
}

static void
library_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainWindow) self = user_data;
  RefrainLibrary *library = REFRAIN_LIBRARY (source);
  g_autoptr (GError) error = NULL;
  gboolean opened = refrain_library_open_finish (library, result, &error);

  if (self->context == NULL)
    return;

  if (!opened)
    {
      g_autofree char *text = refrain_error_presenter_describe (error);
      g_autofree char *escaped = g_markup_escape_text (text, -1);

      adw_status_page_set_description (self->error_page, escaped);
      gtk_stack_set_visible_child_name (self->root_stack, "error");
      return;
    }

  refrain_context_start_services (self->context);
  if (refrain_library_is_read_only (library))
    refrain_error_presenter_toast (
        self->presenter, _ ("This library was made by a newer version: it can only be read"));
  if (g_list_model_get_n_items (refrain_library_get_sources (library)) > 0)
    refrain_window_show_main (self);
  else
    show_welcome (self);
  if (self->wants_demo)
    start_demo (self);
  else if (refrain_demo_session_is_wanted (self->demo))
    self->demo_source = g_timeout_add (DEMO_MILLISECONDS, start_demo_later_cb, self);
}

/* The first gateway ends the first run; the demo ends it once its songs are here. */
static void
sources_changed_cb (RefrainWindow *self)
{
  GListModel *sources = refrain_library_get_sources (refrain_context_get_library (self->context));
  const char *shown = gtk_stack_get_visible_child_name (self->root_stack);

  if (g_strcmp0 (shown, "welcome") == 0 && g_list_model_get_n_items (sources) > 0
      && !refrain_demo_session_is_wanted (self->demo))
    refrain_window_show_main (self);
}

static void
open_library_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainWindow *self = REFRAIN_WINDOW (widget);

  refrain_window_open_library (self, self->wants_demo);
}

static void
retry_network_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainWindow *self = REFRAIN_WINDOW (widget);
  RefrainWatcher *watcher = refrain_context_get_watcher (self->context);
  GListModel *tasks = refrain_library_get_tasks (refrain_context_get_library (self->context));
  g_autoptr (RefrainTask) newest = g_list_model_get_item (tasks, 0);

  /* The bar goes when an answer comes. */
  if (refrain_watcher_get_n_watched (watcher) > 0)
    refrain_watcher_poll_now (watcher);
  else if (newest != NULL)
    gtk_widget_activate_action (widget, "win.fetch-task", "x", refrain_task_get_row_id (newest));
}

static void
refrain_window_dispose (GObject *object)
{
  RefrainWindow *self = REFRAIN_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->fold_source, g_source_remove);
  g_clear_handle_id (&self->demo_source, g_source_remove);
  g_queue_clear (&self->song_pages);
  g_clear_object (&self->remote);
  g_clear_object (&self->demo);
  g_clear_object (&self->presenter);
  g_clear_object (&self->context);
  g_clear_object (&self->settings);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->view, g_free);

  G_OBJECT_CLASS (refrain_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/refrain-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, RefrainWindow, root_stack);
  gtk_widget_class_bind_template_child (widget_class, RefrainWindow, welcome_box);
  gtk_widget_class_bind_template_child (widget_class, RefrainWindow, error_page);
  gtk_widget_class_bind_template_child (widget_class, RefrainWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, RefrainWindow, sidebar_box);
  gtk_widget_class_bind_template_child (widget_class, RefrainWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, RefrainWindow, keyring_revealer);
  gtk_widget_class_bind_template_child (widget_class, RefrainWindow, offline_revealer);
  gtk_widget_class_bind_template_child (widget_class, RefrainWindow, player_bin);
}

static void
refrain_window_class_init (RefrainWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = refrain_window_dispose;
  widget_class->size_allocate = refrain_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = refrain_window_close_request;

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "win.start-demo", NULL, start_demo_cb);
  gtk_widget_class_install_action (widget_class, "win.open-library", NULL, open_library_cb);
  gtk_widget_class_install_action (widget_class, "win.retry-network", NULL, retry_network_cb);
  gtk_widget_class_install_action (widget_class, "win.hide-keyring-bar", NULL, hide_keyring_bar_cb);
  refrain_window_install_navigation (widget_class);
  refrain_window_install_song_actions (widget_class);
  refrain_window_install_creation (widget_class);
}

static void
refrain_window_init (RefrainWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->view = g_strdup ("songs");
  g_queue_init (&self->song_pages);
}

/**
 * refrain_window_new:
 * @application: the application
 * @context: the services
 * @settings: the user's settings
 *
 * Returns: (transfer none): the window, which shows nothing of the library until it is opened
 */
RefrainWindow *
refrain_window_new (AdwApplication *application, RefrainContext *context, GSettings *settings)
{
  RefrainWindow *self = g_object_new (
      REFRAIN_TYPE_WINDOW, "application", application, "default-width",
      g_settings_get_int (settings, "window-width"), "default-height",
      g_settings_get_int (settings, "window-height"), NULL);
  RefrainLibrary *library = refrain_context_get_library (context);

  self->context = g_object_ref (context);
  self->settings = g_object_ref (settings);
  self->presenter = refrain_error_presenter_new (self->toasts);
  self->demo = refrain_demo_session_new (library);
  self->sidebar = refrain_sidebar_new (library);
  gtk_widget_set_vexpand (GTK_WIDGET (self->sidebar), TRUE);
  gtk_box_append (self->sidebar_box, GTK_WIDGET (self->sidebar));
  g_signal_connect_object (refrain_library_get_secrets (library), "notify::session-only",
                           G_CALLBACK (keyring_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (refrain_library_get_sources (library), "items-changed",
                           G_CALLBACK (keyring_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "notify::offline", G_CALLBACK (offline_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (refrain_library_get_sources (library), "items-changed",
                           G_CALLBACK (sources_changed_cb), self, G_CONNECT_SWAPPED);
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  refrain_window_set_up_keys (self);
  return self;
}

/**
 * refrain_window_open_library:
 * @self: a window
 * @start_demo_too: whether to show the demo songs, whatever is in the library
 *
 * Reads the library and shows it; asks what to do first when it is new.
 */
void
refrain_window_open_library (RefrainWindow *self, gboolean start_demo_too)
{
  g_return_if_fail (REFRAIN_IS_WINDOW (self));

  self->wants_demo = start_demo_too;
  refrain_library_open_async (refrain_context_get_library (self->context), self->cancellable,
                              library_opened_cb, g_object_ref (self));
}
