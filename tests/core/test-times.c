/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-clock.h"

#include <math.h>

/* 2024-04-18T14:29:31Z */
#define MOMENT G_GINT64_CONSTANT (1713450571)

static void
test_numbers (void)
{
  g_assert_cmpint (refrain_time_from_number (1713450571.0), ==, MOMENT * 1000);
  g_assert_cmpint (refrain_time_from_number (1713450571.76), ==, MOMENT * 1000 + 760);
  g_assert_cmpint (refrain_time_from_number (1713450571760.0), ==, MOMENT * 1000 + 760);

  /* The border: up to 1e11 is seconds, beyond is milliseconds. */
  g_assert_cmpint (refrain_time_from_number (100000000001.0), ==, G_GINT64_CONSTANT (100000000001));
}

static void
test_no_number (void)
{
  const double none[] = {
    0.0, -1.0, -62135596800.0, -1e300, 1e17, 1e300, INFINITY, -INFINITY, NAN
  };

  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_cmpint (refrain_time_from_number (none[i]), ==, 0);
}

static void
test_texts (void)
{
  static const struct
  {
    const char *text;
    gint64 ms;
  } cases[] = {
    { "2024-04-18T14:29:31Z", MOMENT * 1000 },
    { "2024-04-18T14:29:31.760Z", MOMENT * 1000 + 760 },
    { "2024-04-18T14:29:31.645945729Z", MOMENT * 1000 + 645 },
    { "2024-04-18T14:29:31.645945Z", MOMENT * 1000 + 645 },
    { "2024-04-18T14:29:31", MOMENT * 1000 },
    { "2024-04-18T16:29:31+02:00", MOMENT * 1000 },
    { "2024-04-18T09:29:31.5-05:00", MOMENT * 1000 + 500 },
    { "2024-04-18 14:29:31", MOMENT * 1000 },
    { "  2024-04-18 14:29:31 \n", MOMENT * 1000 },
    { "1713450571", MOMENT * 1000 },
    { "1713450571760", MOMENT * 1000 + 760 },
    { " 1713450571.5 ", MOMENT * 1000 + 500 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (refrain_time_from_text (cases[i].text), ==, cases[i].ms);
    }
}

static void
test_no_text (void)
{
  const char *none[] = { NULL,
                         "",
                         "   ",
                         "0",
                         "0001-01-01T00:00:00Z",
                         "0001-01-01 00:00:00",
                         "soon",
                         "2024-13-40T99:99:99Z",
                         "2024-04-18T14:29:31Zebra",
                         "99999999-01-01T00:00:00Z",
                         "1e400",
                         "-1e400",
                         "nan",
                         "inf",
                         "99999999999999999999999999999999999999",
                         "-5",
                         "1713450571 seconds",
                         "\xff\xfe",
                         "2024-04-18T14:29:31\xff" };

  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (refrain_time_from_text (none[i]), ==, 0);
    }
}

static void
test_out (void)
{
  g_autofree char *text = refrain_time_to_iso8601 (MOMENT * 1000 + 760);
  g_autofree char *early = refrain_time_to_iso8601 (5);
  g_autofree char *none = refrain_time_to_iso8601 (0);
  g_autofree char *minus = refrain_time_to_iso8601 (-1);
  g_autofree char *huge = refrain_time_to_iso8601 (G_MAXINT64);

  g_assert_cmpstr (text, ==, "2024-04-18T14:29:31.760Z");
  g_assert_cmpstr (early, ==, "1970-01-01T00:00:00.005Z");
  g_assert_null (none);
  g_assert_null (minus);
  g_assert_null (huge);
  g_assert_cmpint (refrain_time_from_text (text), ==, MOMENT * 1000 + 760);
}

static void
test_now (void)
{
  gint64 before = g_get_real_time () / 1000;
  gint64 now = refrain_clock_now_ms ();

  g_assert_cmpint (now, >=, before);
  g_assert_cmpint (now, <=, g_get_real_time () / 1000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/times/numbers", test_numbers);
  g_test_add_func ("/core/times/no-number", test_no_number);
  g_test_add_func ("/core/times/texts", test_texts);
  g_test_add_func ("/core/times/no-text", test_no_text);
  g_test_add_func ("/core/times/out", test_out);
  g_test_add_func ("/core/times/now", test_now);

  return g_test_run ();
}
