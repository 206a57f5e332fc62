/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-player-error.h"
#include "refrain-media-error.h"

#include <gio/gio.h>
#include <string.h>
#include <glib/gi18n-lib.h>
#include <gst/pbutils/pbutils.h>

static GError *
new_error (RefrainMediaError code, const char *message)
{
  return g_error_new_literal (REFRAIN_MEDIA_ERROR, (int) code, message);
}

static const char *
find_header (const GstStructure *headers, const char *name)
{
  for (int i = 0; headers != NULL && i < gst_structure_n_fields (headers); i++)
    {
      const char *field = gst_structure_nth_field_name (headers, (guint) i);
      if (g_ascii_strcasecmp (field, name) == 0)
        return gst_structure_get_string (headers, field);
    }
  return NULL;
}

static void
learn_headers (RefrainPlayerFacts *facts, const GstStructure *answer)
{
  const GValue *value = gst_structure_get_value (answer, "response-headers");
  const GstStructure *headers = NULL;
  guint status = 0;

  if (value != NULL && GST_VALUE_HOLDS_STRUCTURE (value))
    headers = gst_value_get_structure (value);
  gst_structure_get_uint (answer, "http-status-code", &status);
  const char *length = find_header (headers, "Content-Length");
  if (facts->http_status == 0 && (status == 200 || status == 206) && length != NULL)
    facts->content_length = g_ascii_strtoll (length, NULL, 10);
  facts->http_status = status;
  g_free (facts->content_type);
  facts->content_type = g_strdup (find_header (headers, "Content-Type"));
}

static void
learn_missing (RefrainPlayerFacts *facts, GstMessage *message)
{
  const GstStructure *structure = gst_message_get_structure (message);
  const GValue *detail = gst_structure_get_value (structure, "detail");
  if (facts->missing != NULL || detail == NULL || !GST_VALUE_HOLDS_CAPS (detail))
    return;

  const GstCaps *caps = gst_value_get_caps (detail);
  if (gst_caps_get_size (caps) == 0)
    return;
  facts->missing = g_strdup (gst_structure_get_name (gst_caps_get_structure (caps, 0)));
  facts->missing_name = gst_pb_utils_get_codec_description (caps);
}

/**
 * refrain_player_facts_clear:
 * @facts: facts
 *
 * Frees what they own.
 */
void
refrain_player_facts_clear (RefrainPlayerFacts *facts)
{
  g_clear_pointer (&facts->uri, g_free);
  g_clear_pointer (&facts->content_type, g_free);
  g_clear_pointer (&facts->missing, g_free);
  g_clear_pointer (&facts->missing_name, g_free);
}

/**
 * refrain_player_facts_learn:
 * @facts: facts
 * @message: an element message of the pipeline
 *
 * Takes what the message tells about the answer of the server or a decoder that is missing.
 */
void
refrain_player_facts_learn (RefrainPlayerFacts *facts, GstMessage *message)
{
  const GstStructure *structure = gst_message_get_structure (message);

  if (structure != NULL && gst_structure_has_name (structure, "http-headers"))
    learn_headers (facts, structure);
  else if (gst_is_missing_plugin_message (message))
    learn_missing (facts, message);
}

static gboolean
names_text (const char *type)
{
  return type != NULL
         && (g_str_has_prefix (type, "text/") || g_str_has_prefix (type, "application/json")
             || g_str_has_prefix (type, "application/problem+json")
             || g_str_has_prefix (type, "application/xml")
             || g_str_has_prefix (type, "application/xhtml"));
}

/**
 * refrain_player_facts_is_page:
 * @facts: facts
 *
 * GStreamer takes a web page for a stream that lacks a decoder, and would play silence for ever.
 *
 * Returns: whether the whole answer is a page
 */
gboolean
refrain_player_facts_is_page (const RefrainPlayerFacts *facts)
{
  return facts->missing != NULL && !g_str_has_prefix (facts->missing, "text/x-")
         && names_text (facts->missing);
}

/**
 * refrain_player_facts_is_remote:
 * @facts: facts
 *
 * Returns: whether the address leads over the network
 */
gboolean
refrain_player_facts_is_remote (const RefrainPlayerFacts *facts)
{
  return !g_str_has_prefix (facts->uri, "file:");
}

/**
 * refrain_player_uri_for_log:
 * @uri: (nullable): an address
 *
 * Returns: (transfer full): the address without its query, fragment and user part
 */
char *
refrain_player_uri_for_log (const char *uri)
{
  g_autoptr (GUri) parsed = uri == NULL ? NULL : g_uri_parse (uri, G_URI_FLAGS_ENCODED, NULL);
  if (parsed == NULL)
    return g_strdup ("(no address)");
  return g_uri_to_string_partial (parsed,
                                  G_URI_HIDE_QUERY | G_URI_HIDE_FRAGMENT | G_URI_HIDE_USERINFO);
}

static GError *
new_page_error (const RefrainPlayerFacts *facts)
{
  if (!refrain_player_facts_is_remote (facts))
    return new_error (REFRAIN_MEDIA_ERROR_NOT_MEDIA,
                      _ ("The file holds text, not music. Save the song again"));
  return new_error (REFRAIN_MEDIA_ERROR_NOT_MEDIA,
                    _ ("The address answered with a web page, not music. Refresh the task to get a "
                       "new address"));
}

static GError *
new_empty_error (const RefrainPlayerFacts *facts)
{
  if (!refrain_player_facts_is_remote (facts))
    return new_error (REFRAIN_MEDIA_ERROR_EMPTY, _ ("The file is empty. Save the song again"));
  return new_error (REFRAIN_MEDIA_ERROR_EMPTY,
                    _ ("The address answered with nothing. If the song is still being made, try "
                       "again in a moment"));
}

static GError *
new_missing_error (const RefrainPlayerFacts *facts)
{
  if (facts->missing_name == NULL)
    return new_error (REFRAIN_MEDIA_ERROR_UNSUPPORTED,
                      _ ("A decoder for this song is not installed. Install more GStreamer plugins "
                         "to play it"));
  return g_error_new (REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_UNSUPPORTED,
                      /* Translators: %s is the name of a format, such as "MPEG-4 AAC" */
                      _ ("The decoder for “%s” is not installed. Install the GStreamer plugin for "
                         "it to play this song"),
                      facts->missing_name);
}

static GError *
new_status_error (guint status)
{
  if (status == 401 || status == 403)
    return new_error (REFRAIN_MEDIA_ERROR_NOT_ALLOWED,
                      _ ("The server refuses to hand out this song. The address may have expired: "
                         "refresh the task to get a new one"));
  if (status == 404 || status == 410)
    return new_error (REFRAIN_MEDIA_ERROR_NOT_FOUND,
                      _ ("The song is no longer at this address. Refresh the task to get a new "
                         "one"));
  if (status == 429)
    return new_error (REFRAIN_MEDIA_ERROR_NETWORK,
                      _ ("The server asks for fewer requests. Wait a moment, then try again"));
  return g_error_new (REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_NETWORK,
                      _ ("The server has a problem (error %u). Try again later"), status);
}

static GError *
new_connection_error (const RefrainPlayerFacts *facts)
{
  /* A server that has answered was reached, whether or not anything could be made of it in time. */
  if (!facts->started && facts->http_status == 0)
    return new_error (REFRAIN_MEDIA_ERROR_NETWORK,
                      _ ("The server could not be reached. Check the network, then try again"));
  return refrain_player_error_cut_short (facts);
}

static GError *
new_damaged_error (const RefrainPlayerFacts *facts)
{
  if (!refrain_player_facts_is_remote (facts))
    return new_error (REFRAIN_MEDIA_ERROR_FAILED,
                      _ ("The file cannot be played; it may be damaged. Save the song again"));
  return new_error (REFRAIN_MEDIA_ERROR_FAILED,
                    _ ("The song cannot be played; its data may be damaged. Try again, or refresh "
                       "the task to get a new address"));
}

static GError *
new_local_error (const GError *error)
{
  if (error->code == GST_RESOURCE_ERROR_NOT_FOUND)
    return new_error (REFRAIN_MEDIA_ERROR_NOT_FOUND,
                      _ ("The file is no longer there. Save the song again, or put the file back"));
  if (error->code == GST_RESOURCE_ERROR_NOT_AUTHORIZED
      || error->code == GST_RESOURCE_ERROR_OPEN_READ)
    return new_error (REFRAIN_MEDIA_ERROR_NOT_ALLOWED,
                      _ ("The file may not be read. Check its permissions"));
  return new_error (REFRAIN_MEDIA_ERROR_IO,
                    _ ("The file cannot be read. Check the disk, then try again"));
}

static gboolean
comes_from_sink (GstMessage *message)
{
  for (GstObject *object = GST_MESSAGE_SRC (message); object != NULL; object = object->parent)
    if (GST_IS_ELEMENT (object) && !GST_IS_BIN (object))
      return GST_OBJECT_FLAG_IS_SET (object, GST_ELEMENT_FLAG_SINK);
  return FALSE;
}

static GError *
new_stream_error (const GError *error, const char *debug, const RefrainPlayerFacts *facts)
{
  switch (error->code)
    {
    case GST_STREAM_ERROR_TYPE_NOT_FOUND:
      /* The debug text is not translated; GStreamer says it of less data than any format needs. */
      if (facts->content_length == 0 || (debug != NULL && strstr (debug, "Can't typefind stream"))
          || (debug != NULL && strstr (debug, "no data")))
        return new_empty_error (facts);
      if (names_text (facts->content_type))
        return new_page_error (facts);
      return new_error (REFRAIN_MEDIA_ERROR_NOT_MEDIA,
                        _ ("This is not music in any known form. Refresh the task to get a new "
                           "address"));
    case GST_STREAM_ERROR_WRONG_TYPE:
      return new_page_error (facts);
    case GST_STREAM_ERROR_CODEC_NOT_FOUND:
      return refrain_player_error_no_stream (facts);
    case GST_STREAM_ERROR_FAILED:
      return refrain_player_facts_is_remote (facts) ? new_connection_error (facts)
                                                    : new_damaged_error (facts);
    default:
      return new_damaged_error (facts);
    }
}

/**
 * refrain_player_error_from_message:
 * @message: an error message of the pipeline
 * @facts: what was learnt before
 *
 * Returns: (transfer full): an error of the media layer in words for the user
 */
GError *
refrain_player_error_from_message (GstMessage *message, const RefrainPlayerFacts *facts)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *debug = NULL;
  const GstStructure *details = NULL;
  guint status = 0;

  gst_message_parse_error (message, &error, &debug);
  gst_message_parse_error_details (message, &details);
  if (details != NULL)
    gst_structure_get_uint (details, "http-status-code", &status);
  if (status >= 400)
    return new_status_error (status);
  if (error->domain == GST_RESOURCE_ERROR && comes_from_sink (message))
    return new_error (REFRAIN_MEDIA_ERROR_NO_DEVICE,
                      _ ("The sound device cannot be used. Check the sound settings, then try "
                         "again"));
  if (error->domain == GST_RESOURCE_ERROR)
    return refrain_player_facts_is_remote (facts) ? new_connection_error (facts)
                                                  : new_local_error (error);
  if (error->domain == GST_CORE_ERROR && error->code == GST_CORE_ERROR_MISSING_PLUGIN)
    return refrain_player_error_no_stream (facts);
  if (error->domain == GST_STREAM_ERROR)
    return new_stream_error (error, debug, facts);
  return new_damaged_error (facts);
}

/**
 * refrain_player_error_no_stream:
 * @facts: what was learnt before
 *
 * Returns: (transfer full): the error for an answer in which nothing can be played
 */
GError *
refrain_player_error_no_stream (const RefrainPlayerFacts *facts)
{
  if (refrain_player_facts_is_page (facts))
    return new_page_error (facts);
  if (facts->missing != NULL)
    return new_missing_error (facts);
  return new_error (REFRAIN_MEDIA_ERROR_NOT_MEDIA,
                    _ ("There is no music in it. Refresh the task to get a new address"));
}

/**
 * refrain_player_error_stalled:
 * @facts: what was learnt before
 * @seconds: how long nothing has come
 *
 * Returns: (transfer full): the error for an address that has gone silent
 */
GError *
refrain_player_error_stalled (const RefrainPlayerFacts *facts, guint seconds)
{
  if (facts->missing != NULL && !facts->started)
    return refrain_player_error_no_stream (facts);
  if (!refrain_player_facts_is_remote (facts))
    return new_error (REFRAIN_MEDIA_ERROR_FAILED,
                      _ ("Playing does not go on. Check the sound settings, then try again"));
  return g_error_new (REFRAIN_MEDIA_ERROR, REFRAIN_MEDIA_ERROR_NETWORK,
                      g_dngettext (GETTEXT_PACKAGE,
                                   "The server has sent nothing for %u second. Check the network, "
                                   "then try again",
                                   "The server has sent nothing for %u seconds. Check the network, "
                                   "then try again",
                                   seconds),
                      seconds);
}

/**
 * refrain_player_error_cut_short:
 * @facts: what was learnt before
 *
 * Returns: (transfer full): the error for a song that breaks off
 */
GError *
refrain_player_error_cut_short (const RefrainPlayerFacts *facts)
{
  if (!refrain_player_facts_is_remote (facts))
    return new_error (REFRAIN_MEDIA_ERROR_TRUNCATED,
                      _ ("The file ends before the song does. Save the song again"));
  return new_error (REFRAIN_MEDIA_ERROR_NETWORK,
                    _ ("The connection broke off. Check the network, then press play to go on from "
                       "here"));
}

/**
 * refrain_player_error_no_player:
 *
 * Returns: (transfer full): the error for a GStreamer that cannot play at all
 */
GError *
refrain_player_error_no_player (void)
{
  return new_error (REFRAIN_MEDIA_ERROR_UNSUPPORTED,
                    _ ("Nothing can be played here. Install the base and good plugins of "
                       "GStreamer"));
}

/**
 * refrain_player_error_bad_address:
 *
 * Returns: (transfer full): the error for an address of a kind that is never opened
 */
GError *
refrain_player_error_bad_address (void)
{
  return new_error (REFRAIN_MEDIA_ERROR_UNSUPPORTED,
                    _ ("This is not a web or file address. Refresh the task to get a new one"));
}

/**
 * refrain_player_error_cannot_continue:
 *
 * Returns: (transfer full): the error for an address that plays from its start only
 */
GError *
refrain_player_error_cannot_continue (void)
{
  return new_error (REFRAIN_MEDIA_ERROR_UNSUPPORTED,
                    _ ("The other address can only be played from its start. Stop the song, then "
                       "play it again to change over"));
}
