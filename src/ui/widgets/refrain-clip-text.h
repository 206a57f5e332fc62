/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-clip.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *refrain_clip_text_title (RefrainClip *clip);
char *refrain_clip_text_style (RefrainClip *clip);
char *refrain_clip_text_state (RefrainClip *clip);
char *refrain_clip_text_duration (RefrainClip *clip);
char *refrain_clip_text_created (RefrainClip *clip);
char *refrain_clip_text_description (RefrainClip *clip);
const char *refrain_clip_get_mark (RefrainClip *clip, const char **tooltip);
void refrain_clip_actions_install (GtkWidgetClass *widget_class);
void refrain_clip_actions_bind (GtkWidget *widget, RefrainClip *clip);

G_END_DECLS
