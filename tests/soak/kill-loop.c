/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kill-child.h"
#include "library-fixture.h"
#include "soak-common.h"

#include "refrain-gateway-error.h"
#include "refrain-request-json.h"
#include "refrain-store-tasks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Kills programs that send requests, at random moments, and compares what the gateway has heard
 * with what the library says afterwards:
 *
 *   kill-loop [KILLS] [SEED]
 */

#define REQUESTS_PER_RUN 4
#define LATENCY_MS 80
#define RUN_MS 160
#define CLI_MS 260
/* Every fourth run is refrain-cli's. */
#define CLI_TURN 4
#define TROUBLE_TURN 5
#define POLL_MILLISECONDS 100
/* A gateway is asked for fifty tasks a second. */
#define END_SECONDS 60

/* One request that somebody wanted, known by its words. */
typedef struct
{
  gint64 row;   /* as the child told, once it was written down */
  char *end;    /* (owned) (nullable): as the child told */
  guint n_rows; /* of the library */
  RefrainSubmitState state;
  GHashTable *clips; /* (owned) (element-type utf8): of the gateway */
  guint n_foreign;   /* clips of its row that the gateway made for another request */
} Wish;

typedef struct
{
  Fixture fixture;
  RefrainGateway *list;    /* (owned): lists what the gateway has made */
  GHashTable *wishes;      /* (owned) (element-type utf8 Wish) */
  GHashTable *clip_owners; /* (owned) (element-type utf8 utf8): words by clip */
  GRand *rand;             /* (owned) */
  guint n_kills;
  guint n_survivors;
  guint n_begun;
  guint n_ended;
  guint n_refusals; /* that were ordered */
  gboolean was_quiet;
} Loop;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_free (wish->end);
  g_hash_table_unref (wish->clips);
  g_free (wish);
}

static Wish *
add_wish (Loop *loop, const char *words)
{
  Wish *wish = g_new0 (Wish, 1);

  g_assert_false (g_hash_table_contains (loop->wishes, words));
  wish->clips = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_insert (loop->wishes, g_strdup (words), wish);
  return wish;
}

static Wish *
get_wish (Loop *loop, const char *words)
{
  Wish *wish = g_hash_table_lookup (loop->wishes, words);

  if (wish == NULL)
    g_error ("Nobody has asked for “%s”", words);
  return wish;
}

/* One line of the child. */
static void
take_line (Loop *loop, const char *line)
{
  g_auto (GStrv) parts = NULL;

  if (g_str_has_prefix (line, "ask "))
    add_wish (loop, line + strlen ("ask "));
  else if (g_str_has_prefix (line, "begin "))
    {
      parts = g_strsplit (line, " ", 3);
      get_wish (loop, parts[2])->row = g_ascii_strtoll (parts[1], NULL, 10);
      loop->n_begun++;
    }
  else if (g_str_has_prefix (line, "end "))
    {
      parts = g_strsplit (line, " ", 4);
      get_wish (loop, parts[3])->end = g_strdup (parts[1]);
      loop->n_ended++;
    }
}

static gboolean
slept_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static void
kill_after (Loop *loop, GSubprocess *child, guint milliseconds)
{
  gboolean slept = FALSE;

  g_timeout_add (milliseconds, slept_cb, &slept);
  wait_until (is_true, &slept);
  g_subprocess_force_exit (child);
  g_subprocess_wait (child, NULL, NULL);
  loop->n_kills++;
  loop->n_survivors += g_subprocess_get_if_exited (child);
}

static void
run_window (Loop *loop, guint turn)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *prefix = g_strdup_printf ("run %u", turn);
  g_autofree char *n_requests = g_strdup_printf ("%d", REQUESTS_PER_RUN);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, CHILD_ROLE, loop->fixture.data_dir,
      loop->fixture.cache_dir, prefix, n_requests, NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  char *line;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  g_assert_cmpstr (line, ==, "open");
  g_free (line);
  kill_after (loop, child, (guint) g_rand_int_range (loop->rand, 0, RUN_MS));
  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL)
    {
      take_line (loop, line);
      g_free (line);
    }
}

static void
run_cli (Loop *loop, guint turn)
{
  g_autofree char *words = g_strdup_printf ("run %u command line", turn);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) child = NULL;

  add_wish (loop, words);
  g_subprocess_launcher_setenv (launcher, "REFRAIN_KEYRING", "none", TRUE);
  child = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("REFRAIN_CLI"), "--data-dir",
                                       loop->fixture.data_dir, "submit", "--describe", words,
                                       "--wait", "20", NULL);
  g_assert_no_error (error);
  kill_after (loop, child, (guint) g_rand_int_range (loop->rand, 0, CLI_MS));
}

/* Once is enough: what a killed program had sent may come at any time, and is listed later. */
static gboolean
was_quiet (gpointer data)
{
  Loop *loop = data;

  loop->was_quiet = loop->was_quiet
                    || refrain_demo_gateway_get_open_requests (loop->fixture.demo) == 0;
  return loop->was_quiet;
}

/* Asks the gateway itself what it has made. The program under test has no part in it. */
static void
list_made (Loop *loop)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RefrainAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;

  loop->was_quiet = FALSE;
  wait_until (was_quiet, loop);
  refrain_gateway_list_async (loop->list, NULL, store_result, &pending);
  result = wait_for_result (&pending);
  answer = refrain_gateway_list_finish (loop->list, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < answer->tasks->len; i++)
    {
      const RefrainTaskFacts *task = g_ptr_array_index (answer->tasks, i);

      for (guint j = 0; j < task->clips->len; j++)
        {
          const RefrainClipFacts *clip = g_ptr_array_index (task->clips, j);

          if (clip->description == NULL || !g_str_has_prefix (clip->description, "run "))
            continue;
          g_hash_table_add (get_wish (loop, clip->description)->clips, g_strdup (clip->id));
          g_hash_table_replace (loop->clip_owners, g_strdup (clip->id),
                                g_strdup (clip->description));
        }
    }
}

static gpointer
rows_job (RefrainConnection *connection, gpointer data, GError **error)
{
  GError *own_error = NULL;

  g_assert_cmpint (
      refrain_connection_query_int (connection,
                                    "SELECT count(*) FROM pragma_integrity_check WHERE "
                                    "integrity_check <> 'ok'",
                                    &own_error),
      ==, 0);
  g_assert_no_error (own_error);
  g_assert_cmpint (refrain_connection_query_int (
                       connection, "SELECT count(*) FROM pragma_foreign_key_check", &own_error),
                   ==, 0);
  g_assert_no_error (own_error);
  return refrain_store_tasks_list (connection, G_MAXINT, error);
}

static GPtrArray *
load_rows (Loop *loop)
{
  RefrainStore *store = refrain_library_get_store (loop->fixture.library);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;
  GPtrArray *rows;

  refrain_store_run_async (store, rows_job, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, NULL,
                           store_result, &pending);
  result = wait_for_result (&pending);
  rows = refrain_store_run_finish (store, result, &error);
  g_assert_no_error (error);
  return rows;
}

static gboolean
poll_cb (gpointer user_data)
{
  refrain_watcher_poll_now (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
have_all_ended (gpointer data)
{
  return count_open_tasks (data) == 0;
}

/* The last start: what was left unfinished is found out. */
static void
end_well (Loop *loop)
{
  RefrainWatcher *watcher;
  guint timer;

  refrain_demo_gateway_set_latency_ms (loop->fixture.demo, 0);
  fixture_open (&loop->fixture);
  refrain_context_start_services (loop->fixture.context);
  watcher = refrain_context_get_watcher (loop->fixture.context);
  timer = g_timeout_add (POLL_MILLISECONDS, poll_cb, watcher);
  if (!wait_at_most (END_SECONDS, have_all_ended, loop->fixture.library))
    {
      print_open_tasks (loop->fixture.library);
      g_error ("Not all tasks have ended");
    }
  g_source_remove (timer);
}

static void
take_row (Loop *loop, const RefrainTaskRecord *row)
{
  g_autoptr (RefrainRequest) request = NULL;
  Wish *wish;

  g_assert_nonnull (row->sent_request);
  request = refrain_request_from_json (row->sent_request);
  wish = get_wish (loop, request->description);
  wish->n_rows++;
  wish->state = row->submit_state;
  if (wish->row != 0)
    g_assert_cmpint (wish->row, ==, row->row_id);
  g_assert_true ((row->facts->id != NULL) == (row->submit_state == REFRAIN_SUBMIT_STATE_SENT));
  if (row->submit_state == REFRAIN_SUBMIT_STATE_SENT)
    g_assert_cmpuint (row->clips->len, ==, 2);
  for (guint i = 0; i < row->clips->len; i++)
    {
      const RefrainClipRecord *clip = g_ptr_array_index (row->clips, i);
      const char *owner = g_hash_table_lookup (loop->clip_owners, clip->facts->id);

      wish->n_foreign += g_strcmp0 (owner, request->description) != 0;
    }
}

/* Nothing is lost, nothing is sent twice, and what the library says of each is true. */
static void
check_wish (const char *words, const Wish *wish)
{
  guint n_clips = g_hash_table_size (wish->clips);

  g_debug ("%s: %u clips, %u rows, %s", words, n_clips, wish->n_rows,
           refrain_submit_state_to_string (wish->state));
  g_assert_true (n_clips == 0 || n_clips == 2);
  g_assert_cmpuint (wish->n_rows, <=, 1);
  g_assert_cmpuint (wish->n_foreign, ==, 0);
  if (wish->row != 0 || n_clips > 0)
    g_assert_cmpuint (wish->n_rows, ==, 1);
  if (n_clips > 0)
    g_assert_true (wish->state == REFRAIN_SUBMIT_STATE_SENT
                   || wish->state == REFRAIN_SUBMIT_STATE_MAYBE);
  if (wish->state == REFRAIN_SUBMIT_STATE_SENT)
    g_assert_cmpuint (n_clips, ==, 2);
  g_assert_cmpint (wish->state, !=, REFRAIN_SUBMIT_STATE_SENDING);
  if (wish->end != NULL)
    g_assert_cmpstr (wish->end, ==, refrain_submit_state_to_string (wish->state));
}

static void
check_all (Loop *loop)
{
  guint counts[REFRAIN_SUBMIT_STATE_NOT_SENT + 1] = { 0 };
  g_autoptr (GPtrArray) rows = load_rows (loop);
  GHashTableIter iter;
  gpointer words;
  gpointer value;
  guint n_made = 0;
  guint n_made_maybe = 0;
  guint n_heard;

  for (guint i = 0; i < rows->len; i++)
    take_row (loop, g_ptr_array_index (rows, i));
  g_hash_table_iter_init (&iter, loop->wishes);
  while (g_hash_table_iter_next (&iter, &words, &value))
    {
      const Wish *wish = value;
      gboolean made = g_hash_table_size (wish->clips) > 0;

      check_wish (words, wish);
      n_made += made;
      n_made_maybe += made && wish->state == REFRAIN_SUBMIT_STATE_MAYBE;
      counts[wish->n_rows > 0 ? wish->state : REFRAIN_SUBMIT_STATE_NONE]++;
    }
  n_heard = refrain_demo_gateway_get_submit_count (loop->fixture.demo);
  g_assert_cmpuint (n_heard, >=, n_made + counts[REFRAIN_SUBMIT_STATE_REFUSED]);
  g_assert_cmpuint (n_heard, <=, n_made + loop->n_refusals);
  g_assert_cmpuint (n_heard, <=, g_hash_table_size (loop->wishes));
  printf ("kills %u (%u had ended before), requests wanted %u, told to be on the disk %u, told to "
          "be answered %u\n",
          loop->n_kills, loop->n_survivors, g_hash_table_size (loop->wishes), loop->n_begun,
          loop->n_ended);
  printf ("rows %u: sent %u, maybe %u (%u of them were made), refused %u, not sent %u; no row %u\n",
          rows->len, counts[REFRAIN_SUBMIT_STATE_SENT], counts[REFRAIN_SUBMIT_STATE_MAYBE],
          n_made_maybe, counts[REFRAIN_SUBMIT_STATE_REFUSED], counts[REFRAIN_SUBMIT_STATE_NOT_SENT],
          counts[REFRAIN_SUBMIT_STATE_NONE]);
  printf ("the gateway heard %u requests and made %u, none twice; no row lost; the database is "
          "whole\n",
          n_heard, n_made);
}

static void
loop_set_up (Loop *loop, guint32 seed)
{
  g_autoptr (RefrainHttp) http = refrain_http_new ("Refrain-test/1");
  g_autofree char *address = NULL;

  fixture_set_up (&loop->fixture, NULL);
  fixture_close (&loop->fixture);
  refrain_demo_gateway_set_time_scale (loop->fixture.demo, 0.01);
  address = g_strconcat (refrain_demo_gateway_get_address (loop->fixture.demo), "/gcui", NULL);
  loop->list = refrain_gateway_new (http, "list", address, "gcui");
  loop->wishes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, wish_free);
  loop->clip_owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  loop->rand = g_rand_new_with_seed (seed);
}

static void
loop_tear_down (Loop *loop)
{
  g_clear_object (&loop->list);
  g_hash_table_unref (loop->wishes);
  g_hash_table_unref (loop->clip_owners);
  g_rand_free (loop->rand);
  fixture_tear_down (&loop->fixture, NULL);
}

static void
run_and_kill (Loop *loop, guint turn)
{
  RefrainDemoGateway *demo = loop->fixture.demo;

  refrain_demo_gateway_set_latency_ms (demo, (guint) g_rand_int_range (loop->rand, 0, LATENCY_MS));
  /* Some are refused, and of some the answer gets lost on its way. */
  if (turn % TROUBLE_TURN == 0)
    {
      refrain_demo_gateway_fail_next (demo, "POST /suno/submit/*", 1, 400);
      loop->n_refusals++;
    }
  else if (turn % TROUBLE_TURN == 1)
    refrain_demo_gateway_lose_next (demo, "POST /suno/submit/*", 1, REFRAIN_DEMO_LOSS_CUT);
  if (turn % CLI_TURN == CLI_TURN - 1)
    run_cli (loop, turn);
  else
    run_window (loop, turn);
  list_made (loop);
}

int
main (int argc, char *argv[])
{
  guint n_kills = argc > 1 ? (guint) atoi (argv[1]) : 25;
  guint32 seed = argc > 2 ? (guint32) atoi (argv[2]) : 1;
  Loop loop = { 0 };

  if (argc == 6 && g_str_equal (argv[1], CHILD_ROLE))
    return kill_child_run (argv[2], argv[3], argv[4], atoi (argv[5]));

  loop_set_up (&loop, seed);
  for (guint turn = 0; turn < n_kills; turn++)
    run_and_kill (&loop, turn);
  end_well (&loop);
  list_made (&loop);
  check_all (&loop);
  loop_tear_down (&loop);
  return 0;
}
