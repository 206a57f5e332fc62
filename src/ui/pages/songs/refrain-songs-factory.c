/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-songs-factory.h"

#include "refrain-clip-card.h"
#include "refrain-clip-row.h"

/* What the grid and the list of songs make their cells of. */

static void
set_up_card_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item, refrain_clip_card_new (user_data));
}

/* The keyboard is on the cell, which is called by its class unless what is inside names it. */
static void
name_cell (GtkListItem *item)
{
  GtkWidget *child = gtk_list_item_get_child (item);
  GtkWidget *cell = gtk_widget_get_parent (child);

  if (cell != NULL)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                    child, NULL, -1);
}

static void
bind_card_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  name_cell (item);
  refrain_clip_card_set_clip (REFRAIN_CLIP_CARD (gtk_list_item_get_child (item)),
                              gtk_list_item_get_item (item));
}

static void
unbind_card_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  refrain_clip_card_set_clip (REFRAIN_CLIP_CARD (gtk_list_item_get_child (item)), NULL);
}

static void
set_up_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *row = refrain_clip_row_new (g_object_get_data (G_OBJECT (factory), "refrain-covers"));

  g_object_bind_property (user_data, "narrow", row, "narrow", G_BINDING_SYNC_CREATE);
  gtk_list_item_set_child (item, row);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  name_cell (item);
  refrain_clip_row_set_clip (REFRAIN_CLIP_ROW (gtk_list_item_get_child (item)),
                             gtk_list_item_get_item (item));
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  refrain_clip_row_set_clip (REFRAIN_CLIP_ROW (gtk_list_item_get_child (item)), NULL);
}

/**
 * refrain_songs_factory_new_cards:
 * @covers: cover art
 *
 * Returns: (transfer full): what makes a #RefrainClipCard of each clip
 */
GtkListItemFactory *
refrain_songs_factory_new_cards (RefrainCovers *covers)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_card_cb), covers, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_card_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_card_cb), NULL);
  return factory;
}

/**
 * refrain_songs_factory_new_rows:
 * @covers: cover art
 * @page: whose property "narrow" tells the rows whether there is room for columns
 *
 * Returns: (transfer full): what makes a #RefrainClipRow of each clip
 */
GtkListItemFactory *
refrain_songs_factory_new_rows (RefrainCovers *covers, GtkWidget *page)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_object_set_data_full (G_OBJECT (factory), "refrain-covers", g_object_ref (covers),
                          g_object_unref);
  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up_row_cb), page, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), NULL);
  return factory;
}
