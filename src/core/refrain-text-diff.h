/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** RefrainDiffUnit: what is kept whole when two texts are compared. */
typedef enum
{
  REFRAIN_DIFF_LINES,
  REFRAIN_DIFF_WORDS,
} RefrainDiffUnit;

/** RefrainDiffKind: which of two texts has a part. */
typedef enum
{
  REFRAIN_DIFF_SAME,
  REFRAIN_DIFF_REMOVED,
  REFRAIN_DIFF_ADDED,
} RefrainDiffKind;

typedef struct _RefrainDiffPart RefrainDiffPart;

/** RefrainDiffPart: a piece of text that both texts have, or one of them. */
struct _RefrainDiffPart
{
  RefrainDiffKind kind;
  char *text; /* (owned): never empty */
};

GPtrArray *refrain_text_diff (const char *before, const char *after, RefrainDiffUnit unit);

G_END_DECLS
