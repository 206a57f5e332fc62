/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-stream-opener.h"

/* All but the count is used on the main context alone. */
struct _RefrainStreamOpener
{
  RefrainStreamOpenFunc func; /* (nullable): %NULL once closed */
  gpointer user_data;
  RefrainStream *stream; /* (owned) (nullable): the last one; a source reads one at a time */
};

typedef struct
{
  RefrainStreamOpener *opener; /* (owned) */
  RefrainStream *stream;       /* (owned) */
  char *uri;                   /* (owned) */
  gint64 offset;
} Wish;

static void
clear_opener (gpointer data)
{
  RefrainStreamOpener *self = data;

  g_clear_pointer (&self->stream, refrain_stream_unref);
}

static void
free_wish (gpointer data)
{
  Wish *wish = data;

  refrain_stream_opener_unref (wish->opener);
  refrain_stream_unref (wish->stream);
  g_free (wish->uri);
  g_free (wish);
}

static gboolean
open_cb (gpointer user_data)
{
  const Wish *wish = user_data;
  RefrainStreamOpener *self = wish->opener;
  g_autoptr (GError) error = NULL;

  /* Who asked may have gone on in the meantime: no request is made for nobody. */
  if (self->func == NULL
      || g_cancellable_is_cancelled (refrain_stream_get_cancellable (wish->stream)))
    {
      error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, "closed");
      refrain_stream_end (wish->stream, error);
      return G_SOURCE_REMOVE;
    }

  g_clear_pointer (&self->stream, refrain_stream_unref);
  self->stream = refrain_stream_ref (wish->stream);
  self->func (wish->stream, wish->uri, wish->offset, self->user_data);
  return G_SOURCE_REMOVE;
}

/**
 * refrain_stream_opener_new:
 * @func: (nullable): fetches an address; %NULL for an opener that refuses
 * @user_data: for @func; must live until refrain_stream_opener_close()
 *
 * Returns: (transfer full): an opener
 */
RefrainStreamOpener *
refrain_stream_opener_new (RefrainStreamOpenFunc func, gpointer user_data)
{
  RefrainStreamOpener *self = g_atomic_rc_box_new0 (RefrainStreamOpener);

  self->func = func;
  self->user_data = user_data;
  return self;
}

/**
 * refrain_stream_opener_ref:
 * @self: an opener
 *
 * Returns: (transfer full): the opener
 */
RefrainStreamOpener *
refrain_stream_opener_ref (RefrainStreamOpener *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * refrain_stream_opener_unref:
 * @self: (transfer full): an opener
 */
void
refrain_stream_opener_unref (RefrainStreamOpener *self)
{
  g_atomic_rc_box_release_full (self, clear_opener);
}

/**
 * refrain_stream_opener_open:
 * @self: an opener
 * @stream: where the bytes shall go
 * @uri: an http or https address
 * @offset: from which byte on; -1 for all, without asking for a part
 *
 * From any thread; returns at once. @stream is ended in any case.
 */
void
refrain_stream_opener_open (RefrainStreamOpener *self,
                            RefrainStream *stream,
                            const char *uri,
                            gint64 offset)
{
  /* Not g_main_context_invoke(), which runs here and now while nobody runs the main context. */
  g_autoptr (GSource) source = g_idle_source_new ();
  Wish *wish = g_new0 (Wish, 1);

  wish->opener = refrain_stream_opener_ref (self);
  wish->stream = refrain_stream_ref (stream);
  wish->uri = g_strdup (uri);
  wish->offset = offset;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "refrain-stream-opener");
  g_source_set_callback (source, open_cb, wish, free_wish);
  g_source_attach (source, NULL);
}

/**
 * refrain_stream_opener_close:
 * @self: an opener
 *
 * Opens nothing any more and closes what it has opened. To be called on the main context.
 */
void
refrain_stream_opener_close (RefrainStreamOpener *self)
{
  self->func = NULL;
  if (self->stream != NULL)
    refrain_stream_close (self->stream);
  g_clear_pointer (&self->stream, refrain_stream_unref);
}
