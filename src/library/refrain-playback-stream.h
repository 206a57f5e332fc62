/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-stream.h"

G_BEGIN_DECLS

void
refrain_playback_stream_open (RefrainStream *stream, const char *uri, gint64 offset, gpointer http);

G_END_DECLS
