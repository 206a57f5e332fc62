/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-demo-gateway.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#define AUDIO_SIZE (417 * 200)

/* A running gateway on a small media folder, and a client. */
typedef struct
{
  char *top_dir; /* holds the media folder and a file that must stay out of reach */
  char *media_dir;
  RefrainDemoGateway *gateway;
  SoupSession *session;
} Fixture;

/* What came back. A request that failed has the status 0 and an error. */
typedef struct
{
  guint status;
  GBytes *body;
  SoupMessage *message;
  GError *error;
} Answer;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);

void answer_free (Answer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

Answer *request_full (Fixture *fixture,
                      const char *method,
                      const char *address,
                      const char *body,
                      const char *const *headers);
Answer *get (Fixture *fixture, const char *path);
Answer *post (Fixture *fixture, const char *path, const char *body);
JsonNode *parse (Answer *answer);
JsonObject *get_task (JsonNode *root);
JsonObject *get_clip (JsonNode *root, guint index);
const char *get_header (Answer *answer, const char *name);
char *raw_request (const char *address, const char *path, gsize *size, GCancellable *cancellable);
char *dup_media_address (Fixture *fixture, const char *path);
void assert_status (Fixture *fixture, const char *address, guint status);
