/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-mpris-private.h"

#include <unistd.h>

#define BUS_NAME "org.freedesktop.DBus"
#define BUS_PATH "/org/freedesktop/DBus"
/* From the specification of D-Bus. */
#define NAME_FLAG_DO_NOT_QUEUE 4u
#define NAME_EXISTS 3u

static guint signals[REFRAIN_MPRIS_N_SIGNALS];

G_DEFINE_FINAL_TYPE (RefrainMpris, refrain_mpris, G_TYPE_OBJECT)

static gboolean
tell_cb (gpointer data)
{
  RefrainMpris *self = data;

  self->tell_idle = 0;
  refrain_mpris_player_tell (self);
  return G_SOURCE_REMOVE;
}

/* Several changes in one turn of the main loop go out as one signal. */
static void
tell_soon (RefrainMpris *self)
{
  if (self->tell_idle == 0 && self->player_id != 0)
    self->tell_idle = g_idle_add_full (G_PRIORITY_DEFAULT, tell_cb, self, NULL);
}

static void
notify_cb (RefrainPlayer *player, GParamSpec *pspec, gpointer user_data)
{
  tell_soon (user_data);
}

static void
seeked_cb (RefrainPlayer *player, gint64 position_us, gpointer user_data)
{
  RefrainMpris *self = user_data;

  if (self->player_id != 0)
    refrain_mpris_player_tell_seeked (self, position_us);
}

static void request_name (RefrainMpris *self, char *name);

static void
requested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result,
                                                               NULL);
  guint32 reply = 0;

  /* Without an answer the service is gone, or the bus is. */
  if (answer == NULL)
    return;
  RefrainMpris *self = user_data;
  g_variant_get (answer, "(u)", &reply);
  if (reply == NAME_EXISTS && g_str_equal (self->name, REFRAIN_MPRIS_NAME))
    /* A second instance has a name of its own, as the specification asks. */
    request_name (self, g_strdup_printf (REFRAIN_MPRIS_NAME ".instance%d", (int) getpid ()));
}

/* GLib's own way to own a name complains aloud about a name that was never got. Takes name. */
static void
request_name (RefrainMpris *self, char *name)
{
  g_free (self->name);
  self->name = name;
  g_dbus_connection_call (self->connection, BUS_NAME, BUS_PATH, BUS_NAME, "RequestName",
                          g_variant_new ("(su)", name, NAME_FLAG_DO_NOT_QUEUE),
                          G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable,
                          requested_cb, self);
}

static void
release_name (RefrainMpris *self)
{
  g_cancellable_cancel (self->cancellable);
  if (self->name == NULL)
    return;
  g_dbus_connection_call (self->connection, BUS_NAME, BUS_PATH, BUS_NAME, "ReleaseName",
                          g_variant_new ("(s)", self->name), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL,
                          NULL, NULL);
  g_clear_pointer (&self->name, g_free);
}

static void
watch_player (RefrainMpris *self)
{
  static const char *const watched[] = { "state",    "wants-playing", "uri",  "duration",
                                         "seekable", "volume",        "muted" };

  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", watched[i], NULL);
      g_signal_connect_object (self->player, signal, G_CALLBACK (notify_cb), self, 0);
    }
  g_signal_connect_object (self->player, "seeked", G_CALLBACK (seeked_cb), self, 0);
}

static void
refrain_mpris_dispose (GObject *object)
{
  RefrainMpris *self = REFRAIN_MPRIS (object);

  g_clear_handle_id (&self->tell_idle, g_source_remove);
  release_name (self);
  if (self->root_id != 0)
    g_dbus_connection_unregister_object (self->connection, self->root_id);
  if (self->player_id != 0)
    g_dbus_connection_unregister_object (self->connection, self->player_id);
  self->root_id = self->player_id = 0;
  if (self->player != NULL)
    g_signal_handlers_disconnect_by_data (self->player, self);
  g_clear_object (&self->player);
  g_clear_object (&self->connection);
  g_clear_pointer (&self->track, refrain_track_unref);
  for (guint i = 0; i < REFRAIN_MPRIS_N_PROPERTIES; i++)
    g_clear_pointer (&self->told[i], g_variant_unref);
  G_OBJECT_CLASS (refrain_mpris_parent_class)->dispose (object);
}

static void
refrain_mpris_finalize (GObject *object)
{
  RefrainMpris *self = REFRAIN_MPRIS (object);

  g_clear_object (&self->cancellable);
  g_free (self->name);
  g_free (self->identity);
  g_free (self->desktop_entry);
  G_OBJECT_CLASS (refrain_mpris_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, GType argument)
{
  if (argument == G_TYPE_NONE)
    return g_signal_new (name, REFRAIN_TYPE_MPRIS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                         G_TYPE_NONE, 0);
  return g_signal_new (name, REFRAIN_TYPE_MPRIS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 1, argument);
}

static void
refrain_mpris_class_init (RefrainMprisClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = refrain_mpris_dispose;
  object_class->finalize = refrain_mpris_finalize;

  /* What other programs ask for and the player alone cannot do. Play, pause, seek and volume go
   * to the player directly. */
  signals[REFRAIN_MPRIS_RAISE] = add_signal ("raise", G_TYPE_NONE);
  signals[REFRAIN_MPRIS_QUIT] = add_signal ("quit", G_TYPE_NONE);
  signals[REFRAIN_MPRIS_NEXT] = add_signal ("next", G_TYPE_NONE);
  signals[REFRAIN_MPRIS_PREVIOUS] = add_signal ("previous", G_TYPE_NONE);
  signals[REFRAIN_MPRIS_STOP] = add_signal ("stop", G_TYPE_NONE);
  signals[REFRAIN_MPRIS_SET_SHUFFLE] = add_signal ("set-shuffle", G_TYPE_BOOLEAN);
  /* The argument is a RefrainRepeat. */
  signals[REFRAIN_MPRIS_SET_REPEAT] = add_signal ("set-loop", G_TYPE_INT);
}

static void
refrain_mpris_init (RefrainMpris *self)
{
  self->cancellable = g_cancellable_new ();
}

void
refrain_mpris_ask (RefrainMpris *self, RefrainMprisSignal what)
{
  g_signal_emit (self, signals[what], 0);
}

void
refrain_mpris_ask_shuffle (RefrainMpris *self, gboolean shuffle)
{
  g_signal_emit (self, signals[REFRAIN_MPRIS_SET_SHUFFLE], 0, shuffle);
}

void
refrain_mpris_ask_repeat (RefrainMpris *self, RefrainRepeat repeat)
{
  g_signal_emit (self, signals[REFRAIN_MPRIS_SET_REPEAT], 0, (int) repeat);
}

/**
 * refrain_mpris_new:
 * @connection: the session bus
 * @identity: the name of the program for people
 * @desktop_entry: the name of its desktop file without ".desktop"
 * @player: what is controlled
 *
 * Lets the desktop's media controls show and control @player. The name on the bus is given back
 * with the object. When the bus refuses, the player works on without.
 *
 * Returns: (transfer full): a new service
 */
RefrainMpris *
refrain_mpris_new (GDBusConnection *connection,
                   const char *identity,
                   const char *desktop_entry,
                   RefrainPlayer *player)
{
  g_return_val_if_fail (G_IS_DBUS_CONNECTION (connection), NULL);
  g_return_val_if_fail (REFRAIN_IS_PLAYER (player), NULL);

  RefrainMpris *self = g_object_new (REFRAIN_TYPE_MPRIS, NULL);
  g_autoptr (GError) error = NULL;
  self->connection = g_object_ref (connection);
  self->identity = g_strdup (identity);
  self->desktop_entry = g_strdup (desktop_entry);
  self->player = g_object_ref (player);

  self->root_id = refrain_mpris_root_register (self, &error);
  if (self->root_id != 0)
    self->player_id = refrain_mpris_player_register (self, &error);
  if (error != NULL)
    {
      g_message ("Media controls are not available: %s", error->message);
      return self;
    }
  watch_player (self);
  request_name (self, g_strdup (REFRAIN_MPRIS_NAME));
  return self;
}

/**
 * refrain_mpris_set_track:
 * @self: the service
 * @track: (nullable): what the player plays
 */
void
refrain_mpris_set_track (RefrainMpris *self, RefrainTrack *track)
{
  g_return_if_fail (REFRAIN_IS_MPRIS (self));

  if (refrain_track_equal (self->track, track))
    return;
  g_clear_pointer (&self->track, refrain_track_unref);
  self->track = track == NULL ? NULL : refrain_track_ref (track);
  tell_soon (self);
}

/**
 * refrain_mpris_set_can_go_next:
 * @self: the service
 * @can_go_next: whether there is a song after this one
 */
void
refrain_mpris_set_can_go_next (RefrainMpris *self, gboolean can_go_next)
{
  g_return_if_fail (REFRAIN_IS_MPRIS (self));
  self->can_go_next = !!can_go_next;
  tell_soon (self);
}

/**
 * refrain_mpris_set_can_go_previous:
 * @self: the service
 * @can_go_previous: whether there is a song before this one
 */
void
refrain_mpris_set_can_go_previous (RefrainMpris *self, gboolean can_go_previous)
{
  g_return_if_fail (REFRAIN_IS_MPRIS (self));
  self->can_go_previous = !!can_go_previous;
  tell_soon (self);
}

/**
 * refrain_mpris_set_shuffle:
 * @self: the service
 * @shuffle: whether the queue is shuffled
 */
void
refrain_mpris_set_shuffle (RefrainMpris *self, gboolean shuffle)
{
  g_return_if_fail (REFRAIN_IS_MPRIS (self));
  self->shuffle = !!shuffle;
  tell_soon (self);
}

/**
 * refrain_mpris_set_repeat:
 * @self: the service
 * @repeat: how the queue repeats
 */
void
refrain_mpris_set_repeat (RefrainMpris *self, RefrainRepeat repeat)
{
  g_return_if_fail (REFRAIN_IS_MPRIS (self));
  self->repeat = repeat;
  tell_soon (self);
}
