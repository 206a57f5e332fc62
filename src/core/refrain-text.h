/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** REFRAIN_FILE_NAME_MAX: the most bytes that a file name made here has, its ending included. */
#define REFRAIN_FILE_NAME_MAX 200

char *refrain_text_clean (const char *text);
char *refrain_text_first_line (const char *text, glong max_chars);
char *refrain_text_short_id (const char *id);
char *refrain_text_format_duration (double seconds);
char *refrain_text_file_name (const char *name_template,
                              const char *title,
                              const char *style,
                              const char *model,
                              const char *date,
                              const char *clip_id,
                              const char *extension);
gboolean refrain_text_is_http_url (const char *text);
char *refrain_text_redact_url (const char *url);

G_END_DECLS
