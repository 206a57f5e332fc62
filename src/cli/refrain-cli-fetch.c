/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-cli-verbs.h"

#include "refrain-cli-document.h"
#include "refrain-cli-load.h"
#include "refrain-cli-polling.h"
#include "refrain-cli-print.h"
#include "refrain-cli-saving.h"
#include "refrain-cli-source.h"

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
      record = refrain_task_record_new ();
      record->row_id = refrain_task_get_row_id (task);
      record->gateway = g_strdup (refrain_task_get_record (task)->gateway);
      g_clear_pointer (&record->facts, refrain_task_facts_free);
      record->facts = refrain_task_facts_copy (refrain_task_get_facts (task));
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

static gboolean
fetch (RefrainCliSession *session,
       const RefrainCliOptions *options,
       RefrainCliReport *report,
       GError **error)
{
  g_autoptr (RefrainCliPolling) polling = refrain_cli_polling_new (options->arguments,
                                                                   options->video);
  g_autoptr (GString) files = g_string_new (NULL);
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (RefrainSource) source = NULL;

  source = refrain_cli_source_choose (session, options, error);
  if (source == NULL || !refrain_cli_polling_run (polling, session, source, options->wait, error))
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
