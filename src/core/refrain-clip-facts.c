/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-clip-facts.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (RefrainClipFacts,
                     refrain_clip_facts,
                     refrain_clip_facts_copy,
                     refrain_clip_facts_free)

/* Every text of the struct, so that copying, freeing, comparing and merging cannot miss one. */
static const gsize text_offsets[] = {
  G_STRUCT_OFFSET (RefrainClipFacts, id),
  G_STRUCT_OFFSET (RefrainClipFacts, task_id),
  G_STRUCT_OFFSET (RefrainClipFacts, title),
  G_STRUCT_OFFSET (RefrainClipFacts, style),
  G_STRUCT_OFFSET (RefrainClipFacts, lyrics),
  G_STRUCT_OFFSET (RefrainClipFacts, description),
  G_STRUCT_OFFSET (RefrainClipFacts, model),
  G_STRUCT_OFFSET (RefrainClipFacts, version),
  G_STRUCT_OFFSET (RefrainClipFacts, audio_url),
  G_STRUCT_OFFSET (RefrainClipFacts, stream_url),
  G_STRUCT_OFFSET (RefrainClipFacts, video_url),
  G_STRUCT_OFFSET (RefrainClipFacts, image_url),
  G_STRUCT_OFFSET (RefrainClipFacts, image_large_url),
  G_STRUCT_OFFSET (RefrainClipFacts, error_type),
  G_STRUCT_OFFSET (RefrainClipFacts, error_message),
  G_STRUCT_OFFSET (RefrainClipFacts, parent_id),
};

static char **
text_at (const RefrainClipFacts *facts, gsize index)
{
  return &G_STRUCT_MEMBER (char *, (gpointer) facts, text_offsets[index]);
}

/**
 * refrain_clip_facts_new:
 *
 * Returns: (transfer full): facts that say nothing: state submitted, duration unknown
 */
RefrainClipFacts *
refrain_clip_facts_new (void)
{
  RefrainClipFacts *facts = g_new0 (RefrainClipFacts, 1);

  facts->duration = REFRAIN_DURATION_UNKNOWN;
  return facts;
}

/**
 * refrain_clip_facts_copy:
 * @facts: facts
 *
 * Returns: (transfer full): the same facts, sharing nothing with @facts
 */
RefrainClipFacts *
refrain_clip_facts_copy (const RefrainClipFacts *facts)
{
  RefrainClipFacts *copy = g_memdup2 (facts, sizeof *facts);

  for (gsize i = 0; i < G_N_ELEMENTS (text_offsets); i++)
    *text_at (copy, i) = g_strdup (*text_at (facts, i));

  return copy;
}

/**
 * refrain_clip_facts_free:
 * @facts: (transfer full) (nullable): facts
 */
void
refrain_clip_facts_free (RefrainClipFacts *facts)
{
  if (facts == NULL)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (text_offsets); i++)
    g_free (*text_at (facts, i));

  g_free (facts);
}

/**
 * refrain_clip_facts_get_audio:
 * @facts: facts
 *
 * Returns: what can be heard of the clip
 */
RefrainAudioState
refrain_clip_facts_get_audio (const RefrainClipFacts *facts)
{
  if (facts->audio_url != NULL)
    return REFRAIN_AUDIO_READY;
  if (facts->stream_url != NULL)
    return REFRAIN_AUDIO_STREAMING;
  if (!refrain_clip_state_is_terminal (facts->state))
    return REFRAIN_AUDIO_PENDING;

  return REFRAIN_AUDIO_NONE;
}

/**
 * refrain_clip_facts_merge:
 * @known: what was known
 * @news: what the gateway says now of the same clip
 *
 * Brings @known up to date. Gateways take addresses and texts back between polls, so nothing known
 * is ever replaced by nothing. A clip that has ended does not start again, except that an error may
 * still turn into a complete clip.
 */
void
refrain_clip_facts_merge (RefrainClipFacts *known, const RefrainClipFacts *news)
{
  gboolean was_complete = known->state == REFRAIN_CLIP_STATE_COMPLETE;
  gboolean was_terminal = refrain_clip_state_is_terminal (known->state);

  for (gsize i = 0; i < G_N_ELEMENTS (text_offsets); i++)
    {
      if (*text_at (news, i) != NULL)
        {
          g_free (*text_at (known, i));
          *text_at (known, i) = g_strdup (*text_at (news, i));
        }
    }

  if (!was_complete && (!was_terminal || refrain_clip_state_is_terminal (news->state)))
    known->state = news->state;
  if (news->duration > 0)
    known->duration = news->duration;
  if (news->created_at != 0)
    known->created_at = news->created_at;
  known->instrumental |= news->instrumental;
  known->liked |= news->liked;
}

/**
 * refrain_clip_facts_equal:
 * @a: facts
 * @b: facts
 *
 * Returns: whether both say the same
 */
gboolean
refrain_clip_facts_equal (const RefrainClipFacts *a, const RefrainClipFacts *b)
{
  for (gsize i = 0; i < G_N_ELEMENTS (text_offsets); i++)
    {
      if (g_strcmp0 (*text_at (a, i), *text_at (b, i)) != 0)
        return FALSE;
    }

  return a->state == b->state && a->created_at == b->created_at
         && ABS (a->duration - b->duration) < 0.0005 && a->instrumental == b->instrumental
         && a->liked == b->liked;
}
