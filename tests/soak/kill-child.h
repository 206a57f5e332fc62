/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#define CHILD_ROLE "--child"

int
kill_child_run (const char *data_dir, const char *cache_dir, const char *prefix, int n_requests);
