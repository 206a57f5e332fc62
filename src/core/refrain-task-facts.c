/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-task-facts.h"

G_DEFINE_BOXED_TYPE (RefrainTaskFacts,
                     refrain_task_facts,
                     refrain_task_facts_copy,
                     refrain_task_facts_free)

static gpointer
copy_clip (gconstpointer clip, gpointer unused)
{
  return refrain_clip_facts_copy (clip);
}

static void
merge_text (char **known, const char *news)
{
  if (news == NULL)
    return;

  g_free (*known);
  *known = g_strdup (news);
}

static void
merge_time (gint64 *known, gint64 news)
{
  if (news != 0)
    *known = news;
}

/**
 * refrain_task_facts_new:
 *
 * Returns: (transfer full): facts that say nothing: state unknown, no clips
 */
RefrainTaskFacts *
refrain_task_facts_new (void)
{
  RefrainTaskFacts *facts = g_new0 (RefrainTaskFacts, 1);

  facts->progress = REFRAIN_PROGRESS_UNKNOWN;
  facts->clips = g_ptr_array_new_with_free_func ((GDestroyNotify) refrain_clip_facts_free);
  return facts;
}

/**
 * refrain_task_facts_copy:
 * @facts: facts
 *
 * Returns: (transfer full): the same facts, sharing nothing with @facts
 */
RefrainTaskFacts *
refrain_task_facts_copy (const RefrainTaskFacts *facts)
{
  RefrainTaskFacts *copy = g_memdup2 (facts, sizeof *facts);

  copy->id = g_strdup (facts->id);
  copy->state_word = g_strdup (facts->state_word);
  copy->fail_reason = g_strdup (facts->fail_reason);
  copy->model = g_strdup (facts->model);
  copy->request = g_strdup (facts->request);
  copy->lyrics_title = g_strdup (facts->lyrics_title);
  copy->lyrics_text = g_strdup (facts->lyrics_text);
  copy->clips = g_ptr_array_copy (facts->clips, (GCopyFunc) copy_clip, NULL);
  g_ptr_array_set_free_func (copy->clips, (GDestroyNotify) refrain_clip_facts_free);
  return copy;
}

/**
 * refrain_task_facts_free:
 * @facts: (transfer full) (nullable): facts
 */
void
refrain_task_facts_free (RefrainTaskFacts *facts)
{
  if (facts == NULL)
    return;

  g_free (facts->id);
  g_free (facts->state_word);
  g_free (facts->fail_reason);
  g_free (facts->model);
  g_free (facts->request);
  g_free (facts->lyrics_title);
  g_free (facts->lyrics_text);
  g_ptr_array_unref (facts->clips);
  g_free (facts);
}

/**
 * refrain_task_facts_find_clip:
 * @facts: facts
 * @clip_id: (nullable): a clip's id
 *
 * Returns: (transfer none) (nullable): the clip of that id
 */
RefrainClipFacts *
refrain_task_facts_find_clip (const RefrainTaskFacts *facts, const char *clip_id)
{
  for (guint i = 0; clip_id != NULL && i < facts->clips->len; i++)
    {
      RefrainClipFacts *clip = g_ptr_array_index (facts->clips, i);

      if (g_strcmp0 (clip->id, clip_id) == 0)
        return clip;
    }

  return NULL;
}

/* Some gateways leave ids out. Such clips are told apart by their places, so that the same two do
 * not become four with the next poll. */
static RefrainClipFacts *
find_same_clip (const RefrainTaskFacts *known, const RefrainClipFacts *clip, guint place)
{
  RefrainClipFacts *same;

  if (clip->id != NULL || place >= known->clips->len)
    return refrain_task_facts_find_clip (known, clip->id);

  same = g_ptr_array_index (known->clips, place);
  return same->id == NULL ? same : NULL;
}

/**
 * refrain_task_facts_merge:
 * @known: what was known
 * @news: what the gateway says now of the same task
 *
 * Brings @known up to date. Nothing known is replaced by nothing, clips are merged by id and new
 * ones appended, and a clip that is missing from @news stays: an answer removes nothing. A complete
 * task stays complete; a failed one may still turn out complete.
 */
void
refrain_task_facts_merge (RefrainTaskFacts *known, const RefrainTaskFacts *news)
{
  gboolean news_is_weaker = known->state == REFRAIN_TASK_STATE_COMPLETE
                            || (known->state == REFRAIN_TASK_STATE_FAILED
                                && !refrain_task_state_is_terminal (news->state))
                            || (news->state == REFRAIN_TASK_STATE_UNKNOWN
                                && news->state_word == NULL);

  if (!news_is_weaker)
    {
      known->state = news->state;
      merge_text (&known->state_word, news->state_word);
      if (news->progress >= 0)
        known->progress = news->progress;
    }
  merge_text (&known->id, news->id);
  merge_text (&known->fail_reason, news->fail_reason);
  merge_text (&known->model, news->model);
  merge_text (&known->request, news->request);
  merge_text (&known->lyrics_title, news->lyrics_title);
  merge_text (&known->lyrics_text, news->lyrics_text);
  merge_time (&known->submitted_at, news->submitted_at);
  merge_time (&known->started_at, news->started_at);
  merge_time (&known->finished_at, news->finished_at);
  if (news->kind != REFRAIN_TASK_KIND_MUSIC)
    known->kind = news->kind;

  for (guint i = 0; i < news->clips->len; i++)
    {
      const RefrainClipFacts *clip = g_ptr_array_index (news->clips, i);
      RefrainClipFacts *same = find_same_clip (known, clip, i);

      if (same != NULL)
        refrain_clip_facts_merge (same, clip);
      else
        g_ptr_array_add (known->clips, refrain_clip_facts_copy (clip));
    }
}

/**
 * refrain_task_facts_is_settled:
 * @facts: facts
 *
 * Some gateways call a task complete while its clips are still being made, so a complete task is
 * settled only when its clips are.
 *
 * Returns: whether asking the gateway again can bring nothing new
 */
gboolean
refrain_task_facts_is_settled (const RefrainTaskFacts *facts)
{
  if (facts->state == REFRAIN_TASK_STATE_FAILED)
    return TRUE;
  if (facts->state != REFRAIN_TASK_STATE_COMPLETE)
    return FALSE;

  for (guint i = 0; i < facts->clips->len; i++)
    {
      const RefrainClipFacts *clip = g_ptr_array_index (facts->clips, i);

      if (!refrain_clip_state_is_terminal (clip->state))
        return FALSE;
    }

  return TRUE;
}
