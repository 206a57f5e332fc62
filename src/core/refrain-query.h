/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-states.h"

G_BEGIN_DECLS

/** RefrainView: which clips of the library a list shows. */
typedef enum
{
  REFRAIN_VIEW_ALL,
  REFRAIN_VIEW_UNHEARD,
  REFRAIN_VIEW_KEEPERS,
  REFRAIN_VIEW_LATER,
  REFRAIN_VIEW_REJECTED,
  REFRAIN_VIEW_UNSAVED,
  REFRAIN_VIEW_AT_RISK,
  REFRAIN_VIEW_SAVED,
} RefrainView;

/** RefrainSort: the order of a list of clips. */
typedef enum
{
  REFRAIN_SORT_CREATED,
  REFRAIN_SORT_TITLE,
  REFRAIN_SORT_STYLE,
  REFRAIN_SORT_DURATION,
  REFRAIN_SORT_MODEL,
} RefrainSort;

typedef struct _RefrainQuery RefrainQuery;

/** RefrainQuery: which clips a list shows, in which order, as a plain value. */
struct _RefrainQuery
{
  char *text; /* (owned) (nullable): words that all must be found */
  RefrainView view;
  RefrainSort sort;
  gboolean ascending;
  guint limit;     /* 0 = all */
  gint64 task_row; /* 0 = of every task */
};

RefrainQuery *refrain_query_new (void);
RefrainQuery *refrain_query_copy (const RefrainQuery *query);
void refrain_query_free (RefrainQuery *query);
gboolean refrain_query_equal (const RefrainQuery *a, const RefrainQuery *b);
char **refrain_query_split_words (const RefrainQuery *query);
const char *refrain_sort_to_string (RefrainSort sort);
gboolean refrain_sort_from_string (const char *name, RefrainSort *sort);
gboolean refrain_sort_is_ascending_by_nature (RefrainSort sort);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainQuery, refrain_query_free)

G_END_DECLS
