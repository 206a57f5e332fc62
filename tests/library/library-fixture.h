/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-context.h"
#include "refrain-demo-gateway.h"
#include "refrain-library-error.h"

/* Songs of the demo gateway that the tests use by name. */
#define HARBOUR_TASK "demo-harbour-lights"
#define HARBOUR_1 "95e030a4-ec9a-5642-b5c3-d808f3751797"
#define HARBOUR_2 "356a2143-1347-5b1f-8096-f78d6e1926a6"
#define BICYCLE_TASK "demo-dawn-bicycle"
#define TRAIN_TASK "demo-night-train"

/* A library that talks to a demo gateway; everything it writes is below one scratch folder. */
typedef struct
{
  char *dir;
  char *data_dir;
  char *cache_dir;
  char *save_dir;
  RefrainDemoGateway *demo;
  RefrainContext *context; /* while it is open */
  RefrainLibrary *library; /* (unowned) */
  RefrainSource *source;   /* (nullable) */
} Fixture;

typedef gboolean (*Condition) (gpointer data);

void wait_until (Condition condition, gpointer data);
gboolean wait_at_most (guint seconds, Condition condition, gpointer data);
void store_result (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *wait_for_result (GAsyncResult **result);

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);
void fixture_open (Fixture *fixture);
void fixture_close (Fixture *fixture);
void fixture_reopen (Fixture *fixture);

RefrainSource *put_source (
    Fixture *fixture, gint64 row_id, const char *name, const char *address, const char *key);
RefrainFetchOutcome *fetch_ids (Fixture *fixture, const char *const *ids);
RefrainTask *fetch_task (Fixture *fixture, const char *id);
RefrainClip *get_clip (RefrainTask *task, guint index);
RefrainTask *find_task (Fixture *fixture, const char *id);
char *submit_task (Fixture *fixture);
GBytes *download (const char *url);

GPtrArray *list_folder (const char *folder);
gboolean has_name_with (const char *folder, const char *part);
void remove_tree (const char *path);
GPtrArray *list_ledger (Fixture *fixture);
void put_into_ledger (Fixture *fixture, const RefrainSavedFile *file);
void wait_for_saver (Fixture *fixture);
void save_and_wait (Fixture *fixture, RefrainClip *clip, guint kinds);
RefrainSaveItem *get_item (Fixture *fixture, guint index);
RefrainSaveItem *save_one (Fixture *fixture, RefrainClip *clip, RefrainFileKind kind);
void assert_saved_right (const RefrainSavedFile *file);
void assert_words (const GError *error);
