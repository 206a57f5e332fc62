/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-address.h"

#include "refrain-gateway-error.h"
#include "refrain-text.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* What users paste behind the base address, from documentation or from a browser. */
static const char *const known_tails[] = { "/suno/fetch",
                                           "/suno/submit/music",
                                           "/suno/submit/lyrics",
                                           "/suno/submit",
                                           "/suno/audios",
                                           "/suno/tasks",
                                           "/suno",
                                           "/api/suno/v1/music",
                                           "/api/suno/v1/lyrics",
                                           "/api/v1/generate",
                                           "/api/v1/generate/record-info",
                                           "/api/generate",
                                           "/api/custom_generate",
                                           "/api/get",
                                           "/generate/description-mode" };

/* Whether the host that @text begins with is on this machine or in this house. Only such a one is
 * asked without encryption when nobody typed a scheme: "10.example.com" is a name like any other.
 */
static gboolean
is_local_name (const char *text)
{
  g_autofree char *url = g_strconcat ("http://", text, NULL);
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED, NULL);
  g_autoptr (GInetAddress) address = NULL;
  g_autofree char *host = NULL;

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return FALSE;

  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  address = g_inet_address_new_from_string (host);
  if (address != NULL)
    return g_inet_address_get_is_loopback (address) || g_inet_address_get_is_site_local (address)
           || g_inet_address_get_is_link_local (address);

  return g_str_equal (host, "localhost") || g_str_has_suffix (host, ".localhost")
         || g_str_has_suffix (host, ".local");
}

/* Most people type a host and nothing else. */
static char *
add_scheme (const char *text)
{
  if (strstr (text, "://") != NULL)
    return g_strdup (text);

  return g_strconcat (is_local_name (text) ? "http://" : "https://", text, NULL);
}

static void
strip_tails (char *path)
{
  for (;;)
    {
      gsize length = strlen (path);
      gboolean stripped = FALSE;

      while (length > 0 && path[length - 1] == '/')
        path[--length] = '\0';
      for (guint i = 0; i < G_N_ELEMENTS (known_tails) && !stripped; i++)
        {
          if (g_str_has_suffix (path, known_tails[i]))
            {
              path[length - strlen (known_tails[i])] = '\0';
              stripped = TRUE;
            }
        }
      if (!stripped)
        return;
    }
}

/**
 * refrain_address_normalize:
 * @text: what a user typed or pasted
 * @error: return location for a %REFRAIN_GATEWAY_ERROR_BAD_ANSWER that says what is wrong
 *
 * Makes a base address of what people enter: without scheme, with slashes at its end, or with the
 * path of one of the calls behind it.
 *
 * Returns: (transfer full) (nullable): "https://host/path" without a slash at its end
 */
char *
refrain_address_normalize (const char *text, GError **error)
{
  g_autofree char *clean = refrain_text_clean (text);
  g_autofree char *full = clean != NULL ? add_scheme (clean) : NULL;
  g_autoptr (GUri) uri = NULL;
  g_autofree char *path = NULL;
  const char *message = NULL;

  if (full == NULL)
    message = _ ("Enter the address of the gateway.");
  else if (!refrain_text_is_http_url (full) || strpbrk (full, " \t\r\n") != NULL)
    message = _ ("This is no http or https address.");
  else
    {
      uri = g_uri_parse (full, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);
      if (g_uri_get_userinfo (uri) != NULL)
        message = _ ("Leave out the name and password: the key has a field of its own.");
    }

  if (message != NULL)
    {
      g_propagate_error (
          error, refrain_gateway_error_new (REFRAIN_GATEWAY_ERROR_BAD_ANSWER, 0, NULL, message));
      return NULL;
    }

  path = g_strdup (g_uri_get_path (uri));
  strip_tails (path);
  return g_uri_join (G_URI_FLAGS_ENCODED, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                     g_uri_get_port (uri), path, NULL, NULL);
}

/**
 * refrain_address_join:
 * @base: an address made by refrain_address_normalize()
 * @path_template: a path with at most one "%s" for an id
 * @id: (nullable): an id from anywhere; escaped
 *
 * Returns: (transfer full): the address of one call
 */
char *
refrain_address_join (const char *base, const char *path_template, const char *id)
{
  const char *hole = strstr (path_template, "%s");
  g_autofree char *escaped = NULL;

  if (hole == NULL || id == NULL)
    return g_strconcat (base, path_template, NULL);

  /* Several ids in one stand side by side with commas between them. */
  escaped = g_uri_escape_string (id, ",", FALSE);
  return g_strdup_printf ("%s%.*s%s%s", base, (int) (hole - path_template), path_template, escaped,
                          hole + 2);
}

/**
 * refrain_address_dup_origin:
 * @address: an http or https address
 *
 * Returns: (transfer full) (nullable): its scheme, host and port
 */
char *
refrain_address_dup_origin (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (
      address, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  g_autofree char *host = NULL;

  if (uri == NULL || !refrain_text_is_http_url (address))
    return NULL;

  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  return g_uri_join (G_URI_FLAGS_SCHEME_NORMALIZE, g_uri_get_scheme (uri), NULL, host,
                     g_uri_get_port (uri), "", NULL, NULL);
}

/**
 * refrain_address_same_origin:
 * @a: an address
 * @b: an address
 *
 * Returns: whether both have one scheme, host and port
 */
gboolean
refrain_address_same_origin (const char *a, const char *b)
{
  g_autofree char *first = refrain_address_dup_origin (a);
  g_autofree char *second = refrain_address_dup_origin (b);

  return first != NULL && g_strcmp0 (first, second) == 0;
}
