/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The interface org.mpris.MediaPlayer2: who this is, raise and quit. */

#include "refrain-mpris-private.h"

static const char introspection[] = "<node><interface name='org.mpris.MediaPlayer2'>"
                                    "<method name='Raise'/>"
                                    "<method name='Quit'/>"
                                    "<property name='CanQuit' type='b' access='read'/>"
                                    "<property name='CanRaise' type='b' access='read'/>"
                                    "<property name='HasTrackList' type='b' access='read'/>"
                                    "<property name='Identity' type='s' access='read'/>"
                                    "<property name='DesktopEntry' type='s' access='read'/>"
                                    "<property name='SupportedUriSchemes' type='as' access='read'/>"
                                    "<property name='SupportedMimeTypes' type='as' access='read'/>"
                                    "</interface></node>";

static void
method_cb (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *arguments,
           GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  g_autoptr (RefrainMpris) self = g_object_ref (user_data);

  /* The answer first: to quit may close the connection. */
  g_dbus_method_invocation_return_value (invocation, NULL);
  refrain_mpris_ask (self, g_str_equal (method, "Quit") ? REFRAIN_MPRIS_QUIT : REFRAIN_MPRIS_RAISE);
}

static GVariant *
get_cb (GDBusConnection *connection,
        const char *sender,
        const char *path,
        const char *interface,
        const char *property,
        GError **error,
        gpointer user_data)
{
  RefrainMpris *self = user_data;

  if (g_str_equal (property, "Identity"))
    return g_variant_new_string (self->identity);
  if (g_str_equal (property, "DesktopEntry"))
    return g_variant_new_string (self->desktop_entry);
  if (g_str_equal (property, "HasTrackList"))
    return g_variant_new_boolean (FALSE);
  if (g_str_has_prefix (property, "Supported"))
    return g_variant_new_strv (NULL, 0);
  return g_variant_new_boolean (TRUE);
}

static const GDBusInterfaceVTable vtable = {
  .method_call = method_cb,
  .get_property = get_cb,
};

/**
 * refrain_mpris_root_register:
 * @self: the service
 * @error: why not
 *
 * Returns: the registration on the connection, or 0
 */
guint
refrain_mpris_root_register (RefrainMpris *self, GError **error)
{
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, error);
  if (node == NULL)
    return 0;
  return g_dbus_connection_register_object (self->connection, REFRAIN_MPRIS_PATH,
                                            node->interfaces[0], &vtable, self, NULL, error);
}
