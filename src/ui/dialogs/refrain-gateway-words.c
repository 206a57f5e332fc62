/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-gateway-words.h"

#include "refrain-gateway-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the form for a gateway says and proposes, as plain functions. */

/* The beginning of a page is quoted behind the sentence that says so. */
static gboolean
is_page (const GError *error)
{
  return g_error_matches (error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_BAD_ANSWER)
         && strchr (error->message, '<') != NULL;
}

/**
 * refrain_gateway_words_wants_key:
 * @error: why a test failed
 *
 * Returns: whether it is for the key, or the lack of one
 */
gboolean
refrain_gateway_words_wants_key (const GError *error)
{
  return g_error_matches (error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_AUTH);
}

/**
 * refrain_gateway_words_suggest_base:
 * @error: why a test failed
 *
 * Returns: whether an address without its path may be the right one
 */
gboolean
refrain_gateway_words_suggest_base (const GError *error)
{
  guint status = refrain_gateway_error_get_http_status (error);

  return error->domain == REFRAIN_GATEWAY_ERROR
         && (error->code == REFRAIN_GATEWAY_ERROR_BAD_ANSWER
             || error->code == REFRAIN_GATEWAY_ERROR_GATEWAY)
         && (is_page (error) || (status >= 400 && status < 500));
}

/**
 * refrain_gateway_words_dup_base:
 * @address: an address made by refrain_address_normalize()
 * @path: (out) (transfer full) (nullable): its path
 *
 * Returns: (transfer full) (nullable): the address without its path, %NULL when it has none
 */
char *
refrain_gateway_words_dup_base (const char *address, char **path)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED,
                                      NULL);

  *path = NULL;
  if (uri == NULL || strlen (g_uri_get_path (uri)) <= 1)
    return NULL;

  *path = g_strdup (g_uri_get_path (uri));
  return g_uri_join (G_URI_FLAGS_ENCODED, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                     g_uri_get_port (uri), "", NULL, NULL);
}

/**
 * refrain_gateway_words_describe:
 * @error: why a test failed
 * @address: the address that was tested
 *
 * Returns: (transfer full): a sentence or two: what is wrong, and what may help
 */
char *
refrain_gateway_words_describe (const GError *error, const char *address)
{
  g_autofree char *path = NULL;
  g_autofree char *base = refrain_gateway_words_dup_base (address, &path);
  const char *hint;

  if (refrain_gateway_words_wants_key (error))
    return g_strdup (_ ("This gateway answers, but refuses the key. Check that all of it was "
                        "copied."));
  if (is_page (error) && base != NULL)
    return g_strdup_printf (
        _ ("This address answers with a web page, not a gateway. Leave out %s?"), path);
  if (is_page (error))
    return g_strdup (_ ("This address answers with a web page, not a gateway. Its operator names "
                        "the address of the programming interface."));
  if (base != NULL && refrain_gateway_words_suggest_base (error))
    return g_strdup_printf (_ ("%s Leave out %s?"), error->message, path);

  /* What is wrong is not enough: what can be done about it? */
  hint = refrain_gateway_error_get_hint (error);
  return hint != NULL && strstr (error->message, hint) == NULL
                 && error->code != REFRAIN_GATEWAY_ERROR_GATEWAY
             ? g_strdup_printf ("%s %s", error->message, hint)
             : g_strdup (error->message);
}

/**
 * refrain_gateway_words_is_name_taken:
 * @sources: (element-type RefrainSource): the gateways
 * @name: a name
 * @except: (nullable): the gateway that is being edited
 *
 * Returns: whether another gateway has the name: it would be replaced
 */
gboolean
refrain_gateway_words_is_name_taken (GListModel *sources, const char *name, RefrainSource *except)
{
  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr (RefrainSource) source = g_list_model_get_item (sources, i);

      if (g_strcmp0 (refrain_source_get_name (source), name) == 0
          && (except == NULL
              || refrain_source_get_row_id (source) != refrain_source_get_row_id (except)))
        return TRUE;
    }

  return FALSE;
}

/**
 * refrain_gateway_words_dup_free_name:
 * @sources: (element-type RefrainSource): the gateways
 * @address: an address made by refrain_address_normalize()
 * @except: (nullable): the gateway that is being edited
 *
 * Returns: (transfer full): the name of its host, with a number when that is taken
 */
char *
refrain_gateway_words_dup_free_name (GListModel *sources,
                                     const char *address,
                                     RefrainSource *except)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : "";
  char *name = g_strdup (host);

  for (guint n = 2; refrain_gateway_words_is_name_taken (sources, name, except); n++)
    {
      g_free (name);
      name = g_strdup_printf ("%s %u", host, n);
    }

  return name;
}
