/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-breaker.h"

#define SECOND 1000
#define NOW 1700000000000

/* After so many failures in a row: for how many seconds nothing passes. */
static void
test_pauses (void)
{
  static const gint64 seconds[] = { 0, 0, 10, 20, 40, 80, 160, 300, 300 };
  RefrainBreaker breaker = { 0 };

  g_assert_cmpint (refrain_breaker_passes_at (&breaker, NOW), <=, NOW);
  for (gsize i = 0; i < G_N_ELEMENTS (seconds); i++)
    {
      refrain_breaker_fail (&breaker, NOW, -1, 0);
      if (seconds[i] == 0)
        g_assert_cmpint (refrain_breaker_passes_at (&breaker, NOW), <=, NOW);
      else
        g_assert_cmpint (refrain_breaker_passes_at (&breaker, NOW), ==, NOW + seconds[i] * SECOND);
    }
}

static void
test_one_success_closes (void)
{
  RefrainBreaker breaker = { 0 };

  for (guint i = 0; i < 5; i++)
    refrain_breaker_fail (&breaker, NOW, -1, 0);
  refrain_breaker_succeed (&breaker);
  g_assert_cmpint (refrain_breaker_passes_at (&breaker, NOW), <=, NOW);
  g_assert_false (refrain_breaker_is_trying (&breaker, NOW));
  refrain_breaker_fail (&breaker, NOW, -1, 0);
  g_assert_cmpint (refrain_breaker_passes_at (&breaker, NOW), <=, NOW);
}

static void
test_trial (void)
{
  RefrainBreaker breaker = { 0 };

  for (guint i = 0; i < 3; i++)
    {
      g_assert_false (refrain_breaker_is_trying (&breaker, NOW));
      refrain_breaker_fail (&breaker, NOW, -1, 0);
    }
  g_assert_false (refrain_breaker_is_trying (&breaker, NOW));
  g_assert_false (refrain_breaker_is_trying (&breaker, NOW + 9 * SECOND));
  g_assert_true (refrain_breaker_is_trying (&breaker, NOW + 10 * SECOND));
}

/* What the other side asks for holds at once, within reason; the jitter only makes it longer. */
static void
test_wishes (void)
{
  static const struct
  {
    guint n_before;
    gint64 wish;
    double random;
    gint64 pause;
  } rows[] = {
    { 0, 5 * SECOND, 0, 5 * SECOND },
    { 0, 0, 0.5, 0 },
    { 0, 4 * SECOND, 1, 5 * SECOND },
    { 0, 4 * SECOND, 7, 5 * SECOND },
    { 2, 5 * SECOND, 0, 10 * SECOND },
    { 2, 60 * SECOND, 0, 60 * SECOND },
    { 0, (gint64) 1000 * 60 * 60 * SECOND, 0, 60 * 60 * SECOND },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      RefrainBreaker breaker = { .n_failures = rows[i].n_before };

      refrain_breaker_fail (&breaker, NOW, rows[i].wish, rows[i].random);
      g_assert_cmpint (MAX (0, refrain_breaker_passes_at (&breaker, NOW) - NOW), ==, rows[i].pause);
    }
}

/* A clock that is set back by a year does not keep it open for a year. */
static void
test_clock_set_back (void)
{
  RefrainBreaker breaker = { 0 };
  gint64 earlier = NOW - (gint64) 365 * 24 * 60 * 60 * SECOND;

  for (guint i = 0; i < 9; i++)
    refrain_breaker_fail (&breaker, NOW, -1, 1);
  g_assert_cmpint (refrain_breaker_passes_at (&breaker, earlier), <=, earlier);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/breaker/pauses", test_pauses);
  g_test_add_func ("/core/breaker/one-success-closes", test_one_success_closes);
  g_test_add_func ("/core/breaker/trial", test_trial);
  g_test_add_func ("/core/breaker/wishes", test_wishes);
  g_test_add_func ("/core/breaker/clock-set-back", test_clock_set_back);

  return g_test_run ();
}
