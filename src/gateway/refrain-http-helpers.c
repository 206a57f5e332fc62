/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-http-private.h"

#include "refrain-gateway-error.h"
#include "refrain-text.h"

#include <glib/gi18n-lib.h>

/* The host that a sentence names: never the whole address, which may carry a secret. */
static char *
name_host (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED, NULL);
  int port = uri != NULL ? g_uri_get_port (uri) : -1;

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return g_strdup (_ ("this address"));
  if (port > 0)
    return g_strdup_printf ("%s:%d", g_uri_get_host (uri), port);

  return g_strdup (g_uri_get_host (uri));
}

static gboolean
is_broken_connection (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE);
}

/**
 * refrain_http_describe_error:
 * @error: what the network library says
 * @url: the address that was asked
 *
 * Returns: (transfer full): the same in words for a user. Cancellation stays what it is, and so do
 *   errors of the sink, such as a full disk.
 */
GError *
refrain_http_describe_error (const GError *error, const char *url)
{
  g_autofree char *host = name_host (url);
  g_autofree char *message = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    return g_error_copy (error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    message = g_strdup_printf (_ ("Nothing answers at %s: the connection was refused."), host);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    message = g_strdup_printf (_ ("%s did not answer in time."), host);
  else if (error->domain == G_RESOLVER_ERROR)
    message = g_strdup_printf (_ ("No host of the name %s was found."), host);
  else if (error->domain == G_TLS_ERROR)
    message = g_strdup_printf (_ ("No secure connection to %s: %s"), host, error->message);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE)
           || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE))
    message = g_strdup_printf (_ ("%s cannot be reached: there is no network to it."), host);
  else if (is_broken_connection (error))
    message = g_strdup_printf (_ ("%s broke the connection in the middle of the answer."), host);
  else
    message = g_strdup_printf (_ ("%s could not be asked: %s"), host, error->message);

  return refrain_gateway_error_new (REFRAIN_GATEWAY_ERROR_UNREACHABLE, 0, NULL, message);
}

/**
 * refrain_http_resolve_redirect:
 * @url: the address that answered with a redirect
 * @location: (nullable): where it points
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the address to ask next; an error when it is no http
 *   address, or would leave https
 */
char *
refrain_http_resolve_redirect (const char *url, const char *location, GError **error)
{
  g_autofree char *target = NULL;

  if (location != NULL)
    target = g_uri_resolve_relative (url, location, G_URI_FLAGS_PARSE_RELAXED, NULL);

  if (!refrain_text_is_http_url (target)
      || (g_ascii_strncasecmp (url, "https:", 6) == 0
          && g_ascii_strncasecmp (target, "https:", 6) != 0))
    {
      g_autofree char *host = name_host (url);
      g_autofree char *message = g_strdup_printf (
          _ ("%s redirects to an address that is not safe to follow."), host);

      g_propagate_error (
          error, refrain_gateway_error_new (REFRAIN_GATEWAY_ERROR_BAD_ANSWER, 302, NULL, message));
      return NULL;
    }

  return g_steal_pointer (&target);
}

/**
 * refrain_http_redirect_error:
 * @target: where a redirect points that is not followed
 * @status: the status of the answer
 * @once: whether the request must not be sent a second time
 * @has_key: whether the request carries a key
 *
 * Returns: (transfer full): why, and what to do
 */
GError *
refrain_http_redirect_error (const char *target, guint status, gboolean once, gboolean has_key)
{
  g_autofree char *shown = refrain_text_redact_url (target);
  g_autofree char *message = NULL;

  if (once)
    message = g_strdup_printf (_ ("The address redirects to %s. Nothing was asked for there. Enter "
                                  "that address instead."),
                               shown);
  else if (has_key)
    message = g_strdup_printf (_ ("The address redirects to %s. Enter that address instead: your "
                                  "key is not sent along a redirect."),
                               shown);
  else
    message = g_strdup (_ ("The address redirects again and again."));

  return refrain_gateway_error_new (REFRAIN_GATEWAY_ERROR_BAD_ANSWER, status, NULL, message);
}

/* Retry-After is a number of seconds or a date. */
static gint64
parse_retry_after (const char *text)
{
  g_autoptr (GDateTime) when = NULL;
  guint64 seconds;
  gint64 wait;

  if (text == NULL)
    return -1;
  if (g_ascii_string_to_unsigned (text, 10, 0, 24 * 3600, &seconds, NULL))
    return (gint64) seconds * 1000;

  when = soup_date_time_new_from_http_string (text);
  if (when == NULL)
    return -1;

  wait = g_date_time_to_unix (when) * 1000 - g_get_real_time () / 1000;
  return CLAMP (wait, 0, 24 * 3600 * 1000);
}

static void
read_range (RefrainHttpResponse *response, SoupMessageHeaders *headers)
{
  const char *accepts = soup_message_headers_get_list (headers, "Accept-Ranges");
  goffset start, end, total;

  response->range_start = -1;
  response->range_total = -1;
  response->accepts_ranges = accepts != NULL && soup_header_contains (accepts, "bytes");
  if (response->status != SOUP_STATUS_PARTIAL_CONTENT
      || !soup_message_headers_get_content_range (headers, &start, &end, &total))
    return;

  response->range_start = start;
  response->range_total = total;
  response->accepts_ranges = TRUE;
}

/**
 * refrain_http_response_new:
 * @message: a message whose headers have come
 *
 * Returns: (transfer full): a response without a body
 */
RefrainHttpResponse *
refrain_http_response_new (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  RefrainHttpResponse *response = g_new0 (RefrainHttpResponse, 1);
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  response->status = soup_message_get_status (message);
  response->content_type = type != NULL ? g_ascii_strdown (type, -1) : NULL;
  response->etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));
  response->final_url = g_uri_to_string (soup_message_get_uri (message));
  response->content_length = -1;
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH)
    response->content_length = soup_message_headers_get_content_length (headers);
  read_range (response, headers);
  response->retry_after = parse_retry_after (soup_message_headers_get_one (headers, "Retry-After"));

  return response;
}

/**
 * refrain_http_response_free:
 * @response: (transfer full) (nullable): a response
 */
void
refrain_http_response_free (RefrainHttpResponse *response)
{
  if (response == NULL)
    return;

  g_free (response->content_type);
  g_free (response->etag);
  g_free (response->final_url);
  g_clear_pointer (&response->bytes, g_bytes_unref);
  g_free (response);
}
