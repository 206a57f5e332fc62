/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The first page: what its buttons ask the window for. */

#include "config.h"

#include "tasks-fixture.h"

#include "refrain-welcome-page.h"

static void
test_welcome (void)
{
  TasksFixture fixture;
  GtkWidget *page;
  GtkWidget *connect_button;
  GtkWidget *demo_button;

  tasks_fixture_set_up (&fixture);
  page = refrain_welcome_page_new (fixture.context);
  adw_toast_overlay_set_child (fixture.overlay, page);
  gtk_window_present (fixture.window);

  connect_button = tasks_find_widget (page, GTK_TYPE_BUTTON, "_Connect a Gateway");
  demo_button = tasks_find_widget (page, GTK_TYPE_BUTTON, "_Look Around with Demo Songs");
  g_assert_true (gtk_widget_has_css_class (connect_button, "suggested-action"));
  g_assert_true (gtk_widget_activate (connect_button));
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (demo_button)), ==,
                   "win.start-demo");

  refrain_welcome_page_set_busy (REFRAIN_WELCOME_PAGE (page), TRUE, "Starting…");
  g_assert_false (gtk_widget_is_sensitive (connect_button));
  g_assert_true (tasks_has_text (page, "Starting…"));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_STATE_BUSY, TRUE);
  refrain_welcome_page_set_busy (REFRAIN_WELCOME_PAGE (page), FALSE, NULL);
  g_assert_true (gtk_widget_is_sensitive (connect_button));

  g_signal_emit_by_name (connect_button, "clicked");
  g_assert_cmpuint (fixture.activated->len, >=, 1);
  g_assert_cmpstr (g_ptr_array_index (fixture.activated, 0), ==, "connect-gateway");
  tasks_fixture_tear_down (&fixture);
}

int
main (int argc, char *argv[])
{
  adw_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/welcome", test_welcome);
  return g_test_run ();
}
