/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-remote.h"

#include <glib/gi18n-lib.h>

/* Large enough to be worth a cache entry that the player bar shares. */
#define ART_PIXELS 128

/**
 * RefrainRemote:
 *
 * Joins playback and MPRIS: the desktop's media keys and player applets drive the queue, and see
 * what plays. Nothing but local files is told of: an address may carry a secret.
 */
struct _RefrainRemote
{
  GObject parent_instance;

  RefrainMpris *mpris;       /* (owned) */
  RefrainPlayback *playback; /* (owned) */
  RefrainCovers *covers;     /* (owned) */
  GCancellable *cancellable; /* (owned): of the cover that is awaited */
  GSignalGroup *clip_group;  /* (owned) */
};

G_DEFINE_FINAL_TYPE (RefrainRemote, refrain_remote, G_TYPE_OBJECT)

static void
set_track (RefrainRemote *self, const char *art_path)
{
  RefrainClip *clip = refrain_playback_get_clip (self->playback);
  const RefrainClipRecord *record = clip != NULL ? refrain_clip_get_record (clip) : NULL;
  RefrainTrackInfo info = { .length_us = -1 };
  g_autoptr (RefrainTrack) track = NULL;

  if (record != NULL)
    {
      info.id = record->facts->id;
      info.title = record->facts->title;
      info.artist = record->gateway;
      info.album = record->facts->title;
      info.style = record->facts->style;
      info.lyrics = record->facts->lyrics;
      info.art_path = art_path;
      if (record->facts->duration > 0)
        info.length_us = (gint64) (record->facts->duration * G_USEC_PER_SEC);
      track = refrain_track_new (&info);
    }
  refrain_mpris_set_track (self->mpris, track);
}

static void
weak_ref_free (GWeakRef *weak)
{
  g_weak_ref_clear (weak);
  g_free (weak);
}

/* A cover on its way does not keep the remote control, and with it its name on the bus, alive. */
static void
cover_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainRemote) self = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = refrain_covers_load_finish (REFRAIN_COVERS (source), result,
                                                             &error);

  weak_ref_free (user_data);
  if (pixbuf != NULL && self != NULL)
    {
      RefrainClip *clip = refrain_playback_get_clip (self->playback);
      const RefrainClipFacts *facts = refrain_clip_get_facts (clip);
      g_autofree char *path = refrain_covers_dup_cached_path (self->covers, facts->image_url);

      set_track (self, path);
    }
}

static void
update_track (RefrainRemote *self)
{
  RefrainClip *clip = refrain_playback_get_clip (self->playback);
  const RefrainClipFacts *facts = clip != NULL ? refrain_clip_get_facts (clip) : NULL;
  GWeakRef *weak;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  set_track (self, NULL);
  if (facts == NULL || facts->image_url == NULL)
    return;

  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, self);
  refrain_covers_load_async (self->covers, facts->image_url, ART_PIXELS, self->cancellable,
                             cover_loaded_cb, weak);
}

static void
clip_changed_cb (RefrainPlayback *playback, GParamSpec *pspec, gpointer user_data)
{
  RefrainRemote *self = user_data;

  g_signal_group_set_target (self->clip_group, refrain_playback_get_clip (playback));
  update_track (self);
}

static void
facts_changed_cb (RefrainClip *clip, GParamSpec *pspec, gpointer user_data)
{
  update_track (user_data);
}

static void
queue_changed_cb (RefrainPlayback *playback, gpointer user_data)
{
  RefrainRemote *self = user_data;

  refrain_mpris_set_can_go_next (self->mpris, refrain_playback_can_go_next (playback));
  refrain_mpris_set_can_go_previous (self->mpris, refrain_playback_can_go_previous (playback));
  refrain_mpris_set_shuffle (self->mpris, refrain_playback_get_shuffle (playback));
  refrain_mpris_set_repeat (self->mpris, refrain_playback_get_repeat (playback));
}

static void
set_shuffle_cb (RefrainMpris *mpris, gboolean shuffle, gpointer user_data)
{
  refrain_playback_set_shuffle (REFRAIN_REMOTE (user_data)->playback, shuffle);
}

static void
set_loop_cb (RefrainMpris *mpris, int repeat, gpointer user_data)
{
  refrain_playback_set_repeat (REFRAIN_REMOTE (user_data)->playback, (RefrainRepeat) repeat);
}

static void
refrain_remote_dispose (GObject *object)
{
  RefrainRemote *self = REFRAIN_REMOTE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->clip_group);
  g_clear_object (&self->mpris);
  g_clear_object (&self->playback);
  g_clear_object (&self->covers);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (refrain_remote_parent_class)->dispose (object);
}

static void
refrain_remote_class_init (RefrainRemoteClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = refrain_remote_dispose;
}

static void
refrain_remote_init (RefrainRemote *self)
{
  self->clip_group = g_signal_group_new (REFRAIN_TYPE_CLIP);
  g_signal_group_connect (self->clip_group, "notify::facts", G_CALLBACK (facts_changed_cb), self);
}

/**
 * refrain_remote_new:
 * @connection: the session bus
 * @playback: what plays
 * @covers: cover art
 * @desktop_entry: the desktop file's name without its ending
 *
 * Returns: (transfer full): the remote control, which owns its name on the bus for as long as it
 *   lives
 */
RefrainRemote *
refrain_remote_new (GDBusConnection *connection,
                    RefrainPlayback *playback,
                    RefrainCovers *covers,
                    const char *desktop_entry)
{
  RefrainRemote *self = g_object_new (REFRAIN_TYPE_REMOTE, NULL);

  self->playback = g_object_ref (playback);
  self->covers = g_object_ref (covers);
  self->mpris = refrain_mpris_new (connection, _ ("Refrain"), desktop_entry,
                                   refrain_playback_get_player (playback));
  g_signal_connect_object (playback, "notify::clip", G_CALLBACK (clip_changed_cb), self, 0);
  g_signal_connect_object (playback, "queue-changed", G_CALLBACK (queue_changed_cb), self, 0);
  g_signal_connect_object (self->mpris, "next", G_CALLBACK (refrain_playback_next), playback,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->mpris, "previous", G_CALLBACK (refrain_playback_previous),
                           playback, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->mpris, "stop", G_CALLBACK (refrain_playback_stop), playback,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->mpris, "set-shuffle", G_CALLBACK (set_shuffle_cb), self, 0);
  g_signal_connect_object (self->mpris, "set-loop", G_CALLBACK (set_loop_cb), self, 0);
  clip_changed_cb (playback, NULL, self);
  queue_changed_cb (playback, self);
  return self;
}

/**
 * refrain_remote_get_mpris:
 * @self: a remote control
 *
 * Returns: (transfer none): the D-Bus side, for its signals "raise" and "quit"
 */
RefrainMpris *
refrain_remote_get_mpris (RefrainRemote *self)
{
  g_return_val_if_fail (REFRAIN_IS_REMOTE (self), NULL);

  return self->mpris;
}
