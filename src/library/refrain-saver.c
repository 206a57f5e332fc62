/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-saver.h"

#include "refrain-library-error.h"
#include "refrain-save-item-private.h"
#include "refrain-save-job.h"

#define MAX_AT_ONCE 4

/**
 * RefrainSaver:
 *
 * The queue of files on their way to the disk. Some are worked on at once, the rest wait. Finished
 * ones stay listed until they are cleared, so that a failure is not missed.
 */
struct _RefrainSaver
{
  GObject parent_instance;

  RefrainLibrary *library; /* (owned) */
  RefrainCovers *covers;   /* (owned) */
  GListStore *items;       /* (owned) (element-type RefrainSaveItem): the newest last */
  char *folder;            /* (owned) */
  char *name_template;     /* (owned) */
  guint n_working;
  guint n_unfinished;
  gboolean waits; /* for songs that are still being made */
  gboolean disposed;
};

G_DEFINE_FINAL_TYPE (RefrainSaver, refrain_saver, G_TYPE_OBJECT)

typedef enum
{
  PROP_N_UNFINISHED = 1,
  PROP_FRACTION,
} RefrainSaverProperty;

static GParamSpec *properties[PROP_FRACTION + 1];

enum
{
  SIGNAL_ITEM_FINISHED,
  SIGNAL_IDLE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* One item that is worked on. */
typedef struct
{
  RefrainSaver *self;    /* (owned) */
  RefrainSaveItem *item; /* (owned) */
} Work;

static void start_next (RefrainSaver *self);

/* Says that @item has ended. */
static void
note_finished (RefrainSaver *self, RefrainSaveItem *item)
{
  self->n_unfinished--;
  if (self->disposed)
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_UNFINISHED]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
  g_signal_emit (self, signals[SIGNAL_ITEM_FINISHED], 0, item);
  start_next (self);
  if (self->n_unfinished == 0)
    g_signal_emit (self, signals[SIGNAL_IDLE], 0);
}

/* The song may be ready now. */
static void
clip_changed_cb (RefrainClip *clip, GParamSpec *pspec, gpointer user_data)
{
  RefrainSaver *self = user_data;
  GListModel *items = G_LIST_MODEL (self->items);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (RefrainSaveItem) item = g_list_model_get_item (items, i);

      if (refrain_save_item_get_clip (item) == clip
          && refrain_save_item_get_state (item) == REFRAIN_SAVE_WAITING
          && refrain_save_job_can_start (item))
        refrain_save_item_set_state (item, REFRAIN_SAVE_QUEUED);
    }
  start_next (self);
}

/* Whoever asks for a song that is still being made gets it once it is complete. */
static void
wait_for_song (RefrainSaver *self, RefrainSaveItem *item)
{
  RefrainClip *clip = refrain_save_item_get_clip (item);

  refrain_save_item_set_state (item, REFRAIN_SAVE_WAITING);
  g_signal_handlers_disconnect_by_func (clip, clip_changed_cb, self);
  g_signal_connect_object (clip, "notify::facts", G_CALLBACK (clip_changed_cb), self, 0);
  start_next (self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Work *work = user_data;
  g_autoptr (RefrainSaver) self = work->self;
  g_autoptr (RefrainSaveItem) item = work->item;
  g_autoptr (GError) error = NULL;

  gboolean saved = refrain_save_job_finish (REFRAIN_LIBRARY (source), result, &error);

  self->n_working--;
  if (self->waits && !self->disposed
      && g_error_matches (error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_NOT_READY))
    {
      wait_for_song (self, item);
      return;
    }
  if (!saved)
    refrain_save_item_fail (item, error);
  note_finished (self, item);
}

static void
start_next (RefrainSaver *self)
{
  GListModel *items = G_LIST_MODEL (self->items);

  for (guint i = 0; i < g_list_model_get_n_items (items) && self->n_working < MAX_AT_ONCE; i++)
    {
      g_autoptr (RefrainSaveItem) item = g_list_model_get_item (items, i);
      Work *work;

      if (refrain_save_item_get_state (item) != REFRAIN_SAVE_QUEUED)
        continue;
      work = g_new0 (Work, 1);
      work->self = g_object_ref (self);
      work->item = g_object_ref (item);
      self->n_working++;
      refrain_save_item_set_state (item, REFRAIN_SAVE_FETCHING);
      refrain_save_job_async (self->library, self->covers, item, saved_cb, work);
    }
}

/* What waits for its turn is cancelled at once, without taking a turn. */
static void
item_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  RefrainSaver *self = user_data;
  GListModel *items = G_LIST_MODEL (self->items);
  g_autoptr (GError) error = NULL;

  g_cancellable_set_error_if_cancelled (cancellable, &error);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (RefrainSaveItem) item = g_list_model_get_item (items, i);

      if (refrain_save_item_get_cancellable (item) != cancellable
          || refrain_save_item_get_state (item) > REFRAIN_SAVE_WAITING)
        continue;
      refrain_save_item_fail (item, error);
      note_finished (self, item);
      return;
    }
}

static void
fraction_changed_cb (RefrainSaver *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}

/* The same file that is still on its way is not queued twice. */
static gboolean
is_under_way (RefrainSaver *self, RefrainClip *clip, RefrainFileKind kind)
{
  GListModel *items = G_LIST_MODEL (self->items);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (RefrainSaveItem) item = g_list_model_get_item (items, i);

      if (refrain_save_item_get_clip (item) == clip && refrain_save_item_get_kind (item) == kind
          && !refrain_save_item_is_finished (item))
        return TRUE;
    }

  return FALSE;
}

static void
refrain_saver_dispose (GObject *object)
{
  RefrainSaver *self = REFRAIN_SAVER (object);

  self->disposed = TRUE;
  refrain_saver_cancel_all (self);
  g_list_store_remove_all (self->items);

  G_OBJECT_CLASS (refrain_saver_parent_class)->dispose (object);
}

static void
refrain_saver_finalize (GObject *object)
{
  RefrainSaver *self = REFRAIN_SAVER (object);

  g_clear_object (&self->items);
  g_clear_object (&self->library);
  g_clear_object (&self->covers);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->name_template, g_free);

  G_OBJECT_CLASS (refrain_saver_parent_class)->finalize (object);
}

static void
refrain_saver_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RefrainSaver *self = REFRAIN_SAVER (object);

  switch ((RefrainSaverProperty) prop_id)
    {
    case PROP_N_UNFINISHED:
      g_value_set_uint (value, self->n_unfinished);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, refrain_saver_get_fraction (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
refrain_saver_class_init (RefrainSaverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = refrain_saver_dispose;
  object_class->finalize = refrain_saver_finalize;
  object_class->get_property = refrain_saver_get_property;

  properties[PROP_N_UNFINISHED] = g_param_spec_uint ("n-unfinished", NULL, NULL, 0, G_MAXUINT, 0,
                                                     flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_ITEM_FINISHED] = g_signal_new ("item-finished", REFRAIN_TYPE_SAVER,
                                                G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                                1, REFRAIN_TYPE_SAVE_ITEM);
  signals[SIGNAL_IDLE] = g_signal_new ("idle", REFRAIN_TYPE_SAVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 0);
}

static void
refrain_saver_init (RefrainSaver *self)
{
  self->items = g_list_store_new (REFRAIN_TYPE_SAVE_ITEM);
  self->name_template = g_strdup (REFRAIN_DEFAULT_NAME_TEMPLATE);
}

/**
 * refrain_saver_new:
 * @library: the library
 * @covers: cover art, to be embedded
 *
 * Returns: (transfer full): an empty queue; it needs a folder before anything is saved
 */
RefrainSaver *
refrain_saver_new (RefrainLibrary *library, RefrainCovers *covers)
{
  RefrainSaver *self = g_object_new (REFRAIN_TYPE_SAVER, NULL);

  self->library = g_object_ref (library);
  self->covers = g_object_ref (covers);
  return self;
}

/**
 * refrain_saver_set_folder:
 * @self: a saver
 * @folder: where files go from now on; made when it is missing
 */
void
refrain_saver_set_folder (RefrainSaver *self, const char *folder)
{
  g_autofree char *absolute = NULL;

  g_return_if_fail (REFRAIN_IS_SAVER (self));

  absolute = g_canonicalize_filename (folder, NULL);
  g_free (self->folder);
  self->folder = g_steal_pointer (&absolute);
}

/**
 * refrain_saver_get_folder:
 * @self: a saver
 *
 * Returns: (transfer none) (nullable): where files go
 */
const char *
refrain_saver_get_folder (RefrainSaver *self)
{
  g_return_val_if_fail (REFRAIN_IS_SAVER (self), NULL);

  return self->folder;
}

/**
 * refrain_saver_set_name_template:
 * @self: a saver
 * @name_template: how files are named from now on, see refrain_text_file_name()
 */
void
refrain_saver_set_name_template (RefrainSaver *self, const char *name_template)
{
  g_return_if_fail (REFRAIN_IS_SAVER (self));

  g_free (self->name_template);
  self->name_template = g_strdup (name_template);
}

/**
 * refrain_saver_set_waits:
 * @self: a saver
 * @waits: whether a song that is still being made is waited for; else saving it fails
 *
 * Only a program that watches tasks has something to wait for.
 */
void
refrain_saver_set_waits (RefrainSaver *self, gboolean waits)
{
  g_return_if_fail (REFRAIN_IS_SAVER (self));

  self->waits = waits;
}

/**
 * refrain_saver_save:
 * @self: a saver with a folder
 * @clip: a clip
 * @kinds: a set of #RefrainFileKind
 *
 * Queues what is wanted of a clip. What is on its way already is not queued again.
 */
void
refrain_saver_save (RefrainSaver *self, RefrainClip *clip, guint kinds)
{
  g_return_if_fail (REFRAIN_IS_SAVER (self));
  g_return_if_fail (self->folder != NULL);

  for (guint kind = REFRAIN_FILE_AUDIO; kind <= REFRAIN_FILE_LYRICS; kind <<= 1)
    {
      g_autoptr (RefrainSaveItem) item = NULL;

      if ((kinds & kind) == 0 || is_under_way (self, clip, (RefrainFileKind) kind))
        continue;
      item = refrain_save_item_new (clip, (RefrainFileKind) kind, self->folder,
                                    self->name_template);
      g_signal_connect_object (item, "notify::fraction", G_CALLBACK (fraction_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (refrain_save_item_get_cancellable (item), "cancelled",
                               G_CALLBACK (item_cancelled_cb), self, 0);
      self->n_unfinished++;
      g_list_store_append (self->items, item);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_UNFINISHED]);
  start_next (self);
}

/**
 * refrain_saver_get_items:
 * @self: a saver
 *
 * Returns: (transfer none) (element-type RefrainSaveItem): what is on its way or has ended
 */
GListModel *
refrain_saver_get_items (RefrainSaver *self)
{
  g_return_val_if_fail (REFRAIN_IS_SAVER (self), NULL);

  return G_LIST_MODEL (self->items);
}

/**
 * refrain_saver_get_n_unfinished:
 * @self: a saver
 *
 * Returns: how many files are still on their way
 */
guint
refrain_saver_get_n_unfinished (RefrainSaver *self)
{
  g_return_val_if_fail (REFRAIN_IS_SAVER (self), 0);

  return self->n_unfinished;
}

/**
 * refrain_saver_get_fraction:
 * @self: a saver
 *
 * Returns: how much of everything listed is done, from 0 to 1
 */
double
refrain_saver_get_fraction (RefrainSaver *self)
{
  GListModel *items;
  double done = 0;
  guint n_items;

  g_return_val_if_fail (REFRAIN_IS_SAVER (self), 0);

  items = G_LIST_MODEL (self->items);
  n_items = g_list_model_get_n_items (items);
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (RefrainSaveItem) item = g_list_model_get_item (items, i);

      done += refrain_save_item_is_finished (item) ? 1.0 : refrain_save_item_get_fraction (item);
    }

  return n_items > 0 ? done / n_items : 0.0;
}

/**
 * refrain_saver_cancel_all:
 * @self: a saver
 *
 * Stops everything that is on its way.
 */
void
refrain_saver_cancel_all (RefrainSaver *self)
{
  GListModel *items = G_LIST_MODEL (self->items);

  g_return_if_fail (REFRAIN_IS_SAVER (self));

  /* The last first, so that none of those that wait gets the turn of one that ends. */
  for (guint i = g_list_model_get_n_items (items); i > 0; i--)
    {
      g_autoptr (RefrainSaveItem) item = g_list_model_get_item (items, i - 1);

      if (item != NULL && !refrain_save_item_is_finished (item))
        refrain_save_item_cancel (item);
    }
}

/**
 * refrain_saver_clear_finished:
 * @self: a saver
 *
 * Removes everything from the list that has ended.
 */
void
refrain_saver_clear_finished (RefrainSaver *self)
{
  GListModel *items = G_LIST_MODEL (self->items);

  g_return_if_fail (REFRAIN_IS_SAVER (self));

  for (guint i = g_list_model_get_n_items (items); i > 0; i--)
    {
      g_autoptr (RefrainSaveItem) item = g_list_model_get_item (items, i - 1);

      if (refrain_save_item_is_finished (item))
        g_list_store_remove (self->items, i - 1);
    }
}
