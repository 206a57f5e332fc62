/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-stream.h"

G_BEGIN_DECLS

#define REFRAIN_TYPE_STREAM_SINK (refrain_stream_sink_get_type ())
G_DECLARE_FINAL_TYPE (RefrainStreamSink, refrain_stream_sink, REFRAIN, STREAM_SINK, GOutputStream)

GOutputStream *refrain_stream_sink_new (RefrainStream *stream);

G_END_DECLS
