/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *refrain_sender_dup_self (void);
gboolean refrain_sender_is_alive (const char *sender);

G_END_DECLS
