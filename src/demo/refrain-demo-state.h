/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-demo-clock.h"
#include "refrain-demo-gateway.h"
#include "refrain-demo-log.h"
#include "refrain-demo-task.h"
#include "refrain-demo-trouble.h"

G_BEGIN_DECLS

/* A file of the media folder, mapped into memory. */
typedef struct
{
  GBytes *bytes;            /* (owned) */
  char *etag;               /* (owned): with its quotes */
  char *last_modified;      /* (owned): as HTTP writes it */
  const char *content_type; /* static */
} RefrainDemoFile;

/**
 * RefrainDemoState:
 *
 * All that the two hosts know. Only the gateway's thread touches it while that thread runs.
 */
typedef struct
{
  GMainContext *context;       /* (owned) */
  char *media_dir;             /* (owned) */
  char *media_address;         /* (owned) (nullable): of the media host, while it listens */
  RefrainDemoClock *clock;     /* (owned) */
  RefrainDemoLog *log;         /* (owned) */
  RefrainDemoTrouble *trouble; /* (owned) */
  GHashTable *tasks;           /* (owned) (element-type utf8 RefrainDemoTask) */
  GHashTable *clips;           /* (owned) (element-type utf8 RefrainDemoTake): of the tasks */
  GPtrArray *catalogue;        /* (owned) (element-type RefrainDemoTask): some of the tasks */
  GPtrArray *lenders;          /* (owned) (element-type RefrainDemoTake): of the catalogue */
  GHashTable *files;           /* (owned) (element-type utf8 RefrainDemoFile) */
  GHashTable *attempts;        /* (owned) (element-type utf8 guint): by scenario */
  GHashTable *exchanges;       /* (owned) (element-type RefrainDemoExchange): open ones */
  char *required_key;          /* (owned) (nullable) */
  guint latency_ms;
  guint64 media_rate; /* bytes per second, 0 = no limit */
  RefrainDemoSubmitForm submit_form;
  RefrainDemoBatch batch;
  guint next_take; /* whose files the next new take borrows */
  guint submit_count;
  gboolean media_saw_key;
} RefrainDemoState;

RefrainDemoState *refrain_demo_state_new (const char *media_dir);
void refrain_demo_state_free (RefrainDemoState *self);
gboolean refrain_demo_state_load (RefrainDemoState *self, GError **error);
void refrain_demo_state_take_task (RefrainDemoState *self, RefrainDemoTask *task);
RefrainDemoTask *refrain_demo_state_find_task (RefrainDemoState *self, const char *id);
RefrainDemoTake *refrain_demo_state_find_take (RefrainDemoState *self, const char *id);
const RefrainDemoTake *refrain_demo_state_get_lender (RefrainDemoState *self, guint index);
RefrainDemoFile *refrain_demo_state_open_file (RefrainDemoState *self, const char *name);
guint refrain_demo_state_count_attempt (RefrainDemoState *self, const char *scenario);
gint64 refrain_demo_state_get_now (RefrainDemoState *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainDemoState, refrain_demo_state_free)

G_END_DECLS
