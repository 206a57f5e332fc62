/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The Tasks page: values by table, widgets by model and action. */

#include "refrain-state-pill.h"
#include "refrain-task-details.h"
#include "refrain-task-row.h"
#include "refrain-task-rows.h"
#include "refrain-task-words.h"
#include "refrain-tasks-page.h"
#include "tasks-fixture.h"

/* In a window of 360 px, with some to spare. */
#define MAX_MINIMUM_WIDTH 350
#define REFUSAL "The description was refused: it names a living artist"

static gint64
to_ms (const char *iso8601)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso8601, NULL);

  return iso8601 != NULL ? g_date_time_to_unix (time) * 1000 : 0;
}

static void
test_groups (void)
{
  /* Now is half past midnight in Berlin; for UTC it is still the day before. */
  static const struct
  {
    RefrainTaskState state;
    const char *finished;
    const char *submitted;
    const char *added;
    RefrainTaskGroup group;
  } cases[] = {
    { REFRAIN_TASK_STATE_UNKNOWN, NULL, NULL, "2020-01-01T00:00:00Z",
      REFRAIN_TASK_GROUP_IN_PROGRESS },
    { REFRAIN_TASK_STATE_QUEUED, NULL, NULL, "2024-06-01T22:00:00Z",
      REFRAIN_TASK_GROUP_IN_PROGRESS },
    { REFRAIN_TASK_STATE_STREAMING, NULL, NULL, "2024-06-01T22:00:00Z",
      REFRAIN_TASK_GROUP_IN_PROGRESS },
    { REFRAIN_TASK_STATE_FAILED, "2020-01-01T00:00:00Z", NULL, "2020-01-01T00:00:00Z",
      REFRAIN_TASK_GROUP_NEEDS_ATTENTION },
    { REFRAIN_TASK_STATE_COMPLETE, "2024-06-01T22:10:00Z", NULL, "2024-06-01T22:20:00Z",
      REFRAIN_TASK_GROUP_TODAY },
    { REFRAIN_TASK_STATE_COMPLETE, "2024-06-01T21:50:00Z", NULL, "2024-06-01T22:20:00Z",
      REFRAIN_TASK_GROUP_EARLIER },
    { REFRAIN_TASK_STATE_COMPLETE, NULL, "2024-05-01T00:00:00Z", "2024-06-01T22:20:00Z",
      REFRAIN_TASK_GROUP_EARLIER },
    { REFRAIN_TASK_STATE_COMPLETE, NULL, NULL, "2024-06-01T22:20:00Z", REFRAIN_TASK_GROUP_TODAY },
    /* A gateway whose clock runs ahead. */
    { REFRAIN_TASK_STATE_COMPLETE, "2024-06-03T00:00:00Z", NULL, "2024-06-01T22:20:00Z",
      REFRAIN_TASK_GROUP_TODAY },
  };
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 ("2024-06-02T00:30:00+02:00", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RefrainTaskRecord) record = refrain_task_record_new ();

      record->added_at = to_ms (cases[i].added);
      record->facts->state = cases[i].state;
      record->facts->finished_at = cases[i].finished != NULL ? to_ms (cases[i].finished) : 0;
      record->facts->submitted_at = cases[i].submitted != NULL ? to_ms (cases[i].submitted) : 0;
      g_assert_cmpint (refrain_task_group_choose (record, refrain_task_group_get_day_start (now)),
                       ==, cases[i].group);
    }
}

static void
test_ages (void)
{
  static const struct
  {
    const char *then;
    const char *words;
  } cases[] = {
    { "2024-06-02T12:00:30Z", "just now" },     { "2024-06-02T11:59:30Z", "just now" },
    { "2024-06-02T11:59:00Z", "1 minute ago" }, { "2024-06-02T11:00:01Z", "59 minutes ago" },
    { "2024-06-02T11:00:00Z", "1 hour ago" },   { "2024-06-01T12:00:01Z", "23 hours ago" },
    { "2024-06-01T12:00:00Z", "1 day ago" },    { "2024-05-26T12:00:01Z", "6 days ago" },
    { "2024-05-26T12:00:00Z", "26 May 2024" },
  };
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 ("2024-06-02T12:00:00Z", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = refrain_task_words_dup_age (to_ms (cases[i].then), now);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_request (void)
{
  static const struct
  {
    const char *request;
    const char *lines;
  } cases[] = {
    { NULL, "" },
    { "not JSON", "" },
    { "[1]", "" },
    { "{\"custom_mode\":false,\"gpt_description_prompt\":\"blowing\",\"make_instrumental\":true,"
      "\"prompt\":\"\",\"title\":\" \",\"continue_at\":0,\"continue_clip_id\":null,"
      "\"mv\":\"chirp-v3-0\"}",
      "Description=blowing|Model=chirp-v3-0|Instrumental=yes" },
    { "{\"prompt\":\"la\",\"weirdness\":0.65,\"title\":\"T\",\"continue_at\":61.5,\"x\":{\"y\":1}}",
      "Title=T|Extends at=61.5|Lyrics=la|weirdness=0.65|x={\"y\":1}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) lines = refrain_task_words_read_request (cases[i].request);
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint j = 0; j < lines->len; j++)
        {
          const RefrainRequestLine *line = g_ptr_array_index (lines, j);

          g_string_append_printf (text, "%s%s=%s", j > 0 ? "|" : "", line->name, line->value);
        }
      g_assert_cmpstr (text->str, ==, cases[i].lines);
    }
}

static void
test_pill (void)
{
  GtkWidget *pill = g_object_ref_sink (refrain_state_pill_new ());
  g_autoptr (RefrainClipFacts) facts = refrain_clip_facts_new ();

  refrain_state_pill_set_task_state (REFRAIN_STATE_PILL (pill), REFRAIN_TASK_STATE_RUNNING,
                                     "PONDERING");
  g_assert_cmpstr (refrain_state_pill_get_text (REFRAIN_STATE_PILL (pill)), ==, "PONDERING");
  g_assert_true (gtk_widget_has_css_class (pill, "accent"));
  refrain_state_pill_set_task_state (REFRAIN_STATE_PILL (pill), REFRAIN_TASK_STATE_FAILED, NULL);
  g_assert_cmpstr (refrain_state_pill_get_text (REFRAIN_STATE_PILL (pill)), ==, "Failed");
  g_assert_true (gtk_widget_has_css_class (pill, "error"));
  g_assert_false (gtk_widget_has_css_class (pill, "accent"));
  facts->state = REFRAIN_CLIP_STATE_COMPLETE;
  refrain_state_pill_set_clip_facts (REFRAIN_STATE_PILL (pill), facts);
  g_assert_true (gtk_widget_has_css_class (pill, "warning"));
  g_assert_finalize_object (pill);
}

/* "heading count" for headings, ids for tasks, in their order. */
static char *
dup_rows (GListModel *rows)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (RefrainTaskEntry) entry = g_list_model_get_item (rows, i);
      RefrainTask *task = refrain_task_entry_get_task (entry);

      if (task != NULL)
        g_string_append_printf (text, " %s", refrain_task_get_facts (task)->id);
      else
        g_string_append_printf (text, "%s%s %u:", i > 0 ? "|" : "",
                                refrain_task_group_get_title (refrain_task_entry_get_group (entry)),
                                refrain_task_entry_get_count (entry));
    }

  return g_string_free (text, FALSE);
}

static void
add_task (GListStore *tasks, gint64 row_id, const char *id, RefrainTaskState state)
{
  g_autoptr (RefrainTaskRecord) record = refrain_task_record_new ();
  g_autoptr (GListStore) clips = g_list_store_new (REFRAIN_TYPE_CLIP);
  g_autoptr (RefrainTask) task = NULL;

  record->row_id = row_id;
  record->facts->id = g_strdup (id);
  record->facts->state = state;
  record->facts->finished_at = g_get_real_time () / 1000;
  task = refrain_task_new (record, G_LIST_MODEL (clips));
  g_list_store_insert (tasks, 0, task);
}

static void
end_task (RefrainTask *task, RefrainTaskState state)
{
  g_autoptr (RefrainTaskRecord) record = refrain_task_record_new ();

  record->row_id = refrain_task_get_row_id (task);
  record->facts->id = g_strdup (refrain_task_get_facts (task)->id);
  record->facts->state = state;
  record->facts->finished_at = g_get_real_time () / 1000;
  refrain_task_apply (task, record, refrain_task_get_clips (task));
}

static void
assert_rows (RefrainTaskRows *rows, const char *expected)
{
  g_autofree char *text = dup_rows (G_LIST_MODEL (rows));

  g_assert_cmpstr (text, ==, expected);
}

static void
test_rows (void)
{
  GListStore *tasks = g_list_store_new (REFRAIN_TYPE_TASK);
  RefrainTaskRows *rows;
  RefrainTaskEntry *entry;
  guint position;

  add_task (tasks, 1, "a", REFRAIN_TASK_STATE_QUEUED);
  add_task (tasks, 2, "b", REFRAIN_TASK_STATE_FAILED);
  add_task (tasks, 3, "c", REFRAIN_TASK_STATE_COMPLETE);
  rows = refrain_task_rows_new (G_LIST_MODEL (tasks));
  assert_rows (rows, "In Progress 1: a|Needs Attention 1: b|Finished Today 1: c");

  entry = refrain_task_rows_find (rows, 1, &position);
  g_assert_cmpuint (position, ==, 1);
  refrain_task_entry_set_expanded (entry, TRUE);
  end_task (refrain_task_entry_get_task (entry), REFRAIN_TASK_STATE_COMPLETE);
  add_task (tasks, 4, "d", REFRAIN_TASK_STATE_FAILED);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  assert_rows (rows, "Needs Attention 2: d b|Finished Today 2: c a");
  /* It moved, and is still open. */
  g_assert_true (refrain_task_rows_find (rows, 1, &position) == entry);
  g_assert_true (refrain_task_entry_get_expanded (entry));

  g_list_store_remove_all (tasks);
  refrain_task_rows_refresh (rows);
  assert_rows (rows, "");
  g_assert_finalize_object (rows);
  g_assert_finalize_object (tasks);
}

static RefrainTasksPage *
show_page (TasksFixture *fixture)
{
  GtkWidget *page = refrain_tasks_page_new (fixture->context, fixture->presenter);

  adw_toast_overlay_set_child (fixture->overlay, page);
  gtk_window_present (fixture->window);
  return REFRAIN_TASKS_PAGE (page);
}

typedef struct
{
  RefrainTasksPage *page;
  RefrainTask *task;
  GtkWidget *row;
} FindRow;

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
  FindRow *find = data;

  find->row = find_row (GTK_WIDGET (find->page), find->task);
  return find->row != NULL;
}

static GtkWidget *
wait_for_row (TasksFixture *fixture, RefrainTasksPage *page, const char *id)
{
  FindRow find = { page, tasks_fixture_find_task (fixture, id), NULL };

  g_assert_nonnull (find.task);
  tasks_fixture_wait (has_row, &find);
  return find.row;
}

static RefrainTasksPage *
show_tasks (TasksFixture *fixture, const char *const *ids)
{
  RefrainSource *source;

  tasks_fixture_set_up (fixture);
  source = tasks_fixture_add_source (fixture, "Demo",
                                     refrain_demo_gateway_get_address (fixture->demo));
  tasks_fixture_fetch (fixture, source, ids);
  return show_page (fixture);
}

static void
test_scenarios (void)
{
  static const struct
  {
    const char *id;
    const char *word;
    const char *texts[3]; /* seen in the details */
  } cases[] = {
    { "fail-moderation", "FAILURE", { REFUSAL, "Why it failed", "fail-moderation" } },
    { "queued", "QUEUED", { "Task id", "queued", NULL } },
    { "forbidden",
      "SUCCESS",
      { "Complete, but the gateway offers no file.", "No file offered", NULL } },
    { "half", "FAILURE", { "One of the takes could not be made", "Ready", "Failed" } },
    { "no-clips", "SUCCESS", { "Complete, but the gateway offers no song.", NULL, NULL } },
    { "unknown-word", "PONDERING", { "unknown-word", NULL, NULL } },
    { "lyrics-task", "SUCCESS", { "Lamps along the pier", "lyrics-task", NULL } },
  };
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  TasksFixture fixture = { 0 };
  RefrainTasksPage *page;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_strv_builder_add (ids, cases[i].id);
  all = g_strv_builder_end (ids);
  page = show_tasks (&fixture, (const char *const *) all);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *row = wait_for_row (&fixture, page, cases[i].id);
      GtkWidget *details;

      g_assert_true (tasks_has_text (row, cases[i].word));
      g_assert_null (tasks_find_widget (row, REFRAIN_TYPE_TASK_DETAILS, NULL));
      g_assert_true (gtk_widget_activate_action (row, "task.expanded", NULL));
      details = tasks_find_widget (row, REFRAIN_TYPE_TASK_DETAILS, NULL);
      g_assert_nonnull (details);
      for (gsize j = 0; j < G_N_ELEMENTS (cases[i].texts) && cases[i].texts[j] != NULL; j++)
        g_assert_true (tasks_has_text (details, cases[i].texts[j]));
      g_assert_true (gtk_widget_activate_action (row, "task.expanded", NULL));
    }
  tasks_fixture_tear_down (&fixture);
}

static void
test_actions (void)
{
  const char *const ids[] = { "half", NULL };
  TasksFixture fixture = { 0 };
  RefrainTasksPage *page = show_tasks (&fixture, ids);
  RefrainTask *task = tasks_fixture_find_task (&fixture, "half");
  g_autoptr (RefrainClip) first = g_list_model_get_item (refrain_task_get_clips (task), 0);
  g_autoptr (RefrainClip) second = g_list_model_get_item (refrain_task_get_clips (task), 1);
  GtkWidget *row = wait_for_row (&fixture, page, "half");
  const char *expected[7] = { 0 };

  refrain_tasks_page_reveal (page, refrain_task_get_row_id (task));
  gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_EXPANDED, TRUE);
  gtk_test_accessible_assert_property (
      row, GTK_ACCESSIBLE_PROPERTY_LABEL,
      "Moss and Satellites (half), FAILURE, chirp-fenix · Demo · just now");

  tasks_press (row, "Ask the Gateway Again");
  tasks_press (row, "Raw Answer");
  tasks_press (row, "Copy Reason");
  tasks_press (row, "Copy Task Id");
  tasks_press (row, "Open Song");
  tasks_press (row, "Save");
  expected[0] = g_strdup_printf ("fetch-task %d", (int) refrain_task_get_row_id (task));
  expected[1] = g_strdup_printf ("show-raw %d", (int) refrain_task_get_row_id (task));
  expected[2] = g_strdup ("copy 'One of the takes could not be made'");
  expected[3] = g_strdup ("copy 'half'");
  expected[4] = g_strdup_printf ("open-clip %d", (int) refrain_clip_get_row_id (first));
  /* The first take has nothing to save. */
  expected[5] = g_strdup_printf ("save-clip (%d, 0)", (int) refrain_clip_get_row_id (second));
  g_assert_cmpuint (fixture.activated->len, ==, 6);
  for (guint i = 0; i < 6; i++)
    {
      g_assert_cmpstr (g_ptr_array_index (fixture.activated, i), ==, expected[i]);
      g_free ((char *) expected[i]);
    }
  tasks_fixture_tear_down (&fixture);
}

static int
get_minimum_width (gpointer widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

static gboolean
is_wide (gpointer page)
{
  return gtk_widget_get_width (page) >= 800;
}

static gboolean
is_narrow (gpointer page)
{
  int width = gtk_widget_get_width (page);

  return width > 0 && width <= 360;
}

/* A narrow window has room for the page, three title buttons and what the window adds. While it is
 * wide the page needs no more, or no window could be opened or made narrow. */
static void
test_width (void)
{
  const char *const ids[] = { "fail-moderation", "half", NULL };
  TasksFixture fixture = { 0 };
  RefrainTasksPage *page = show_tasks (&fixture, ids);
  AdwHeaderBar *header = refrain_tasks_page_get_header (page);
  GtkWidget *row = wait_for_row (&fixture, page, "half");
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  /* As an application has it: paddings count. */
  gtk_css_provider_load_from_resource (style, "/io/github/refrain_music/Refrain/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_set (gtk_settings_get_default (), "gtk-decoration-layout",
                "menu:minimize,maximize,close", NULL);
  adw_header_bar_pack_start (header, gtk_button_new_from_icon_name ("sidebar-show-symbolic"));
  adw_header_bar_pack_end (header, gtk_button_new_from_icon_name ("folder-download-symbolic"));
  g_assert_true (gtk_widget_activate_action (row, "task.expanded", NULL));
  gtk_window_set_default_size (fixture.window, 900, 600);
  tasks_fixture_wait (is_wide, page);
  g_assert_cmpint (get_minimum_width (page), <=, MAX_MINIMUM_WIDTH);

  gtk_window_set_default_size (fixture.window, 360, 600);
  tasks_fixture_wait (is_narrow, page);
  g_assert_cmpint (get_minimum_width (page), <=, MAX_MINIMUM_WIDTH);
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-decoration-layout");
  gtk_style_context_remove_provider_for_display (gdk_display_get_default (),
                                                 GTK_STYLE_PROVIDER (style));
  tasks_fixture_tear_down (&fixture);
}

static void
test_states (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "<b>No disk</b>");
  TasksFixture fixture = { 0 };
  RefrainTasksPage *page;

  tasks_fixture_set_up (&fixture);
  page = show_page (&fixture);
  tasks_wait_for_text (GTK_WIDGET (page), "No Tasks Yet");
  refrain_tasks_page_set_error (page, error);
  tasks_wait_for_text (GTK_WIDGET (page), "<b>No disk</b>");
  refrain_tasks_page_set_error (page, NULL);
  tasks_wait_for_text (GTK_WIDGET (page), "No Tasks Yet");
  tasks_press (GTK_WIDGET (page), "Open by Id…");
  g_assert_cmpstr (g_ptr_array_index (fixture.activated, 0), ==, "open-by-id");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "tasks.ask-now", NULL));
  tasks_wait_for_text (GTK_WIDGET (fixture.window), "No task is under way");
  tasks_fixture_tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/tasks/groups", test_groups);
  g_test_add_func ("/tasks/ages", test_ages);
  g_test_add_func ("/tasks/request", test_request);
  g_test_add_func ("/tasks/pill", test_pill);
  g_test_add_func ("/tasks/rows", test_rows);
  g_test_add_func ("/tasks/scenarios", test_scenarios);
  g_test_add_func ("/tasks/actions", test_actions);
  g_test_add_func ("/tasks/states", test_states);
  g_test_add_func ("/tasks/width", test_width);
  return g_test_run ();
}
