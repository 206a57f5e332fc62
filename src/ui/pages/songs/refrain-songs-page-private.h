/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-songs-page.h"

G_BEGIN_DECLS

struct _RefrainSongsPage
{
  GtkWidget parent_instance;

  AdwHeaderBar *header;             /* (unowned): template child */
  AdwWindowTitle *title;            /* (unowned): template child */
  GtkMenuButton *menu_button;       /* (unowned): template child */
  GtkWidget *sort_button;           /* (unowned): template child */
  GtkButton *mode_button;           /* (unowned): template child */
  GtkSearchBar *search_bar;         /* (unowned): template child */
  GtkEditable *search_entry;        /* (unowned): template child */
  GtkStack *stack;                  /* (unowned): template child */
  GtkGridView *grid;                /* (unowned): template child */
  GtkListView *list_view;           /* (unowned): template child */
  GtkScrolledWindow *grid_scroller; /* (unowned): template child */
  GtkScrolledWindow *list_scroller; /* (unowned): template child */
  AdwStatusPage *status;            /* (unowned) (nullable): made when first needed */
  GtkButton *status_button;         /* (unowned) (nullable): made when first needed */
  GtkSpinner *spinner;              /* (unowned): template child */
  GtkActionBar *selection_bar;      /* (unowned) (nullable): made when first needed */
  GtkLabel *selection_label;        /* (unowned) (nullable): made when first needed */
  RefrainContext *context;          /* (owned) */
  GSettings *settings;              /* (owned) */
  RefrainClipList *list;            /* (owned) */
  GtkSelectionModel *selection;     /* (owned) */
  guint slow_source;
  guint columns_source;
  int width;
  gboolean slow;
  gboolean grid_mode;
  gboolean narrow;
};

void refrain_songs_page_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
