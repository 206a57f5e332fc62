/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-cli-load.h"

#include "refrain-cli-error.h"
#include "refrain-store-tasks.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Reading the library, in the store's thread. */

/* So many clips are in memory at once when all are looked through. */
#define CHUNK 500

/* By the gateway's id, else by its row: a task has a row before it has an id. */
static gpointer
find_task_job (RefrainConnection *connection, gpointer data, GError **error)
{
  GError *own_error = NULL;
  RefrainTaskRecord *task = refrain_store_tasks_find (connection, data, &own_error);
  gint64 row = refrain_cli_load_parse_row (data);

  if (own_error != NULL)
    g_propagate_error (error, own_error);
  else if (task == NULL && row != 0)
    task = refrain_store_tasks_get (connection, row, error);

  return task;
}

static gpointer
raw_job (RefrainConnection *connection, gpointer data, GError **error)
{
  return refrain_store_tasks_get_raw (connection, *(gint64 *) data, error);
}

static const RefrainClipRecord *
find_row (GPtrArray *records, gint64 row)
{
  for (guint i = 0; i < records->len; i++)
    {
      const RefrainClipRecord *record = g_ptr_array_index (records, i);

      if (record->row_id == row)
        return record;
    }

  return NULL;
}

/* In the order of the rows, which the store does not promise. */
static gpointer
load_clips_job (RefrainConnection *connection, gpointer data, GError **error)
{
  const GArray *rows = data;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (
      (GDestroyNotify) refrain_clip_record_free);

  for (guint start = 0; start < rows->len; start += CHUNK)
    {
      const gint64 *first = &g_array_index (rows, gint64, start);
      guint n = MIN (CHUNK, rows->len - start);
      g_autoptr (GPtrArray) chunk = refrain_store_clips_load (connection, first, n, error);

      if (chunk == NULL)
        return NULL;
      for (guint i = 0; i < n; i++)
        {
          const RefrainClipRecord *record = find_row (chunk, first[i]);

          if (record != NULL)
            g_ptr_array_add (list, refrain_clip_record_copy (record));
        }
    }

  return g_steal_pointer (&list);
}

static gpointer
find_clips_job (RefrainConnection *connection, gpointer data, GError **error)
{
  g_autoptr (GArray) rows = refrain_store_clips_find (connection, data, error);

  return rows != NULL ? load_clips_job (connection, rows, error) : NULL;
}

/**
 * refrain_cli_load_parse_row:
 * @id: what was typed for a task
 *
 * Returns: the row when @id is like task:12, else 0
 */
gint64
refrain_cli_load_parse_row (const char *id)
{
  guint64 row;

  return g_str_has_prefix (id, REFRAIN_CLI_ROW)
                 && g_ascii_string_to_unsigned (id + strlen (REFRAIN_CLI_ROW), 10, 1, G_MAXINT64,
                                                &row, NULL)
             ? (gint64) row
             : 0;
}

/**
 * refrain_cli_load_name_row:
 * @row: a task's row
 *
 * Returns: (transfer full): what names it on the command line
 */
char *
refrain_cli_load_name_row (gint64 row)
{
  return g_strdup_printf (REFRAIN_CLI_ROW "%" G_GINT64_FORMAT, row);
}

static gpointer
unsure_job (RefrainConnection *connection, gpointer data, GError **error)
{
  return refrain_store_tasks_list_unsure (connection, error);
}

/**
 * refrain_cli_load_unsure:
 * @session: a session
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type RefrainTaskRecord): the tasks that may have
 *   been accepted
 */
GPtrArray *
refrain_cli_load_unsure (RefrainCliSession *session, GError **error)
{
  return refrain_cli_session_run (session, unsure_job, NULL, (GDestroyNotify) g_ptr_array_unref,
                                  error);
}

/**
 * refrain_cli_load_task:
 * @session: a session
 * @task_id: a gateway's id of a task, or its row in the library as task:12
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the task; %NULL without an error when there is none
 */
RefrainTaskRecord *
refrain_cli_load_task (RefrainCliSession *session, const char *task_id, GError **error)
{
  return refrain_cli_session_run (session, find_task_job, (gpointer) task_id,
                                  (GDestroyNotify) refrain_task_record_free, error);
}

/**
 * refrain_cli_load_raw:
 * @session: a session
 * @task_row: a task's row
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the gateway's last answer; %NULL without an error when none
 *   is kept
 */
char *
refrain_cli_load_raw (RefrainCliSession *session, gint64 task_row, GError **error)
{
  return refrain_cli_session_run (session, raw_job, &task_row, g_free, error);
}

/**
 * refrain_cli_load_clips:
 * @session: a session
 * @rows: (element-type gint64): clips' rows
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type RefrainClipRecord): the clips, in that order
 */
GPtrArray *
refrain_cli_load_clips (RefrainCliSession *session, GArray *rows, GError **error)
{
  return refrain_cli_session_run (session, load_clips_job, rows, (GDestroyNotify) g_ptr_array_unref,
                                  error);
}

/**
 * refrain_cli_load_find_clip:
 * @session: a session
 * @clip_id: a clip's id or the beginning of one
 * @gateway: (nullable): the name of its gateway
 * @error: return location for a %REFRAIN_CLI_ERROR
 *
 * Returns: the row of the one clip that is meant, 0 when there is none or more than one
 */
gint64
refrain_cli_load_find_clip (RefrainCliSession *session,
                            const char *clip_id,
                            const char *gateway,
                            GError **error)
{
  g_autoptr (GPtrArray) clips = refrain_cli_session_run (
      session, find_clips_job, (gpointer) clip_id, (GDestroyNotify) g_ptr_array_unref, error);
  const RefrainClipRecord *found = NULL;

  if (clips == NULL)
    return 0;

  for (guint i = 0; i < clips->len; i++)
    {
      const RefrainClipRecord *clip = g_ptr_array_index (clips, i);

      if (gateway != NULL && g_strcmp0 (clip->gateway, gateway) != 0)
        continue;
      /* The same song by way of two gateways: the later one is the fresher one. */
      if (found != NULL && g_strcmp0 (found->facts->id, clip->facts->id) != 0)
        {
          refrain_cli_set_usage (error, _ ("More than one song’s id begins with “%s”."), clip_id);
          return 0;
        }
      found = clip;
    }
  if (found != NULL)
    return found->row_id;

  g_set_error (error, REFRAIN_CLI_ERROR, REFRAIN_CLI_ERROR_NOT_FOUND,
               _ ("The library has no song “%s”."), clip_id);
  return 0;
}

static RefrainTaskRecord *
find_task_of (RefrainConnection *connection,
              GPtrArray *tasks,
              const RefrainClipRecord *clip,
              GError **error)
{
  RefrainTaskRecord *task = NULL;

  for (guint i = 0; i < tasks->len; i++)
    {
      RefrainTaskRecord *known = g_ptr_array_index (tasks, i);

      if (known->row_id == clip->task_row)
        return known;
    }

  task = refrain_store_tasks_get (connection, clip->task_row, error);
  if (task == NULL)
    return NULL;

  g_clear_pointer (&task->clips, g_ptr_array_unref);
  task->clips = g_ptr_array_new_with_free_func ((GDestroyNotify) refrain_clip_record_free);
  g_ptr_array_add (tasks, task);
  return task;
}

static gpointer
tasks_of_job (RefrainConnection *connection, gpointer data, GError **error)
{
  const GPtrArray *clips = data;
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (
      (GDestroyNotify) refrain_task_record_free);

  for (guint i = 0; i < clips->len; i++)
    {
      const RefrainClipRecord *clip = g_ptr_array_index (clips, i);
      RefrainTaskRecord *task = find_task_of (connection, tasks, clip, error);

      if (task == NULL)
        return NULL;
      g_ptr_array_add (task->clips, refrain_clip_record_copy (clip));
    }

  return g_steal_pointer (&tasks);
}

/**
 * refrain_cli_load_tasks_of:
 * @session: a session
 * @clips: (element-type RefrainClipRecord): clips
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type RefrainTaskRecord): their tasks, each with
 * those of its clips that are among @clips
 */
GPtrArray *
refrain_cli_load_tasks_of (RefrainCliSession *session, GPtrArray *clips, GError **error)
{
  return refrain_cli_session_run (session, tasks_of_job, clips, (GDestroyNotify) g_ptr_array_unref,
                                  error);
}

static gpointer
refresh_job (RefrainConnection *connection, gpointer data, GError **error)
{
  GPtrArray *tasks = data;

  for (guint i = 0; i < tasks->len; i++)
    {
      RefrainTaskRecord *task = g_ptr_array_index (tasks, i);
      GPtrArray *clips = refrain_store_clips_of_task (connection, task->row_id, error);

      if (clips == NULL)
        return NULL;
      g_clear_pointer (&task->clips, g_ptr_array_unref);
      task->clips = clips;
    }

  return GINT_TO_POINTER (TRUE);
}

/**
 * refrain_cli_load_refresh:
 * @session: a session
 * @tasks: (element-type RefrainTaskRecord): tasks
 * @error: return location for an error
 *
 * Reads the clips of @tasks again, with the files that have been saved meanwhile.
 *
 * Returns: whether they could be read
 */
gboolean
refrain_cli_load_refresh (RefrainCliSession *session, GPtrArray *tasks, GError **error)
{
  return refrain_cli_session_run (session, refresh_job, tasks, NULL, error) != NULL;
}

/* What refrain_cli_load_rows() asks for. */
typedef struct
{
  RefrainQuery *query;
  RefrainView views[3];
  guint n_views;
  const char *gateway;
} Search;

static gboolean
keep_common (RefrainConnection *connection, const RefrainQuery *query, GArray *rows, GError **error)
{
  g_autoptr (GArray) others = refrain_store_clips_query (connection, query, error);
  g_autoptr (GHashTable) set = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n_kept = 0;

  if (others == NULL)
    return FALSE;

  for (guint i = 0; i < others->len; i++)
    g_hash_table_add (set, &g_array_index (others, gint64, i));
  for (guint i = 0; i < rows->len; i++)
    {
      gint64 row = g_array_index (rows, gint64, i);

      if (g_hash_table_contains (set, &row))
        g_array_index (rows, gint64, n_kept++) = row;
    }
  g_array_set_size (rows, n_kept);
  return TRUE;
}

static gboolean
keep_gateway (RefrainConnection *connection, const char *gateway, GArray *rows, GError **error)
{
  guint n_kept = 0;

  for (guint start = 0; start < rows->len; start += CHUNK)
    {
      guint n = MIN (CHUNK, rows->len - start);
      g_autoptr (GPtrArray) chunk = refrain_store_clips_load (
          connection, &g_array_index (rows, gint64, start), n, error);

      if (chunk == NULL)
        return FALSE;
      for (guint i = start; i < start + n; i++)
        {
          gint64 row = g_array_index (rows, gint64, i);
          const RefrainClipRecord *record = find_row (chunk, row);

          if (record != NULL && g_strcmp0 (record->gateway, gateway) == 0)
            g_array_index (rows, gint64, n_kept++) = row;
        }
    }
  g_array_set_size (rows, n_kept);
  return TRUE;
}

static gpointer
rows_job (RefrainConnection *connection, gpointer data, GError **error)
{
  Search *search = data;
  g_autoptr (GArray) rows = NULL;

  search->query->view = search->n_views > 0 ? search->views[0] : REFRAIN_VIEW_ALL;
  rows = refrain_store_clips_query (connection, search->query, error);
  for (guint i = 1; rows != NULL && i < search->n_views; i++)
    {
      search->query->view = search->views[i];
      if (!keep_common (connection, search->query, rows, error))
        return NULL;
    }
  if (rows != NULL && search->gateway != NULL
      && !keep_gateway (connection, search->gateway, rows, error))
    return NULL;

  return g_steal_pointer (&rows);
}

static RefrainView
get_view (const char *verdict_name)
{
  static const RefrainView views[] = {
    [REFRAIN_VERDICT_UNHEARD] = REFRAIN_VIEW_UNHEARD,
    [REFRAIN_VERDICT_KEEP] = REFRAIN_VIEW_KEEPERS,
    [REFRAIN_VERDICT_LATER] = REFRAIN_VIEW_LATER,
    [REFRAIN_VERDICT_REJECT] = REFRAIN_VIEW_REJECTED,
  };
  RefrainVerdict verdict = REFRAIN_VERDICT_UNHEARD;

  refrain_verdict_from_string (verdict_name, &verdict);
  return views[verdict];
}

/**
 * refrain_cli_load_rows:
 * @session: a session
 * @options: the command line, with the conditions of list
 * @gateway: (nullable): the name of the clips' gateway
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the rows of all clips that meet all
 *   conditions, in the order that was asked for, without regard to a limit
 */
GArray *
refrain_cli_load_rows (RefrainCliSession *session,
                       const RefrainCliOptions *options,
                       const char *gateway,
                       GError **error)
{
  g_autoptr (RefrainQuery) query = refrain_query_new ();
  Search search = { .query = query, .gateway = gateway };

  query->text = g_strdup (options->query);
  refrain_sort_from_string (options->sort, &query->sort);
  query->ascending = refrain_sort_is_ascending_by_nature (query->sort);
  if (options->verdict != NULL)
    search.views[search.n_views++] = get_view (options->verdict);
  if (options->unsaved)
    search.views[search.n_views++] = REFRAIN_VIEW_UNSAVED;
  if (options->at_risk)
    search.views[search.n_views++] = REFRAIN_VIEW_AT_RISK;
  return refrain_cli_session_run (session, rows_job, &search, (GDestroyNotify) g_array_unref,
                                  error);
}
