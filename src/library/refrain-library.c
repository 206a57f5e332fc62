/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-library-private.h"

/* Changes that come together refresh the lists once. */
#define CHANGED_MILLISECONDS 50

/**
 * RefrainLibrary:
 *
 * The one door that the window and the command line use: it joins gateways, store and clips. Main
 * thread only; everything that takes time is asynchronous.
 */
G_DEFINE_FINAL_TYPE (RefrainLibrary, refrain_library, G_TYPE_OBJECT)

typedef enum
{
  PROP_OFFLINE = 1,
} RefrainLibraryProperty;

static GParamSpec *properties[PROP_OFFLINE + 1];

enum
{
  SIGNAL_CHANGED,
  SIGNAL_COUNTS_CHANGED,
  SIGNAL_TASK_CHANGED,
  SIGNAL_TASK_REMOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gpointer
count_job (RefrainConnection *connection, gpointer data, GError **error)
{
  RefrainCounts counts;

  return refrain_store_clips_count (connection, &counts, error) ? g_memdup2 (&counts, sizeof counts)
                                                                : NULL;
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RefrainLibrary *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree RefrainCounts *counts = refrain_store_run_finish (REFRAIN_STORE (source), result,
                                                               &error);

  if (counts != NULL)
    {
      self->counts = *counts;
      g_signal_emit (self, signals[SIGNAL_COUNTS_CHANGED], 0);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("The clips cannot be counted: %s", error->message);

  g_object_unref (self);
}

static gboolean
changed_cb (gpointer user_data)
{
  RefrainLibrary *self = user_data;

  self->changed_source = 0;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  refrain_store_run_async (self->store, count_job, NULL, NULL, g_free, self->cancellable,
                           counted_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* Private to the layer: tells lists to ask again, soon. */
void
refrain_library_queue_changed (RefrainLibrary *self)
{
  if (self->changed_source == 0)
    self->changed_source = g_timeout_add (CHANGED_MILLISECONDS, changed_cb, self);
}

/* Private to the layer: notes whether the last call to a gateway found one. */
void
refrain_library_set_offline (RefrainLibrary *self, gboolean offline)
{
  if (self->offline == offline)
    return;

  self->offline = offline;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OFFLINE]);
}

static void
refrain_library_dispose (GObject *object)
{
  RefrainLibrary *self = REFRAIN_LIBRARY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->changed_source, g_source_remove);
  g_clear_handle_id (&self->contents_source, g_source_remove);
  g_clear_pointer (&self->contents, self->contents_free);
  g_clear_handle_id (&self->follow_source, g_source_remove);
  g_clear_handle_id (&self->backup_source, g_source_remove);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_list_store_remove_all (self->tasks);
  g_hash_table_remove_all (self->listed_tasks);
  g_hash_table_remove_all (self->tasks_by_row);
  g_list_store_remove_all (self->sources);

  G_OBJECT_CLASS (refrain_library_parent_class)->dispose (object);
}

static void
refrain_library_finalize (GObject *object)
{
  RefrainLibrary *self = REFRAIN_LIBRARY (object);

  g_clear_pointer (&self->listed_tasks, g_hash_table_unref);
  g_clear_pointer (&self->tasks_by_row, g_hash_table_unref);
  g_clear_pointer (&self->typical_times, g_ptr_array_unref);
  g_clear_pointer (&self->backup_folder, g_free);
  g_clear_object (&self->tasks);
  g_clear_object (&self->sources);
  g_clear_object (&self->pool);
  g_clear_object (&self->secrets);
  g_clear_object (&self->store);
  g_clear_object (&self->http);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (refrain_library_parent_class)->finalize (object);
}

static void
refrain_library_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((RefrainLibraryProperty) prop_id)
    {
    case PROP_OFFLINE:
      g_value_set_boolean (value, REFRAIN_LIBRARY (object)->offline);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
refrain_library_class_init (RefrainLibraryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = refrain_library_dispose;
  object_class->finalize = refrain_library_finalize;
  object_class->get_property = refrain_library_get_property;

  /* Whether the last call to a gateway found none: what was seen before is still here. */
  properties[PROP_OFFLINE] = g_param_spec_boolean ("offline", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                       | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /* Clips were added, changed or saved: queries may have other answers now. */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", REFRAIN_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_COUNTS_CHANGED] = g_signal_new ("counts-changed", REFRAIN_TYPE_LIBRARY,
                                                 G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                 G_TYPE_NONE, 0);

  /* Something new is known of a task or of its clips, or it is new itself. */
  signals[SIGNAL_TASK_CHANGED] = g_signal_new ("task-changed", REFRAIN_TYPE_LIBRARY,
                                               G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                               1, REFRAIN_TYPE_TASK);

  /* A task is no longer one of its own. */
  signals[SIGNAL_TASK_REMOVED] = g_signal_new ("task-removed", REFRAIN_TYPE_LIBRARY,
                                               G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                               1, REFRAIN_TYPE_TASK);
}

static void
refrain_library_init (RefrainLibrary *self)
{
  self->pool = refrain_clip_pool_new ();
  self->sources = g_list_store_new (REFRAIN_TYPE_SOURCE);
  self->tasks = g_list_store_new (REFRAIN_TYPE_TASK);
  self->listed_tasks = g_hash_table_new (NULL, NULL);
  self->tasks_by_row = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->cancellable = g_cancellable_new ();
}

/**
 * refrain_library_new:
 * @http: the door to the network
 * @store: the database
 * @secrets: the keys
 *
 * Returns: (transfer full): a library that is not open yet
 */
RefrainLibrary *
refrain_library_new (RefrainHttp *http, RefrainStore *store, RefrainSecrets *secrets)
{
  RefrainLibrary *self = g_object_new (REFRAIN_TYPE_LIBRARY, NULL);

  self->http = g_object_ref (http);
  self->store = g_object_ref (store);
  self->secrets = g_object_ref (secrets);
  return self;
}

/**
 * refrain_library_get_http:
 * @self: a library
 *
 * Returns: (transfer none): the door to the network
 */
RefrainHttp *
refrain_library_get_http (RefrainLibrary *self)
{
  g_return_val_if_fail (REFRAIN_IS_LIBRARY (self), NULL);

  return self->http;
}

/**
 * refrain_library_get_store:
 * @self: a library
 *
 * Returns: (transfer none): the database
 */
RefrainStore *
refrain_library_get_store (RefrainLibrary *self)
{
  g_return_val_if_fail (REFRAIN_IS_LIBRARY (self), NULL);

  return self->store;
}

/**
 * refrain_library_get_secrets:
 * @self: a library
 *
 * Returns: (transfer none): the keys
 */
RefrainSecrets *
refrain_library_get_secrets (RefrainLibrary *self)
{
  g_return_val_if_fail (REFRAIN_IS_LIBRARY (self), NULL);

  return self->secrets;
}

/**
 * refrain_library_get_pool:
 * @self: a library
 *
 * Returns: (transfer none): the clips, one object each
 */
RefrainClipPool *
refrain_library_get_pool (RefrainLibrary *self)
{
  g_return_val_if_fail (REFRAIN_IS_LIBRARY (self), NULL);

  return self->pool;
}

/**
 * refrain_library_is_read_only:
 * @self: a library
 *
 * Returns: whether a newer program wrote it, so that nothing can be changed
 */
gboolean
refrain_library_is_read_only (RefrainLibrary *self)
{
  g_return_val_if_fail (REFRAIN_IS_LIBRARY (self), FALSE);

  return self->read_only;
}

/**
 * refrain_library_get_tasks:
 * @self: a library
 *
 * Returns: (transfer none) (element-type RefrainTask): tasks, the newest first
 */
GListModel *
refrain_library_get_tasks (RefrainLibrary *self)
{
  g_return_val_if_fail (REFRAIN_IS_LIBRARY (self), NULL);

  return G_LIST_MODEL (self->tasks);
}

/**
 * refrain_library_find_task:
 * @self: a library
 * @row_id: a task's row
 *
 * Returns: (transfer none) (nullable): the task
 */
RefrainTask *
refrain_library_find_task (RefrainLibrary *self, gint64 row_id)
{
  g_return_val_if_fail (REFRAIN_IS_LIBRARY (self), NULL);

  return g_hash_table_lookup (self->tasks_by_row, &row_id);
}

/**
 * refrain_library_create_clip_list:
 * @self: a library
 *
 * Returns: (transfer full): a list that asks again by itself when the library changes
 */
RefrainClipList *
refrain_library_create_clip_list (RefrainLibrary *self)
{
  RefrainClipList *list;

  g_return_val_if_fail (REFRAIN_IS_LIBRARY (self), NULL);

  list = refrain_clip_list_new (self->store, self->pool);
  g_signal_connect_object (self, "changed", G_CALLBACK (refrain_clip_list_refresh), list,
                           G_CONNECT_SWAPPED);
  return list;
}

/**
 * refrain_library_get_counts:
 * @self: a library
 *
 * Returns: (transfer none): how many clips each view holds
 */
const RefrainCounts *
refrain_library_get_counts (RefrainLibrary *self)
{
  g_return_val_if_fail (REFRAIN_IS_LIBRARY (self), NULL);

  return &self->counts;
}

/**
 * refrain_library_is_offline:
 * @self: a library
 *
 * Returns: whether the last call to a gateway found none
 */
gboolean
refrain_library_is_offline (RefrainLibrary *self)
{
  g_return_val_if_fail (REFRAIN_IS_LIBRARY (self), FALSE);

  return self->offline;
}
