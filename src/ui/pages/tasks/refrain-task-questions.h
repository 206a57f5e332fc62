/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"
#include "refrain-error-presenter.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void refrain_task_questions_submit_again (GtkWidget *widget,
                                          RefrainContext *context,
                                          RefrainErrorPresenter *presenter,
                                          GPtrArray *tasks);
void refrain_task_questions_find (RefrainContext *context,
                                  RefrainErrorPresenter *presenter,
                                  RefrainTask *task);
void refrain_task_questions_adopt (GtkWidget *widget,
                                   RefrainContext *context,
                                   RefrainErrorPresenter *presenter,
                                   RefrainTask *task);
void refrain_task_questions_dismiss (GtkWidget *widget, RefrainContext *context, RefrainTask *task);

G_END_DECLS
