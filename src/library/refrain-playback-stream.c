/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-playback-stream.h"

#include "refrain-http.h"
#include "refrain-stream-sink.h"

static void
headers_cb (const RefrainHttpResponse *response, gpointer user_data)
{
  const RefrainStreamAnswer answer = {
    .status = response->status,
    .content_type = response->content_type,
    .etag = response->etag,
    .content_length = response->content_length,
    .offset = MAX (response->range_start, 0),
    .total = response->range_total,
    .ranges = response->accepts_ranges,
  };

  refrain_stream_set_answer (user_data, &answer);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RefrainStream) stream = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainHttpResponse) response = refrain_http_send_finish (REFRAIN_HTTP (source),
                                                                       result, &error);

  refrain_stream_end (stream, error);
}

/* A weak validator does not do for parts. */
static const char *
get_validator (RefrainStream *stream)
{
  const char *etag = refrain_stream_get_etag (stream);

  return etag != NULL && g_str_has_prefix (etag, "W/") ? NULL : etag;
}

/**
 * refrain_playback_stream_open:
 * @stream: where the bytes go
 * @uri: an http or https address
 * @offset: from which byte on, -1 for all without asking for a part
 * @http: the door to the network, a #RefrainHttp
 *
 * Fetches an address for a player: a #RefrainStreamOpenFunc. A part is asked for even from the
 * first byte on, as the answer tells whether the server gives parts.
 */
void
refrain_playback_stream_open (RefrainStream *stream, const char *uri, gint64 offset, gpointer http)
{
  g_autoptr (GOutputStream) sink = refrain_stream_sink_new (stream);
  g_autofree char *range = offset < 0 ? NULL
                                      : g_strdup_printf ("bytes=%" G_GINT64_FORMAT "-", offset);
  RefrainHttpRequest request = {
    .url = uri,
    .range = range,
    .if_range = range != NULL ? get_validator (stream) : NULL,
    .identity = TRUE,
    .sink = sink,
    /* As long as it likes: no more of it is held than fits into the stream. */
    .max_bytes = G_MAXINT64,
    .headers = headers_cb,
    .headers_data = stream,
  };

  refrain_http_send_async (http, &request, refrain_stream_get_cancellable (stream), sent_cb,
                           refrain_stream_ref (stream));
}
