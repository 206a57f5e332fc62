/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-store-error.h"

/* The formatter takes the name for a subtraction. */
/* clang-format off */
G_DEFINE_QUARK (refrain-store-error-quark, refrain_store_error)
/* clang-format on */
