/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *refrain_cli_text_line (const char *text);
char *refrain_cli_text_block (const char *text);
char *refrain_cli_text_path (const char *path);
guint refrain_cli_text_width (const char *text);
char *refrain_cli_text_fit (const char *text, guint width);
char *refrain_cli_text_json (const char *text, gboolean shorten);

G_END_DECLS
