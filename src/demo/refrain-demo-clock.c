/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-demo-clock.h"

struct _RefrainDemoClock
{
  gint64 base_now;     /* clock ms at base_real */
  gint64 base_real;    /* monotonic µs */
  gint64 born_unix_ms; /* the wall clock's time at clock 0 */
  double scale;        /* real seconds per second of the clock */
  gboolean manual;
  GPtrArray *waiting; /* (owned) (element-type Alarm) timers that wait for an advance */
};

typedef struct
{
  GSource *source; /* (owned) */
  gint64 due;
} Alarm;

static void
alarm_free (gpointer data)
{
  Alarm *alarm = data;

  g_source_unref (alarm->source);
  g_free (alarm);
}

/* Changes of pace start at the present moment, so that time never jumps. */
static void
rebase (RefrainDemoClock *self)
{
  self->base_now = refrain_demo_clock_get_now (self);
  self->base_real = g_get_monotonic_time ();
}

/**
 * refrain_demo_clock_new:
 *
 * Returns: (transfer full): a clock that stands at 0 and runs with real time
 */
RefrainDemoClock *
refrain_demo_clock_new (void)
{
  RefrainDemoClock *self = g_new0 (RefrainDemoClock, 1);

  self->base_real = g_get_monotonic_time ();
  self->born_unix_ms = g_get_real_time () / 1000;
  self->scale = 1.0;
  self->waiting = g_ptr_array_new_with_free_func (alarm_free);

  return self;
}

/**
 * refrain_demo_clock_free:
 * @self: (transfer full): a clock; timers that still wait will never fire
 */
void
refrain_demo_clock_free (RefrainDemoClock *self)
{
  g_ptr_array_unref (self->waiting);
  g_free (self);
}

/**
 * refrain_demo_clock_get_now:
 *
 * Returns: milliseconds of this clock since it was made
 */
gint64
refrain_demo_clock_get_now (RefrainDemoClock *self)
{
  if (self->manual)
    return self->base_now;

  return self->base_now
         + (gint64) ((double) (g_get_monotonic_time () - self->base_real) / 1000.0 / self->scale);
}

/**
 * refrain_demo_clock_to_unix_ms:
 * @at: a time of this clock
 *
 * Returns: the date to write into answers for @at, in ms since 1970
 */
gint64
refrain_demo_clock_to_unix_ms (RefrainDemoClock *self, gint64 at)
{
  return self->born_unix_ms + at;
}

/**
 * refrain_demo_clock_get_scale:
 *
 * Returns: how many real seconds a second of this clock takes
 */
double
refrain_demo_clock_get_scale (RefrainDemoClock *self)
{
  return self->scale;
}

/**
 * refrain_demo_clock_set_scale:
 * @scale: how many real seconds a second of this clock takes; more than 0
 */
void
refrain_demo_clock_set_scale (RefrainDemoClock *self, double scale)
{
  g_return_if_fail (scale > 0.0);

  rebase (self);
  self->scale = scale;
}

/**
 * refrain_demo_clock_set_manual:
 * @manual: whether time passes only by refrain_demo_clock_advance()
 */
void
refrain_demo_clock_set_manual (RefrainDemoClock *self, gboolean manual)
{
  rebase (self);
  self->manual = manual;
}

/**
 * refrain_demo_clock_advance:
 * @milliseconds: how far
 *
 * Moves the clock on. Timers that fall due fire when their context next runs.
 */
void
refrain_demo_clock_advance (RefrainDemoClock *self, guint milliseconds)
{
  self->base_now += milliseconds;

  for (guint i = self->waiting->len; i > 0; i--)
    {
      Alarm *alarm = g_ptr_array_index (self->waiting, i - 1);

      if (alarm->due > refrain_demo_clock_get_now (self) && !g_source_is_destroyed (alarm->source))
        continue;
      if (!g_source_is_destroyed (alarm->source))
        g_source_set_ready_time (alarm->source, 0);
      g_ptr_array_remove_index (self->waiting, i - 1);
    }
}

/**
 * refrain_demo_clock_create_timer:
 * @milliseconds: how long, by this clock
 *
 * Returns: (transfer full): a source that fires once the time has passed; set a callback that
 *   returns %G_SOURCE_REMOVE, and attach it
 */
GSource *
refrain_demo_clock_create_timer (RefrainDemoClock *self, guint milliseconds)
{
  GSource *source;
  Alarm *alarm;

  if (!self->manual)
    return g_timeout_source_new ((guint) (milliseconds * self->scale));

  source = g_timeout_source_new (0);
  g_source_set_ready_time (source, milliseconds == 0 ? 0 : -1);
  alarm = g_new0 (Alarm, 1);
  alarm->source = g_source_ref (source);
  alarm->due = self->base_now + milliseconds;
  g_ptr_array_add (self->waiting, alarm);

  return source;
}
