/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-sidebar.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainSidebar:
 *
 * The views of the library with their counts. Choosing one activates "win.show-view".
 */
struct _RefrainSidebar
{
  GtkWidget parent_instance;

  GtkListBox *list;        /* (unowned): our only child's child */
  RefrainLibrary *library; /* (owned) */
  gboolean selecting;      /* by us, not by the user */
};

G_DEFINE_FINAL_TYPE (RefrainSidebar, refrain_sidebar, GTK_TYPE_WIDGET)

typedef struct
{
  const char *view;
  const char *icon_name;
  const char *title;
} Entry;

static const Entry entries[] = {
  { "create", "refrain-create-symbolic", N_ ("Create") },
  { "songs", "refrain-songs-symbolic", N_ ("All Songs") },
  { "unheard", "refrain-unheard-symbolic", N_ ("Unheard") },
  { "keepers", "refrain-heart-symbolic", N_ ("Keepers") },
  { "at-risk", "refrain-at-risk-symbolic", N_ ("At Risk") },
  { "tasks", "refrain-tasks-symbolic", N_ ("Tasks") },
};

static guint
get_count (const RefrainCounts *counts, guint index)
{
  const guint numbers[G_N_ELEMENTS (entries)] = {
    0,
    counts->all,
    counts->unheard,
    counts->keepers,
    counts->at_risk,
    counts->running_tasks + counts->attention_tasks,
  };

  return numbers[index];
}

static void
update_counts (RefrainSidebar *self)
{
  const RefrainCounts *counts = refrain_library_get_counts (self->library);

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);
      GtkWidget *label = gtk_widget_get_last_child (gtk_list_box_row_get_child (row));
      guint count = get_count (counts, i);
      g_autofree char *text = count > 0 ? g_strdup_printf ("%u", count) : g_strdup ("");
      g_autofree char *name = count > 0 ? g_strdup_printf ("%s, %u", _ (entries[i].title), count)
                                        : g_strdup (_ (entries[i].title));

      gtk_label_set_text (GTK_LABEL (label), text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
    }
}

static void
row_selected_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  RefrainSidebar *self = user_data;

  if (row != NULL && !self->selecting)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-view", "s",
                                entries[gtk_list_box_row_get_index (row)].view);
}

/* A view that is chosen already is shown all the same: the user may be on a song's page. */
static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  gtk_widget_activate_action (GTK_WIDGET (user_data), "win.show-view", "s",
                              entries[gtk_list_box_row_get_index (row)].view);
}

static GtkWidget *
build_row (const Entry *entry)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (_ (entry->title));
  GtkWidget *count = gtk_label_new (NULL);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (entry->icon_name));
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}

static void
refrain_sidebar_dispose (GObject *object)
{
  RefrainSidebar *self = REFRAIN_SIDEBAR (object);
  GtkWidget *child;

  self->selecting = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (refrain_sidebar_parent_class)->dispose (object);
}

static void
refrain_sidebar_class_init (RefrainSidebarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = refrain_sidebar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
refrain_sidebar_init (RefrainSidebar *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Views"), -1);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    gtk_list_box_append (self->list, build_row (&entries[i]));
  g_signal_connect (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_parent (scroller, GTK_WIDGET (self));
}

/**
 * refrain_sidebar_new:
 * @library: the library, for its counts
 *
 * Returns: (transfer floating): a sidebar
 */
RefrainSidebar *
refrain_sidebar_new (RefrainLibrary *library)
{
  RefrainSidebar *self = g_object_new (REFRAIN_TYPE_SIDEBAR, NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "counts-changed", G_CALLBACK (update_counts), self,
                           G_CONNECT_SWAPPED);
  update_counts (self);
  return self;
}

/**
 * refrain_sidebar_select:
 * @self: a sidebar
 * @view: the view that is shown
 */
void
refrain_sidebar_select (RefrainSidebar *self, const char *view)
{
  g_return_if_fail (REFRAIN_IS_SIDEBAR (self));

  self->selecting = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      if (g_str_equal (entries[i].view, view))
        gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) i));
    }
  self->selecting = FALSE;
}
