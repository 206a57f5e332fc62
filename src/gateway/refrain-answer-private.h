/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-answer.h"
#include "refrain-json-read.h"

G_BEGIN_DECLS

gboolean refrain_answer_is_clip (JsonNode *node);
gboolean refrain_answer_is_lyrics (JsonNode *node);
RefrainClipFacts *refrain_answer_read_clip (JsonNode *node,
                                            const char *key,
                                            const char *task_id,
                                            RefrainTaskState task_state);
GPtrArray *refrain_answer_find_clips (JsonNode *root, JsonNode *data, GPtrArray *storage);
RefrainTaskFacts *refrain_answer_read_task (JsonNode *root, JsonNode *data);
RefrainTaskState refrain_answer_derive_state (const RefrainTaskFacts *task);
gboolean refrain_answer_is_batch (JsonNode *node);
GError *refrain_answer_read_error (JsonNode *root, guint http_status);
GError *refrain_answer_not_json_error (const char *body, gsize length, guint http_status);

/** RefrainClipNode: a clip as it stands in an answer, and the key it stood under, if any. */
typedef struct
{
  JsonNode *node;  /* (unowned) */
  const char *key; /* (unowned) (nullable) */
} RefrainClipNode;

G_END_DECLS
