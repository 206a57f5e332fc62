/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-library-error.h"

G_DEFINE_QUARK (refrain - library - error - quark, refrain_library_error)
