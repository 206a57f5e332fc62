/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-watch-line.h"

#include "refrain-clock.h"
#include "refrain-gateway-error.h"

/* Nothing is ever put off for longer. */
#define LONGEST_MS (2 * 60 * 60 * 1000)

/**
 * refrain_watch_line_ignore_jump:
 * @then: UTC milliseconds, %G_MAXINT64 for never
 * @now: UTC milliseconds
 *
 * Returns: @then; or @now when it is so far ahead that the clock was set back
 */
gint64
refrain_watch_line_ignore_jump (gint64 then, gint64 now)
{
  return then != G_MAXINT64 && then > now + LONGEST_MS ? now : then;
}

/**
 * refrain_watch_line_free_at:
 * @line: the way to a gateway
 * @now: UTC milliseconds
 *
 * Returns: when the gateway may be asked; %G_MAXINT64 when something has to happen first
 */
gint64
refrain_watch_line_free_at (const RefrainWatchLine *line, gint64 now)
{
  if (line->cut_off)
    return G_MAXINT64;

  return MAX (refrain_watch_line_ignore_jump (line->free_at, now),
              refrain_breaker_passes_at (&line->breaker, now));
}

/**
 * refrain_watch_line_reset:
 * @line: the way to a gateway
 *
 * Something has changed for the better: what was learned of failures counts no longer. A call that
 * is under way still does.
 */
void
refrain_watch_line_reset (RefrainWatchLine *line)
{
  refrain_breaker_succeed (&line->breaker);
  line->cut_off = FALSE;
}

/**
 * refrain_watch_line_judge:
 * @line: the way to a gateway
 * @tasks: (element-type RefrainTask): what was asked for
 * @outcome: (nullable): what came
 * @error: (nullable): why nothing came at all
 *
 * Learns from a poll: to be told of any of the tasks, or that there is none of that id, is a way
 * that works. A page instead of an answer, or a key that is refused, is none.
 */
void
refrain_watch_line_judge (RefrainWatchLine *line,
                          GPtrArray *tasks,
                          const RefrainFetchOutcome *outcome,
                          const GError *error)
{
  guint n_failed = 0;
  gint64 retry_after = -1;

  for (guint i = 0; i < tasks->len; i++)
    {
      const char *id = refrain_task_get_facts (g_ptr_array_index (tasks, i))->id;
      const GError *own = outcome != NULL ? g_hash_table_lookup (outcome->errors, id) : error;

      if (own == NULL
          || g_error_matches (own, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_NOT_FOUND))
        continue;
      n_failed++;
      retry_after = MAX (retry_after, refrain_gateway_error_get_retry_after (own));
    }

  if (n_failed < tasks->len)
    refrain_breaker_succeed (&line->breaker);
  else
    refrain_breaker_fail (&line->breaker, refrain_clock_now_ms (), retry_after, g_random_double ());
}

/**
 * refrain_watch_line_needs_network:
 * @source: a gateway
 *
 * Returns: whether it is on another computer
 */
gboolean
refrain_watch_line_needs_network (RefrainSource *source)
{
  g_autoptr (GUri) uri = g_uri_parse (refrain_source_get_address (source), G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (refrain_source_is_demo (source) || host == NULL)
    return FALSE;

  return !g_str_equal (host, "localhost") && !g_str_equal (host, "::1")
         && !g_str_has_prefix (host, "127.");
}
