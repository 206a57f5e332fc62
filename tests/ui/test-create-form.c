/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The form for new songs: it takes every request and gives it back, keeps what is typed, and leads
 * to what is missing. */

#include "create-fixture.h"

#include "refrain-connection.h"
#include "refrain-create-form-private.h"
#include "refrain-extend-row.h"
#include "refrain-lyrics-editor.h"
#include "refrain-style-entry.h"
#include "refrain-style-tags.h"

static void
assert_same (const RefrainRequest *a, const RefrainRequest *b)
{
  g_autoptr (GVariant) one = g_variant_ref_sink (refrain_request_to_variant (a));
  g_autoptr (GVariant) other = g_variant_ref_sink (refrain_request_to_variant (b));
  g_autofree char *text = g_variant_print (one, FALSE);
  g_autofree char *other_text = g_variant_print (other, FALSE);

  g_assert_cmpstr (text, ==, other_text);
}

static GtkWidget *
find (WindowFixture *fixture, GType type, const char *text)
{
  return window_fixture_find (GTK_WIDGET (create_fixture_get_page (fixture)), type, text);
}

static void
test_fidelity (WindowFixture *fixture, gconstpointer unused)
{
  static const double times[] = { 0, 61.237, REFRAIN_EXTEND_AT_END };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (times); i++)
    {
      g_autoptr (RefrainRequest) request = create_fixture_request (
          i % 2 == 0 ? REFRAIN_REQUEST_CUSTOM : REFRAIN_REQUEST_DESCRIBE);
      g_autoptr (RefrainRequest) filled = NULL;

      refrain_request_set (&request->description, "Both, ‘quoted’ 月光\n\n");
      refrain_request_set (&request->lyrics, "[Verse]\r\n\tTabs & <b>marks</b>\n");
      refrain_request_set (&request->title, "Title, \"quoted\" & <i>\non two lines");
      refrain_request_set (&request->style, "one,two ,  three，四");
      refrain_request_set (&request->negative_style, "metal");
      refrain_request_set (&request->operation, "upload_extend");
      refrain_request_set (&request->extra, "{ \"a\": [1, null],\n  \"b\": \"c\" }");
      refrain_request_set (&request->extend_clip_id, "no-such-clip");
      refrain_request_set (&request->extend_task_id, "no-such-task");
      request->extend_at = times[i / 2];
      request->instrumental = i % 3 == 0;
      create_fixture_use (fixture, request);
      filled = refrain_create_page_dup_request (create_fixture_get_page (fixture));
      assert_same (filled, request);
    }
}

static void
test_fidelity_empty (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainRequest) full = create_fixture_request (REFRAIN_REQUEST_CUSTOM);
  g_autoptr (RefrainRequest) nothing = refrain_request_new (REFRAIN_REQUEST_DESCRIBE);
  g_autoptr (RefrainRequest) filled = NULL;

  create_fixture_use (fixture, full);
  create_fixture_use (fixture, nothing);
  filled = refrain_create_page_dup_request (create_fixture_get_page (fixture));
  assert_same (filled, nothing);
}

/* What the chosen tab does not show is kept, and not sent. */
static void
test_hidden_members (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainRequest) request = create_fixture_request (REFRAIN_REQUEST_CUSTOM);
  g_autoptr (RefrainRequest) outgoing = NULL;
  RefrainCreateForm *form = create_fixture_get_page (fixture)->form;

  refrain_request_set (&request->description, "A ferry");
  create_fixture_use (fixture, request);
  gtk_stack_set_visible_child_name (form->stack, "describe");
  outgoing = refrain_create_form_dup_outgoing (form);
  g_assert_cmpint (outgoing->mode, ==, REFRAIN_REQUEST_DESCRIBE);
  g_assert_cmpstr (outgoing->description, ==, "A ferry");
  g_assert_null (outgoing->lyrics);
  g_assert_null (outgoing->style);
  g_assert_null (outgoing->title);
}

/* A song's settings are sent as they were, to the letter, also what the tab does not show; what is
 * changed there is a thought of the other tab. */
static void
test_made_like (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainRequest) request = create_fixture_request (REFRAIN_REQUEST_CUSTOM);
  g_autoptr (RefrainRequest) same = NULL;
  g_autoptr (RefrainRequest) changed = NULL;
  RefrainCreateForm *form = create_fixture_get_page (fixture)->form;

  request->mode = REFRAIN_REQUEST_DESCRIBE;
  refrain_request_set (&request->description, "A ferry");
  create_fixture_use (fixture, request);
  same = refrain_create_form_dup_outgoing (form);
  assert_same (same, request);
  gtk_editable_set_text (GTK_EDITABLE (form->title), "Another");
  changed = refrain_create_form_dup_outgoing (form);
  g_assert_null (changed->title);
  g_assert_cmpstr (changed->style, ==, request->style);
}

static void
test_undo (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainRequest) first = create_fixture_request (REFRAIN_REQUEST_CUSTOM);
  g_autoptr (RefrainRequest) second = create_fixture_request (REFRAIN_REQUEST_DESCRIBE);
  g_autoptr (RefrainRequest) filled = NULL;

  create_fixture_use (fixture, first);
  create_fixture_use (fixture, second);
  create_fixture_wait_for_text (fixture, GTK_WIDGET (create_fixture_get_page (fixture)),
                                "Form replaced");
  create_fixture_do (fixture, "create.undo-fill");
  filled = refrain_create_page_dup_request (create_fixture_get_page (fixture));
  assert_same (filled, first);

  create_fixture_do (fixture, "create.clear");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (fixture, ADW_TYPE_ENTRY_ROW, NULL))),
                   ==, "");
  create_fixture_do (fixture, "create.undo-fill");
  g_clear_pointer (&filled, refrain_request_free);
  filled = refrain_create_page_dup_request (create_fixture_get_page (fixture));
  assert_same (filled, first);
}

/* As after a restart: other window, other services, same folder. */
static void
test_draft (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainRequest) request = create_fixture_request (REFRAIN_REQUEST_CUSTOM);
  g_autoptr (RefrainSource) other = create_fixture_add_source (fixture, "Studio",
                                                               "http://127.0.0.1:1");
  g_autoptr (RefrainRequest) filled = NULL;
  RefrainCreatePage *page = create_fixture_get_page (fixture);

  refrain_request_set (&request->extra, "{\"half\": ");
  request->extend_at = 12.5;
  refrain_create_page_use_request (page, request, "Studio");
  g_clear_object (&other);
  window_fixture_close (fixture);

  window_fixture_open (fixture);
  create_fixture_show (fixture);
  page = create_fixture_get_page (fixture);
  filled = refrain_create_page_dup_request (page);
  assert_same (filled, request);
  g_assert_cmpstr (refrain_source_get_name (refrain_create_form_get_source (page->form)), ==,
                   "Studio");
}

typedef struct
{
  RefrainRequestMode mode;
  gboolean instrumental;
  const char *words;
  GType place;
} Flaw;

static void
test_flaws (WindowFixture *fixture, gconstpointer unused)
{
  const Flaw flaws[] = {
    { REFRAIN_REQUEST_DESCRIBE, FALSE, "Write what the song is about", GTK_TYPE_TEXT_VIEW },
    { REFRAIN_REQUEST_CUSTOM, FALSE, "Write lyrics, or make it instrumental", GTK_TYPE_TEXT_VIEW },
    { REFRAIN_REQUEST_CUSTOM, TRUE, "An instrumental needs a style", GTK_TYPE_TEXT },
  };
  RefrainCreatePage *page = create_fixture_get_page (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (flaws); i++)
    {
      g_autoptr (RefrainRequest) request = refrain_request_new (flaws[i].mode);
      GtkWidget *focus;

      request->instrumental = flaws[i].instrumental;
      create_fixture_use (fixture, request);
      create_fixture_do (fixture, "create.send");
      g_assert_false (refrain_create_page_is_sending (page));
      create_fixture_wait_for_text (fixture, GTK_WIDGET (page), flaws[i].words);
      gtk_test_accessible_assert_property (page->bar, GTK_ACCESSIBLE_PROPERTY_LABEL, NULL);
      focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
      g_assert_true (g_type_is_a (G_OBJECT_TYPE (focus), flaws[i].place));
      gtk_test_accessible_assert_state (focus, GTK_ACCESSIBLE_STATE_INVALID,
                                        GTK_ACCESSIBLE_INVALID_TRUE);
      gtk_test_accessible_assert_property (focus, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                           flaws[i].words);
      /* It goes with the next change. */
      request->instrumental = FALSE;
      refrain_request_set (&request->description, "rain");
      refrain_request_set (&request->lyrics, "rain");
      create_fixture_use (fixture, request);
      g_assert_false (refrain_send_bar_has_note (page->bar));
      gtk_test_accessible_assert_state (focus, GTK_ACCESSIBLE_STATE_INVALID,
                                        GTK_ACCESSIBLE_INVALID_FALSE);
    }
  g_assert_cmpuint (refrain_demo_gateway_get_submit_count (fixture->gateway), ==, 0);
}

static void
test_bad_extra (WindowFixture *fixture, gconstpointer unused)
{
  static const char *const bad[] = { "{\"a\": ", "[1]", "weirdness" };
  g_autoptr (RefrainRequest) request = create_fixture_request (REFRAIN_REQUEST_DESCRIBE);
  GtkWidget *page = GTK_WIDGET (create_fixture_get_page (fixture));

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      refrain_request_set (&request->extra, bad[i]);
      create_fixture_use (fixture, request);
      create_fixture_send (fixture);
      create_fixture_wait_for_text (fixture, page,
                                    i == 1 ? "This has to be an object" : "This is not JSON");
      g_assert_true (gtk_text_view_get_monospace (
          GTK_TEXT_VIEW (gtk_window_get_focus (GTK_WINDOW (fixture->window)))));
    }
  g_assert_cmpuint (refrain_demo_gateway_get_submit_count (fixture->gateway), ==, 0);
}

static void
test_times (void)
{
  static const struct
  {
    const char *text;
    double seconds;
  } cases[] = {
    { "0", 0 },        { "83", 83 },  { "1:23", 83 }, { " 1:23.5 ", 83.5 }, { "1:02:03", 3723 },
    { "0:05", 5 },     { "", -1 },    { ":", -1 },    { "1:60", -1 },       { "-3", -1 },
    { "1:2:3:4", -1 }, { "abc", -1 }, { "1:", -1 },   { "nan", -1 },        { "1e9", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpfloat (refrain_extend_row_parse (cases[i].text), ==, cases[i].seconds);
    }
}

static void
test_tags (void)
{
  static const char *const styles[] = { "warm folk, brushed drums, choir", "Choral, warm pads",
                                        "月光，warm folk", NULL };
  static const struct
  {
    const char *style;
    int caret;
    const char *tags; /* joined by "|" */
    const char *completed;
  } cases[] = {
    { "", 0, "", NULL },
    { "wa", 2, "warm folk|warm pads", "warm folk, " },
    { "jazz, ch", 8, "choir|Choral", "jazz, choir, " },
    { "jazz,ch", 7, "choir|Choral", "jazz,choir, " },
    { "warm folk, wa", 13, "warm pads", "warm folk, warm pads, " },
    { "wa, jazz", 2, "warm folk|warm pads", "warm folk, jazz" },
    { "jazz，月", 6, "月光", "jazz，月光, " },
    { "jazz, ", 6, "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) tags = refrain_style_tags_suggest (styles, cases[i].style, cases[i].caret, 5);
      g_autofree char *joined = g_strjoinv ("|", tags);
      g_autofree char *completed = NULL;
      int caret = 0;

      g_test_message ("“%s”", cases[i].style);
      g_assert_cmpstr (joined, ==, cases[i].tags);
      if (tags[0] == NULL)
        continue;
      completed = refrain_style_tags_complete (cases[i].style, cases[i].caret, tags[0], &caret);
      g_assert_cmpstr (completed, ==, cases[i].completed);
      g_assert_cmpint (caret, <=, g_utf8_strlen (completed, -1));
    }
}

static gboolean
has_suggestions (WindowFixture *fixture)
{
  GtkWidget *entry = find (fixture, REFRAIN_TYPE_STYLE_ENTRY, NULL);

  return refrain_style_entry_get_n_suggestions (REFRAIN_STYLE_ENTRY (entry)) > 0;
}

/* Tags that were sent before are offered for the one that is being typed. */
static void
test_suggestions (WindowFixture *fixture, gconstpointer unused)
{
  static const char *const styles[] = { "warm folk, brushed drums", NULL };
  g_autoptr (RefrainRequest) request = create_fixture_request (REFRAIN_REQUEST_CUSTOM);
  GtkWidget *entry;
  int position = 0;

  refrain_request_set (&request->style, NULL);
  create_fixture_use (fixture, request);
  entry = find (fixture, REFRAIN_TYPE_STYLE_ENTRY, NULL);
  refrain_style_entry_set_styles (REFRAIN_STYLE_ENTRY (entry), styles);
  g_assert_false (has_suggestions (fixture));
  gtk_widget_grab_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (entry))));
  gtk_editable_insert_text (GTK_EDITABLE (entry), "jazz, br", -1, &position);
  gtk_editable_set_position (GTK_EDITABLE (entry), position);
  window_fixture_wait (fixture, has_suggestions, "the suggestions");
  g_signal_emit_by_name (
      window_fixture_find (entry, GTK_TYPE_LIST_BOX, NULL), "row-activated",
      gtk_list_box_get_row_at_index (
          GTK_LIST_BOX (window_fixture_find (entry, GTK_TYPE_LIST_BOX, NULL)), 0));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "jazz, brushed drums, ");
}

/* A text that is not on the disk is said to be at risk. */
static void
test_draft_failed (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "disk full");
  GtkWidget *page = GTK_WIDGET (create_fixture_get_page (fixture));

  g_signal_emit_by_name (refrain_context_get_forms (fixture->context), "draft-failed", error);
  create_fixture_wait_for_text (fixture, page, "What you type is not being kept");
  g_assert_true (create_fixture_has_text (page, "disk full"));
}

/* A soft limit: it warns, and nothing is blocked. */
static void
test_counter (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainRequest) request = create_fixture_request (REFRAIN_REQUEST_CUSTOM);
  g_autofree char *long_text = g_strnfill (3001, 'a');
  RefrainCreatePage *page = create_fixture_get_page (fixture);

  refrain_request_set (&request->lyrics, long_text);
  create_fixture_use (fixture, request);
  create_fixture_wait_for_text (fixture, GTK_WIDGET (page), "Longer than the model is known");
  create_fixture_send (fixture);
  g_assert_cmpuint (refrain_demo_gateway_get_submit_count (fixture->gateway), ==, 1);
  refrain_request_set (&request->model, "chirp-crow");
  create_fixture_use (fixture, request);
  g_assert_false (create_fixture_has_text (GTK_WIDGET (page), "Longer than the model is known"));
}

static void
test_section (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainRequest) request = create_fixture_request (REFRAIN_REQUEST_CUSTOM);
  g_autoptr (RefrainRequest) filled = NULL;
  GtkWidget *editor;
  GtkTextBuffer *buffer;
  GtkTextIter end;

  refrain_request_set (&request->lyrics, "Rain");
  create_fixture_use (fixture, request);
  editor = find (fixture, REFRAIN_TYPE_LYRICS_EDITOR, NULL);
  buffer = gtk_text_view_get_buffer (
      refrain_text_area_get_view (refrain_lyrics_editor_get_area (REFRAIN_LYRICS_EDITOR (editor))));
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
  gtk_widget_activate_action (editor, "lyrics.insert-section", "s", "Chorus");
  filled = refrain_create_page_dup_request (create_fixture_get_page (fixture));
  g_assert_cmpstr (filled->lyrics, ==, "Rain\n[Chorus]\n");
}

static void
test_states (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainSource) source = NULL;

  create_fixture_show (fixture);
  create_fixture_wait_for_text (fixture, GTK_WIDGET (create_fixture_get_page (fixture)),
                                "No Gateway to Ask");
  g_assert_nonnull (find (fixture, GTK_TYPE_BUTTON, "Connect a _Gateway"));
  source = create_fixture_add_source (fixture, "Home",
                                      refrain_demo_gateway_get_address (fixture->gateway));
  create_fixture_wait_for_text (fixture, GTK_WIDGET (create_fixture_get_page (fixture)),
                                "What the Song Is About");
}

/* A library of a newer version. */
static void
test_read_only (WindowFixture *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "library.db", NULL);
  g_autoptr (GError) error = NULL;
  RefrainConnection *connection;
  RefrainCreatePage *page;

  window_fixture_close (fixture);
  connection = refrain_connection_open (path, FALSE, &error);
  g_assert_no_error (error);
  refrain_connection_execute (connection, "PRAGMA user_version = 100000", &error);
  g_assert_no_error (error);
  refrain_connection_close (connection);
  fixture->leaves_journal = TRUE;
  window_fixture_open (fixture);
  create_fixture_show (fixture);
  page = create_fixture_get_page (fixture);
  create_fixture_wait_for_text (fixture, GTK_WIDGET (page), "This Library Can Only Be Read");
  create_fixture_do (fixture, "create.send");
  g_assert_false (refrain_create_page_is_sending (page));
}

static void
assert_fits_phone (RefrainCreatePage *page)
{
  int width = 0;

  gtk_widget_measure (GTK_WIDGET (page), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 360);
}

static void
test_names (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainRequest) request = create_fixture_request (REFRAIN_REQUEST_CUSTOM);
  RefrainCreatePage *page = create_fixture_get_page (fixture);

  create_fixture_assert_named (GTK_WIDGET (page));
  assert_fits_phone (page);
  refrain_request_set (&request->extra, "{}");
  refrain_request_set (&request->extend_clip_id, "some-clip");
  request->extend_at = 3;
  create_fixture_use (fixture, request);
  create_fixture_assert_named (GTK_WIDGET (page));
  assert_fits_phone (page);
  window_fixture_resize (fixture, 360, 640);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (page)), <=, 384);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, test)                                                                            \
  g_test_add (path, WindowFixture, NULL, create_fixture_set_up, test, window_fixture_tear_down)
  ADD ("/create-form/fidelity", test_fidelity);
  ADD ("/create-form/fidelity-empty", test_fidelity_empty);
  ADD ("/create-form/hidden-members", test_hidden_members);
  ADD ("/create-form/made-like", test_made_like);
  ADD ("/create-form/undo", test_undo);
  ADD ("/create-form/draft", test_draft);
  ADD ("/create-form/draft-failed", test_draft_failed);
  ADD ("/create-form/suggestions", test_suggestions);
  ADD ("/create-form/flaws", test_flaws);
  ADD ("/create-form/bad-extra", test_bad_extra);
  ADD ("/create-form/counter", test_counter);
  ADD ("/create-form/section", test_section);
  ADD ("/create-form/names", test_names);
  ADD ("/create-form/read-only", test_read_only);
#undef ADD
  g_test_add ("/create-form/states", WindowFixture, NULL, window_fixture_set_up, test_states,
              window_fixture_tear_down);
  g_test_add_func ("/create-form/times", test_times);
  g_test_add_func ("/create-form/tags", test_tags);
  return g_test_run ();
}
