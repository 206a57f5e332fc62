/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *refrain_address_normalize (const char *text, GError **error);
char *refrain_address_join (const char *base, const char *path_template, const char *id);
char *refrain_address_dup_origin (const char *address);
gboolean refrain_address_same_origin (const char *a, const char *b);

G_END_DECLS
