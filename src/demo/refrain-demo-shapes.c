/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-demo-scenarios.h"
#include "refrain-demo-shapes.h"
#include "refrain-demo-words.h"

#define REFUSAL "The description was refused: it names a living artist"

static void
fail_take (RefrainDemoTask *task, guint index, const char *type, const char *message)
{
  RefrainDemoTake *take = g_ptr_array_index (task->takes, index);

  take->error_type = g_strdup (type);
  take->error_message = g_strdup (message);
}

/**
 * refrain_demo_shape_good:
 *
 * Nothing is wrong with the task itself.
 */
void
refrain_demo_shape_good (RefrainDemoTask *task)
{
}

/**
 * refrain_demo_shape_moderation:
 *
 * Refused for what was asked; both takes failed.
 */
void
refrain_demo_shape_moderation (RefrainDemoTask *task)
{
  task->status = g_strdup ("FAILURE");
  task->fail_reason = g_strdup (REFUSAL);
  for (guint i = 0; i < task->takes->len; i++)
    fail_take (task, i, "moderation_failure", REFUSAL);
}

/**
 * refrain_demo_shape_forbidden:
 *
 * Complete, but no file is offered.
 */
void
refrain_demo_shape_forbidden (RefrainDemoTask *task)
{
  for (guint i = 0; i < task->takes->len; i++)
    {
      RefrainDemoTake *take = g_ptr_array_index (task->takes, i);

      take->audio_address = g_strdup ("/api/forbidden");
      g_clear_pointer (&take->video, g_free);
    }
}

/**
 * refrain_demo_shape_null:
 *
 * Never seen by the gateway's own poller.
 */
void
refrain_demo_shape_null (RefrainDemoTask *task)
{
  task->fixed_age = 0;
}

/**
 * refrain_demo_shape_queued:
 *
 * Never begun.
 */
void
refrain_demo_shape_queued (RefrainDemoTask *task)
{
  task->fixed_age = REFRAIN_DEMO_AGE_SEEN;
}

/**
 * refrain_demo_shape_streaming:
 *
 * Never done.
 */
void
refrain_demo_shape_streaming (RefrainDemoTask *task)
{
  task->fixed_age = REFRAIN_DEMO_AGE_SECOND_STREAM;
}

/**
 * refrain_demo_shape_half:
 *
 * The worse take names the task.
 */
void
refrain_demo_shape_half (RefrainDemoTask *task)
{
  task->status = g_strdup ("FAILURE");
  task->fail_reason = g_strdup ("One of the takes could not be made");
  fail_take (task, 0, "internal_error", task->fail_reason);
}

/**
 * refrain_demo_shape_no_clips:
 *
 * Success without a song.
 */
void
refrain_demo_shape_no_clips (RefrainDemoTask *task)
{
  g_ptr_array_set_size (task->takes, 0);
}

/**
 * refrain_demo_shape_unknown_word:
 *
 * A state that nobody has heard of.
 */
void
refrain_demo_shape_unknown_word (RefrainDemoTask *task)
{
  task->status = g_strdup ("PONDERING");
  task->fixed_age = REFRAIN_DEMO_AGE_SEEN;
}

/**
 * refrain_demo_shape_lyrics:
 *
 * Words, no song.
 */
void
refrain_demo_shape_lyrics (RefrainDemoTask *task)
{
  g_free (task->action);
  task->action = g_strdup ("LYRICS");
  g_ptr_array_set_size (task->takes, 0);
  task->text_title = refrain_demo_words_dup_title ("lamps along the pier");
  task->text = refrain_demo_words_dup_lyrics ("lamps along the pier");
}

static char *
dup_long_title (void)
{
  GString *title = g_string_new (NULL);

  for (guint i = 0; i < 300; i++)
    g_string_append_unichar (title, 0x4e00 + i);

  return g_string_free (title, FALSE);
}

/**
 * refrain_demo_shape_hostile_names:
 *
 * Titles that must harm neither a file name nor a label.
 */
void
refrain_demo_shape_hostile_names (RefrainDemoTask *task)
{
  static const char *const titles[] = {
    "../../etc/passwd",
    "CON",
    NULL, /* the long one */
    "bell\a escape\033[31m tab\t line\nfeed\r\001\177",
    "right \xe2\x80\xae"
    "3pm.exe left",
    "<b>bold</b> & <span size=\"999999\">huge</span> <script>alert(1)</script>",
    "a/b\\c:d*e?f\"g<h>i|j",
    ".hidden",
    "ends with dots and spaces... ",
    "-rf ~ $HOME %s %n",
    "",
    "   ",
  };
  g_autofree char *long_title = dup_long_title ();

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autofree char *id = refrain_demo_scenarios_dup_clip_id (task->id, i);
      RefrainDemoTake *take = i < task->takes->len
                                  ? g_ptr_array_index (task->takes, i)
                                  : refrain_demo_task_borrow (
                                      task, id, g_ptr_array_index (task->takes, i % 2));

      g_free (take->title);
      take->title = g_strdup (titles[i] != NULL ? titles[i] : long_title);
    }
  g_free (task->tags);
  task->tags = g_strdup ("<i>folk</i>, R&B, ../up");
}

/**
 * refrain_demo_shape_fault:
 *
 * Complete, but a file is not what it should be.
 */
void
refrain_demo_shape_fault (RefrainDemoTask *task)
{
  for (guint i = 0; i < task->takes->len; i++)
    {
      RefrainDemoTake *take = g_ptr_array_index (task->takes, i);

      take->fault = g_strdup (task->id);
      /* The file is never sent as it is, so it need not be one. */
      if (take->video == NULL && g_str_has_prefix (task->id, "video-"))
        take->video = g_strdup (take->audio);
    }
}
