/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** RefrainTextMatch: where something was found, in characters. */
typedef struct
{
  guint start;
  guint end;
} RefrainTextMatch;

char *refrain_raw_answer_indent (const char *text);
GArray *refrain_raw_answer_find (const char *text, const char *query);

G_END_DECLS
