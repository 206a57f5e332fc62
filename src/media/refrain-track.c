/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-track.h"

/* The strings of info are owned by the track. */
struct _RefrainTrack
{
  RefrainTrackInfo info;
};

G_DEFINE_BOXED_TYPE (RefrainTrack, refrain_track, refrain_track_ref, refrain_track_unref)

static void
clear_track (gpointer data)
{
  RefrainTrack *self = data;

  g_free ((char *) self->info.id);
  g_free ((char *) self->info.title);
  g_free ((char *) self->info.artist);
  g_free ((char *) self->info.album);
  g_free ((char *) self->info.style);
  g_free ((char *) self->info.lyrics);
  g_free ((char *) self->info.art_path);
}

/**
 * refrain_track_new:
 * @info: what is known; copied
 *
 * Returns: (transfer full): a new track
 */
RefrainTrack *
refrain_track_new (const RefrainTrackInfo *info)
{
  g_return_val_if_fail (info != NULL && info->id != NULL, NULL);

  RefrainTrack *self = g_atomic_rc_box_new0 (RefrainTrack);
  self->info.id = g_strdup (info->id);
  self->info.title = g_strdup (info->title);
  self->info.artist = g_strdup (info->artist);
  self->info.album = g_strdup (info->album);
  self->info.style = g_strdup (info->style);
  self->info.lyrics = g_strdup (info->lyrics);
  self->info.art_path = g_strdup (info->art_path);
  self->info.length_us = info->length_us > 0 ? info->length_us : -1;
  return self;
}

/**
 * refrain_track_ref:
 * @self: a track
 *
 * Returns: (transfer full): @self
 */
RefrainTrack *
refrain_track_ref (RefrainTrack *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * refrain_track_unref:
 * @self: (transfer full): a track
 *
 * Gives one reference back.
 */
void
refrain_track_unref (RefrainTrack *self)
{
  g_atomic_rc_box_release_full (self, clear_track);
}

/**
 * refrain_track_get_info:
 * @self: a track
 *
 * Returns: (transfer none): what the track says; valid as long as @self
 */
const RefrainTrackInfo *
refrain_track_get_info (RefrainTrack *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return &self->info;
}

/**
 * refrain_track_equal:
 * @a: (nullable): a track
 * @b: (nullable): another
 *
 * Returns: whether both say the same
 */
gboolean
refrain_track_equal (RefrainTrack *a, RefrainTrack *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL)
    return FALSE;
  return a->info.length_us == b->info.length_us && g_str_equal (a->info.id, b->info.id)
         && g_strcmp0 (a->info.title, b->info.title) == 0
         && g_strcmp0 (a->info.artist, b->info.artist) == 0
         && g_strcmp0 (a->info.album, b->info.album) == 0
         && g_strcmp0 (a->info.style, b->info.style) == 0
         && g_strcmp0 (a->info.lyrics, b->info.lyrics) == 0
         && g_strcmp0 (a->info.art_path, b->info.art_path) == 0;
}
