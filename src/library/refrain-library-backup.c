/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-library-private.h"

#include "refrain-backup.h"
#include "refrain-clock.h"

/* A copy of the database a day, made a little at a time when there is nothing better to do. */

/* Whoever starts a program wants to see songs first. */
#define FIRST_SECONDS 45
#define AGAIN_SECONDS (60 * 60)

/* One copy that is being made. It does not keep the library alive: what is not complete by then is
 * given up. */
typedef struct
{
  GWeakRef library;
  RefrainStore *store;   /* (owned) */
  char *folder;          /* (owned) */
  RefrainBackup *backup; /* (owned) (nullable): belongs to the store's thread */
  gboolean done;
} Copy;

static void step (Copy *copy);

static gpointer
step_job (RefrainConnection *connection, gpointer data, GError **error)
{
  Copy *copy = data;
  gint64 now = refrain_clock_now_ms ();

  if (copy->backup == NULL && !refrain_backup_is_due (copy->folder, now))
    copy->done = TRUE;
  else if (copy->backup == NULL)
    copy->backup = refrain_backup_begin (connection, copy->folder, now, error);
  else
    refrain_backup_step (copy->backup, &copy->done, error);
  return NULL;
}

static gpointer
end_job (RefrainConnection *connection, gpointer data, GError **error)
{
  g_clear_pointer (&((Copy *) data)->backup, refrain_backup_free);
  return NULL;
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Copy *copy = user_data;

  g_weak_ref_clear (&copy->library);
  g_clear_object (&copy->store);
  g_free (copy->folder);
  g_free (copy);
}

static void
stepped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Copy *copy = user_data;
  g_autoptr (RefrainLibrary) self = g_weak_ref_get (&copy->library);
  g_autoptr (GError) error = NULL;

  refrain_store_run_finish (REFRAIN_STORE (source), result, &error);
  if (error != NULL)
    g_warning ("%s", error->message);
  if (self != NULL && error == NULL && !copy->done)
    step (copy);
  else
    refrain_store_run_async (copy->store, end_job, copy, NULL, NULL, NULL, ended_cb, copy);
}

/* Others take their turn between two steps. */
static void
step (Copy *copy)
{
  refrain_store_run_async (copy->store, step_job, copy, NULL, NULL, NULL, stepped_cb, copy);
}

static gboolean
due_cb (gpointer user_data)
{
  RefrainLibrary *self = user_data;
  Copy *copy = g_new0 (Copy, 1);

  self->backup_source = g_timeout_add_seconds (AGAIN_SECONDS, due_cb, self);
  g_weak_ref_init (&copy->library, self);
  copy->store = g_object_ref (self->store);
  copy->folder = g_strdup (self->backup_folder);
  step (copy);
  return G_SOURCE_REMOVE;
}

/**
 * refrain_library_keep_backups:
 * @self: an open library
 * @folder: where copies of the database go
 *
 * Has a copy of the database made each day, and the oldest ones removed.
 */
void
refrain_library_keep_backups (RefrainLibrary *self, const char *folder)
{
  g_return_if_fail (REFRAIN_IS_LIBRARY (self));

  if (self->read_only || self->backup_source != 0)
    return;

  self->backup_folder = g_strdup (folder);
  self->backup_source = g_timeout_add_seconds (FIRST_SECONDS, due_cb, self);
}
