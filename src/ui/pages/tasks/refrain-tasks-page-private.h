/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-task-rows.h"
#include "refrain-tasks-page.h"

G_BEGIN_DECLS

struct _RefrainTasksPage
{
  GtkWidget parent_instance;

  RefrainContext *context;          /* (owned) */
  RefrainErrorPresenter *presenter; /* (owned) */
  RefrainTaskRows *rows;            /* (owned) (nullable) */
  GPtrArray *widgets;               /* (owned) (element-type RefrainTaskRow) (unowned elements) */
  GPtrArray *removed;        /* (owned) (nullable) (element-type RefrainTask): can be undone */
  GCancellable *cancellable; /* (owned) */
  GError *error;             /* (owned) (nullable): why the tasks cannot be read */
  GtkWidget *content;
  AdwHeaderBar *header;
  AdwWindowTitle *title;
  GtkMenuButton *menu_button;
  GMenu *gateways; /* a section of the menu */
  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkWidget *filter_row;
  GtkBox *chips;
  GtkWidget *show_chips[REFRAIN_N_TASK_SHOWS]; /* (unowned) */
  GtkWidget *kind_chip;                        /* (unowned) */
  GtkWidget *gateway_chip;                     /* (unowned) */
  GtkStack *stack;
  AdwStatusPage *error_page;
  GtkListView *list;
  GtkActionBar *selection_bar; /* (unowned) (nullable): made when it is first needed */
  GtkLabel *selection_label;   /* (unowned) (nullable): in it */
  guint tick_source;
  guint narrow_source;
  guint reveal_source;
  gint64 revealed; /* the task's row that is scrolled to */
  gboolean narrow;
  gboolean selecting;
};

char *refrain_tasks_page_dup_state (RefrainTasksPage *self, const char *name);
void refrain_tasks_page_set_state (RefrainTasksPage *self, const char *name, const char *value);
void refrain_tasks_page_install_filter (GtkWidgetClass *widget_class);
void refrain_tasks_page_set_up_filter (RefrainTasksPage *self);
void refrain_tasks_page_update_filter (RefrainTasksPage *self);
void refrain_tasks_page_clear_filter (RefrainTasksPage *self);
void refrain_tasks_page_install_actions (GtkWidgetClass *widget_class);
void refrain_tasks_page_remove (RefrainTasksPage *self, GPtrArray *tasks);
void refrain_tasks_page_update_selection (RefrainTasksPage *self);
void refrain_tasks_page_set_selecting (RefrainTasksPage *self, gboolean selecting);

G_END_DECLS
