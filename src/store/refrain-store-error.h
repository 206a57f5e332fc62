/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define REFRAIN_STORE_ERROR (refrain_store_error_quark ())

/**
 * RefrainStoreError: why the library's database did not do what it was asked to.
 * @REFRAIN_STORE_ERROR_FAILED: anything without a code of its own
 * @REFRAIN_STORE_ERROR_BUSY: another process kept it locked for too long
 * @REFRAIN_STORE_ERROR_CORRUPT: the file is damaged or no database
 * @REFRAIN_STORE_ERROR_TOO_NEW: written by a newer version; it can be read, not changed
 * @REFRAIN_STORE_ERROR_FULL: no space is left
 * @REFRAIN_STORE_ERROR_CANNOT_OPEN: the file or its folder cannot be opened
 */
typedef enum
{
  REFRAIN_STORE_ERROR_FAILED,
  REFRAIN_STORE_ERROR_BUSY,
  REFRAIN_STORE_ERROR_CORRUPT,
  REFRAIN_STORE_ERROR_TOO_NEW,
  REFRAIN_STORE_ERROR_FULL,
  REFRAIN_STORE_ERROR_CANNOT_OPEN,
} RefrainStoreError;

GQuark refrain_store_error_quark (void);

G_END_DECLS
