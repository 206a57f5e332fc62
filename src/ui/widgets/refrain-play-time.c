/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-play-time.h"

#include <glib/gi18n-lib.h>

/**
 * refrain_play_time_format:
 * @time_us: a time within a song, in microseconds
 *
 * A second is shown when it is over, as a clock does; the length of a song is rounded elsewhere.
 *
 * Returns: (transfer full): "0:42" or "1:02:03"; "0:00" for what is negative
 */
char *
refrain_play_time_format (gint64 time_us)
{
  int whole = (int) (MAX (time_us, 0) / G_USEC_PER_SEC);

  if (whole >= 3600)
    return g_strdup_printf ("%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);

  return g_strdup_printf ("%d:%02d", whole / 60, whole % 60);
}

/**
 * refrain_play_time_describe:
 * @position_us: where a song stands, in microseconds
 * @duration_us: how long it is, in microseconds; 0 while unknown
 *
 * Returns: (transfer full): the position as it is read out, such as "0:42 of 3:12"
 */
char *
refrain_play_time_describe (gint64 position_us, gint64 duration_us)
{
  g_autofree char *position = refrain_play_time_format (position_us);
  g_autofree char *duration = NULL;

  if (duration_us <= 0)
    return g_steal_pointer (&position);

  duration = refrain_play_time_format (duration_us);
  /* Translators: where a song stands and how long it is, such as "0:42 of 3:12" */
  return g_strdup_printf (_ ("%s of %s"), position, duration);
}
