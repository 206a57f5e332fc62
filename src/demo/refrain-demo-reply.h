/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/* libsoup has no name for this one. */
#define REFRAIN_DEMO_STATUS_TOO_MANY_REQUESTS 429

/* How a reply ends. */
typedef enum
{
  REFRAIN_DEMO_END_DONE,  /* as it should */
  REFRAIN_DEMO_END_CUT,   /* the connection is closed after the last piece */
  REFRAIN_DEMO_END_STALL, /* the last piece is followed by nothing, until the client gives up */
} RefrainDemoEnd;

/* Values of content_length that are no length. */
#define REFRAIN_DEMO_LENGTH_FITTING (-1)
#define REFRAIN_DEMO_LENGTH_CHUNKED (-2)

/**
 * RefrainDemoReply:
 *
 * A decision about what is sent, how fast, and how it ends: a plain value, which an exchange
 * carries out. The same piece may be in it many times, so that a huge body costs no memory.
 */
typedef struct
{
  guint status;
  const char *content_type;    /* (unowned) (nullable): static */
  GPtrArray *pieces;           /* (owned) (element-type GBytes) */
  SoupMessageHeaders *headers; /* (owned) */
  goffset content_length;
  guint64 rate;    /* bytes per second, 0 = as fast as it goes */
  guint delay_ms;  /* before the answer, by the gateway's clock */
  gboolean silent; /* not even a status line is sent before it ends */
  RefrainDemoEnd end;
} RefrainDemoReply;

RefrainDemoReply *refrain_demo_reply_new (void);
void refrain_demo_reply_free (RefrainDemoReply *self);
void refrain_demo_reply_set_bytes (RefrainDemoReply *self,
                                   guint status,
                                   const char *content_type,
                                   GBytes *bytes);
void refrain_demo_reply_set_text (RefrainDemoReply *self,
                                  guint status,
                                  const char *content_type,
                                  const char *text);
void refrain_demo_reply_set_json (RefrainDemoReply *self, guint status, JsonNode *node);
void refrain_demo_reply_set_redirect (RefrainDemoReply *self, const char *address);
void refrain_demo_reply_set_page (RefrainDemoReply *self, guint status);
void refrain_demo_reply_set_drop (RefrainDemoReply *self);
void refrain_demo_reply_keep (RefrainDemoReply *self, gsize size);
gsize refrain_demo_reply_get_size (RefrainDemoReply *self);
GBytes *refrain_demo_reply_dup_body (RefrainDemoReply *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainDemoReply, refrain_demo_reply_free)

G_END_DECLS
