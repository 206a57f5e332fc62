/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode *refrain_json_member (JsonNode *node, const char *name);
JsonNode *refrain_json_path (JsonNode *node, const char *path);
JsonObject *refrain_json_object (JsonNode *node);
JsonArray *refrain_json_array (JsonNode *node);
gboolean refrain_json_is_null (JsonNode *node);
JsonNode *refrain_json_unwrap (JsonNode *node, JsonNode **storage);
char *refrain_json_text (JsonNode *node);
char *refrain_json_first_text (JsonNode *node, const char *const *names);
char *refrain_json_joined_text (JsonNode *node);
gboolean refrain_json_number (JsonNode *node, double *number);
gboolean refrain_json_boolean (JsonNode *node, gboolean *value);
gint64 refrain_json_time (JsonNode *node);
gint64 refrain_json_first_time (JsonNode *node, const char *const *names);
JsonNode *refrain_json_parse (const char *text, gssize length);

G_END_DECLS
