/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-mp4-atoms.h"
#include "refrain-tags.h"

G_BEGIN_DECLS

GBytes *refrain_mp4_edit_moov (int fd,
                               const RefrainMp4Layout *layout,
                               const RefrainTags *tags,
                               GError **error);
RefrainTags *refrain_mp4_read (int fd, guint64 size, GError **error);

G_END_DECLS
