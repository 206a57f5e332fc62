/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RefrainStream:
 *
 * Bytes on their way from the main context, which fetches them, to a thread that plays them. It
 * holds little: whoever brings more waits until there is room.
 */
typedef struct _RefrainStream RefrainStream;

/**
 * RefrainStreamAnswer:
 * @status: the HTTP status
 * @content_type: (nullable): without parameters
 * @etag: (nullable): names this version of the file
 * @content_length: how many bytes come, -1 when that was not said
 * @offset: where in the file they begin
 * @total: how long the whole file is, -1 when that was not said
 * @ranges: whether the server gives any part that is asked for
 *
 * What a server says before the bytes come.
 */
typedef struct
{
  guint status;
  const char *content_type;
  const char *etag;
  gint64 content_length;
  gint64 offset;
  gint64 total;
  gboolean ranges;
} RefrainStreamAnswer;

RefrainStream *refrain_stream_new (const char *etag);
RefrainStream *refrain_stream_ref (RefrainStream *self);
void refrain_stream_unref (RefrainStream *self);

/* For the side that fetches. */
const char *refrain_stream_get_etag (RefrainStream *self);
GCancellable *refrain_stream_get_cancellable (RefrainStream *self);
void refrain_stream_set_answer (RefrainStream *self, const RefrainStreamAnswer *answer);
gboolean refrain_stream_write (RefrainStream *self, gconstpointer data, gsize size, GTask *task);
void refrain_stream_drop_write (RefrainStream *self);
void refrain_stream_end (RefrainStream *self, const GError *error);

/* For the side that plays. */
const RefrainStreamAnswer *refrain_stream_wait (RefrainStream *self, GError **error);
GBytes *refrain_stream_read (RefrainStream *self, GError **error);
void refrain_stream_set_flushing (RefrainStream *self, gboolean flushing);
void refrain_stream_close (RefrainStream *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainStream, refrain_stream_unref)

G_END_DECLS
