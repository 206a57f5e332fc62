/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_SAVE_BUTTON (refrain_save_button_get_type ())
G_DECLARE_FINAL_TYPE (RefrainSaveButton, refrain_save_button, REFRAIN, SAVE_BUTTON, GtkWidget)

GtkWidget *refrain_save_button_new (RefrainContext *context);

G_END_DECLS
