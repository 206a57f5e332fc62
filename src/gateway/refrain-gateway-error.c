/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-gateway-error.h"

#include <glib/gi18n-lib.h>

/* What an error carries beside its code and message. */
typedef struct
{
  guint http_status;  /* 0 = no answer came */
  gint64 retry_after; /* milliseconds, -1 = not said */
  char *code_word;    /* (owned) (nullable): the gateway's own word for the error */
} RefrainGatewayErrorPrivate;

static void
refrain_gateway_error_private_init (RefrainGatewayErrorPrivate *priv)
{
  priv->retry_after = -1;
}

static void
refrain_gateway_error_private_copy (const RefrainGatewayErrorPrivate *from,
                                    RefrainGatewayErrorPrivate *to)
{
  to->http_status = from->http_status;
  to->retry_after = from->retry_after;
  to->code_word = g_strdup (from->code_word);
}

static void
refrain_gateway_error_private_clear (RefrainGatewayErrorPrivate *priv)
{
  g_free (priv->code_word);
}

G_DEFINE_EXTENDED_ERROR (RefrainGatewayError, refrain_gateway_error)

static const RefrainGatewayErrorPrivate *
peek_private (const GError *error)
{
  if (error->domain != REFRAIN_GATEWAY_ERROR)
    return NULL;

  return refrain_gateway_error_get_private (error);
}

/**
 * refrain_gateway_error_new:
 * @code: the kind of error
 * @http_status: the answer's status, 0 when none came
 * @code_word: (nullable): the gateway's own word for the error
 * @message: the gateway's text, or a sentence for the user
 *
 * Returns: (transfer full): an error of the domain %REFRAIN_GATEWAY_ERROR
 */
GError *
refrain_gateway_error_new (RefrainGatewayError code,
                           guint http_status,
                           const char *code_word,
                           const char *message)
{
  GError *error = g_error_new_literal (REFRAIN_GATEWAY_ERROR, (int) code, message);
  RefrainGatewayErrorPrivate *priv = refrain_gateway_error_get_private (error);

  priv->http_status = http_status;
  priv->code_word = g_strdup (code_word);
  return error;
}

/**
 * refrain_gateway_error_set_retry_after:
 * @error: an error of this domain
 * @milliseconds: how long the gateway asks to be left alone
 */
void
refrain_gateway_error_set_retry_after (GError *error, gint64 milliseconds)
{
  g_return_if_fail (error->domain == REFRAIN_GATEWAY_ERROR);

  refrain_gateway_error_get_private (error)->retry_after = milliseconds;
}

/**
 * refrain_gateway_error_get_http_status:
 * @error: any error
 *
 * Returns: the status of the answer, 0 when there was none or @error is of another domain
 */
guint
refrain_gateway_error_get_http_status (const GError *error)
{
  const RefrainGatewayErrorPrivate *priv = peek_private (error);

  return priv != NULL ? priv->http_status : 0;
}

/**
 * refrain_gateway_error_get_code_word:
 * @error: any error
 *
 * Returns: (transfer none) (nullable): the gateway's own word, as "quota_not_enough"
 */
const char *
refrain_gateway_error_get_code_word (const GError *error)
{
  const RefrainGatewayErrorPrivate *priv = peek_private (error);

  return priv != NULL ? priv->code_word : NULL;
}

/**
 * refrain_gateway_error_get_retry_after:
 * @error: any error
 *
 * Returns: milliseconds that the gateway asks to wait, -1 when it did not say
 */
gint64
refrain_gateway_error_get_retry_after (const GError *error)
{
  const RefrainGatewayErrorPrivate *priv = peek_private (error);

  return priv != NULL ? priv->retry_after : -1;
}

/**
 * refrain_gateway_error_is_passing:
 * @error: any error
 *
 * Returns: whether the same question may well be answered a little later: no answer, 429, 5xx, a
 *   time-out
 */
gboolean
refrain_gateway_error_is_passing (const GError *error)
{
  const RefrainGatewayErrorPrivate *priv = peek_private (error);

  if (priv == NULL)
    return FALSE;
  if (error->code == REFRAIN_GATEWAY_ERROR_UNREACHABLE
      || error->code == REFRAIN_GATEWAY_ERROR_RATE_LIMITED)
    return TRUE;
  /* A refused key or an unknown task stays so, whatever status a proxy wraps it in. */
  if (error->code == REFRAIN_GATEWAY_ERROR_AUTH || error->code == REFRAIN_GATEWAY_ERROR_NOT_FOUND
      || error->code == REFRAIN_GATEWAY_ERROR_QUOTA)
    return FALSE;

  return priv->http_status == 408 || priv->http_status == 429 || priv->http_status >= 500;
}

/**
 * refrain_gateway_error_get_name:
 * @error: an error of this domain
 *
 * Returns: (transfer none): the error's name on the command line
 */
const char *
refrain_gateway_error_get_name (const GError *error)
{
  static const char *const names[] = { "auth",       "not-found",   "quota",  "rate-limited",
                                       "bad-answer", "unreachable", "gateway" };

  g_return_val_if_fail (error->domain == REFRAIN_GATEWAY_ERROR, NULL);

  return names[error->code];
}

/**
 * refrain_gateway_error_get_hint:
 * @error: any error
 *
 * Returns: (transfer none) (nullable): a translated sentence: what the user can do
 */
const char *
refrain_gateway_error_get_hint (const GError *error)
{
  if (error->domain != REFRAIN_GATEWAY_ERROR)
    return NULL;

  switch ((RefrainGatewayError) error->code)
    {
    case REFRAIN_GATEWAY_ERROR_AUTH:
      return _ ("Check the key of this gateway in Preferences.");
    case REFRAIN_GATEWAY_ERROR_NOT_FOUND:
      return _ ("Check the id, and that the task was made with this gateway and this account.");
    case REFRAIN_GATEWAY_ERROR_QUOTA:
      return _ ("Top up the account at the gateway, then try again.");
    case REFRAIN_GATEWAY_ERROR_RATE_LIMITED:
      return _ ("Wait a little, then try again.");
    case REFRAIN_GATEWAY_ERROR_BAD_ANSWER:
      return _ ("Check the gateway’s address. It is the base address of the programming interface, "
                "not the page of its panel.");
    case REFRAIN_GATEWAY_ERROR_UNREACHABLE:
      return _ ("Check the network and the gateway’s address, then try again.");
    case REFRAIN_GATEWAY_ERROR_GATEWAY:
    default:
      return _ ("This is what the gateway said. Try again later, or ask its operator.");
    }
}
