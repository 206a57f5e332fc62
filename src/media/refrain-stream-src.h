/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-stream-opener.h"

#include <gst/base/gstpushsrc.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_STREAM_SRC (refrain_stream_src_get_type ())
G_DECLARE_FINAL_TYPE (RefrainStreamSrc, refrain_stream_src, REFRAIN, STREAM_SRC, GstPushSrc)

gboolean refrain_stream_src_register (void);
void refrain_stream_src_set_opener (RefrainStreamSrc *self, RefrainStreamOpener *opener);

G_END_DECLS
