/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What helps with new songs: what was asked for before, and lyrics that the gateway writes. */

#include "create-fixture.h"

#include "refrain-diff-view.h"
#include "refrain-prompt-history.h"
#include "refrain-write-lyrics.h"

static GtkWidget *dialog;

static RefrainPrompt *
get_prompt (guint position)
{
  return g_list_model_get_item (
      refrain_prompt_history_get_prompts (REFRAIN_PROMPT_HISTORY (dialog)), position);
}

static guint
count_prompts (void)
{
  return g_list_model_get_n_items (
      refrain_prompt_history_get_prompts (REFRAIN_PROMPT_HISTORY (dialog)));
}

static gboolean
has_two (WindowFixture *fixture)
{
  return count_prompts () == 2;
}

static gboolean
has_one (WindowFixture *fixture)
{
  return count_prompts () == 1;
}

static gboolean
first_is_pinned (WindowFixture *fixture)
{
  g_autoptr (RefrainPrompt) prompt = count_prompts () > 0 ? get_prompt (0) : NULL;

  return prompt != NULL && refrain_prompt_get_record (prompt)->pinned;
}

static gboolean
is_gone (WindowFixture *fixture)
{
  return dialog == NULL;
}

static void
open_dialog (WindowFixture *fixture, const char *action, GType type)
{
  create_fixture_do (fixture, action);
  dialog = create_fixture_find_dialog (fixture, type);
  g_assert_nonnull (dialog);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
}

static void
close_dialog (WindowFixture *fixture)
{
  gtk_window_close (GTK_WINDOW (dialog));
  window_fixture_wait (fixture, is_gone, "the dialog to go");
}

/* Two requests, and the history of them. */
static void
open_history (WindowFixture *fixture)
{
  g_autoptr (RefrainRequest) custom = create_fixture_request (REFRAIN_REQUEST_CUSTOM);
  g_autoptr (RefrainRequest) other = create_fixture_request (REFRAIN_REQUEST_CUSTOM);

  create_fixture_use (fixture, custom);
  create_fixture_send (fixture);
  refrain_request_set (&other->title, "First Train");
  refrain_request_set (&other->style, "warm jazz, brushed drums");
  create_fixture_use (fixture, other);
  create_fixture_send (fixture);
  open_dialog (fixture, "create.history", REFRAIN_TYPE_PROMPT_HISTORY);
  window_fixture_wait (fixture, has_two, "the history");
}

static gint64
get_row (guint position)
{
  g_autoptr (RefrainPrompt) prompt = get_prompt (position);

  return refrain_prompt_get_record (prompt)->row_id;
}

static void
test_search_and_use (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainRequest) filled = NULL;
  GtkWidget *list;

  open_history (fixture);
  create_fixture_assert_named (dialog);
  refrain_prompt_history_set_text (REFRAIN_PROMPT_HISTORY (dialog), "ferry");
  window_fixture_wait (fixture, has_one, "what is found");
  list = window_fixture_find (dialog, GTK_TYPE_LIST_VIEW, NULL);
  g_signal_emit_by_name (list, "activate", 0u);
  window_fixture_wait (fixture, is_gone, "the dialog to go");
  filled = refrain_create_page_dup_request (create_fixture_get_page (fixture));
  g_assert_cmpstr (filled->title, ==, "Last Ferry");
  g_assert_cmpstr (filled->lyrics, ==, "[Verse]\nRain on the water\n\n[Chorus]\nHome, home\n");
}

static void
test_pin (WindowFixture *fixture, gconstpointer unused)
{
  gint64 older;

  open_history (fixture);
  older = get_row (1);
  gtk_widget_activate_action (dialog, "history.pin", "(xb)", older, TRUE);
  window_fixture_wait (fixture, first_is_pinned, "the pinned one to come first");
  g_assert_cmpint (get_row (0), ==, older);
  close_dialog (fixture);
}

static void
test_delete (WindowFixture *fixture, gconstpointer unused)
{
  gint64 newer;

  open_history (fixture);
  newer = get_row (0);
  gtk_widget_activate_action (dialog, "history.remove", "x", newer);
  g_assert_cmpuint (count_prompts (), ==, 1);
  create_fixture_wait_for_text (fixture, dialog, "Request deleted");
  gtk_widget_activate_action (dialog, "history.restore", "x", newer);
  window_fixture_wait (fixture, has_two, "the deleted one to come back");
  close_dialog (fixture);

  open_dialog (fixture, "create.history", REFRAIN_TYPE_PROMPT_HISTORY);
  window_fixture_wait (fixture, has_two, "the history");
  gtk_widget_activate_action (dialog, "history.remove", "x", newer);
  close_dialog (fixture);
  open_dialog (fixture, "create.history", REFRAIN_TYPE_PROMPT_HISTORY);
  window_fixture_wait (fixture, has_one, "the rest of the history");
  g_assert_cmpint (get_row (0), !=, newer);
  close_dialog (fixture);
}

static void
test_compare (WindowFixture *fixture, gconstpointer unused)
{
  GtkWidget *diff;

  open_history (fixture);
  gtk_widget_activate_action (dialog, "history.choose", "(xb)", get_row (0), TRUE);
  gtk_widget_activate_action (dialog, "history.choose", "(xb)", get_row (1), TRUE);
  g_assert_true (gtk_widget_activate_action (dialog, "history.compare", NULL));
  g_assert_cmpuint (refrain_prompt_history_get_n_differences (REFRAIN_PROMPT_HISTORY (dialog)), ==,
                    2);
  create_fixture_wait_for_text (fixture, dialog, "warm jazz, brushed drums");
  g_assert_true (create_fixture_has_text (dialog, "warm folk, brushed drums"));
  g_assert_true (create_fixture_has_text (dialog, "−"));
  diff = window_fixture_find (dialog, REFRAIN_TYPE_DIFF_VIEW, NULL);
  gtk_test_accessible_assert_property (window_fixture_find (diff, GTK_TYPE_LABEL, "First Train"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Added: First Train");
  gtk_widget_activate_action (dialog, "history.back", NULL);
  g_assert_nonnull (dialog);
  gtk_widget_activate_action (dialog, "history.back", NULL);
  window_fixture_wait (fixture, is_gone, "the dialog to go");
}

static void
make_quick (WindowFixture *fixture)
{
  refrain_demo_gateway_set_time_scale (fixture->gateway, 0.001);
}

static gboolean
has_result (WindowFixture *fixture)
{
  if (window_fixture_find (dialog, GTK_TYPE_BUTTON, "_Replace Lyrics") != NULL
      || window_fixture_find (dialog, GTK_TYPE_BUTTON, "_Insert") != NULL)
    return TRUE;

  refrain_watcher_poll_now (refrain_context_get_watcher (fixture->context));
  return FALSE;
}

static char *
dup_lyrics (WindowFixture *fixture)
{
  g_autoptr (RefrainRequest) filled = refrain_create_page_dup_request (
      create_fixture_get_page (fixture));

  return g_strdup (filled->lyrics);
}

static void
test_lyrics (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainRequest) request = create_fixture_request (REFRAIN_REQUEST_CUSTOM);
  RefrainTask *task;
  g_autofree char *written = NULL;
  g_autofree char *inserted = NULL;
  g_autofree char *undone = NULL;

  make_quick (fixture);
  create_fixture_use (fixture, request);
  open_dialog (fixture, "create.write-lyrics", REFRAIN_TYPE_WRITE_LYRICS);
  create_fixture_assert_named (dialog);
  gtk_widget_activate_action (dialog, "lyrics.write", NULL);
  /* A second press is none. */
  gtk_widget_activate_action (dialog, "lyrics.write", NULL);
  window_fixture_wait (fixture, has_result, "the lyrics");
  g_assert_cmpuint (refrain_demo_gateway_get_submit_count (fixture->gateway), ==, 1);
  task = refrain_write_lyrics_get_task (REFRAIN_WRITE_LYRICS (dialog));
  g_assert_true (task == create_fixture_get_task (fixture, 0));
  written = g_strdup (refrain_task_get_facts (task)->lyrics_text);
  gtk_widget_activate_action (dialog, "lyrics.insert", NULL);
  window_fixture_wait (fixture, is_gone, "the dialog to go");
  inserted = dup_lyrics (fixture);
  g_assert_cmpstr (inserted, ==, written);
  create_fixture_wait_for_text (fixture, GTK_WIDGET (create_fixture_get_page (fixture)),
                                "Lyrics inserted");
  create_fixture_do (fixture, "create.undo-lyrics");
  undone = dup_lyrics (fixture);
  g_assert_cmpstr (undone, ==, request->lyrics);
}

static void
test_lyrics_refused (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainRequest) request = create_fixture_request (REFRAIN_REQUEST_LYRICS);

  refrain_demo_gateway_fail_next (fixture->gateway, "POST /suno/submit/*", 1, 403);
  create_fixture_use (fixture, request);
  dialog = create_fixture_find_dialog (fixture, REFRAIN_TYPE_WRITE_LYRICS);
  g_assert_nonnull (dialog);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  gtk_widget_activate_action (dialog, "lyrics.write", NULL);
  create_fixture_wait_for_text (fixture, dialog, "The Gateway Refused This");
  gtk_widget_activate_action (dialog, "lyrics.back", NULL);
  create_fixture_wait_for_text (fixture, dialog, "What the Lyrics Are About");
  close_dialog (fixture);
}

/* It is a task like any other. */
static void
test_lyrics_closed (WindowFixture *fixture, gconstpointer unused)
{
  g_autoptr (RefrainRequest) request = create_fixture_request (REFRAIN_REQUEST_CUSTOM);

  create_fixture_use (fixture, request);
  open_dialog (fixture, "create.write-lyrics", REFRAIN_TYPE_WRITE_LYRICS);
  gtk_widget_activate_action (dialog, "lyrics.write", NULL);
  gtk_window_close (GTK_WINDOW (dialog));
  window_fixture_wait (fixture, is_gone, "the dialog to go");
  g_assert_cmpuint (create_fixture_count_tasks (fixture), ==, 1);
  g_assert_cmpint (refrain_task_get_facts (create_fixture_get_task (fixture, 0))->kind, ==,
                   REFRAIN_TASK_KIND_LYRICS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, test)                                                                            \
  g_test_add (path, WindowFixture, NULL, create_fixture_set_up, test, window_fixture_tear_down)
  ADD ("/create-tools/history/search-and-use", test_search_and_use);
  ADD ("/create-tools/history/pin", test_pin);
  ADD ("/create-tools/history/delete", test_delete);
  ADD ("/create-tools/history/compare", test_compare);
  ADD ("/create-tools/lyrics/written", test_lyrics);
  ADD ("/create-tools/lyrics/refused", test_lyrics_refused);
  ADD ("/create-tools/lyrics/closed", test_lyrics_closed);
#undef ADD
  return g_test_run ();
}
