/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "answer-fixture.h"

#include <string.h>

#define GOOD_FILES "envelope-map.json", "envelope-array.json", "batch.json", "camel-case.json"

static void
assert_refused (const char *body, gsize length, guint status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainAnswer) answer = fixture_parse_bytes (body, length, status, &error);

  g_assert_null (answer);
  g_assert_nonnull (error);
  g_assert_true (error->domain == REFRAIN_GATEWAY_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_no_document (void)
{
  const char *bodies[] = { "",
                           " ",
                           " \r\n\t ",
                           "\xef\xbb\xbf",
                           "<!doctype html><html></html>",
                           "null",
                           "true",
                           "42",
                           "\"text\"",
                           "OK",
                           "}",
                           "]",
                           "{",
                           "[",
                           "{]",
                           "[}",
                           "{\"a\":}",
                           "{\"a\" 1}",
                           "{a:1}",
                           "\xff\xfe\x00{",
                           "data: {\"task_id\":\"t\"}",
                           "\x1f\x8b\x08" };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RefrainAnswer) answer = fixture_parse_bytes (bodies[i], strlen (bodies[i]), 200,
                                                              &error);

      g_test_message ("body %" G_GSIZE_FORMAT, i);
      g_assert_error (error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_BAD_ANSWER);
      g_assert_null (answer);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

/* Long or binary first lines make no monstrous messages. */
static void
test_first_line_is_bounded (void)
{
  g_autofree char *line = g_strnfill (100000, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainAnswer) answer = fixture_parse_bytes (line, 100000, 502, &error);

  g_assert_null (answer);
  g_assert_cmpuint (strlen (error->message), <, 2000);
}

/* An answer cut anywhere is an error: half a task would look like a whole one. */
static void
test_truncated (void)
{
  const char *names[] = { GOOD_FILES };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize length;
      g_autofree char *body = fixture_load (names[i], &length);
      gsize whole = length;

      while (whole > 0 && g_ascii_isspace (body[whole - 1]))
        whole--;
      for (gsize cut = 0; cut < whole; cut++)
        assert_refused (body, cut, 200);
      for (gsize cut = whole; cut <= length; cut++)
        {
          g_autoptr (RefrainAnswer) answer = fixture_parse_bytes (body, cut, 200, NULL);

          g_assert_nonnull (answer);
        }
    }
}

/* Of several documents, one that is cut leaves the one before it. */
static void
test_truncated_records (void)
{
  gsize length;
  g_autofree char *body = fixture_load ("records.ndjson", &length);
  gsize first = strcspn (body, "\n");
  gsize whole = length - 1;

  for (gsize cut = first; cut < whole; cut++)
    {
      g_autoptr (RefrainAnswer) answer = fixture_parse_bytes (body, cut, 200, NULL);

      g_assert_nonnull (answer);
      g_assert_false (refrain_clip_state_is_terminal (fixture_clip (answer, 0)->state));
    }
}

static void
test_deep (void)
{
  g_autoptr (GString) arrays = g_string_new (NULL);
  g_autoptr (GString) objects = g_string_new (NULL);
  g_autoptr (GString) open = g_string_new (NULL);

  for (guint i = 0; i < 500; i++)
    {
      g_string_append_c (arrays, '[');
      g_string_append (objects, "{\"data\":");
    }
  for (guint i = 0; i < 500; i++)
    {
      g_string_append_c (arrays, ']');
      g_string_append (objects, i == 0 ? "1}" : "}");
    }
  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (open, '[');
  assert_refused (arrays->str, arrays->len, 200);
  assert_refused (objects->str, objects->len, 200);
  assert_refused (open->str, open->len, 200);
}

/* What some parsers skip or take for quotes must not hide how deep a body is. */
static void
test_deep_behind_comments (void)
{
  const char *hides[][2] = { { "/*\"*/", "/*\"*/" },
                             { "//\"\n", "//\"\n" },
                             { "#\"\n", "#\"\n" },
                             { "'\"':1,", ",'\"':1" },
                             { "/*\\\"*/", "/*\"*/" } };

  for (gsize i = 0; i < G_N_ELEMENTS (hides); i++)
    {
      g_autofree char *open = g_strnfill (200000, '[');
      g_autofree char *close = g_strnfill (200000, ']');
      g_autofree char *body = g_strdup_printf ("{%s\"a\":%s%s%s}", hides[i][0], open, close,
                                               hides[i][1]);

      assert_refused (body, strlen (body), 200);
    }
}

/* A document inside a string is bounded as well. */
static void
test_deep_inside_text (void)
{
  g_autoptr (GString) body = g_string_new ("{\"data\":{\"task_id\":\"t\",\"data\":\"");
  g_autoptr (RefrainAnswer) answer = NULL;

  for (guint i = 0; i < 200000; i++)
    g_string_append_c (body, '[');
  for (guint i = 0; i < 200000; i++)
    g_string_append_c (body, ']');
  g_string_append (body, "\"}}");
  answer = fixture_parse_bytes (body->str, body->len, 200, NULL);
  g_assert_true (answer == NULL || fixture_task (answer, 0)->clips->len == 0);
}

static void
test_deep_inside_message (void)
{
  g_autofree char *open = g_strnfill (200000, '[');
  g_autofree char *close = g_strnfill (200000, ']');
  g_autofree char *body = g_strdup_printf ("{'code':'x','message':'{\\\"a\\\":%s%s}'}", open,
                                           close);
  g_autofree char *request = g_strdup_printf (
      "{'data':{'task_id':'t','status':'queued','input':'{\\\"a\\\":%s%s}'}}", open, close);
  g_autoptr (GError) error = fixture_parse_error (body, 400);
  g_autoptr (RefrainAnswer) answer = fixture_parse (request);

  g_assert_cmpstr (fixture_task (answer, 0)->id, ==, "t");
}

static void
test_too_long (void)
{
  gsize length = REFRAIN_ANSWER_MAX_BYTES + 1;
  g_autofree char *body = g_malloc (length);
  g_autoptr (GError) error = NULL;

  memset (body, ' ', length);
  memcpy (body, "{\"task_id\":\"t\"}", 15);
  g_assert_null (refrain_answer_parse (body, length, 200, &error));
  g_assert_error (error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_BAD_ANSWER);
}

static char *
many_clips (guint n, gboolean map)
{
  GString *body = g_string_new (map ? "{\"clips\":{" : "{\"clips\":[");

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (body, ',');
      if (map)
        g_string_append_printf (body, "\"c%u\":", i);
      g_string_append_printf (body, "{\"id\":\"c%u\",\"status\":\"queued\"}", i);
    }
  g_string_append (body, map ? "}}" : "]}");
  return g_string_free (body, FALSE);
}

static void
test_many_clips (void)
{
  g_autofree char *limit = many_clips (REFRAIN_ANSWER_MAX_CLIPS, FALSE);
  g_autofree char *beyond = many_clips (REFRAIN_ANSWER_MAX_CLIPS + 1, FALSE);
  g_autofree char *map = many_clips (REFRAIN_ANSWER_MAX_CLIPS + 1, TRUE);
  g_autoptr (RefrainAnswer) answer = fixture_parse_bytes (limit, strlen (limit), 200, NULL);

  g_assert_nonnull (answer);
  g_assert_cmpuint (fixture_task (answer, 0)->clips->len, ==, REFRAIN_ANSWER_MAX_CLIPS);
  assert_refused (beyond, strlen (beyond), 200);
  assert_refused (map, strlen (map), 200);
}

static void
test_zero_bytes (void)
{
  static const char inside[] = "{\"task_id\":\"a\0b\",\"status\":\"running\"}";
  static const char after[] = "{\"task_id\":\"t\",\"status\":\"running\"}\0\0\0";
  static const char only[] = "\0\0\0\0";
  g_autoptr (RefrainAnswer) escaped = fixture_parse (
      "{'task_id':'t','status':'running','data':{'id':'k','title':'a\\u0000b'}}");
  g_autoptr (RefrainAnswer) a = fixture_parse_bytes (inside, sizeof inside - 1, 200, NULL);
  g_autoptr (RefrainAnswer) b = fixture_parse_bytes (after, sizeof after - 1, 200, NULL);

  g_assert_nonnull (escaped);
  g_assert_true (b == NULL || g_strcmp0 (fixture_task (b, 0)->id, "t") == 0);
  g_assert_true (a == NULL || a->tasks->len <= 1);
  assert_refused (only, sizeof only - 1, 200);
}

/* Whatever is done with such bytes, what is shown and stored is good text. */
static void
test_bad_text (void)
{
  const char *titles[] = { "\xff",     "\xc3",    "\xe2\x82", "\xed\xa0\x80",   "\xf4\x90\x80\x80",
                           "\xc0\xaf", "\\ud800", "\\udc00",  "\\ud800\\u0041", "\\ud83c\\ud83c",
                           "\\uzzzz",  "\\u12",   "\\x41",    "\x01\x02",       "\x7f" };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autofree char *body = g_strdup_printf (
          "{'data':{'task_id':'t','status':'SUCCESS','data':[{'id':'k','title':'%s',"
          "'audio_url':'https://h.example/k.mp3','status':'complete'}]}}",
          titles[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (RefrainAnswer) answer = fixture_parse_status (body, 200, &error);

      g_test_message ("title %" G_GSIZE_FORMAT, i);
      g_assert_true ((answer == NULL) == (error != NULL));
      if (answer != NULL)
        {
          g_assert_cmpuint (fixture_task (answer, 0)->clips->len, ==, 1);
          g_assert_cmpstr (fixture_clip (answer, 0)->id, ==, "k");
        }
    }
}

static const char *const values[] = { "'text'",
                                      "''",
                                      "0",
                                      "-1",
                                      "1e400",
                                      "-1e400",
                                      "12.5",
                                      "99999999999999999999999999",
                                      "true",
                                      "false",
                                      "null",
                                      "[]",
                                      "{}",
                                      "[[]]",
                                      "[1,'x',null]",
                                      "{'a':{'b':[]}}",
                                      "'{'",
                                      "'[1'",
                                      "'{}'",
                                      "'\\u0000'",
                                      "9223372036854775807" };

/* Every key with every type, in a clip, its metadata, its task and the envelope. */
static void
test_wrong_types (void)
{
  const char *keys[] = { "id",
                         "clip_id",
                         "song_id",
                         "musicId",
                         "task_id",
                         "taskId",
                         "status",
                         "state",
                         "title",
                         "tags",
                         "style",
                         "prompt",
                         "lyric",
                         "lyrics",
                         "text",
                         "gpt_description_prompt",
                         "duration",
                         "created_at",
                         "createTime",
                         "audio_url",
                         "audioUrl",
                         "stream_audio_url",
                         "video_url",
                         "image_url",
                         "image_large_url",
                         "model",
                         "model_name",
                         "modelName",
                         "major_model_version",
                         "is_liked",
                         "metadata",
                         "error_type",
                         "error_message",
                         "history",
                         "concat_history",
                         "action",
                         "progress",
                         "submit_time",
                         "start_time",
                         "finish_time",
                         "fail_reason",
                         "input",
                         "param",
                         "request",
                         "properties",
                         "data",
                         "clips",
                         "response",
                         "output",
                         "musics",
                         "result",
                         "code",
                         "message",
                         "msg",
                         "error",
                         "detail",
                         "success",
                         "playlist_clips",
                         "errorMessage",
                         "errorCode",
                         "make_instrumental",
                         "instrumental",
                         "continue_clip_id",
                         "parentMusicId" };
  const char *templates[] = {
    "{'code':200,'data':{'task_id':'t','status':'SUCCESS','data':[{'id':'k',"
    "'audio_url':'https://h.example/k.mp3','%s':%s}]}}",
    "{'code':200,'data':{'task_id':'t','status':'SUCCESS','clips':{'k':{'metadata':{'%s':%s}}}}}",
    "{'code':200,'data':{'task_id':'t','status':'SUCCESS','%s':%s}}",
    "{'code':200,'data':[{'task_id':'t','data':[],'%s':%s}]}",
    "{'task_id':'t','%s':%s}",
    "[{'id':'k','%s':%s}]",
  };

  for (gsize k = 0; k < G_N_ELEMENTS (keys); k++)
    for (gsize v = 0; v < G_N_ELEMENTS (values); v++)
      for (gsize t = 0; t < G_N_ELEMENTS (templates); t++)
        {
          g_autofree char *head = g_strndup (templates[t],
                                             strstr (templates[t], "%s") - templates[t]);
          const char *tail = strstr (templates[t], "%s':%s") + strlen ("%s':%s");
          g_autofree char *body = g_strconcat (head, keys[k], "':", values[v], tail, NULL);
          g_autoptr (GError) error = NULL;
          g_autoptr (RefrainAnswer) answer = fixture_parse_status (body, 200, &error);

          g_assert_true ((answer == NULL) == (error != NULL));
        }
}

/* A clip's own oddities never cost the clip. */
static void
test_wrong_types_keep_the_clip (void)
{
  const char *keys[] = { "title",      "tags",      "prompt",    "duration",
                         "created_at", "video_url", "image_url", "model_name",
                         "is_liked",   "metadata",  "history" };

  for (gsize k = 0; k < G_N_ELEMENTS (keys); k++)
    for (gsize v = 0; v < G_N_ELEMENTS (values); v++)
      {
        g_autofree char *body = g_strdup_printf (
            "{'code':200,'data':{'task_id':'t','status':'SUCCESS','data':[{'id':'k','status':"
            "'complete','audio_url':'https://h.example/k.mp3','%s':%s}]}}",
            keys[k], values[v]);
        g_autoptr (RefrainAnswer) answer = fixture_parse (body);

        g_assert_cmpstr (fixture_clip (answer, 0)->audio_url, ==, "https://h.example/k.mp3");
      }
}

static void
test_huge_numbers (void)
{
  g_autoptr (RefrainAnswer) answer = fixture_parse (
      "{'code':200,'data':{'task_id':123456789012345678901234567890,'status':'SUCCESS','submit_"
      "time':"
      "1e400,'progress':'1e400%','data':[{'id':'k','status':'complete','duration':1e400,"
      "'created_at':99999999999999999999,'audio_url':'https://h.example/k.mp3'},"
      "{'id':'j','status':'complete','duration':-3,'created_at':-1e18}]}}");

  g_assert_cmpint (fixture_task (answer, 0)->submitted_at, ==, 0);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpfloat (fixture_clip (answer, i)->duration, ==, REFRAIN_DURATION_UNKNOWN);
      g_assert_cmpint (fixture_clip (answer, i)->created_at, ==, 0);
    }
}

/* json-glib loses its scanner's buffers when it meets a broken text. */
const char *__lsan_default_suppressions (void);

const char *
__lsan_default_suppressions (void)
{
  return "leak:json_parser_load_from_data\n";
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/answer/bad/no-document", test_no_document);
  g_test_add_func ("/answer/bad/first-line", test_first_line_is_bounded);
  g_test_add_func ("/answer/bad/truncated", test_truncated);
  g_test_add_func ("/answer/bad/truncated-records", test_truncated_records);
  g_test_add_func ("/answer/bad/deep", test_deep);
  g_test_add_func ("/answer/bad/deep-behind-comments", test_deep_behind_comments);
  g_test_add_func ("/answer/bad/deep-inside-text", test_deep_inside_text);
  g_test_add_func ("/answer/bad/deep-inside-message", test_deep_inside_message);
  g_test_add_func ("/answer/bad/too-long", test_too_long);
  g_test_add_func ("/answer/bad/many-clips", test_many_clips);
  g_test_add_func ("/answer/bad/zero-bytes", test_zero_bytes);
  g_test_add_func ("/answer/bad/text", test_bad_text);
  g_test_add_func ("/answer/bad/types", test_wrong_types);
  g_test_add_func ("/answer/bad/types-keep-the-clip", test_wrong_types_keep_the_clip);
  g_test_add_func ("/answer/bad/huge-numbers", test_huge_numbers);

  return g_test_run ();
}
