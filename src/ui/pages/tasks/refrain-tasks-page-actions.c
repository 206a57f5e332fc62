/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-tasks-page-private.h"

#include "refrain-task-questions.h"
#include "refrain-task-row.h"
#include "refrain-task-status.h"

#include <glib/gi18n-lib.h>

/* What can be done with tasks: with one, whose row is the action's target, or with those that are
 * selected, when that is 0. */

static GPtrArray *
list_targets (RefrainTasksPage *self, GVariant *parameter)
{
  gint64 row_id = g_variant_get_int64 (parameter);
  RefrainTask *task;
  GPtrArray *tasks;

  if (row_id == 0)
    return refrain_task_rows_list_selected (self->rows);

  tasks = g_ptr_array_new_with_free_func (g_object_unref);
  task = refrain_library_find_task (refrain_context_get_library (self->context), row_id);
  if (task != NULL)
    g_ptr_array_add (tasks, g_object_ref (task));
  return tasks;
}

static RefrainTaskStatus
get_status (GPtrArray *tasks, guint index)
{
  return refrain_task_status_of (refrain_task_get_record (g_ptr_array_index (tasks, index)));
}

/* Has the user know what became of an action that may have been for nothing. */
static void
tell_count (RefrainTasksPage *self, guint count, const char *done, const char *nothing)
{
  if (count == 0)
    refrain_error_presenter_toast (self->presenter, nothing);
  else if (done != NULL)
    refrain_error_presenter_toast (self->presenter, done);
}

static void
stop_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainTasksPage *self = REFRAIN_TASKS_PAGE (widget);
  g_autoptr (GPtrArray) tasks = list_targets (self, parameter);
  guint count = 0;

  for (guint i = 0; i < tasks->len; i++)
    {
      if (get_status (tasks, i) != REFRAIN_TASK_STATUS_RUNNING)
        continue;
      refrain_watcher_stop_task (refrain_context_get_watcher (self->context),
                                 g_ptr_array_index (tasks, i));
      count++;
    }
  tell_count (self, count, NULL, _ ("None of these is watched"));
}

static void
resume_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainTasksPage *self = REFRAIN_TASKS_PAGE (widget);
  g_autoptr (GPtrArray) tasks = list_targets (self, parameter);
  guint count = 0;

  for (guint i = 0; i < tasks->len; i++)
    {
      RefrainTaskStatus status = get_status (tasks, i);

      if (status != REFRAIN_TASK_STATUS_STOPPED && status != REFRAIN_TASK_STATUS_EXPIRED)
        continue;
      refrain_watcher_resume_task (refrain_context_get_watcher (self->context),
                                   g_ptr_array_index (tasks, i));
      count++;
    }
  tell_count (self, count, NULL, _ ("There is nothing to resume"));
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainTasksPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainFetchOutcome) outcome = refrain_library_fetch_finish (REFRAIN_LIBRARY (source),
                                                                          result, &error);
  GHashTableIter iter;
  gpointer failure;

  /* Closed meanwhile. */
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (outcome != NULL)
    g_hash_table_iter_init (&iter, outcome->errors);
  if (outcome == NULL)
    refrain_error_presenter_show (self->presenter, _ ("The answer could not be kept"), error);
  else if (g_hash_table_iter_next (&iter, NULL, &failure))
    refrain_error_presenter_show (self->presenter, _ ("Some tasks could not be fetched"), failure);
}

/* Asks one gateway for all of its tasks. Returns how many. */
static guint
ask_source (RefrainTasksPage *self, RefrainSource *source, GPtrArray *tasks)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; i < tasks->len; i++)
    {
      const RefrainTaskRecord *record = refrain_task_get_record (g_ptr_array_index (tasks, i));

      if (record->facts->id != NULL && record->gateway_row == refrain_source_get_row_id (source))
        g_strv_builder_add (builder, record->facts->id);
    }
  ids = g_strv_builder_end (builder);
  if (ids[0] != NULL)
    refrain_library_fetch_async (refrain_context_get_library (self->context), source,
                                 (const char *const *) ids, self->cancellable, asked_cb,
                                 g_object_ref (self));
  return g_strv_length (ids);
}

static void
ask_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainTasksPage *self = REFRAIN_TASKS_PAGE (widget);
  GListModel *sources = refrain_library_get_sources (refrain_context_get_library (self->context));
  g_autoptr (GPtrArray) tasks = list_targets (self, parameter);
  g_autofree char *text = NULL;
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr (RefrainSource) source = g_list_model_get_item (sources, i);

      count += ask_source (self, source, tasks);
    }
  text = g_strdup_printf (ngettext ("Asking for %u task", "Asking for %u tasks", count), count);
  tell_count (self, count, text, _ ("None of these can be asked for: they have no task id yet"));
}

static void
ask_now_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainTasksPage *self = REFRAIN_TASKS_PAGE (widget);
  RefrainWatcher *watcher = refrain_context_get_watcher (self->context);
  guint count = refrain_watcher_get_n_watched (watcher);
  g_autofree char *text = g_strdup_printf (
      ngettext ("Asking for %u task", "Asking for %u tasks", count), count);

  refrain_watcher_poll_now (watcher);
  tell_count (self, count, text, _ ("No task is under way"));
}

static void
copy_ids_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainTasksPage *self = REFRAIN_TASKS_PAGE (widget);
  g_autoptr (GPtrArray) tasks = list_targets (self, parameter);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < tasks->len; i++)
    {
      const char *id = refrain_task_get_facts (g_ptr_array_index (tasks, i))->id;

      if (id != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", id);
    }
  if (text->len > 0)
    gtk_widget_activate_action (widget, "win.copy", "s", text->str);
  else
    refrain_error_presenter_toast (self->presenter, _ ("There is no task id yet to be copied"));
}

static void
submit_again_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainTasksPage *self = REFRAIN_TASKS_PAGE (widget);
  g_autoptr (GPtrArray) tasks = list_targets (self, parameter);

  refrain_task_questions_submit_again (widget, self->context, self->presenter, tasks);
}

static void
find_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainTasksPage *self = REFRAIN_TASKS_PAGE (widget);
  g_autoptr (GPtrArray) tasks = list_targets (self, parameter);

  for (guint i = 0; i < tasks->len; i++)
    refrain_task_questions_find (self->context, self->presenter, g_ptr_array_index (tasks, i));
}

static void
adopt_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainTasksPage *self = REFRAIN_TASKS_PAGE (widget);
  g_autoptr (GPtrArray) tasks = list_targets (self, parameter);

  if (tasks->len > 0)
    refrain_task_questions_adopt (widget, self->context, self->presenter,
                                  g_ptr_array_index (tasks, 0));
}

static void
dismiss_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainTasksPage *self = REFRAIN_TASKS_PAGE (widget);
  g_autoptr (GPtrArray) tasks = list_targets (self, parameter);

  if (tasks->len > 0)
    refrain_task_questions_dismiss (widget, self->context, g_ptr_array_index (tasks, 0));
}

static void
undo_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainTasksPage *self = REFRAIN_TASKS_PAGE (widget);
  g_autoptr (GPtrArray) tasks = g_steal_pointer (&self->removed);

  if (tasks != NULL)
    refrain_library_restore_tasks (refrain_context_get_library (self->context), tasks);
}

/* What a toast takes back; another removal has a toast of its own. */
typedef struct
{
  RefrainLibrary *library; /* (owned) */
  GPtrArray *tasks;        /* (owned) (element-type RefrainTask) */
} Undo;

static void
undo_free (gpointer data, GClosure *closure)
{
  Undo *undo = data;

  g_object_unref (undo->library);
  g_ptr_array_unref (undo->tasks);
  g_free (undo);
}

static void
restore_cb (AdwToast *toast, gpointer user_data)
{
  Undo *undo = user_data;

  refrain_library_restore_tasks (undo->library, undo->tasks);
}

/* Private to the page: takes tasks off the list, with the way back. What is on its way is left:
 * nobody would see what becomes of it. */
void
refrain_tasks_page_remove (RefrainTasksPage *self, GPtrArray *tasks)
{
  GPtrArray *removed = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *text = NULL;
  Undo *undo;

  for (guint i = 0; i < tasks->len; i++)
    {
      if (get_status (tasks, i) != REFRAIN_TASK_STATUS_SENDING)
        g_ptr_array_add (removed, g_object_ref (g_ptr_array_index (tasks, i)));
    }
  if (removed->len == 0)
    {
      g_ptr_array_unref (removed);
      refrain_error_presenter_toast (self->presenter, _ ("It cannot be removed while it is sent"));
      return;
    }

  g_clear_pointer (&self->removed, g_ptr_array_unref);
  self->removed = removed;
  refrain_library_remove_tasks (refrain_context_get_library (self->context), removed);
  text = g_strdup_printf (ngettext ("%u task removed. Its songs stay.",
                                    "%u tasks removed. Their songs stay.", removed->len),
                          removed->len);
  undo = g_new0 (Undo, 1);
  undo->library = g_object_ref (refrain_context_get_library (self->context));
  undo->tasks = g_ptr_array_ref (removed);
  refrain_error_presenter_offer (self->presenter, text, _ ("_Undo"), G_CALLBACK (restore_cb), undo,
                                 undo_free);
  refrain_tasks_page_set_selecting (self, FALSE);
}

static void
remove_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainTasksPage *self = REFRAIN_TASKS_PAGE (widget);
  g_autoptr (GPtrArray) tasks = list_targets (self, parameter);

  if (tasks->len > 0)
    refrain_tasks_page_remove (self, tasks);
}

static void
ensure_selection_bar (RefrainTasksPage *self)
{
  g_autoptr (GtkBuilder) builder = NULL;

  if (self->selection_bar != NULL)
    return;

  builder = gtk_builder_new_from_resource (
      "/io/github/refrain_music/Refrain/ui/pages/tasks/refrain-tasks-selection-bar.ui");
  self->selection_bar = GTK_ACTION_BAR (gtk_builder_get_object (builder, "selection_bar"));
  self->selection_label = GTK_LABEL (gtk_builder_get_object (builder, "selection_label"));
  gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->selection_bar));
}

/* Private to the page: says how many are selected. */
void
refrain_tasks_page_update_selection (RefrainTasksPage *self)
{
  static const char *const actions[] = { "tasks.ask",          "tasks.stop",     "tasks.resume",
                                         "tasks.submit-again", "tasks.copy-ids", "tasks.remove" };
  guint n_selected = refrain_task_rows_count_selected (self->rows);
  g_autofree char *text = g_strdup_printf (ngettext ("%u selected", "%u selected", n_selected),
                                           n_selected);

  if (self->selection_bar == NULL)
    return;

  gtk_label_set_text (self->selection_label, text);
  for (guint i = 0; i < G_N_ELEMENTS (actions) && self->selecting; i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], n_selected > 0);
  for (guint i = 0; i < G_N_ELEMENTS (actions) && !self->selecting; i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], TRUE);
}

/* Private to the page: begins or ends selecting. */
void
refrain_tasks_page_set_selecting (RefrainTasksPage *self, gboolean selecting)
{
  if (self->selecting == !!selecting)
    return;

  self->selecting = !!selecting;
  ensure_selection_bar (self);
  gtk_action_bar_set_revealed (self->selection_bar, self->selecting);
  refrain_task_rows_select_all (self->rows, FALSE);
  for (guint i = 0; i < self->widgets->len; i++)
    refrain_task_row_set_selecting (g_ptr_array_index (self->widgets, i), self->selecting);
  refrain_tasks_page_update_selection (self);
  g_object_notify (G_OBJECT (self), "selecting");
}

static void
select_all_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainTasksPage *self = REFRAIN_TASKS_PAGE (widget);

  refrain_tasks_page_set_selecting (self, TRUE);
  refrain_task_rows_select_all (self->rows, TRUE);
}

static void
unselect_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  refrain_tasks_page_set_selecting (REFRAIN_TASKS_PAGE (widget), FALSE);
}

/* Private to the page. */
void
refrain_tasks_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "tasks.ask-now", NULL, ask_now_cb);
  gtk_widget_class_install_action (widget_class, "tasks.ask", "x", ask_cb);
  gtk_widget_class_install_action (widget_class, "tasks.stop", "x", stop_cb);
  gtk_widget_class_install_action (widget_class, "tasks.resume", "x", resume_cb);
  gtk_widget_class_install_action (widget_class, "tasks.submit-again", "x", submit_again_cb);
  gtk_widget_class_install_action (widget_class, "tasks.copy-ids", "x", copy_ids_cb);
  gtk_widget_class_install_action (widget_class, "tasks.remove", "x", remove_cb);
  gtk_widget_class_install_action (widget_class, "tasks.find", "x", find_cb);
  gtk_widget_class_install_action (widget_class, "tasks.adopt", "x", adopt_cb);
  gtk_widget_class_install_action (widget_class, "tasks.dismiss", "x", dismiss_cb);
  gtk_widget_class_install_action (widget_class, "tasks.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "tasks.select-all", NULL, select_all_cb);
  gtk_widget_class_install_action (widget_class, "tasks.unselect", NULL, unselect_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, GDK_CONTROL_MASK,
                                       "tasks.select-all", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "tasks.undo",
                                       NULL);
}
