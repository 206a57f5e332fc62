/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *refrain_style_tags_at (const char *style, int caret);
char **refrain_style_tags_suggest (const char *const *styles,
                                   const char *style,
                                   int caret,
                                   guint max_tags);
char *refrain_style_tags_complete (const char *style, int caret, const char *tag, int *new_caret);

G_END_DECLS
