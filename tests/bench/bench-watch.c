/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library-fixture.h"
#include "stall-meter.h"

#include "refrain-clock.h"
#include "refrain-store-tasks.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* What a library costs that watches very many tasks at once:
 *
 *   bench-watch [TASKS] [SECONDS]
 *
 * The gateway answers batches and says that each task is still being made. It runs in a thread of
 * its own. */

#define BUDGET_MS 8
#define CHUNK 500

typedef struct
{
  GMainContext *context;
  GMainLoop *loop;
  char *address; /* (owned) */
  guint n_calls;
  guint n_tasks;
} Stub;

static void
append_task (GString *out, const char *id)
{
  g_string_append_printf (
      out,
      "%s{\"task_id\":\"%s\",\"action\":\"MUSIC\",\"status\":\"IN_PROGRESS\",\"fail_reason\":\"\","
      "\"submit_time\":%" G_GINT64_FORMAT ",\"progress\":\"30%%\",\"data\":[",
      out->str[out->len - 1] == '[' ? "" : ",", id, g_get_real_time () / G_USEC_PER_SEC - 600);
  for (guint i = 0; i < 2; i++)
    g_string_append_printf (
        out,
        "%s{\"id\":\"%s-%u\",\"status\":\"streaming\",\"title\":\"A Song Of %s\","
        "\"audio_url\":\"http://127.0.0.1:9/?item_id=%s-%u\",\"model_name\":\"chirp-crow\","
        "\"metadata\":{\"tags\":\"folk, warm\",\"prompt\":\"[Verse]\\nOne line of it\\nAnd another "
        "one\"}}",
        i > 0 ? "," : "", id, i, id, id, i);
  g_string_append (out, "]}");
}

static void
asked_cb (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer user_data)
{
  Stub *stub = user_data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GString) out = g_string_new ("{\"code\":\"success\",\"message\":\"\",\"data\":[");
  JsonArray *ids;

  g_assert_true (json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                                             (gssize) g_bytes_get_size (bytes), NULL));
  ids = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "ids");
  for (guint i = 0; i < json_array_get_length (ids); i++)
    append_task (out, json_array_get_string_element (ids, i));
  g_string_append (out, "]}");
  g_atomic_int_inc (&stub->n_calls);
  g_atomic_int_add (&stub->n_tasks, (gint) json_array_get_length (ids));
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, out->str,
                                    out->len);
}

static gpointer
serve (gpointer user_data)
{
  Stub *stub = user_data;
  g_autoptr (SoupServer) server = NULL;
  g_autoptr (GError) error = NULL;
  GSList *uris;

  g_main_context_push_thread_default (stub->context);
  server = soup_server_new (NULL, NULL);
  soup_server_add_handler (server, "/suno/fetch", asked_cb, stub, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  g_atomic_pointer_set (&stub->address,
                        g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data)));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_main_loop_run (stub->loop);
  soup_server_disconnect (server);
  g_main_context_pop_thread_default (stub->context);
  return NULL;
}

static gboolean
has_address (gpointer data)
{
  return g_atomic_pointer_get (&((Stub *) data)->address) != NULL;
}

typedef struct
{
  gint64 gateway_row;
  guint n_tasks;
} Fill;

static gpointer
fill_job (RefrainConnection *connection, gpointer data, GError **error)
{
  const Fill *fill = data;

  for (guint start = 0; start < fill->n_tasks; start += CHUNK)
    {
      g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (
          (GDestroyNotify) refrain_task_facts_free);
      g_autoptr (GPtrArray) put = NULL;

      for (guint i = start; i < MIN (start + CHUNK, fill->n_tasks); i++)
        {
          RefrainTaskFacts *facts = refrain_task_facts_new ();

          facts->id = g_strdup_printf ("task-%05u", i);
          facts->state = REFRAIN_TASK_STATE_RUNNING;
          facts->submitted_at = refrain_clock_now_ms () - 600000;
          facts->request = g_strdup ("{\"gpt_description_prompt\":\"a song about a slow boat\"}");
          for (guint j = 0; j < 2; j++)
            {
              RefrainClipFacts *clip = refrain_clip_facts_new ();

              clip->id = g_strdup_printf ("%s-%u", facts->id, j);
              clip->state = REFRAIN_CLIP_STATE_STREAMING;
              clip->title = g_strdup ("A Slow Boat");
              g_ptr_array_add (facts->clips, clip);
            }
          g_ptr_array_add (tasks, facts);
        }
      put = refrain_store_tasks_put (connection, fill->gateway_row, tasks, NULL, error);
      if (put == NULL)
        return NULL;
    }

  return GINT_TO_POINTER (TRUE);
}

static void
fill_library (Fixture *fixture, guint n_tasks)
{
  RefrainStore *store = refrain_library_get_store (fixture->library);
  Fill fill = { refrain_source_get_row_id (fixture->source), n_tasks };
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;

  refrain_store_run_async (store, fill_job, &fill, NULL, NULL, NULL, store_result, &pending);
  while (pending == NULL)
    g_main_context_iteration (NULL, TRUE);
  refrain_store_run_finish (store, pending, &error);
  g_assert_no_error (error);
  g_object_unref (pending);
}

static double
get_rss_mib (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) fields = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  fields = g_strsplit (text, " ", 3);
  return (double) g_ascii_strtoull (fields[1], NULL, 10) * (double) sysconf (_SC_PAGESIZE)
         / (1024 * 1024);
}

static double
get_ms_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static gboolean
never (gpointer data)
{
  return FALSE;
}

static void
measure (Fixture *fixture, Stub *stub, guint seconds)
{
  double rss = get_rss_mib ();
  gint64 start = g_get_monotonic_time ();
  RefrainWatcher *watcher;

  fixture_open (fixture);
  printf ("open %.0f ms, memory +%.1f MiB\n", get_ms_since (start), get_rss_mib () - rss);
  stall_meter_print ("open");

  stall_meter_reset ();
  start = g_get_monotonic_time ();
  watcher = refrain_context_get_watcher (fixture->context);
  refrain_context_start_services (fixture->context);
  printf ("start of the services %.1f ms, %u watched\n", get_ms_since (start),
          refrain_watcher_get_n_watched (watcher));
  stall_meter_print ("start");

  stall_meter_reset ();
  start = g_get_monotonic_time ();
  refrain_watcher_poll_now (watcher);
  wait_at_most (seconds, never, NULL);
  printf ("%.0f calls a minute, %.0f tasks a minute, memory +%.1f MiB\n",
          stub->n_calls * 60000 / get_ms_since (start),
          stub->n_tasks * 60000 / get_ms_since (start), get_rss_mib () - rss);
  stall_meter_print ("watching");
}

int
main (int argc, char *argv[])
{
  guint n_tasks = argc > 1 ? (guint) atoi (argv[1]) : 10000;
  guint seconds = argc > 2 ? (guint) atoi (argv[2]) : 60;
  Fixture fixture = { 0 };
  Stub stub = { 0 };
  GThread *thread;

  stub.context = g_main_context_new ();
  stub.loop = g_main_loop_new (stub.context, FALSE);
  thread = g_thread_new ("gateway", serve, &stub);
  fixture_set_up (&fixture, NULL);
  wait_until (has_address, &stub);
  g_clear_object (&fixture.source);
  fixture.source = put_source (&fixture, 1, "Stub", stub.address, NULL);
  fill_library (&fixture, n_tasks);
  fixture_close (&fixture);

  stall_meter_start (BUDGET_MS);
  measure (&fixture, &stub, seconds);
  fixture_tear_down (&fixture, NULL);
  g_main_loop_quit (stub.loop);
  g_thread_join (thread);
  return 0;
}
