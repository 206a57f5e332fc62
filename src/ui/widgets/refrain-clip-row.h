/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-clip.h"
#include "refrain-covers.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_CLIP_ROW (refrain_clip_row_get_type ())
G_DECLARE_FINAL_TYPE (RefrainClipRow, refrain_clip_row, REFRAIN, CLIP_ROW, GtkWidget)

GtkWidget *refrain_clip_row_new (RefrainCovers *covers);
void refrain_clip_row_set_narrow (RefrainClipRow *self, gboolean narrow);
void refrain_clip_row_set_clip (RefrainClipRow *self, RefrainClip *clip);
RefrainClip *refrain_clip_row_get_clip (RefrainClipRow *self);

G_END_DECLS
