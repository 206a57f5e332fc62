/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "answer-fixture.h"

#include <stdlib.h>
#include <string.h>

/* Reads answers of real gateways when somebody has a folder of them: REFRAIN_SAMPLES_DIR. What a
 * person reads in each stands in the table below, by the number that its file's name begins with.
 */

typedef struct
{
  const char *id;    /* (nullable): not compared */
  const char *title; /* (nullable): not compared */
  RefrainClipState state;
  RefrainAudioState audio;
  double duration; /* 0 = not compared */
  gboolean lyrics;
  gboolean video;
} ClipFacts;

typedef struct
{
  const char *prefix;
  guint status;
  const char *id; /* (nullable): the task has none */
  RefrainTaskState state;
  const char *word; /* (nullable) */
  guint n_clips;
  ClipFacts clips[2];
} Sample;

#define DONE REFRAIN_CLIP_STATE_COMPLETE, REFRAIN_AUDIO_READY
#define PLAYS REFRAIN_CLIP_STATE_STREAMING, REFRAIN_AUDIO_STREAMING
#define SNOW_TASK "1af4b454-ce84-4512-a0a2-de3f8574ecd8"
#define SNOW_1 "1f610752-f426-4fd5-89a8-ba2ad0370881", "Snowflakes and Mistletoe"
#define SNOW_2 "d1a3109d-799b-401e-b032-4b501bcf26f3", "Snowflakes and Mistletoe"

static const Sample samples[] = {
  { "01_",
    200,
    "56ea8da3-8507-4118-9f1e-111111111111",
    REFRAIN_TASK_STATE_COMPLETE,
    "completed",
    2,
    { { "e0fe8bba-fac8-460b-bf1c-111111111111", "Blowin' in the Breeze", DONE, 108.8, TRUE, TRUE },
      { "f66f7a6f-a868-464f-b280-111111111111", "Blowin' in the Breeze", DONE, 103.2, TRUE,
        TRUE } } },
  { "02_", 200, "record_this_taskID", REFRAIN_TASK_STATE_SUBMITTED, NULL, 0 },
  { "03_", 200, "736a6f88-bd29-4b1e-b110-37132a5325ac", REFRAIN_TASK_STATE_SUBMITTED, NULL, 0 },
  { "04_",
    200,
    "346c5d10-a4a1-4f49-a851-66a7dae6cfaf",
    REFRAIN_TASK_STATE_RUNNING,
    "IN_PROGRESS",
    1,
    { { "e9893d04-6a63-4007-8473-64b706eca4d1", "Electric Dance Party", PLAYS, -1, TRUE,
        FALSE } } },
  { "06_",
    200,
    "ac0d560a-22cd-4dd0-b16e-8238208457d7",
    REFRAIN_TASK_STATE_COMPLETE,
    "SUCCESS",
    2,
    { { "e1138cfd-f39e-4cc9-96ea-7da60ecc49de", "Cat Dance", DONE, 240, TRUE, FALSE },
      { "9d4ef8aa-7c9a-4fcc-8cc7-67b29b733bd5", "Cat Dance", DONE, 196.8, TRUE, FALSE } } },
  { "07_",
    200,
    "45ec8cd5-cd30-45dc-ae65-b40ba15a72b2",
    REFRAIN_TASK_STATE_RUNNING,
    "IN_PROGRESS",
    1,
    { { "0ee116c8-dd0e-4c8e-98e3-ef7d91aec3de", "Whispering Leaves", PLAYS, -1, TRUE, FALSE } } },
  { "10_",
    200,
    "task_xxx",
    REFRAIN_TASK_STATE_COMPLETE,
    "SUCCESS",
    1,
    { { "clip_xxx", NULL, DONE, 180, TRUE, FALSE } } },
  { "11_", 200, "suno_task_abc123", REFRAIN_TASK_STATE_RUNNING, "processing", 0 },
  { "12_",
    200,
    "suno_task_abc123",
    REFRAIN_TASK_STATE_COMPLETE,
    "complete",
    2,
    { { "clip_001", NULL, DONE, 120.5, TRUE, FALSE }, { "clip_002", NULL, DONE, 118.3, TRUE } } },
  { "13_",
    200,
    NULL,
    REFRAIN_TASK_STATE_COMPLETE,
    NULL,
    1,
    { { "15410652-357c-47fa-8ad9-a4a145fbfa14", "Battle Prelude", DONE, 30, TRUE, TRUE } } },
  { "17_",
    200,
    NULL,
    REFRAIN_TASK_STATE_RUNNING,
    "IN_PROGRESS",
    2,
    { { NULL, NULL, DONE, -1, FALSE, FALSE }, { NULL, NULL, PLAYS, -1, FALSE, FALSE } } },
  { "20_",
    200,
    "5c79****be8e",
    REFRAIN_TASK_STATE_COMPLETE,
    "SUCCESS",
    1,
    { { "8551****662c", NULL, DONE, 198.44, TRUE, FALSE } } },
  { "26_",
    200,
    "a2d0d44500f02c381b8799682da4dc39",
    REFRAIN_TASK_STATE_STREAMING,
    "FIRST_SUCCESS",
    1,
    { { "35ad7978-1d63-4e28-ae59-962a2b0c18a2", "Beat Title", DONE, 180.5, FALSE, FALSE } } },
  { "27_", 200, "a2d0d44500f02c381b8799682da4dc39", REFRAIN_TASK_STATE_FAILED, "FAILED", 0 },
  { "30_",
    200,
    "eae26f89-b64b-404d-a80c-761996660b1c",
    REFRAIN_TASK_STATE_COMPLETE,
    NULL,
    2,
    { { "b8a4f691-4b14-4120-a7e1-a54a27a0e57e", "Holiday Wishes", DONE, 154.44, TRUE, TRUE },
      { "1a3343b2-2c24-4584-a2a7-687e2f97f09e", "Holiday Wishes", DONE, 147.16, TRUE, TRUE } } },
  { "32_",
    200,
    "e72fb249-bd5b-4e2a-b20c-8a06fea5ac14",
    REFRAIN_TASK_STATE_COMPLETE,
    NULL,
    2,
    { { "b481b17a-bf50-4e10-8adc-4d5635050893", "Under the Mistletoe", DONE, 154.92, TRUE, FALSE },
      { "fbf22dab-5e2b-4e02-84c0-6d7605f14c3d", "Under the Mistletoe", DONE, 158.48, TRUE,
        FALSE } } },
  { "36_",
    200,
    SNOW_TASK,
    REFRAIN_TASK_STATE_UNKNOWN,
    NULL,
    2,
    { { SNOW_1, DONE, 129.92, TRUE, FALSE }, { SNOW_2, PLAYS, -1, TRUE, FALSE } } },
  { "36b_",
    200,
    SNOW_TASK,
    REFRAIN_TASK_STATE_UNKNOWN,
    NULL,
    2,
    { { SNOW_1, DONE, 129.92, TRUE, TRUE }, { SNOW_2, PLAYS, -1, TRUE, FALSE } } },
  { "36c_",
    200,
    SNOW_TASK,
    REFRAIN_TASK_STATE_COMPLETE,
    NULL,
    2,
    { { SNOW_1, DONE, 129.92, TRUE, FALSE }, { SNOW_2, DONE, 127.16, TRUE, FALSE } } },
  { "37_", 200, "44472ab8-783b-4054-b861-5bf14e462f60", REFRAIN_TASK_STATE_SUBMITTED, NULL, 0 },
  { "39_",
    200,
    SNOW_TASK,
    REFRAIN_TASK_STATE_UNKNOWN,
    NULL,
    2,
    { { SNOW_1, DONE, 129.92, TRUE, FALSE }, { SNOW_2, PLAYS, -1, TRUE, FALSE } } },
  { "42_",
    200,
    "fe604237-3aa8-41f8-8901-a6f4e70ccec9",
    REFRAIN_TASK_STATE_COMPLETE,
    "complete",
    2,
    { { "c4581fd8-e1cd-42f5-94cb-e1f3fd6505b4", NULL, REFRAIN_CLIP_STATE_SUBMITTED,
        REFRAIN_AUDIO_PENDING, -1, FALSE, FALSE },
      { "600ee6ac-f44e-47bf-ab44-3ee509df1080", NULL, REFRAIN_CLIP_STATE_SUBMITTED,
        REFRAIN_AUDIO_PENDING, -1, FALSE, FALSE } } },
  { "44_",
    200,
    NULL,
    REFRAIN_TASK_STATE_UNKNOWN,
    NULL,
    2,
    { { "5f3587e2-75fb-4c36-84b3-3ec113897a4c", NULL, REFRAIN_CLIP_STATE_QUEUED,
        REFRAIN_AUDIO_PENDING, 217.24, TRUE, FALSE },
      { "9c85d619-4cac-4561-8fa3-604c116fa1c5", NULL, REFRAIN_CLIP_STATE_QUEUED,
        REFRAIN_AUDIO_PENDING, 217.24, FALSE, FALSE } } },
  { "69_",
    200,
    NULL,
    REFRAIN_TASK_STATE_UNKNOWN,
    NULL,
    1,
    { { "b0ac4faa-4a42-4b50-aeb6-2b3902c239e8", "NO PAIN NO LIMIT", PLAYS, -1, TRUE, FALSE } } },
  { "71_", 200, "task-abc123", REFRAIN_TASK_STATE_RUNNING, "PENDING", 0 },
  { "90_", 200, "736a6f88-bd29-4b1e-b110-37132a5325ac", REFRAIN_TASK_STATE_RUNNING, "NOT_START",
    0 },
  { "91_",
    200,
    "736a6f88-bd29-4b1e-b110-37132a5325ac",
    REFRAIN_TASK_STATE_FAILED,
    "FAILURE",
    1,
    { { "e9893d04-6a63-4007-8473-64b706eca4d1", NULL, REFRAIN_CLIP_STATE_ERROR, REFRAIN_AUDIO_NONE,
        -1, FALSE, FALSE } } },
};

static const struct
{
  const char *prefix;
  guint status;
  RefrainGatewayError code;
  const char *word; /* (nullable): not compared */
  const char *text;
} refusals[] = {
  { "14_", 200, REFRAIN_GATEWAY_ERROR_NOT_FOUND, "error", "Task not found" },
  { "22_", 200, REFRAIN_GATEWAY_ERROR_GATEWAY, NULL, "Music generation failed" },
  { "31_", 500, REFRAIN_GATEWAY_ERROR_GATEWAY, "api_error", "fetch failed" },
  { "67_", 500, REFRAIN_GATEWAY_ERROR_GATEWAY, NULL, "'tag'" },
  { "73_", 200, REFRAIN_GATEWAY_ERROR_GATEWAY, NULL, "Song Description contained artist name" },
  { "92_", 400, REFRAIN_GATEWAY_ERROR_NOT_FOUND, "task_not_exist", "task_not_exist" },
  { "94_", 403, REFRAIN_GATEWAY_ERROR_QUOTA, "quota_not_enough", "user quota is not enough" },
  { "95_", 500, REFRAIN_GATEWAY_ERROR_GATEWAY, "fail_to_fetch_task", "401 Unauthorized" },
  { "96_", 401, REFRAIN_GATEWAY_ERROR_AUTH, NULL, "无效的令牌" },
};

static RefrainAnswer *
parse_path (const char *path, guint status, GError **error)
{
  g_autofree char *body = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &body, &length, NULL));
  return fixture_parse_bytes (body, length, status, error);
}

static void
assert_clip (RefrainClipFacts *clip, const ClipFacts *expected)
{
  if (expected->id != NULL)
    g_assert_cmpstr (clip->id, ==, expected->id);
  if (expected->title != NULL)
    g_assert_cmpstr (clip->title, ==, expected->title);
  g_assert_cmpint (clip->state, ==, expected->state);
  g_assert_cmpint (refrain_clip_facts_get_audio (clip), ==, expected->audio);
  g_assert_cmpfloat (clip->duration, ==, expected->duration);
  g_assert_cmpint (clip->lyrics != NULL, ==, expected->lyrics);
  g_assert_cmpint (clip->video_url != NULL, ==, expected->video);
}

static void
check_sample (const char *path, const Sample *sample)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainAnswer) answer = parse_path (path, sample->status, &error);
  RefrainTaskFacts *task;

  g_assert_no_error (error);
  g_assert_cmpuint (answer->tasks->len, ==, 1);
  task = fixture_task (answer, 0);
  g_assert_cmpstr (task->id, ==, sample->id);
  g_assert_cmpstr (task->state_word, ==, sample->word);
  if (sample->state != REFRAIN_TASK_STATE_UNKNOWN)
    g_assert_cmpint (task->state, ==, sample->state);
  else
    g_assert_false (refrain_task_state_is_terminal (task->state));
  g_assert_cmpuint (task->clips->len, ==, sample->n_clips);
  for (guint i = 0; i < sample->n_clips; i++)
    assert_clip (fixture_clip (answer, i), &sample->clips[i]);
}

static void
check_pending_pair (const char *path, RefrainAudioState audio)
{
  g_autoptr (RefrainAnswer) answer = parse_path (path, 200, NULL);

  g_assert_nonnull (answer);
  g_assert_cmpstr (fixture_task (answer, 0)->id, ==, SNOW_TASK);
  g_assert_cmpuint (fixture_task (answer, 0)->clips->len, ==, 2);
  g_assert_false (refrain_task_state_is_terminal (fixture_task (answer, 0)->state));
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpint (refrain_clip_facts_get_audio (fixture_clip (answer, i)), ==, audio);
      g_assert_nonnull (fixture_clip (answer, i)->lyrics);
      g_assert_cmpstr (fixture_clip (answer, i)->description, ==, "A song for Christmas");
    }
}

static void
check_lyrics (const char *path, const char *id, const char *title)
{
  g_autoptr (RefrainAnswer) answer = parse_path (path, 200, NULL);
  RefrainTaskFacts *task = fixture_task (answer, 0);

  g_assert_cmpint (task->kind, ==, REFRAIN_TASK_KIND_LYRICS);
  g_assert_cmpint (task->state, ==, REFRAIN_TASK_STATE_COMPLETE);
  g_assert_true (g_str_has_prefix (task->id, id));
  g_assert_cmpstr (task->lyrics_title, ==, title);
  g_assert_nonnull (task->lyrics_text);
  g_assert_cmpuint (task->clips->len, ==, 0);
}

static void
check_refusal (const char *path, gsize index)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainAnswer) answer = parse_path (path, refusals[index].status, &error);

  g_assert_null (answer);
  g_assert_error (error, REFRAIN_GATEWAY_ERROR, (gint) refusals[index].code);
  g_assert_nonnull (strstr (error->message, refusals[index].text));
  g_assert_cmpuint (refrain_gateway_error_get_http_status (error), ==, refusals[index].status);
  if (refusals[index].word != NULL)
    g_assert_cmpstr (refrain_gateway_error_get_code_word (error), ==, refusals[index].word);
}

/* An answer that nobody has read by hand yet: read, or cleanly refused. */
static void
check_unknown (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainAnswer) answer = parse_path (path, 200, &error);

  g_assert_true ((answer == NULL) == (error != NULL));
  g_assert_true (error == NULL || error->domain == REFRAIN_GATEWAY_ERROR);
}

static void
check_by_name (const char *path, const char *name)
{
  g_test_message ("%s", name);
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    if (g_str_has_prefix (name, samples[i].prefix))
      {
        check_sample (path, &samples[i]);
        return;
      }
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (g_str_has_prefix (name, refusals[i].prefix))
      {
        check_refusal (path, i);
        return;
      }
  if (g_str_has_prefix (name, "05_"))
    check_lyrics (path, "f4a94d75-087b-4bb1-bd45-53ba293faf96", "Electric Fantasy");
  else if (g_str_has_prefix (name, "62_"))
    check_lyrics (path, "9b016ff2", "Calm breeze");
  else if (g_str_has_prefix (name, "34_"))
    check_pending_pair (path, REFRAIN_AUDIO_PENDING);
  else if (g_str_has_prefix (name, "35_"))
    check_pending_pair (path, REFRAIN_AUDIO_STREAMING);
  else if (g_str_has_prefix (name, "98_"))
    {
      g_autoptr (RefrainAnswer) answer = parse_path (path, 200, NULL);

      g_assert_nonnull (answer);
      g_assert_cmpuint (answer->tasks->len, ==, 0);
    }
  else
    check_unknown (path);
}

static void
test_samples (void)
{
  const char *folder = g_getenv ("REFRAIN_SAMPLES_DIR");
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n_read = 0;

  if (folder == NULL)
    {
      g_test_skip ("REFRAIN_SAMPLES_DIR names no folder of answers");
      return;
    }
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_str_has_suffix (name, ".json"))
        continue;
      check_by_name (path, name);
      n_read++;
    }
  g_assert_cmpuint (n_read, >, 0);
}

/* One task's life, poll after poll: what was once known stays known. */
static void
test_life (void)
{
  const char *folder = g_getenv ("REFRAIN_SAMPLES_DIR");
  const char *polls[] = { "34_", "35_", "36_", "36b_", "36c_" };
  g_autoptr (RefrainTaskFacts) known = NULL;
  guint n_found = 0;

  if (folder == NULL)
    {
      g_test_skip ("REFRAIN_SAMPLES_DIR names no folder of answers");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (polls); i++)
    {
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      const char *name;

      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (folder, name, NULL);
          g_autoptr (RefrainAnswer) answer = NULL;

          if (!g_str_has_prefix (name, polls[i]))
            continue;
          answer = parse_path (path, 200, NULL);
          n_found++;
          if (known == NULL)
            known = refrain_task_facts_copy (fixture_task (answer, 0));
          else
            refrain_task_facts_merge (known, fixture_task (answer, 0));
        }
    }
  if (n_found < G_N_ELEMENTS (polls))
    {
      g_test_skip ("the folder lacks the polls of that task");
      return;
    }
  g_assert_cmpint (known->state, ==, REFRAIN_TASK_STATE_COMPLETE);
  g_assert_true (refrain_task_facts_is_settled (known));
  g_assert_cmpuint (known->clips->len, ==, 2);
  g_assert_nonnull (
      refrain_task_facts_find_clip (known, "1f610752-f426-4fd5-89a8-ba2ad0370881")->video_url);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/samples/each", test_samples);
  g_test_add_func ("/samples/life", test_life);

  return g_test_run ();
}
