/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_WINDOW (refrain_window_get_type ())
G_DECLARE_FINAL_TYPE (RefrainWindow, refrain_window, REFRAIN, WINDOW, AdwApplicationWindow)

RefrainWindow *
refrain_window_new (AdwApplication *application, RefrainContext *context, GSettings *settings);
void refrain_window_open_library (RefrainWindow *self, gboolean start_demo);
gboolean refrain_window_shows_task (RefrainWindow *self, RefrainTask *task);

G_END_DECLS
