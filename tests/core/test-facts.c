/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-task-facts.h"

#define FINAL "https://cdn.example/one.mp3"
#define STREAM "https://audiopipe.example/?item_id=one"

static RefrainClipFacts *
new_clip (const char *id, RefrainClipState state)
{
  RefrainClipFacts *facts = refrain_clip_facts_new ();

  facts->id = g_strdup (id);
  facts->state = state;
  return facts;
}

static RefrainClipFacts *
new_full_clip (void)
{
  RefrainClipFacts *facts = new_clip ("one", REFRAIN_CLIP_STATE_COMPLETE);

  facts->task_id = g_strdup ("task");
  facts->title = g_strdup ("Harbour Lights");
  facts->style = g_strdup ("folk, slow");
  facts->lyrics = g_strdup ("[Verse]\nThe tide is out");
  facts->description = g_strdup ("a song of the sea");
  facts->model = g_strdup ("chirp-v4");
  facts->version = g_strdup ("v4");
  facts->audio_url = g_strdup (FINAL);
  facts->video_url = g_strdup ("https://cdn.example/one.mp4");
  facts->image_url = g_strdup ("https://cdn.example/one.png");
  facts->image_large_url = g_strdup ("https://cdn.example/one-large.png");
  facts->parent_id = g_strdup ("zero");
  facts->duration = 108.8;
  facts->created_at = 1713450571760;
  facts->instrumental = TRUE;
  return facts;
}

static void
test_new_says_nothing (void)
{
  g_autoptr (RefrainClipFacts) clip = refrain_clip_facts_new ();
  g_autoptr (RefrainTaskFacts) task = refrain_task_facts_new ();

  g_assert_null (clip->id);
  g_assert_cmpfloat (clip->duration, ==, REFRAIN_DURATION_UNKNOWN);
  g_assert_cmpint (clip->created_at, ==, 0);
  g_assert_nonnull (task->clips);
  g_assert_cmpuint (task->clips->len, ==, 0);
  g_assert_cmpfloat (task->progress, ==, REFRAIN_PROGRESS_UNKNOWN);
  g_assert_cmpint (task->state, ==, REFRAIN_TASK_STATE_UNKNOWN);
}

static void
test_copy_is_deep (void)
{
  g_autoptr (RefrainClipFacts) clip = new_full_clip ();
  RefrainClipFacts *copy = refrain_clip_facts_copy (clip);

  g_assert_true (refrain_clip_facts_equal (clip, copy));
  g_assert_true (copy->title != clip->title);
  g_free (copy->title);
  copy->title = g_strdup ("Other");
  g_assert_false (refrain_clip_facts_equal (clip, copy));
  refrain_clip_facts_free (copy);
  g_assert_cmpstr (clip->title, ==, "Harbour Lights");
}

static void
test_equal_sees_every_field (void)
{
  g_autoptr (RefrainClipFacts) clip = new_full_clip ();
  char **texts[] = { &clip->id,
                     &clip->task_id,
                     &clip->title,
                     &clip->style,
                     &clip->lyrics,
                     &clip->description,
                     &clip->model,
                     &clip->version,
                     &clip->audio_url,
                     &clip->stream_url,
                     &clip->video_url,
                     &clip->image_url,
                     &clip->image_large_url,
                     &clip->error_type,
                     &clip->error_message,
                     &clip->parent_id };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (RefrainClipFacts) before = refrain_clip_facts_copy (clip);

      g_free (*texts[i]);
      *texts[i] = g_strdup ("changed");
      g_test_message ("text field %" G_GSIZE_FORMAT, i);
      g_assert_false (refrain_clip_facts_equal (before, clip));
    }
}

/* Rule 8: what can be heard. */
static void
test_audio (void)
{
  g_autoptr (RefrainClipFacts) clip = new_clip ("one", REFRAIN_CLIP_STATE_QUEUED);

  g_assert_cmpint (refrain_clip_facts_get_audio (clip), ==, REFRAIN_AUDIO_PENDING);
  clip->stream_url = g_strdup (STREAM);
  clip->state = REFRAIN_CLIP_STATE_STREAMING;
  g_assert_cmpint (refrain_clip_facts_get_audio (clip), ==, REFRAIN_AUDIO_STREAMING);
  clip->audio_url = g_strdup (FINAL);
  clip->state = REFRAIN_CLIP_STATE_COMPLETE;
  g_assert_cmpint (refrain_clip_facts_get_audio (clip), ==, REFRAIN_AUDIO_READY);
  g_clear_pointer (&clip->audio_url, g_free);
  g_clear_pointer (&clip->stream_url, g_free);
  g_assert_cmpint (refrain_clip_facts_get_audio (clip), ==, REFRAIN_AUDIO_NONE);
  clip->state = REFRAIN_CLIP_STATE_ERROR;
  g_assert_cmpint (refrain_clip_facts_get_audio (clip), ==, REFRAIN_AUDIO_NONE);
}

/* Rule 9: a poll that says less takes nothing away. */
static void
test_nothing_replaces_nothing (void)
{
  g_autoptr (RefrainClipFacts) known = new_full_clip ();
  g_autoptr (RefrainClipFacts) before = refrain_clip_facts_copy (known);
  g_autoptr (RefrainClipFacts) news = new_clip ("one", REFRAIN_CLIP_STATE_COMPLETE);

  refrain_clip_facts_merge (known, news);
  g_assert_cmpstr (known->title, ==, before->title);
  g_assert_cmpstr (known->lyrics, ==, before->lyrics);
  g_assert_cmpstr (known->style, ==, before->style);
  g_assert_cmpstr (known->audio_url, ==, before->audio_url);
  g_assert_cmpstr (known->video_url, ==, before->video_url);
  g_assert_cmpstr (known->image_url, ==, before->image_url);
  g_assert_cmpstr (known->image_large_url, ==, before->image_large_url);
  g_assert_cmpstr (known->model, ==, before->model);
  g_assert_cmpstr (known->parent_id, ==, before->parent_id);
  g_assert_cmpfloat (known->duration, ==, before->duration);
  g_assert_cmpint (known->created_at, ==, before->created_at);
}

static void
test_last_value_wins (void)
{
  g_autoptr (RefrainClipFacts) known = new_full_clip ();
  g_autoptr (RefrainClipFacts) news = new_full_clip ();

  g_free (news->title);
  news->title = g_strdup ("Harbour Lights II");
  g_free (news->audio_url);
  news->audio_url = g_strdup ("https://other.example/one.mp3");
  news->duration = 110.0;
  refrain_clip_facts_merge (known, news);
  g_assert_cmpstr (known->title, ==, "Harbour Lights II");
  g_assert_cmpstr (known->audio_url, ==, "https://other.example/one.mp3");
  g_assert_cmpfloat (known->duration, ==, 110.0);
}

static void
test_stream_never_replaces_final (void)
{
  g_autoptr (RefrainClipFacts) known = new_full_clip ();
  g_autoptr (RefrainClipFacts) news = new_clip ("one", REFRAIN_CLIP_STATE_STREAMING);

  news->stream_url = g_strdup (STREAM);
  refrain_clip_facts_merge (known, news);
  g_assert_cmpstr (known->audio_url, ==, FINAL);
  g_assert_cmpint (known->state, ==, REFRAIN_CLIP_STATE_COMPLETE);
  g_assert_cmpint (refrain_clip_facts_get_audio (known), ==, REFRAIN_AUDIO_READY);
}

static void
test_final_replaces_stream (void)
{
  g_autoptr (RefrainClipFacts) known = new_clip ("one", REFRAIN_CLIP_STATE_STREAMING);
  g_autoptr (RefrainClipFacts) news = new_full_clip ();

  known->stream_url = g_strdup (STREAM);
  refrain_clip_facts_merge (known, news);
  g_assert_cmpstr (known->audio_url, ==, FINAL);
  g_assert_cmpint (known->state, ==, REFRAIN_CLIP_STATE_COMPLETE);
  g_assert_cmpint (refrain_clip_facts_get_audio (known), ==, REFRAIN_AUDIO_READY);
}

static void
test_ended_clip_stays_ended (void)
{
  g_autoptr (RefrainClipFacts) failed = new_clip ("one", REFRAIN_CLIP_STATE_ERROR);
  g_autoptr (RefrainClipFacts) queued = new_clip ("one", REFRAIN_CLIP_STATE_QUEUED);
  g_autoptr (RefrainClipFacts) complete = new_full_clip ();

  refrain_clip_facts_merge (failed, queued);
  g_assert_cmpint (failed->state, ==, REFRAIN_CLIP_STATE_ERROR);
  refrain_clip_facts_merge (failed, complete);
  g_assert_cmpint (failed->state, ==, REFRAIN_CLIP_STATE_COMPLETE);
}

static RefrainTaskFacts *
new_task (RefrainTaskState state, RefrainClipFacts *first, RefrainClipFacts *second)
{
  RefrainTaskFacts *task = refrain_task_facts_new ();

  task->id = g_strdup ("task");
  task->state = state;
  if (first != NULL)
    g_ptr_array_add (task->clips, first);
  if (second != NULL)
    g_ptr_array_add (task->clips, second);
  return task;
}

static void
test_task_merges_by_id (void)
{
  g_autoptr (RefrainTaskFacts) known = new_task (REFRAIN_TASK_STATE_RUNNING,
                                                 new_clip ("one", REFRAIN_CLIP_STATE_STREAMING),
                                                 new_clip ("two", REFRAIN_CLIP_STATE_QUEUED));
  g_autoptr (RefrainTaskFacts) news = new_task (REFRAIN_TASK_STATE_STREAMING,
                                                new_clip ("three", REFRAIN_CLIP_STATE_QUEUED),
                                                new_full_clip ());

  refrain_task_facts_merge (known, news);
  g_assert_cmpint (known->state, ==, REFRAIN_TASK_STATE_STREAMING);
  g_assert_cmpuint (known->clips->len, ==, 3);
  g_assert_cmpint (refrain_task_facts_find_clip (known, "one")->state, ==,
                   REFRAIN_CLIP_STATE_COMPLETE);
  g_assert_nonnull (refrain_task_facts_find_clip (known, "two"));
  g_assert_nonnull (refrain_task_facts_find_clip (known, "three"));
  g_assert_null (refrain_task_facts_find_clip (known, "four"));
  g_assert_null (refrain_task_facts_find_clip (known, NULL));
}

/* Some gateways leave ids out: the same two clips must not become four. */
static void
test_task_without_ids (void)
{
  g_autoptr (RefrainTaskFacts) known = new_task (REFRAIN_TASK_STATE_RUNNING,
                                                 new_clip (NULL, REFRAIN_CLIP_STATE_COMPLETE),
                                                 new_clip (NULL, REFRAIN_CLIP_STATE_STREAMING));
  g_autoptr (RefrainTaskFacts) news = new_task (REFRAIN_TASK_STATE_COMPLETE,
                                                new_clip (NULL, REFRAIN_CLIP_STATE_COMPLETE),
                                                new_clip (NULL, REFRAIN_CLIP_STATE_COMPLETE));

  refrain_task_facts_merge (known, news);
  g_assert_cmpuint (known->clips->len, ==, 2);
  g_assert_true (refrain_task_facts_is_settled (known));
}

static void
test_task_states_merge (void)
{
  static const struct
  {
    RefrainTaskState known;
    RefrainTaskState news;
    RefrainTaskState expected;
  } cases[] = {
    { REFRAIN_TASK_STATE_QUEUED, REFRAIN_TASK_STATE_RUNNING, REFRAIN_TASK_STATE_RUNNING },
    { REFRAIN_TASK_STATE_RUNNING, REFRAIN_TASK_STATE_FAILED, REFRAIN_TASK_STATE_FAILED },
    { REFRAIN_TASK_STATE_COMPLETE, REFRAIN_TASK_STATE_RUNNING, REFRAIN_TASK_STATE_COMPLETE },
    { REFRAIN_TASK_STATE_COMPLETE, REFRAIN_TASK_STATE_FAILED, REFRAIN_TASK_STATE_COMPLETE },
    { REFRAIN_TASK_STATE_FAILED, REFRAIN_TASK_STATE_RUNNING, REFRAIN_TASK_STATE_FAILED },
    { REFRAIN_TASK_STATE_FAILED, REFRAIN_TASK_STATE_COMPLETE, REFRAIN_TASK_STATE_COMPLETE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RefrainTaskFacts) known = new_task (cases[i].known, NULL, NULL);
      g_autoptr (RefrainTaskFacts) news = new_task (cases[i].news, NULL, NULL);

      refrain_task_facts_merge (known, news);
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (known->state, ==, cases[i].expected);
    }
}

static void
test_task_keeps_what_it_knew (void)
{
  g_autoptr (RefrainTaskFacts) known = new_task (REFRAIN_TASK_STATE_RUNNING, NULL, NULL);
  g_autoptr (RefrainTaskFacts) news = new_task (REFRAIN_TASK_STATE_COMPLETE, NULL, NULL);

  known->request = g_strdup ("{\"prompt\":\"rain\"}");
  known->model = g_strdup ("chirp-v4");
  known->lyrics_text = g_strdup ("a line");
  known->submitted_at = 5000;
  news->finished_at = 9000;
  refrain_task_facts_merge (known, news);
  g_assert_cmpstr (known->request, ==, "{\"prompt\":\"rain\"}");
  g_assert_cmpstr (known->model, ==, "chirp-v4");
  g_assert_cmpstr (known->lyrics_text, ==, "a line");
  g_assert_cmpint (known->submitted_at, ==, 5000);
  g_assert_cmpint (known->finished_at, ==, 9000);
}

/* Rule 11: a failure takes no playable clip away. */
static void
test_failure_keeps_clips (void)
{
  g_autoptr (RefrainTaskFacts) known = new_task (REFRAIN_TASK_STATE_RUNNING, new_full_clip (),
                                                 NULL);
  g_autoptr (RefrainTaskFacts) news = new_task (REFRAIN_TASK_STATE_FAILED, NULL, NULL);

  news->fail_reason = g_strdup ("the second take was refused");
  refrain_task_facts_merge (known, news);
  g_assert_cmpint (known->state, ==, REFRAIN_TASK_STATE_FAILED);
  g_assert_cmpstr (known->fail_reason, ==, "the second take was refused");
  g_assert_cmpuint (known->clips->len, ==, 1);
  g_assert_cmpstr (refrain_task_facts_find_clip (known, "one")->audio_url, ==, FINAL);
}

static void
test_settled (void)
{
  g_autoptr (RefrainTaskFacts) running = new_task (REFRAIN_TASK_STATE_RUNNING, new_full_clip (),
                                                   NULL);
  g_autoptr (RefrainTaskFacts) early = new_task (REFRAIN_TASK_STATE_COMPLETE,
                                                 new_clip ("one", REFRAIN_CLIP_STATE_QUEUED), NULL);
  g_autoptr (RefrainTaskFacts) done = new_task (REFRAIN_TASK_STATE_COMPLETE, new_full_clip (),
                                                NULL);
  g_autoptr (RefrainTaskFacts) failed = new_task (REFRAIN_TASK_STATE_FAILED,
                                                  new_clip ("one", REFRAIN_CLIP_STATE_ERROR), NULL);

  g_assert_false (refrain_task_facts_is_settled (running));
  g_assert_false (refrain_task_facts_is_settled (early));
  g_assert_true (refrain_task_facts_is_settled (done));
  g_assert_true (refrain_task_facts_is_settled (failed));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/facts/new-says-nothing", test_new_says_nothing);
  g_test_add_func ("/core/facts/copy-is-deep", test_copy_is_deep);
  g_test_add_func ("/core/facts/equal-sees-every-field", test_equal_sees_every_field);
  g_test_add_func ("/core/facts/audio", test_audio);
  g_test_add_func ("/core/facts/merge/nothing", test_nothing_replaces_nothing);
  g_test_add_func ("/core/facts/merge/last-value", test_last_value_wins);
  g_test_add_func ("/core/facts/merge/stream-after-final", test_stream_never_replaces_final);
  g_test_add_func ("/core/facts/merge/final-after-stream", test_final_replaces_stream);
  g_test_add_func ("/core/facts/merge/ended", test_ended_clip_stays_ended);
  g_test_add_func ("/core/facts/merge/task-by-id", test_task_merges_by_id);
  g_test_add_func ("/core/facts/merge/task-without-ids", test_task_without_ids);
  g_test_add_func ("/core/facts/merge/task-states", test_task_states_merge);
  g_test_add_func ("/core/facts/merge/task-keeps", test_task_keeps_what_it_knew);
  g_test_add_func ("/core/facts/merge/failure-keeps-clips", test_failure_keeps_clips);
  g_test_add_func ("/core/facts/settled", test_settled);

  return g_test_run ();
}
