/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RefrainTrackInfo:
 * @id: the clip's id; never %NULL in a track
 * @title: (nullable): the title
 * @artist: (nullable): who made it
 * @album: (nullable): the album
 * @style: (nullable): the style, shown as genre by others
 * @lyrics: (nullable): the words
 * @art_path: (nullable) (type filename): a cover on the disk; never a remote address
 * @length_us: the length in microseconds, or -1 when unknown
 *
 * What a track says about a song. The address it is played from is not part of it: addresses may
 * be secrets, and this is handed to other programs.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *artist;
  const char *album;
  const char *style;
  const char *lyrics;
  const char *art_path;
  gint64 length_us;
} RefrainTrackInfo;

#define REFRAIN_TYPE_TRACK (refrain_track_get_type ())

/**
 * RefrainTrack:
 *
 * An immutable, reference counted description of the song that plays.
 */
typedef struct _RefrainTrack RefrainTrack;

GType refrain_track_get_type (void);
RefrainTrack *refrain_track_new (const RefrainTrackInfo *info);
RefrainTrack *refrain_track_ref (RefrainTrack *self);
void refrain_track_unref (RefrainTrack *self);
const RefrainTrackInfo *refrain_track_get_info (RefrainTrack *self);
gboolean refrain_track_equal (RefrainTrack *a, RefrainTrack *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainTrack, refrain_track_unref)

G_END_DECLS
