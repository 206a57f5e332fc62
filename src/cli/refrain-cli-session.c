/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-cli-session.h"

#include "refrain-sender.h"
#include "refrain-store-ledger.h"

#include <glib-unix.h>
#include <signal.h>

/* The second signal finds its default handler again and ends the program at once. */
static gboolean
interrupted_cb (gpointer user_data)
{
  RefrainCliSession *session = user_data;

  session->interrupt_source = 0;
  g_cancellable_cancel (session->cancellable);
  return G_SOURCE_REMOVE;
}

static gboolean
terminated_cb (gpointer user_data)
{
  RefrainCliSession *session = user_data;

  session->terminate_source = 0;
  g_cancellable_cancel (session->cancellable);
  return G_SOURCE_REMOVE;
}

/**
 * refrain_cli_session_new:
 * @options: the command line
 *
 * Returns: (transfer full): a session; nothing is opened yet
 */
RefrainCliSession *
refrain_cli_session_new (const RefrainCliOptions *options)
{
  RefrainCliSession *session = g_new0 (RefrainCliSession, 1);
  gboolean use_keyring = g_strcmp0 (g_getenv ("REFRAIN_KEYRING"), "none") != 0;

  session->context = refrain_context_new (options->data_dir, NULL, use_keyring);
  session->cancellable = g_cancellable_new ();
  session->interrupt_source = g_unix_signal_add (SIGINT, interrupted_cb, session);
  session->terminate_source = g_unix_signal_add (SIGTERM, terminated_cb, session);
  return session;
}

/**
 * refrain_cli_session_free:
 * @session: (transfer full) (nullable): a session
 */
void
refrain_cli_session_free (RefrainCliSession *session)
{
  if (session == NULL)
    return;

  g_clear_handle_id (&session->interrupt_source, g_source_remove);
  g_clear_handle_id (&session->terminate_source, g_source_remove);
  /* What has ended hands its outcome over before those who wait for it go away. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&session->context);
  g_clear_object (&session->cancellable);
  g_free (session->key);
  g_free (session);
}

/**
 * refrain_cli_session_get_library:
 * @session: a session
 *
 * Returns: (transfer none): the library
 */
RefrainLibrary *
refrain_cli_session_get_library (RefrainCliSession *session)
{
  return refrain_context_get_library (session->context);
}

/**
 * refrain_cli_session_is_interrupted:
 * @session: a session
 *
 * Returns: whether the user wants it to stop
 */
gboolean
refrain_cli_session_is_interrupted (RefrainCliSession *session)
{
  return g_cancellable_is_cancelled (session->cancellable);
}

/**
 * refrain_cli_session_wait_cb:
 * @source: what was asked
 * @result: the outcome
 * @user_data: where a #GAsyncResult is waited for
 *
 * The callback for what refrain_cli_session_wait() waits for.
 */
void
refrain_cli_session_wait_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

/**
 * refrain_cli_session_wait:
 * @session: a session
 * @result: where the outcome comes
 *
 * Lets the main loop run until the outcome is there. Interruption is up to the cancellable that the
 * operation was given.
 *
 * Returns: (transfer full): the outcome
 */
GAsyncResult *
refrain_cli_session_wait (RefrainCliSession *session, GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (result);
}

static gboolean
slept_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/**
 * refrain_cli_session_sleep:
 * @session: a session
 * @milliseconds: how long
 *
 * Lets the main loop run for a while.
 *
 * Returns: %FALSE when the user interrupted it
 */
gboolean
refrain_cli_session_sleep (RefrainCliSession *session, guint milliseconds)
{
  gboolean slept = FALSE;
  guint source = g_timeout_add (milliseconds, slept_cb, &slept);

  while (!slept && !refrain_cli_session_is_interrupted (session))
    g_main_context_iteration (NULL, TRUE);
  if (!slept)
    g_source_remove (source);

  return slept;
}

static gpointer
recover_job (RefrainConnection *connection, gpointer data, GError **error)
{
  if (refrain_connection_is_read_only (connection))
    return NULL;

  return refrain_store_ledger_recover (connection, refrain_sender_is_alive, error);
}

static void
recovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GPtrArray) records = refrain_store_run_finish (REFRAIN_STORE (source), result, NULL);
}

/* Requests whose sender has ended say so before anything is read: the store works on one job after
 * the other. What keeps it from being written keeps the command itself from its work, and is said
 * there. */
static void
recover (RefrainCliSession *session)
{
  RefrainStore *store = refrain_library_get_store (refrain_cli_session_get_library (session));

  if (session->recovered)
    return;

  session->recovered = TRUE;
  refrain_store_run_async (store, recover_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, NULL,
                           recovered_cb, NULL);
}

/**
 * refrain_cli_session_run:
 * @session: a session
 * @func: a job for the store's thread
 * @data: (nullable): the job's own data; stays the caller's
 * @result_free: (nullable): frees the result when nobody takes it
 * @error: return location for an error
 *
 * Runs a job on the database and waits for it.
 *
 * Returns: (transfer full) (nullable): the job's result
 */
gpointer
refrain_cli_session_run (RefrainCliSession *session,
                         RefrainStoreFunc func,
                         gpointer data,
                         GDestroyNotify result_free,
                         GError **error)
{
  RefrainStore *store = refrain_library_get_store (refrain_cli_session_get_library (session));
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  recover (session);
  /* Not cancellable: @data must not be given up before the job has ended. */
  refrain_store_run_async (store, func, data, NULL, result_free, NULL, refrain_cli_session_wait_cb,
                           &place);
  result = refrain_cli_session_wait (session, &place);
  return refrain_store_run_finish (store, result, error);
}

/**
 * refrain_cli_session_open:
 * @session: a session
 * @error: return location for an error
 *
 * Opens the library as a whole, which is needed to ask gateways.
 *
 * Returns: whether it is open
 */
gboolean
refrain_cli_session_open (RefrainCliSession *session, GError **error)
{
  RefrainLibrary *library = refrain_cli_session_get_library (session);
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  recover (session);
  refrain_library_open_async (library, session->cancellable, refrain_cli_session_wait_cb, &place);
  result = refrain_cli_session_wait (session, &place);
  return refrain_library_open_finish (library, result, error);
}
