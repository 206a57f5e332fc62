/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "answer-fixture.h"

#include "refrain-text.h"

#include <math.h>
#include <string.h>

/* JSON with single quotes, so that it reads well inside C. */
char *
fixture_unquote (const char *quoted)
{
  char *text = g_strdup (quoted);

  for (char *p = text; *p != '\0'; p++)
    {
      if (*p == '\'')
        *p = '"';
    }

  return text;
}

/* Reads from memory that ends where the body ends, so that a reader going beyond it is caught. */
RefrainAnswer *
fixture_parse_bytes (const char *body, gsize length, guint status, GError **error)
{
  g_autofree char *exact = g_malloc (MAX (length, 1));
  RefrainAnswer *answer;

  memcpy (exact, body, length);
  answer = refrain_answer_parse (exact, length, status, error);
  if (answer != NULL)
    fixture_assert_sound (answer);

  return answer;
}

RefrainAnswer *
fixture_parse_status (const char *quoted, guint status, GError **error)
{
  g_autofree char *text = fixture_unquote (quoted);

  return fixture_parse_bytes (text, strlen (text), status, error);
}

RefrainAnswer *
fixture_parse (const char *quoted)
{
  g_autoptr (GError) error = NULL;
  RefrainAnswer *answer;

  g_test_message ("%.300s", quoted);
  answer = fixture_parse_status (quoted, 200, &error);
  g_assert_no_error (error);
  g_assert_nonnull (answer);

  return answer;
}

GError *
fixture_parse_error (const char *quoted, guint status)
{
  g_autoptr (RefrainAnswer) answer = NULL;
  GError *error = NULL;

  g_test_message ("%u %.300s", status, quoted);
  answer = fixture_parse_status (quoted, status, &error);
  g_assert_null (answer);
  g_assert_nonnull (error);
  g_assert_true (error->domain == REFRAIN_GATEWAY_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpstr (error->message, !=, "");
  g_assert_cmpuint (refrain_gateway_error_get_http_status (error), ==, status);

  return error;
}

char *
fixture_load (const char *name, gsize *length)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "gateway", "fixtures", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, length, &error);
  g_assert_no_error (error);

  return text;
}

RefrainAnswer *
fixture_parse_file (const char *name)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *text = fixture_load (name, &length);
  RefrainAnswer *answer = fixture_parse_bytes (text, length, 200, &error);

  g_assert_no_error (error);
  return answer;
}

RefrainTaskFacts *
fixture_task (const RefrainAnswer *answer, guint index)
{
  g_assert_cmpuint (answer->tasks->len, >, index);
  return g_ptr_array_index (answer->tasks, index);
}

RefrainClipFacts *
fixture_clip (const RefrainAnswer *answer, guint index)
{
  RefrainTaskFacts *task = fixture_task (answer, 0);

  g_assert_cmpuint (task->clips->len, >, index);
  return g_ptr_array_index (task->clips, index);
}

static void
assert_text (const char *text)
{
  if (text == NULL)
    return;
  g_assert_cmpstr (text, !=, "");
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

static void
assert_address (const char *url)
{
  assert_text (url);
  g_assert_true (url == NULL || refrain_text_is_http_url (url));
}

static void
assert_sound_clip (const RefrainClipFacts *clip)
{
  const char *texts[] = { clip->id,          clip->task_id,       clip->title,    clip->style,
                          clip->lyrics,      clip->model,         clip->version,  clip->error_type,
                          clip->description, clip->error_message, clip->parent_id };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_text (texts[i]);
  assert_address (clip->audio_url);
  assert_address (clip->stream_url);
  assert_address (clip->video_url);
  assert_address (clip->image_url);
  assert_address (clip->image_large_url);
  g_assert_cmpint (clip->state, >=, REFRAIN_CLIP_STATE_SUBMITTED);
  g_assert_cmpint (clip->state, <=, REFRAIN_CLIP_STATE_ERROR);
  g_assert_true (isfinite (clip->duration));
  g_assert_true (clip->duration > 0.0 || clip->duration == REFRAIN_DURATION_UNKNOWN);
  g_assert_cmpint (clip->created_at, >=, 0);
}

/* What holds of every answer, whatever the gateway sent: the promises of the facts' own types. */
void
fixture_assert_sound (const RefrainAnswer *answer)
{
  g_assert_cmpuint (answer->tasks->len, ==, answer->raws->len);
  for (guint i = 0; i < answer->tasks->len; i++)
    {
      const RefrainTaskFacts *task = g_ptr_array_index (answer->tasks, i);
      const char *texts[] = { task->id,      task->state_word,   task->fail_reason, task->model,
                              task->request, task->lyrics_title, task->lyrics_text };
      const char *raw = g_ptr_array_index (answer->raws, i);

      g_assert_true (*raw == '{' || *raw == '[');
      g_assert_true (g_utf8_validate (raw, -1, NULL));
      for (gsize n = 0; n < G_N_ELEMENTS (texts); n++)
        assert_text (texts[n]);
      g_assert_true (task->progress == REFRAIN_PROGRESS_UNKNOWN
                     || (task->progress >= 0.0 && task->progress <= 1.0));
      g_assert_cmpint (task->state, >=, REFRAIN_TASK_STATE_UNKNOWN);
      g_assert_cmpint (task->state, <=, REFRAIN_TASK_STATE_FAILED);
      g_assert_cmpuint (task->clips->len, <=, REFRAIN_ANSWER_MAX_CLIPS);
      for (guint n = 0; n < task->clips->len; n++)
        assert_sound_clip (g_ptr_array_index (task->clips, n));
    }
}
