/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-playback.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_REPEAT_BUTTON (refrain_repeat_button_get_type ())
G_DECLARE_FINAL_TYPE (
    RefrainRepeatButton, refrain_repeat_button, REFRAIN, REPEAT_BUTTON, GtkToggleButton)

void refrain_repeat_button_set_repeat (RefrainRepeatButton *self, RefrainRepeat repeat);

G_END_DECLS
