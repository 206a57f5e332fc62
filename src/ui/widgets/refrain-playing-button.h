/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-clip.h"
#include "refrain-covers.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_PLAYING_BUTTON (refrain_playing_button_get_type ())
G_DECLARE_FINAL_TYPE (
    RefrainPlayingButton, refrain_playing_button, REFRAIN, PLAYING_BUTTON, GtkButton)

void refrain_playing_button_set_covers (RefrainPlayingButton *self, RefrainCovers *covers);
void refrain_playing_button_set_song (RefrainPlayingButton *self,
                                      RefrainClip *clip,
                                      const char *failure);

G_END_DECLS
