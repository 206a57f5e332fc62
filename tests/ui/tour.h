/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-window-private.h"

typedef struct
{
  AdwApplication *application;
  RefrainContext *context;
  RefrainWindow *window;
  GSettings *settings;
  const char *picture_dir;
  gboolean only_create;
} Tour;

typedef gboolean (*TourCondition) (Tour *tour);

void tour_wait_for (Tour *tour, TourCondition condition, const char *what);
void tour_take_picture_of (Tour *tour, GtkWidget *widget, const char *name);
void tour_take_picture (Tour *tour, const char *name);
void tour_take_all_sizes (Tour *tour, const char *name);
void tour_activate_row (Tour *tour, const char *action, RefrainClip *clip);
void tour_show_view (Tour *tour, const char *view);
RefrainClip *tour_find_clip (Tour *tour, const char *task_id, guint take);
GtkWindow *tour_find_dialog (Tour *tour);
void tour_visit_create (Tour *tour);
