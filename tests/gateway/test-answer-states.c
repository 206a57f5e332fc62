/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "answer-fixture.h"

#include <string.h>

#define CLIP "{'id':'k','status':'complete','title':'T','audio_url':'https://h.example/k.mp3'}"

/* Rule 10: where a task stands when it does not say so itself. */
static void
test_derived_task_state (void)
{
  static const struct
  {
    const char *first;
    const char *second;
    RefrainTaskState state;
  } cases[] = {
    { "complete", "complete", REFRAIN_TASK_STATE_COMPLETE },
    { "complete", "error", REFRAIN_TASK_STATE_COMPLETE },
    { "error", "error", REFRAIN_TASK_STATE_FAILED },
  };
  g_autoptr (RefrainAnswer) open = fixture_parse (
      "[{'id':'a','status':'complete'},{'id':'b','status':'queued'}]");

  g_assert_false (refrain_task_state_is_terminal (fixture_task (open, 0)->state));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = g_strdup_printf (
          "{'clips':[{'id':'a','status':'%s'},{'id':'b','state':'%s'}]}", cases[i].first,
          cases[i].second);
      g_autoptr (RefrainAnswer) answer = fixture_parse (body);

      g_assert_cmpint (fixture_task (answer, 0)->state, ==, cases[i].state);
      g_assert_null (fixture_task (answer, 0)->state_word);
    }
}

static void
test_derived_clip_state (void)
{
  static const struct
  {
    const char *task_word;
    const char *members;
    RefrainClipState state;
  } cases[] = {
    { "IN_PROGRESS", "'metadata':{'error_message':'too loud'}", REFRAIN_CLIP_STATE_ERROR },
    { "SUCCESS", "'audio_url':'https://h.example/k.mp3'", REFRAIN_CLIP_STATE_COMPLETE },
    { "IN_PROGRESS", "'audio_url':'https://h.example/k.mp3'", REFRAIN_CLIP_STATE_COMPLETE },
    { "IN_PROGRESS", "'audio_url':'https://audiopipe.example/?item_id=k'",
      REFRAIN_CLIP_STATE_STREAMING },
    { "IN_PROGRESS", "'stream_audio_url':'https://h.example/k'", REFRAIN_CLIP_STATE_STREAMING },
    { "SUCCESS", "'title':'T'", REFRAIN_CLIP_STATE_COMPLETE },
    { "FAILURE", "'title':'T'", REFRAIN_CLIP_STATE_ERROR },
    { "QUEUED", "'title':'T'", REFRAIN_CLIP_STATE_QUEUED },
    { "SUBMITTED", "'title':'T'", REFRAIN_CLIP_STATE_SUBMITTED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = g_strdup_printf (
          "{'data':{'task_id':'t','status':'%s','data':[{'id':'k',%s}]}}", cases[i].task_word,
          cases[i].members);
      g_autoptr (RefrainAnswer) answer = fixture_parse (body);

      g_assert_cmpint (fixture_clip (answer, 0)->state, ==, cases[i].state);
    }
}

static void
test_unknown_word_is_shown (void)
{
  g_autoptr (RefrainAnswer) answer = fixture_parse (
      "{'data':{'task_id':'t','status':'MASTERING','data':[]}}");

  g_assert_cmpint (fixture_task (answer, 0)->state, ==, REFRAIN_TASK_STATE_RUNNING);
  g_assert_cmpstr (fixture_task (answer, 0)->state_word, ==, "MASTERING");
}

/* Rule 11. */
static void
test_failed_with_clips (void)
{
  g_autoptr (RefrainAnswer) answer = fixture_parse (
      "{'code':'success','data':{'task_id':'t','status':'FAILURE','progress':'100%',"
      "'fail_reason':'The second take broke','data':[" CLIP
      ",{'id':'j','status':'IN_PROGRESS'}]}}");
  RefrainTaskFacts *task = fixture_task (answer, 0);

  g_assert_cmpint (task->state, ==, REFRAIN_TASK_STATE_FAILED);
  g_assert_cmpstr (task->fail_reason, ==, "The second take broke");
  g_assert_cmpuint (task->clips->len, ==, 2);
  g_assert_cmpint (refrain_clip_facts_get_audio (fixture_clip (answer, 0)), ==,
                   REFRAIN_AUDIO_READY);
}

static void
test_done_with_nothing (void)
{
  const char *bodies[] = { "{'data':{'task_id':'t','status':'SUCCESS','data':null}}",
                           "{'data':{'task_id':'t','status':'SUCCESS','data':[]}}",
                           "{'data':{'task_id':'t','status':'completed','clips':{}}}" };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (RefrainAnswer) answer = fixture_parse (bodies[i]);

      g_assert_cmpint (fixture_task (answer, 0)->state, ==, REFRAIN_TASK_STATE_COMPLETE);
      g_assert_cmpuint (fixture_task (answer, 0)->clips->len, ==, 0);
    }
}

static void
test_outer_state_stays (void)
{
  g_autoptr (RefrainAnswer) answer = fixture_parse (
      "{'data':{'task_id':'t','status':'SUCCESS','data':[{'id':'k','status':'queued'}]}}");

  g_assert_cmpint (fixture_task (answer, 0)->state, ==, REFRAIN_TASK_STATE_COMPLETE);
  g_assert_false (refrain_task_facts_is_settled (fixture_task (answer, 0)));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/answer/states/task-derived", test_derived_task_state);
  g_test_add_func ("/answer/states/clip-derived", test_derived_clip_state);
  g_test_add_func ("/answer/states/unknown-word", test_unknown_word_is_shown);
  g_test_add_func ("/answer/states/failed-with-clips", test_failed_with_clips);
  g_test_add_func ("/answer/states/done-with-nothing", test_done_with_nothing);
  g_test_add_func ("/answer/states/outer-stays", test_outer_state_stays);

  return g_test_run ();
}
