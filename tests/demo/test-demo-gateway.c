/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "demo-fixture.h"

#define BEARER(key) ((const char *const[]){ "Authorization", "Bearer " key, NULL })

static char *
submit (Fixture *fixture, const char *kind, const char *body)
{
  g_autofree char *path = g_strconcat ("/suno/submit/", kind, NULL);
  g_autoptr (Answer) answer = post (fixture, path, body);
  g_autoptr (JsonNode) root = parse (answer);

  g_assert_cmpuint (answer->status, ==, 200);

  return g_strdup (json_object_get_string_member (json_node_get_object (root), "data"));
}

static JsonNode *
fetch (Fixture *fixture, const char *id)
{
  g_autofree char *path = g_strconcat ("/suno/fetch/", id, NULL);
  g_autoptr (Answer) answer = get (fixture, path);

  g_assert_cmpuint (answer->status, ==, 200);

  return parse (answer);
}

static void
test_new_api_envelope (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) root = fetch (fixture, "demo-one");
  JsonObject *task = get_task (root);
  JsonObject *clip = get_clip (root, 0);
  JsonObject *metadata = json_object_get_object_member (clip, "metadata");
  g_autofree char *audio = dup_media_address (fixture, "/11111111-0000-4000-8000-000000000001.mp3");

  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (root), "code"), ==,
                   "success");
  g_assert_cmpstr (json_object_get_string_member (task, "task_id"), ==, "demo-one");
  g_assert_cmpstr (json_object_get_string_member (task, "status"), ==, "SUCCESS");
  g_assert_cmpint (json_object_get_int_member (task, "submit_time"), ==, 1788459667);
  g_assert_cmpstr (json_object_get_string_member (clip, "audio_url"), ==, audio);
  g_assert_cmpstr (json_object_get_string_member (clip, "created_at"), ==,
                   "2026-09-03T18:21:07.120Z");
  g_assert_cmpstr (json_object_get_string_member (metadata, "tags"), ==, "sea folk");
  g_assert_cmpstr (json_object_get_string_member (metadata, "prompt"), ==, "[Verse]\nla");
  g_assert_cmpfloat (json_object_get_double_member (metadata, "duration"), ==, 5.2);
  assert_status (fixture, audio, 200);
}

static void
test_goapi_envelope (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) root = fetch (fixture, "demo-two");
  JsonObject *task = get_task (root);
  JsonObject *clips = json_object_get_object_member (task, "clips");
  g_autoptr (JsonNode) input = json_from_string (json_object_get_string_member (task, "input"),
                                                 NULL);

  g_assert_cmpint (json_object_get_int_member (json_node_get_object (root), "code"), ==, 200);
  g_assert_cmpstr (json_object_get_string_member (task, "status"), ==, "completed");
  g_assert_cmpuint (json_object_get_size (clips), ==, 2);
  g_assert_true (json_object_has_member (clips, "22222222-0000-4000-8000-000000000001"));
  g_assert_true (
      json_object_get_boolean_member (json_node_get_object (input), "make_instrumental"));
}

static void
test_batch (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Answer) some = post (
      fixture, "/suno/fetch",
      "{\"ids\":[\"demo-one\",\"nobody\",\"demo-two\"],\"action\":\"MUSIC\"}");
  g_autoptr (Answer) none = post (fixture, "/suno/fetch", "{\"ids\":[\"nobody\"]}");
  g_autoptr (Answer) other = post (fixture, "/suno/fetch",
                                   "{\"ids\":[\"demo-one\"],\"action\":\"LYRICS\"}");
  g_autoptr (Answer) bad = post (fixture, "/suno/fetch", "ids");
  g_autoptr (JsonNode) root = parse (some);
  g_autoptr (JsonNode) none_root = parse (none);
  g_autoptr (JsonNode) other_root = parse (other);
  JsonArray *tasks = json_object_get_array_member (json_node_get_object (root), "data");

  g_assert_cmpuint (json_array_get_length (tasks), ==, 2);
  g_assert_cmpstr (
      json_object_get_string_member (json_array_get_object_element (tasks, 0), "task_id"), ==,
      "demo-two");
  g_assert_true (json_object_get_null_member (json_node_get_object (none_root), "data"));
  g_assert_true (json_object_get_null_member (json_node_get_object (other_root), "data"));
  g_assert_cmpuint (bad->status, ==, 400);
}

static void
test_bases_and_pages (Fixture *fixture, gconstpointer data)
{
  static const char *const pages[] = { "/", "/panel", "/api", "/suno", "/suno/nothing" };
  static const char *const calls[] = { "/api/suno/fetch/demo-one", "/v1/suno/fetch/demo-one",
                                       "/api/v1/suno/fetch/demo-one" };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (Answer) answer = get (fixture, pages[i]);

      g_assert_cmpuint (answer->status, ==, 200);
      g_assert_true (g_str_has_prefix (get_header (answer, "Content-Type"), "text/html"));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (Answer) answer = get (fixture, calls[i]);
      g_autoptr (JsonNode) root = parse (answer);

      g_assert_cmpstr (json_object_get_string_member (get_task (root), "task_id"), ==, "demo-one");
    }
}

/* One moment in the life of a task. */
typedef struct
{
  guint advance;
  const char *status;
  const char *first; /* NULL = no clips yet */
  const char *second;
} Moment;

static void
assert_moment (Fixture *fixture, const char *id, const Moment *moment)
{
  g_autoptr (JsonNode) root = fetch (fixture, id);

  g_assert_cmpstr (json_object_get_string_member (get_task (root), "status"), ==, moment->status);
  g_assert_cmpint (json_object_get_null_member (get_task (root), "data"), ==,
                   moment->first == NULL);
  if (moment->first == NULL)
    return;
  g_assert_cmpstr (json_object_get_string_member (get_clip (root, 0), "status"), ==, moment->first);
  g_assert_cmpstr (json_object_get_string_member (get_clip (root, 1), "status"), ==,
                   moment->second);
}

static void
test_life (Fixture *fixture, gconstpointer data)
{
  static const Moment moments[] = {
    { 0, "NOT_START", NULL, NULL },
    { 999, "NOT_START", NULL, NULL },
    { 1, "QUEUED", "queued", "queued" },
    { 1500, "IN_PROGRESS", "streaming", "queued" },
    { 1000, "IN_PROGRESS", "streaming", "streaming" },
    { 1500, "IN_PROGRESS", "complete", "streaming" },
    { 1000, "SUCCESS", "complete", "complete" },
  };
  g_autofree char *id = NULL;
  g_autoptr (JsonNode) early = NULL;
  g_autoptr (JsonNode) late = NULL;

  refrain_demo_gateway_set_manual_clock (fixture->gateway, TRUE);
  id = submit (fixture, "music", "{\"gpt_description_prompt\":\"rain on slate roofs at night\"}");
  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      refrain_demo_gateway_advance (fixture->gateway, moments[i].advance);
      assert_moment (fixture, id, &moments[i]);
    }

  early = fetch (fixture, id);
  g_assert_cmpstr (json_object_get_string_member (get_clip (early, 0), "title"), ==,
                   "Rain on slate roofs");
  g_assert_cmpstr (json_object_get_string_member (get_clip (early, 0), "video_url"), ==, "");
  g_assert_true (json_object_get_boolean_member (get_clip (early, 0), "is_video_pending"));
  refrain_demo_gateway_advance (fixture->gateway, 2000);
  late = fetch (fixture, id);
  assert_status (fixture, json_object_get_string_member (get_clip (late, 0), "video_url"), 200);
  assert_status (fixture, json_object_get_string_member (get_clip (late, 0), "audio_url"), 200);
  assert_status (fixture, json_object_get_string_member (get_clip (late, 0), "image_large_url"),
                 200);
}

static void
test_stream (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *final = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (Answer) answer = NULL;
  const char *address;

  refrain_demo_gateway_set_manual_clock (fixture->gateway, TRUE);
  refrain_demo_gateway_set_time_scale (fixture->gateway, 0.01);
  id = submit (fixture, "music", "{\"prompt\":\"la\",\"title\":\"T\",\"tags\":\"t\"}");
  refrain_demo_gateway_advance (fixture->gateway, 3000);
  root = fetch (fixture, id);
  address = json_object_get_string_member (get_clip (root, 0), "audio_url");
  g_assert_nonnull (strstr (address, "/audiopipe/?item_id="));
  answer = request_full (fixture, "GET", address, NULL,
                         (const char *const[]){ "Range", "bytes=0-9", NULL });
  g_assert_no_error (answer->error);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpuint (g_bytes_get_size (answer->body), ==, AUDIO_SIZE);
  g_assert_null (get_header (answer, "Content-Length"));

  /* The file is not there before the song is done. */
  final = g_strconcat (refrain_demo_gateway_get_media_address (fixture->gateway), "/",
                       json_object_get_string_member (get_clip (root, 0), "id"), ".mp3", NULL);
  assert_status (fixture, final, 404);
}

static void
test_submit_custom (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *clip, *metadata, *step;

  refrain_demo_gateway_set_manual_clock (fixture->gateway, TRUE);
  id = submit (
      fixture, "music",
      "{\"prompt\":\"words\",\"title\":\"Name\",\"tags\":\"jazz\",\"negative_tags\":\"drums\","
      "\"mv\":\"chirp-crow\",\"continue_clip_id\":\"11111111-0000-4000-8000-000000000001\","
      "\"continue_at\":61.5}");
  refrain_demo_gateway_advance (fixture->gateway, 9000);
  root = fetch (fixture, id);
  clip = get_clip (root, 1);
  metadata = json_object_get_object_member (clip, "metadata");
  step = json_array_get_object_element (json_object_get_array_member (metadata, "history"), 0);
  g_assert_cmpstr (json_object_get_string_member (clip, "title"), ==, "Name");
  g_assert_cmpstr (json_object_get_string_member (clip, "model_name"), ==, "chirp-crow");
  g_assert_cmpstr (json_object_get_string_member (clip, "major_model_version"), ==, "v5");
  g_assert_cmpstr (json_object_get_string_member (metadata, "prompt"), ==, "words");
  g_assert_cmpstr (json_object_get_string_member (metadata, "tags"), ==, "jazz");
  g_assert_cmpstr (json_object_get_string_member (metadata, "negative_tags"), ==, "drums");
  g_assert_cmpfloat (json_object_get_double_member (metadata, "continue_at"), ==, 61.5);
  g_assert_cmpstr (json_object_get_string_member (step, "id"), ==,
                   "11111111-0000-4000-8000-000000000001");
}

static void
test_submit_forms (Fixture *fixture, gconstpointer data)
{
  static const char body[] = "{\"gpt_description_prompt\":\"x\"}";
  g_autoptr (Answer) object = post (fixture, "/suno/submit/music?form=object", body);
  g_autoptr (JsonNode) object_root = parse (object);
  g_autoptr (Answer) clips = NULL;
  g_autoptr (JsonNode) clips_root = NULL;
  g_autoptr (JsonNode) found = NULL;
  JsonArray *array;

  g_assert_true (json_object_has_member (get_task (object_root), "task_id"));

  refrain_demo_gateway_set_submit_form (fixture->gateway, REFRAIN_DEMO_SUBMIT_CLIPS);
  clips = post (fixture, "/suno/submit/music", body);
  clips_root = parse (clips);
  array = json_object_get_array_member (json_node_get_object (clips_root), "clips");
  g_assert_cmpuint (json_array_get_length (array), ==, 2);
  found = fetch (fixture,
                 json_object_get_string_member (json_array_get_object_element (array, 0), "id"));
  g_assert_cmpstr (json_object_get_string_member (get_task (found), "status"), ==, "NOT_START");
}

static void
test_lyrics_and_concat (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lyrics = NULL;
  g_autofree char *concat = NULL;
  g_autoptr (JsonNode) before = NULL;
  g_autoptr (JsonNode) after = NULL;
  g_autoptr (JsonNode) whole = NULL;
  g_autoptr (Answer) refused = post (fixture, "/suno/submit/concat", "{\"clip_id\":\"nobody\"}");
  JsonObject *text;

  g_assert_cmpuint (refused->status, ==, 400);
  refrain_demo_gateway_set_manual_clock (fixture->gateway, TRUE);
  lyrics = submit (fixture, "lyrics", "{\"prompt\":\"tall ships\"}");
  concat = submit (fixture, "concat", "{\"clip_id\":\"11111111-0000-4000-8000-000000000002\"}");
  before = fetch (fixture, lyrics);
  g_assert_true (json_object_get_null_member (get_task (before), "data"));
  refrain_demo_gateway_advance (fixture->gateway, 6000);
  after = fetch (fixture, lyrics);
  text = json_object_get_object_member (get_task (after), "data");
  g_assert_cmpstr (json_object_get_string_member (get_task (after), "action"), ==, "LYRICS");
  g_assert_cmpstr (json_object_get_string_member (text, "title"), ==, "Tall ships");
  g_assert_nonnull (strstr (json_object_get_string_member (text, "text"), "[Chorus]"));
  whole = fetch (fixture, concat);
  g_assert_cmpstr (json_object_get_string_member (
                       json_object_get_object_member (get_clip (whole, 0), "metadata"), "type"),
                   ==, "concat");
}

static void
test_counts_and_log (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = submit (fixture, "music", "{\"gpt_description_prompt\":\"x\"}");
  g_autoptr (Answer) refused = post (fixture, "/suno/submit/music", "{}");
  g_autoptr (Answer) one = get (fixture, "/suno/fetch/demo-one?key=hush");
  g_auto (GStrv) log = NULL;

  g_assert_cmpuint (refused->status, ==, 400);
  g_assert_cmpuint (refrain_demo_gateway_get_submit_count (fixture->gateway), ==, 2);
  g_assert_cmpuint (refrain_demo_gateway_count (fixture->gateway, "POST /suno/submit/*"), ==, 2);
  g_assert_cmpuint (refrain_demo_gateway_count (fixture->gateway, "GET /suno/fetch/*"), ==, 1);
  g_assert_cmpuint (refrain_demo_gateway_count (fixture->gateway, "*"), ==, 3);
  while (refrain_demo_gateway_get_open_requests (fixture->gateway) > 0)
    g_thread_yield ();
  log = refrain_demo_gateway_dup_log (fixture->gateway);
  g_assert_cmpstrv (log, ((const char *const[]){ "gateway POST /suno/submit/music 200",
                                                 "gateway POST /suno/submit/music 400",
                                                 "gateway GET /suno/fetch/demo-one 200", NULL }));
}

static void
test_key (Fixture *fixture, gconstpointer data)
{
  g_autofree char *address = g_strconcat (refrain_demo_gateway_get_address (fixture->gateway),
                                          "/suno/fetch/demo-one", NULL);
  g_autofree char *file = dup_media_address (fixture, "/11111111-0000-4000-8000-000000000001.mp3");
  g_autoptr (Answer) without = NULL;
  g_autoptr (Answer) wrong = NULL;
  g_autoptr (Answer) right = NULL;
  g_autoptr (Answer) leak = NULL;
  g_autoptr (JsonNode) root = NULL;

  refrain_demo_gateway_set_required_key (fixture->gateway, "sk-demo");
  without = request_full (fixture, "GET", address, NULL, NULL);
  wrong = request_full (fixture, "GET", address, NULL, BEARER ("sk-other"));
  right = request_full (fixture, "GET", address, NULL, BEARER ("sk-demo"));
  g_assert_cmpuint (without->status, ==, 401);
  g_assert_cmpuint (wrong->status, ==, 401);
  g_assert_cmpuint (right->status, ==, 200);
  root = parse (wrong);
  g_assert_true (json_object_has_member (
      json_object_get_object_member (json_node_get_object (root), "error"), "message"));

  assert_status (fixture, file, 200);
  g_assert_false (refrain_demo_gateway_media_saw_key (fixture->gateway));
  leak = request_full (fixture, "GET", file, NULL, BEARER ("sk-demo"));
  g_assert_cmpuint (leak->status, ==, 200);
  g_assert_true (refrain_demo_gateway_media_saw_key (fixture->gateway));
}

static void
test_fail_next (Fixture *fixture, gconstpointer data)
{
  refrain_demo_gateway_fail_next (fixture->gateway, "GET /suno/fetch/*", 2, 503);
  refrain_demo_gateway_fail_next (fixture->gateway, "GET /*.mp3", 1, 403);
  assert_status (fixture, "/suno/fetch/demo-one", 503);
  assert_status (fixture, "/suno/fetch/demo-two", 503);
  assert_status (fixture, "/suno/fetch/demo-one", 200);

  refrain_demo_gateway_fail_next (fixture->gateway, "POST *", 1, 0);
  {
    g_autoptr (Answer) answer = post (fixture, "/suno/submit/music",
                                      "{\"gpt_description_prompt\":\"x\"}");
    g_autofree char *file = dup_media_address (fixture,
                                               "/11111111-0000-4000-8000-000000000001.mp3");

    g_assert_nonnull (answer->error);
    assert_status (fixture, file, 403);
    assert_status (fixture, file, 200);
  }
}

static void
test_chaos (Fixture *fixture, gconstpointer data)
{
  guint seen[4] = { 0 };

  g_assert_false (refrain_demo_gateway_set_chaos (fixture->gateway, 1.5, 1));
  g_assert_true (refrain_demo_gateway_set_chaos (fixture->gateway, 1.0, 1));
  for (guint i = 0; i < 4; i++)
    {
      gsize size;
      g_autofree char *text = raw_request (refrain_demo_gateway_get_address (fixture->gateway),
                                           "/suno/fetch/demo-one", &size, NULL);

      seen[0] += g_str_has_prefix (text, "HTTP/1.1 500");
      seen[1] += g_str_has_prefix (text, "HTTP/1.1 429");
      seen[2] += g_str_has_prefix (text, "HTTP/1.1 200") && strstr (text, "text/html") != NULL;
      seen[3] += size == 0;
    }
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (seen[i], ==, 1);

  g_assert_true (refrain_demo_gateway_set_chaos (fixture->gateway, 0.0, 1));
  assert_status (fixture, "/suno/fetch/demo-one", 200);
}

static void
test_two_gateways (Fixture *fixture, gconstpointer data)
{
  RefrainDemoGateway *other = refrain_demo_gateway_new (fixture->media_dir);
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;
  guint16 port;

  port = (guint16) g_ascii_strtoull (
      strrchr (refrain_demo_gateway_get_address (fixture->gateway), ':') + 1, NULL, 10);
  g_assert_false (refrain_demo_gateway_start (other, port, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
  g_clear_error (&error);

  g_assert_true (refrain_demo_gateway_start (other, 0, &error));
  g_assert_cmpstr (refrain_demo_gateway_get_address (other), !=,
                   refrain_demo_gateway_get_address (fixture->gateway));
  address = g_strconcat (refrain_demo_gateway_get_address (other), "/suno/fetch/demo-one", NULL);
  assert_status (fixture, address, 200);
  g_assert_cmpuint (refrain_demo_gateway_count (other, "*"), ==, 1);
  g_assert_cmpuint (refrain_demo_gateway_count (fixture->gateway, "*"), ==, 0);
  g_assert_finalize_object (other);
}

static void
test_restart (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = submit (fixture, "music", "{\"gpt_description_prompt\":\"x\"}");
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = NULL;

  refrain_demo_gateway_stop (fixture->gateway);
  g_assert_null (refrain_demo_gateway_get_address (fixture->gateway));
  g_assert_true (refrain_demo_gateway_start (fixture->gateway, 0, &error));
  root = fetch (fixture, id);
  ids = refrain_demo_gateway_dup_task_ids (fixture->gateway);
  g_assert_cmpstrv (ids, ((const char *const[]){ "demo-one", "demo-two", NULL }));
}

static void
test_no_songs (void)
{
  RefrainDemoGateway *gateway = refrain_demo_gateway_new ("/nowhere/at/all");
  g_autoptr (GError) error = NULL;

  g_assert_false (refrain_demo_gateway_start (gateway, 0, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_finalize_object (gateway);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*func) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/demo/gateway/new-api-envelope", test_new_api_envelope },
    { "/demo/gateway/goapi-envelope", test_goapi_envelope },
    { "/demo/gateway/batch", test_batch },
    { "/demo/gateway/bases-and-pages", test_bases_and_pages },
    { "/demo/gateway/life", test_life },
    { "/demo/gateway/stream", test_stream },
    { "/demo/gateway/submit-custom", test_submit_custom },
    { "/demo/gateway/submit-forms", test_submit_forms },
    { "/demo/gateway/lyrics-and-concat", test_lyrics_and_concat },
    { "/demo/gateway/counts-and-log", test_counts_and_log },
    { "/demo/gateway/key", test_key },
    { "/demo/gateway/fail-next", test_fail_next },
    { "/demo/gateway/chaos", test_chaos },
    { "/demo/gateway/two-gateways", test_two_gateways },
    { "/demo/gateway/restart", test_restart },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, fixture_set_up, tests[i].func, fixture_tear_down);
  g_test_add_func ("/demo/gateway/no-songs", test_no_songs);

  return g_test_run ();
}
