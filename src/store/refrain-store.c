/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-store.h"

#include "refrain-migrations.h"
#include "refrain-store-error.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/**
 * RefrainStore:
 *
 * The library's database and the one thread that touches it. Jobs are run in the order in which
 * they come; results arrive in the caller's main context. What was asked for before the store goes
 * away is still done.
 */
struct _RefrainStore
{
  GObject parent_instance;

  GThread *thread;   /* (owned) */
  GAsyncQueue *jobs; /* (owned) (element-type Job) */
};

G_DEFINE_FINAL_TYPE (RefrainStore, refrain_store, G_TYPE_OBJECT)

typedef struct
{
  GTask *task; /* (owned) (nullable): %NULL ends the thread */
  RefrainStoreFunc func;
  gpointer data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;
} Job;

/* What the thread owns. Nothing of it is the store's: the store may go while jobs are left. */
typedef struct
{
  GAsyncQueue *jobs;
  char *path;
  RefrainConnection *connection; /* (nullable): %NULL until it could be opened */
} Worker;

/* A database of a newer version is opened for reading, so that nothing of it is lost. */
static RefrainConnection *
open_database (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (RefrainConnection) connection = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, REFRAIN_STORE_ERROR, REFRAIN_STORE_ERROR_CANNOT_OPEN,
                   _ ("The library’s folder %s cannot be made."), folder);
      return NULL;
    }

  connection = refrain_connection_open (path, FALSE, error);
  if (connection == NULL)
    return NULL;
  if (!refrain_migrations_apply (connection, error))
    return NULL;
  /* Asked last: a newer program may be starting at the same time. */
  if (refrain_migrations_is_too_new (connection))
    {
      g_clear_pointer (&connection, refrain_connection_close);
      return refrain_connection_open (path, TRUE, error);
    }

  return g_steal_pointer (&connection);
}

static void
job_free (Job *job)
{
  if (job->data_free != NULL && job->data != NULL)
    job->data_free (job->data);
  g_clear_object (&job->task);
  g_free (job);
}

static void
run_job (Worker *worker, Job *job)
{
  GError *error = NULL;
  gpointer result = NULL;

  if (worker->connection == NULL)
    worker->connection = open_database (worker->path, &error);
  if (worker->connection != NULL)
    result = job->func (worker->connection, job->data, &error);

  if (error != NULL)
    g_task_return_error (job->task, error);
  else
    g_task_return_pointer (job->task, result, job->result_free);
}

static gpointer
work (gpointer data)
{
  Worker *worker = data;
  gboolean last = FALSE;

  while (!last)
    {
      Job *job = g_async_queue_pop (worker->jobs);

      last = job->task == NULL;
      if (!last)
        run_job (worker, job);
      job_free (job);
    }

  g_clear_pointer (&worker->connection, refrain_connection_close);
  g_async_queue_unref (worker->jobs);
  g_free (worker->path);
  g_free (worker);
  return NULL;
}

static gpointer
get_read_only (RefrainConnection *connection, gpointer data, GError **error)
{
  return GINT_TO_POINTER (refrain_connection_is_read_only (connection));
}

static void
refrain_store_finalize (GObject *object)
{
  RefrainStore *self = REFRAIN_STORE (object);

  g_async_queue_push (self->jobs, g_new0 (Job, 1));
  /* The last reference may have been that of a job, dropped by the thread itself. */
  if (g_thread_self () == self->thread)
    g_thread_unref (self->thread);
  else
    g_thread_join (self->thread);
  g_async_queue_unref (self->jobs);

  G_OBJECT_CLASS (refrain_store_parent_class)->finalize (object);
}

static void
refrain_store_class_init (RefrainStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = refrain_store_finalize;
}

static void
refrain_store_init (RefrainStore *self)
{
  self->jobs = g_async_queue_new ();
}

/**
 * refrain_store_new:
 * @path: the database's file
 *
 * Returns: (transfer full): a store; the first job opens the file, and makes it when missing
 */
RefrainStore *
refrain_store_new (const char *path)
{
  RefrainStore *self = g_object_new (REFRAIN_TYPE_STORE, NULL);
  Worker *worker = g_new0 (Worker, 1);

  worker->jobs = g_async_queue_ref (self->jobs);
  worker->path = g_strdup (path);
  self->thread = g_thread_new ("refrain-store", work, worker);
  return self;
}

/**
 * refrain_store_open_async:
 * @self: a store
 * @cancellable: (nullable): to drop the outcome
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Opens the database and brings its schema up to date.
 */
void
refrain_store_open_async (RefrainStore *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  refrain_store_run_async (self, get_read_only, NULL, NULL, NULL, cancellable, callback, user_data);
}

/**
 * refrain_store_open_finish:
 * @self: a store
 * @result: the outcome
 * @read_only: (out): whether a newer program wrote the database, so that nothing can be changed
 * @error: return location for a %REFRAIN_STORE_ERROR
 *
 * Returns: whether the database is open
 */
gboolean
refrain_store_open_finish (RefrainStore *self,
                           GAsyncResult *result,
                           gboolean *read_only,
                           GError **error)
{
  GError *local_error = NULL;
  gpointer value = refrain_store_run_finish (self, result, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  *read_only = GPOINTER_TO_INT (value);
  return TRUE;
}

/**
 * refrain_store_run_async:
 * @self: a store
 * @func: the job
 * @data: (transfer full) (nullable): the job's own data
 * @data_free: (nullable): frees @data
 * @result_free: (nullable): frees the job's result when nobody takes it
 * @cancellable: (nullable): to drop the outcome; a job that has begun is still done
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Runs a job in the store's thread, after all that were given before it.
 */
void
refrain_store_run_async (RefrainStore *self,
                         RefrainStoreFunc func,
                         gpointer data,
                         GDestroyNotify data_free,
                         GDestroyNotify result_free,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  g_return_if_fail (REFRAIN_IS_STORE (self));

  job->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, refrain_store_run_async);
  job->func = func;
  job->data = data;
  job->data_free = data_free;
  job->result_free = result_free;
  g_async_queue_push (self->jobs, job);
}

/**
 * refrain_store_run_finish:
 * @self: a store
 * @result: the outcome
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what the job returned
 */
gpointer
refrain_store_run_finish (RefrainStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_store_run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Somebody who waits for the thread. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean reached;
} Barrier;

static gpointer
do_nothing (RefrainConnection *connection, gpointer data, GError **error)
{
  return NULL;
}

/* The end of a job comes whether it could be done or not. */
static void
reach_barrier (gpointer data)
{
  Barrier *barrier = data;

  g_mutex_lock (&barrier->mutex);
  barrier->reached = TRUE;
  g_cond_signal (&barrier->cond);
  g_mutex_unlock (&barrier->mutex);
}

/**
 * refrain_store_flush:
 * @self: a store
 *
 * Waits until everything that was asked for so far is done, on the disk. Only for the end of a
 * program: it holds up its caller.
 */
void
refrain_store_flush (RefrainStore *self)
{
  Barrier barrier = { .reached = FALSE };

  g_return_if_fail (REFRAIN_IS_STORE (self));

  g_mutex_init (&barrier.mutex);
  g_cond_init (&barrier.cond);
  refrain_store_run_async (self, do_nothing, &barrier, reach_barrier, NULL, NULL, NULL, NULL);
  g_mutex_lock (&barrier.mutex);
  while (!barrier.reached)
    g_cond_wait (&barrier.cond, &barrier.mutex);
  g_mutex_unlock (&barrier.mutex);
  g_mutex_clear (&barrier.mutex);
  g_cond_clear (&barrier.cond);
}
