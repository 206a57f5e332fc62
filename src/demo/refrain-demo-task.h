/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The life of a task, in milliseconds of the gateway's clock since its submit. */
#define REFRAIN_DEMO_AGE_SEEN 1000
#define REFRAIN_DEMO_AGE_FIRST_STREAM 2500
#define REFRAIN_DEMO_AGE_SECOND_STREAM 3500
#define REFRAIN_DEMO_AGE_FIRST_COMPLETE 5000
#define REFRAIN_DEMO_AGE_COMPLETE 6000
#define REFRAIN_DEMO_AGE_VIDEO 8000
#define REFRAIN_DEMO_AGE_FINISHED G_MAXINT64
#define REFRAIN_DEMO_AGE_BY_CLOCK (-1)

typedef enum
{
  REFRAIN_DEMO_STAGE_SUBMITTED,
  REFRAIN_DEMO_STAGE_QUEUED,
  REFRAIN_DEMO_STAGE_STREAMING,
  REFRAIN_DEMO_STAGE_COMPLETE,
  REFRAIN_DEMO_STAGE_ERROR,
} RefrainDemoStage;

typedef enum
{
  REFRAIN_DEMO_ENVELOPE_NEW_API,
  REFRAIN_DEMO_ENVELOPE_GOAPI,
} RefrainDemoEnvelope;

typedef enum
{
  REFRAIN_DEMO_FILE_AUDIO,
  REFRAIN_DEMO_FILE_VIDEO,
  REFRAIN_DEMO_FILE_COVER,
  REFRAIN_DEMO_FILE_COVER_LARGE,
} RefrainDemoFileKind;

typedef struct _RefrainDemoTask RefrainDemoTask;

/* One take. Files are names inside the media folder. */
typedef struct
{
  RefrainDemoTask *task; /* (unowned) */
  guint index;
  char *id;            /* (owned) */
  char *title;         /* (owned) */
  char *lyrics;        /* (owned) */
  double duration;     /* seconds, 0 = unknown */
  char *audio;         /* (owned) (nullable) */
  char *cover;         /* (owned) (nullable) */
  char *cover_large;   /* (owned) (nullable) */
  char *video;         /* (owned) (nullable) */
  char *fault;         /* (owned) (nullable): the media scenario its addresses lead to */
  char *audio_address; /* (owned) (nullable): sent as it is */
  char *error_type;    /* (owned) (nullable): set = the take failed */
  char *error_message; /* (owned) (nullable) */
} RefrainDemoTake;

struct _RefrainDemoTask
{
  char *id;     /* (owned) */
  char *action; /* (owned): MUSIC or LYRICS */
  RefrainDemoEnvelope envelope;
  char *model;         /* (owned): as asked for */
  char *model_version; /* (owned) */
  char *tags;          /* (owned) */
  char *negative_tags; /* (owned) (nullable) */
  char *describe;      /* (owned) (nullable) */
  char *request;       /* (owned) (nullable): what was asked for, as it came */
  gboolean instrumental;
  char *type;             /* (owned): gen or concat */
  char *continue_clip_id; /* (owned) (nullable) */
  double continue_at;     /* seconds */
  char *created_at;       /* (owned) (nullable): ISO 8601, of songs of the catalogue */
  gint64 submitted_at;    /* ms of the gateway's clock */
  gint64 fixed_age;       /* ms, REFRAIN_DEMO_AGE_BY_CLOCK = it grows up */
  char *status;           /* (owned) (nullable): a state word in place of the true one */
  char *fail_reason;      /* (owned) (nullable) */
  char *text_title;       /* (owned) (nullable): of a LYRICS task */
  char *text;             /* (owned) (nullable) */
  GPtrArray *takes;       /* (owned) (element-type RefrainDemoTake) */
};

RefrainDemoTask *refrain_demo_task_new (const char *id, const char *action);
void refrain_demo_task_free (RefrainDemoTask *self);
RefrainDemoTake *refrain_demo_task_add_take (RefrainDemoTask *self, const char *id);
RefrainDemoTake *
refrain_demo_task_borrow (RefrainDemoTask *self, const char *id, const RefrainDemoTake *from);
gint64 refrain_demo_task_get_age (const RefrainDemoTask *self, gint64 now);
const char *refrain_demo_task_get_status (const RefrainDemoTask *self, gint64 now);
RefrainDemoStage refrain_demo_take_get_stage (const RefrainDemoTake *self, gint64 now);
gboolean refrain_demo_take_has_video (const RefrainDemoTake *self, gint64 now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainDemoTask, refrain_demo_task_free)

G_END_DECLS
