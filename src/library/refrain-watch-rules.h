/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-task.h"

G_BEGIN_DECLS

gint64 refrain_watch_rules_get_age (RefrainTask *task, gint64 now);
gboolean refrain_watch_rules_may_ask (RefrainTask *task);
gboolean refrain_watch_rules_is_past_deadline (RefrainTask *task, gint64 now);
gboolean refrain_watch_rules_is_settled (RefrainTask *task, gint64 now);

G_END_DECLS
