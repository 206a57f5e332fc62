/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-tasks-page-private.h"

#include "refrain-task-row.h"

#include <glib/gi18n-lib.h>

/* Below this there is no room for covers in a row. */
#define NARROW_WIDTH 520
/* A little longer than a row takes to open. */
#define REVEAL_MILLISECONDS 200

/**
 * RefrainTasksPage:
 *
 * Every task that was ever asked for, what is under way first. Nothing of it waits for a network.
 */
G_DEFINE_FINAL_TYPE (RefrainTasksPage, refrain_tasks_page, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SHOW = 1,
  PROP_KIND,
  PROP_GATEWAY,
  PROP_SELECTING,
} RefrainTasksPageProperty;

static GParamSpec *properties[PROP_SELECTING + 1];

static void
forget_row_cb (gpointer widgets, GObject *row)
{
  g_ptr_array_remove_fast (widgets, row);
  g_ptr_array_unref (widgets);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  RefrainTasksPage *self = user_data;
  GtkWidget *row = refrain_task_row_new (self->context);

  refrain_task_row_set_selecting (REFRAIN_TASK_ROW (row), self->selecting);
  refrain_task_row_set_narrow (REFRAIN_TASK_ROW (row), self->narrow);
  /* A list may let go of a row without a word. */
  g_object_weak_ref (G_OBJECT (row), forget_row_cb, g_ptr_array_ref (self->widgets));
  g_ptr_array_add (self->widgets, row);
  gtk_list_item_set_child (item, row);
}

static void
teardown_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item, NULL);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  RefrainTaskEntry *entry = gtk_list_item_get_item (item);

  gtk_list_item_set_selectable (item, FALSE);
  gtk_list_item_set_activatable (item, refrain_task_entry_get_task (entry) != NULL);
  refrain_task_row_set_entry (REFRAIN_TASK_ROW (gtk_list_item_get_child (item)), entry);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  refrain_task_row_set_entry (REFRAIN_TASK_ROW (gtk_list_item_get_child (item)), NULL);
}

/* Opens and closes a task, or takes it among those that are selected. */
static void
toggle (RefrainTasksPage *self, RefrainTaskEntry *entry)
{
  if (refrain_task_entry_get_task (entry) == NULL)
    return;

  if (self->selecting)
    refrain_task_entry_set_selected (entry, !refrain_task_entry_get_selected (entry));
  else
    refrain_task_entry_set_expanded (entry, !refrain_task_entry_get_expanded (entry));
}

static void
activate_cb (GtkListView *list, guint position, gpointer user_data)
{
  RefrainTasksPage *self = user_data;
  g_autoptr (RefrainTaskEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  if (entry != NULL)
    toggle (self, entry);
}

/* The task that has the focus itself, not something in its details. */
static RefrainTaskRow *
get_focused_row (RefrainTasksPage *self)
{
  for (guint i = 0; i < self->widgets->len; i++)
    {
      RefrainTaskRow *row = g_ptr_array_index (self->widgets, i);

      if (refrain_task_row_is_focused (row))
        return row;
    }

  return NULL;
}

/* With several selected the key is for all of them. */
static void
remove_by_key (RefrainTasksPage *self, RefrainTaskEntry *entry)
{
  g_autoptr (GPtrArray) tasks = refrain_task_rows_list_selected (self->rows);

  if (tasks->len == 0)
    g_ptr_array_add (tasks, g_object_ref (refrain_task_entry_get_task (entry)));
  refrain_tasks_page_remove (self, tasks);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer user_data)
{
  RefrainTasksPage *self = user_data;
  RefrainTaskRow *row = get_focused_row (self);
  RefrainTaskEntry *entry = row != NULL ? refrain_task_row_get_entry (row) : NULL;
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GdkModifierType held = state & gtk_accelerator_get_default_mod_mask ();

  if (entry == NULL)
    return FALSE;
  if (keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && held == GDK_SHIFT_MASK))
    {
      refrain_task_row_show_menu (row, 24, 24);
      return TRUE;
    }
  if (held != 0)
    return FALSE;

  switch (keyval)
    {
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      toggle (self, entry);
      return TRUE;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      remove_by_key (self, entry);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      refrain_task_entry_set_expanded (entry, !rtl);
      return TRUE;
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      refrain_task_entry_set_expanded (entry, rtl);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
update_subtitle (RefrainTasksPage *self, guint n_tasks)
{
  guint n_running = refrain_task_rows_count (self->rows, REFRAIN_TASK_SHOW_IN_PROGRESS);
  g_autofree char *total = g_strdup_printf (ngettext ("%u task", "%u tasks", n_tasks), n_tasks);
  g_autofree char *running = NULL;
  g_autofree char *both = NULL;

  if (n_running > 0)
    {
      running = g_strdup_printf (ngettext ("%u in progress", "%u in progress", n_running),
                                 n_running);
      /* Translators: "12 tasks, 2 in progress" */
      both = g_strdup_printf (_ ("%s, %s"), total, running);
    }
  adw_window_title_set_subtitle (self->title, n_tasks == 0 ? "" : both != NULL ? both : total);
}

static gboolean
tick_cb (gpointer user_data)
{
  RefrainTasksPage *self = user_data;

  for (guint i = 0; i < self->widgets->len; i++)
    refrain_task_row_update_age (g_ptr_array_index (self->widgets, i));
  return G_SOURCE_CONTINUE;
}

/* With nothing under way, or out of sight, nothing ticks. */
static void
update_tick (RefrainTasksPage *self)
{
  gboolean wanted = gtk_widget_get_mapped (GTK_WIDGET (self))
                    && refrain_task_rows_count_under_way (self->rows) > 0;

  if (wanted && self->tick_source == 0)
    self->tick_source = g_timeout_add_seconds (1, tick_cb, self);
  else if (!wanted)
    g_clear_handle_id (&self->tick_source, g_source_remove);
}

static void
update_state (RefrainTasksPage *self)
{
  guint n_tasks = refrain_task_rows_count (self->rows, REFRAIN_TASK_SHOW_ALL);
  gboolean readable = self->error == NULL && n_tasks > 0;

  update_subtitle (self, n_tasks);
  gtk_widget_set_visible (self->filter_row, readable);
  gtk_stack_set_visible_child_name (self->stack, self->error != NULL ? "error"
                                                 : n_tasks == 0      ? "empty"
                                                 : refrain_task_rows_count_shown (self->rows) > 0
                                                     ? "list"
                                                     : "none");
  refrain_tasks_page_update_filter (self);
  update_tick (self);
}

static gboolean
narrow_cb (gpointer user_data)
{
  RefrainTasksPage *self = user_data;

  self->narrow_source = 0;
  for (guint i = 0; i < self->widgets->len; i++)
    refrain_task_row_set_narrow (g_ptr_array_index (self->widgets, i), self->narrow);
  return G_SOURCE_REMOVE;
}

static gboolean
reveal_cb (gpointer user_data)
{
  RefrainTasksPage *self = user_data;
  guint position;

  self->reveal_source = 0;
  if (refrain_task_rows_find (self->rows, self->revealed, &position) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  return G_SOURCE_REMOVE;
}

static void
refrain_tasks_page_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  gtk_widget_measure (REFRAIN_TASKS_PAGE (widget)->content, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static void
refrain_tasks_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RefrainTasksPage *self = REFRAIN_TASKS_PAGE (widget);
  gboolean narrow = width < NARROW_WIDTH;

  gtk_widget_allocate (self->content, width, height, baseline, NULL);
  if (self->narrow == narrow)
    return;

  /* What is shown cannot change while it is given its place. */
  self->narrow = narrow;
  if (self->narrow_source == 0)
    self->narrow_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, narrow_cb, self, NULL);
}

static void
refrain_tasks_page_map (GtkWidget *widget)
{
  RefrainTasksPage *self = REFRAIN_TASKS_PAGE (widget);

  GTK_WIDGET_CLASS (refrain_tasks_page_parent_class)->map (widget);
  /* What was today's may be yesterday's by now. */
  refrain_task_rows_refresh (self->rows);
  tick_cb (self);
}

static void
refrain_tasks_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&REFRAIN_TASKS_PAGE (widget)->tick_source, g_source_remove);
  GTK_WIDGET_CLASS (refrain_tasks_page_parent_class)->unmap (widget);
}

static void
refrain_tasks_page_dispose (GObject *object)
{
  RefrainTasksPage *self = REFRAIN_TASKS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->tick_source, g_source_remove);
  g_clear_handle_id (&self->narrow_source, g_source_remove);
  g_clear_handle_id (&self->reveal_source, g_source_remove);
  if (self->list != NULL)
    {
      gtk_list_view_set_model (self->list, NULL);
      gtk_list_view_set_factory (self->list, NULL);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), REFRAIN_TYPE_TASKS_PAGE);
  g_clear_object (&self->rows);
  g_clear_object (&self->presenter);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (refrain_tasks_page_parent_class)->dispose (object);
}

static void
refrain_tasks_page_finalize (GObject *object)
{
  RefrainTasksPage *self = REFRAIN_TASKS_PAGE (object);

  g_clear_pointer (&self->widgets, g_ptr_array_unref);
  g_clear_pointer (&self->removed, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (refrain_tasks_page_parent_class)->finalize (object);
}

static void
refrain_tasks_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RefrainTasksPage *self = REFRAIN_TASKS_PAGE (object);

  switch ((RefrainTasksPageProperty) prop_id)
    {
    case PROP_SHOW:
    case PROP_KIND:
    case PROP_GATEWAY:
      if (self->rows != NULL)
        g_value_take_string (value, refrain_tasks_page_dup_state (self, pspec->name));
      break;
    case PROP_SELECTING:
      g_value_set_boolean (value, self->selecting);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
refrain_tasks_page_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  RefrainTasksPage *self = REFRAIN_TASKS_PAGE (object);

  switch ((RefrainTasksPageProperty) prop_id)
    {
    case PROP_SHOW:
    case PROP_KIND:
    case PROP_GATEWAY:
      refrain_tasks_page_set_state (self, pspec->name, g_value_get_string (value));
      break;
    case PROP_SELECTING:
      refrain_tasks_page_set_selecting (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_SHOW] = g_param_spec_string ("show", NULL, NULL, NULL, flags);
  properties[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  properties[PROP_GATEWAY] = g_param_spec_string ("gateway", NULL, NULL, NULL, flags);
  properties[PROP_SELECTING] = g_param_spec_boolean ("selecting", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/pages/tasks/refrain-tasks-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainTasksPage, content);
  gtk_widget_class_bind_template_child (widget_class, RefrainTasksPage, header);
  gtk_widget_class_bind_template_child (widget_class, RefrainTasksPage, title);
  gtk_widget_class_bind_template_child (widget_class, RefrainTasksPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RefrainTasksPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, RefrainTasksPage, list);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
refrain_tasks_page_class_init (RefrainTasksPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = refrain_tasks_page_dispose;
  object_class->finalize = refrain_tasks_page_finalize;
  object_class->get_property = refrain_tasks_page_get_property;
  object_class->set_property = refrain_tasks_page_set_property;
  widget_class->measure = refrain_tasks_page_measure;
  widget_class->size_allocate = refrain_tasks_page_size_allocate;
  widget_class->map = refrain_tasks_page_map;
  widget_class->unmap = refrain_tasks_page_unmap;

  install_properties (object_class);
  bind_template (widget_class);
  refrain_tasks_page_install_filter (widget_class);
  refrain_tasks_page_install_actions (widget_class);
}

static void
refrain_tasks_page_init (RefrainTasksPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->cancellable = g_cancellable_new ();
  self->widgets = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Before the list, which would take Space for a selection. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

/**
 * refrain_tasks_page_new:
 * @context: the services
 * @presenter: where results and errors are told
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
refrain_tasks_page_new (RefrainContext *context, RefrainErrorPresenter *presenter)
{
  RefrainTasksPage *self = g_object_new (REFRAIN_TYPE_TASKS_PAGE, NULL);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;

  self->context = g_object_ref (context);
  self->presenter = g_object_ref (presenter);
  self->rows = refrain_task_rows_new (
      refrain_library_get_tasks (refrain_context_get_library (context)));
  g_signal_connect_object (self->rows, "refreshed", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "selection-changed",
                           G_CALLBACK (refrain_tasks_page_update_selection), self,
                           G_CONNECT_SWAPPED);
  refrain_tasks_page_set_up_filter (self);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  g_signal_connect (factory, "teardown", G_CALLBACK (teardown_cb), self);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  update_state (self);
  return GTK_WIDGET (self);
}

/**
 * refrain_tasks_page_get_header:
 * @self: the page
 *
 * Returns: (transfer none): its header bar, whose start has room for the window's own buttons
 */
AdwHeaderBar *
refrain_tasks_page_get_header (RefrainTasksPage *self)
{
  g_return_val_if_fail (REFRAIN_IS_TASKS_PAGE (self), NULL);

  return self->header;
}

/**
 * refrain_tasks_page_reveal:
 * @self: the page
 * @task_row: a task's row in the store
 *
 * Scrolls to a task and opens its details. Does nothing when there is no such task.
 */
void
refrain_tasks_page_reveal (RefrainTasksPage *self, gint64 task_row)
{
  RefrainTaskEntry *entry;
  guint position = 0;

  g_return_if_fail (REFRAIN_IS_TASKS_PAGE (self));

  /* A task that came just now is not among the rows yet. */
  refrain_task_rows_refresh (self->rows);
  entry = refrain_task_rows_find (self->rows, task_row, &position);
  if (entry == NULL && refrain_task_filter_is_on (refrain_task_rows_get_filter (self->rows)))
    {
      refrain_tasks_page_clear_filter (self);
      entry = refrain_task_rows_find (self->rows, task_row, &position);
    }
  if (entry == NULL)
    return;

  refrain_task_entry_set_expanded (entry, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  /* Once more when the details have their height, so that they are in sight as well. */
  self->revealed = task_row;
  g_clear_handle_id (&self->reveal_source, g_source_remove);
  self->reveal_source = g_timeout_add (REVEAL_MILLISECONDS, reveal_cb, self);
  for (guint i = 0; i < self->widgets->len; i++)
    {
      if (refrain_task_row_get_entry (g_ptr_array_index (self->widgets, i)) == entry)
        gtk_widget_grab_focus (g_ptr_array_index (self->widgets, i));
    }
}

/**
 * refrain_tasks_page_set_error:
 * @self: the page
 * @error: (nullable): why the tasks cannot be read; %NULL when they can
 */
void
refrain_tasks_page_set_error (RefrainTasksPage *self, const GError *error)
{
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;

  g_return_if_fail (REFRAIN_IS_TASKS_PAGE (self));

  g_clear_error (&self->error);
  if (error != NULL)
    {
      self->error = g_error_copy (error);
      text = refrain_error_presenter_describe (error);
      escaped = g_markup_escape_text (text, -1);
      adw_status_page_set_description (self->error_page, escaped);
    }
  update_state (self);
}
