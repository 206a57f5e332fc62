/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-gateway.h"

#include <string.h>

/* What a gateway finds out by asking: whether there is a batch call, and of what family it is. */

static const char *const ids[] = { "t1", "t2", "no-3", NULL };

static void
count_notify_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
test_batch (void)
{
  g_autofree char *page = http_reply (200, "Content-Type: text/html\r\n", "<html>Panel</html>");
  g_autofree char *gone = http_reply (404, "", "{\"error\":{\"message\":\"Invalid URL\"}}");
  g_autofree char *method = http_reply (405, "", "");
  g_autofree char *ill = http_reply (502, "", "<html>Bad gateway</html>");
  g_autofree char *error = http_reply (500, "", "{\"code\":\"x\",\"message\":\"y\"}");
  g_autofree char *busy = http_reply (429, "", "{\"message\":\"slowly\"}");
  const struct
  {
    const char *reply; /* NULL = the call is there */
    RefrainBatchSupport before;
    RefrainBatchSupport after;
    guint n_calls; /* of three fetches */
  } cases[] = {
    { NULL, REFRAIN_BATCH_UNKNOWN, REFRAIN_BATCH_YES, 3 },
    { page, REFRAIN_BATCH_UNKNOWN, REFRAIN_BATCH_NO, 1 },
    { gone, REFRAIN_BATCH_UNKNOWN, REFRAIN_BATCH_NO, 1 },
    { method, REFRAIN_BATCH_UNKNOWN, REFRAIN_BATCH_NO, 1 },
    { ill, REFRAIN_BATCH_UNKNOWN, REFRAIN_BATCH_UNKNOWN, 3 },
    { error, REFRAIN_BATCH_UNKNOWN, REFRAIN_BATCH_UNKNOWN, 3 },
    { busy, REFRAIN_BATCH_UNKNOWN, REFRAIN_BATCH_UNKNOWN, 3 },
    /* One page too many does not undo what was seen to work. */
    { page, REFRAIN_BATCH_YES, REFRAIN_BATCH_YES, 3 },
    { gone, REFRAIN_BATCH_YES, REFRAIN_BATCH_NO, 1 },
    { NULL, REFRAIN_BATCH_NO, REFRAIN_BATCH_NO, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FakeGateway rules = { .batch_reply = cases[i].reply };
      RefrainBatchSupport batch;
      HttpServer *server;
      Client client;
      guint n_notified = 0;

      g_test_message ("%u: %s", (guint) i, cases[i].reply);
      fake_gateway_start (&client, &server, &rules, "");
      g_object_set (client.gateway, "batch", cases[i].before, NULL);
      g_signal_connect (client.gateway, "notify::batch", G_CALLBACK (count_notify_cb), &n_notified);
      for (guint j = 0; j < 3; j++)
        client_fetch (&client, ids, NULL);
      g_object_get (client.gateway, "batch", &batch, NULL);
      g_assert_cmpint (batch, ==, cases[i].after);
      g_assert_cmpuint (n_notified, ==, cases[i].before != cases[i].after ? 1 : 0);
      g_assert_cmpuint (http_server_count (server, "POST /suno/fetch "), ==, cases[i].n_calls);
      if (cases[i].reply != busy)
        g_assert_nonnull (client_find (&client, "t1"));
      fake_gateway_stop (&client, server);
    }
}

/* Nothing works, so nothing is learned. */
static void
test_all_broken (void)
{
  g_autofree char *page = http_reply (200, "Content-Type: text/html\r\n", "<html>Panel</html>");
  FakeGateway rules = { .n_failures = 99, .failure = page };
  HttpServer *server;
  Client client;

  fake_gateway_start (&client, &server, &rules, "");
  client_fetch (&client, ids, NULL);
  g_assert_cmpint (refrain_gateway_get_batch (client.gateway), ==, REFRAIN_BATCH_UNKNOWN);
  fake_gateway_stop (&client, server);
}

/* A task that is known by its clips is asked for by each, and is one task. */
static void
test_clips (void)
{
  const char *joined[] = { "a,b", "t1", "a,no-b", "no-a,no-b", "a,html-b", NULL };
  FakeGateway rules = { 0 };
  RefrainTaskFacts *task;
  HttpServer *server;
  Client client;

  fake_gateway_start (&client, &server, &rules, "");
  client_fetch (&client, joined, NULL);
  task = client_find (&client, "a,b");
  g_assert_cmpuint (task->clips->len, ==, 2);
  g_assert_cmpint (task->state, ==, REFRAIN_TASK_STATE_COMPLETE);
  g_assert_cmpstr (((RefrainClipFacts *) g_ptr_array_index (task->clips, 1))->id, ==, "clip-b");
  g_assert_cmpstr (((RefrainClipFacts *) g_ptr_array_index (task->clips, 1))->task_id, ==, "a,b");
  g_assert_cmpuint (client_find (&client, "a,no-b")->clips->len, ==, 1);
  g_assert_error (client_find_error (&client, "no-a,no-b"), REFRAIN_GATEWAY_ERROR,
                  REFRAIN_GATEWAY_ERROR_NOT_FOUND);
  /* Half of it would pass for the whole. */
  g_assert_error (client_find_error (&client, "a,html-b"), REFRAIN_GATEWAY_ERROR,
                  REFRAIN_GATEWAY_ERROR_BAD_ANSWER);
  g_assert_nonnull (client_find (&client, "t1"));
  fake_gateway_stop (&client, server);
}

typedef struct
{
  const char *path; /* of the one call that is there */
  const char *reply;
  const char *otherwise;
} Host;

static char *
host_cb (const HttpServerRequest *request, gpointer user_data)
{
  const Host *host = user_data;

  return g_strdup (host->path != NULL && g_str_has_prefix (request->path, host->path)
                       ? host->reply
                       : host->otherwise);
}

typedef struct
{
  const RefrainFamily *family;
  GError *error;
  gboolean done;
} Outcome;

static void
detected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  outcome->family = refrain_gateway_detect_finish (REFRAIN_HTTP (source), result, &outcome->error);
  outcome->done = TRUE;
}

static gboolean
is_done_cb (gpointer user_data)
{
  return ((Outcome *) user_data)->done;
}

static void
detect (const char *address, Outcome *outcome)
{
  RefrainHttp *http = refrain_http_new ("Test/1");

  refrain_gateway_detect_async (http, address, "k-secret-1", NULL, detected_cb, outcome);
  client_wait_until (is_done_cb, outcome);
  g_assert_true ((outcome->family == NULL) == (outcome->error != NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (http);
}

static void
test_detect (void)
{
  g_autofree char *page = http_reply (200, "Content-Type: text/html\r\n", "<html>Panel</html>");
  g_autofree char *nowhere = http_reply (404, "", "{\"detail\":\"Not Found\"}");
  g_autofree char *spring = http_reply (404, "", "{\"status\":404,\"error\":\"Not Found\"}");
  g_autofree char *missing = http_reply (400, "", "{\"code\":\"task_not_exist\",\"message\":\"\"}");
  g_autofree char *null = http_reply (200, "", "{\"code\":200,\"msg\":\"success\",\"data\":null}");
  g_autofree char *list = http_reply (200, "", "[]");
  g_autofree char *no_task = http_reply (404, "", "{\"message\":\"task not found\"}");
  g_autofree char *oops = http_reply (500, "", "{\"detail\":\"no session\"}");
  g_autofree char *denied = http_reply (401, "", "{\"error\":{\"message\":\"Invalid token\"}}");
  g_autofree char *text = http_reply (200, "", "It works");
  const struct
  {
    Host host;
    const char *family; /* NULL = none */
    const char *says;
  } cases[] = {
    { { "/suno/fetch/", missing, page }, "new-api", NULL },
    { { "/api/suno/v1/music/", no_task, nowhere }, "goapi", NULL },
    { { "/api/v1/generate/record-info?taskId=", null, spring }, "sunoapi", NULL },
    { { "/suno/tasks", no_task, page }, "acedata", NULL },
    { { "/api/get?ids=", list, nowhere }, "gcui", NULL },
    { { "/feed/", oops, nowhere }, "raw", NULL },
    { { "/feed/", list, oops }, "raw", NULL },
    { { NULL, NULL, page }, NULL, "web page" },
    { { NULL, NULL, denied }, NULL, "refuses the key" },
    { { "/suno/tasks", denied, page }, NULL, "refuses the key" },
    { { NULL, NULL, nowhere }, NULL, "none of the calls" },
    { { NULL, NULL, text }, NULL, "not a gateway" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HttpServer *server = http_server_new (host_cb, (gpointer) &cases[i].host);
      g_autofree char *address = http_server_url (server, "");
      Outcome outcome = { 0 };

      g_test_message ("%s", cases[i].host.path);
      detect (address, &outcome);
      g_assert_cmpstr (outcome.family != NULL ? outcome.family->name : NULL, ==, cases[i].family);
      if (cases[i].says != NULL)
        g_assert_nonnull (strstr (outcome.error->message, cases[i].says));
      g_assert_cmpuint (http_server_count (server, ""), <=, 6);
      /* Nothing that could be charged for. */
      g_assert_cmpuint (http_server_count (server, "POST "), ==,
                        http_server_count (server, "POST /suno/tasks "));
      g_clear_error (&outcome.error);
      http_server_free (server);
    }
}

/* What is wrong with the address itself is found out with one question. */
static void
test_detect_nobody (void)
{
  HttpServer *server = http_server_new (host_cb, NULL);
  g_autofree char *address = http_server_url (server, "");
  Outcome refused = { 0 };
  Outcome unknown = { 0 };

  http_server_free (server);
  detect (address, &refused);
  g_assert_nonnull (strstr (refused.error->message, "refused"));
  detect ("http://no-such-host.invalid", &unknown);
  g_assert_nonnull (strstr (unknown.error->message, "no-such-host.invalid"));
  g_assert_cmpstr (refused.error->message, !=, unknown.error->message);
  g_clear_error (&refused.error);
  g_clear_error (&unknown.error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/gateway-learn/batch", test_batch);
  g_test_add_func ("/gateway-learn/all-broken", test_all_broken);
  g_test_add_func ("/gateway-learn/clips", test_clips);
  g_test_add_func ("/gateway-learn/detect", test_detect);
  g_test_add_func ("/gateway-learn/detect-nobody", test_detect_nobody);

  return g_test_run ();
}
