/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-clip.h"
#include "refrain-covers.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_TASK_CLIP_ROW (refrain_task_clip_row_get_type ())
G_DECLARE_FINAL_TYPE (RefrainTaskClipRow, refrain_task_clip_row, REFRAIN, TASK_CLIP_ROW, GtkBox)

GtkWidget *
refrain_task_clip_row_new (RefrainCovers *covers, RefrainClip *clip, const char *told_reason);

G_END_DECLS
