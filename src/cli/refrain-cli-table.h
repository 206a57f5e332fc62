/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _RefrainCliTable RefrainCliTable;

/** RefrainCliColor: how a cell stands out on a terminal. */
typedef enum
{
  REFRAIN_CLI_PLAIN,
  REFRAIN_CLI_BOLD,
  REFRAIN_CLI_DIM,
  REFRAIN_CLI_GREEN,
  REFRAIN_CLI_YELLOW,
  REFRAIN_CLI_RED,
} RefrainCliColor;

RefrainCliTable *refrain_cli_table_new (guint n_columns, guint wide_column);
void refrain_cli_table_free (RefrainCliTable *table);
void refrain_cli_table_add (RefrainCliTable *table, const char *text, RefrainCliColor color);
void refrain_cli_table_append_to (RefrainCliTable *table, GString *out, const char *indent);
void refrain_cli_append_colored (GString *out, const char *text, RefrainCliColor color);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainCliTable, refrain_cli_table_free)

G_END_DECLS
