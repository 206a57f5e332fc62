/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-library.h"

guint count_open_tasks (RefrainLibrary *library);
void print_open_tasks (RefrainLibrary *library);
