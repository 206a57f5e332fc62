/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _RefrainBreaker RefrainBreaker;

/**
 * RefrainBreaker: a circuit breaker, as a plain value; all zero is a closed one.
 *
 * Calls pass while it is closed. After some failures in a row it opens, and none passes for a
 * while; then one may try, and its outcome closes the breaker or opens it for longer.
 */
struct _RefrainBreaker
{
  guint n_failures;  /* in a row */
  gint64 open_until; /* ms; 0 while it is closed */
};

gint64 refrain_breaker_passes_at (const RefrainBreaker *breaker, gint64 now);
gboolean refrain_breaker_is_trying (const RefrainBreaker *breaker, gint64 now);
void refrain_breaker_succeed (RefrainBreaker *breaker);
void refrain_breaker_fail (RefrainBreaker *breaker, gint64 now, gint64 retry_after, double random);

G_END_DECLS
