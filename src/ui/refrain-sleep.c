/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-sleep.h"

#define LOGIN_NAME "org.freedesktop.login1"
#define LOGIN_PATH "/org/freedesktop/login1"
#define LOGIN_MANAGER "org.freedesktop.login1.Manager"

/**
 * RefrainSleep:
 *
 * Has tasks not be asked for while the computer goes to sleep and until it is awake again. Without
 * a system bus there is nobody to say so, and everything goes on as it did.
 */
struct _RefrainSleep
{
  GObject parent_instance;

  RefrainWatcher *watcher;     /* (owned) */
  GDBusConnection *connection; /* (owned) (nullable): to the system bus */
  GCancellable *cancellable;   /* (owned) */
  guint subscription;
};

G_DEFINE_FINAL_TYPE (RefrainSleep, refrain_sleep, G_TYPE_OBJECT)

static void
prepare_for_sleep_cb (GDBusConnection *connection,
                      const char *sender,
                      const char *path,
                      const char *interface,
                      const char *signal,
                      GVariant *parameters,
                      gpointer user_data)
{
  RefrainSleep *self = user_data;
  gboolean asleep;

  if (self->watcher == NULL || !g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;

  g_variant_get (parameters, "(b)", &asleep);
  refrain_watcher_set_paused (self->watcher, asleep);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) connection = g_bus_get_finish (result, &error);
  RefrainSleep *self;

  if (connection == NULL)
    {
      g_debug ("Nobody says when the computer goes to sleep: %s", error->message);
      return;
    }

  self = user_data; /* gone when the call was cancelled */
  self->connection = g_steal_pointer (&connection);
  /* A program does not end because a service of the system does. */
  g_dbus_connection_set_exit_on_close (self->connection, FALSE);
  self->subscription = g_dbus_connection_signal_subscribe (
      self->connection, LOGIN_NAME, LOGIN_MANAGER, "PrepareForSleep", LOGIN_PATH, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, prepare_for_sleep_cb, self, NULL);
}

static void
refrain_sleep_dispose (GObject *object)
{
  RefrainSleep *self = REFRAIN_SLEEP (object);

  g_cancellable_cancel (self->cancellable);
  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->connection, self->subscription);
  self->subscription = 0;
  g_clear_object (&self->connection);
  g_clear_object (&self->watcher);

  G_OBJECT_CLASS (refrain_sleep_parent_class)->dispose (object);
}

static void
refrain_sleep_finalize (GObject *object)
{
  g_clear_object (&REFRAIN_SLEEP (object)->cancellable);

  G_OBJECT_CLASS (refrain_sleep_parent_class)->finalize (object);
}

static void
refrain_sleep_class_init (RefrainSleepClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = refrain_sleep_dispose;
  G_OBJECT_CLASS (klass)->finalize = refrain_sleep_finalize;
}

static void
refrain_sleep_init (RefrainSleep *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * refrain_sleep_new:
 * @watcher: asks for tasks
 *
 * Returns: (transfer full): what pauses it, as long as it lives
 */
RefrainSleep *
refrain_sleep_new (RefrainWatcher *watcher)
{
  RefrainSleep *self = g_object_new (REFRAIN_TYPE_SLEEP, NULL);

  self->watcher = g_object_ref (watcher);
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, connected_cb, self);
  return self;
}
