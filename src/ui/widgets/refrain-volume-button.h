/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_VOLUME_BUTTON (refrain_volume_button_get_type ())
G_DECLARE_FINAL_TYPE (RefrainVolumeButton, refrain_volume_button, REFRAIN, VOLUME_BUTTON, GtkWidget)

double refrain_volume_button_get_volume (RefrainVolumeButton *self);
void refrain_volume_button_set_volume (RefrainVolumeButton *self, double volume);
gboolean refrain_volume_button_get_muted (RefrainVolumeButton *self);
void refrain_volume_button_set_muted (RefrainVolumeButton *self, gboolean muted);

G_END_DECLS
