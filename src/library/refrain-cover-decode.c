/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-cover-decode.h"

#include "refrain-library-error.h"
#include "refrain-magic.h"

#include <glib/gi18n-lib.h>

/* A picture that claims to be larger is a mistake or a bomb. */
#define MAX_SIDE 12000

typedef struct
{
  guint size;
  gboolean too_large;
} Fit;

/* Has the decoder scale while it reads, so that a large cover never stands whole in memory. */
static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  Fit *fit = user_data;
  double scale;

  if (width > MAX_SIDE || height > MAX_SIDE || width < 1 || height < 1)
    {
      fit->too_large = TRUE;
      /* Nothing at all: some decoders make room for the whole picture before they scale. */
      gdk_pixbuf_loader_set_size (loader, 0, 0);
      return;
    }

  /* The shorter side fills the square; what is over is cut off below. */
  scale = (double) fit->size / MIN (width, height);
  if (scale < 1.0)
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * scale + 0.5)),
                                MAX (1, (int) (height * scale + 0.5)));
}

static GdkPixbuf *
crop_square (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf);
  int height = gdk_pixbuf_get_height (pixbuf);
  int side = MIN (width, height);
  g_autoptr (GdkPixbuf) view = NULL;

  if (width == height)
    return g_object_ref (pixbuf);

  view = gdk_pixbuf_new_subpixbuf (pixbuf, (width - side) / 2, (height - side) / 2, side, side);
  return gdk_pixbuf_copy (view);
}

/**
 * refrain_cover_is_image:
 * @bytes: what came
 *
 * Returns: whether it is a picture by its first bytes, whatever the server called it
 */
gboolean
refrain_cover_is_image (GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  return refrain_media_format_is_image (refrain_magic_sniff (data, length));
}

/**
 * refrain_cover_decode:
 * @bytes: a picture
 * @size: the side of the square to fill, in pixels
 * @error: return location for an error
 *
 * Decodes and scales in one go. Safe in any thread.
 *
 * Returns: (transfer full) (nullable): a square picture, not larger than it was
 */
GdkPixbuf *
refrain_cover_decode (GBytes *bytes, guint size, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = NULL;
  GdkPixbuf *pixbuf;
  Fit fit = { .size = size };
  gboolean loaded;

  if (!refrain_cover_is_image (bytes))
    {
      g_set_error_literal (error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_NOT_MEDIA,
                           _ ("The cover’s address did not answer with a picture."));
      return NULL;
    }

  loader = gdk_pixbuf_loader_new ();
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &fit);
  loaded = gdk_pixbuf_loader_write_bytes (loader, bytes, error);
  /* Must be closed in any case; only the first error counts. */
  if (!gdk_pixbuf_loader_close (loader, loaded ? error : NULL))
    loaded = FALSE;
  if (!loaded && !fit.too_large)
    return NULL;

  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (pixbuf == NULL || fit.too_large)
    {
      g_clear_error (error);
      g_set_error_literal (error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_NOT_MEDIA,
                           _ ("The cover is too large to be shown."));
      return NULL;
    }

  return crop_square (pixbuf);
}
