/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "refrain-demo-catalogue.h"
#include "refrain-demo-task.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

static char *
dup_string (JsonObject *object, const char *name)
{
  return g_strdup (json_object_get_string_member_with_default (object, name, NULL));
}

/* A name is a name, never a way out of the folder. */
static char *
dup_file_name (JsonObject *object, const char *name)
{
  const char *value = json_object_get_string_member_with_default (object, name, NULL);

  if (value == NULL || *value == '\0' || *value == '.' || strpbrk (value, "/\\") != NULL)
    return NULL;

  return g_strdup (value);
}

static void
read_take (RefrainDemoTask *task, JsonObject *object)
{
  const char *id = json_object_get_string_member_with_default (object, "id", NULL);
  RefrainDemoTake *take;

  if (id == NULL)
    return;

  take = refrain_demo_task_add_take (task, id);
  take->title = dup_string (object, "title");
  take->lyrics = dup_string (object, "lyrics");
  take->duration = json_object_get_double_member_with_default (object, "duration", 0.0);
  take->audio = dup_file_name (object, "audio");
  take->cover = dup_file_name (object, "cover");
  take->cover_large = dup_file_name (object, "cover_large");
  take->video = dup_file_name (object, "video");
}

static RefrainDemoTask *
read_song (JsonObject *object)
{
  const char *id = json_object_get_string_member_with_default (object, "task_id", NULL);
  const char *style = json_object_get_string_member_with_default (object, "style_of_answer",
                                                                  "new-api");
  JsonNode *takes = json_object_get_member (object, "takes");
  RefrainDemoTask *task;

  if (id == NULL || takes == NULL || !JSON_NODE_HOLDS_ARRAY (takes))
    return NULL;

  task = refrain_demo_task_new (id, "MUSIC");
  if (g_str_equal (style, "goapi"))
    task->envelope = REFRAIN_DEMO_ENVELOPE_GOAPI;
  task->model = dup_string (object, "model");
  task->model_version = dup_string (object, "model_version");
  task->describe = dup_string (object, "describe");
  task->tags = dup_string (object, "tags");
  task->instrumental = json_object_get_boolean_member_with_default (object, "instrumental", FALSE);
  task->created_at = dup_string (object, "created_at");
  for (guint i = 0; i < json_array_get_length (json_node_get_array (takes)); i++)
    {
      JsonNode *node = json_array_get_element (json_node_get_array (takes), i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        read_take (task, json_node_get_object (node));
    }

  return task;
}

static void
read_songs (GPtrArray *tasks, JsonNode *root)
{
  JsonNode *songs = NULL;

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    songs = json_object_get_member (json_node_get_object (root), "songs");
  if (songs == NULL || !JSON_NODE_HOLDS_ARRAY (songs))
    return;

  for (guint i = 0; i < json_array_get_length (json_node_get_array (songs)); i++)
    {
      JsonNode *node = json_array_get_element (json_node_get_array (songs), i);
      g_autoptr (RefrainDemoTask) task = NULL;

      if (JSON_NODE_HOLDS_OBJECT (node))
        task = read_song (json_node_get_object (node));
      if (task != NULL && task->takes->len > 0)
        g_ptr_array_add (tasks, g_steal_pointer (&task));
    }
}

/**
 * refrain_demo_catalogue_load:
 * @media_dir: a folder with a catalogue.json and the files that it names
 * @error: set when the catalogue is missing, no JSON, or empty
 *
 * Returns: (transfer full) (nullable) (element-type RefrainDemoTask): the demo songs
 */
GPtrArray *
refrain_demo_catalogue_load (const char *media_dir, GError **error)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (
      (GDestroyNotify) refrain_demo_task_free);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autofree char *path = g_build_filename (media_dir, "catalogue.json", NULL);

  if (!json_parser_load_from_file (parser, path, error))
    {
      g_prefix_error (error, "%s", _ ("The demo songs could not be read: "));
      return NULL;
    }
  read_songs (tasks, json_parser_get_root (parser));
  if (tasks->len == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _ ("There are no demo songs in “%s”. Choose another folder."), media_dir);
      return NULL;
    }

  return g_steal_pointer (&tasks);
}
