/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-mpris.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define WAIT_S 10
#define ROOT "org.mpris.MediaPlayer2"
#define PLAYER "org.mpris.MediaPlayer2.Player"

static GTestDBus *bus;
static char *folder;
static char *song_uri;

typedef struct
{
  GDBusConnection *service; /* where the player lives */
  GDBusConnection *client;  /* another program */
  RefrainPlayer *player;
  RefrainMpris *mpris;
  GVariantDict *changes; /* the newest value of each property told so far */
  guint n_change_signals;
  gint64 seeked_us;
  GString *asked; /* one letter per signal */
  GAsyncResult *result;
} Fixture;

typedef gboolean (*Condition) (Fixture *fixture);

static gboolean
late_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_CONTINUE;
}

static void
wait_for (Fixture *fixture, Condition condition)
{
  gboolean late = FALSE;
  guint timer = g_timeout_add_seconds (WAIT_S, late_cb, &late);

  while (!condition (fixture) && !late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
  g_assert_true (condition (fixture));
}

static void
result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ((Fixture *) data)->result = g_object_ref (result);
}

static gboolean
has_result (Fixture *fixture)
{
  return fixture->result != NULL;
}

static GVariant *
call (Fixture *fixture,
      const char *interface,
      const char *method,
      GVariant *arguments,
      GError **error)
{
  g_dbus_connection_call (fixture->client, REFRAIN_MPRIS_NAME, REFRAIN_MPRIS_PATH, interface,
                          method, arguments, NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL,
                          result_cb, fixture);
  wait_for (fixture, has_result);
  g_autoptr (GAsyncResult) result = g_steal_pointer (&fixture->result);
  return g_dbus_connection_call_finish (fixture->client, result, error);
}

static void
press (Fixture *fixture, const char *method, GVariant *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = call (fixture, PLAYER, method, arguments, &error);
  g_assert_no_error (error);
}

static GVariant *
get (Fixture *fixture, const char *interface, const char *property)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = call (fixture, "org.freedesktop.DBus.Properties", "Get",
                                      g_variant_new ("(ss)", interface, property), &error);
  g_assert_no_error (error);
  GVariant *value;
  g_variant_get (answer, "(v)", &value);
  return value;
}

static gboolean
set (Fixture *fixture, const char *property, GVariant *value, GError **error)
{
  g_autoptr (GVariant) answer = call (fixture, "org.freedesktop.DBus.Properties", "Set",
                                      g_variant_new ("(ssv)", PLAYER, property, value), error);
  return answer != NULL;
}

static void
assert_property (Fixture *fixture, const char *interface, const char *property, const char *printed)
{
  g_autoptr (GVariant) value = get (fixture, interface, property);
  g_autofree char *text = g_variant_print (value, FALSE);
  g_assert_cmpstr (text, ==, printed);
}

static void
assert_told (Fixture *fixture, const char *property, const char *printed)
{
  g_autoptr (GVariant) value = g_variant_dict_lookup_value (fixture->changes, property, NULL);
  g_assert_nonnull (value);
  g_autofree char *text = g_variant_print (value, FALSE);
  g_assert_cmpstr (text, ==, printed);
}

static void
changed_cb (GDBusConnection *connection,
            const char *sender,
            const char *path,
            const char *interface,
            const char *signal,
            GVariant *arguments,
            gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GVariant) values = g_variant_get_child_value (arguments, 1);
  GVariantIter iter;
  const char *name;
  GVariant *value;

  fixture->n_change_signals++;
  g_variant_iter_init (&iter, values);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    g_variant_dict_insert_value (fixture->changes, name, value);
}

static void
seeked_cb (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *signal,
           GVariant *arguments,
           gpointer user_data)
{
  g_variant_get (arguments, "(x)", &((Fixture *) user_data)->seeked_us);
}

static void
raise_cb (RefrainMpris *mpris, Fixture *fixture)
{
  g_string_append_c (fixture->asked, 'r');
}

static void
quit_cb (RefrainMpris *mpris, Fixture *fixture)
{
  g_string_append_c (fixture->asked, 'q');
}

static void
next_cb (RefrainMpris *mpris, Fixture *fixture)
{
  g_string_append_c (fixture->asked, 'n');
}

static void
previous_cb (RefrainMpris *mpris, Fixture *fixture)
{
  g_string_append_c (fixture->asked, 'p');
}

static void
stop_cb (RefrainMpris *mpris, Fixture *fixture)
{
  g_string_append_c (fixture->asked, 's');
}

static void
shuffle_cb (RefrainMpris *mpris, gboolean shuffle, Fixture *fixture)
{
  g_string_append_printf (fixture->asked, "S%d", shuffle);
}

static void
loop_cb (RefrainMpris *mpris, int repeat, Fixture *fixture)
{
  g_string_append_printf (fixture->asked, "L%d", repeat);
}

static GDBusConnection *
connect_to_bus (void)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection = g_dbus_connection_new_for_address_sync (
      g_test_dbus_get_bus_address (bus),
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, &error);
  g_assert_no_error (error);
  return connection;
}

static gboolean
is_owned (Fixture *fixture, const char *name)
{
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
      fixture->client, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "NameHasOwner", g_variant_new ("(s)", name), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  gboolean owned = FALSE;
  g_variant_get (answer, "(b)", &owned);
  return owned;
}

static gboolean
has_name (Fixture *fixture)
{
  return is_owned (fixture, REFRAIN_MPRIS_NAME);
}

static gboolean
has_second_name (Fixture *fixture)
{
  g_autofree char *name = g_strdup_printf (REFRAIN_MPRIS_NAME ".instance%d", (int) getpid ());
  return is_owned (fixture, name);
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->service = connect_to_bus ();
  fixture->client = connect_to_bus ();
  fixture->changes = g_variant_dict_new (NULL);
  fixture->seeked_us = -1;
  fixture->asked = g_string_new (NULL);
  fixture->player = refrain_player_new ();
  refrain_player_set_audio_sink (fixture->player, "fakesink sync=true");
  fixture->mpris = refrain_mpris_new (fixture->service, "Refrain", "app.Example", fixture->player);
  g_signal_connect (fixture->mpris, "raise", G_CALLBACK (raise_cb), fixture);
  g_signal_connect (fixture->mpris, "quit", G_CALLBACK (quit_cb), fixture);
  g_signal_connect (fixture->mpris, "next", G_CALLBACK (next_cb), fixture);
  g_signal_connect (fixture->mpris, "previous", G_CALLBACK (previous_cb), fixture);
  g_signal_connect (fixture->mpris, "stop", G_CALLBACK (stop_cb), fixture);
  g_signal_connect (fixture->mpris, "set-shuffle", G_CALLBACK (shuffle_cb), fixture);
  g_signal_connect (fixture->mpris, "set-loop", G_CALLBACK (loop_cb), fixture);
  g_dbus_connection_signal_subscribe (fixture->client, NULL, "org.freedesktop.DBus.Properties",
                                      "PropertiesChanged", REFRAIN_MPRIS_PATH, PLAYER,
                                      G_DBUS_SIGNAL_FLAGS_NONE, changed_cb, fixture, NULL);
  g_dbus_connection_signal_subscribe (fixture->client, NULL, PLAYER, "Seeked", REFRAIN_MPRIS_PATH,
                                      NULL, G_DBUS_SIGNAL_FLAGS_NONE, seeked_cb, fixture, NULL);
  guint timer = g_timeout_add (10, wake_cb, NULL);
  wait_for (fixture, has_name);
  g_source_remove (timer);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->mpris);
  g_assert_finalize_object (fixture->player);
  g_dbus_connection_close_sync (fixture->service, NULL, NULL);
  g_dbus_connection_close_sync (fixture->client, NULL, NULL);
  g_object_unref (fixture->service);
  g_object_unref (fixture->client);
  g_variant_dict_unref (fixture->changes);
  g_string_free (fixture->asked, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
is_told_playing (Fixture *fixture)
{
  const char *status = NULL;
  return g_variant_dict_lookup (fixture->changes, "PlaybackStatus", "&s", &status)
         && g_str_equal (status, "Playing")
         && refrain_player_get_state (fixture->player) == REFRAIN_PLAYER_PLAYING
         && g_variant_dict_contains (fixture->changes, "CanSeek");
}

static gboolean
is_told_paused (Fixture *fixture)
{
  const char *status = NULL;
  return g_variant_dict_lookup (fixture->changes, "PlaybackStatus", "&s", &status)
         && g_str_equal (status, "Paused");
}

static gboolean
is_told_seeked (Fixture *fixture)
{
  return fixture->seeked_us >= 0;
}

static RefrainTrack *
new_track (const char *id)
{
  RefrainTrackInfo info = {
    .id = id,
    .title = "Low Tide",
    .artist = "Me",
    .album = "Takes",
    .style = "folk, warm",
    .lyrics = "The tide is low\nThe lamp is lit",
    .art_path = "/covers/a b.jpg",
    .length_us = 1234567,
  };
  return refrain_track_new (&info);
}

static void
test_root (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) raised = call (fixture, ROOT, "Raise", NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GVariant) quit = call (fixture, ROOT, "Quit", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fixture->asked->str, ==, "rq");
  assert_property (fixture, ROOT, "Identity", "'Refrain'");
  assert_property (fixture, ROOT, "DesktopEntry", "'app.Example'");
  assert_property (fixture, ROOT, "CanRaise", "true");
  assert_property (fixture, ROOT, "CanQuit", "true");
  assert_property (fixture, ROOT, "HasTrackList", "false");
  assert_property (fixture, ROOT, "SupportedUriSchemes", "[]");
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  assert_property (fixture, PLAYER, "PlaybackStatus", "'Stopped'");
  assert_property (fixture, PLAYER, "CanPlay", "false");
  assert_property (fixture, PLAYER, "CanPause", "false");
  assert_property (fixture, PLAYER, "CanSeek", "false");
  assert_property (fixture, PLAYER, "CanControl", "true");
  assert_property (fixture, PLAYER, "Rate", "1.0");
  assert_property (fixture, PLAYER, "Position", "0");
  assert_property (fixture, PLAYER, "Metadata",
                   "{'mpris:trackid': <objectpath '/org/mpris/MediaPlayer2/TrackList/NoTrack'>}");
  press (fixture, "Play", NULL);
  press (fixture, "PlayPause", NULL);
  press (fixture, "Next", NULL);
  press (fixture, "Previous", NULL);
  press (fixture, "Seek", g_variant_new ("(x)", G_MAXINT64));
  g_assert_cmpstr (fixture->asked->str, ==, "");

  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) opened = call (fixture, PLAYER, "OpenUri", g_variant_new ("(s)", song_uri),
                                      &error);
  g_assert_null (opened);
  g_assert_error (error, G_DBUS_ERROR, G_DBUS_ERROR_NOT_SUPPORTED);
}

static void
test_playing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainTrack) track = new_track ("a-1");
  static const char path[] = "/io/github/refrain_music/Refrain/track/a_2d1";

  refrain_mpris_set_track (fixture->mpris, track);
  refrain_player_set_uri (fixture->player, song_uri, 0);
  press (fixture, "Pause", NULL);
  assert_property (fixture, PLAYER, "PlaybackStatus", "'Stopped'");
  press (fixture, "Play", NULL);
  wait_for (fixture, is_told_playing);
  assert_told (fixture, "CanPlay", "true");
  assert_told (fixture, "CanPause", "true");
  assert_told (fixture, "CanSeek", "true");

  press (fixture, "PlayPause", NULL);
  wait_for (fixture, is_told_paused);
  press (fixture, "SetPosition", g_variant_new ("(ox)", path, G_GINT64_CONSTANT (2000000)));
  wait_for (fixture, is_told_seeked);
  g_assert_cmpint (fixture->seeked_us, ==, 2000000);
  assert_property (fixture, PLAYER, "Position", "2000000");

  /* Another song's position, and one past the end, change nothing. */
  press (fixture, "SetPosition", g_variant_new ("(ox)", "/other", G_GINT64_CONSTANT (1)));
  press (fixture, "SetPosition", g_variant_new ("(ox)", path, G_GINT64_CONSTANT (900000000)));
  press (fixture, "SetPosition", g_variant_new ("(ox)", path, G_GINT64_CONSTANT (-1)));
  assert_property (fixture, PLAYER, "Position", "2000000");

  fixture->seeked_us = -1;
  press (fixture, "Seek", g_variant_new ("(x)", G_GINT64_CONSTANT (-500000)));
  wait_for (fixture, is_told_seeked);
  g_assert_cmpint (fixture->seeked_us, ==, 1500000);
  fixture->seeked_us = -1;
  press (fixture, "Seek", g_variant_new ("(x)", G_MININT64));
  wait_for (fixture, is_told_seeked);
  g_assert_cmpint (fixture->seeked_us, ==, 0);
  press (fixture, "Seek", g_variant_new ("(x)", G_MAXINT64));
  press (fixture, "Stop", NULL);
  g_assert_cmpstr (fixture->asked->str, ==, "ns");
}

static gboolean
has_changes (Fixture *fixture)
{
  return fixture->n_change_signals > 0;
}

static void
test_metadata (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainTrack) track = new_track ("é/1_x");

  refrain_mpris_set_track (fixture->mpris, track);
  refrain_mpris_set_can_go_next (fixture->mpris, TRUE);
  refrain_mpris_set_can_go_previous (fixture->mpris, TRUE);
  wait_for (fixture, has_changes);
  /* One signal for all. */
  g_assert_cmpuint (fixture->n_change_signals, ==, 1);
  assert_told (fixture, "CanGoNext", "true");
  assert_told (fixture, "CanGoPrevious", "true");
  g_autoptr (GVariant) told = g_variant_dict_lookup_value (fixture->changes, "Metadata", NULL);
  g_autoptr (GVariant) asked = get (fixture, PLAYER, "Metadata");
  g_assert_true (g_variant_equal (told, asked));

  g_auto (GVariantDict) dict;
  const char *text;
  gint64 length_us;
  g_variant_dict_init (&dict, asked);
  g_assert_true (g_variant_dict_lookup (&dict, "mpris:trackid", "&o", &text));
  g_assert_cmpstr (text, ==, "/io/github/refrain_music/Refrain/track/_c3_a9_2f1_5fx");
  g_assert_true (g_variant_dict_lookup (&dict, "mpris:length", "x", &length_us));
  g_assert_cmpint (length_us, ==, 1234567);
  g_assert_true (g_variant_dict_lookup (&dict, "mpris:artUrl", "&s", &text));
  g_assert_cmpstr (text, ==, "file:///covers/a%20b.jpg");
  g_assert_true (g_variant_dict_lookup (&dict, "xesam:title", "&s", &text));
  g_assert_cmpstr (text, ==, "Low Tide");
  g_assert_true (g_variant_dict_lookup (&dict, "xesam:asText", "&s", &text));
  g_assert_cmpstr (text, ==, "The tide is low\nThe lamp is lit");
  g_autofree const char **artists = NULL;
  g_assert_true (g_variant_dict_lookup (&dict, "xesam:artist", "^a&s", &artists));
  g_assert_cmpstr (artists[0], ==, "Me");
  g_assert_false (g_variant_dict_contains (&dict, "xesam:url"));

  press (fixture, "Next", NULL);
  press (fixture, "Previous", NULL);
  g_assert_cmpstr (fixture->asked->str, ==, "np");

  fixture->n_change_signals = 0;
  refrain_mpris_set_track (fixture->mpris, NULL);
  wait_for (fixture, has_changes);
  assert_told (fixture, "Metadata",
               "{'mpris:trackid': <objectpath '/org/mpris/MediaPlayer2/TrackList/NoTrack'>}");
}

static void
test_writable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (set (fixture, "Volume", g_variant_new_double (0.25), &error));
  g_assert_cmpfloat (refrain_player_get_volume (fixture->player), ==, 0.25);
  wait_for (fixture, has_changes);
  assert_told (fixture, "Volume", "0.25");
  g_assert_true (set (fixture, "Volume", g_variant_new_double (-3), &error));
  g_assert_cmpfloat (refrain_player_get_volume (fixture->player), ==, 0);
  g_assert_true (set (fixture, "Shuffle", g_variant_new_boolean (TRUE), &error));
  g_assert_true (set (fixture, "LoopStatus", g_variant_new_string ("Track"), &error));
  g_assert_cmpstr (fixture->asked->str, ==, "S1L2");
  /* What was asked for is true only when the queue has done it. */
  assert_property (fixture, PLAYER, "Shuffle", "false");
  refrain_mpris_set_shuffle (fixture->mpris, TRUE);
  refrain_mpris_set_repeat (fixture->mpris, REFRAIN_REPEAT_ONE);
  assert_property (fixture, PLAYER, "Shuffle", "true");
  assert_property (fixture, PLAYER, "LoopStatus", "'Track'");
  g_assert_no_error (error);

  g_assert_false (set (fixture, "LoopStatus", g_variant_new_string ("Sideways"), &error));
  g_assert_error (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS);
  g_clear_error (&error);
  g_assert_false (set (fixture, "Position", g_variant_new_int64 (1), &error));
  g_assert_nonnull (error);
}

static void
test_second_instance (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDBusConnection) connection = connect_to_bus ();
  g_autoptr (RefrainPlayer) player = refrain_player_new ();
  g_autoptr (RefrainMpris) second = refrain_mpris_new (connection, "Second", "x", player);

  /* The first keeps its name, the other has one of its own. */
  guint timer = g_timeout_add (10, wake_cb, NULL);
  wait_for (fixture, has_second_name);
  g_source_remove (timer);
  g_autoptr (GVariant) value = get (fixture, ROOT, "Identity");
  g_assert_cmpstr (g_variant_get_string (value, NULL), ==, "Refrain");
  g_clear_object (&second);
  g_dbus_connection_close_sync (connection, NULL, NULL);
}

static void
communicated_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ((Fixture *) data)->result = g_object_ref (result);
}

static void
test_playerctl (Fixture *fixture, gconstpointer data)
{
  g_autofree char *program = g_find_program_in_path ("playerctl");
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;

  if (program == NULL)
    {
      g_test_skip ("playerctl is not installed");
      return;
    }
  g_autoptr (RefrainTrack) track = new_track ("a");
  refrain_player_set_uri (fixture->player, song_uri, 0);
  refrain_mpris_set_track (fixture->mpris, track);
  g_autoptr (GSubprocess) process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "-p", "refrain", "metadata", "--format",
      "{{title}}|{{artist}}|{{status}}", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, communicated_cb, fixture);
  wait_for (fixture, has_result);
  g_autoptr (GAsyncResult) result = g_steal_pointer (&fixture->result);
  g_assert_true (g_subprocess_communicate_utf8_finish (process, result, &output, NULL, &error));
  g_assert_cmpstr (g_strchomp (output), ==, "Low Tide|Me|Stopped");
}

static void
make_song (void)
{
  g_autofree char *path = g_build_filename (folder, "song.wav", NULL);
  g_autofree char *description = g_strdup_printf (
      "audiotestsrc num-buffers=500 samplesperbuffer=441 ! "
      "audio/x-raw,rate=44100 ! wavenc ! filesink location=%s",
      path);
  g_autoptr (GstElement) pipeline = gst_parse_launch (description, NULL);
  g_autoptr (GstBus) messages = gst_element_get_bus (pipeline);

  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (messages, 30 * GST_SECOND,
                                                               GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_EOS);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  song_uri = g_filename_to_uri (path, NULL, NULL);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);
  g_autofree char *daemon = g_find_program_in_path ("dbus-daemon");
  if (daemon == NULL)
    {
      g_print ("1..0 # SKIP dbus-daemon is not installed\n");
      return 0;
    }
  folder = g_dir_make_tmp ("refrain-mpris-XXXXXX", NULL);
  make_song ();
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);

  add ("/mpris/root", test_root);
  add ("/mpris/empty", test_empty);
  add ("/mpris/playing", test_playing);
  add ("/mpris/metadata", test_metadata);
  add ("/mpris/writable", test_writable);
  add ("/mpris/second-instance", test_second_instance);
  add ("/mpris/playerctl", test_playerctl);
  int status = g_test_run ();

  g_test_dbus_down (bus);
  g_object_unref (bus);
  g_autofree char *path = g_filename_from_uri (song_uri, NULL, NULL);
  g_unlink (path);
  g_rmdir (folder);
  g_free (folder);
  g_free (song_uri);
  return status;
}
