/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-clip-pool.h"

/**
 * RefrainClipPool:
 *
 * The identity map of the library: the same row is the same object for everybody, for as long as
 * somebody holds it. The pool itself keeps no clip alive. Main thread only.
 */
struct _RefrainClipPool
{
  GObject parent_instance;

  GHashTable *clips; /* (owned) (element-type gint64* RefrainClip): weak references */
};

G_DEFINE_FINAL_TYPE (RefrainClipPool, refrain_clip_pool, G_TYPE_OBJECT)

static void
clip_gone_cb (gpointer user_data, GObject *where_it_was)
{
  RefrainClipPool *self = user_data;
  RefrainClip *clip = (RefrainClip *) where_it_was;
  gint64 row_id = refrain_clip_get_row_id (clip);

  g_hash_table_remove (self->clips, &row_id);
}

static void
refrain_clip_pool_dispose (GObject *object)
{
  RefrainClipPool *self = REFRAIN_CLIP_POOL (object);
  GHashTableIter iter;
  gpointer clip;

  if (self->clips != NULL)
    {
      g_hash_table_iter_init (&iter, self->clips);
      while (g_hash_table_iter_next (&iter, NULL, &clip))
        g_object_weak_unref (clip, clip_gone_cb, self);
    }
  g_clear_pointer (&self->clips, g_hash_table_unref);

  G_OBJECT_CLASS (refrain_clip_pool_parent_class)->dispose (object);
}

static void
refrain_clip_pool_class_init (RefrainClipPoolClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = refrain_clip_pool_dispose;
}

static void
refrain_clip_pool_init (RefrainClipPool *self)
{
  self->clips = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/**
 * refrain_clip_pool_new:
 *
 * Returns: (transfer full): an empty pool
 */
RefrainClipPool *
refrain_clip_pool_new (void)
{
  return g_object_new (REFRAIN_TYPE_CLIP_POOL, NULL);
}

/**
 * refrain_clip_pool_get:
 * @self: a pool
 * @row_id: a clip's row in the store
 *
 * Returns: (transfer full): the clip of that row; a new one is not loaded
 */
RefrainClip *
refrain_clip_pool_get (RefrainClipPool *self, gint64 row_id)
{
  RefrainClip *clip;

  g_return_val_if_fail (REFRAIN_IS_CLIP_POOL (self), NULL);

  clip = g_hash_table_lookup (self->clips, &row_id);
  if (clip != NULL)
    return g_object_ref (clip);

  clip = refrain_clip_new (row_id);
  g_hash_table_insert (self->clips, g_memdup2 (&row_id, sizeof row_id), clip);
  g_object_weak_ref (G_OBJECT (clip), clip_gone_cb, self);
  return clip;
}

/**
 * refrain_clip_pool_lookup:
 * @self: a pool
 * @row_id: a clip's row in the store
 *
 * Returns: (transfer full) (nullable): the clip of that row when somebody holds it
 */
RefrainClip *
refrain_clip_pool_lookup (RefrainClipPool *self, gint64 row_id)
{
  RefrainClip *clip;

  g_return_val_if_fail (REFRAIN_IS_CLIP_POOL (self), NULL);

  clip = g_hash_table_lookup (self->clips, &row_id);
  return clip != NULL ? g_object_ref (clip) : NULL;
}

/**
 * refrain_clip_pool_apply:
 * @self: a pool
 * @record: what the store has of a clip now
 *
 * Returns: (transfer full): the clip, brought up to date
 */
RefrainClip *
refrain_clip_pool_apply (RefrainClipPool *self, const RefrainClipRecord *record)
{
  RefrainClip *clip = refrain_clip_pool_get (self, record->row_id);

  refrain_clip_apply (clip, record);
  return clip;
}
