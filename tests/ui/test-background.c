/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The window is closed while tasks run, and the computer goes to sleep. */

#include "config.h"

#include "refrain-background.h"
#include "refrain-sleep.h"
#include "tasks-fixture.h"

#define LIFE_OF_A_TASK 10000

static const char portal_xml[]
    = "<node><interface name='org.freedesktop.portal.Background'>"
      "<method name='RequestBackground'><arg type='s' direction='in'/>"
      "<arg type='a{sv}' direction='in'/><arg type='o' direction='out'/></method>"
      "</interface></node>";

typedef struct
{
  TasksFixture base;
  GtkApplication *application; /* (unowned) */
  GSettings *settings;
  RefrainBackground *background;
  RefrainSource *home;
  GtkWindow *window; /* weak */
  RefrainTask *task;
  GDBusConnection *desktop; /* (nullable): has the portal */
  guint n_requests;
  gboolean ready;
  gboolean allows;
} BackgroundFixture;

/* One for all tests: a program has no other. */
static GtkApplication *
get_application (void)
{
  static GtkApplication *application;
  g_autoptr (GError) error = NULL;

  if (application != NULL)
    return application;

  application = gtk_application_new (REFRAIN_APPLICATION_ID, G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  g_assert_no_error (error);
  return application;
}

static void
set_up (BackgroundFixture *fixture, gconstpointer unused)
{
  tasks_fixture_set_up (&fixture->base);
  refrain_demo_gateway_set_manual_clock (fixture->base.demo, TRUE);
  fixture->home = tasks_fixture_add_source (&fixture->base, "Home",
                                            refrain_demo_gateway_get_address (fixture->base.demo));
  refrain_context_start_services (fixture->base.context);
  fixture->application = get_application ();
  fixture->settings = g_settings_new (REFRAIN_APPLICATION_ID);
  fixture->background = refrain_background_new (fixture->application, fixture->base.context,
                                                fixture->settings);
  g_set_weak_pointer (&fixture->window, GTK_WINDOW (gtk_window_new ()));
  gtk_window_set_application (fixture->window, fixture->application);
  refrain_background_look_after (fixture->background, fixture->window);
  gtk_window_present (fixture->window);
}

static void
tear_down (BackgroundFixture *fixture, gconstpointer unused)
{
  if (fixture->window != NULL)
    gtk_window_destroy (fixture->window);
  g_clear_weak_pointer (&fixture->window);
  g_assert_finalize_object (fixture->background);
  g_settings_reset (fixture->settings, "keep-watching");
  g_object_unref (fixture->settings);
  g_clear_object (&fixture->desktop);
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

static void
begin (BackgroundFixture *fixture)
{
  g_autoptr (RefrainRequest) request = refrain_request_new (REFRAIN_REQUEST_DESCRIBE);

  refrain_request_set (&request->description, "A lamp");
  refrain_submitter_submit_async (refrain_context_get_submitter (fixture->base.context),
                                  fixture->home, request, NULL, submitted_cb, &fixture->task);
}

static gboolean
is_submitted (gpointer data)
{
  return ((BackgroundFixture *) data)->task != NULL;
}

static void
submit (BackgroundFixture *fixture)
{
  begin (fixture);
  tasks_fixture_wait (is_submitted, fixture);
}

static GtkWidget *
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
  GtkWidget *dialog = find_question ();

  g_assert_nonnull (dialog);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==, heading);
  /* As a button of it does. */
  g_object_ref (dialog);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_object_unref (dialog);
}

static void
assert_choice (BackgroundFixture *fixture, const char *choice)
{
  g_autofree char *kept = g_settings_get_string (fixture->settings, "keep-watching");

  g_assert_cmpstr (kept, ==, choice);
}

static gboolean
has_no_window (gpointer data)
{
  BackgroundFixture *fixture = data;

  refrain_watcher_poll_now (refrain_context_get_watcher (fixture->base.context));
  return fixture->window == NULL;
}

static void
test_nothing_runs (BackgroundFixture *fixture, gconstpointer unused)
{
  gtk_window_close (fixture->window);
  g_assert_null (find_question ());
  g_assert_null (fixture->window);
  assert_choice (fixture, "ask");
}

static void
test_keep (BackgroundFixture *fixture, gconstpointer unused)
{
  submit (fixture);
  gtk_window_close (fixture->window);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->window)));
  /* No choice is no choice. */
  answer ("Keep Watching 1 Task?", "stay");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->window)));
  assert_choice (fixture, "ask");
  g_assert_false (refrain_background_is_holding (fixture->background));

  gtk_window_close (fixture->window);
  answer ("Keep Watching 1 Task?", "keep");
  assert_choice (fixture, "yes");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->window)));
  g_assert_true (refrain_background_is_holding (fixture->background));

  /* It is not asked twice. */
  gtk_window_present (fixture->window);
  gtk_window_close (fixture->window);
  g_assert_null (find_question ());
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->window)));

  refrain_demo_gateway_advance (fixture->base.demo, LIFE_OF_A_TASK);
  tasks_fixture_wait (has_no_window, fixture);
  g_assert_cmpint (refrain_task_get_facts (fixture->task)->state, ==, REFRAIN_TASK_STATE_COMPLETE);
  g_assert_false (refrain_background_is_holding (fixture->background));
}

static void
test_close (BackgroundFixture *fixture, gconstpointer unused)
{
  submit (fixture);
  gtk_window_close (fixture->window);
  answer ("Keep Watching 1 Task?", "quit");
  assert_choice (fixture, "no");
  tasks_fixture_wait (has_no_window, fixture);
  g_assert_false (refrain_background_is_holding (fixture->background));
}

/* What is on its way is waited for, out of sight. */
static void
test_quit_while_sending (BackgroundFixture *fixture, gconstpointer unused)
{
  GListModel *tasks = refrain_library_get_tasks (
      refrain_context_get_library (fixture->base.context));
  g_autoptr (RefrainTask) task = NULL;

  refrain_demo_gateway_set_latency_ms (fixture->base.demo, 500);
  begin (fixture);
  while (g_list_model_get_n_items (tasks) == 0)
    g_main_context_iteration (NULL, TRUE);
  task = g_list_model_get_item (tasks, 0);
  refrain_background_quit (fixture->background);
  g_assert_nonnull (fixture->window);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->window)));
  tasks_fixture_wait (has_no_window, fixture);
  g_assert_cmpint (refrain_task_get_record (task)->submit_state, ==, REFRAIN_SUBMIT_STATE_SENT);
}

static void
test_quit (BackgroundFixture *fixture, gconstpointer unused)
{
  submit (fixture);
  refrain_background_quit (fixture->background);
  g_assert_null (fixture->window);
  g_assert_null (find_question ());
}

static void
called_cb (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  BackgroundFixture *fixture = user_data;
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 1);
  g_autofree char *token = NULL;
  g_autofree char *caller = g_strdelimit (g_strdup (sender + 1), ".", '_');
  g_autofree char *request = NULL;
  GVariantBuilder results;

  fixture->n_requests++;
  g_assert_true (g_variant_lookup (options, "handle_token", "s", &token));
  request = g_strdup_printf ("/org/freedesktop/portal/desktop/request/%s/%s", caller, token);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", request));
  g_variant_builder_init (&results, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&results, "{sv}", "background", g_variant_new_boolean (fixture->allows));
  g_dbus_connection_emit_signal (connection, sender, request, "org.freedesktop.portal.Request",
                                 "Response", g_variant_new ("(ua{sv})", 0, &results), NULL);
}

static void
acquired_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static GDBusConnection *
connect_to_bus (void)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection = g_dbus_connection_new_for_address_sync (
      g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, &error);

  g_assert_no_error (error);
  return connection;
}

static guint
own_name (GDBusConnection *connection, const char *name)
{
  gboolean owned = FALSE;
  guint id = g_bus_own_name_on_connection (connection, name, G_BUS_NAME_OWNER_FLAGS_NONE,
                                           acquired_cb, NULL, &owned, NULL);

  tasks_fixture_wait (is_true, &owned);
  return id;
}

static gboolean
was_denied (gpointer data)
{
  return find_question () != NULL;
}

static void
test_denied (BackgroundFixture *fixture, gconstpointer unused)
{
  static const GDBusInterfaceVTable vtable = { called_cb, NULL, NULL, { 0 } };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (portal_xml, NULL);
  guint object;
  guint name;

  fixture->desktop = connect_to_bus ();
  object = g_dbus_connection_register_object (fixture->desktop, "/org/freedesktop/portal/desktop",
                                              node->interfaces[0], &vtable, fixture, NULL, NULL);
  name = own_name (fixture->desktop, "org.freedesktop.portal.Desktop");
  submit (fixture);
  g_settings_set_string (fixture->settings, "keep-watching", "yes");
  gtk_window_close (fixture->window);
  tasks_fixture_wait (was_denied, NULL);
  g_assert_cmpuint (fixture->n_requests, ==, 1);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->window)));
  g_assert_false (refrain_background_is_holding (fixture->background));
  assert_choice (fixture, "no");
  answer ("Refrain May Not Run in the Background", "close");
  g_bus_unown_name (name);
  g_dbus_connection_unregister_object (fixture->desktop, object);
}

typedef struct
{
  GDBusConnection *bus;
  RefrainWatcher *watcher;
  gboolean asleep;
} Sleep;

/* Nothing else is given the watcher as its data, so this is its timer. */
static gboolean
has_timer (Sleep *sleep)
{
  return g_main_context_find_source_by_user_data (NULL, sleep->watcher) != NULL;
}

/* Says so again and again: the first time there may be nobody listening yet. */
static gboolean
obeys (gpointer data)
{
  Sleep *sleep = data;

  g_dbus_connection_emit_signal (sleep->bus, NULL, "/org/freedesktop/login1",
                                 "org.freedesktop.login1.Manager", "PrepareForSleep",
                                 g_variant_new ("(b)", sleep->asleep), NULL);
  return has_timer (sleep) != sleep->asleep;
}

/* Has the main loop come by, so that what is waited for is looked at. */
static gboolean
look_again_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
test_sleep (BackgroundFixture *fixture, gconstpointer unused)
{
  RefrainWatcher *watcher = refrain_context_get_watcher (fixture->base.context);
  Sleep sleep = { connect_to_bus (), watcher, TRUE };
  guint name = own_name (sleep.bus, "org.freedesktop.login1");
  RefrainSleep *listener;
  guint tick = g_timeout_add (20, look_again_cb, NULL);

  submit (fixture);
  listener = refrain_sleep_new (watcher);
  tasks_fixture_wait (obeys, &sleep);
  sleep.asleep = FALSE;
  tasks_fixture_wait (obeys, &sleep);
  g_assert_finalize_object (listener);
  g_source_remove (tick);
  g_bus_unown_name (name);
  g_object_unref (sleep.bus);
}

static void
add (const char *path, void (*test) (BackgroundFixture *, gconstpointer))
{
  g_test_add (path, BackgroundFixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* There is one bus here, which is the system's as well. */
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_getenv ("DBUS_SESSION_BUS_ADDRESS"), TRUE);
  adw_init ();

  add ("/background/nothing-runs", test_nothing_runs);
  add ("/background/keep", test_keep);
  add ("/background/close", test_close);
  add ("/background/quit", test_quit);
  add ("/background/quit-while-sending", test_quit_while_sending);
  add ("/background/denied", test_denied);
  add ("/background/sleep", test_sleep);
  return g_test_run ();
}
