/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library-fixture.h"

#include "refrain-gateway-error.h"
#include "refrain-media-error.h"
#include "refrain-tagger.h"

#include <glib/gstdio.h>
#include <string.h>

/* A scenario of the gateway, and how saving from it has to end. */
typedef struct
{
  const char *id;
  RefrainFileKind kind;
  int code; /* of %REFRAIN_LIBRARY_ERROR, or -1 for one of another domain */
} Trouble;

static const Trouble troubles[] = {
  { "audio-html", REFRAIN_FILE_AUDIO, -1 },
  { "audio-html-typed", REFRAIN_FILE_AUDIO, REFRAIN_LIBRARY_ERROR_NOT_MEDIA },
  { "audio-404", REFRAIN_FILE_AUDIO, REFRAIN_LIBRARY_ERROR_REFUSED },
  { "audio-403", REFRAIN_FILE_AUDIO, REFRAIN_LIBRARY_ERROR_REFUSED },
  { "audio-410", REFRAIN_FILE_AUDIO, REFRAIN_LIBRARY_ERROR_REFUSED },
  { "audio-500", REFRAIN_FILE_AUDIO, -1 },
  { "audio-cut", REFRAIN_FILE_AUDIO, -1 },
  { "audio-empty", REFRAIN_FILE_AUDIO, -1 },
  { "audio-text", REFRAIN_FILE_AUDIO, REFRAIN_LIBRARY_ERROR_NOT_MEDIA },
  { "audio-truncated", REFRAIN_FILE_AUDIO, -1 },
  { "audio-png", REFRAIN_FILE_AUDIO, -1 },
  { "audio-redirect-loop", REFRAIN_FILE_AUDIO, -1 },
  { "forbidden", REFRAIN_FILE_AUDIO, REFRAIN_LIBRARY_ERROR_NO_FILE },
  { "forbidden", REFRAIN_FILE_VIDEO, REFRAIN_LIBRARY_ERROR_NO_FILE },
  { "queued", REFRAIN_FILE_AUDIO, REFRAIN_LIBRARY_ERROR_NOT_READY },
  { "streaming", REFRAIN_FILE_AUDIO, REFRAIN_LIBRARY_ERROR_NOT_READY },
  { "fail-moderation", REFRAIN_FILE_AUDIO, REFRAIN_LIBRARY_ERROR_NO_FILE },
  { "cover-html", REFRAIN_FILE_COVER, -1 },
  { "video-404", REFRAIN_FILE_VIDEO, REFRAIN_LIBRARY_ERROR_REFUSED },
  { "video-html", REFRAIN_FILE_VIDEO, -1 },
};

static RefrainSaver *
get_saver (Fixture *fixture)
{
  return refrain_context_get_saver (fixture->context);
}

static void
assert_nothing_left (Fixture *fixture)
{
  g_autoptr (GPtrArray) names = list_folder (fixture->save_dir);
  g_autoptr (GPtrArray) ledger = list_ledger (fixture);

  for (guint i = 0; i < names->len; i++)
    g_test_message ("left: %s", (char *) g_ptr_array_index (names, i));
  g_assert_cmpuint (names->len, ==, 0);
  g_assert_cmpuint (ledger->len, ==, 0);
}

static void
test_trouble (Fixture *fixture, gconstpointer data)
{
  const Trouble *trouble = data;
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, trouble->id), 0);
  RefrainSaveItem *item = save_one (fixture, clip, trouble->kind);
  const GError *error = refrain_save_item_get_error (item);

  g_assert_cmpint (refrain_save_item_get_state (item), ==, REFRAIN_SAVE_FAILED);
  assert_words (error);
  if (trouble->code >= 0)
    g_assert_true (g_error_matches (error, REFRAIN_LIBRARY_ERROR, trouble->code));
  else
    g_assert_true (error->domain == REFRAIN_MEDIA_ERROR || error->domain == REFRAIN_GATEWAY_ERROR);
  g_assert_null (refrain_save_item_get_path (item));
  g_assert_cmpuint (refrain_clip_get_saved_kinds (clip), ==, 0);
  assert_nothing_left (fixture);
}

/* The reason that the gateway gave is not lost. */
static void
test_failed_song (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, "fail-moderation"), 0);
  const GError *error = refrain_save_item_get_error (save_one (fixture, clip, REFRAIN_FILE_AUDIO));

  g_assert_nonnull (strstr (error->message, "names a living artist"));
}

/* What passes is tried again without a word. */
static void
test_passing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);
  RefrainSaveItem *item;

  refrain_demo_gateway_fail_next (fixture->demo, "GET /" HARBOUR_1 ".mp3", 1, 503);
  item = save_one (fixture, clip, REFRAIN_FILE_AUDIO);
  g_assert_cmpint (refrain_save_item_get_state (item), ==, REFRAIN_SAVE_DONE);
  g_assert_cmpuint (refrain_demo_gateway_count (fixture->demo, "GET /" HARBOUR_1 ".mp3"), ==, 2);
}

static void
test_redirect (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, "audio-redirect"), 0);
  RefrainSaveItem *item = save_one (fixture, clip, REFRAIN_FILE_AUDIO);

  g_assert_cmpint (refrain_save_item_get_state (item), ==, REFRAIN_SAVE_DONE);
  g_assert_false (has_name_with (fixture->save_dir, ".part"));
}

/* A song without its cover is better than no song. */
static void
test_bad_cover (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, "cover-html"), 0);
  RefrainSaveItem *item = save_one (fixture, clip, REFRAIN_FILE_AUDIO);
  g_autoptr (RefrainTags) tags = NULL;

  g_assert_cmpint (refrain_save_item_get_state (item), ==, REFRAIN_SAVE_DONE);
  g_assert_true (refrain_tagger_read (refrain_save_item_get_path (item), &tags, NULL));
  g_assert_true (tags->cover == NULL || g_bytes_get_size (tags->cover) == 0);
}

static void
test_hostile_names (Fixture *fixture, gconstpointer data)
{
  RefrainTask *task = fetch_task (fixture, "hostile-names");
  GListModel *clips = refrain_task_get_clips (task);
  guint n_clips = g_list_model_get_n_items (clips);
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GPtrArray) ledger = NULL;
  g_autoptr (GPtrArray) outside = list_folder (fixture->dir);

  g_assert_cmpuint (n_clips, ==, 12);
  for (guint i = 0; i < n_clips; i++)
    {
      g_autoptr (RefrainClip) clip = get_clip (task, i);

      refrain_saver_save (get_saver (fixture), clip, REFRAIN_FILE_AUDIO | REFRAIN_FILE_LYRICS);
    }
  wait_for_saver (fixture);

  names = list_folder (fixture->save_dir);
  g_assert_cmpuint (names->len, ==, 2 * n_clips);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      g_assert_true (g_utf8_validate (name, -1, NULL));
      g_assert_cmpuint (strlen (name), <=, 200);
      g_assert_null (strpbrk (name, "/\\:*?\"<>|\n\r\t\033"));
      g_assert_false (name[0] == '.' || name[0] == '-' || name[0] == ' ');
      g_assert_true (g_str_has_suffix (name, "].mp3") || g_str_has_suffix (name, "].txt"));
    }
  ledger = list_ledger (fixture);
  g_assert_cmpuint (ledger->len, ==, 2 * n_clips);
  for (guint i = 0; i < ledger->len; i++)
    {
      const RefrainSavedFile *file = g_ptr_array_index (ledger, i);

      g_assert_true (g_str_has_prefix (file->path, fixture->save_dir));
      assert_saved_right (file);
    }
  /* Nothing beside the folders of the data, the covers and the songs. */
  g_assert_cmpuint (outside->len, ==, 1);
  g_clear_pointer (&outside, g_ptr_array_unref);
  outside = list_folder (fixture->dir);
  g_assert_cmpuint (outside->len, ==, 3);
}

static gboolean
has_received (gpointer data)
{
  return refrain_save_item_get_received (data) > 0;
}

static gboolean
is_finished (gpointer data)
{
  return refrain_save_item_is_finished (data);
}

static void
assert_cancelled (RefrainSaveItem *item)
{
  /* At once, not when some time-out has run. */
  g_assert_true (wait_at_most (5, is_finished, item));
  g_assert_cmpint (refrain_save_item_get_state (item), ==, REFRAIN_SAVE_CANCELLED);
}

static void
test_cancel_download (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);
  RefrainSaveItem *item;

  refrain_demo_gateway_set_media_rate (fixture->demo, 60000);
  refrain_saver_save (get_saver (fixture), clip, REFRAIN_FILE_AUDIO);
  item = get_item (fixture, 0);
  wait_until (has_received, item);
  refrain_save_item_cancel (item);
  assert_cancelled (item);
  assert_nothing_left (fixture);

  refrain_demo_gateway_set_media_rate (fixture->demo, 0);
  item = save_one (fixture, clip, REFRAIN_FILE_AUDIO);
  g_assert_cmpint (refrain_save_item_get_state (item), ==, REFRAIN_SAVE_DONE);
}

/* A quarter of the song, then silence: the user need not wait for a time-out. */
static void
test_cancel_stalled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, "audio-stall"), 0);
  RefrainSaveItem *item;

  refrain_saver_save (get_saver (fixture), clip, REFRAIN_FILE_AUDIO);
  item = get_item (fixture, 0);
  wait_until (has_received, item);
  refrain_save_item_cancel (item);
  assert_cancelled (item);
  assert_nothing_left (fixture);
}

static gboolean
has_open_request (gpointer data)
{
  return refrain_demo_gateway_get_open_requests (((Fixture *) data)->demo) > 0;
}

static void
test_cancel_before_first_byte (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);
  RefrainSaveItem *item;

  /* The cover is asked for first, and does not come either. */
  refrain_demo_gateway_set_latency_ms (fixture->demo, 20000);
  refrain_saver_save (get_saver (fixture), clip, REFRAIN_FILE_AUDIO);
  item = get_item (fixture, 0);
  wait_until (has_open_request, fixture);
  refrain_save_item_cancel (item);
  assert_cancelled (item);
  assert_nothing_left (fixture);
}

static gboolean
was_refused_once (gpointer data)
{
  return refrain_demo_gateway_count (((Fixture *) data)->demo, "GET /audio-500/*.mp3") > 0
         && refrain_demo_gateway_get_open_requests (((Fixture *) data)->demo) == 0;
}

/* While it waits to try again. */
static void
test_cancel_between_attempts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, "audio-500"), 0);
  RefrainSaveItem *item;

  refrain_saver_save (get_saver (fixture), clip, REFRAIN_FILE_AUDIO);
  item = get_item (fixture, 0);
  wait_until (was_refused_once, fixture);
  refrain_save_item_cancel (item);
  assert_cancelled (item);
  assert_nothing_left (fixture);
}

/* Cancelled at once: whichever step it has come to, nothing stays. */
static void
test_cancel_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);

  for (guint i = 0; i < 12; i++)
    {
      RefrainSaveItem *item;

      refrain_saver_clear_finished (get_saver (fixture));
      refrain_saver_save (get_saver (fixture), clip, REFRAIN_FILE_AUDIO);
      item = get_item (fixture, 0);
      for (guint j = 0; j < i * 2; j++)
        g_main_context_iteration (NULL, TRUE);
      if (refrain_save_item_is_finished (item))
        break;
      refrain_save_item_cancel (item);
      g_assert_true (wait_at_most (5, is_finished, item));
      if (refrain_save_item_get_state (item) != REFRAIN_SAVE_CANCELLED)
        break;
      assert_nothing_left (fixture);
    }
}

static void
test_cancel_queued (Fixture *fixture, gconstpointer data)
{
  RefrainTask *tasks[] = { fetch_task (fixture, HARBOUR_TASK), fetch_task (fixture, BICYCLE_TASK),
                           fetch_task (fixture, TRAIN_TASK) };
  GListModel *items = refrain_saver_get_items (get_saver (fixture));
  guint n_asked;

  refrain_demo_gateway_set_media_rate (fixture->demo, 20000);
  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (RefrainClip) clip = get_clip (tasks[i / 2], i % 2);

      refrain_saver_save (get_saver (fixture), clip, REFRAIN_FILE_AUDIO);
    }
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 6);
  g_assert_cmpint (refrain_save_item_get_state (get_item (fixture, 5)), ==, REFRAIN_SAVE_QUEUED);
  /* Without waiting for those before it. */
  refrain_save_item_cancel (get_item (fixture, 5));
  g_assert_cmpint (refrain_save_item_get_state (get_item (fixture, 5)), ==, REFRAIN_SAVE_CANCELLED);
  g_assert_cmpuint (refrain_saver_get_n_unfinished (get_saver (fixture)), ==, 5);

  n_asked = refrain_demo_gateway_count (fixture->demo, "GET /*.mp3");
  refrain_saver_cancel_all (get_saver (fixture));
  wait_for_saver (fixture);
  for (guint i = 0; i < 6; i++)
    g_assert_cmpint (refrain_save_item_get_state (get_item (fixture, i)), ==,
                     REFRAIN_SAVE_CANCELLED);
  g_assert_cmpuint (refrain_demo_gateway_count (fixture->demo, "GET /*.mp3"), ==, n_asked);
  assert_nothing_left (fixture);
}

/* The program ends while it saves. */
static void
test_close_while_saving (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);
  RefrainSaveItem *item;

  refrain_demo_gateway_set_media_rate (fixture->demo, 30000);
  refrain_saver_save (get_saver (fixture), clip, REFRAIN_FILE_AUDIO | REFRAIN_FILE_COVER);
  item = get_item (fixture, 0);
  wait_until (has_received, item);
  g_clear_object (&clip);
  fixture_close (fixture);
  g_assert_false (has_name_with (fixture->save_dir, ".part"));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/saver-trouble/failed-song", test_failed_song },
    { "/saver-trouble/passing", test_passing },
    { "/saver-trouble/redirect", test_redirect },
    { "/saver-trouble/bad-cover", test_bad_cover },
    { "/saver-trouble/hostile-names", test_hostile_names },
    { "/saver-trouble/cancel-download", test_cancel_download },
    { "/saver-trouble/cancel-stalled", test_cancel_stalled },
    { "/saver-trouble/cancel-before-first-byte", test_cancel_before_first_byte },
    { "/saver-trouble/cancel-between-attempts", test_cancel_between_attempts },
    { "/saver-trouble/cancel-at-once", test_cancel_at_once },
    { "/saver-trouble/cancel-queued", test_cancel_queued },
    { "/saver-trouble/close-while-saving", test_close_while_saving },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      g_autofree char *path = g_strdup_printf ("/saver-trouble/%s/%s", troubles[i].id,
                                               refrain_file_kind_to_string (troubles[i].kind));

      g_test_add (path, Fixture, &troubles[i], fixture_set_up, test_trouble, fixture_tear_down);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, fixture_set_up, tests[i].test, fixture_tear_down);
  return g_test_run ();
}
