/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-cli-options.h"

G_BEGIN_DECLS

/** RefrainCliCommand: one command, as a row of the table of commands. */
typedef struct
{
  RefrainCliVerb verb;
  const char *name;
  const char *synopsis; /* what follows the name */
  const char *summary;  /* to be translated */
  guint min_arguments;
  guint max_arguments;
} RefrainCliCommand;

/** RefrainCliOption: one option, as a row of the table of options. */
typedef struct
{
  const char *name;
  char letter; /* 0 = none */
  GOptionArg type;
  gsize offset;         /* of its place in #RefrainCliOptions */
  guint verbs;          /* a set of 1 << #RefrainCliVerb; 1 << REFRAIN_CLI_NONE = all */
  const char *argument; /* (nullable): what its value is called */
  const char *summary;  /* to be translated; %NULL keeps it out of the help */
} RefrainCliOption;

const RefrainCliCommand *refrain_cli_commands_get (RefrainCliVerb verb);
const RefrainCliCommand *refrain_cli_commands_find (const char *name);
gboolean refrain_cli_commands_is_planned (const char *name);
const RefrainCliCommand *refrain_cli_commands_list (gsize *n_commands);
const RefrainCliOption *refrain_cli_commands_list_options (gsize *n_options);

G_END_DECLS
