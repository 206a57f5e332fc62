/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-save-button.h"

#include "refrain-save-row.h"

#include <glib/gi18n-lib.h>

#define RING_RADIUS 13.0
#define RING_WIDTH 2.0

/**
 * RefrainSaveButton:
 *
 * A button for a header bar: a ring shows how far everything is that is being saved, and a list
 * shows each file. It is there as long as there is something to tell.
 */
struct _RefrainSaveButton
{
  GtkWidget parent_instance;

  RefrainSaver *saver; /* (owned) */
  GtkMenuButton *button;
  GtkImage *icon;
  GtkPopover *popover;
  GtkLabel *summary;
  GtkListView *list;
  GtkWidget *cancel_all;
  GtkWidget *clear;
};

G_DEFINE_FINAL_TYPE (RefrainSaveButton, refrain_save_button, GTK_TYPE_WIDGET)

typedef struct
{
  guint n_items;
  guint n_saved;
  guint n_failed;
  guint n_finished;
} Counts;

static Counts
count (RefrainSaveButton *self)
{
  GListModel *items = refrain_saver_get_items (self->saver);
  Counts counts = { .n_items = g_list_model_get_n_items (items) };

  for (guint i = 0; i < counts.n_items; i++)
    {
      g_autoptr (RefrainSaveItem) item = g_list_model_get_item (items, i);

      counts.n_finished += refrain_save_item_is_finished (item);
      counts.n_saved += refrain_save_item_get_state (item) == REFRAIN_SAVE_DONE;
      counts.n_failed += refrain_save_item_get_state (item) == REFRAIN_SAVE_FAILED;
    }

  return counts;
}

static char *
dup_summary (const Counts *counts)
{
  g_autofree char *saved = NULL;

  if (counts->n_finished < counts->n_items)
    /* Translators: "Saving 3 of 7 files" */
    return g_strdup_printf (
        ngettext ("Saving %u of %u file", "Saving %u of %u files", counts->n_items),
        counts->n_finished + 1, counts->n_items);

  saved = g_strdup_printf (ngettext ("%u file saved", "%u files saved", counts->n_saved),
                           counts->n_saved);
  if (counts->n_failed == 0)
    return g_steal_pointer (&saved);

  /* Translators: "5 files saved, 2 failed" */
  return g_strdup_printf (ngettext ("%s, %u failed", "%s, %u failed", counts->n_failed), saved,
                          counts->n_failed);
}

static void
update_cb (RefrainSaveButton *self)
{
  Counts counts = count (self);
  g_autofree char *summary = dup_summary (&counts);
  gboolean unfinished = counts.n_finished < counts.n_items;

  /* A list that is open stays until it is closed. */
  if (counts.n_items == 0)
    gtk_popover_popdown (self->popover);
  gtk_widget_set_visible (GTK_WIDGET (self), counts.n_items > 0);
  gtk_image_set_from_icon_name (self->icon, unfinished            ? "folder-download-symbolic"
                                            : counts.n_failed > 0 ? "dialog-warning-symbolic"
                                                                  : "emblem-ok-symbolic");
  gtk_label_set_text (self->summary, summary);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), summary);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  summary, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, summary,
                                  -1);
  gtk_widget_set_visible (self->cancel_all, unfinished);
  gtk_widget_set_visible (self->clear, counts.n_finished > 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item, refrain_save_row_new ());
  gtk_list_item_set_selectable (item, FALSE);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  refrain_save_row_set_item (REFRAIN_SAVE_ROW (gtk_list_item_get_child (item)),
                             gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  refrain_save_row_set_item (REFRAIN_SAVE_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
cancel_all_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  refrain_saver_cancel_all (REFRAIN_SAVE_BUTTON (widget)->saver);
}

static void
clear_finished_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  refrain_saver_clear_finished (REFRAIN_SAVE_BUTTON (widget)->saver);
}

static void
draw_ring (RefrainSaveButton *self, cairo_t *cr, double fraction)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  double top = -G_PI / 2;
  GdkRGBA track;
  GdkRGBA done;

  gtk_style_context_get_color (style, &track);
  if (!gtk_style_context_lookup_color (style, "accent_color", &done))
    done = track;
  track.alpha *= 0.2f;

  cairo_set_line_width (cr, RING_WIDTH);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  gdk_cairo_set_source_rgba (cr, &track);
  cairo_arc (cr, 0, 0, RING_RADIUS, 0, 2 * G_PI);
  cairo_stroke (cr);
  if (fraction <= 0)
    return;

  gdk_cairo_set_source_rgba (cr, &done);
  cairo_arc (cr, 0, 0, RING_RADIUS, top, top + 2 * G_PI * MIN (fraction, 1.0));
  cairo_stroke (cr);
}

static void
refrain_save_button_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RefrainSaveButton *self = REFRAIN_SAVE_BUTTON (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  cairo_t *cr;

  GTK_WIDGET_CLASS (refrain_save_button_parent_class)->snapshot (widget, snapshot);
  if (refrain_saver_get_n_unfinished (self->saver) == 0)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  cairo_translate (cr, width / 2.0, height / 2.0);
  draw_ring (self, cr, refrain_saver_get_fraction (self->saver));
  cairo_destroy (cr);
}

static void
refrain_save_button_dispose (GObject *object)
{
  RefrainSaveButton *self = REFRAIN_SAVE_BUTTON (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), REFRAIN_TYPE_SAVE_BUTTON);
  /* Its list empties when the saver goes with us. */
  if (self->saver != NULL)
    g_signal_handlers_disconnect_by_data (refrain_saver_get_items (self->saver), self);
  g_clear_object (&self->saver);

  G_OBJECT_CLASS (refrain_save_button_parent_class)->dispose (object);
}

static void
refrain_save_button_class_init (RefrainSaveButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = refrain_save_button_dispose;
  widget_class->snapshot = refrain_save_button_snapshot;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/refrain_music/Refrain/ui/widgets/refrain-save-button.ui");
  gtk_widget_class_bind_template_child (widget_class, RefrainSaveButton, button);
  gtk_widget_class_bind_template_child (widget_class, RefrainSaveButton, icon);
  gtk_widget_class_bind_template_child (widget_class, RefrainSaveButton, popover);
  gtk_widget_class_bind_template_child (widget_class, RefrainSaveButton, summary);
  gtk_widget_class_bind_template_child (widget_class, RefrainSaveButton, list);
  gtk_widget_class_bind_template_child (widget_class, RefrainSaveButton, cancel_all);
  gtk_widget_class_bind_template_child (widget_class, RefrainSaveButton, clear);
  gtk_widget_class_install_action (widget_class, "saves.cancel-all", NULL, cancel_all_cb);
  gtk_widget_class_install_action (widget_class, "saves.clear-finished", NULL, clear_finished_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
refrain_save_button_init (RefrainSaveButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * refrain_save_button_new:
 * @context: the services
 *
 * Returns: (transfer floating): the button; it hides while nothing is listed
 */
GtkWidget *
refrain_save_button_new (RefrainContext *context)
{
  RefrainSaveButton *self = g_object_new (REFRAIN_TYPE_SAVE_BUTTON, NULL);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;
  GListModel *items;

  self->saver = g_object_ref (refrain_context_get_saver (context));
  items = refrain_saver_get_items (self->saver);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  selection = gtk_no_selection_new (g_object_ref (items));
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));

  g_signal_connect_object (items, "items-changed", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->saver, "notify::n-unfinished", G_CALLBACK (update_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->saver, "notify::fraction", G_CALLBACK (gtk_widget_queue_draw),
                           self, G_CONNECT_SWAPPED);
  update_cb (self);
  return GTK_WIDGET (self);
}
