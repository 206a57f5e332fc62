/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_BACKGROUND (refrain_background_get_type ())
G_DECLARE_FINAL_TYPE (RefrainBackground, refrain_background, REFRAIN, BACKGROUND, GObject)

RefrainBackground *
refrain_background_new (GtkApplication *application, RefrainContext *context, GSettings *settings);
void refrain_background_look_after (RefrainBackground *self, GtkWindow *window);
void refrain_background_stay (RefrainBackground *self);
gboolean refrain_background_is_holding (RefrainBackground *self);
void refrain_background_quit (RefrainBackground *self);

G_END_DECLS
