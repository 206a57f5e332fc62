/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-context.h"

#include "config.h"

/* Enough for every cover of a wide window, several times over. */
#define COVER_MEMORY (64 * 1024 * 1024)
#define USER_AGENT "Refrain/" REFRAIN_VERSION

/**
 * RefrainContext:
 *
 * The composition root: makes the services and hands them to whoever needs them. There is one in a
 * program, and nothing is reached any other way.
 */
struct _RefrainContext
{
  GObject parent_instance;

  RefrainLibrary *library;     /* (owned) */
  RefrainCovers *covers;       /* (owned) */
  RefrainSaver *saver;         /* (owned) */
  RefrainSubmitter *submitter; /* (owned) */
  RefrainForms *forms;         /* (owned) */
  RefrainWatcher *watcher;     /* (owned) */
  RefrainPlayback *playback;   /* (owned) (nullable): made when first asked for */
  char *data_dir;              /* (owned) */
  char *database;              /* (owned): the library's file */
};

G_DEFINE_FINAL_TYPE (RefrainContext, refrain_context, G_TYPE_OBJECT)

static void
refrain_context_dispose (GObject *object)
{
  RefrainContext *self = REFRAIN_CONTEXT (object);

  if (self->saver != NULL)
    refrain_saver_cancel_all (self->saver);
  g_clear_object (&self->playback);
  g_clear_object (&self->watcher);
  g_clear_object (&self->forms);
  g_clear_object (&self->submitter);
  g_clear_object (&self->saver);
  g_clear_object (&self->covers);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (refrain_context_parent_class)->dispose (object);
}

static void
refrain_context_finalize (GObject *object)
{
  g_clear_pointer (&REFRAIN_CONTEXT (object)->data_dir, g_free);
  g_clear_pointer (&REFRAIN_CONTEXT (object)->database, g_free);

  G_OBJECT_CLASS (refrain_context_parent_class)->finalize (object);
}

static void
refrain_context_class_init (RefrainContextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = refrain_context_dispose;
  object_class->finalize = refrain_context_finalize;
}

static void
refrain_context_init (RefrainContext *self)
{
}

/**
 * refrain_context_new:
 * @data_dir: (nullable): where the library's database is; %NULL for the user's own
 * @cache_dir: (nullable): where covers are kept; %NULL for the user's own
 * @use_keyring: whether keys come from the desktop's keyring
 *
 * Returns: (transfer full): the services; nothing is opened yet
 */
RefrainContext *
refrain_context_new (const char *data_dir, const char *cache_dir, gboolean use_keyring)
{
  RefrainContext *self = g_object_new (REFRAIN_TYPE_CONTEXT, NULL);
  g_autoptr (RefrainHttp) http = refrain_http_new (USER_AGENT);
  g_autoptr (RefrainSecrets) secrets = refrain_secrets_new (use_keyring);
  g_autoptr (RefrainStore) store = NULL;
  g_autofree char *covers = NULL;

  self->data_dir = data_dir != NULL ? g_canonicalize_filename (data_dir, NULL)
                                    : g_build_filename (g_get_user_data_dir (), "refrain", NULL);
  self->database = g_build_filename (self->data_dir, "library.db", NULL);
  covers = cache_dir != NULL
               ? g_build_filename (cache_dir, "covers", NULL)
               : g_build_filename (g_get_user_cache_dir (), "refrain", "covers", NULL);

  store = refrain_store_new (self->database);
  self->library = refrain_library_new (http, store, secrets);
  self->covers = refrain_covers_new (http, covers, COVER_MEMORY);
  self->saver = refrain_saver_new (self->library, self->covers);
  self->submitter = refrain_submitter_new (self->library);
  self->forms = refrain_forms_new (self->library);
  self->watcher = refrain_watcher_new (self->library);
  return self;
}

/**
 * refrain_context_get_data_dir:
 * @self: a context
 *
 * Returns: (transfer none): where the library's database is
 */
const char *
refrain_context_get_data_dir (RefrainContext *self)
{
  g_return_val_if_fail (REFRAIN_IS_CONTEXT (self), NULL);

  return self->data_dir;
}

/**
 * refrain_context_get_library:
 * @self: a context
 *
 * Returns: (transfer none): the library
 */
RefrainLibrary *
refrain_context_get_library (RefrainContext *self)
{
  g_return_val_if_fail (REFRAIN_IS_CONTEXT (self), NULL);

  return self->library;
}

/**
 * refrain_context_get_covers:
 * @self: a context
 *
 * Returns: (transfer none): cover art
 */
RefrainCovers *
refrain_context_get_covers (RefrainContext *self)
{
  g_return_val_if_fail (REFRAIN_IS_CONTEXT (self), NULL);

  return self->covers;
}

/**
 * refrain_context_get_saver:
 * @self: a context
 *
 * Returns: (transfer none): the queue of files on their way to the disk
 */
RefrainSaver *
refrain_context_get_saver (RefrainContext *self)
{
  g_return_val_if_fail (REFRAIN_IS_CONTEXT (self), NULL);

  return self->saver;
}

/**
 * refrain_context_get_submitter:
 * @self: a context
 *
 * Returns: (transfer none): what sends requests
 */
RefrainSubmitter *
refrain_context_get_submitter (RefrainContext *self)
{
  g_return_val_if_fail (REFRAIN_IS_CONTEXT (self), NULL);

  return self->submitter;
}

/**
 * refrain_context_get_forms:
 * @self: a context
 *
 * Returns: (transfer none): drafts, the history of prompts, and suggestions
 */
RefrainForms *
refrain_context_get_forms (RefrainContext *self)
{
  g_return_val_if_fail (REFRAIN_IS_CONTEXT (self), NULL);

  return self->forms;
}

/**
 * refrain_context_start_services:
 * @self: a context whose library is open
 *
 * Has what a program needs that stays open do its work: requests that were cut off say so, tasks
 * are watched to their end, what other programs write is shown, what is to be saved waits until it
 * is complete, and a copy of the database is made each day.
 */
void
refrain_context_start_services (RefrainContext *self)
{
  g_autofree char *backups = NULL;

  g_return_if_fail (REFRAIN_IS_CONTEXT (self));

  backups = g_build_filename (self->data_dir, "backups", NULL);
  refrain_library_keep_backups (self->library, backups);
  refrain_submitter_recover (self->submitter);
  refrain_watcher_start (self->watcher);
  refrain_library_follow (self->library, self->database);
  refrain_saver_set_waits (self->saver, TRUE);
}

/**
 * refrain_context_get_watcher:
 * @self: a context
 *
 * Returns: (transfer none): what asks for tasks until they have ended
 */
RefrainWatcher *
refrain_context_get_watcher (RefrainContext *self)
{
  g_return_val_if_fail (REFRAIN_IS_CONTEXT (self), NULL);

  return self->watcher;
}

/**
 * refrain_context_get_playback:
 * @self: a context
 *
 * Returns: (transfer none): what plays; made now, since a program may never play anything
 */
RefrainPlayback *
refrain_context_get_playback (RefrainContext *self)
{
  g_return_val_if_fail (REFRAIN_IS_CONTEXT (self), NULL);

  if (self->playback == NULL)
    self->playback = refrain_playback_new (self->library, self->covers);

  return self->playback;
}

/**
 * refrain_context_dup_default_folder:
 *
 * Returns: (transfer full): where files are saved unless the user says otherwise
 */
char *
refrain_context_dup_default_folder (void)
{
  const char *music = g_get_user_special_dir (G_USER_DIRECTORY_MUSIC);

  return music != NULL ? g_build_filename (music, "Refrain", NULL)
                       : g_build_filename (g_get_home_dir (), "Music", "Refrain", NULL);
}
