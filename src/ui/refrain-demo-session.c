/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-demo-session.h"

#include "config.h"

#include "refrain-demo-gateway.h"

#include <glib/gi18n-lib.h>

/**
 * RefrainDemoSession:
 *
 * The embedded demo gateway for as long as the program runs. Its address changes at every start, so
 * its songs are asked for again each time.
 */
struct _RefrainDemoSession
{
  GObject parent_instance;

  RefrainLibrary *library;     /* (owned) */
  RefrainDemoGateway *gateway; /* (owned) (nullable): once started */
};

G_DEFINE_FINAL_TYPE (RefrainDemoSession, refrain_demo_session, G_TYPE_OBJECT)

/* Where the demo's songs are: installed, in the sources, or where a test says. */
static const char *
find_media (void)
{
  const char *named = g_getenv ("REFRAIN_DEMO_MEDIA");

  if (named != NULL)
    return named;
  if (g_file_test (REFRAIN_DEMO_MEDIA_DIR, G_FILE_TEST_IS_DIR))
    return REFRAIN_DEMO_MEDIA_DIR;

  return REFRAIN_SOURCE_DEMO_MEDIA_DIR;
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (RefrainFetchOutcome) outcome = refrain_library_fetch_finish (REFRAIN_LIBRARY (source),
                                                                          result, &error);

  if (outcome != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
source_put_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RefrainDemoSession *self = g_task_get_source_object (task);
  g_auto (GStrv) task_ids = refrain_demo_gateway_dup_task_ids (self->gateway);
  GError *error = NULL;
  g_autoptr (RefrainSource) source = refrain_library_put_source_finish (REFRAIN_LIBRARY (object),
                                                                        result, &error);

  if (source != NULL)
    refrain_library_fetch_async (self->library, source, (const char *const *) task_ids,
                                 g_task_get_cancellable (task), fetched_cb, g_object_ref (task));
  else
    g_task_return_error (task, error);
}

static void
start_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (RefrainDemoGateway) gateway = refrain_demo_gateway_new (find_media ());
  GError *error = NULL;

  if (refrain_demo_gateway_start (gateway, 0, &error))
    g_task_return_pointer (task, g_steal_pointer (&gateway), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
put_source (RefrainDemoSession *self, GTask *task)
{
  g_autoptr (RefrainGatewayRecord) record = refrain_gateway_record_new (
      0, _ ("Demo"), refrain_demo_gateway_get_address (self->gateway), NULL, TRUE);
  GListModel *sources = refrain_library_get_sources (self->library);

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr (RefrainSource) source = g_list_model_get_item (sources, i);

      if (refrain_source_is_demo (source))
        {
          record->row_id = refrain_source_get_row_id (source);
          g_free (record->name);
          record->name = g_strdup (refrain_source_get_name (source));
        }
    }
  refrain_library_put_source_async (self->library, record, NULL, g_task_get_cancellable (task),
                                    source_put_cb, task);
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  RefrainDemoSession *self = REFRAIN_DEMO_SESSION (source);
  GError *error = NULL;
  RefrainDemoGateway *gateway = g_task_propagate_pointer (G_TASK (result), &error);

  if (gateway == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  g_set_object (&self->gateway, gateway);
  g_object_unref (gateway);
  put_source (self, task);
}

static void
refrain_demo_session_dispose (GObject *object)
{
  RefrainDemoSession *self = REFRAIN_DEMO_SESSION (object);

  if (self->gateway != NULL)
    refrain_demo_gateway_stop (self->gateway);
  g_clear_object (&self->gateway);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (refrain_demo_session_parent_class)->dispose (object);
}

static void
refrain_demo_session_class_init (RefrainDemoSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = refrain_demo_session_dispose;
}

static void
refrain_demo_session_init (RefrainDemoSession *self)
{
}

/**
 * refrain_demo_session_new:
 * @library: the library
 *
 * Returns: (transfer full): a session that is not started
 */
RefrainDemoSession *
refrain_demo_session_new (RefrainLibrary *library)
{
  RefrainDemoSession *self = g_object_new (REFRAIN_TYPE_DEMO_SESSION, NULL);

  self->library = g_object_ref (library);
  return self;
}

/**
 * refrain_demo_session_start_async:
 * @self: a session
 * @cancellable: (nullable): to stop
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Starts the demo gateway on loopback, makes it a gateway of the library and fetches its songs.
 */
void
refrain_demo_session_start_async (RefrainDemoSession *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask) start = NULL;

  g_return_if_fail (REFRAIN_IS_DEMO_SESSION (self));

  g_task_set_source_tag (task, refrain_demo_session_start_async);
  if (self->gateway != NULL)
    {
      put_source (self, task);
      return;
    }

  start = g_task_new (self, NULL, started_cb, task);
  g_task_run_in_thread (start, start_in_thread);
}

/**
 * refrain_demo_session_start_finish:
 * @self: a session
 * @result: the outcome
 * @error: return location for an error
 *
 * Returns: whether the demo songs are in the library
 */
gboolean
refrain_demo_session_start_finish (RefrainDemoSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_demo_session_start_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * refrain_demo_session_is_wanted:
 * @self: a session
 *
 * Returns: whether the library has songs of the demo gateway, which only play while it runs
 */
gboolean
refrain_demo_session_is_wanted (RefrainDemoSession *self)
{
  GListModel *sources;

  g_return_val_if_fail (REFRAIN_IS_DEMO_SESSION (self), FALSE);

  sources = refrain_library_get_sources (self->library);
  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr (RefrainSource) source = g_list_model_get_item (sources, i);

      if (refrain_source_is_demo (source))
        return TRUE;
    }

  return FALSE;
}
