/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-http-private.h"

#include "refrain-gateway-error.h"
#include "refrain-text.h"

#include <glib/gi18n-lib.h>

#define MAX_CONNECTIONS 32
#define MAX_CONNECTIONS_PER_HOST 8

/**
 * RefrainHttp:
 *
 * The one door to the network. It knows time-outs, size caps, redirects and where a key may go; it
 * judges no status. Use it from the main loop.
 */
struct _RefrainHttp
{
  GObject parent_instance;

  SoupSession *session; /* (owned) */
};

G_DEFINE_FINAL_TYPE (RefrainHttp, refrain_http, G_TYPE_OBJECT)

static void
refrain_http_dispose (GObject *object)
{
  RefrainHttp *self = REFRAIN_HTTP (object);

  if (self->session != NULL)
    soup_session_abort (self->session);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (refrain_http_parent_class)->dispose (object);
}

static void
refrain_http_class_init (RefrainHttpClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = refrain_http_dispose;
}

static void
refrain_http_init (RefrainHttp *self)
{
}

/**
 * refrain_http_new:
 * @user_agent: how the program names itself to servers
 *
 * Returns: (transfer full): a door to the network, without cookies and without a cache
 */
RefrainHttp *
refrain_http_new (const char *user_agent)
{
  RefrainHttp *self = g_object_new (REFRAIN_TYPE_HTTP, NULL);

  self->session = soup_session_new_with_options (
      "user-agent", user_agent, "max-conns", MAX_CONNECTIONS, "max-conns-per-host",
      MAX_CONNECTIONS_PER_HOST, "timeout", 0, "idle-timeout", 60, NULL);
  return self;
}

/**
 * refrain_http_send_async:
 * @self: a door to the network
 * @request: what to ask; copied
 * @cancellable: (nullable): to stop at once
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Asks, follows redirects that are safe, and reads the whole body. Any status is a success here.
 */
void
refrain_http_send_async (RefrainHttp *self,
                         const RefrainHttpRequest *request,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (REFRAIN_IS_HTTP (self));
  g_return_if_fail (request->max_bytes > 0);

  g_task_set_source_tag (task, refrain_http_send_async);
  g_task_set_task_data (task, g_new0 (gboolean, 1), g_free);
  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }
  if (!refrain_text_is_http_url (request->url))
    {
      g_task_return_error (task,
                           refrain_gateway_error_new (REFRAIN_GATEWAY_ERROR_BAD_ANSWER, 0, NULL,
                                                      _ ("This is no http or https address.")));
      g_object_unref (task);
      return;
    }

  refrain_http_exchange (self->session, request, task);
}

/**
 * refrain_http_send_finish:
 * @self: a door to the network
 * @result: the outcome
 * @error: return location for an error: %REFRAIN_GATEWAY_ERROR_UNREACHABLE when no whole answer
 *   came, %REFRAIN_GATEWAY_ERROR_BAD_ANSWER when it was too long or redirected where it must not,
 *   or an error of the sink
 *
 * Returns: (transfer full) (nullable): what came
 */
RefrainHttpResponse *
refrain_http_send_finish (RefrainHttp *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_http_send_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * refrain_http_result_has_begun:
 * @self: a door to the network
 * @result: the outcome
 *
 * Returns: whether any of the request may have reached the server. If not, there is no doubt that
 *   the server knows nothing of it.
 */
gboolean
refrain_http_result_has_begun (RefrainHttp *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), TRUE);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_http_send_async), TRUE);

  return *(gboolean *) g_task_get_task_data (G_TASK (result));
}
