/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "gateway-client.h"

#include "refrain-demo-gateway.h"
#include "refrain-request-json.h"

#include <string.h>

#define KEY "k-secret-1"

/* Every family against a gateway that speaks it: from the submit to the finished song. */

static const struct
{
  const char *family;
  const char *base;
  gboolean has_key;
  gboolean repeats_request; /* a fetch tells what was asked for */
} families[] = {
  { "new-api", "", TRUE, FALSE },        { "goapi", "/goapi", TRUE, TRUE },
  { "sunoapi", "/sunoapi", TRUE, TRUE }, { "acedata", "/acedata", TRUE, TRUE },
  { "gcui", "/gcui", FALSE, FALSE },     { "raw", "/raw", TRUE, FALSE },
};

static RefrainDemoGateway *
start_demo (void)
{
  RefrainDemoGateway *demo = refrain_demo_gateway_new (g_getenv ("REFRAIN_DEMO_MEDIA"));
  g_autoptr (GError) error = NULL;

  refrain_demo_gateway_set_manual_clock (demo, TRUE);
  refrain_demo_gateway_set_required_key (demo, KEY);
  g_assert_true (refrain_demo_gateway_start (demo, 0, &error));
  g_assert_no_error (error);
  return demo;
}

static void
stop_demo (RefrainDemoGateway *demo)
{
  refrain_demo_gateway_stop (demo);
  g_assert_finalize_object (demo);
}

static void
connect_to (Client *client, RefrainDemoGateway *demo, gsize index, const char *key)
{
  g_autofree char *address = g_strconcat (refrain_demo_gateway_get_address (demo),
                                          families[index].base, NULL);

  client_init_family (client, address, key, families[index].family);
}

static RefrainRequest *
describe (void)
{
  RefrainRequest *request = refrain_request_new (REFRAIN_REQUEST_DESCRIBE);

  refrain_request_set (&request->description, "a lighthouse in fog");
  refrain_request_set (&request->model, "my-model");
  return request;
}

static RefrainRequest *
custom (void)
{
  RefrainRequest *request = refrain_request_new (REFRAIN_REQUEST_CUSTOM);

  refrain_request_set (&request->lyrics, "[Verse]\nFog comes in\n");
  refrain_request_set (&request->title, "Fog");
  refrain_request_set (&request->style, "slow, sea shanty");
  refrain_request_set (&request->model, "my-model");
  return request;
}

static char *
submit (Client *client, const RefrainRequest *request)
{
  g_autoptr (RefrainSubmitResult) result = client_submit (client, request, NULL);

  g_assert_no_error (result->error);
  g_assert_cmpint (result->fate, ==, REFRAIN_SUBMIT_ACCEPTED);
  g_assert_nonnull (result->raw);
  if (result->task != NULL)
    g_assert_cmpstr (result->task->id, ==, result->task_id);
  return g_strdup (result->task_id);
}

static RefrainTaskFacts *
fetch (Client *client, const char *id)
{
  client_fetch_one (client, id);
  if (client_find_error (client, id) != NULL)
    g_error ("%s: %s", id, client_find_error (client, id)->message);
  return client_find (client, id);
}

static void
check_complete (const RefrainTaskFacts *task)
{
  g_assert_cmpint (task->state, ==, REFRAIN_TASK_STATE_COMPLETE);
  g_assert_cmpuint (task->clips->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const RefrainClipFacts *clip = g_ptr_array_index (task->clips, i);

      g_assert_cmpint (refrain_clip_facts_get_audio (clip), ==, REFRAIN_AUDIO_READY);
      g_assert_cmpstr (clip->task_id, ==, task->id);
      g_assert_cmpfloat (clip->duration, >, 0);
      g_assert_nonnull (clip->title);
      g_assert_nonnull (clip->lyrics);
      g_assert_cmpint (clip->created_at, >, 0);
    }
}

/* What a fetch repeats of a request makes the same request again. */
static void
check_request (gsize index, const RefrainTaskFacts *task, const RefrainRequest *request)
{
  g_autoptr (RefrainRequest) again = refrain_request_from_json (task->request);

  if (!families[index].repeats_request)
    return;
  g_assert_nonnull (again);
  g_assert_true (refrain_request_equal (again, request));
}

static void
live (gsize index, Client *client, RefrainDemoGateway *demo, const RefrainRequest *request)
{
  g_autofree char *id = submit (client, request);
  RefrainTaskFacts *task = fetch (client, id);

  g_assert_false (refrain_task_state_is_terminal (task->state));
  refrain_demo_gateway_advance (demo, 2000);
  g_assert_false (refrain_task_state_is_terminal (fetch (client, id)->state));
  refrain_demo_gateway_advance (demo, 2000);
  task = fetch (client, id);
  g_assert_cmpint (task->state, !=, REFRAIN_TASK_STATE_COMPLETE);
  g_assert_cmpuint (task->clips->len, ==, 2);
  g_assert_cmpint (refrain_clip_facts_get_audio (g_ptr_array_index (task->clips, 0)), ==,
                   REFRAIN_AUDIO_STREAMING);
  refrain_demo_gateway_advance (demo, 1500);
  g_assert_cmpint (fetch (client, id)->state, !=, REFRAIN_TASK_STATE_COMPLETE);
  refrain_demo_gateway_advance (demo, 5000);
  task = fetch (client, id);
  check_complete (task);
  check_request (index, task, request);
}

static void
test_songs (void)
{
  RefrainDemoGateway *demo = start_demo ();

  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    {
      g_autoptr (RefrainRequest) first = describe ();
      g_autoptr (RefrainRequest) second = custom ();
      g_autoptr (RefrainRequest) third = custom ();
      Client client;
      guint before = refrain_demo_gateway_get_submit_count (demo);

      g_test_message ("%s", families[i].family);
      refrain_request_set (&third->extend_clip_id, "some-clip");
      third->extend_at = 12.5;
      connect_to (&client, demo, i, KEY);
      live (i, &client, demo, first);
      live (i, &client, demo, second);
      live (i, &client, demo, third);
      g_assert_cmpuint (refrain_demo_gateway_get_submit_count (demo), ==, before + 3);
      client_clear (&client);
    }
  stop_demo (demo);
}

static void
test_many (void)
{
  RefrainDemoGateway *demo = start_demo ();

  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    {
      g_autoptr (RefrainRequest) request = describe ();
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
      g_auto (GStrv) ids = NULL;
      Client client;

      g_test_message ("%s", families[i].family);
      connect_to (&client, demo, i, KEY);
      for (guint j = 0; j < 12; j++)
        {
          g_autofree char *id = submit (&client, request);

          g_strv_builder_add (builder, id);
        }
      g_strv_builder_add (builder, "no-such-id");
      ids = g_strv_builder_end (builder);
      refrain_demo_gateway_advance (demo, 10000);
      client_fetch (&client, (const char *const *) ids, NULL);
      g_assert_cmpuint (client.result->tasks->len, ==, 12);
      for (guint j = 0; j < 12; j++)
        check_complete (client_find (&client, ids[j]));
      g_assert_error (client_find_error (&client, "no-such-id"), REFRAIN_GATEWAY_ERROR,
                      REFRAIN_GATEWAY_ERROR_NOT_FOUND);
      client_clear (&client);
    }
  stop_demo (demo);
}

static void
test_lyrics (void)
{
  RefrainDemoGateway *demo = start_demo ();

  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    {
      g_autoptr (RefrainRequest) request = refrain_request_new (REFRAIN_REQUEST_LYRICS);
      g_autoptr (RefrainSubmitResult) result = NULL;
      Client client;

      g_test_message ("%s", families[i].family);
      refrain_request_set (&request->description, "a lighthouse");
      connect_to (&client, demo, i, KEY);
      result = client_submit (&client, request, NULL);
      if (!refrain_gateway_can_submit (client.gateway, REFRAIN_REQUEST_LYRICS))
        {
          g_assert_cmpint (result->fate, ==, REFRAIN_SUBMIT_NOT_SENT);
          client_clear (&client);
          continue;
        }
      g_assert_cmpint (result->fate, ==, REFRAIN_SUBMIT_ACCEPTED);
      refrain_demo_gateway_advance (demo, 10000);
      if (result->task != NULL && result->task->lyrics_text != NULL)
        g_assert_cmpint (result->task->state, ==, REFRAIN_TASK_STATE_COMPLETE);
      else
        {
          RefrainTaskFacts *task = fetch (&client, result->task_id);

          g_assert_cmpint (task->state, ==, REFRAIN_TASK_STATE_COMPLETE);
          g_assert_cmpint (task->kind, ==, REFRAIN_TASK_KIND_LYRICS);
          g_assert_nonnull (task->lyrics_text);
          g_assert_nonnull (task->lyrics_title);
          g_assert_cmpuint (task->clips->len, ==, 0);
          check_request (i, task, request);
        }
      client_clear (&client);
    }
  stop_demo (demo);
}

static void
test_keys (void)
{
  RefrainDemoGateway *demo = start_demo ();

  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    {
      g_autoptr (RefrainRequest) request = describe ();
      g_autoptr (RefrainSubmitResult) result = NULL;
      Client client;

      g_test_message ("%s", families[i].family);
      connect_to (&client, demo, i, "wrong");
      g_assert_true (client_test (&client) == !families[i].has_key);
      if (families[i].has_key)
        g_assert_error (client.error, REFRAIN_GATEWAY_ERROR, REFRAIN_GATEWAY_ERROR_AUTH);
      result = client_submit (&client, request, NULL);
      g_assert_cmpint (result->fate, ==,
                       families[i].has_key ? REFRAIN_SUBMIT_REFUSED : REFRAIN_SUBMIT_ACCEPTED);
      client_clear (&client);
      connect_to (&client, demo, i, KEY);
      g_assert_true (client_test (&client));
      client_clear (&client);
    }
  stop_demo (demo);
}

static void
test_refused (void)
{
  RefrainDemoGateway *demo = start_demo ();

  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    {
      g_autoptr (RefrainRequest) request = refrain_request_new (REFRAIN_REQUEST_DESCRIBE);
      g_autoptr (RefrainSubmitResult) result = NULL;
      Client client;

      connect_to (&client, demo, i, KEY);
      result = client_submit (&client, request, NULL);
      g_assert_cmpint (result->fate, ==, REFRAIN_SUBMIT_REFUSED);
      g_assert_nonnull (strstr (result->error->message, "prompt"));
      client_clear (&client);
    }
  stop_demo (demo);
}

/* The songs are made, but nobody says so. Nothing is ever sent a second time. */
static void
test_unheard (void)
{
  static const RefrainDemoLoss losses[] = { REFRAIN_DEMO_LOSS_CUT, REFRAIN_DEMO_LOSS_ERROR,
                                            REFRAIN_DEMO_LOSS_SILENCE };
  RefrainDemoGateway *demo = start_demo ();
  guint n_sent = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    {
      g_autoptr (RefrainRequest) request = describe ();
      Client client;

      connect_to (&client, demo, i, KEY);
      refrain_gateway_set_patience (client.gateway, 5, 20);
      refrain_gateway_set_submit_patience (client.gateway, 1);
      for (gsize j = 0; j < G_N_ELEMENTS (losses); j++)
        {
          g_autoptr (RefrainSubmitResult) result = NULL;

          refrain_demo_gateway_lose_next (demo, "POST *", 1, losses[j]);
          result = client_submit (&client, request, NULL);
          g_test_message ("%s: %s", families[i].family, result->error->message);
          g_assert_cmpint (result->fate, ==, REFRAIN_SUBMIT_UNKNOWN);
          g_assert_null (result->task_id);
          g_assert_cmpuint (refrain_demo_gateway_get_submit_count (demo), ==, ++n_sent);
        }
      client_clear (&client);
    }
  stop_demo (demo);
}

typedef struct
{
  RefrainAnswer *answer;
  GError *error;
  gboolean done;
} Listing;

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Listing *listing = user_data;

  listing->answer = refrain_gateway_list_finish (REFRAIN_GATEWAY (source), result, &listing->error);
  listing->done = TRUE;
}

static gboolean
is_listed_cb (gpointer user_data)
{
  return ((Listing *) user_data)->done;
}

/* What was never heard of can be looked for, where the gateway tells of its latest songs. */
static void
test_list (void)
{
  RefrainDemoGateway *demo = start_demo ();

  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    {
      g_autoptr (RefrainRequest) request = custom ();
      g_autoptr (RefrainSubmitResult) result = NULL;
      Listing listing = { 0 };
      Client client;

      connect_to (&client, demo, i, KEY);
      refrain_demo_gateway_advance (demo, 1000);
      refrain_demo_gateway_lose_next (demo, "POST *", 1, REFRAIN_DEMO_LOSS_CUT);
      refrain_request_set (&request->title, "Lost and found");
      result = client_submit (&client, request, NULL);
      refrain_gateway_list_async (client.gateway, NULL, listed_cb, &listing);
      client_wait_until (is_listed_cb, &listing);
      g_assert_true ((listing.answer != NULL) == refrain_gateway_can_list (client.gateway));
      g_assert_true ((listing.error == NULL) == (listing.answer != NULL));
      if (listing.answer != NULL)
        {
          const RefrainTaskFacts *task = g_ptr_array_index (listing.answer->tasks, 0);
          const RefrainClipFacts *clip = g_ptr_array_index (task->clips, 0);

          g_assert_cmpuint (task->clips->len, >, 2);
          g_assert_cmpstr (clip->title, ==, "Lost and found");
          refrain_answer_free (listing.answer);
        }
      g_clear_error (&listing.error);
      client_clear (&client);
    }
  stop_demo (demo);
}

typedef struct
{
  const RefrainFamily *family;
  gboolean done;
} Detected;

static void
detected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Detected *detected = user_data;
  g_autoptr (GError) error = NULL;

  detected->family = refrain_gateway_detect_finish (REFRAIN_HTTP (source), result, &error);
  g_assert_no_error (error);
  detected->done = TRUE;
}

static gboolean
is_detected_cb (gpointer user_data)
{
  return ((Detected *) user_data)->done;
}

static void
test_detect (void)
{
  RefrainDemoGateway *demo = start_demo ();

  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    {
      g_autofree char *address = g_strconcat (refrain_demo_gateway_get_address (demo),
                                              families[i].base, NULL);
      Detected detected = { 0 };
      RefrainHttp *http = refrain_http_new ("Test/1");

      refrain_gateway_detect_async (http, address, KEY, NULL, detected_cb, &detected);
      client_wait_until (is_detected_cb, &detected);
      g_assert_cmpstr (detected.family->name, ==, families[i].family);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_finalize_object (http);
    }
  g_assert_cmpuint (refrain_demo_gateway_get_submit_count (demo), ==, 0);
  stop_demo (demo);
}

/* A gateway without a batch call is asked for it once. */
static void
test_batch (void)
{
  static const RefrainDemoBatch forms[] = { REFRAIN_DEMO_BATCH_GONE, REFRAIN_DEMO_BATCH_PAGE };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      RefrainDemoGateway *demo = start_demo ();
      g_auto (GStrv) ids = refrain_demo_gateway_dup_task_ids (demo);
      Client client;

      refrain_demo_gateway_set_batch (demo, forms[i]);
      connect_to (&client, demo, 0, KEY);
      for (guint j = 0; j < 3; j++)
        {
          client_fetch (&client, (const char *const *) ids, NULL);
          g_assert_cmpuint (client.result->tasks->len, ==, g_strv_length (ids));
        }
      g_assert_cmpint (refrain_gateway_get_batch (client.gateway), ==, REFRAIN_BATCH_NO);
      g_assert_cmpuint (refrain_demo_gateway_count (demo, "POST /suno/fetch"), ==, 1);
      client_clear (&client);
      stop_demo (demo);
    }
}

/* Submits that get through the storm make a song each; the others leave no song or a doubt. */
static void
test_storm (void)
{
  RefrainDemoGateway *demo = start_demo ();
  guint n_sent = 0;

  g_assert_true (refrain_demo_gateway_set_chaos (demo, 0.5, 7));
  refrain_demo_gateway_set_chaos_kinds (demo, REFRAIN_DEMO_CHAOS_QUICK | REFRAIN_DEMO_CHAOS_SILENCE,
                                        FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    {
      g_autoptr (RefrainRequest) request = describe ();
      guint n_fates[4] = { 0 };
      Client client;

      connect_to (&client, demo, i, KEY);
      refrain_gateway_set_submit_patience (client.gateway, 1);
      for (guint j = 0; j < 10; j++)
        {
          g_autoptr (RefrainSubmitResult) result = client_submit (&client, request, NULL);

          n_fates[result->fate]++;
          n_sent++;
        }
      g_assert_cmpuint (n_fates[REFRAIN_SUBMIT_NOT_SENT], ==, 0);
      g_assert_cmpuint (n_fates[REFRAIN_SUBMIT_ACCEPTED], >, 0);
      g_assert_cmpuint (n_fates[REFRAIN_SUBMIT_UNKNOWN], >, 0);
      g_assert_cmpuint (refrain_demo_gateway_get_submit_count (demo), ==, n_sent);
      client_clear (&client);
    }
  stop_demo (demo);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/families/songs", test_songs);
  g_test_add_func ("/families/many", test_many);
  g_test_add_func ("/families/lyrics", test_lyrics);
  g_test_add_func ("/families/keys", test_keys);
  g_test_add_func ("/families/refused", test_refused);
  g_test_add_func ("/families/unheard", test_unheard);
  g_test_add_func ("/families/list", test_list);
  g_test_add_func ("/families/detect", test_detect);
  g_test_add_func ("/families/batch", test_batch);
  g_test_add_func ("/families/storm", test_storm);

  return g_test_run ();
}
