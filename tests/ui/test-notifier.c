/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the desktop is told when tasks have ended, by a desktop that writes it down. */

#include "config.h"

#include "refrain-notifier.h"
#include "tasks-fixture.h"

static const char desktop_xml[]
    = "<node><interface name='org.freedesktop.Notifications'>"
      "<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/>"
      "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>"
      "<arg type='as' direction='in'/><arg type='a{sv}' direction='in'/>"
      "<arg type='i' direction='in'/><arg type='u' direction='out'/></method>"
      "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
      "<signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>"
      "</interface></node>";

typedef struct
{
  TasksFixture base;
  GApplication *application; /* (unowned) */
  GSettings *settings;
  RefrainNotifier *notifier;
  GDBusConnection *desktop;
  GPtrArray *told; /* (element-type GVariant): the arguments of Notify */
  GPtrArray *actions;
  guint name;
  guint object;
  gboolean ready;
  gboolean is_shown;
} NotifierFixture;

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
  NotifierFixture *fixture = user_data;

  if (g_str_equal (method, "Notify"))
    {
      g_ptr_array_add (fixture->told, g_variant_ref (parameters));
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", fixture->told->len));
    }
  else
    g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
acquired_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  ((NotifierFixture *) user_data)->ready = TRUE;
}

static gboolean
is_ready (gpointer data)
{
  return ((NotifierFixture *) data)->ready;
}

static void
start_desktop (NotifierFixture *fixture)
{
  static const GDBusInterfaceVTable vtable = { called_cb, NULL, NULL, { 0 } };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (desktop_xml, NULL);
  g_autoptr (GError) error = NULL;

  fixture->desktop = g_dbus_connection_new_for_address_sync (
      g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
          | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->object = g_dbus_connection_register_object (
      fixture->desktop, "/org/freedesktop/Notifications", node->interfaces[0], &vtable, fixture,
      NULL, &error);
  g_assert_no_error (error);
  fixture->name = g_bus_own_name_on_connection (fixture->desktop, "org.freedesktop.Notifications",
                                                G_BUS_NAME_OWNER_FLAGS_NONE, acquired_cb, NULL,
                                                fixture, NULL);
  tasks_fixture_wait (is_ready, fixture);
}

static gboolean
is_shown_cb (RefrainTask *task, gpointer user_data)
{
  return ((NotifierFixture *) user_data)->is_shown;
}

static void
action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_ptr_array_add (((NotifierFixture *) user_data)->actions,
                   g_strdup (g_action_get_name (G_ACTION (action))));
}

/* One for all tests: a program has no other. */
static GApplication *
get_application (void)
{
  static GApplication *application;
  g_autoptr (GError) error = NULL;

  if (application != NULL)
    return application;

  application = g_application_new (REFRAIN_APPLICATION_ID, G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (application, NULL, &error));
  g_assert_no_error (error);
  return application;
}

static void
set_up (NotifierFixture *fixture, gconstpointer unused)
{
  static const GActionEntry entries[] = {
    { .name = "show-task", .activate = action_cb, .parameter_type = "x" },
    { .name = "play-clip", .activate = action_cb, .parameter_type = "x" },
    { .name = "save-clip", .activate = action_cb, .parameter_type = "x" },
  };
  const char *const ids[] = { "demo-harbour-lights", "demo-night-train", "fail-moderation", NULL };

  tasks_fixture_set_up (&fixture->base);
  tasks_fixture_fetch (
      &fixture->base,
      tasks_fixture_add_source (&fixture->base, "Home",
                                refrain_demo_gateway_get_address (fixture->base.demo)),
      ids);
  fixture->told = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  fixture->actions = g_ptr_array_new_with_free_func (g_free);
  start_desktop (fixture);
  fixture->application = get_application ();
  g_action_map_add_action_entries (G_ACTION_MAP (fixture->application), entries,
                                   G_N_ELEMENTS (entries), fixture);
  fixture->settings = g_settings_new (REFRAIN_APPLICATION_ID);
  fixture->notifier = refrain_notifier_new (fixture->application, fixture->base.context,
                                            fixture->settings, is_shown_cb, fixture);
}

static void
tear_down (NotifierFixture *fixture, gconstpointer unused)
{
  g_settings_reset (fixture->settings, "notify-task-ended");
  g_assert_finalize_object (fixture->notifier);
  g_object_unref (fixture->settings);
  g_bus_unown_name (fixture->name);
  g_dbus_connection_unregister_object (fixture->desktop, fixture->object);
  g_object_unref (fixture->desktop);
  g_ptr_array_unref (fixture->told);
  g_ptr_array_unref (fixture->actions);
  tasks_fixture_tear_down (&fixture->base);
}

static void
end_task (NotifierFixture *fixture, const char *id)
{
  RefrainTask *task = tasks_fixture_find_task (&fixture->base, id);

  g_assert_nonnull (task);
  g_signal_emit_by_name (refrain_context_get_watcher (fixture->base.context), "task-ended", task);
}

static gboolean
was_told (gpointer data)
{
  return ((NotifierFixture *) data)->told->len > 0;
}

static void
assert_told (NotifierFixture *fixture, const char *title, const char *body)
{
  const char *told_title;
  const char *told_body;

  tasks_fixture_wait (was_told, fixture);
  g_assert_cmpuint (fixture->told->len, ==, 1);
  g_variant_get (g_ptr_array_index (fixture->told, 0), "(&su&s&s&s@as@a{sv}i)", NULL, NULL, NULL,
                 &told_title, &told_body, NULL, NULL, NULL);
  g_assert_cmpstr (told_title, ==, title);
  g_assert_cmpstr (told_body, ==, body);
}

static char *
dup_hint (NotifierFixture *fixture, const char *name)
{
  g_autoptr (GVariant) hints = g_variant_get_child_value (g_ptr_array_index (fixture->told, 0), 6);
  char *value = NULL;

  g_variant_lookup (hints, name, "s", &value);
  return value;
}

/* What a button is called in the call, which the desktop gives back when it is pressed. */
static char *
dup_action (NotifierFixture *fixture, const char *label)
{
  g_autoptr (GVariant) child = g_variant_get_child_value (g_ptr_array_index (fixture->told, 0), 5);
  g_autofree const char **actions = g_variant_get_strv (child, NULL);

  for (guint i = 0; actions[i] != NULL && actions[i + 1] != NULL; i += 2)
    {
      if (g_str_equal (actions[i + 1], label))
        return g_strdup (actions[i]);
    }

  return NULL;
}

static gboolean
has_acted (gpointer data)
{
  return ((NotifierFixture *) data)->actions->len > 0;
}

static void
test_single (NotifierFixture *fixture, gconstpointer unused)
{
  g_autofree char *category = NULL;
  g_autofree char *play = NULL;
  g_autofree char *save = NULL;
  g_autoptr (GError) error = NULL;

  end_task (fixture, "demo-harbour-lights");
  assert_told (fixture, "Harbour Lights", "2 songs are ready.");
  category = dup_hint (fixture, "category");
  g_assert_cmpstr (category, ==, "transfer.complete");
  play = dup_action (fixture, "Play");
  save = dup_action (fixture, "Save");
  g_assert_nonnull (save);
  g_assert_nonnull (play);
  g_dbus_connection_emit_signal (fixture->desktop, NULL, "/org/freedesktop/Notifications",
                                 "org.freedesktop.Notifications", "ActionInvoked",
                                 g_variant_new ("(us)", 1, play), &error);
  g_assert_no_error (error);
  tasks_fixture_wait (has_acted, fixture);
  g_assert_cmpstr (g_ptr_array_index (fixture->actions, 0), ==, "play-clip");
}

static void
test_failure (NotifierFixture *fixture, gconstpointer unused)
{
  g_autofree char *category = NULL;
  RefrainTask *task = tasks_fixture_find_task (&fixture->base, "fail-moderation");
  g_autofree char *body = g_strdup_printf ("Failed: %s",
                                           refrain_task_get_facts (task)->fail_reason);
  const char *told_body;
  g_autofree char *play = NULL;

  end_task (fixture, "fail-moderation");
  tasks_fixture_wait (was_told, fixture);
  g_variant_get_child (g_ptr_array_index (fixture->told, 0), 4, "&s", &told_body);
  g_assert_cmpstr (told_body, ==, body);
  category = dup_hint (fixture, "category");
  g_assert_cmpstr (category, ==, "transfer.error");
  play = dup_action (fixture, "Play");
  g_assert_null (play);
}

static void
test_group (NotifierFixture *fixture, gconstpointer unused)
{
  const char *title;

  end_task (fixture, "demo-harbour-lights");
  end_task (fixture, "demo-night-train");
  end_task (fixture, "fail-moderation");
  tasks_fixture_wait (was_told, fixture);
  g_assert_cmpuint (fixture->told->len, ==, 1);
  g_variant_get_child (g_ptr_array_index (fixture->told, 0), 3, "&s", &title);
  g_assert_cmpstr (title, ==, "2 tasks finished, 1 failed");
}

/* Told of after what must not be told of: when that has come, the other one will not. */
static void
test_preference (NotifierFixture *fixture, gconstpointer unused)
{
  g_settings_set_boolean (fixture->settings, "notify-task-ended", FALSE);
  end_task (fixture, "demo-harbour-lights");
  g_settings_set_boolean (fixture->settings, "notify-task-ended", TRUE);
  end_task (fixture, "demo-night-train");
  assert_told (fixture, "Nachtzug nach Nirgendwo", "2 songs are ready.");
}

static gboolean
set_true_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static void
test_shown (NotifierFixture *fixture, gconstpointer unused)
{
  gboolean over = FALSE;

  fixture->is_shown = TRUE;
  end_task (fixture, "demo-harbour-lights");
  /* Longer than tasks are collected. */
  g_timeout_add (3500, set_true_cb, &over);
  tasks_fixture_wait (is_true, &over);
  g_assert_cmpuint (fixture->told->len, ==, 0);
}

static void
add (const char *path, void (*test) (NotifierFixture *, gconstpointer))
{
  g_test_add (path, NotifierFixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("/notifier/single", test_single);
  add ("/notifier/failure", test_failure);
  add ("/notifier/group", test_group);
  add ("/notifier/preference", test_preference);
  add ("/notifier/shown", test_shown);
  return g_test_run ();
}
