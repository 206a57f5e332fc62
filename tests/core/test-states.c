/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-states.h"

#include <string.h>

/* Gateways write the same words as "SUCCESS", "success" and "Success". */
static void
assert_word_in_any_case (const char *word, RefrainTaskState state)
{
  g_autofree char *lower = g_ascii_strdown (word, -1);
  g_autofree char *upper = g_ascii_strup (word, -1);
  g_autofree char *mixed = g_strdup (lower);

  mixed[0] = g_ascii_toupper (mixed[0]);
  g_assert_cmpint (refrain_task_state_from_word (lower), ==, state);
  g_assert_cmpint (refrain_task_state_from_word (upper), ==, state);
  g_assert_cmpint (refrain_task_state_from_word (mixed), ==, state);
}

static void
test_task_words (void)
{
  const char *done[] = { "success", "succeeded", "complete", "completed", "finished" };
  const char *failed[] = { "failure",
                           "failed",
                           "fail",
                           "error",
                           "timeout",
                           "cancelled",
                           "expired",
                           "CREATE_TASK_FAILED",
                           "GENERATE_AUDIO_FAILED",
                           "SENSITIVE_WORD_ERROR" };
  const char *streaming[] = { "streaming", "first_success" };
  const char *running[] = { "in_progress",       "processing", "pending", "not_start", "running",
                            "TEXT_SUCCESS_SOON", "warming up", "läuft",   "failed_not" };

  for (gsize i = 0; i < G_N_ELEMENTS (done); i++)
    assert_word_in_any_case (done[i], REFRAIN_TASK_STATE_COMPLETE);
  for (gsize i = 0; i < G_N_ELEMENTS (failed); i++)
    assert_word_in_any_case (failed[i], REFRAIN_TASK_STATE_FAILED);
  for (gsize i = 0; i < G_N_ELEMENTS (streaming); i++)
    assert_word_in_any_case (streaming[i], REFRAIN_TASK_STATE_STREAMING);
  for (gsize i = 0; i < G_N_ELEMENTS (running); i++)
    assert_word_in_any_case (running[i], REFRAIN_TASK_STATE_RUNNING);
  assert_word_in_any_case ("submitted", REFRAIN_TASK_STATE_SUBMITTED);
  assert_word_in_any_case ("queued", REFRAIN_TASK_STATE_QUEUED);
  assert_word_in_any_case ("unknown", REFRAIN_TASK_STATE_UNKNOWN);
}

static void
test_task_no_word (void)
{
  g_assert_cmpint (refrain_task_state_from_word (NULL), ==, REFRAIN_TASK_STATE_UNKNOWN);
  g_assert_cmpint (refrain_task_state_from_word (""), ==, REFRAIN_TASK_STATE_UNKNOWN);
}

static void
assert_clip_word (const char *word, RefrainClipState expected)
{
  RefrainClipState state = (RefrainClipState) 99;
  g_autofree char *upper = g_ascii_strup (word, -1);

  g_assert_true (refrain_clip_state_from_word (word, &state));
  g_assert_cmpint (state, ==, expected);
  g_assert_true (refrain_clip_state_from_word (upper, &state));
  g_assert_cmpint (state, ==, expected);
}

static void
test_clip_words (void)
{
  RefrainClipState state = REFRAIN_CLIP_STATE_STREAMING;

  assert_clip_word ("submitted", REFRAIN_CLIP_STATE_SUBMITTED);
  assert_clip_word ("queued", REFRAIN_CLIP_STATE_QUEUED);
  assert_clip_word ("streaming", REFRAIN_CLIP_STATE_STREAMING);
  assert_clip_word ("complete", REFRAIN_CLIP_STATE_COMPLETE);
  assert_clip_word ("completed", REFRAIN_CLIP_STATE_COMPLETE);
  assert_clip_word ("succeeded", REFRAIN_CLIP_STATE_COMPLETE);
  assert_clip_word ("success", REFRAIN_CLIP_STATE_COMPLETE);
  assert_clip_word ("finished", REFRAIN_CLIP_STATE_COMPLETE);
  assert_clip_word ("error", REFRAIN_CLIP_STATE_ERROR);
  assert_clip_word ("failed", REFRAIN_CLIP_STATE_ERROR);
  assert_clip_word ("SENSITIVE_WORD_ERROR", REFRAIN_CLIP_STATE_ERROR);

  /* Whatever a new word means, it never ends a clip. */
  g_assert_true (refrain_clip_state_from_word ("humming", &state));
  g_assert_false (refrain_clip_state_is_terminal (state));

  g_assert_false (refrain_clip_state_from_word (NULL, &state));
  g_assert_false (refrain_clip_state_from_word ("", &state));
}

static void
test_terminal (void)
{
  g_assert_true (refrain_task_state_is_terminal (REFRAIN_TASK_STATE_COMPLETE));
  g_assert_true (refrain_task_state_is_terminal (REFRAIN_TASK_STATE_FAILED));
  for (int i = REFRAIN_TASK_STATE_UNKNOWN; i < REFRAIN_TASK_STATE_COMPLETE; i++)
    g_assert_false (refrain_task_state_is_terminal ((RefrainTaskState) i));

  g_assert_true (refrain_clip_state_is_terminal (REFRAIN_CLIP_STATE_COMPLETE));
  g_assert_true (refrain_clip_state_is_terminal (REFRAIN_CLIP_STATE_ERROR));
  g_assert_false (refrain_clip_state_is_terminal (REFRAIN_CLIP_STATE_SUBMITTED));
  g_assert_false (refrain_clip_state_is_terminal (REFRAIN_CLIP_STATE_QUEUED));
  g_assert_false (refrain_clip_state_is_terminal (REFRAIN_CLIP_STATE_STREAMING));
}

static void
test_names_come_back (void)
{
  for (int i = REFRAIN_TASK_STATE_UNKNOWN; i <= REFRAIN_TASK_STATE_FAILED; i++)
    {
      const char *name = refrain_task_state_to_string ((RefrainTaskState) i);

      g_assert_cmpint (refrain_task_state_from_string (name), ==, i);
    }
  for (int i = REFRAIN_CLIP_STATE_SUBMITTED; i <= REFRAIN_CLIP_STATE_ERROR; i++)
    {
      const char *name = refrain_clip_state_to_string ((RefrainClipState) i);

      g_assert_cmpint (refrain_clip_state_from_string (name), ==, i);
    }
  for (int i = REFRAIN_VERDICT_UNHEARD; i <= REFRAIN_VERDICT_REJECT; i++)
    {
      RefrainVerdict verdict = (RefrainVerdict) 99;

      g_assert_true (
          refrain_verdict_from_string (refrain_verdict_to_string ((RefrainVerdict) i), &verdict));
      g_assert_cmpint (verdict, ==, i);
    }
  for (int i = 0; i < 4; i++)
    {
      const char *name = refrain_file_kind_to_string ((RefrainFileKind) (1 << i));

      g_assert_cmpint (refrain_file_kind_from_string (name), ==, 1 << i);
    }
}

static void
test_names_are_those_of_the_command_line (void)
{
  g_assert_cmpstr (refrain_task_state_to_string (REFRAIN_TASK_STATE_SUBMITTED), ==, "submitted");
  g_assert_cmpstr (refrain_task_state_to_string (REFRAIN_TASK_STATE_QUEUED), ==, "queued");
  g_assert_cmpstr (refrain_task_state_to_string (REFRAIN_TASK_STATE_RUNNING), ==, "running");
  g_assert_cmpstr (refrain_task_state_to_string (REFRAIN_TASK_STATE_STREAMING), ==, "streaming");
  g_assert_cmpstr (refrain_task_state_to_string (REFRAIN_TASK_STATE_COMPLETE), ==, "complete");
  g_assert_cmpstr (refrain_task_state_to_string (REFRAIN_TASK_STATE_FAILED), ==, "failed");
  g_assert_cmpstr (refrain_task_state_to_string (REFRAIN_TASK_STATE_UNKNOWN), ==, "unknown");
  g_assert_cmpstr (refrain_clip_state_to_string (REFRAIN_CLIP_STATE_ERROR), ==, "error");
  g_assert_cmpstr (refrain_audio_state_to_string (REFRAIN_AUDIO_READY), ==, "ready");
  g_assert_cmpstr (refrain_audio_state_to_string (REFRAIN_AUDIO_STREAMING), ==, "streaming");
  g_assert_cmpstr (refrain_audio_state_to_string (REFRAIN_AUDIO_PENDING), ==, "pending");
  g_assert_cmpstr (refrain_audio_state_to_string (REFRAIN_AUDIO_NONE), ==, "none");
  g_assert_cmpstr (refrain_verdict_to_string (REFRAIN_VERDICT_UNHEARD), ==, "unheard");
  g_assert_cmpstr (refrain_file_kind_to_string (REFRAIN_FILE_COVER), ==, "cover");
}

static void
test_strange_names (void)
{
  RefrainVerdict verdict = REFRAIN_VERDICT_LATER;

  g_assert_cmpint (refrain_task_state_from_string (NULL), ==, REFRAIN_TASK_STATE_UNKNOWN);
  g_assert_cmpint (refrain_task_state_from_string ("bogus"), ==, REFRAIN_TASK_STATE_UNKNOWN);
  g_assert_cmpint (refrain_clip_state_from_string (NULL), ==, REFRAIN_CLIP_STATE_SUBMITTED);
  g_assert_false (refrain_verdict_from_string ("bogus", &verdict));
  g_assert_false (refrain_verdict_from_string (NULL, &verdict));
  g_assert_cmpint (verdict, ==, REFRAIN_VERDICT_LATER);
  g_assert_cmpint (refrain_file_kind_from_string (NULL), ==, REFRAIN_FILE_AUDIO);
}

static void
test_kinds (void)
{
  g_assert_cmpint (refrain_task_kind_from_string ("MUSIC"), ==, REFRAIN_TASK_KIND_MUSIC);
  g_assert_cmpint (refrain_task_kind_from_string ("lyrics"), ==, REFRAIN_TASK_KIND_LYRICS);
  g_assert_cmpint (refrain_task_kind_from_string ("LYRICS"), ==, REFRAIN_TASK_KIND_LYRICS);
  g_assert_cmpint (refrain_task_kind_from_string ("Concat"), ==, REFRAIN_TASK_KIND_CONCAT);
  g_assert_cmpint (refrain_task_kind_from_string ("karaoke"), ==, REFRAIN_TASK_KIND_MUSIC);
  g_assert_cmpint (refrain_task_kind_from_string (NULL), ==, REFRAIN_TASK_KIND_MUSIC);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/states/task-words", test_task_words);
  g_test_add_func ("/core/states/task-no-word", test_task_no_word);
  g_test_add_func ("/core/states/clip-words", test_clip_words);
  g_test_add_func ("/core/states/terminal", test_terminal);
  g_test_add_func ("/core/states/names-come-back", test_names_come_back);
  g_test_add_func ("/core/states/names", test_names_are_those_of_the_command_line);
  g_test_add_func ("/core/states/strange-names", test_strange_names);
  g_test_add_func ("/core/states/kinds", test_kinds);

  return g_test_run ();
}
