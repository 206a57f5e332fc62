/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-songs-page-private.h"

/* What can be done with the songs that are shown. */

static void
toggle_mode_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainSongsPage *self = REFRAIN_SONGS_PAGE (widget);

  g_settings_set_string (self->settings, "view-mode", self->grid_mode ? "list" : "grid");
}

static void
sort_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainSongsPage *self = REFRAIN_SONGS_PAGE (widget);
  g_auto (GStrv) parts = g_strsplit (g_variant_get_string (parameter, NULL), "-", 2);
  g_autoptr (RefrainQuery) query = refrain_query_copy (refrain_clip_list_get_query (self->list));

  if (g_strv_length (parts) != 2 || !refrain_sort_from_string (parts[0], &query->sort))
    return;

  query->ascending = g_str_equal (parts[1], "asc");
  g_settings_set_string (self->settings, "sort", parts[0]);
  g_settings_set_boolean (self->settings, "sort-ascending", query->ascending);
  refrain_clip_list_set_query (self->list, query);
}

static void
refresh_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  refrain_clip_list_refresh (REFRAIN_SONGS_PAGE (widget)->list);
}

static void
clear_search_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  refrain_songs_page_stop_search (REFRAIN_SONGS_PAGE (widget));
}

static void
unselect_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_selection_model_unselect_all (REFRAIN_SONGS_PAGE (widget)->selection);
}

static void
save_clips (RefrainSongsPage *self, gboolean all)
{
  g_autoptr (GPtrArray) clips = NULL;

  if (all)
    {
      clips = g_ptr_array_new_with_free_func (g_object_unref);
      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
        g_ptr_array_add (clips, g_list_model_get_item (G_LIST_MODEL (self->list), i));
    }
  else
    clips = refrain_songs_page_get_selected (self);

  for (guint i = 0; i < clips->len; i++)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.save-clip", "(xu)",
                                refrain_clip_get_row_id (g_ptr_array_index (clips, i)), 0u);
}

static void
save_selected_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  save_clips (REFRAIN_SONGS_PAGE (widget), FALSE);
}

static void
save_all_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  save_clips (REFRAIN_SONGS_PAGE (widget), TRUE);
}

static void
verdict_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainSongsPage *self = REFRAIN_SONGS_PAGE (widget);
  g_autoptr (GPtrArray) clips = refrain_songs_page_get_selected (self);

  for (guint i = 0; i < clips->len; i++)
    gtk_widget_activate_action (widget, "win.verdict", "(xs)",
                                refrain_clip_get_row_id (g_ptr_array_index (clips, i)),
                                g_variant_get_string (parameter, NULL));
}

/* Private to the page. */
void
refrain_songs_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "songs.toggle-mode", NULL, toggle_mode_cb);
  gtk_widget_class_install_action (widget_class, "songs.sort", "s", sort_cb);
  gtk_widget_class_install_action (widget_class, "songs.refresh", NULL, refresh_cb);
  gtk_widget_class_install_action (widget_class, "songs.clear-search", NULL, clear_search_cb);
  gtk_widget_class_install_action (widget_class, "songs.unselect", NULL, unselect_cb);
  gtk_widget_class_install_action (widget_class, "songs.save-selected", NULL, save_selected_cb);
  gtk_widget_class_install_action (widget_class, "songs.save-all", NULL, save_all_cb);
  gtk_widget_class_install_action (widget_class, "songs.verdict", "s", verdict_cb);
}
