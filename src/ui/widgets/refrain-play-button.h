/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_PLAY_BUTTON (refrain_play_button_get_type ())
G_DECLARE_FINAL_TYPE (RefrainPlayButton, refrain_play_button, REFRAIN, PLAY_BUTTON, GtkButton)

void refrain_play_button_set_state (RefrainPlayButton *self, gboolean wants, gboolean waits);

G_END_DECLS
