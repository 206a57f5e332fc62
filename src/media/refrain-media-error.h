/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RefrainMediaError:
 * @REFRAIN_MEDIA_ERROR_FAILED: anything that fits no other code, such as damage inside a file
 * @REFRAIN_MEDIA_ERROR_NOT_FOUND: the file or the address does not exist
 * @REFRAIN_MEDIA_ERROR_NOT_ALLOWED: reading or writing was refused
 * @REFRAIN_MEDIA_ERROR_NETWORK: the network failed while media was read
 * @REFRAIN_MEDIA_ERROR_NOT_MEDIA: the bytes are a page, text or another kind of file
 * @REFRAIN_MEDIA_ERROR_UNSUPPORTED: a decoder is missing or the format cannot be handled
 * @REFRAIN_MEDIA_ERROR_EMPTY: there is nothing in the file
 * @REFRAIN_MEDIA_ERROR_TRUNCATED: the file ends before it should
 * @REFRAIN_MEDIA_ERROR_NO_DEVICE: there is nothing to play on
 * @REFRAIN_MEDIA_ERROR_IO: the disk failed or is full
 *
 * Errors of the media layer. A cancelled operation reports %G_IO_ERROR_CANCELLED instead. Messages
 * are translated and meant for users.
 */
typedef enum
{
  REFRAIN_MEDIA_ERROR_FAILED,
  REFRAIN_MEDIA_ERROR_NOT_FOUND,
  REFRAIN_MEDIA_ERROR_NOT_ALLOWED,
  REFRAIN_MEDIA_ERROR_NETWORK,
  REFRAIN_MEDIA_ERROR_NOT_MEDIA,
  REFRAIN_MEDIA_ERROR_UNSUPPORTED,
  REFRAIN_MEDIA_ERROR_EMPTY,
  REFRAIN_MEDIA_ERROR_TRUNCATED,
  REFRAIN_MEDIA_ERROR_NO_DEVICE,
  REFRAIN_MEDIA_ERROR_IO,
} RefrainMediaError;

#define REFRAIN_MEDIA_ERROR (refrain_media_error_quark ())
GQuark refrain_media_error_quark (void);

void refrain_media_set_errno (GError **error, int saved_errno, const char *path);
gboolean refrain_media_set_cut (GError **error, double got, double wanted);
gboolean refrain_media_open (const char *path, int *fd, guint64 *size, GError **error);
gboolean refrain_media_read_at (int fd, guint64 offset, void *buffer, gsize n, GError **error);

G_END_DECLS
