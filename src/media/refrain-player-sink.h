/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

GstElement *refrain_player_sink_new (const char *description, gboolean *silent);

G_END_DECLS
