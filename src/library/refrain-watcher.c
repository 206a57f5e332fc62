/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-watcher.h"

#include "refrain-clock.h"
#include "refrain-gateway-error.h"
#include "refrain-schedule.h"

#define MINUTE (60 * 1000)

/* A video comes some minutes after its song, if at all. */
#define VIDEO_PATIENCE (10 * MINUTE)
/* A task that has not ended in a day is asked for only when the user does. */
#define DEADLINE (24 * 60 * MINUTE)

/**
 * RefrainWatcher:
 *
 * Asks for tasks that have not ended, until they have. One timer for all: what is due is asked for
 * in one batch a gateway. With nothing to watch there is no timer.
 */
struct _RefrainWatcher
{
  GObject parent_instance;

  RefrainLibrary *library;   /* (owned) */
  GHashTable *watched;       /* (owned) (element-type RefrainTask Watch) */
  GCancellable *cancellable; /* (owned) */
  guint timer;
  guint look_source;
  gboolean started;
};

G_DEFINE_FINAL_TYPE (RefrainWatcher, refrain_watcher, G_TYPE_OBJECT)

typedef struct
{
  gint64 due; /* UTC ms; 0 while it is being asked for */
  guint n_failures;
} Watch;

/* One batch that is under way. It does not keep the watcher alive, whose end cancels it. */
typedef struct
{
  GWeakRef watcher;
  GPtrArray *tasks; /* (owned) (element-type RefrainTask) */
} Poll;

static void plan (RefrainWatcher *self);

static void
poll_free (Poll *poll)
{
  g_weak_ref_clear (&poll->watcher);
  g_ptr_array_unref (poll->tasks);
  g_free (poll);
}

static gint64
get_age (RefrainTask *task, gint64 now)
{
  const RefrainTaskRecord *record = refrain_task_get_record (task);
  gint64 since = record->facts->submitted_at != 0 ? record->facts->submitted_at : record->added_at;

  return MAX (0, now - since);
}

static void
schedule (RefrainTask *task, Watch *watch, gint64 retry_after)
{
  gint64 now = refrain_clock_now_ms ();

  watch->due = now
               + refrain_schedule_poll_delay (get_age (task, now), watch->n_failures, retry_after,
                                              g_random_double ());
}

static void
take_outcome (RefrainWatcher *self, Poll *poll, RefrainFetchOutcome *outcome, const GError *error)
{
  gint64 now = refrain_clock_now_ms ();

  for (guint i = 0; i < poll->tasks->len; i++)
    {
      RefrainTask *task = g_ptr_array_index (poll->tasks, i);
      Watch *watch = g_hash_table_lookup (self->watched, task);
      const GError *own = error;

      if (watch == NULL)
        continue;
      if (outcome != NULL)
        own = g_hash_table_lookup (outcome->errors, refrain_task_get_facts (task)->id);
      watch->n_failures = own != NULL ? watch->n_failures + 1 : 0;
      /* What is refused for good is not asked for again by itself. */
      if ((own != NULL && !refrain_gateway_error_is_passing (own))
          || refrain_watcher_is_settled (task, now))
        g_hash_table_remove (self->watched, task);
      else
        schedule (task, watch, own != NULL ? refrain_gateway_error_get_retry_after (own) : -1);
    }
}

static void
polled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Poll *poll = user_data;
  g_autoptr (RefrainWatcher) self = g_weak_ref_get (&poll->watcher);
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainFetchOutcome) outcome = refrain_library_fetch_finish (REFRAIN_LIBRARY (source),
                                                                          result, &error);

  if (self != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      take_outcome (self, poll, outcome, error);
      plan (self);
    }
  poll_free (poll);
}

static void
poll_source (RefrainWatcher *self, RefrainSource *source, gint64 now)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) id_list = NULL;
  Poll *poll = g_new0 (Poll, 1);
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_weak_ref_init (&poll->watcher, self);
  poll->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_iter_init (&iter, self->watched);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const RefrainTaskRecord *record = refrain_task_get_record (key);
      Watch *watch = value;

      if (watch->due == 0 || watch->due > now
          || record->gateway_row != refrain_source_get_row_id (source))
        continue;
      watch->due = 0;
      g_strv_builder_add (ids, record->facts->id);
      g_ptr_array_add (poll->tasks, g_object_ref (key));
    }

  id_list = g_strv_builder_end (ids);
  if (poll->tasks->len == 0)
    poll_free (poll);
  else
    refrain_library_fetch_async (self->library, source, (const char *const *) id_list,
                                 self->cancellable, polled_cb, poll);
}

static gboolean
due_cb (gpointer user_data)
{
  RefrainWatcher *self = user_data;
  GListModel *sources = refrain_library_get_sources (self->library);
  gint64 now = refrain_clock_now_ms ();

  self->timer = 0;
  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr (RefrainSource) source = g_list_model_get_item (sources, i);

      poll_source (self, source, now);
    }
  plan (self);
  return G_SOURCE_REMOVE;
}

/* Sets the timer to the task that is due first. */
static void
plan (RefrainWatcher *self)
{
  gint64 first = G_MAXINT64;
  gint64 now = refrain_clock_now_ms ();
  GHashTableIter iter;
  gpointer value;

  g_clear_handle_id (&self->timer, g_source_remove);
  g_hash_table_iter_init (&iter, self->watched);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Watch *watch = value;

      if (watch->due != 0)
        first = MIN (first, watch->due);
    }

  if (first != G_MAXINT64)
    self->timer = g_timeout_add ((guint) CLAMP (first - now, 10, G_MAXINT / 4), due_cb, self);
}

/* Takes up tasks that have not ended and drops those that have. */
static void
look (RefrainWatcher *self)
{
  GListModel *tasks = refrain_library_get_tasks (self->library);
  gint64 now = refrain_clock_now_ms ();

  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (RefrainTask) task = g_list_model_get_item (tasks, i);
      Watch *watch = g_hash_table_lookup (self->watched, task);
      gboolean wanted = !refrain_watcher_is_settled (task, now) && get_age (task, now) < DEADLINE;

      if (wanted && watch == NULL)
        {
          watch = g_new0 (Watch, 1);
          schedule (task, watch, -1);
          g_hash_table_insert (self->watched, g_object_ref (task), watch);
        }
      else if (!wanted && watch != NULL && watch->due != 0)
        g_hash_table_remove (self->watched, task);
    }
  plan (self);
}

static gboolean
look_cb (gpointer user_data)
{
  RefrainWatcher *self = user_data;

  self->look_source = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

static void
library_changed_cb (RefrainLibrary *library, gpointer user_data)
{
  RefrainWatcher *self = user_data;

  if (self->started)
    look (self);
}

/* The tasks that the library knew before, or some that were just opened. */
static void
tasks_changed_cb (GListModel *tasks, guint position, guint removed, guint added, gpointer user_data)
{
  RefrainWatcher *self = user_data;

  if (self->started && added > 0 && self->look_source == 0)
    self->look_source = g_idle_add (look_cb, self);
}

static void
refrain_watcher_dispose (GObject *object)
{
  RefrainWatcher *self = REFRAIN_WATCHER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->look_source, g_source_remove);
  g_hash_table_remove_all (self->watched);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (refrain_watcher_parent_class)->dispose (object);
}

static void
refrain_watcher_finalize (GObject *object)
{
  RefrainWatcher *self = REFRAIN_WATCHER (object);

  g_clear_pointer (&self->watched, g_hash_table_unref);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (refrain_watcher_parent_class)->finalize (object);
}

static void
refrain_watcher_class_init (RefrainWatcherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = refrain_watcher_dispose;
  object_class->finalize = refrain_watcher_finalize;
}

static void
refrain_watcher_init (RefrainWatcher *self)
{
  self->watched = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
  self->cancellable = g_cancellable_new ();
}

/**
 * refrain_watcher_new:
 * @library: the library
 *
 * Returns: (transfer full): a watcher that does nothing until it is started
 */
RefrainWatcher *
refrain_watcher_new (RefrainLibrary *library)
{
  RefrainWatcher *self = g_object_new (REFRAIN_TYPE_WATCHER, NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "changed", G_CALLBACK (library_changed_cb), self, 0);
  g_signal_connect_object (refrain_library_get_tasks (library), "items-changed",
                           G_CALLBACK (tasks_changed_cb), self, 0);
  return self;
}

/**
 * refrain_watcher_start:
 * @self: a watcher
 *
 * Takes up every task of the open library that has not ended.
 */
void
refrain_watcher_start (RefrainWatcher *self)
{
  g_return_if_fail (REFRAIN_IS_WATCHER (self));

  self->started = TRUE;
  look (self);
}

/**
 * refrain_watcher_poll_now:
 * @self: a watcher
 *
 * Asks for every watched task at once, since the user wants to know or the network is back.
 */
void
refrain_watcher_poll_now (RefrainWatcher *self)
{
  GHashTableIter iter;
  gpointer value;

  g_return_if_fail (REFRAIN_IS_WATCHER (self));

  g_hash_table_iter_init (&iter, self->watched);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Watch *watch = value;

      if (watch->due != 0)
        watch->due = 1;
    }
  plan (self);
}

/**
 * refrain_watcher_get_n_watched:
 * @self: a watcher
 *
 * Returns: how many tasks are watched
 */
guint
refrain_watcher_get_n_watched (RefrainWatcher *self)
{
  g_return_val_if_fail (REFRAIN_IS_WATCHER (self), 0);

  return g_hash_table_size (self->watched);
}

/**
 * refrain_watcher_is_settled:
 * @task: a task
 * @now: UTC milliseconds
 *
 * Returns: whether asking again can hardly bring anything new: the task and its clips have ended,
 *   and videos have had their time to come
 */
gboolean
refrain_watcher_is_settled (RefrainTask *task, gint64 now)
{
  const RefrainTaskFacts *facts = refrain_task_get_facts (task);
  GListModel *clips = refrain_task_get_clips (task);
  gboolean video_may_come = facts->finished_at != 0 && now - facts->finished_at < VIDEO_PATIENCE;

  if (facts->state == REFRAIN_TASK_STATE_FAILED)
    return TRUE;
  if (facts->state != REFRAIN_TASK_STATE_COMPLETE)
    return FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (clips); i++)
    {
      g_autoptr (RefrainClip) clip = g_list_model_get_item (clips, i);
      const RefrainClipFacts *take = refrain_clip_get_facts (clip);

      if (take == NULL)
        continue;
      if (!refrain_clip_state_is_terminal (take->state)
          || (video_may_come && take->state == REFRAIN_CLIP_STATE_COMPLETE
              && take->video_url == NULL))
        return FALSE;
    }

  return TRUE;
}
