/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-library-error.h"

/* The formatter takes the name for a subtraction. */
/* clang-format off */
G_DEFINE_QUARK (refrain-library-error-quark, refrain_library_error)
/* clang-format on */
