/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The interface org.mpris.MediaPlayer2.Player: what plays, and the buttons. */

#include "refrain-mpris-private.h"

#define INTERFACE "org.mpris.MediaPlayer2.Player"

static const char introspection[]
    = "<node><interface name='" INTERFACE "'>"
      "<method name='Next'/>"
      "<method name='Previous'/>"
      "<method name='Pause'/>"
      "<method name='PlayPause'/>"
      "<method name='Stop'/>"
      "<method name='Play'/>"
      "<method name='Seek'><arg type='x' name='Offset' direction='in'/></method>"
      "<method name='SetPosition'><arg type='o' name='TrackId' direction='in'/>"
      "<arg type='x' name='Position' direction='in'/></method>"
      "<method name='OpenUri'><arg type='s' name='Uri' direction='in'/></method>"
      "<signal name='Seeked'><arg type='x' name='Position'/></signal>"
      "<property name='PlaybackStatus' type='s' access='read'/>"
      "<property name='LoopStatus' type='s' access='readwrite'/>"
      "<property name='Rate' type='d' access='readwrite'/>"
      "<property name='Shuffle' type='b' access='readwrite'/>"
      "<property name='Metadata' type='a{sv}' access='read'/>"
      "<property name='Volume' type='d' access='readwrite'/>"
      "<property name='Position' type='x' access='read'>"
      "<annotation name='org.freedesktop.DBus.Property.EmitsChangedSignal' value='false'/>"
      "</property>"
      "<property name='MinimumRate' type='d' access='read'/>"
      "<property name='MaximumRate' type='d' access='read'/>"
      "<property name='CanGoNext' type='b' access='read'/>"
      "<property name='CanGoPrevious' type='b' access='read'/>"
      "<property name='CanPlay' type='b' access='read'/>"
      "<property name='CanPause' type='b' access='read'/>"
      "<property name='CanSeek' type='b' access='read'/>"
      "<property name='CanControl' type='b' access='read'>"
      "<annotation name='org.freedesktop.DBus.Property.EmitsChangedSignal' value='false'/>"
      "</property>"
      "</interface></node>";

static const char *const names[REFRAIN_MPRIS_N_PROPERTIES] = {
  "PlaybackStatus", "LoopStatus",    "Shuffle", "Metadata", "Volume",
  "CanGoNext",      "CanGoPrevious", "CanPlay", "CanPause", "CanSeek",
};

static const char *const loop_words[] = { "None", "Playlist", "Track" };

static gboolean
can_play (RefrainMpris *self)
{
  return refrain_player_get_uri (self->player) != NULL;
}

static gboolean
can_seek (RefrainMpris *self)
{
  return refrain_player_get_seekable (self->player);
}

static const char *
get_status (RefrainMpris *self)
{
  if (refrain_player_get_state (self->player) == REFRAIN_PLAYER_STOPPED)
    return "Stopped";
  return refrain_player_get_wants_playing (self->player) ? "Playing" : "Paused";
}

static GVariant *
read_property (RefrainMpris *self, RefrainMprisProperty property)
{
  switch (property)
    {
    case REFRAIN_MPRIS_PLAYBACK_STATUS:
      return g_variant_new_string (get_status (self));
    case REFRAIN_MPRIS_LOOP_STATUS:
      return g_variant_new_string (loop_words[self->repeat]);
    case REFRAIN_MPRIS_SHUFFLE:
      return g_variant_new_boolean (self->shuffle);
    case REFRAIN_MPRIS_METADATA:
      return refrain_mpris_metadata (self->track, refrain_player_get_duration (self->player));
    case REFRAIN_MPRIS_VOLUME:
      return g_variant_new_double (
          refrain_player_get_muted (self->player) ? 0 : refrain_player_get_volume (self->player));
    case REFRAIN_MPRIS_CAN_GO_NEXT:
      return g_variant_new_boolean (self->can_go_next);
    case REFRAIN_MPRIS_CAN_GO_PREVIOUS:
      return g_variant_new_boolean (self->can_go_previous);
    case REFRAIN_MPRIS_CAN_PLAY:
    case REFRAIN_MPRIS_CAN_PAUSE:
      return g_variant_new_boolean (can_play (self));
    case REFRAIN_MPRIS_CAN_SEEK:
      return g_variant_new_boolean (can_seek (self));
    case REFRAIN_MPRIS_N_PROPERTIES:
    default:
      g_return_val_if_reached (NULL);
    }
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

  for (guint i = 0; i < REFRAIN_MPRIS_N_PROPERTIES; i++)
    if (g_str_equal (property, names[i]))
      return read_property (self, (RefrainMprisProperty) i);
  if (g_str_equal (property, "Position"))
    return g_variant_new_int64 (refrain_player_get_position (self->player));
  if (g_str_equal (property, "CanControl"))
    return g_variant_new_boolean (TRUE);
  /* Rate, MinimumRate, MaximumRate. */
  return g_variant_new_double (1);
}

static gboolean
set_loop (RefrainMpris *self, const char *word, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (loop_words); i++)
    if (g_str_equal (word, loop_words[i]))
      {
        refrain_mpris_ask_repeat (self, (RefrainRepeat) i);
        return TRUE;
      }
  g_set_error (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, "Unknown loop status “%s”", word);
  return FALSE;
}

static gboolean
set_cb (GDBusConnection *connection,
        const char *sender,
        const char *path,
        const char *interface,
        const char *property,
        GVariant *value,
        GError **error,
        gpointer user_data)
{
  RefrainMpris *self = user_data;

  if (g_str_equal (property, "LoopStatus"))
    return set_loop (self, g_variant_get_string (value, NULL), error);
  if (g_str_equal (property, "Shuffle"))
    refrain_mpris_ask_shuffle (self, g_variant_get_boolean (value));
  else if (g_str_equal (property, "Rate"))
    {
      /* A rate of 0 is to act as Pause; others are out of range and ignored. */
      if (g_variant_get_double (value) == 0)
        refrain_player_pause (self->player);
    }
  else if (g_str_equal (property, "Volume"))
    {
      double volume = g_variant_get_double (value);
      if (volume == volume)
        refrain_player_set_volume (self->player, volume);
      refrain_player_set_muted (self->player, FALSE);
    }
  return TRUE;
}

static void
seek_by (RefrainMpris *self, gint64 offset_us)
{
  gint64 position_us = refrain_player_get_position (self->player);
  gint64 duration_us = refrain_player_get_duration (self->player);

  if (!can_seek (self))
    return;
  /* The sum of two times may be more than fits. */
  if (offset_us > 0 && duration_us > 0 && offset_us > duration_us - position_us)
    refrain_mpris_ask (self, REFRAIN_MPRIS_NEXT);
  else if (offset_us < -position_us)
    refrain_player_seek (self->player, 0);
  else if (offset_us <= G_MAXINT64 - position_us)
    refrain_player_seek (self->player, position_us + offset_us);
}

static void
set_position (RefrainMpris *self, const char *track, gint64 position_us)
{
  g_autofree char *current = refrain_mpris_track_path (self->track);
  gint64 duration_us = refrain_player_get_duration (self->player);

  /* A late call for the song before must not move this one. */
  if (!can_seek (self) || self->track == NULL || !g_str_equal (track, current))
    return;
  if (position_us >= 0 && (duration_us < 0 || position_us <= duration_us))
    refrain_player_seek (self->player, position_us);
}

static void
call_method (RefrainMpris *self, const char *method, GVariant *arguments)
{
  if (g_str_equal (method, "Next") && self->can_go_next)
    refrain_mpris_ask (self, REFRAIN_MPRIS_NEXT);
  else if (g_str_equal (method, "Previous") && self->can_go_previous)
    refrain_mpris_ask (self, REFRAIN_MPRIS_PREVIOUS);
  else if (g_str_equal (method, "Stop"))
    refrain_mpris_ask (self, REFRAIN_MPRIS_STOP);
  else if (g_str_equal (method, "Play"))
    refrain_player_play (self->player);
  else if (g_str_equal (method, "PlayPause"))
    refrain_player_toggle (self->player);
  else if (g_str_equal (method, "Pause"))
    {
      /* When nothing is loaded there is nothing to pause, and no reason to ask the network. */
      if (refrain_player_get_state (self->player) != REFRAIN_PLAYER_STOPPED)
        refrain_player_pause (self->player);
    }
  else if (g_str_equal (method, "Seek"))
    {
      gint64 offset_us;
      g_variant_get (arguments, "(x)", &offset_us);
      seek_by (self, offset_us);
    }
  else if (g_str_equal (method, "SetPosition"))
    {
      const char *track;
      gint64 position_us;
      g_variant_get (arguments, "(&ox)", &track, &position_us);
      set_position (self, track, position_us);
    }
}

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

  if (g_str_equal (method, "OpenUri"))
    {
      g_dbus_method_invocation_return_error_literal (invocation, G_DBUS_ERROR,
                                                     G_DBUS_ERROR_NOT_SUPPORTED,
                                                     "Refrain opens no addresses of others");
      return;
    }
  call_method (self, method, arguments);
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static const GDBusInterfaceVTable vtable = {
  .method_call = method_cb,
  .get_property = get_cb,
  .set_property = set_cb,
};

/**
 * refrain_mpris_player_register:
 * @self: the service
 * @error: why not
 *
 * Returns: the registration on the connection, or 0
 */
guint
refrain_mpris_player_register (RefrainMpris *self, GError **error)
{
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, error);
  if (node == NULL)
    return 0;
  for (guint i = 0; i < REFRAIN_MPRIS_N_PROPERTIES; i++)
    self->told[i] = g_variant_ref_sink (read_property (self, (RefrainMprisProperty) i));
  return g_dbus_connection_register_object (self->connection, REFRAIN_MPRIS_PATH,
                                            node->interfaces[0], &vtable, self, NULL, error);
}

/**
 * refrain_mpris_player_tell:
 * @self: the service
 *
 * Tells, in one signal, every property whose value is not what was told last, the Can… ones too.
 */
void
refrain_mpris_player_tell (RefrainMpris *self)
{
  g_auto (GVariantBuilder) changed = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  guint n = 0;

  for (guint i = 0; i < REFRAIN_MPRIS_N_PROPERTIES; i++)
    {
      g_autoptr (GVariant) value = g_variant_ref_sink (
          read_property (self, (RefrainMprisProperty) i));
      if (g_variant_equal (value, self->told[i]))
        continue;
      g_variant_builder_add (&changed, "{sv}", names[i], value);
      g_variant_unref (self->told[i]);
      self->told[i] = g_steal_pointer (&value);
      n++;
    }
  if (n == 0)
    return;
  g_dbus_connection_emit_signal (self->connection, NULL, REFRAIN_MPRIS_PATH,
                                 "org.freedesktop.DBus.Properties", "PropertiesChanged",
                                 g_variant_new ("(sa{sv}as)", INTERFACE, &changed, NULL), NULL);
}

/**
 * refrain_mpris_player_tell_seeked:
 * @self: the service
 * @position_us: where the song stands now
 *
 * Clients count the position on by themselves; this corrects them.
 */
void
refrain_mpris_player_tell_seeked (RefrainMpris *self, gint64 position_us)
{
  g_dbus_connection_emit_signal (self->connection, NULL, REFRAIN_MPRIS_PATH, INTERFACE, "Seeked",
                                 g_variant_new ("(x)", position_us), NULL);
}
