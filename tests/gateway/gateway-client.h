/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "refrain-gateway-error.h"
#include "refrain-gateway.h"

G_BEGIN_DECLS

/** Client: a gateway and its door to the network, waited for in the main loop. */
typedef struct
{
  RefrainHttp *http;
  RefrainGateway *gateway;
  RefrainFetchResult *result;
  RefrainSubmitResult *submitted;
  GError *error;
  gboolean done;
} Client;

void client_init (Client *client, const char *address, const char *key);
void client_init_family (Client *client, const char *address, const char *key, const char *family);
void client_clear (Client *client);
void client_fetch (Client *client, const char *const *ids, GCancellable *cancellable);
void client_start_fetch (Client *client, const char *const *ids, GCancellable *cancellable);
void client_wait (Client *client);
gboolean client_test (Client *client);
RefrainTaskFacts *client_find (Client *client, const char *id);
const GError *client_find_error (Client *client, const char *id);
void client_fetch_one (Client *client, const char *id);
void client_start_submit (Client *client, const RefrainRequest *request, GCancellable *cancellable);
RefrainSubmitResult *client_wait_submit (Client *client);
RefrainSubmitResult *
client_submit (Client *client, const RefrainRequest *request, GCancellable *cancellable);
void client_wait_until (GSourceFunc condition, gpointer user_data);

G_END_DECLS
