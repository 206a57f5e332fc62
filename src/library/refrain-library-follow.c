/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-library-private.h"

#include "refrain-clock.h"
#include "refrain-store-tasks.h"

/* Other programs work on the same library: what they write is shown soon after. The kernel tells of
 * writes, so that nothing is asked of a database that nobody touches. */

#define FOLLOW_MILLISECONDS 150
/* Clocks of one machine, but a transaction may take a while between its time and its end. */
#define OVERLAP_MILLISECONDS 5000

typedef struct
{
  gint64 data_version;
  gint64 since;
  GPtrArray *tasks; /* (owned) (nullable): %NULL when nobody else has written */
} News;

static void
news_free (gpointer data)
{
  News *news = data;

  g_clear_pointer (&news->tasks, g_ptr_array_unref);
  g_free (news);
}

static gpointer
look_job (RefrainConnection *connection, gpointer data, GError **error)
{
  const News *known = data;
  News *news = g_new0 (News, 1);
  GError *own_error = NULL;

  /* Our own writes leave it alone. */
  news->data_version = refrain_connection_query_int (connection, "PRAGMA data_version", &own_error);
  if (own_error == NULL && known->data_version != 0 && news->data_version != known->data_version)
    news->tasks = refrain_store_tasks_list_since (connection, known->since, &own_error);
  if (own_error == NULL)
    return news;

  news_free (news);
  g_propagate_error (error, own_error);
  return NULL;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainLibrary) self = user_data;
  g_autoptr (GError) error = NULL;
  News *news = refrain_store_run_finish (REFRAIN_STORE (source), result, &error);

  if (news == NULL)
    return;

  self->data_version = news->data_version;
  if (news->tasks != NULL)
    {
      self->followed_ms = refrain_clock_now_ms () - OVERLAP_MILLISECONDS;
      refrain_library_merge_tasks (self, news->tasks, NULL);
      refrain_library_queue_changed (self);
    }
  news_free (news);
}

static void
look (RefrainLibrary *self)
{
  News *known = g_new0 (News, 1);

  known->data_version = self->data_version;
  known->since = self->followed_ms;
  refrain_store_run_async (self->store, look_job, known, news_free, news_free, self->cancellable,
                           looked_cb, g_object_ref (self));
}

static gboolean
look_cb (gpointer user_data)
{
  RefrainLibrary *self = user_data;

  self->follow_source = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

static void
database_written_cb (
    GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer user_data)
{
  RefrainLibrary *self = user_data;

  if (self->follow_source == 0)
    self->follow_source = g_timeout_add (FOLLOW_MILLISECONDS, look_cb, self);
}

/**
 * refrain_library_follow:
 * @self: an open library
 * @database: the file of its store
 *
 * Shows what other programs write to the same library, within a second.
 */
void
refrain_library_follow (RefrainLibrary *self, const char *database)
{
  g_autofree char *log = g_strconcat (database, "-wal", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (log);

  g_return_if_fail (REFRAIN_IS_LIBRARY (self));

  if (self->monitor != NULL)
    return;

  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, self->cancellable, NULL);
  if (self->monitor == NULL)
    return;

  g_file_monitor_set_rate_limit (self->monitor, FOLLOW_MILLISECONDS);
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (database_written_cb), self, 0);
  self->followed_ms = refrain_clock_now_ms () - OVERLAP_MILLISECONDS;
  look (self);
}
