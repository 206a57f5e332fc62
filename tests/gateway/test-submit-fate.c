/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "answer-fixture.h"

#include "refrain-submit-result.h"

#include <gio/gio.h>
#include <string.h>

#define PAGE "<!doctype html><title>Panel</title>"

/* What each answer to a submit means for whoever pays for it. */
static void
test_answers (void)
{
  static const struct
  {
    guint status;
    RefrainSubmitFate fate;
    const char *body; /* with ' for " */
  } cases[] = {
    { 200, REFRAIN_SUBMIT_ACCEPTED, "{'code':'success','message':'','data':'t-1'}" },
    { 200, REFRAIN_SUBMIT_ACCEPTED, "{'code':200,'data':{'task_id':'t-1'},'message':'success'}" },
    { 200, REFRAIN_SUBMIT_ACCEPTED, "{'code':200,'msg':'success','data':{'taskId':'t-1'}}" },
    { 200, REFRAIN_SUBMIT_ACCEPTED, "{'code':0,'data':{'jobId':7}}" },
    { 200, REFRAIN_SUBMIT_ACCEPTED, "{'data':{'id':'t-1'}}" },
    { 200, REFRAIN_SUBMIT_ACCEPTED, "{'task_id':'t-1'}" },
    { 201, REFRAIN_SUBMIT_ACCEPTED, "{'id':'t-1','clips':[{'id':'a','audio_url':''}]}" },
    { 200, REFRAIN_SUBMIT_ACCEPTED, "{'clips':[{'id':'a','audio_url':''}]}" },
    { 200, REFRAIN_SUBMIT_ACCEPTED, "[{'id':'a','status':'submitted','audio_url':''}]" },
    { 200, REFRAIN_SUBMIT_ACCEPTED, "{'text':'[Verse]','title':'T','status':'complete'}" },
    { 200, REFRAIN_SUBMIT_ACCEPTED, "{'data':{'task_id':'t','status':'FAILURE'}}" },
    /* It said yes, but nobody can ask for it. */
    { 200, REFRAIN_SUBMIT_UNKNOWN, "{'code':'success','data':null}" },
    { 200, REFRAIN_SUBMIT_UNKNOWN, "{'code':'success','data':''}" },
    { 200, REFRAIN_SUBMIT_UNKNOWN, "{'code':'success'}" },
    { 200, REFRAIN_SUBMIT_UNKNOWN, "{'success':true,'data':true}" },
    { 200, REFRAIN_SUBMIT_UNKNOWN, "[]" },
    { 200, REFRAIN_SUBMIT_UNKNOWN, "{'clips':[{'audio_url':''}]}" },
    { 200, REFRAIN_SUBMIT_UNKNOWN, "{'code':'success','data':'t-" },
    { 200, REFRAIN_SUBMIT_UNKNOWN, "" },
    { 200, REFRAIN_SUBMIT_UNKNOWN, PAGE },
    { 202, REFRAIN_SUBMIT_UNKNOWN, "accepted" },
    /* It said no. */
    { 200, REFRAIN_SUBMIT_REFUSED, "{'code':400,'msg':'names a living artist'}" },
    { 200, REFRAIN_SUBMIT_REFUSED, "{'code':429,'msg':'slowly'}" },
    { 200, REFRAIN_SUBMIT_REFUSED, "{'success':false,'error':{'code':'bad','message':'no'}}" },
    { 200, REFRAIN_SUBMIT_REFUSED, "{'data':{'status':'failed','errorMessage':'no'}}" },
    { 400, REFRAIN_SUBMIT_REFUSED, "{'code':'invalid_request','message':'no prompt','data':null}" },
    { 401, REFRAIN_SUBMIT_REFUSED, "{'error':{'message':'Invalid token','type':'x'}}" },
    { 401, REFRAIN_SUBMIT_REFUSED, "" },
    { 403, REFRAIN_SUBMIT_REFUSED, "{'code':'quota_not_enough','message':'1 < 2','data':null}" },
    { 403, REFRAIN_SUBMIT_REFUSED, PAGE },
    { 404, REFRAIN_SUBMIT_REFUSED, PAGE },
    { 405, REFRAIN_SUBMIT_REFUSED, "" },
    { 413, REFRAIN_SUBMIT_REFUSED, "too large" },
    { 422, REFRAIN_SUBMIT_REFUSED, "{'detail':[{'msg':'field required'}]}" },
    { 429, REFRAIN_SUBMIT_REFUSED, "{'message':'slowly'}" },
    { 429, REFRAIN_SUBMIT_REFUSED, PAGE },
    { 302, REFRAIN_SUBMIT_REFUSED, PAGE },
    { 304, REFRAIN_SUBMIT_REFUSED, "" },
    /* A server in between did not wait for the end. */
    { 408, REFRAIN_SUBMIT_UNKNOWN, "" },
    { 499, REFRAIN_SUBMIT_UNKNOWN, "{'message':'client closed request'}" },
    { 500, REFRAIN_SUBMIT_UNKNOWN, "{'detail':'fetch failed'}" },
    { 500, REFRAIN_SUBMIT_UNKNOWN, "{'code':'do_request_failed','message':'EOF','data':null}" },
    { 200, REFRAIN_SUBMIT_UNKNOWN, "{'code':500,'msg':'Internal error'}" },
    { 502, REFRAIN_SUBMIT_UNKNOWN, PAGE },
    { 504, REFRAIN_SUBMIT_UNKNOWN, "" },
    { 520, REFRAIN_SUBMIT_UNKNOWN, "error code: 520" },
    /* But some words leave no doubt. */
    { 500, REFRAIN_SUBMIT_REFUSED, "{'code':'quota_not_enough','message':'x','data':null}" },
    { 500, REFRAIN_SUBMIT_REFUSED, "{'code':'get_channel_failed','message':'x','data':null}" },
    { 500, REFRAIN_SUBMIT_REFUSED, "{'code':'invalid_request','message':'x','data':null}" },
    { 503, REFRAIN_SUBMIT_REFUSED,
      "{'error':{'message':'No available channel for model m','type':'new_api_error'}}" },
    { 503, REFRAIN_SUBMIT_REFUSED, "{'error':{'message':'当前分组 d 下对于模型 m 无可用渠道'}}" },
    { 500, REFRAIN_SUBMIT_REFUSED, "{'detail':'No sessions available'}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = fixture_unquote (cases[i].body);
      g_autoptr (GError) error = NULL;
      g_autoptr (RefrainAnswer) answer = refrain_answer_parse (body, strlen (body), cases[i].status,
                                                               &error);

      g_test_message ("%u %s", cases[i].status, body);
      g_assert_cmpint (refrain_submit_decide (TRUE, answer, error), ==, cases[i].fate);
    }
}

/* Whatever happened, what was never begun was never sent; what was begun leaves a doubt. */
static void
test_no_answer (void)
{
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "x");
  g_autoptr (GError) full = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "x");
  g_autoptr (GError) gone = refrain_gateway_error_new (REFRAIN_GATEWAY_ERROR_UNREACHABLE, 0, NULL,
                                                       "x");
  const GError *errors[] = { cancelled, full, gone };

  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_assert_cmpint (refrain_submit_decide (FALSE, NULL, errors[i]), ==, REFRAIN_SUBMIT_NOT_SENT);
      g_assert_cmpint (refrain_submit_decide (TRUE, NULL, errors[i]), ==, REFRAIN_SUBMIT_UNKNOWN);
    }
  g_assert_cmpint (refrain_submit_decide (TRUE, NULL, NULL), ==, REFRAIN_SUBMIT_UNKNOWN);
}

static RefrainSubmitResult *
take (const char *quoted, gboolean ids_are_clips)
{
  RefrainSubmitResult *result = g_new0 (RefrainSubmitResult, 1);
  g_autoptr (RefrainAnswer) answer = fixture_parse (quoted);

  refrain_submit_result_take_answer (result, answer, ids_are_clips);
  return result;
}

static void
test_ids (void)
{
  const char *both = "{'id':'job','clips':[{'id':'a','audio_url':''},{'id':'b','audio_url':''}]}";
  g_autoptr (RefrainSubmitResult) bare = take ("{'code':'success','data':'t'}", FALSE);
  g_autoptr (RefrainSubmitResult) job = take (both, FALSE);
  g_autoptr (RefrainSubmitResult) clips = take (both, TRUE);
  g_autoptr (RefrainSubmitResult) list = take ("[{'id':'a','audio_url':''},"
                                               "{'id':'b','audio_url':''}]",
                                               FALSE);
  g_autoptr (RefrainSubmitResult) words = take ("{'text':'la','title':'L','status':'complete'}",
                                                FALSE);

  g_assert_cmpstr (bare->task_id, ==, "t");
  g_assert_null (bare->task);
  g_assert_cmpstr (job->task_id, ==, "job");
  g_assert_cmpuint (job->task->clips->len, ==, 2);
  g_assert_cmpstr (clips->task_id, ==, "a,b");
  g_assert_cmpstr (list->task_id, ==, "a,b");
  g_assert_cmpstr (list->task->id, ==, "a,b");
  g_assert_cmpstr (((RefrainClipFacts *) g_ptr_array_index (list->task->clips, 1))->task_id, ==,
                   "a,b");
  g_assert_true (g_str_has_prefix (words->task_id, "lyrics-"));
  g_assert_cmpstr (words->task->lyrics_text, ==, "la");
  g_assert_cmpint (words->task->state, ==, REFRAIN_TASK_STATE_COMPLETE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/submit-fate/answers", test_answers);
  g_test_add_func ("/submit-fate/no-answer", test_no_answer);
  g_test_add_func ("/submit-fate/ids", test_ids);

  return g_test_run ();
}
