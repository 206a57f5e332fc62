/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/** RefrainTaskKind: what a task was asked to make. */
typedef enum
{
  REFRAIN_TASK_KIND_MUSIC,
  REFRAIN_TASK_KIND_LYRICS,
  REFRAIN_TASK_KIND_CONCAT,
} RefrainTaskKind;

/** RefrainTaskState: where a task stands, whatever word its gateway uses for it. */
typedef enum
{
  REFRAIN_TASK_STATE_UNKNOWN,
  REFRAIN_TASK_STATE_SUBMITTED,
  REFRAIN_TASK_STATE_QUEUED,
  REFRAIN_TASK_STATE_RUNNING,
  REFRAIN_TASK_STATE_STREAMING,
  REFRAIN_TASK_STATE_COMPLETE,
  REFRAIN_TASK_STATE_FAILED,
} RefrainTaskState;

/**
 * RefrainSubmitState: how a task came to its gateway, as the ledger has it.
 * @REFRAIN_SUBMIT_STATE_NONE: not by this library: it was opened by its id
 * @REFRAIN_SUBMIT_STATE_SENDING: written down and on its way
 * @REFRAIN_SUBMIT_STATE_SENT: the gateway took it and gave it an id
 * @REFRAIN_SUBMIT_STATE_MAYBE: it left, and no answer came: it may have been accepted
 * @REFRAIN_SUBMIT_STATE_REFUSED: the gateway said no; nothing was made
 * @REFRAIN_SUBMIT_STATE_NOT_SENT: it never left this computer
 */
typedef enum
{
  REFRAIN_SUBMIT_STATE_NONE,
  REFRAIN_SUBMIT_STATE_SENDING,
  REFRAIN_SUBMIT_STATE_SENT,
  REFRAIN_SUBMIT_STATE_MAYBE,
  REFRAIN_SUBMIT_STATE_REFUSED,
  REFRAIN_SUBMIT_STATE_NOT_SENT,
} RefrainSubmitState;

/**
 * RefrainWatchState: whether a task that has not ended is asked for by itself.
 * @REFRAIN_WATCH_AUTO: yes, until its deadline
 * @REFRAIN_WATCH_STOPPED: no, the user wants none of it
 * @REFRAIN_WATCH_EXPIRED: no longer: it has not ended in a day
 */
typedef enum
{
  REFRAIN_WATCH_AUTO,
  REFRAIN_WATCH_STOPPED,
  REFRAIN_WATCH_EXPIRED,
} RefrainWatchState;

/** RefrainClipState: where one take stands. */
typedef enum
{
  REFRAIN_CLIP_STATE_SUBMITTED,
  REFRAIN_CLIP_STATE_QUEUED,
  REFRAIN_CLIP_STATE_STREAMING,
  REFRAIN_CLIP_STATE_COMPLETE,
  REFRAIN_CLIP_STATE_ERROR,
} RefrainClipState;

/**
 * RefrainAudioState: what can be heard of a clip. Derived, never stored.
 * @REFRAIN_AUDIO_READY: the final file has an address
 * @REFRAIN_AUDIO_STREAMING: only a stream is offered while the clip is made
 * @REFRAIN_AUDIO_PENDING: nothing yet, but the clip has not ended
 * @REFRAIN_AUDIO_NONE: the clip has ended and no file is offered
 */
typedef enum
{
  REFRAIN_AUDIO_READY,
  REFRAIN_AUDIO_STREAMING,
  REFRAIN_AUDIO_PENDING,
  REFRAIN_AUDIO_NONE,
} RefrainAudioState;

/** RefrainVerdict: what the user thinks of a take. */
typedef enum
{
  REFRAIN_VERDICT_UNHEARD,
  REFRAIN_VERDICT_KEEP,
  REFRAIN_VERDICT_LATER,
  REFRAIN_VERDICT_REJECT,
} RefrainVerdict;

/** RefrainFileKind: what a file saved for a clip holds. */
typedef enum
{
  REFRAIN_FILE_AUDIO = 1 << 0,
  REFRAIN_FILE_VIDEO = 1 << 1,
  REFRAIN_FILE_COVER = 1 << 2,
  REFRAIN_FILE_LYRICS = 1 << 3,
} RefrainFileKind;

const char *refrain_task_kind_to_string (RefrainTaskKind kind);
RefrainTaskKind refrain_task_kind_from_string (const char *word);
const char *refrain_task_state_to_string (RefrainTaskState state);
RefrainTaskState refrain_task_state_from_string (const char *name);
RefrainTaskState refrain_task_state_from_word (const char *word);
gboolean refrain_task_state_is_terminal (RefrainTaskState state);
const char *refrain_submit_state_to_string (RefrainSubmitState state);
RefrainSubmitState refrain_submit_state_from_string (const char *name);
const char *refrain_watch_state_to_string (RefrainWatchState state);
RefrainWatchState refrain_watch_state_from_string (const char *name);
const char *refrain_clip_state_to_string (RefrainClipState state);
RefrainClipState refrain_clip_state_from_string (const char *name);
gboolean refrain_clip_state_from_word (const char *word, RefrainClipState *state);
gboolean refrain_clip_state_is_terminal (RefrainClipState state);
const char *refrain_audio_state_to_string (RefrainAudioState state);
const char *refrain_verdict_to_string (RefrainVerdict verdict);
gboolean refrain_verdict_from_string (const char *name, RefrainVerdict *verdict);
const char *refrain_file_kind_to_string (RefrainFileKind kind);
RefrainFileKind refrain_file_kind_from_string (const char *name);

G_END_DECLS
