/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-clip-facts.h"

G_BEGIN_DECLS

#define REFRAIN_TYPE_REQUEST (refrain_request_get_type ())

/** REFRAIN_EXTEND_AT_END: a song is extended from its end. */
#define REFRAIN_EXTEND_AT_END (-1.0)

/**
 * RefrainRequestMode: what a request asks for.
 * @REFRAIN_REQUEST_DESCRIBE: a song about some words; the gateway writes the rest
 * @REFRAIN_REQUEST_CUSTOM: a song of the user's own lyrics, title and style
 * @REFRAIN_REQUEST_LYRICS: lyrics only
 */
typedef enum
{
  REFRAIN_REQUEST_DESCRIBE,
  REFRAIN_REQUEST_CUSTOM,
  REFRAIN_REQUEST_LYRICS,
} RefrainRequestMode;

/**
 * RefrainRequestFlaw: what keeps a request from being sent.
 * @REFRAIN_REQUEST_FINE: nothing
 * @REFRAIN_REQUEST_NO_DESCRIPTION: it says not what about
 * @REFRAIN_REQUEST_NO_LYRICS: a sung song without words
 * @REFRAIN_REQUEST_NO_STYLE: an instrumental without a style
 * @REFRAIN_REQUEST_NO_PARENT: a time to extend from, but no song
 */
typedef enum
{
  REFRAIN_REQUEST_FINE,
  REFRAIN_REQUEST_NO_DESCRIPTION,
  REFRAIN_REQUEST_NO_LYRICS,
  REFRAIN_REQUEST_NO_STYLE,
  REFRAIN_REQUEST_NO_PARENT,
} RefrainRequestFlaw;

typedef struct _RefrainRequest RefrainRequest;

/**
 * RefrainRequest: what the user asks a gateway to make, as a plain value.
 *
 * It knows no gateway's names for its members. Text is UTF-8; %NULL and empty mean the same:
 * nothing.
 */
struct _RefrainRequest
{
  RefrainRequestMode mode;
  char *description;    /* (owned) (nullable): of a "describe" or a lyrics request */
  char *lyrics;         /* (owned) (nullable) */
  char *title;          /* (owned) (nullable) */
  char *style;          /* (owned) (nullable): tags, comma separated */
  char *negative_style; /* (owned) (nullable): what not to sound like; some gateways only */
  char *model;          /* (owned) (nullable): any name; %NULL leaves it to the gateway */
  char *operation;      /* (owned) (nullable): "extend", "cover"…; some gateways only */
  char *extend_clip_id; /* (owned) (nullable): the clip to go on from */
  char *extend_task_id; /* (owned) (nullable): the task that made that clip */
  char *extra;          /* (owned) (nullable): a JSON object of members without a place above */
  double extend_at;     /* seconds into that clip, or REFRAIN_EXTEND_AT_END */
  gboolean instrumental;
};

GType refrain_request_get_type (void);
RefrainRequest *refrain_request_new (RefrainRequestMode mode);
RefrainRequest *refrain_request_new_from_clip (const RefrainClipFacts *clip);
RefrainRequest *refrain_request_copy (const RefrainRequest *request);
void refrain_request_free (RefrainRequest *request);
void refrain_request_set (char **member, const char *text);
gboolean refrain_request_equal (const RefrainRequest *a, const RefrainRequest *b);
RefrainRequestFlaw refrain_request_find_flaw (const RefrainRequest *request);
char *refrain_request_dup_summary (const RefrainRequest *request);
GVariant *refrain_request_to_variant (const RefrainRequest *request);
RefrainRequest *refrain_request_new_from_variant (GVariant *variant);
const char *refrain_request_mode_to_string (RefrainRequestMode mode);
RefrainRequestMode refrain_request_mode_from_string (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainRequest, refrain_request_free)

G_END_DECLS
