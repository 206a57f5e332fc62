/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *refrain_demo_words_dup_title (const char *description);
char *refrain_demo_words_dup_lyrics (const char *description);

G_END_DECLS
