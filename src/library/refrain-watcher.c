/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-watcher-private.h"

#include "refrain-clock.h"
#include "refrain-store-ledger.h"
#include "refrain-watch-rules.h"

/* A timer that is set far ahead is set anew now and then. */
#define TIMER_MAX_MS (10 * 60 * 1000)

/**
 * RefrainWatcher:
 *
 * Asks for tasks that have not ended, until they have. One timer for all: what is due is asked for
 * in one batch a gateway. With nothing to watch there is no timer.
 */
G_DEFINE_FINAL_TYPE (RefrainWatcher, refrain_watcher, G_TYPE_OBJECT)

typedef enum
{
  PROP_N_WATCHED = 1,
} RefrainWatcherProperty;

static GParamSpec *properties[PROP_N_WATCHED + 1];

enum
{
  SIGNAL_TASK_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
has_source (RefrainWatcher *self, RefrainTask *task)
{
  g_autoptr (RefrainSource) source = refrain_library_find_source_by_row (
      self->library, refrain_task_get_record (task)->gateway_row);

  return source != NULL;
}

static gpointer
set_watch_job (RefrainConnection *connection, gpointer data, GError **error)
{
  const RefrainTaskRecord *wanted = data;

  return refrain_store_ledger_set_watch (connection, wanted->row_id, wanted->watch, error);
}

static void
watch_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainLibrary) library = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainTaskRecord) record = refrain_store_run_finish (REFRAIN_STORE (source), result,
                                                                   &error);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  if (record == NULL)
    {
      g_warning ("It could not be written down whether a task is watched: %s", error->message);
      return;
    }
  g_ptr_array_add (records, record);
  refrain_library_merge_tasks (library, records, NULL);
  refrain_library_queue_changed (library);
}

static void
set_watch (RefrainWatcher *self, RefrainTask *task, RefrainWatchState watch)
{
  RefrainTaskRecord *wanted = refrain_task_record_copy_without_clips (
      refrain_task_get_record (task));

  wanted->watch = watch;
  refrain_store_run_async (refrain_library_get_store (self->library), set_watch_job, wanted,
                           (GDestroyNotify) refrain_task_record_free,
                           (GDestroyNotify) refrain_task_record_free, NULL, watch_set_cb,
                           g_object_ref (self->library));
}

/* Says once that a task has ended which was seen not to have. */
static void
tell_end (RefrainWatcher *self, RefrainTask *task, RefrainWatch *watch)
{
  if (watch->ended || !refrain_task_state_is_terminal (refrain_task_get_facts (task)->state))
    return;

  watch->ended = TRUE;
  g_signal_emit (self, signals[SIGNAL_TASK_ENDED], 0, task);
}

static RefrainWatch *
add_watch (RefrainWatcher *self, RefrainTask *task)
{
  RefrainWatch *watch = g_new0 (RefrainWatch, 1);

  watch->gateway_row = refrain_task_get_record (task)->gateway_row;
  watch->ended = refrain_task_state_is_terminal (refrain_task_get_facts (task)->state);
  g_hash_table_insert (self->watched, g_object_ref (task), watch);
  return watch;
}

/* Private to the layer: takes up a task that has not ended, drops one that has. */
void
refrain_watcher_look_at (RefrainWatcher *self, RefrainTask *task)
{
  gint64 now = refrain_clock_now_ms ();
  RefrainWatch *watch = g_hash_table_lookup (self->watched, task);
  gboolean wanted = refrain_watch_rules_may_ask (task) && has_source (self, task)
                    && !refrain_watch_rules_is_settled (task, now);

  if (watch != NULL)
    tell_end (self, task, watch);
  if (wanted && refrain_watch_rules_is_past_deadline (task, now))
    {
      set_watch (self, task, REFRAIN_WATCH_EXPIRED);
      wanted = FALSE;
    }
  if (wanted && watch == NULL)
    {
      watch = add_watch (self, task);
      refrain_watcher_schedule (task, watch, -1);
    }
  else if (!wanted && watch != NULL)
    g_hash_table_remove (self->watched, task);
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

      refrain_watcher_poll_source (self, source, now);
    }
  refrain_watcher_plan (self);
  return G_SOURCE_REMOVE;
}

/* When the first task may be asked for: when it is due and its gateway can be asked. G_MAXINT64
 * when something else has to happen first. Looks through all of them, so it looks at little of
 * each. */
static gint64
find_first (RefrainWatcher *self, gint64 now)
{
  gint64 first = G_MAXINT64;
  gint64 row = 0;
  gint64 free_at = 0;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->watched);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const RefrainWatch *watch = value;

      if (watch->due == 0 || watch->due >= first)
        continue;
      if (watch->gateway_row != row)
        {
          const RefrainWatchLine *line = g_hash_table_lookup (self->lines, &watch->gateway_row);

          row = watch->gateway_row;
          free_at = line != NULL ? refrain_watch_line_free_at (line, now) : 0;
        }
      first = MIN (first, MAX (refrain_watch_line_ignore_jump (watch->due, now), free_at));
    }

  return first;
}

static void
tell_count (RefrainWatcher *self)
{
  guint n_watched = g_hash_table_size (self->watched);

  if (self->told == n_watched)
    return;

  self->told = n_watched;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_WATCHED]);
}

/* Private to the layer: sets the timer to the task that can be asked for first. */
void
refrain_watcher_plan (RefrainWatcher *self)
{
  gint64 now = refrain_clock_now_ms ();
  gint64 first;

  tell_count (self);
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->paused || !self->started)
    return;

  first = find_first (self, now);
  if (first != G_MAXINT64)
    self->timer = g_timeout_add ((guint) CLAMP (first - now, 10, TIMER_MAX_MS), due_cb, self);
}

static void
task_changed_cb (RefrainLibrary *library, RefrainTask *task, gpointer user_data)
{
  RefrainWatcher *self = user_data;
  guint n_before = g_hash_table_size (self->watched);

  if (!self->started)
    return;

  refrain_watcher_look_at (self, task);
  if (g_hash_table_size (self->watched) > n_before)
    refrain_watcher_plan (self);
  tell_count (self);
}

static void
look_at_all (RefrainWatcher *self, GListModel *tasks, guint first, guint n_tasks)
{
  for (guint i = first; i < first + n_tasks; i++)
    {
      g_autoptr (RefrainTask) task = g_list_model_get_item (tasks, i);

      refrain_watcher_look_at (self, task);
    }
  refrain_watcher_plan (self);
}

/* A gateway has another key or address: what it refused to tell it may tell now. */
static void
sources_changed_cb (
    GListModel *sources, guint position, guint removed, guint added, gpointer user_data)
{
  RefrainWatcher *self = user_data;
  GListModel *tasks = refrain_library_get_tasks (self->library);

  if (self->started && added > 0)
    look_at_all (self, tasks, 0, g_list_model_get_n_items (tasks));
}

/* The tasks that the library knew before, or one that the user brought back. */
static void
tasks_changed_cb (GListModel *tasks, guint position, guint removed, guint added, gpointer user_data)
{
  RefrainWatcher *self = user_data;

  if (self->started && added > 0)
    look_at_all (self, tasks, position, added);
}

/* The ledger made one task of two. */
static void
task_removed_cb (RefrainLibrary *library, RefrainTask *task, gpointer user_data)
{
  RefrainWatcher *self = user_data;

  if (g_hash_table_remove (self->watched, task))
    refrain_watcher_plan (self);
}

static void
network_changed_cb (GNetworkMonitor *monitor, gboolean available, gpointer user_data)
{
  if (available)
    refrain_watcher_poll_now (user_data);
}

static void
refrain_watcher_dispose (GObject *object)
{
  RefrainWatcher *self = REFRAIN_WATCHER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_hash_table_remove_all (self->watched);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (refrain_watcher_parent_class)->dispose (object);
}

static void
refrain_watcher_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((RefrainWatcherProperty) prop_id)
    {
    case PROP_N_WATCHED:
      g_value_set_uint (value, refrain_watcher_get_n_watched (REFRAIN_WATCHER (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
refrain_watcher_finalize (GObject *object)
{
  RefrainWatcher *self = REFRAIN_WATCHER (object);

  g_clear_pointer (&self->watched, g_hash_table_unref);
  g_clear_pointer (&self->lines, g_hash_table_unref);
  g_clear_object (&self->network);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (refrain_watcher_parent_class)->finalize (object);
}

static void
refrain_watcher_class_init (RefrainWatcherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = refrain_watcher_dispose;
  object_class->finalize = refrain_watcher_finalize;
  object_class->get_property = refrain_watcher_get_property;

  properties[PROP_N_WATCHED] = g_param_spec_uint ("n-watched", NULL, NULL, 0, G_MAXUINT, 0,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                      | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * RefrainWatcher::task-ended:
   * @self: a watcher
   * @task: the task
   *
   * A task that was watched is complete or has failed. Comes once a task.
   */
  signals[SIGNAL_TASK_ENDED] = g_signal_new ("task-ended", REFRAIN_TYPE_WATCHER, G_SIGNAL_RUN_LAST,
                                             0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                             REFRAIN_TYPE_TASK);
}

static void
refrain_watcher_init (RefrainWatcher *self)
{
  self->watched = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
  self->lines = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->network = g_object_ref (g_network_monitor_get_default ());
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
  g_signal_connect_object (library, "task-changed", G_CALLBACK (task_changed_cb), self, 0);
  g_signal_connect_object (library, "task-removed", G_CALLBACK (task_removed_cb), self, 0);
  g_signal_connect_object (refrain_library_get_tasks (library), "items-changed",
                           G_CALLBACK (tasks_changed_cb), self, 0);
  g_signal_connect_object (refrain_library_get_sources (library), "items-changed",
                           G_CALLBACK (sources_changed_cb), self, 0);
  g_signal_connect_object (self->network, "network-changed", G_CALLBACK (network_changed_cb), self,
                           0);
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
  GListModel *tasks;

  g_return_if_fail (REFRAIN_IS_WATCHER (self));

  self->started = TRUE;
  tasks = refrain_library_get_tasks (self->library);
  look_at_all (self, tasks, 0, g_list_model_get_n_items (tasks));
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
  gint64 now = refrain_clock_now_ms ();
  GHashTableIter iter;
  gpointer value;

  g_return_if_fail (REFRAIN_IS_WATCHER (self));

  g_hash_table_iter_init (&iter, self->watched);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      RefrainWatch *watch = value;

      /* Those that wait already stay in front, however often this is called. */
      watch->due = MIN (watch->due, now);
    }
  g_hash_table_iter_init (&iter, self->lines);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    refrain_watch_line_reset (value);
  refrain_watcher_plan (self);
}

/**
 * refrain_watcher_set_paused:
 * @self: a watcher
 * @paused: whether to ask for nothing, since the computer goes to sleep
 *
 * When it goes on it asks for what became due meanwhile.
 */
void
refrain_watcher_set_paused (RefrainWatcher *self, gboolean paused)
{
  g_return_if_fail (REFRAIN_IS_WATCHER (self));

  if (self->paused == !!paused)
    return;

  self->paused = !!paused;
  refrain_watcher_plan (self);
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
 * refrain_watcher_is_watching:
 * @self: a watcher
 * @task: a task
 *
 * Returns: whether the task is asked for by itself
 */
gboolean
refrain_watcher_is_watching (RefrainWatcher *self, RefrainTask *task)
{
  g_return_val_if_fail (REFRAIN_IS_WATCHER (self), FALSE);

  return g_hash_table_contains (self->watched, task);
}

/**
 * refrain_watcher_stop_task:
 * @self: a watcher
 * @task: a task
 *
 * Asks for it no longer. The gateway goes on making it; nothing can call that back.
 */
void
refrain_watcher_stop_task (RefrainWatcher *self, RefrainTask *task)
{
  g_return_if_fail (REFRAIN_IS_WATCHER (self));

  g_hash_table_remove (self->watched, task);
  set_watch (self, task, REFRAIN_WATCH_STOPPED);
  refrain_watcher_plan (self);
}

/**
 * refrain_watcher_resume_task:
 * @self: a watcher
 * @task: a task
 *
 * Asks for it again by itself, with a new deadline, and at once.
 */
void
refrain_watcher_resume_task (RefrainWatcher *self, RefrainTask *task)
{
  RefrainWatch *watch;

  g_return_if_fail (REFRAIN_IS_WATCHER (self));

  set_watch (self, task, REFRAIN_WATCH_AUTO);
  watch = g_hash_table_lookup (self->watched, task);
  if (watch == NULL && refrain_task_get_facts (task)->id != NULL && has_source (self, task))
    watch = add_watch (self, task);
  if (watch != NULL)
    watch->due = 1;
  refrain_watcher_plan (self);
}
