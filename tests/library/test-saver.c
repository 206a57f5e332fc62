/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library-fixture.h"

#include "refrain-tagger.h"

#include <glib/gstdio.h>
#include <string.h>

/* Of the gateway's clock. */
#define MAKING 3000
#define LIFE_OF_A_TASK 9000

#define ALL_KINDS                                                                                  \
  (REFRAIN_FILE_AUDIO | REFRAIN_FILE_VIDEO | REFRAIN_FILE_COVER | REFRAIN_FILE_LYRICS)

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static char *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* The file with which a fresh download of @url has to agree in everything but its tags. */
static char *
download_to_file (Fixture *fixture, const char *url)
{
  g_autoptr (GBytes) bytes = download (url);
  char *path = g_build_filename (fixture->dir, "reference", NULL);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes), NULL));
  return path;
}

static void
assert_same_media (Fixture *fixture, const char *path, const char *url, RefrainMediaFormat format)
{
  g_autofree char *reference = download_to_file (fixture, url);
  g_autofree char *wanted = refrain_media_audio_digest (reference, format, NULL);
  g_autofree char *digest = refrain_media_audio_digest (path, format, NULL);

  g_assert_nonnull (wanted);
  g_assert_cmpstr (digest, ==, wanted);
}

static void
assert_tags (const char *path, RefrainClip *clip, const char *url)
{
  const RefrainClipFacts *facts = refrain_clip_get_facts (clip);
  g_autoptr (RefrainTags) tags = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (refrain_tagger_read (path, &tags, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (tags->title, ==, facts->title);
  g_assert_cmpstr (tags->lyrics, ==, facts->lyrics);
  g_assert_cmpstr (tags->genre, ==, facts->style);
  g_assert_cmpstr (refrain_tags_get_extra (tags, "REFRAIN_CLIP_ID"), ==, facts->id);
  g_assert_cmpstr (refrain_tags_get_extra (tags, "REFRAIN_TASK_ID"), ==, HARBOUR_TASK);
  g_assert_cmpstr (refrain_tags_get_extra (tags, "REFRAIN_MODEL"), ==, facts->model);
  g_assert_cmpstr (tags->source_url, ==, url);
  g_assert_nonnull (tags->date);
  g_assert_nonnull (tags->cover);
  g_assert_cmpuint (g_bytes_get_size (tags->cover), >, 1000);
}

static const RefrainSavedFile *
get_file (Fixture *fixture, RefrainClip *clip, RefrainFileKind kind)
{
  const RefrainSavedFile *file = refrain_clip_find_file (clip, kind);
  g_autofree char *folder = NULL;

  g_assert_nonnull (file);
  folder = g_path_get_dirname (file->path);
  g_assert_cmpstr (folder, ==, fixture->save_dir);
  assert_saved_right (file);
  g_assert_cmpstr (file->clip_id, ==, refrain_clip_get_facts (clip)->id);
  return file;
}

static gboolean
has_all_kinds (gpointer data)
{
  return refrain_clip_get_saved_kinds (data) == ALL_KINDS;
}

static void
test_everything (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);
  /* A copy: what the clip knows is replaced when it is saved. */
  g_autoptr (RefrainClipFacts) facts = refrain_clip_facts_copy (refrain_clip_get_facts (clip));
  const RefrainSavedFile *file;
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) cover = NULL;
  g_autoptr (GMappedFile) mapped = NULL;
  g_autoptr (GBytes) saved_cover = NULL;
  guint n_notified = 0;

  g_assert_cmpstr (facts->id, ==, HARBOUR_1);
  g_signal_connect (clip, "notify::saved-kinds", G_CALLBACK (count_cb), &n_notified);
  save_and_wait (fixture, clip, ALL_KINDS);
  wait_until (has_all_kinds, clip);
  g_assert_cmpuint (n_notified, >, 0);

  file = get_file (fixture, clip, REFRAIN_FILE_AUDIO);
  g_assert_true (g_str_has_suffix (file->path, "/Harbour Lights [95e030a4].mp3"));
  assert_tags (file->path, clip, facts->audio_url);
  assert_same_media (fixture, file->path, facts->audio_url, REFRAIN_MEDIA_FORMAT_MP3);
  file = get_file (fixture, clip, REFRAIN_FILE_VIDEO);
  g_assert_true (g_str_has_suffix (file->path, "/Harbour Lights [95e030a4].mp4"));
  assert_tags (file->path, clip, facts->video_url);
  assert_same_media (fixture, file->path, facts->video_url, REFRAIN_MEDIA_FORMAT_MP4);

  file = get_file (fixture, clip, REFRAIN_FILE_COVER);
  g_assert_true (g_str_has_suffix (file->path, ".jpg"));
  cover = download (facts->image_large_url);
  mapped = g_mapped_file_new (file->path, FALSE, NULL);
  saved_cover = g_mapped_file_get_bytes (mapped);
  g_assert_true (g_bytes_equal (cover, saved_cover));
  file = get_file (fixture, clip, REFRAIN_FILE_LYRICS);
  g_assert_true (g_str_has_suffix (file->path, ".txt"));
  text = read_file (file->path);
  g_assert_nonnull (strstr (text, facts->lyrics));
  g_assert_nonnull (strstr (text, facts->title));

  names = list_folder (fixture->save_dir);
  g_assert_cmpuint (names->len, ==, 4);
  g_assert_false (refrain_clip_is_at_risk (clip));
}

static void
test_state_of_items (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);
  RefrainSaver *saver = refrain_context_get_saver (fixture->context);
  RefrainSaveItem *item;
  guint n_notified = 0;

  refrain_saver_save (saver, clip, REFRAIN_FILE_AUDIO);
  /* Asked for twice, it is saved once. */
  refrain_saver_save (saver, clip, REFRAIN_FILE_AUDIO);
  g_assert_cmpuint (g_list_model_get_n_items (refrain_saver_get_items (saver)), ==, 1);
  item = get_item (fixture, 0);
  g_signal_connect (item, "notify::fraction", G_CALLBACK (count_cb), &n_notified);
  save_and_wait (fixture, clip, REFRAIN_FILE_AUDIO);

  g_assert_cmpint (refrain_save_item_get_state (item), ==, REFRAIN_SAVE_DONE);
  g_assert_null (refrain_save_item_get_error (item));
  g_assert_false (refrain_save_item_was_known (item));
  g_assert_cmpint (refrain_save_item_get_received (item), >, 10000);
  g_assert_cmpint (refrain_save_item_get_received (item), ==, refrain_save_item_get_total (item));
  g_assert_cmpfloat (refrain_save_item_get_fraction (item), ==, 1.0);
  g_assert_cmpfloat (refrain_saver_get_fraction (saver), ==, 1.0);
  g_assert_cmpuint (n_notified, >, 1);
  g_assert_true (g_file_test (refrain_save_item_get_path (item), G_FILE_TEST_IS_REGULAR));
  refrain_saver_clear_finished (saver);
  g_assert_cmpuint (g_list_model_get_n_items (refrain_saver_get_items (saver)), ==, 0);
}

static gboolean
has_audio (gpointer data)
{
  return (refrain_clip_get_saved_kinds (data) & REFRAIN_FILE_AUDIO) != 0;
}

static void
test_second_save (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);
  RefrainSaveItem *item;

  save_one (fixture, clip, REFRAIN_FILE_AUDIO);
  wait_until (has_audio, clip);
  g_assert_cmpuint (refrain_demo_gateway_count (fixture->demo, "GET /" HARBOUR_1 ".mp3"), ==, 1);
  item = save_one (fixture, clip, REFRAIN_FILE_AUDIO);
  g_assert_cmpint (refrain_save_item_get_state (item), ==, REFRAIN_SAVE_DONE);
  g_assert_true (refrain_save_item_was_known (item));
  g_assert_cmpuint (refrain_demo_gateway_count (fixture->demo, "GET /" HARBOUR_1 ".mp3"), ==, 1);
}

/* Somebody has deleted the file: it is fetched anew. */
static void
test_deleted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);
  RefrainSaveItem *item = save_one (fixture, clip, REFRAIN_FILE_AUDIO);

  wait_until (has_audio, clip);
  g_assert_no_errno (g_unlink (refrain_save_item_get_path (item)));
  item = save_one (fixture, clip, REFRAIN_FILE_AUDIO);
  g_assert_cmpint (refrain_save_item_get_state (item), ==, REFRAIN_SAVE_DONE);
  g_assert_true (g_file_test (refrain_save_item_get_path (item), G_FILE_TEST_IS_REGULAR));
  g_assert_cmpuint (refrain_demo_gateway_count (fixture->demo, "GET /" HARBOUR_1 ".mp3"), ==, 2);
}

static void
test_other_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);
  g_autofree char *other = g_build_filename (fixture->dir, "other", "deep", NULL);
  g_autofree char *first = NULL;
  g_autofree char *name = NULL;
  g_autofree char *wanted = NULL;
  RefrainSaveItem *item = save_one (fixture, clip, REFRAIN_FILE_AUDIO);
  g_autoptr (GPtrArray) ledger = NULL;

  first = g_strdup (refrain_save_item_get_path (item));
  wait_until (has_audio, clip);
  refrain_saver_set_folder (refrain_context_get_saver (fixture->context), other);
  item = save_one (fixture, clip, REFRAIN_FILE_AUDIO);
  g_assert_cmpint (refrain_save_item_get_state (item), ==, REFRAIN_SAVE_DONE);
  name = g_path_get_basename (first);
  wanted = g_build_filename (other, name, NULL);
  g_assert_cmpstr (refrain_save_item_get_path (item), ==, wanted);
  g_assert_true (g_file_test (first, G_FILE_TEST_IS_REGULAR));
  g_assert_cmpuint (refrain_demo_gateway_count (fixture->demo, "GET /" HARBOUR_1 ".mp3"), ==, 1);
  ledger = list_ledger (fixture);
  g_assert_cmpuint (ledger->len, ==, 2);
  for (guint i = 0; i < ledger->len; i++)
    assert_saved_right (g_ptr_array_index (ledger, i));
}

/* A copy is made only of what is what it was; else the song is fetched. */
static void
test_other_folder_changed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);
  g_autofree char *other = g_build_filename (fixture->dir, "other", NULL);
  RefrainSaveItem *item = save_one (fixture, clip, REFRAIN_FILE_AUDIO);
  g_autofree char *bytes = NULL;
  gsize length;

  wait_until (has_audio, clip);
  g_assert_true (g_file_get_contents (refrain_save_item_get_path (item), &bytes, &length, NULL));
  bytes[length / 2] ^= 0x10;
  g_assert_true (
      g_file_set_contents (refrain_save_item_get_path (item), bytes, (gssize) length, NULL));
  refrain_saver_set_folder (refrain_context_get_saver (fixture->context), other);
  item = save_one (fixture, clip, REFRAIN_FILE_AUDIO);
  g_assert_cmpint (refrain_save_item_get_state (item), ==, REFRAIN_SAVE_DONE);
  assert_same_media (fixture, refrain_save_item_get_path (item),
                     refrain_clip_get_facts (clip)->audio_url, REFRAIN_MEDIA_FORMAT_MP3);
  g_assert_false (has_name_with (other, ".part"));
}

static void
test_foreign_file (Fixture *fixture, gconstpointer data)
{
  static const char *const endings[] = { "mp3", "mp4", "jpg", "txt" };
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);

  g_assert_no_errno (g_mkdir (fixture->save_dir, 0755));
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/Harbour Lights [95e030a4].%s", fixture->save_dir,
                                               endings[i]);

      g_assert_true (g_file_set_contents (path, "somebody's own", -1, NULL));
    }
  save_and_wait (fixture, clip, ALL_KINDS);
  wait_until (has_all_kinds, clip);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/Harbour Lights [95e030a4].%s", fixture->save_dir,
                                               endings[i]);
      g_autofree char *beside = g_strdup_printf ("%s/Harbour Lights [95e030a4] (2).%s",
                                                 fixture->save_dir, endings[i]);
      g_autofree char *text = read_file (path);

      g_assert_cmpstr (text, ==, "somebody's own");
      g_assert_true (g_file_test (beside, G_FILE_TEST_IS_REGULAR));
    }
  get_file (fixture, clip, REFRAIN_FILE_AUDIO);
}

/* The library is lost, its files are not: saving again takes the name over. */
static void
test_adopted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);
  g_autofree char *address = g_strdup (refrain_demo_gateway_get_address (fixture->demo));
  g_autofree char *path = g_strdup (
      refrain_save_item_get_path (save_one (fixture, clip, REFRAIN_FILE_AUDIO)));
  g_autoptr (GPtrArray) names = NULL;

  g_clear_object (&clip);
  fixture_close (fixture);
  remove_tree (fixture->data_dir);
  fixture_open (fixture);
  g_assert_null (fixture->source);
  fixture->source = put_source (fixture, 0, "Demo", address, NULL);
  clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);
  g_assert_cmpuint (refrain_clip_get_saved_kinds (clip), ==, 0);

  g_assert_cmpstr (refrain_save_item_get_path (save_one (fixture, clip, REFRAIN_FILE_AUDIO)), ==,
                   path);
  names = list_folder (fixture->save_dir);
  g_assert_cmpuint (names->len, ==, 1);
  wait_until (has_audio, clip);
  get_file (fixture, clip, REFRAIN_FILE_AUDIO);
}

static gboolean
is_saved_lyrics (gpointer data)
{
  return (refrain_clip_get_saved_kinds (data) & REFRAIN_FILE_LYRICS) != 0;
}

static void
test_name_template (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);
  g_autofree char *name = NULL;

  refrain_saver_set_name_template (refrain_context_get_saver (fixture->context),
                                   "../{date} - {title}");
  name = g_path_get_basename (
      refrain_save_item_get_path (save_one (fixture, clip, REFRAIN_FILE_LYRICS)));
  g_assert_true (g_str_has_suffix (name, "- Harbour Lights [95e030a4].txt"));
  wait_until (is_saved_lyrics, clip);
  get_file (fixture, clip, REFRAIN_FILE_LYRICS);
}

/* What an address serves later is saved with the ledger's knowledge of it after a restart. */
static void
test_restart (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);

  save_and_wait (fixture, clip, ALL_KINDS);
  g_clear_object (&clip);
  refrain_demo_gateway_stop (fixture->demo);
  fixture_reopen (fixture);
  clip = get_clip (find_task (fixture, HARBOUR_TASK), 0);
  g_assert_cmpuint (refrain_clip_get_saved_kinds (clip), ==, ALL_KINDS);
  g_assert_true (refrain_save_item_was_known (save_one (fixture, clip, REFRAIN_FILE_VIDEO)));
}

typedef struct
{
  Fixture *fixture;
  guint most;
} Load;

static gboolean
is_idle_watching_load (gpointer data)
{
  Load *load = data;

  load->most = MAX (load->most, refrain_demo_gateway_get_open_requests (load->fixture->demo));
  return refrain_saver_get_n_unfinished (refrain_context_get_saver (load->fixture->context)) == 0;
}

static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) ids = refrain_demo_gateway_dup_task_ids (fixture->demo);
  g_autoptr (RefrainFetchOutcome) outcome = NULL;
  RefrainSaver *saver = refrain_context_get_saver (fixture->context);
  g_autoptr (GPtrArray) ledger = NULL;
  Load load = { fixture, 0 };

  for (guint i = 10; ids[i] != NULL; i++)
    g_clear_pointer (&ids[i], g_free);
  outcome = fetch_ids (fixture, (const char *const *) ids);
  refrain_demo_gateway_set_latency_ms (fixture->demo, 300);
  for (guint i = 0; i < outcome->tasks->len; i++)
    {
      for (guint j = 0; j < 2; j++)
        {
          g_autoptr (RefrainClip) clip = get_clip (g_ptr_array_index (outcome->tasks, i), j);

          refrain_saver_save (saver, clip, REFRAIN_FILE_AUDIO);
        }
    }
  g_assert_cmpuint (refrain_saver_get_n_unfinished (saver), ==, 20);
  wait_until (is_idle_watching_load, &load);
  g_assert_cmpuint (load.most, >=, 2);
  g_assert_cmpuint (load.most, <=, 4);
  ledger = list_ledger (fixture);
  g_assert_cmpuint (ledger->len, ==, 20);
  for (guint i = 0; i < ledger->len; i++)
    assert_saved_right (g_ptr_array_index (ledger, i));
  g_assert_false (has_name_with (fixture->save_dir, ".part"));
}

static gboolean
is_waiting (gpointer data)
{
  return refrain_save_item_get_state (data) == REFRAIN_SAVE_WAITING;
}

/* A program that stays open saves a song that is still being made once it is complete; one that
 * does not stay says that it is not ready. */
static void
test_waits_for_song (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = submit_task (fixture);
  RefrainSaver *saver = refrain_context_get_saver (fixture->context);
  g_autoptr (RefrainClip) clip = NULL;

  refrain_demo_gateway_set_manual_clock (fixture->demo, TRUE);
  refrain_demo_gateway_advance (fixture->demo, MAKING);
  clip = get_clip (fetch_task (fixture, id), 0);
  g_assert_false (refrain_clip_state_is_terminal (refrain_clip_get_facts (clip)->state));
  g_assert_error (refrain_save_item_get_error (save_one (fixture, clip, REFRAIN_FILE_AUDIO)),
                  REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_NOT_READY);
  refrain_saver_clear_finished (saver);

  refrain_saver_set_waits (saver, TRUE);
  refrain_saver_save (saver, clip, REFRAIN_FILE_AUDIO | REFRAIN_FILE_VIDEO);
  wait_until (is_waiting, get_item (fixture, 0));
  wait_until (is_waiting, get_item (fixture, 1));
  refrain_save_item_cancel (get_item (fixture, 1));
  g_assert_cmpint (refrain_save_item_get_state (get_item (fixture, 1)), ==, REFRAIN_SAVE_CANCELLED);
  refrain_demo_gateway_advance (fixture->demo, LIFE_OF_A_TASK);
  fetch_task (fixture, id);
  wait_for_saver (fixture);
  g_assert_cmpint (refrain_save_item_get_state (get_item (fixture, 0)), ==, REFRAIN_SAVE_DONE);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/saver/everything", test_everything);
  add ("/saver/state-of-items", test_state_of_items);
  add ("/saver/second-save", test_second_save);
  add ("/saver/deleted", test_deleted);
  add ("/saver/other-folder", test_other_folder);
  add ("/saver/other-folder-changed", test_other_folder_changed);
  add ("/saver/foreign-file", test_foreign_file);
  add ("/saver/adopted", test_adopted);
  add ("/saver/name-template", test_name_template);
  add ("/saver/restart", test_restart);
  add ("/saver/many", test_many);
  add ("/saver/waits-for-song", test_waits_for_song);
  return g_test_run ();
}
