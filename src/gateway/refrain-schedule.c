/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-schedule.h"

#define SECOND 1000
#define FIRST_RETRY (1 * SECOND)
#define LONGEST_RETRY (60 * SECOND)
#define JITTER 0.25

/* A song takes 90 to 200 seconds, and asking more often than every 5 seconds brings nothing. */
#define FIRST_POLL (5 * SECOND)
#define YOUNG (4 * 60 * SECOND)
#define MIDDLE_POLL (15 * SECOND)
#define MIDDLE_AGE (15 * 60 * SECOND)
#define LATE_POLL (60 * SECOND)

static guint
double_up_to (guint first, guint times, guint longest)
{
  guint64 delay = first;

  for (guint i = 0; i < times && delay < longest; i++)
    delay *= 2;

  return (guint) MIN (delay, longest);
}

/* Spreads the calls of many clients; never earlier than asked, so that Retry-After is kept. */
static guint
add_jitter (guint delay, double random)
{
  return delay + (guint) (delay * JITTER * CLAMP (random, 0.0, 1.0));
}

/**
 * refrain_schedule_retry_delay:
 * @attempt: how many times the call has failed already, from 1
 * @retry_after: milliseconds that the server asked for, -1 when it did not
 * @random: a number from 0 to 1, for the jitter
 *
 * Returns: milliseconds to wait before a failed call is made again
 */
guint
refrain_schedule_retry_delay (guint attempt, gint64 retry_after, double random)
{
  guint delay = double_up_to (FIRST_RETRY, attempt > 0 ? attempt - 1 : 0, LONGEST_RETRY);

  if (retry_after > (gint64) delay)
    delay = (guint) MIN (retry_after, G_MAXINT / 4);

  return add_jitter (delay, random);
}

/**
 * refrain_schedule_poll_delay:
 * @age: milliseconds since the task was submitted or first watched
 * @n_failures: how many polls in a row have failed
 * @retry_after: milliseconds that the server asked for, -1 when it did not
 * @random: a number from 0 to 1, for the jitter
 *
 * Returns: milliseconds to wait before a task is asked for again
 */
guint
refrain_schedule_poll_delay (gint64 age, guint n_failures, gint64 retry_after, double random)
{
  guint delay = age < YOUNG ? FIRST_POLL : age < MIDDLE_AGE ? MIDDLE_POLL : LATE_POLL;

  delay = MAX (delay, double_up_to (delay, n_failures, 5 * LONGEST_RETRY));
  if (retry_after > (gint64) delay)
    delay = (guint) MIN (retry_after, G_MAXINT / 4);

  return add_jitter (delay, random);
}
