/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-cli-polling.h"

#include "refrain-cli-error.h"
#include "refrain-cli-progress.h"
#include "refrain-clock.h"
#include "refrain-gateway-error.h"
#include "refrain-schedule.h"
#include "refrain-watch-rules.h"

#include <glib/gi18n-lib.h>

/* The first answer gets so many seconds even when less was given to wait for the end. */
#define FIRST_ANSWER_SECONDS 10

/* One round of asking that must end in time. */
typedef struct
{
  RefrainCliSession *session; /* (unowned) */
  RefrainSource *source;      /* (unowned) */
  gint64 begin;               /* monotonic, microseconds */
  gint64 end;                 /* monotonic, microseconds; 0 = never */
  guint n_failures;
  gint64 retry_after;
  gboolean waits;
} Rounds;

/**
 * refrain_cli_polling_new:
 * @ids: (array zero-terminated=1): tasks
 * @with_video: whether a task has not ended until its videos have come
 *
 * Returns: (transfer full): what is known of them so far: nothing
 */
RefrainCliPolling *
refrain_cli_polling_new (char **ids, gboolean with_video)
{
  RefrainCliPolling *polling = g_new0 (RefrainCliPolling, 1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      if (g_hash_table_add (seen, ids[i]))
        g_strv_builder_add (builder, ids[i]);
    }
  polling->ids = g_strv_builder_end (builder);
  polling->tasks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  polling->errors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) g_error_free);
  polling->with_video = with_video;
  return polling;
}

/**
 * refrain_cli_polling_free:
 * @polling: (transfer full) (nullable): a polling
 */
void
refrain_cli_polling_free (RefrainCliPolling *polling)
{
  if (polling == NULL)
    return;

  g_strfreev (polling->ids);
  g_hash_table_unref (polling->tasks);
  g_hash_table_unref (polling->errors);
  g_free (polling);
}

/**
 * refrain_cli_polling_take:
 * @polling: a polling that has not run yet
 * @task: one of its tasks, as it is known
 *
 * A task that has ended already is not asked for.
 */
void
refrain_cli_polling_take (RefrainCliPolling *polling, RefrainTask *task)
{
  g_hash_table_replace (polling->tasks, g_strdup (refrain_task_get_facts (task)->id),
                        g_object_ref (task));
}

/**
 * refrain_cli_polling_is_done:
 * @polling: a polling
 * @task: one of its tasks
 *
 * Returns: whether the task and its clips have ended; videos count only when they are wanted
 */
gboolean
refrain_cli_polling_is_done (const RefrainCliPolling *polling, RefrainTask *task)
{
  const RefrainTaskFacts *facts = refrain_task_get_facts (task);
  GListModel *clips = refrain_task_get_clips (task);

  if (polling->with_video || facts->state != REFRAIN_TASK_STATE_COMPLETE)
    return refrain_watch_rules_is_settled (task, refrain_clock_now_ms ());

  for (guint i = 0; i < g_list_model_get_n_items (clips); i++)
    {
      g_autoptr (RefrainClip) clip = g_list_model_get_item (clips, i);
      const RefrainClipFacts *take = refrain_clip_get_facts (clip);

      if (take != NULL && !refrain_clip_state_is_terminal (take->state))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_pending (const RefrainCliPolling *polling, const char *id)
{
  const GError *error = g_hash_table_lookup (polling->errors, id);
  RefrainTask *task = g_hash_table_lookup (polling->tasks, id);

  if (error != NULL)
    return refrain_gateway_error_is_passing (error);

  return task == NULL || !refrain_cli_polling_is_done (polling, task);
}

static char **
list_pending (const RefrainCliPolling *polling)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; polling->ids[i] != NULL; i++)
    {
      if (is_pending (polling, polling->ids[i]))
        g_strv_builder_add (builder, polling->ids[i]);
    }

  return g_strv_builder_end (builder);
}

static gboolean
has_pending (const RefrainCliPolling *polling)
{
  g_auto (GStrv) pending = list_pending (polling);

  return pending[0] != NULL;
}

static gboolean
late_cb (gpointer user_data)
{
  guint *timer = user_data;

  *timer = 0;
  return G_SOURCE_REMOVE;
}

/* Asks for @ids until they are answered, the time is over, or the user interrupts. */
static RefrainFetchOutcome *
ask (const Rounds *rounds, char **ids, gint64 end, GError **error)
{
  RefrainLibrary *library = refrain_cli_session_get_library (rounds->session);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  gint64 left = MAX (0, end - g_get_monotonic_time ()) / 1000;
  guint timer = 0;

  if (end != 0)
    timer = g_timeout_add ((guint) MIN (left, G_MAXINT), late_cb, &timer);
  refrain_library_fetch_async (library, rounds->source, (const char *const *) ids, cancellable,
                               refrain_cli_session_wait_cb, &place);
  while (place == NULL)
    {
      if ((end != 0 && timer == 0) || refrain_cli_session_is_interrupted (rounds->session))
        g_cancellable_cancel (cancellable);
      g_main_context_iteration (NULL, TRUE);
    }

  g_clear_handle_id (&timer, g_source_remove);
  result = g_steal_pointer (&place);
  return refrain_library_fetch_finish (library, result, error);
}

static void
take_outcome (RefrainCliPolling *polling, Rounds *rounds, char **ids, RefrainFetchOutcome *outcome)
{
  gboolean any_came = outcome->tasks->len > 0;

  for (guint i = 0; i < outcome->tasks->len; i++)
    {
      RefrainTask *task = g_ptr_array_index (outcome->tasks, i);

      g_hash_table_replace (polling->tasks, g_strdup (refrain_task_get_facts (task)->id),
                            g_object_ref (task));
    }

  rounds->retry_after = -1;
  for (guint i = 0; ids[i] != NULL; i++)
    {
      const GError *error = g_hash_table_lookup (outcome->errors, ids[i]);

      if (error == NULL)
        {
          g_hash_table_remove (polling->errors, ids[i]);
          continue;
        }
      g_hash_table_replace (polling->errors, g_strdup (ids[i]), g_error_copy (error));
      rounds->retry_after = MAX (rounds->retry_after,
                                 refrain_gateway_error_get_retry_after (error));
    }
  rounds->n_failures = any_came ? 0 : rounds->n_failures + 1;
}

/* The time is over: whatever has never been answered is an error, not a task. */
static void
name_unanswered (RefrainCliPolling *polling, char **ids)
{
  for (guint i = 0; ids[i] != NULL; i++)
    {
      if (g_hash_table_contains (polling->tasks, ids[i])
          || g_hash_table_contains (polling->errors, ids[i]))
        continue;
      g_hash_table_insert (polling->errors, g_strdup (ids[i]),
                           g_error_new_literal (REFRAIN_CLI_ERROR, REFRAIN_CLI_ERROR_NO_ANSWER,
                                                _ ("The gateway has not answered in time.")));
    }
}

/* Until when to wait for one answer. */
static gint64
get_answer_end (const Rounds *rounds)
{
  if (!rounds->waits)
    return 0;

  return MAX (rounds->end, rounds->begin + FIRST_ANSWER_SECONDS * G_USEC_PER_SEC);
}

static guint
get_delay (const RefrainCliPolling *polling, const Rounds *rounds, char **ids)
{
  gint64 now = refrain_clock_now_ms ();
  gint64 age = (g_get_monotonic_time () - rounds->begin) / 1000;
  gint64 left = MAX (0, rounds->end - g_get_monotonic_time ()) / 1000;
  guint delay;

  /* The youngest task sets the pace. */
  for (guint i = 0; ids[i] != NULL; i++)
    {
      RefrainTask *task = g_hash_table_lookup (polling->tasks, ids[i]);
      const RefrainTaskFacts *facts = task != NULL ? refrain_task_get_facts (task) : NULL;

      if (facts != NULL && facts->submitted_at != 0 && ids[1] == NULL)
        age = MAX (0, now - facts->submitted_at);
    }
  delay = refrain_schedule_poll_delay (age, rounds->n_failures, rounds->retry_after,
                                       g_random_double ());
  return (guint) MIN ((gint64) delay, left + 1);
}

static void
show_progress (const RefrainCliPolling *polling, const Rounds *rounds, char **pending)
{
  guint n_all = g_strv_length (polling->ids);
  guint n_pending = g_strv_length (pending);
  RefrainTask *task = n_pending > 0 ? g_hash_table_lookup (polling->tasks, pending[0]) : NULL;
  int seconds = (int) ((g_get_monotonic_time () - rounds->begin) / G_USEC_PER_SEC);

  refrain_cli_progress_show (
      _ ("%u of %u tasks have ended · %s: %s · %d s"), n_all - n_pending, n_all,
      n_pending > 0 ? pending[0] : "",
      task != NULL ? refrain_task_state_to_string (refrain_task_get_facts (task)->state)
                   : _ ("no answer yet"),
      seconds);
}

/* One round. Returns FALSE when there is no other one to come. */
static gboolean
run_round (RefrainCliPolling *polling, Rounds *rounds, GError **error)
{
  g_auto (GStrv) asked = list_pending (polling);
  g_auto (GStrv) pending = NULL;
  GError *own_error = NULL;
  g_autoptr (RefrainFetchOutcome) outcome = ask (rounds, asked, get_answer_end (rounds),
                                                 &own_error);

  if (outcome == NULL)
    {
      if (g_error_matches (own_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          name_unanswered (polling, asked);
          g_error_free (own_error);
        }
      else
        g_propagate_error (error, own_error);
      return FALSE;
    }

  take_outcome (polling, rounds, asked, outcome);
  pending = list_pending (polling);
  if (!rounds->waits || pending[0] == NULL || g_get_monotonic_time () >= rounds->end)
    return FALSE;

  show_progress (polling, rounds, pending);
  return refrain_cli_session_sleep (rounds->session, get_delay (polling, rounds, pending));
}

/**
 * refrain_cli_polling_run:
 * @polling: what is wanted; filled in
 * @session: a session whose library is open
 * @source: the gateway
 * @wait_seconds: how long to ask again for what has not ended; -1 = ask once
 * @error: return location for an error of the library itself
 *
 * Asks for the tasks. What is answered is in the library, even when the user interrupts.
 *
 * Returns: %FALSE when nothing could be written down
 */
gboolean
refrain_cli_polling_run (RefrainCliPolling *polling,
                         RefrainCliSession *session,
                         RefrainSource *source,
                         int wait_seconds,
                         GError **error)
{
  Rounds rounds = { .session = session, .source = source, .retry_after = -1 };
  GError *own_error = NULL;

  rounds.waits = wait_seconds >= 0;
  rounds.begin = g_get_monotonic_time ();
  rounds.end = rounds.begin + (gint64) MAX (wait_seconds, 0) * G_USEC_PER_SEC;
  while (!refrain_cli_session_is_interrupted (session) && has_pending (polling)
         && run_round (polling, &rounds, &own_error))
    ;
  refrain_cli_progress_clear ();
  if (own_error == NULL)
    return TRUE;

  g_propagate_error (error, own_error);
  return FALSE;
}
