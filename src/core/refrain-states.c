/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-states.h"

#include <string.h>

static const char *const task_kind_names[] = { "music", "lyrics", "concat" };
static const char *const task_state_names[] = { "unknown",   "submitted", "queued", "running",
                                                "streaming", "complete",  "failed" };
static const char *const submit_state_names[] = { "none",  "sending", "sent",
                                                  "maybe", "refused", "not-sent" };
static const char *const watch_state_names[] = { "auto", "stopped", "expired" };
static const char *const clip_state_names[] = { "submitted", "queued", "streaming", "complete",
                                                "error" };
static const char *const audio_state_names[] = { "ready", "streaming", "pending", "none" };
static const char *const verdict_names[] = { "unheard", "keep", "later", "reject" };

static const char *const done_words[] = { "success",  "succeeded", "complete", "completed",
                                          "finished", "done",      NULL };
static const char *const failed_words[] = {
  "failure", "failed", "fail", "error", "timeout", "cancelled", "expired", "sensitive_word_error",
  NULL
};
static const char *const streaming_words[] = { "streaming", "first_success", NULL };

static int
find_name (const char *const *names, gsize n_names, const char *name)
{
  for (gsize i = 0; name != NULL && i < n_names; i++)
    {
      if (g_ascii_strcasecmp (names[i], name) == 0)
        return (int) i;
    }

  return -1;
}

static gboolean
is_done_word (const char *folded)
{
  return g_strv_contains (done_words, folded);
}

static gboolean
is_failed_word (const char *folded)
{
  return g_strv_contains (failed_words, folded) || g_str_has_suffix (folded, "_failed");
}

/**
 * refrain_task_kind_to_string:
 * @kind: a kind
 *
 * Returns: (transfer none): the kind's name in files and on the command line
 */
const char *
refrain_task_kind_to_string (RefrainTaskKind kind)
{
  return task_kind_names[kind];
}

/**
 * refrain_task_kind_from_string:
 * @word: (nullable): a kind in any case, as gateways send it in `action`
 *
 * Returns: the kind; anything unknown is music, since that is what gateways make
 */
RefrainTaskKind
refrain_task_kind_from_string (const char *word)
{
  int found = find_name (task_kind_names, G_N_ELEMENTS (task_kind_names), word);

  return found < 0 ? REFRAIN_TASK_KIND_MUSIC : (RefrainTaskKind) found;
}

/**
 * refrain_task_state_to_string:
 * @state: a state
 *
 * Returns: (transfer none): the state's name in files and on the command line
 */
const char *
refrain_task_state_to_string (RefrainTaskState state)
{
  return task_state_names[state];
}

/**
 * refrain_task_state_from_string:
 * @name: (nullable): a name made by refrain_task_state_to_string()
 *
 * Returns: the state, %REFRAIN_TASK_STATE_UNKNOWN for any other name
 */
RefrainTaskState
refrain_task_state_from_string (const char *name)
{
  int found = find_name (task_state_names, G_N_ELEMENTS (task_state_names), name);

  return found < 0 ? REFRAIN_TASK_STATE_UNKNOWN : (RefrainTaskState) found;
}

/**
 * refrain_task_state_from_word:
 * @word: (nullable): a gateway's own word, in any case
 *
 * Words that nobody has met yet count as running: the task is watched on and the word is shown.
 *
 * Returns: the state that the word stands for; %REFRAIN_TASK_STATE_UNKNOWN when there is no word
 */
RefrainTaskState
refrain_task_state_from_word (const char *word)
{
  g_autofree char *folded = NULL;

  if (word == NULL || *word == '\0')
    return REFRAIN_TASK_STATE_UNKNOWN;

  folded = g_ascii_strdown (word, -1);
  if (is_done_word (folded))
    return REFRAIN_TASK_STATE_COMPLETE;
  if (is_failed_word (folded))
    return REFRAIN_TASK_STATE_FAILED;
  if (g_strv_contains (streaming_words, folded))
    return REFRAIN_TASK_STATE_STREAMING;
  if (g_str_equal (folded, "submitted"))
    return REFRAIN_TASK_STATE_SUBMITTED;
  if (g_str_equal (folded, "queued"))
    return REFRAIN_TASK_STATE_QUEUED;
  if (g_str_equal (folded, "unknown"))
    return REFRAIN_TASK_STATE_UNKNOWN;

  return REFRAIN_TASK_STATE_RUNNING;
}

/**
 * refrain_task_state_is_terminal:
 * @state: a state
 *
 * Returns: whether the gateway has ended the task
 */
gboolean
refrain_task_state_is_terminal (RefrainTaskState state)
{
  return state == REFRAIN_TASK_STATE_COMPLETE || state == REFRAIN_TASK_STATE_FAILED;
}

/**
 * refrain_submit_state_to_string:
 * @state: a state
 *
 * Returns: (transfer none): the state's name in the store
 */
const char *
refrain_submit_state_to_string (RefrainSubmitState state)
{
  return submit_state_names[state];
}

/**
 * refrain_submit_state_from_string:
 * @name: (nullable): a name made by refrain_submit_state_to_string()
 *
 * Returns: the state, %REFRAIN_SUBMIT_STATE_NONE for any other name
 */
RefrainSubmitState
refrain_submit_state_from_string (const char *name)
{
  int found = find_name (submit_state_names, G_N_ELEMENTS (submit_state_names), name);

  return found < 0 ? REFRAIN_SUBMIT_STATE_NONE : (RefrainSubmitState) found;
}

/**
 * refrain_watch_state_to_string:
 * @state: a state
 *
 * Returns: (transfer none): the state's name in the store
 */
const char *
refrain_watch_state_to_string (RefrainWatchState state)
{
  return watch_state_names[state];
}

/**
 * refrain_watch_state_from_string:
 * @name: (nullable): a name made by refrain_watch_state_to_string()
 *
 * Returns: the state, %REFRAIN_WATCH_AUTO for any other name
 */
RefrainWatchState
refrain_watch_state_from_string (const char *name)
{
  int found = find_name (watch_state_names, G_N_ELEMENTS (watch_state_names), name);

  return found < 0 ? REFRAIN_WATCH_AUTO : (RefrainWatchState) found;
}

/**
 * refrain_clip_state_to_string:
 * @state: a state
 *
 * Returns: (transfer none): the state's name in files and on the command line
 */
const char *
refrain_clip_state_to_string (RefrainClipState state)
{
  return clip_state_names[state];
}

/**
 * refrain_clip_state_from_string:
 * @name: (nullable): a name made by refrain_clip_state_to_string()
 *
 * Returns: the state, %REFRAIN_CLIP_STATE_SUBMITTED for any other name
 */
RefrainClipState
refrain_clip_state_from_string (const char *name)
{
  int found = find_name (clip_state_names, G_N_ELEMENTS (clip_state_names), name);

  return found < 0 ? REFRAIN_CLIP_STATE_SUBMITTED : (RefrainClipState) found;
}

/**
 * refrain_clip_state_from_word:
 * @word: (nullable): a gateway's own word for a clip, in any case
 * @state: (out): the state that the word stands for
 *
 * Returns: %FALSE when there is no word
 */
gboolean
refrain_clip_state_from_word (const char *word, RefrainClipState *state)
{
  g_autofree char *folded = NULL;

  if (word == NULL || *word == '\0')
    return FALSE;

  folded = g_ascii_strdown (word, -1);
  if (is_done_word (folded))
    *state = REFRAIN_CLIP_STATE_COMPLETE;
  else if (is_failed_word (folded))
    *state = REFRAIN_CLIP_STATE_ERROR;
  else if (g_strv_contains (streaming_words, folded))
    *state = REFRAIN_CLIP_STATE_STREAMING;
  else if (g_str_equal (folded, "submitted"))
    *state = REFRAIN_CLIP_STATE_SUBMITTED;
  else
    *state = REFRAIN_CLIP_STATE_QUEUED;

  return TRUE;
}

/**
 * refrain_clip_state_is_terminal:
 * @state: a state
 *
 * Returns: whether the clip will not change its state any more
 */
gboolean
refrain_clip_state_is_terminal (RefrainClipState state)
{
  return state == REFRAIN_CLIP_STATE_COMPLETE || state == REFRAIN_CLIP_STATE_ERROR;
}

/**
 * refrain_audio_state_to_string:
 * @state: a state
 *
 * Returns: (transfer none): the state's name on the command line
 */
const char *
refrain_audio_state_to_string (RefrainAudioState state)
{
  return audio_state_names[state];
}

/**
 * refrain_verdict_to_string:
 * @verdict: a verdict
 *
 * Returns: (transfer none): the verdict's name in files and on the command line
 */
const char *
refrain_verdict_to_string (RefrainVerdict verdict)
{
  return verdict_names[verdict];
}

/**
 * refrain_verdict_from_string:
 * @name: (nullable): a name made by refrain_verdict_to_string()
 * @verdict: (out): the verdict
 *
 * Returns: %FALSE when there is no such verdict; @verdict is then untouched
 */
gboolean
refrain_verdict_from_string (const char *name, RefrainVerdict *verdict)
{
  int found = find_name (verdict_names, G_N_ELEMENTS (verdict_names), name);

  if (found < 0)
    return FALSE;

  *verdict = (RefrainVerdict) found;
  return TRUE;
}

/**
 * refrain_file_kind_to_string:
 * @kind: one kind
 *
 * Returns: (transfer none): the kind's name in the store and on the command line
 */
const char *
refrain_file_kind_to_string (RefrainFileKind kind)
{
  switch (kind)
    {
    case REFRAIN_FILE_VIDEO:
      return "video";
    case REFRAIN_FILE_COVER:
      return "cover";
    case REFRAIN_FILE_LYRICS:
      return "lyrics";
    case REFRAIN_FILE_AUDIO:
    default:
      return "audio";
    }
}

/**
 * refrain_file_kind_from_string:
 * @name: (nullable): a name made by refrain_file_kind_to_string()
 *
 * Returns: the kind, audio for any other name
 */
RefrainFileKind
refrain_file_kind_from_string (const char *name)
{
  for (guint kind = REFRAIN_FILE_AUDIO; kind <= REFRAIN_FILE_LYRICS; kind <<= 1)
    {
      if (g_strcmp0 (refrain_file_kind_to_string (kind), name) == 0)
        return (RefrainFileKind) kind;
    }

  return REFRAIN_FILE_AUDIO;
}
