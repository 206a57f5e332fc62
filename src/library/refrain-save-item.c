/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-save-item-private.h"

/**
 * RefrainSaveItem:
 *
 * One file on its way to the disk: what views of the saving show.
 */
struct _RefrainSaveItem
{
  GObject parent_instance;

  RefrainClip *clip;         /* (owned) */
  GCancellable *cancellable; /* (owned) */
  GError *error;             /* (owned) (nullable) */
  char *folder;              /* (owned) */
  char *name_template;       /* (owned) */
  char *path;                /* (owned) (nullable): once saved */
  gint64 received;
  gint64 total; /* -1 = not said */
  RefrainFileKind kind;
  RefrainSaveState state;
  gboolean was_known;
};

G_DEFINE_FINAL_TYPE (RefrainSaveItem, refrain_save_item, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_FRACTION,
} RefrainSaveItemProperty;

static GParamSpec *properties[PROP_FRACTION + 1];

static void
refrain_save_item_finalize (GObject *object)
{
  RefrainSaveItem *self = REFRAIN_SAVE_ITEM (object);

  g_clear_object (&self->clip);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->name_template, g_free);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (refrain_save_item_parent_class)->finalize (object);
}

static void
refrain_save_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RefrainSaveItem *self = REFRAIN_SAVE_ITEM (object);

  switch ((RefrainSaveItemProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, refrain_save_item_get_fraction (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
refrain_save_item_class_init (RefrainSaveItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = refrain_save_item_finalize;
  object_class->get_property = refrain_save_item_get_property;

  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
refrain_save_item_init (RefrainSaveItem *self)
{
  self->cancellable = g_cancellable_new ();
  self->total = -1;
}

/* Private to the layer. */
RefrainSaveItem *
refrain_save_item_new (RefrainClip *clip,
                       RefrainFileKind kind,
                       const char *folder,
                       const char *name_template)
{
  RefrainSaveItem *self = g_object_new (REFRAIN_TYPE_SAVE_ITEM, NULL);

  self->clip = g_object_ref (clip);
  self->kind = kind;
  self->folder = g_strdup (folder);
  self->name_template = g_strdup (name_template);
  return self;
}

GCancellable *
refrain_save_item_get_cancellable (RefrainSaveItem *self)
{
  return self->cancellable;
}

const char *
refrain_save_item_get_folder (RefrainSaveItem *self)
{
  return self->folder;
}

const char *
refrain_save_item_get_name_template (RefrainSaveItem *self)
{
  return self->name_template;
}

void
refrain_save_item_set_state (RefrainSaveItem *self, RefrainSaveState state)
{
  if (self->state == state || refrain_save_item_is_finished (self))
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}

void
refrain_save_item_set_progress (RefrainSaveItem *self, gint64 received, gint64 total)
{
  self->received = received;
  self->total = total;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}

void
refrain_save_item_finish (RefrainSaveItem *self, const char *path, gboolean was_known)
{
  g_free (self->path);
  self->path = g_strdup (path);
  self->was_known = was_known;
  refrain_save_item_set_state (self, REFRAIN_SAVE_DONE);
}

void
refrain_save_item_fail (RefrainSaveItem *self, const GError *error)
{
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  refrain_save_item_set_state (self, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                                         ? REFRAIN_SAVE_CANCELLED
                                         : REFRAIN_SAVE_FAILED);
}

/**
 * refrain_save_item_get_clip:
 * @self: an item
 *
 * Returns: (transfer none): the clip that is saved
 */
RefrainClip *
refrain_save_item_get_clip (RefrainSaveItem *self)
{
  g_return_val_if_fail (REFRAIN_IS_SAVE_ITEM (self), NULL);

  return self->clip;
}

/**
 * refrain_save_item_get_kind:
 * @self: an item
 *
 * Returns: what of the clip is saved
 */
RefrainFileKind
refrain_save_item_get_kind (RefrainSaveItem *self)
{
  g_return_val_if_fail (REFRAIN_IS_SAVE_ITEM (self), REFRAIN_FILE_AUDIO);

  return self->kind;
}

/**
 * refrain_save_item_get_state:
 * @self: an item
 *
 * Returns: where it stands
 */
RefrainSaveState
refrain_save_item_get_state (RefrainSaveItem *self)
{
  g_return_val_if_fail (REFRAIN_IS_SAVE_ITEM (self), REFRAIN_SAVE_FAILED);

  return self->state;
}

/**
 * refrain_save_item_is_finished:
 * @self: an item
 *
 * Returns: whether nothing more will happen to it
 */
gboolean
refrain_save_item_is_finished (RefrainSaveItem *self)
{
  g_return_val_if_fail (REFRAIN_IS_SAVE_ITEM (self), TRUE);

  return self->state >= REFRAIN_SAVE_DONE;
}

/**
 * refrain_save_item_get_received:
 * @self: an item
 *
 * Returns: bytes downloaded so far
 */
gint64
refrain_save_item_get_received (RefrainSaveItem *self)
{
  g_return_val_if_fail (REFRAIN_IS_SAVE_ITEM (self), 0);

  return self->received;
}

/**
 * refrain_save_item_get_total:
 * @self: an item
 *
 * Returns: bytes to download, -1 when the server did not say
 */
gint64
refrain_save_item_get_total (RefrainSaveItem *self)
{
  g_return_val_if_fail (REFRAIN_IS_SAVE_ITEM (self), -1);

  return self->total;
}

/**
 * refrain_save_item_get_fraction:
 * @self: an item
 *
 * Returns: how much is done, from 0 to 1
 */
double
refrain_save_item_get_fraction (RefrainSaveItem *self)
{
  g_return_val_if_fail (REFRAIN_IS_SAVE_ITEM (self), 0);

  if (self->state == REFRAIN_SAVE_DONE)
    return 1.0;
  if (self->state == REFRAIN_SAVE_PROVING)
    return 0.95;
  if (self->total <= 0)
    return 0.0;

  return CLAMP (0.95 * (double) self->received / (double) self->total, 0.0, 0.95);
}

/**
 * refrain_save_item_get_error:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): why it failed
 */
const GError *
refrain_save_item_get_error (RefrainSaveItem *self)
{
  g_return_val_if_fail (REFRAIN_IS_SAVE_ITEM (self), NULL);

  return self->error;
}

/**
 * refrain_save_item_get_path:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the saved file, once there is one
 */
const char *
refrain_save_item_get_path (RefrainSaveItem *self)
{
  g_return_val_if_fail (REFRAIN_IS_SAVE_ITEM (self), NULL);

  return self->path;
}

/**
 * refrain_save_item_was_known:
 * @self: an item
 *
 * Returns: whether a good file was there already, so that nothing was fetched
 */
gboolean
refrain_save_item_was_known (RefrainSaveItem *self)
{
  g_return_val_if_fail (REFRAIN_IS_SAVE_ITEM (self), FALSE);

  return self->was_known;
}

/**
 * refrain_save_item_cancel:
 * @self: an item
 *
 * Stops it; nothing half-done stays on disk.
 */
void
refrain_save_item_cancel (RefrainSaveItem *self)
{
  g_return_if_fail (REFRAIN_IS_SAVE_ITEM (self));

  g_cancellable_cancel (self->cancellable);
}
