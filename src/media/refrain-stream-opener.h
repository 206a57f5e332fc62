/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "refrain-stream.h"

G_BEGIN_DECLS

/**
 * RefrainStreamOpenFunc:
 * @stream: where to answer, put the bytes and end; take a reference for later
 * @uri: an http or https address
 * @offset: from which byte on; -1 for all, when a server does not like to be asked for a part
 * @user_data: what was set with the function
 *
 * Begins to fetch an address. Called on the main context. Whatever happens, the stream has to be
 * ended, and fetching has to stop when the stream's cancellable is cancelled.
 */
typedef void (*RefrainStreamOpenFunc) (RefrainStream *stream,
                                       const char *uri,
                                       gint64 offset,
                                       gpointer user_data);

/**
 * RefrainStreamOpener:
 *
 * Carries the wish for a stream from any thread to the main context.
 */
typedef struct _RefrainStreamOpener RefrainStreamOpener;

RefrainStreamOpener *refrain_stream_opener_new (RefrainStreamOpenFunc func, gpointer user_data);
RefrainStreamOpener *refrain_stream_opener_ref (RefrainStreamOpener *self);
void refrain_stream_opener_unref (RefrainStreamOpener *self);
void refrain_stream_opener_open (RefrainStreamOpener *self,
                                 RefrainStream *stream,
                                 const char *uri,
                                 gint64 offset);
void refrain_stream_opener_close (RefrainStreamOpener *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainStreamOpener, refrain_stream_opener_unref)

G_END_DECLS
