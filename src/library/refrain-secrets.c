/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-secrets.h"

#include <libsecret/secret.h>

/**
 * RefrainSecrets:
 *
 * The keys of gateways: in the desktop's keyring, or, where there is none, in memory until the
 * program ends. A key is never written anywhere else.
 */
struct _RefrainSecrets
{
  GObject parent_instance;

  GHashTable *session; /* (owned) (element-type utf8 utf8): keys by address */
  gboolean use_keyring;
  gboolean session_only;
};

G_DEFINE_FINAL_TYPE (RefrainSecrets, refrain_secrets, G_TYPE_OBJECT)

typedef enum
{
  PROP_SESSION_ONLY = 1,
} RefrainSecretsProperty;

static GParamSpec *properties[PROP_SESSION_ONLY + 1];

static const SecretSchema schema = {
  "io.github.refrain_music.Refrain.Gateway",
  SECRET_SCHEMA_NONE,
  { { "address", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

static void
free_key (gpointer key)
{
  secret_password_wipe (key);
  g_free (key);
}

static void
set_session_only (RefrainSecrets *self, gboolean session_only)
{
  if (self->session_only == session_only)
    return;

  self->session_only = session_only;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION_ONLY]);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RefrainSecrets *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  char *key = secret_password_lookup_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  /* No keyring is no reason to stop: the user is told, and the key asked for again. */
  if (error != NULL)
    {
      g_debug ("The keyring does not answer: %s", error->message);
      set_session_only (self, TRUE);
    }

  g_task_return_pointer (task, g_strdup (key), g_free);
  secret_password_free (key);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  RefrainSecrets *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!secret_password_store_finish (result, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_task_return_error (task, g_steal_pointer (&error));
          return;
        }
      g_debug ("The keyring does not take a key: %s", error->message);
      set_session_only (self, TRUE);
    }

  g_task_return_boolean (task, TRUE);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  /* Nothing to clear, or no keyring to clear it from: gone either way. */
  secret_password_clear_finish (result, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
refrain_secrets_finalize (GObject *object)
{
  g_hash_table_unref (REFRAIN_SECRETS (object)->session);

  G_OBJECT_CLASS (refrain_secrets_parent_class)->finalize (object);
}

static void
refrain_secrets_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((RefrainSecretsProperty) prop_id)
    {
    case PROP_SESSION_ONLY:
      g_value_set_boolean (value, REFRAIN_SECRETS (object)->session_only);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
refrain_secrets_class_init (RefrainSecretsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = refrain_secrets_finalize;
  object_class->get_property = refrain_secrets_get_property;

  properties[PROP_SESSION_ONLY] = g_param_spec_boolean ("session-only", NULL, NULL, FALSE,
                                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                            | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
refrain_secrets_init (RefrainSecrets *self)
{
  self->session = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_key);
}

/**
 * refrain_secrets_new:
 * @use_keyring: whether to ask the desktop's keyring; tests do not
 *
 * Returns: (transfer full): the keys
 */
RefrainSecrets *
refrain_secrets_new (gboolean use_keyring)
{
  RefrainSecrets *self = g_object_new (REFRAIN_TYPE_SECRETS, NULL);

  self->use_keyring = use_keyring;
  self->session_only = !use_keyring;
  return self;
}

/**
 * refrain_secrets_is_session_only:
 * @self: the keys
 *
 * Returns: whether keys are forgotten when the program ends, since no keyring answers
 */
gboolean
refrain_secrets_is_session_only (RefrainSecrets *self)
{
  g_return_val_if_fail (REFRAIN_IS_SECRETS (self), FALSE);

  return self->session_only;
}

/**
 * refrain_secrets_lookup_async:
 * @self: the keys
 * @address: a gateway's base address
 * @cancellable: (nullable): to stop
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Looks for the key of a gateway.
 */
void
refrain_secrets_lookup_async (RefrainSecrets *self,
                              const char *address,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const char *known = g_hash_table_lookup (self->session, address);

  g_task_set_source_tag (task, refrain_secrets_lookup_async);
  if (known != NULL || !self->use_keyring)
    g_task_return_pointer (task, g_strdup (known), g_free);
  else
    secret_password_lookup (&schema, cancellable, looked_up_cb, g_steal_pointer (&task), "address",
                            address, NULL);
}

/**
 * refrain_secrets_lookup_finish:
 * @self: the keys
 * @result: the outcome
 * @error: return location for an error: cancellation only
 *
 * Returns: (transfer full) (nullable): the key; %NULL when none is known
 */
char *
refrain_secrets_lookup_finish (RefrainSecrets *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_secrets_lookup_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * refrain_secrets_store_async:
 * @self: the keys
 * @address: a gateway's base address
 * @label: what the keyring's own program shows for it
 * @key: (nullable): the key; %NULL or empty forgets it
 * @cancellable: (nullable): to stop
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Keeps the key of a gateway: in the keyring, else until the program ends.
 */
void
refrain_secrets_store_async (RefrainSecrets *self,
                             const char *address,
                             const char *label,
                             const char *key,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, refrain_secrets_store_async);
  if (key == NULL || *key == '\0')
    {
      g_hash_table_remove (self->session, address);
      if (self->use_keyring)
        secret_password_clear (&schema, cancellable, cleared_cb, g_steal_pointer (&task), "address",
                               address, NULL);
      else
        g_task_return_boolean (task, TRUE);
      return;
    }

  g_hash_table_replace (self->session, g_strdup (address), g_strdup (key));
  if (self->use_keyring)
    secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, key, cancellable, stored_cb,
                           g_steal_pointer (&task), "address", address, NULL);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * refrain_secrets_store_finish:
 * @self: the keys
 * @result: the outcome
 * @error: return location for an error: cancellation only
 *
 * Returns: whether the key is kept, see refrain_secrets_is_session_only() for how long
 */
gboolean
refrain_secrets_store_finish (RefrainSecrets *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_secrets_store_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
