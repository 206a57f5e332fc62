/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/**
 * RefrainPlayerFacts:
 * @uri: (owned): the address; never shown or logged with its query
 * @started: whether something has been heard or could have been
 * @http_status: the status of the last answer, or 0
 * @content_length: the length that the first answer promised, or -1
 * @content_type: (owned) (nullable): the type that the last answer named
 * @missing: (owned) (nullable): the media type that nothing here can decode
 * @missing_name: (owned) (nullable): the same in words
 *
 * What a pipeline has learnt on its way; it tells apart failures that GStreamer reports alike.
 */
typedef struct
{
  char *uri;
  gboolean started;
  guint http_status;
  gint64 content_length;
  char *content_type;
  char *missing;
  char *missing_name;
} RefrainPlayerFacts;

void refrain_player_facts_clear (RefrainPlayerFacts *facts);
void refrain_player_facts_learn (RefrainPlayerFacts *facts, GstMessage *message);
gboolean refrain_player_facts_is_page (const RefrainPlayerFacts *facts);
gboolean refrain_player_facts_is_remote (const RefrainPlayerFacts *facts);
char *refrain_player_uri_for_log (const char *uri);

GError *refrain_player_error_from_message (GstMessage *message, const RefrainPlayerFacts *facts);
GError *refrain_player_error_no_stream (const RefrainPlayerFacts *facts);
GError *refrain_player_error_stalled (const RefrainPlayerFacts *facts, guint seconds);
GError *refrain_player_error_cut_short (const RefrainPlayerFacts *facts);
GError *refrain_player_error_no_player (void);
GError *refrain_player_error_bad_address (void);
GError *refrain_player_error_cannot_continue (void);

G_END_DECLS
