/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint refrain_schedule_retry_delay (guint attempt, gint64 retry_after, double random);
guint refrain_schedule_poll_delay (gint64 age, guint n_failures, gint64 retry_after, double random);

G_END_DECLS
