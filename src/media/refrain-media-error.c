/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "refrain-media-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* The formatter takes the name for a subtraction. */
/* clang-format off */
G_DEFINE_QUARK (refrain-media-error-quark, refrain_media_error)
/* clang-format on */

/**
 * refrain_media_set_errno:
 * @error: return location for an error
 * @saved_errno: the `errno` of the call that failed
 * @path: (type filename): the file it failed on
 *
 * Sets the #RefrainMediaError which fits @saved_errno, with a message that says what to do next.
 */
void
refrain_media_set_errno (GError **error, int saved_errno, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);

  switch (saved_errno)
    {
    case ENOENT:
    case ENOTDIR:
      g_set_error (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_NOT_FOUND,
                   _ ("“%s” is not there any more"), name);
      break;
    case EACCES:
    case EPERM:
    case EROFS:
      g_set_error (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_NOT_ALLOWED,
                   _ ("“%s” may not be opened: check the permissions of its folder"), name);
      break;
    case ENOSPC:
    case EDQUOT:
      g_set_error (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_IO,
                   _ ("There is no space left for “%s”: make room and try again"), name);
      break;
    case EEXIST:
      g_set_error (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_IO,
                   _ ("“%s” exists already: choose another name"), name);
      break;
    default:
      g_set_error (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_IO,
                   _ ("The disk failed on “%s”: %s"), name, g_strerror (saved_errno));
      break;
    }
}

/**
 * refrain_media_set_cut:
 * @error: return location for an error
 * @got: seconds that are there
 * @wanted: seconds that should be there, 0 for unknown
 *
 * Sets %REFRAIN_MEDIA_ERROR_TRUNCATED.
 *
 * Returns: %FALSE
 */
gboolean
refrain_media_set_cut (GError **error, double got, double wanted)
{
  /* Numbers that look the same would only puzzle. */
  int digits = wanted - got < 1.5 ? 2 : 0;

  if (wanted > 0)
    g_set_error (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_TRUNCATED,
                 /* TRANSLATORS: seconds that are there, seconds that should be there */
                 _ ("The file ends early: %.*f s of %.*f s"), digits, got, digits, wanted);
  else
    g_set_error (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_TRUNCATED,
                 _ ("The file ends early: it is cut off after %.0f s"), got);
  return FALSE;
}

/**
 * refrain_media_open:
 * @path: (type filename): a regular file
 * @fd: (out): its descriptor; close it with g_close()
 * @size: (out): its size in bytes, which is never 0
 * @error: return location for an error
 *
 * Opens a saved media file for reading.
 *
 * Returns: %TRUE on success; an empty file is %REFRAIN_MEDIA_ERROR_EMPTY
 */
gboolean
refrain_media_open (const char *path, int *fd, guint64 *size, GError **error)
{
  struct stat info;
  /* O_NONBLOCK keeps a FIFO of that name from blocking the open for ever. */
  int opened = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

  if (opened < 0)
    {
      refrain_media_set_errno (error, errno, path);
      return FALSE;
    }
  if (fstat (opened, &info) < 0)
    {
      refrain_media_set_errno (error, errno, path);
      g_close (opened, NULL);
      return FALSE;
    }
  if (!S_ISREG (info.st_mode))
    {
      g_close (opened, NULL);
      g_set_error_literal (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_NOT_MEDIA,
                           _ ("This is not a file"));
      return FALSE;
    }
  if (info.st_size == 0)
    {
      g_close (opened, NULL);
      g_set_error_literal (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_EMPTY,
                           _ ("The file is empty"));
      return FALSE;
    }

  *fd = opened;
  *size = (guint64) info.st_size;
  return TRUE;
}

/**
 * refrain_media_read_at:
 * @fd: an open file
 * @offset: where to read
 * @buffer: (out caller-allocates): room for @n bytes
 * @n: how many bytes to read
 * @error: return location for an error
 *
 * Reads exactly @n bytes. The file's own position stays.
 *
 * Returns: %TRUE on success; the end of the file is %REFRAIN_MEDIA_ERROR_TRUNCATED
 */
gboolean
refrain_media_read_at (int fd, guint64 offset, void *buffer, gsize n, GError **error)
{
  guint8 *to = buffer;

  while (n > 0)
    {
      ssize_t got = pread (fd, to, n, (off_t) offset);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        {
          g_set_error (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_IO,
                       _ ("The disk failed while reading: %s"), g_strerror (errno));
          return FALSE;
        }
      if (got == 0)
        {
          g_set_error_literal (error, REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_TRUNCATED,
                               _ ("The file ends early"));
          return FALSE;
        }
      to += got;
      offset += (guint64) got;
      n -= (gsize) got;
    }

  return TRUE;
}
