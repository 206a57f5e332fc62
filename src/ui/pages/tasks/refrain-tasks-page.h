/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"
#include "refrain-error-presenter.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_TASKS_PAGE (refrain_tasks_page_get_type ())
G_DECLARE_FINAL_TYPE (RefrainTasksPage, refrain_tasks_page, REFRAIN, TASKS_PAGE, GtkWidget)

GtkWidget *refrain_tasks_page_new (RefrainContext *context, RefrainErrorPresenter *presenter);
AdwHeaderBar *refrain_tasks_page_get_header (RefrainTasksPage *self);
void refrain_tasks_page_reveal (RefrainTasksPage *self, gint64 task_row);
void refrain_tasks_page_start_search (RefrainTasksPage *self);
gboolean refrain_tasks_page_step_back (RefrainTasksPage *self);
void refrain_tasks_page_set_error (RefrainTasksPage *self, const GError *error);

G_END_DECLS
