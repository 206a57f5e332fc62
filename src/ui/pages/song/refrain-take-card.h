/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-clip.h"
#include "refrain-covers.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_TAKE_CARD (refrain_take_card_get_type ())
G_DECLARE_FINAL_TYPE (RefrainTakeCard, refrain_take_card, REFRAIN, TAKE_CARD, GtkBox)

GtkWidget *
refrain_take_card_new (RefrainCovers *covers, RefrainClip *clip, guint number, gboolean current);
RefrainClip *refrain_take_card_get_clip (RefrainTakeCard *self);

G_END_DECLS
