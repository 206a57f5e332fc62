/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library-fixture.h"

#include "refrain-media-error.h"

#include <string.h>

/* What was last heard of a playback. */
typedef struct
{
  Fixture base;
  RefrainPlayback *playback; /* (unowned) */
  RefrainPlayer *player;     /* (unowned) */
  GError *error;
  gint64 wanted_us;
  gint64 lowest_us; /* seen while it was heard */
} Stage;

static void
error_cb (RefrainPlayback *playback, RefrainClip *clip, const GError *error, gpointer user_data)
{
  Stage *stage = user_data;

  g_clear_error (&stage->error);
  stage->error = g_error_copy (error);
}

static void
set_up (Stage *stage, gconstpointer data)
{
  fixture_set_up (&stage->base, data);
  stage->playback = refrain_context_get_playback (stage->base.context);
  stage->player = refrain_playback_get_player (stage->playback);
  refrain_player_set_audio_sink (stage->player, "fakesink sync=true");
  g_signal_connect (stage->playback, "error", G_CALLBACK (error_cb), stage);
}

static void
tear_down (Stage *stage, gconstpointer data)
{
  gpointer playback = stage->playback;
  gpointer player = stage->player;

  g_object_add_weak_pointer (playback, &playback);
  g_object_add_weak_pointer (player, &player);
  fixture_close (&stage->base);
  g_assert_null (playback);
  g_assert_null (player);
  g_clear_error (&stage->error);
  fixture_tear_down (&stage->base, data);
}

static gboolean
is_heard (gpointer data)
{
  Stage *stage = data;
  gint64 position = refrain_player_get_position (stage->player);

  if (refrain_player_get_state (stage->player) != REFRAIN_PLAYER_PLAYING)
    return FALSE;
  stage->lowest_us = MIN (stage->lowest_us, position);
  return position > stage->wanted_us;
}

static gboolean
has_error (gpointer data)
{
  return ((Stage *) data)->error != NULL;
}

static void
wait_until_heard (Stage *stage, gint64 position_us)
{
  stage->wanted_us = position_us;
  stage->lowest_us = G_MAXINT64;
  if (!wait_at_most (30, is_heard, stage))
    g_error ("State %d at %" G_GINT64_FORMAT ", %s", refrain_player_get_state (stage->player),
             refrain_player_get_position (stage->player),
             stage->error != NULL ? stage->error->message : "no error");
}

static const char *
get_uri (Stage *stage)
{
  return refrain_player_get_uri (stage->player);
}

static void
test_address (Stage *stage, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (&stage->base, HARBOUR_TASK), 0);

  g_assert_false (refrain_playback_can_go_previous (stage->playback));
  refrain_playback_play_clip (stage->playback, clip, NULL);
  g_assert_true (refrain_playback_get_clip (stage->playback) == clip);
  g_assert_cmpstr (get_uri (stage), ==, refrain_clip_get_facts (clip)->audio_url);
  wait_until_heard (stage, 200000);
  g_assert_no_error (stage->error);
  g_assert_false (refrain_playback_can_go_next (stage->playback));

  refrain_playback_toggle (stage->playback);
  g_assert_false (refrain_player_get_wants_playing (stage->player));
  refrain_playback_toggle (stage->playback);
  wait_until_heard (stage, 300000);
  refrain_playback_stop (stage->playback);
  g_assert_cmpint (refrain_player_get_state (stage->player), ==, REFRAIN_PLAYER_STOPPED);
  g_assert_true (refrain_playback_get_clip (stage->playback) == clip);
  refrain_playback_toggle (stage->playback);
  wait_until_heard (stage, 100000);
}

static gboolean
is_saved (gpointer data)
{
  return refrain_clip_get_saved_kinds (data) != 0;
}

/* A saved file needs no network. */
static void
test_saved (Stage *stage, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (&stage->base, HARBOUR_TASK), 0);
  RefrainSaveItem *item = save_one (&stage->base, clip, REFRAIN_FILE_AUDIO);
  g_autofree char *uri = g_filename_to_uri (refrain_save_item_get_path (item), NULL, NULL);

  wait_until (is_saved, clip);
  refrain_demo_gateway_stop (stage->base.demo);
  refrain_playback_play_clip (stage->playback, clip, NULL);
  g_assert_cmpstr (get_uri (stage), ==, uri);
  wait_until_heard (stage, 200000);
  g_assert_no_error (stage->error);
}

/* A file that somebody has removed is no reason for silence. */
static void
test_saved_gone (Stage *stage, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (&stage->base, HARBOUR_TASK), 0);

  save_one (&stage->base, clip, REFRAIN_FILE_AUDIO);
  wait_until (is_saved, clip);
  remove_tree (stage->base.save_dir);
  refrain_playback_play_clip (stage->playback, clip, NULL);
  g_assert_cmpstr (get_uri (stage), ==, refrain_clip_get_facts (clip)->audio_url);
  wait_until_heard (stage, 100000);
}

static gboolean
is_list_full (gpointer data)
{
  return refrain_clip_list_is_ready (data) && g_list_model_get_n_items (data) == 4;
}

static RefrainClipList *
make_list (Stage *stage)
{
  const char *const ids[] = { HARBOUR_TASK, BICYCLE_TASK, NULL };
  g_autoptr (RefrainFetchOutcome) outcome = fetch_ids (&stage->base, ids);
  RefrainClipList *list = refrain_library_create_clip_list (stage->base.library);
  g_autoptr (RefrainQuery) query = refrain_query_new ();

  refrain_clip_list_set_query (list, query);
  wait_until (is_list_full, list);
  return list;
}

/* The list's own rows may be replaced at any time. */
static gint64 *
copy_rows (RefrainClipList *list)
{
  guint n_rows;
  const gint64 *rows = refrain_clip_list_get_rows (list, &n_rows);

  return g_memdup2 (rows, n_rows * sizeof *rows);
}

static gint64
get_row (Stage *stage)
{
  return refrain_clip_get_row_id (refrain_playback_get_clip (stage->playback));
}

static void
test_list (Stage *stage, gconstpointer data)
{
  g_autoptr (RefrainClipList) list = make_list (stage);
  g_autofree gint64 *rows = copy_rows (list);
  g_autoptr (RefrainClip) second = g_list_model_get_item (G_LIST_MODEL (list), 1);

  refrain_playback_play_clip (stage->playback, second, list);
  g_assert_true (refrain_playback_can_go_next (stage->playback));
  refrain_playback_next (stage->playback);
  g_assert_cmpint (get_row (stage), ==, rows[2]);
  wait_until_heard (stage, 100000);
  refrain_playback_next (stage->playback);
  g_assert_cmpint (get_row (stage), ==, rows[3]);
  g_assert_false (refrain_playback_can_go_next (stage->playback));
  refrain_playback_next (stage->playback);
  g_assert_cmpint (get_row (stage), ==, rows[3]);

  refrain_playback_previous (stage->playback);
  g_assert_cmpint (get_row (stage), ==, rows[2]);
  refrain_playback_previous (stage->playback);
  refrain_playback_previous (stage->playback);
  g_assert_cmpint (get_row (stage), ==, rows[0]);
  wait_until_heard (stage, 100000);

  /* Once a song has run for a while, it is begun again. */
  refrain_playback_next (stage->playback);
  wait_until_heard (stage, 50000);
  refrain_player_seek (stage->player, 10 * G_USEC_PER_SEC);
  wait_until_heard (stage, 9 * G_USEC_PER_SEC);
  refrain_playback_previous (stage->playback);
  g_assert_cmpint (get_row (stage), ==, rows[1]);
  g_assert_cmpint (refrain_player_get_position (stage->player), <, 5 * G_USEC_PER_SEC);
}

static gboolean
is_next_clip (gpointer data)
{
  Stage *stage = data;

  return get_row (stage) == stage->wanted_us;
}

/* At its end a song is followed by the next one. */
static void
test_ended (Stage *stage, gconstpointer data)
{
  g_autoptr (RefrainClipList) list = make_list (stage);
  g_autofree gint64 *rows = copy_rows (list);
  g_autoptr (RefrainClip) first = g_list_model_get_item (G_LIST_MODEL (list), 0);

  refrain_playback_play_clip (stage->playback, first, list);
  wait_until_heard (stage, 50000);
  refrain_player_seek (stage->player, refrain_player_get_duration (stage->player) - 300000);
  stage->wanted_us = rows[1];
  wait_until (is_next_clip, stage);
  wait_until_heard (stage, 50000);
}

static gboolean
is_final (gpointer data)
{
  Stage *stage = data;
  RefrainClip *clip = refrain_playback_get_clip (stage->playback);

  return refrain_clip_get_facts (clip)->audio_url != NULL
         && g_strcmp0 (get_uri (stage), refrain_clip_get_facts (clip)->audio_url) == 0;
}

/* The song is finished while its stream is heard. */
static void
test_stream (Stage *stage, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (RefrainClip) clip = NULL;
  gint64 position;

  refrain_demo_gateway_set_manual_clock (stage->base.demo, TRUE);
  id = submit_task (&stage->base);
  refrain_demo_gateway_advance (stage->base.demo, 3600);
  clip = get_clip (fetch_task (&stage->base, id), 0);
  g_assert_cmpint (refrain_clip_get_audio (clip), ==, REFRAIN_AUDIO_STREAMING);
  refrain_playback_play_clip (stage->playback, clip, NULL);
  g_assert_cmpstr (get_uri (stage), ==, refrain_clip_get_facts (clip)->stream_url);
  wait_until_heard (stage, 1500000);

  refrain_demo_gateway_advance (stage->base.demo, 10000);
  position = refrain_player_get_position (stage->player);
  fetch_task (&stage->base, id);
  wait_until (is_final, stage);
  wait_until_heard (stage, position + G_USEC_PER_SEC);
  /* It has not begun again at the beginning. */
  g_assert_cmpint (stage->lowest_us, >, position - G_USEC_PER_SEC);
  g_assert_cmpint (refrain_player_get_position (stage->player), <, position + 10 * G_USEC_PER_SEC);
  g_assert_no_error (stage->error);
}

/* "It plays as soon as it can be heard": so it does. */
static void
test_not_ready (Stage *stage, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (RefrainClip) clip = NULL;

  refrain_demo_gateway_set_manual_clock (stage->base.demo, TRUE);
  id = submit_task (&stage->base);
  refrain_demo_gateway_advance (stage->base.demo, 1500);
  clip = get_clip (fetch_task (&stage->base, id), 0);
  refrain_playback_play_clip (stage->playback, clip, NULL);
  g_assert_error (stage->error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_NOT_READY);
  assert_words (stage->error);
  g_clear_error (&stage->error);

  refrain_demo_gateway_advance (stage->base.demo, 10000);
  fetch_task (&stage->base, id);
  wait_until_heard (stage, 100000);
  g_assert_no_error (stage->error);
}

/* The user has stopped waiting. */
static void
test_not_ready_stopped (Stage *stage, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (RefrainClip) clip = NULL;

  refrain_demo_gateway_set_manual_clock (stage->base.demo, TRUE);
  id = submit_task (&stage->base);
  refrain_demo_gateway_advance (stage->base.demo, 1500);
  clip = get_clip (fetch_task (&stage->base, id), 0);
  refrain_playback_play_clip (stage->playback, clip, NULL);
  refrain_playback_stop (stage->playback);
  refrain_demo_gateway_advance (stage->base.demo, 10000);
  fetch_task (&stage->base, id);
  g_assert_cmpint (refrain_player_get_state (stage->player), ==, REFRAIN_PLAYER_STOPPED);
}

static void
test_video (Stage *stage, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (&stage->base, HARBOUR_TASK), 0);
  g_autoptr (RefrainClip) without = get_clip (fetch_task (&stage->base, HARBOUR_TASK), 1);

  refrain_playback_play_clip (stage->playback, clip, NULL);
  wait_until_heard (stage, 50000);
  refrain_player_seek (stage->player, 8 * G_USEC_PER_SEC);
  wait_until_heard (stage, 8 * G_USEC_PER_SEC);

  refrain_playback_play_video (stage->playback, clip);
  g_assert_true (refrain_playback_shows_video (stage->playback));
  g_assert_cmpstr (get_uri (stage), ==, refrain_clip_get_facts (clip)->video_url);
  wait_until_heard (stage, 7500000);
  g_assert_cmpint (refrain_player_get_position (stage->player), <, 14 * G_USEC_PER_SEC);

  refrain_playback_leave_video (stage->playback);
  g_assert_false (refrain_playback_shows_video (stage->playback));
  g_assert_cmpstr (get_uri (stage), ==, refrain_clip_get_facts (clip)->audio_url);
  wait_until_heard (stage, 7500000);
  g_assert_cmpint (refrain_player_get_position (stage->player), <, 20 * G_USEC_PER_SEC);
  g_assert_no_error (stage->error);

  refrain_playback_play_video (stage->playback, without);
  g_assert_error (stage->error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_NO_FILE);
  assert_words (stage->error);
}

static void
test_trouble (Stage *stage, gconstpointer data)
{
  const char *id = data;
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (&stage->base, id), 0);

  refrain_player_set_stall_timeout (stage->player, 2000);
  refrain_playback_play_clip (stage->playback, clip, NULL);
  wait_until (has_error, stage);
  assert_words (stage->error);
  g_test_message ("%s", stage->error->message);
  if (g_str_equal (id, "audio-404") || g_str_equal (id, "audio-410"))
    g_assert_error (stage->error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_NOT_FOUND);
  else if (g_str_equal (id, "audio-403"))
    g_assert_error (stage->error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_NOT_ALLOWED);
  else if (g_str_equal (id, "audio-html") || g_str_equal (id, "audio-png"))
    g_assert_error (stage->error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_NOT_MEDIA);
  else if (g_str_equal (id, "forbidden"))
    g_assert_error (stage->error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_NO_FILE);
}

static void
test_refused_port (Stage *stage, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (&stage->base, HARBOUR_TASK), 0);

  refrain_demo_gateway_stop (stage->base.demo);
  refrain_playback_play_clip (stage->playback, clip, NULL);
  wait_until (has_error, stage);
  assert_words (stage->error);
  g_assert_nonnull (strstr (stage->error->message, "refused"));
}

/* The program ends while the reason of a failure is still looked for. */
static void
test_close_while_asking (Stage *stage, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (&stage->base, "audio-404"), 0);

  refrain_playback_play_clip (stage->playback, clip, NULL);
  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
}

static void
add (const char *path, gconstpointer data, void (*test) (Stage *, gconstpointer))
{
  g_test_add (path, Stage, data, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  static const char *const troubles[] = { "audio-html", "audio-html-typed", "audio-404",
                                          "audio-403",  "audio-410",        "audio-500",
                                          "audio-text", "audio-png",        "audio-empty",
                                          "forbidden" };

  g_test_init (&argc, &argv, NULL);
  add ("/playback/address", NULL, test_address);
  add ("/playback/saved", NULL, test_saved);
  add ("/playback/saved-gone", NULL, test_saved_gone);
  add ("/playback/list", NULL, test_list);
  add ("/playback/ended", NULL, test_ended);
  add ("/playback/stream", NULL, test_stream);
  add ("/playback/not-ready", NULL, test_not_ready);
  add ("/playback/not-ready-stopped", NULL, test_not_ready_stopped);
  add ("/playback/video", NULL, test_video);
  add ("/playback/refused-port", NULL, test_refused_port);
  add ("/playback/close-while-asking", NULL, test_close_while_asking);
  for (gsize i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      g_autofree char *path = g_strconcat ("/playback/trouble/", troubles[i], NULL);

      add (path, troubles[i], test_trouble);
    }
  return g_test_run ();
}
