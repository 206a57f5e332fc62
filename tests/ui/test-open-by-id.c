/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* "Open by Id": what ids a text holds, and what comes of asking the demo gateway for them. */

#include "refrain-ids.h"
#include "refrain-open-by-id-dialog.h"
#include "tasks-fixture.h"

static void
test_ids (void)
{
  static const struct
  {
    const char *text;
    const char *ids; /* joined by a space */
  } cases[] = {
    { "", "" },
    { " \n\t ,;\"' ", "" },
    { "abc", "abc" },
    { "a b,c;d\ne\tf", "a b c d e f" },
    { "\"a\", 'b', [c] {d} (e) <f>", "a b c d e f" },
    { "a,a b a", "a b" },
    { "“one” „two‟ «three»、four", "one two three four" },
    { "56ea8da3-8507-4118-9f1e-111111111111.", "56ea8da3-8507-4118-9f1e-111111111111" },
    { "- task_0a1B\n- task_0a1C", "task_0a1B task_0a1C" },
    { "https://host/suno/fetch/ID", "ID" },
    { "https://host:8080/v1/suno/fetch/ID/?key=x#y http://h/a%20b", "ID a b" },
    { "host/suno/fetch/ID /suno/fetch/ID2", "ID ID2" },
    { "https://host", "" },
    { "https://host/", "" },
    { "\xef\xbb\xbf"
      "a\xe2\x80\x8b"
      "b",
      "a b" },
    { "bad\xff"
      "bytes",
      "bad\xef\xbf\xbd"
      "bytes" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n_left_out = 1;
      g_auto (GStrv) ids = refrain_ids_split (cases[i].text, &n_left_out);
      g_autofree char *joined = g_strjoinv (" ", ids);

      g_assert_cmpstr (joined, ==, cases[i].ids);
      g_assert_cmpuint (n_left_out, ==, 0);
    }
}

static void
test_ids_many (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) ids = NULL;
  guint n_left_out = 0;

  for (guint i = 0; i < REFRAIN_IDS_MAX + 7; i++)
    g_string_append_printf (text, "id-%u id-%u\n", i, i);
  ids = refrain_ids_split (text->str, &n_left_out);
  g_assert_cmpuint (g_strv_length (ids), ==, REFRAIN_IDS_MAX);
  g_assert_cmpuint (n_left_out, ==, 7);
  g_assert_cmpstr (ids[0], ==, "id-0");
}

static GtkWidget *
show_dialog (TasksFixture *fixture, const char *text)
{
  GtkWidget *dialog = refrain_open_by_id_dialog_new (fixture->context, fixture->presenter);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), fixture->window);
  refrain_open_by_id_dialog_set_text (REFRAIN_OPEN_BY_ID_DIALOG (dialog), text);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &fixture->dialog);
  fixture->dialog = dialog;
  gtk_window_present (fixture->window);
  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

static gboolean
dialog_is_gone (gpointer data)
{
  return ((TasksFixture *) data)->dialog == NULL;
}

static char *
get_dialog_text (GtkWidget *dialog)
{
  GtkWidget *view = tasks_find_widget (dialog, GTK_TYPE_TEXT_VIEW, NULL);
  char *text;

  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "text", &text, NULL);
  return text;
}

static void
test_good (void)
{
  TasksFixture fixture = { 0 };
  GtkWidget *dialog;
  g_autofree char *expected = NULL;

  tasks_fixture_set_up (&fixture);
  tasks_fixture_add_source (&fixture, "Demo", refrain_demo_gateway_get_address (fixture.demo));
  dialog = show_dialog (&fixture, "queued, \"half\"\nhttps://host/suno/fetch/lyrics-task?x=1");
  g_assert_true (tasks_has_text (dialog, "Open 3 Tasks"));
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.open", NULL));
  g_assert_true (tasks_has_text (dialog, "Asking “Demo” for 3 tasks…"));
  tasks_fixture_wait (dialog_is_gone, &fixture);
  expected = g_strdup_printf (
      "open-task %d", (int) refrain_task_get_row_id (tasks_fixture_find_task (&fixture, "queued")));
  g_assert_cmpuint (fixture.activated->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (fixture.activated, 0), ==, expected);
  tasks_wait_for_text (GTK_WIDGET (fixture.window), "3 tasks opened");
  tasks_fixture_tear_down (&fixture);
}

static void
test_mixed (void)
{
  const char *const text = "queued html\nno-such-task";
  TasksFixture fixture = { 0 };
  GtkWidget *dialog;
  g_autofree char *kept = NULL;

  tasks_fixture_set_up (&fixture);
  tasks_fixture_add_source (&fixture, "Demo", refrain_demo_gateway_get_address (fixture.demo));
  dialog = show_dialog (&fixture, text);
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.open", NULL));
  tasks_wait_for_text (dialog, "1 task opened, 2 could not be opened");
  g_assert_true (tasks_has_text (dialog, "html"));
  g_assert_true (tasks_has_text (dialog, "no-such-task"));
  g_assert_true (tasks_has_text (dialog, "Close"));
  g_assert_nonnull (tasks_find_widget (dialog, GTK_TYPE_BUTTON, "Copy Id and Reason"));
  kept = get_dialog_text (dialog);
  g_assert_cmpstr (kept, ==, text);
  g_assert_nonnull (tasks_fixture_find_task (&fixture, "queued"));
  g_assert_cmpuint (fixture.activated->len, ==, 0);
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.cancel", NULL));
  tasks_fixture_wait (dialog_is_gone, &fixture);
  tasks_fixture_tear_down (&fixture);
}

static void
test_refused (void)
{
  TasksFixture fixture = { 0 };
  GtkWidget *dialog;

  tasks_fixture_set_up (&fixture);
  tasks_fixture_add_source (&fixture, "Nobody", "http://127.0.0.1:1");
  dialog = show_dialog (&fixture, "some-task");
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.open", NULL));
  tasks_wait_for_text (dialog, "1 could not be opened");
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.cancel", NULL));
  tasks_fixture_wait (dialog_is_gone, &fixture);
  tasks_fixture_tear_down (&fixture);
}

static void
test_cancel (void)
{
  TasksFixture fixture = { 0 };
  GtkWidget *dialog;
  g_autofree char *kept = NULL;

  tasks_fixture_set_up (&fixture);
  tasks_fixture_add_source (&fixture, "Demo", refrain_demo_gateway_get_address (fixture.demo));
  dialog = show_dialog (&fixture, "hang");
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.open", NULL));
  g_assert_true (tasks_has_text (dialog, "Asking “Demo” for 1 task…"));
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.cancel", NULL));
  /* At once, with everything as it was before. */
  g_assert_false (tasks_has_text (dialog, "Asking “Demo” for 1 task…"));
  kept = get_dialog_text (dialog);
  g_assert_cmpstr (kept, ==, "hang");
  g_assert_true (tasks_has_text (dialog, "Open 1 Task"));

  /* The first answer comes late, and is nobody's any more. */
  refrain_open_by_id_dialog_set_text (REFRAIN_OPEN_BY_ID_DIALOG (dialog), "no-such-task");
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.open", NULL));
  tasks_wait_for_text (dialog, "1 could not be opened");
  g_assert_null (tasks_find_widget (dialog, GTK_TYPE_LABEL, "Operation was cancelled"));
  gtk_window_close (GTK_WINDOW (dialog));
  tasks_fixture_wait (dialog_is_gone, &fixture);
  tasks_fixture_tear_down (&fixture);
}

static void
test_no_gateway (void)
{
  TasksFixture fixture = { 0 };
  GtkWidget *dialog;

  tasks_fixture_set_up (&fixture);
  dialog = show_dialog (&fixture, "a b");
  tasks_wait_for_text (dialog, "No gateway is connected yet, so there is nobody to ask.");
  tasks_press (dialog, "Connect a _Gateway");
  g_assert_cmpstr (g_ptr_array_index (fixture.activated, 0), ==, "connect-gateway");
  tasks_fixture_add_source (&fixture, "Demo", refrain_demo_gateway_get_address (fixture.demo));
  g_assert_false (
      tasks_has_text (dialog, "No gateway is connected yet, so there is nobody to ask."));
  g_assert_true (tasks_has_text (dialog, "Open 2 Tasks"));
  gtk_window_close (GTK_WINDOW (dialog));
  tasks_fixture_wait (dialog_is_gone, &fixture);
  tasks_fixture_tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/open-by-id/ids", test_ids);
  g_test_add_func ("/open-by-id/ids-many", test_ids_many);
  g_test_add_func ("/open-by-id/good", test_good);
  g_test_add_func ("/open-by-id/mixed", test_mixed);
  g_test_add_func ("/open-by-id/refused", test_refused);
  g_test_add_func ("/open-by-id/cancel", test_cancel);
  g_test_add_func ("/open-by-id/no-gateway", test_no_gateway);
  return g_test_run ();
}
