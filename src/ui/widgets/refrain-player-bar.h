/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_PLAYER_BAR (refrain_player_bar_get_type ())
G_DECLARE_FINAL_TYPE (RefrainPlayerBar, refrain_player_bar, REFRAIN, PLAYER_BAR, GtkWidget)

GtkWidget *refrain_player_bar_new (RefrainContext *context);
void refrain_player_bar_attach (RefrainPlayerBar *self, RefrainPlayback *playback);
void refrain_player_bar_set_settings (RefrainPlayerBar *self, GSettings *settings);
gboolean refrain_player_bar_get_revealed (RefrainPlayerBar *self);

G_END_DECLS
