/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"
#include "refrain-error-presenter.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_PREFERENCES_WINDOW (refrain_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (RefrainPreferencesWindow,
                      refrain_preferences_window,
                      REFRAIN,
                      PREFERENCES_WINDOW,
                      AdwPreferencesWindow)

GtkWidget *refrain_preferences_window_new (RefrainContext *context,
                                           RefrainErrorPresenter *presenter,
                                           GSettings *settings);

G_END_DECLS
