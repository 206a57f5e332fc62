/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-breaker.h"
#include "refrain-library.h"

G_BEGIN_DECLS

typedef struct _RefrainWatchLine RefrainWatchLine;

/** RefrainWatchLine: what is known of the way to one gateway, as a plain value. */
struct _RefrainWatchLine
{
  RefrainBreaker breaker;
  gint64 free_at;   /* UTC ms: when it may be asked again; G_MAXINT64 while it is being asked */
  gboolean cut_off; /* there is no network to reach it by */
};

gint64 refrain_watch_line_ignore_jump (gint64 then, gint64 now);
gint64 refrain_watch_line_free_at (const RefrainWatchLine *line, gint64 now);
void refrain_watch_line_reset (RefrainWatchLine *line);
void refrain_watch_line_judge (RefrainWatchLine *line,
                               GPtrArray *tasks,
                               const RefrainFetchOutcome *outcome,
                               const GError *error);
gboolean refrain_watch_line_needs_network (RefrainSource *source);

G_END_DECLS
