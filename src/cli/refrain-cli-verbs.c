/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-cli-verbs.h"

#include "config.h"

#include "refrain-cli-document.h"

static void
print_help (const RefrainCliOptions *options, RefrainCliReport *report)
{
  g_autofree char *help = refrain_cli_options_dup_help (options->verb);
  g_autofree char *scenarios = options->verb == REFRAIN_CLI_SERVE_DEMO
                                   ? refrain_cli_serve_demo_dup_scenarios ()
                                   : NULL;

  g_string_append (report->text, help);
  if (scenarios != NULL)
    g_string_append_printf (report->text, "\n%s", scenarios);
  report->document = refrain_cli_document_new_tasks (NULL);
  json_object_set_string_member (report->document, "help", report->text->str);
}

static void
print_version (RefrainCliReport *report)
{
  g_string_append (report->text, "refrain-cli " REFRAIN_VERSION "\n");
  report->document = refrain_cli_document_new_tasks (NULL);
  json_object_set_string_member (report->document, "version", REFRAIN_VERSION);
}

/**
 * refrain_cli_run:
 * @options: a command line that makes sense
 * @report: where all that is to be said goes
 *
 * Carries out a command.
 */
void
refrain_cli_run (const RefrainCliOptions *options, RefrainCliReport *report)
{
  static void (*const verbs[]) (const RefrainCliOptions *, RefrainCliReport *) = {
    [REFRAIN_CLI_FETCH] = refrain_cli_fetch,
    [REFRAIN_CLI_DECODE] = refrain_cli_decode,
    [REFRAIN_CLI_LIST] = refrain_cli_list,
    [REFRAIN_CLI_SHOW] = refrain_cli_show,
    [REFRAIN_CLI_RAW] = refrain_cli_raw,
    [REFRAIN_CLI_SAVE] = refrain_cli_save,
    [REFRAIN_CLI_VERIFY] = refrain_cli_verify,
    [REFRAIN_CLI_SERVE_DEMO] = refrain_cli_serve_demo,
    [REFRAIN_CLI_SUBMIT] = refrain_cli_submit,
    [REFRAIN_CLI_LYRICS] = refrain_cli_lyrics,
    [REFRAIN_CLI_GATEWAYS] = refrain_cli_gateways,
  };

  if (options->help)
    print_help (options, report);
  else if (options->version)
    print_version (report);
  else
    verbs[options->verb](options, report);
}
