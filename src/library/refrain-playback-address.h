/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-clip.h"

G_BEGIN_DECLS

char *refrain_playback_choose_address (RefrainClip *clip,
                                       gboolean video,
                                       gboolean *on_stream,
                                       GError **error);

G_END_DECLS
