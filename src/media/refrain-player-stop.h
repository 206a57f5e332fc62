/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

void refrain_player_stop_later (GstElement *pipeline);
gboolean refrain_player_stop_now (GstElement *pipeline, guint patience_ms);

G_END_DECLS
