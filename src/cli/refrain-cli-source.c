/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-cli-source.h"

#include "refrain-address.h"
#include "refrain-cli-error.h"
#include "refrain-cli-report.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

/* Which gateway a command talks to, and with which key. */

#define MAX_KEY 4096

/* People name gateways as they like; what looks like an address is one. */
static gboolean
looks_like_address (const char *text)
{
  return strpbrk (text, ".:/") != NULL || g_ascii_strcasecmp (text, "localhost") == 0;
}

/* One line of standard input. Reads no byte more, whoever the rest is for. */
static char *
read_line (GError **error)
{
  g_autoptr (GString) line = g_string_new (NULL);
  char c;
  gssize n;

  while ((n = read (STDIN_FILENO, &c, 1)) != 0 && line->len <= MAX_KEY)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 || c == '\n')
        break;
      g_string_append_c (line, c);
    }
  if (line->len <= MAX_KEY)
    return g_strdup (g_strstrip (line->str));

  refrain_cli_set_usage (error, "%s", _ ("What came on standard input is too long for a key."));
  return NULL;
}

static gboolean
check_key (const char *key, GError **error)
{
  for (const char *p = key; *p != '\0'; p++)
    {
      if (g_ascii_isgraph (*p))
        continue;
      refrain_cli_set_usage (error, "%s", _ ("The key holds characters that no key has."));
      return FALSE;
    }

  return TRUE;
}

/**
 * refrain_cli_source_read_key:
 * @session: a session, which keeps it
 * @options: the command line
 * @error: return location for a %REFRAIN_CLI_ERROR_USAGE
 *
 * Reads the key for this run, from standard input or the environment. Without one the keyring is
 * asked. It is never repeated in a message. The second time nothing is read.
 *
 * Returns: whether it can be a key
 */
gboolean
refrain_cli_source_read_key (RefrainCliSession *session,
                             const RefrainCliOptions *options,
                             GError **error)
{
  g_autofree char *key = NULL;

  if (session->key_read)
    return TRUE;

  key = options->key_stdin ? read_line (error) : g_strdup (g_getenv ("REFRAIN_API_KEY"));
  if (key == NULL && options->key_stdin)
    return FALSE;
  if (key != NULL && !check_key (g_strstrip (key), error))
    return FALSE;
  if (options->key_stdin && *key == '\0')
    {
      refrain_cli_set_usage (error, "%s", _ ("No key came on standard input."));
      return FALSE;
    }

  session->key_read = TRUE;
  session->key = key != NULL && *key != '\0' ? g_steal_pointer (&key) : NULL;
  return TRUE;
}

/* The host, and as much more as it takes to be like no other name in the library. */
static char *
choose_name (RefrainLibrary *library, const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_PARSE_RELAXED, NULL);
  g_autofree char *with_port = g_strdup_printf ("%s:%d", g_uri_get_host (uri),
                                                g_uri_get_port (uri));
  const char *const names[] = { g_uri_get_host (uri),
                                g_uri_get_port (uri) > 0 ? with_port : address, address };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (RefrainSource) known = refrain_library_find_source (library, names[i]);

      if (known == NULL)
        return g_strdup (names[i]);
    }

  return g_strdup (address);
}

static RefrainSource *
add_source (RefrainCliSession *session, const char *address, GError **error)
{
  RefrainLibrary *library = refrain_cli_session_get_library (session);
  g_autofree char *name = choose_name (library, address);
  const RefrainFamily *family = refrain_family_find_by_address (address);
  g_autoptr (RefrainGatewayRecord) record = refrain_gateway_record_new (
      0, name, address, family != NULL ? family->name : NULL, FALSE);
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  RefrainSource *source;

  refrain_library_put_source_async (library, record, NULL, session->cancellable,
                                    refrain_cli_session_wait_cb, &place);
  result = refrain_cli_session_wait (session, &place);
  source = refrain_library_put_source_finish (library, result, error);
  if (source != NULL)
    refrain_cli_report_note (_ ("Added the gateway “%s” at %s to the library."), name, address);
  return source;
}

static RefrainSource *
find_or_add (RefrainCliSession *session, const char *wanted, GError **error)
{
  RefrainLibrary *library = refrain_cli_session_get_library (session);
  g_autoptr (RefrainSource) source = refrain_library_find_source (library, wanted);
  g_autoptr (GError) bad_address = NULL;
  g_autofree char *address = NULL;

  if (source != NULL)
    return g_steal_pointer (&source);
  if (!looks_like_address (wanted))
    {
      refrain_cli_set_usage (
          error, _ ("The library has no gateway “%s”. Give its address, as https://host."), wanted);
      return NULL;
    }

  address = refrain_address_normalize (wanted, &bad_address);
  if (address == NULL)
    {
      refrain_cli_set_usage (error, "--gateway: %s", bad_address->message);
      return NULL;
    }

  source = refrain_library_find_source (library, address);
  return source != NULL ? g_steal_pointer (&source) : add_source (session, address, error);
}

/**
 * refrain_cli_source_choose:
 * @session: a session whose library is open
 * @options: the command line
 * @otherwise: (nullable): the name of the gateway to take when none was asked for
 * @error: return location for an error
 *
 * Finds the gateway that was asked for, or adds it, and gives it the key of this run, if there is
 * one.
 *
 * Returns: (transfer full) (nullable): the gateway
 */
RefrainSource *
refrain_cli_source_choose (RefrainCliSession *session,
                           const RefrainCliOptions *options,
                           const char *otherwise,
                           GError **error)
{
  RefrainLibrary *library = refrain_cli_session_get_library (session);
  g_autoptr (RefrainSource) source = NULL;

  if (!refrain_cli_source_read_key (session, options, error))
    return NULL;

  if (options->gateway != NULL)
    source = find_or_add (session, options->gateway, error);
  else
    {
      source = refrain_library_find_source (library, otherwise);
      if (source == NULL || (otherwise == NULL && refrain_source_is_demo (source)))
        {
          g_clear_object (&source);
          refrain_cli_set_usage (
              error, "%s", _ ("The library has no gateway yet. Name one: --gateway https://host."));
        }
    }

  if (source != NULL && session->key != NULL)
    refrain_gateway_set_key (refrain_source_get_gateway (source), session->key);
  return g_steal_pointer (&source);
}

static gpointer
list_job (RefrainConnection *connection, gpointer data, GError **error)
{
  return refrain_store_gateways_list (connection, error);
}

/**
 * refrain_cli_source_find_name:
 * @session: a session
 * @options: the command line
 * @error: return location for an error
 *
 * Looks for the gateway that was asked for without opening the library and without adding any.
 *
 * Returns: (transfer full) (nullable): its name; %NULL without an error when none was asked for
 */
char *
refrain_cli_source_find_name (RefrainCliSession *session,
                              const RefrainCliOptions *options,
                              GError **error)
{
  g_autoptr (GPtrArray) gateways = NULL;
  g_autofree char *address = NULL;

  if (options->gateway == NULL)
    return NULL;
  gateways = refrain_cli_session_run (session, list_job, NULL, (GDestroyNotify) g_ptr_array_unref,
                                      error);
  if (gateways == NULL)
    return NULL;

  if (looks_like_address (options->gateway))
    address = refrain_address_normalize (options->gateway, NULL);
  for (guint i = 0; i < gateways->len; i++)
    {
      const RefrainGatewayRecord *record = g_ptr_array_index (gateways, i);

      if (g_strcmp0 (record->name, options->gateway) == 0
          || (address != NULL && g_strcmp0 (record->address, address) == 0))
        return g_strdup (record->name);
    }

  refrain_cli_set_usage (error, _ ("The library has no gateway “%s”."), options->gateway);
  return NULL;
}
