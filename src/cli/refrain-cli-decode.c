/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-cli-verbs.h"

#include "refrain-answer.h"
#include "refrain-cli-document.h"
#include "refrain-cli-print.h"
#include "refrain-gateway-error.h"
#include "refrain-records.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#define READ_BYTES (64 * 1024)

/* Reads at most one byte more than an answer may have, so that the reader says that it is too long.
 */
static GByteArray *
read_all (int fd)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gssize n = 1;

  while (n != 0 && bytes->len <= REFRAIN_ANSWER_MAX_BYTES)
    {
      guint before = bytes->len;

      g_byte_array_set_size (bytes, before + READ_BYTES);
      n = read (fd, bytes->data + before, READ_BYTES);
      g_byte_array_set_size (bytes, before + (guint) MAX (n, 0));
      if (n < 0 && errno != EINTR)
        return NULL;
    }

  return g_steal_pointer (&bytes);
}

static GByteArray *
read_answer (const char *path, GError **error)
{
  gboolean is_stdin = g_str_equal (path, "-");
  int fd = is_stdin ? STDIN_FILENO : open (path, O_RDONLY | O_CLOEXEC);
  GByteArray *bytes = fd >= 0 ? read_all (fd) : NULL;

  if (bytes == NULL)
    {
      g_autofree char *shown = g_filename_display_name (path);

      g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (errno),
                   _ ("%s cannot be read: %s"), shown, g_strerror (errno));
    }
  if (fd >= 0 && !is_stdin)
    close (fd);

  return bytes;
}

/* The task as the library would have it, if it had ever seen it. */
static RefrainTaskRecord *
build_record (const RefrainTaskFacts *facts)
{
  RefrainTaskRecord *record = refrain_task_record_new ();

  g_clear_pointer (&record->facts, refrain_task_facts_free);
  record->facts = refrain_task_facts_copy (facts);
  g_clear_pointer (&record->clips, g_ptr_array_unref);
  record->clips = g_ptr_array_new_with_free_func ((GDestroyNotify) refrain_clip_record_free);
  for (guint i = 0; i < facts->clips->len; i++)
    {
      RefrainClipRecord *clip = refrain_clip_record_new ();

      refrain_clip_facts_free (clip->facts);
      clip->facts = refrain_clip_facts_copy (g_ptr_array_index (facts->clips, i));
      g_ptr_array_add (record->clips, clip);
    }

  return record;
}

/**
 * refrain_cli_decode:
 *
 * Reads one answer of a gateway from a file. Needs no network and no library.
 */
void
refrain_cli_decode (const RefrainCliOptions *options, RefrainCliReport *report)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (
      (GDestroyNotify) refrain_task_record_free);
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (RefrainAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  bytes = read_answer (options->arguments[0], &error);
  if (bytes != NULL)
    answer = refrain_answer_parse (bytes->data != NULL ? (const char *) bytes->data : "",
                                   bytes->len, options->http_status, &error);
  if (answer != NULL && answer->tasks->len == 0)
    {
      g_clear_pointer (&answer, refrain_answer_free);
      error = refrain_gateway_error_new (REFRAIN_GATEWAY_ERROR_NOT_FOUND, options->http_status,
                                         NULL,
                                         _ ("The gateway knows none of the tasks asked for."));
    }
  if (answer == NULL)
    {
      refrain_cli_report_fail (report, NULL, error);
      return;
    }

  for (guint i = 0; i < answer->tasks->len; i++)
    g_ptr_array_add (tasks, build_record (g_ptr_array_index (answer->tasks, i)));
  report->n_done = tasks->len;
  if (options->json)
    report->document = refrain_cli_document_new_tasks (tasks);
  else
    refrain_cli_print_tasks (report->text, tasks, TRUE);
}
