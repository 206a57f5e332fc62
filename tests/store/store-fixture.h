/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-store-clips.h"
#include "refrain-store-error.h"
#include "refrain-store-files.h"
#include "refrain-store-gateways.h"
#include "refrain-store-tasks.h"

G_BEGIN_DECLS

typedef struct _StoreFixture StoreFixture;

/** StoreFixture: a database in a folder of its own, open and with one gateway. */
struct _StoreFixture
{
  char *folder;                  /* (owned) */
  char *path;                    /* (owned): of the database, in @folder */
  RefrainConnection *connection; /* (owned) (nullable): %NULL when only the folder is made */
  gint64 gateway;
};

void store_fixture_make_folder (StoreFixture *fixture, gconstpointer unused);
void store_fixture_set_up (StoreFixture *fixture, gconstpointer unused);
void store_fixture_tear_down (StoreFixture *fixture, gconstpointer unused);

RefrainConnection *store_fixture_connect (const char *path);
gint64 store_fixture_put_gateway (RefrainConnection *connection, const char *name);
gint64 store_fixture_ask (RefrainConnection *connection, const char *sql);
void store_fixture_execute (RefrainConnection *connection, const char *sql);
void store_fixture_assert_whole (RefrainConnection *connection);

RefrainTaskFacts *store_fixture_task (const char *id, RefrainTaskState state);
RefrainClipFacts *
store_fixture_add_clip (RefrainTaskFacts *task, const char *id, RefrainClipState state);
void store_fixture_set_text (char **field, const char *text);
RefrainTaskRecord *store_fixture_put (StoreFixture *fixture, RefrainTaskFacts *task);
gint64 store_fixture_put_song (StoreFixture *fixture, const char *id, const char *title);
void store_fixture_put_file (StoreFixture *fixture,
                             gint64 clip_row,
                             RefrainFileKind kind,
                             RefrainFileHealth health,
                             const char *path);
GArray *store_fixture_query (StoreFixture *fixture, const RefrainQuery *query);

void store_fixture_wait (gboolean *done);
void store_fixture_drop (RefrainStore *store);
gboolean store_fixture_open (RefrainStore *store, gboolean *read_only, GError **error);
gpointer
store_fixture_run (RefrainStore *store, RefrainStoreFunc func, gpointer data, GError **error);
GSubprocess *store_fixture_spawn (const char *role, const char *path, const char *name);

G_END_DECLS
