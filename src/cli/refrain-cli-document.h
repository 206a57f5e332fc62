/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-records.h"
#include "refrain-source.h"
#include "refrain-verify.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonObject *refrain_cli_document_new_tasks (GPtrArray *tasks);
JsonObject *refrain_cli_document_new_clips (GPtrArray *clips, guint total);
JsonObject *refrain_cli_document_new_gateways (GPtrArray *sources);
JsonObject *refrain_cli_document_new_verify (const RefrainVerifyResult *result);
void refrain_cli_document_set_error (JsonObject *document, const GError *error);
char *refrain_cli_document_to_text (JsonObject *document);

G_END_DECLS
