/* SPDX-FileCopyrightText: 2026 The Refrain contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library-fixture.h"

#include "refrain-publish.h"
#include "refrain-store-files.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

/* Long enough for a machine under load and a sanitizer. */
#define PATIENCE_SECONDS 20

static gboolean
late_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_CONTINUE;
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Conditions may depend on what other threads do: they are looked at again now and then. */
gboolean
wait_at_most (guint seconds, Condition condition, gpointer data)
{
  gboolean late = FALSE;
  guint timer = g_timeout_add_seconds (seconds, late_cb, &late);
  guint waker = g_timeout_add (10, wake_cb, NULL);

  while (!condition (data) && !late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
  g_source_remove (waker);
  return condition (data);
}

void
wait_until (Condition condition, gpointer data)
{
  g_assert_true (wait_at_most (PATIENCE_SECONDS, condition, data));
}

void
store_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

GAsyncResult *
wait_for_result (GAsyncResult **result)
{
  wait_until (is_set, result);
  return g_steal_pointer (result);
}

/* Warnings are fatal as in every test, but for those of the media framework: a pipeline that is
 * stopped before it runs may complain, and no program of ours would notice. */
static void
set_fatal_warnings (void)
{
  static const char *const domains[] = { NULL,  "Adwaita", "GLib", "GLib-GIO", "GLib-GObject",
                                         "Gdk", "Gsk",     "Gtk",  "libsoup" };

  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    g_log_set_fatal_mask (domains[i],
                          G_LOG_FATAL_MASK | G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL);
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  set_fatal_warnings ();
  fixture->dir = g_dir_make_tmp ("refrain-library-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->data_dir = g_build_filename (fixture->dir, "data", NULL);
  fixture->cache_dir = g_build_filename (fixture->dir, "cache", NULL);
  fixture->save_dir = g_build_filename (fixture->dir, "music", NULL);
  fixture->demo = refrain_demo_gateway_new (g_getenv ("REFRAIN_DEMO_MEDIA"));
  g_assert_true (refrain_demo_gateway_start (fixture->demo, 0, &error));
  g_assert_no_error (error);
  fixture_open (fixture);
  fixture->source = put_source (fixture, 0, "Demo",
                                refrain_demo_gateway_get_address (fixture->demo), NULL);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->context != NULL)
    fixture_close (fixture);
  g_assert_finalize_object (g_steal_pointer (&fixture->demo));
  remove_tree (fixture->dir);
  g_clear_pointer (&fixture->dir, g_free);
  g_clear_pointer (&fixture->data_dir, g_free);
  g_clear_pointer (&fixture->cache_dir, g_free);
  g_clear_pointer (&fixture->save_dir, g_free);
}

void
fixture_open (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *pending = NULL;

  fixture->context = refrain_context_new (fixture->data_dir, fixture->cache_dir, FALSE);
  fixture->library = refrain_context_get_library (fixture->context);
  refrain_library_open_async (fixture->library, NULL, store_result, &pending);
  result = wait_for_result (&pending);
  g_assert_true (refrain_library_open_finish (fixture->library, result, &error));
  g_assert_no_error (error);
  fixture->source = refrain_library_find_source (fixture->library, NULL);
  refrain_saver_set_folder (refrain_context_get_saver (fixture->context), fixture->save_dir);
}

static gboolean
are_gone (gpointer data)
{
  gpointer *objects = data;

  return objects[0] == NULL && objects[1] == NULL && objects[2] == NULL && objects[3] == NULL;
}

/* Nothing of the library may outlive its context, once what is under way has ended. */
void
fixture_close (Fixture *fixture)
{
  gpointer objects[] = { fixture->library, refrain_context_get_covers (fixture->context),
                         refrain_context_get_saver (fixture->context),
                         refrain_context_get_watcher (fixture->context) };

  for (gsize i = 0; i < G_N_ELEMENTS (objects); i++)
    g_object_add_weak_pointer (objects[i], &objects[i]);
  g_clear_object (&fixture->source);
  g_assert_finalize_object (g_steal_pointer (&fixture->context));
  fixture->library = NULL;
  wait_until (are_gone, objects);
}

void
fixture_reopen (Fixture *fixture)
{
  fixture_close (fixture);
  fixture_open (fixture);
}

RefrainSource *
put_source (Fixture *fixture, gint64 row_id, const char *name, const char *address, const char *key)
{
  g_autoptr (RefrainGatewayRecord) record = refrain_gateway_record_new (row_id, name, address,
                                                                        "new-api", FALSE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;
  RefrainSource *source;

  refrain_library_put_source_async (fixture->library, record, key, NULL, store_result, &pending);
  result = wait_for_result (&pending);
  source = refrain_library_put_source_finish (fixture->library, result, &error);
  g_assert_no_error (error);
  return source;
}

RefrainFetchOutcome *
fetch_ids (Fixture *fixture, const char *const *ids)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *pending = NULL;
  RefrainFetchOutcome *outcome;

  refrain_library_fetch_async (fixture->library, fixture->source, ids, NULL, store_result,
                               &pending);
  result = wait_for_result (&pending);
  outcome = refrain_library_fetch_finish (fixture->library, result, &error);
  g_assert_no_error (error);
  return outcome;
}

/* Returns: (transfer none) */
RefrainTask *
fetch_task (Fixture *fixture, const char *id)
{
  const char *const ids[] = { id, NULL };
  g_autoptr (RefrainFetchOutcome) outcome = fetch_ids (fixture, ids);

  g_assert_cmpuint (outcome->tasks->len, ==, 1);
  return g_ptr_array_index (outcome->tasks, 0);
}

/* Returns: (transfer full) */
RefrainClip *
get_clip (RefrainTask *task, guint index)
{
  RefrainClip *clip = g_list_model_get_item (refrain_task_get_clips (task), index);

  g_assert_nonnull (clip);
  return clip;
}

/* Returns: (transfer none) (nullable) */
RefrainTask *
find_task (Fixture *fixture, const char *id)
{
  GListModel *tasks = refrain_library_get_tasks (fixture->library);

  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    {
      g_autoptr (RefrainTask) task = g_list_model_get_item (tasks, i);

      if (g_strcmp0 (refrain_task_get_facts (task)->id, id) == 0)
        return task;
    }

  return NULL;
}

static GBytes *
ask (SoupMessage *message)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options ("timeout", 30, NULL);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = soup_session_send_and_read (session, message, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  return bytes;
}

/* Asks the gateway for a new song. Returns: its task's id. */
char *
submit_task (Fixture *fixture)
{
  static const char body[] = "{\"gpt_description_prompt\":\"rain on a tin roof\"}";
  g_autofree char *url = g_strconcat (refrain_demo_gateway_get_address (fixture->demo),
                                      "/suno/submit/music?form=string", NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", url);
  g_autoptr (GBytes) request = g_bytes_new_static (body, strlen (body));
  g_autoptr (GBytes) answer = NULL;
  g_autofree char *text = NULL;
  const char *start;

  soup_message_set_request_body_from_bytes (message, "application/json", request);
  answer = ask (message);
  text = g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
  start = strstr (text, "\"data\":\"");
  g_assert_nonnull (start);
  start += strlen ("\"data\":\"");
  return g_strndup (start, strcspn (start, "\""));
}

GBytes *
download (const char *url)
{
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);

  return ask (message);
}

/* Returns: (transfer full) (element-type utf8): names in a folder, which need not exist */
GPtrArray *
list_folder (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  return names;
}

gboolean
has_name_with (const char *folder, const char *part)
{
  g_autoptr (GPtrArray) names = list_folder (folder);

  for (guint i = 0; i < names->len; i++)
    {
      if (strstr (g_ptr_array_index (names, i), part) != NULL)
        return TRUE;
    }

  return FALSE;
}

void
remove_tree (const char *path)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_autoptr (GPtrArray) names = list_folder (path);

      for (guint i = 0; i < names->len; i++)
        {
          g_autofree char *child = g_build_filename (path, g_ptr_array_index (names, i), NULL);

          remove_tree (child);
        }
    }
  /* The store's thread may be closing its database still, and removes a file of its own then. */
  if (g_remove (path) != 0)
    g_assert_cmpint (errno, ==, ENOENT);
}
