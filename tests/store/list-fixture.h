/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-clip-list.h"
#include "store-fixture.h"

G_BEGIN_DECLS

typedef struct _ListFixture ListFixture;

/** ListFixture: a library's list and somebody who follows it by its signals alone. */
struct _ListFixture
{
  StoreFixture base;
  RefrainStore *store;
  RefrainClipPool *pool;
  RefrainClipList *list;
  GPtrArray *shadow; /* (element-type RefrainClip) */
  guint n_answers;
  guint n_signals;
  guint position;
  guint removed;
  guint added;
};

void list_fixture_set_up (ListFixture *self, gconstpointer unused);
void list_fixture_tear_down (ListFixture *self, gconstpointer unused);
void list_fixture_unfollow (ListFixture *self);
void list_fixture_settle (ListFixture *self);
void list_fixture_wait_for_answer (ListFixture *self, guint n_before);
void list_fixture_ask (ListFixture *self, RefrainView view, gboolean ascending, const char *text);
void list_fixture_refresh (ListFixture *self);
gint64 list_fixture_put (ListFixture *self, const char *id);

G_END_DECLS
