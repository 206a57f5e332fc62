/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library-fixture.h"

#include "refrain-remote.h"

#include <string.h>

#define PLAYER "org.mpris.MediaPlayer2.Player"

static GTestDBus *bus;

typedef struct
{
  Fixture base;
  GDBusConnection *service; /* where the remote control lives */
  GDBusConnection *client;  /* another program */
  RefrainPlayback *playback;
  RefrainRemote *remote;
  const char *wanted;
} Stage;

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

static GVariant *
call (Stage *stage, const char *interface, const char *method, GVariant *arguments)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;

  g_dbus_connection_call (stage->client, REFRAIN_MPRIS_NAME, REFRAIN_MPRIS_PATH, interface, method,
                          arguments, NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, store_result,
                          &pending);
  result = wait_for_result (&pending);
  return g_dbus_connection_call_finish (stage->client, result, NULL);
}

static void
press (Stage *stage, const char *method)
{
  g_autoptr (GVariant) answer = call (stage, PLAYER, method, NULL);

  g_assert_nonnull (answer);
}

static GVariant *
get_property (Stage *stage, const char *name)
{
  g_autoptr (GVariant) answer = call (stage, "org.freedesktop.DBus.Properties", "Get",
                                      g_variant_new ("(ss)", PLAYER, name));
  GVariant *value;

  if (answer == NULL)
    return NULL;
  g_variant_get (answer, "(v)", &value);
  return value;
}

static gboolean
get_flag (Stage *stage, const char *name)
{
  g_autoptr (GVariant) value = get_property (stage, name);

  return g_variant_get_boolean (value);
}

static gboolean
is_there (gpointer data)
{
  g_autoptr (GVariant) value = get_property (data, "PlaybackStatus");

  return value != NULL;
}

static void
set_up (Stage *stage, gconstpointer data)
{
  fixture_set_up (&stage->base, data);
  stage->playback = refrain_context_get_playback (stage->base.context);
  refrain_player_set_audio_sink (refrain_playback_get_player (stage->playback),
                                 "fakesink sync=true");
  stage->service = connect_to_bus ();
  stage->client = connect_to_bus ();
  stage->remote = refrain_remote_new (stage->service, stage->playback,
                                      refrain_context_get_covers (stage->base.context),
                                      "io.github.refrain_music.Refrain");
  wait_until (is_there, stage);
}

static void
tear_down (Stage *stage, gconstpointer data)
{
  g_assert_finalize_object (stage->remote);
  fixture_close (&stage->base);
  g_dbus_connection_close_sync (stage->service, NULL, NULL);
  g_dbus_connection_close_sync (stage->client, NULL, NULL);
  g_object_unref (stage->service);
  g_object_unref (stage->client);
  fixture_tear_down (&stage->base, data);
}

static char *
look_up (GVariant *metadata, const char *name)
{
  const char *text = NULL;

  return g_variant_lookup (metadata, name, "&s", &text) ? g_strdup (text) : NULL;
}

static gboolean
has_title_and_art (gpointer data)
{
  Stage *stage = data;
  g_autoptr (GVariant) metadata = get_property (stage, "Metadata");
  g_autofree char *title = look_up (metadata, "xesam:title");
  g_autofree char *art = look_up (metadata, "mpris:artUrl");

  return g_strcmp0 (title, stage->wanted) == 0 && art != NULL;
}

/* The cover is handed on as a file; addresses are nobody's business. */
static void
assert_metadata (Stage *stage, const char *title)
{
  g_autoptr (GVariant) metadata = NULL;
  g_autofree char *art = NULL;
  g_autofree char *path = NULL;
  g_autofree char *printed = NULL;

  stage->wanted = title;
  wait_until (has_title_and_art, stage);
  metadata = get_property (stage, "Metadata");
  printed = g_variant_print (metadata, FALSE);
  g_assert_null (strstr (printed, "http"));
  art = look_up (metadata, "mpris:artUrl");
  path = g_filename_from_uri (art, NULL, NULL);
  g_assert_nonnull (path);
  g_assert_true (g_str_has_prefix (path, stage->base.cache_dir));
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

static gboolean
is_list_full (gpointer data)
{
  return refrain_clip_list_is_ready (data) && g_list_model_get_n_items (data) == 4;
}

static void
test_nothing (Stage *stage, gconstpointer data)
{
  g_autoptr (GVariant) metadata = get_property (stage, "Metadata");
  g_autofree char *title = look_up (metadata, "xesam:title");

  g_assert_null (title);
  g_assert_false (get_flag (stage, "CanGoNext"));
  press (stage, "Next");
  press (stage, "Previous");
  press (stage, "Stop");
}

static void
test_tracks (Stage *stage, gconstpointer data)
{
  const char *const ids[] = { BICYCLE_TASK, HARBOUR_TASK, NULL };
  g_autoptr (RefrainFetchOutcome) outcome = fetch_ids (&stage->base, ids);
  g_autoptr (RefrainClipList) list = refrain_library_create_clip_list (stage->base.library);
  g_autoptr (RefrainQuery) query = refrain_query_new ();
  g_autoptr (RefrainClip) clip = NULL;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  refrain_clip_list_set_query (list, query);
  wait_until (is_list_full, list);
  clip = g_list_model_get_item (G_LIST_MODEL (list), 1);
  refrain_playback_play_clip (stage->playback, clip, list);
  first = g_strdup (refrain_clip_get_facts (clip)->title);
  assert_metadata (stage, first);
  g_assert_true (get_flag (stage, "CanGoNext"));

  press (stage, "Next");
  g_clear_object (&clip);
  clip = g_list_model_get_item (G_LIST_MODEL (list), 2);
  g_assert_true (refrain_playback_get_clip (stage->playback) == clip);
  last = g_strdup (refrain_clip_get_facts (clip)->title);
  g_assert_cmpstr (first, !=, last);
  assert_metadata (stage, last);
  press (stage, "Next");
  g_assert_false (get_flag (stage, "CanGoNext"));
  press (stage, "Previous");
  press (stage, "Previous");
  assert_metadata (stage, first);

  press (stage, "Stop");
  g_assert_cmpint (refrain_player_get_state (refrain_playback_get_player (stage->playback)), ==,
                   REFRAIN_PLAYER_STOPPED);
}

/* The cover still is on its way when everything ends. */
static void
test_close_early (Stage *stage, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (&stage->base, HARBOUR_TASK), 0);

  refrain_playback_play_clip (stage->playback, clip, NULL);
}

static gboolean
is_shuffled (gpointer data)
{
  return refrain_playback_get_shuffle (((Stage *) data)->playback);
}

static void
test_shuffle (Stage *stage, gconstpointer data)
{
  g_autoptr (GVariant) answer = call (
      stage, "org.freedesktop.DBus.Properties", "Set",
      g_variant_new ("(ssv)", PLAYER, "Shuffle", g_variant_new_boolean (TRUE)));

  g_assert_nonnull (answer);
  wait_until (is_shuffled, stage);
  g_assert_true (get_flag (stage, "Shuffle"));
}

static void
add (const char *path, void (*test) (Stage *, gconstpointer))
{
  g_test_add (path, Stage, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_autofree char *daemon = g_find_program_in_path ("dbus-daemon");
  int status;

  g_test_init (&argc, &argv, NULL);
  if (daemon == NULL)
    {
      g_print ("1..0 # SKIP dbus-daemon is not installed\n");
      return 0;
    }
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  add ("/remote/nothing", test_nothing);
  add ("/remote/tracks", test_tracks);
  add ("/remote/close-early", test_close_early);
  add ("/remote/shuffle", test_shuffle);
  status = g_test_run ();
  g_test_dbus_down (bus);
  g_object_unref (bus);
  return status;
}
