/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-songs-page-private.h"

#include "refrain-songs-factory.h"
#include "refrain-songs-state.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A first answer that takes longer than this shows that it is awaited. */
#define SLOW_MILLISECONDS 200
/* What a window of usual size shows at first. */
#define FIRST_ROWS 12
#define NARROW_WIDTH 640
/* Below this width the header bar keeps what is used most; the menu has the rest. */
#define COMPACT_WIDTH 440

/**
 * RefrainSongsPage:
 *
 * The songs of one view, as a grid of cards or a list of rows, with search, order and selection.
 */
G_DEFINE_FINAL_TYPE (RefrainSongsPage, refrain_songs_page, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_NARROW = 1,
} RefrainSongsPageProperty;

static GParamSpec *properties[PROP_NARROW + 1];

static void
update_title (RefrainSongsPage *self)
{
  const RefrainQuery *query = refrain_clip_list_get_query (self->list);
  guint n_items = 0;
  g_autofree char *count = NULL;

  refrain_clip_list_get_rows (self->list, &n_items);

  if (refrain_clip_list_is_ready (self->list))
    count = g_strdup_printf (ngettext ("%u song", "%u songs", n_items), n_items);
  adw_window_title_set_title (self->title, refrain_songs_view_title (query->view));
  adw_window_title_set_subtitle (self->title, count != NULL ? count : "");
}

static void
ensure_status (RefrainSongsPage *self)
{
  if (self->status != NULL)
    return;

  self->status = ADW_STATUS_PAGE (adw_status_page_new ());
  self->status_button = GTK_BUTTON (gtk_button_new ());
  gtk_button_set_use_underline (self->status_button, TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->status_button), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->status_button), "pill");
  adw_status_page_set_child (self->status, GTK_WIDGET (self->status_button));
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->status), "status");
}

static void
update_state (RefrainSongsPage *self)
{
  g_auto (RefrainSongsState) state = { NULL };

  refrain_songs_state_compute (&state, self->list, self->grid_mode, self->slow);
  if (state.title != NULL)
    {
      g_autofree char *escaped = state.description != NULL
                                     ? g_markup_escape_text (state.description, -1)
                                     : NULL;

      ensure_status (self);
      adw_status_page_set_icon_name (self->status, state.icon_name);
      adw_status_page_set_title (self->status, state.title);
      adw_status_page_set_description (self->status, escaped);
      gtk_widget_set_visible (GTK_WIDGET (self->status_button), state.button_label != NULL);
      if (state.button_label != NULL)
        {
          gtk_button_set_label (self->status_button, state.button_label);
          gtk_actionable_set_action_name (GTK_ACTIONABLE (self->status_button), state.action_name);
        }
    }
  gtk_stack_set_visible_child_name (self->stack, state.page);
  /* A spinner out of sight would go on asking for frames. */
  gtk_spinner_set_spinning (self->spinner, g_str_equal (state.page, "loading"));
  update_title (self);
}

static void
update_mode_button (RefrainSongsPage *self)
{
  const char *text = self->grid_mode ? _ ("Show as List") : _ ("Show as Grid");

  gtk_button_set_icon_name (self->mode_button,
                            self->grid_mode ? "view-list-symbolic" : "view-grid-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->mode_button), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->mode_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

static void
ensure_selection_bar (RefrainSongsPage *self)
{
  g_autoptr (GtkBuilder) builder = NULL;

  if (self->selection_bar != NULL)
    return;

  builder = gtk_builder_new_from_resource (
      "/io/github/refrain_music/Refrain/ui/pages/songs/refrain-selection-bar.ui");
  self->selection_bar = GTK_ACTION_BAR (gtk_builder_get_object (builder, "selection_bar"));
  self->selection_label = GTK_LABEL (gtk_builder_get_object (builder, "selection_label"));
  gtk_widget_set_parent (GTK_WIDGET (self->selection_bar), GTK_WIDGET (self));
}

static void
selection_changed_cb (RefrainSongsPage *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);
  guint n_selected = (guint) gtk_bitset_get_size (selected);
  g_autofree char *text = g_strdup_printf (
      ngettext ("%u song selected", "%u songs selected", n_selected), n_selected);

  if (n_selected <= 1 && self->selection_bar == NULL)
    return;

  ensure_selection_bar (self);
  gtk_label_set_text (self->selection_label, text);
  gtk_action_bar_set_revealed (self->selection_bar, n_selected > 1);
}

/* Runs outside of the allocation, in which a grid must not be told to change. */
static gboolean
columns_cb (gpointer user_data)
{
  RefrainSongsPage *self = user_data;
  guint columns = refrain_songs_columns_for_width (self->width);

  self->columns_source = 0;
  if (gtk_grid_view_get_max_columns (self->grid) != columns)
    {
      gtk_grid_view_set_min_columns (self->grid, MIN (columns, 2));
      gtk_grid_view_set_max_columns (self->grid, columns);
      gtk_grid_view_set_min_columns (self->grid, columns);
    }
  gtk_widget_set_visible (self->sort_button, self->width >= COMPACT_WIDTH);
  gtk_widget_set_visible (GTK_WIDGET (self->mode_button), self->width >= COMPACT_WIDTH);
  if (self->narrow != (self->width < NARROW_WIDTH))
    {
      self->narrow = !self->narrow;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
    }

  return G_SOURCE_REMOVE;
}

/* A scrolled view tells its width by its adjustment, in the middle of an allocation. */
static void
page_size_changed_cb (GtkAdjustment *adjustment, GParamSpec *pspec, gpointer user_data)
{
  RefrainSongsPage *self = user_data;
  int width = (int) gtk_adjustment_get_page_size (adjustment);

  if (width <= 1 || width == self->width)
    return;

  self->width = width;
  if (self->columns_source == 0)
    self->columns_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, columns_cb, self, NULL);
}

static gboolean
slow_cb (gpointer user_data)
{
  RefrainSongsPage *self = user_data;

  self->slow_source = 0;
  self->slow = TRUE;
  update_state (self);
  return G_SOURCE_REMOVE;
}

static void
activated_cb (GtkWidget *view, guint position, gpointer user_data)
{
  RefrainSongsPage *self = user_data;
  g_autoptr (RefrainClip) clip = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  if (clip != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-clip", "x",
                                refrain_clip_get_row_id (clip));
}

static void
search_changed_cb (GtkSearchEntry *entry, gpointer user_data)
{
  RefrainSongsPage *self = user_data;
  g_autoptr (RefrainQuery) query = refrain_query_copy (refrain_clip_list_get_query (self->list));

  g_free (query->text);
  query->text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
  refrain_clip_list_set_query (self->list, query);
}

/* Views are made when they are first shown: most people use one of the two. */
static void
attach_view (RefrainSongsPage *self)
{
  RefrainCovers *covers = refrain_context_get_covers (self->context);
  g_autoptr (GtkListItemFactory) factory = NULL;

  if (self->grid_mode && gtk_grid_view_get_model (self->grid) == NULL)
    {
      factory = refrain_songs_factory_new_cards (covers);
      gtk_grid_view_set_factory (self->grid, factory);
      gtk_grid_view_set_model (self->grid, self->selection);
    }
  else if (!self->grid_mode && gtk_list_view_get_model (self->list_view) == NULL)
    {
      factory = refrain_songs_factory_new_rows (covers, GTK_WIDGET (self));
      gtk_list_view_set_factory (self->list_view, factory);
      gtk_list_view_set_model (self->list_view, self->selection);
    }
}

static void
mode_changed_cb (RefrainSongsPage *self)
{
  g_autofree char *mode = g_settings_get_string (self->settings, "view-mode");

  self->grid_mode = !g_str_equal (mode, "list");
  attach_view (self);
  update_mode_button (self);
  update_state (self);
}

/* A menu's widgets are made when it is opened: they would cost as much as a row of songs. */
static void
create_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (
      "/io/github/refrain_music/Refrain/ui/pages/songs/refrain-songs-menus.ui");

  gtk_menu_button_set_menu_model (button,
                                  G_MENU_MODEL (gtk_builder_get_object (builder, user_data)));
}

static void
refrain_songs_page_dispose (GObject *object)
{
  RefrainSongsPage *self = REFRAIN_SONGS_PAGE (object);
  GtkWidget *child;

  g_clear_handle_id (&self->slow_source, g_source_remove);
  g_clear_handle_id (&self->columns_source, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->settings);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (refrain_songs_page_parent_class)->dispose (object);
}

static void
refrain_songs_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((RefrainSongsPageProperty) prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, REFRAIN_SONGS_PAGE (object)->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/pages/songs/refrain-songs-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainSongsPage, header);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongsPage, title);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongsPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongsPage, sort_button);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongsPage, mode_button);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongsPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongsPage, grid);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongsPage, grid_scroller);
  gtk_widget_class_bind_template_child (widget_class, RefrainSongsPage, list_scroller);
  gtk_widget_class_bind_template_child_full (widget_class, "list", FALSE,
                                             G_STRUCT_OFFSET (RefrainSongsPage, list_view));
  gtk_widget_class_bind_template_child (widget_class, RefrainSongsPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
refrain_songs_page_class_init (RefrainSongsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = refrain_songs_page_dispose;
  object_class->get_property = refrain_songs_page_get_property;

  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                      | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  bind_template (widget_class);
  refrain_songs_page_install_actions (widget_class);
}

static void
refrain_songs_page_init (RefrainSongsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu_cb,
                                         (gpointer) "primary_menu", NULL);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->sort_button), create_menu_cb,
                                         (gpointer) "sort_menu", NULL);
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->grid_scroller),
                           "notify::page-size", G_CALLBACK (page_size_changed_cb), self, 0);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->list_scroller),
                           "notify::page-size", G_CALLBACK (page_size_changed_cb), self, 0);
}

/**
 * refrain_songs_page_new:
 * @context: the services
 * @settings: how songs are shown
 *
 * Returns: (transfer floating): a page that asks for all songs
 */
RefrainSongsPage *
refrain_songs_page_new (RefrainContext *context, GSettings *settings)
{
  RefrainSongsPage *self = g_object_new (REFRAIN_TYPE_SONGS_PAGE, NULL);
  g_autoptr (RefrainQuery) query = refrain_query_new ();
  g_autofree char *sort = g_settings_get_string (settings, "sort");

  self->context = g_object_ref (context);
  self->settings = g_object_ref (settings);
  self->list = refrain_library_create_clip_list (refrain_context_get_library (context));
  self->selection = GTK_SELECTION_MODEL (
      gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->list))));
  g_signal_connect_object (self->list, "notify::ready", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::view-mode", G_CALLBACK (mode_changed_cb), self,
                           G_CONNECT_SWAPPED);

  refrain_sort_from_string (sort, &query->sort);
  query->ascending = g_settings_get_boolean (settings, "sort-ascending");
  refrain_clip_list_set_first_rows (self->list, FIRST_ROWS);
  self->slow_source = g_timeout_add (SLOW_MILLISECONDS, slow_cb, self);
  refrain_clip_list_set_query (self->list, query);
  mode_changed_cb (self);
  return self;
}

/**
 * refrain_songs_page_get_header:
 * @self: a page
 *
 * Returns: (transfer none): its header bar, for the window's own buttons
 */
AdwHeaderBar *
refrain_songs_page_get_header (RefrainSongsPage *self)
{
  g_return_val_if_fail (REFRAIN_IS_SONGS_PAGE (self), NULL);

  return self->header;
}

/**
 * refrain_songs_page_get_list:
 * @self: a page
 *
 * Returns: (transfer none): the songs in the order in which they are shown
 */
RefrainClipList *
refrain_songs_page_get_list (RefrainSongsPage *self)
{
  g_return_val_if_fail (REFRAIN_IS_SONGS_PAGE (self), NULL);

  return self->list;
}

/**
 * refrain_songs_page_set_view:
 * @self: a page
 * @view: which songs to show
 */
void
refrain_songs_page_set_view (RefrainSongsPage *self, RefrainView view)
{
  g_autoptr (RefrainQuery) query = NULL;

  g_return_if_fail (REFRAIN_IS_SONGS_PAGE (self));

  query = refrain_query_copy (refrain_clip_list_get_query (self->list));
  if (query->view == view)
    return;

  query->view = view;
  refrain_clip_list_set_query (self->list, query);
  update_title (self);
}

/**
 * refrain_songs_page_start_search:
 * @self: a page
 *
 * Shows the search and puts the cursor into it.
 */
void
refrain_songs_page_start_search (RefrainSongsPage *self)
{
  g_return_if_fail (REFRAIN_IS_SONGS_PAGE (self));

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/**
 * refrain_songs_page_stop_search:
 * @self: a page
 *
 * Returns: whether there was a search to end
 */
gboolean
refrain_songs_page_stop_search (RefrainSongsPage *self)
{
  g_return_val_if_fail (REFRAIN_IS_SONGS_PAGE (self), FALSE);

  if (!gtk_search_bar_get_search_mode (self->search_bar))
    return FALSE;

  gtk_editable_set_text (self->search_entry, "");
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  return TRUE;
}

/**
 * refrain_songs_page_set_key_capture:
 * @self: a page
 * @widget: (nullable): where typing starts a search
 */
void
refrain_songs_page_set_key_capture (RefrainSongsPage *self, GtkWidget *widget)
{
  g_return_if_fail (REFRAIN_IS_SONGS_PAGE (self));

  gtk_search_bar_set_key_capture_widget (self->search_bar, widget);
}

/**
 * refrain_songs_page_get_selected:
 * @self: a page
 *
 * Returns: (transfer full) (element-type RefrainClip): the selected songs, in their order
 */
GPtrArray *
refrain_songs_page_get_selected (RefrainSongsPage *self)
{
  g_autoptr (GtkBitset) selected = NULL;
  GPtrArray *clips = g_ptr_array_new_with_free_func (g_object_unref);
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (REFRAIN_IS_SONGS_PAGE (self), clips);

  selected = gtk_selection_model_get_selection (self->selection);
  if (gtk_bitset_iter_init_first (&iter, selected, &position))
    {
      do
        g_ptr_array_add (clips, g_list_model_get_item (G_LIST_MODEL (self->list), position));
      while (gtk_bitset_iter_next (&iter, &position));
    }

  return clips;
}

/**
 * refrain_songs_page_focus:
 * @self: a page
 *
 * Moves the focus to the songs.
 */
void
refrain_songs_page_focus (RefrainSongsPage *self)
{
  g_return_if_fail (REFRAIN_IS_SONGS_PAGE (self));

  gtk_widget_grab_focus (self->grid_mode ? GTK_WIDGET (self->grid) : GTK_WIDGET (self->list_view));
}
