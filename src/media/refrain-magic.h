/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RefrainMediaFormat:
 *
 * What the bytes of a file are, whatever its name or the answer's content type says.
 * An mp4 is %REFRAIN_MEDIA_FORMAT_M4A when its brand says that it holds audio alone.
 */
typedef enum
{
  REFRAIN_MEDIA_FORMAT_UNKNOWN,
  REFRAIN_MEDIA_FORMAT_MP3,
  REFRAIN_MEDIA_FORMAT_MP4,
  REFRAIN_MEDIA_FORMAT_M4A,
  REFRAIN_MEDIA_FORMAT_WAV,
  REFRAIN_MEDIA_FORMAT_FLAC,
  REFRAIN_MEDIA_FORMAT_OGG,
  REFRAIN_MEDIA_FORMAT_OPUS,
  REFRAIN_MEDIA_FORMAT_WEBM,
  REFRAIN_MEDIA_FORMAT_JPEG,
  REFRAIN_MEDIA_FORMAT_PNG,
  REFRAIN_MEDIA_FORMAT_WEBP,
  REFRAIN_MEDIA_FORMAT_GIF,
  REFRAIN_MEDIA_FORMAT_HTML,
  REFRAIN_MEDIA_FORMAT_JSON,
  REFRAIN_MEDIA_FORMAT_TEXT,
} RefrainMediaFormat;

/**
 * RefrainMp3Frame:
 * @length: bytes of the whole frame, header included
 * @samples: samples per channel in it
 * @rate: samples per second
 * @mono: whether it has one channel
 * @mpeg1: whether it is MPEG-1 and not MPEG-2 or 2.5
 */
typedef struct
{
  guint length;
  guint samples;
  guint rate;
  gboolean mono;
  gboolean mpeg1;
} RefrainMp3Frame;

RefrainMediaFormat refrain_magic_sniff (const guint8 *bytes, gsize n);
RefrainMediaFormat refrain_magic_sniff_fd (int fd, guint64 size, GError **error);
gboolean refrain_magic_parse_mp3_frame (const guint8 *bytes, gsize n, RefrainMp3Frame *frame);
gboolean
refrain_magic_check_image (RefrainMediaFormat format, const guint8 *bytes, gsize n, GError **error);
guint64 refrain_magic_read_be (gsize width, const guint8 *bytes);

gboolean refrain_media_format_is_audio (RefrainMediaFormat format);
gboolean refrain_media_format_is_video (RefrainMediaFormat format);
gboolean refrain_media_format_is_image (RefrainMediaFormat format);
const char *refrain_media_format_get_extension (RefrainMediaFormat format);
const char *refrain_media_format_get_content_type (RefrainMediaFormat format);

G_END_DECLS
