/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-cli-verbs.h"

#include "refrain-address.h"
#include "refrain-cli-document.h"
#include "refrain-cli-print.h"
#include "refrain-cli-progress.h"
#include "refrain-cli-source.h"
#include "refrain-library-error.h"

#include <glib/gi18n-lib.h>

/* The command gateways: the gateways of the library and their keys. */

static RefrainHttp *
get_http (RefrainCliSession *session)
{
  return refrain_library_get_http (refrain_cli_session_get_library (session));
}

static RefrainSecrets *
get_secrets (RefrainCliSession *session)
{
  return refrain_library_get_secrets (refrain_cli_session_get_library (session));
}

static gboolean
list_gateways (RefrainCliSession *session, GPtrArray *out, RefrainCliReport *report, GError **error)
{
  GListModel *sources = refrain_library_get_sources (refrain_cli_session_get_library (session));

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    g_ptr_array_add (out, g_list_model_get_item (sources, i));
  return TRUE;
}

/* A name or an address that the library has. */
static RefrainSource *
find (RefrainCliSession *session, const char *name, GError **error)
{
  RefrainSource *source = refrain_library_find_source (refrain_cli_session_get_library (session),
                                                       name);

  if (source == NULL)
    refrain_cli_set_usage (error, _ ("The library has no gateway “%s”."), name);
  return source;
}

static char *
read_address (RefrainCliSession *session, const RefrainCliOptions *options, GError **error)
{
  RefrainLibrary *library = refrain_cli_session_get_library (session);
  char *name = options->arguments[1];
  char *names[] = { name, NULL };
  g_autofree char *address = NULL;
  g_autoptr (RefrainSource) same_name = NULL;
  g_autoptr (RefrainSource) same_address = NULL;
  g_autoptr (GError) bad_address = NULL;

  if (!refrain_cli_options_check_ids (names, NULL))
    {
      refrain_cli_set_usage (error, "%s", _ ("A gateway’s name is a line of readable text."));
      return NULL;
    }
  address = refrain_address_normalize (options->arguments[2], &bad_address);
  if (address == NULL)
    {
      refrain_cli_set_usage (error, "%s", bad_address->message);
      return NULL;
    }

  same_name = refrain_library_find_source (library, name);
  same_address = refrain_library_find_source (library, address);
  if (same_name != NULL)
    refrain_cli_set_usage (error, _ ("The library has a gateway “%s” already."), name);
  else if (same_address != NULL)
    refrain_cli_set_usage (error, _ ("The library has this address already, as “%s”."),
                           refrain_source_get_name (same_address));
  else
    return g_steal_pointer (&address);

  return NULL;
}

/* Asks the gateway what it is; nothing is made by that. */
static const RefrainFamily *
detect (RefrainCliSession *session, const char *address, GError **error)
{
  RefrainHttp *http = get_http (session);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *place = NULL;

  refrain_cli_progress_show (_ ("Asking %s…"), address);
  refrain_gateway_detect_async (http, address, session->key, session->cancellable,
                                refrain_cli_session_wait_cb, &place);
  result = refrain_cli_session_wait (session, &place);
  refrain_cli_progress_clear ();
  return refrain_gateway_detect_finish (http, result, error);
}

static RefrainSource *
put (RefrainCliSession *session,
     const RefrainGatewayRecord *record,
     const char *key,
     GError **error)
{
  RefrainLibrary *library = refrain_cli_session_get_library (session);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *place = NULL;

  refrain_library_put_source_async (library, record, key, session->cancellable,
                                    refrain_cli_session_wait_cb, &place);
  result = refrain_cli_session_wait (session, &place);
  return refrain_library_put_source_finish (library, result, error);
}

static gboolean
add (RefrainCliSession *session, GPtrArray *out, RefrainCliReport *report, GError **error)
{
  const RefrainCliOptions *options = report->options;
  g_autofree char *address = read_address (session, options, error);
  g_autoptr (RefrainGatewayRecord) record = NULL;
  const RefrainFamily *family = NULL;
  RefrainSource *source;

  if (address == NULL || !refrain_cli_source_read_key (session, options, error))
    return FALSE;

  family = options->family != NULL ? refrain_family_find (options->family)
                                   : detect (session, address, error);
  if (family == NULL)
    return FALSE;

  record = refrain_gateway_record_new (0, options->arguments[1], address, family->name, FALSE);
  /* A key of the environment is for this run. */
  source = put (session, record, options->key_stdin ? session->key : NULL, error);
  if (source == NULL)
    return FALSE;

  if (options->key_stdin && refrain_secrets_is_session_only (get_secrets (session)))
    refrain_cli_report_note (_ ("No keyring answers, so the key is not kept: give it in "
                                "REFRAIN_API_KEY each time."));
  g_ptr_array_add (out, source);
  return TRUE;
}

/* The key of this run, else that of the keyring. */
static gboolean
give_key (RefrainCliSession *session, RefrainSource *source, GError **error)
{
  RefrainSecrets *secrets = get_secrets (session);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *kept = NULL;
  GAsyncResult *place = NULL;
  GError *own_error = NULL;

  if (session->key == NULL)
    {
      refrain_secrets_lookup_async (secrets, refrain_source_get_address (source),
                                    session->cancellable, refrain_cli_session_wait_cb, &place);
      result = refrain_cli_session_wait (session, &place);
      kept = refrain_secrets_lookup_finish (secrets, result, &own_error);
    }
  if (own_error != NULL)
    {
      g_propagate_error (error, own_error);
      return FALSE;
    }
  if (session->key != NULL || kept != NULL)
    refrain_gateway_set_key (refrain_source_get_gateway (source),
                             session->key != NULL ? session->key : kept);
  return TRUE;
}

static gboolean
try_one (RefrainCliSession *session, RefrainSource *source, GError **error)
{
  RefrainGateway *gateway = refrain_source_get_gateway (source);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *place = NULL;

  if (!give_key (session, source, error))
    return FALSE;

  refrain_cli_progress_show (_ ("Asking %s…"), refrain_source_get_address (source));
  refrain_gateway_test_async (gateway, session->cancellable, refrain_cli_session_wait_cb, &place);
  result = refrain_cli_session_wait (session, &place);
  refrain_cli_progress_clear ();
  return refrain_gateway_test_finish (gateway, result, error);
}

/* One gateway, or all but that of the demo, which only the window runs. */
static gboolean
test (RefrainCliSession *session, GPtrArray *out, RefrainCliReport *report, GError **error)
{
  const char *name = report->options->arguments[1] != NULL ? report->options->arguments[1]
                                                           : report->options->gateway;

  if (!refrain_cli_source_read_key (session, report->options, error))
    return FALSE;
  if (name == NULL)
    list_gateways (session, out, report, NULL);
  else
    {
      RefrainSource *source = find (session, name, error);

      if (source == NULL)
        return FALSE;
      g_ptr_array_add (out, source);
    }

  for (guint i = 0; i < out->len; i++)
    {
      RefrainSource *source = g_ptr_array_index (out, i);
      g_autoptr (GError) own_error = NULL;

      if (name == NULL && refrain_source_is_demo (source))
        continue;
      if (try_one (session, source, &own_error))
        report->n_done++;
      else
        refrain_cli_report_fail (report, refrain_source_get_name (source), own_error);
    }
  return TRUE;
}

/* Waits for the keyring, which the library does not: this program ends soon. */
static void
forget_key (RefrainCliSession *session, RefrainSource *source)
{
  RefrainSecrets *secrets = get_secrets (session);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *place = NULL;

  refrain_secrets_store_async (secrets, refrain_source_get_address (source), NULL, NULL, NULL,
                               refrain_cli_session_wait_cb, &place);
  result = refrain_cli_session_wait (session, &place);
  refrain_secrets_store_finish (secrets, result, NULL);
}

static gboolean
remove_one (RefrainCliSession *session, GPtrArray *out, RefrainCliReport *report, GError **error)
{
  RefrainLibrary *library = refrain_cli_session_get_library (session);
  g_autoptr (RefrainSource) source = find (session, report->options->arguments[1], error);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *place = NULL;
  GError *own_error = NULL;

  if (source == NULL)
    return FALSE;

  refrain_library_remove_source_async (library, source, session->cancellable,
                                       refrain_cli_session_wait_cb, &place);
  result = refrain_cli_session_wait (session, &place);
  if (!refrain_library_remove_source_finish (library, result, &own_error))
    {
      if (g_error_matches (own_error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_FAILED))
        {
          own_error->domain = REFRAIN_CLI_ERROR;
          own_error->code = REFRAIN_CLI_ERROR_IN_USE;
        }
      g_propagate_error (error, own_error);
      return FALSE;
    }

  forget_key (session, source);
  g_ptr_array_add (out, g_steal_pointer (&source));
  return TRUE;
}

/**
 * refrain_cli_gateways:
 *
 * Lists, adds, tests or removes gateways.
 */
void
refrain_cli_gateways (const RefrainCliOptions *options, RefrainCliReport *report)
{
  static const struct
  {
    const char *name;
    gboolean (*run) (RefrainCliSession *, GPtrArray *, RefrainCliReport *, GError **);
  } actions[] = {
    { "list", list_gateways }, { "add", add }, { "test", test }, { "remove", remove_one }
  };
  g_autoptr (RefrainCliSession) session = refrain_cli_session_new (options);
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  gboolean done = refrain_cli_session_open (session, &error);

  for (gsize i = 0; done && i < G_N_ELEMENTS (actions); i++)
    {
      if (g_str_equal (actions[i].name, options->arguments[0]))
        {
          done = actions[i].run (session, sources, report, &error);
          break;
        }
    }

  if (!done)
    refrain_cli_report_fail (report, NULL, error);
  report->document = refrain_cli_document_new_gateways (sources);
  if (done)
    refrain_cli_print_gateways (report->text, sources);
}
