/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_TAKE_STRIP (refrain_take_strip_get_type ())
G_DECLARE_FINAL_TYPE (RefrainTakeStrip, refrain_take_strip, REFRAIN, TAKE_STRIP, GtkBox)

void refrain_take_strip_bind (RefrainTakeStrip *self, RefrainContext *context, RefrainClip *clip);
guint refrain_take_strip_get_n_takes (RefrainTakeStrip *self);

G_END_DECLS
