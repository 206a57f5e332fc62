/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "stall-meter.h"

#include <execinfo.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

/* Measures how long the main loop is held between two waits for something to do. A thread watches,
 * and when it takes longer than the budget it has the main thread note where it is. */

#define MAX_FRAMES 40
#define WATCH_MICROSECONDS 500

static pthread_t main_thread;
static gint64 budget;
static gint64 busy_since; /* microseconds; 0 while it waits */
static gint64 cpu_since;  /* microseconds of this thread's own work */
static gint64 longest;
static gint64 longest_work;
static guint n_over;
static guint n_work_over;
static void *frames[MAX_FRAMES];
static int n_frames;
static void *longest_frames[MAX_FRAMES];
static int n_longest_frames;

static void
caught_cb (int number)
{
  n_frames = backtrace (frames, MAX_FRAMES);
}

static gpointer
watch (gpointer unused)
{
  gint64 caught = 0;

  for (;;)
    {
      gint64 since = __atomic_load_n (&busy_since, __ATOMIC_ACQUIRE);

      if (since != 0 && since != caught && g_get_monotonic_time () - since > budget)
        {
          caught = since;
          pthread_kill (main_thread, SIGUSR2);
        }
      g_usleep (WATCH_MICROSECONDS);
    }

  return NULL;
}

static gint64
get_cpu_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
end_of_work (void)
{
  gint64 took = busy_since != 0 ? g_get_monotonic_time () - busy_since : 0;
  gint64 work = busy_since != 0 ? get_cpu_time () - cpu_since : 0;

  n_over += took > budget;
  n_work_over += work > budget;
  longest_work = MAX (longest_work, work);
  if (took > longest)
    {
      longest = took;
      n_longest_frames = took > budget ? n_frames : 0;
      for (int i = 0; i < n_longest_frames; i++)
        longest_frames[i] = frames[i];
    }
  n_frames = 0;
}

static gint
measured_poll (GPollFD *fds, guint n_fds, gint timeout)
{
  gint result;

  end_of_work ();
  __atomic_store_n (&busy_since, 0, __ATOMIC_RELEASE);
  result = g_poll (fds, n_fds, timeout);
  cpu_since = get_cpu_time ();
  __atomic_store_n (&busy_since, g_get_monotonic_time (), __ATOMIC_RELEASE);
  return result;
}

/* Of the thread that calls it, which is the main one. */
void
stall_meter_start (guint budget_ms)
{
  struct sigaction action = { .sa_handler = caught_cb, .sa_flags = SA_RESTART };

  /* The first call loads a library, which no signal handler should. */
  n_frames = backtrace (frames, MAX_FRAMES);
  budget = (gint64) budget_ms * 1000;
  main_thread = pthread_self ();
  sigaction (SIGUSR2, &action, NULL);
  g_main_context_set_poll_func (NULL, measured_poll);
  g_thread_unref (g_thread_new ("stall-meter", watch, NULL));
  stall_meter_reset ();
}

void
stall_meter_reset (void)
{
  longest = 0;
  longest_work = 0;
  n_over = 0;
  n_work_over = 0;
  n_longest_frames = 0;
  cpu_since = get_cpu_time ();
  __atomic_store_n (&busy_since, g_get_monotonic_time (), __ATOMIC_RELEASE);
}

/* Returns: the longest work in one go, without the time in which other programs had the processor
 */
double
stall_meter_get_longest_ms (void)
{
  end_of_work ();
  return (double) longest_work / 1000;
}

void
stall_meter_print (const char *what)
{
  end_of_work ();
  printf ("%s: the main loop worked %.1f ms in one go at most, %u times over budget; by the clock "
          "%.1f ms, %u times\n",
          what, (double) longest_work / 1000, n_work_over, (double) longest / 1000, n_over);
  fflush (stdout);
  if (n_work_over > 0 && n_longest_frames > 0)
    backtrace_symbols_fd (longest_frames, n_longest_frames, STDOUT_FILENO);
}
