/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-clip-list.h"

#include "refrain-clip-list-job.h"
#include "refrain-store-clips.h"

/* How many clips are read at once around one that is asked for. */
#define BLOCK 64

/* How many reads' clips are kept although nobody holds them. */
#define MAX_KEPT 8

/**
 * RefrainClipList:
 *
 * The clips of a query as a list model. It holds row ids; clips are objects of the pool, made when
 * asked for and loaded in blocks by the store's thread. A change arrives as one splice of the range
 * that differs.
 */
struct _RefrainClipList
{
  GObject parent_instance;

  RefrainStore *store;       /* (owned) */
  RefrainClipPool *pool;     /* (owned) */
  RefrainQuery *query;       /* (owned) */
  GArray *rows;              /* (owned) (element-type gint64) */
  GCancellable *cancellable; /* (owned): of everything under way */
  GHashTable *loading;       /* (owned) (element-type gint64* RefrainClip): kept until loaded */
  GQueue kept;    /* (owned) (element-type GPtrArray): the clips of the blocks read last */
  GArray *wanted; /* (owned) (element-type guint): positions asked for, not yet loading */
  GError *error;  /* (owned) (nullable): why the last query failed */
  guint stamp;    /* of the newest query: answers to older ones are dropped */
  guint load_source;
  guint rest_source;
  guint first_rows; /* how many the first answer shows at once; 0 = all */
  guint n_shown;    /* rows that views know of: all but right after the first answer */
  gboolean ready;
};

typedef enum
{
  PROP_READY = 1,
} RefrainClipListProperty;

static GParamSpec *properties[PROP_READY + 1];

typedef struct
{
  RefrainClipList *self; /* (owned) */
  guint stamp;
} QueryCall;

typedef struct
{
  RefrainClipList *self; /* (owned) */
  GArray *rows;          /* (owned) (element-type gint64) */
} LoadCall;

static GType
get_item_type (GListModel *model)
{
  return REFRAIN_TYPE_CLIP;
}

static guint
get_n_items (GListModel *model)
{
  return REFRAIN_CLIP_LIST (model)->n_shown;
}

/* Keeps the clips of the blocks read last, so that their neighbours are there when scrolled to. */
static void
keep_block (RefrainClipList *self, GArray *rows)
{
  GPtrArray *block = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < rows->len; i++)
    {
      RefrainClip *clip = g_hash_table_lookup (self->loading, &g_array_index (rows, gint64, i));

      if (clip != NULL)
        g_ptr_array_add (block, g_object_ref (clip));
    }
  g_queue_push_tail (&self->kept, block);
  if (self->kept.length > MAX_KEPT)
    g_ptr_array_unref (g_queue_pop_head (&self->kept));
}

/* What could not be read may be asked for again. */
static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree LoadCall *call = user_data;
  g_autoptr (RefrainClipList) self = call->self;
  g_autoptr (GArray) rows = call->rows;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = refrain_store_run_finish (REFRAIN_STORE (source), result, &error);

  if (records != NULL)
    keep_block (self, rows);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const RefrainClipRecord *record = g_ptr_array_index (records, i);
      RefrainClip *known = g_hash_table_lookup (self->loading, &record->row_id);
      g_autoptr (RefrainClip) clip = known != NULL ? g_object_ref (known) : NULL;

      if (clip != NULL && !refrain_clip_is_loaded (clip))
        refrain_clip_apply (clip, record);
    }
  for (guint i = 0; i < rows->len; i++)
    g_hash_table_remove (self->loading, &g_array_index (rows, gint64, i));
}

static gpointer
load_job (RefrainConnection *connection, gpointer data, GError **error)
{
  GArray *rows = data;

  return refrain_store_clips_load (connection, (const gint64 *) (gpointer) rows->data, rows->len,
                                   error);
}

/* Adds the block around @position, as far as it is neither loaded nor loading. */
static void
collect_block (RefrainClipList *self, guint position, GArray *rows)
{
  guint start = position - position % BLOCK;
  guint end = MIN (start + BLOCK, self->rows->len);

  for (guint i = start; i < end; i++)
    {
      gint64 row_id = g_array_index (self->rows, gint64, i);
      g_autoptr (RefrainClip) clip = NULL;

      if (g_hash_table_contains (self->loading, &row_id))
        continue;
      clip = refrain_clip_pool_get (self->pool, row_id);
      if (refrain_clip_is_loaded (clip))
        continue;
      g_array_append_val (rows, row_id);
      g_hash_table_insert (self->loading, g_memdup2 (&row_id, sizeof row_id),
                           g_steal_pointer (&clip));
    }
}

/* Asks the store for what has been asked for since the last time. */
static void
load_wanted (RefrainClipList *self)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  LoadCall *call;

  for (guint i = 0; i < self->wanted->len; i++)
    {
      guint position = g_array_index (self->wanted, guint, i);

      if (position < self->rows->len)
        collect_block (self, position, rows);
    }
  g_array_set_size (self->wanted, 0);
  if (rows->len == 0)
    return;

  call = g_new0 (LoadCall, 1);
  call->self = g_object_ref (self);
  call->rows = g_array_ref (rows);
  refrain_store_run_async (self->store, load_job, g_steal_pointer (&rows),
                           (GDestroyNotify) g_array_unref, (GDestroyNotify) g_ptr_array_unref,
                           self->cancellable, loaded_cb, call);
}

static gboolean
load_cb (gpointer user_data)
{
  RefrainClipList *self = user_data;

  self->load_source = 0;
  load_wanted (self);
  return G_SOURCE_REMOVE;
}

static gpointer
get_item (GListModel *model, guint position)
{
  RefrainClipList *self = REFRAIN_CLIP_LIST (model);
  RefrainClip *clip;
  gint64 row_id;

  if (position >= self->n_shown)
    return NULL;

  row_id = g_array_index (self->rows, gint64, position);
  clip = refrain_clip_pool_get (self->pool, row_id);
  if (!refrain_clip_is_loaded (clip) && !g_hash_table_contains (self->loading, &row_id))
    {
      g_array_append_val (self->wanted, position);
      /* Before the next frame is drawn, but after everything on show has been asked for. */
      if (self->load_source == 0)
        self->load_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, load_cb, self, NULL);
    }

  return clip;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RefrainClipList,
                               refrain_clip_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* Tells views of the rows that the first answer kept from them. */
static void
show_rest (RefrainClipList *self)
{
  guint n_before = self->n_shown;

  g_clear_handle_id (&self->rest_source, g_source_remove);
  self->n_shown = self->rows->len;
  if (self->n_shown > n_before)
    g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, self->n_shown - n_before);
}

static gboolean
show_rest_cb (gpointer user_data)
{
  RefrainClipList *self = user_data;

  self->rest_source = 0;
  show_rest (self);
  return G_SOURCE_REMOVE;
}

/* A view makes cells for a hundred rows and more that are out of sight. With the first answer it
 * gets what fits on a screen, and the rest once that has been painted. */
static void
show_first (RefrainClipList *self, GArray *rows)
{
  g_array_unref (self->rows);
  self->rows = g_array_ref (rows);
  self->n_shown = self->first_rows;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->n_shown);
  self->rest_source = g_idle_add_full (G_PRIORITY_LOW, show_rest_cb, self, NULL);
}

/* Replaces the rows and tells of the one range that differs. */
static void
splice (RefrainClipList *self, GArray *rows)
{
  g_autoptr (GArray) before = g_array_ref (self->rows);
  const gint64 *old_rows = (const gint64 *) (gpointer) before->data;
  const gint64 *new_rows = (const gint64 *) (gpointer) rows->data;
  guint shorter = MIN (before->len, rows->len);
  guint head = 0;
  guint tail = 0;

  show_rest (self);
  /* Positions that were asked for are those of the rows of before. */
  load_wanted (self);
  while (head < shorter && old_rows[head] == new_rows[head])
    head++;
  while (tail < shorter - head
         && old_rows[before->len - 1 - tail] == new_rows[rows->len - 1 - tail])
    tail++;

  g_array_unref (self->rows);
  self->rows = g_array_ref (rows);
  self->n_shown = rows->len;
  if (before->len != rows->len || head < shorter)
    g_list_model_items_changed (G_LIST_MODEL (self), head, before->len - head - tail,
                                rows->len - head - tail);
}

/* Makes the clips that were read together with the rows, before views ask for them. */
static void
take_records (RefrainClipList *self, GPtrArray *records)
{
  GPtrArray *block = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (block, refrain_clip_pool_apply (self->pool, g_ptr_array_index (records, i)));
  g_queue_push_tail (&self->kept, block);
}

static void
take_answer (RefrainClipList *self, const RefrainClipListAnswer *answer)
{
  if (answer->records != NULL)
    take_records (self, answer->records);
  if (!self->ready && self->first_rows != 0 && answer->rows->len > self->first_rows)
    show_first (self, answer->rows);
  else
    splice (self, answer->rows);
}

static void
queried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree QueryCall *call = user_data;
  g_autoptr (RefrainClipList) self = call->self;
  g_autoptr (GError) error = NULL;
  RefrainClipListAnswer *answer = refrain_store_run_finish (REFRAIN_STORE (source), result, &error);

  if (call->stamp != self->stamp || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&answer, refrain_clip_list_answer_free);
      return;
    }

  g_clear_error (&self->error);
  if (answer != NULL)
    take_answer (self, answer);
  else
    self->error = g_steal_pointer (&error);
  g_clear_pointer (&answer, refrain_clip_list_answer_free);
  self->ready = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

static void
refrain_clip_list_dispose (GObject *object)
{
  RefrainClipList *self = REFRAIN_CLIP_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->load_source, g_source_remove);
  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_hash_table_remove_all (self->loading);
  g_queue_clear_full (&self->kept, (GDestroyNotify) g_ptr_array_unref);
  g_clear_object (&self->store);
  g_clear_object (&self->pool);

  G_OBJECT_CLASS (refrain_clip_list_parent_class)->dispose (object);
}

static void
refrain_clip_list_finalize (GObject *object)
{
  RefrainClipList *self = REFRAIN_CLIP_LIST (object);

  g_clear_pointer (&self->query, refrain_query_free);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->wanted, g_array_unref);
  g_clear_pointer (&self->loading, g_hash_table_unref);
  g_queue_clear_full (&self->kept, (GDestroyNotify) g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (refrain_clip_list_parent_class)->finalize (object);
}

static void
refrain_clip_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((RefrainClipListProperty) prop_id)
    {
    case PROP_READY:
      g_value_set_boolean (value, REFRAIN_CLIP_LIST (object)->ready);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
refrain_clip_list_class_init (RefrainClipListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = refrain_clip_list_dispose;
  object_class->finalize = refrain_clip_list_finalize;
  object_class->get_property = refrain_clip_list_get_property;

  properties[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, FALSE,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                     | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
refrain_clip_list_init (RefrainClipList *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->wanted = g_array_new (FALSE, FALSE, sizeof (guint));
  self->loading = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->cancellable = g_cancellable_new ();
  self->query = refrain_query_new ();
}

/**
 * refrain_clip_list_new:
 * @store: the library's database
 * @pool: the library's clips
 *
 * Returns: (transfer full): an empty list; it fills when a query is set
 */
RefrainClipList *
refrain_clip_list_new (RefrainStore *store, RefrainClipPool *pool)
{
  RefrainClipList *self = g_object_new (REFRAIN_TYPE_CLIP_LIST, NULL);

  self->store = g_object_ref (store);
  self->pool = g_object_ref (pool);
  return self;
}

/**
 * refrain_clip_list_set_first_rows:
 * @self: a list that was not asked yet
 * @first_rows: how many rows fit on a screen; 0 for all
 *
 * Has the first answer show these rows, loaded, and the others when the main loop is idle: a view
 * is painted in the time that its visible rows take. refrain_clip_list_get_rows() has all at once.
 */
void
refrain_clip_list_set_first_rows (RefrainClipList *self, guint first_rows)
{
  g_return_if_fail (REFRAIN_IS_CLIP_LIST (self));

  self->first_rows = first_rows;
}

/**
 * refrain_clip_list_set_query:
 * @self: a list
 * @query: which clips, in which order; copied
 *
 * Asks the store. What was on show stays until the answer comes; answers to earlier queries are
 * dropped.
 */
void
refrain_clip_list_set_query (RefrainClipList *self, const RefrainQuery *query)
{
  g_return_if_fail (REFRAIN_IS_CLIP_LIST (self));

  if (query != self->query)
    {
      refrain_query_free (self->query);
      self->query = refrain_query_copy (query);
    }
  refrain_clip_list_refresh (self);
}

/**
 * refrain_clip_list_get_query:
 * @self: a list
 *
 * Returns: (transfer none): the query that was set last
 */
const RefrainQuery *
refrain_clip_list_get_query (RefrainClipList *self)
{
  g_return_val_if_fail (REFRAIN_IS_CLIP_LIST (self), NULL);

  return self->query;
}

/**
 * refrain_clip_list_refresh:
 * @self: a list
 *
 * Asks the store again, since something in it has changed.
 */
void
refrain_clip_list_refresh (RefrainClipList *self)
{
  QueryCall *call = g_new0 (QueryCall, 1);
  RefrainClipListJob *job = g_new0 (RefrainClipListJob, 1);

  g_return_if_fail (REFRAIN_IS_CLIP_LIST (self));

  job->query = refrain_query_copy (self->query);
  job->n_records = self->ready ? 0 : self->first_rows;

  call->self = g_object_ref (self);
  call->stamp = ++self->stamp;
  refrain_store_run_async (self->store, refrain_clip_list_job_run, job, refrain_clip_list_job_free,
                           refrain_clip_list_answer_free, self->cancellable, queried_cb, call);
}

/**
 * refrain_clip_list_is_ready:
 * @self: a list
 *
 * Returns: whether a query has been answered since the list was made
 */
gboolean
refrain_clip_list_is_ready (RefrainClipList *self)
{
  g_return_val_if_fail (REFRAIN_IS_CLIP_LIST (self), FALSE);

  return self->ready;
}

/**
 * refrain_clip_list_get_error:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): why the last query failed
 */
const GError *
refrain_clip_list_get_error (RefrainClipList *self)
{
  g_return_val_if_fail (REFRAIN_IS_CLIP_LIST (self), NULL);

  return self->error;
}

/**
 * refrain_clip_list_get_rows:
 * @self: a list
 * @n_rows: (out): how many
 *
 * Returns: (transfer none) (array length=n_rows): the clips' rows in their order, until the list
 *   changes
 */
const gint64 *
refrain_clip_list_get_rows (RefrainClipList *self, guint *n_rows)
{
  g_return_val_if_fail (REFRAIN_IS_CLIP_LIST (self), NULL);

  *n_rows = self->rows->len;
  return (const gint64 *) (gpointer) self->rows->data;
}

/**
 * refrain_clip_list_find:
 * @self: a list
 * @row_id: a clip's row
 * @position: (out): where it stands
 *
 * Returns: whether the list holds the clip
 */
gboolean
refrain_clip_list_find (RefrainClipList *self, gint64 row_id, guint *position)
{
  g_return_val_if_fail (REFRAIN_IS_CLIP_LIST (self), FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    {
      if (g_array_index (self->rows, gint64, i) == row_id)
        {
          *position = i;
          return TRUE;
        }
    }

  return FALSE;
}
