/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-playback.h"

#include "refrain-library-error.h"
#include "refrain-media-error.h"
#include "refrain-playback-address.h"
#include "refrain-playback-diagnosis.h"
#include "refrain-playback-stream.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainPlayback:
 *
 * Joins player, queue and library: which clip plays, from which address, and what comes next. A
 * saved file is preferred to an address, and a final address to a stream.
 */
struct _RefrainPlayback
{
  GObject parent_instance;

  RefrainLibrary *library;  /* (owned) */
  RefrainCovers *covers;    /* (owned) */
  RefrainPlayer *player;    /* (owned) */
  RefrainQueue *queue;      /* (owned): of rows, as text */
  RefrainClip *clip;        /* (owned) (nullable): what plays */
  GSignalGroup *clip_group; /* (owned) */
  GCancellable *diagnosis;  /* (owned) (nullable) */
  gboolean waits_for_clip;  /* plays as soon as the clip is loaded */
  gboolean waits_for_song;  /* plays as soon as there is something to hear */
  gboolean on_stream;       /* plays an address of a clip that is still being made */
  gboolean video;
};

G_DEFINE_FINAL_TYPE (RefrainPlayback, refrain_playback, G_TYPE_OBJECT)

typedef enum
{
  PROP_CLIP = 1,
  PROP_VIDEO,
} RefrainPlaybackProperty;

static GParamSpec *properties[PROP_VIDEO + 1];

enum
{
  SIGNAL_QUEUE_CHANGED,
  SIGNAL_ERROR,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
emit_error (RefrainPlayback *self, const GError *error)
{
  g_signal_emit (self, signals[SIGNAL_ERROR], 0, self->clip, error);
}

static void
start_clip (RefrainPlayback *self, gint64 position_us)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;

  if (!refrain_clip_is_loaded (self->clip))
    {
      self->waits_for_clip = TRUE;
      refrain_library_reload_clip (self->library, refrain_clip_get_row_id (self->clip));
      return;
    }

  self->waits_for_clip = FALSE;
  uri = refrain_playback_choose_address (self->clip, self->video, &self->on_stream, &error);
  self->waits_for_song = g_error_matches (error, REFRAIN_LIBRARY_ERROR,
                                          REFRAIN_LIBRARY_ERROR_NOT_READY)
                         && !self->video;
  if (uri == NULL)
    {
      refrain_player_stop (self->player);
      emit_error (self, error);
      return;
    }

  /* The address first: else what is loaded would be loaded again, with or without its pictures. */
  refrain_player_set_uri (self->player, uri, position_us);
  refrain_player_set_video_enabled (self->player, self->video);
  refrain_player_play (self->player);
}

static void
set_video (RefrainPlayback *self, gboolean video)
{
  if (self->video == video)
    return;

  self->video = video;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIDEO]);
}

static void
set_clip (RefrainPlayback *self, RefrainClip *clip)
{
  g_cancellable_cancel (self->diagnosis);
  self->waits_for_clip = FALSE;
  self->waits_for_song = FALSE;
  if (g_set_object (&self->clip, clip))
    {
      g_signal_group_set_target (self->clip_group, clip);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLIP]);
    }
  g_signal_emit (self, signals[SIGNAL_QUEUE_CHANGED], 0);
}

/* Plays what the queue has come to, from its beginning. */
static void
play_row (RefrainPlayback *self, const char *row)
{
  g_autoptr (RefrainClip) clip = NULL;

  if (row == NULL)
    return;

  clip = refrain_clip_pool_get (refrain_library_get_pool (self->library),
                                g_ascii_strtoll (row, NULL, 10));
  set_video (self, FALSE);
  set_clip (self, clip);
  start_clip (self, 0);
}

static void
clip_facts_changed_cb (RefrainClip *clip, GParamSpec *pspec, gpointer user_data)
{
  RefrainPlayback *self = user_data;
  const RefrainClipFacts *facts = refrain_clip_get_facts (clip);

  if (facts == NULL)
    return;
  if (self->waits_for_clip
      || (self->waits_for_song && refrain_clip_get_audio (clip) != REFRAIN_AUDIO_PENDING))
    start_clip (self, 0);
  else if (self->on_stream && facts->audio_url != NULL)
    {
      /* The song is finished: go on from the same place in the final file. */
      self->on_stream = FALSE;
      refrain_player_swap_uri (self->player, facts->audio_url);
    }
}

static void
ended_cb (RefrainPlayer *player, gpointer user_data)
{
  RefrainPlayback *self = user_data;

  if (self->video)
    refrain_player_stop (player);
  else
    play_row (self, refrain_queue_advance (self->queue));
}

static void
diagnosed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainPlayback) self = user_data;
  g_autoptr (GError) explained = refrain_playback_diagnose_finish (REFRAIN_HTTP (source), result);

  if (!g_error_matches (explained, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    emit_error (self, explained);
}

static void
player_error_cb (RefrainPlayer *player, const GError *error, gpointer user_data)
{
  RefrainPlayback *self = user_data;
  const char *uri = refrain_player_get_uri (player);

  if (uri == NULL || !g_str_has_prefix (uri, "http")
      || g_error_matches (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_UNSUPPORTED))
    {
      emit_error (self, error);
      return;
    }

  g_cancellable_cancel (self->diagnosis);
  g_clear_object (&self->diagnosis);
  self->diagnosis = g_cancellable_new ();
  refrain_playback_diagnose_async (refrain_library_get_http (self->library), uri, error,
                                   self->diagnosis, diagnosed_cb, g_object_ref (self));
}

static void
refrain_playback_dispose (GObject *object)
{
  RefrainPlayback *self = REFRAIN_PLAYBACK (object);

  g_cancellable_cancel (self->diagnosis);
  if (self->player != NULL)
    refrain_player_stop (self->player);
  g_clear_object (&self->clip_group);
  g_clear_object (&self->clip);
  g_clear_object (&self->player);
  g_clear_object (&self->covers);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (refrain_playback_parent_class)->dispose (object);
}

static void
refrain_playback_finalize (GObject *object)
{
  RefrainPlayback *self = REFRAIN_PLAYBACK (object);

  g_clear_pointer (&self->queue, refrain_queue_free);
  g_clear_object (&self->diagnosis);

  G_OBJECT_CLASS (refrain_playback_parent_class)->finalize (object);
}

static void
refrain_playback_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RefrainPlayback *self = REFRAIN_PLAYBACK (object);

  switch ((RefrainPlaybackProperty) prop_id)
    {
    case PROP_CLIP:
      g_value_set_object (value, self->clip);
      break;
    case PROP_VIDEO:
      g_value_set_boolean (value, self->video);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
refrain_playback_class_init (RefrainPlaybackClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = refrain_playback_dispose;
  object_class->finalize = refrain_playback_finalize;
  object_class->get_property = refrain_playback_get_property;

  properties[PROP_CLIP] = g_param_spec_object ("clip", NULL, NULL, REFRAIN_TYPE_CLIP, flags);
  properties[PROP_VIDEO] = g_param_spec_boolean ("video", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_QUEUE_CHANGED] = g_signal_new ("queue-changed", REFRAIN_TYPE_PLAYBACK,
                                                G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                                0);
  signals[SIGNAL_ERROR] = g_signal_new ("error", REFRAIN_TYPE_PLAYBACK, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 2, REFRAIN_TYPE_CLIP,
                                        G_TYPE_ERROR);
}

static void
refrain_playback_init (RefrainPlayback *self)
{
  self->queue = refrain_queue_new (g_random_int ());
  self->player = refrain_player_new ();
  self->clip_group = g_signal_group_new (REFRAIN_TYPE_CLIP);
  g_signal_group_connect (self->clip_group, "notify::facts", G_CALLBACK (clip_facts_changed_cb),
                          self);
  g_signal_connect_object (self->player, "ended", G_CALLBACK (ended_cb), self, 0);
  g_signal_connect_object (self->player, "error", G_CALLBACK (player_error_cb), self, 0);
}

/**
 * refrain_playback_new:
 * @library: the library
 * @covers: cover art
 *
 * Returns: (transfer full): a playback with nothing to play
 */
RefrainPlayback *
refrain_playback_new (RefrainLibrary *library, RefrainCovers *covers)
{
  RefrainPlayback *self = g_object_new (REFRAIN_TYPE_PLAYBACK, NULL);

  self->library = g_object_ref (library);
  self->covers = g_object_ref (covers);
  refrain_player_set_stream_opener (self->player, refrain_playback_stream_open,
                                    g_object_ref (refrain_library_get_http (library)),
                                    g_object_unref);
  return self;
}

/**
 * refrain_playback_get_player:
 * @self: a playback
 *
 * Returns: (transfer none): the player, for its state, position and volume
 */
RefrainPlayer *
refrain_playback_get_player (RefrainPlayback *self)
{
  g_return_val_if_fail (REFRAIN_IS_PLAYBACK (self), NULL);

  return self->player;
}

/**
 * refrain_playback_get_clip:
 * @self: a playback
 *
 * Returns: (transfer none) (nullable): the clip that plays or played last
 */
RefrainClip *
refrain_playback_get_clip (RefrainPlayback *self)
{
  g_return_val_if_fail (REFRAIN_IS_PLAYBACK (self), NULL);

  return self->clip;
}

/**
 * refrain_playback_shows_video:
 * @self: a playback
 *
 * Returns: whether the video of the clip plays, not its audio
 */
gboolean
refrain_playback_shows_video (RefrainPlayback *self)
{
  g_return_val_if_fail (REFRAIN_IS_PLAYBACK (self), FALSE);

  return self->video;
}

/**
 * refrain_playback_play_clip:
 * @self: a playback
 * @clip: the clip to play
 * @list: (nullable): the list it stands in: what comes before and after it
 *
 * Plays a clip from its beginning and makes the list the queue.
 */
void
refrain_playback_play_clip (RefrainPlayback *self, RefrainClip *clip, RefrainClipList *list)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  const gint64 *rows = NULL;
  guint n_rows = 0;
  guint position = 0;

  g_return_if_fail (REFRAIN_IS_PLAYBACK (self));

  if (list != NULL && refrain_clip_list_find (list, refrain_clip_get_row_id (clip), &position))
    rows = refrain_clip_list_get_rows (list, &n_rows);
  for (guint i = 0; i < n_rows; i++)
    g_ptr_array_add (ids, g_strdup_printf ("%" G_GINT64_FORMAT, rows[i]));
  if (n_rows == 0)
    g_ptr_array_add (ids, g_strdup_printf ("%" G_GINT64_FORMAT, refrain_clip_get_row_id (clip)));

  refrain_queue_start (self->queue, (const char *const *) ids->pdata, ids->len, (int) position);
  set_video (self, FALSE);
  set_clip (self, clip);
  start_clip (self, 0);
}

/**
 * refrain_playback_play_video:
 * @self: a playback
 * @clip: the clip whose video to play
 *
 * Plays a clip's video; from the place where its audio stands when it is the same clip.
 */
void
refrain_playback_play_video (RefrainPlayback *self, RefrainClip *clip)
{
  gint64 position = 0;

  g_return_if_fail (REFRAIN_IS_PLAYBACK (self));

  if (clip == self->clip && refrain_player_get_state (self->player) != REFRAIN_PLAYER_STOPPED)
    position = refrain_player_get_position (self->player);
  set_video (self, TRUE);
  set_clip (self, clip);
  start_clip (self, position);
}

/**
 * refrain_playback_leave_video:
 * @self: a playback
 *
 * The video is out of sight: goes on with the sound alone, from the same place, if it was playing.
 */
void
refrain_playback_leave_video (RefrainPlayback *self)
{
  gboolean playing;
  gint64 position;

  g_return_if_fail (REFRAIN_IS_PLAYBACK (self));

  if (!self->video)
    return;

  playing = refrain_player_get_wants_playing (self->player);
  position = refrain_player_get_position (self->player);
  set_video (self, FALSE);
  refrain_player_stop (self->player);
  if (playing && self->clip != NULL)
    start_clip (self, position);
}

/**
 * refrain_playback_toggle:
 * @self: a playback
 *
 * Pauses what plays, goes on with what is paused, starts what was stopped.
 */
void
refrain_playback_toggle (RefrainPlayback *self)
{
  g_return_if_fail (REFRAIN_IS_PLAYBACK (self));

  if (self->clip == NULL)
    return;
  if (refrain_player_get_state (self->player) == REFRAIN_PLAYER_STOPPED)
    start_clip (self, 0);
  else
    refrain_player_toggle (self->player);
}

/**
 * refrain_playback_next:
 * @self: a playback
 *
 * Plays the next clip of the queue, if there is one.
 */
void
refrain_playback_next (RefrainPlayback *self)
{
  g_return_if_fail (REFRAIN_IS_PLAYBACK (self));

  play_row (self, refrain_queue_next (self->queue));
}

/**
 * refrain_playback_previous:
 * @self: a playback
 *
 * Plays the clip that was heard before, or this one from its beginning once it has run for a while.
 */
void
refrain_playback_previous (RefrainPlayback *self)
{
  g_return_if_fail (REFRAIN_IS_PLAYBACK (self));

  if (refrain_player_get_position (self->player) > 4 * G_USEC_PER_SEC
      || refrain_queue_peek_previous (self->queue) == NULL)
    refrain_player_seek (self->player, 0);
  else
    play_row (self, refrain_queue_previous (self->queue));
}

/**
 * refrain_playback_stop:
 * @self: a playback
 *
 * Stops; the clip stays, so that it can be started again.
 */
void
refrain_playback_stop (RefrainPlayback *self)
{
  g_return_if_fail (REFRAIN_IS_PLAYBACK (self));

  g_cancellable_cancel (self->diagnosis);
  self->waits_for_clip = FALSE;
  self->waits_for_song = FALSE;
  refrain_player_stop (self->player);
}

/**
 * refrain_playback_can_go_next:
 * @self: a playback
 *
 * Returns: whether the queue has a next clip
 */
gboolean
refrain_playback_can_go_next (RefrainPlayback *self)
{
  g_return_val_if_fail (REFRAIN_IS_PLAYBACK (self), FALSE);

  return refrain_queue_peek_next (self->queue) != NULL;
}

/**
 * refrain_playback_can_go_previous:
 * @self: a playback
 *
 * Returns: whether there is something to go back to, be it the clip's own beginning
 */
gboolean
refrain_playback_can_go_previous (RefrainPlayback *self)
{
  g_return_val_if_fail (REFRAIN_IS_PLAYBACK (self), FALSE);

  return self->clip != NULL;
}

/**
 * refrain_playback_set_shuffle:
 * @self: a playback
 * @shuffle: whether the queue runs in a mixed order
 */
void
refrain_playback_set_shuffle (RefrainPlayback *self, gboolean shuffle)
{
  g_return_if_fail (REFRAIN_IS_PLAYBACK (self));

  if (refrain_queue_get_shuffle (self->queue) == shuffle)
    return;

  refrain_queue_set_shuffle (self->queue, shuffle);
  g_signal_emit (self, signals[SIGNAL_QUEUE_CHANGED], 0);
}

/**
 * refrain_playback_get_shuffle:
 * @self: a playback
 *
 * Returns: whether the queue runs in a mixed order
 */
gboolean
refrain_playback_get_shuffle (RefrainPlayback *self)
{
  g_return_val_if_fail (REFRAIN_IS_PLAYBACK (self), FALSE);

  return refrain_queue_get_shuffle (self->queue);
}

/**
 * refrain_playback_set_repeat:
 * @self: a playback
 * @repeat: what happens at the end
 */
void
refrain_playback_set_repeat (RefrainPlayback *self, RefrainRepeat repeat)
{
  g_return_if_fail (REFRAIN_IS_PLAYBACK (self));

  if (refrain_queue_get_repeat (self->queue) == repeat)
    return;

  refrain_queue_set_repeat (self->queue, repeat);
  g_signal_emit (self, signals[SIGNAL_QUEUE_CHANGED], 0);
}

/**
 * refrain_playback_get_repeat:
 * @self: a playback
 *
 * Returns: what happens at the end
 */
RefrainRepeat
refrain_playback_get_repeat (RefrainPlayback *self)
{
  g_return_val_if_fail (REFRAIN_IS_PLAYBACK (self), REFRAIN_REPEAT_OFF);

  return refrain_queue_get_repeat (self->queue);
}
