/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-covers.h"

#include "refrain-cover-decode.h"
#include "refrain-cover-folder.h"
#include "refrain-library-error.h"

#include <glib/gi18n-lib.h>
#include <utime.h>

#define DECODER_THREADS 2
#define MAX_FETCHES 6
/* What the folder is cut back to, the longest unused first. */
#define FOLDER_BUDGET (G_GINT64_CONSTANT (300) * 1024 * 1024)
/* An address that failed is left alone for so long. */
#define FAILURE_SECONDS 60

/**
 * RefrainCovers:
 *
 * Cover art: fetched once, kept on disk by its address, decoded and scaled by a small pool of
 * threads, and kept in memory by a budget of bytes, the longest unused dropped first.
 */
struct _RefrainCovers
{
  GObject parent_instance;

  RefrainHttp *http;     /* (owned) */
  char *folder;          /* (owned) */
  GThreadPool *decoders; /* (owned) (element-type GTask) */
  GHashTable *cached;    /* (owned) (element-type utf8 GList): links of @recent */
  GQueue recent;         /* (element-type Cached): the newest first */
  GHashTable *fetches;   /* (owned) (element-type utf8 GPtrArray): who waits, by address */
  GQueue waiting;        /* (element-type utf8): addresses whose turn has not come */
  GHashTable *failures;  /* (owned) (element-type utf8 gint64*): when, by address */
  GQueue undecoded;      /* (element-type GTask): not handed to the decoders yet */
  gsize memory_budget;
  gsize memory_used;
  guint n_fetches;
  guint decode_source;
};

G_DEFINE_FINAL_TYPE (RefrainCovers, refrain_covers, G_TYPE_OBJECT)

typedef struct
{
  char *key;
  GdkPixbuf *pixbuf;
  gsize bytes;
} Cached;

typedef struct
{
  char *url;
  char *path;
  GBytes *bytes;      /* (nullable): what was fetched; %NULL reads the file */
  GSource *cancelled; /* (owned) (nullable): while it waits for a fetch */
  guint size;
} Load;

static void start_fetches (RefrainCovers *self);

static void
cached_free (Cached *cached)
{
  g_free (cached->key);
  g_object_unref (cached->pixbuf);
  g_free (cached);
}

static void
load_free (gpointer data)
{
  Load *load = data;

  g_free (load->url);
  g_free (load->path);
  g_clear_pointer (&load->bytes, g_bytes_unref);
  g_free (load);
}

static char *
build_key (const char *url, guint size)
{
  return g_strdup_printf ("%u %s", size, url);
}

static void
shrink (RefrainCovers *self)
{
  while (self->memory_used > self->memory_budget && self->recent.length > 1)
    {
      Cached *cached = g_queue_pop_tail (&self->recent);

      g_hash_table_remove (self->cached, cached->key);
      self->memory_used -= cached->bytes;
      cached_free (cached);
    }
}

static void
remember (RefrainCovers *self, const char *url, guint size, GdkPixbuf *pixbuf)
{
  Cached *cached;
  g_autofree char *key = build_key (url, size);

  if (g_hash_table_contains (self->cached, key))
    return;

  cached = g_new0 (Cached, 1);
  cached->key = g_steal_pointer (&key);
  cached->pixbuf = g_object_ref (pixbuf);
  cached->bytes = gdk_pixbuf_get_byte_length (pixbuf);
  g_queue_push_head (&self->recent, cached);
  g_hash_table_insert (self->cached, cached->key, self->recent.head);
  self->memory_used += cached->bytes;
  shrink (self);
}

/* Runs in a decoder's thread. */
static void
decode (gpointer data, gpointer unused)
{
  g_autoptr (GTask) task = data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  GdkPixbuf *pixbuf = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;

  if (load->bytes == NULL)
    {
      g_autoptr (GMappedFile) file = g_mapped_file_new (load->path, FALSE, &error);

      if (file != NULL)
        {
          load->bytes = g_mapped_file_get_bytes (file);
          utime (load->path, NULL);
        }
    }
  if (load->bytes != NULL)
    pixbuf = refrain_cover_decode (load->bytes, load->size, &error);

  if (pixbuf != NULL)
    g_task_return_pointer (task, pixbuf, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
note_failure (RefrainCovers *self, const char *url)
{
  gint64 now = g_get_monotonic_time ();

  g_hash_table_replace (self->failures, g_strdup (url), g_memdup2 (&now, sizeof now));
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RefrainCovers *self = REFRAIN_COVERS (source);
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  GdkPixbuf *pixbuf = g_task_propagate_pointer (G_TASK (result), &error);

  if (pixbuf == NULL)
    {
      /* Nor is it fetched again and again for every view that would show it. */
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        note_failure (self, load->url);
      g_task_return_error (task, error);
      return;
    }

  remember (self, load->url, load->size, pixbuf);
  g_task_return_pointer (task, pixbuf, g_object_unref);
}

/* Hands a picture to the decoders. Takes @task and @bytes. */
static void
start_decoding (RefrainCovers *self, GTask *task, GBytes *bytes)
{
  Load *wanted = g_task_get_task_data (task);
  Load *load = g_new0 (Load, 1);
  GTask *inner = g_task_new (self, g_task_get_cancellable (task), decoded_cb, task);

  load->url = g_strdup (wanted->url);
  load->path = g_strdup (wanted->path);
  load->size = wanted->size;
  load->bytes = bytes;
  g_task_set_task_data (inner, load, load_free);
  g_thread_pool_push (self->decoders, inner, NULL);
}

static void
stop_watching (Load *load)
{
  if (load->cancelled != NULL)
    g_source_destroy (load->cancelled);
  g_clear_pointer (&load->cancelled, g_source_unref);
}

/* Nobody has to wait for a slow host only to learn that he does not wait any more. */
static gboolean
waiting_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  RefrainCovers *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);
  GPtrArray *tasks = g_hash_table_lookup (self->fetches, load->url);

  stop_watching (load);
  g_task_return_error_if_cancelled (task);
  if (tasks != NULL)
    g_ptr_array_remove (tasks, task);
  return G_SOURCE_REMOVE;
}

static void
watch_cancellable (GTask *task)
{
  Load *load = g_task_get_task_data (task);

  if (g_task_get_cancellable (task) == NULL)
    return;

  load->cancelled = g_cancellable_source_new (g_task_get_cancellable (task));
  g_source_set_callback (load->cancelled, G_SOURCE_FUNC (waiting_cancelled_cb), task, NULL);
  g_source_attach (load->cancelled, g_task_get_context (task));
}

/* Whoever waits for an address: for the bytes, or for a picture of some size. */
static void
answer_waiting (RefrainCovers *self, const char *url, GBytes *bytes, const GError *error)
{
  gpointer key;
  gpointer value;
  g_autoptr (GPtrArray) tasks = NULL;

  if (!g_hash_table_steal_extended (self->fetches, url, &key, &value))
    return;

  g_free (key);
  tasks = value;
  for (guint i = 0; i < tasks->len; i++)
    {
      g_autoptr (GTask) task = g_object_ref (g_ptr_array_index (tasks, i));
      Load *load = g_task_get_task_data (task);

      stop_watching (load);
      if (bytes == NULL)
        g_task_return_error (task, g_error_copy (error));
      else if (load->size == 0)
        g_task_return_pointer (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
      else
        start_decoding (self, g_steal_pointer (&task), g_bytes_ref (bytes));
    }
}

static gboolean
has_just_failed (RefrainCovers *self, const char *url)
{
  const gint64 *when = g_hash_table_lookup (self->failures, url);

  return when != NULL && g_get_monotonic_time () - *when < FAILURE_SECONDS * G_USEC_PER_SEC;
}

static void
write_file_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Load *load = task_data;

  refrain_cover_folder_write (load->path, load->bytes);
  g_task_return_boolean (task, TRUE);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  const Load *load = g_task_get_task_data (G_TASK (result));

  answer_waiting (REFRAIN_COVERS (source), load->url, load->bytes, NULL);
}

/* Whoever waits is answered once the file is there, since some hand its path on. */
static void
keep_and_answer (RefrainCovers *self, const char *url, GBytes *bytes)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, kept_cb, NULL);
  Load *load = g_new0 (Load, 1);

  load->url = g_strdup (url);
  load->path = refrain_covers_dup_cached_path (self, url);
  load->bytes = g_bytes_ref (bytes);
  g_task_set_task_data (task, load, load_free);
  g_task_run_in_thread (task, write_file_in_thread);
}

/* One address that is being fetched. */
typedef struct
{
  RefrainCovers *self; /* (owned) */
  char *url;
} Fetching;

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Fetching *fetching = user_data;
  g_autoptr (RefrainCovers) self = fetching->self;
  g_autofree char *url = fetching->url;
  g_autoptr (GError) error = NULL;
  g_autoptr (RefrainHttpResponse) response = refrain_http_send_finish (REFRAIN_HTTP (source),
                                                                       result, &error);

  self->n_fetches--;
  if (response != NULL && (response->status != 200 || !refrain_cover_is_image (response->bytes)))
    g_set_error (&error, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_NOT_MEDIA,
                 _ ("The cover’s address did not answer with a picture (HTTP status %u)."),
                 response->status);

  if (error != NULL)
    {
      note_failure (self, url);
      answer_waiting (self, url, NULL, error);
    }
  else
    keep_and_answer (self, url, response->bytes);
  start_fetches (self);
}

static void
start_fetches (RefrainCovers *self)
{
  while (self->n_fetches < MAX_FETCHES && !g_queue_is_empty (&self->waiting))
    {
      /* What was asked for last is most likely still on show. */
      g_autofree char *url = g_queue_pop_tail (&self->waiting);
      const GPtrArray *tasks = g_hash_table_lookup (self->fetches, url);
      RefrainHttpRequest request = { .accept = "image/*", .max_bytes = REFRAIN_COVER_MAX_BYTES };
      Fetching *fetching;

      if (tasks == NULL || tasks->len == 0)
        {
          g_hash_table_remove (self->fetches, url);
          continue;
        }
      fetching = g_new0 (Fetching, 1);
      fetching->self = g_object_ref (self);
      fetching->url = g_steal_pointer (&url);
      request.url = fetching->url;
      self->n_fetches++;
      refrain_http_send_async (self->http, &request, NULL, fetched_cb, fetching);
    }
}

/* Waits for the address together with all others who want it. Takes @task. */
static void
join_fetch (RefrainCovers *self, GTask *task)
{
  Load *load = g_task_get_task_data (task);
  GPtrArray *tasks = g_hash_table_lookup (self->fetches, load->url);

  if (tasks == NULL)
    {
      tasks = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (self->fetches, g_strdup (load->url), tasks);
      g_queue_push_tail (&self->waiting, g_strdup (load->url));
    }
  g_ptr_array_add (tasks, task);
  watch_cancellable (task);
  start_fetches (self);
}

/* The file was there, but is no picture any more: fetch it anew. */
static void
disk_decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RefrainCovers *self = REFRAIN_COVERS (source);
  GTask *task = user_data;
  g_autoptr (GError) error = NULL;
  GdkPixbuf *pixbuf = g_task_propagate_pointer (G_TASK (result), &error);
  Load *load = g_task_get_task_data (task);

  if (pixbuf != NULL)
    {
      remember (self, load->url, load->size, pixbuf);
      g_task_return_pointer (task, pixbuf, g_object_unref);
      g_object_unref (task);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      g_object_unref (task);
    }
  else if (has_just_failed (self, load->url))
    {
      g_task_return_new_error (task, REFRAIN_LIBRARY_ERROR, REFRAIN_LIBRARY_ERROR_NOT_MEDIA, "%s",
                               _ ("The cover could not be fetched a moment ago."));
      g_object_unref (task);
    }
  else
    join_fetch (self, task);
}

static void
prune_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  refrain_cover_folder_prune (task_data, FOLDER_BUDGET);
  g_task_return_boolean (task, TRUE);
}

static gboolean
start_decoders_cb (gpointer user_data)
{
  RefrainCovers *self = user_data;
  GTask *task;

  self->decode_source = 0;
  while ((task = g_queue_pop_head (&self->undecoded)) != NULL)
    g_thread_pool_push (self->decoders, task, NULL);

  return G_SOURCE_REMOVE;
}

static void
refrain_covers_finalize (GObject *object)
{
  RefrainCovers *self = REFRAIN_COVERS (object);

  /* Each waiting task holds a reference, so none is left here. */
  g_assert (g_queue_is_empty (&self->undecoded));

  g_thread_pool_free (self->decoders, FALSE, TRUE);
  g_queue_clear_full (&self->recent, (GDestroyNotify) cached_free);
  g_queue_clear_full (&self->waiting, g_free);
  g_clear_pointer (&self->cached, g_hash_table_unref);
  g_clear_pointer (&self->fetches, g_hash_table_unref);
  g_clear_pointer (&self->failures, g_hash_table_unref);
  g_clear_pointer (&self->folder, g_free);
  g_clear_object (&self->http);

  G_OBJECT_CLASS (refrain_covers_parent_class)->finalize (object);
}

static void
refrain_covers_class_init (RefrainCoversClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = refrain_covers_finalize;
}

static void
refrain_covers_init (RefrainCovers *self)
{
  self->cached = g_hash_table_new (g_str_hash, g_str_equal);
  self->fetches = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) g_ptr_array_unref);
  self->failures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->decoders = g_thread_pool_new (decode, NULL, DECODER_THREADS, FALSE, NULL);
}

/**
 * refrain_covers_new:
 * @http: the door to the network
 * @folder: where covers are kept; made when needed, and cut back to its budget
 * @memory_budget: bytes of decoded pictures to keep in memory
 *
 * Returns: (transfer full): the covers
 */
RefrainCovers *
refrain_covers_new (RefrainHttp *http, const char *folder, gsize memory_budget)
{
  RefrainCovers *self = g_object_new (REFRAIN_TYPE_COVERS, NULL);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  self->http = g_object_ref (http);
  self->folder = g_strdup (folder);
  self->memory_budget = memory_budget;
  g_task_set_task_data (task, g_strdup (folder), g_free);
  g_task_run_in_thread (task, prune_in_thread);
  return self;
}

/**
 * refrain_covers_peek:
 * @self: the covers
 * @url: a cover's address
 * @size: the side of the square to fill, in pixels
 *
 * Returns: (transfer none) (nullable): the picture when it is in memory
 */
GdkPixbuf *
refrain_covers_peek (RefrainCovers *self, const char *url, guint size)
{
  g_autofree char *key = build_key (url, size);
  GList *link = g_hash_table_lookup (self->cached, key);

  if (link == NULL)
    return NULL;

  g_queue_unlink (&self->recent, link);
  g_queue_push_head_link (&self->recent, link);
  return ((Cached *) link->data)->pixbuf;
}

/**
 * refrain_covers_load_async:
 * @self: the covers
 * @url: a cover's address
 * @size: the side of the square to fill, in pixels
 * @cancellable: (nullable): to stop waiting
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Gives a picture from memory, from disk or from its address. Nothing of it is done in the main
 * thread.
 */
void
refrain_covers_load_async (RefrainCovers *self,
                           const char *url,
                           guint size,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GdkPixbuf *known = refrain_covers_peek (self, url, size);
  Load *load = g_new0 (Load, 1);
  Load *from_disk;
  GTask *disk_task;

  g_return_if_fail (REFRAIN_IS_COVERS (self));
  g_return_if_fail (size > 0);

  g_task_set_source_tag (task, refrain_covers_load_async);
  g_task_set_task_data (task, load, load_free);
  load->url = g_strdup (url);
  load->path = refrain_covers_dup_cached_path (self, url);
  load->size = size;
  if (known != NULL)
    {
      g_task_return_pointer (task, g_object_ref (known), g_object_unref);
      g_object_unref (task);
      return;
    }

  from_disk = g_new0 (Load, 1);
  from_disk->path = g_strdup (load->path);
  from_disk->size = size;
  disk_task = g_task_new (self, cancellable, disk_decoded_cb, task);
  g_task_set_task_data (disk_task, from_disk, load_free);
  g_queue_push_tail (&self->undecoded, disk_task);
  /* After the frame that shows the gradients: decoding at once would take the processor from it. */
  if (self->decode_source == 0)
    self->decode_source = g_idle_add (start_decoders_cb, self);
}

/**
 * refrain_covers_load_finish:
 * @self: the covers
 * @result: the outcome
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the picture
 */
GdkPixbuf *
refrain_covers_load_finish (RefrainCovers *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_covers_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * refrain_covers_fetch_async:
 * @self: the covers
 * @url: a cover's address
 * @cancellable: (nullable): to stop waiting
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Gives a cover's bytes as the gateway serves them, for embedding and saving.
 */
void
refrain_covers_fetch_async (RefrainCovers *self,
                            const char *url,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);

  g_return_if_fail (REFRAIN_IS_COVERS (self));

  g_task_set_source_tag (task, refrain_covers_fetch_async);
  g_task_set_task_data (task, load, load_free);
  load->url = g_strdup (url);
  join_fetch (self, task);
}

/**
 * refrain_covers_fetch_finish:
 * @self: the covers
 * @result: the outcome
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the bytes, a picture by their beginning
 */
GBytes *
refrain_covers_fetch_finish (RefrainCovers *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, refrain_covers_fetch_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * refrain_covers_dup_cached_path:
 * @self: the covers
 * @url: a cover's address
 *
 * Returns: (transfer full): where the cover is kept once it has been fetched
 */
char *
refrain_covers_dup_cached_path (RefrainCovers *self, const char *url)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, url, -1);

  return g_build_filename (self->folder, digest, NULL);
}

/**
 * refrain_covers_get_memory_used:
 * @self: the covers
 *
 * Returns: bytes of decoded pictures in memory
 */
gsize
refrain_covers_get_memory_used (RefrainCovers *self)
{
  g_return_val_if_fail (REFRAIN_IS_COVERS (self), 0);

  return self->memory_used;
}
