/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-window-private.h"

#include "refrain-clip-card.h"
#include "refrain-clip-row.h"
#include "refrain-save-button.h"
#include "refrain-song-page.h"

#include <glib/gi18n-lib.h>

/* Which page is shown: views by the sidebar, songs on top of them, Back. */

static const struct
{
  const char *name;
  RefrainView view;
} song_views[] = {
  { "songs", REFRAIN_VIEW_ALL },
  { "unheard", REFRAIN_VIEW_UNHEARD },
  { "keepers", REFRAIN_VIEW_KEEPERS },
  { "at-risk", REFRAIN_VIEW_AT_RISK },
};

/* Each page's header bar gets the sidebar's button and that of the saving. */
static void
fill_header (RefrainWindow *self, AdwHeaderBar *header)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (button), "sidebar-show-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Show Sidebar"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Show Sidebar"), -1);
  g_object_bind_property (self->flap, "reveal-flap", button, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->flap, "folded", button, "visible", G_BINDING_SYNC_CREATE);
  adw_header_bar_pack_start (header, button);
  adw_header_bar_pack_end (header, GTK_WIDGET (refrain_save_button_new (self->context)));
}

static void
ensure_songs_page (RefrainWindow *self)
{
  if (self->songs_page != NULL)
    return;

  self->songs_page = refrain_songs_page_new (self->context, self->settings);
  fill_header (self, refrain_songs_page_get_header (self->songs_page));
  refrain_songs_page_set_key_capture (self->songs_page, GTK_WIDGET (self->songs_page));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->songs_page), "songs");
}

static void
ensure_tasks_page (RefrainWindow *self)
{
  if (self->tasks_page != NULL)
    return;

  self->tasks_page = REFRAIN_TASKS_PAGE (refrain_tasks_page_new (self->context, self->presenter));
  fill_header (self, refrain_tasks_page_get_header (self->tasks_page));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->tasks_page), "tasks");
}

static void
ensure_create_page (RefrainWindow *self)
{
  if (self->create_page != NULL)
    return;

  self->create_page = REFRAIN_CREATE_PAGE (refrain_create_page_new (self->context));
  fill_header (self, refrain_create_page_get_header (self->create_page));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->create_page), "create");
}

/* What lies below the songs' pages. */
static GtkWidget *
get_view_page (RefrainWindow *self)
{
  if (g_str_equal (self->view, "tasks"))
    return GTK_WIDGET (self->tasks_page);

  return g_str_equal (self->view, "create") ? GTK_WIDGET (self->create_page)
                                            : GTK_WIDGET (self->songs_page);
}

static void
drop_song_pages (RefrainWindow *self)
{
  GtkWidget *page;

  while ((page = g_queue_pop_tail (&self->song_pages)) != NULL)
    gtk_stack_remove (self->stack, page);
}

/* Private to the window: shows a view of the sidebar. */
void
refrain_window_show_view (RefrainWindow *self, const char *view)
{
  ensure_songs_page (self);
  if (g_str_equal (view, "tasks"))
    {
      ensure_tasks_page (self);
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->tasks_page));
    }
  else if (g_str_equal (view, "create"))
    {
      ensure_create_page (self);
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->create_page));
      refrain_create_page_focus (self->create_page);
    }
  else
    {
      for (guint i = 0; i < G_N_ELEMENTS (song_views); i++)
        {
          if (g_str_equal (song_views[i].name, view))
            refrain_songs_page_set_view (self->songs_page, song_views[i].view);
        }
      gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->songs_page));
    }

  refrain_sidebar_select (self->sidebar, view);
  /* It may be our own copy that we were given. */
  if (view != self->view)
    {
      g_free (self->view);
      self->view = g_strdup (view);
    }
  drop_song_pages (self);
  if (self->narrow)
    adw_flap_set_reveal_flap (self->flap, FALSE);
}

/* Private to the window: leaves the first-run page. */
void
refrain_window_show_main (RefrainWindow *self)
{
  const char *shown = gtk_stack_get_visible_child_name (self->root_stack);

  if (g_strcmp0 (shown, "main") == 0)
    return;

  refrain_window_show_view (self, self->view);
  gtk_stack_set_visible_child_name (self->root_stack, "main");
}

/* Private to the window: one step back. Returns whether there was one. */
gboolean
refrain_window_go_back (RefrainWindow *self)
{
  GtkWidget *page = g_queue_pop_tail (&self->song_pages);
  GtkWidget *below = g_queue_peek_tail (&self->song_pages);

  if (page == NULL && g_str_equal (self->view, "tasks") && self->tasks_page != NULL)
    return refrain_tasks_page_step_back (self->tasks_page);
  if (page == NULL)
    return self->songs_page != NULL && refrain_songs_page_stop_search (self->songs_page);

  if (below == NULL)
    below = get_view_page (self);
  gtk_stack_set_visible_child (self->stack, below);
  gtk_stack_remove (self->stack, page);
  if (below == GTK_WIDGET (self->songs_page))
    refrain_songs_page_focus (self->songs_page);
  return TRUE;
}

/* Private to the window: the clip that the keyboard is on: a card, a row, or a song's page. */
RefrainClip *
refrain_window_get_focused_clip (RefrainWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *page = g_queue_peek_tail (&self->song_pages);

  if (page != NULL)
    return refrain_song_page_get_clip (REFRAIN_SONG_PAGE (page));
  /* A grid focuses its own cell; what we made is inside. */
  if (focus != NULL && gtk_widget_get_first_child (focus) != NULL && !REFRAIN_IS_CLIP_CARD (focus)
      && !REFRAIN_IS_CLIP_ROW (focus))
    focus = gtk_widget_get_first_child (focus);
  if (REFRAIN_IS_CLIP_CARD (focus))
    return refrain_clip_card_get_clip (REFRAIN_CLIP_CARD (focus));
  if (REFRAIN_IS_CLIP_ROW (focus))
    return refrain_clip_row_get_clip (REFRAIN_CLIP_ROW (focus));

  return NULL;
}

static void
show_view_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainWindow *self = REFRAIN_WINDOW (widget);

  refrain_window_show_main (self);
  refrain_window_show_view (self, g_variant_get_string (parameter, NULL));
}

static void
open_clip_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainWindow *self = REFRAIN_WINDOW (widget);
  g_autoptr (RefrainClip) clip = refrain_clip_pool_get (
      refrain_library_get_pool (refrain_context_get_library (self->context)),
      g_variant_get_int64 (parameter));
  RefrainSongPage *shown = g_queue_peek_tail (&self->song_pages);
  g_autofree char *name = NULL;
  GtkWidget *page;

  if (shown != NULL && refrain_song_page_get_clip (shown) == clip)
    return;
  if (!refrain_clip_is_loaded (clip))
    refrain_library_reload_clip (refrain_context_get_library (self->context),
                                 refrain_clip_get_row_id (clip));

  refrain_window_show_main (self);
  page = GTK_WIDGET (refrain_song_page_new (self->context, self->presenter, clip));
  name = g_strdup_printf ("song-%u", ++self->song_counter);
  gtk_stack_add_named (self->stack, page, name);
  gtk_stack_set_visible_child (self->stack, page);
  g_queue_push_tail (&self->song_pages, page);
  gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static void
open_task_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainWindow *self = REFRAIN_WINDOW (widget);

  refrain_window_show_main (self);
  refrain_window_show_view (self, "tasks");
  refrain_tasks_page_reveal (self->tasks_page, g_variant_get_int64 (parameter));
}

static void
back_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  refrain_window_go_back (REFRAIN_WINDOW (widget));
}

static void
search_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainWindow *self = REFRAIN_WINDOW (widget);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->root_stack), "main") != 0)
    return;
  if (g_str_equal (self->view, "create"))
    refrain_window_show_view (self, "songs");
  else
    refrain_window_show_view (self, self->view);
  if (g_str_equal (self->view, "tasks"))
    refrain_tasks_page_start_search (self->tasks_page);
  else
    refrain_songs_page_start_search (self->songs_page);
}

static void
toggle_sidebar_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  RefrainWindow *self = REFRAIN_WINDOW (widget);

  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
}

static void
fullscreen_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  if (gtk_window_is_fullscreen (GTK_WINDOW (widget)))
    gtk_window_unfullscreen (GTK_WINDOW (widget));
  else
    gtk_window_fullscreen (GTK_WINDOW (widget));
}

/**
 * refrain_window_shows_task:
 * @self: a window
 * @task: a task
 *
 * Returns: whether the page that is shown tells what becomes of the task: the list of tasks, the
 *   newest songs, or a song of it
 */
gboolean
refrain_window_shows_task (RefrainWindow *self, RefrainTask *task)
{
  RefrainSongPage *page;
  const RefrainClipRecord *record;

  g_return_val_if_fail (REFRAIN_IS_WINDOW (self), FALSE);

  page = g_queue_peek_tail (&self->song_pages);
  record = page != NULL ? refrain_clip_get_record (refrain_song_page_get_clip (page)) : NULL;
  if (page != NULL)
    return record != NULL && record->task_row == refrain_task_get_row_id (task);

  return g_str_equal (self->view, "tasks") || g_str_equal (self->view, "songs");
}

/* Private to the window: the actions that say what is shown. */
void
refrain_window_install_navigation (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-view", "s", show_view_cb);
  gtk_widget_class_install_action (widget_class, "win.open-clip", "x", open_clip_cb);
  gtk_widget_class_install_action (widget_class, "win.open-task", "x", open_task_cb);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "win.toggle-sidebar", NULL, toggle_sidebar_cb);
  gtk_widget_class_install_action (widget_class, "win.fullscreen", NULL, fullscreen_cb);
}
