/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-demo-gateway-private.h"

/* More knobs of the gateway: those for trouble. */

typedef struct
{
  RefrainDemoChaos kinds;
  gboolean spare_submits;
} Kinds;

static void
set_chaos_kinds_in_thread (RefrainDemoState *state, gpointer data)
{
  Kinds *kinds = data;

  refrain_demo_trouble_set_chaos_kinds (state->trouble, kinds->kinds, kinds->spare_submits);
}

/**
 * refrain_demo_gateway_set_chaos_kinds:
 * @kinds: what happens to the calls that fail by chance; at first the quick ones
 * @spare_submits: whether submits are never among them; at first they are
 *
 * See refrain_demo_gateway_set_chaos().
 */
void
refrain_demo_gateway_set_chaos_kinds (RefrainDemoGateway *self,
                                      RefrainDemoChaos kinds,
                                      gboolean spare_submits)
{
  Kinds all = { .kinds = kinds, .spare_submits = spare_submits };

  refrain_demo_gateway_call (self, set_chaos_kinds_in_thread, &all);
}

typedef struct
{
  const char *pattern;
  guint times;
  RefrainDemoLoss loss;
} Loss;

static void
lose_next_in_thread (RefrainDemoState *state, gpointer data)
{
  Loss *loss = data;

  refrain_demo_trouble_lose_next (state->trouble, loss->pattern, loss->times, loss->loss);
}

/**
 * refrain_demo_gateway_lose_next:
 * @pattern: a glob for "METHOD /path", without the query
 * @times: how many answers get lost
 * @loss: how
 *
 * Carries out the next requests that match, but loses the answers: a submit then has made a task
 * that its client never hears of.
 */
void
refrain_demo_gateway_lose_next (RefrainDemoGateway *self,
                                const char *pattern,
                                guint times,
                                RefrainDemoLoss loss)
{
  Loss order = { .pattern = pattern, .times = times, .loss = loss };

  g_return_if_fail (pattern != NULL);

  refrain_demo_gateway_call (self, lose_next_in_thread, &order);
}

static void
set_batch_in_thread (RefrainDemoState *state, gpointer data)
{
  state->batch = GPOINTER_TO_INT (data);
}

/**
 * refrain_demo_gateway_set_batch:
 * @batch: whether there is a call for many tasks at once
 */
void
refrain_demo_gateway_set_batch (RefrainDemoGateway *self, RefrainDemoBatch batch)
{
  refrain_demo_gateway_call (self, set_batch_in_thread, GINT_TO_POINTER (batch));
}
