/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define REFRAIN_LIBRARY_ERROR (refrain_library_error_quark ())

/**
 * RefrainLibraryError: why the library could not do something with a song.
 * @REFRAIN_LIBRARY_ERROR_FAILED: anything without a code of its own
 * @REFRAIN_LIBRARY_ERROR_NOT_FOUND: no such task, clip or gateway
 * @REFRAIN_LIBRARY_ERROR_NOT_READY: the song is still being made
 * @REFRAIN_LIBRARY_ERROR_NO_FILE: the song is complete, but no file is offered
 * @REFRAIN_LIBRARY_ERROR_REFUSED: the media host said no
 * @REFRAIN_LIBRARY_ERROR_NOT_MEDIA: what came is not what was asked for
 * @REFRAIN_LIBRARY_ERROR_FOLDER: the save folder cannot be written
 * @REFRAIN_LIBRARY_ERROR_BUSY: another program is saving the same file
 */
typedef enum
{
  REFRAIN_LIBRARY_ERROR_FAILED,
  REFRAIN_LIBRARY_ERROR_NOT_FOUND,
  REFRAIN_LIBRARY_ERROR_NOT_READY,
  REFRAIN_LIBRARY_ERROR_NO_FILE,
  REFRAIN_LIBRARY_ERROR_REFUSED,
  REFRAIN_LIBRARY_ERROR_NOT_MEDIA,
  REFRAIN_LIBRARY_ERROR_FOLDER,
  REFRAIN_LIBRARY_ERROR_BUSY,
} RefrainLibraryError;

GQuark refrain_library_error_quark (void);

G_END_DECLS
