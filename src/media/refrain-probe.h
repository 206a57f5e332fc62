/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-magic.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RefrainMediaKind:
 * @REFRAIN_MEDIA_KIND_ANY: sound, film or picture
 * @REFRAIN_MEDIA_KIND_AUDIO: something to hear; a film with sound will do
 * @REFRAIN_MEDIA_KIND_VIDEO: moving pictures
 * @REFRAIN_MEDIA_KIND_IMAGE: a picture
 *
 * What a file is hoped to be.
 */
typedef enum
{
  REFRAIN_MEDIA_KIND_ANY,
  REFRAIN_MEDIA_KIND_AUDIO,
  REFRAIN_MEDIA_KIND_VIDEO,
  REFRAIN_MEDIA_KIND_IMAGE,
} RefrainMediaKind;

/**
 * RefrainProbe:
 * @format: what the bytes are
 * @duration_ms: how long it really plays, in milliseconds; 0 for a picture
 * @has_audio: whether sound was decoded
 * @has_video: whether moving pictures were decoded
 * @decoded_bytes: bytes of decoded sound
 * @decoded_frames: decoded pictures of a film
 *
 * What was found out about a file by decoding all of it.
 */
typedef struct
{
  RefrainMediaFormat format;
  gint64 duration_ms;
  gboolean has_audio;
  gboolean has_video;
  guint64 decoded_bytes;
  guint64 decoded_frames;
} RefrainProbe;

RefrainProbe *refrain_probe_file (const char *path,
                                  RefrainMediaKind expected,
                                  GCancellable *cancellable,
                                  GError **error);
void refrain_probe_free (RefrainProbe *probe);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainProbe, refrain_probe_free)

G_END_DECLS
