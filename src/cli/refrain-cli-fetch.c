/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-cli-fetch.h"

#include "refrain-cli-document.h"
#include "refrain-cli-load.h"
#include "refrain-cli-polling.h"
#include "refrain-cli-print.h"
#include "refrain-cli-saving.h"
#include "refrain-cli-source.h"
#include "refrain-cli-verbs.h"

#include <glib/gi18n-lib.h>

/* What has not ended, or has ended badly. */
static GError *
build_task_error (const RefrainCliPolling *polling, RefrainTask *task, int wait)
{
  const RefrainTaskFacts *facts = refrain_task_get_facts (task);

  if (facts->state == REFRAIN_TASK_STATE_FAILED)
    return g_error_new (
        REFRAIN_CLI_ERROR, REFRAIN_CLI_ERROR_TASK_FAILED, _ ("The task has failed: %s"),
        facts->fail_reason != NULL ? facts->fail_reason : _ ("the gateway gave no reason"));
  if (wait >= 0 && !refrain_cli_polling_is_done (polling, task))
    return g_error_new (REFRAIN_CLI_ERROR, REFRAIN_CLI_ERROR_NOT_DONE,
                        _ ("Not done after %d s: the gateway says %s."), wait,
                        facts->state_word != NULL ? facts->state_word
                                                  : refrain_task_state_to_string (facts->state));

  return NULL;
}

static void
report_one (const RefrainCliPolling *polling, RefrainCliReport *report, const char *id)
{
  const GError *error = g_hash_table_lookup (polling->errors, id);
  RefrainTask *task = g_hash_table_lookup (polling->tasks, id);
  g_autoptr (GError) task_error = NULL;

  if (task != NULL)
    task_error = build_task_error (polling, task, report->options->wait);
  if (task == NULL && error != NULL)
    refrain_cli_report_fail (report, id, error);
  else if (task_error != NULL)
    refrain_cli_report_fail (report, id, task_error);
  else if (error != NULL)
    refrain_cli_report_fail_item (report, id, error);
  else if (task != NULL)
    report->n_done++;
}

static void
report_outcome (RefrainCliSession *session,
                const RefrainCliPolling *polling,
                RefrainCliReport *report)
{
  g_autoptr (GError) interrupted = NULL;

  if (refrain_cli_session_is_interrupted (session))
    {
      interrupted = g_error_new_literal (REFRAIN_CLI_ERROR, REFRAIN_CLI_ERROR_INTERRUPTED,
                                         _ ("Interrupted."));
      refrain_cli_report_fail (report, NULL, interrupted);
      return;
    }

  for (guint i = 0; polling->ids[i] != NULL; i++)
    report_one (polling, report, polling->ids[i]);
}

/* The tasks that came, as the library has them now. */
static GPtrArray *
build_records (RefrainCliSession *session, const RefrainCliPolling *polling, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (
      (GDestroyNotify) refrain_task_record_free);

  for (guint i = 0; polling->ids[i] != NULL; i++)
    {
      RefrainTask *task = g_hash_table_lookup (polling->tasks, polling->ids[i]);
      RefrainTaskRecord *record;

      if (task == NULL)
        continue;
      record = refrain_task_record_copy_without_clips (refrain_task_get_record (task));
      g_ptr_array_add (records, record);
    }

  return refrain_cli_load_refresh (session, records, error) ? g_steal_pointer (&records) : NULL;
}

/* After a wait, what is still being made has been named already. */
static void
save_clips (RefrainCliSession *session, RefrainCliReport *report, GPtrArray *tasks, GString *out)
{
  g_autoptr (GPtrArray) clips = g_ptr_array_new ();

  for (guint i = 0; i < tasks->len; i++)
    {
      const RefrainTaskRecord *task = g_ptr_array_index (tasks, i);

      for (guint j = 0; j < task->clips->len; j++)
        {
          RefrainClipRecord *clip = g_ptr_array_index (task->clips, j);

          if (report->options->wait < 0 || refrain_clip_state_is_terminal (clip->facts->state))
            g_ptr_array_add (clips, clip);
        }
    }
  if (clips->len > 0)
    refrain_cli_saving_run (session, report, clips, out);
}

/**
 * refrain_cli_fetch_run:
 * @session: a session whose library is open
 * @source: the gateway
 * @polling: the tasks that are wanted, with what is known of them
 * @report: where all that is to be said goes
 * @error: return location for an error of the library itself
 *
 * Asks for tasks as the command line wants it: once or until they have ended, saves their songs,
 * and puts them into the report.
 *
 * Returns: %FALSE when the library could not be read or written
 */
gboolean
refrain_cli_fetch_run (RefrainCliSession *session,
                       RefrainSource *source,
                       RefrainCliPolling *polling,
                       RefrainCliReport *report,
                       GError **error)
{
  const RefrainCliOptions *options = report->options;
  g_autoptr (GString) files = g_string_new (NULL);
  g_autoptr (GPtrArray) tasks = NULL;

  if (!refrain_cli_polling_run (polling, session, source, options->wait, error))
    return FALSE;

  report_outcome (session, polling, report);
  tasks = build_records (session, polling, error);
  if (tasks == NULL)
    return FALSE;
  if (options->save_dir != NULL && !refrain_cli_session_is_interrupted (session))
    {
      save_clips (session, report, tasks, files);
      if (!refrain_cli_load_refresh (session, tasks, error))
        return FALSE;
    }

  report->document = refrain_cli_document_new_tasks (tasks);
  refrain_cli_print_tasks (report->text, tasks, FALSE);
  if (files->len > 0)
    g_string_append_printf (report->text, "\n%s", files->str);
  return TRUE;
}

/* The task that is named by its row, and not by an id. */
static RefrainTask *
find_by_row (RefrainCliSession *session, const char *argument)
{
  RefrainLibrary *library = refrain_cli_session_get_library (session);
  gint64 row = refrain_cli_load_parse_row (argument);

  return row != 0 ? refrain_library_find_task (library, row) : NULL;
}

/* A request that was never answered may be among what its gateway made lately. */
static void
look_for (RefrainCliSession *session, RefrainTask *task)
{
  RefrainSubmitter *submitter = refrain_context_get_submitter (session->context);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *place = NULL;

  if (refrain_task_get_record (task)->submit_state != REFRAIN_SUBMIT_STATE_MAYBE
      || !refrain_submitter_can_find (submitter, task))
    return;

  refrain_submitter_find_async (submitter, task, session->cancellable, refrain_cli_session_wait_cb,
                                &place);
  result = refrain_cli_session_wait (session, &place);
  refrain_submitter_find_finish (submitter, result, NULL);
}

/* The ids to ask for. Rows that have none are named in the report. */
static char **
list_ids (RefrainCliSession *session, RefrainCliReport *report)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  char **arguments = report->options->arguments;

  for (guint i = 0; arguments[i] != NULL; i++)
    {
      RefrainTask *task = find_by_row (session, arguments[i]);
      g_autoptr (GError) error = NULL;

      if (task != NULL && refrain_task_get_facts (task)->id == NULL)
        look_for (session, task);
      if (task == NULL)
        g_strv_builder_add (builder, arguments[i]);
      else if (refrain_task_get_facts (task)->id != NULL)
        g_strv_builder_add (builder, refrain_task_get_facts (task)->id);
      else
        {
          error = g_error_new_literal (REFRAIN_CLI_ERROR, REFRAIN_CLI_ERROR_NO_ID,
                                       _ ("The gateway has given this request no id, so it cannot "
                                          "be asked for."));
          refrain_cli_report_fail_item (report, arguments[i], error);
        }
    }

  return g_strv_builder_end (builder);
}

static gboolean
fetch (RefrainCliSession *session,
       const RefrainCliOptions *options,
       RefrainCliReport *report,
       GError **error)
{
  RefrainTask *first = find_by_row (session, options->arguments[0]);
  const char *own = first != NULL ? refrain_task_get_record (first)->gateway : NULL;
  g_autoptr (RefrainSource) source = refrain_cli_source_choose (session, options, own, error);
  g_autoptr (RefrainCliPolling) polling = NULL;
  g_auto (GStrv) ids = NULL;

  if (source == NULL)
    return FALSE;

  ids = list_ids (session, report);
  polling = refrain_cli_polling_new (ids, options->video);
  return refrain_cli_fetch_run (session, source, polling, report, error);
}

/**
 * refrain_cli_fetch:
 *
 * Asks a gateway for tasks, keeps what it says, and saves the songs when that is wanted.
 */
void
refrain_cli_fetch (const RefrainCliOptions *options, RefrainCliReport *report)
{
  g_autoptr (RefrainCliSession) session = NULL;
  g_autoptr (GError) error = NULL;

  if (!refrain_cli_options_check_ids (options->arguments, &error)
      || (options->save_dir != NULL && !refrain_cli_saving_prepare (options->save_dir, &error)))
    {
      refrain_cli_report_fail (report, NULL, error);
      return;
    }

  session = refrain_cli_session_new (options);
  if (!refrain_cli_session_open (session, &error) || !fetch (session, options, report, &error))
    refrain_cli_report_fail (report, NULL, error);
}
