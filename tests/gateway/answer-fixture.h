/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-answer.h"
#include "refrain-gateway-error.h"

G_BEGIN_DECLS

RefrainAnswer *fixture_parse_bytes (const char *body, gsize length, guint status, GError **error);
RefrainAnswer *fixture_parse_status (const char *quoted, guint status, GError **error);
RefrainAnswer *fixture_parse (const char *quoted);
GError *fixture_parse_error (const char *quoted, guint status);
char *fixture_load (const char *name, gsize *length);
RefrainAnswer *fixture_parse_file (const char *name);
RefrainTaskFacts *fixture_task (const RefrainAnswer *answer, guint index);
RefrainClipFacts *fixture_clip (const RefrainAnswer *answer, guint index);
char *fixture_unquote (const char *quoted);
void fixture_assert_sound (const RefrainAnswer *answer);

G_END_DECLS
