/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-breaker.h"

#define SECOND 1000
#define OPENS_AFTER 3
#define FIRST_PAUSE (10 * SECOND)
#define LONGEST_PAUSE (5 * 60 * SECOND)
#define LONGEST_WISH (60 * 60 * SECOND)
#define JITTER 0.25

/**
 * refrain_breaker_passes_at:
 * @breaker: a breaker
 * @now: milliseconds, of any clock
 *
 * Returns: when the next call may pass; @now or earlier when it may at once
 */
gint64
refrain_breaker_passes_at (const RefrainBreaker *breaker, gint64 now)
{
  /* A clock that was set back shall not keep it open for ever. */
  if (breaker->open_until > now + LONGEST_WISH * 2)
    return now;

  return breaker->open_until;
}

/**
 * refrain_breaker_is_trying:
 * @breaker: a breaker
 * @now: milliseconds, of the same clock as before
 *
 * Returns: whether a call that passes now is a trial: make it a small one
 */
gboolean
refrain_breaker_is_trying (const RefrainBreaker *breaker, gint64 now)
{
  return breaker->n_failures >= OPENS_AFTER && refrain_breaker_passes_at (breaker, now) <= now;
}

/**
 * refrain_breaker_succeed:
 * @breaker: a breaker
 *
 * A call got an answer: closes it.
 */
void
refrain_breaker_succeed (RefrainBreaker *breaker)
{
  *breaker = (RefrainBreaker){ 0 };
}

/**
 * refrain_breaker_fail:
 * @breaker: a breaker
 * @now: milliseconds, of the same clock as before
 * @retry_after: milliseconds that the other side asked for, -1 when it did not
 * @random: a number from 0 to 1, for the jitter
 *
 * A call failed in a passing way. Opens the breaker when it was not the first time, and at once for
 * as long as the other side asked for.
 */
void
refrain_breaker_fail (RefrainBreaker *breaker, gint64 now, gint64 retry_after, double random)
{
  gint64 pause = 0;

  breaker->n_failures++;
  if (breaker->n_failures >= OPENS_AFTER)
    {
      guint doublings = MIN (breaker->n_failures - OPENS_AFTER, 10);

      pause = MIN ((gint64) FIRST_PAUSE << doublings, LONGEST_PAUSE);
    }
  pause = MAX (pause, MIN (retry_after, LONGEST_WISH));
  if (pause > 0)
    breaker->open_until = now + pause + (gint64) ((double) pause * JITTER * CLAMP (random, 0, 1));
}
