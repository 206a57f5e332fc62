/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_NOTIFIER (refrain_notifier_get_type ())
G_DECLARE_FINAL_TYPE (RefrainNotifier, refrain_notifier, REFRAIN, NOTIFIER, GObject)

/** RefrainShownFunc: tells whether the user sees a task anyway. */
typedef gboolean (*RefrainShownFunc) (RefrainTask *task, gpointer user_data);

RefrainNotifier *refrain_notifier_new (GApplication *application,
                                       RefrainContext *context,
                                       GSettings *settings,
                                       RefrainShownFunc is_shown,
                                       gpointer user_data);

G_END_DECLS
