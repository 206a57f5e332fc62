/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-schedule.h"

#define MINUTE (60 * 1000)

static const double randoms[] = { 0.0, 0.25, 0.5, 0.999999, 1.0 };

static void
test_retry_grows (void)
{
  for (gsize r = 0; r < G_N_ELEMENTS (randoms); r++)
    {
      guint last = 0;

      for (guint attempt = 1; attempt <= 6; attempt++)
        {
          guint delay = refrain_schedule_retry_delay (attempt, -1, randoms[r]);

          g_assert_cmpuint (delay, >, last);
          last = delay;
        }
    }
}

static void
test_retry_is_bounded (void)
{
  const guint attempts[] = { 0, 1, 30, 31, 32, 33, 63, 64, 1000, G_MAXUINT };

  for (gsize i = 0; i < G_N_ELEMENTS (attempts); i++)
    for (gsize r = 0; r < G_N_ELEMENTS (randoms); r++)
      {
        guint delay = refrain_schedule_retry_delay (attempts[i], -1, randoms[r]);

        g_assert_cmpuint (delay, >=, 100);
        g_assert_cmpuint (delay, <=, 5 * MINUTE);
      }
}

/* What the server asks for is the least that is waited. */
static void
test_retry_after_is_kept (void)
{
  const gint64 asked[] = { 0, 1, 5000, 120000, 3600000 };

  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    for (gsize r = 0; r < G_N_ELEMENTS (randoms); r++)
      for (guint n = 1; n < 8; n++)
        {
          g_assert_cmpuint (refrain_schedule_retry_delay (n, asked[i], randoms[r]), >=,
                            (guint) asked[i]);
          g_assert_cmpuint (refrain_schedule_poll_delay (0, n, asked[i], randoms[r]), >=,
                            (guint) asked[i]);
        }
}

static void
test_absurd_retry_after (void)
{
  guint retry = refrain_schedule_retry_delay (1, G_MAXINT64, 1.0);
  guint poll = refrain_schedule_poll_delay (0, 0, G_MAXINT64, 1.0);

  /* Fits the main loop's timers. */
  g_assert_cmpuint (retry, <=, G_MAXINT);
  g_assert_cmpuint (poll, <=, G_MAXINT);
  g_assert_cmpuint (retry, >=, 60 * MINUTE);
}

/* Asking more often than every 5 seconds brings nothing. */
static void
test_poll (void)
{
  const gint64 ages[] = { G_MININT64, -1, 0, 1000, MINUTE, 10 * MINUTE, 60 * MINUTE, G_MAXINT64 };
  guint last = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (ages); i++)
    {
      guint delay = refrain_schedule_poll_delay (ages[i], 0, -1, 0.0);

      g_assert_cmpuint (delay, >=, 5000);
      g_assert_cmpuint (delay, <=, 10 * MINUTE);
      g_assert_cmpuint (delay, >=, last);
      last = delay;
    }
  /* A song that takes as long as most is seen soon after it is done. */
  g_assert_cmpuint (refrain_schedule_poll_delay (2 * MINUTE, 0, -1, 1.0), <=, 20000);
}

static void
test_poll_backs_off (void)
{
  g_assert_cmpuint (refrain_schedule_poll_delay (0, 3, -1, 0.0), >,
                    refrain_schedule_poll_delay (0, 0, -1, 1.0));
  g_assert_cmpuint (refrain_schedule_poll_delay (0, G_MAXUINT, -1, 1.0), <=, 60 * MINUTE);
}

static void
test_jitter (void)
{
  g_assert_cmpuint (refrain_schedule_retry_delay (3, -1, 0.0), !=,
                    refrain_schedule_retry_delay (3, -1, 1.0));
  g_assert_cmpuint (refrain_schedule_poll_delay (0, 0, -1, 0.0), !=,
                    refrain_schedule_poll_delay (0, 0, -1, 1.0));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/schedule/retry/grows", test_retry_grows);
  g_test_add_func ("/schedule/retry/bounded", test_retry_is_bounded);
  g_test_add_func ("/schedule/retry/retry-after", test_retry_after_is_kept);
  g_test_add_func ("/schedule/retry/absurd", test_absurd_retry_after);
  g_test_add_func ("/schedule/poll/ages", test_poll);
  g_test_add_func ("/schedule/poll/backs-off", test_poll_backs_off);
  g_test_add_func ("/schedule/jitter", test_jitter);

  return g_test_run ();
}
