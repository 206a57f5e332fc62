/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-clip.h"
#include "refrain-covers.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_CLIP_CARD (refrain_clip_card_get_type ())
G_DECLARE_FINAL_TYPE (RefrainClipCard, refrain_clip_card, REFRAIN, CLIP_CARD, GtkWidget)

GtkWidget *refrain_clip_card_new (RefrainCovers *covers);
void refrain_clip_card_set_clip (RefrainClipCard *self, RefrainClip *clip);
RefrainClip *refrain_clip_card_get_clip (RefrainClipCard *self);

G_END_DECLS
