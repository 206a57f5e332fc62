/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-background.h"

#include "refrain-background-portal.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* How long the end waits for the answer to a request that is on its way. */
#define PATIENCE_SECONDS 5

/**
 * RefrainBackground:
 *
 * What happens when the window is closed while tasks run: they are watched on without a window, if
 * the user wants that, until nothing runs any more. To quit is to quit, once what is on its way was
 * answered, within reason.
 */
struct _RefrainBackground
{
  GObject parent_instance;

  GtkApplication *application;     /* (unowned): lives longer than we do */
  RefrainContext *context;         /* (owned) */
  GSettings *settings;             /* (owned) */
  RefrainBackgroundPortal *portal; /* (owned) (nullable): once it was asked */
  GtkWindow *window;               /* (nullable): weak */
  guint recheck_source;
  guint patience_source;
  gboolean held;
  gboolean ending; /* the window goes as soon as nothing is on its way */
  gboolean quitting;
};

G_DEFINE_FINAL_TYPE (RefrainBackground, refrain_background, G_TYPE_OBJECT)

static guint
count_sending (RefrainBackground *self)
{
  return refrain_submitter_get_n_sending (refrain_context_get_submitter (self->context));
}

/* Tasks that have not ended: one that only waits for its videos is not worth staying for. */
static guint
count_running (RefrainBackground *self)
{
  RefrainWatcher *watcher = refrain_context_get_watcher (self->context);
  GListModel *tasks = refrain_library_get_tasks (refrain_context_get_library (self->context));
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (RefrainTask) task = g_list_model_get_item (tasks, i);

      if (refrain_watcher_is_watching (watcher, task)
          && !refrain_task_state_is_terminal (refrain_task_get_facts (task)->state))
        count++;
    }

  return count + count_sending (self);
}

static void
hold (RefrainBackground *self)
{
  if (self->held)
    return;

  self->held = TRUE;
  g_application_hold (G_APPLICATION (self->application));
}

static void
release (RefrainBackground *self)
{
  if (!self->held)
    return;

  self->held = FALSE;
  g_application_release (G_APPLICATION (self->application));
}

/* The end of everything, or of the window alone. */
static void
end (RefrainBackground *self)
{
  g_clear_handle_id (&self->patience_source, g_source_remove);
  self->ending = FALSE;
  if (self->window != NULL)
    gtk_window_destroy (self->window);
  release (self);
  if (self->quitting)
    g_application_quit (G_APPLICATION (self->application));
}

static gboolean
patience_cb (gpointer user_data)
{
  RefrainBackground *self = user_data;

  self->patience_source = 0;
  end (self);
  return G_SOURCE_REMOVE;
}

static void
hide (RefrainBackground *self)
{
  if (self->window == NULL)
    return;

  /* Whoever closes the window has heard enough. */
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.rest", NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->window), FALSE);
}

/* Ends now, or when the answers are there, or when that takes too long. */
static void
end_soon (RefrainBackground *self)
{
  if (count_sending (self) == 0)
    {
      end (self);
      return;
    }

  self->ending = TRUE;
  hide (self);
  if (self->patience_source == 0)
    self->patience_source = g_timeout_add_seconds (PATIENCE_SECONDS, patience_cb, self);
}

static gboolean
recheck_cb (gpointer user_data)
{
  RefrainBackground *self = user_data;

  self->recheck_source = 0;
  if (self->ending)
    {
      end_soon (self);
      return G_SOURCE_REMOVE;
    }
  if (!self->held || count_running (self) > 0)
    return G_SOURCE_REMOVE;

  if (self->window != NULL && !gtk_widget_get_visible (GTK_WIDGET (self->window)))
    gtk_window_destroy (self->window);
  release (self);
  return G_SOURCE_REMOVE;
}

/* Whoever says so is in the middle of it. */
static void
changed_cb (RefrainBackground *self)
{
  if ((self->held || self->ending) && self->recheck_source == 0)
    self->recheck_source = g_idle_add (recheck_cb, self);
}

static void
denied_cb (RefrainBackground *self)
{
  GtkWidget *dialog;

  g_settings_set_string (self->settings, "keep-watching", "no");
  release (self);
  if (self->window == NULL)
    return;

  gtk_window_present (self->window);
  dialog = adw_message_dialog_new (
      self->window, _ ("Refrain May Not Run in the Background"),
      _ ("Your desktop does not allow it, so tasks are watched as long as the window is open. "
         "Allow it in the desktop’s settings, then in Preferences."));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("C_lose"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
go_to_background (RefrainBackground *self)
{
  GDBusConnection *connection = g_application_get_dbus_connection (
      G_APPLICATION (self->application));

  hold (self);
  hide (self);
  if (connection == NULL)
    return;

  if (self->portal == NULL)
    {
      self->portal = refrain_background_portal_new (connection);
      g_signal_connect_object (self->portal, "denied", G_CALLBACK (denied_cb), self,
                               G_CONNECT_SWAPPED);
    }
  refrain_background_portal_request (self->portal);
}

static void
response_cb (RefrainBackground *self, const char *response)
{
  gboolean keep = g_str_equal (response, "keep");

  if (!keep && !g_str_equal (response, "quit"))
    return;

  g_settings_set_string (self->settings, "keep-watching", keep ? "yes" : "no");
  if (self->window == NULL)
    return;
  if (keep)
    {
      go_to_background (self);
      return;
    }

  /* Not before the question has gone, which stands on the window. */
  self->ending = TRUE;
  changed_cb (self);
}

static void
ask (RefrainBackground *self, guint n_running)
{
  g_autofree char *heading = g_strdup_printf (
      ngettext ("Keep Watching %u Task?", "Keep Watching %u Tasks?", n_running), n_running);
  GtkWidget *dialog = adw_message_dialog_new (
      self->window, heading,
      _ ("Refrain can stay open without a window until they have ended, and tell you then. "
         "Whatever you choose, the gateway goes on making them. Preferences let you choose "
         "again."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "quit", _ ("_Close"), "keep",
                                    _ ("_Keep Watching"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "keep",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  /* No choice is made: the window stays. */
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Comes after the window's own handler, which keeps its size. */
static gboolean
close_request_cb (GtkWindow *window, gpointer user_data)
{
  RefrainBackground *self = user_data;
  guint n_running = count_running (self);
  g_autofree char *choice = g_settings_get_string (self->settings, "keep-watching");

  if (self->quitting || n_running == 0)
    return FALSE;

  if (g_str_equal (choice, "yes"))
    go_to_background (self);
  else if (g_str_equal (choice, "ask"))
    ask (self, n_running);
  else if (count_sending (self) > 0)
    end_soon (self);
  else
    return FALSE;

  return TRUE;
}

static void
refrain_background_dispose (GObject *object)
{
  RefrainBackground *self = REFRAIN_BACKGROUND (object);

  g_clear_handle_id (&self->recheck_source, g_source_remove);
  g_clear_handle_id (&self->patience_source, g_source_remove);
  release (self);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->portal);
  g_clear_object (&self->context);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (refrain_background_parent_class)->dispose (object);
}

static void
refrain_background_class_init (RefrainBackgroundClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = refrain_background_dispose;
}

static void
refrain_background_init (RefrainBackground *self)
{
}

/**
 * refrain_background_new:
 * @application: is held while tasks are watched without a window
 * @context: the services
 * @settings: the user's settings
 *
 * Returns: (transfer full): what looks after the end of the window and of the program
 */
RefrainBackground *
refrain_background_new (GtkApplication *application, RefrainContext *context, GSettings *settings)
{
  RefrainBackground *self = g_object_new (REFRAIN_TYPE_BACKGROUND, NULL);
  RefrainWatcher *watcher = refrain_context_get_watcher (context);

  self->application = application;
  self->context = g_object_ref (context);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (watcher, "notify::n-watched", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (watcher, "task-ended", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (refrain_context_get_submitter (context), "notify::n-sending",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * refrain_background_look_after:
 * @self: the background
 * @window: the main window
 *
 * From now on the window asks here before it is closed.
 */
void
refrain_background_look_after (RefrainBackground *self, GtkWindow *window)
{
  g_return_if_fail (REFRAIN_IS_BACKGROUND (self));

  g_set_weak_pointer (&self->window, window);
  g_signal_connect_object (window, "close-request", G_CALLBACK (close_request_cb), self,
                           G_CONNECT_AFTER);
}

/**
 * refrain_background_stay:
 * @self: the background
 *
 * The user wants the window back while it was about to go.
 */
void
refrain_background_stay (RefrainBackground *self)
{
  g_return_if_fail (REFRAIN_IS_BACKGROUND (self));

  if (self->quitting)
    return;

  self->ending = FALSE;
  g_clear_handle_id (&self->patience_source, g_source_remove);
}

/**
 * refrain_background_is_holding:
 * @self: the background
 *
 * Returns: whether the program stays for tasks, whether it has a window or not
 */
gboolean
refrain_background_is_holding (RefrainBackground *self)
{
  g_return_val_if_fail (REFRAIN_IS_BACKGROUND (self), FALSE);

  return self->held;
}

/**
 * refrain_background_quit:
 * @self: the background
 *
 * Ends the program. A request that is on its way gets a few seconds, with no window in sight, to be
 * answered: otherwise nobody would know whether it was accepted.
 */
void
refrain_background_quit (RefrainBackground *self)
{
  g_return_if_fail (REFRAIN_IS_BACKGROUND (self));

  if (self->quitting)
    {
      /* Somebody has no patience. */
      end (self);
      return;
    }

  self->quitting = TRUE;
  /* Closing keeps the size of the window. */
  if (count_sending (self) == 0 && self->window != NULL)
    gtk_window_close (self->window);
  end_soon (self);
}
