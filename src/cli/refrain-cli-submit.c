/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-cli-verbs.h"

#include "refrain-cli-document.h"
#include "refrain-cli-fetch.h"
#include "refrain-cli-load.h"
#include "refrain-cli-print.h"
#include "refrain-cli-progress.h"
#include "refrain-cli-request.h"
#include "refrain-cli-saving.h"
#include "refrain-cli-source.h"
#include "refrain-gateway-error.h"
#include "refrain-library-error.h"

#include <glib/gi18n-lib.h>

/* The commands that ask for something new: submit and lyrics. */

/* Who interrupts gets the answer to what was sent if it comes so soon. */
#define PATIENCE_SECONDS 30

/* A request on its way. It outlives the wait for it. */
typedef struct
{
  GAsyncResult *result; /* (owned) (nullable) */
  RefrainTask *task;    /* (owned) (nullable): once it is written down */
  guint timer;
  gboolean late;
} Sending;

static void
sending_free (gpointer data)
{
  Sending *sending = data;

  g_clear_handle_id (&sending->timer, g_source_remove);
  g_clear_object (&sending->result);
  g_clear_object (&sending->task);
}

static void
sending_unref (Sending *sending)
{
  g_rc_box_release_full (sending, sending_free);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_unref)

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) sending = user_data;

  sending->result = g_object_ref (result);
}

/* Nobody else adds tasks to the library of this program, so it is ours. */
static void
task_changed_cb (RefrainLibrary *library, RefrainTask *task, gpointer user_data)
{
  Sending *sending = user_data;

  if (refrain_task_get_record (task)->submit_state == REFRAIN_SUBMIT_STATE_SENDING)
    g_set_object (&sending->task, task);
}

static gboolean
late_cb (gpointer user_data)
{
  Sending *sending = user_data;

  sending->timer = 0;
  sending->late = TRUE;
  return G_SOURCE_REMOVE;
}

/* What was sent cannot be called back, and its answer should not be lost. */
static void
wait_for_answer (RefrainCliSession *session, Sending *sending)
{
  while (sending->result == NULL && !sending->late)
    {
      if (refrain_cli_session_is_interrupted (session) && sending->task != NULL
          && sending->timer == 0)
        {
          refrain_cli_progress_clear ();
          refrain_cli_report_note (_ ("The request is on its way. Waiting for the answer; press "
                                      "Ctrl+C once more to end at once."));
          sending->timer = g_timeout_add_seconds (PATIENCE_SECONDS, late_cb, sending);
        }
      g_main_context_iteration (NULL, TRUE);
    }
}

/* Sends a request. Returns NULL without an error when nobody could wait any longer. */
static RefrainSubmission *
send_request (RefrainCliSession *session,
              RefrainSource *source,
              const RefrainRequest *request,
              RefrainTask **task,
              GError **error)
{
  RefrainSubmitter *submitter = refrain_context_get_submitter (session->context);
  RefrainLibrary *library = refrain_cli_session_get_library (session);
  g_autoptr (Sending) sending = g_rc_box_new0 (Sending);
  RefrainSubmission *submission = NULL;
  gulong handler = g_signal_connect (library, "task-changed", G_CALLBACK (task_changed_cb),
                                     sending);

  refrain_cli_progress_show (_ ("Sending to %s…"), refrain_source_get_name (source));
  refrain_submitter_submit_async (submitter, source, request, session->cancellable, answered_cb,
                                  g_rc_box_acquire (sending));
  wait_for_answer (session, sending);
  refrain_cli_progress_clear ();
  g_signal_handler_disconnect (library, handler);
  if (sending->result != NULL)
    submission = refrain_submitter_submit_finish (submitter, sending->result, error);
  *task = submission != NULL      ? g_object_ref (submission->task)
          : sending->task != NULL ? g_object_ref (sending->task)
                                  : NULL;
  return submission;
}

/* It left, and that is all that is known. */
static void
report_maybe (RefrainCliReport *report, RefrainTask *task, const GError *reason)
{
  g_autofree char *name = refrain_cli_load_name_row (refrain_task_get_row_id (task));
  g_autoptr (GError) error = g_error_new (
      REFRAIN_CLI_ERROR, REFRAIN_CLI_ERROR_MAYBE,
      _ ("The request was sent and may have been accepted, but nobody knows: %s The library has it "
         "as %s, see refrain-cli show %s."),
      reason != NULL ? reason->message : _ ("no answer came."), name, name);

  refrain_cli_report_fail_item (report, NULL, error);
}

static void
report_interrupted (RefrainCliReport *report, RefrainTask *task)
{
  g_autoptr (GError) error = g_error_new_literal (REFRAIN_CLI_ERROR, REFRAIN_CLI_ERROR_INTERRUPTED,
                                                  _ ("Interrupted."));

  if (task != NULL)
    report_maybe (report, task, NULL);
  refrain_cli_report_fail (report, NULL, error);
}

/* Why the gateway does not make it. Of a refusal only a key or an address is more than a failure of
 * this one request. */
static void
report_refusal (RefrainCliReport *report, const GError *error)
{
  if (g_error_matches (error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_AUTH)
      || g_error_matches (error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_BAD_ANSWER))
    refrain_cli_report_fail (report, NULL, error);
  else
    refrain_cli_report_fail_item (report, NULL, error);
}

static void
report_submission (RefrainCliReport *report, const RefrainSubmission *submission)
{
  g_autoptr (GError) unknown = g_error_new_literal (
      REFRAIN_CLI_ERROR, REFRAIN_CLI_ERROR_TASK_FAILED, _ ("The gateway gave no reason."));
  const GError *error = submission->error != NULL ? submission->error : unknown;

  switch (refrain_task_get_record (submission->task)->submit_state)
    {
    case REFRAIN_SUBMIT_STATE_SENT:
      report->n_done++;
      break;
    case REFRAIN_SUBMIT_STATE_REFUSED:
      report_refusal (report, error);
      break;
    case REFRAIN_SUBMIT_STATE_NOT_SENT:
      refrain_cli_report_fail (report, NULL, error);
      break;
    case REFRAIN_SUBMIT_STATE_NONE:
    case REFRAIN_SUBMIT_STATE_SENDING:
    case REFRAIN_SUBMIT_STATE_MAYBE:
    default:
      report_maybe (report, submission->task, submission->error);
    }
}

static void
print_task (RefrainCliSession *session, RefrainCliReport *report, RefrainTask *task)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (
      (GDestroyNotify) refrain_task_record_free);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (records,
                   refrain_task_record_copy_without_clips (refrain_task_get_record (task)));
  if (!refrain_cli_load_refresh (session, records, &error))
    {
      refrain_cli_report_fail_item (report, NULL, error);
      return;
    }

  report->document = refrain_cli_document_new_tasks (records);
  refrain_cli_print_tasks (report->text, records, FALSE);
}

static gboolean
follow (RefrainCliSession *session,
        RefrainSource *source,
        RefrainTask *task,
        RefrainCliReport *report,
        GError **error)
{
  char *ids[] = { refrain_task_get_facts (task)->id, NULL };
  g_autoptr (RefrainCliPolling) polling = refrain_cli_polling_new (ids, report->options->video);

  refrain_cli_polling_take (polling, task);
  return refrain_cli_fetch_run (session, source, polling, report, error);
}

/* Whom to ask, and whether it can be asked for that. */
static RefrainSource *
choose_source (RefrainCliSession *session,
               const RefrainCliOptions *options,
               const RefrainRequest *request,
               const char *gateway,
               GError **error)
{
  g_autoptr (RefrainSource) source = refrain_cli_source_choose (session, options, gateway, error);

  if (source == NULL
      || refrain_gateway_can_submit (refrain_source_get_gateway (source), request->mode))
    return g_steal_pointer (&source);

  g_set_error (error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_REFUSED,
               _ ("A gateway like “%s” does not offer this. Nothing was sent."),
               refrain_source_get_name (source));
  return NULL;
}

static gboolean
submit (RefrainCliSession *session,
        const RefrainCliOptions *options,
        RefrainCliReport *report,
        GError **error)
{
  g_autofree char *gateway = NULL;
  g_autoptr (RefrainRequest) request = NULL;
  g_autoptr (RefrainSource) source = NULL;
  g_autoptr (RefrainSubmission) submission = NULL;
  g_autoptr (RefrainTask) task = NULL;
  GError *own_error = NULL;

  /* Of what comes on standard input the key is first. */
  if (refrain_cli_source_read_key (session, options, error))
    request = refrain_cli_request_build (session, options, &gateway, error);
  if (request != NULL)
    source = choose_source (session, options, request, gateway, error);
  if (source == NULL)
    return FALSE;

  submission = send_request (session, source, request, &task, &own_error);
  if (own_error != NULL)
    {
      g_propagate_error (error, own_error);
      return FALSE;
    }
  if (submission != NULL && options->wait >= 0
      && refrain_task_get_record (task)->submit_state == REFRAIN_SUBMIT_STATE_SENT)
    return follow (session, source, task, report, error);

  if (submission != NULL)
    report_submission (report, submission);
  else
    report_interrupted (report, task);
  if (task != NULL)
    print_task (session, report, task);
  return TRUE;
}

/**
 * refrain_cli_submit:
 *
 * Asks a gateway for something new, once, and waits for it when that is wanted.
 */
void
refrain_cli_submit (const RefrainCliOptions *options, RefrainCliReport *report)
{
  g_autoptr (RefrainCliSession) session = NULL;
  g_autoptr (GError) error = NULL;

  /* A folder that is no good is found out before anything is paid for. */
  if (options->save_dir != NULL && !refrain_cli_saving_prepare (options->save_dir, &error))
    {
      refrain_cli_report_fail (report, NULL, error);
      return;
    }

  session = refrain_cli_session_new (options);
  if (!refrain_cli_session_open (session, &error) || !submit (session, options, report, &error))
    refrain_cli_report_fail (report, NULL, error);
}

/**
 * refrain_cli_lyrics:
 *
 * Asks a gateway for lyrics.
 */
void
refrain_cli_lyrics (const RefrainCliOptions *options, RefrainCliReport *report)
{
  refrain_cli_submit (options, report);
}
