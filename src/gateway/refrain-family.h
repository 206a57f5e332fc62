/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-request.h"

G_BEGIN_DECLS

/** RefrainPart: the part of a request that a member of a body holds. */
typedef enum
{
  REFRAIN_PART_CONSTANT,
  REFRAIN_PART_DESCRIPTION,
  REFRAIN_PART_LYRICS,
  REFRAIN_PART_TITLE,
  REFRAIN_PART_STYLE,
  REFRAIN_PART_NEGATIVE_STYLE,
  REFRAIN_PART_MODEL,            /* as it is */
  REFRAIN_PART_MODEL_AS_VERSION, /* a known model by its version: "V4_5PLUS" */
  REFRAIN_PART_MODEL_BY_VERSION, /* a known model named after its version: "chirp-v4-5-plus" */
  REFRAIN_PART_OPERATION,
  REFRAIN_PART_EXTEND_CLIP,
  REFRAIN_PART_EXTEND_TASK,
  REFRAIN_PART_EXTEND_AT,
  REFRAIN_PART_INSTRUMENTAL,
} RefrainPart;

/** RefrainField: one member of a body. A list of them ends with one without a path. */
typedef struct
{
  const char *path; /* members' names with dots between them: "input.prompt" */
  RefrainPart part;
  const char *fallback; /* (nullable): JSON text of a constant, or for a part that says nothing */
} RefrainField;

/** RefrainSubmitCall: how one kind of request is sent. */
typedef struct
{
  const char *path;           /* (nullable): below the base address; %NULL = not offered */
  const RefrainField *fields; /* the body */
} RefrainSubmitCall;

typedef struct _RefrainFamily RefrainFamily;

/** RefrainFamily: how one family of gateways is asked. All are read by the same reader. */
struct _RefrainFamily
{
  const char *name;         /* as stored and on the command line */
  const char *title;        /* for people; not translated: the names of programs and services */
  const char *const *hosts; /* (nullable): known hosts, and with them those below */
  const char *key_header;   /* the header that carries the key */
  const char *key_format;   /* its value, with "%s" for the key */

  RefrainSubmitCall describe;
  RefrainSubmitCall custom;
  RefrainSubmitCall extend; /* without a path the other calls extend, too */
  RefrainSubmitCall lyrics;
  guint submit_seconds; /* how long the answer to a submit of music may take */

  const char *fetch_path;        /* with "%s" for the task's id */
  const char *fetch_body;        /* (nullable): with "%s" for the id as JSON text; then a POST */
  const char *lyrics_fetch_path; /* (nullable): asked for an id that fetch_path does not know */
  const char *batch_path;        /* (nullable): asks for many tasks at once */
  const char *list_path;         /* (nullable): the latest songs without any id */
  gboolean ids_are_clips;        /* a task's id is its clips' ids, with commas between them */
};

const RefrainFamily *refrain_family_find (const char *name);
const RefrainFamily *refrain_family_find_by_address (const char *address);
const RefrainFamily *refrain_family_get_all (guint *n_families);
const RefrainSubmitCall *
refrain_family_get_call (const RefrainFamily *family, const RefrainRequest *request);

G_END_DECLS
