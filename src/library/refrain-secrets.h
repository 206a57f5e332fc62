/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define REFRAIN_TYPE_SECRETS (refrain_secrets_get_type ())
G_DECLARE_FINAL_TYPE (RefrainSecrets, refrain_secrets, REFRAIN, SECRETS, GObject)

RefrainSecrets *refrain_secrets_new (gboolean use_keyring);
gboolean refrain_secrets_is_session_only (RefrainSecrets *self);
void refrain_secrets_lookup_async (RefrainSecrets *self,
                                   const char *address,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
char *refrain_secrets_lookup_finish (RefrainSecrets *self, GAsyncResult *result, GError **error);
void refrain_secrets_store_async (RefrainSecrets *self,
                                  const char *address,
                                  const char *label,
                                  const char *key,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean refrain_secrets_store_finish (RefrainSecrets *self, GAsyncResult *result, GError **error);

G_END_DECLS
