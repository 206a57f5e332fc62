/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

char *refrain_json_write (JsonNode *node);
char *refrain_json_write_object (JsonObject *object);
char *refrain_json_write_text (const char *text);

G_END_DECLS
