/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-gateway-private.h"

#include "refrain-gateway-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ANSWER_SECONDS 15

/* Finding out what answers at an address. Every question is for a task that does not exist, so
 * nothing is made and nothing is charged. */
typedef struct
{
  char *address;       /* (owned) */
  char *key;           /* (owned) (nullable) */
  GPtrArray *families; /* (owned) (element-type RefrainFamily): to be tried, in this order */
  guint next;          /* the one that is tried */
  gboolean hinted;     /* the first one is what the host is known for */
  const RefrainFamily *likely; /* (nullable): said something, but not clearly */
  GError *error;               /* (owned) (nullable): the most telling one */
} Detection;

static void probe (GTask *task);

static void
detection_free (gpointer data)
{
  Detection *detection = data;

  g_free (detection->address);
  g_free (detection->key);
  g_ptr_array_unref (detection->families);
  g_clear_error (&detection->error);
  g_free (detection);
}

static gboolean
contains (const char *text, const char *needle)
{
  g_autofree char *folded = text != NULL ? g_ascii_strdown (text, -1) : NULL;

  return folded != NULL && strstr (folded, needle) != NULL;
}

/* Whether the answer is about the task, and not about the call: "Not Found" alone is what servers
 * say of a call that they do not have. */
static gboolean
speaks_of_task (const GError *error)
{
  const char *word = refrain_gateway_error_get_code_word (error);
  gboolean plain = refrain_gateway_error_get_http_status (error) == 404
                   || g_strcmp0 (word, "404") == 0;

  return error->code == REFRAIN_GATEWAY_ERROR_NOT_FOUND
         && (!plain || contains (error->message, "task") || contains (word, "task"));
}

/* A readable error that no server makes by itself. */
static gboolean
may_be_family (const GError *error)
{
  guint status = refrain_gateway_error_get_http_status (error);

  return (error->code == REFRAIN_GATEWAY_ERROR_GATEWAY || error->code == REFRAIN_GATEWAY_ERROR_QUOTA
          || error->code == REFRAIN_GATEWAY_ERROR_RATE_LIMITED)
         && status != 404 && status != 405;
}

/* Takes @error when it tells more than what is known: a refused key more than anything else. */
static void
keep_error (Detection *detection, GError *error)
{
  gboolean better = detection->error == NULL
                    || (error->code == REFRAIN_GATEWAY_ERROR_AUTH
                        && detection->error->code != REFRAIN_GATEWAY_ERROR_AUTH);

  if (!better)
    {
      g_error_free (error);
      return;
    }
  g_clear_error (&detection->error);
  detection->error = error;
}

/* Says what is wrong and what to do. */
static GError *
describe (const GError *error)
{
  guint status = refrain_gateway_error_get_http_status (error);
  const char *hint = refrain_gateway_error_get_hint (error);
  g_autofree char *message = NULL;
  int code = error->code;

  if (error->domain != REFRAIN_GATEWAY_ERROR)
    return g_error_copy (error);

  if (code == REFRAIN_GATEWAY_ERROR_AUTH)
    message = g_strdup_printf (
        _ ("A gateway answers, but refuses the key (HTTP status %u). Check that all of the key was "
           "copied."),
        status);
  else if (code == REFRAIN_GATEWAY_ERROR_NOT_FOUND || status == 404 || status == 405)
    {
      code = REFRAIN_GATEWAY_ERROR_BAD_ANSWER;
      message = g_strdup_printf (
          _ ("Something answers at this address, but it knows none of the calls of a gateway (HTTP "
             "status %u). Check the address: its path may be missing or too long."),
          status);
    }
  else
    message = g_strdup_printf ("%s %s", error->message, hint);

  return refrain_gateway_error_new (code, status, refrain_gateway_error_get_code_word (error),
                                    message);
}

static void
end (GTask *task)
{
  Detection *detection = g_task_get_task_data (task);

  if (detection->likely != NULL && detection->error->code != REFRAIN_GATEWAY_ERROR_AUTH)
    g_task_return_pointer (task, (gpointer) detection->likely, NULL);
  else
    g_task_return_error (task, describe (detection->error));
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Detection *detection = g_task_get_task_data (task);
  const RefrainFamily *family = g_ptr_array_index (detection->families, detection->next);
  GError *error = NULL;
  g_autoptr (RefrainAnswer) answer = refrain_gateway_call_finish (REFRAIN_GATEWAY (source), result,
                                                                  &error);
  gboolean unreachable;

  if (answer != NULL || (error->domain == REFRAIN_GATEWAY_ERROR && speaks_of_task (error)))
    {
      g_clear_error (&error);
      g_task_return_pointer (task, (gpointer) family, NULL);
      return;
    }

  unreachable = error->domain != REFRAIN_GATEWAY_ERROR
                || error->code == REFRAIN_GATEWAY_ERROR_UNREACHABLE;
  if (!unreachable && detection->likely == NULL
      && (may_be_family (error)
          || (detection->hinted && detection->next == 0
              && error->code == REFRAIN_GATEWAY_ERROR_BAD_ANSWER
              && strchr (error->message, '<') == NULL)))
    detection->likely = family;
  keep_error (detection, error);
  if (!unreachable && ++detection->next < detection->families->len)
    probe (task);
  else
    end (task);
}

static void
probe (GTask *task)
{
  Detection *detection = g_task_get_task_data (task);
  const RefrainFamily *family = g_ptr_array_index (detection->families, detection->next);
  g_autoptr (RefrainGateway) gateway = refrain_gateway_new (g_task_get_source_object (task), "",
                                                            detection->address, family->name);

  refrain_gateway_set_patience (gateway, 1, ANSWER_SECONDS);
  refrain_gateway_set_key (gateway, detection->key);
  refrain_gateway_ask_async (gateway, family->fetch_path, REFRAIN_PROBE_ID,
                             g_task_get_cancellable (task), probed_cb, g_object_ref (task));
}

/**
 * refrain_gateway_detect_async:
 * @http: the door to the network
 * @address: a base address made by refrain_address_normalize()
 * @key: (nullable): the key, which is shown to whatever answers there
 * @cancellable: (nullable): to stop at once
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Finds out of which family the gateway at @address is, with one question for each that may be:
 * first the one that the host is known for, then the most common. Nothing is made and nothing is
 * charged.
 */
void
refrain_gateway_detect_async (RefrainHttp *http,
                              const char *address,
                              const char *key,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (http, cancellable, callback, user_data);
  const RefrainFamily *known = refrain_family_find_by_address (address);
  guint n_families;
  const RefrainFamily *families = refrain_family_get_all (&n_families);
  Detection *detection = g_new0 (Detection, 1);

  g_task_set_source_tag (task, refrain_gateway_detect_async);
  g_task_set_task_data (task, detection, detection_free);
  detection->address = g_strdup (address);
  detection->key = g_strdup (key);
  detection->families = g_ptr_array_new ();
  detection->hinted = known != NULL;
  if (known != NULL)
    g_ptr_array_add (detection->families, (gpointer) known);
  for (guint i = 0; i < n_families; i++)
    {
      if (&families[i] != known)
        g_ptr_array_add (detection->families, (gpointer) &families[i]);
    }
  probe (task);
}

/**
 * refrain_gateway_detect_finish:
 * @http: the door to the network
 * @result: the outcome
 * @error: return location for an error that says in words what is wrong and what to do
 *
 * Returns: (transfer none) (nullable): the family
 */
const RefrainFamily *
refrain_gateway_detect_finish (RefrainHttp *http, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, http), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_gateway_detect_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainAnswer) answer = refrain_gateway_call_finish (REFRAIN_GATEWAY (source), result,
                                                                  &error);

  /* The id does not exist, so being told so is the best answer there is. */
  if (answer != NULL
      || g_error_matches (error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_NOT_FOUND))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * refrain_gateway_test_async:
 * @self: a gateway
 * @cancellable: (nullable): to stop at once
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Finds out whether a gateway of the known kind answers at the address and takes the key. Nothing
 * is made and nothing is charged.
 */
void
refrain_gateway_test_async (RefrainGateway *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, refrain_gateway_test_async);
  refrain_gateway_ask_async (self, refrain_gateway_get_family (self)->fetch_path, REFRAIN_PROBE_ID,
                             cancellable, test_answered_cb, task);
}

/**
 * refrain_gateway_test_finish:
 * @self: a gateway
 * @result: the outcome
 * @error: return location for a %REFRAIN_GATEWAY_ERROR that says in words what is wrong
 *
 * Returns: whether the gateway can be used
 */
gboolean
refrain_gateway_test_finish (RefrainGateway *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_gateway_test_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
