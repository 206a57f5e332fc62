/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-states.h"

G_BEGIN_DECLS

#define REFRAIN_TYPE_CLIP_FACTS (refrain_clip_facts_get_type ())

/** REFRAIN_DURATION_UNKNOWN: the gateway has not said how long a clip is. */
#define REFRAIN_DURATION_UNKNOWN (-1.0)

typedef struct _RefrainClipFacts RefrainClipFacts;

/**
 * RefrainClipFacts: what a gateway has said of one clip, as a plain value.
 *
 * Text is UTF-8 and %NULL where nothing was said; no text is ever empty. An address is always
 * http or https.
 */
struct _RefrainClipFacts
{
  char *id;              /* (owned) (nullable): the gateway's id */
  char *task_id;         /* (owned) (nullable) */
  char *title;           /* (owned) (nullable) */
  char *style;           /* (owned) (nullable): tags, comma separated */
  char *lyrics;          /* (owned) (nullable) */
  char *description;     /* (owned) (nullable): the words of a "describe" request */
  char *model;           /* (owned) (nullable): "chirp-v4" */
  char *version;         /* (owned) (nullable): "v4" */
  char *audio_url;       /* (owned) (nullable): the final file */
  char *stream_url;      /* (owned) (nullable): plays while the clip is made */
  char *video_url;       /* (owned) (nullable) */
  char *image_url;       /* (owned) (nullable) */
  char *image_large_url; /* (owned) (nullable) */
  char *error_type;      /* (owned) (nullable) */
  char *error_message;   /* (owned) (nullable): the gateway's own text, whole */
  char *parent_id;       /* (owned) (nullable): the clip that this one extends */
  RefrainClipState state;
  double duration;   /* seconds, or REFRAIN_DURATION_UNKNOWN */
  gint64 created_at; /* UTC ms, 0 = not said */
  gboolean instrumental;
  gboolean liked;
};

GType refrain_clip_facts_get_type (void);
RefrainClipFacts *refrain_clip_facts_new (void);
RefrainClipFacts *refrain_clip_facts_copy (const RefrainClipFacts *facts);
void refrain_clip_facts_free (RefrainClipFacts *facts);
RefrainAudioState refrain_clip_facts_get_audio (const RefrainClipFacts *facts);
void refrain_clip_facts_merge (RefrainClipFacts *known, const RefrainClipFacts *news);
gboolean refrain_clip_facts_equal (const RefrainClipFacts *a, const RefrainClipFacts *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainClipFacts, refrain_clip_facts_free)

G_END_DECLS
