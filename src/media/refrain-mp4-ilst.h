/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-tags.h"

G_BEGIN_DECLS

void refrain_mp4_append_ilst (GByteArray *to, const RefrainTags *tags, const guint8 *old, gsize n);
void refrain_mp4_read_ilst (const guint8 *bytes, gsize n, RefrainTags *tags);

G_END_DECLS
