/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-cli-saving.h"

#include "refrain-cli-load.h"
#include "refrain-cli-progress.h"
#include "refrain-cli-table.h"
#include "refrain-cli-text.h"
#include "refrain-library-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* The saver holds no more than this at once, however many songs are to be saved. */
#define MAX_QUEUED 16
/* Another program that saves the same song is waited for: one to two minutes. */
#define BUSY_ROUNDS 120
#define BUSY_MILLISECONDS 500

/* One clip, and what of it is still to be saved. */
typedef struct
{
  gint64 row;
  guint kinds;
} Wish;

typedef struct
{
  RefrainCliSession *session; /* (unowned) */
  RefrainCliReport *report;   /* (unowned) */
  RefrainSaver *saver;        /* (unowned) */
  RefrainCliTable *table;     /* (owned) */
  GPtrArray *clips;           /* (owned) (element-type RefrainClip): keeps them alive */
  GArray *wishes;             /* (owned) (element-type Wish) */
  GArray *busy;               /* (owned) (element-type Wish): being saved by another program */
  guint n_finished;
  guint n_total;
  gboolean may_wait;
  gboolean cancelled;
} Saving;

static guint
get_kinds (const RefrainCliOptions *options, const RefrainClipFacts *facts)
{
  guint kinds = REFRAIN_FILE_AUDIO;

  if (options->video)
    kinds |= REFRAIN_FILE_VIDEO;
  if (options->cover)
    kinds |= REFRAIN_FILE_COVER;
  /* An instrumental has none, and nobody misses them. */
  if (options->lyrics && facts->lyrics != NULL)
    kinds |= REFRAIN_FILE_LYRICS;

  return kinds;
}

static void
take_failure (Saving *saving, RefrainSaveItem *item)
{
  RefrainClip *clip = refrain_save_item_get_clip (item);
  const RefrainClipFacts *facts = refrain_clip_get_facts (clip);
  const GError *error = refrain_save_item_get_error (item);
  Wish wish = { refrain_clip_get_row_id (clip), (guint) refrain_save_item_get_kind (item) };
  g_autofree char *subject = NULL;

  if (saving->may_wait && error->domain == REFRAIN_LIBRARY_ERROR
      && error->code == REFRAIN_LIBRARY_ERROR_BUSY)
    {
      g_array_append_val (saving->busy, wish);
      saving->n_finished--;
      return;
    }

  subject = g_strdup_printf ("%s (%s), %s", facts->title != NULL ? facts->title : _ ("(untitled)"),
                             facts->id,
                             refrain_file_kind_to_string (refrain_save_item_get_kind (item)));
  refrain_cli_progress_clear ();
  refrain_cli_report_fail_item (saving->report, subject, error);
}

static void
take_success (Saving *saving, RefrainSaveItem *item)
{
  g_autofree char *path = refrain_cli_text_path (refrain_save_item_get_path (item));

  saving->report->n_done++;
  refrain_cli_table_add (saving->table,
                         refrain_save_item_was_known (item) ? _ ("known") : _ ("saved"),
                         REFRAIN_CLI_GREEN);
  refrain_cli_table_add (saving->table,
                         refrain_file_kind_to_string (refrain_save_item_get_kind (item)),
                         REFRAIN_CLI_PLAIN);
  refrain_cli_table_add (saving->table, path, REFRAIN_CLI_PLAIN);
}

/* Takes what has ended off the saver's list. */
static void
harvest (Saving *saving)
{
  GListModel *items = refrain_saver_get_items (saving->saver);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (RefrainSaveItem) item = g_list_model_get_item (items, i);

      if (!refrain_save_item_is_finished (item))
        continue;
      saving->n_finished++;
      if (refrain_save_item_get_state (item) == REFRAIN_SAVE_DONE)
        take_success (saving, item);
      else if (refrain_save_item_get_state (item) == REFRAIN_SAVE_FAILED)
        take_failure (saving, item);
    }
  refrain_saver_clear_finished (saving->saver);
}

static void
feed (Saving *saving, guint *next)
{
  while (*next < saving->wishes->len && refrain_saver_get_n_unfinished (saving->saver) < MAX_QUEUED)
    {
      const Wish *wish = &g_array_index (saving->wishes, Wish, *next);
      RefrainLibrary *library = refrain_cli_session_get_library (saving->session);
      g_autoptr (RefrainClip) clip = refrain_clip_pool_get (refrain_library_get_pool (library),
                                                            wish->row);

      (*next)++;
      refrain_saver_save (saving->saver, clip, wish->kinds);
    }
}

static void
save_all (Saving *saving)
{
  guint next = 0;

  while (next < saving->wishes->len || refrain_saver_get_n_unfinished (saving->saver) > 0)
    {
      if (refrain_cli_session_is_interrupted (saving->session) && !saving->cancelled)
        {
          saving->cancelled = TRUE;
          next = saving->wishes->len;
          refrain_saver_cancel_all (saving->saver);
        }
      feed (saving, &next);
      refrain_cli_progress_show (_ ("Saved %u of %u · %d %% of what is on its way"),
                                 saving->n_finished, saving->n_total,
                                 (int) (100 * refrain_saver_get_fraction (saving->saver)));
      if (refrain_saver_get_n_unfinished (saving->saver) > 0)
        g_main_context_iteration (NULL, TRUE);
      harvest (saving);
    }
  harvest (saving);
}

/* Brings the clips up to date, so that files that were saved before, or meanwhile, are known. */
static gboolean
load_clips (Saving *saving, GError **error)
{
  RefrainLibrary *library = refrain_cli_session_get_library (saving->session);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) records = NULL;

  for (guint i = 0; i < saving->wishes->len; i++)
    g_array_append_val (rows, g_array_index (saving->wishes, Wish, i).row);
  records = refrain_cli_load_clips (saving->session, rows, error);
  if (records == NULL)
    return FALSE;

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (saving->clips, refrain_clip_pool_apply (refrain_library_get_pool (library),
                                                             g_ptr_array_index (records, i)));
  return TRUE;
}

/* Another program saves some of the same songs: once it is done, its files are as good as ours. */
static void
save_busy (Saving *saving)
{
  g_autoptr (GError) error = NULL;

  for (guint round = 1; saving->busy->len > 0 && !saving->cancelled; round++)
    {
      g_array_set_size (saving->wishes, 0);
      g_array_append_vals (saving->wishes, saving->busy->data, saving->busy->len);
      g_array_set_size (saving->busy, 0);
      saving->may_wait = round < BUSY_ROUNDS;
      refrain_cli_progress_show ("%s", _ ("Waiting for another program that saves the same songs"));
      if (!refrain_cli_session_sleep (saving->session, BUSY_MILLISECONDS))
        return;
      if (!load_clips (saving, &error))
        {
          refrain_cli_report_fail_item (saving->report, NULL, error);
          return;
        }
      save_all (saving);
    }
}

/**
 * refrain_cli_saving_prepare:
 * @folder: where files are to go
 * @error: return location for a #GFileError
 *
 * Makes the folder, and finds out before anything is fetched whether it can be used.
 *
 * Returns: whether it can
 */
gboolean
refrain_cli_saving_prepare (const char *folder, GError **error)
{
  g_autofree char *shown = g_filename_display_name (folder);
  int failure = 0;

  if (g_mkdir_with_parents (folder, 0755) != 0 || g_access (folder, W_OK | X_OK) != 0)
    failure = errno;
  else if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    failure = ENOTDIR;
  if (failure == 0)
    return TRUE;

  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (failure),
               _ ("Nothing can be saved to %s: %s"), shown, g_strerror (failure));
  return FALSE;
}

/**
 * refrain_cli_saving_run:
 * @session: a session
 * @report: where failures go
 * @clips: (element-type RefrainClipRecord): what to save
 * @out: where the names of the files go
 *
 * Saves clips to the folder of the command line, several at once, each file verified. A file that
 * is there and good is not fetched again. Nothing half-done is left, whatever happens.
 */
void
refrain_cli_saving_run (RefrainCliSession *session,
                        RefrainCliReport *report,
                        GPtrArray *clips,
                        GString *out)
{
  g_autoptr (RefrainCliTable) table = refrain_cli_table_new (3, 2);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) wishes = g_array_new (FALSE, FALSE, sizeof (Wish));
  g_autoptr (GArray) busy = g_array_new (FALSE, FALSE, sizeof (Wish));
  g_autoptr (GError) error = NULL;
  Saving saving = { .session = session,
                    .report = report,
                    .table = table,
                    .clips = kept,
                    .wishes = wishes,
                    .busy = busy,
                    .may_wait = TRUE };

  saving.saver = refrain_context_get_saver (session->context);
  refrain_saver_set_folder (saving.saver, report->options->save_dir);
  for (guint i = 0; i < clips->len; i++)
    {
      const RefrainClipRecord *record = g_ptr_array_index (clips, i);
      Wish wish = { record->row_id, get_kinds (report->options, record->facts) };

      saving.n_total += (guint) __builtin_popcount (wish.kinds);
      g_array_append_val (wishes, wish);
    }

  if (load_clips (&saving, &error))
    {
      save_all (&saving);
      save_busy (&saving);
    }
  else
    refrain_cli_report_fail_item (report, NULL, error);
  refrain_cli_progress_clear ();
  if (refrain_cli_session_is_interrupted (session))
    {
      g_clear_error (&error);
      g_set_error_literal (&error, REFRAIN_CLI_ERROR, REFRAIN_CLI_ERROR_INTERRUPTED,
                           _ ("Interrupted."));
      refrain_cli_report_fail (report, NULL, error);
    }
  refrain_cli_table_append_to (table, out, "");
}
