/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-cli-error.h"

#include "refrain-gateway-error.h"
#include "refrain-library-error.h"
#include "refrain-media-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

/* What an error is called in the document, what can be done, and how the program ends. */

G_DEFINE_QUARK (refrain - cli - error - quark, refrain_cli_error)

/**
 * refrain_cli_set_usage:
 * @error: return location for an error
 * @format: what is wrong with the command line
 * @...: arguments of @format
 */
void
refrain_cli_set_usage (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_propagate_error (
      error, g_error_new_valist (REFRAIN_CLI_ERROR, REFRAIN_CLI_ERROR_USAGE, format, arguments));
  va_end (arguments);
}

static const char *
get_own_name (RefrainCliError code)
{
  switch (code)
    {
    case REFRAIN_CLI_ERROR_USAGE:
      return "usage";
    case REFRAIN_CLI_ERROR_NOT_FOUND:
      return "not-found";
    case REFRAIN_CLI_ERROR_TASK_FAILED:
    case REFRAIN_CLI_ERROR_NOT_DONE:
    case REFRAIN_CLI_ERROR_MAYBE:
    case REFRAIN_CLI_ERROR_NO_ID:
    case REFRAIN_CLI_ERROR_IN_USE:
      return "gateway";
    case REFRAIN_CLI_ERROR_NO_ANSWER:
      return "unreachable";
    case REFRAIN_CLI_ERROR_NOT_PROVEN:
    case REFRAIN_CLI_ERROR_INTERRUPTED:
    default:
      return "io";
    }
}

static const char *
get_library_name (RefrainLibraryError code)
{
  switch (code)
    {
    case REFRAIN_LIBRARY_ERROR_NOT_FOUND:
      return "not-found";
    case REFRAIN_LIBRARY_ERROR_NOT_READY:
    case REFRAIN_LIBRARY_ERROR_NO_FILE:
    case REFRAIN_LIBRARY_ERROR_REFUSED:
      return "gateway";
    case REFRAIN_LIBRARY_ERROR_NOT_MEDIA:
      return "bad-answer";
    case REFRAIN_LIBRARY_ERROR_FAILED:
    case REFRAIN_LIBRARY_ERROR_FOLDER:
    case REFRAIN_LIBRARY_ERROR_BUSY:
    default:
      return "io";
    }
}

/* Media errors of the file system, as opposed to bytes that are no good. */
static gboolean
is_local_media_error (const GError *error)
{
  return error->code == REFRAIN_MEDIA_ERROR_IO || error->code == REFRAIN_MEDIA_ERROR_NOT_ALLOWED
         || error->code == REFRAIN_MEDIA_ERROR_UNSUPPORTED
         || error->code == REFRAIN_MEDIA_ERROR_NO_DEVICE;
}

/**
 * refrain_cli_error_get_name:
 * @error: any error
 *
 * Returns: (transfer none): its code in the document
 */
const char *
refrain_cli_error_get_name (const GError *error)
{
  if (error->domain == REFRAIN_GATEWAY_ERROR)
    return refrain_gateway_error_get_name (error);
  if (error->domain == REFRAIN_CLI_ERROR)
    return get_own_name ((RefrainCliError) error->code);
  if (error->domain == REFRAIN_LIBRARY_ERROR)
    return get_library_name ((RefrainLibraryError) error->code);
  if (error->domain == REFRAIN_MEDIA_ERROR)
    return is_local_media_error (error) ? "io" : "bad-answer";

  return "io";
}

static const char *
get_own_hint (RefrainCliError code)
{
  switch (code)
    {
    case REFRAIN_CLI_ERROR_USAGE:
      return _ ("See refrain-cli --help.");
    case REFRAIN_CLI_ERROR_NOT_FOUND:
      return _ ("See refrain-cli list for what there is, or fetch the task first.");
    case REFRAIN_CLI_ERROR_TASK_FAILED:
      return _ ("This is the gateway’s own reason. Nothing is sent again by itself.");
    case REFRAIN_CLI_ERROR_NOT_DONE:
      return _ ("What is known so far is kept. Fetch it again later, or wait longer.");
    case REFRAIN_CLI_ERROR_MAYBE:
      return _ ("Look at the gateway before you send it again: it may make and charge it twice.");
    case REFRAIN_CLI_ERROR_NO_ID:
      return _ ("See what is known of it with refrain-cli show.");
    case REFRAIN_CLI_ERROR_IN_USE:
      return _ ("Tasks and songs say where they are from, so their gateway is kept.");
    case REFRAIN_CLI_ERROR_NO_ANSWER:
      return _ ("Check the gateway’s address, or wait longer.");
    case REFRAIN_CLI_ERROR_NOT_PROVEN:
      return _ ("Save the song again to get a good file.");
    case REFRAIN_CLI_ERROR_INTERRUPTED:
    default:
      return _ ("What came before is kept. Run the command again to go on.");
    }
}

/**
 * refrain_cli_error_get_hint:
 * @error: any error
 *
 * Returns: (transfer none): a translated sentence: what the user can do
 */
const char *
refrain_cli_error_get_hint (const GError *error)
{
  if (error->domain == REFRAIN_CLI_ERROR)
    return get_own_hint ((RefrainCliError) error->code);
  if (g_error_matches (error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_AUTH))
    return _ ("Give the key in REFRAIN_API_KEY or with --key-stdin, or keep it in the keyring by "
              "Refrain’s preferences.");
  if (error->domain == REFRAIN_GATEWAY_ERROR)
    return refrain_gateway_error_get_hint (error);
  if (g_error_matches (error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_NOT_READY))
    return _ ("Fetch the task with --wait, then save again.");
  if (g_error_matches (error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_NO_FILE))
    return _ ("Ask the gateway’s operator; there is nothing to download.");
  if (g_error_matches (error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_BUSY))
    return _ ("Wait until the other program is done, then save again.");
  if (g_str_equal (refrain_cli_error_get_name (error), "io"))
    return _ ("Check that the file or folder exists, that it may be used, and that there is room.");

  return _ ("Nothing was saved of it. Fetch the task again for a fresh address, then save again.");
}

/**
 * refrain_cli_error_get_exit:
 * @error: any error
 *
 * Returns: the exit status of a program that could do nothing because of @error
 */
RefrainCliExit
refrain_cli_error_get_exit (const GError *error)
{
  const char *name = refrain_cli_error_get_name (error);

  if (g_error_matches (error, REFRAIN_CLI_ERROR, REFRAIN_CLI_ERROR_INTERRUPTED)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return REFRAIN_CLI_EXIT_INTERRUPTED;
  if (g_str_equal (name, "usage"))
    return REFRAIN_CLI_EXIT_USAGE;
  if (g_str_equal (name, "auth"))
    return REFRAIN_CLI_EXIT_KEY_REFUSED;
  if (g_str_equal (name, "unreachable") || g_str_equal (name, "bad-answer"))
    return REFRAIN_CLI_EXIT_NO_GATEWAY;
  if (g_str_equal (name, "not-found"))
    return REFRAIN_CLI_EXIT_NOT_FOUND;

  return REFRAIN_CLI_EXIT_SOME_FAILED;
}
