/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** RefrainJsonScan: why a text was not fit to be parsed. */
typedef enum
{
  REFRAIN_JSON_SCAN_OK,
  REFRAIN_JSON_SCAN_CUT,      /* ends inside its first document */
  REFRAIN_JSON_SCAN_TOO_DEEP, /* nested beyond the limit */
  REFRAIN_JSON_SCAN_TOO_MANY, /* more values than the limit */
  REFRAIN_JSON_SCAN_STRANGE,  /* holds what JSON does not have, such as a comment */
} RefrainJsonScan;

RefrainJsonScan refrain_json_scan_last_document (
    const char *text, gsize length, guint max_depth, gsize max_values, gsize *start, gsize *end);

G_END_DECLS
