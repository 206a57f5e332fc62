/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-tags.h"

G_BEGIN_DECLS

/**
 * RefrainId3v2Frame:
 * @id: its four letters
 * @payload: what it holds, in the form ID3v2.4 has it
 *
 * One frame of an ID3v2 tag.
 */
typedef struct
{
  char id[5];
  GBytes *payload; /* (owned) */
} RefrainId3v2Frame;

gboolean refrain_id3v2_locate (
    int fd, guint64 size, guint64 *audio_start, guint64 *audio_end, GError **error);
GPtrArray *refrain_id3v2_read_frames (int fd, guint64 size, GError **error);
char *refrain_id3v2_take_text (guint8 encoding, const guint8 **bytes, gsize *n);
char *
refrain_id3v2_take_description (const RefrainId3v2Frame *frame, const guint8 **rest, gsize *n);

/* refrain-id3v2-writer.c */
GBytes *refrain_id3v2_build (const RefrainTags *tags, GPtrArray *old_frames, GError **error);

/* refrain-id3v2-reader.c */
RefrainTags *refrain_id3v2_read (int fd, guint64 size, GError **error);

G_END_DECLS
