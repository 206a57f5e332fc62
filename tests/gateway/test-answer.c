/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "answer-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* The first envelope: a map of clips, the request as a document inside a string. */
static void
test_envelope_map (void)
{
  g_autoptr (RefrainAnswer) answer = fixture_parse_file ("envelope-map.json");
  RefrainTaskFacts *task = fixture_task (answer, 0);
  RefrainClipFacts *clip;

  g_assert_cmpuint (answer->tasks->len, ==, 1);
  g_assert_cmpstr (task->id, ==, "5b1e0c52-90aa-4f0b-9d5e-a00000000001");
  g_assert_cmpint (task->state, ==, REFRAIN_TASK_STATE_COMPLETE);
  g_assert_cmpstr (task->state_word, ==, "completed");
  g_assert_cmpint (task->kind, ==, REFRAIN_TASK_KIND_MUSIC);
  g_assert_null (task->fail_reason);
  g_assert_nonnull (task->request);
  g_assert_nonnull (strstr (task->request, "Harbour Lights"));
  g_assert_cmpuint (task->clips->len, ==, 2);
  g_assert_true (refrain_task_facts_is_settled (task));

  /* By time, not by place in the map. */
  clip = fixture_clip (answer, 0);
  g_assert_cmpstr (clip->id, ==, "c1-bbbbbbbb");
  g_assert_cmpstr (clip->task_id, ==, task->id);
  g_assert_null (clip->video_url);
  g_assert_null (clip->image_url);
  g_assert_cmpfloat (clip->duration, ==, 95.0);
  g_assert_false (clip->liked);

  clip = fixture_clip (answer, 1);
  g_assert_cmpstr (clip->title, ==, "Harbour Lights");
  g_assert_cmpstr (clip->style, ==, "folk, slow");
  g_assert_cmpstr (clip->lyrics, ==, "[Verse]\nThe tide is out — 🌊");
  g_assert_cmpstr (clip->description, ==, "a harbour at night");
  g_assert_cmpstr (clip->model, ==, "chirp-v4");
  g_assert_cmpstr (clip->version, ==, "v4");
  g_assert_cmpstr (clip->audio_url, ==, "https://cdn.example/c2.mp3");
  g_assert_null (clip->stream_url);
  g_assert_cmpstr (clip->video_url, ==, "https://cdn.example/c2.mp4");
  g_assert_cmpstr (clip->image_url, ==, "https://cdn.example/c2.png");
  g_assert_cmpstr (clip->image_large_url, ==, "https://cdn.example/c2-large.png");
  g_assert_cmpfloat (clip->duration, ==, 97.25);
  g_assert_cmpint (clip->created_at, ==, G_GINT64_CONSTANT (1770091507250));
  g_assert_cmpint (clip->state, ==, REFRAIN_CLIP_STATE_COMPLETE);
  g_assert_true (clip->liked);
}

/* The second envelope on the same path: an array of clips, words and times of its own. */
static void
test_envelope_array (void)
{
  g_autoptr (RefrainAnswer) answer = fixture_parse_file ("envelope-array.json");
  RefrainTaskFacts *task = fixture_task (answer, 0);
  RefrainClipFacts *clip;

  g_assert_cmpuint (answer->tasks->len, ==, 1);
  g_assert_cmpstr (task->id, ==, "task_0123456789abcdefghijklmnopqrstuv");
  g_assert_cmpint (task->state, ==, REFRAIN_TASK_STATE_RUNNING);
  g_assert_cmpstr (task->state_word, ==, "IN_PROGRESS");
  g_assert_cmpint (task->submitted_at, ==, G_GINT64_CONSTANT (1770091500000));
  g_assert_cmpint (task->started_at, ==, G_GINT64_CONSTANT (1770091502000));
  g_assert_cmpint (task->finished_at, ==, 0);
  g_assert_null (task->fail_reason);
  g_assert_false (refrain_task_facts_is_settled (task));

  clip = fixture_clip (answer, 0);
  g_assert_cmpint (clip->state, ==, REFRAIN_CLIP_STATE_COMPLETE);
  g_assert_cmpstr (clip->audio_url, ==, "https://cdn.example/d1.mp3");
  g_assert_cmpfloat (clip->duration, ==, 211.44);
  g_assert_cmpstr (clip->lyrics, ==, "Wheels");
  g_assert_cmpint (refrain_clip_facts_get_audio (clip), ==, REFRAIN_AUDIO_READY);

  clip = fixture_clip (answer, 1);
  g_assert_cmpint (clip->state, ==, REFRAIN_CLIP_STATE_STREAMING);
  g_assert_null (clip->audio_url);
  g_assert_cmpstr (clip->stream_url, ==, "https://audiopipe.example/?item_id=d2-dddddddd");
  g_assert_cmpfloat (clip->duration, ==, REFRAIN_DURATION_UNKNOWN);
  g_assert_cmpstr (clip->style, ==, "blues");
  g_assert_cmpstr (clip->lyrics, ==, "Wheels");
  g_assert_cmpint (refrain_clip_facts_get_audio (clip), ==, REFRAIN_AUDIO_STREAMING);
}

static void
test_batch (void)
{
  g_autoptr (RefrainAnswer) answer = fixture_parse_file ("batch.json");
  RefrainTaskFacts *lyrics = refrain_answer_find_task (answer, "b-1");
  RefrainTaskFacts *failed = refrain_answer_find_task (answer, "b-3");

  g_assert_cmpuint (answer->tasks->len, ==, 3);
  g_assert_cmpuint (refrain_answer_find_task (answer, "b-2")->clips->len, ==, 1);
  g_assert_cmpint (lyrics->kind, ==, REFRAIN_TASK_KIND_LYRICS);
  g_assert_cmpstr (lyrics->lyrics_title, ==, "Words");
  g_assert_cmpstr (lyrics->lyrics_text, ==, "[Verse]\nA line");
  g_assert_cmpuint (lyrics->clips->len, ==, 0);
  g_assert_cmpint (lyrics->state, ==, REFRAIN_TASK_STATE_COMPLETE);
  g_assert_cmpint (failed->state, ==, REFRAIN_TASK_STATE_FAILED);
  g_assert_cmpstr (failed->fail_reason, ==, "The style names a person.");
  g_assert_null (refrain_answer_find_task (answer, "b-4"));

  /* Each task has its own raw answer, not the whole batch. */
  for (guint i = 0; i < 3; i++)
    {
      const char *raw = g_ptr_array_index (answer->raws, i);
      g_autoptr (JsonNode) node = json_from_string (raw, NULL);
      guint n_ids = 0;

      g_assert_nonnull (node);

      for (const char *p = raw; (p = strstr (p, "task_id")) != NULL; p++)
        n_ids++;
      g_assert_cmpuint (n_ids, ==, 1);
      g_assert_nonnull (strstr (raw, fixture_task (answer, i)->id));
    }
}

static void
test_batch_none_found (void)
{
  const char *bodies[] = { "{'code':'success','message':'','data':null}",
                           "{'code':'success','message':'','data':[]}" };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (RefrainAnswer) answer = fixture_parse (bodies[i]);

      g_assert_cmpuint (answer->tasks->len, ==, 0);
    }
}

static void
test_camel_case (void)
{
  g_autoptr (RefrainAnswer) answer = fixture_parse_file ("camel-case.json");
  RefrainTaskFacts *task = fixture_task (answer, 0);
  RefrainClipFacts *clip = fixture_clip (answer, 0);

  g_assert_cmpstr (task->id, ==, "f-1");
  g_assert_cmpint (task->state, ==, REFRAIN_TASK_STATE_STREAMING);
  g_assert_nonnull (strstr (task->request, "a march"));
  g_assert_cmpstr (clip->id, ==, "f1-clip");
  g_assert_cmpstr (clip->title, ==, "March");
  g_assert_cmpstr (clip->style, ==, "brass");
  g_assert_cmpstr (clip->lyrics, ==, "[Verse] Left, right");
  g_assert_cmpstr (clip->model, ==, "chirp-v4");
  g_assert_cmpstr (clip->audio_url, ==, "https://files.example/f1.mp3");
  g_assert_cmpstr (clip->stream_url, ==, "https://files.example/f1");
  g_assert_cmpstr (clip->image_url, ==, "https://files.example/f1.jpeg");
  g_assert_cmpint (clip->created_at, ==, G_GINT64_CONSTANT (1770091500000));
  g_assert_cmpfloat (clip->duration, ==, 61.5);
}

/* Rule 1: several documents in one body. */
static void
test_last_document (void)
{
  g_autoptr (RefrainAnswer) lines = fixture_parse_file ("records.ndjson");
  g_autoptr (RefrainAnswer) one_line = fixture_parse (
      "{'task_id':'t','status':'queued'} {'task_id':'t','status':'running'}");
  g_autoptr (RefrainAnswer) glued = fixture_parse (
      "{'task_id':'t','status':'queued'}{'task_id':'t','status':'running'}");
  g_autoptr (RefrainAnswer) cut = fixture_parse (
      "{'task_id':'t','status':'running'}\n{'task_id':'t','stat");
  g_autoptr (RefrainAnswer) braces = fixture_parse (
      "{'task_id':'t','status':'running','message':'} {\\\\' }");

  g_assert_cmpint (fixture_clip (lines, 0)->state, ==, REFRAIN_CLIP_STATE_COMPLETE);
  g_assert_cmpstr (fixture_clip (lines, 0)->audio_url, ==, "https://cdn.example/g1.mp3");
  g_assert_cmpint (fixture_task (lines, 0)->state, ==, REFRAIN_TASK_STATE_COMPLETE);
  g_assert_cmpint (fixture_task (one_line, 0)->state, ==, REFRAIN_TASK_STATE_RUNNING);
  g_assert_cmpint (fixture_task (glued, 0)->state, ==, REFRAIN_TASK_STATE_RUNNING);
  g_assert_cmpint (fixture_task (cut, 0)->state, ==, REFRAIN_TASK_STATE_RUNNING);
  g_assert_cmpint (fixture_task (braces, 0)->state, ==, REFRAIN_TASK_STATE_RUNNING);
}

static void
test_byte_order_mark (void)
{
  g_autoptr (RefrainAnswer) answer = fixture_parse (
      "\xef\xbb\xbf \r\n\t {'task_id':'t','status':'running'} \n\n");

  g_assert_cmpstr (fixture_task (answer, 0)->id, ==, "t");
}

/* Rule 2: which codes mean yes. */
static void
test_good_codes (void)
{
  const char *codes[] = { "200",       "0",         "1",         "'200'", "'0'", "'1'",
                          "'success'", "'SUCCESS'", "'Success'", "200.0", "null" };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *body = g_strdup_printf (
          "{'code':%s,'message':'x','data':{'task_id':'t','status':'running'}}", codes[i]);
      g_autoptr (RefrainAnswer) answer = fixture_parse (body);

      g_assert_cmpstr (fixture_task (answer, 0)->id, ==, "t");
    }
}

static void
test_bad_codes (void)
{
  const char *codes[] = { "400",     "500", "-1", "2", "'400'", "'error'", "'task_not_exist'",
                          "'failed'" };
  g_autoptr (GError) unsuccess = fixture_parse_error ("{'success':false,'code':200,'message':'no'}",
                                                      200);

  g_assert_cmpstr (unsuccess->message, ==, "no");
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *body = g_strdup_printf ("{'code':%s,'message':'It broke','data':null}",
                                               codes[i]);
      g_autoptr (GError) error = fixture_parse_error (body, 200);

      g_assert_cmpstr (error->message, ==, "It broke");
    }
}

static void
test_status_is_judged (void)
{
  static const struct
  {
    guint status;
    const char *body;
    RefrainGatewayError code;
  } cases[] = {
    { 401, "{'error':{'message':'bad token','type':'x'}}", REFRAIN_GATEWAY_ERROR_AUTH },
    { 403, "{'code':'quota_not_enough','message':'empty','data':null}",
      REFRAIN_GATEWAY_ERROR_QUOTA },
    { 400, "{'code':'task_not_exist','message':'task_not_exist','data':null}",
      REFRAIN_GATEWAY_ERROR_NOT_FOUND },
    { 200, "{'code':'task_not_exist','message':'task_not_exist','data':null}",
      REFRAIN_GATEWAY_ERROR_NOT_FOUND },
    { 429, "{'message':'slow down'}", REFRAIN_GATEWAY_ERROR_RATE_LIMITED },
    { 500, "{'detail':'oops'}", REFRAIN_GATEWAY_ERROR_GATEWAY },
    { 503, "{'error':{'message':'no channel'}}", REFRAIN_GATEWAY_ERROR_GATEWAY },
    { 200, "{'code':401,'msg':'no key'}", REFRAIN_GATEWAY_ERROR_AUTH },
    { 200, "{'code':429,'msg':'slow down'}", REFRAIN_GATEWAY_ERROR_RATE_LIMITED },
    { 500, "{}", REFRAIN_GATEWAY_ERROR_GATEWAY },
    { 401, "[]", REFRAIN_GATEWAY_ERROR_AUTH },
    { 401, "{'code':200,'data':{'task_id':'t'}}", REFRAIN_GATEWAY_ERROR_AUTH },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = fixture_parse_error (cases[i].body, cases[i].status);

      g_assert_cmpint (error->code, ==, cases[i].code);
    }
}

/* A proxy's page: not a gateway's answer, but the gateway behind it may come back. */
static void
test_proxy_page (void)
{
  g_autoptr (GError) error = fixture_parse_error ("<html>\n<h1>502 Bad Gateway</h1>\n</html>", 502);
  g_autoptr (GError) panel = fixture_parse_error ("<!doctype html>\n<title>Panel</title>", 200);

  g_assert_true (refrain_gateway_error_is_passing (error));
  g_assert_nonnull (strstr (error->message, "502"));
  g_assert_cmpint (panel->code, ==, REFRAIN_GATEWAY_ERROR_BAD_ANSWER);
  g_assert_false (refrain_gateway_error_is_passing (panel));
  g_assert_nonnull (strstr (panel->message, "200"));
  g_assert_nonnull (strstr (panel->message, "<!doctype html>"));
  g_assert_null (strstr (panel->message, "Panel"));
  g_assert_nonnull (refrain_gateway_error_get_hint (panel));
}

static void
test_error_keeps_word (void)
{
  g_autoptr (GError) error = fixture_parse_error (
      "{'code':'quota_not_enough','message':'Nothing left','data':null}", 403);

  g_assert_cmpstr (refrain_gateway_error_get_code_word (error), ==, "quota_not_enough");
  g_assert_cmpstr (error->message, ==, "Nothing left");
  g_assert_nonnull (refrain_gateway_error_get_hint (error));
  g_assert_cmpstr (refrain_gateway_error_get_name (error), ==, "quota");
}

/* Rule 3: where the text of an error stands, and which place comes first. */
static void
test_error_texts (void)
{
  const char *bodies[] = {
    "{'code':'x','error':{'message':'T'},'message':'F','detail':'F'}",
    "{'code':'x','error':'T','detail':'F','message':'F'}",
    "{'code':'x','error':{'message':''},'detail':'T','message':'F'}",
    "{'code':'x','detail':'T','message':'F'}",
    "{'code':'x','message':'T','msg':'F'}",
    "{'code':'x','message':'  ','msg':'T','error_message':'F'}",
    "{'code':'x','message':null,'error_message':'T','err_reason':'F'}",
    "{'code':'x','err_reason':'T','data':{'error':{'message':'F'}}}",
    "{'code':'x','data':{'error':{'message':'T'},'errorMessage':'F'}}",
    "{'code':'x','data':{'errorMessage':'T','fail_reason':'F'}}",
    "{'code':'x','data':{'fail_reason':'T','failReason':'F'}}",
    "{'code':'x','data':{'failReason':'T'}}",
    "{'code':'x','message':'{\\\"code\\\":\\\"y\\\",\\\"message\\\":\\\"T\\\"}'}",
    "{'code':'x','message':'{\\\"error\\\":{\\\"message\\\":\\\"T\\\"}}'}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *text = g_strdup (bodies[i]);
      g_autoptr (GError) error = fixture_parse_error (text, 400);

      g_assert_cmpstr (error->message, ==, "T");
    }
}

static void
test_error_detail_array (void)
{
  g_autoptr (GError) error = fixture_parse_error (
      "{'detail':[{'loc':['body'],'msg':'field required'},{'msg':'too long'}]}", 422);
  g_autoptr (GError) strange = fixture_parse_error ("{'detail':[1,null,{'a':[]}]}", 422);

  g_assert_nonnull (strstr (error->message, "field required"));
  g_assert_nonnull (strstr (error->message, "too long"));
  g_assert_nonnull (strange->message);
}

/* Looked into once, not for ever: the inner text is shown as it is when it is no document. */
static void
test_error_inner_text (void)
{
  g_autoptr (GError) broken = fixture_parse_error ("{'code':'x','message':'{not json'}", 500);
  g_autoptr (GError) hollow = fixture_parse_error ("{'code':'x','message':'{}'}", 500);

  g_assert_cmpstr (broken->message, ==, "{not json");
  g_assert_nonnull (hollow->message);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/answer/envelope/map", test_envelope_map);
  g_test_add_func ("/answer/envelope/array", test_envelope_array);
  g_test_add_func ("/answer/envelope/batch", test_batch);
  g_test_add_func ("/answer/envelope/batch-none-found", test_batch_none_found);
  g_test_add_func ("/answer/envelope/camel-case", test_camel_case);
  g_test_add_func ("/answer/documents/last", test_last_document);
  g_test_add_func ("/answer/documents/byte-order-mark", test_byte_order_mark);
  g_test_add_func ("/answer/codes/good", test_good_codes);
  g_test_add_func ("/answer/codes/bad", test_bad_codes);
  g_test_add_func ("/answer/codes/status", test_status_is_judged);
  g_test_add_func ("/answer/errors/proxy-page", test_proxy_page);
  g_test_add_func ("/answer/errors/word", test_error_keeps_word);
  g_test_add_func ("/answer/errors/texts", test_error_texts);
  g_test_add_func ("/answer/errors/detail-array", test_error_detail_array);
  g_test_add_func ("/answer/errors/inner-text", test_error_inner_text);

  return g_test_run ();
}
