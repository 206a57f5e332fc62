/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-demo-exchange.h"
#include "refrain-demo-gateway-private.h"
#include "refrain-demo-media.h"
#include "refrain-demo-routes.h"

#include <glib/gi18n-lib.h>

/* How long a stop waits for connections that do not want to end. */
#define STOP_LIMIT_MS 3000

struct _RefrainDemoGateway
{
  GObject parent_instance;

  RefrainDemoState *state; /* (owned) */
  GThread *thread;         /* (owned) (nullable): while it listens */
  GMainLoop *loop;         /* (owned) (nullable): the thread's */
  SoupServer *gateway;     /* (owned) (nullable): the thread's */
  SoupServer *media;       /* (owned) (nullable): the thread's */
  char *address;           /* (owned) (nullable) */
  char *media_address;     /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (RefrainDemoGateway, refrain_demo_gateway, G_TYPE_OBJECT)

/* A call into the gateway's thread, whose caller waits until it is done. */
typedef struct
{
  RefrainDemoState *state; /* (unowned) */
  RefrainDemoCallFunc func;
  gpointer data; /* (unowned) */
  GMutex mutex;
  GCond cond;
  gboolean done;
} Call;

static gboolean
call_cb (gpointer user_data)
{
  Call *call = user_data;

  call->func (call->state, call->data);
  g_mutex_lock (&call->mutex);
  call->done = TRUE;
  g_cond_signal (&call->cond);
  g_mutex_unlock (&call->mutex);

  return G_SOURCE_REMOVE;
}

static void
gateway_request_cb (SoupServer *server,
                    SoupServerMessage *message,
                    const char *path,
                    GHashTable *query,
                    gpointer user_data)
{
  RefrainDemoGateway *self = user_data;

  refrain_demo_routes_answer (refrain_demo_exchange_begin (self->state, message, "gateway"));
}

static void
media_request_cb (SoupServer *server,
                  SoupServerMessage *message,
                  const char *path,
                  GHashTable *query,
                  gpointer user_data)
{
  RefrainDemoGateway *self = user_data;

  refrain_demo_media_answer (refrain_demo_exchange_begin (self->state, message, "media"));
}

static char *
listen_local (SoupServer *server, guint16 port, GError **error)
{
  g_autoptr (GSocketAddress) local = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  GSList *uris;
  char *address;

  if (!soup_server_listen (server, local, 0, error))
    {
      g_prefix_error (error, "%s", _ ("The demo gateway could not start: "));
      return NULL;
    }
  uris = soup_server_get_uris (server);
  address = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return address;
}

/* How the thread begins. */
typedef struct
{
  guint16 port;
  GError *error; /* (owned) (nullable) */
} Start;

static gboolean
give_up_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

/* Lets libsoup see that the connections of all open exchanges are closed. */
static void
abort_exchanges (RefrainDemoState *state)
{
  guint n_open = 0;
  g_autofree gpointer *open = g_hash_table_get_keys_as_array (state->exchanges, &n_open);
  g_autoptr (GSource) limit = g_timeout_source_new (STOP_LIMIT_MS);
  gboolean given_up = FALSE;

  for (guint i = 0; i < n_open; i++)
    refrain_demo_exchange_abort (open[i]);
  g_source_set_callback (limit, give_up_cb, &given_up, NULL);
  g_source_attach (limit, state->context);
  while (g_hash_table_size (state->exchanges) > 0 && !given_up)
    g_main_context_iteration (state->context, TRUE);
  g_source_destroy (limit);
}

static void
close_servers (RefrainDemoGateway *self)
{
  RefrainDemoState *state = self->state;

  /* Whoever keeps asking gets no new exchange. */
  soup_server_remove_handler (self->gateway, "/");
  soup_server_remove_handler (self->media, "/");
  abort_exchanges (state);
  soup_server_disconnect (self->gateway);
  soup_server_disconnect (self->media);
  while (g_main_context_iteration (state->context, FALSE))
    ;
  g_hash_table_remove_all (state->exchanges);
  g_clear_object (&self->gateway);
  g_clear_object (&self->media);
  g_clear_pointer (&state->media_address, g_free);
}

static void
open_servers (RefrainDemoGateway *self, Start *start)
{
  self->gateway = soup_server_new (NULL, NULL);
  self->media = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->gateway, "/", gateway_request_cb, self, NULL);
  soup_server_add_handler (self->media, "/", media_request_cb, self, NULL);
  self->address = listen_local (self->gateway, start->port, &start->error);
  if (self->address != NULL)
    self->media_address = listen_local (self->media, 0, &start->error);
  self->state->media_address = g_strdup (self->media_address);
}

/* All that the thread and its starter share while it begins. */
typedef struct
{
  RefrainDemoGateway *self;
  Start *start;
  GMutex mutex;
  GCond cond;
  gboolean ready;
} Birth;

static gpointer
run_thread (gpointer data)
{
  Birth *birth = data;
  RefrainDemoGateway *self = birth->self;
  gboolean listening;

  g_main_context_push_thread_default (self->state->context);
  open_servers (self, birth->start);
  listening = birth->start->error == NULL;

  g_mutex_lock (&birth->mutex);
  birth->ready = TRUE;
  g_cond_signal (&birth->cond);
  g_mutex_unlock (&birth->mutex);

  if (listening)
    g_main_loop_run (self->loop);
  close_servers (self);
  g_main_context_pop_thread_default (self->state->context);

  return NULL;
}

static void
join_thread (RefrainDemoGateway *self)
{
  g_clear_pointer (&self->thread, g_thread_join);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->media_address, g_free);
}

static void
refrain_demo_gateway_finalize (GObject *object)
{
  RefrainDemoGateway *self = REFRAIN_DEMO_GATEWAY (object);

  refrain_demo_gateway_stop (self);
  g_clear_pointer (&self->state, refrain_demo_state_free);

  G_OBJECT_CLASS (refrain_demo_gateway_parent_class)->finalize (object);
}

static void
refrain_demo_gateway_class_init (RefrainDemoGatewayClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = refrain_demo_gateway_finalize;
}

static void
refrain_demo_gateway_init (RefrainDemoGateway *self)
{
}

/**
 * refrain_demo_gateway_new:
 * @media_dir: the folder of the demo songs, with a catalogue.json
 *
 * Makes a gateway that answers over HTTP on this machine only, from a thread of its own. It does
 * not listen yet. Its settings, tasks and counts live as long as the object, whatever is started
 * and stopped. Start and stop it from one thread; the other functions may be called from any
 * thread.
 *
 * Returns: (transfer full): a gateway
 */
RefrainDemoGateway *
refrain_demo_gateway_new (const char *media_dir)
{
  RefrainDemoGateway *self;

  g_return_val_if_fail (media_dir != NULL, NULL);

  self = g_object_new (REFRAIN_TYPE_DEMO_GATEWAY, NULL);
  self->state = refrain_demo_state_new (media_dir);

  return self;
}

/**
 * refrain_demo_gateway_start:
 * @port: where to listen on 127.0.0.1; 0 = any free port
 * @error: set when the songs cannot be read or the port is taken
 *
 * Begins to listen, on @port and, as the media host, on another free port. Does nothing when it
 * listens already.
 *
 * Returns: whether the gateway now answers
 */
gboolean
refrain_demo_gateway_start (RefrainDemoGateway *self, guint16 port, GError **error)
{
  Start start = { .port = port };
  Birth birth = { .self = self, .start = &start };

  g_return_val_if_fail (REFRAIN_IS_DEMO_GATEWAY (self), FALSE);

  if (self->thread != NULL)
    return TRUE;
  if (!refrain_demo_state_load (self->state, error))
    return FALSE;

  g_mutex_init (&birth.mutex);
  g_cond_init (&birth.cond);
  self->loop = g_main_loop_new (self->state->context, FALSE);
  self->thread = g_thread_new ("demo-gateway", run_thread, &birth);
  g_mutex_lock (&birth.mutex);
  while (!birth.ready)
    g_cond_wait (&birth.cond, &birth.mutex);
  g_mutex_unlock (&birth.mutex);
  g_mutex_clear (&birth.mutex);
  g_cond_clear (&birth.cond);

  if (start.error != NULL)
    {
      join_thread (self);
      g_propagate_error (error, start.error);
      return FALSE;
    }

  return TRUE;
}

/**
 * refrain_demo_gateway_call:
 *
 * Runs @func in the thread that may touch the state, and waits until it has run.
 */
void
refrain_demo_gateway_call (RefrainDemoGateway *self, RefrainDemoCallFunc func, gpointer data)
{
  Call call = { .state = self->state, .func = func, .data = data };
  g_autoptr (GSource) source = NULL;

  g_return_if_fail (REFRAIN_IS_DEMO_GATEWAY (self));

  if (self->thread == NULL || self->thread == g_thread_self ())
    {
      func (self->state, data);
      return;
    }

  g_mutex_init (&call.mutex);
  g_cond_init (&call.cond);
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_HIGH);
  g_source_set_callback (source, call_cb, &call, NULL);
  g_source_attach (source, self->state->context);
  g_mutex_lock (&call.mutex);
  while (!call.done)
    g_cond_wait (&call.cond, &call.mutex);
  g_mutex_unlock (&call.mutex);
  g_mutex_clear (&call.mutex);
  g_cond_clear (&call.cond);
}

static void
quit_in_thread (RefrainDemoState *state, gpointer data)
{
  g_main_loop_quit (data);
}

/**
 * refrain_demo_gateway_stop:
 *
 * Closes all connections, answered or not, and waits until the thread has ended.
 */
void
refrain_demo_gateway_stop (RefrainDemoGateway *self)
{
  g_return_if_fail (REFRAIN_IS_DEMO_GATEWAY (self));

  if (self->thread == NULL)
    return;

  refrain_demo_gateway_call (self, quit_in_thread, self->loop);
  join_thread (self);
}

/**
 * refrain_demo_gateway_get_address:
 *
 * Returns: (nullable): the base address, "http://127.0.0.1:PORT"; %NULL while it does not listen
 */
const char *
refrain_demo_gateway_get_address (RefrainDemoGateway *self)
{
  g_return_val_if_fail (REFRAIN_IS_DEMO_GATEWAY (self), NULL);

  return self->address;
}

/**
 * refrain_demo_gateway_get_media_address:
 *
 * Returns: (nullable): the origin of all media addresses; %NULL while it does not listen
 */
const char *
refrain_demo_gateway_get_media_address (RefrainDemoGateway *self)
{
  g_return_val_if_fail (REFRAIN_IS_DEMO_GATEWAY (self), NULL);

  return self->media_address;
}
