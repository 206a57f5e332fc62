/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-cli-error.h"
#include "refrain-cli-options.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _RefrainCliReport RefrainCliReport;

/** RefrainCliReport: what a command has to say when it has ended. */
struct _RefrainCliReport
{
  const RefrainCliOptions *options; /* (unowned) */
  JsonObject *document;             /* (owned) (nullable): with --json only */
  GString *text;                    /* (owned): for people */
  GPtrArray *failures;              /* (owned) (element-type GError) */
  int exit_status;                  /* decided so far */
  guint n_done;
  gboolean is_empty; /* nothing goes to standard output: it has been written */
};

RefrainCliReport *refrain_cli_report_new (const RefrainCliOptions *options);
void refrain_cli_report_free (RefrainCliReport *report);
void refrain_cli_report_note (const char *format, ...) G_GNUC_PRINTF (1, 2);
void refrain_cli_report_fail (RefrainCliReport *report, const char *subject, const GError *error);
void
refrain_cli_report_fail_item (RefrainCliReport *report, const char *subject, const GError *error);
int refrain_cli_report_finish (RefrainCliReport *report);
gboolean refrain_cli_report_write (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainCliReport, refrain_cli_report_free)

G_END_DECLS
