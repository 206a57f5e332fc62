/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the Tasks page says of tasks that were sent from here, and what can be done about each. */

#include "refrain-task-details.h"
#include "refrain-task-row.h"
#include "refrain-task-rows.h"
#include "refrain-tasks-page.h"
#include "tasks-fixture.h"

#define SUBMIT "POST /suno/submit/music"
#define N_MANY 10000
/* GtkListView makes about 200. */
#define MAX_WIDGETS 300

typedef struct
{
  TasksFixture base;
  RefrainSource *home;
  RefrainTasksPage *page;
  RefrainTask *task; /* that was submitted last */
  const char *text;  /* for conditions */
} StatesFixture;

static void
set_up (StatesFixture *fixture, gconstpointer unused)
{
  tasks_fixture_set_up (&fixture->base);
  fixture->home = tasks_fixture_add_source (&fixture->base, "Home",
                                            refrain_demo_gateway_get_address (fixture->base.demo));
  refrain_demo_gateway_set_manual_clock (fixture->base.demo, TRUE);
  fixture->page = REFRAIN_TASKS_PAGE (
      refrain_tasks_page_new (fixture->base.context, fixture->base.presenter));
  adw_toast_overlay_set_child (fixture->base.overlay, GTK_WIDGET (fixture->page));
  gtk_window_present (fixture->base.window);
  refrain_context_start_services (fixture->base.context);
}

static void
tear_down (StatesFixture *fixture, gconstpointer unused)
{
  tasks_fixture_tear_down (&fixture->base);
}

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainSubmission) submission = refrain_submitter_submit_finish (
      REFRAIN_SUBMITTER (source), result, &error);

  g_assert_no_error (error);
  *(gpointer *) user_data = submission->task;
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static void
begin (StatesFixture *fixture, RefrainSource *source, const char *words)
{
  g_autoptr (RefrainRequest) request = refrain_request_new (REFRAIN_REQUEST_DESCRIBE);

  fixture->task = NULL;
  refrain_request_set (&request->description, words);
  refrain_submitter_submit_async (refrain_context_get_submitter (fixture->base.context), source,
                                  request, NULL, submitted_cb, &fixture->task);
}

static RefrainTask *
submit (StatesFixture *fixture, RefrainSource *source, const char *words)
{
  begin (fixture, source, words);
  tasks_fixture_wait (is_set, &fixture->task);
  return fixture->task;
}

static RefrainTask *
submit_maybe (StatesFixture *fixture, const char *words)
{
  refrain_demo_gateway_fail_next (fixture->base.demo, SUBMIT, 1, 0);
  submit (fixture, fixture->home, words);
  g_assert_cmpint (refrain_task_get_record (fixture->task)->submit_state, ==,
                   REFRAIN_SUBMIT_STATE_MAYBE);
  return fixture->task;
}

static RefrainTask *
submit_refused (StatesFixture *fixture, const char *words)
{
  refrain_demo_gateway_fail_next (fixture->base.demo, SUBMIT, 1, 403);
  submit (fixture, fixture->home, words);
  g_assert_cmpint (refrain_task_get_record (fixture->task)->submit_state, ==,
                   REFRAIN_SUBMIT_STATE_REFUSED);
  return fixture->task;
}

static GtkWidget *
find_row (GtkWidget *root, RefrainTask *task)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      RefrainTaskEntry *entry = REFRAIN_IS_TASK_ROW (child)
                                    ? refrain_task_row_get_entry (REFRAIN_TASK_ROW (child))
                                    : NULL;
      GtkWidget *found;

      if (entry != NULL && refrain_task_entry_get_task (entry) == task)
        return child;
      found = find_row (child, task);
      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
has_row (gpointer data)
{
  StatesFixture *fixture = data;

  return find_row (GTK_WIDGET (fixture->page), fixture->task) != NULL;
}

/* Opens the details of the task that was submitted last. */
static GtkWidget *
open_row (StatesFixture *fixture)
{
  tasks_fixture_wait (has_row, fixture);
  refrain_tasks_page_reveal (fixture->page, refrain_task_get_row_id (fixture->task));
  return find_row (GTK_WIDGET (fixture->page), fixture->task);
}

static GtkWindow *
find_question (void)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  for (GList *link = toplevels; link != NULL; link = link->next)
    {
      if (ADW_IS_MESSAGE_DIALOG (link->data) && gtk_widget_get_visible (link->data))
        return link->data;
    }

  return NULL;
}

static void
answer (const char *heading, const char *response)
{
  GtkWindow *dialog = find_question ();

  g_assert_nonnull (dialog);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==, heading);
  /* As a button of it does. */
  g_object_ref (dialog);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_object_unref (dialog);
  g_assert_null (find_question ());
}

static void
wait_for_toast (StatesFixture *fixture, const char *text)
{
  tasks_wait_for_text (GTK_WIDGET (fixture->base.window), text);
}

static void
test_sending (StatesFixture *fixture, gconstpointer unused)
{
  GListModel *tasks = refrain_library_get_tasks (
      refrain_context_get_library (fixture->base.context));
  g_autoptr (RefrainTask) task = NULL;

  refrain_demo_gateway_set_latency_ms (fixture->base.demo, 400);
  begin (fixture, fixture->home, "A river in winter");
  tasks_wait_for_text (GTK_WIDGET (fixture->page), "Sending…");
  g_assert_true (tasks_has_text (GTK_WIDGET (fixture->page), "A river in winter"));
  g_assert_true (tasks_has_text (GTK_WIDGET (fixture->page), "In Progress"));
  /* What is on its way stays in sight. */
  task = g_list_model_get_item (tasks, 0);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), "tasks.remove", "x",
                                             refrain_task_get_row_id (task)));
  wait_for_toast (fixture, "It cannot be removed while it is sent");
  tasks_fixture_wait (is_set, &fixture->task);
  g_assert_cmpint (refrain_task_get_record (task)->submit_state, ==, REFRAIN_SUBMIT_STATE_SENT);
}

static void
test_not_sent (StatesFixture *fixture, gconstpointer unused)
{
  RefrainSource *off = tasks_fixture_add_source (&fixture->base, "Off", "http://127.0.0.1:1");
  GtkWidget *row;

  submit (fixture, off, "A lamp");
  row = open_row (fixture);
  g_assert_true (tasks_has_text (row, "Not sent"));
  g_assert_true (tasks_has_text (row, "Why it was not sent"));
  g_assert_true (
      tasks_has_text (row, "Nothing was sent, so nothing was made and nothing was charged."));
  g_assert_true (tasks_has_text (row, "There is no task id: the gateway has not taken it."));
  g_assert_null (tasks_find_widget (row, GTK_TYPE_BUTTON, "Raw Answer"));
  g_assert_null (tasks_find_widget (row, GTK_TYPE_BUTTON, "Ask the Gateway Again"));
  tasks_press (row, "Submit Again…");
  answer ("Submit It Again?", "cancel");
}

static void
test_refused (StatesFixture *fixture, gconstpointer unused)
{
  GtkWidget *row;
  const char *reason;
  guint before;

  submit_refused (fixture, "A lamp");
  reason = refrain_task_get_facts (fixture->task)->fail_reason;
  row = open_row (fixture);
  g_assert_true (tasks_has_text (row, "Refused"));
  g_assert_nonnull (reason);
  g_assert_true (tasks_has_text (row, reason));
  before = refrain_demo_gateway_get_submit_count (fixture->base.demo);
  tasks_press (row, "Submit Again…");
  answer ("Submit It Again?", "cancel");
  tasks_press (row, "Submit Again…");
  answer ("Submit It Again?", "yes");
  tasks_wait_for_text (GTK_WIDGET (fixture->page), "In Progress");
  while (refrain_demo_gateway_get_submit_count (fixture->base.demo) == before)
    g_main_context_iteration (NULL, FALSE);
  /* What failed stays until somebody removes it. */
  g_assert_nonnull (find_row (GTK_WIDGET (fixture->page), fixture->task));
  tasks_press (row, "Use These Settings");
  g_assert_true (
      g_str_has_prefix (g_ptr_array_index (fixture->base.activated, 0), "use-task-settings "));
}

static void
test_maybe (StatesFixture *fixture, gconstpointer unused)
{
  GtkWidget *row;

  submit_maybe (fixture, "A lamp");
  row = open_row (fixture);
  g_assert_true (tasks_has_text (row, "May have been accepted"));
  g_assert_true (tasks_has_text (row, "Nobody knows whether it was accepted"));
  g_assert_true (tasks_has_text (row, "No task id yet: the gateway has not named it."));
  g_assert_true (tasks_has_text (GTK_WIDGET (fixture->page), "Needs Attention"));
  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_EXPANDED, TRUE);
  /* This gateway has no list of songs. */
  g_assert_null (tasks_find_widget (row, GTK_TYPE_BUTTON, "Look for It"));
  tasks_press (row, "Submit Again…");
  g_assert_nonnull (
      strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (find_question ())), "twice"));
  answer ("Submit It Again?", "cancel");

  tasks_press (row, "It Was Not Accepted");
  answer ("It Was Not Accepted?", "cancel");
  g_assert_cmpint (refrain_task_get_record (fixture->task)->submit_state, ==,
                   REFRAIN_SUBMIT_STATE_MAYBE);
  tasks_press (row, "It Was Not Accepted");
  answer ("It Was Not Accepted?", "yes");
  tasks_wait_for_text (row, "Refused");
}

static void
test_adopt (StatesFixture *fixture, gconstpointer unused)
{
  GtkWidget *dialog;
  GtkWidget *entry;

  submit_maybe (fixture, "A lamp");
  tasks_press (open_row (fixture), "I Have Its ID…");
  dialog = GTK_WIDGET (find_question ());
  entry = adw_message_dialog_get_extra_child (ADW_MESSAGE_DIALOG (dialog));
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "yes"));
  gtk_editable_set_text (GTK_EDITABLE (entry), " demo-harbour-lights ");
  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "yes"));
  answer ("Which Task Is It?", "yes");
  wait_for_toast (fixture, "Found: the gateway has accepted it");
  g_assert_cmpstr (refrain_task_get_facts (fixture->task)->id, ==, "demo-harbour-lights");
  g_assert_cmpuint (g_list_model_get_n_items (refrain_library_get_tasks (
                        refrain_context_get_library (fixture->base.context))),
                    ==, 1);
}

static void
source_put_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(gpointer *) user_data = refrain_library_put_source_finish (REFRAIN_LIBRARY (object), result,
                                                               &error);
  g_assert_no_error (error);
}

/* A gateway that tells what it has made is asked, and nothing is sent again. */
static void
test_find (StatesFixture *fixture, gconstpointer unused)
{
  g_autofree char *address = g_strconcat (refrain_demo_gateway_get_address (fixture->base.demo),
                                          "/gcui", NULL);
  g_autoptr (RefrainGatewayRecord) record = refrain_gateway_record_new (0, "Lists", address, "gcui",
                                                                        FALSE);
  g_autoptr (RefrainSource) source = NULL;
  guint before;

  refrain_library_put_source_async (refrain_context_get_library (fixture->base.context), record,
                                    NULL, NULL, source_put_cb, &source);
  tasks_fixture_wait (is_set, &source);
  refrain_demo_gateway_fail_next (fixture->base.demo, "POST /gcui/*", 1, 0);
  submit (fixture, source, "A lamp");
  g_assert_cmpint (refrain_task_get_record (fixture->task)->submit_state, ==,
                   REFRAIN_SUBMIT_STATE_MAYBE);
  before = refrain_demo_gateway_get_submit_count (fixture->base.demo);
  tasks_press (open_row (fixture), "Look for It");
  wait_for_toast (fixture, "Not among the gateway’s latest songs, or not there yet");
  g_assert_cmpuint (refrain_demo_gateway_get_submit_count (fixture->base.demo), ==, before);
}

static gboolean
has_timer (StatesFixture *fixture)
{
  return g_main_context_find_source_by_user_data (NULL, fixture->page) != NULL;
}

static void
test_stop_and_resume (StatesFixture *fixture, gconstpointer unused)
{
  RefrainWatcher *watcher = refrain_context_get_watcher (fixture->base.context);
  GtkWidget *row;

  submit (fixture, fixture->home, "A lamp");
  row = open_row (fixture);
  g_assert_true (refrain_watcher_is_watching (watcher, fixture->task));
  g_assert_true (has_timer (fixture));
  tasks_press (row, "Stop Watching");
  tasks_wait_for_text (row, "Not watched");
  g_assert_true (tasks_has_text (row, "Not watched any more"));
  g_assert_false (refrain_watcher_is_watching (watcher, fixture->task));
  tasks_press (row, "Resume Watching");
  tasks_wait_for_text (row, "Stop Watching");
  g_assert_true (refrain_watcher_is_watching (watcher, fixture->task));
}

static gboolean
is_shown (gpointer data)
{
  StatesFixture *fixture = data;

  return tasks_has_text (GTK_WIDGET (fixture->page), fixture->text);
}

static gboolean
is_not_shown (gpointer data)
{
  return !is_shown (data);
}

static void
wait_until_gone (StatesFixture *fixture, const char *text)
{
  fixture->text = text;
  tasks_fixture_wait (is_not_shown, fixture);
}

static void
test_remove (StatesFixture *fixture, gconstpointer unused)
{
  submit_refused (fixture, "A lamp");
  tasks_press (open_row (fixture), "Remove");
  wait_for_toast (fixture, "1 task removed. Its songs stay.");
  wait_until_gone (fixture, "A lamp");
  g_assert_true (tasks_has_text (GTK_WIDGET (fixture->page), "No Tasks Yet"));
  tasks_press (GTK_WIDGET (fixture->base.window), "_Undo");
  tasks_wait_for_text (GTK_WIDGET (fixture->page), "A lamp");
  g_assert_nonnull (find_row (GTK_WIDGET (fixture->page), fixture->task));
}

/* With nothing under way nothing ticks. */
static void
test_rest (StatesFixture *fixture, gconstpointer unused)
{
  submit_refused (fixture, "A lamp");
  tasks_fixture_wait (has_row, fixture);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_false (has_timer (fixture));
}

static void
test_bulk (StatesFixture *fixture, gconstpointer unused)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);
  GtkWidget *check;
  guint before;

  submit_refused (fixture, "A lamp");
  submit_refused (fixture, "A boat");
  submit_refused (fixture, "A tree");
  tasks_fixture_wait (has_row, fixture);
  g_assert_true (gtk_widget_activate_action (page, "tasks.select-all", NULL));
  g_assert_true (tasks_has_text (page, "3 selected"));
  check = tasks_find_widget (find_row (page, fixture->task), GTK_TYPE_CHECK_BUTTON, NULL);
  gtk_test_accessible_assert_property (check, GTK_ACCESSIBLE_PROPERTY_LABEL, "A tree");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  g_assert_true (tasks_has_text (page, "2 selected"));

  before = refrain_demo_gateway_get_submit_count (fixture->base.demo);
  tasks_press (page, "Submit Again…");
  answer ("Submit 2 Requests Again?", "yes");
  while (refrain_demo_gateway_get_submit_count (fixture->base.demo) < before + 2)
    g_main_context_iteration (NULL, FALSE);
  tasks_press (page, "Remove Tasks");
  wait_for_toast (fixture, "2 tasks removed. Their songs stay.");
  /* The new ones are under way. */
  tasks_wait_for_text (page, "Failed 1");
  tasks_wait_for_text (page, "In Progress 2");
  g_assert_true (gtk_widget_activate_action (page, "tasks.undo", NULL));
  tasks_wait_for_text (page, "Failed 3");
}

static void
test_filter (StatesFixture *fixture, gconstpointer unused)
{
  GtkWidget *page = GTK_WIDGET (fixture->page);
  GtkWidget *entry;

  submit (fixture, fixture->home, "A boat");
  submit_refused (fixture, "A lamp in the Fog");
  submit_maybe (fixture, "A tree");
  tasks_fixture_wait (has_row, fixture);
  tasks_wait_for_text (page, "Needs Attention 2");
  tasks_press (page, "Failed 1");
  g_assert_true (tasks_has_text (page, "A lamp in the Fog"));
  wait_until_gone (fixture, "A tree");
  tasks_press (page, "In Progress 1");
  tasks_wait_for_text (page, "A boat");
  tasks_press (page, "Finished");
  tasks_wait_for_text (page, "No Tasks Found");
  tasks_press (page, "Show All Tasks");
  tasks_wait_for_text (page, "A tree");

  refrain_tasks_page_start_search (fixture->page);
  entry = tasks_find_widget (page, GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "fog LAMP");
  wait_until_gone (fixture, "A tree");
  g_assert_true (tasks_has_text (page, "A lamp in the Fog"));
  /* Names of members are no words of the user's. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "gpt_description_prompt");
  tasks_wait_for_text (page, "No Tasks Found");
  g_assert_true (refrain_tasks_page_step_back (fixture->page));
  tasks_wait_for_text (page, "A boat");
  g_assert_false (refrain_tasks_page_step_back (fixture->page));

  g_assert_true (gtk_widget_activate_action (page, "tasks.kind", "s", "lyrics"));
  tasks_wait_for_text (page, "No Tasks Found");
  tasks_press (page, "Lyrics  ✕");
  tasks_wait_for_text (page, "A boat");
  /* A task that is shown on purpose is shown. */
  g_assert_true (gtk_widget_activate_action (page, "tasks.show", "s", "finished"));
  refrain_tasks_page_reveal (fixture->page, refrain_task_get_row_id (fixture->task));
  tasks_wait_for_text (page, "A tree");
}

static guint
count_rows (GtkWidget *root)
{
  guint count = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += REFRAIN_IS_TASK_ROW (child) ? 1 : count_rows (child);

  return count;
}

static void
test_many (void)
{
  GListStore *tasks = g_list_store_new (REFRAIN_TYPE_TASK);
  g_autoptr (GListStore) clips = g_list_store_new (REFRAIN_TYPE_CLIP);
  RefrainTaskRows *rows;
  g_autoptr (GPtrArray) selected = NULL;
  gint64 start;

  for (guint i = 0; i < N_MANY; i++)
    {
      g_autoptr (RefrainTaskRecord) record = refrain_task_record_new ();
      g_autoptr (RefrainTask) task = NULL;

      record->row_id = i + 1;
      record->facts->id = g_strdup_printf ("id-%u", i);
      record->facts->state = i % 7 == 0 ? REFRAIN_TASK_STATE_FAILED : REFRAIN_TASK_STATE_COMPLETE;
      record->sent_request = g_strdup_printf ("{\"prompt\":\"song number %u\"}", i);
      task = refrain_task_new (record, G_LIST_MODEL (clips));
      g_list_store_append (tasks, task);
    }
  rows = refrain_task_rows_new (G_LIST_MODEL (tasks));
  start = g_get_monotonic_time ();
  refrain_task_rows_refresh (rows);
  g_test_message ("sorted in %.1f ms", (double) (g_get_monotonic_time () - start) / 1000);
  g_assert_cmpuint (refrain_task_rows_count (rows, REFRAIN_TASK_SHOW_ALL), ==, N_MANY);
  refrain_task_rows_set_text (rows, "9999");
  while (refrain_task_rows_count_shown (rows) != 1)
    g_main_context_iteration (NULL, TRUE);
  refrain_task_rows_select_all (rows, TRUE);
  selected = refrain_task_rows_list_selected (rows);
  g_assert_cmpuint (selected->len, ==, 1);
  /* What is not shown any more is not selected any more. */
  refrain_task_rows_set_text (rows, "no such words");
  while (refrain_task_rows_count_shown (rows) != 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (refrain_task_rows_count_selected (rows), ==, 0);
  g_assert_finalize_object (rows);
  g_assert_finalize_object (tasks);
}

static gpointer
insert_job (RefrainConnection *connection, gpointer data, GError **error)
{
  refrain_connection_execute (
      connection,
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)"
      " INSERT INTO tasks (gateway_row, task_id, kind, state, watch, added_at, updated_at)"
      /* All that have not ended are in the list, however many. */
      " SELECT 1, 'many-' || i, 'music', 'queued', 'stopped', i, i FROM n",
      error);
  return NULL;
}

static void
inserted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  refrain_store_run_finish (REFRAIN_STORE (source), result, &error);
  g_assert_no_error (error);
  *(gpointer *) user_data = source;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (refrain_library_open_finish (REFRAIN_LIBRARY (source), result, NULL));
  *(gpointer *) user_data = source;
}

/* A long list has no more widgets than a short one. */
static void
test_few_widgets (StatesFixture *fixture, gconstpointer unused)
{
  RefrainLibrary *library = refrain_context_get_library (fixture->base.context);
  g_autoptr (RefrainContext) context = NULL;
  GtkWidget *page;
  gpointer done = NULL;
  gint64 start;

  refrain_store_run_async (refrain_library_get_store (library), insert_job, NULL, NULL, NULL, NULL,
                           inserted_cb, &done);
  tasks_fixture_wait (is_set, &done);
  context = refrain_context_new (fixture->base.folder, fixture->base.folder, FALSE);
  done = NULL;
  refrain_library_open_async (refrain_context_get_library (context), NULL, opened_cb, &done);
  tasks_fixture_wait (is_set, &done);

  start = g_get_monotonic_time ();
  page = refrain_tasks_page_new (context, fixture->base.presenter);
  adw_toast_overlay_set_child (fixture->base.overlay, page);
  tasks_wait_for_text (page, "many-9999");
  g_test_message ("shown in %.1f ms", (double) (g_get_monotonic_time () - start) / 1000);
  tasks_wait_for_text (page, "All 10000");
  g_assert_cmpuint (count_rows (page), >, 0);
  g_assert_cmpuint (count_rows (page), <, MAX_WIDGETS);
  adw_toast_overlay_set_child (fixture->base.overlay, NULL);
}

static void
add (const char *path, void (*test) (StatesFixture *, gconstpointer))
{
  g_test_add (path, StatesFixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("/tasks-states/sending", test_sending);
  add ("/tasks-states/not-sent", test_not_sent);
  add ("/tasks-states/refused", test_refused);
  add ("/tasks-states/maybe", test_maybe);
  add ("/tasks-states/adopt", test_adopt);
  add ("/tasks-states/find", test_find);
  add ("/tasks-states/stop-and-resume", test_stop_and_resume);
  add ("/tasks-states/remove", test_remove);
  add ("/tasks-states/rest", test_rest);
  add ("/tasks-states/bulk", test_bulk);
  add ("/tasks-states/filter", test_filter);
  g_test_add_func ("/tasks-states/many", test_many);
  add ("/tasks-states/few-widgets", test_few_widgets);
  return g_test_run ();
}
