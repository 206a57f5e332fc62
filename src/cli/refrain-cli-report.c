/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-cli-report.h"

#include "refrain-cli-document.h"
#include "refrain-cli-text.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/**
 * refrain_cli_report_new:
 * @options: the command line; outlives the report
 *
 * Returns: (transfer full): a report of nothing
 */
RefrainCliReport *
refrain_cli_report_new (const RefrainCliOptions *options)
{
  RefrainCliReport *report = g_new0 (RefrainCliReport, 1);

  report->options = options;
  report->text = g_string_new (NULL);
  report->failures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  return report;
}

/**
 * refrain_cli_report_free:
 * @report: (transfer full) (nullable): a report
 */
void
refrain_cli_report_free (RefrainCliReport *report)
{
  if (report == NULL)
    return;

  g_clear_pointer (&report->document, json_object_unref);
  g_string_free (report->text, TRUE);
  g_ptr_array_unref (report->failures);
  g_free (report);
}

/**
 * refrain_cli_report_note:
 * @format: what the user should know though nothing failed
 * @...: arguments of @format
 *
 * Says it on standard error at once.
 */
void
refrain_cli_report_note (const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  line = refrain_cli_text_line (text);
  fprintf (stderr, "refrain-cli: %s\n", line);
}

/* The first status that is not like the others makes it "some item failed". */
static void
add_failure (RefrainCliReport *report, const char *subject, const GError *error, int status)
{
  g_autofree char *line = refrain_cli_text_line (error->message);
  g_autofree char *hint = refrain_cli_text_line (refrain_cli_error_get_hint (error));
  g_autofree char *name = refrain_cli_text_line (subject);

  if (report->failures->len == 0)
    report->exit_status = status;
  else if (report->exit_status != status && report->exit_status != REFRAIN_CLI_EXIT_INTERRUPTED)
    report->exit_status = status == REFRAIN_CLI_EXIT_INTERRUPTED ? status
                                                                 : REFRAIN_CLI_EXIT_SOME_FAILED;
  g_ptr_array_add (report->failures, g_error_copy (error));
  fprintf (stderr, "refrain-cli: %s%s%s\n", name, *name != '\0' ? ": " : "", line);
  fprintf (stderr, "  %s\n", hint);
}

/**
 * refrain_cli_report_fail:
 * @report: a report
 * @subject: (nullable): the task, song or file
 * @error: what went wrong with it
 *
 * Names a failure on standard error. When nothing else was done, it decides the exit status.
 */
void
refrain_cli_report_fail (RefrainCliReport *report, const char *subject, const GError *error)
{
  g_autoptr (GError) interrupted = NULL;

  if (refrain_cli_error_get_exit (error) == REFRAIN_CLI_EXIT_INTERRUPTED)
    {
      interrupted = g_error_new_literal (REFRAIN_CLI_ERROR, REFRAIN_CLI_ERROR_INTERRUPTED,
                                         _ ("Interrupted."));
      add_failure (report, NULL, interrupted, REFRAIN_CLI_EXIT_INTERRUPTED);
      return;
    }

  add_failure (report, subject, error, (int) refrain_cli_error_get_exit (error));
}

/**
 * refrain_cli_report_fail_item:
 * @report: a report
 * @subject: (nullable): the task, song or file
 * @error: what went wrong with it
 *
 * Names a failure that says nothing about the gateway as such: the exit status is that of a failed
 * item, whatever the error.
 */
void
refrain_cli_report_fail_item (RefrainCliReport *report, const char *subject, const GError *error)
{
  add_failure (report, subject, error, REFRAIN_CLI_EXIT_SOME_FAILED);
}

/**
 * refrain_cli_report_write:
 * @text: what goes to standard output
 *
 * Returns: whether all of it could be written
 */
gboolean
refrain_cli_report_write (const char *text)
{
  return fputs (text, stdout) != EOF && fflush (stdout) != EOF;
}

/* Without an outcome of its own, a command has the document of its kind all the same. */
static JsonObject *
build_default_document (const RefrainCliReport *report)
{
  if (report->options->verb == REFRAIN_CLI_LIST)
    return refrain_cli_document_new_clips (NULL, 0);
  if (report->options->verb == REFRAIN_CLI_VERIFY)
    return refrain_cli_document_new_verify (NULL);
  if (report->options->verb == REFRAIN_CLI_GATEWAYS)
    return refrain_cli_document_new_gateways (NULL);

  return refrain_cli_document_new_tasks (NULL);
}

/**
 * refrain_cli_report_finish:
 * @report: a report
 *
 * Writes everything to standard output: with --json exactly one document, whatever happened.
 *
 * Returns: the program's exit status
 */
int
refrain_cli_report_finish (RefrainCliReport *report)
{
  gboolean written = TRUE;

  if (report->options->json && !report->is_empty)
    {
      g_autofree char *text = NULL;
      g_autofree char *line = NULL;

      if (report->document == NULL)
        report->document = build_default_document (report);
      /* What was verified has its own counts of what is no good. */
      if (report->failures->len > 0
          && !g_error_matches (g_ptr_array_index (report->failures, 0), REFRAIN_CLI_ERROR,
                               REFRAIN_CLI_ERROR_NOT_PROVEN))
        refrain_cli_document_set_error (report->document, g_ptr_array_index (report->failures, 0));
      text = refrain_cli_document_to_text (report->document);
      line = g_strconcat (text, "\n", NULL);
      written = refrain_cli_report_write (line);
    }
  else if (!report->is_empty)
    written = refrain_cli_report_write (report->text->str);

  if (!written)
    return REFRAIN_CLI_EXIT_SOME_FAILED;
  if (report->failures->len == 0)
    return REFRAIN_CLI_EXIT_DONE;
  if (report->n_done > 0 && report->exit_status != REFRAIN_CLI_EXIT_INTERRUPTED)
    return REFRAIN_CLI_EXIT_SOME_FAILED;

  return report->exit_status;
}
