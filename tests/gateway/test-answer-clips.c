/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "answer-fixture.h"

#include <string.h>

#define CLIP "{'id':'k','status':'complete','title':'T','audio_url':'https://h.example/k.mp3'}"
/* The same as text inside a document. */
#define QUOTED_CLIP                                                                                \
  "{\\\"id\\\":\\\"k\\\",\\\"status\\\":\\\"complete\\\",\\\"audio_url\\\":\\\"https://h.example/" \
  "k.mp3\\\"}"

/* Rule 4: what a submit answers. */
static void
test_submit_ids (void)
{
  const char *bodies[] = {
    "{'code':'success','message':'','data':'task-9'}",
    "{'code':200,'data':{'task_id':'task-9'}}",
    "{'code':200,'data':{'taskId':'task-9'}}",
    "{'code':200,'data':{'id':'task-9'}}",
    "{'code':200,'data':{'jobId':'task-9'}}",
    "{'task_id':'task-9'}",
    "{'taskId':'task-9'}",
    "{'id':'task-9'}",
    "{'jobId':'task-9'}",
    "{'code':200,'task_id':'task-9','data':null}",
    "{'code':200,'data':{'task_id':'task-9','id':'other'}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (RefrainAnswer) answer = fixture_parse (bodies[i]);

      g_assert_cmpuint (answer->tasks->len, ==, 1);
      g_assert_cmpstr (fixture_task (answer, 0)->id, ==, "task-9");
      g_assert_cmpuint (fixture_task (answer, 0)->clips->len, ==, 0);
      g_assert_false (refrain_task_state_is_terminal (fixture_task (answer, 0)->state));
    }
}

static void
test_submit_number_id (void)
{
  g_autoptr (RefrainAnswer) answer = fixture_parse (
      "{'code':200,'data':{'task_id':1234567890123}}");

  g_assert_cmpstr (fixture_task (answer, 0)->id, ==, "1234567890123");
}

static void
test_submit_clips_only (void)
{
  g_autoptr (RefrainAnswer) answer = fixture_parse (
      "{'clips':[{'id':'a','status':'submitted','audio_url':''},{'id':'b','status':'submitted'}]}");

  g_assert_null (fixture_task (answer, 0)->id);
  g_assert_cmpuint (fixture_task (answer, 0)->clips->len, ==, 2);
  g_assert_cmpstr (fixture_clip (answer, 1)->id, ==, "b");
  g_assert_cmpint (fixture_clip (answer, 0)->state, ==, REFRAIN_CLIP_STATE_SUBMITTED);
}

/* Rule 5: the places where clips stand. */
static void
test_clip_places (void)
{
  const char *bodies[] = {
    "[" CLIP "]",
    "{'clips':[" CLIP "]}",
    "{'clips':{'k':" CLIP "}}",
    "{'code':200,'data':[" CLIP "]}",
    "{'data':{'clips':[" CLIP "]}}",
    "{'data':{'clips':{'k':" CLIP "}}}",
    "{'data':{'data':[" CLIP "]}}",
    "{'data':{'data':" CLIP "}}",
    "{'data':{'data':'[" QUOTED_CLIP "]'}}",
    "{'data':{'data':'" QUOTED_CLIP "'}}",
    "{'data':{'response':{'sunoData':[" CLIP "]}}}",
    "{'data':{'response':{'data':[" CLIP "]}}}",
    "{'data':{'response':'{\\\"sunoData\\\":[" QUOTED_CLIP "]}'}}",
    "{'data':{'output':{'clips':[" CLIP "]}}}",
    "{'data':{'output':{'songs':[" CLIP "]}}}",
    "{'data':{'output':{'result':[" CLIP "]}}}",
    "{'data':{'musics':[" CLIP "]}}",
    "{'data':{'result':{'suno_data':[" CLIP "]}}}",
    "{'response':{'data':[" CLIP "]}}",
    "{'data':{'data':{'data':[" CLIP "]}}}",
    "{'playlist_clips':[{'clip':" CLIP ",'relative_index':1}]}",
    "{'data':{'clips':[],'data':[" CLIP "]}}",
    "{'clips':null,'data':{'clips':null,'musics':[" CLIP "]}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (RefrainAnswer) answer = fixture_parse (bodies[i]);

      g_assert_cmpuint (answer->tasks->len, ==, 1);
      g_assert_cmpuint (fixture_task (answer, 0)->clips->len, ==, 1);
      g_assert_cmpstr (fixture_clip (answer, 0)->id, ==, "k");
      g_assert_cmpstr (fixture_clip (answer, 0)->audio_url, ==, "https://h.example/k.mp3");
      g_assert_cmpint (fixture_task (answer, 0)->state, ==, REFRAIN_TASK_STATE_COMPLETE);
    }
}

static void
test_clip_id_names (void)
{
  const char *names[] = { "id", "clip_id", "song_id", "musicId" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *body = g_strdup_printf (
          "{'data':{'task_id':'t','data':[{'%s':'k','audio_url':'https://h.example/k.mp3'}]}}",
          names[i]);
      g_autoptr (RefrainAnswer) answer = fixture_parse (body);

      g_assert_cmpstr (fixture_clip (answer, 0)->id, ==, "k");
    }
}

static void
test_lyrics (void)
{
  const char *bodies[] = {
    "{'data':{'task_id':'t','status':'SUCCESS','data':{'id':'t','title':'Rain','text':'A line'}}}",
    "{'code':200,'data':{'task_id':'t','status':'completed','title':'Rain','text':'A line',"
    "'metadata':{'created_at':'2026-01-01T00:00:00.123456789Z'}}}",
    "{'code':200,'data':{'taskId':'t','status':'SUCCESS','response':{'taskId':'t','data':["
    "{'title':'Rain','text':'A line','status':'complete'},{'title':'Hail','text':'Another'}]}}}",
    "{'id':'t','response':{'success':true,'data':{'title':'Rain','text':'A line'}}}",
    "{'success':true,'task_id':'t','data':{'title':'Rain','text':'A line'}}",
    "{'title':'Rain','text':'A line','status':'complete'}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (RefrainAnswer) answer = fixture_parse (bodies[i]);
      RefrainTaskFacts *task = fixture_task (answer, 0);

      g_assert_cmpint (task->kind, ==, REFRAIN_TASK_KIND_LYRICS);
      g_assert_cmpint (task->state, ==, REFRAIN_TASK_STATE_COMPLETE);
      g_assert_cmpstr (task->lyrics_title, ==, "Rain");
      g_assert_cmpstr (task->lyrics_text, ==, "A line");
      g_assert_cmpuint (task->clips->len, ==, 0);
    }
}

/* One family says so inside of what it would have answered at once. */
static void
test_failed_response (void)
{
  g_autoptr (RefrainAnswer) answer = fixture_parse (
      "{'id':'t','request':{'action':'generate'},'response':{'success':false,"
      "'error':{'code':'api_error','message':'no such style'}}}");
  g_autoptr (RefrainAnswer) waiting = fixture_parse (
      "{'id':'t','request':{'action':'generate'},'response':null}");

  g_assert_cmpint (fixture_task (answer, 0)->state, ==, REFRAIN_TASK_STATE_FAILED);
  g_assert_cmpstr (fixture_task (answer, 0)->fail_reason, ==, "no such style");
  g_assert_false (refrain_task_state_is_terminal (fixture_task (waiting, 0)->state));
}

/* Text beside something to hear is a song. */
static void
test_text_with_audio_is_a_clip (void)
{
  g_autoptr (RefrainAnswer) answer = fixture_parse (
      "{'data':{'task_id':'t','data':{'id':'k','text':'A "
      "line','audio_url':'https://h.example/k'}}}");

  g_assert_cmpuint (fixture_task (answer, 0)->clips->len, ==, 1);
  g_assert_cmpstr (fixture_clip (answer, 0)->lyrics, ==, "A line");
  g_assert_null (fixture_task (answer, 0)->lyrics_text);
}

static void
assert_order (const char *body, const char *const *ids)
{
  g_autoptr (RefrainAnswer) answer = fixture_parse (body);

  g_assert_cmpuint (fixture_task (answer, 0)->clips->len, ==, g_strv_length ((char **) ids));
  for (guint i = 0; ids[i] != NULL; i++)
    g_assert_cmpstr (fixture_clip (answer, i)->id, ==, ids[i]);
}

/* Rule 6: a map has no order of its own. */
static void
test_map_order (void)
{
  const char *by_id[] = { "a", "b", "c", NULL };
  const char *by_time[] = { "c", "a", "b", NULL };
  const char *as_sent[] = { "c", "a", "b", NULL };

  assert_order ("{'clips':{'c':{'id':'c','status':'queued'},'a':{'id':'a','status':'queued'},"
                "'b':{'id':'b','status':'queued'}}}",
                by_id);
  assert_order ("{'clips':{'a':{'id':'a','created_at':'2026-01-01T00:00:01Z'},"
                "'b':{'id':'b','created_at':1767225602},"
                "'c':{'id':'c','created_at':'2026-01-01 00:00:00'}}}",
                by_time);
  assert_order ("{'clips':[{'id':'c'},{'id':'a'},{'id':'b'}]}", as_sent);
}

static void
test_map_key_is_id (void)
{
  const char *ids[] = { "key-1", "own", NULL };

  assert_order ("{'clips':{'key-1':{'status':'queued','created_at':1767225601},"
                "'key-2':{'id':'own','status':'queued','created_at':1767225602}}}",
                ids);
}

static void
test_duplicate_ids (void)
{
  g_autoptr (RefrainAnswer) answer = fixture_parse (
      "{'data':{'task_id':'t','data':[{'id':'k','status':'queued'},"
      "{'id':'k','status':'complete','audio_url':'https://h.example/k.mp3'},{'id':'j'}]}}");
  RefrainTaskFacts *task = fixture_task (answer, 0);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < task->clips->len; i++)
    g_assert_true (g_hash_table_add (ids, fixture_clip (answer, i)->id));
  g_assert_cmpuint (task->clips->len, ==, 2);
}

/* Rule 7: no type is to be trusted. */
static void
test_coercion (void)
{
  g_autoptr (RefrainAnswer) answer = fixture_parse (
      "{'code':'200','data':{'task_id':77,'status':'SUCCESS','progress':'45%','submit_time':"
      "'1770091500','finish_time':1770091500123,'unheard_of':{'x':[1]},'data':[{'id':5,'title':"
      "1984,"
      "'status':'complete','duration':'61.5','is_liked':'true','make_instrumental':1,"
      "'audio_url':'https://h.example/5.mp3','created_at':'1770091500'}]}}");
  RefrainTaskFacts *task = fixture_task (answer, 0);
  RefrainClipFacts *clip = fixture_clip (answer, 0);

  g_assert_cmpstr (task->id, ==, "77");
  g_assert_cmpfloat (task->progress, ==, 0.45);
  g_assert_cmpint (task->submitted_at, ==, G_GINT64_CONSTANT (1770091500000));
  g_assert_cmpint (task->finished_at, ==, G_GINT64_CONSTANT (1770091500123));
  g_assert_cmpstr (clip->id, ==, "5");
  g_assert_cmpstr (clip->title, ==, "1984");
  g_assert_cmpfloat (clip->duration, ==, 61.5);
  g_assert_true (clip->liked);
  g_assert_cmpint (clip->created_at, ==, G_GINT64_CONSTANT (1770091500000));
  g_assert_nonnull (strstr (g_ptr_array_index (answer->raws, 0), "unheard_of"));
}

static void
test_progress (void)
{
  static const struct
  {
    const char *json;
    double progress;
  } cases[] = { { "'0%'", 0.0 },  { "'100%'", 1.0 },  { "'60%'", 0.6 },
                { "null", -1.0 }, { "'soon'", -1.0 }, { "''", -1.0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = g_strdup_printf (
          "{'data':{'task_id':'t','status':'IN_PROGRESS','progress':%s}}", cases[i].json);
      g_autoptr (RefrainAnswer) answer = fixture_parse (body);

      g_assert_cmpfloat_with_epsilon (fixture_task (answer, 0)->progress, cases[i].progress, 1e-9);
    }
}

static RefrainAnswer *
parse_clip (const char *members)
{
  g_autofree char *body = g_strdup_printf (
      "{'data':{'task_id':'t','status':'IN_PROGRESS','data':[{'id':'k',%s}]}}", members);

  return fixture_parse (body);
}

/* Rule 8: which address is what. */
static void
test_addresses (void)
{
  static const struct
  {
    const char *members;
    const char *audio;
    const char *stream;
    RefrainAudioState state;
  } cases[] = {
    { "'status':'complete','audio_url':'https://h.example/k.mp3'", "https://h.example/k.mp3", NULL,
      REFRAIN_AUDIO_READY },
    { "'status':'complete','audioUrl':'https://h.example/k.mp3'", "https://h.example/k.mp3", NULL,
      REFRAIN_AUDIO_READY },
    { "'status':'complete','source_audio_url':'https://h.example/k.mp3'", "https://h.example/k.mp3",
      NULL, REFRAIN_AUDIO_READY },
    { "'status':'complete','audio_url':'','sourceAudioUrl':'https://h.example/k.mp3'",
      "https://h.example/k.mp3", NULL, REFRAIN_AUDIO_READY },
    { "'status':'complete','audio_url':'HTTP://h.example/k.mp3'", "HTTP://h.example/k.mp3", NULL,
      REFRAIN_AUDIO_READY },
    { "'status':'streaming','audio_url':'https://h.example/k.mp3'", NULL, "https://h.example/k.mp3",
      REFRAIN_AUDIO_STREAMING },
    { "'status':'streaming','stream_audio_url':'https://h.example/k'", NULL, "https://h.example/k",
      REFRAIN_AUDIO_STREAMING },
    { "'status':'streaming','streamAudioUrl':'https://h.example/k'", NULL, "https://h.example/k",
      REFRAIN_AUDIO_STREAMING },
    { "'status':'complete','audio_url':'https://audiopipe.example/x'", NULL,
      "https://audiopipe.example/x", REFRAIN_AUDIO_STREAMING },
    { "'status':'complete','audio_url':'https://h.example/?item_id=k'", NULL,
      "https://h.example/?item_id=k", REFRAIN_AUDIO_STREAMING },
    { "'status':'complete','audio_url':'https://h.example/?a=1&item_id=k'", NULL,
      "https://h.example/?a=1&item_id=k", REFRAIN_AUDIO_STREAMING },
    { "'status':'queued','audio_url':''", NULL, NULL, REFRAIN_AUDIO_PENDING },
    { "'status':'queued','audio_url':null", NULL, NULL, REFRAIN_AUDIO_PENDING },
    { "'status':'complete','audio_url':'https://h.example/api/forbidden'", NULL, NULL,
      REFRAIN_AUDIO_NONE },
    { "'status':'error','audio_url':'https://h.example/None.mp3'", NULL, NULL, REFRAIN_AUDIO_NONE },
    { "'status':'complete','audio_url':'file:///etc/passwd'", NULL, NULL, REFRAIN_AUDIO_NONE },
    { "'status':'complete','audio_url':'/k.mp3'", NULL, NULL, REFRAIN_AUDIO_NONE },
    { "'status':'complete','audio_url':'javascript:alert(1)'", NULL, NULL, REFRAIN_AUDIO_NONE },
    { "'status':'complete','audio_url':'   '", NULL, NULL, REFRAIN_AUDIO_NONE },
    { "'status':'complete','audio_url':{'url':'https://h.example/k.mp3'}", NULL, NULL,
      REFRAIN_AUDIO_NONE },
    { "'status':'complete','audio_url':42", NULL, NULL, REFRAIN_AUDIO_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RefrainAnswer) answer = parse_clip (cases[i].members);
      RefrainClipFacts *clip = fixture_clip (answer, 0);

      g_assert_cmpstr (clip->audio_url, ==, cases[i].audio);
      g_assert_cmpstr (clip->stream_url, ==, cases[i].stream);
      g_assert_cmpint (refrain_clip_facts_get_audio (clip), ==, cases[i].state);
    }
}

static void
test_pictures_and_videos (void)
{
  g_autoptr (RefrainAnswer) snake = parse_clip ("'video_url':'https://h.example/v.mp4','image_url':"
                                                "'https://h.example/i.png','image_large_url':"
                                                "'https://h.example/l.png'");
  g_autoptr (RefrainAnswer) camel = parse_clip ("'videoUrl':'https://h.example/v.mp4','imageUrl':"
                                                "'https://h.example/i.png','imageLargeUrl':"
                                                "'https://h.example/l.png'");
  g_autoptr (RefrainAnswer) none = parse_clip (
      "'video_url':'','image_url':'data:image/png;base64,AA','image_large_url':7");

  g_assert_cmpstr (fixture_clip (snake, 0)->video_url, ==, "https://h.example/v.mp4");
  g_assert_cmpstr (fixture_clip (snake, 0)->image_url, ==, "https://h.example/i.png");
  g_assert_cmpstr (fixture_clip (snake, 0)->image_large_url, ==, "https://h.example/l.png");
  g_assert_cmpstr (fixture_clip (camel, 0)->video_url, ==, "https://h.example/v.mp4");
  g_assert_cmpstr (fixture_clip (camel, 0)->image_url, ==, "https://h.example/i.png");
  g_assert_cmpstr (fixture_clip (camel, 0)->image_large_url, ==, "https://h.example/l.png");
  g_assert_null (fixture_clip (none, 0)->video_url);
  g_assert_null (fixture_clip (none, 0)->image_url);
  g_assert_null (fixture_clip (none, 0)->image_large_url);
}

/* Rule 13. */
static void
test_words_of_a_clip (void)
{
  static const struct
  {
    const char *members;
    const char *lyrics;
    const char *style;
    const char *description;
  } cases[] = {
    { "'metadata':{'prompt':'L','tags':'S'},'prompt':'no','tags':'no'", "L", "S", NULL },
    { "'prompt':'L','tags':'S'", "L", "S", NULL },
    { "'metadata':null,'lyric':'L','style':'S'", "L", "S", NULL },
    { "'lyrics':'L','tags':['a','b']", "L", "a, b", NULL },
    { "'lyric':'L','prompt':'D','style':'S'", "L", "S", "D" },
    { "'metadata':{'prompt':'','tags':''},'prompt':'L','tags':'S'", "L", "S", NULL },
    { "'metadata':{'gpt_description_prompt':'D'}", NULL, NULL, "D" },
    { "'gpt_description_prompt':'D','prompt':'L'", "L", NULL, "D" },
    { "'metadata':'not an object','prompt':'L'", "L", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RefrainAnswer) answer = parse_clip (cases[i].members);
      RefrainClipFacts *clip = fixture_clip (answer, 0);

      g_assert_cmpstr (clip->lyrics, ==, cases[i].lyrics);
      g_assert_cmpstr (clip->style, ==, cases[i].style);
      g_assert_cmpstr (clip->description, ==, cases[i].description);
    }
}

static void
test_times_of_a_clip (void)
{
  const char *same[] = {
    "'2026-02-03T04:05:00Z'", "'2026-02-03 04:05:00'", "1770091500",
    "1770091500000",          "'1770091500'",          "'2026-02-03T04:05:00.000000000Z'"
  };
  const char *none[] = { "0", "null", "''", "'0001-01-01T00:00:00Z'", "[]", "'yesterday'", "true" };

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *member = g_strdup_printf ("'created_at':%s", same[i]);
      g_autoptr (RefrainAnswer) answer = parse_clip (member);

      g_assert_cmpint (fixture_clip (answer, 0)->created_at, ==, G_GINT64_CONSTANT (1770091500000));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autofree char *member = g_strdup_printf ("'created_at':%s", none[i]);
      g_autoptr (RefrainAnswer) answer = parse_clip (member);

      g_assert_cmpint (fixture_clip (answer, 0)->created_at, ==, 0);
    }
}

static void
test_error_clip (void)
{
  g_autoptr (RefrainAnswer) answer = parse_clip (
      "'status':'error','metadata':{'error_type':'moderation',"
      "'error_message':'The words name a person, and that is not allowed here.'}");
  RefrainClipFacts *clip = fixture_clip (answer, 0);

  g_assert_cmpint (clip->state, ==, REFRAIN_CLIP_STATE_ERROR);
  g_assert_cmpstr (clip->error_type, ==, "moderation");
  g_assert_cmpstr (clip->error_message, ==,
                   "The words name a person, and that is not allowed here.");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/answer/submit/ids", test_submit_ids);
  g_test_add_func ("/answer/submit/number-id", test_submit_number_id);
  g_test_add_func ("/answer/submit/clips-only", test_submit_clips_only);
  g_test_add_func ("/answer/clips/places", test_clip_places);
  g_test_add_func ("/answer/clips/id-names", test_clip_id_names);
  g_test_add_func ("/answer/clips/map-order", test_map_order);
  g_test_add_func ("/answer/clips/map-key-is-id", test_map_key_is_id);
  g_test_add_func ("/answer/clips/duplicate-ids", test_duplicate_ids);
  g_test_add_func ("/answer/lyrics", test_lyrics);
  g_test_add_func ("/answer/failed-response", test_failed_response);
  g_test_add_func ("/answer/lyrics/with-audio", test_text_with_audio_is_a_clip);
  g_test_add_func ("/answer/coercion", test_coercion);
  g_test_add_func ("/answer/progress", test_progress);
  g_test_add_func ("/answer/addresses/audio", test_addresses);
  g_test_add_func ("/answer/addresses/pictures-and-videos", test_pictures_and_videos);
  g_test_add_func ("/answer/clip/words", test_words_of_a_clip);
  g_test_add_func ("/answer/clip/times", test_times_of_a_clip);
  g_test_add_func ("/answer/clip/error", test_error_clip);

  return g_test_run ();
}
