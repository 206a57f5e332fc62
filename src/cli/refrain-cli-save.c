/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-cli-verbs.h"

#include "refrain-cli-document.h"
#include "refrain-cli-load.h"
#include "refrain-cli-print.h"
#include "refrain-cli-progress.h"
#include "refrain-cli-saving.h"
#include "refrain-cli-source.h"
#include "refrain-cli-text.h"

#include <glib/gi18n-lib.h>

/* The commands save and verify. */

/* The clips that are named one by one. Those that do not exist are named in the report. */
static GArray *
find_named (RefrainCliSession *session,
            const RefrainCliOptions *options,
            const char *gateway,
            RefrainCliReport *report,
            GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  if (!refrain_cli_options_check_ids (options->arguments, error))
    return NULL;

  for (guint i = 0; options->arguments[i] != NULL; i++)
    {
      g_autoptr (GError) own_error = NULL;
      gint64 row = refrain_cli_load_find_clip (session, options->arguments[i], gateway, &own_error);

      if (g_error_matches (own_error, REFRAIN_CLI_ERROR, REFRAIN_CLI_ERROR_NOT_FOUND))
        refrain_cli_report_fail (report, NULL, own_error);
      else if (own_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&own_error));
          return NULL;
        }
      else if (g_hash_table_add (seen, g_memdup2 (&row, sizeof row)))
        g_array_append_val (rows, row);
    }

  return g_steal_pointer (&rows);
}

/* With --all, what cannot be saved is left out and counted, instead of failing every time. */
static void
leave_out_unfit (GPtrArray *clips)
{
  guint n_before = clips->len;

  for (guint i = clips->len; i > 0; i--)
    {
      const RefrainClipRecord *clip = g_ptr_array_index (clips, i - 1);

      if (clip->facts->state != REFRAIN_CLIP_STATE_COMPLETE || clip->facts->audio_url == NULL)
        g_ptr_array_remove_index (clips, i - 1);
    }
  if (clips->len < n_before)
    refrain_cli_report_note (ngettext ("%u song has no final file and is left out.",
                                       "%u songs have no final file and are left out.",
                                       n_before - clips->len),
                             n_before - clips->len);
}

static GPtrArray *
choose_clips (RefrainCliSession *session,
              const RefrainCliOptions *options,
              RefrainCliReport *report,
              GError **error)
{
  GError *own_error = NULL;
  g_autofree char *gateway = refrain_cli_source_find_name (session, options, &own_error);
  g_autoptr (GArray) rows = NULL;
  GPtrArray *clips = NULL;

  if (own_error != NULL)
    {
      g_propagate_error (error, own_error);
      return NULL;
    }

  rows = options->all || options->at_risk ? refrain_cli_load_rows (session, options, gateway, error)
                                          : find_named (session, options, gateway, report, error);
  if (rows != NULL)
    clips = refrain_cli_load_clips (session, rows, error);
  if (clips != NULL && options->all)
    leave_out_unfit (clips);

  return clips;
}

/* The clips as they are after the saving. */
static void
report_saved (RefrainCliSession *session, RefrainCliReport *report, GPtrArray *clips)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) fresh = NULL;
  g_autoptr (GPtrArray) tasks = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < clips->len; i++)
    g_array_append_val (rows, ((RefrainClipRecord *) g_ptr_array_index (clips, i))->row_id);
  fresh = refrain_cli_load_clips (session, rows, &error);
  if (fresh != NULL)
    tasks = refrain_cli_load_tasks_of (session, fresh, &error);
  if (tasks != NULL)
    report->document = refrain_cli_document_new_tasks (tasks);
  else
    refrain_cli_report_fail_item (report, NULL, error);
}

/**
 * refrain_cli_save:
 *
 * Saves songs of the library to a folder.
 */
void
refrain_cli_save (const RefrainCliOptions *options, RefrainCliReport *report)
{
  g_autoptr (RefrainCliSession) session = refrain_cli_session_new (options);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) clips = choose_clips (session, options, report, &error);

  if (clips == NULL || (clips->len > 0 && !refrain_cli_saving_prepare (options->save_dir, &error)))
    {
      refrain_cli_report_fail (report, NULL, error);
      return;
    }

  if (clips->len > 0)
    refrain_cli_saving_run (session, report, clips, report->text);
  else if (report->failures->len == 0)
    g_string_append_printf (report->text, "%s\n", _ ("Nothing to save."));
  if (options->json)
    report_saved (session, report, clips);
}

static void
verify_progress_cb (guint n_done, guint n_total, gpointer user_data)
{
  refrain_cli_progress_show (_ ("Checked %u of %u files"), n_done, n_total);
}

static void
name_bad_files (RefrainCliReport *report, const RefrainVerifyResult *result)
{
  for (guint i = 0; i < result->files->len; i++)
    {
      const RefrainSavedFile *file = g_ptr_array_index (result->files, i);
      g_autofree char *path = refrain_cli_text_path (file->path);
      g_autoptr (GError) error = NULL;

      if (file->health == REFRAIN_FILE_PROVEN)
        {
          report->n_done++;
          continue;
        }
      error = g_error_new_literal (REFRAIN_CLI_ERROR, REFRAIN_CLI_ERROR_NOT_PROVEN,
                                   file->health == REFRAIN_FILE_MISSING
                                       ? _ ("The file is missing.")
                                       : _ ("The file is not what was saved."));
      refrain_cli_report_fail_item (report, path, error);
    }
}

/**
 * refrain_cli_verify:
 *
 * Checks saved files.
 */
void
refrain_cli_verify (const RefrainCliOptions *options, RefrainCliReport *report)
{
  g_autoptr (RefrainCliSession) session = refrain_cli_session_new (options);
  RefrainLibrary *library = refrain_cli_session_get_library (session);
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) outcome = NULL;
  g_autoptr (RefrainVerifyResult) result = NULL;
  g_autoptr (GError) error = NULL;

  refrain_verify_async (library, options->arguments[0], verify_progress_cb, NULL,
                        session->cancellable, refrain_cli_session_wait_cb, &place);
  outcome = refrain_cli_session_wait (session, &place);
  result = refrain_verify_finish (library, outcome, &error);
  refrain_cli_progress_clear ();
  if (result == NULL)
    {
      refrain_cli_report_fail (report, NULL, error);
      return;
    }

  name_bad_files (report, result);
  if (options->json)
    report->document = refrain_cli_document_new_verify (result);
  else
    refrain_cli_print_verify (report->text, result);
}
