/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-gateway-private.h"

#include "refrain-address.h"

#define DEFAULT_ATTEMPTS 3
#define DEFAULT_ANSWER_SECONDS 30

/**
 * RefrainGateway:
 *
 * One gateway: a base address, a family, and a key that lives in memory only and goes to the
 * gateway's own origin only. Use it from the main loop.
 */
struct _RefrainGateway
{
  GObject parent_instance;

  RefrainHttp *http; /* (owned) */
  char *name;        /* (owned) */
  char *address;     /* (owned): normalized */
  char *key;         /* (owned) (nullable) */
  const RefrainFamily *family;
  guint max_attempts;
  guint answer_seconds;
  guint submit_seconds; /* 0 = as long as the family's gateways take */
  RefrainBatchSupport batch;
};

G_DEFINE_FINAL_TYPE (RefrainGateway, refrain_gateway, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_BATCH,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

/**
 * refrain_batch_support_get_type:
 *
 * Returns: the type of #RefrainBatchSupport
 */
GType
refrain_batch_support_get_type (void)
{
  static const GEnumValue values[] = {
    { REFRAIN_BATCH_UNKNOWN, "REFRAIN_BATCH_UNKNOWN", "unknown" },
    { REFRAIN_BATCH_YES, "REFRAIN_BATCH_YES", "yes" },
    { REFRAIN_BATCH_NO, "REFRAIN_BATCH_NO", "no" },
    { 0 },
  };
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("RefrainBatchSupport", values));

  return type;
}

static void
refrain_gateway_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RefrainGateway *self = REFRAIN_GATEWAY (object);

  switch (id)
    {
    case PROP_BATCH:
      g_value_set_enum (value, (int) self->batch);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
refrain_gateway_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_BATCH:
      refrain_gateway_set_batch (REFRAIN_GATEWAY (object),
                                 (RefrainBatchSupport) g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
refrain_gateway_finalize (GObject *object)
{
  RefrainGateway *self = REFRAIN_GATEWAY (object);

  g_clear_object (&self->http);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->key, g_free);

  G_OBJECT_CLASS (refrain_gateway_parent_class)->finalize (object);
}

static void
refrain_gateway_class_init (RefrainGatewayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = refrain_gateway_get_property;
  object_class->set_property = refrain_gateway_set_property;
  object_class->finalize = refrain_gateway_finalize;

  /**
   * RefrainGateway:batch:
   *
   * Whether many tasks can be asked for at once, as far as was found out by asking. Worth keeping:
   * a gateway that cannot is then not asked in vain after every start.
   */
  properties[PROP_BATCH] = g_param_spec_enum (
      "batch", NULL, NULL, REFRAIN_TYPE_BATCH_SUPPORT, REFRAIN_BATCH_UNKNOWN,
      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
refrain_gateway_init (RefrainGateway *self)
{
  self->max_attempts = DEFAULT_ATTEMPTS;
  self->answer_seconds = DEFAULT_ANSWER_SECONDS;
}

/**
 * refrain_gateway_new:
 * @http: the door to the network
 * @name: the user's name for the gateway
 * @address: a base address made by refrain_address_normalize()
 * @family: (nullable): the family's name
 *
 * Returns: (transfer full): a gateway without a key
 */
RefrainGateway *
refrain_gateway_new (RefrainHttp *http, const char *name, const char *address, const char *family)
{
  RefrainGateway *self = g_object_new (REFRAIN_TYPE_GATEWAY, NULL);

  self->http = g_object_ref (http);
  self->name = g_strdup (name);
  self->address = g_strdup (address);
  self->family = refrain_family_find (family);
  return self;
}

/**
 * refrain_gateway_get_name:
 * @self: a gateway
 *
 * Returns: (transfer none): the user's name for it
 */
const char *
refrain_gateway_get_name (RefrainGateway *self)
{
  g_return_val_if_fail (REFRAIN_IS_GATEWAY (self), NULL);

  return self->name;
}

/**
 * refrain_gateway_get_address:
 * @self: a gateway
 *
 * Returns: (transfer none): its base address
 */
const char *
refrain_gateway_get_address (RefrainGateway *self)
{
  g_return_val_if_fail (REFRAIN_IS_GATEWAY (self), NULL);

  return self->address;
}

/**
 * refrain_gateway_set_key:
 * @self: a gateway
 * @key: (nullable): the key; a gateway on a LAN may need none
 */
void
refrain_gateway_set_key (RefrainGateway *self, const char *key)
{
  g_return_if_fail (REFRAIN_IS_GATEWAY (self));

  g_free (self->key);
  self->key = key != NULL && *key != '\0' ? g_strdup (key) : NULL;
}

/**
 * refrain_gateway_has_key:
 * @self: a gateway
 *
 * Returns: whether a key was set
 */
gboolean
refrain_gateway_has_key (RefrainGateway *self)
{
  g_return_val_if_fail (REFRAIN_IS_GATEWAY (self), FALSE);

  return self->key != NULL;
}

/**
 * refrain_gateway_set_patience:
 * @self: a gateway
 * @max_attempts: how many times a call is made when the error is a passing one
 * @answer_seconds: give up on one attempt after so long without a byte
 */
void
refrain_gateway_set_patience (RefrainGateway *self, guint max_attempts, guint answer_seconds)
{
  g_return_if_fail (REFRAIN_IS_GATEWAY (self));
  g_return_if_fail (max_attempts > 0 && answer_seconds > 0);

  self->max_attempts = max_attempts;
  self->answer_seconds = answer_seconds;
}

/**
 * refrain_gateway_set_submit_patience:
 * @self: a gateway
 * @seconds: how long an answer to a submit may take; 0 = as long as such gateways take
 */
void
refrain_gateway_set_submit_patience (RefrainGateway *self, guint seconds)
{
  g_return_if_fail (REFRAIN_IS_GATEWAY (self));

  self->submit_seconds = seconds;
}

/**
 * refrain_gateway_get_batch:
 * @self: a gateway
 *
 * Returns: whether many tasks can be asked for at once
 */
RefrainBatchSupport
refrain_gateway_get_batch (RefrainGateway *self)
{
  g_return_val_if_fail (REFRAIN_IS_GATEWAY (self), REFRAIN_BATCH_UNKNOWN);

  return self->batch;
}

/**
 * refrain_gateway_set_batch:
 * @self: a gateway
 * @batch: what was found out
 */
void
refrain_gateway_set_batch (RefrainGateway *self, RefrainBatchSupport batch)
{
  g_return_if_fail (REFRAIN_IS_GATEWAY (self));

  if (self->batch == batch)
    return;

  self->batch = batch;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BATCH]);
}

/**
 * refrain_gateway_get_family:
 * @self: a gateway
 *
 * Returns: (transfer none): how gateways of its kind are asked
 */
const RefrainFamily *
refrain_gateway_get_family (RefrainGateway *self)
{
  g_return_val_if_fail (REFRAIN_IS_GATEWAY (self), NULL);

  return self->family;
}

/**
 * refrain_gateway_can_submit:
 * @self: a gateway
 * @mode: a kind of request
 *
 * Returns: whether such gateways take it
 */
gboolean
refrain_gateway_can_submit (RefrainGateway *self, RefrainRequestMode mode)
{
  g_autoptr (RefrainRequest) request = refrain_request_new (mode);

  g_return_val_if_fail (REFRAIN_IS_GATEWAY (self), FALSE);

  return refrain_family_get_call (self->family, request) != NULL;
}

/**
 * refrain_gateway_can_list:
 * @self: a gateway
 *
 * Returns: whether such gateways tell of the latest songs without being given ids
 */
gboolean
refrain_gateway_can_list (RefrainGateway *self)
{
  g_return_val_if_fail (REFRAIN_IS_GATEWAY (self), FALSE);

  return self->family->list_path != NULL;
}

/* Private to the layer: what a call needs. */
RefrainHttp *
refrain_gateway_get_http (RefrainGateway *self)
{
  return self->http;
}

guint
refrain_gateway_get_max_attempts (RefrainGateway *self)
{
  return self->max_attempts;
}

guint
refrain_gateway_get_answer_seconds (RefrainGateway *self)
{
  return self->answer_seconds;
}

guint
refrain_gateway_get_submit_seconds (RefrainGateway *self)
{
  return self->submit_seconds;
}

/* The key goes to the gateway's own origin and nowhere else. */
char *
refrain_gateway_dup_key_value (RefrainGateway *self, const char *url)
{
  g_auto (GStrv) parts = NULL;

  if (self->key == NULL || !refrain_address_same_origin (self->address, url))
    return NULL;

  parts = g_strsplit (self->family->key_format, "%s", 2);
  return g_strconcat (parts[0], self->key, parts[1], NULL);
}
