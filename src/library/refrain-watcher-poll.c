/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-watcher-private.h"

#include "refrain-clock.h"
#include "refrain-gateway-error.h"
#include "refrain-schedule.h"
#include "refrain-watch-rules.h"

/* How a watcher asks one gateway. */

#define SECOND 1000

/* However many tasks there are, a gateway is asked no more than this often: each call is followed
 * by a pause. So many tasks that one call cannot ask for all wait longer, those that are due first.
 */
#define PAUSE_PER_CALL SECOND
#define TASKS_PER_BATCH 50
#define TASKS_PER_ROUND 4
#define TASKS_PER_TRIAL 1

/* One batch that is under way. It does not keep the watcher alive, whose end cancels it. */
typedef struct
{
  GWeakRef watcher;
  gint64 gateway_row;
  GPtrArray *tasks; /* (owned) (element-type RefrainTask) */
} Poll;

static void
poll_free (Poll *poll)
{
  g_weak_ref_clear (&poll->watcher);
  g_ptr_array_unref (poll->tasks);
  g_free (poll);
}

static RefrainWatchLine *
get_line (RefrainWatcher *self, gint64 gateway_row)
{
  RefrainWatchLine *line = g_hash_table_lookup (self->lines, &gateway_row);

  if (line == NULL)
    {
      line = g_new0 (RefrainWatchLine, 1);
      g_hash_table_insert (self->lines, g_memdup2 (&gateway_row, sizeof gateway_row), line);
    }
  return line;
}

/* Private to the layer: when the task is asked for next. */
void
refrain_watcher_schedule (RefrainTask *task, RefrainWatch *watch, gint64 retry_after)
{
  gint64 now = refrain_clock_now_ms ();

  watch->due = now
               + refrain_schedule_poll_delay (refrain_watch_rules_get_age (task, now),
                                              watch->n_failures, retry_after, g_random_double ());
}

static void
take_outcome (RefrainWatcher *self, Poll *poll, RefrainFetchOutcome *outcome, const GError *error)
{
  gint64 now = refrain_clock_now_ms ();

  for (guint i = 0; i < poll->tasks->len; i++)
    {
      RefrainTask *task = g_ptr_array_index (poll->tasks, i);
      RefrainWatch *watch = g_hash_table_lookup (self->watched, task);
      const GError *own = error;

      if (watch == NULL)
        continue;
      if (outcome != NULL)
        own = g_hash_table_lookup (outcome->errors, refrain_task_get_facts (task)->id);
      watch->n_failures = own != NULL ? watch->n_failures + 1 : 0;
      refrain_task_set_poll_error (task, own);
      /* A key that is refused is not sent again and again. From other errors nothing is concluded,
       * not even that the gateway knows no such task: it is asked less and less often, until the
       * deadline. */
      if (refrain_watch_rules_is_settled (task, now)
          || g_error_matches (own, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_AUTH))
        g_hash_table_remove (self->watched, task);
      else
        {
          refrain_watcher_schedule (task, watch,
                                    own != NULL ? refrain_gateway_error_get_retry_after (own) : -1);
          refrain_watcher_look_at (self, task);
        }
    }
}

/* A gateway of which it is not known yet whether it answers batches may have to be asked for each.
 */
static guint
count_calls (RefrainSource *source, guint n_tasks)
{
  RefrainBatchSupport batch = refrain_gateway_get_batch (refrain_source_get_gateway (source));

  return batch == REFRAIN_BATCH_YES ? 1 : n_tasks;
}

static void
polled_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Poll *poll = user_data;
  g_autoptr (RefrainWatcher) self = g_weak_ref_get (&poll->watcher);
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainFetchOutcome) outcome = refrain_library_fetch_finish (REFRAIN_LIBRARY (object),
                                                                          result, &error);

  /* Somebody else's "cancelled", as of a question for the keyring's password, is a failure. */
  if (self != NULL && !g_cancellable_is_cancelled (self->cancellable))
    {
      g_autoptr (RefrainSource) source = refrain_library_find_source_by_row (self->library,
                                                                             poll->gateway_row);
      RefrainWatchLine *line = get_line (self, poll->gateway_row);
      guint n_calls = source != NULL ? count_calls (source, poll->tasks->len) : 1;

      line->free_at = refrain_clock_now_ms () + (gint64) n_calls * PAUSE_PER_CALL;
      refrain_watch_line_judge (line, poll->tasks, outcome, error);
      take_outcome (self, poll, outcome, error);
      refrain_watcher_plan (self);
    }
  poll_free (poll);
}

typedef struct
{
  gint64 due;
  RefrainTask *task;
} Due;

/* Puts one into its place among the first so many. */
static void
insert_due (GArray *first, guint limit, const Due *due)
{
  guint i = first->len;

  while (i > 0 && g_array_index (first, Due, i - 1).due > due->due)
    i--;
  if (i == limit)
    return;

  g_array_insert_val (first, i, *due);
  if (first->len > limit)
    g_array_set_size (first, limit);
}

/* The tasks of a gateway that are due, those that have waited longest first, @limit at most. There
 * may be very many of them: all are looked at once, and none is sorted that is not taken. */
static GPtrArray *
find_due (RefrainWatcher *self, RefrainSource *source, gint64 now, guint limit)
{
  GPtrArray *tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (Due));
  gint64 row = refrain_source_get_row_id (source);
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, self->watched);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const RefrainWatch *watch = value;
      Due due = { watch->due, key };

      if (due.due == 0 || refrain_watch_line_ignore_jump (due.due, now) > now
          || watch->gateway_row != row
          || (first->len == limit && g_array_index (first, Due, limit - 1).due <= due.due))
        continue;
      insert_due (first, limit, &due);
    }
  for (guint i = 0; i < first->len; i++)
    g_ptr_array_add (tasks, g_object_ref (g_array_index (first, Due, i).task));
  return tasks;
}

/* Private to the layer: asks a gateway for what is due, if it can be asked now. */
void
refrain_watcher_poll_source (RefrainWatcher *self, RefrainSource *source, gint64 now)
{
  gint64 row = refrain_source_get_row_id (source);
  RefrainWatchLine *line = get_line (self, row);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) id_list = NULL;
  g_autoptr (GPtrArray) due = NULL;
  guint limit;
  Poll *poll;

  line->cut_off = refrain_watch_line_needs_network (source)
                  && !g_network_monitor_get_network_available (self->network);
  if (refrain_watch_line_free_at (line, now) > now)
    return;

  limit = count_calls (source, 2) == 1 ? TASKS_PER_BATCH : TASKS_PER_ROUND;
  if (refrain_breaker_is_trying (&line->breaker, now))
    limit = TASKS_PER_TRIAL;
  due = find_due (self, source, now, limit);
  if (due->len == 0)
    return;

  for (guint i = 0; i < due->len; i++)
    {
      RefrainTask *task = g_ptr_array_index (due, i);

      ((RefrainWatch *) g_hash_table_lookup (self->watched, task))->due = 0;
      g_strv_builder_add (ids, refrain_task_get_facts (task)->id);
    }

  poll = g_new0 (Poll, 1);
  g_weak_ref_init (&poll->watcher, self);
  poll->gateway_row = row;
  poll->tasks = g_steal_pointer (&due);
  line->free_at = G_MAXINT64;
  id_list = g_strv_builder_end (ids);
  refrain_library_fetch_async (self->library, source, (const char *const *) id_list,
                               self->cancellable, polled_cb, poll);
}
