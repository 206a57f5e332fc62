/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-demo-media-faults.h"
#include "refrain-demo-odd-answers.h"
#include "refrain-demo-scenarios.h"
#include "refrain-demo-shapes.h"

#include <glib/gi18n-lib.h>

/* One scenario, one row. */
static const RefrainDemoScenario scenarios[] = {
  /* name, description,
   * task, answer, media */
  { "fail-moderation", N_ ("The task failed because of its words; progress says 100%"),
    refrain_demo_shape_moderation, NULL, NULL },
  { "fail-quota", N_ ("HTTP 403: the key has no money left"), NULL, refrain_demo_odd_quota, NULL },
  { "fail-auth", N_ ("HTTP 401: the key is refused"), NULL, refrain_demo_odd_auth, NULL },
  { "not-found", N_ ("HTTP 400: there is no such task"), NULL, NULL, NULL },
  { "html", N_ ("A web page with HTTP 200"), NULL, refrain_demo_odd_html, NULL },
  { "html-502", N_ ("A web page with HTTP 502"), NULL, refrain_demo_odd_html_502, NULL },
  { "empty", N_ ("HTTP 200 without a body"), NULL, refrain_demo_odd_empty, NULL },
  { "slow", N_ ("The good answer after 5 seconds of the gateway’s clock"), refrain_demo_shape_good,
    refrain_demo_odd_slow, NULL },
  { "hang", N_ ("No answer until the client gives up"), NULL, refrain_demo_odd_hang, NULL },
  { "cut", N_ ("The connection ends in the middle of the body"), refrain_demo_shape_good,
    refrain_demo_odd_cut, NULL },
  { "truncated", N_ ("Half a JSON document, with a fitting length"), refrain_demo_shape_good,
    refrain_demo_odd_truncated, NULL },
  { "forbidden", N_ ("Complete, but the audio address ends in /api/forbidden"),
    refrain_demo_shape_forbidden, NULL, NULL },
  { "flaky", N_ ("HTTP 503 twice, then good"), refrain_demo_shape_good, refrain_demo_odd_flaky,
    NULL },
  { "rate-limited", N_ ("HTTP 429 with Retry-After: 1 twice, then good"), refrain_demo_shape_good,
    refrain_demo_odd_rate_limited, NULL },
  { "error-200", N_ ("An error inside HTTP 200"), NULL, refrain_demo_odd_error_200, NULL },
  { "upstream-json", N_ ("HTTP 500 with another error packed into its message"), NULL,
    refrain_demo_odd_upstream_json, NULL },
  { "detail", N_ ("HTTP 422 with a list of details"), NULL, refrain_demo_odd_detail, NULL },
  { "queued", N_ ("Queued for ever"), refrain_demo_shape_queued, NULL, NULL },
  { "null", N_ ("Not started for ever, without data"), refrain_demo_shape_null, NULL, NULL },
  { "streaming", N_ ("Streaming for ever"), refrain_demo_shape_streaming, NULL, NULL },
  { "half", N_ ("The task failed, but its second take is complete"), refrain_demo_shape_half, NULL,
    NULL },
  { "no-clips", N_ ("Success without a song"), refrain_demo_shape_no_clips, NULL, NULL },
  { "unknown-word", N_ ("The state is PONDERING"), refrain_demo_shape_unknown_word, NULL, NULL },
  { "ndjson", N_ ("Two documents, of which the last one counts"), refrain_demo_shape_good,
    refrain_demo_odd_ndjson, NULL },
  { "camel", N_ ("The envelope of another family, in camel case"), refrain_demo_shape_good,
    refrain_demo_odd_camel, NULL },
  { "top-array", N_ ("Clips and nothing around them"), refrain_demo_shape_good,
    refrain_demo_odd_top_array, NULL },
  { "map-clips", N_ ("A map of clips that have their ids only as keys"), refrain_demo_shape_good,
    refrain_demo_odd_map_clips, NULL },
  { "lyrics-task", N_ ("Finished lyrics"), refrain_demo_shape_lyrics, NULL, NULL },
  { "deep", N_ ("JSON 500 levels deep"), NULL, refrain_demo_odd_deep, NULL },
  { "nul", N_ ("A NUL byte in a title"), refrain_demo_shape_good, refrain_demo_odd_nul, NULL },
  { "bad-utf8", N_ ("Bytes in a title that are no UTF-8"), refrain_demo_shape_good,
    refrain_demo_odd_bad_utf8, NULL },
  { "big", N_ ("A body of more than 64 MiB"), NULL, refrain_demo_odd_big, NULL },
  { "redirect", N_ ("HTTP 302 to the media host"), NULL, refrain_demo_odd_redirect, NULL },
  { "redirect-file", N_ ("HTTP 302 to a file of the client"), NULL, refrain_demo_odd_redirect_file,
    NULL },
  { "hostile-names", N_ ("Titles that try to harm file names and labels"),
    refrain_demo_shape_hostile_names, NULL, NULL },
  { "audio-html", N_ ("The song is a web page that claims to be audio"), refrain_demo_shape_fault,
    NULL, refrain_demo_fault_html },
  { "audio-html-typed", N_ ("The song is a web page"), refrain_demo_shape_fault, NULL,
    refrain_demo_fault_html_typed },
  { "audio-404", N_ ("The song is not there"), refrain_demo_shape_fault, NULL,
    refrain_demo_fault_404 },
  { "audio-403", N_ ("The song’s address has expired"), refrain_demo_shape_fault, NULL,
    refrain_demo_fault_403 },
  { "audio-410", N_ ("The song is deleted"), refrain_demo_shape_fault, NULL,
    refrain_demo_fault_410 },
  { "audio-500", N_ ("The media host fails"), refrain_demo_shape_fault, NULL,
    refrain_demo_fault_500 },
  { "audio-cut", N_ ("The connection ends in the middle of the song"), refrain_demo_shape_fault,
    NULL, refrain_demo_fault_cut },
  { "audio-slow", N_ ("The song takes 10 seconds of the gateway’s clock"), refrain_demo_shape_fault,
    NULL, refrain_demo_fault_slow },
  { "audio-stall", N_ ("A quarter of the song, then silence"), refrain_demo_shape_fault, NULL,
    refrain_demo_fault_stall },
  { "audio-empty", N_ ("The song has no bytes"), refrain_demo_shape_fault, NULL,
    refrain_demo_fault_empty },
  { "audio-text", N_ ("The song is a sentence"), refrain_demo_shape_fault, NULL,
    refrain_demo_fault_text },
  { "audio-truncated", N_ ("Half the song, with a fitting length"), refrain_demo_shape_fault, NULL,
    refrain_demo_fault_truncated },
  { "audio-png", N_ ("The song is a picture"), refrain_demo_shape_fault, NULL,
    refrain_demo_fault_png },
  { "audio-redirect", N_ ("HTTP 302 to the good song"), refrain_demo_shape_fault, NULL,
    refrain_demo_fault_redirect },
  { "audio-redirect-loop", N_ ("HTTP 302 to itself"), refrain_demo_shape_fault, NULL,
    refrain_demo_fault_redirect_loop },
  { "cover-html", N_ ("The covers are web pages that claim to be pictures"),
    refrain_demo_shape_fault, NULL, refrain_demo_fault_html },
  { "cover-huge", N_ ("The covers claim to be 30000 by 30000 pixels"), refrain_demo_shape_fault,
    NULL, refrain_demo_fault_huge },
  { "video-404", N_ ("The video is not there"), refrain_demo_shape_fault, NULL,
    refrain_demo_fault_404 },
  { "video-html", N_ ("The video is a web page that claims to be one"), refrain_demo_shape_fault,
    NULL, refrain_demo_fault_html },
};

/**
 * refrain_demo_scenarios_get_all:
 * @n_scenarios: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_scenarios): all of them
 */
const RefrainDemoScenario *
refrain_demo_scenarios_get_all (gsize *n_scenarios)
{
  *n_scenarios = G_N_ELEMENTS (scenarios);

  return scenarios;
}

/**
 * refrain_demo_scenarios_find:
 *
 * Returns: (transfer none) (nullable): the scenario of that name
 */
const RefrainDemoScenario *
refrain_demo_scenarios_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (scenarios); i++)
    {
      if (g_str_equal (scenarios[i].name, name))
        return &scenarios[i];
    }

  return NULL;
}

/**
 * refrain_demo_scenarios_dup_clip_id:
 * @name: a scenario
 * @index: which take
 *
 * Returns: (transfer full): an id that looks random and is the same every time
 */
char *
refrain_demo_scenarios_dup_clip_id (const char *name, guint index)
{
  g_autofree char *seed = g_strdup_printf ("%s %u", name, index);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA1, seed, -1);

  return g_strdup_printf ("%.8s-%.4s-5%.3s-a%.3s-%.12s", hash, hash + 8, hash + 12, hash + 15,
                          hash + 18);
}

/* A finished task of two takes with the media of demo songs. */
static RefrainDemoTask *
create_good_task (RefrainDemoState *state, const char *name, guint lender)
{
  RefrainDemoTask *task = refrain_demo_task_new (name, "MUSIC");

  for (guint i = 0; i < 2; i++)
    {
      const RefrainDemoTake *from = refrain_demo_state_get_lender (state, lender + i);
      g_autofree char *id = refrain_demo_scenarios_dup_clip_id (name, i);
      RefrainDemoTake *take = refrain_demo_task_borrow (task, id, from);

      g_free (take->title);
      take->title = g_strdup_printf ("%s (%s)", from->title != NULL ? from->title : "", name);
      if (i > 0)
        continue;
      task->model = g_strdup (from->task->model);
      task->model_version = g_strdup (from->task->model_version);
      task->tags = g_strdup (from->task->tags);
      task->describe = g_strdup (from->task->describe);
      task->instrumental = from->task->instrumental;
    }

  return task;
}

/**
 * refrain_demo_scenarios_add_tasks:
 * @state: a state whose catalogue is loaded
 *
 * Makes the tasks of all scenarios that have one.
 */
void
refrain_demo_scenarios_add_tasks (RefrainDemoState *state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (scenarios); i++)
    {
      RefrainDemoTask *task;

      if (scenarios[i].shape == NULL
          || refrain_demo_state_find_task (state, scenarios[i].name) != NULL)
        continue;

      task = create_good_task (state, scenarios[i].name, (guint) i);
      scenarios[i].shape (task);
      refrain_demo_state_take_task (state, task);
    }
}
