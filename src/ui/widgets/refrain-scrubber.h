/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_SCRUBBER (refrain_scrubber_get_type ())
G_DECLARE_FINAL_TYPE (RefrainScrubber, refrain_scrubber, REFRAIN, SCRUBBER, GtkWidget)

GtkWidget *refrain_scrubber_new (void);
void refrain_scrubber_set_position (RefrainScrubber *self, gint64 position_us);
gint64 refrain_scrubber_get_position (RefrainScrubber *self);
void refrain_scrubber_set_duration (RefrainScrubber *self, gint64 duration_us);
gint64 refrain_scrubber_get_duration (RefrainScrubber *self);
void refrain_scrubber_set_seekable (RefrainScrubber *self, gboolean seekable);

G_END_DECLS
