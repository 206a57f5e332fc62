/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-clip.h"
#include "refrain-covers.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_COVER (refrain_cover_get_type ())
G_DECLARE_FINAL_TYPE (RefrainCover, refrain_cover, REFRAIN, COVER, GtkWidget)

GtkWidget *refrain_cover_new (RefrainCovers *covers, int size);
void refrain_cover_set_covers (RefrainCover *self, RefrainCovers *covers);
void refrain_cover_set_clip (RefrainCover *self, RefrainClip *clip);
void refrain_cover_set_size (RefrainCover *self, int size);
int refrain_cover_get_size (RefrainCover *self);
void refrain_cover_set_large (RefrainCover *self, gboolean large);

G_END_DECLS
