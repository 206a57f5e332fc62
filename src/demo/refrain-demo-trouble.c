/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-demo-answers.h"
#include "refrain-demo-trouble.h"

struct _RefrainDemoTrouble
{
  double probability;
  GRand *rand;   /* (owned) */
  guint turn;    /* which of the chaos answers is next */
  GQueue orders; /* (element-type Order) */
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
fail (RefrainDemoReply *reply, guint status)
{
  if (status == 0)
    refrain_demo_reply_set_drop (reply);
  else
    refrain_demo_reply_set_json (
        reply, status,
        refrain_demo_answers_error ("ordered_failure", "This failure was ordered beforehand"));
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
  g_queue_init (&self->orders);

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
  Order *order;

  if (times == 0)
    return;

  order = g_new0 (Order, 1);
  order->pattern = g_strdup (pattern);
  order->times = times;
  order->status = status;
  g_queue_push_tail (&self->orders, order);
}

static gboolean
strike_ordered (RefrainDemoTrouble *self, const char *request, RefrainDemoReply *reply)
{
  for (GList *l = self->orders.head; l != NULL; l = l->next)
    {
      Order *order = l->data;

      if (!g_pattern_match_simple (order->pattern, request))
        continue;

      fail (reply, order->status);
      if (--order->times == 0)
        {
          order_free (order);
          g_queue_delete_link (&self->orders, l);
        }
      return TRUE;
    }

  return FALSE;
}

/**
 * refrain_demo_trouble_strike:
 * @request: "METHOD /path"
 * @may_be_chaos: whether chance may hit it
 * @reply: filled in when it is hit
 *
 * Returns: whether the request fails
 */
gboolean
refrain_demo_trouble_strike (RefrainDemoTrouble *self,
                             const char *request,
                             gboolean may_be_chaos,
                             RefrainDemoReply *reply)
{
  if (strike_ordered (self, request, reply))
    return TRUE;
  if (!may_be_chaos || self->probability <= 0.0 || g_rand_double (self->rand) >= self->probability)
    return FALSE;

  switch (self->turn++ % 4)
    {
    case 0:
      fail (reply, SOUP_STATUS_INTERNAL_SERVER_ERROR);
      break;
    case 1:
      fail (reply, REFRAIN_DEMO_STATUS_TOO_MANY_REQUESTS);
      break;
    case 2:
      refrain_demo_reply_set_page (reply, SOUP_STATUS_OK);
      break;
    default:
      refrain_demo_reply_set_drop (reply);
      break;
    }

  return TRUE;
}
