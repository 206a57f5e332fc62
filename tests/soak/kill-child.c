/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kill-child.h"

#include "library-fixture.h"
#include "soak-common.h"

#include "refrain-request-json.h"

#include <unistd.h>

/* The program that is killed. It works as the window does: it opens the library, starts what runs
 * in the background, sends requests and watches them, and tells what it knows line by line:
 *
 *   open
 *   ask TITLE             about to send
 *   begin ROW TITLE       on the disk
 *   end STATE ROW TITLE   what became of it
 */

#define POLL_MILLISECONDS 15
#define AT_ONCE 2

typedef struct
{
  Fixture fixture;
  const char *prefix;
  int n_requests;
  int n_asked;
  int n_ended;
} Child;

static void submit_next (Child *child);

/* In one piece: a line is told or it is not. */
static void
tell (const char *line)
{
  g_autofree char *text = g_strconcat (line, "\n", NULL);
  gssize written = write (STDOUT_FILENO, text, strlen (text));

  g_assert_cmpint (written, ==, (gssize) strlen (text));
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Child *child = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainSubmission) submission = refrain_submitter_submit_finish (
      REFRAIN_SUBMITTER (source), result, &error);
  const RefrainTaskRecord *record;
  g_autoptr (RefrainRequest) request = NULL;
  g_autofree char *line = NULL;

  g_assert_no_error (error);
  record = refrain_task_get_record (submission->task);
  request = refrain_request_from_json (record->sent_request);
  line = g_strdup_printf ("end %s %" G_GINT64_FORMAT " %s",
                          refrain_submit_state_to_string (record->submit_state), record->row_id,
                          request->description);
  tell (line);
  child->n_ended++;
  submit_next (child);
}

static void
submit_next (Child *child)
{
  g_autoptr (RefrainRequest) request = NULL;
  g_autofree char *line = NULL;

  if (child->n_asked == child->n_requests)
    return;

  request = refrain_request_new (REFRAIN_REQUEST_DESCRIBE);
  request->description = g_strdup_printf ("%s request %d", child->prefix, child->n_asked++);
  line = g_strconcat ("ask ", request->description, NULL);
  tell (line);
  refrain_submitter_submit_async (refrain_context_get_submitter (child->fixture.context),
                                  child->fixture.source, request, NULL, ended_cb, child);
}

static void
task_changed_cb (RefrainLibrary *library, RefrainTask *task, gpointer user_data)
{
  const RefrainTaskRecord *record = refrain_task_get_record (task);
  g_autoptr (RefrainRequest) request = NULL;
  g_autofree char *line = NULL;

  if (record->submit_state != REFRAIN_SUBMIT_STATE_SENDING)
    return;

  request = refrain_request_from_json (record->sent_request);
  line = g_strdup_printf ("begin %" G_GINT64_FORMAT " %s", record->row_id, request->description);
  tell (line);
}

static gboolean
poll_cb (gpointer user_data)
{
  Child *child = user_data;

  refrain_watcher_poll_now (refrain_context_get_watcher (child->fixture.context));
  return G_SOURCE_CONTINUE;
}

static gboolean
is_done (gpointer data)
{
  const Child *child = data;

  return child->n_ended == child->n_requests && count_open_tasks (child->fixture.library) == 0;
}

/* Returns: 0 when nobody has killed it in time */
int
kill_child_run (const char *data_dir, const char *cache_dir, const char *prefix, int n_requests)
{
  Child child = { .prefix = prefix, .n_requests = n_requests };
  guint timer;

  child.fixture.data_dir = (char *) data_dir;
  child.fixture.cache_dir = (char *) cache_dir;
  child.fixture.save_dir = (char *) cache_dir;
  fixture_open (&child.fixture);
  g_assert_nonnull (child.fixture.source);
  refrain_context_start_services (child.fixture.context);
  g_signal_connect (child.fixture.library, "task-changed", G_CALLBACK (task_changed_cb), NULL);
  tell ("open");
  for (int i = 0; i < AT_ONCE; i++)
    submit_next (&child);
  timer = g_timeout_add (POLL_MILLISECONDS, poll_cb, &child);
  wait_until (is_done, &child);
  g_source_remove (timer);
  fixture_close (&child.fixture);
  return 0;
}
