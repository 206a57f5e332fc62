/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "demo-fixture.h"

#include <string.h>

#define KEY "k-secret-1"
#define DESCRIPTION "a lighthouse in fog"

/* The other families that the gateway speaks, as their clients see it, and trouble on purpose. */

static const struct
{
  const char *base;
  const char *key; /* (nullable): the header line that carries it */
  const char *submit;
  const char *body;
  const char *id;    /* of the task or the first clip, in the answer */
  const char *fetch; /* for a GET, with the id at the end */
  const char *missing;
} families[] = {
  { "/goapi", "X-API-Key: " KEY, "/api/suno/v1/music",
    "{\"custom_mode\":false,\"input\":{\"gpt_description_prompt\":\"" DESCRIPTION "\"}}",
    "$.data.task_id", "/api/suno/v1/music/", "task not found" },
  { "/sunoapi", "Authorization: Bearer " KEY, "/api/v1/generate",
    "{\"customMode\":false,\"prompt\":\"" DESCRIPTION "\",\"model\":\"V4\"}", "$.data.taskId",
    "/api/v1/generate/record-info?taskId=", "task not found" },
  { "/acedata", "Authorization: Bearer " KEY, "/suno/audios",
    "{\"action\":\"generate\",\"prompt\":\"" DESCRIPTION "\"}", "$.task_id", NULL, NULL },
  { "/gcui", NULL, "/api/generate", "{\"prompt\":\"" DESCRIPTION "\"}", "$[0].id",
    "/api/get?ids=", "[]" },
  { "/raw", "Authorization: Bearer " KEY, "/generate/description-mode",
    "{\"gpt_description_prompt\":\"" DESCRIPTION "\"}", "$.clips[0].id", "/feed/", "[]" },
};

static Answer *
request (Fixture *fixture, gsize index, const char *path, const char *body, gboolean with_key)
{
  g_autofree char *full = g_strconcat (refrain_demo_gateway_get_address (fixture->gateway),
                                       families[index].base, path, NULL);
  g_auto (GStrv) key = families[index].key != NULL ? g_strsplit (families[index].key, ": ", 2)
                                                   : NULL;
  const char *headers[] = { key != NULL ? key[0] : NULL, key != NULL ? key[1] : NULL, NULL };

  return request_full (fixture, body != NULL ? "POST" : "GET", full, body,
                       with_key && key != NULL ? headers : NULL);
}

static char *
dup_text (Answer *answer)
{
  return g_strndup (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body));
}

static char *
find_id (Answer *answer, const char *path)
{
  g_autoptr (JsonNode) root = parse (answer);
  g_autoptr (JsonNode) found = json_path_query (path, root, NULL);

  return g_strdup (json_array_get_string_element (json_node_get_array (found), 0));
}

static void
test_lives (Fixture *fixture, gconstpointer data)
{
  refrain_demo_gateway_set_manual_clock (fixture->gateway, TRUE);
  refrain_demo_gateway_set_required_key (fixture->gateway, KEY);
  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    {
      g_autoptr (Answer) submitted = request (fixture, i, families[i].submit, families[i].body,
                                              TRUE);
      g_autofree char *id = find_id (submitted, families[i].id);
      g_autofree char *task_body = g_strdup_printf ("{\"id\":\"%s\",\"action\":\"retrieve\"}", id);
      g_autofree char *path = g_strconcat (families[i].fetch != NULL ? families[i].fetch
                                                                     : "/suno/tasks",
                                           families[i].fetch != NULL ? id : NULL, NULL);
      const char *body = families[i].fetch != NULL ? NULL : task_body;
      g_autoptr (Answer) early = request (fixture, i, path, body, TRUE);
      g_autoptr (Answer) late = NULL;
      g_autofree char *early_text = dup_text (early);
      g_autofree char *late_text = NULL;

      g_assert_cmpuint (submitted->status, ==, 200);
      g_assert_cmpuint (early->status, ==, 200);
      g_assert_null (strstr (early_text, ".mp3"));
      refrain_demo_gateway_advance (fixture->gateway, 10000);
      late = request (fixture, i, path, body, TRUE);
      late_text = dup_text (late);
      g_assert_nonnull (strstr (late_text, ".mp3"));
      g_assert_cmpuint (refrain_demo_gateway_get_submit_count (fixture->gateway), ==, i + 1);
    }
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  refrain_demo_gateway_set_required_key (fixture->gateway, KEY);
  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    {
      g_autoptr (Answer) keyless = request (fixture, i, families[i].submit, families[i].body,
                                            FALSE);
      g_autoptr (Answer) empty = request (fixture, i, families[i].submit, "{}", TRUE);
      g_autofree char *missing_path = g_strconcat (
          families[i].fetch != NULL ? families[i].fetch : "/none", "no-such", NULL);
      g_autoptr (Answer) missing = request (fixture, i, missing_path, NULL, TRUE);
      g_autofree char *keyless_text = dup_text (keyless);
      g_autofree char *empty_text = dup_text (empty);
      g_autofree char *missing_text = dup_text (missing);

      /* Whose errors come with HTTP 200 says so inside. */
      if (g_str_equal (families[i].base, "/sunoapi"))
        {
          g_assert_cmpuint (keyless->status, ==, 200);
          g_assert_nonnull (strstr (keyless_text, "401"));
          g_assert_cmpuint (empty->status, ==, 200);
        }
      else
        {
          g_assert_cmpuint (keyless->status, ==, families[i].key != NULL ? 401 : 200);
          g_assert_cmpuint (empty->status, ==, 400);
        }
      g_assert_nonnull (strstr (empty_text, "prompt"));
      if (families[i].missing != NULL)
        g_assert_nonnull (strstr (missing_text, families[i].missing));
    }
}

/* The answer is lost, the song is not. */
static void
test_losses (Fixture *fixture, gconstpointer data)
{
  static const char path[] = "/gcui/api/generate";
  g_autoptr (Answer) cut = NULL;
  g_autoptr (Answer) error = NULL;
  g_autoptr (Answer) good = NULL;
  g_autoptr (Answer) list = NULL;
  g_autofree char *text = NULL;
  guint n_ours = 0;

  refrain_demo_gateway_lose_next (fixture->gateway, "POST /gcui/*", 1, REFRAIN_DEMO_LOSS_CUT);
  cut = post (fixture, path, families[3].body);
  g_assert_cmpuint (cut->status, ==, 0);
  refrain_demo_gateway_lose_next (fixture->gateway, "POST /gcui/*", 1, REFRAIN_DEMO_LOSS_ERROR);
  error = post (fixture, path, families[3].body);
  g_assert_cmpuint (error->status, ==, 500);
  good = post (fixture, path, families[3].body);
  g_assert_cmpuint (good->status, ==, 200);
  g_assert_cmpuint (refrain_demo_gateway_get_submit_count (fixture->gateway), ==, 3);

  list = get (fixture, "/gcui/api/get");
  text = dup_text (list);
  for (const char *p = text; (p = strstr (p, DESCRIPTION)) != NULL; p++)
    n_ours++;
  g_assert_cmpuint (n_ours, ==, 6);
}

static void
count_chaos (Fixture *fixture, const char *path, guint *n_errors, guint *n_busy, guint *n_good)
{
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (Answer) answer = post (fixture, path, families[3].body);

      *n_errors += answer->status == 500;
      *n_busy += answer->status == 429 && g_strcmp0 (get_header (answer, "Retry-After"), "1") == 0;
      *n_good += answer->status == 200;
    }
}

static void
test_chaos_kinds (Fixture *fixture, gconstpointer data)
{
  guint n_errors = 0;
  guint n_busy = 0;
  guint n_good = 0;

  g_assert_true (refrain_demo_gateway_set_chaos (fixture->gateway, 1.0, 1));
  refrain_demo_gateway_set_chaos_kinds (fixture->gateway,
                                        REFRAIN_DEMO_CHAOS_ERROR | REFRAIN_DEMO_CHAOS_BUSY, FALSE);
  count_chaos (fixture, "/gcui/api/generate", &n_errors, &n_busy, &n_good);
  g_assert_cmpuint (n_errors, ==, 5);
  g_assert_cmpuint (n_busy, ==, 5);

  /* Submits are spared, the rest is not. */
  refrain_demo_gateway_set_chaos_kinds (fixture->gateway, REFRAIN_DEMO_CHAOS_ERROR, TRUE);
  count_chaos (fixture, "/gcui/api/generate", &n_errors, &n_busy, &n_good);
  g_assert_cmpuint (n_good, ==, 10);
  assert_status (fixture, "/gcui/api/get", 500);
  refrain_demo_gateway_set_chaos_kinds (fixture->gateway, 0, TRUE);
  assert_status (fixture, "/gcui/api/get", 200);
}

static void
test_batch (Fixture *fixture, gconstpointer data)
{
  static const char body[] = "{\"ids\":[\"demo-one\"]}";
  g_autoptr (Answer) on = post (fixture, "/suno/fetch", body);
  g_autoptr (Answer) gone = NULL;
  g_autoptr (Answer) page = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpuint (on->status, ==, 200);
  refrain_demo_gateway_set_batch (fixture->gateway, REFRAIN_DEMO_BATCH_GONE);
  gone = post (fixture, "/suno/fetch", body);
  g_assert_cmpuint (gone->status, ==, 404);
  refrain_demo_gateway_set_batch (fixture->gateway, REFRAIN_DEMO_BATCH_PAGE);
  page = post (fixture, "/suno/fetch", body);
  text = dup_text (page);
  g_assert_cmpuint (page->status, ==, 200);
  g_assert_nonnull (strstr (text, "<html"));
  assert_status (fixture, "/suno/fetch/demo-one", 200);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*func) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/demo/families/lives", test_lives },   { "/demo/families/refusals", test_refusals },
    { "/demo/families/losses", test_losses }, { "/demo/families/chaos-kinds", test_chaos_kinds },
    { "/demo/families/batch", test_batch },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, fixture_set_up, tests[i].func, fixture_tear_down);

  return g_test_run ();
}
