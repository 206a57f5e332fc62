/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-cli-verbs.h"

#include "refrain-cli-document.h"
#include "refrain-cli-load.h"
#include "refrain-cli-print.h"
#include "refrain-cli-source.h"
#include "refrain-cli-text.h"

#include <glib/gi18n-lib.h>

/* The commands that read the library: list, show and raw. */

/* More of them are counted only. */
#define MAX_NAMED 10

/* A list of songs has no place for them, but nobody should have to look for them. */
static void
note_unsure (RefrainCliSession *session)
{
  g_autoptr (GPtrArray) tasks = refrain_cli_load_unsure (session, NULL);
  g_autoptr (GString) names = g_string_new (NULL);

  if (tasks == NULL || tasks->len == 0)
    return;

  for (guint i = 0; i < tasks->len && i < MAX_NAMED; i++)
    {
      const RefrainTaskRecord *task = g_ptr_array_index (tasks, i);
      g_autofree char *name = refrain_cli_load_name_row (task->row_id);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
    }
  if (tasks->len > MAX_NAMED)
    g_string_append (names, "…");
  refrain_cli_report_note (
      ngettext (
          "%u request may have been accepted, nobody knows. Show it with refrain-cli show: %s",
          "%u requests may have been accepted, nobody knows. Show them with refrain-cli show: "
          "%s",
          tasks->len),
      tasks->len, names->str);
}

/**
 * refrain_cli_list:
 *
 * Lists songs.
 */
void
refrain_cli_list (const RefrainCliOptions *options, RefrainCliReport *report)
{
  g_autoptr (RefrainCliSession) session = refrain_cli_session_new (options);
  g_autoptr (GError) error = NULL;
  g_autofree char *gateway = refrain_cli_source_find_name (session, options, &error);
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GPtrArray) clips = NULL;
  guint total = 0;

  if (error == NULL)
    rows = refrain_cli_load_rows (session, options, gateway, &error);
  if (rows != NULL)
    {
      total = rows->len;
      if (options->limit != 0 && rows->len > options->limit)
        g_array_set_size (rows, options->limit);
      clips = refrain_cli_load_clips (session, rows, &error);
    }

  if (clips == NULL)
    refrain_cli_report_fail (report, NULL, error);
  else if (options->json)
    report->document = refrain_cli_document_new_clips (clips, total);
  else
    refrain_cli_print_clips (report->text, clips, total);
  if (clips != NULL)
    note_unsure (session);
}

/* The one song that @id means, inside its task. */
static GPtrArray *
load_song (RefrainCliSession *session, const char *id, const char *gateway, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) clips = NULL;
  gint64 row = refrain_cli_load_find_clip (session, id, gateway, error);

  if (row == 0)
    return NULL;

  g_array_append_val (rows, row);
  clips = refrain_cli_load_clips (session, rows, error);
  return clips != NULL ? refrain_cli_load_tasks_of (session, clips, error) : NULL;
}

/* What @id means: a task, else a song. */
static GPtrArray *
load_anything (RefrainCliSession *session, const RefrainCliOptions *options, GError **error)
{
  const char *id = options->arguments[0];
  GError *own_error = NULL;
  g_autofree char *gateway = NULL;
  RefrainTaskRecord *task = NULL;
  GPtrArray *tasks = NULL;

  if (!refrain_cli_options_check_ids (options->arguments, error))
    return NULL;
  gateway = refrain_cli_source_find_name (session, options, &own_error);
  if (own_error == NULL)
    task = refrain_cli_load_task (session, id, &own_error);
  if (own_error != NULL)
    {
      g_propagate_error (error, own_error);
      return NULL;
    }

  if (task != NULL && (gateway == NULL || g_strcmp0 (task->gateway, gateway) == 0))
    {
      tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) refrain_task_record_free);
      g_ptr_array_add (tasks, task);
      return tasks;
    }

  refrain_task_record_free (task);
  tasks = load_song (session, id, gateway, &own_error);
  if (g_error_matches (own_error, REFRAIN_CLI_ERROR, REFRAIN_CLI_ERROR_NOT_FOUND))
    g_set_error (error, REFRAIN_CLI_ERROR, REFRAIN_CLI_ERROR_NOT_FOUND,
                 _ ("The library has no task and no song “%s”."), id);
  else if (own_error != NULL)
    g_propagate_error (error, g_steal_pointer (&own_error));
  g_clear_error (&own_error);
  return tasks;
}

/**
 * refrain_cli_show:
 *
 * Shows one task or one song.
 */
void
refrain_cli_show (const RefrainCliOptions *options, RefrainCliReport *report)
{
  g_autoptr (RefrainCliSession) session = refrain_cli_session_new (options);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tasks = load_anything (session, options, &error);

  if (tasks == NULL)
    refrain_cli_report_fail (report, NULL, error);
  else if (options->json)
    report->document = refrain_cli_document_new_tasks (tasks);
  else
    refrain_cli_print_tasks (report->text, tasks, TRUE);
}

static char *
load_raw (RefrainCliSession *session, const RefrainCliOptions *options, GError **error)
{
  const char *id = options->arguments[0];
  g_autoptr (RefrainTaskRecord) task = NULL;
  GError *own_error = NULL;
  char *raw = NULL;

  if (!refrain_cli_options_check_ids (options->arguments, error))
    return NULL;
  task = refrain_cli_load_task (session, id, &own_error);
  if (task != NULL)
    raw = refrain_cli_load_raw (session, task->row_id, &own_error);
  if (own_error != NULL)
    g_propagate_error (error, own_error);
  else if (task == NULL)
    g_set_error (error, REFRAIN_CLI_ERROR, REFRAIN_CLI_ERROR_NOT_FOUND,
                 _ ("The library has no task “%s”."), id);
  else if (raw == NULL)
    g_set_error (error, REFRAIN_CLI_ERROR, REFRAIN_CLI_ERROR_NOT_FOUND,
                 _ ("The library keeps no answer about the task “%s”."), id);

  return raw;
}

/**
 * refrain_cli_raw:
 *
 * Prints the gateway's last answer about a task. It is JSON, with --json and without.
 */
void
refrain_cli_raw (const RefrainCliOptions *options, RefrainCliReport *report)
{
  g_autoptr (RefrainCliSession) session = refrain_cli_session_new (options);
  g_autoptr (GError) error = NULL;
  g_autofree char *raw = load_raw (session, options, &error);
  g_autofree char *safe = NULL;
  g_autofree char *line = NULL;

  if (raw == NULL)
    {
      refrain_cli_report_fail (report, NULL, error);
      return;
    }

  safe = refrain_cli_text_json (raw, FALSE);
  line = g_strconcat (g_strstrip (safe), "\n", NULL);
  report->is_empty = TRUE;
  if (!refrain_cli_report_write (line))
    {
      error = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_IO,
                                   _ ("Standard output cannot be written."));
      refrain_cli_report_fail (report, NULL, error);
    }
}
