/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "answer-fixture.h"

#include "refrain-json-read.h"
#include "refrain-request-json.h"

#include <string.h>

/* "Use these settings" is a promise: what a gateway stored of a request makes the same request. */

/* What says nothing, or nothing of the song: it may come and go. */
static gboolean
is_noise (const char *name, const char *text)
{
  static const char *const names[] = { "callBackUrl", "callback_url", "notify_hook",
                                       "wait_audio",  "async",        "custom_mode",
                                       "customMode",  "custom",       NULL };

  if (g_strv_contains (names, name) || text == NULL || g_str_equal (text, "false"))
    return TRUE;

  return g_str_has_suffix (name, "_id") && g_str_equal (text, "0");
}

/* Flat, sorted, values as text: what two requests have to agree in. */
static void
flatten (JsonNode *node, const char *path, GPtrArray *lines)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &member))
    {
      gboolean is_inner = g_str_equal (name, "input");
      g_autoptr (JsonNode) storage = NULL;
      JsonNode *value = is_inner ? refrain_json_unwrap (member, &storage) : member;
      g_autofree char *full = g_strconcat (path, name, NULL);
      g_autofree char *text = refrain_json_joined_text (value);

      if (JSON_NODE_HOLDS_OBJECT (value))
        flatten (value, is_inner ? path : full, lines);
      else if (!is_noise (name, text))
        g_ptr_array_add (
            lines, g_strdup_printf ("%s = %s\n", full, g_str_equal (text, "1") ? "true" : text));
    }
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static char *
dup_meaning (const char *json)
{
  g_autoptr (JsonNode) root = refrain_json_parse (json, -1);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) meaning = NULL;

  g_assert_nonnull (root);
  flatten (root, "", lines);
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  meaning = g_string_new (NULL);
  for (guint i = 0; lines->pdata[i] != NULL; i++)
    g_string_append (meaning, lines->pdata[i]);
  /* Without a song to go on from, a time means nothing. */
  if (strstr (meaning->str, "continue_clip_id") == NULL && strstr (meaning->str, "audio") == NULL)
    g_string_replace (meaning, "continue_at = 0\n", "", 0);
  return g_strdup (meaning->str);
}

static char *
dup_body (const RefrainRequest *request, const char *family)
{
  g_autoptr (GBytes) body = refrain_request_to_body (request, refrain_family_find (family));

  g_assert_nonnull (body);
  return g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
}

static const struct
{
  const char *family;
  RefrainRequestMode mode;
  const char *json; /* with ' for " */
} fixtures[] = {
  { "new-api", REFRAIN_REQUEST_DESCRIBE,
    "{'gpt_description_prompt':'a slow waltz for a cat','make_instrumental':false,"
    "'mv':'chirp-auk','prompt':''}" },
  { "new-api", REFRAIN_REQUEST_DESCRIBE,
    "{'gpt_description_prompt':'rain on tin','make_instrumental':true,'mv':'chirp-v4','tags':''}" },
  { "new-api", REFRAIN_REQUEST_DESCRIBE,
    "{'gpt_description_prompt':'x','tags':'folk','title':'T','prompt':'[Verse]','mv':'m'}" },
  { "new-api", REFRAIN_REQUEST_CUSTOM,
    "{'prompt':'[Verse]\\nIt is late ','title':'Late','tags':'soul, slow','mv':'chirp-crow',"
    "'make_instrumental':'false','negative_tags':'metal'}" },
  { "new-api", REFRAIN_REQUEST_CUSTOM, "{'prompt':'words','mv':'chirp-v3-5'}" },
  { "new-api", REFRAIN_REQUEST_CUSTOM,
    "{'prompt':'','tags':'ambient','title':'Fog','make_instrumental':1,'mv':'chirp-v4'}" },
  { "new-api", REFRAIN_REQUEST_CUSTOM,
    "{'prompt':'more','tags':'soul','title':'Late','mv':'chirp-v4','task_id':'t-1',"
    "'continue_clip_id':'c-1','continue_at':61.25}" },
  { "new-api", REFRAIN_REQUEST_CUSTOM,
    "{'prompt':'more','mv':'chirp-v4','continue_clip_id':'c-1','continue_at':0}" },
  { "new-api", REFRAIN_REQUEST_CUSTOM,
    "{'prompt':'more','mv':'chirp-v4','continue_clip_id':'c-1','continue_at':null}" },
  { "new-api", REFRAIN_REQUEST_CUSTOM,
    "{'prompt':'p','tags':'t','mv':'m','task':'cover','cover_clip_id':'c-9','task_id':'t-9',"
    "'weights':{'style':0.5,'oddness':0},'user_id':0,'persona':'warm','notify_hook':'http://x/'}" },
  { "new-api", REFRAIN_REQUEST_CUSTOM,
    "{'prompt':'p','mv':'m','task':'extend','continue_clip_id':'c','continue_at':'30'}" },
  { "new-api", REFRAIN_REQUEST_LYRICS, "{'prompt':'a song for a lighthouse'}" },
  { "goapi", REFRAIN_REQUEST_DESCRIBE,
    "{'custom_mode':false,'mv':'chirp-v3-5','input':{'gpt_description_prompt':'sun',"
    "'make_instrumental':true}}" },
  { "goapi", REFRAIN_REQUEST_CUSTOM,
    "{'custom_mode':true,'mv':'chirp-v3-0','input':{'prompt':'la la','title':'L','tags':'pop',"
    "'continue_at':12,'continue_clip_id':'c','persona_id':'p'}}" },
  /* As it is stored: all in one, and the mode inside. */
  { "goapi", REFRAIN_REQUEST_DESCRIBE,
    "{'custom_mode':false,'gpt_description_prompt':'sea','make_instrumental':false,'prompt':'',"
    "'title':'','continue_at':0,'continue_clip_id':'','mv':'chirp-v3-0','tags':''}" },
  { "goapi", REFRAIN_REQUEST_CUSTOM,
    "{'custom_mode':true,'input':'{\\'prompt\\':\\'inner\\',\\'tags\\':\\'folk\\'}'}" },
  { "goapi", REFRAIN_REQUEST_LYRICS, "{'prompt':'a kettle'}" },
  { "sunoapi", REFRAIN_REQUEST_DESCRIBE,
    "{'customMode':false,'instrumental':false,'prompt':'a calm piece','model':'V4_5',"
    "'callBackUrl':'https://h.example/cb','style':'','title':''}" },
  { "sunoapi", REFRAIN_REQUEST_CUSTOM,
    "{'customMode':true,'instrumental':false,'prompt':'[Verse] one','style':'jazz','title':'One',"
    "'negativeTags':'drums','model':'V5','vocalGender':'f','styleWeight':0.65}" },
  { "sunoapi", REFRAIN_REQUEST_CUSTOM,
    "{'customMode':true,'instrumental':true,'style':'Classical','title':'Piano','model':'V3_5'}" },
  { "sunoapi", REFRAIN_REQUEST_CUSTOM,
    "{'defaultParamFlag':true,'audioId':'a-1','prompt':'on','style':'s','title':'t',"
    "'continueAt':60,'model':'V3_5'}" },
  { "sunoapi", REFRAIN_REQUEST_LYRICS, "{'prompt':'a train at night','callBackUrl':'https://c/'}" },
  { "acedata", REFRAIN_REQUEST_DESCRIBE, "{'action':'generate','prompt':'a song for midsummer'}" },
  { "acedata", REFRAIN_REQUEST_DESCRIBE,
    "{'action':'generate','prompt':'quiet','model':'chirp-v4-5','custom':false,'instrumental':true,"
    "'callback_url':'https://c.example/'}" },
  { "acedata", REFRAIN_REQUEST_CUSTOM,
    "{'action':'generate','custom':true,'lyric':'[Verse]\\nSnow','title':'Snow','style':'carol',"
    "'style_negative':'rap','model':'chirp-v5','prompt':'a winter song','weirdness':0.3}" },
  { "acedata", REFRAIN_REQUEST_CUSTOM,
    "{'action':'extend','audio_id':'a-2','continue_at':20.5,'lyric':'on','style':'carol'}" },
  { "acedata", REFRAIN_REQUEST_CUSTOM,
    "{'action':'cover','audio_id':'a-2','lyric':'on','style':'rock','model':'chirp-v4'}" },
  { "acedata", REFRAIN_REQUEST_LYRICS, "{'prompt':'winter','model':'default'}" },
  { "gcui", REFRAIN_REQUEST_DESCRIBE,
    "{'prompt':'a heavy song about ducks','make_instrumental':false,'model':'chirp-v3-5',"
    "'wait_audio':false}" },
  { "gcui", REFRAIN_REQUEST_CUSTOM,
    "{'prompt':'quack','tags':'metal','title':'Ducks','make_instrumental':true,"
    "'negative_tags':'pop','model':'chirp-v3-5','wait_audio':false}" },
  { "gcui", REFRAIN_REQUEST_CUSTOM, "{'prompt':'quack','tags':'','title':'','wait_audio':false}" },
  { "gcui", REFRAIN_REQUEST_CUSTOM,
    "{'audio_id':'a','prompt':'q','continue_at':0,'tags':'t','title':'T','wait_audio':false}" },
  { "raw", REFRAIN_REQUEST_DESCRIBE,
    "{'gpt_description_prompt':'d','make_instrumental':false,'mv':'chirp-v3-0','prompt':''}" },
  { "raw", REFRAIN_REQUEST_CUSTOM,
    "{'prompt':'w','mv':'chirp-v3-0','title':'T','tags':'t','continue_at':120,"
    "'continue_clip_id':'c'}" },
};

static void
test_bodies (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fixtures); i++)
    {
      g_autofree char *json = fixture_unquote (fixtures[i].json);
      g_autoptr (RefrainRequest) request = NULL;
      g_autoptr (RefrainRequest) again = NULL;
      g_autofree char *body = NULL;
      g_autofree char *wanted = NULL;
      g_autofree char *got = NULL;

      g_test_message ("%s %s", fixtures[i].family, json);
      request = refrain_request_from_json (json);
      g_assert_nonnull (request);
      g_assert_cmpint (request->mode, ==, fixtures[i].mode);
      body = dup_body (request, fixtures[i].family);
      wanted = dup_meaning (json);
      got = dup_meaning (body);
      g_assert_cmpstr (got, ==, wanted);
      again = refrain_request_from_json (body);
      g_assert_cmpint (again->mode, ==, request->mode);
    }
}

/* Our own text brings everything back: it holds drafts. */
static void
test_own_text (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fixtures); i++)
    {
      g_autofree char *json = fixture_unquote (fixtures[i].json);
      g_autoptr (RefrainRequest) request = refrain_request_from_json (json);
      g_autofree char *text = refrain_request_to_json (request);
      g_autoptr (RefrainRequest) again = refrain_request_from_json (text);
      g_autofree char *same = refrain_request_to_json (again);

      g_assert_true (refrain_request_equal (request, again));
      g_assert_cmpstr (text, ==, same);
    }
}

static void
test_drafts (void)
{
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (RefrainRequest) draft = refrain_request_new ((RefrainRequestMode) (i % 3));
      g_autoptr (RefrainRequest) again = NULL;
      g_autofree char *text = NULL;

      draft->extend_at = i < 3 ? REFRAIN_EXTEND_AT_END : i < 6 ? 0.0 : 12.34;
      draft->instrumental = i % 2 != 0;
      if (i >= 3)
        {
          refrain_request_set (&draft->description, "  what \n about\t");
          refrain_request_set (&draft->lyrics, "[Verse]\n\"quoted\" \\ back ü 雨 😀\n\n");
          refrain_request_set (&draft->title, "true");
          refrain_request_set (&draft->style, " , ,");
          refrain_request_set (&draft->negative_style, "no");
          refrain_request_set (&draft->model, "12");
          refrain_request_set (&draft->extra, "{\"half\": [1,  ");
        }
      if (i >= 6)
        {
          refrain_request_set (&draft->operation, "cover");
          refrain_request_set (&draft->extend_task_id, "t");
          refrain_request_set (&draft->extra, "{ \"z\": 1, \"a\": {\"mode\": null} }");
        }
      if (i >= 9)
        refrain_request_set (&draft->extend_clip_id, "c");

      text = refrain_request_to_json (draft);
      again = refrain_request_from_json (text);
      g_test_message ("%s", text);
      g_assert_true (refrain_request_equal (draft, again));
    }
}

static void
test_no_request (void)
{
  g_autoptr (RefrainRequest) empty = refrain_request_from_json ("{}");

  g_assert_null (refrain_request_from_json (NULL));
  g_assert_null (refrain_request_from_json (""));
  g_assert_null (refrain_request_from_json ("a song"));
  g_assert_null (refrain_request_from_json ("[1]"));
  g_assert_null (refrain_request_from_json ("{\"a\":"));
  g_assert_cmpint (empty->mode, ==, REFRAIN_REQUEST_DESCRIBE);
  g_assert_cmpint (refrain_request_find_flaw (empty), ==, REFRAIN_REQUEST_NO_DESCRIPTION);
}

static void
test_wrong_types (void)
{
  g_autofree char *json = fixture_unquote (
      "{'prompt':12,'title':true,'tags':['folk','slow'],'make_instrumental':'TRUE','mv':5,"
      "'continue_clip_id':77,'continue_at':'30.5','negative_tags':{},'task':[],'x':[],'y':{}}");
  g_autoptr (RefrainRequest) request = refrain_request_from_json (json);

  g_assert_cmpstr (request->lyrics, ==, "12");
  g_assert_cmpstr (request->title, ==, "true");
  g_assert_cmpstr (request->style, ==, "folk, slow");
  g_assert_cmpstr (request->model, ==, "5");
  g_assert_cmpstr (request->extend_clip_id, ==, "77");
  g_assert_cmpfloat (request->extend_at, ==, 30.5);
  g_assert_true (request->instrumental);
  g_assert_null (request->negative_style);
  g_assert_null (request->operation);
  g_assert_null (request->extra);
}

/* What has a place in the form stands there, and not among what is extra. */
static void
test_places (void)
{
  static const char *const known[] = { "tyle", "egative", "yric", "rompt", "nstrumental",
                                       "odel", "ontinue", "udio", "itle" };

  for (gsize i = 0; i < G_N_ELEMENTS (fixtures); i++)
    {
      g_autofree char *json = fixture_unquote (fixtures[i].json);
      g_autoptr (RefrainRequest) request = refrain_request_from_json (json);

      for (gsize j = 0; request->extra != NULL && j < G_N_ELEMENTS (known); j++)
        g_assert_true (strstr (request->extra, known[j]) == NULL
                       || strstr (request->extra, "styleWeight") != NULL
                       || strstr (request->extra, "weights") != NULL);
      if (strstr (json, "0.3") != NULL)
        {
          g_assert_cmpstr (request->negative_style, ==, "rap");
          g_assert_cmpstr (request->description, ==, "a winter song");
          g_assert_cmpstr (request->extra, ==, "{\"weirdness\":0.3}");
        }
    }
}

/* What is extra adds, and replaces nothing. */
static void
test_extra (void)
{
  g_autoptr (RefrainRequest) request = refrain_request_new (REFRAIN_REQUEST_CUSTOM);
  g_autofree char *body = NULL;
  g_autofree char *broken = NULL;
  g_autofree char *goapi = NULL;

  refrain_request_set (&request->lyrics, "mine");
  refrain_request_set (&request->extra, "{\"prompt\":\"theirs\",\"k\":[1,{\"a\":null}],"
                                        "\"input\":{\"prompt\":\"theirs\",\"b\":2}}");
  body = dup_body (request, "new-api");
  g_assert_null (strstr (body, "\"prompt\":\"theirs\",\"k\""));
  g_assert_nonnull (strstr (body, "\"prompt\":\"mine\""));
  g_assert_nonnull (strstr (body, "\"k\":[1,{\"a\":null}]"));
  goapi = dup_body (request, "goapi");
  g_test_message ("%s", goapi);
  g_assert_nonnull (strstr (goapi, "\"input\":{\"prompt\":\"mine\""));
  g_assert_nonnull (strstr (goapi, "\"b\":2}"));
  refrain_request_set (&request->extra, "{\"k\":");
  broken = dup_body (request, "new-api");
  g_assert_null (strstr (broken, "\"k\""));
}

static void
test_models (void)
{
  g_autoptr (RefrainRequest) request = refrain_request_new (REFRAIN_REQUEST_DESCRIBE);
  g_autofree char *camel = NULL;
  g_autofree char *turbo = NULL;
  g_autofree char *ace = NULL;
  g_autofree char *own = NULL;
  g_autofree char *none = NULL;
  g_autofree char *plain = NULL;

  refrain_request_set (&request->description, "d");
  none = dup_body (request, "new-api");
  g_assert_null (strstr (none, "\"mv\""));
  refrain_request_set (&request->model, "chirp-bluejay");
  camel = dup_body (request, "sunoapi");
  g_assert_nonnull (strstr (camel, "\"V4_5PLUS\""));
  ace = dup_body (request, "acedata");
  g_assert_nonnull (strstr (ace, "\"chirp-v4-5-plus\""));
  plain = dup_body (request, "raw");
  g_assert_nonnull (strstr (plain, "\"chirp-bluejay\""));
  refrain_request_set (&request->model, "chirp-auk-turbo");
  turbo = dup_body (request, "sunoapi");
  g_assert_nonnull (strstr (turbo, "\"V4_5ALL\""));
  refrain_request_set (&request->model, "my-own");
  own = dup_body (request, "sunoapi");
  g_assert_nonnull (strstr (own, "\"my-own\""));
}

static void
test_not_offered (void)
{
  g_autoptr (RefrainRequest) request = refrain_request_new (REFRAIN_REQUEST_LYRICS);
  guint n_families;
  const RefrainFamily *families = refrain_family_get_all (&n_families);

  g_assert_cmpuint (n_families, ==, 6);
  g_assert_null (refrain_request_to_body (request, refrain_family_find ("raw")));
  for (guint i = 0; i < n_families; i++)
    {
      g_assert_true (refrain_family_find (families[i].name) == &families[i]);
      g_assert_nonnull (families[i].title);
      g_assert_nonnull (strstr (families[i].key_format, "%s"));
      g_assert_nonnull (strstr (
          families[i].fetch_body != NULL ? families[i].fetch_body : families[i].fetch_path, "%s"));
    }
  g_assert_true (refrain_family_find ("no-such") == &families[0]);
}

static void
test_hosts (void)
{
  static const struct
  {
    const char *address;
    const char *family;
  } cases[] = {
    { "https://api.goapi.ai", "goapi" },        { "https://goapi.ai", "goapi" },
    { "https://API.SunoAPI.org", "sunoapi" },   { "https://api.kie.ai/x", "sunoapi" },
    { "https://api.acedata.cloud", "acedata" }, { "https://notgoapi.ai", NULL },
    { "https://goapi.ai.example", NULL },       { "http://127.0.0.1:8000", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const RefrainFamily *family = refrain_family_find_by_address (cases[i].address);

      g_assert_cmpstr (family != NULL ? family->name : NULL, ==, cases[i].family);
    }
}

static const char *
guess_family (const char *name)
{
  if (strstr (name, "sunoapiorg") != NULL || strstr (name, "kie") != NULL)
    return "sunoapi";
  if (strstr (name, "acedata") != NULL)
    return "acedata";

  return strstr (name, "goapi") != NULL ? "goapi" : "new-api";
}

static guint
check_sample (const char *path, const char *name)
{
  g_autofree char *text = NULL;
  gsize length;
  g_autoptr (RefrainAnswer) answer = NULL;
  guint n_checked = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  answer = refrain_answer_parse (text, length, 0, NULL);
  for (guint i = 0; answer != NULL && i < answer->tasks->len; i++)
    {
      const RefrainTaskFacts *task = g_ptr_array_index (answer->tasks, i);
      g_autoptr (RefrainRequest) request = refrain_request_from_json (task->request);
      g_autofree char *body = NULL;
      g_autofree char *wanted = NULL;
      g_autofree char *got = NULL;

      if (task->request == NULL)
        continue;
      g_assert_nonnull (request);
      g_assert_true ((request->mode == REFRAIN_REQUEST_LYRICS)
                     == (task->kind == REFRAIN_TASK_KIND_LYRICS));
      body = dup_body (request, guess_family (name));
      wanted = dup_meaning (task->request);
      got = dup_meaning (body);
      g_test_message ("%s: %s", name, body);
      g_assert_cmpstr (got, ==, wanted);
      n_checked++;
    }

  return n_checked;
}

static void
test_samples (void)
{
  const char *folder = g_getenv ("REFRAIN_SAMPLES_DIR");
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n_checked = 0;

  if (folder == NULL)
    {
      g_test_skip ("REFRAIN_SAMPLES_DIR names no folder of answers");
      return;
    }
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, ".json"))
        n_checked += check_sample (path, name);
    }
  g_assert_cmpuint (n_checked, >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/request/bodies", test_bodies);
  g_test_add_func ("/request/own-text", test_own_text);
  g_test_add_func ("/request/drafts", test_drafts);
  g_test_add_func ("/request/no-request", test_no_request);
  g_test_add_func ("/request/wrong-types", test_wrong_types);
  g_test_add_func ("/request/places", test_places);
  g_test_add_func ("/request/extra", test_extra);
  g_test_add_func ("/request/models", test_models);
  g_test_add_func ("/request/not-offered", test_not_offered);
  g_test_add_func ("/request/hosts", test_hosts);
  g_test_add_func ("/request/samples", test_samples);

  return g_test_run ();
}
