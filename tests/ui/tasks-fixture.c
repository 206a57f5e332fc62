/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tasks-fixture.h"

#include <glib/gstdio.h>

#define MAX_ROUNDS 200
#define PATIENCE_SECONDS 20

static gboolean
set_true_cb (gpointer flag)
{
  *(gboolean *) flag = TRUE;
  return G_SOURCE_REMOVE;
}

void
tasks_fixture_wait (TasksCondition condition, gpointer data)
{
  gboolean late = FALSE;
  guint source = g_timeout_add_seconds (PATIENCE_SECONDS, set_true_cb, &late);

  while (!condition (data) && !late)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (source);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
action_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TasksFixture *fixture = user_data;
  g_autofree char *target = parameter != NULL ? g_variant_print (parameter, FALSE) : NULL;

  g_ptr_array_add (fixture->activated,
                   target != NULL
                       ? g_strdup_printf ("%s %s", g_action_get_name (G_ACTION (action)), target)
                       : g_strdup (g_action_get_name (G_ACTION (action))));
}

static void
add_actions (TasksFixture *fixture)
{
  static const GActionEntry entries[] = {
    { "open-clip", action_cb, "x", NULL, NULL, { 0 } },
    { "open-task", action_cb, "x", NULL, NULL, { 0 } },
    { "fetch-task", action_cb, "x", NULL, NULL, { 0 } },
    { "use-task-settings", action_cb, "x", NULL, NULL, { 0 } },
    { "show-raw", action_cb, "x", NULL, NULL, { 0 } },
    { "save-clip", action_cb, "(xu)", NULL, NULL, { 0 } },
    { "copy", action_cb, "s", NULL, NULL, { 0 } },
    { "show-folder", action_cb, "s", NULL, NULL, { 0 } },
    { "open-by-id", action_cb, NULL, NULL, NULL, { 0 } },
    { "connect-gateway", action_cb, NULL, NULL, NULL, { 0 } },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), fixture);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "win", G_ACTION_GROUP (group));
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (refrain_library_open_finish (REFRAIN_LIBRARY (object), result, &error));
  g_assert_no_error (error);
  *(gpointer *) user_data = object;
}

void
tasks_fixture_set_up (TasksFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gpointer opened = NULL;

  fixture->folder = g_dir_make_tmp ("refrain-tasks-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->demo = refrain_demo_gateway_new (g_getenv ("REFRAIN_DEMO_MEDIA"));
  g_assert_true (refrain_demo_gateway_start (fixture->demo, 0, &error));
  g_assert_no_error (error);
  fixture->context = refrain_context_new (fixture->folder, fixture->folder, FALSE);
  refrain_library_open_async (refrain_context_get_library (fixture->context), NULL, opened_cb,
                              &opened);
  tasks_fixture_wait (is_set, &opened);

  fixture->activated = g_ptr_array_new_with_free_func (g_free);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  fixture->overlay = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  fixture->presenter = refrain_error_presenter_new (fixture->overlay);
  add_actions (fixture);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->overlay));
  gtk_window_set_default_size (fixture->window, 800, 700);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

/* Everything must be gone after this: a widget that lives on keeps the context. */
void
tasks_fixture_tear_down (TasksFixture *fixture)
{
  gpointer context = fixture->context;
  gpointer child = adw_toast_overlay_get_child (fixture->overlay);

  g_object_add_weak_pointer (G_OBJECT (fixture->context), &context);
  if (child != NULL)
    g_object_add_weak_pointer (G_OBJECT (child), &child);
  /* GTK 4.8 looks after a tooltip that was changed when it has time, also of a window that is gone.
   */
  for (guint i = 0; i < MAX_ROUNDS && g_main_context_iteration (NULL, FALSE); i++)
    ;
  gtk_window_destroy (fixture->window);
  g_object_unref (fixture->presenter);
  g_object_unref (fixture->context);
  tasks_fixture_wait (is_gone, &child);
  tasks_fixture_wait (is_gone, &context);
  refrain_demo_gateway_stop (fixture->demo);
  g_assert_finalize_object (fixture->demo);
  g_ptr_array_unref (fixture->activated);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

static void
source_put_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(gpointer *) user_data = refrain_library_put_source_finish (REFRAIN_LIBRARY (object), result,
                                                               &error);
  g_assert_no_error (error);
}

/* Returns: (transfer none) */
RefrainSource *
tasks_fixture_add_source (TasksFixture *fixture, const char *name, const char *address)
{
  g_autoptr (RefrainGatewayRecord) record = refrain_gateway_record_new (0, name, address, NULL,
                                                                        TRUE);
  gpointer source = NULL;

  refrain_library_put_source_async (refrain_context_get_library (fixture->context), record, NULL,
                                    NULL, source_put_cb, &source);
  tasks_fixture_wait (is_set, &source);
  /* The library's list keeps it. */
  g_object_unref (source);
  return source;
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainFetchOutcome) outcome = refrain_library_fetch_finish (REFRAIN_LIBRARY (source),
                                                                          result, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (outcome->errors), ==, 0);
  *(gpointer *) user_data = source;
}

void
tasks_fixture_fetch (TasksFixture *fixture, RefrainSource *source, const char *const *ids)
{
  gpointer fetched = NULL;

  refrain_library_fetch_async (refrain_context_get_library (fixture->context), source, ids, NULL,
                               fetched_cb, &fetched);
  tasks_fixture_wait (is_set, &fetched);
}

/* Returns: (transfer none) (nullable) */
RefrainTask *
tasks_fixture_find_task (TasksFixture *fixture, const char *id)
{
  GListModel *tasks = refrain_library_get_tasks (refrain_context_get_library (fixture->context));

  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (RefrainTask) task = g_list_model_get_item (tasks, i);

      if (g_strcmp0 (refrain_task_get_facts (task)->id, id) == 0)
        return task;
    }

  return NULL;
}

static const char *
get_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_BUTTON (widget))
    return gtk_widget_get_tooltip_text (widget) != NULL
               ? gtk_widget_get_tooltip_text (widget)
               : gtk_button_get_label (GTK_BUTTON (widget));

  return NULL;
}

/* The first visible widget of @type below @root that has @text itself or, for a container, inside;
 * any when @text is NULL. */
GtkWidget *
tasks_find_widget (GtkWidget *root, GType type, const char *text)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found;

      if (!gtk_widget_get_visible (child))
        continue;
      if (g_type_is_a (G_OBJECT_TYPE (child), type)
          && (text == NULL || g_strcmp0 (get_text (child), text) == 0
              || (get_text (child) == NULL && tasks_has_text (child, text))))
        return child;
      found = tasks_find_widget (child, type, text);
      if (found != NULL)
        return found;
    }

  return NULL;
}

gboolean
tasks_has_text (GtkWidget *root, const char *text)
{
  return tasks_find_widget (root, GTK_TYPE_LABEL, text) != NULL;
}

typedef struct
{
  GtkWidget *root;
  const char *text;
} Text;

static gboolean
is_shown (gpointer data)
{
  Text *text = data;

  return tasks_has_text (text->root, text->text);
}

void
tasks_wait_for_text (GtkWidget *root, const char *text)
{
  Text wanted = { root, text };

  tasks_fixture_wait (is_shown, &wanted);
}

/* @label: a button's label or tooltip */
void
tasks_press (GtkWidget *root, const char *label)
{
  GtkWidget *button = tasks_find_widget (root, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}
