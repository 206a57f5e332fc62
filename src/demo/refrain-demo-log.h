/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RefrainDemoLog:
 *
 * What was asked of the gateway: a count for each "METHOD /path", and the last requests with the
 * status they were given. It never sees a header or a query, so no key can get into it.
 */
typedef struct _RefrainDemoLog RefrainDemoLog;

RefrainDemoLog *refrain_demo_log_new (void);
void refrain_demo_log_free (RefrainDemoLog *self);
guint64 refrain_demo_log_add (RefrainDemoLog *self, const char *host, const char *request);
void refrain_demo_log_set_status (RefrainDemoLog *self, guint64 serial, guint status);
guint refrain_demo_log_count (RefrainDemoLog *self, const char *pattern);
char **refrain_demo_log_dup_lines (RefrainDemoLog *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainDemoLog, refrain_demo_log_free)

G_END_DECLS
