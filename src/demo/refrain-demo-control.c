/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-demo-gateway-private.h"
#include "refrain-demo-scenarios.h"

#include <glib/gi18n-lib.h>

/* The knobs and dials of the gateway. Each is carried to the gateway's thread and back. */

static void
set_required_key_in_thread (RefrainDemoState *state, gpointer data)
{
  g_free (state->required_key);
  state->required_key = g_strdup (data);
}

/**
 * refrain_demo_gateway_set_required_key:
 * @key: (nullable): the key that calls must carry as "Authorization: Bearer"; %NULL = none is
 * needed
 *
 * Calls with another key, or none, are answered with HTTP 401.
 */
void
refrain_demo_gateway_set_required_key (RefrainDemoGateway *self, const char *key)
{
  refrain_demo_gateway_call (self, set_required_key_in_thread, (gpointer) key);
}

static void
set_submit_form_in_thread (RefrainDemoState *state, gpointer data)
{
  state->submit_form = GPOINTER_TO_INT (data);
}

/**
 * refrain_demo_gateway_set_submit_form:
 * @form: how a submit is answered
 *
 * A call can ask for a form of its own: "?form=string", "?form=object" or "?form=clips".
 */
void
refrain_demo_gateway_set_submit_form (RefrainDemoGateway *self, RefrainDemoSubmitForm form)
{
  refrain_demo_gateway_call (self, set_submit_form_in_thread, GINT_TO_POINTER (form));
}

static void
set_time_scale_in_thread (RefrainDemoState *state, gpointer data)
{
  refrain_demo_clock_set_scale (state->clock, *(double *) data);
}

/**
 * refrain_demo_gateway_set_time_scale:
 * @scale: how many real seconds a second of the gateway takes; more than 0
 *
 * With 1.0 a new task lives like this: not started until 1 s, queued until 2.5 s, then its takes
 * are streaming, the first one earlier than the second; all is complete at 6 s, the videos at 8 s.
 */
void
refrain_demo_gateway_set_time_scale (RefrainDemoGateway *self, double scale)
{
  g_return_if_fail (scale > 0.0);

  refrain_demo_gateway_call (self, set_time_scale_in_thread, &scale);
}

static void
set_manual_clock_in_thread (RefrainDemoState *state, gpointer data)
{
  refrain_demo_clock_set_manual (state->clock, GPOINTER_TO_INT (data));
}

/**
 * refrain_demo_gateway_set_manual_clock:
 * @manual: whether time passes only by refrain_demo_gateway_advance()
 *
 * Set it before the first request.
 */
void
refrain_demo_gateway_set_manual_clock (RefrainDemoGateway *self, gboolean manual)
{
  refrain_demo_gateway_call (self, set_manual_clock_in_thread, GINT_TO_POINTER (manual));
}

static void
advance_in_thread (RefrainDemoState *state, gpointer data)
{
  refrain_demo_clock_advance (state->clock, GPOINTER_TO_UINT (data));
}

/**
 * refrain_demo_gateway_advance:
 * @milliseconds: how far
 *
 * Moves the manual clock on.
 */
void
refrain_demo_gateway_advance (RefrainDemoGateway *self, guint milliseconds)
{
  refrain_demo_gateway_call (self, advance_in_thread, GUINT_TO_POINTER (milliseconds));
}

static void
set_latency_ms_in_thread (RefrainDemoState *state, gpointer data)
{
  state->latency_ms = GPOINTER_TO_UINT (data);
}

/**
 * refrain_demo_gateway_set_latency_ms:
 * @milliseconds: how long every answer of both hosts takes, in real time
 */
void
refrain_demo_gateway_set_latency_ms (RefrainDemoGateway *self, guint milliseconds)
{
  refrain_demo_gateway_call (self, set_latency_ms_in_thread, GUINT_TO_POINTER (milliseconds));
}

static void
set_media_rate_in_thread (RefrainDemoState *state, gpointer data)
{
  state->media_rate = *(guint64 *) data;
}

/**
 * refrain_demo_gateway_set_media_rate:
 * @bytes_per_second: how fast a file goes out, in real time; 0 = as fast as it can
 */
void
refrain_demo_gateway_set_media_rate (RefrainDemoGateway *self, guint64 bytes_per_second)
{
  refrain_demo_gateway_call (self, set_media_rate_in_thread, &bytes_per_second);
}

typedef struct
{
  double probability;
  guint32 seed;
  gboolean done;
} Chaos;

static void
set_chaos_in_thread (RefrainDemoState *state, gpointer data)
{
  Chaos *chaos = data;

  chaos->done = refrain_demo_trouble_set_chaos (state->trouble, chaos->probability, chaos->seed);
}

/**
 * refrain_demo_gateway_set_chaos:
 * @probability: the share of the gateway's calls that fail, 0 to 1; 0 = an end to it
 * @seed: the same seed gives the same failures
 *
 * Calls that fail are answered by turns with HTTP 500, HTTP 429, a web page with HTTP 200, and a
 * cut connection. A submit that fails makes no task. The media host is spared.
 *
 * Returns: %FALSE when @probability is not from 0 to 1; then nothing is changed
 */
gboolean
refrain_demo_gateway_set_chaos (RefrainDemoGateway *self, double probability, guint32 seed)
{
  Chaos chaos = { .probability = probability, .seed = seed };

  refrain_demo_gateway_call (self, set_chaos_in_thread, &chaos);

  return chaos.done;
}

typedef struct
{
  const char *pattern;
  guint times;
  guint status;
} Failure;

static void
fail_next_in_thread (RefrainDemoState *state, gpointer data)
{
  Failure *failure = data;

  refrain_demo_trouble_fail_next (state->trouble, failure->pattern, failure->times,
                                  failure->status);
}

/**
 * refrain_demo_gateway_fail_next:
 * @pattern: a glob for "METHOD /path", of either host, without the query
 * @times: how many requests fail
 * @status: the HTTP status of the answer; 0 = the connection is closed without one
 *
 * Lets the next requests that match fail. A submit that fails makes no task.
 */
void
refrain_demo_gateway_fail_next (RefrainDemoGateway *self,
                                const char *pattern,
                                guint times,
                                guint status)
{
  Failure failure = { .pattern = pattern, .times = times, .status = status };

  g_return_if_fail (pattern != NULL);

  refrain_demo_gateway_call (self, fail_next_in_thread, &failure);
}

typedef struct
{
  const char *pattern;
  guint count;
} Count;

static void
count_in_thread (RefrainDemoState *state, gpointer data)
{
  Count *count = data;

  count->count = refrain_demo_log_count (state->log, count->pattern);
}

/**
 * refrain_demo_gateway_count:
 * @pattern: a glob for "METHOD /path", without the query
 *
 * Returns: how many requests that match were received, by both hosts, whatever was answered
 */
guint
refrain_demo_gateway_count (RefrainDemoGateway *self, const char *pattern)
{
  Count count = { .pattern = pattern };

  g_return_val_if_fail (pattern != NULL, 0);

  refrain_demo_gateway_call (self, count_in_thread, &count);

  return count.count;
}

static void
get_submit_count_in_thread (RefrainDemoState *state, gpointer data)
{
  *(guint *) data = state->submit_count;
}

/**
 * refrain_demo_gateway_get_submit_count:
 *
 * Returns: how many submits were received, whatever was answered: the number that shows a double
 * charge
 */
guint
refrain_demo_gateway_get_submit_count (RefrainDemoGateway *self)
{
  guint value = 0;

  refrain_demo_gateway_call (self, get_submit_count_in_thread, &value);

  return value;
}

static void
get_open_requests_in_thread (RefrainDemoState *state, gpointer data)
{
  *(guint *) data = g_hash_table_size (state->exchanges);
}

/**
 * refrain_demo_gateway_get_open_requests:
 *
 * Returns: how many requests are not answered to the end yet
 */
guint
refrain_demo_gateway_get_open_requests (RefrainDemoGateway *self)
{
  guint value = 0;

  refrain_demo_gateway_call (self, get_open_requests_in_thread, &value);

  return value;
}

static void
media_saw_key_in_thread (RefrainDemoState *state, gpointer data)
{
  *(gboolean *) data = state->media_saw_key;
}

/**
 * refrain_demo_gateway_media_saw_key:
 *
 * Returns: whether any request to the media host carried a key: a header for one, or the required
 * key anywhere
 */
gboolean
refrain_demo_gateway_media_saw_key (RefrainDemoGateway *self)
{
  gboolean value = FALSE;

  refrain_demo_gateway_call (self, media_saw_key_in_thread, &value);

  return value;
}

static void
dup_log_in_thread (RefrainDemoState *state, gpointer data)
{
  *(char ***) data = refrain_demo_log_dup_lines (state->log);
}

/**
 * refrain_demo_gateway_dup_log:
 *
 * Returns: (transfer full) (array zero-terminated=1): the last 200 requests, oldest first, each as
 *   "gateway|media METHOD /path status", where "-" stands for no answer; without queries and keys
 */
char **
refrain_demo_gateway_dup_log (RefrainDemoGateway *self)
{
  char **value = NULL;

  refrain_demo_gateway_call (self, dup_log_in_thread, &value);

  return value;
}

static void
dup_task_ids_in_thread (RefrainDemoState *state, gpointer data)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < state->catalogue->len; i++)
    g_strv_builder_add (builder, ((RefrainDemoTask *) g_ptr_array_index (state->catalogue, i))->id);
  *(char ***) data = g_strv_builder_end (builder);
}

/**
 * refrain_demo_gateway_dup_task_ids:
 *
 * Returns: (transfer full) (array zero-terminated=1): the tasks of the demo songs, in the order of
 *   the catalogue; empty before the first start
 */
char **
refrain_demo_gateway_dup_task_ids (RefrainDemoGateway *self)
{
  char **ids = NULL;

  refrain_demo_gateway_call (self, dup_task_ids_in_thread, &ids);

  return ids;
}

/**
 * refrain_demo_gateway_list_scenarios:
 * @n_scenarios: (out) (optional): how many there are
 *
 * Returns: (transfer container) (array length=n_scenarios): the task ids that fail or behave on
 *   purpose; free it with g_free(), its strings stay
 */
RefrainDemoScenarioInfo *
refrain_demo_gateway_list_scenarios (gsize *n_scenarios)
{
  gsize n = 0;
  const RefrainDemoScenario *scenarios = refrain_demo_scenarios_get_all (&n);
  RefrainDemoScenarioInfo *list = g_new0 (RefrainDemoScenarioInfo, n + 1);

  for (gsize i = 0; i < n; i++)
    {
      list[i].name = scenarios[i].name;
      list[i].description = _ (scenarios[i].description);
    }
  if (n_scenarios != NULL)
    *n_scenarios = n;

  return list;
}
