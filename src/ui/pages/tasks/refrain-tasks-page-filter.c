/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-tasks-page-private.h"

#include <glib/gi18n-lib.h>

/* Which tasks the page shows: chips, search and menu. */

static const char *const show_titles[REFRAIN_N_TASK_SHOWS] = {
  N_ ("All"), N_ ("In Progress"), N_ ("Needs Attention"), N_ ("Failed"), N_ ("Finished"),
};

static const char *
kind_to_string (int kind)
{
  return kind == REFRAIN_TASK_KIND_ANY ? "any" : refrain_task_kind_to_string (kind);
}

static void
notify_states (RefrainTasksPage *self)
{
  static const char *const names[] = { "show", "kind", "gateway" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_object_notify (G_OBJECT (self), names[i]);
}

static void
set_filter (RefrainTasksPage *self, RefrainTaskShow show, int kind, gint64 gateway_row)
{
  refrain_task_rows_set_filter (self->rows, show, kind, gateway_row);
  notify_states (self);
  refrain_tasks_page_update_filter (self);
}

/* Private to the page: a property of it, which is the state of an action. */
char *
refrain_tasks_page_dup_state (RefrainTasksPage *self, const char *name)
{
  const RefrainTaskFilter *filter = refrain_task_rows_get_filter (self->rows);

  if (g_str_equal (name, "show"))
    return g_strdup (refrain_task_show_to_string (filter->show));
  if (g_str_equal (name, "kind"))
    return g_strdup (kind_to_string (filter->kind));

  return g_strdup_printf ("%" G_GINT64_FORMAT, filter->gateway_row);
}

/* Private to the page: what an action asks for. */
void
refrain_tasks_page_set_state (RefrainTasksPage *self, const char *name, const char *value)
{
  RefrainTaskFilter filter = *refrain_task_rows_get_filter (self->rows);

  if (g_str_equal (name, "show"))
    filter.show = refrain_task_show_from_string (value);
  else if (g_str_equal (name, "kind"))
    filter.kind = g_strcmp0 (value, "any") == 0 ? REFRAIN_TASK_KIND_ANY
                                                : (int) refrain_task_kind_from_string (value);
  else
    filter.gateway_row = value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0;
  set_filter (self, filter.show, filter.kind, filter.gateway_row);
}

static void
update_chip (RefrainTasksPage *self, RefrainTaskShow show)
{
  guint count = refrain_task_rows_count (self->rows, show);
  const char *title = _ (show_titles[show]);
  g_autofree char *text = count > 0 ? g_strdup_printf ("%s %u", title, count) : g_strdup (title);
  GtkWidget *chip = self->show_chips[show];

  if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (chip)), text) != 0)
    gtk_button_set_label (GTK_BUTTON (chip), text);
}

static const char *
find_gateway (RefrainTasksPage *self, gint64 row_id)
{
  GListModel *sources = refrain_library_get_sources (refrain_context_get_library (self->context));

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr (RefrainSource) source = g_list_model_get_item (sources, i);

      if (refrain_source_get_row_id (source) == row_id)
        return refrain_source_get_name (source);
    }

  return NULL;
}

/* A chip of what the menu keeps out; pressing it ends that. */
static void
show_extra_chip (GtkWidget *chip, const char *title)
{
  gtk_widget_set_visible (chip, title != NULL);
  if (title != NULL)
    {
      g_autofree char *text = g_strdup_printf ("%s  ✕", title);
      /* Translators: %s is what is shown alone: a kind of tasks, or a gateway. */
      g_autofree char *name = g_strdup_printf (_ ("Only %s. Show All"), title);

      gtk_button_set_label (GTK_BUTTON (chip), text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
    }
}

/* Private to the page: chips say what there is, and what is kept out. */
void
refrain_tasks_page_update_filter (RefrainTasksPage *self)
{
  const RefrainTaskFilter *filter = refrain_task_rows_get_filter (self->rows);

  for (guint show = 0; show < REFRAIN_N_TASK_SHOWS; show++)
    update_chip (self, (RefrainTaskShow) show);
  show_extra_chip (self->kind_chip, filter->kind == REFRAIN_TASK_KIND_ANY      ? NULL
                                    : filter->kind == REFRAIN_TASK_KIND_LYRICS ? _ ("Lyrics")
                                                                               : _ ("Songs"));
  show_extra_chip (self->gateway_chip,
                   filter->gateway_row != 0 ? find_gateway (self, filter->gateway_row) : NULL);
}

/* Private to the page: shows everything. */
void
refrain_tasks_page_clear_filter (RefrainTasksPage *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  gtk_editable_set_text (self->search_entry, "");
  refrain_task_rows_set_text (self->rows, "");
  set_filter (self, REFRAIN_TASK_SHOW_ALL, REFRAIN_TASK_KIND_ANY, 0);
}

static void
clear_filter_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  refrain_tasks_page_clear_filter (REFRAIN_TASKS_PAGE (widget));
}

static void
search_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  refrain_tasks_page_start_search (REFRAIN_TASKS_PAGE (widget));
}

static void
search_changed_cb (RefrainTasksPage *self)
{
  if (self->rows != NULL)
    refrain_task_rows_set_text (self->rows, gtk_editable_get_text (self->search_entry));
}

static void
search_mode_cb (RefrainTasksPage *self)
{
  if (!gtk_search_bar_get_search_mode (self->search_bar))
    gtk_editable_set_text (self->search_entry, "");
}

static void
sources_changed_cb (RefrainTasksPage *self)
{
  GListModel *sources = refrain_library_get_sources (refrain_context_get_library (self->context));
  guint n_sources = g_list_model_get_n_items (sources);

  g_menu_remove_all (self->gateways);
  for (guint i = 0; i < n_sources && n_sources > 1; i++)
    {
      g_autoptr (RefrainSource) source = g_list_model_get_item (sources, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (refrain_source_get_name (source), NULL);
      g_autofree char *row = g_strdup_printf ("%" G_GINT64_FORMAT,
                                              refrain_source_get_row_id (source));

      if (i == 0)
        g_menu_append (self->gateways, _ ("All Gateways"), "tasks.gateway::0");
      g_menu_item_set_action_and_target (item, "tasks.gateway", "s", row);
      g_menu_append_item (self->gateways, item);
    }
}

static GtkWidget *
add_chip (RefrainTasksPage *self, GtkWidget *chip, const char *action, const char *target)
{
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_add_css_class (chip, "flat");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (chip), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (chip), action);
  gtk_box_append (self->chips, chip);
  return chip;
}

/* Private to the page: makes what the user chooses with. */
void
refrain_tasks_page_set_up_filter (RefrainTasksPage *self)
{
  GListModel *sources = refrain_library_get_sources (refrain_context_get_library (self->context));

  /* First, so that no narrow window hides that something is kept out. */
  self->kind_chip = add_chip (self, gtk_button_new (), "tasks.kind", "any");
  self->gateway_chip = add_chip (self, gtk_button_new (), "tasks.gateway", "0");
  for (guint show = 0; show < REFRAIN_N_TASK_SHOWS; show++)
    self->show_chips[show] = add_chip (self, gtk_toggle_button_new (), "tasks.show",
                                       refrain_task_show_to_string ((RefrainTaskShow) show));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self->list));
  g_signal_connect_object (sources, "items-changed", G_CALLBACK (sources_changed_cb), self,
                           G_CONNECT_SWAPPED);
  sources_changed_cb (self);
  notify_states (self);
}

/* Private to the page. */
void
refrain_tasks_page_install_filter (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RefrainTasksPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, RefrainTasksPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, RefrainTasksPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RefrainTasksPage, filter_row);
  gtk_widget_class_bind_template_child (widget_class, RefrainTasksPage, chips);
  gtk_widget_class_bind_template_child (widget_class, RefrainTasksPage, gateways);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_install_property_action (widget_class, "tasks.show", "show");
  gtk_widget_class_install_property_action (widget_class, "tasks.kind", "kind");
  gtk_widget_class_install_property_action (widget_class, "tasks.gateway", "gateway");
  gtk_widget_class_install_property_action (widget_class, "tasks.selecting", "selecting");
  gtk_widget_class_install_action (widget_class, "tasks.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "tasks.clear-filter", NULL, clear_filter_cb);
}

/**
 * refrain_tasks_page_start_search:
 * @self: the page
 *
 * Lets the user type what to look for.
 */
void
refrain_tasks_page_start_search (RefrainTasksPage *self)
{
  g_return_if_fail (REFRAIN_IS_TASKS_PAGE (self));

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/**
 * refrain_tasks_page_step_back:
 * @self: the page
 *
 * Ends what the user is about, selecting or searching.
 *
 * Returns: whether there was something to end
 */
gboolean
refrain_tasks_page_step_back (RefrainTasksPage *self)
{
  g_return_val_if_fail (REFRAIN_IS_TASKS_PAGE (self), FALSE);

  if (self->selecting)
    refrain_tasks_page_set_selecting (self, FALSE);
  else if (gtk_search_bar_get_search_mode (self->search_bar))
    gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  else
    return FALSE;

  return TRUE;
}
