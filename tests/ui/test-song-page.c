/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "song-fixture.h"

#include "refrain-columns.h"
#include "refrain-lyrics.h"
#include "refrain-raw-answer-text.h"
#include "refrain-raw-answer-window.h"
#include "refrain-song-page.h"
#include "refrain-take-strip.h"

/* ------------------------------------------------------------------- words */

/* @expected: label=text, parts by "|"; either may be missing. */
static const struct
{
  const char *lyrics;
  const char *expected;
} splits[] = {
  { NULL, "" },
  { "", "" },
  { "\n \n", "" },
  { "la\nla", "=la\nla" },
  { "[Verse]\nla", "Verse=la" },
  { "  [Verse 1]  \r\nla\r\nlo\r\n", "Verse 1=la\nlo" },
  { "hey\n\n[Chorus]\nla\n\n\n\nlo\n\n", "=hey|Chorus=la\n\nlo" },
  { "[Intro]\n[Verse]\nla", "Intro=|Verse=la" },
  { "[Verse 1] [soft]\nla", "Verse 1 · soft=la" },
  { "[x2] la la", "=[x2] la la" },
  { "la [x2]", "=la [x2]" },
  { "[open\nla", "=[open\nla" },
  { "[]\nla", "=[]\nla" },
  { "【主歌】\n春", "主歌=春" },
  { "(oh)\nla", "=(oh)\nla" },
};

static void
test_lyrics (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (splits); i++)
    {
      g_autoptr (GPtrArray) sections = refrain_lyrics_split (splits[i].lyrics);
      g_autoptr (GString) found = g_string_new (NULL);

      for (guint j = 0; j < sections->len; j++)
        {
          const RefrainLyricsSection *section = g_ptr_array_index (sections, j);

          g_string_append_printf (found, "%s%s=%s", j > 0 ? "|" : "",
                                  section->label != NULL ? section->label : "",
                                  section->text != NULL ? section->text : "");
        }
      g_assert_cmpstr (found->str, ==, splits[i].expected);
    }
}

static void
test_indent (void)
{
  static const char *const table[][2] = {
    { "{\"a\":1.50,\"b\":[]}", "{\n  \"a\": 1.50,\n  \"b\": []\n}" },
    { "[{\"a\":\"{,\\\"}\"}]", "[\n  {\n    \"a\": \"{,\\\"}\"\n  }\n]" },
    { "{ \"a\" : [ 1 , 2 ] }", "{\n  \"a\": [\n    1,\n    2\n  ]\n}" },
    { "{\"a\":\"\\u00e9 x", "{\n  \"a\": \"\\u00e9 x" },
    { "<html>{}</html>", "<html>{}</html>" },
    { "}}}", "}}}" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *out = refrain_raw_answer_indent (table[i][0]);

      g_assert_cmpstr (out, ==, table[i][1]);
    }
}

static void
test_find (void)
{
  g_autoptr (GArray) found = refrain_raw_answer_find ("Ärger, ärger; aaa", "ÄRGER");
  g_autoptr (GArray) none = refrain_raw_answer_find ("abc", "");
  g_autoptr (GArray) apart = refrain_raw_answer_find ("aaaa", "aa");

  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpuint (g_array_index (found, RefrainTextMatch, 1).start, ==, 7);
  g_assert_cmpuint (g_array_index (found, RefrainTextMatch, 1).end, ==, 12);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (apart->len, ==, 2);
}

/* -------------------------------------------------------------------- page */

static void
test_finished (void)
{
  TasksFixture fixture = { 0 };
  g_autoptr (RefrainClip) clip = NULL;
  g_autoptr (RefrainClip) shown = NULL;
  g_autofree char *save = NULL;
  g_autofree char *open = NULL;
  GtkWidget *page;
  GtkWidget *strip;

  song_fixture_set_up (&fixture);
  clip = song_fixture_fetch (&fixture, "demo-harbour-lights", 0);
  page = song_fixture_show (&fixture, clip);

  g_object_get (page, "clip", &shown, NULL);
  g_assert_true (shown == clip);
  g_assert_true (tasks_has_text (page, "Harbour Lights"));
  g_assert_true (tasks_has_text (page, "acoustic folk"));
  g_assert_true (tasks_has_text (page, "Verse 1"));
  g_assert_true (tasks_has_text (page, "0:30"));
  g_assert_true (tasks_has_text (page, "chirp-v4 · v4"));
  g_assert_true (tasks_has_text (page, "demo-harbour-lights"));
  g_assert_true (tasks_has_text (page, refrain_clip_get_facts (clip)->id));
  g_assert_true (tasks_has_text (page, "Not saved yet"));
  song_fixture_assert_named (page);

  strip = tasks_find_widget (page, REFRAIN_TYPE_TAKE_STRIP, NULL);
  g_assert_cmpuint (refrain_take_strip_get_n_takes (REFRAIN_TAKE_STRIP (strip)), ==, 2);
  g_signal_emit_by_name (
      tasks_find_widget (page, GTK_TYPE_BUTTON, "Open Harbour Lights, Take 2 · 0:35"), "clicked");
  open = g_strdup_printf ("open-clip %" G_GINT64_FORMAT, refrain_clip_get_row_id (clip) + 1);
  g_assert_true (song_fixture_was_asked (&fixture, open));

  g_signal_emit_by_name (tasks_find_widget (page, GTK_TYPE_BUTTON, "Save to disk"), "clicked");
  save = g_strdup_printf ("save-clip (%" G_GINT64_FORMAT ", 0)", refrain_clip_get_row_id (clip));
  g_assert_true (song_fixture_was_asked (&fixture, save));
  tasks_fixture_tear_down (&fixture);
}

static void
test_keep (void)
{
  TasksFixture fixture = { 0 };
  g_autoptr (RefrainClip) clip = NULL;
  GtkWidget *page;
  GtkWidget *heart;

  song_fixture_set_up (&fixture);
  clip = song_fixture_fetch (&fixture, "demo-night-train", 0);
  page = song_fixture_show (&fixture, clip);
  heart = tasks_find_widget (page, GTK_TYPE_TOGGLE_BUTTON, "Keep");
  g_assert_nonnull (heart);

  g_signal_emit_by_name (heart, "clicked");
  g_assert_cmpuint (refrain_clip_get_verdict (clip), ==, REFRAIN_VERDICT_KEEP);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (heart)));
  gtk_test_accessible_assert_property (heart, GTK_ACCESSIBLE_PROPERTY_LABEL, "Do Not Keep");

  g_signal_emit_by_name (heart, "clicked");
  g_assert_cmpuint (refrain_clip_get_verdict (clip), ==, REFRAIN_VERDICT_UNHEARD);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (heart)));
  tasks_fixture_tear_down (&fixture);
}

static gboolean
says_pause (gpointer page)
{
  return tasks_has_text (page, "Pause") || tasks_has_text (page, "_Pause");
}

static gboolean
says_play (gpointer page)
{
  return !says_pause (page);
}

static void
test_play (void)
{
  TasksFixture fixture = { 0 };
  g_autoptr (RefrainClip) clip = NULL;
  GtkWidget *page;

  song_fixture_set_up (&fixture);
  clip = song_fixture_fetch (&fixture, "demo-night-train", 1);
  page = song_fixture_show (&fixture, clip);

  /* The control on the cover and the button below it are one. */
  g_signal_emit_by_name (tasks_find_widget (page, GTK_TYPE_BUTTON, "Play Song"), "clicked");
  tasks_fixture_wait (says_pause, page);
  g_assert_nonnull (tasks_find_widget (page, GTK_TYPE_BUTTON, "Pause Song"));
  g_signal_emit_by_name (tasks_find_widget (page, GTK_TYPE_BUTTON, "Pause"), "clicked");
  tasks_fixture_wait (says_play, page);
  g_assert_true (song_fixture_was_asked (&fixture, "play-pause"));
  refrain_playback_stop (refrain_context_get_playback (fixture.context));
  tasks_fixture_tear_down (&fixture);
}

static void
test_failed (void)
{
  TasksFixture fixture = { 0 };
  g_autoptr (RefrainClip) clip = NULL;
  g_autofree char *copy = NULL;
  g_autofree char *ask = NULL;
  const char *reason;
  GtkWidget *page;
  GtkWidget *play;

  song_fixture_set_up (&fixture);
  clip = song_fixture_fetch (&fixture, "fail-moderation", 0);
  reason = refrain_clip_get_facts (clip)->error_message;
  page = song_fixture_show (&fixture, clip);

  g_assert_nonnull (reason);
  g_assert_true (tasks_has_text (page, reason));
  g_signal_emit_by_name (tasks_find_widget (page, GTK_TYPE_BUTTON, "_Copy Reason"), "clicked");
  copy = g_strdup_printf ("copy '%s'", reason);
  g_assert_true (song_fixture_was_asked (&fixture, copy));
  g_signal_emit_by_name (tasks_find_widget (page, GTK_TYPE_BUTTON, "Ask the _Gateway Again"),
                         "clicked");
  ask = g_strdup_printf ("fetch-task %" G_GINT64_FORMAT, refrain_clip_get_record (clip)->task_row);
  g_assert_true (song_fixture_was_asked (&fixture, ask));

  play = tasks_find_widget (page, GTK_TYPE_BUTTON, "Play: this song could not be made");
  g_assert_nonnull (play);
  g_assert_false (gtk_widget_get_sensitive (play));
  song_fixture_assert_named (page);
  tasks_fixture_tear_down (&fixture);
}

/* Each state says its own sentence and no other. */
static void
test_states (void)
{
  static const char *const table[][2] = {
    { "forbidden", "This song is complete, but the gateway offers no file of it" },
    { "queued", "It plays as soon as it can be heard." },
    { "streaming", "You can listen already, while the rest is made." },
    { "demo-moss-and-satellites", "Instrumental" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      TasksFixture fixture = { 0 };
      g_autoptr (RefrainClip) clip = NULL;
      GtkWidget *page;

      song_fixture_set_up (&fixture);
      clip = song_fixture_fetch (&fixture, table[i][0], 0);
      page = song_fixture_show (&fixture, clip);
      for (guint j = 0; j + 1 < G_N_ELEMENTS (table); j++)
        g_assert_cmpint (tasks_has_text (page, table[j][1]), ==, i == j);
      if (i == 3)
        g_assert_true (tasks_has_text (page, table[i][1]));
      tasks_fixture_tear_down (&fixture);
    }
}

typedef struct
{
  RefrainColumns *columns;
  gboolean wide;
} Width;

static gboolean
has_width (gpointer data)
{
  Width *width = data;

  return refrain_columns_is_wide (width->columns) == width->wide;
}

static void
test_columns (void)
{
  TasksFixture fixture = { 0 };
  g_autoptr (RefrainClip) clip = NULL;
  Width width = { NULL, TRUE };
  GtkWidget *page;

  song_fixture_set_up (&fixture);
  clip = song_fixture_fetch (&fixture, "demo-paper-map", 0);
  gtk_window_set_default_size (fixture.window, 1200, 700);
  page = song_fixture_show (&fixture, clip);
  width.columns = REFRAIN_COLUMNS (tasks_find_widget (page, REFRAIN_TYPE_COLUMNS, NULL));
  tasks_fixture_wait (has_width, &width);
  gtk_window_set_default_size (fixture.window, 360, 700);
  width.wide = FALSE;
  tasks_fixture_wait (has_width, &width);
  g_assert_cmpint (gtk_widget_get_width (page), <=, 360);
  tasks_fixture_tear_down (&fixture);
}

/* ------------------------------------------------------------------- files */

static gboolean
is_saved (gpointer clip)
{
  return refrain_clip_get_saved_kinds (clip) != 0;
}

static void
test_saved (void)
{
  TasksFixture fixture = { 0 };
  g_autoptr (RefrainClip) clip = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *shown = NULL;
  RefrainSaver *saver;
  GtkWidget *page;

  song_fixture_set_up (&fixture);
  clip = song_fixture_fetch (&fixture, "demo-dawn-bicycle", 0);
  page = song_fixture_show (&fixture, clip);
  g_assert_false (tasks_has_text (page, "Song file"));

  saver = refrain_context_get_saver (fixture.context);
  folder = g_build_filename (fixture.folder, "music", NULL);
  refrain_saver_set_folder (saver, folder);
  refrain_saver_save (saver, clip, REFRAIN_FILE_AUDIO);
  g_assert_nonnull (tasks_find_widget (page, GTK_TYPE_BUTTON, "The song is being saved"));
  tasks_fixture_wait (is_saved, clip);
  g_assert_true (tasks_has_text (page, "Song file"));
  g_assert_false (tasks_has_text (page, "Not saved yet"));

  g_signal_emit_by_name (tasks_find_widget (page, GTK_TYPE_BUTTON, "Show in Files"), "clicked");
  shown = g_strdup_printf ("show-folder '%s'",
                           refrain_clip_find_file (clip, REFRAIN_FILE_AUDIO)->path);
  g_assert_true (song_fixture_was_asked (&fixture, shown));
  tasks_fixture_tear_down (&fixture);
}

/* ------------------------------------------------------------- raw answers */

static gboolean
found_some (gpointer window)
{
  return refrain_raw_answer_window_get_n_matches (window) > 0;
}

static void
test_raw (void)
{
  TasksFixture fixture = { 0 };
  g_autoptr (RefrainClip) clip = NULL;
  GtkWidget *window;
  GtkWidget *text;
  GtkWidget *entry;
  gpointer alive;

  song_fixture_set_up (&fixture);
  clip = song_fixture_fetch (&fixture, "demo-harbour-lights", 0);
  window = refrain_raw_answer_window_new (fixture.context,
                                          refrain_clip_get_record (clip)->task_row);
  alive = window;
  g_object_add_weak_pointer (G_OBJECT (window), &alive);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action (window, "raw.search", NULL);
  entry = tasks_find_widget (window, GTK_TYPE_SEARCH_ENTRY, NULL);
  g_assert_nonnull (entry);
  /* Asked for before the answer is there: found when it comes. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "AUDIO_url");
  tasks_fixture_wait (found_some, window);
  g_assert_cmpuint (refrain_raw_answer_window_get_n_matches (REFRAIN_RAW_ANSWER_WINDOW (window)),
                    ==, 2);
  g_assert_true (tasks_has_text (window, "1 of 2"));
  gtk_widget_activate_action (window, "raw.next", NULL);
  g_assert_true (tasks_has_text (window, "2 of 2"));
  gtk_widget_activate_action (window, "raw.next", NULL);
  g_assert_true (tasks_has_text (window, "1 of 2"));
  text = tasks_find_widget (window, GTK_TYPE_TEXT_VIEW, NULL);
  g_assert_false (gtk_text_view_get_editable (GTK_TEXT_VIEW (text)));
  song_fixture_assert_named (window);
  gtk_window_destroy (GTK_WINDOW (window));
  while (alive != NULL)
    g_main_context_iteration (NULL, TRUE);
  tasks_fixture_tear_down (&fixture);
}

static void
test_raw_missing (void)
{
  TasksFixture fixture = { 0 };
  GtkWidget *window;

  song_fixture_set_up (&fixture);
  window = refrain_raw_answer_window_new (fixture.context, 4711);
  gtk_window_present (GTK_WINDOW (window));
  while (tasks_find_widget (window, ADW_TYPE_STATUS_PAGE, "No Answer Is Kept") == NULL
         || !gtk_widget_get_mapped (
             tasks_find_widget (window, ADW_TYPE_STATUS_PAGE, "No Answer Is Kept")))
    g_main_context_iteration (NULL, TRUE);
  gtk_window_destroy (GTK_WINDOW (window));
  tasks_fixture_tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/song/lyrics", test_lyrics);
  g_test_add_func ("/song/indent", test_indent);
  g_test_add_func ("/song/find", test_find);
  g_test_add_func ("/song/finished", test_finished);
  g_test_add_func ("/song/keep", test_keep);
  g_test_add_func ("/song/play", test_play);
  g_test_add_func ("/song/failed", test_failed);
  g_test_add_func ("/song/states", test_states);
  g_test_add_func ("/song/columns", test_columns);
  g_test_add_func ("/song/saved", test_saved);
  g_test_add_func ("/song/raw", test_raw);
  g_test_add_func ("/song/raw-missing", test_raw_missing);

  return g_test_run ();
}
