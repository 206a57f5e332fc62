/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RefrainDemoClock:
 *
 * The time by which tasks grow up, in milliseconds since the gateway was made. It runs with real
 * time, faster or slower by a scale, or stands still until it is advanced by hand.
 */
typedef struct _RefrainDemoClock RefrainDemoClock;

RefrainDemoClock *refrain_demo_clock_new (void);
void refrain_demo_clock_free (RefrainDemoClock *self);
gint64 refrain_demo_clock_get_now (RefrainDemoClock *self);
gint64 refrain_demo_clock_to_unix_ms (RefrainDemoClock *self, gint64 at);
double refrain_demo_clock_get_scale (RefrainDemoClock *self);
void refrain_demo_clock_set_scale (RefrainDemoClock *self, double scale);
void refrain_demo_clock_set_manual (RefrainDemoClock *self, gboolean manual);
void refrain_demo_clock_advance (RefrainDemoClock *self, guint milliseconds);
GSource *refrain_demo_clock_create_timer (RefrainDemoClock *self, guint milliseconds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainDemoClock, refrain_demo_clock_free)

G_END_DECLS
