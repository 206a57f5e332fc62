/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-clock.h"

#include <string.h>

/* Times before this are placeholders ("0001-01-01T00:00:00Z", 0): no song is older than 1971. */
#define EARLIEST_MS (G_GINT64_CONSTANT (365) * 24 * 3600 * 1000)
/* The end of the year 9999: later ones cannot be written as a date. */
#define LATEST_MS G_GINT64_CONSTANT (253402300799000)
/* Unix seconds reach this number in the year 5138, milliseconds passed it in 1973. */
#define MILLISECONDS_FROM 1e11

static gint64
check_range (gint64 ms)
{
  return ms < EARLIEST_MS || ms > LATEST_MS ? 0 : ms;
}

/**
 * refrain_clock_now_ms:
 *
 * Returns: the wall clock as UTC milliseconds since 1970
 */
gint64
refrain_clock_now_ms (void)
{
  return g_get_real_time () / 1000;
}

/**
 * refrain_time_from_number:
 * @number: unix seconds or milliseconds, as gateways mix them
 *
 * Returns: UTC milliseconds, 0 for "no time"
 */
gint64
refrain_time_from_number (double number)
{
  if (!(number > 0.0) || number > (double) LATEST_MS)
    return 0;

  return check_range ((gint64) (number > MILLISECONDS_FROM ? number : number * 1000.0));
}

/**
 * refrain_time_from_text:
 * @text: (nullable): ISO 8601, "YYYY-MM-DD HH:MM:SS" (taken as UTC), or a number as text
 *
 * Returns: UTC milliseconds, 0 for "no time"
 */
gint64
refrain_time_from_text (const char *text)
{
  g_autoptr (GDateTime) when = NULL;
  g_autoptr (GTimeZone) utc = NULL;
  g_autofree char *iso = NULL;
  char *end = NULL;
  double number;

  if (text == NULL)
    return 0;

  number = g_ascii_strtod (text, &end);
  if (end != text && end[strspn (end, " \t\r\n")] == '\0')
    return refrain_time_from_number (number);

  iso = g_strstrip (g_strdup (text));
  if (strlen (iso) > 10 && iso[10] == ' ')
    iso[10] = 'T';
  utc = g_time_zone_new_utc ();
  when = g_date_time_new_from_iso8601 (iso, utc);
  if (when == NULL)
    return 0;

  return check_range (g_date_time_to_unix (when) * 1000
                      + g_date_time_get_microsecond (when) / 1000);
}

/**
 * refrain_time_to_iso8601:
 * @ms: UTC milliseconds
 *
 * Returns: (transfer full) (nullable): "2024-04-18T14:29:31.760Z", or %NULL for 0
 */
char *
refrain_time_to_iso8601 (gint64 ms)
{
  g_autoptr (GDateTime) when = NULL;
  g_autofree char *seconds = NULL;

  if (ms <= 0)
    return NULL;

  when = g_date_time_new_from_unix_utc (ms / 1000);
  if (when == NULL)
    return NULL;

  seconds = g_date_time_format (when, "%Y-%m-%dT%H:%M:%S");
  return g_strdup_printf ("%s.%03dZ", seconds, (int) (ms % 1000));
}
