/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define REFRAIN_CLI_ERROR (refrain_cli_error_quark ())

/**
 * RefrainCliError: why a command could not be carried out.
 * @REFRAIN_CLI_ERROR_USAGE: the command line makes no sense
 * @REFRAIN_CLI_ERROR_NOT_FOUND: the library has no such task or song
 * @REFRAIN_CLI_ERROR_TASK_FAILED: the gateway says that a task has failed
 * @REFRAIN_CLI_ERROR_NOT_DONE: a task has not ended in the time that was given
 * @REFRAIN_CLI_ERROR_NO_ANSWER: the gateway has not answered in the time that was given
 * @REFRAIN_CLI_ERROR_NOT_PROVEN: a saved file is missing or changed
 * @REFRAIN_CLI_ERROR_INTERRUPTED: the user stopped it
 * @REFRAIN_CLI_ERROR_MAYBE: a request may have been accepted, nobody knows
 * @REFRAIN_CLI_ERROR_NO_ID: a request has no id to ask for it by
 * @REFRAIN_CLI_ERROR_IN_USE: a gateway has tasks in the library
 */
typedef enum
{
  REFRAIN_CLI_ERROR_USAGE,
  REFRAIN_CLI_ERROR_NOT_FOUND,
  REFRAIN_CLI_ERROR_TASK_FAILED,
  REFRAIN_CLI_ERROR_NOT_DONE,
  REFRAIN_CLI_ERROR_NO_ANSWER,
  REFRAIN_CLI_ERROR_NOT_PROVEN,
  REFRAIN_CLI_ERROR_INTERRUPTED,
  REFRAIN_CLI_ERROR_MAYBE,
  REFRAIN_CLI_ERROR_NO_ID,
  REFRAIN_CLI_ERROR_IN_USE,
} RefrainCliError;

GQuark refrain_cli_error_quark (void);

/** The exit status of the program. */
typedef enum
{
  REFRAIN_CLI_EXIT_DONE = 0,
  REFRAIN_CLI_EXIT_SOME_FAILED = 1,
  REFRAIN_CLI_EXIT_USAGE = 2,
  REFRAIN_CLI_EXIT_KEY_REFUSED = 3,
  REFRAIN_CLI_EXIT_NO_GATEWAY = 4,
  REFRAIN_CLI_EXIT_NOT_FOUND = 5,
  REFRAIN_CLI_EXIT_INTERRUPTED = 130,
} RefrainCliExit;

const char *refrain_cli_error_get_name (const GError *error);
const char *refrain_cli_error_get_hint (const GError *error);
RefrainCliExit refrain_cli_error_get_exit (const GError *error);
void refrain_cli_set_usage (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
