/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-cli-session.h"

G_BEGIN_DECLS

typedef struct _RefrainCliPolling RefrainCliPolling;

/** RefrainCliPolling: what a gateway has said of some tasks, asked once or until they have ended.
 */
struct _RefrainCliPolling
{
  char **ids;         /* (owned): each once, in the order of the command line */
  GHashTable *tasks;  /* (owned) (element-type utf8 RefrainTask) */
  GHashTable *errors; /* (owned) (element-type utf8 GError): of the last time it was asked for */
  gboolean with_video;
};

RefrainCliPolling *refrain_cli_polling_new (char **ids, gboolean with_video);
void refrain_cli_polling_free (RefrainCliPolling *polling);
void refrain_cli_polling_take (RefrainCliPolling *polling, RefrainTask *task);
gboolean refrain_cli_polling_run (RefrainCliPolling *polling,
                                  RefrainCliSession *session,
                                  RefrainSource *source,
                                  int wait_seconds,
                                  GError **error);
gboolean refrain_cli_polling_is_done (const RefrainCliPolling *polling, RefrainTask *task);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefrainCliPolling, refrain_cli_polling_free)

G_END_DECLS
