/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library-fixture.h"

static RefrainForms *
get_forms (Fixture *fixture)
{
  return refrain_context_get_forms (fixture->context);
}

static RefrainRequest *
load_draft (Fixture *fixture, char **gateway)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;
  RefrainRequest *request;

  refrain_forms_load_draft_async (get_forms (fixture), NULL, store_result, &pending);
  result = wait_for_result (&pending);
  request = refrain_forms_load_draft_finish (get_forms (fixture), result, gateway, &error);
  g_assert_no_error (error);
  return request;
}

static RefrainRequest *
make_request (void)
{
  RefrainRequest *request = refrain_request_new (REFRAIN_REQUEST_CUSTOM);

  refrain_request_set (&request->description, "what stands in the other tab");
  refrain_request_set (&request->title, "Blåmusslor „und“ 雨");
  refrain_request_set (&request->lyrics, "[Verse]\n\"quoted\" and \\ and\t\n雨が降る");
  refrain_request_set (&request->style, "folk, warm");
  refrain_request_set (&request->negative_style, "trap");
  refrain_request_set (&request->model, "chirp-crow");
  refrain_request_set (&request->extra, "{\"seed\":7}");
  refrain_request_set (&request->extend_clip_id, HARBOUR_1);
  request->extend_at = 12.5;
  request->instrumental = TRUE;
  return request;
}

/* What was typed a moment ago is there at the next start, without a word of farewell. */
static void
test_draft (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainRequest) request = make_request ();
  g_autoptr (RefrainRequest) loaded = NULL;
  g_autofree char *gateway = NULL;

  g_assert_null (load_draft (fixture, NULL));
  refrain_forms_keep_draft (get_forms (fixture), request, "Demo");
  fixture_reopen (fixture);
  loaded = load_draft (fixture, &gateway);
  g_assert_nonnull (loaded);
  g_assert_true (refrain_request_equal (request, loaded));
  g_assert_cmpstr (gateway, ==, "Demo");

  /* The last one counts. */
  refrain_request_set (&request->title, "Another");
  refrain_forms_keep_draft (get_forms (fixture), request, NULL);
  refrain_request_set (&request->title, "The last");
  refrain_forms_keep_draft (get_forms (fixture), request, NULL);
  fixture_reopen (fixture);
  g_clear_pointer (&loaded, refrain_request_free);
  loaded = load_draft (fixture, NULL);
  g_assert_cmpstr (loaded->title, ==, "The last");
}

static void
submit (Fixture *fixture, const RefrainRequest *request)
{
  RefrainSubmitter *submitter = refrain_context_get_submitter (fixture->context);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RefrainSubmission) submission = NULL;
  GAsyncResult *pending = NULL;

  refrain_submitter_submit_async (submitter, fixture->source, request, NULL, store_result,
                                  &pending);
  result = wait_for_result (&pending);
  submission = refrain_submitter_submit_finish (submitter, result, NULL);
  g_assert_no_error (submission->error);
}

static void
submit_words (Fixture *fixture, const char *words, const char *model)
{
  g_autoptr (RefrainRequest) request = refrain_request_new (REFRAIN_REQUEST_DESCRIBE);

  refrain_request_set (&request->description, words);
  refrain_request_set (&request->model, model);
  submit (fixture, request);
}

static GListModel *
list_prompts (Fixture *fixture, const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;
  GListModel *prompts;

  refrain_forms_list_prompts_async (get_forms (fixture), text, NULL, store_result, &pending);
  result = wait_for_result (&pending);
  prompts = refrain_forms_list_prompts_finish (get_forms (fixture), result, &error);
  g_assert_no_error (error);
  return prompts;
}

static void
assert_prompts (Fixture *fixture, const char *text, const char *const *wanted)
{
  g_autoptr (GListModel) prompts = list_prompts (fixture, text);

  g_assert_cmpuint (g_list_model_get_n_items (prompts), ==, g_strv_length ((char **) wanted));
  for (guint i = 0; wanted[i] != NULL; i++)
    {
      g_autoptr (RefrainPrompt) prompt = g_list_model_get_item (prompts, i);

      g_assert_cmpstr (refrain_prompt_get_request (prompt)->description, ==, wanted[i]);
    }
}

/* What was asked for is found again by any of its words, in any script, the last used first. */
static void
test_prompts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) prompts = NULL;
  g_autoptr (RefrainPrompt) oldest = NULL;

  submit_words (fixture, "rain on a tin roof", NULL);
  submit_words (fixture, "Сосны у моря", NULL);
  submit_words (fixture, "夜の雨", NULL);
  submit_words (fixture, "100% rain_drops", NULL);
  assert_prompts (
      fixture, NULL,
      (const char *[]){ "100% rain_drops", "夜の雨", "Сосны у моря", "rain on a tin roof", NULL });
  assert_prompts (fixture, "ROOF rain", (const char *[]){ "rain on a tin roof", NULL });
  assert_prompts (fixture, "雨", (const char *[]){ "夜の雨", NULL });
  assert_prompts (fixture, "море сосны", (const char *[]){ NULL });
  assert_prompts (fixture, "МОРЯ", (const char *[]){ "Сосны у моря", NULL });
  assert_prompts (fixture, "%", (const char *[]){ "100% rain_drops", NULL });
  assert_prompts (fixture, "'; --", (const char *[]){ NULL });

  /* The same again moves up and stays one; a pinned one stays on top. */
  submit_words (fixture, "Сосны у моря", NULL);
  prompts = list_prompts (fixture, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (prompts), ==, 4);
  oldest = g_list_model_get_item (prompts, 3);
  refrain_forms_pin_prompt (get_forms (fixture), oldest, TRUE);
  assert_prompts (
      fixture, NULL,
      (const char *[]){ "rain on a tin roof", "Сосны у моря", "100% rain_drops", "夜の雨", NULL });
  refrain_forms_remove_prompt (get_forms (fixture), oldest);
  assert_prompts (fixture, "tin", (const char *[]){ NULL });
  g_assert_cmpuint (g_list_model_get_n_items (refrain_library_get_tasks (fixture->library)), ==, 5);
}

static char **
list_models (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;
  char **models;

  refrain_forms_list_models_async (get_forms (fixture), fixture->source, NULL, store_result,
                                   &pending);
  result = wait_for_result (&pending);
  models = refrain_forms_list_models_finish (get_forms (fixture), result, &error);
  g_assert_no_error (error);
  return models;
}

/* A gateway's own names come first, whatever they are; no name comes twice. */
static void
test_models (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) fresh = list_models (fixture);
  g_auto (GStrv) used = NULL;

  g_assert_cmpstr (fresh[0], ==, "chirp-fenix");
  submit_words (fixture, "one", "chirp-v4");
  submit_words (fixture, "two", "house-blend-7");
  used = list_models (fixture);
  g_assert_cmpstr (used[0], ==, "house-blend-7");
  g_assert_cmpstr (used[1], ==, "chirp-v4");
  g_assert_cmpuint (g_strv_length (used), ==, g_strv_length (fresh) + 1);
}

static RefrainRequest *
request_of (Fixture *fixture, RefrainClip *clip)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;
  RefrainRequest *request;

  refrain_forms_request_of_clip_async (get_forms (fixture), clip, NULL, store_result, &pending);
  result = wait_for_result (&pending);
  request = refrain_forms_request_of_clip_finish (get_forms (fixture), result, &error);
  g_assert_no_error (error);
  return request;
}

/* The settings of a song that was made here are what was asked for, to the letter. */
static void
test_settings_of_own (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainRequest) request = make_request ();
  g_autoptr (RefrainRequest) found = NULL;
  g_autoptr (RefrainRequest) of_task = NULL;
  g_autoptr (RefrainTask) task = NULL;
  g_autoptr (RefrainClip) clip = NULL;

  refrain_request_set (&request->description, NULL);
  submit (fixture, request);
  task = g_list_model_get_item (refrain_library_get_tasks (fixture->library), 0);
  refrain_demo_gateway_advance (fixture->demo, 9000);
  fetch_task (fixture, refrain_task_get_facts (task)->id);
  clip = get_clip (task, 0);
  found = request_of (fixture, clip);
  of_task = refrain_forms_request_of_task (task);
  g_assert_true (refrain_request_equal (request, found));
  g_assert_true (refrain_request_equal (request, of_task));
}

/* Of a song from elsewhere, the settings are what the gateway tells or the song itself. */
static void
test_settings_of_other (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RefrainClip) clip = get_clip (fetch_task (fixture, HARBOUR_TASK), 0);
  g_autoptr (RefrainRequest) request = request_of (fixture, clip);

  g_assert_nonnull (request);
  g_assert_cmpint (refrain_request_find_flaw (request), ==, REFRAIN_REQUEST_FINE);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/forms/draft", test_draft);
  add ("/forms/prompts", test_prompts);
  add ("/forms/models", test_models);
  add ("/forms/settings-of-own", test_settings_of_own);
  add ("/forms/settings-of-other", test_settings_of_other);

  return g_test_run ();
}
