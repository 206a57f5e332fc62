/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-source.h"

/**
 * RefrainSource:
 *
 * A gateway of this library: its row in the store together with the client that asks it.
 */
struct _RefrainSource
{
  GObject parent_instance;

  RefrainGatewayRecord *record; /* (owned) */
  RefrainGateway *gateway;      /* (owned) */
};

G_DEFINE_FINAL_TYPE (RefrainSource, refrain_source, G_TYPE_OBJECT)

typedef enum
{
  PROP_NAME = 1,
  PROP_ADDRESS,
} RefrainSourceProperty;

static GParamSpec *properties[PROP_ADDRESS + 1];

static void
refrain_source_finalize (GObject *object)
{
  RefrainSource *self = REFRAIN_SOURCE (object);

  g_clear_pointer (&self->record, refrain_gateway_record_free);
  g_clear_object (&self->gateway);

  G_OBJECT_CLASS (refrain_source_parent_class)->finalize (object);
}

static void
refrain_source_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RefrainSource *self = REFRAIN_SOURCE (object);

  switch ((RefrainSourceProperty) prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->record->name);
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, self->record->address);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
refrain_source_class_init (RefrainSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = refrain_source_finalize;
  object_class->get_property = refrain_source_get_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
refrain_source_init (RefrainSource *self)
{
}

/**
 * refrain_source_new:
 * @http: the door to the network
 * @record: what the store has of the gateway
 *
 * Returns: (transfer full): the source, whose gateway has no key yet
 */
RefrainSource *
refrain_source_new (RefrainHttp *http, const RefrainGatewayRecord *record)
{
  RefrainSource *self = g_object_new (REFRAIN_TYPE_SOURCE, NULL);

  self->record = refrain_gateway_record_copy (record);
  self->gateway = refrain_gateway_new (http, record->name, record->address, record->family);
  return self;
}

/**
 * refrain_source_get_row_id:
 * @self: a source
 *
 * Returns: its row in the store
 */
gint64
refrain_source_get_row_id (RefrainSource *self)
{
  g_return_val_if_fail (REFRAIN_IS_SOURCE (self), 0);

  return self->record->row_id;
}

/**
 * refrain_source_get_record:
 * @self: a source
 *
 * Returns: (transfer none): what the store has of it
 */
const RefrainGatewayRecord *
refrain_source_get_record (RefrainSource *self)
{
  g_return_val_if_fail (REFRAIN_IS_SOURCE (self), NULL);

  return self->record;
}

/**
 * refrain_source_get_gateway:
 * @self: a source
 *
 * Returns: (transfer none): the client that asks it
 */
RefrainGateway *
refrain_source_get_gateway (RefrainSource *self)
{
  g_return_val_if_fail (REFRAIN_IS_SOURCE (self), NULL);

  return self->gateway;
}

/**
 * refrain_source_get_name:
 * @self: a source
 *
 * Returns: (transfer none): the user's name for it
 */
const char *
refrain_source_get_name (RefrainSource *self)
{
  g_return_val_if_fail (REFRAIN_IS_SOURCE (self), NULL);

  return self->record->name;
}

/**
 * refrain_source_get_address:
 * @self: a source
 *
 * Returns: (transfer none): its base address
 */
const char *
refrain_source_get_address (RefrainSource *self)
{
  g_return_val_if_fail (REFRAIN_IS_SOURCE (self), NULL);

  return self->record->address;
}

/**
 * refrain_source_is_demo:
 * @self: a source
 *
 * Returns: whether it is the embedded demo gateway
 */
gboolean
refrain_source_is_demo (RefrainSource *self)
{
  g_return_val_if_fail (REFRAIN_IS_SOURCE (self), FALSE);

  return self->record->is_demo;
}
