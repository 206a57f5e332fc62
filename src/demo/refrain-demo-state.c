/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-demo-state.h"
#include "refrain-demo-catalogue.h"
#include "refrain-demo-exchange.h"
#include "refrain-demo-scenarios.h"

#include <glib/gstdio.h>

static void
file_free (gpointer data)
{
  RefrainDemoFile *file = data;

  g_bytes_unref (file->bytes);
  g_free (file->etag);
  g_free (file->last_modified);
  g_free (file);
}

static const char *
guess_content_type (const char *name)
{
  static const struct
  {
    const char *ending;
    const char *type;
  } types[] = {
    { ".mp3", "audio/mpeg" },  { ".mp4", "video/mp4" }, { ".jpg", "image/jpeg" },
    { ".jpeg", "image/jpeg" }, { ".png", "image/png" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (g_str_has_suffix (name, types[i].ending))
        return types[i].type;
    }

  return "application/octet-stream";
}

/**
 * refrain_demo_state_new:
 * @media_dir: the folder of the demo songs, read by refrain_demo_state_load()
 *
 * Returns: (transfer full): the state of a gateway that does not listen yet
 */
RefrainDemoState *
refrain_demo_state_new (const char *media_dir)
{
  RefrainDemoState *self = g_new0 (RefrainDemoState, 1);

  self->context = g_main_context_new ();
  self->media_dir = g_strdup (media_dir);
  self->clock = refrain_demo_clock_new ();
  self->log = refrain_demo_log_new ();
  self->trouble = refrain_demo_trouble_new ();
  self->tasks = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                       (GDestroyNotify) refrain_demo_task_free);
  self->clips = g_hash_table_new (g_str_hash, g_str_equal);
  self->catalogue = g_ptr_array_new ();
  self->lenders = g_ptr_array_new ();
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, file_free);
  self->attempts = g_hash_table_new (g_str_hash, g_str_equal);
  self->exchanges = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) refrain_demo_exchange_free,
                                           NULL);

  return self;
}

/**
 * refrain_demo_state_free:
 * @self: (transfer full): a state whose thread has ended
 */
void
refrain_demo_state_free (RefrainDemoState *self)
{
  g_hash_table_unref (self->exchanges);
  g_hash_table_unref (self->attempts);
  g_hash_table_unref (self->files);
  g_ptr_array_unref (self->lenders);
  g_ptr_array_unref (self->catalogue);
  g_hash_table_unref (self->clips);
  g_hash_table_unref (self->tasks);
  refrain_demo_trouble_free (self->trouble);
  refrain_demo_log_free (self->log);
  refrain_demo_clock_free (self->clock);
  g_main_context_unref (self->context);
  g_free (self->required_key);
  g_free (self->media_address);
  g_free (self->media_dir);
  g_free (self);
}

/* Takes without sound lend nothing, unless there are no others. */
static void
find_lenders (RefrainDemoState *self, gboolean silent)
{
  for (guint i = 0; i < self->catalogue->len; i++)
    {
      RefrainDemoTask *task = g_ptr_array_index (self->catalogue, i);

      for (guint j = 0; j < task->takes->len; j++)
        {
          RefrainDemoTake *take = g_ptr_array_index (task->takes, j);

          if ((take->audio == NULL) == silent)
            g_ptr_array_add (self->lenders, take);
        }
    }
}

/**
 * refrain_demo_state_load:
 * @error: set when the catalogue cannot be used
 *
 * Reads the catalogue and makes the tasks of the scenarios, once.
 *
 * Returns: whether there are songs
 */
gboolean
refrain_demo_state_load (RefrainDemoState *self, GError **error)
{
  g_autoptr (GPtrArray) songs = NULL;

  if (self->catalogue->len > 0)
    return TRUE;

  songs = refrain_demo_catalogue_load (self->media_dir, error);
  if (songs == NULL)
    return FALSE;

  g_ptr_array_set_free_func (songs, NULL);
  for (guint i = 0; i < songs->len; i++)
    {
      RefrainDemoTask *task = g_ptr_array_index (songs, i);

      if (g_hash_table_contains (self->tasks, task->id))
        {
          refrain_demo_task_free (task);
          continue;
        }
      g_ptr_array_add (self->catalogue, task);
      refrain_demo_state_take_task (self, task);
    }
  find_lenders (self, FALSE);
  if (self->lenders->len == 0)
    find_lenders (self, TRUE);
  refrain_demo_scenarios_add_tasks (self);

  return TRUE;
}

/**
 * refrain_demo_state_take_task:
 * @task: (transfer full): a task whose id and whose takes' ids are new
 */
void
refrain_demo_state_take_task (RefrainDemoState *self, RefrainDemoTask *task)
{
  g_hash_table_insert (self->tasks, task->id, task);
  for (guint i = 0; i < task->takes->len; i++)
    {
      RefrainDemoTake *take = g_ptr_array_index (task->takes, i);

      g_hash_table_insert (self->clips, take->id, take);
    }
}

/**
 * refrain_demo_state_find_task:
 *
 * Returns: (transfer none) (nullable): the task with that id
 */
RefrainDemoTask *
refrain_demo_state_find_task (RefrainDemoState *self, const char *id)
{
  return g_hash_table_lookup (self->tasks, id);
}

/**
 * refrain_demo_state_find_take:
 *
 * Returns: (transfer none) (nullable): the take with that clip id
 */
RefrainDemoTake *
refrain_demo_state_find_take (RefrainDemoState *self, const char *id)
{
  return g_hash_table_lookup (self->clips, id);
}

/**
 * refrain_demo_state_get_lender:
 * @index: any number
 *
 * Returns: (transfer none): a take of the catalogue; counting up goes through all of them by turns
 */
const RefrainDemoTake *
refrain_demo_state_get_lender (RefrainDemoState *self, guint index)
{
  return g_ptr_array_index (self->lenders, index % self->lenders->len);
}

/**
 * refrain_demo_state_open_file:
 * @name: a file name of the catalogue
 *
 * Returns: (transfer none) (nullable): the file, or %NULL when it cannot be read
 */
RefrainDemoFile *
refrain_demo_state_open_file (RefrainDemoState *self, const char *name)
{
  RefrainDemoFile *file = g_hash_table_lookup (self->files, name);
  g_autofree char *path = g_build_filename (self->media_dir, name, NULL);
  g_autoptr (GMappedFile) mapped = NULL;
  g_autoptr (GDateTime) modified = NULL;
  GStatBuf info;

  if (file != NULL)
    return file;
  if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode))
    return NULL;
  mapped = g_mapped_file_new (path, FALSE, NULL);
  if (mapped == NULL)
    return NULL;

  modified = g_date_time_new_from_unix_utc (info.st_mtime);
  file = g_new0 (RefrainDemoFile, 1);
  file->bytes = g_mapped_file_get_bytes (mapped);
  file->etag = g_strdup_printf ("\"%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x\"",
                                (guint64) info.st_mtime, (guint64) info.st_size);
  file->last_modified = soup_date_time_to_string (modified, SOUP_DATE_HTTP);
  file->content_type = guess_content_type (name);
  g_hash_table_insert (self->files, g_strdup (name), file);

  return file;
}

/**
 * refrain_demo_state_count_attempt:
 * @scenario: a static name
 *
 * Returns: how often it was tried before
 */
guint
refrain_demo_state_count_attempt (RefrainDemoState *self, const char *scenario)
{
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (self->attempts, scenario));

  g_hash_table_insert (self->attempts, (gpointer) scenario, GUINT_TO_POINTER (before + 1));

  return before;
}

/**
 * refrain_demo_state_get_now:
 *
 * Returns: the time by which tasks grow up, ms
 */
gint64
refrain_demo_state_get_now (RefrainDemoState *self)
{
  return refrain_demo_clock_get_now (self->clock);
}
