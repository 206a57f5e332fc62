/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** REFRAIN_IDS_MAX: the most ids that are opened at once. */
#define REFRAIN_IDS_MAX 500

char **refrain_ids_split (const char *text, guint *n_left_out);

G_END_DECLS
