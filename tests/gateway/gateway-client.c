/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "gateway-client.h"

void
client_init_family (Client *client, const char *address, const char *key, const char *family)
{
  *client = (Client){ 0 };
  client->http = refrain_http_new ("Test/1");
  client->gateway = refrain_gateway_new (client->http, "Test", address, family);
  refrain_gateway_set_key (client->gateway, key);
  refrain_gateway_set_patience (client->gateway, 1, 20);
}

void
client_init (Client *client, const char *address, const char *key)
{
  client_init_family (client, address, key, NULL);
}

static void
client_forget (Client *client)
{
  g_clear_pointer (&client->result, refrain_fetch_result_free);
  g_clear_error (&client->error);
  client->done = FALSE;
}

/* Both objects must go, once the network library has ended what it was doing. */
void
client_clear (Client *client)
{
  gint64 end = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

  client_forget (client);
  while ((G_OBJECT (client->gateway)->ref_count > 1) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (client->gateway);
  g_assert_finalize_object (client->http);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Client *client = user_data;

  g_assert_false (client->done);
  client->result = refrain_gateway_fetch_finish (REFRAIN_GATEWAY (source), result, &client->error);
  g_assert_true ((client->result == NULL) == (client->error != NULL));
  client->done = TRUE;
}

void
client_start_fetch (Client *client, const char *const *ids, GCancellable *cancellable)
{
  client_forget (client);
  refrain_gateway_fetch_async (client->gateway, ids, cancellable, fetched_cb, client);
}

static gboolean
too_late_cb (gpointer user_data)
{
  g_error ("nothing happened for 30 seconds");
  return G_SOURCE_REMOVE;
}

void
client_wait (Client *client)
{
  guint guard = g_timeout_add_seconds (30, too_late_cb, NULL);

  while (!client->done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (guard);
}

void
client_fetch (Client *client, const char *const *ids, GCancellable *cancellable)
{
  client_start_fetch (client, ids, cancellable);
  client_wait (client);
  if (client->result != NULL)
    {
      g_assert_cmpuint (client->result->tasks->len, ==, client->result->raws->len);
      /* Every id has a task or an error, and never both. */
      for (guint i = 0; ids[i] != NULL; i++)
        g_assert_true ((client_find (client, ids[i]) == NULL)
                       == (client_find_error (client, ids[i]) != NULL));
    }
}

void
client_fetch_one (Client *client, const char *id)
{
  const char *ids[] = { id, NULL };

  client_fetch (client, ids, NULL);
}

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Client *client = user_data;

  g_assert_true (refrain_gateway_test_finish (REFRAIN_GATEWAY (source), result, &client->error)
                 == (client->error == NULL));
  client->done = TRUE;
}

gboolean
client_test (Client *client)
{
  client_forget (client);
  refrain_gateway_test_async (client->gateway, NULL, tested_cb, client);
  client_wait (client);
  return client->error == NULL;
}

RefrainTaskFacts *
client_find (Client *client, const char *id)
{
  for (guint i = 0; i < client->result->tasks->len; i++)
    {
      RefrainTaskFacts *task = g_ptr_array_index (client->result->tasks, i);

      if (g_strcmp0 (task->id, id) == 0)
        return task;
    }

  return NULL;
}

const GError *
client_find_error (Client *client, const char *id)
{
  return g_hash_table_lookup (client->result->errors, id);
}

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Client *client = user_data;

  g_assert_false (client->done);
  client->submitted = refrain_gateway_submit_finish (REFRAIN_GATEWAY (source), result);
  g_assert_nonnull (client->submitted);
  client->done = TRUE;
}

void
client_start_submit (Client *client, const RefrainRequest *request, GCancellable *cancellable)
{
  client_forget (client);
  refrain_gateway_submit_async (client->gateway, request, cancellable, submitted_cb, client);
}

RefrainSubmitResult *
client_wait_submit (Client *client)
{
  client_wait (client);
  return g_steal_pointer (&client->submitted);
}

RefrainSubmitResult *
client_submit (Client *client, const RefrainRequest *request, GCancellable *cancellable)
{
  client_start_submit (client, request, cancellable);
  return client_wait_submit (client);
}

/* Runs the main loop until something is so. */
void
client_wait_until (GSourceFunc condition, gpointer user_data)
{
  gint64 end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  while (!condition (user_data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      if (!g_main_context_iteration (NULL, FALSE))
        g_thread_yield ();
    }
}
