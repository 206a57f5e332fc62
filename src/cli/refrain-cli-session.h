/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-cli-options.h"
#include "refrain-context.h"

G_BEGIN_DECLS

typedef struct _RefrainCliSession RefrainCliSession;

/**
 * RefrainCliSession: the library and what can stop the work on it.
 *
 * Commands run from top to bottom: they start something asynchronous and let the main loop run
 * until it is done or the user interrupts.
 */
struct _RefrainCliSession
{
  RefrainContext *context;   /* (owned) */
  GCancellable *cancellable; /* (owned): cancelled by SIGINT and SIGTERM */
  char *key;                 /* (owned) (nullable): the gateway's, for this run */
  guint interrupt_source;
  guint terminate_source;
  gboolean key_read;  /* @key is what was given */
  gboolean recovered; /* what other programs left unfinished says so */
};

RefrainCliSession *refrain_cli_session_new (const RefrainCliOptions *options);
void refrain_cli_session_free (RefrainCliSession *session);
RefrainLibrary *refrain_cli_session_get_library (RefrainCliSession *session);
gboolean refrain_cli_session_is_interrupted (RefrainCliSession *session);
void refrain_cli_session_wait_cb (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *refrain_cli_session_wait (RefrainCliSession *session, GAsyncResult **result);
gboolean refrain_cli_session_sleep (RefrainCliSession *session, guint milliseconds);
gpointer refrain_cli_session_run (RefrainCliSession *session,
                                  RefrainStoreFunc func,
                                  gpointer data,
                                  GDestroyNotify result_free,
                                  GError **error);
gboolean refrain_cli_session_open (RefrainCliSession *session, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainCliSession, refrain_cli_session_free)

G_END_DECLS
