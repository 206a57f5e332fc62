/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "refrain-cli-verbs.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

int
main (int argc, char *argv[])
{
  g_auto (RefrainCliOptions) options = { 0 };
  g_autoptr (RefrainCliReport) report = refrain_cli_report_new (&options);
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, REFRAIN_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("refrain-cli");
  /* Standard output is for what was asked for, whatever a library wants to log. */
  g_log_writer_default_set_use_stderr (TRUE);

  if (refrain_cli_options_parse (&options, argv, &error))
    refrain_cli_run (&options, report);
  else
    refrain_cli_report_fail (report, NULL, error);

  return refrain_cli_report_finish (report);
}
