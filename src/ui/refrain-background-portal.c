/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-background-portal.h"

#include <glib/gi18n-lib.h>

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define PORTAL_BACKGROUND "org.freedesktop.portal.Background"
#define PORTAL_REQUEST "org.freedesktop.portal.Request"

/**
 * RefrainBackgroundPortal:
 *
 * Asks the desktop whether the program may run without a window, where the desktop has a say in
 * that. Where it has none, nobody forbids it.
 */
struct _RefrainBackgroundPortal
{
  GObject parent_instance;

  GDBusConnection *connection; /* (owned) */
  GCancellable *cancellable;   /* (owned) */
  guint subscription;          /* to the answer */
  guint counter;
};

G_DEFINE_FINAL_TYPE (RefrainBackgroundPortal, refrain_background_portal, G_TYPE_OBJECT)

enum
{
  SIGNAL_DENIED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
stop_listening (RefrainBackgroundPortal *self)
{
  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->connection, self->subscription);
  self->subscription = 0;
}

static void
answered_cb (GDBusConnection *connection,
             const char *sender,
             const char *path,
             const char *interface,
             const char *signal,
             GVariant *parameters,
             gpointer user_data)
{
  g_autoptr (RefrainBackgroundPortal) self = g_object_ref (user_data);
  g_autoptr (GVariant) results = NULL;
  gboolean allowed = FALSE;
  guint32 response;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    return;

  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  stop_listening (self);
  if (response != 0 || !g_variant_lookup (results, "background", "b", &allowed) || !allowed)
    g_signal_emit (self, signals[SIGNAL_DENIED], 0);
}

static void
requested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result,
                                                              &error);

  if (reply == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_debug ("No portal to ask: %s", error->message);
      stop_listening (user_data);
    }
}

static void
refrain_background_portal_dispose (GObject *object)
{
  RefrainBackgroundPortal *self = REFRAIN_BACKGROUND_PORTAL (object);

  g_cancellable_cancel (self->cancellable);
  stop_listening (self);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (refrain_background_portal_parent_class)->dispose (object);
}

static void
refrain_background_portal_finalize (GObject *object)
{
  g_clear_object (&REFRAIN_BACKGROUND_PORTAL (object)->cancellable);

  G_OBJECT_CLASS (refrain_background_portal_parent_class)->finalize (object);
}

static void
refrain_background_portal_class_init (RefrainBackgroundPortalClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = refrain_background_portal_dispose;
  G_OBJECT_CLASS (klass)->finalize = refrain_background_portal_finalize;

  /**
   * RefrainBackgroundPortal::denied:
   * @self: the portal
   *
   * The program may not run without a window.
   */
  signals[SIGNAL_DENIED] = g_signal_new ("denied", REFRAIN_TYPE_BACKGROUND_PORTAL,
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
refrain_background_portal_init (RefrainBackgroundPortal *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * refrain_background_portal_new:
 * @connection: to the session bus
 *
 * Returns: (transfer full): the portal, which is asked nothing yet
 */
RefrainBackgroundPortal *
refrain_background_portal_new (GDBusConnection *connection)
{
  RefrainBackgroundPortal *self = g_object_new (REFRAIN_TYPE_BACKGROUND_PORTAL, NULL);

  self->connection = g_object_ref (connection);
  return self;
}

/* Where the answer will come, which is known beforehand so that none is missed. */
static char *
dup_request_path (RefrainBackgroundPortal *self, const char *token)
{
  g_autofree char *sender = g_strdup (g_dbus_connection_get_unique_name (self->connection) + 1);

  g_strdelimit (sender, ".", '_');
  return g_strdup_printf (PORTAL_PATH "/request/%s/%s", sender, token);
}

/**
 * refrain_background_portal_request:
 * @self: the portal
 *
 * Asks; an answer that denies it comes as a signal.
 */
void
refrain_background_portal_request (RefrainBackgroundPortal *self)
{
  g_autofree char *token = NULL;
  g_autofree char *path = NULL;
  GVariantBuilder options;

  g_return_if_fail (REFRAIN_IS_BACKGROUND_PORTAL (self));

  token = g_strdup_printf ("refrain%u", ++self->counter);
  path = dup_request_path (self, token);
  stop_listening (self);
  self->subscription = g_dbus_connection_signal_subscribe (
      self->connection, PORTAL_NAME, PORTAL_REQUEST, "Response", path, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, answered_cb, self, NULL);
  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_variant_builder_add (&options, "{sv}", "reason",
                         g_variant_new_string (_ ("Tells when songs are ready.")));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (FALSE));
  g_dbus_connection_call (self->connection, PORTAL_NAME, PORTAL_PATH, PORTAL_BACKGROUND,
                          "RequestBackground", g_variant_new ("(sa{sv})", "", &options),
                          G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable,
                          requested_cb, self);
}
