/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-magic.h"
#include "refrain-tags.h"

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean refrain_tagger_write (const char *in_path,
                               const char *out_path,
                               RefrainMediaFormat format,
                               const RefrainTags *tags,
                               gboolean *tagged,
                               GCancellable *cancellable,
                               GError **error);
gboolean refrain_tagger_read (const char *path, RefrainTags **tags, GError **error);
char *refrain_media_audio_digest (const char *path, RefrainMediaFormat format, GError **error);

G_END_DECLS
