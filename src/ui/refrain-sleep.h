/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-watcher.h"

G_BEGIN_DECLS

#define REFRAIN_TYPE_SLEEP (refrain_sleep_get_type ())
G_DECLARE_FINAL_TYPE (RefrainSleep, refrain_sleep, REFRAIN, SLEEP, GObject)

RefrainSleep *refrain_sleep_new (RefrainWatcher *watcher);

G_END_DECLS
