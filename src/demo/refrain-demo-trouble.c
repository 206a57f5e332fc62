/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-demo-answers.h"
#include "refrain-demo-trouble.h"

struct _RefrainDemoTrouble
{
  double probability;
  GRand *rand; /* (owned) */
  guint turn;  /* which of the chaos answers is next */
  RefrainDemoChaos kinds;
  gboolean spare_submits;
  GQueue orders; /* (element-type Order): of requests that fail */
  GQueue
      losses; /* (element-type Order): of answers that get lost; the status is the kind of loss */
};

typedef struct
{
  char *pattern; /* (owned) */
  guint times;
  guint status;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_free (order->pattern);
  g_free (order);
}

static void
push_order (GQueue *orders, const char *pattern, guint times, guint status)
{
  Order *order;

  if (times == 0)
    return;

  order = g_new0 (Order, 1);
  order->pattern = g_strdup (pattern);
  order->times = times;
  order->status = status;
  g_queue_push_tail (orders, order);
}

static void
fail (RefrainDemoReply *reply, guint status)
{
  if (status == 0)
    {
      refrain_demo_reply_set_drop (reply);
      return;
    }

  refrain_demo_reply_set_json (
      reply, status,
      refrain_demo_answers_error ("ordered_failure", "This failure was ordered beforehand"));
  if (status == REFRAIN_DEMO_STATUS_TOO_MANY_REQUESTS)
    soup_message_headers_replace (reply->headers, "Retry-After", "1");
}

/* Nothing comes, until the client gives up. */
static void
stay_silent (RefrainDemoReply *reply)
{
  refrain_demo_reply_set_drop (reply);
  reply->end = REFRAIN_DEMO_END_STALL;
}

/**
 * refrain_demo_trouble_new:
 *
 * Returns: (transfer full): no trouble at all
 */
RefrainDemoTrouble *
refrain_demo_trouble_new (void)
{
  RefrainDemoTrouble *self = g_new0 (RefrainDemoTrouble, 1);

  self->rand = g_rand_new_with_seed (0);
  self->kinds = REFRAIN_DEMO_CHAOS_QUICK;
  g_queue_init (&self->orders);
  g_queue_init (&self->losses);

  return self;
}

/**
 * refrain_demo_trouble_free:
 * @self: (transfer full): the trouble
 */
void
refrain_demo_trouble_free (RefrainDemoTrouble *self)
{
  g_rand_free (self->rand);
  g_queue_clear_full (&self->orders, order_free);
  g_queue_clear_full (&self->losses, order_free);
  g_free (self);
}

/**
 * refrain_demo_trouble_set_chaos:
 * @probability: the share of requests that fail, 0 to 1
 * @seed: the same seed gives the same failures
 *
 * Returns: %FALSE when @probability is not from 0 to 1; then nothing is changed
 */
gboolean
refrain_demo_trouble_set_chaos (RefrainDemoTrouble *self, double probability, guint32 seed)
{
  if (!(probability >= 0.0 && probability <= 1.0))
    return FALSE;

  self->probability = probability;
  self->turn = 0;
  g_rand_set_seed (self->rand, seed);

  return TRUE;
}

/**
 * refrain_demo_trouble_fail_next:
 * @pattern: a glob for "METHOD /path"
 * @times: how many requests
 * @status: the HTTP status, 0 = the connection is closed without an answer
 */
void
refrain_demo_trouble_fail_next (RefrainDemoTrouble *self,
                                const char *pattern,
                                guint times,
                                guint status)
{
  push_order (&self->orders, pattern, times, status);
}

/**
 * refrain_demo_trouble_lose_next:
 * @pattern: a glob for "METHOD /path"
 * @times: how many requests
 * @loss: what becomes of their answers
 */
void
refrain_demo_trouble_lose_next (RefrainDemoTrouble *self,
                                const char *pattern,
                                guint times,
                                RefrainDemoLoss loss)
{
  push_order (&self->losses, pattern, times, loss);
}

/**
 * refrain_demo_trouble_set_chaos_kinds:
 * @kinds: what happens to requests that fail by chance
 * @spare_submits: whether submits never fail
 */
void
refrain_demo_trouble_set_chaos_kinds (RefrainDemoTrouble *self,
                                      RefrainDemoChaos kinds,
                                      gboolean spare_submits)
{
  self->kinds = kinds;
  self->spare_submits = spare_submits;
}

/* Takes one off an order for @request. Returns whether there was any. */
static gboolean
take_order (GQueue *orders, const char *request, guint *status)
{
  for (GList *l = orders->head; l != NULL; l = l->next)
    {
      Order *order = l->data;

      if (!g_pattern_match_simple (order->pattern, request))
        continue;

      *status = order->status;
      if (--order->times == 0)
        {
          order_free (order);
          g_queue_delete_link (orders, l);
        }
      return TRUE;
    }

  return FALSE;
}

static void
strike_by_chance (RefrainDemoTrouble *self, RefrainDemoReply *reply)
{
  RefrainDemoChaos kind;

  do
    kind = 1 << (self->turn++ % REFRAIN_DEMO_N_CHAOS);
  while ((self->kinds & kind) == 0);

  switch (kind)
    {
    case REFRAIN_DEMO_CHAOS_ERROR:
      fail (reply, SOUP_STATUS_INTERNAL_SERVER_ERROR);
      break;
    case REFRAIN_DEMO_CHAOS_BUSY:
      fail (reply, REFRAIN_DEMO_STATUS_TOO_MANY_REQUESTS);
      break;
    case REFRAIN_DEMO_CHAOS_PAGE:
      refrain_demo_reply_set_page (reply, SOUP_STATUS_OK);
      break;
    case REFRAIN_DEMO_CHAOS_SILENCE:
      stay_silent (reply);
      break;
    case REFRAIN_DEMO_CHAOS_DROP:
    case REFRAIN_DEMO_CHAOS_QUICK:
    default:
      refrain_demo_reply_set_drop (reply);
      break;
    }
}

/**
 * refrain_demo_trouble_strike:
 * @request: "METHOD /path"
 * @may_be_chaos: whether chance may hit it
 * @is_submit: whether it asks for something to be made
 * @reply: filled in when it is hit
 *
 * Returns: whether the request fails
 */
gboolean
refrain_demo_trouble_strike (RefrainDemoTrouble *self,
                             const char *request,
                             gboolean may_be_chaos,
                             gboolean is_submit,
                             RefrainDemoReply *reply)
{
  guint status;

  if (take_order (&self->orders, request, &status))
    {
      fail (reply, status);
      return TRUE;
    }
  if (!may_be_chaos || (is_submit && self->spare_submits) || self->kinds == 0
      || self->probability <= 0.0 || g_rand_double (self->rand) >= self->probability)
    return FALSE;

  strike_by_chance (self, reply);
  return TRUE;
}

/**
 * refrain_demo_trouble_lose:
 * @request: "METHOD /path", which was carried out
 * @reply: the answer, replaced when it gets lost
 */
void
refrain_demo_trouble_lose (RefrainDemoTrouble *self, const char *request, RefrainDemoReply *reply)
{
  guint loss;

  if (!take_order (&self->losses, request, &loss))
    return;

  switch ((RefrainDemoLoss) loss)
    {
    case REFRAIN_DEMO_LOSS_ERROR:
      fail (reply, SOUP_STATUS_INTERNAL_SERVER_ERROR);
      break;
    case REFRAIN_DEMO_LOSS_SILENCE:
      stay_silent (reply);
      break;
    case REFRAIN_DEMO_LOSS_CUT:
    default:
      refrain_demo_reply_set_drop (reply);
      break;
    }
}
