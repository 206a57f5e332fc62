/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-clip.h"

/**
 * RefrainClip:
 *
 * One clip of the library, as views bind to it. There is one object per clip: what changes shows
 * everywhere through property notification. A clip is first known by its row alone and is loaded
 * when its row is on show.
 */
struct _RefrainClip
{
  GObject parent_instance;

  gint64 row_id;
  RefrainClipRecord *record; /* (owned) (nullable): %NULL until loaded */
};

G_DEFINE_FINAL_TYPE (RefrainClip, refrain_clip, G_TYPE_OBJECT)

typedef enum
{
  PROP_ROW_ID = 1,
  PROP_LOADED,
  PROP_TITLE,
  PROP_STYLE,
  PROP_STATE,
  PROP_AUDIO,
  PROP_DURATION,
  PROP_VERDICT,
  PROP_SAVED_KINDS,
  PROP_IMAGE_URL,
  PROP_VIDEO_URL,
  PROP_FACTS,
} RefrainClipProperty;

static GParamSpec *properties[PROP_FACTS + 1];

static const RefrainClipFacts *
peek_facts (RefrainClip *self)
{
  return self->record != NULL ? self->record->facts : NULL;
}

static guint
get_proven_kinds (const RefrainClipRecord *record)
{
  guint kinds = 0;

  for (guint i = 0; record != NULL && i < record->files->len; i++)
    {
      const RefrainSavedFile *file = g_ptr_array_index (record->files, i);

      if (file->health == REFRAIN_FILE_PROVEN)
        kinds |= file->kind;
    }

  return kinds;
}

/* Tells of each property that differs between what was known and what is known now. */
static void
notify_changes (RefrainClip *self, const RefrainClipRecord *before)
{
  GObject *object = G_OBJECT (self);
  const RefrainClipFacts *now = self->record->facts;
  const RefrainClipFacts *was = before != NULL ? before->facts : NULL;

  if (was == NULL)
    g_object_notify_by_pspec (object, properties[PROP_LOADED]);
  if (was == NULL || g_strcmp0 (was->title, now->title) != 0)
    g_object_notify_by_pspec (object, properties[PROP_TITLE]);
  if (was == NULL || g_strcmp0 (was->style, now->style) != 0)
    g_object_notify_by_pspec (object, properties[PROP_STYLE]);
  if (was == NULL || was->state != now->state)
    g_object_notify_by_pspec (object, properties[PROP_STATE]);
  if (was == NULL || refrain_clip_facts_get_audio (was) != refrain_clip_facts_get_audio (now))
    g_object_notify_by_pspec (object, properties[PROP_AUDIO]);
  if (was == NULL || ABS (was->duration - now->duration) > 0.0005)
    g_object_notify_by_pspec (object, properties[PROP_DURATION]);
  if (was == NULL || g_strcmp0 (was->image_url, now->image_url) != 0)
    g_object_notify_by_pspec (object, properties[PROP_IMAGE_URL]);
  if (was == NULL || g_strcmp0 (was->video_url, now->video_url) != 0)
    g_object_notify_by_pspec (object, properties[PROP_VIDEO_URL]);
  if (was == NULL || !refrain_clip_facts_equal (was, now))
    g_object_notify_by_pspec (object, properties[PROP_FACTS]);
  if (before == NULL || before->verdict != self->record->verdict)
    g_object_notify_by_pspec (object, properties[PROP_VERDICT]);
  if (before == NULL || get_proven_kinds (before) != get_proven_kinds (self->record))
    g_object_notify_by_pspec (object, properties[PROP_SAVED_KINDS]);
}

static void
refrain_clip_finalize (GObject *object)
{
  RefrainClip *self = REFRAIN_CLIP (object);

  g_clear_pointer (&self->record, refrain_clip_record_free);

  G_OBJECT_CLASS (refrain_clip_parent_class)->finalize (object);
}

static void
refrain_clip_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RefrainClip *self = REFRAIN_CLIP (object);
  const RefrainClipFacts *facts = peek_facts (self);

  switch ((RefrainClipProperty) prop_id)
    {
    case PROP_ROW_ID:
      g_value_set_int64 (value, self->row_id);
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, facts != NULL);
      break;
    case PROP_TITLE:
      g_value_set_string (value, facts != NULL ? facts->title : NULL);
      break;
    case PROP_STYLE:
      g_value_set_string (value, facts != NULL ? facts->style : NULL);
      break;
    case PROP_STATE:
      g_value_set_uint (value, facts != NULL ? facts->state : REFRAIN_CLIP_STATE_SUBMITTED);
      break;
    case PROP_AUDIO:
      g_value_set_uint (value, refrain_clip_get_audio (self));
      break;
    case PROP_DURATION:
      g_value_set_double (value, facts != NULL ? facts->duration : REFRAIN_DURATION_UNKNOWN);
      break;
    case PROP_VERDICT:
      g_value_set_uint (value, refrain_clip_get_verdict (self));
      break;
    case PROP_SAVED_KINDS:
      g_value_set_uint (value, refrain_clip_get_saved_kinds (self));
      break;
    case PROP_IMAGE_URL:
      g_value_set_string (value, facts != NULL ? facts->image_url : NULL);
      break;
    case PROP_VIDEO_URL:
      g_value_set_string (value, facts != NULL ? facts->video_url : NULL);
      break;
    case PROP_FACTS:
      g_value_set_boxed (value, facts);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
refrain_clip_class_init (RefrainClipClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = refrain_clip_finalize;
  object_class->get_property = refrain_clip_get_property;

  properties[PROP_ROW_ID] = g_param_spec_int64 ("row-id", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                                                flags);
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_STYLE] = g_param_spec_string ("style", NULL, NULL, NULL, flags);
  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_AUDIO] = g_param_spec_uint ("audio", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_DURATION] = g_param_spec_double ("duration", NULL, NULL, -1, G_MAXDOUBLE, -1,
                                                   flags);
  properties[PROP_VERDICT] = g_param_spec_uint ("verdict", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_SAVED_KINDS] = g_param_spec_uint ("saved-kinds", NULL, NULL, 0, G_MAXUINT, 0,
                                                    flags);
  properties[PROP_IMAGE_URL] = g_param_spec_string ("image-url", NULL, NULL, NULL, flags);
  properties[PROP_VIDEO_URL] = g_param_spec_string ("video-url", NULL, NULL, NULL, flags);
  properties[PROP_FACTS] = g_param_spec_boxed ("facts", NULL, NULL, REFRAIN_TYPE_CLIP_FACTS, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
refrain_clip_init (RefrainClip *self)
{
}

/**
 * refrain_clip_new:
 * @row_id: the clip's row in the store
 *
 * Returns: (transfer full): a clip that is not loaded yet
 */
RefrainClip *
refrain_clip_new (gint64 row_id)
{
  RefrainClip *self = g_object_new (REFRAIN_TYPE_CLIP, NULL);

  self->row_id = row_id;
  return self;
}

/**
 * refrain_clip_get_row_id:
 * @self: a clip
 *
 * Returns: the clip's row in the store
 */
gint64
refrain_clip_get_row_id (RefrainClip *self)
{
  g_return_val_if_fail (REFRAIN_IS_CLIP (self), 0);

  return self->row_id;
}

/**
 * refrain_clip_is_loaded:
 * @self: a clip
 *
 * Returns: whether the clip's record is known; a row that is not shows as a placeholder
 */
gboolean
refrain_clip_is_loaded (RefrainClip *self)
{
  g_return_val_if_fail (REFRAIN_IS_CLIP (self), FALSE);

  return self->record != NULL;
}

/**
 * refrain_clip_apply:
 * @self: a clip
 * @record: what the store has of it now
 *
 * Makes @record the clip's own and notifies of each property that changed.
 */
void
refrain_clip_apply (RefrainClip *self, const RefrainClipRecord *record)
{
  g_autoptr (RefrainClipRecord) before = NULL;

  g_return_if_fail (REFRAIN_IS_CLIP (self));
  g_return_if_fail (record != NULL && record->row_id == self->row_id);

  before = self->record;
  self->record = refrain_clip_record_copy (record);

  g_object_freeze_notify (G_OBJECT (self));
  notify_changes (self, before);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * refrain_clip_get_record:
 * @self: a clip
 *
 * Returns: (transfer none) (nullable): what is known, until the next refrain_clip_apply()
 */
const RefrainClipRecord *
refrain_clip_get_record (RefrainClip *self)
{
  g_return_val_if_fail (REFRAIN_IS_CLIP (self), NULL);

  return self->record;
}

/**
 * refrain_clip_get_facts:
 * @self: a clip
 *
 * Returns: (transfer none) (nullable): what the gateway said, until the next refrain_clip_apply()
 */
const RefrainClipFacts *
refrain_clip_get_facts (RefrainClip *self)
{
  g_return_val_if_fail (REFRAIN_IS_CLIP (self), NULL);

  return peek_facts (self);
}

/**
 * refrain_clip_find_file:
 * @self: a clip
 * @kind: one kind
 *
 * Returns: (transfer none) (nullable): the saved file of that kind, a proven one first
 */
const RefrainSavedFile *
refrain_clip_find_file (RefrainClip *self, RefrainFileKind kind)
{
  const RefrainSavedFile *found = NULL;

  g_return_val_if_fail (REFRAIN_IS_CLIP (self), NULL);

  for (guint i = 0; self->record != NULL && i < self->record->files->len; i++)
    {
      const RefrainSavedFile *file = g_ptr_array_index (self->record->files, i);

      if (file->kind == kind && (found == NULL || found->health != REFRAIN_FILE_PROVEN))
        found = file;
    }

  return found;
}

/**
 * refrain_clip_get_saved_kinds:
 * @self: a clip
 *
 * Returns: a set of #RefrainFileKind for which a proven file is on disk
 */
guint
refrain_clip_get_saved_kinds (RefrainClip *self)
{
  g_return_val_if_fail (REFRAIN_IS_CLIP (self), 0);

  return get_proven_kinds (self->record);
}

/**
 * refrain_clip_get_audio:
 * @self: a clip
 *
 * Returns: what can be heard of the clip from its gateway
 */
RefrainAudioState
refrain_clip_get_audio (RefrainClip *self)
{
  g_return_val_if_fail (REFRAIN_IS_CLIP (self), REFRAIN_AUDIO_PENDING);

  return self->record != NULL ? refrain_clip_facts_get_audio (self->record->facts)
                              : REFRAIN_AUDIO_PENDING;
}

/**
 * refrain_clip_get_verdict:
 * @self: a clip
 *
 * Returns: what the user thinks of the clip
 */
RefrainVerdict
refrain_clip_get_verdict (RefrainClip *self)
{
  g_return_val_if_fail (REFRAIN_IS_CLIP (self), REFRAIN_VERDICT_UNHEARD);

  return self->record != NULL ? self->record->verdict : REFRAIN_VERDICT_UNHEARD;
}

/**
 * refrain_clip_is_at_risk:
 * @self: a clip
 *
 * Returns: whether the clip is complete with a file that is not on disk, and so lost once its
 *   address dies
 */
gboolean
refrain_clip_is_at_risk (RefrainClip *self)
{
  const RefrainClipFacts *facts;

  g_return_val_if_fail (REFRAIN_IS_CLIP (self), FALSE);

  facts = peek_facts (self);
  return facts != NULL && facts->state == REFRAIN_CLIP_STATE_COMPLETE && facts->audio_url != NULL
         && (refrain_clip_get_saved_kinds (self) & REFRAIN_FILE_AUDIO) == 0;
}
